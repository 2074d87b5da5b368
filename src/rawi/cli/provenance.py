"""`rawi reuse`, `rawi trace`: who carried whose text. Comes in: nothing, an id, a text. Goes out: tables or JSON lines."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from rawi.cli.output import ArchiveOption, JsonOption, emit, line, tell
from rawi.errors import NotFoundError, UsageError
from rawi.model import Span

# A pasted text is at most so long; more is a file named by mistake.
MOST_BYTES = 8 << 20


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("reuse")(reuse)
    app.command("trace")(trace)


def reuse(
    name: Annotated[str | None, typer.Argument(metavar="ID", help="Only the pairs of this article: its id or address.")] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List the articles of different outlets that share text, and who took from whom where that is known.

    Example: rawi reuse --json > pairs.jsonl
    """
    from rawi.app import reading
    from rawi.settings import load

    with reading(load(archive=archive)) as opened:
        for pair in _pairs(opened, name):
            if as_json:
                emit(reuse_fields(pair))
            else:
                line("\t".join(_row(pair)))


def trace(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="A file with the text, or - for stdin.")],
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
) -> None:
    """Find who carried a text or a part of it, earliest first.

    Example: pbpaste | rawi trace -
    """
    from rawi.app import reading
    from rawi.settings import load

    text = _text(source)
    with reading(load(archive=archive)) as opened:
        found = opened.trace(text)
        for stored, traced in found:
            if as_json:
                emit(trace_fields(stored, traced))
            else:
                outlet = opened.outlet(stored.article.outlet).name
                line("\t".join((stored.id, stored.first_seen.value, outlet, f"{traced.share:.0%}", " ".join(stored.article.title.split()))))
    if not found:
        tell("Nothing found: no article of this archive carries this text or a part of it.")


def reuse_fields(pair: Any) -> dict[str, Any]:
    """Return a `rawi.relate.records.Reuse` as it stands in JSON."""
    return {
        "a": pair.a,
        "b": pair.b,
        "a_in_b": pair.share.a_in_b,
        "b_in_a": pair.share.b_in_a,
        "jaccard": pair.share.jaccard,
        "copy": pair.copy,
        "direction": pair.direction,
        "basis": pair.basis,
        "credited": pair.credited,
    }


def trace_fields(stored: Any, traced: Any) -> dict[str, Any]:
    """Return an article that carries a text as it stands in JSON; `a` of a passage is its place in the text that was asked for."""
    passages = [{"a": _place(found.a), "b": _place(found.b), "words": found.words} for found in traced.passages]
    first_seen = stored.first_seen.value
    return {"id": stored.id, "outlet": stored.article.outlet, "first_seen": first_seen, "share": traced.share, "passages": passages}


def _pairs(opened: Any, name: str | None) -> Iterable[Any]:
    """Return the pairs that were asked for."""
    if name is None:
        return opened.reuse()  # type: ignore[no-any-return]
    stored = opened.article(name)
    if stored is None:
        raise NotFoundError(f"There is no article {name} in this archive; `rawi search` finds ids.", about=name)
    return opened.reuse_of(stored.key)  # type: ignore[no-any-return]


def _text(source: str) -> str:
    """Read the text that is asked for.

    Raises:
        UsageError: there is no such file, it is too long, or it is no text in UTF-8.
    """
    try:
        if source == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as handle:
                data = handle.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}.", about=source) from error
    if len(data) > MOST_BYTES:
        raise UsageError(f"{source} is longer than {MOST_BYTES >> 20} MB: give a text, not an archive.", about=source)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{source} is no text in UTF-8: for a page, `rawi read --json` gives its text.", about=source) from error


def _place(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _row(pair: Any) -> tuple[str, ...]:
    arrow = {"a>b": "→", "b>a": "←", None: "–"}[pair.direction]
    return pair.a, arrow, pair.b, f"{pair.share.a_in_b:.0%}", f"{pair.share.b_in_a:.0%}", pair.basis or "", "copy" if pair.copy else ""
