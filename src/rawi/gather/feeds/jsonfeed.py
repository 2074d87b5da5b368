"""JSON Feed (jsonfeed.org, 1 and 1.1). Comes in: the bytes of one. Goes out: its title, base and items as written, or None."""

from typing import Any

import msgspec

from rawi.gather.feeds.entries import Item

VERSION = "jsonfeed.org/version/"


def looks_like_json(body: bytes) -> bool:
    """Return whether a body can only be JSON."""
    return body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def items_of(body: bytes) -> tuple[str, str, list[Item]] | None:
    """Return title, home page and items; None where this is no JSON Feed."""
    try:
        found = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError):
        return None
    if not isinstance(found, dict) or VERSION not in str(found.get("version")) or not isinstance(found.get("items"), list):
        return None
    return _text(found, "title"), _text(found, "home_page_url"), [_item(item) for item in found["items"] if isinstance(item, dict)]


def _item(item: dict[str, Any]) -> Item:
    authors = item.get("authors") or [item.get("author")]
    tags = item.get("tags")
    identity = item.get("id")
    return Item(
        link=_text(item, "url") or _text(item, "external_url"),
        guid=str(identity) if isinstance(identity, str | int) else "",
        title=_text(item, "title"),
        summary=_text(item, "summary") or _text(item, "content_text") or _text(item, "content_html"),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        authors=tuple(_text(author, "name") for author in authors if isinstance(author, dict)) if isinstance(authors, list) else (),
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
