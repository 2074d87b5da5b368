"""Everything in one process: gathers, stores, serves. Comes in: an open archive, outlets, settings. Goes out: pages on loopback.

One asyncio loop does the waiting; reading a page runs in the engine, and what blocks on the disk in threads.
"""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial

import msgspec
import structlog
import uvicorn
from starlette.types import ASGIApp

from rawi.archive import Archive
from rawi.engine.contract import Engine
from rawi.engine.local import LocalEngine
from rawi.errors import RawiError, SettingsError
from rawi.extract.naming import SiteNames
from rawi.gather.client import Client
from rawi.gather.guard import NOTHING, Allowance
from rawi.gather.limits import Limits
from rawi.gather.schedule import Rhythm, gather
from rawi.gather.tally import Tally
from rawi.meaning.reading import Reader
from rawi.model import Entry, Outlet, Page, Refused
from rawi.pipeline import Reading, arrive_any
from rawi.serve import paths
from rawi.serve.app import create
from rawi.serve.handover import taking
from rawi.serve.visiting import visit
from rawi.settings import Settings
from rawi.warming import WORD, settle, warm

# Reading for meaning takes at most a third of one core: after each batch it rests twice as long as that took, and looks for new
# articles every half minute once all have been read.
REST, LOOKED_EVERY = 2.0, 30.0
# Whether the archive has grown enough to show more of its names is looked at so often (seconds).
NAMES_EVERY = 600.0
# A new article can be found so many seconds after it arrived, at most; a commit of the index takes some 50 ms.
FLUSH_SECONDS = 0.5


class Live:
    """What the terminal and the pages show of the gathering in this process, as it changes."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.new = 0
        self.versions = 0

    @property
    def reached(self) -> int:
        """How many outlets answered."""
        return len(self.tally.reached)

    @property
    def unreachable(self) -> Sequence[str]:
        """The slugs of the outlets that could not be reached."""
        return sorted(self.tally.unreachable)

    @property
    def nothing_reachable(self) -> bool:
        """Whether every outlet was tried and none answered."""
        return self.tally.nothing_reachable


async def serve(archive: Archive, settings: Settings, listener: socket.socket, stop: asyncio.Event, live: Live | None = None) -> None:
    """Serve the pages on an open socket until `stop` is set."""
    app = create(archive, settings=settings, live=live)
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
    server = _Server(config)
    task = asyncio.create_task(server.serve([listener]))
    warming = asyncio.create_task(_warm(app, archive, stop))
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    waiting.cancel()
    await asyncio.gather(task, warming)


async def _warm(app: ASGIApp, archive: Archive, stop: asyncio.Event) -> None:
    """Load what pages need, one of each kind, beside the first readers."""
    await asyncio.to_thread(warm, archive, stopped=stop.is_set)
    with contextlib.suppress(RawiError):
        for path in await asyncio.to_thread(_pages, archive):
            if stop.is_set():
                return
            with contextlib.suppress(Exception):  # whoever asks for a page that cannot be made is told
                await visit(app, path)
    await asyncio.to_thread(settle)


def _pages(archive: Archive) -> list[str]:
    """Return a page of each kind, where there is one."""
    newest = archive.newest(1)
    stories = [story for one in newest if (story := archive.story_of(one.key))]
    found = ["/", paths.with_query("/search", q=WORD)]
    return found + [paths.article(one.key) for one in newest] + [paths.story(story.key) for story in stories]


async def gather_into(
    archive: Archive,
    settings: Settings,
    outlets: Sequence[Outlet],
    live: Live,
    stop: asyncio.Event,
    *,
    allowance: Allowance = NOTHING,
    limits: Limits | None = None,
    once: bool = False,
) -> None:
    """Gather outlets into the archive until `stop` is set, or one time."""
    engine = LocalEngine(settings.workers)
    rhythm = Rhythm(interval=float(settings.gather_seconds), pages=settings.pages_per_visit)
    taker = _Taker(archive, engine, live)
    try:
        async with Client(limits=limits or Limits(), contact=settings.contact, allowance=allowance) as client, _flushing(archive, stop):
            await gather(outlets, client, known=archive.known, emit=taker.take, tally=live.tally, once=once, stop=stop, rhythm=rhythm)
    finally:
        engine.close()


@contextlib.asynccontextmanager
async def _flushing(archive: Archive, stop: asyncio.Event) -> AsyncIterator[None]:
    """Bring the index in step twice a second, and once more at the end; beside that, without holding it up, the stories.

    Where one of them fails, `stop` is set, and the failure is raised at the end.
    """

    async def forever(work: Callable[[], None]) -> None:
        try:
            while True:
                await asyncio.sleep(FLUSH_SECONDS)
                await asyncio.to_thread(work)
        except Exception:
            stop.set()
            raise

    tasks = [asyncio.create_task(forever(work)) for work in (archive.flush, archive.place)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(archive.flush)
        for error in ended:
            if isinstance(error, Exception):
                raise error


async def read_meaning(archive: Archive, stop: asyncio.Event) -> None:
    """Read articles with the archive's embedder, where one is set, until `stop` is set; what it cannot do is said once, and then left."""
    if archive.embedder is None:
        return
    reader = Reader(archive.store, archive.embedder)
    while not stop.is_set():
        began = time.monotonic()
        try:
            done = await asyncio.to_thread(reader.step)
        except SettingsError as error:
            structlog.get_logger().warning("articles are not read for their meaning", reason=str(error))
            return
        pause = REST * (time.monotonic() - began) if done else LOOKED_EVERY
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


