"""`rawi extract` and `rawi analyse`: JSONL filters that need no archive. Comes in: lines on stdin. Goes out: one line for each."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Annotated, Any

import typer

from rawi.cli.output import emit, finish
from rawi.model import Refused

Workers = Annotated[int, typer.Option("--workers", min=0, max=64, help="Processes to spread the work over (0: this one).")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("extract")(extract)
    app.command("analyse")(analyse)


def extract(workers: Workers = 0) -> None:
    """Take the article out of pages: JSON lines with html or path in, article lines out, in the same order.

    Example: rawi extract < pages.jsonl > articles.jsonl
    """
    from rawi.carry.jsonl import article_fields
    from rawi.carry.lines import page_lines
    from rawi.outlets.catalogue import load
    from rawi.pipeline import read

    catalogue = load()
    _answer(page_lines(sys.stdin.buffer, catalogue), partial(read, catalogue=catalogue), article_fields, workers)


def analyse(workers: Workers = 0) -> None:
    """Find out what articles say: article lines in, facts out, in the same order.

    Example: rawi analyse < articles.jsonl > analysed.jsonl
    """
    import msgspec

    from rawi.carry.lines import article_lines
    from rawi.outlets.catalogue import load
    from rawi.pipeline import analyse_imported

    catalogue = load()
    _answer(article_lines(sys.stdin.buffer, catalogue), partial(analyse_imported, catalogue=catalogue), msgspec.structs.asdict, workers)


def _answer(lines: Iterable[tuple[Any, Any]], stage: Callable[[Any], Any], fields: Callable[[Any], dict[str, Any]], workers: int) -> None:
    """Send the value of each (id, value) through a stage; write the answer under the id that was given."""
    from rawi.engine.local import LocalEngine

    names: deque[Any] = deque()

    def values() -> Iterator[Any]:
        for name, value in lines:
            names.append(name)
            yield value

    engine, refused = LocalEngine(workers), 0
    try:
        for answer in engine.map(stage, values()):
            name = names.popleft()
            if isinstance(answer, Refused):
                refused += 1
                emit({"id": name, "refused": answer.reason, "detail": answer.detail})
            else:
                emit(fields(answer) | {"id": name})
    finally:
        engine.close()
    finish(refused=refused)
