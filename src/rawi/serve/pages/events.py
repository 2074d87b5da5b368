"""Events as the lines of a list. Comes in: stories. Goes out: `Event` records."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rawi.model import Moment, Outlet, Record
from rawi.moments import moment_of
from rawi.relate.records import Story
from rawi.serve import foreign, paths

if TYPE_CHECKING:
    from rawi.archive import Archive

# Names that fit on one line at 360 pixels.
NAMED = 4
BARS, LEAST = 12, 3
HOUR = 3600


class Lead(Record, frozen=True):
    """The first words of one outlet's text, under its name; `more` says that it goes on."""

    outlet: Outlet
    path: str
    words: str
    more: bool
    language: str | None


class Spark(Record, frozen=True):
    """How many articles came in each part of a time that ends with the newest of the list; `hours` long."""

    counts: tuple[int, ...]
    hours: int


class Event(Record, frozen=True):
    """One event: `named` are the first of its `outlets`; `origins` name where its texts come from, if that can be named on a line."""

    path: str
    headline: str
    language: str | None
    lead: Lead | None
    articles: int
    outlets: int
    named: tuple[Outlet, ...]
    origins: int
    origin_names: tuple[Outlet, ...]
    last: Moment | None
    spark: Spark | None
    breaking: bool


def event(archive: "Archive", story: Story, now: int, *, breaking: bool = False) -> Event:
    """Make the line of an event; `now` (seconds since 1970) is where its coverage ends."""
    stored = archive.store.get([story.headline_of]).get(story.headline_of)
    lead = None
    if stored and stored.article.text.strip():
        outlet = archive.outlet(stored.article.outlet)
        words, more = foreign.opening(stored.article.text)
        lead = Lead(outlet, paths.outlet(outlet.slug), words, more, stored.article.language)
    origins = tuple(archive.outlet(slug) for slug in story.origins)
    return Event(
        path=paths.story(story.key),
        headline=story.headline.strip(),
        language=stored.article.language if stored else None,
        lead=lead,
        articles=len(story.members),
        outlets=len(story.outlets),
        named=tuple(archive.outlet(slug) for slug in story.outlets[:NAMED]),
        origins=len(origins),
        origin_names=origins if len(origins) <= 2 else (),
        last=at(story.last),
        spark=spark([member.at for member in story.members if member.at is not None], now) if len(story.outlets) > 1 else None,
        breaking=breaking,
    )


def at(seconds: int | None) -> Moment | None:
    """Return an instant as a moment, in UTC."""
    return moment_of(dt.datetime.fromtimestamp(seconds, dt.UTC), basis="stated") if seconds is not None else None


def spark(instants: Sequence[int], now: int) -> Spark | None:
    """Count articles in twelve equal parts of the time from the first of them to `now`; None for so few that bars show nothing.

    >>> spark([0, 3600, 3600 * 11], 3600 * 12).counts
    (1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    """
    if len(instants) < LEAST:
        return None
    first = min(instants)
    span = max(now, *instants) - first
    hours = max(1, -(-span // HOUR))
    counts = [0] * BARS
    for instant in instants:
        counts[min(BARS - 1, (instant - first) * BARS // (hours * HOUR))] += 1
    return Spark(tuple(counts), hours)
