"""The connections to one rawi.db. Comes in: its path and how it is used. Goes out: transactions, on a schema of the right number.

WAL, so that readers never wait for the writer. `synchronous=FULL` syncs the log at each commit: SIGKILL loses nothing with NORMAL either,
but a power cut could then take back a commit that the index, or a deleted page file, already followed. It costs one fsync a batch.

Do not fork a process that has an archive open: SQLite's locks do not survive it. Make worker processes first, or spawn them.
"""

import functools
import threading
import urllib.parse
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import apsw

from rawi.errors import ArchiveDamagedError, ArchiveError, ArchiveFormatError
from rawi.store import dictionaries
from rawi.store.faults import told

WAIT_MS = 10_000  # for a stranger's lock (a copy being made with the sqlite3 shell); our own writers meet at the folder's lock
WRITER_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "cache_size=-32768", "journal_size_limit=67108864", "temp_store=MEMORY")
# Nobody maps the file: each thread's map would count as memory of its own, a full disk would be a signal and no error, and in a file of
# gigabytes the profiles of a page of answers are read in 1.0 ms without a map and in 1.5 with one of 256 MB.
READER_PRAGMAS = ("mmap_size=0", "query_only=ON", "cache_size=-4096", "temp_store=MEMORY")


@functools.cache
def statement(name: str) -> str:
    """Return the text of `sql/<name>.sql`."""
    return resources.files("rawi.store").joinpath("sql", f"{name}.sql").read_text("utf-8")


@functools.cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Return numbers and names of the migrations that this rawi has, rising."""
    names = [entry.name for entry in resources.files("rawi.store").joinpath("sql").iterdir() if entry.name[:4].isdigit()]
    return tuple(sorted((int(name[:4]), name.removesuffix(".sql")) for name in names))


def _applied(connection: apsw.Connection) -> int:
    """Return the number of the last migration that a database has had: 0 for an empty one, -1 for one that is not ours."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "migration" in tables:
        return int(connection.execute("SELECT coalesce(max(number), 0) FROM migration").get)
    return -1 if tables else 0


