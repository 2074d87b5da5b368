"""The front page. Comes in: the archive, what is asked for, what gathering reports. Goes out: events, and how fresh the archive is."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from rawi.language.tags import tag_key
from rawi.language.tokens import keys
from rawi.model import Moment, Outlet, Record
from rawi.moments import moment_of
from rawi.newsstand import Wanted
from rawi.relate.records import Story
from rawi.relate.tags import tag_names
from rawi.serve import paths
from rawi.serve.pages.events import Event, event
from rawi.serve.pages.items import Listing, listing
from rawi.serve.site import Live

if TYPE_CHECKING:
    from rawi.archive import Archive

# More names than this make a line at the top that nobody reads.
NAMED = 4
# What a reader goes through in one sitting, on one page.
EVENTS, MOST_PAGES = 25, 100
DAYS, SPANS = 3, (1, 3, 7, 30)
# More outlets than these make a list in which nobody finds one; the page of all outlets has them.
CHOICES = 60
LONGEST = 200
GROWING = 8
Empty = Literal["gathering", "unreachable", "idle"]


class Fresh(Record, frozen=True):
    """How fresh the archive is; `unreachable` are the first of the outlets that could not be reached, of `missing` in all."""

    articles: int
    outlets: int
    arrived: Moment | None
    unreachable: tuple[Outlet, ...]
    missing: int


class Choice(Record, frozen=True):
    """What a reader narrows the front page to; as it stands in the address."""

    outlet: str = ""
    country: str = ""
    tag: str = ""
    days: int = DAYS

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.outlet or self.country or self.tag or self.days != DAYS)

    def query(self) -> dict[str, str | int | None]:
        """Return the values of the address; what is as usual is left out."""
        return {
            "outlet": self.outlet or None,
            "country": self.country or None,
            "tag": self.tag or None,
            "days": self.days if self.days != DAYS else None,
        }


class Growing(Record, frozen=True):
    """A subject of which more and more is written, as the newest article that has it writes it."""

    name: str
    path: str


class Order(Record, frozen=True):
    """The events in their order, a page of them. `outlets` and `countries` are what can be chosen."""

    events: tuple[Event, ...]
    stories: tuple[Story, ...]
    total: int
    page: int
    pages: int
    choice: Choice
    outlets: tuple[Outlet, ...]
    countries: tuple[str, ...]
    growing: tuple[Growing, ...]


class Front(Order, frozen=True, kw_only=True):
    """The front page; `empty` says why there is nothing on it."""

    fresh: Fresh
    empty: Empty | None

    @property
    def above(self) -> int | None:
        """The number of the page before this one."""
        return self.page - 1 if self.page > 1 else None

    @property
    def below(self) -> int | None:
        """The number of the page after this one."""
        return self.page + 1 if self.page < self.pages else None

    def at(self, page: int) -> dict[str, str | int | None]:
        """Return the values of the address of another page."""
        return {**self.choice.query(), "page": page if page > 1 else None}


class Latest(Record, frozen=True):
    """All articles, newest first."""

    listing: Listing
    fresh: Fresh


def fresh(archive: "Archive", live: Live | None) -> Fresh:
    """Say how fresh the archive is."""
    status = archive.status()
    missing = tuple(live.unreachable) if live else ()
    arrived = moment_of(dt.datetime.fromtimestamp(status.arrived, dt.UTC), basis="fetched") if status.arrived is not None else None
    return Fresh(status.articles, status.outlets, arrived, tuple(archive.outlet(slug) for slug in missing[:NAMED]), len(missing))


def choice(values: Mapping[str, str]) -> Choice:
    """Read what an address narrows the page to; what makes no sense is as usual."""
    days = values.get("days", "")
    return Choice(
        outlet=values.get("outlet", "").strip()[:LONGEST],
        country=values.get("country", "").strip().upper()[:2],
        tag=values.get("tag", "").strip()[:LONGEST],
        days=int(days) if days in map(str, SPANS) else DAYS,
    )


def order(archive: "Archive", chosen: Choice, page: int, now: dt.datetime) -> Order:
    """Gather the events that stand first now."""
    held = tuple(archive.outlet(count.outlet) for count in archive.outlets())
    found = archive.leading(_wanted(chosen, held), now=int(now.timestamp()), limit=EVENTS, offset=(page - 1) * EVENTS)
    return Order(
        events=tuple(event(archive, story, found.now, breaking=story.key in found.breaking) for story in found.stories),
        stories=found.stories,
        total=found.total,
        page=page,
        pages=min(MOST_PAGES, -(-found.total // EVENTS)),
        choice=chosen,
        outlets=held[:CHOICES],
        countries=tuple(sorted({outlet.country for outlet in held if outlet.country})),
        growing=_growing(archive, int(now.timestamp())) if page == 1 and not chosen.narrow else (),
    )


def emptiness(state: Fresh, live: Live | None) -> Empty | None:
    """Say why there is nothing yet; None where there is something."""
    if state.articles:
        return None
    return "idle" if live is None else "unreachable" if state.missing and not live.reached else "gathering"


def front(made: Order, state: Fresh, empty: Empty | None) -> Front:
    """Put the front page together of what lasts until the archive changes, and how things stand now."""
    return Front(**msgspec.structs.asdict(made), fresh=state, empty=empty)


def _growing(archive: "Archive", now: int) -> tuple[Growing, ...]:
    """Name the subjects of which more and more is written; an outlet is none."""
    found = []
    for key in archive.growing(now=now, limit=GROWING):
        for stored in archive.newest(1, tag=key):
            names = (*tag_names(stored.article.tags), *(word.text for word in stored.facts.keywords))
            told = set(keys(f"{stored.article.title} {stored.article.text} {' '.join(stored.article.tags)}"))
            named = (name for name in names if tag_key(name) == key and told.issuperset(keys(name)))
            found += [Growing(name, paths.tag(name)) for name in named if archive.catalogue.resolve(name) is None][:1]
    return tuple(found)


def latest(archive: "Archive", before: str | None, live: Live | None) -> Latest:
    """Gather the list of all articles."""
    return Latest(listing(archive, before), fresh(archive, live))


def page_number(text: str | None) -> int:
    """Read the number of a page; what is none reads as the first."""
    number = int(text) if text and text.isascii() and text.isdecimal() and len(text) < 4 else 1
    return min(MOST_PAGES, max(1, number))


def _wanted(chosen: Choice, held: Sequence[Outlet]) -> Wanted:
    """Return the question for the archive; a country stands for its outlets that have articles here."""
    outlets = None
    if chosen.outlet or chosen.country:
        outlets = tuple(
            outlet.slug
            for outlet in held
            if (not chosen.outlet or outlet.slug == chosen.outlet) and (not chosen.country or outlet.country == chosen.country)
        )
    return Wanted(outlets, chosen.tag or None, chosen.days)
