"""JSON Feed 1.1. Comes in: a `Feed`. Goes out: its bytes.

What JSON Feed has no place for stands under `_rawi`: the outlet, whom it credits, its time as exactly as it was given, and who provided
the information: stated hops only, as `infosources` of ninjs 2 has them (`name`, `uri`; https://iptc.org/std/ninjs/), and their `kind`.
The feed of a search says there what was searched for besides its words, and counts all that was found (`rawi.found.SearchResult`).
"""

from typing import Any

import msgspec

from rawi.serve.feeds.feed import Feed, FeedItem, InfoSource
from rawi.serve.feeds.markup import rfc3339
from rawi.serve.foreign import clean


def json_feed(feed: Feed) -> bytes:
    """Write a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    whole: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    if feed.found is not None:
        whole["_rawi"] = {name: getattr(feed.found, name) for name in ("total", "notes", "widened", "meant", "counted")}
    return msgspec.json.encode(whole)


def _item(item: FeedItem) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "id": item.key,
        "url": item.url,
        "external_url": item.original,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": rfc3339(item.exact) if item.exact else None,
        "authors": [{"name": name} for name in item.authors] or None,
        "tags": list(item.tags) or None,
        "language": item.language,
        "_rawi": {
            "outlet": {"slug": clean(item.outlet.slug), "name": clean(item.outlet.name), "url": item.outlet_url},
            "published": item.published,
            "first_seen": rfc3339(item.seen),
            "credits": [{"role": role, "name": name} for role, name in item.credits],
            "infosources": [_info_source(source) for source in item.sources],
        },
    }
    return {name: value for name, value in parts.items() if value is not None}


def _info_source(source: InfoSource) -> dict[str, str]:
    known = {"name": source.name, "uri": source.address, "kind": source.kind}
    return {name: value for name, value in known.items() if value is not None}
