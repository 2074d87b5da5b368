"""What can go wrong. Comes in: nothing. Goes out: the exception tree, and the reasons for which input is refused.

    RawiError                        a fault of the machine, the archive or the call; carries the id of what it was about
    ├── UsageError                   the command or the call cannot run as it was asked (exit code 2)
    │   └── SettingsError            rawi.toml or a RAWI_* variable is wrong
    ├── ArchiveError                 the archive folder cannot be used
    │   ├── ArchiveLockedError       another process writes to it
    │   ├── ArchiveFormatError       it was made by another format version, or is not an archive
    │   └── ArchiveDamagedError      what was stored cannot be read back
    ├── StorageFullError             the disk is full or a write failed; nothing that was stored is damaged
    └── NotFoundError                no such article, outlet or page in this archive

Bad input is no exception: it is a `rawi.model.Refused` with a `Reason`, and it is counted.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why an item was refused. The values stand in JSON output and in counters: they never change their meaning."""

    EMPTY = "empty"
    NOT_HTML = "not_html"
    NOT_ARTICLE = "not_article"
    TOO_SHORT = "too_short"
    PAYWALL = "paywall"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    BAD_JSON = "bad_json"
    BAD_FIELD = "bad_field"
    ID_CONFLICT = "id_conflict"
    BAD_ADDRESS = "bad_address"
    FORBIDDEN_ADDRESS = "forbidden_address"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ROBOTS = "robots"
    HTTP_STATUS = "http_status"
    BAD_FEED = "bad_feed"
    CROWDED = "crowded"  # stored, but placed into stories among fewer articles than the last three days have
    FAULT = "fault"  # an error of ours: one page must not stop the others, and must not pass unnoticed


class RawiError(Exception):
    """A fault that rawi cannot work around; `about` is the id, address or path that it concerns."""

    def __init__(self, message: str, *, about: str | None = None) -> None:
        super().__init__(message)
        self.about = about


class UsageError(RawiError):
    """The command cannot run as asked."""


class SettingsError(UsageError):
    """A setting is wrong."""


class ArchiveError(RawiError):
    """The archive cannot be used."""


class ArchiveLockedError(ArchiveError):
    """Another process writes to this archive."""


class ArchiveFormatError(ArchiveError):
    """The folder is no archive, or one of another format version."""


class ArchiveDamagedError(ArchiveError):
    """What was stored cannot be read back."""


class StorageFullError(RawiError):
    """A write failed for want of space or permission; what was stored before is untouched."""


class NotFoundError(RawiError):
    """There is no such thing in this archive."""
