"""Which words two texts have in common. Comes in: two texts, or their word keys. Goes out: passages with their place in both.

Runs of five equal words are found wherever they stand, so that moved paragraphs count; each is drawn out over changed words as
long as the words behind them agree again, and runs that follow one another in both texts become one passage.

    >>> [(found.a.text, found.words) for found in passages("قال الوزير إن الجسر يفتح غداً", "وقال: «قال الوزير إن الجسر يفتح غدا»")]
    [('قال الوزير إن الجسر يفتح غداً', 6)]
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rawi.language.tokens import Token, tokens
from rawi.model import Record, Span

# As long as the shingles that articles are compared by.
SEED = 5
# Runs this many words apart in both texts are one passage: an editor's insertion, a name's title. A few more or fewer change little.
# As many words on both sides have been changed one by one, rather than replaced: there the next run may be further off.
GAP, CHANGED = 8, 40
# A run goes on over so many changed words in a row.
MISSES = 2
# A sequence that stands often in the other text (a chorus, a table) is looked at in so many places.
PLACES = 16


# Of 3,813 pairs of articles that share .06 to .3 of their shingles 16 are above these lines, most of them formulas; of texts with
# three in ten words changed 97 of 100 are. With .6 in all it is 8 and 94, with .3 in one stretch 22 and 99.
REWORDED, ONE_STRETCH, LONG = 0.55, 0.35, 40


class Passage(Record, frozen=True):
    """A stretch of text that stands in two articles: its place in each, and how many of its words are the same."""

    a: Span
    b: Span
    words: int


class Run(NamedTuple):
    """`length` equal words, from word `a` of one text and word `b` of the other."""

    a: int
    b: int
    length: int


class Slot(NamedTuple):
    """What stands between two runs of a passage: words `a` to `a_end` of one text, `b` to `b_end` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int


class Stretch(NamedTuple):
    """Runs that follow one another in both texts, and the slots between them."""

    runs: tuple[Run, ...]
    slots: tuple[Slot, ...]

    @property
    def words(self) -> int:
        """How many words are the same."""
        return sum(run.length for run in self.runs)


def passages(one: str, other: str) -> tuple[Passage, ...]:
    """Return the passages that two texts have in common, in the order of the first.

    Args:
        one: a text as it was written.
        other: another one.
    """
    left, right = tokens(one), tokens(other)
    found = stretches([token.key for token in left], [token.key for token in right])
    return tuple(Passage(span_of(one, left, part.runs, 0), span_of(other, right, part.runs, 1), part.words) for part in found)


def stretches(one: Sequence[str], other: Sequence[str]) -> list[Stretch]:
    """Return what two lists of word keys have in common, in the order of the first."""
    runs: list[Run] = []
    for seed in _seeds(one, other):
        after = runs[-1].a + runs[-1].length if runs else 0
        runs += _drawn_out(one, other, seed, after)
    return list(_joined(_filled(one, other, runs)))


def same_words(found: Sequence[Stretch]) -> int:
    """Count the equal words of stretches."""
    return sum(stretch.words for stretch in found)


