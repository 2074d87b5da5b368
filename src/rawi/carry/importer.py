"""From files into the archive. Comes in: paths. Goes out: what was stored, and counts of what was refused and why.

Items go in batches, each in one transaction with a note of how far the source has come: an import that was killed at any moment
goes on where its last whole batch ended, and ends with the archive that an undisturbed one would have made.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from rawi.archive import Archive
from rawi.carry.feeds import feed_items, is_feed
from rawi.carry.items import Item, digest_of, place
from rawi.carry.jsonl import lines
from rawi.carry.pages import html_files, is_page_name, warc
from rawi.engine.contract import Engine
from rawi.errors import UsageError
from rawi.extract.naming import names_of_sites, site_of
from rawi.model import Arrival, Refused
from rawi.pipeline import Imported, Reading, arrive_any
from rawi.store.contract import Progress

# Large enough that a commit's cost is spread, small enough that a kill loses little work: 500 took 3 % longer than 2,000.
BATCH = 500
Report = Callable[["Tally", Item | None], None]


class Tally:
    """What an import has done so far: counts by outcome and by reason of refusal, and the first sentences about faults."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.sentences: list[str] = []
        self.skipped = 0

    @property
    def refused(self) -> int:
        """How many items were refused, by this run or, in the part that it could skip, by an earlier one."""
        return sum(self.reasons.values())

    def refuse(self, refused: Refused) -> None:
        """Count a refusal; keep the first hundred sentences."""
        self.reasons[refused.reason] += 1
        self.warn(refused.detail)

    def warn(self, sentence: str) -> None:
        """Keep a sentence about a fault."""
        if len(self.sentences) < 100:
            self.sentences.append(sentence)


def items_of(path: Path) -> Iterator[Item]:
    """Read a file or folder as what it is: saved pages, WARC, a feed, or article lines.

    Raises:
        UsageError: there is no such file, or it is of no kind that can be imported.
    """
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.", about=str(path))
    name = path.name.lower()
    if path.is_dir() or is_page_name(name):
        return html_files(path)
    if name.endswith((".warc", ".warc.gz")):
        return warc(path)
    if is_feed(path):
        return feed_items(path)
    return lines(path)


def import_path(archive: Archive, path: Path, engine: Engine, tally: Tally, report: Report) -> None:
    """Import one file or folder into the archive, from where an earlier import of the same content stopped."""
    found = items_of(path)
    source = digest_of(path)
    import_items(archive, found, source, engine, tally, report)


def import_items(archive: Archive, items: Iterable[Item], source: str, engine: Engine, tally: Tally, report: Report) -> None:
    """Import the items of a source that is known by `source`."""
    before = archive.progress(source) or Progress(source, 0)
    tally.skipped += before.lines
    if before.refused:
        tally.reasons["refused before"] += before.refused
    if before.done:
        return
    stage = partial(arrive_any, catalogue=archive.catalogue)
    fresh = (item for item in items if item.number > before.lines)
    lines_read, refused = before.lines, before.refused
    while batch := list(islice(fresh, BATCH)):
        placed = _named([place(item.value, archive.catalogue) for item in batch])
        answers = list(engine.map(stage, placed))
        lines_read = batch[-1].number
        refused += _store(archive, batch, answers, Progress(source, lines_read, refused), tally)
        report(tally, batch[-1])
    archive.note_progress(Progress(source, lines_read, refused, done=True))
    archive.flush()
    report(tally, None)


def _named(values: list[Imported | Reading | Refused]) -> list[Imported | Reading | Refused]:
    """Give each page what the pages of its batch teach about the name of its site; a kill does not change the batches."""
    names = names_of_sites(value.page for value in values if isinstance(value, Reading))
    return [
        msgspec.structs.replace(value, names=found)
        if isinstance(value, Reading) and (found := names.get(site_of(value.page.url), ()))
        else value
        for value in values
    ]


def _store(archive: Archive, batch: list[Item], answers: list[Arrival | Refused], progress: Progress, tally: Tally) -> int:
    """Store one batch with its progress; return how many items of it were refused."""
    earlier = tally.refused
    for warning in (warning for item in batch for warning in item.warnings):
        tally.warn(warning)
    unread = [answer for answer in answers if isinstance(answer, Refused)]
    for item, answer in zip(batch, answers, strict=True):
        if isinstance(answer, Refused):
            tally.refuse(answer if answer is item.value else Refused(answer.where, answer.reason, f"item {item.number}: {answer.detail}"))
    numbers = [item.number for item, answer in zip(batch, answers, strict=True) if isinstance(answer, Arrival)]
    arrivals = [answer for answer in answers if isinstance(answer, Arrival)]
    here = Progress(progress.source, progress.lines, progress.refused + len(unread))
    outcomes = archive.add(arrivals, progress=here, refused=unread)
    for number, outcome in zip(numbers, outcomes, strict=True):
        tally.outcomes[outcome.what] += 1
        if outcome.refused:
            tally.refuse(Refused("import", outcome.refused.reason, f"line {number}: {outcome.refused.detail}"))
    return tally.refused - earlier
