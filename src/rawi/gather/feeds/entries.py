"""One item of a feed as an `Entry`. Comes in: what a parser found of it. Goes out: the entry, or a refusal that says what it lacks."""

import datetime as dt
import re
from collections.abc import Iterable

from rawi.errors import Reason
from rawi.gather.addresses import absolute
from rawi.gather.feeds.dates import feed_moment
from rawi.gather.feeds.plain import plain
from rawi.language.data import load as lexicon
from rawi.model import Entry, Moment, Record, Refused

LONGEST_TITLE = 1_000
LONGEST_SUMMARY = 10_000
MOST_NAMES = 50
# RSS wants «mail (name)» for an author.
MAILBOX = re.compile(r"[^\s@()]{1,100}@[^\s@()]{1,100}(?:\s{1,3}\((?P<name>[^()]{1,200})\))?")


class Source(Record, frozen=True):
    """What is known around a feed: where it was read and when, and its outlet's zone and country for its dates."""

    url: str
    timezone: str | None = None
    country: str | None = None
    now: dt.datetime | None = None


class Item(Record, frozen=True):
    """What a parser found of one item, as it is written."""

    link: str = ""
    guid: str = ""
    title: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Feed(Record, frozen=True):
    """A feed that was read: its items in their order, each once; `repeated` counts the others. `reader` is what read it."""

    title: str
    entries: tuple[Entry, ...]
    reader: str
    refused: tuple[Refused, ...] = ()
    repeated: int = 0


def entry_of(item: Item, source: Source, base: str) -> Entry | Refused:
    """Make an entry of an item; `base` is what its relative links start from."""
    title = plain(item.title)[:LONGEST_TITLE]
    link = absolute(item.link.strip(), base)
    if link is None and item.guid.strip().startswith(("http://", "https://")):
        link = absolute(item.guid.strip(), base)
    if link is None:
        return Refused(source.url, Reason.BAD_ADDRESS, f"An item of the feed has no address: «{title[:80]}».")
    return Entry(
        url=link,
        title=title,
        external_id=item.guid.strip()[:500] or None,
        published=_moment(item.published, source),
        updated=_moment(item.updated, source),
        summary=_without_tail(plain(item.summary))[:LONGEST_SUMMARY],
        authors=_names(map(_author, item.authors)),
        tags=_names(item.tags),
    )


def _moment(text: str, source: Source) -> Moment | None:
    return feed_moment(text, timezone=source.timezone, country=source.country, now=source.now) if text else None


def _without_tail(summary: str) -> str:
    """Take off the line by which a content system names the page at the end of every summary."""
    for start, middle in lexicon("outlet_phrases")["feed_tails"]:
        position = summary.rfind(start)
        if position >= 0 and middle in summary[position:]:
            return summary[:position].rstrip()
    return summary


def _author(name: str) -> str:
    """Return the name of an author without a mail address."""
    match = MAILBOX.fullmatch(name.strip())
    return name if match is None else match["name"] or ""


def _names(found: Iterable[str]) -> tuple[str, ...]:
    """Return names as plain text, each once, in their order."""
    names = (plain(name)[:200] for name in found)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_NAMES]
