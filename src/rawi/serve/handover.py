"""Work handed to the process that writes. Comes in: items and marks over a private socket. Goes out: what was stored.

One process writes to an archive. Where that is a running server, `rawi import` sends it what it has read, and shows what it answers;
`rawi correct` sends it what is marked as wrong.
The socket lies in a folder that only its owner can enter; the file `import.socket` of the archive says where.
"""

import contextlib
import shutil
import socket
import socketserver
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from rawi.archive import Archive
from rawi.carry.importer import Report, Tally, import_items, items_of
from rawi.carry.items import Item, digest_of
from rawi.engine.local import LocalEngine
from rawi.errors import ArchiveError, ArchiveLockedError, RawiError
from rawi.model import Record, Refused
from rawi.pipeline import Imported, Reading
from rawi.store.contract import CorrectionKind

ADDRESS = "import.socket"
# What a client sends first where it brings no source (whose digest would stand here) but a mark.
MARK = b"mark"
# An item is at most a page or a line; the importer bounds both, and this bounds what a broken client can ask us to hold.
LARGEST_FRAME = 64 << 20


class BinaryStream(Protocol):
    """What frames are written to and read from."""

    def write(self, data: bytes, /) -> object:
        """Write bytes."""

    def flush(self) -> object:
        """Send what was written."""

    def read(self, size: int, /) -> bytes:
        """Read so many bytes, fewer at the end."""


class Frame(Record, frozen=True):
    """One item on its way: exactly one of the three is there; a frame with none ends the source."""

    number: int
    at: int = 0
    warnings: tuple[str, ...] = ()
    imported: Imported | None = None
    reading: Reading | None = None
    refused: Refused | None = None


class Marking(Record, frozen=True):
    """A mark to be set, or with `undo` to be taken away; the fields are those of `Archive.correct`."""

    key: int
    kind: CorrectionKind
    anchor: tuple[str, ...]
    note: str = ""
    beside: int | None = None
    undo: bool = False


class State(Record, frozen=True):
    """What the writer answers: its tally so far. `error` ends the work with a sentence."""

    outcomes: dict[str, int] = msgspec.field(default_factory=dict)
    reasons: dict[str, int] = msgspec.field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    skipped: int = 0
    at: int = 0
    done: bool = False
    error: str | None = None


@contextlib.contextmanager
def taking(archive: Archive) -> Iterator[None]:
    """Take items from other processes into the archive for as long as the context lasts."""
    place = Path(tempfile.mkdtemp(prefix="rawi-"))
    note = archive.folder / ADDRESS
    server = _Server(str(place / "socket"), archive)
    thread = threading.Thread(target=server.serve_forever, name="rawi-handover", daemon=True)
    thread.start()
    note.write_text(str(place / "socket"), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)
        server.shutdown()
        server.server_close()
        shutil.rmtree(place, ignore_errors=True)


def hand_over(folder: Path, path: Path, tally: Tally, report: Report) -> None:
    """Send what a file or folder holds to the process that writes to the archive.

    Raises:
        ArchiveLockedError: that process takes no items.
        ArchiveError: it reports a fault, or ended.
    """
    with _connected(folder) as stream:
        state: dict[str, State] = {}
        answers = threading.Thread(target=lambda: state.update(last=_follow(stream, tally, report)), daemon=True)
        answers.start()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            _send(stream, digest_of(path).encode())
            for item in items_of(path):
                _send(stream, msgspec.msgpack.encode(_frame(item)))
            _send(stream, msgspec.msgpack.encode(Frame(0)))
        answers.join()
        last = state.get("last", State())
        if last.error or not last.done:
            raise ArchiveError(last.error or "The process that writes to the archive ended; start the import again.", about=str(folder))


def mark(archive: Archive, marking: Marking) -> bool:
    """Set a mark or take it away; false where there was nothing to do.

    Raises:
        NotFoundError: there is no such article.
    """
    if marking.undo:
        return archive.uncorrect(marking.key, marking.kind, marking.anchor)
    return archive.correct(marking.key, marking.kind, marking.anchor, note=marking.note, beside=marking.beside)


