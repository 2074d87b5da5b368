"""Lists as feeds. Comes in: a `Feed`. Goes out: RSS 2.0, Atom 1.0 or JSON Feed 1.1 in bytes."""

from collections.abc import Callable

from rawi.serve.feeds.atom import atom
from rawi.serve.feeds.feed import Feed
from rawi.serve.feeds.jsonfeed import json_feed
from rawi.serve.feeds.rss import rss
from rawi.serve.paths import FeedKind

WRITERS: dict[FeedKind, Callable[[Feed], bytes]] = {"rss": rss, "atom": atom, "json": json_feed}
