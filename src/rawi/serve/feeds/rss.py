"""RSS 2.0. Comes in: a `Feed`. Goes out: its bytes.

A time that its publisher gave only to the day stands in dc:date, which can hold a day; pubDate cannot.
"""

from email.utils import format_datetime

from rawi.serve.feeds.feed import Feed, FeedItem
from rawi.serve.feeds.markup import DECLARATION, nest, tag

NAMESPACES = {
    "xmlns_atom": "http://www.w3.org/2005/Atom",
    "xmlns_dc": "http://purl.org/dc/elements/1.1/",
    "xmlns_content": "http://purl.org/rss/1.0/modules/content/",
}


def rss(feed: Feed) -> bytes:
    """Write a feed as RSS 2.0 (https://www.rssboard.org/rss-specification)."""
    channel = [
        tag("title", feed.title),
        tag("link", feed.url),
        tag("description", feed.description),
        tag("language", feed.language),
        tag("lastBuildDate", format_datetime(feed.updated)),
        tag("atom:link", href=feed.self_url, rel="self", type="application/rss+xml"),
        *(_item(item) for item in feed.items),
    ]
    return (DECLARATION + nest("rss", [nest("channel", channel)], version="2.0", **NAMESPACES)).encode()


def _item(item: FeedItem) -> str:
    parts = [
        tag("title", item.title),
        tag("link", item.url),
        tag("guid", item.key, isPermaLink="false"),
        tag("description", item.summary),
        tag("content:encoded", item.html),
        tag("source", item.outlet.name, url=item.outlet_feed),
        *(tag("dc:creator", name) for name in item.authors),
        *(tag("category", name) for name in item.tags),
    ]
    if item.exact:
        parts.append(tag("pubDate", format_datetime(item.exact)))
    elif item.day:
        parts.append(tag("dc:date", item.day))
    if item.language:
        parts.append(tag("dc:language", item.language))
    if item.original:
        parts.append(tag("atom:link", href=item.original, rel="via"))
    parts += [tag("atom:link", href=one.address, rel="via", title=one.name) for one in item.sources if one.address]
    return nest("item", parts)
