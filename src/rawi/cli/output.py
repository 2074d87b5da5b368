"""What all commands share of talking to a person or a program. Comes in: records, numbers. Goes out: lines on stdout or stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import msgspec
import typer

from rawi.errors import UsageError

ArchiveOption = Annotated[
    str | None, typer.Option("--archive", help="The archive folder (else RAWI_ARCHIVE, else the platform's data folder).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON lines.")]


def emit(value: Any) -> None:
    """Write one JSON line to stdout."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")


def line(text: str = "") -> None:
    """Write one line of text to stdout."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


def tell(text: str) -> None:
    """Write one line for a person to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def finish(*, refused: int) -> None:
    """End the command: exit code 1 where some input was refused."""
    sys.stdout.flush()
    if refused:
        raise typer.Exit(1)


def batch_lines(name: str) -> Iterator[bytes]:
    """Read the lines of a batch file, or of stdin for «-».

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        if name == "-":
            yield from sys.stdin.buffer
            return
        with open(name, "rb") as handle:  # noqa: PTH123 - `name` is what the user typed
            yield from handle
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}.", about=name) from error


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Any]:
    """Show a bar with rate and time left on stderr; where stderr is no terminal, one line a minute.

    Yields a function `advance(done, note)`, to be called as often as one likes.
    """
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _minutely(label, total)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TextColumn("{task.fields[note]}"))
    with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task(label, total=total, note="")
        yield lambda done, note: bar.update(task, completed=done, note=note)


def _minutely(label: str, total: int | None) -> Any:
    import time

    last = time.monotonic()

    def advance(done: int, note: str) -> None:
        nonlocal last
        if time.monotonic() - last >= 60:
            last = time.monotonic()
            share = f" {done * 100 // total} %" if total else ""
            tell(f"{label}{share} {note}")

    return advance
