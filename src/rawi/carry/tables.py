"""An archive as tables. Comes in: an archive. Goes out: rows as dictionaries, their columns, and the lines of a CSV file.

Cells of CSV are kept from becoming formulas: a text that begins with =, +, -, @, a tab or a carriage return is given an apostrophe
before it (https://owasp.org/www-community/attacks/CSV_Injection). JSON lines hold everything as it is.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from rawi.identity import hex_id
from rawi.model import Article, Attribution, Chain, Moment, Span, Stored
from rawi.relate.records import Reuse, Story
from rawi.store.contract import Correction

if TYPE_CHECKING:
    from rawi.archive import Archive

Kind = Literal["articles", "attributions", "reuse", "chains", "corrections", "stories"]
Row = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
COLUMNS: dict[Kind, tuple[str, ...]] = {
    "articles": (
        "id",
        "url",
        "outlet",
        "title",
        "text",
        "byline",
        "published",
        "updated",
        "section",
        "tags",
        "kind",
        "language",
        "first_seen",
    ),
    "attributions": (
        "id",
        "number",
        "cue",
        "via_cue",
        "speaker",
        "speaker_kind",
        "speaker_resolved",
        "content",
        "via",
        "addressee",
        "medium",
        "form",
        "confidence",
        "start",
    ),
    "reuse": ("from", "to", "from_outlet", "to_outlet", "basis", "credited", "copy", "from_in_to", "to_in_from", "from_time", "to_time"),
    "chains": ("id", "chain", "main", "confidence", "step", "from", "from_kind", "to", "to_kind", "basis", "evidence", "from_article"),
    "corrections": ("id", "kind", "words", "other", "method", "version", "at", "note"),
    "stories": ("story", "headline", "id", "outlet", "title", "at", "copy_of"),
}


def rows(archive: "Archive", kind: Kind) -> Iterator[Row]:
    """Yield the rows of one table, in the order in which articles arrived.

    «reuse» has one row for each pair: `from` gave and `to` took where `basis` says how that is known; without a basis the earlier arrival
    is `from`, and no direction is claimed. «chains» has one row for each step between two hops; a gap has no name. «corrections» has
    what people marked as wrong: an edge stands with each of its articles.
    «stories» has one row for each article of a story, newest story first.
    """
    if kind == "reuse":
        yield from (_edge(archive, pair) for pair in archive.reuse())
        return
    if kind == "stories":
        for story in archive.all_stories():
            yield from _told(story)
        return
    for stored in archive.in_order():
        if kind == "articles":
            yield _article(stored)
        elif kind == "attributions":
            yield from (_attribution(stored, number, one) for number, one in enumerate(archive.facts(stored).attributions, start=1))
        elif kind == "corrections":
            yield from (_correction(stored, mark) for mark in archive.corrections(stored.key))
        else:
            for number, chain in enumerate(archive.sourced(stored).chains, start=1):
                yield from _steps(stored, number, chain)


def csv_lines(columns: tuple[str, ...], of: Iterator[Row]) -> Iterator[bytes]:
    """Write rows as CSV (RFC 4180: comma, CRLF, UTF-8), the names of the columns first."""
    yield _line(columns)
    for row in of:
        yield _line(tuple(cell(row[name]) for name in columns))


def cell(value: Any) -> str:
    """Return a value as the text of a cell that no spreadsheet takes for a formula.

    Example:
        >>> cell("=1+1"), cell(True), cell(0.5), cell(None), cell(("أ", "ب"))
        ("'=1+1", 'true', '0.5', '', 'أ | ب')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = " | ".join(value) if isinstance(value, tuple) else str(value)
    return "'" + text if text.startswith(FORMULA) else text


def _line(cells: tuple[str, ...]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().encode("utf-8", "replace")


def _told(story: Story) -> Iterator[Row]:
    ids = {member.key: member.id for member in story.members}
    for one in story.members:
        at = None if one.at is None else dt.datetime.fromtimestamp(one.at, dt.UTC).isoformat()
        copy_of = None if one.voice == one.key else ids.get(one.voice)
        named = (story.id, story.headline, one.id, one.outlet, one.title, at, copy_of)
        yield dict(zip(COLUMNS["stories"], named, strict=True))


def _article(stored: Stored) -> Row:
    one = stored.article
    return {
        "id": stored.id,
        "url": one.url,
        "outlet": one.outlet,
        "title": one.title,
        "text": one.text,
        "byline": one.byline,
        "published": _time(one.published),
        "updated": _time(one.updated),
        "section": one.section,
        "tags": one.tags,
        "kind": one.kind,
        "language": one.language,
        "first_seen": stored.first_seen.value,
    }


def _attribution(stored: Stored, number: int, one: Attribution) -> Row:
    return {
        "id": stored.id,
        "number": number,
        "cue": one.cue.text,
        "via_cue": _words(one.via_cue),
        "speaker": _words(one.speaker),
        "speaker_kind": one.speaker_kind,
        "speaker_resolved": one.speaker_resolved,
        "content": tuple(span.text for span in one.content),
        "via": tuple(span.text for span in one.via),
        "addressee": _words(one.addressee),
        "medium": _words(one.medium),
        "form": one.form,
        "confidence": one.confidence,
        "start": one.cue.start,
    }


def _edge(archive: "Archive", pair: Reuse) -> Row:
    """Write a pair from who gave to who took."""
    a_in_b, b_in_a = pair.share.a_in_b, pair.share.b_in_a
    ends = [(pair.a_key, pair.a, a_in_b), (pair.b_key, pair.b, b_in_a)]
    (giver, giver_id, given), (taker, taker_id, taken) = reversed(ends) if pair.direction == "b>a" else ends
    held = archive.store.get([giver, taker])
    first, second = (held[key].article if key in held else None for key in (giver, taker))
    return {
        "from": giver_id,
        "to": taker_id,
        "from_outlet": first.outlet if first else "",
        "to_outlet": second.outlet if second else "",
        "basis": pair.basis,
        "credited": pair.credited,
        "copy": pair.copy,
        "from_in_to": given,
        "to_in_from": taken,
        "from_time": _published(first, held.get(giver)),
        "to_time": _published(second, held.get(taker)),
    }


def _steps(stored: Stored, number: int, chain: Chain) -> Iterator[Row]:
    for step, (giver, taker) in enumerate(zip(chain.hops, chain.hops[1:], strict=False), start=1):
        yield {
            "id": stored.id,
            "chain": number,
            "main": chain.main,
            "confidence": chain.confidence,
            "step": step,
            "from": giver.name,
            "from_kind": giver.kind,
            "to": taker.name,
            "to_kind": taker.kind,
            "basis": giver.basis,
            "evidence": _words(giver.evidence),
            "from_article": giver.article,
        }


def _correction(stored: Stored, mark: Correction) -> Row:
    """Write what was marked as wrong: its words, or the other article of an edge; which version of the text, found by which method."""
    edge = mark.kind == "edge"
    return {
        "id": stored.id,
        "kind": mark.kind,
        "words": () if edge else mark.anchor,
        "other": next((name for name in mark.anchor if name != hex_id(stored.key)), None) if edge else None,
        "method": mark.method,
        "version": mark.digest,
        "at": mark.at.value,
        "note": mark.note,
    }


def _published(article: Article | None, stored: Stored | None) -> str | None:
    """Return when an article was published, else when it was first seen."""
    if article is None or stored is None:
        return None
    return article.published.value if article.published else stored.first_seen.value


def _time(of: Moment | None) -> str | None:
    return of.value if of else None


def _words(span: Span | None) -> str | None:
    return span.text if span else None
