"""RSS, RDF and Atom. Comes in: the mended text of a feed. Goes out: its title, base and items as written, and which parser read it.

fastfeedparser first; feedparser, a hundred times slower and far more forgiving, where it fails or is unsure.
"""

from collections.abc import Mapping
from typing import Any

import fastfeedparser  # type: ignore[import-untyped]
import feedparser

from rawi.gather.feeds.entries import Item
from rawi.gather.feeds.outline import dates_of
from rawi.model import Record

# feedparser needs half a second for 1 MB, four if the feed was made to hurt; what is both broken and larger is refused.
FORGIVEN = 1_000_000
# libxml2 compares each namespace of an element with all others: a real feed declares a dozen, or a few for each item.
MOST_NAMESPACES = 5_000


class Markup(Record, frozen=True):
    """What was found in a feed."""

    title: str
    base: str
    items: tuple[Item, ...]
    reader: str


class _Held:
    """Bytes that are read like a file: what feedparser opens nothing for."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def read(self) -> bytes:
        """Return all of them."""
        return self._body


def read_markup(text: str) -> Markup | None:
    """Return what a feed says, or None where it is none or is broken past reading."""
    if text.count("xmlns") > MOST_NAMESPACES:
        return None
    found = _fast(text)
    if found is None and len(text) <= FORGIVEN:
        found = _forgiving(text)
    return found


def _fast(text: str) -> Markup | None:
    """Read with fastfeedparser; None where it fails, or finds other items than stand there."""
    try:
        found = fastfeedparser.parse(text.encode(), include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001 - a parser of foreign bytes may fail in any way; the other one is asked
        return None
    dates = dates_of(text)
    if len(dates) != len(found["entries"]):
        return None
    items = tuple(_item(entry, written) for entry, written in zip(found["entries"], dates, strict=True))
    if items and not any(item.link or item.guid for item in items):
        return None
    feed = found["feed"]
    return Markup(str(feed.get("title") or ""), str(feed.get("link") or ""), items, "fastfeedparser")


def _forgiving(text: str) -> Markup | None:
    """Read with feedparser, which takes a bare string for an address or a path and must never be given one."""
    try:
        found = feedparser.parse(_Held(text.encode()), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 - as above; what both fail on is no feed
        return None
    if not found.get("version") and not found.entries:
        return None
    items = tuple(_item(entry, (_own(entry, "published"), _own(entry, "updated"))) for entry in found.entries)
    return Markup(str(found.feed.get("title", "")), str(found.feed.get("link", "")), items, "feedparser")


def _own(entry: dict[str, Any], key: str) -> str:
    """Return a date that stands in an entry; feedparser's own look-up gives one for the other."""
    return str(dict.get(entry, key, "") or "")


def _item(entry: Mapping[str, Any], dates: tuple[str, str]) -> Item:
    """Make an item of what either parser gives."""
    content = entry.get("content") or []
    first = content[0].get("value", "") if content and isinstance(content[0], Mapping) else ""
    return Item(
        link=str(entry.get("link") or ""),
        guid=str(entry.get("id") or ""),
        title=str(entry.get("title") or ""),
        summary=str(entry.get("description") or entry.get("summary") or first or ""),
        published=dates[0],
        updated=dates[1],
        authors=tuple(str(author.get("name") or "") for author in entry.get("authors") or [] if isinstance(author, Mapping)),
        tags=tuple(str(tag.get("term") or tag.get("label") or "") for tag in entry.get("tags") or [] if isinstance(tag, Mapping)),
    )
