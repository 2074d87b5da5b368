"""The addresses of our own pages. Comes in: keys, slugs, tags, queries. Goes out: paths with everything quoted.

What a person or an outlet named can hold anything, and stays one segment of the path.

    >>> article(255)
    '/a/00000000000000ff'
    >>> tag("a/b?")
    '/t/a%2Fb%3F'
"""

import urllib.parse
from typing import Literal

from rawi.store.contract import Cursor

FeedKind = Literal["rss", "atom", "json"]
FEEDS: dict[FeedKind, str] = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


def article(key: int) -> str:
    """Return the page of an article, by the 16 hex digits that never change."""
    return f"/a/{key:016x}"


def story(key: int) -> str:
    """Return the page of an event, by the 16 hex digits of its seed."""
    return f"/s/{key:016x}"


def outlet(slug: str) -> str:
    """Return the page of an outlet."""
    return "/o/" + urllib.parse.quote(slug, safe="", errors="replace")


def tag(name: str) -> str:
    """Return the page of a tag."""
    return "/t/" + urllib.parse.quote(name, safe="", errors="replace")


def feed(page: str, kind: FeedKind) -> str:
    """Return the feed of a list: its path with the format after it, before any query."""
    path, mark, query = page.partition("?")
    return f"{path}.{kind}{mark}{query}"


def with_query(path: str, /, **values: str | int | None) -> str:
    """Return a path with values added to its query; those that are None are left out."""
    given = {name: value for name, value in values.items() if value is not None}
    if not given:
        return path
    mark = "&" if "?" in path else "?"
    return path + mark + urllib.parse.urlencode(given, errors="replace")


def split_feed(name: str) -> tuple[str, FeedKind | None]:
    """Take the feed's format off the end of a path segment, where it has one."""
    for kind in FEEDS:
        if name.endswith("." + kind):
            return name[: -len(kind) - 1], kind
    return name, None


def write_cursor(cursor: Cursor) -> str:
    """Return a place in a list as it stands in an address."""
    return f"{cursor.at}.{cursor.arrival}"


def read_cursor(text: str | None) -> Cursor | None:
    """Read a place in a list; what is none reads as the top of the list."""
    if not text or len(text) > 40:
        return None
    at, _, arrival = text.partition(".")
    try:
        read = Cursor(int(at), int(arrival))
    except ValueError:
        return None
    # SQLite's integers end at 63 bits.
    return read if abs(read.at) < 2**62 and abs(read.arrival) < 2**62 else None
