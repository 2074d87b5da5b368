"""`rawi bench`: measure what an archive or the extractor does on this machine. Comes in: an archive, pages. Goes out: figures."""

from pathlib import Path
from typing import Annotated

import typer

from rawi.cli.output import ArchiveOption, JsonOption, emit, line
from rawi.errors import UsageError

Count = Annotated[int, typer.Option("--count", min=10, max=100_000, help="Questions of each kind.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, max=3600, help="Processor seconds to spend.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(no_args_is_help=True, help="Measure what rawi does on this machine.")
    group.command("ask")(ask)
    group.command("extract")(extract)
    app.add_typer(group, name="bench")


def ask(count: Count = 300, as_json: JsonOption = False, archive: ArchiveOption = None) -> None:
    """Ask the archive as the server does, and the server over loopback: median and 99th percentile in milliseconds.

    Queries are two to four neighbouring words of titles of the archive, drawn with a fixed seed.

    Example: rawi bench ask --count 500
    """
    from rawi.app import reading
    from rawi.measure import measure_asking
    from rawi.settings import load

    settings = load(archive=archive)
    with reading(settings) as opened:
        if not opened.status().articles:
            raise UsageError("The archive is empty: there is nothing to ask.")
        for row in measure_asking(opened, settings, count):
            if as_json:
                emit(row)
            else:
                line(f"{row.what:<28} median {row.median:7.1f} ms   p99 {row.p99:7.1f} ms   {row.count} questions")


def extract(
    pages: Annotated[list[Path], typer.Argument(help="Saved pages, or folders of them.")],
    seconds: Seconds = 5.0,
    as_json: JsonOption = False,
) -> None:
    """Extract saved pages again and again: pages per second of processor, start excluded.

    Example: rawi bench extract saved-pages/
    """
    from rawi.carry.pages import html_files
    from rawi.measure import measure_extraction
    from rawi.pipeline import Reading

    readings = [item.value for path in pages for item in html_files(path) if isinstance(item.value, Reading)]
    if not readings:
        raise UsageError("There is no page to read.")
    row = measure_extraction(readings, seconds)
    if as_json:
        emit(row)
    else:
        line(f"{row.pages_per_cpu_second:.0f} pages per second of processor ({row.pages} pages in {row.seconds:.1f} s)")
