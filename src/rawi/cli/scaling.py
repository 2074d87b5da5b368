"""`rawi bench scale`: a very large archive, built and asked. Comes in: a corpus, a number. Goes out: figures.

The archive is built as people build theirs: `rawi import` of one file after another, each in a process of its own, so that the
processor time and the memory of the first and the last can be compared. What was done is noted, and a second call goes on there.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from rawi.cli.output import JsonOption, emit, line, progress
from rawi.errors import RawiError, UsageError

if TYPE_CHECKING:
    from rawi.archive import Archive
    from rawi.carry.mixing import Mixture

CHUNK = 20_000
NEWCOMERS = 20


class Part(msgspec.Struct, frozen=True):
    """What importing one file took: articles, bytes of their texts, processor and wall seconds, most memory in MB."""

    articles: int
    text_bytes: int
    cpu: float
    wall: float
    resident_mb: float


def scale(
    files: Annotated[list[Path], typer.Argument(help="The corpus: article lines (JSONL, .gz).")],
    folder: Annotated[Path, typer.Option("--folder", help="Where the archive is built; what is there already is gone on with.")],
    articles: Annotated[int, typer.Option("--articles", min=1_000, help="How many articles.")] = 1_000_000,
    count: Annotated[int, typer.Option("--count", min=10, max=100_000, help="Questions of each kind.")] = 300,
    as_json: JsonOption = False,
) -> None:
    """Build a large archive of articles mixed from a corpus, and measure import, memory, disk and answers.

    Example: rawi bench scale articles.jsonl.gz --folder /var/tmp/million --articles 1000000
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = list(_build(files, folder, articles))
    rows = [*_import_rows(parts, folder), *_fresh_rows(folder / "archive"), *_asked_rows(folder / "archive", count)]
    for row in rows:
        if as_json:
            emit(row)
        else:
            line(f"{row['what']:<44} {row['value']:>12,.1f}  {row['unit']}")


def _build(files: list[Path], folder: Path, articles: int) -> Iterator[Part]:
    """Import mixed articles file by file, from where an earlier call stopped."""
    notes = folder / "parts.jsonl"
    done = [msgspec.json.decode(text, type=Part) for text in notes.read_bytes().splitlines()] if notes.exists() else []
    yield from done
    built = sum(part.articles for part in done)
    if built >= articles:
        return
    mixture = _mixture(files)
    with progress("building", articles) as advance:
        while built < articles:
            part = _import(mixture, folder, built, min(CHUNK, articles - built))
            with notes.open("ab") as handle:
                handle.write(msgspec.json.encode(part) + b"\n")
            built += part.articles
            advance(built, f"{built:,} articles, {part.articles / part.cpu:,.0f} per second of processor")
            yield part


def _mixture(files: list[Path]) -> "Mixture":
    """Read the corpus."""
    from rawi.carry.importer import items_of
    from rawi.carry.mixing import Mixture
    from rawi.pipeline import Imported

    corpus = [item.value.article for path in files for item in items_of(path) if isinstance(item.value, Imported)]
    try:
        return Mixture(corpus)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _import(mixture: "Mixture", folder: Path, first: int, count: int) -> Part:
    """Write one file of lines, import it in a process of its own, and remove it."""
    path, size = folder / "part.jsonl", 0
    with path.open("wb") as handle:
        for text in mixture.lines(first, count):
            handle.write(text)
            size += _text_bytes(text)
    started = time.monotonic()
    _, cpu, resident = _run("import", str(path), "--archive", str(folder / "archive"))
    path.unlink()
    return Part(count, size, cpu, time.monotonic() - started, resident)


def _text_bytes(text: bytes) -> int:
    """Return how many bytes of a line are title and text."""
    fields = msgspec.json.decode(text)
    return len(fields["title"].encode()) + len(fields["text"].encode())


def _run(*command: str) -> tuple[bytes, float, float]:
    """Run a command of rawi; return its output, its processor seconds and its most resident memory in MB."""
    with subprocess.Popen([sys.executable, "-m", "rawi", *command], stdout=subprocess.PIPE) as process:  # noqa: S603 - our own command
        assert process.stdout is not None
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RawiError(f"«rawi {command[0]}» ended with {process.returncode}; what it said stands above.")
    # Linux counts in kilobytes, macOS in bytes.
    return out, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def _import_rows(parts: list[Part], folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what importing took: all of it, the first tenth and the last."""
    total, edge = sum(part.articles for part in parts), max(1, len(parts) // 10)
    for what, some in (("imported", parts), ("imported, first tenth", parts[:edge]), ("imported, last tenth", parts[-edge:])):
        rate = sum(part.articles for part in some) / sum(part.cpu for part in some)
        yield {"what": what, "value": rate, "unit": "articles per second of processor"}
    stored = sum(file.stat().st_size for file in (folder / "archive").rglob("*") if file.is_file())
    text = sum(part.text_bytes for part in parts)
    yield {"what": "articles", "value": float(total), "unit": ""}
    yield {"what": "most resident memory of an import", "value": max(part.resident_mb for part in parts), "unit": "MB"}
    yield {"what": "on disk for each article", "value": stored / total, "unit": "bytes"}
    yield {"what": "on disk for each article beyond its text", "value": (stored - text) / total, "unit": "bytes (text as UTF-8)"}


def _fresh_rows(archive: Path) -> Iterator[dict[str, Any]]:
    """Yield how long it takes from the arrival of an article until a search finds it, the second between two flushes included."""
    from rawi.app import writing
    from rawi.running import FLUSH_SECONDS
    from rawi.settings import load

    with writing(load(archive=str(archive))) as opened:
        taken = sorted(_newcomer(opened, f"{time.time_ns()}{number}") for number in range(NEWCOMERS))
    yield {"what": "a new article is found, median", "value": (taken[len(taken) // 2] + FLUSH_SECONDS) * 1000, "unit": "ms"}
    yield {"what": "a new article is found, at most", "value": (taken[-1] + FLUSH_SECONDS) * 1000, "unit": "ms"}


def _newcomer(archive: "Archive", word: str) -> float:
    """Add an article that has a word of its own, and search for the word; return the seconds."""
    from rawi.model import Article

    article = Article("", f"https://mixed.example/new/{word}", "mixed", f"خبر جديد {word}", "نص قصير لخبر جديد لا يشبه غيره.")
    started = time.perf_counter()
    archive.add(article)
    found = archive.search(word, limit=5).total
    taken = time.perf_counter() - started
    if not found:
        raise RawiError("An article that was just added was not found.")
    return taken


def _asked_rows(archive: Path, count: int) -> Iterator[dict[str, Any]]:
    """Yield how long answers take, and the memory of the process that gives them."""
    out, _, resident = _run("bench", "ask", "--json", "--count", str(count), "--archive", str(archive))
    for text in out.splitlines():
        row = msgspec.json.decode(text)
        yield {"what": f"{row['what']}, median", "value": row["median"], "unit": "ms"}
        yield {"what": f"{row['what']}, p99", "value": row["p99"], "unit": "ms"}
    yield {"what": "most resident memory of the asked process", "value": resident, "unit": "MB"}
