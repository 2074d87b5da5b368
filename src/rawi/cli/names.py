"""`rawi names`: what is one thing under several names, and what is not. Comes in: names. Goes out: rules of the archive, lists."""

from typing import Annotated, Literal

import typer

from rawi.cli.output import ArchiveOption, JsonOption, emit, line, tell
from rawi.errors import UsageError

First = Annotated[str, typer.Argument(metavar="A", help="The name that is kept, in any spelling.")]
Second = Annotated[str, typer.Argument(metavar="B", help="The other name.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take back what was said.")]
Note = Annotated[str, typer.Option("--note", help="Why: kept beside the rule.")]

group = typer.Typer(help="Say which names are one thing and which are two; what is said outlasts `rawi rebuild`.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(group, name="names")


@group.command("merge")
def merge(kept: First, other: Second, undo: Undo = False, note: Note = "", archive: ArchiveOption = None) -> None:
    """Say that B is another name of A.

    Example: rawi names merge "كورونا" "كوفيد 19"
    """
    _say("merge", kept, other, undo=undo, note=note, archive=archive)


@group.command("split")
def split(one: First, other: Second, undo: Undo = False, note: Note = "", archive: ArchiveOption = None) -> None:
    """Say that A and B are two things, though they are spelt alike or were merged.

    Example: rawi names split "بيريز" "بريز"
    """
    _say("split", one, other, undo=undo, note=note, archive=archive)


@group.command("list")
def listing(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only the spellings of this name, and how many articles have each.")
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
) -> None:
    """List what was said of names, or the spellings under which the archive names a thing.

    Example: rawi names list "نتنياهو"
    """
    from rawi.app import reading
    from rawi.settings import load

    with reading(load(archive=archive)) as opened:
        if name is not None:
            for found in opened.spellings(name):
                emit(found) if as_json else line(f"{found.articles}\t{found.type}\t{found.written}")
            return
        for rule in opened.store.name_rules():
            emit(rule) if as_json else line("\t".join((rule.kind, rule.a, rule.b, rule.at.value, " ".join(rule.note.split()))))


def _say(kind: Literal["merge", "split"], one: str, other: str, *, undo: bool, note: str, archive: str | None) -> None:
    """Note what is said of two names, or take it back; on stderr where nothing was to be done."""
    from rawi.app import writing
    from rawi.settings import load

    if undo and note:
        raise UsageError("A note is kept beside what is said: --undo keeps nothing.", about="--note")
    with writing(load(archive=archive)) as opened:
        if undo:
            done = opened.forget_names(kind, one, other)
        else:
            done = (opened.merge_names if kind == "merge" else opened.split_names)(one, other, note=note)
    if not done:
        tell("Nothing of the kind was said." if undo else f"They are {'one' if kind == 'merge' else 'two'} already.")
