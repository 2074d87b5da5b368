"""The Store on SQLite: one file for one writing process and any number of readers. Comes in: an archive folder. Goes out: a Store.

>>> import tempfile
>>> from pathlib import Path
>>> with tempfile.TemporaryDirectory() as home, SqliteStore(Path(home) / "archive", write=True) as store:
...     store.status().articles
0
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from rawi.errors import UsageError
from rawi.model import (
    Arrival,
    Change,
    KeptPage,
    Observation,
    Outcome,
    Page,
    Profile,
    Refused,
    Stored,
    Version,
)
from rawi.moments import moment_of
from rawi.store import checking, correcting, postings, reading, vectors
from rawi.store import folder as folders
from rawi.store.contract import Correction, CorrectionKind, Cursor, Embedded, OutletCount, Progress, Sharing, Status, TagCount
from rawi.store.database import Database
from rawi.store.derived import Derived
from rawi.store.faults import told
from rawi.store.packing import pack
from rawi.store.pages import KeptPages
from rawi.store.writing import Writer

PAGE_CAP_BYTES = 20 << 30
PAGE_DAYS = 365
ADVANCE = """
INSERT INTO progress (source, lines, refused, done) VALUES (?, ?, ?, ?)
ON CONFLICT (source) DO UPDATE SET lines = excluded.lines, refused = excluded.refused, done = excluded.done
WHERE excluded.lines > lines OR (excluded.lines = lines AND excluded.done > done)
"""
COUNT = "INSERT INTO refusal (place, reason, count) VALUES (?, ?, 1) ON CONFLICT (place, reason) DO UPDATE SET count = count + 1"


def utc_now() -> dt.datetime:
    """Return the time, for a store that was given no clock of its own."""
    return dt.datetime.now(dt.UTC)


class SqliteStore(Derived):
    """A Store in a folder; see `rawi.store.contract.Store` for what each method promises.

    Args:
        folder: the archive. With `write` it is made where there is none; an archive of an older schema is brought up to date.
        write: take the writer's lock, held until `close` or the end of the process.
        page_cap_bytes: how many bytes kept pages may take on disk; 0 keeps none.
        page_days: how many days a page is kept; 0 keeps none.
        clock: what gives the time of import and of keeping, aware of its zone.
        note: what the lock says of this process to others; see `announce`.

    Raises:
        ArchiveFormatError: the folder is no archive, or a newer rawi made it.
        ArchiveLockedError: another process writes to it.
        ArchiveDamagedError: the database cannot be read.
        StorageFullError: the folder cannot be written.
    """

    def __init__(
        self,
        folder: Path,
        *,
        write: bool,
        page_cap_bytes: int = PAGE_CAP_BYTES,
        page_days: int = PAGE_DAYS,
        clock: Callable[[], dt.datetime] = utc_now,
        note: str = "",
    ) -> None:
        self.folder = folder
        self._clock = clock
        if write:
            folders.create(folder)
        folders.check(folder)
        self._lock = folders.WriterLock(folder, note=note) if write else None
        try:
            self._database = Database(folder / folders.DATABASE, write=write)
        except BaseException:
            self._release()
            raise
        self._pages = KeptPages(self._database, folder / folders.PAGES, cap_bytes=page_cap_bytes, days=page_days, clock=clock)
        if write:
            self._prepare()

    def _prepare(self) -> None:
        """Make the rest of the folder, and put pages in order after a crash or a change of settings."""
        try:
            with told(self.folder, writing=True):
                (self.folder / folders.PAGES).mkdir(exist_ok=True)
                (self.folder / folders.INDEX).mkdir(exist_ok=True)
            self._pages.settle()
            self._pages.evict()
        except BaseException:
            self._database.close()
            self._release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def announce(self, note: str) -> None:
        """Say in the lock what other processes may want to know, such as the address of this one's server."""
        if self._lock is None:
            raise UsageError(f"The archive {self.folder} is not open for writing.", about=str(self.folder))
        self._lock.announce(note)

    # ------------------------------------------------------------ writing

    def put(self, arrivals: Sequence[Arrival], *, progress: Progress | None = None, refused: Sequence[Refused] = ()) -> list[Outcome]:
        """Store arrivals, progress and refusals in one transaction."""
        packed = [pack(arrival) for arrival in arrivals]
        with self._database.writing() as connection:
            writer = Writer(connection, self._clock())
            outcomes = [
                Outcome(key=0, id=arrival.external_id or arrival.article.id, what="refused", refused=item)
                if isinstance(item, Refused)
                else writer.put(item)
                for arrival, item in zip(arrivals, packed, strict=True)
            ]
            writer.finish()
            _note(connection, progress, refused)
        return outcomes

    def rewrite(self, key: int, version: int, arrival: Arrival) -> None:
        """Replace what was derived for a version."""
        packed = pack(arrival)
        if isinstance(packed, Refused):
            raise UsageError(f"Version {version} cannot be rewritten: {packed.detail}.", about=arrival.article.id)
        with self._database.writing() as connection:
            writer = Writer(connection, self._clock())
            writer.rewrite(key, version, packed)
            writer.finish()

    def remove(self, key: int) -> bool:
        """Remove an article and the pages that only it had."""
        with self._database.writing() as connection:
            pages = Writer(connection, self._clock()).remove(key)
            if pages:
                self._pages.mark(connection)
        if pages:
            self._pages.unlink(pages)
        return pages is not None

    def keep_page(self, page: Page) -> KeptPage:
        """Keep a page."""
        return self._pages.keep(page)

    def note_progress(self, progress: Progress, *, refused: Sequence[Refused] = ()) -> None:
        """Note how far an import has come."""
        with self._database.writing() as connection:
            _note(connection, progress, refused)

    def note_refusals(self, refusals: Sequence[Refused]) -> None:
        """Count refusals."""
        if refusals:
            with self._database.writing() as connection:
                _note(connection, None, refusals)

    def correct(
        self, key: int, kind: CorrectionKind, anchor: tuple[str, ...], *, method: str, note: str = "", beside: int | None = None
    ) -> bool:
        """Note that something is wrong."""
        at = moment_of(self._clock().astimezone(dt.UTC), basis="marked")
        with self._database.writing() as connection:
            done = correcting.mark(connection, key, kind, anchor, method, note, at, beside)
            if done:
                Writer(connection, self._clock()).changed(key)
        return done

    def uncorrect(self, key: int, kind: CorrectionKind, anchor: tuple[str, ...]) -> bool:
        """Take a mark away."""
        with self._database.writing() as connection:
            done = correcting.unmark(connection, key, kind, anchor)
            if done:
                Writer(connection, self._clock()).changed(key)
        return done

    def note_vectors(self, embedder: str, made: Sequence[Embedded]) -> None:
        """Note what an embedder made of versions."""
        with self._database.writing() as connection:
            vectors.note(connection, embedder, made)

    # ------------------------------------------------------------ reading

    def vectors(self, embedder: str, keys: Sequence[int]) -> dict[int, bytes]:
        """Read vectors by key."""
        with self._database.reading() as connection:
            return vectors.find(connection, embedder, keys)

    def without_vector(self, embedder: str, *, after: int = 0, limit: int = 100) -> list[Stored]:
        """Read articles that an embedder has not read yet."""
        with self._database.reading() as connection:
            return reading.stored(connection, "arrival", vectors.lacking(connection, embedder, after, limit))

    def vector_count(self, embedder: str) -> int:
        """Count an embedder's vectors."""
        with self._database.reading() as connection:
            return vectors.count(connection, embedder)

    def corrections(self, key: int) -> tuple[Correction, ...]:
        """Read what was marked as wrong."""
        with self._database.reading() as connection:
            return correcting.marks(connection, key)

    def resolve(self, name: str) -> int | None:
        """Find an article's key."""
        with self._database.reading() as connection:
            return reading.resolve(connection, name)

    def get(self, keys: Sequence[int]) -> dict[int, Stored]:
        """Read articles by key."""
        with self._database.reading() as connection:
            return {item.key: item for item in reading.stored(connection, "key", keys)}

    def profiles(self, keys: Sequence[int]) -> dict[int, Profile]:
        """Read profiles by key."""
        with self._database.reading() as connection:
            return reading.profiles(connection, keys)

    def sharing(self, hashes: Sequence[int], *, beside: int | None = None, volumes: int | None = None) -> list[Sharing]:
        """Find articles by fingerprints."""
        with self._database.reading() as connection:
            return postings.sharing(connection, hashes, beside, volumes)

    def newest(self, limit: int, *, before: Cursor | None = None, outlet: str | None = None, tag: str | Sequence[str] = ()) -> list[Stored]:
        """Read articles newest first."""
        with self._database.reading() as connection:
            return reading.newest(connection, limit, before, outlet, (tag,) if isinstance(tag, str) else tag)

    def position(self, stored: Stored) -> Cursor:
        """Return an article's place in `newest`."""
        with self._database.reading() as connection:
            return reading.position(connection, stored.key)

    def instants(self, keys: Sequence[int]) -> dict[int, int | None]:
        """Read by which instants articles are ordered."""
        with self._database.reading() as connection:
            return reading.instants(connection, keys)

    def tags_since(self, since: int, late: int, most: int) -> list[TagCount]:
        """Count the tags of the newest articles."""
        with self._database.reading() as connection:
            return reading.tags_since(connection, since, late, most)

    def dated_since(self, since: int, late: int, most: int) -> tuple[int, int]:
        """Count the newest articles."""
        with self._database.reading() as connection:
            return reading.dated_since(connection, since, late, most)

    def outlets_of(self, keys: Sequence[int]) -> dict[int, str]:
        """Read whose articles these are."""
        with self._database.reading() as connection:
            return reading.outlets_of(connection, keys)

    def in_order(self, *, after: int = 0, limit: int = 500) -> list[Stored]:
        """Read articles by arrival."""
        with self._database.reading() as connection:
            return reading.in_order(connection, after, limit)

    def versions(self, key: int) -> list[Version]:
        """Read an article's versions."""
        with self._database.reading() as connection:
            return reading.versions(connection, key)

    def observations(self, key: int) -> list[Observation]:
        """Read when an article was seen."""
        with self._database.reading() as connection:
            return reading.observations(connection, key)

    def changes(self, after: int, limit: int = 1000) -> list[Change]:
        """Read the change sequence."""
        with self._database.reading() as connection:
            return reading.changes(connection, after, limit)

    def page(self, digest: str) -> tuple[KeptPage, bytes] | None:
        """Read a kept page."""
        return self._pages.read(digest)

    def progress(self, source: str) -> Progress | None:
        """Read an import's progress."""
        with self._database.reading() as connection:
            return reading.progress(connection, source)

    def refusals(self) -> dict[tuple[str, str], int]:
        """Read the counts of refusals."""
        with self._database.reading() as connection:
            return reading.refusals(connection)

    def outlets(self) -> list[OutletCount]:
        """Read the outlets."""
        with self._database.reading() as connection:
            return reading.outlets(connection)

    def status(self) -> Status:
        """Read the archive in numbers."""
        with self._database.reading() as connection:
            return reading.status(connection)

    def check(self) -> Iterator[str]:
        """Examine the archive."""
        with self._database.reading_apart() as connection:
            sound = True
            for sentence in checking.faults(connection):
                sound = False
                yield sentence
            if sound:
                yield from self._pages.faults(connection)

    # ------------------------------------------------------------ the end

    def close(self) -> None:
        """Close the database and give the lock back."""
        try:
            if self._lock is not None:
                self._pages.close()
        finally:
            self._database.close()
            self._release()

    def _release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _note(connection: apsw.Connection, progress: Progress | None, refused: Sequence[Refused]) -> None:
    """Note progress that goes on, never back; refusals beside it count only if it did, so that a repeated batch counts them once."""
    if progress is not None:
        connection.execute(ADVANCE, (progress.source, progress.lines, progress.refused, progress.done))
        if not connection.changes():
            return
    connection.executemany(COUNT, [(item.where, item.reason) for item in refused])
