"""What an endpoint lists. Comes in: an endpoint and the client. Goes out: its entries, whatever its kind, or a refusal.

One request for a feed or a page; for an index of sitemaps one more for each of the few that changed last.
"""

import asyncio
import datetime as dt

from rawi.gather.client import FEEDS, PAGES, Client
from rawi.gather.feeds.entries import Source
from rawi.gather.feeds.read import read_feed
from rawi.gather.frontpage import article_links
from rawi.gather.sitemap import newest_sitemaps, read_sitemap
from rawi.model import Endpoint, Entry, Fetched, Outlet, Page, Record, Refused

# Of an index of sitemaps, those that changed last: today's and, after midnight, yesterday's.
INNER_SITEMAPS = 2


class Listing(Record, frozen=True):
    """What a visit brought; `unchanged` means that nothing has changed since the last one (status 304)."""

    entries: tuple[Entry, ...] = ()
    refused: tuple[Refused, ...] = ()
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


async def visit(outlet: Outlet, endpoint: Endpoint, client: Client, now: dt.datetime) -> Listing | Refused:
    """Fetch an endpoint and read what it lists. Reading happens beside the loop, so that one large feed holds up nobody."""
    accept = PAGES if endpoint.kind == "frontpage" else FEEDS
    answer = await client.get(endpoint.url, etag=endpoint.etag, modified=endpoint.modified, accept=accept)
    if isinstance(answer, Refused):
        return answer
    etag, modified = answer.headers.get("etag", endpoint.etag), answer.headers.get("last-modified", endpoint.modified)
    if answer.status == 304:
        return Listing(etag=etag, modified=modified, unchanged=True)
    source = Source(answer.url, outlet.timezone, outlet.country or None, now)
    if endpoint.kind == "sitemap":
        found = await _sitemap(answer, source, client)
    else:
        found = await asyncio.to_thread(_read, answer, source, endpoint)
    return found if isinstance(found, Refused) else Listing(found.entries, found.refused, etag, modified)


def _read(answer: Fetched, source: Source, endpoint: Endpoint) -> Listing | Refused:
    """Read a feed or a page of links."""
    kind = answer.headers.get("content-type")
    if endpoint.kind == "frontpage":
        links = article_links(Page(url=answer.url, body=answer.body, content_type=kind))
        return links if isinstance(links, Refused) else Listing(links)
    feed = read_feed(answer.body, source, content_type=kind)
    return feed if isinstance(feed, Refused) else Listing(feed.entries, feed.refused)


async def _sitemap(answer: Fetched, source: Source, client: Client) -> Listing | Refused:
    """Read a sitemap, and of an index the sitemaps that changed last; an index inside an index is not followed."""
    found = await asyncio.to_thread(read_sitemap, answer.body, source)
    if isinstance(found, Refused):
        return found
    entries, refused = list(found.entries), []
    for url in newest_sitemaps(found.sitemaps, INNER_SITEMAPS):
        inner = await client.get(url, accept=FEEDS)
        if isinstance(inner, Fetched):
            read = await asyncio.to_thread(read_sitemap, inner.body, Source(inner.url, source.timezone, source.country, source.now))
            if not isinstance(read, Refused):
                entries.extend(read.entries)
                continue
            inner = read
        refused.append(inner)
    return Listing(tuple(entries), tuple(refused)) if entries or not refused else refused[0]
