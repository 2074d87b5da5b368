"""Who shares text with whom, found in several ways. Comes in: articles. Goes out: recall, precision and speed of each way.

The truth is an exact join: every pair of articles of different outlets is compared by all its folded 5-word shingles. Beside rawi's
fingerprints stand two libraries of MinHash with locality-sensitive hashing (Broder 1997; Indyk and Motwani 1998), set as their authors
do: 128 permutations, a Jaccard threshold of .5. They look for texts that are alike as wholes; an excerpt is not.
"""

import importlib
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rawi.archive import Archive
from rawi.language.terms import terms
from rawi.model import Arrival, Article, Record
from rawi.peers import INSTALL
from rawi.pipeline import Imported, arrive_any
from rawi.relate.fingerprint import in_order

Pair = tuple[int, int]
Way = Callable[[], set[Pair]]
PERMUTATIONS, BANDS, JACCARD = 128, 32, 0.5
# Pairs are true from this containment on, as `rawi reuse` gives them.
SHARED = 0.3


class Joined(Record, frozen=True):
    """How well one way found the pairs: recall by containment, precision, articles per processor second; or what is `missing`."""

    name: str
    recall_80: float = 0.0
    recall_50: float = 0.0
    precision: float = 0.0
    pairs: int = 0
    articles_per_cpu_second: float = 0.0
    missing: str = ""


def compare(archive: Archive, articles: Sequence[Article], *, peers: bool) -> Iterator[Joined]:
    """Measure rawi, and with `peers` the libraries too, on the same articles in the same process.

    Args:
        archive: an empty archive that is open for writing.
        articles: the articles, with the outlets as they are named.
        peers: whether the libraries are measured.
    """
    sets = [frozenset(in_order(terms("", article.text).text)) for article in articles]
    truth = contained(sets, [article.outlet for article in articles])
    ways: dict[str, Callable[[], Way]] = {"rawi": lambda: lambda: _rawi(archive, articles)}
    if peers:
        ways |= {"datasketch (MinHash LSH)": lambda: _datasketch(sets), "rensa (MinHash LSH)": lambda: _rensa(sets)}
    for name, make in ways.items():
        try:
            way = make()
        except ImportError:
            yield Joined(name, missing=INSTALL)
            continue
        started = time.process_time()
        found = way()
        spent = max(time.process_time() - started, 1e-9)
        across = {pair for pair in found if articles[pair[0]].outlet != articles[pair[1]].outlet}
        yield _scored(name, across, truth, len(articles) / spent)


def contained(sets: Sequence[frozenset[int]], outlets: Sequence[str]) -> dict[Pair, float]:
    """Return the containment of every pair of different outlets that shares a fifth of its shorter text or more, exactly.

    Example:
        >>> contained([frozenset(range(10)), frozenset(range(5, 10))], ["a", "b"])
        {(0, 1): 1.0}
    """
    having: defaultdict[int, list[int]] = defaultdict(list)
    found: dict[Pair, float] = {}
    for number, own in enumerate(sets):
        both: Counter[int] = Counter()
        for shingle in own:
            both.update(having[shingle])
            having[shingle].append(number)
        for other, count in both.items():
            least = min(len(own), len(sets[other]))
            if outlets[other] != outlets[number] and count >= 0.2 * least:
                found[other, number] = count / least
    return found


def _scored(name: str, found: set[Pair], truth: dict[Pair, float], rate: float) -> Joined:
    def recall(floor: float) -> float:
        wanted = {pair for pair, share in truth.items() if share >= floor}
        return len(wanted & found) / max(1, len(wanted))

    true = sum(truth.get(pair, 0.0) >= SHARED for pair in found)
    return Joined(name, recall(0.8), recall(0.5), true / max(1, len(found)), len(found), rate)


def _rawi(archive: Archive, articles: Sequence[Article]) -> set[Pair]:
    """Import the articles and ask who shares text: all that an import does is in the time."""
    for start in range(0, len(articles), 500):
        batch = [
            arrive_any(Imported(article, external_id=str(start + place)), archive.catalogue)
            for place, article in enumerate(articles[start : start + 500])
        ]
        archive.add([arrival for arrival in batch if isinstance(arrival, Arrival)])
    return {_ordered(int(pair.a), int(pair.b)) for pair in archive.reuse()}


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _told(sets: Sequence[frozenset[int]]) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the articles that have a shingle: all texts without one are the same to MinHash."""
    return ((number, own) for number, own in enumerate(sets) if own)


def _datasketch(sets: Sequence[frozenset[int]]) -> Way:
    """Return MinHash LSH of datasketch."""
    library: Any = importlib.import_module("datasketch")

    def way() -> set[Pair]:
        index, found = library.MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS), set()
        marks: dict[str, Any] = {}
        for number, own in _told(sets):
            mark = library.MinHash(num_perm=PERMUTATIONS)
            mark.update_batch([shingle.to_bytes(4, "little") for shingle in own])
            found |= {(int(other), number) for other in index.query(mark) if mark.jaccard(marks[other]) >= JACCARD}
            index.insert(str(number), mark)
            marks[str(number)] = mark
        return found

    return way


def _rensa(sets: Sequence[frozenset[int]]) -> Way:
    """Return MinHash LSH of rensa."""
    library: Any = importlib.import_module("rensa")

    def way() -> set[Pair]:
        index, found = library.RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=BANDS), set()
        marks: dict[int, Any] = {}
        for number, own in _told(sets):
            mark = library.RMinHash(num_perm=PERMUTATIONS, seed=1)
            mark.update([str(shingle) for shingle in own])
            found |= {(other, number) for other in index.query(mark) if mark.jaccard(marks[other]) >= JACCARD}
            index.insert(number, mark)
            marks[number] = mark
        return found

    return way
