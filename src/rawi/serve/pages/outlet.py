"""The outlets, and one of them. Comes in: the archive, a slug. Goes out: what their pages show."""

import datetime as dt
from typing import TYPE_CHECKING

from rawi.model import Moment, Outlet, Record
from rawi.moments import moment_of
from rawi.serve import foreign, paths
from rawi.serve.pages.items import Listing, listing

if TYPE_CHECKING:
    from rawi.archive import Archive


class OutletLine(Record, frozen=True):
    """One outlet of the list."""

    outlet: Outlet
    path: str
    articles: int
    newest: Moment | None


class OutletView(Record, frozen=True):
    """The page of an outlet."""

    outlet: Outlet
    path: str
    homepage: str | None
    articles: int
    listing: Listing


def outlets(archive: "Archive") -> tuple[OutletLine, ...]:
    """Gather the list of outlets, most articles first."""
    return tuple(
        OutletLine(archive.outlet(count.outlet), paths.outlet(count.outlet), count.articles, _newest(count.newest))
        for count in archive.outlets()
    )


def outlet(archive: "Archive", slug: str, before: str | None) -> OutletView | None:
    """Gather the page of an outlet, or None where it is in neither archive nor catalogue."""
    held = {count.outlet: count.articles for count in archive.outlets()}
    one = archive.outlet(slug)
    if slug not in held and not one.known:
        return None
    homepage = foreign.web_address(one.homepage)
    return OutletView(one, paths.outlet(slug), homepage, held.get(slug, 0), listing(archive, before, outlet=slug))


def _newest(seconds: int | None) -> Moment | None:
    return moment_of(dt.datetime.fromtimestamp(seconds, dt.UTC), basis="published") if seconds is not None else None
