"""News sitemaps and sitemap indexes. Comes in: the bytes of one. Goes out: entries, or the addresses of further sitemaps.

After sitemaps.org and Google's news extension. Read as a stream by expat without document types, so nothing is expanded or
fetched, and a file that was cut off gives what stood before the cut.
"""

from typing import Any
from xml.parsers import expat

from rawi.errors import Reason
from rawi.gather.addresses import absolute
from rawi.gather.feeds.dates import feed_moment
from rawi.gather.feeds.entries import Source
from rawi.gather.feeds.plain import plain
from rawi.gather.inflate import UnpackError, gunzip
from rawi.model import Entry, Record, Refused

# sitemaps.org allows 50,000 addresses in 50 MB; of a list of news no more than the newest thousands are of use.
MOST_ENTRIES = 10_000
MOST_SITEMAPS = 1_000
LARGEST = 50_000_000
LONGEST = 10_000
FIELDS = frozenset({"loc", "lastmod", "title", "publication_date", "keywords"})


class Sitemap(Record, frozen=True):
    """What a sitemap lists: `sitemaps` are (address, last change as written) of an index, `whole` is false for a file that was cut off."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[tuple[str, str], ...] = ()
    whole: bool = True


class _Reader:
    """Collects the fields of each <url> and <sitemap> as expat reports them."""

    def __init__(self) -> None:
        self.urls: list[dict[str, str]] = []
        self.sitemaps: list[dict[str, str]] = []
        self._fields: dict[str, str] | None = None
        self._field = ""
        self._inside_image = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - expat hands them over
        space, _, local = name.rpartition(" ")
        if local in ("url", "sitemap"):
            self._fields = {}
        elif "image" in space or "video" in space:
            self._inside_image += 1
        self._field = local if local in FIELDS and not self._inside_image else ""

    def end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        self._field = ""
        if "image" in space or "video" in space:
            self._inside_image -= 1
        elif local in ("url", "sitemap") and self._fields is not None:
            (self.urls if local == "url" else self.sitemaps).append(self._fields)
            self._fields = None
            if len(self.urls) > MOST_ENTRIES or len(self.sitemaps) > MOST_SITEMAPS:
                raise _FullError

    def text(self, data: str) -> None:
        if self._field and self._fields is not None and len(have := self._fields.get(self._field, "")) < LONGEST:
            self._fields[self._field] = have + data

    def doctype(self, *_: Any) -> None:
        raise _DoctypeError


class _FullError(Exception):
    """Enough has been read."""


class _DoctypeError(Exception):
    """The file declares a document type, which no sitemap does."""


def read_sitemap(body: bytes, source: Source) -> Sitemap | Refused:
    """Read a sitemap or an index of them, gzipped or not. Entries come in the order of the file."""
    try:
        body = gunzip(body, LARGEST) if body.startswith(b"\x1f\x8b") else body
    except (UnpackError, EOFError, OSError) as error:
        return Refused(source.url, Reason.UNREADABLE, f"The sitemap at {source.url} cannot be unpacked: {error}.")
    if len(body) > LARGEST:
        return Refused(source.url, Reason.TOO_LARGE, f"The sitemap at {source.url} is larger than {LARGEST // 1_000_000} MB.")
    reader, whole = _Reader(), True
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.text, reader.doctype
    parser.buffer_text = True
    try:
        parser.Parse(body.lstrip(), True)
    except _DoctypeError:
        return Refused(source.url, Reason.BAD_FEED, f"What stands at {source.url} is no sitemap.")
    except (expat.ExpatError, _FullError):
        whole = False
    if not reader.urls and not reader.sitemaps:
        return Refused(source.url, Reason.BAD_FEED, f"What stands at {source.url} is no sitemap, or an empty one.")
    entries = tuple(entry for fields in reader.urls[:MOST_ENTRIES] if (entry := _entry(fields, source)))
    inner = ((absolute(fields.get("loc", "").strip(), source.url), fields.get("lastmod", "").strip()) for fields in reader.sitemaps)
    return Sitemap(entries, tuple((url, changed) for url, changed in inner if url), whole)


def newest_sitemaps(sitemaps: tuple[tuple[str, str], ...], limit: int) -> list[str]:
    """Return the addresses of those sitemaps of an index that changed last; the order of the file counts where nothing is said.

    ISO dates, which sitemaps have to use, sort as text.
    """
    ranked = sorted(sitemaps, key=lambda sitemap: sitemap[1], reverse=True)
    return [url for url, _ in ranked[:limit]]


def _entry(fields: dict[str, str], source: Source) -> Entry | None:
    url = absolute(fields.get("loc", "").strip(), source.url)
    if url is None:
        return None
    published, changed = fields.get("publication_date", ""), fields.get("lastmod", "")
    return Entry(
        url=url,
        title=plain(fields.get("title", "")),
        published=feed_moment(published, timezone=source.timezone, country=source.country, now=source.now) if published else None,
        updated=feed_moment(changed, timezone=source.timezone, country=source.country, now=source.now) if changed else None,
        tags=tuple(tag for part in fields.get("keywords", "").replace("،", ",").split(",") if (tag := plain(part))),
    )
