"""`rawi bench`: measure what an archive or the extractor does on this machine. Comes in: an archive, pages. Goes out: figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rawi.cli.output import ArchiveOption, JsonOption, emit, line
from rawi.cli.scaling import scale
from rawi.errors import UsageError

if TYPE_CHECKING:
    from rawi.peers import Comparison, Truth
    from rawi.pipeline import Reading

Count = Annotated[int, typer.Option("--count", min=10, max=100_000, help="Questions of each kind.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, max=3600, help="Processor seconds to spend.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(no_args_is_help=True, help="Measure what rawi does on this machine.")
    group.command("ask")(ask)
    group.command("extract")(extract)
    group.command("reuse")(reuse)
    group.command("scale")(scale)
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
    gold: Annotated[
        Path | None, typer.Option("--gold", help="JSONL with the `id` (file name) and right `text` of pages, for the score.")
    ] = None,
    peers: Annotated[bool, typer.Option("--peers", help="Measure other extractors on the same pages too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Extract saved pages again and again: pages per second of processor, start excluded.

    With --gold also 4-gram precision, recall and F1, and the share of texts with furniture in them; a line of --gold may list strings
    of the page that are `furniture`. With --peers the same for trafilatura, newspaper4k, readability-lxml and resiliparse.

    Example: rawi bench extract saved-pages/ --gold gold.jsonl --peers
    """
    from rawi.carry.pages import html_files
    from rawi.measure import measure_extraction
    from rawi.pipeline import Reading

    files = [(file, item.value) for path in pages for file in page_files(path) for item in html_files(file)]
    readings = [value for _, value in files if isinstance(value, Reading)]
    if not readings:
        raise UsageError("There is no page to read.")
    if gold is not None or peers:
        _compare([(file, value) for file, value in files if isinstance(value, Reading)], gold, seconds, peers=peers, as_json=as_json)
        return
    row = measure_extraction(readings, seconds)
    if as_json:
        emit(row)
    else:
        how = "compiled" if row.compiled else "not compiled"
        line(f"{row.pages_per_cpu_second:.0f} pages per second of processor ({row.pages} pages in {row.seconds:.1f} s, {how})")


def reuse(
    files: Annotated[list[Path], typer.Argument(help="Article lines (JSONL, .gz) of several outlets.")],
    peers: Annotated[bool, typer.Option("--peers", help="Measure MinHash LSH of two libraries on the same articles too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Find the pairs that share text, and compare them with an exact join: recall at two containments, precision, speed.

    The time of rawi holds a whole import; that of the libraries their hashing and look-up alone.

    Example: rawi bench reuse articles.jsonl.gz --peers
    """
    import tempfile

    from rawi.app import writing
    from rawi.carry.importer import items_of
    from rawi.joins import compare
    from rawi.pipeline import Imported
    from rawi.settings import load

    articles = [item.value.article for path in files for item in items_of(path) if isinstance(item.value, Imported)]
    if len({article.outlet for article in articles}) < 2:
        raise UsageError("Articles of two outlets at least are needed to compare what they share.")
    with tempfile.TemporaryDirectory(prefix="rawi-bench-") as folder, writing(load(archive=folder)) as opened:
        for row in compare(opened, articles, peers=peers):
            if as_json:
                emit(row)
            elif row.missing:
                line(f"{row.name:<26} not installed: {row.missing}")
            else:
                found = f"recall at .8 {row.recall_80:.3f}   at .5 {row.recall_50:.3f}   precision {row.precision:.3f}"
                line(f"{row.name:<26} {found}   {row.pairs} pairs   {row.articles_per_cpu_second:,.0f} articles/s")


def page_files(path: Path) -> list[Path]:
    """Return a saved page, or those below a folder in the order of their names."""
    from rawi.carry.pages import is_page_name

    return sorted(file for file in path.rglob("*") if is_page_name(file.name) and file.is_file()) if path.is_dir() else [path]


def _compare(files: "list[tuple[Path, Reading]]", gold: Path | None, seconds: float, *, peers: bool, as_json: bool) -> None:
    """Print a row for each extractor."""
    from rawi.peers import compare

    truths = _truths(gold, [file for file, _ in files]) if gold is not None else {}
    for row in compare([reading for _, reading in files], truths, seconds, only=None if peers else ("rawi",)):
        if as_json:
            emit(row)
        elif row.missing:
            line(f"{row.name:<24} not installed: {row.missing}")
        else:
            line(_row(row))


def _row(row: "Comparison") -> str:
    """Write one comparison in one line."""
    said = f"{row.name:<24} {row.pages_per_cpu_second:7.0f} pages/s"
    if row.f1 is not None:
        said += f"   F1 {row.f1:.3f}   P {row.precision:.3f}   R {row.recall:.3f}   furniture in {row.leaks:.1%}"
    return said + (f"   failed on {row.failed}" if row.failed else "") + f"   ({row.pages} pages)"


def _truths(gold: Path, files: list[Path]) -> "dict[int, Truth]":
    """Read the right texts; a page is known by its file name without its endings."""
    import msgspec

    from rawi.peers import Truth

    known: dict[str, Truth] = {}
    for number, text in enumerate(gold.read_bytes().splitlines(), start=1):
        if not text.strip():
            continue
        try:
            row = msgspec.json.decode(text, type=dict)
            known[str(row["id"])] = Truth(text=str(row["text"]), furniture=tuple(map(str, row.get("furniture", ()))))
        except (msgspec.DecodeError, KeyError, TypeError) as error:
            raise UsageError(f"{gold}, line {number}: a line needs `id` and `text` ({error}).") from error
    found = {place: known[file.name.split(".")[0]] for place, file in enumerate(files) if file.name.split(".")[0] in known}
    if not found:
        raise UsageError(f"{gold} knows none of these pages: its `id` is the name of the file without «.html».")
    return found
