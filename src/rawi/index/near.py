"""Words that another may be a slip for. Comes in: a word that few documents have, and what the index knows. Goes out: nearest words.

Distance is Damerau's (1964) in its restricted form: a letter more, less or another, or two changed about. One edit is tried for every
word, all of them; two for a long one, where its first half is whole or has the one edit of a likely slip. An edit is weighed by how
likely it is, keys beside each other and letters that sound alike most; then the word that more documents have comes first.

    >>> distance("نتنياهو", "نتانياهو"), distance("الحكومة", "الحكموة"), distance("سد", "بحر")
    (1, 1, 3)
"""

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from rawi.language.data import load
from rawi.language.orthography import fold

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]
Starting = Callable[[str, int], Sequence[tuple[str, int]]]

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
LATIN = "abcdefghijklmnopqrstuvwxyz"
# A shorter word is one edit from too many others; from seven letters on two edits are few enough to tell.
SHORTEST, LONG, LONGEST = 4, 7, 24
# One document may have the same slip. What twenty have as well is a word.
LEAST, SURE = 2, 20
# So many words that begin alike are looked at, the most frequent ones, for each of so many beginnings.
LOOKED_AT, BEGINNINGS = 400, 48
# What an edit costs: a slip to a key beside, a letter for one that sounds alike or a long vowel for a short one, a letter doubled or two
# changed about, any other.
VOWELS = "اوي"
BESIDE, ALIKE, TURNED, OTHER = 0.7, 0.5, 0.6, 1.0
# A tenfold number of documents outweighs so much of an edit.
FREQUENT = 0.25


@functools.cache
def _pairs(kind: str) -> frozenset[str]:
    """Return the pairs of letters, in both orders, that the lexicon calls neighbours or alike."""
    lists = load("slips")[kind]
    if kind == "keyboard":
        rows = [fold(row) for row in lists]
        found = {row[at : at + 2] for row in rows for at in range(len(row) - 1)}
    else:
        found = {one + other for group in map(fold, lists) for one in group for other in group if one != other}
    return frozenset(found | {pair[::-1] for pair in found})


def nearest(word: str, doc_freq: Frequencies, starting: Starting, limit: int = 5) -> list[tuple[str, int]]:
    """Return words that a word may be a slip for, likeliest first, with how many documents have each.

    Args:
        word: the key of a word.
        doc_freq: in how many documents each of many words stands as it is written.
        starting: the most frequent words with a beginning, at most so many.
        limit: at most so many answers.
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return []
    once = dict.fromkeys(_edits(word))
    once.pop(word, None)
    found = {other: count for other, count in doc_freq(tuple(once)).items() if count >= LEAST}
    if len(word) >= LONG and max(found.values(), default=0) < SURE:
        found |= _twice(word, starting)
    order = sorted(found, key=lambda other: (_cost(word, other) - FREQUENT * math.log10(found[other]), other))
    return [(other, found[other]) for other in order[:limit]]


def distance(one: str, other: str) -> int:
    """Return how many edits lie between two words (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row, earlier = row, [at], before
        for place, there in enumerate(other, start=1):
            best = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != there))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == there:
                best = min(best, earlier[place - 2] + 1)
            row.append(best)
        before = last
    return row[-1]


def _edits(word: str) -> Iterator[str]:
    """Yield the words one edit away."""
    letters = ARABIC if "ء" <= word[0] <= "ي" else LATIN
    for at in range(len(word) + 1):
        front, back = word[:at], word[at:]
        if back:
            yield front + back[1:]
            yield from (front + letter + back[1:] for letter in letters)
        if len(back) > 1:
            yield front + back[1] + back[0] + back[2:]
        yield from (front + letter + back for letter in letters)


def _twice(word: str, starting: Starting) -> dict[str, int]:
    """Return words up to two edits away whose first half is that of the word, or one likely slip from it."""
    half = (len(word) + 1) // 2
    fronts = dict.fromkeys([word[:half], *_likely(word[:half])])
    found = {other: count for front in list(fronts)[:BEGINNINGS] for other, count in starting(front, LOOKED_AT) if count >= LEAST}
    found.pop(word, None)
    letters = set(word)
    return {
        other: count
        for other, count in found.items()
        if abs(len(other) - len(word)) <= 2 and len(letters ^ set(other)) <= 4 and distance(word, other) <= 2
    }


def _likely(front: str) -> Iterator[str]:
    """Yield a beginning with one likely slip set right: letters changed about, one for its like, one for a key beside it."""
    for at in range(len(front) - 1):
        yield front[:at] + front[at + 1] + front[at] + front[at + 2 :]
    for kind in ("alike", "keyboard"):
        for at, letter in enumerate(front):
            yield from (front[:at] + pair[1] + front[at + 1 :] for pair in sorted(_pairs(kind)) if pair[0] == letter)


def _cost(word: str, other: str) -> float:
    """Return how unlikely it is that a word was written for another."""
    edits = distance(word, other)
    if edits > 1:
        return edits * OTHER
    start = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if len(word) == len(other):
        if word[start + 1 :] != other[start + 1 :]:
            return TURNED
        pair = word[start] + other[start]
        return ALIKE if pair in _pairs("alike") else BESIDE if pair in _pairs("keyboard") else OTHER
    longer = max(word, other, key=len)
    if longer[start] in VOWELS and 0 < start < len(longer) - 1:
        return ALIKE
    return TURNED if start and longer[start - 1] == longer[start] else OTHER