class _Taker:
    """Takes fetched pages: reads each in the engine, keeps the page of an article, stores the article."""

    def __init__(self, archive: Archive, engine: Engine, live: Live) -> None:
        self._archive, self._engine, self._live = archive, engine, live
        self._stage = partial(arrive_any, catalogue=archive.catalogue)
        self._names = SiteNames()

    async def take(self, outlet: Outlet, entry: Entry, page: Page) -> None:
        """Read and store one page; one that holds no article is counted with its reason."""
        answer = await self._engine.run(self._stage, Reading(page, outlet, published=entry.published, names=self._names.of(page)))
        if isinstance(answer, Refused):
            self._live.tally.refuse(answer)
            await asyncio.to_thread(self._archive.note_refusals, [answer])
            return
        kept = await asyncio.to_thread(self._archive.keep_page, page)
        (outcome,) = await asyncio.to_thread(self._archive.add, [msgspec.structs.replace(answer, page=kept.digest)])
        self._live.new += outcome.what == "new"
        self._live.versions += outcome.what == "version"
        if outcome.refused:
            self._live.tally.refuse(outcome.refused)


async def up(
    archive: Archive,
    settings: Settings,
    outlets: Sequence[Outlet],
    listener: socket.socket,
    live: Live,
    stop: asyncio.Event,
    *,
    allowance: Allowance = NOTHING,
    limits: Limits | None = None,
    gathered: Callable[[], None] = lambda: None,
) -> None:
    """Gather and serve until `stop` is set; `gathered` is called when every outlet was visited once."""

    async def watching() -> None:
        # The rounds of an outlet lie minutes apart, so as many rounds as outlets means that each was visited.
        while not stop.is_set() and not (live.tally.outlets and live.tally.rounds >= live.tally.outlets):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        if not stop.is_set():
            await asyncio.to_thread(archive.flush)
            await asyncio.to_thread(archive.place, unhurried=False)
            await asyncio.to_thread(archive.unite_names)
            gathered()
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), NAMES_EVERY)
            await asyncio.to_thread(archive.unite_names)

    async def serving() -> None:
        await serve(archive, settings, listener, stop, live)
        stop.set()

    with taking(archive):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(serving())
                group.create_task(gather_into(archive, settings, outlets, live, stop, allowance=allowance, limits=limits))
                group.create_task(watching())
                group.create_task(read_meaning(archive, stop))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            stop.set()


class _Server(uvicorn.Server):
    """Leaves signals to us: a Ctrl-C ends the gathering, the index and the server in their order."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
