"""Kept pages: a row in the database and a zstd file in pages/. Comes in: pages. Goes out: the same bytes, until their time is over.

Order of writing, so that a crash at any point leaves a file too many and never a row without its file: a file is written beside its
place, synced and renamed before its row is committed; a row is deleted and committed before its file is. What a crash leaves is
cleaned when the archive is next opened for writing (`settle`); a mark in the database says whether there was one, since looking
through a million files takes seconds.
"""

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import apsw
import zstandard

from rawi.errors import ArchiveDamagedError
from rawi.model import KeptPage, Page
from rawi.store.database import Database
from rawi.store.faults import told
from rawi.store.folder import sync_folder
from rawi.store.packing import page_digest
from rawi.store.squeezing import squeezed, unsqueezed

ROW = "SELECT digest, url, content_type, fetched_at, size FROM page WHERE digest = ?"
EVERY = "SELECT digest, url, content_type, fetched_at, size FROM page ORDER BY id"
INSERT = "INSERT INTO page (digest, url, content_type, fetched_at, size, stored, kept) VALUES (?, ?, ?, ?, ?, ?, ?)"
OLDEST = "SELECT id, digest, kept, stored FROM page ORDER BY id LIMIT 1"
SUFFIX, FRESH = ".zst", ".new"


class KeptPages:
    """The pages of one archive, within a size in bytes on disk and an age in days; 0 of either keeps none."""

    def __init__(self, database: Database, folder: Path, *, cap_bytes: int, days: int, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._folder = folder
        self._cap = cap_bytes
        self._days = days
        self._clock = clock
        self._marked = False
        self._sure = True

    def path(self, digest: str) -> Path:
        """Return where the file of a page is; two digits of the digest make 256 folders."""
        return self._folder / digest[:2] / f"{digest}{SUFFIX}"

    # ------------------------------------------------------------ keeping

    def keep(self, page: Page) -> KeptPage:
        """Keep a page and let the oldest go; one that alone is larger than the cap is described and not kept."""
        digest, data = page_digest(page.body), squeezed(page.body)
        kept = KeptPage(digest=digest, url=page.url, content_type=page.content_type, fetched_at=page.fetched_at, size=len(page.body))
        if len(data) > self._cap or self._days <= 0:
            return kept
        self._mark()
        now = int(self._clock().timestamp())
        with self._database.writing() as connection:
            row = connection.execute(ROW, (digest,)).fetchone()
            if row is not None and self.path(digest).is_file():
                return KeptPage(*row)
            _write(self.path(digest), data)
            if row is None:
                values = (digest, page.url, page.content_type, page.fetched_at, len(page.body), len(data), now)
                connection.execute(INSERT, values)
            gone = self._let_go(connection, now)
        self.unlink(gone)
        return kept

    def evict(self) -> None:
        """Let go of what is too old or too much, as when the settings have changed since the last run."""
        with self._database.reading() as connection:
            if not self._too_much(connection, int(self._clock().timestamp())):
                return
        self._mark()
        with self._database.writing() as connection:
            gone = self._let_go(connection, int(self._clock().timestamp()))
        self.unlink(gone)

    def _too_much(self, connection: apsw.Connection, now: int) -> tuple[int, str] | None:
        """Return row and digest of the oldest page if it has to go."""
        oldest = connection.execute(OLDEST).fetchone()
        if oldest is None:
            return None
        total = connection.execute("SELECT stored FROM page_total").get
        return oldest[:2] if total > self._cap or oldest[2] < now - self._days * 86_400 or self._days <= 0 else None

    def _let_go(self, connection: apsw.Connection, now: int) -> list[str]:
        """Delete the rows of pages that have to go, oldest first; their files go after the commit."""
        gone = []
        while (oldest := self._too_much(connection, now)) is not None:
            connection.execute("DELETE FROM page WHERE id = ?", (oldest[0],))
            gone.append(oldest[1])
        return gone

    def unlink(self, digests: Iterable[str]) -> None:
        """Delete the files of pages whose rows are gone; the mark is set by then."""
        self._marked, self._sure = True, False
        with told(self._folder.parent, writing=True):
            for digest in digests:
                self.path(digest).unlink(missing_ok=True)
        self._sure = True

    # ------------------------------------------------------------ reading

    def read(self, digest: str) -> tuple[KeptPage, bytes] | None:
        """Return a page and its bytes, None where it has gone.

        Raises:
            ArchiveDamagedError: the file does not hold what was kept.
        """
        with self._database.reading() as connection:
            row = connection.execute(ROW, (digest,)).fetchone()
        if row is None:
            return None
        kept = KeptPage(*row)
        with told(self._folder.parent, writing=False):
            try:
                data = self.path(kept.digest).read_bytes()
            except FileNotFoundError:  # evicted since we looked, or its row waits for `settle`
                return None
            return kept, _opened(kept, data)

    # ------------------------------------------------------------ after a crash

    @staticmethod
    def mark(connection: apsw.Connection) -> None:
        """Say in a transaction that rows and files may be out of step from its commit on."""
        connection.execute("UPDATE pages_unsettled SET value = 1")

    def _mark(self) -> None:
        """Say so before the first file is touched."""
        if not self._marked:
            with self._database.writing() as connection:
                self.mark(connection)
            self._marked = True

    def settle(self) -> None:
        """Clean up after a writer that did not close: files without rows go, rows without files too."""
        with self._database.writing() as connection:
            if not connection.execute("SELECT value FROM pages_unsettled").get:
                return
            known = {digest for (digest,) in connection.execute("SELECT digest FROM page")}
            for path in self.files():
                if path.name.removesuffix(SUFFIX) in known:
                    known.remove(path.name.removesuffix(SUFFIX))
                else:
                    path.unlink(missing_ok=True)
            connection.executemany("DELETE FROM page WHERE digest = ?", [(digest,) for digest in known])
            connection.execute("UPDATE pages_unsettled SET value = 0")

    def close(self) -> None:
        """Say that rows and files are in step, where this session touched them and each file that had to go went."""
        if self._marked and self._sure:
            with self._database.writing() as connection:
                connection.execute("UPDATE pages_unsettled SET value = 0")
            self._marked = False

    def files(self) -> Iterator[Path]:
        """Give every file below pages/."""
        if self._folder.is_dir():
            yield from itertools.chain.from_iterable(folder.iterdir() for folder in sorted(self._folder.iterdir()) if folder.is_dir())

    def faults(self, connection: apsw.Connection) -> Iterator[str]:
        """Yield one sentence for each page whose row, file and digest do not agree."""
        found = {path.name: path for path in self.files()}
        for digest, url, content_type, fetched_at, size in connection.execute(EVERY):
            kept = KeptPage(digest=digest, url=url, content_type=content_type, fetched_at=fetched_at, size=size)
            path = found.pop(f"{kept.digest}{SUFFIX}", None)
            if path is None:
                yield f"The kept page {kept.digest} of {kept.url} has lost its file."
                continue
            try:
                _opened(kept, path.read_bytes())
            except (ArchiveDamagedError, zstandard.ZstdError, OSError):
                yield f"The file {path} does not hold the page that was kept there."
        for path in found.values():
            yield f"The file {path} belongs to no kept page; it goes when the archive is opened for writing after an interrupted run."


def _opened(kept: KeptPage, data: bytes) -> bytes:
    """Decompress a page and compare it with its digest; never unpack more than was kept."""
    body = unsqueezed(data, kept.size)
    if page_digest(body) != kept.digest:
        raise ArchiveDamagedError(f"The kept page {kept.digest} of {kept.url} is damaged: restore a backup.", about=kept.digest)
    return body


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and make it survive a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + FRESH)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
