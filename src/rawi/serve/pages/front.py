"""The front page. Comes in: the archive, what gathering reports. Goes out: the newest articles and how fresh the archive is."""

import datetime as dt
from typing import TYPE_CHECKING, Literal

from rawi.model import Moment, Outlet, Record
from rawi.moments import moment_of
from rawi.serve.pages.items import Listing, listing
from rawi.serve.site import Live

if TYPE_CHECKING:
    from rawi.archive import Archive

# More names than this make a line at the top that nobody reads.
NAMED = 4
Empty = Literal["gathering", "unreachable", "idle"]


class Fresh(Record, frozen=True):
    """How fresh the archive is; `unreachable` are the first of the outlets that could not be reached, of `missing` in all."""

    articles: int
    outlets: int
    arrived: Moment | None
    unreachable: tuple[Outlet, ...]
    missing: int


class Front(Record, frozen=True):
    """The front page; `empty` says why there is nothing on it."""

    listing: Listing
    fresh: Fresh
    empty: Empty | None


def fresh(archive: "Archive", live: Live | None) -> Fresh:
    """Say how fresh the archive is."""
    status = archive.status()
    missing = tuple(live.unreachable) if live else ()
    arrived = moment_of(dt.datetime.fromtimestamp(status.arrived, dt.UTC), basis="fetched") if status.arrived is not None else None
    return Fresh(status.articles, status.outlets, arrived, tuple(archive.outlet(slug) for slug in missing[:NAMED]), len(missing))


def front(archive: "Archive", before: str | None, live: Live | None) -> Front:
    """Gather the front page."""
    state = fresh(archive, live)
    empty: Empty | None = None
    if not state.articles:
        empty = "idle" if live is None else "unreachable" if state.missing and not live.reached else "gathering"
    return Front(listing(archive, before), state, empty)
