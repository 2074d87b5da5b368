"""Saved pages on their way in: HTML files, folders of them, WARC. Comes in: a path. Goes out: items with pages to be read.

The address of a saved page is looked for where browsers and wget leave it: the comment «saved from url=(…)», rel=canonical or
og:url; a page without one is known by its file name.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from rawi.carry.items import Item
from rawi.errors import Reason
from rawi.model import Page, Refused
from rawi.pipeline import Reading

# The largest page that a browser would still show in reasonable time; what is longer is refused, with its size.
LARGEST_PAGE = 16 << 20
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mhtml.html")
SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)([^\s<>]{8,2000})")
CANONICAL = re.compile(
    rb"""<link[^>]{0,300}?rel=["']?canonical["'\s][^>]{0,300}?href=["']([^"'<>\s]{8,2000})"""
    rb"""|<link[^>]{0,300}?href=["']([^"'<>\s]{8,2000})["'][^>]{0,300}?rel=["']?canonical"""
    rb"""|<meta[^>]{0,300}?property=["']og:url["'][^>]{0,300}?content=["']([^"'<>\s]{8,2000})""",
    re.IGNORECASE,
)


def html_files(path: Path) -> Iterator[Item]:
    """Read one saved page, or every saved page below a folder in the order of their names."""
    files = sorted(file for file in path.rglob("*") if is_page_name(file.name) and file.is_file()) if path.is_dir() else [path]
    for number, file in enumerate(files, start=1):
        yield Item(number, reading_of(file), at=number)


def is_page_name(name: str) -> bool:
    """Tell whether a file's name is that of a saved page, packed or not."""
    return name.lower().removesuffix(".gz").endswith(SUFFIXES)


def reading_of(file: Path, url: str | None = None) -> Reading | Refused:
    """Read the bytes of one saved page (.gz where its bytes say so); `url` is its address where that is known."""
    try:
        body = file_bytes(file)
    except (OSError, EOFError, zlib.error) as error:
        return Refused("import", Reason.UNREADABLE, f"{file}: {error}")
    if len(body) > LARGEST_PAGE:
        return Refused("import", Reason.TOO_LARGE, f"{file}: the page is larger than {LARGEST_PAGE >> 20} MB")
    if not body:
        return Refused("import", Reason.EMPTY, f"{file}: the file is empty")
    return Reading(Page(url or address_in(body) or file.absolute().as_uri(), body))


def file_bytes(file: Path, most: int = LARGEST_PAGE + 1) -> bytes:
    """Return the bytes of a file, unpacked where it is gzip; what is longer than `most` is cut there."""
    with file.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        return gzip.GzipFile(fileobj=raw).read(most) if packed else raw.read(most)


def address_in(body: bytes) -> str | None:
    """Find the address that a saved page gives of itself, or None."""
    head = body[: 1 << 18]
    match = SAVED_FROM.search(head[:4096]) or CANONICAL.search(head)
    if not match:
        return None
    found = next(group for group in match.groups() if group).decode("utf-8", "replace")
    return found if found.startswith(("http://", "https://")) else None


def warc(path: Path) -> Iterator[Item]:
    """Read the HTML responses of a WARC file (.gz too); other records are passed over."""
    with path.open("rb") as handle:
        number = 0
        try:
            for record in ArchiveIterator(handle):
                if record.rec_type != "response" or not record.http_headers:
                    continue
                number += 1
                value = _response(record)
                if value is not None:
                    yield Item(number, value, at=handle.tell())
        except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as error:
            yield Item(number + 1, Refused("import", Reason.UNREADABLE, f"record {number + 1}: the file cannot be read further: {error}"))


def _response(record: object) -> Reading | Refused | None:
    headers, warc_headers = record.http_headers, record.rec_headers  # type: ignore[attr-defined]
    content_type = headers.get_header("Content-Type") or ""
    if headers.get_statuscode() != "200" or "html" not in content_type.lower():
        return None
    url = warc_headers.get_header("WARC-Target-URI") or ""
    body = record.content_stream().read(LARGEST_PAGE + 1)  # type: ignore[attr-defined]
    if len(body) > LARGEST_PAGE:
        return Refused("import", Reason.TOO_LARGE, f"{url}: the page is larger than {LARGEST_PAGE >> 20} MB")
    fetched_at = warc_headers.get_header("WARC-Date")
    return Reading(Page(url.strip("<>"), body, content_type, fetched_at))
