"""Lines of the JSONL filters. Comes in: lines of stdin. Goes out: (id as it was given, what the stage takes) for each line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from rawi.carry.items import place
from rawi.carry.jsonl import LONGEST_LINE, imported
from rawi.carry.pages import reading_of
from rawi.errors import Reason
from rawi.model import Page, Refused
from rawi.outlets.catalogue import Catalogue
from rawi.pipeline import Imported, Reading

DECODER = msgspec.json.Decoder()


def page_lines(handle: BinaryIO, catalogue: Catalogue) -> Iterator[tuple[Any, Reading | Refused]]:
    """Read `{"id", "url", "html"}` or `{"id", "url", "path"}` lines."""
    for number, fields in _decoded(handle):
        if isinstance(fields, Refused):
            yield None, fields
        else:
            yield fields.get("id"), _reading(fields, number, catalogue)


def article_lines(handle: BinaryIO, catalogue: Catalogue) -> Iterator[tuple[Any, Imported | Refused]]:
    """Read `{"id", "title", "text", …}` lines."""
    for number, fields in _decoded(handle):
        if isinstance(fields, Refused):
            yield None, fields
            continue
        value, _ = imported(fields, number)
        yield fields.get("id"), value if isinstance(value, Refused) else place(value, catalogue)


def _reading(fields: dict[str, Any], number: int, catalogue: Catalogue) -> Reading | Refused:
    url, html, path = fields.get("url") or "", fields.get("html"), fields.get("path")
    fetched_at = fields.get("fetched_at")
    if not isinstance(url, str) or not isinstance(fetched_at, str | None):
        return _refused(number, Reason.BAD_FIELD, "url and fetched_at must be strings")
    outlet = catalogue.of_url(url) if url else None
    if isinstance(html, str):
        return Reading(Page(url, html.encode("utf-8", "replace"), "text/html; charset=utf-8", fetched_at), outlet)
    if not isinstance(path, str):
        return _refused(number, Reason.BAD_FIELD, "there is neither html nor path")
    saved = reading_of(Path(path), url or None)
    if isinstance(saved, Refused):
        return saved
    return Reading(msgspec.structs.replace(saved.page, fetched_at=fetched_at), outlet or catalogue.of_url(saved.page.url))


def _decoded(handle: BinaryIO) -> Iterator[tuple[int, dict[str, Any] | Refused]]:
    """Decode lines; one that is no JSON object is answered with a refusal, so that every line has its answer."""
    number = 0
    while line := handle.readline(LONGEST_LINE + 1):
        number += 1
        if not line.strip():
            continue
        try:
            fields = DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield number, _refused(number, Reason.BAD_JSON, f"this is not JSON: {error}")
            continue
        yield number, fields if isinstance(fields, dict) else _refused(number, Reason.BAD_JSON, "the line is not a JSON object")


def _refused(number: int, reason: Reason, detail: str) -> Refused:
    return Refused("extract", reason, f"line {number}: {detail}")
