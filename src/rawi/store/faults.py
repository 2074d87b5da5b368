"""Faults of SQLite and of the system in our terms. Comes in: what storage code raises. Goes out: a RawiError with a sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import msgspec
import zstandard

from rawi.errors import ArchiveDamagedError, ArchiveError, ArchiveLockedError, RawiError, StorageFullError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
DAMAGED = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, zstandard.ZstdError, msgspec.DecodeError)


def _translated(error: Exception, folder: Path, *, writing: bool) -> RawiError | None:
    """Return the RawiError that says what an error means for the archive, None where it is none of storage's."""
    about = str(folder)
    if isinstance(error, DAMAGED):
        return ArchiveDamagedError(f"The archive {folder} is damaged ({error}): `rawi doctor` says where; restore a backup.", about=about)
    if isinstance(error, apsw.FullError) or (isinstance(error, OSError) and error.errno in FULL):
        return StorageFullError(f"The disk of {folder} is full: make room and start again; all that was stored is there.", about=about)
    if isinstance(error, apsw.BusyError):
        return ArchiveLockedError(f"Another program holds the database of {folder}: close it and try again.", about=about)
    if isinstance(error, (apsw.IOError, apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, OSError)):
        if writing:
            return StorageFullError(f"Writing to {folder} failed ({error}): all that was stored is there.", about=about)
        return ArchiveDamagedError(f"The archive {folder} cannot be read ({error}): check the disk and its permissions.", about=about)
    if isinstance(error, apsw.ConnectionClosedError):
        return ArchiveError(f"The archive {folder} was closed.", about=about)
    return None


@contextmanager
def told(folder: Path, *, writing: bool) -> Iterator[None]:
    """Run a block of storage code and raise what goes wrong in it as a RawiError about `folder`; bugs pass as they are."""
    try:
        yield
    except RawiError:
        raise
    except Exception as error:
        known = _translated(error, folder, writing=writing)
        if known is None:
            raise
        raise known from error