class Database:
    """One database, open for one writing process or for reading; the connections of each thread are its own."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self._gate = threading.RLock()
        self._of_thread = threading.local()
        self._readers: weakref.WeakSet[apsw.Connection] = weakref.WeakSet()
        self._closed = False
        self._writer: apsw.Connection | None = None
        self._immutable = False
        self._has_dictionaries = False
        with told(path.parent, writing=write):
            if write:
                self._writer = self._open_writer()
            elif not path.is_file():
                raise ArchiveFormatError(
                    f"The archive {path.parent} is empty: `rawi import` or `rawi up` fills it.", about=str(path.parent)
                )
            self._require(self._reader())

    # ------------------------------------------------------------ transactions

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """Give the writer's connection inside a transaction: whole when the block ends, absent when it raises."""
        with self._gate, told(self.path.parent, writing=True):
            if self._writer is None:
                raise ArchiveError(f"The archive {self.path.parent} was {'closed' if self._closed else 'opened for reading'}.")
            with _transaction(self._writer, "BEGIN IMMEDIATE"):
                self._learn(self._writer)
                yield self._writer

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """Give this thread's reading connection: all that the block reads is of one moment."""
        with told(self.path.parent, writing=False):
            connection = self._reader()
            with _transaction(connection, "BEGIN"):
                self._learn(connection)
                yield connection

    @contextmanager
    def reading_apart(self) -> Iterator[apsw.Connection]:
        """Give a new reading connection for a long look that others' reads in the same thread may interrupt."""
        with told(self.path.parent, writing=False):
            connection = self._open_reader()
            try:
                with _transaction(connection, "BEGIN"):
                    self._learn(connection)
                    yield connection
            finally:
                connection.close()

    def _learn(self, connection: apsw.Connection) -> None:
        """Learn the archive's dictionaries as soon as there are some: they are made once, perhaps by another process."""
        if not self._has_dictionaries:
            self._has_dictionaries = bool(dictionaries.learn(connection))

    # ------------------------------------------------------------ connections

    def _open_writer(self) -> apsw.Connection:
        """Open the connection that writes, in WAL mode, and bring the schema to this rawi's number."""
        connection = apsw.Connection(str(self.path))
        connection.set_busy_timeout(WAIT_MS)
        _pragmas(connection, ("trusted_schema=OFF",))
        if _applied(connection) < 0:
            raise ArchiveFormatError(f"{self.path} is a database of another program: name another folder.", about=str(self.path))
        mode = connection.execute("PRAGMA journal_mode=WAL").get
        if mode != "wal":
            raise ArchiveError(
                f"The file system of {self.path.parent} cannot share memory between processes (SQLite mode {mode}): use a local disk."
            )
        _pragmas(connection, WRITER_PRAGMAS)
        self._migrate(connection)
        return connection

    def _migrate(self, connection: apsw.Connection) -> None:
        """Apply what the database has not had, each migration in a transaction of its own."""
        known, had = migrations(), _applied(connection)
        self._refuse_newer(had)
        for number, name in known:
            if number > had:
                with _transaction(connection, "BEGIN IMMEDIATE"):
                    connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
                    connection.execute(statement(name))
                    connection.execute("INSERT INTO migration VALUES (?, ?)", (number, name))

    def _refuse_newer(self, had: int) -> None:
        """Raise if the database has had a migration that this rawi does not know."""
        newest = migrations()[-1][0]
        if had > newest:
            raise ArchiveFormatError(
                f"The archive {self.path.parent} was made by a newer rawi (schema {had}, this one knows {newest}): install a newer rawi.",
                about=str(self.path.parent),
            )

    def _require(self, connection: apsw.Connection) -> None:
        """Raise unless the schema is exactly the one that this rawi reads."""
        had = _applied(connection)
        self._refuse_newer(had)
        if had < migrations()[-1][0]:
            raise ArchiveFormatError(
                f"The archive {self.path.parent} was made by an older rawi (schema {max(had, 0)}): `rawi rebuild` brings it up to date.",
                about=str(self.path.parent),
            )

    def _reader(self) -> apsw.Connection:
        """Return this thread's reading connection, opened at its first use."""
        connection: apsw.Connection | None = None if self._closed else getattr(self._of_thread, "reader", None)
        if connection is None:
            connection = self._open_reader()
            self._of_thread.reader = connection
            with self._gate:
                self._readers.add(connection)
        return connection

    def _open_reader(self) -> apsw.Connection:
        """Open a reading connection; on a medium that cannot be written, as a file that nobody changes."""
        if self._closed:
            raise ArchiveError(f"The archive {self.path.parent} was closed.")
        try:
            connection = self._connected(immutable=self._immutable)
        except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.IOError):
            # SQLite keeps its readers' marks in a file beside the database. Where that cannot be made and no log waits
            # to be read, nobody can be writing either.
            log = self.path.with_name(f"{self.path.name}-wal")
            if self._immutable or (log.exists() and log.stat().st_size):
                raise
            connection = self._connected(immutable=True)
            self._immutable = True
        return connection

    def _connected(self, *, immutable: bool) -> apsw.Connection:
        """Connect for reading and prove it by a first read."""
        name = f"file:{urllib.parse.quote(str(self.path.absolute()))}{'?immutable=1' if immutable else ''}"
        connection = apsw.Connection(name, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        connection.set_busy_timeout(WAIT_MS)
        _pragmas(connection, ("trusted_schema=OFF", *READER_PRAGMAS))
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        return connection

    def close(self) -> None:
        """Close every connection; the last one to a database folds its log into it. May be called twice."""
        with self._gate, told(self.path.parent, writing=True):
            self._closed = True
            for connection in [*self._readers, *([self._writer] if self._writer else [])]:
                connection.close()
            self._readers.clear()
            self._writer = None


@contextmanager
def _transaction(connection: apsw.Connection, begin: str) -> Iterator[None]:
    """Begin and commit; roll back whatever happens otherwise, a Ctrl-C included."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def one(connection: apsw.Connection, sql: str, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
    """Return the one row that a statement gives; that there is one is an invariant of ours, so its lack is damage.

    Raises:
        ArchiveDamagedError: there is none.
    """
    row: tuple[Any, ...] | None = connection.execute(sql, values).fetchone()
    if row is None:
        raise ArchiveDamagedError("A row is missing in the database: `rawi doctor` says where; restore a backup.")
    return row


def _pragmas(connection: apsw.Connection, settings: tuple[str, ...]) -> None:
    """Apply settings that hold as long as a connection."""
    for setting in settings:
        connection.execute(f"PRAGMA {setting}").fetchall()
