"""`rawi search`, `rawi similar`, `rawi show`: questions to the archive. Comes in: words, ids. Goes out: tables or JSON lines."""

from typing import Annotated, Any

import msgspec
import typer

from rawi.cli.output import ArchiveOption, JsonOption, batch_lines, emit, finish, line, tell
from rawi.errors import NotFoundError, UsageError
from rawi.found import Hit
from rawi.model import Stored

Query = Annotated[
    list[str] | None, typer.Argument(help='Words, "phrases", -not, OR; outlet: country: title: tag: said: cites: after: before:')
]
Batch = Annotated[str | None, typer.Option("--batch", help="A file with one question a line (- for stdin); answers come as JSON lines.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many answers to a question.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("search")(search)
    app.command("similar")(similar)
    app.command("show")(show)


def search(
    query: Query = None,
    batch: Batch = None,
    limit: Limit = 20,
    collapse: Annotated[bool, typer.Option("--collapse", help="One line for near-verbatim copies.")] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Only the words as they are written: no other forms or spellings.")] = False,
    newest: Annotated[bool, typer.Option("--newest", help="What has all the words, newest first.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
) -> None:
    """Find articles of the archive. With --json also what all that match have in common: outlets, countries, tags, speakers, days.

    Example: rawi search 'هدنة إنسانية قال:الأمم عن:رويترز بعد:2023-11-01 -رياضة'
    """
    from rawi.app import reading
    from rawi.settings import load

    if bool(query) == bool(batch):
        raise UsageError("Give either a query or --batch FILE.")
    refused = 0
    with reading(load(archive=archive)) as opened:
        if batch:
            for number, text in enumerate(batch_lines(batch), start=1):
                refused += _search_line(opened, text, number, limit, collapse=collapse, exact=exact, newest=newest)
        else:
            asked = " ".join(query or ())
            result = opened.search(asked, limit=limit, collapse=collapse, exact=exact, newest=newest, counting=as_json)
            _show_result(result, as_json=as_json)
    finish(refused=refused)


def similar(
    name: Annotated[str | None, typer.Argument(metavar="ID", help="An article's id or address.")] = None,
    batch: Batch = None,
    limit: Limit = 10,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
) -> None:
    """Find the articles that are most similar to one, near-verbatim copies on one line.

    Example: rawi similar 1f0c3a5b7d9e2468
    """
    from rawi.app import reading
    from rawi.settings import load

    if bool(name) == bool(batch):
        raise UsageError("Give either an id or --batch FILE.")
    refused = 0
    with reading(load(archive=archive)) as opened:
        if batch:
            for text in batch_lines(batch):
                wanted = text.decode("utf-8", "replace").strip()
                if wanted:
                    refused += _similar_line(opened, wanted, limit)
        else:
            stored = _wanted(opened, name or "")
            hits = opened.similar(stored.key, limit=limit)
            if as_json:
                emit({"id": stored.id, "similar": [_hit_fields(hit) for hit in hits]})
            else:
                _table(hits)
    finish(refused=refused)


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="An article's id or address.")],
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
) -> None:
    """Show one article of the archive with what is known of it.

    Example: rawi show 1f0c3a5b7d9e2468
    """
    from rawi.app import reading
    from rawi.carry.jsonl import article_fields
    from rawi.cli.reading import print_article
    from rawi.settings import load

    settings = load(archive=archive)
    with reading(settings) as opened:
        stored = _wanted(opened, name)
        if as_json:
            facts = msgspec.structs.asdict(opened.facts(stored))
            versions = [_version_fields(version) for version in opened.versions(stored.key)]
            more: dict[str, Any] = {"id": stored.id, "first_seen": stored.first_seen.value, "facts": facts, "versions": versions}
            if marks := opened.corrections(stored.key):
                more["corrections"] = marks
            emit(article_fields(stored.article) | more)
        else:
            print_article(stored.article, opened.outlet(stored.article.outlet), settings)


def _wanted(opened: Any, name: str) -> Stored:
    stored = opened.article(name)
    if stored is None:
        raise NotFoundError(f"There is no article {name} in this archive; `rawi search` finds ids.", about=name)
    return stored  # type: ignore[no-any-return]


def _search_line(opened: Any, text: bytes, number: int, limit: int, *, collapse: bool, **how: bool) -> int:
    """Answer one line of a batch; return 1 where it could not be read."""
    if not text.strip():
        return 0
    try:
        asked = msgspec.json.decode(text, type=dict[str, Any])
        query = asked["query"]
        if not isinstance(query, str):
            raise TypeError  # noqa: TRY301 - one way out for every line that is no question
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, RecursionError):
        tell(f'line {number}: this is not a line like {{"id": "1", "query": "…"}}')
        return 1
    result = opened.search(query, limit=limit, collapse=collapse, **how)
    hits = [_bare_hit(hit, collapse=collapse) for hit in result.hits]
    emit({"id": asked.get("id"), "hits": hits, "total": result.total})
    return 0


def _similar_line(opened: Any, wanted: str, limit: int) -> int:
    stored = opened.article(wanted)
    if stored is None:
        tell(f"There is no article {wanted} in this archive.")
        return 1
    emit({"id": wanted, "similar": [_hit_fields(hit) for hit in opened.similar(stored.key, limit=limit)]})
    return 0


def _bare_hit(hit: Hit, *, collapse: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": hit.article.id, "score": round(hit.score, 4)}
    return fields | {"copies": [copy.id for copy in hit.copies]} if collapse else fields


def _hit_fields(hit: Hit) -> dict[str, Any]:
    article = hit.article.article
    return {
        "id": hit.article.id,
        "score": round(hit.score, 4),
        "outlet": article.outlet,
        "published": article.published.value if article.published else None,
        "title": article.title,
        "copies": [copy.id for copy in hit.copies],
    } | ({"shared": hit.shared} if hit.shared else {})


def _version_fields(version: Any) -> dict[str, Any]:
    return {"number": version.number, "digest": version.digest, "extractor": version.extractor, "first_seen": version.first_seen.value}


def _show_result(result: Any, *, as_json: bool) -> None:
    if as_json:
        fields = {name: getattr(result, name) for name in ("total", "notes", "terms", "widened", "meant", "counted")}
        emit({"hits": [_hit_fields(hit) for hit in result.hits], **fields})
        return
    for note in result.notes:
        tell(f"note: {note}")
    for one in result.widened:
        tell(f"{one.word}: {'not found; looked for' if one.near else 'looked for also:'} {', '.join(one.also)}")
    if result.meant:
        tell(f"meant? {result.meant}")
    _table(result.hits)
    tell(f"{result.total:,} in all")


def _table(hits: Any) -> None:
    """Print hits as a table where stdout is a terminal, else as lines separated by tabs."""
    import sys

    rows = [_row(hit) for hit in hits]
    if not sys.stdout.isatty():
        for row in rows:
            line("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _row(hit: Hit) -> tuple[str, str, str, str]:
    article = hit.article.article
    also = f" (+{len(hit.copies)})" if hit.copies else ""
    day = article.published.value[:10] if article.published else "-"
    return hit.article.id, day, article.outlet, " ".join(article.title.split()) + also
