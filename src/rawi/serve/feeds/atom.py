"""Atom 1.0. Comes in: a `Feed`. Goes out: its bytes.

`updated`, which Atom demands, is when we first saw the article; `published` stands only where its publisher gave an instant.
"""

from rawi.serve.feeds.feed import Feed, FeedItem
from rawi.serve.feeds.markup import DECLARATION, nest, rfc3339, tag


def atom(feed: Feed) -> bytes:
    """Write a feed as Atom 1.0 (RFC 4287)."""
    parts = [
        tag("title", feed.title),
        tag("subtitle", feed.description),
        tag("id", feed.uid),
        tag("updated", rfc3339(feed.updated)),
        tag("link", href=feed.self_url, rel="self", type="application/atom+xml"),
        tag("link", href=feed.url, rel="alternate", type="text/html"),
        *(_entry(item) for item in feed.items),
    ]
    return (DECLARATION + nest("feed", parts, xmlns="http://www.w3.org/2005/Atom", xml_lang=feed.language)).encode()


def _entry(item: FeedItem) -> str:
    names = item.authors or (item.outlet.name,)
    source = [tag("id", item.outlet_url), tag("title", item.outlet.name), tag("updated", rfc3339(item.seen))]
    parts = [
        tag("title", item.title),
        tag("id", item.uid),
        tag("updated", rfc3339(item.seen)),
        *([tag("published", rfc3339(item.exact))] if item.exact else []),
        tag("link", href=item.url, rel="alternate", type="text/html"),
        *([tag("link", href=item.original, rel="via")] if item.original else []),
        *(tag("link", href=one.address, rel="via", title=one.name) for one in item.sources if one.address),
        *(nest("author", [tag("name", name)]) for name in names),
        *(tag("category", term=name) for name in item.tags),
        nest("source", source),
        tag("summary", item.summary),
        tag("content", item.html, type="html"),
    ]
    return nest("entry", parts, xml_lang=item.language)
