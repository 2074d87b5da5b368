"""A feed file on its way in. Comes in: a path. Goes out: one item for each entry of the feed, with the text that the feed itself has."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from rawi.carry.items import Item
from rawi.carry.pages import file_bytes
from rawi.gather.feeds.entries import Source
from rawi.gather.feeds.read import LARGEST, read_feed
from rawi.model import Article, Entry, Refused
from rawi.pipeline import Imported

SUFFIXES = (".rss", ".atom", ".xml", ".rdf", ".json")
HEADS = (b"<rss", b"<feed", b"<rdf", b"jsonfeed.org/version")


def is_feed(path: Path) -> bool:
    """Tell whether a file is a feed: by its name, and by what stands at its head."""
    if not path.name.lower().removesuffix(".gz").endswith(SUFFIXES):
        return False
    head = file_bytes(path, 4096).lower()
    return any(mark in head for mark in HEADS)


def feed_items(path: Path) -> Iterator[Item]:
    """Read the entries of a feed file; what stands in the feed instead of the article's page is its text."""
    feed = read_feed(file_bytes(path, LARGEST + 1), Source(path.absolute().as_uri()))
    if isinstance(feed, Refused):
        yield Item(1, feed)
        return
    for number, refused in enumerate(feed.refused, start=1):
        yield Item(number, refused)
    for number, entry in enumerate(feed.entries, start=len(feed.refused) + 1):
        yield Item(number, _imported(entry))


def _imported(entry: Entry) -> Imported:
    return Imported(
        Article(
            id="",
            url=entry.url,
            outlet=urlsplit(entry.url).hostname or "",
            title=entry.title,
            text=entry.summary,
            authors=entry.authors,
            published=entry.published,
            updated=entry.updated,
            tags=entry.tags,
        )
    )
