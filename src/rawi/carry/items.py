"""What an import reads. Comes in: nothing. Goes out: the record that every kind of file is read into, and the name of a source.

A source is known by the digest of its content, so that an interrupted import of the same content goes on where it stopped,
wherever the file has been moved to, and a changed file is a new source.
"""

import hashlib
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from rawi.model import Article, Outlet, Record, Refused
from rawi.outlets.catalogue import Catalogue
from rawi.pipeline import Imported, Reading

Value = TypeVar("Value", Imported, Reading, Refused, Imported | Reading | Refused)
CHUNK = 1 << 20


class Item(Record, frozen=True):
    """One item of a source. `number` counts from 1 (lines, files or records); `at` is how many bytes of the source are read."""

    number: int
    value: Imported | Reading | Refused
    warnings: tuple[str, ...] = ()
    at: int = 0


def digest_of(path: Path) -> str:
    """Name the content of a file (SHA-256 of its bytes), or of a folder (of its file names, sizes and times)."""
    seen = hashlib.sha256()
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file():
                facts = file.stat()
                seen.update(f"{file.relative_to(path)}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
        return "folder:" + seen.hexdigest()
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            seen.update(chunk)
    return "sha256:" + seen.hexdigest()


def place(value: Value, catalogue: Catalogue) -> Value:
    """Look up who published an item: by the name it came with, else by its address; an unknown name stays as it is."""
    if isinstance(value, Reading):
        return msgspec.structs.replace(value, outlet=value.outlet or catalogue.of_url(value.page.url))
    if not isinstance(value, Imported):
        return value
    article = value.article
    outlet = _outlet(article, catalogue)
    if outlet:
        return msgspec.structs.replace(value, article=msgspec.structs.replace(article, outlet=outlet.slug), country=outlet.country)
    if not article.outlet and article.url:
        return msgspec.structs.replace(value, article=msgspec.structs.replace(article, outlet=urlsplit(article.url).hostname or ""))
    return value


def _outlet(article: Article, catalogue: Catalogue) -> Outlet | None:
    """Find the outlet of an article line; a host that stands for a name is looked up as an address."""
    named = catalogue.resolve(article.outlet) if article.outlet else None
    host = urlsplit(article.url).hostname if article.url else None
    return named or (catalogue.of_url(article.url) if article.url and article.outlet in ("", host) else None)
