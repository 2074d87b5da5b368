"""The composition root: what is joined to what. Comes in: settings. Goes out: an open archive, an import, a fetched page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rawi.archive import Archive
from rawi.carry.importer import Report, Tally, import_path
from rawi.engine.local import LocalEngine
from rawi.errors import ArchiveLockedError
from rawi.gather.client import Client
from rawi.gather.schedule import page_of
from rawi.model import Refused
from rawi.outlets.catalogue import Catalogue
from rawi.pipeline import Reading
from rawi.serve.handover import Marking, hand_over, hand_over_mark, mark
from rawi.settings import Settings

Send = Callable[[Path, Tally, Report], None]


@contextmanager
def reading(settings: Settings) -> Iterator[Archive]:
    """Open the archive of the settings to ask it; another process may write to it meanwhile."""
    with Archive.open(settings.folder, settings, write=False) as archive:
        yield archive


@contextmanager
def writing(settings: Settings, *, rebuild: bool = False, catalogue: Catalogue | None = None) -> Iterator[Archive]:
    """Open the archive of the settings as its one writer; `rebuild` accepts an index that is damaged."""
    with Archive.open(settings.folder, settings, write=True, rebuild=rebuild, catalogue=catalogue) as archive:
        yield archive


@contextmanager
def deliver(settings: Settings, workers: int, placed: Callable[[int], None] = lambda _: None) -> Iterator[Send]:
    """Yield a function that imports one path: into the archive, or, where a server writes to it, through that server.

    Into stories the articles are placed at the end, all at once; `placed` is told how many are.

    Raises:
        ArchiveLockedError: another process writes to the archive and takes no work from others (when the function is called).
    """
    try:
        archive = Archive.open(settings.folder, settings, write=True)
    except ArchiveLockedError:
        yield lambda path, tally, report: hand_over(settings.folder, path, tally, report)
        return
    engine = LocalEngine(workers)
    try:
        with archive:
            yield lambda path, tally, report: import_path(archive, path, engine, tally, report)
            archive.place(unhurried=False, report=placed)
    finally:
        engine.close()


def mark_in(settings: Settings, markings: Sequence[Marking]) -> int:
    """Set marks or take them away, in the archive or, where a server writes to it, through that server; return how many changed.

    Raises:
        ArchiveLockedError: another process writes to the archive and takes no marks.
        NotFoundError: there is no such article.
    """
    try:
        with writing(settings) as archive:
            return sum(mark(archive, marking) for marking in markings)
    except ArchiveLockedError:
        return sum(hand_over_mark(settings.folder, marking) for marking in markings)


async def fetch_page(url: str, settings: Settings) -> Reading | Refused:
    """Fetch one page through the guarded client."""
    async with Client(contact=settings.contact) as client:
        answer = await client.get(url)
    return answer if isinstance(answer, Refused) else Reading(page_of(answer))
