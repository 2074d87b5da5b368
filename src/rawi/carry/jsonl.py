"""Articles as JSON lines, in and out. Comes in: bytes of a line, or records. Goes out: items with their faults counted, or lines.

A line is `{"id"?, "url", "outlet", "title", "byline", "text", "published", "fetched_at", "tags"?}`; what `rawi export` writes can be
read back whole. A bad date becomes null and a warning; unknown keys are ignored; nothing is too short.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, get_args

import msgspec

from rawi.carry.items import Item
from rawi.errors import Reason
from rawi.model import Article, Kind, Link, Moment, Refused, Stored
from rawi.moments import moment
from rawi.pipeline import Imported

# A line longer than this is refused, so that a file without line ends cannot fill the memory.
LONGEST_LINE = 32 << 20
TAG_SEPARATORS = re.compile(r"\s*[،,;؛|\n]\s*")
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
DECODER = msgspec.json.Decoder()


class _BadFieldError(Exception):
    """A field of a line has a type that cannot be meant."""


def lines(path: Path) -> Iterator[Item]:
    """Read a file of article lines (.gz where its bytes say so); a line that cannot be used is an item with a refusal.

    A damaged or cut-off archive ends with one refusal that names the line up to which it could be read.
    """
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        handle: BinaryIO = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
        yield from read_lines(handle, raw)


def read_lines(handle: BinaryIO, raw: BinaryIO | None = None) -> Iterator[Item]:
    """Read article lines from an open file; `raw` is the file below it whose position tells how far we are."""
    number = 0
    while True:
        number += 1
        try:
            line = handle.readline(LONGEST_LINE + 1)
            if len(line) > LONGEST_LINE:
                _skip_line(handle)
        except (OSError, EOFError, zlib.error) as error:
            yield Item(number, _refused(number, Reason.UNREADABLE, f"the file cannot be read further: {error}"))
            return
        if not line:
            return
        if line.strip():
            yield _item(line, number, raw.tell() if raw and raw.seekable() else 0)


def article_line(stored: Stored) -> bytes:
    """Write one article of the archive as a line that `rawi import` reads back."""
    fields = article_fields(stored.article) | {"id": stored.id}
    fields["fetched_at"] = stored.first_seen.value if stored.first_seen.basis == "fetched" else None
    return msgspec.json.encode(fields) + b"\n"


def article_fields(article: Article) -> dict[str, Any]:
    """Return an article in the shape that INTERFACES promises for JSONL: times as strings, what is not there as null or []."""
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "byline": article.byline,
        "authors": article.authors,
        "published": article.published.value if article.published else None,
        "updated": article.updated.value if article.updated else None,
        "section": article.section,
        "tags": article.tags,
        "image": article.image,
        "kind": article.kind,
        "language": article.language,
        "credits": article.credits,
        "promos": article.promos,
        "related": [{"title": link.text, "url": link.url} for link in article.related],
    }


def imported(fields: Any, number: int) -> tuple[Imported | Refused, tuple[str, ...]]:
    """Make an article of a decoded line; answer with the warnings about what was left out."""
    if not isinstance(fields, dict):
        return _refused(number, Reason.BAD_JSON, "the line is not a JSON object"), ()
    warnings: list[str] = []
    try:
        article = _article(fields, number, warnings)
        fetched_at = _moment(fields, "fetched_at", number, warnings, basis="fetched")
        external_id = _text(fields, "id") or None
    except _BadFieldError as error:
        return _refused(number, Reason.BAD_FIELD, str(error)), ()
    return Imported(article, external_id, fetched_at), tuple(warnings)


def _item(line: bytes, number: int, at: int) -> Item:
    if len(line) > LONGEST_LINE:
        return Item(number, _refused(number, Reason.TOO_LARGE, f"the line is longer than {LONGEST_LINE >> 20} MB"), at=at)
    try:
        # Some tools write a byte order mark at the head of a file.
        fields = DECODER.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Item(number, _refused(number, Reason.BAD_JSON, f"this is not JSON: {error}"), at=at)
    value, warnings = imported(fields, number)
    if isinstance(value, Imported) and not any((value.article.title, value.article.text, value.article.url, value.external_id)):
        value = _refused(number, Reason.BAD_FIELD, "there is neither a title nor a text, neither an address nor an id")
    return Item(number, value, warnings, at)


def _article(fields: dict[str, Any], number: int, warnings: list[str]) -> Article:
    kind = fields.get("kind")
    return Article(
        id=_text(fields, "id"),
        url=_text(fields, "url") or None,
        outlet=_text(fields, "outlet"),
        title=_text(fields, "title"),
        text=_text(fields, "text"),
        byline=_text(fields, "byline") or None,
        authors=_texts(fields, "authors"),
        published=_moment(fields, "published", number, warnings, basis="stated"),
        updated=_moment(fields, "updated", number, warnings, basis="stated"),
        section=_text(fields, "section") or None,
        tags=_texts(fields, "tags"),
        image=_text(fields, "image") or None,
        kind=KINDS.get(kind, "news") if isinstance(kind, str) else "news",
        language=_text(fields, "language") or None,
        promos=_links(fields, "promos", "text"),
        related=_links(fields, "related", "title"),
    )


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value if name == "text" else value.strip()
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _BadFieldError(f"{name} must be a string")


def _texts(fields: dict[str, Any], name: str) -> tuple[str, ...]:
    """Read a list of strings; one string is split where tags are joined by «،» or «,»."""
    value = fields.get(name)
    if value is None:
        return ()
    if isinstance(value, str):
        value = TAG_SEPARATORS.split(value)
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise _BadFieldError(f"{name} must be a list of strings")
    return tuple(dict.fromkeys(part.strip() for part in value if part.strip()))


def _links(fields: dict[str, Any], name: str, label: str) -> tuple[Link, ...]:
    """Read promos and related links; one without both parts is left out, for the page can do without it."""
    value = fields.get(name)
    rows = value if isinstance(value, list) else []
    pairs = [(row.get(label) or row.get("text"), row.get("url")) for row in rows if isinstance(row, dict)]
    return tuple(Link(text, url) for text, url in pairs if isinstance(text, str) and isinstance(url, str))


def _moment(fields: dict[str, Any], name: str, number: int, warnings: list[str], *, basis: str) -> Moment | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    read = moment(value, basis=basis) if isinstance(value, str) else None
    if read is None:
        warnings.append(f"line {number}: {name} {value!r:.60} is not a date that can be read; it is left out")
    return read


def _refused(number: int, reason: Reason, detail: str) -> Refused:
    return Refused("import", reason, f"line {number}: {detail}")


def _skip_line(handle: BinaryIO) -> None:
    """Read on to the end of an overlong line without keeping it."""
    while (part := handle.readline(1 << 20)) and not part.endswith(b"\n"):
        pass
