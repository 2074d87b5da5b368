"""A feed of any make. Comes in: the bytes that an endpoint sent. Goes out: a `Feed`, or a `Refused` that says why it is none.

>>> read_feed(b'<rss><channel><title>x</title></channel></rss>', Source("https://barq.example/rss")).entries
()
"""

import re

from rawi.errors import Reason
from rawi.gather.addresses import absolute, canonical
from rawi.gather.feeds.entries import Feed, Item, Source, entry_of
from rawi.gather.feeds.jsonfeed import items_of, looks_like_json
from rawi.gather.feeds.markup import read_markup
from rawi.gather.feeds.plain import plain
from rawi.gather.feeds.repair import decode, mend
from rawi.model import Entry, Refused

# Larger than any feed that we know (0.4 MB) by far; a feed past it is a mistake or an attack.
LARGEST = 20_000_000
MOST_ITEMS = 2_000
ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(rss|feed|rdf|html|body|head|urlset|sitemapindex)[\s>]", re.IGNORECASE)
FEED_ROOTS = ("rss", "feed", "rdf")
SITEMAP_ROOTS = ("urlset", "sitemapindex")


def read_feed(body: bytes, source: Source, *, content_type: str | None = None) -> Feed | Refused:
    """Read RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, and JSON Feed.

    Items without an address are refused one by one; an item that stands twice is counted and given once; what comes after
    the first 2,000 items is left out with a refusal that says so.
    """
    if len(body) > LARGEST:
        return Refused(source.url, Reason.TOO_LARGE, f"The feed has {len(body) / 1_000_000:.0f} MB, more than {LARGEST // 1_000_000}.")
    if not body.strip():
        return Refused(source.url, Reason.EMPTY, "The feed is empty.")
    if looks_like_json(body):
        found = items_of(body)
        if found is None:
            return _bad(source, "It is JSON and no JSON Feed.")
        title, base, items = found
        return _feed(title, base, tuple(items), "jsonfeed", source)
    text = mend(decode(body, content_type))
    if text is None:
        return _bad(source, "Its document type never ends.")
    if why := _no_feed(text):
        return _bad(source, why)
    markup = read_markup(text)
    if markup is None:
        return _bad(source, "It is neither RSS nor Atom, or too broken to be read.")
    return _feed(markup.title, markup.base, markup.items, markup.reader, source)


def _bad(source: Source, why: str) -> Refused:
    return Refused(source.url, Reason.BAD_FEED, f"What stands at {source.url} is no feed. {why}")


def _no_feed(text: str) -> str | None:
    """Return what a document plainly is instead of a feed."""
    match = ROOT.search(text[:20_000])
    root = match[1].lower() if match else ""
    if not match or root in FEED_ROOTS:
        return None
    return "It is a sitemap." if root in SITEMAP_ROOTS else "It is a web page; perhaps the outlet moved its feed, or keeps programs out."


def _feed(title: str, base: str, items: tuple[Item, ...], reader: str, source: Source) -> Feed:
    """Make entries of items."""
    start = absolute(base, source.url) or source.url
    entries: dict[str, Entry] = {}
    refused, repeated = [], 0
    for item in items[:MOST_ITEMS]:
        made = entry_of(item, source, start)
        if isinstance(made, Refused):
            refused.append(made)
        elif (key := canonical(made.url) or made.url) in entries:
            repeated += 1
        else:
            entries[key] = made
    if len(items) > MOST_ITEMS:
        refused.append(Refused(source.url, Reason.TOO_LARGE, f"The feed has {len(items)} items; the first {MOST_ITEMS} were read."))
    return Feed(plain(title)[:300], tuple(entries.values()), reader, tuple(refused), repeated)
