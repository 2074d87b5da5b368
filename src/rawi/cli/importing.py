"""`rawi import`: files into the archive. Comes in: paths. Goes out: what was stored, in numbers."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from rawi.cli.output import ArchiveOption, finish, progress, tell

Files = Annotated[list[Path], typer.Argument(help="JSONL(.gz), saved pages or folders of them, WARC(.gz), feed files.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("import")(import_files)


def import_files(
    files: Files,
    archive: ArchiveOption = None,
    workers: Annotated[int, typer.Option("--workers", min=0, max=64, help="Processes to spread the work over (0: this one).")] = 0,
) -> None:
    """Put files into the archive; an import that was interrupted goes on where it stopped.

    A line that cannot be used is reported with its number and passed over; the exit code is then 1.

    Example: rawi import articles.jsonl.gz saved-pages/
    """
    from rawi.app import deliver
    from rawi.carry.importer import Tally, items_of
    from rawi.settings import load

    settings = load(archive=archive)
    for path in files:
        items_of(path)
    tally, started = Tally(), time.monotonic()
    with ExitStack() as bars, deliver(settings, workers, _stories_bar(bars)) as send:
        for path in files:
            _send(send, path, tally, started)
    for sentence in tally.sentences:
        tell(sentence)
    tell(_summary(tally, time.monotonic() - started))
    finish(refused=tally.refused)


def _send(send: Any, path: Path, tally: Any, started: float) -> None:
    """Import one path behind a bar."""
    size = _size(path)
    with progress(path.name, size) as advance:
        send(path, tally, lambda now, item: advance(item.at if item else size, _note(now, started)))


def _stories_bar(bars: ExitStack) -> Callable[[int], None]:
    """Return what shows how many articles are placed into stories; its bar begins when the first ones are."""
    shown: list[Any] = []

    def placed(done: int) -> None:
        if not shown:
            shown.append(bars.enter_context(progress("stories", None)))
        shown[0](done, f"{done:,} articles placed")

    return placed


def _size(path: Path) -> int:
    """Return what the bar counts to: bytes of a file, files of a folder."""
    from rawi.carry.pages import is_page_name

    if path.is_dir():
        return sum(1 for file in path.rglob("*") if is_page_name(file.name))
    return path.stat().st_size


def _note(tally: Any, started: float) -> str:
    done = sum(tally.outcomes.values())
    return f"{done:,} articles, {done / max(time.monotonic() - started, 0.001):,.0f} a second" + (
        f", {tally.refused:,} refused" if tally.refused else ""
    )


def _summary(tally: Any, seconds: float) -> str:
    outcomes = tally.outcomes
    parts = [f"{outcomes['new']:,} new", f"{outcomes['version']:,} new versions", f"{outcomes['seen']:,} already there"]
    if tally.skipped:
        parts.append(f"{tally.skipped:,} lines read by an earlier import")
    if tally.refused:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in sorted(tally.reasons.items()))
        parts.append(f"{tally.refused:,} refused ({reasons})")
    return "; ".join(parts) + f"; {seconds:.1f} s."
