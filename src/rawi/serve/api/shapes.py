"""What the API answers with. Comes in: stored records. Goes out: records that are the JSON, and from which the document is made.

The names are those of the JSON lines of the command line; `id` is the one that was given last, `key` the 16 hex digits that never change.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from rawi.found import Counted, Hit, Widened
from rawi.identity import hex_id
from rawi.model import Credit, Facts, Link, Outlet, Record, Stored, Version
from rawi.relate.passages import Passage
from rawi.relate.records import Basis, Reuse, Story, Traced, Way
from rawi.serve import paths
from rawi.store.contract import OutletCount, Status


class Failure(Record, frozen=True):
    """What went wrong: `error` for programs, `detail` in a sentence, in the language that Accept-Language asks for."""

    error: str
    detail: str


class ArticleLine(Record, frozen=True, kw_only=True):
    """One article of a list. `published` is as exact as the publisher gave it; `page` is its page here."""

    id: str
    key: str
    url: str | None
    outlet: str
    title: str
    published: str | None
    first_seen: str
    language: str | None
    kind: str
    page: str


class VersionLine(Record, frozen=True):
    """A version of an article: what a fetch showed under one extractor."""

    number: int
    digest: str
    extractor: str
    first_seen: str


class RelatedLink(Record, frozen=True):
    """A link that the page calls related."""

    title: str
    url: str


class ArticleWhole(ArticleLine, frozen=True, kw_only=True):
    """An article with its text, untouched, and what it says; spans are code points of `text`."""

    text: str
    byline: str | None
    authors: tuple[str, ...]
    updated: str | None
    section: str | None
    tags: tuple[str, ...]
    image: str | None
    credits: tuple[Credit, ...]
    promos: tuple[Link, ...]
    related: tuple[RelatedLink, ...]
    facts: Facts
    versions: tuple[VersionLine, ...]


class Articles(Record, frozen=True):
    """Articles, newest first; `next` is the address of what follows, null at the end."""

    articles: tuple[ArticleLine, ...]
    next: str | None


class EventLine(Record, frozen=True):
    """The event for which a line stands, and how many outlets have it."""

    story: str
    outlets: int


class HitLine(Record, frozen=True, kw_only=True):
    """An answer: `copies` are near-verbatim copies of it, `shared` words and names that it has in common with what was asked for."""

    id: str
    key: str
    score: float
    outlet: str
    published: str | None
    title: str
    copies: tuple[str, ...]
    shared: tuple[str, ...] = ()
    event: EventLine | None = None


class Similar(Record, frozen=True):
    """The articles most similar to one, nearest first."""

    id: str
    similar: tuple[HitLine, ...]


class Found(Record, frozen=True):
    """What a search found, best first; `total` counts all that match, `counted` what they have in common, where that was asked for."""

    hits: tuple[HitLine, ...]
    total: int
    notes: tuple[str, ...]
    terms: tuple[str, ...]
    widened: tuple[Widened, ...]
    meant: str | None
    counted: Counted | None
    next: str | None


class StoryLine(Record, frozen=True, kw_only=True):
    """An event: the ids of its articles in the order of time, and where its news comes from."""

    story: str
    headline: str
    members: tuple[str, ...]
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    origins: tuple[str, ...]


class Stories(Record, frozen=True):
    """Events, the one with the newest article first; `next` is the address of what follows, null at the end."""

    stories: tuple[StoryLine, ...]
    next: str | None


class Pair(Record, frozen=True, kw_only=True):
    """Two articles that share text. `direction` «a>b» means that b took from a."""

    a: str
    b: str
    a_in_b: float
    b_in_a: float
    jaccard: float
    copy: bool
    direction: Way | None
    basis: Basis | None
    credited: bool | None


class Pairs(Record, frozen=True):
    """The articles of other outlets that share text with one, which is `a`; those that share most first."""

    pairs: tuple[Pair, ...]


class TraceLine(Record, frozen=True):
    """An article that carries a text or `share` of it; `a` of a passage is its place in the text, `b` in the article."""

    id: str
    outlet: str
    first_seen: str
    share: float
    passages: tuple[Passage, ...]


class Traces(Record, frozen=True):
    """Who carried a text, earliest first; `total` counts all of them."""

    carried: tuple[TraceLine, ...]
    total: int


class Question(Record, frozen=True):
    """A text whose ways are asked for."""

    text: str


class OutletLine(Record, frozen=True, kw_only=True):
    """An outlet of which there are articles; `known` is false for one that only an import named."""

    slug: str
    name: str
    name_en: str
    country: str
    homepage: str | None
    agency: bool
    known: bool
    articles: int
    newest: str | None


class Outlets(Record, frozen=True):
    """The outlets of which there are articles, most articles first."""

    outlets: tuple[OutletLine, ...]


class StatusLine(Record, frozen=True):
    """The archive in numbers; `sequence` rises with every change."""

    articles: int
    versions: int
    pages: int
    outlets: int
    newest: str | None
    arrived: str | None
    sequence: int


def article_line(stored: Stored) -> ArticleLine:
    """Return an article as one of a list."""
    one = stored.article
    return ArticleLine(
        id=stored.id,
        key=hex_id(stored.key),
        url=one.url,
        outlet=one.outlet,
        title=one.title,
        published=one.published.value if one.published else None,
        first_seen=stored.first_seen.value,
        language=one.language,
        kind=one.kind,
        page=paths.article(stored.key),
    )


def article_whole(stored: Stored, facts: Facts, versions: Iterable[Version]) -> ArticleWhole:
    """Return an article with all that is known of it."""
    one, line = stored.article, article_line(stored)
    return ArticleWhole(
        **{name: getattr(line, name) for name in line.__struct_fields__},
        text=one.text,
        byline=one.byline,
        authors=one.authors,
        updated=one.updated.value if one.updated else None,
        section=one.section,
        tags=one.tags,
        image=one.image,
        credits=one.credits,
        promos=one.promos,
        related=tuple(RelatedLink(title=link.text, url=link.url) for link in one.related),
        facts=facts,
        versions=tuple(VersionLine(held.number, held.digest, held.extractor, held.first_seen.value) for held in versions),
    )


def hit_line(hit: Hit) -> HitLine:
    """Return an answer to a search, or a line of a similar list."""
    one = hit.article.article
    return HitLine(
        id=hit.article.id,
        key=hex_id(hit.article.key),
        score=round(hit.score, 4),
        outlet=one.outlet,
        published=one.published.value if one.published else None,
        title=one.title,
        copies=tuple(copy.id for copy in hit.copies),
        shared=hit.shared,
        event=EventLine(hex_id(hit.event[0]), hit.event[1]) if hit.event else None,
    )


def story_line(story: Story) -> StoryLine:
    """Return an event."""
    return StoryLine(
        story=story.id,
        headline=story.headline,
        members=tuple(member.id for member in story.members),
        first=_iso(story.first),
        last=_iso(story.last),
        outlets=story.outlets,
        origins=story.origins,
    )


def pairs(found: Sequence[Reuse]) -> Pairs:
    """Return who shares text."""
    return Pairs(
        tuple(
            Pair(
                a=one.a,
                b=one.b,
                a_in_b=one.share.a_in_b,
                b_in_a=one.share.b_in_a,
                jaccard=one.share.jaccard,
                copy=one.copy,
                direction=one.direction,
                basis=one.basis,
                credited=one.credited,
            )
            for one in found
        )
    )


def traces(found: Sequence[tuple[Stored, Traced]], most: int) -> Traces:
    """Return who carried a text, at most so many of them."""
    lines = (TraceLine(stored.id, stored.article.outlet, stored.first_seen.value, one.share, one.passages) for stored, one in found[:most])
    return Traces(tuple(lines), len(found))


def outlet_line(outlet: Outlet, count: OutletCount) -> OutletLine:
    """Return an outlet with what is here of it."""
    return OutletLine(
        slug=outlet.slug,
        name=outlet.name,
        name_en=outlet.name_en,
        country=outlet.country,
        homepage=outlet.homepage,
        agency=outlet.agency,
        known=outlet.known,
        articles=count.articles,
        newest=_iso(count.newest),
    )


def status_line(status: Status) -> StatusLine:
    """Return the archive in numbers."""
    counts = status.articles, status.versions, status.pages, status.outlets
    return StatusLine(*counts, _iso(status.newest), _iso(status.arrived), status.sequence)


def _iso(at: int | None) -> str | None:
    """Write an instant, in UTC."""
    return None if at is None else dt.datetime.fromtimestamp(at, dt.UTC).isoformat().replace("+00:00", "Z")
