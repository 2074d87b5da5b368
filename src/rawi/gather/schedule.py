"""When what is fetched. Comes in: outlets, a client, what is known already. Goes out: pages, handed on as they come, and a tally.

Each outlet has a task of its own that visits its endpoints when they are due and fetches what they list and nobody knows yet,
newest first. Outlets share the client, which gives every host its turn, so a slow or busy one holds up nobody. What goes
wrong with one outlet is counted and stays there; only an error of whoever takes the pages (a full disk) ends it all.
"""

import asyncio
import datetime as dt
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
import structlog

from rawi.errors import Reason
from rawi.gather.addresses import canonical
from rawi.gather.client import Client
from rawi.gather.listing import Listing, visit
from rawi.gather.tally import Tally
from rawi.model import Endpoint, Entry, Fetched, Outlet, Page, Record, Refused
from rawi.moments import instant

Known = Callable[[str], bool]
Emit = Callable[[Outlet, Entry, Page], Awaitable[None]]
Learnt = Callable[[Endpoint], None]
T = TypeVar("T")

# Addresses that were fetched or refused in this run, for each outlet; `known` remembers those that became articles.
REMEMBERED = 20_000
# Refusals that say something of the moment and nothing of the page: it is asked for again, at most so often in a run.
PASSING = (Reason.TIMEOUT, Reason.UNREACHABLE)
MOST_TRIES = 3
# So many of them in a row, and the rest of a visit's pages are left for the next one.
PATIENCE = 3


class Rhythm(Record, frozen=True):
    """How often and how much. Seconds, and pages for each visit of an endpoint.

    An endpoint is visited every `interval`, less often (up to `longest`, doubling) while it fails or nothing changes on it;
    `jitter` is the share by which times are scattered, so that outlets do not all come due at once.
    """

    interval: float = 600.0
    longest: float = 4 * 3_600.0
    jitter: float = 0.1
    pages: int = 30


async def gather(
    outlets: Sequence[Outlet],
    client: Client,
    *,
    known: Known,
    emit: Emit,
    tally: Tally,
    once: bool = False,
    stop: asyncio.Event | None = None,
    rhythm: Rhythm | None = None,
    learnt: Learnt | None = None,
    clock: Callable[[], float] = time.time,
) -> None:
    """Gather until `stop` is set, or visit every endpoint `once`.

    Args:
        outlets: whom to ask; those without endpoints are left out.
        client: the open client.
        known: says of a canonical address whether the archive has it.
        emit: takes each page with its outlet and entry; its errors end the gathering.
        tally: counts what happens, as it happens.
        once: visit every endpoint one time and return.
        stop: ends the gathering within the request under way; a page that was fetched is still handed on.
        rhythm: how often and how much.
        learnt: is told what each visit taught of an endpoint (etag, modified, next_at), to be kept for the next run.
        clock: the time in seconds since 1970.

    Raises:
        Exception: whatever `emit` or `known` raised, the first of it.
    """
    asked = [outlet for outlet in outlets if outlet.endpoints]
    tally.outlets, tally.started_at = len(asked), tally.started_at or clock()
    stop = stop or asyncio.Event()
    hands = _Hands(client, known, emit, tally, stop, rhythm or Rhythm(), learnt, clock)
    rounds = [_Round(outlet, hands) for outlet in asked]
    try:
        async with asyncio.TaskGroup() as group:
            for turn in rounds:
                group.create_task(turn.run(once=once), name=f"gather {turn.outlet.slug}")
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None


class _Hands(NamedTuple):
    """What all outlets of one gathering share."""

    client: Client
    known: Known
    emit: Emit
    tally: Tally
    stop: asyncio.Event
    rhythm: Rhythm
    learnt: Learnt | None
    clock: Callable[[], float]