def is_reworded(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the shorter of two texts is the other with many of its words changed, so that few shingles are left.

    More than half of its words stand in the same order in stretches of the longer, most of them in one.
    """
    found = stretches(one, other)
    there = {place for stretch in found for run in stretch.runs for place in range(run.b, run.b + run.length)}
    shorter = min(len(one), len(other))
    same = min(same_words(found), len(there))
    return same > 0 and same >= REWORDED * shorter and max(stretch.words for stretch in found) >= min(LONG, ONE_STRETCH * shorter)


def _seeds(one: Sequence[str], other: Sequence[str]) -> Iterator[Run]:
    """Yield the longest exact runs of five words and more, none of which overlap in the first text."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(other) - SEED + 1):
        known = places.setdefault(tuple(other[at : at + SEED]), [])
        if len(known) < PLACES:
            known.append(at)
    at, shift = 0, 0
    while at <= len(one) - SEED:
        starts = places.get(tuple(one[at : at + SEED]))
        if starts is None:
            at += 1
            continue
        # The longest; of equally long ones that which goes on where the last one ended.
        length, _, start = max((_equal(one, other, at, start), -abs(start - at - shift), start) for start in starts)
        yield Run(at, start, length)
        shift = start - at
        at += length


def _equal(one: Sequence[str], other: Sequence[str], at: int, start: int) -> int:
    """Count equal words from two places on."""
    length = 0
    for left, right in zip(one[at:], other[start:], strict=False):
        if left != right:
            break
        length += 1
    return length


def _drawn_out(one: Sequence[str], other: Sequence[str], seed: Run, after: int) -> list[Run]:
    """Draw a run out to both sides over changed words, back to word `after` of the first text at most."""
    before = _beyond(one, other, (seed.a - 1, seed.b - 1), -1, seed.a - after)
    behind = _beyond(one, other, (seed.a + seed.length, seed.b + seed.length), 1, len(one))
    return _merged([*reversed(before), seed, *behind])


def _beyond(one: Sequence[str], other: Sequence[str], start: tuple[int, int], step: int, most: int) -> list[Run]:
    """Return single equal words on the same diagonal, as long as no more than `MISSES` in a row differ."""
    found, misses = [], 0
    a, b = start
    while 0 <= a < len(one) and 0 <= b < len(other) and most > 0 and misses <= MISSES:
        if one[a] == other[b]:
            found.append(Run(a, b, 1))
            misses = 0
        else:
            misses += 1
        a, b, most = a + step, b + step, most - 1
    return found


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Make one run of those that touch."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].a + merged[-1].length == run.a and merged[-1].b + merged[-1].length == run.b:
            merged[-1] = merged[-1]._replace(length=merged[-1].length + run.length)
        else:
            merged.append(run)
    return merged


def _filled(one: Sequence[str], other: Sequence[str], runs: Sequence[Run]) -> Iterator[Run]:
    """Yield runs with the single equal words between two of them on one diagonal: they lay too far from either to be reached."""
    last = None
    for run in runs:
        if last is not None and run.a - last.a == run.b - last.b and 0 < run.a - last.a - last.length <= CHANGED:
            between = range(last.a + last.length, run.a)
            yield from _merged([Run(at, at + last.b - last.a, 1) for at in between if one[at] == other[at + last.b - last.a]])
        yield run
        last = run


def _joined(runs: Iterable[Run]) -> Iterator[Stretch]:
    """Join runs that follow one another closely in both texts; a run that was reached from two sides counts once."""
    kept: list[Run] = []
    slots: list[Slot] = []
    for run in runs:
        if kept:
            last = kept[-1]
            a, b = last.a + last.length, last.b + last.length
            if run.a < a:  # the seed behind had been reached already
                over = a - run.a
                if over >= run.length:
                    continue
                run = Run(run.a + over, run.b + over, run.length - over)  # noqa: PLW2901 - the rest of it
            gaps = run.a - a, run.b - b
            if min(gaps) >= 0 and max(gaps) <= (GAP if gaps[0] != gaps[1] else CHANGED):
                if run.a > a or run.b > b:
                    slots.append(Slot(a, run.a, b, run.b))
                kept.append(run)
                continue
            yield Stretch(tuple(kept), tuple(slots))
            kept, slots = [], []
        kept.append(run)
    if kept:
        yield Stretch(tuple(kept), tuple(slots))


def span_of(text: str, words: Sequence[Token], runs: Sequence[Run], side: int) -> Span:
    """Return the span from the first to the last word of runs in one of the texts."""
    start = words[runs[0][side]].start
    end = words[runs[-1][side] + runs[-1].length - 1].end
    return Span(text[start:end], start, end)
