"""`rawi export`: the archive as files. Comes in: what is wanted. Goes out: JSON lines, CSV or PROV-JSON on stdout."""

import sys
from typing import Annotated, Any, Literal

import typer

from rawi.cli.output import ArchiveOption, emit
from rawi.errors import NotFoundError, UsageError


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("export")(export)


def export(
    kind: Annotated[
        Literal["articles", "attributions", "reuse", "chains", "corrections", "stories"], typer.Option("--kind", help="What is written.")
    ] = "articles",
    form: Annotated[Literal["jsonl", "csv"], typer.Option("--format", help="JSON lines, or CSV for spreadsheets.")] = "jsonl",
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte order mark: Excel shows Arabic only then.")] = False,
    prov: Annotated[str | None, typer.Option("--prov", metavar="ID", help="The provenance of one article as W3C PROV-JSON.")] = None,
    archive: ArchiveOption = None,
) -> None:
    """Write all articles as JSON lines that `rawi import` reads back, or what was found in them.

    CSV begins with no byte order mark unless asked, since programs take it for a part of the first column's name.

    Example: rawi export --kind reuse --format csv > edges.csv
    """
    from rawi.app import reading
    from rawi.settings import load

    if bom and form != "csv":
        raise UsageError("--bom belongs to --format csv: JSON has none.", about="--bom")
    if prov is not None and (kind, form) != ("articles", "jsonl"):
        raise UsageError("--prov writes PROV-JSON of one article: leave out --kind and --format.", about="--prov")
    with reading(load(archive=archive)) as opened:
        if prov is not None:
            _prov(opened, prov)
        elif form == "csv":
            _csv(opened, kind, bom=bom)
        else:
            _jsonl(opened, kind)


def _prov(opened: Any, name: str) -> None:
    from rawi.carry.prov import prov_json

    stored = opened.article(name)
    if stored is None:
        raise NotFoundError(f"There is no article {name} in this archive; `rawi search` finds ids.", about=name)
    sys.stdout.buffer.write(prov_json(opened, stored))


def _csv(opened: Any, kind: Any, *, bom: bool) -> None:
    from rawi.carry.tables import BOM, COLUMNS, csv_lines, rows

    if bom:
        sys.stdout.buffer.write(BOM.encode())
    for line in csv_lines(COLUMNS[kind], rows(opened, kind)):
        sys.stdout.buffer.write(line)


def _jsonl(opened: Any, kind: str) -> None:
    """Write records whole: articles as `rawi import` reads them, pairs as `rawi reuse --json` does."""
    from rawi.carry.jsonl import article_line
    from rawi.cli.provenance import reuse_fields
    from rawi.cli.stories import story_fields

    if kind == "stories":
        for story in opened.all_stories():
            emit(story_fields(story))
        return
    if kind == "reuse":
        for pair in opened.reuse():
            emit(reuse_fields(pair))
        return
    for stored in opened.in_order():
        if kind == "articles":
            sys.stdout.buffer.write(article_line(stored))
        elif kind == "attributions":
            for number, one in enumerate(opened.facts(stored).attributions, start=1):
                emit({"id": stored.id, "number": number, "attribution": one})
        elif kind == "corrections":
            for mark in opened.corrections(stored.key):
                emit({"id": stored.id, "correction": mark})
        else:
            for number, one in enumerate(opened.sourced(stored).chains, start=1):
                emit({"id": stored.id, "number": number, "chain": one})
