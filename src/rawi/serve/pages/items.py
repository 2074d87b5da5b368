"""Articles as the lines of a list. Comes in: stored articles. Goes out: `Item`, `Day` and `Listing` records."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from rawi.found import Hit
from rawi.model import Moment, Outlet, Record, Stored
from rawi.serve import foreign, paths
from rawi.serve.words import Words

if TYPE_CHECKING:
    from rawi.archive import Archive

PER_PAGE = 30


class When(Record, frozen=True):
    """When an article is said to be of: as its publisher says, else as we saw it, else not at all."""

    moment: Moment | None
    kind: Literal["published", "seen", "undated"]


class Item(Record, frozen=True):
    """One line: `opening` is the first words of the text and `more` says that it goes on; `shared` why it is similar.

    `event` is the page of the event for which it stands, and in how many outlets that is.
    """

    key: int
    path: str
    title: str
    outlet: Outlet
    outlet_path: str
    when: When
    opening: str
    more: bool
    language: str | None
    carried: int = 1
    event: tuple[str, int] | None = None
    shared: tuple[str, ...] = ()


class Day(Record, frozen=True):
    """The articles of one day on the reader's calendar; `day` is None for those without a date."""

    day: dt.date | None
    items: tuple[Item, ...]


class Listing(Record, frozen=True):
    """One page of a list, newest first; `older` is where the next page begins."""

    items: tuple[Item, ...]
    stored: tuple[Stored, ...]
    older: str | None
    first_page: bool


def when(stored: Stored) -> When:
    """Say when an article is of."""
    if stored.article.published:
        return When(stored.article.published, "published")
    seen = stored.first_seen
    return When(seen, "seen") if seen.basis == "fetched" else When(None, "undated")


def item(archive: "Archive", stored: Stored, *, copies: Sequence[Stored] = (), shared: tuple[str, ...] = ()) -> Item:
    """Make the line of an article; `copies` are those that the line stands for besides it."""
    article = stored.article
    words, more = foreign.opening(article.text)
    return Item(
        key=stored.key,
        path=paths.article(stored.key),
        title=article.title.strip(),
        outlet=archive.outlet(article.outlet),
        outlet_path=paths.outlet(article.outlet),
        when=when(stored),
        opening=words,
        more=more,
        language=article.language,
        carried=len({article.outlet, *(copy.article.outlet for copy in copies)}),
        shared=shared,
    )


def similar(archive: "Archive", hit: Hit) -> Item:
    """Make a line of a similar list."""
    made = item(archive, hit.article, copies=hit.copies, shared=hit.shared)
    return msgspec.structs.replace(made, event=(paths.story(hit.event[0]), hit.event[1])) if hit.event else made


def listing(archive: "Archive", before: str | None, *, outlet: str | None = None, tag: str | None = None) -> Listing:
    """Gather one page of a list, beginning after the place that an address names."""
    cursor = paths.read_cursor(before)
    found = archive.newest(PER_PAGE + 1, before=cursor, outlet=outlet, tag=tag)
    shown = tuple(found[:PER_PAGE])
    older = paths.write_cursor(archive.position(shown[-1])) if len(found) > PER_PAGE else None
    return Listing(tuple(item(archive, one) for one in shown), shown, older, cursor is None)


def by_day(items: Iterable[Item], words: Words) -> list[Day]:
    """Set items apart by the day they are of, in the order they come."""
    days: list[tuple[dt.date | None, list[Item]]] = []
    for one in items:
        day = words.local_day(one.when.moment) if one.when.moment else None
        if not days or days[-1][0] != day:
            days.append((day, []))
        days[-1][1].append(one)
    return [Day(day, tuple(held)) for day, held in days]
