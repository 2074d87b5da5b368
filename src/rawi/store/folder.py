"""An archive is a folder. Comes in: its path. Goes out: the paths inside it, its format checked, and the lock of its one writer.

    rawi.db   what is true              index/   what can be found: can be rebuilt
    pages/    pages as we fetched them  format   the version of this layout
    lock      held by the process that writes; says which it is

Readers take no lock. The lock is the kernel's (flock), so it goes with its process, also after SIGKILL.
"""

import fcntl
import os
import time
import weakref
from pathlib import Path

import msgspec

from rawi.errors import ArchiveFormatError, ArchiveLockedError
from rawi.model import Record
from rawi.store.faults import told

FORMAT = 1
DATABASE, INDEX, PAGES, VERSION, LOCK = "rawi.db", "index", "pages", "format", "lock"
OURS_BEFORE_FORMAT = {LOCK, "format.new"}  # what a process that died while it made the folder can have left
TRIES, PAUSE = 5, 0.05  # `holder` takes the lock for an instant; a writer that meets it tries again


class Holder(Record, frozen=True):
    """Who writes to an archive: the number of the process, and what it noted (the address of a running server)."""

    pid: int
    note: str = ""


def is_archive(folder: Path) -> bool:
    """Say whether a folder is an archive of any format."""
    return (folder / VERSION).is_file()


def create(folder: Path) -> None:
    """Make an archive of a missing or empty folder; leave one that is an archive as it is.

    Raises:
        ArchiveFormatError: the folder holds other files, or is no folder.
        StorageFullError: it cannot be written.
    """
    if is_archive(folder):
        return
    with told(folder, writing=True):
        if folder.exists():
            _refuse_foreign(folder)
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / "format.new"
        with fresh.open("w", encoding="ascii") as file:
            file.write(f"{FORMAT}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / VERSION)
        sync_folder(folder)


def _refuse_foreign(folder: Path) -> None:
    """Raise if a folder holds anything that is not ours: nothing is ever written among other people's files."""
    if not folder.is_dir():
        raise ArchiveFormatError(f"{folder} is a file: name a folder for the archive.", about=str(folder))
    if {entry.name for entry in folder.iterdir()} - OURS_BEFORE_FORMAT:
        raise ArchiveFormatError(f"{folder} holds other files and is no archive: name an empty or a new folder.", about=str(folder))


def check(folder: Path) -> None:
    """Return if the folder is an archive that this rawi understands.

    Raises:
        ArchiveFormatError: it is none, or one of another format; the sentence says what to do.
    """
    if not is_archive(folder):
        raise ArchiveFormatError(f"There is no archive in {folder}: `rawi import` or `rawi up` makes one there.", about=str(folder))
    with told(folder, writing=False):
        text = (folder / VERSION).read_text("ascii", "replace").strip()[:20]
    if not text.isdecimal() or int(text) < 1:
        raise ArchiveFormatError(
            f"The file {folder / VERSION} should hold a number and holds «{text}»: restore a backup.", about=str(folder)
        )
    if int(text) > FORMAT:
        raise ArchiveFormatError(
            f"The archive {folder} was made by a newer rawi (format {text}, this one reads {FORMAT}): install a newer rawi.",
            about=str(folder),
        )


def sync_folder(folder: Path) -> None:
    """Make names that were made or changed in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def holder(folder: Path) -> Holder | None:
    """Return the process that writes to the archive now, None where there is none."""
    try:
        handle = os.open(folder / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(handle)
    finally:
        os.close(handle)
    return None


def _read(handle: int) -> Holder:
    """Read who holds the lock; process 0 where it has not written its number yet."""
    try:
        return msgspec.json.decode(os.pread(handle, 4096, 0), type=Holder)
    except msgspec.DecodeError:
        return Holder(pid=0)


class WriterLock:
    """The right to write to an archive, from its making to `release`, the end of the process or its death.

    Raises:
        ArchiveLockedError: another process, or another part of this one, has it.
        StorageFullError: the folder cannot be written.
    """

    def __init__(self, folder: Path, *, note: str = "") -> None:
        self.folder = folder
        self._handle = -1
        with told(folder, writing=True):
            self._handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                self._take()
                self.announce(note)
            except BaseException:
                self.release()
                raise
        _held.add(self)

    def _take(self) -> None:
        """Lock the file, or say who has it."""
        for attempt in range(TRIES):
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if attempt < TRIES - 1:
                    time.sleep(PAUSE)
            else:
                return
        other = _read(self._handle)
        who = f"process {other.pid}" if other.pid else "another process"
        what = f" ({other.note})" if other.note else ""
        raise ArchiveLockedError(f"{who.capitalize()}{what} writes to the archive {self.folder}: stop it first.", about=str(self.folder))

    def announce(self, note: str) -> None:
        """Say in the lock file what others may want to know of this process, such as the address of its server."""
        data = msgspec.json.encode(Holder(pid=os.getpid(), note=note))
        with told(self.folder, writing=True):
            os.pwrite(self._handle, data.ljust(os.fstat(self._handle).st_size), 0)
            os.ftruncate(self._handle, len(data))

    def release(self) -> None:
        """Give the right back; may be called twice."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


_held: "weakref.WeakSet[WriterLock]" = weakref.WeakSet()


def _forget_in_child() -> None:
    """Close a forked child's copies of the locks: a worker that outlives its killed parent would hold them on."""
    for lock in list(_held):
        lock.release()


os.register_at_fork(after_in_child=_forget_in_child)
