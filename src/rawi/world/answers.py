"""What the world's servers answer. Comes in: a host, a path and the hour. Goes out: status, headers and bytes; no sockets here."""

import datetime as dt
import hashlib
import struct
import urllib.parse
import zlib

from rawi.model import Record
from rawi.world.feeds import feed
from rawi.world.press import Shelf, content_type, encode, front, page
from rawi.world.records import Edition, Site

LOST = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>404</h1><p>{}</p></body></html>"
LOST_WORDS = {"ar": "عفواً، الصفحة المطلوبة غير موجودة أو نُقلت من مكانها.", "en": "Sorry, that page has gone."}
# Long enough to be slower than every other server of the world, short enough not to keep a demonstration waiting.
SLOW_SECONDS = 4.0


class Answer(Record, frozen=True):
    """One response. `delay` is how many seconds the server takes before it begins."""

    status: int
    headers: dict[str, str]
    body: bytes
    delay: float = 0.0


class Library:
    """All that the servers can answer with, found by host and path."""

    def __init__(self, sites: tuple[Site, ...], editions: Shelf) -> None:
        self.sites = {site.host: site for site in sites}
        self.editions = editions
        self.pages = {urllib.parse.unquote(edition.url): edition for edition in editions}
        self.moved = {edition.moved_from: edition for edition in editions if edition.moved_from}

    def answer(self, host: str, target: str, when: dt.datetime) -> Answer:
        """Answer a GET of `target` (path and query as they were sent) on a host at an hour of the world."""
        site = self.sites.get(host.lower())
        if site is None:
            return Answer(status=421, headers={"Content-Type": "text/plain"}, body=b"no such host")
        path = urllib.parse.unquote(target)
        if path == "/":
            return _cached(front(site, self.editions, when), content_type(site), when)
        if path == "/robots.txt":
            return Answer(status=200, headers={"Content-Type": "text/plain"}, body=site.robots.encode())
        if path.startswith("/img/"):
            return Answer(status=200, headers={"Content-Type": "image/png"}, body=swatch(path))
        for of in site.feeds:
            if path == of.path:
                body, kind = feed(site, of, self.editions, when)
                return _cached(body, kind, when, delay=SLOW_SECONDS if "slow" in of.faults else 0.0)
        return self._article(site, path, when)

    def _article(self, site: Site, path: str, when: dt.datetime) -> Answer:
        """Answer for an article: its page, the way to it, or that it is gone."""
        url = f"http://{site.host}{path}"
        moved = self.moved.get(url)
        if moved:
            return Answer(status=301, headers={"Location": moved.url}, body=b"")
        edition = self.pages.get(url) or self.pages.get(_without_trackers(url))
        if edition is None or edition.published > when or _gone(edition, when):
            return Answer(
                status=404, headers={"Content-Type": content_type(site)}, body=encode(LOST.format(LOST_WORDS[site.language]), site)
            )
        return _cached(page(edition, self.editions, when), content_type(site), edition.at(when).since)


def _gone(edition: Edition, when: dt.datetime) -> bool:
    """Say whether its publisher has taken the article away by then."""
    return edition.gone_at is not None and edition.gone_at <= when


def _without_trackers(url: str) -> str:
    """Drop what a feed added to an address: servers do not care."""
    head, _, query = url.partition("?")
    kept = "&".join(part for part in query.split("&") if not part.startswith("utm_"))
    return f"{head}?{kept}" if kept else head


def _cached(body: bytes, kind: str, since: dt.datetime, *, delay: float = 0.0) -> Answer:
    """Give a body with the headers by which a client can ask whether it changed."""
    headers = {"Content-Type": kind, "ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"'}
    headers["Last-Modified"] = since.astimezone(dt.UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return Answer(status=200, headers=headers, body=body, delay=delay)


def swatch(name: str) -> bytes:
    """Return a picture in one colour, a PNG of 64 by 40 pixels; the colour follows from the name."""
    colour = bytes(96 + byte % 96 for byte in hashlib.sha256(name.encode()).digest()[:3])
    rows = (b"\0" + colour * 64) * 40

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 64, 40, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
