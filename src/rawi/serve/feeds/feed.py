"""What every feed format is written from. Comes in: stored articles. Goes out: a `Feed` of `FeedItem`s.

Nothing in it depends on the time of asking, so that an unchanged list is an unchanged feed.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec
import nh3
from markupsafe import escape

from rawi.errors import NotFoundError
from rawi.found import SearchResult
from rawi.identity import hex_id
from rawi.model import Moment, Outlet, Record, Stored
from rawi.moments import instant
from rawi.relate.records import Story
from rawi.relate.tags import shown as shown_tags
from rawi.serve import foreign, paths
from rawi.serve.pages.items import when
from rawi.serve.words import Words, exact

if TYPE_CHECKING:
    from rawi.archive import Archive

SUMMARY = 400
STORY_ITEMS = 30
TAGS = {"p"}


class InfoSource(Record, frozen=True):
    """Who provided information by the text's own words; `kind` as in `rawi.model.Hop`, `address` its article where we hold it."""

    name: str
    kind: str
    address: str | None = None


class FeedItem(Record, frozen=True):
    """One article. `exact` is set only where the publisher's time states an offset; a day stays a day in `day`."""

    key: str
    uid: str
    url: str
    title: str
    original: str | None
    outlet: Outlet
    outlet_url: str
    outlet_feed: str
    language: str | None
    published: Moment | None
    exact: dt.datetime | None
    day: str | None
    seen: dt.datetime
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    credits: tuple[tuple[str, str], ...]
    summary: str
    html: str
    sources: tuple[InfoSource, ...] = ()


class Feed(Record, frozen=True):
    """A list of articles with its own addresses; `updated` is when it last changed, as far as its items tell.

    `found` is what a search found in all, where the list is of one.
    """

    title: str
    description: str
    language: str
    url: str
    self_url: str
    uid: str
    updated: dt.datetime
    items: tuple[FeedItem, ...]
    found: SearchResult | None = None


def feed_item(archive: "Archive", stored: Stored, absolute: Callable[[str], str], untitled: str) -> FeedItem:
    """Make a feed's item of an article; `absolute` completes our paths, `untitled` stands where there is no title."""
    article = stored.article
    shown = when(stored).moment
    outlet = archive.outlet(article.outlet)
    own = paths.outlet(article.outlet)
    return FeedItem(
        key=f"{stored.key:016x}",
        uid=uid(f"{stored.key:016x}"),
        url=absolute(paths.article(stored.key)),
        title=foreign.one_line(article.title) or untitled,
        original=foreign.web_address(article.url),
        outlet=outlet,
        outlet_url=foreign.web_address(outlet.homepage) or absolute(own),
        outlet_feed=absolute(paths.feed(own, "rss")),
        language=article.language,
        published=article.published,
        exact=exact(shown) if shown else None,
        day=shown.value[:10] if shown else None,
        seen=instant(stored.first_seen),
        authors=tuple(foreign.one_line(name) for name in article.authors or ((article.byline,) if article.byline else ())),
        tags=tuple(foreign.one_line(tag.text) for tag in shown_tags(stored.facts.keywords)),
        credits=tuple((credit.role, foreign.one_line(credit.name)) for credit in article.credits),
        summary=foreign.opening(article.text, SUMMARY)[0],
        html=content(article.text),
        sources=info_sources(archive, stored),
    )


def story_item(archive: "Archive", story: Story, absolute: Callable[[str], str], words: Words) -> FeedItem:
    """Make a feed's item of an event: its headline, and its articles by outlet and title, newest first.

    The text of the article whose title is the headline stands under its outlet's name; nothing is summed up in words of ours.
    """
    held = archive.store.get([member.key for member in story.members[-STORY_ITEMS:]])
    told = archive.store.get([story.headline_of]).get(story.headline_of)
    if told is None:
        raise NotFoundError(f"The article {hex_id(story.headline_of)} was removed.", about=hex_id(story.headline_of))
    made = feed_item(archive, told, absolute, words.say("list.untitled"))
    newest = max((stored for stored in held.values()), key=lambda stored: instant(stored.first_seen), default=told)
    lines = "".join(
        f'<li><a href="{escape(absolute(paths.article(stored.key)))}">{escape(foreign.one_line(stored.article.title))}</a>'
        f" ({escape(archive.outlet(stored.article.outlet).name)})</li>"
        for stored in reversed(held.values())
    )
    counted = words.count("count.outlets", len(story.outlets))
    listed = nh3.clean(f"<p>{escape(counted)}</p><ul>{lines}</ul>", tags={"p", "ul", "li", "a"}, attributes={"a": {"href"}})
    return msgspec.structs.replace(
        made,
        key=story.id,
        uid=uid(f"story:{story.id}"),
        url=absolute(paths.story(story.key)),
        seen=instant(newest.first_seen),
        html=made.html + listed,
    )


def info_sources(archive: "Archive", stored: Stored) -> tuple[InfoSource, ...]:
    """Return the stated hops before the publisher, each once: nothing inferred, no gap, no chain that is only possible."""
    found: dict[str, InfoSource] = {}
    for chain in archive.sourced(stored).chains:
        for hop in chain.hops[:-1]:
            if hop.name and hop.basis == "stated" and chain.confidence != "possible":
                held = archive.article(hop.article) if hop.article else None
                address = foreign.web_address(held.article.url) if held else None
                name = foreign.one_line(hop.name)
                if name not in found or address:
                    found[name] = InfoSource(name, hop.kind, address)
    return tuple(found.values())


def content(text: str) -> str:
    """Return a text as paragraphs of HTML: escaped, and then cleaned once more as any foreign HTML is."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in foreign.paragraphs(text))
    return nh3.clean(paragraphs, tags=TAGS, attributes={})


def updated(items: Iterable[FeedItem]) -> dt.datetime:
    """Return when the newest of the items was seen; an empty list has never changed."""
    return max((item.seen for item in items), default=dt.datetime.fromtimestamp(0, dt.UTC))


def uid(name: str) -> str:
    """Return an IRI that names an item or a list for good, wherever this archive is served (RFC 4122, by name)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"rawi:{name}").urn