def hand_over_mark(folder: Path, marking: Marking) -> bool:
    """Let the process that writes to the archive set a mark or take it away; false where there was nothing to do.

    Raises:
        ArchiveLockedError: that process takes no marks.
        ArchiveError: it reports a fault, or ended.
    """
    with _connected(folder) as stream, contextlib.suppress(BrokenPipeError, ConnectionResetError):
        _send(stream, MARK)
        _send(stream, msgspec.msgpack.encode(marking))
        if data := _receive(stream):
            state = msgspec.msgpack.decode(data, type=State)
            if state.error:
                raise ArchiveError(state.error, about=str(folder))
            return state.outcomes.get("marked", 0) > 0
    raise ArchiveError("The process that writes to the archive ended; give the command again.", about=str(folder))


@contextlib.contextmanager
def _connected(folder: Path) -> Iterator[BinaryStream]:
    """Connect to the process that writes; what it no longer wants to read when we end is no fault."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect((folder / ADDRESS).read_text(encoding="utf-8"))
    except OSError as error:
        connection.close()
        sentence = f"Another process writes to the archive {folder} and takes no work from others: wait for it, or stop it."
        raise ArchiveLockedError(sentence, about=str(folder)) from error
    with connection:
        stream = connection.makefile("rwb")
        try:
            yield stream
        finally:
            with contextlib.suppress(OSError):
                stream.close()


def _follow(stream: BinaryStream, tally: Tally, report: Report) -> State:
    """Read the writer's states to the end, showing each; return the last."""
    state = State()
    with contextlib.suppress(OSError):
        while data := _receive(stream):
            state = msgspec.msgpack.decode(data, type=State)
            tally.outcomes.clear()
            tally.outcomes.update(state.outcomes)
            tally.reasons.clear()
            tally.reasons.update(state.reasons)
            tally.sentences[:] = state.sentences
            tally.skipped = state.skipped
            report(tally, Item(0, Refused("", ""), at=state.at))
    return state


class _Server(socketserver.ThreadingUnixStreamServer):
    """Listens; one thread for each import."""

    daemon_threads = True

    def __init__(self, address: str, archive: Archive) -> None:
        super().__init__(address, _Handler)
        self.archive = archive


class _Handler(socketserver.StreamRequestHandler):
    """Takes one source from one client."""

    server: _Server

    def handle(self) -> None:
        """Import what is sent, or set a mark; a fault is told to the client and harms nobody else."""
        tally = Tally()
        with contextlib.suppress(OSError):
            try:
                first = _receive(self.rfile)
                if first == MARK:
                    self._mark(tally)
                else:
                    self._import(first.decode(), tally)
                self._answer(tally, done=True)
            except (RawiError, msgspec.DecodeError, ValueError) as error:
                self._answer(tally, error=str(error))

    def _mark(self, tally: Tally) -> None:
        marking = msgspec.msgpack.decode(_receive(self.rfile), type=Marking)
        tally.outcomes["marked"] += mark(self.server.archive, marking)

    def _import(self, source: str, tally: Tally) -> None:

        def report(now: Tally, item: Item | None) -> None:
            self._answer(now, at=item.at if item else 0)

        import_items(self.server.archive, self._items(), source, LocalEngine(0), tally, report)

    def _items(self) -> Iterator[Item]:
        """Yield what the client sends; a client that goes away before the end leaves the import to be gone on with."""
        while data := _receive(self.rfile):
            frame = msgspec.msgpack.decode(data, type=Frame)
            value = frame.imported or frame.reading or frame.refused
            if value is None:
                return
            yield Item(frame.number, value, frame.warnings, frame.at)
        raise ArchiveError("The client went away before the end of its file.")

    def _answer(self, tally: Tally, **more: Any) -> None:
        state = State(dict(tally.outcomes), dict(tally.reasons), tuple(tally.sentences), tally.skipped, **more)
        _send(self.wfile, msgspec.msgpack.encode(state))


def _frame(item: Item) -> Frame:
    value = item.value
    return Frame(
        item.number,
        item.at,
        item.warnings,
        imported=value if isinstance(value, Imported) else None,
        reading=value if isinstance(value, Reading) else None,
        refused=value if isinstance(value, Refused) else None,
    )


def _send(stream: BinaryStream, data: bytes) -> None:
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()


def _receive(stream: BinaryStream) -> bytes:
    """Read one frame; empty at the end of the stream.

    Raises:
        ValueError: the frame is larger than any that we send.
    """
    size = int.from_bytes(stream.read(4), "big")
    if size > LARGEST_FRAME:
        raise ValueError(f"A frame of {size} bytes is larger than any item.")
    data = stream.read(size)
    return data if len(data) == size else b""
