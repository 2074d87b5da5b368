"""What `rawi bench` measures. Comes in: an open archive, pages. Goes out: figures, each with how many runs it rests on."""

import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import quote

from rawi.archive import Archive
from rawi.extract import dom
from rawi.language.tokens import tokens
from rawi.model import Record, Stored
from rawi.outlets.catalogue import load
from rawi.pipeline import Reading, read
from rawi.serve.background import serving
from rawi.settings import Settings
from rawi.warming import settle, warm

Question = TypeVar("Question")
SEED = 15
WARM_UP = 20


class Latency(Record, frozen=True):
    """How long answers took, in milliseconds."""

    what: str
    median: float
    p99: float
    count: int


class Speed(Record, frozen=True):
    """How many pages were read in how much processor time, and whether by machine code (`./run compile`)."""

    pages: int
    seconds: float
    pages_per_cpu_second: float
    compiled: bool


def compiled() -> bool:
    """Whether the stages that do most of the work run as machine code."""
    return not str(dom.__file__).endswith(".py")


def measure_asking(archive: Archive, settings: Settings, count: int) -> Iterator[Latency]:
    """Time search and similar as a server that has run for a moment calls them, then whole pages over loopback."""
    warm(archive)
    settle()
    dice = random.Random(SEED)  # noqa: S311 - a sample for a measurement, not a secret
    articles = _sample(archive, count + WARM_UP, dice)
    queries = [_query(stored.article.title, dice) for stored in articles]
    yield _timed("search", lambda query: archive.search(query, limit=20, collapse=True), queries)
    yield _timed("similar", lambda stored: archive.similar(stored.key), articles)
    with serving(archive, settings) as get:
        yield _timed("search page over HTTP", lambda query: get(f"/search?q={quote(query)}"), queries)
        yield _timed("article page over HTTP", lambda stored: get(f"/a/{quote(stored.id)}"), articles)


def measure_extraction(readings: Sequence[Reading], seconds: float) -> Speed:
    """Read pages in turn until `seconds` of processor time are spent; one round before that is not counted."""
    catalogue = load()
    for reading in readings:
        read(reading, catalogue)
    started = time.process_time()
    for done, reading in enumerate(itertools.cycle(readings), start=1):
        read(reading, catalogue)
        if (spent := time.process_time() - started) >= seconds and done >= len(readings):
            return Speed(done, spent, done / spent, compiled())
    raise AssertionError("there is always a page")


def _sample(archive: Archive, count: int, dice: random.Random) -> list[Stored]:
    """Draw articles evenly over the whole archive."""
    total = archive.status().articles
    places = sorted(dice.sample(range(total), min(total, count)))
    found = [next(iter(archive.in_order(after=place, limit=1)), None) for place in places]
    drawn = [stored for stored in found if stored]
    dice.shuffle(drawn)
    return drawn


def _query(title: str, dice: random.Random) -> str:
    words = [token.text for token in tokens(title)] or ["خبر"]
    size = dice.randint(2, 4)
    start = dice.randint(0, max(0, len(words) - size))
    return " ".join(words[start : start + size])


def _timed(what: str, ask: Callable[[Question], object], questions: Sequence[Question]) -> Latency:
    taken = []
    for number, question in enumerate(questions):
        started = time.perf_counter()
        ask(question)
        if number >= min(WARM_UP, len(questions) // 2):
            taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return Latency(what, taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.99))], len(taken))