class _Round:
    """The gathering of one outlet."""

    def __init__(self, outlet: Outlet, hands: _Hands) -> None:
        self.outlet = outlet
        self._client, self._known, self._emit, self._tally, self._stop, self._rhythm, self._learnt, self._clock = hands
        self._endpoints = list(outlet.endpoints)
        self._waits = [self._rhythm.interval] * len(self._endpoints)
        self._tried: dict[str, int] = {}

    async def run(self, *, once: bool) -> None:
        """Visit what is due, wait for what is due next, and so on."""
        while not self._stop.is_set():
            now = self._clock()
            due = [number for number, endpoint in enumerate(self._endpoints) if once or endpoint.next_at <= now]
            if due:
                await self._visit_all(due)
                self._tally.rounds += 1
            if once:
                return
            await self._sleep(min(endpoint.next_at for endpoint in self._endpoints) - self._clock())

    async def _sleep(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), max(seconds, 0.05))
        except TimeoutError:
            return

    async def _visit_all(self, due: list[int]) -> None:
        """Visit the endpoints that are due, then fetch what they list."""
        wanted: dict[str, Entry] = {}
        taken: list[tuple[int, Listing]] = []
        missed: Refused | None = None
        answered = False
        for number in due:
            found = None if self._stop.is_set() else await self._ask(number)
            if isinstance(found, Refused):
                missed = found
            elif found is not None:
                fresh, whole = self._new(found, beside=wanted)
                wanted |= fresh
                taken += [(number, found)] if whole else []
                answered = True
        if answered:
            self._tally.reach(self.outlet.slug)
        elif missed is not None:
            self._tally.miss(self.outlet.slug, missed)
        if await self._fetch(wanted):
            for number, found in taken:
                self._learn(number, etag=found.etag, modified=found.modified)

    async def _ask(self, number: int) -> Listing | Refused | None:
        """Visit one endpoint and note when to come again; None if the gathering was stopped meanwhile, or after a fault."""
        endpoint = self._endpoints[number]
        now = dt.datetime.fromtimestamp(self._clock(), dt.UTC)
        try:
            found = await self._until_stopped(visit(self.outlet, endpoint, self._client, now))
        except Exception as error:  # noqa: BLE001 - a fault with one outlet's feed is counted, shown and logged, and ends no other's gathering
            structlog.get_logger().error("an endpoint could not be read", outlet=self.outlet.slug, url=endpoint.url, exc_info=error)
            self._tally.faults[self.outlet.slug] = f"{type(error).__name__}: {error}"
            self._put_off(number, quiet=True)
            return None
        if isinstance(found, Refused):
            self._tally.refuse(found)
            self._put_off(number, quiet=True)
        elif found is not None:
            self._tally.feeds += 1
            self._tally.unchanged += found.unchanged
            for refused in found.refused:
                self._tally.refuse(refused)
            self._put_off(number, quiet=found.unchanged)
        return found

    def _put_off(self, number: int, *, quiet: bool) -> None:
        """Set when an endpoint is due again: later each time while it is quiet or fails."""
        rhythm = self._rhythm
        wait = min(self._waits[number] * 2, rhythm.longest) if quiet else rhythm.interval
        self._waits[number] = wait
        scatter = 1 + rhythm.jitter * (2 * random.random() - 1)  # noqa: S311 - nothing secret in it
        self._learn(number, next_at=self._clock() + wait * scatter)

    def _learn(self, number: int, **news: str | float | None) -> None:
        """Change what is known of an endpoint, and tell whoever keeps it."""
        self._endpoints[number] = msgspec.structs.replace(self._endpoints[number], **news)
        if self._learnt:
            self._learnt(self._endpoints[number])

    def _new(self, listing: Listing, *, beside: dict[str, Entry]) -> tuple[dict[str, Entry], bool]:
        """Return the entries that nobody knows, newest first, as many as a visit may fetch, and whether these are all.

        Undated ones keep their order and come last. Until all have been fetched the endpoint is read anew, changed or not.
        """
        fresh: dict[str, Entry] = {}
        for entry in sorted(listing.entries, key=_age):
            key = canonical(entry.url)
            if not key or key in fresh or key in beside or self._tried.get(key, 0) >= MOST_TRIES or self._known(key):
                continue
            if len(fresh) >= self._rhythm.pages:
                return fresh, False
            fresh[key] = entry
        return fresh, True

    async def _fetch(self, wanted: dict[str, Entry]) -> bool:
        """Fetch pages one after the other and hand them on; return whether each was fetched or refused for good."""
        self._tally.queue += len(wanted)
        left, failures, all_done = len(wanted), 0, True
        try:
            for key, entry in wanted.items():
                answer = None if self._stop.is_set() or failures >= PATIENCE else await self._until_stopped(self._client.get(entry.url))
                if answer is None:
                    return False
                left, self._tally.queue = left - 1, self._tally.queue - 1
                passing = isinstance(answer, Refused) and answer.reason in PASSING
                self._remember(key, 1 if passing else MOST_TRIES)
                failures = failures + 1 if passing else 0
                all_done = all_done and not passing
                if isinstance(answer, Refused):
                    self._tally.refuse(answer)
                else:
                    await self._emit(self.outlet, entry, page_of(answer))
                    self._tally.pages += 1
        finally:
            self._tally.queue -= left
        return all_done

    def _remember(self, key: str, tries: int) -> None:
        self._tried[key] = self._tried.pop(key, 0) + tries
        if len(self._tried) > REMEMBERED:
            del self._tried[next(iter(self._tried))]

    async def _until_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Await something; None if the gathering is stopped before it is done, and it is cancelled then."""
        task = asyncio.create_task(work)
        stopped = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            for waiting in (task, stopped):
                waiting.cancel()
            await asyncio.gather(task, stopped, return_exceptions=True)


def _age(entry: Entry) -> float:
    """Return a number that is smaller the newer an entry is; infinite for one without a date."""
    moment = entry.published or entry.updated
    return -instant(moment).timestamp() if moment else float("inf")


def page_of(answer: Fetched) -> Page:
    """Make a page of what a request brought, with every other address that led to it."""
    passed = (answer.asked, *answer.redirects)
    return Page(
        url=answer.url,
        body=answer.body,
        content_type=answer.headers.get("content-type"),
        fetched_at=answer.fetched_at,
        redirects=tuple(dict.fromkeys(url for url in passed if url != answer.url)),
    )
