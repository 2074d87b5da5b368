"""What of an article decides on its story. Comes in: profiles, and how many articles of the last days have a lemma. Goes out: weights.

The weights are whole numbers, so that sums of them do not depend on the order in which they were made and can be taken back exactly.
A lemma of the title counts once more as a word of the title, in a space of its own.
"""

import functools
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterable

from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.stems import lemma
from rawi.model import Profile
from rawi.relate.profile import BYTES, DAMPED, lemma_hash

Features = dict[int, int]

DAY = 86_400
# How common a lemma is, is counted over the day of the article and so many before it.
DAYS = 3
# An article is its forty weightiest lemmas and its title: 60 and all of them are within .003 B-cubed of it.
WEIGHTIEST = 40
UNIT = 1_000
IN_TITLE = 1 << 32
TITLE = 0.45
HALF = 0.5
# A young archive does not know what is common in the news: it begins as if it had seen so many articles without any of these words, and
# the words of `lexicon/formulas.toml` count three tenths, or three receptions by one prince would be one story. On 487 labelled
# articles 0 to 1 are within .005 of each other, among 10,449 of the same days .3 is .005 better than 1, in the demo's world .01.
SEEN, FORMULA = 100, 0.3
# They say three tenths and yet take up more room: where a text is all formula its few names would else be blown up to a whole vector,
# and telegrams to two presidents were one story. On 487 labelled articles 1.6 to 2.4 are within .003, from 2.7 on .006 is lost.
ROOM = 2.4


def lemmas(profile: Profile) -> list[tuple[int, int, int]]:
    """Return the lemmas of a profile, each a hash with its counts in title and text."""
    packed = profile.lemmas
    number = len(packed) // BYTES
    keys = array("I", packed[: 4 * number])
    if sys.byteorder == "big":
        keys.byteswap()
    return list(zip(keys, packed[4 * number : 5 * number], packed[5 * number :], strict=True))


def dot(one: Features, other: Features) -> int:
    """Return the inner product of two articles or sums of articles."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[key] for key, weight in one.items() if key in other])


@functools.cache
def formulas() -> frozenset[int]:
    """Return the hashes of the lemmas of which news of any subject is made."""
    return frozenset(lemma_hash(lemma(fold(word))) for group in load("formulas").values() for word in group)


class Frequencies:
    """How many articles of the last days have a lemma, as far as they were counted; what was counted can be taken back."""

    def __init__(self) -> None:
        self.articles = 0
        self._having: Counter[int] = Counter()
        self._days: dict[int, tuple[int, Counter[int]]] = {}
        self._newest = -(1 << 62)

    def add(self, at: int, keys: Iterable[int]) -> None:
        """Count an article; articles come in the order of time."""
        day = at // DAY
        if day > self._newest:
            self._turn(day)
        number, having = self._days.get(day, (0, Counter()))
        self._days[day] = (number + 1, having)
        having.update(keys)
        self._having.update(keys)
        self.articles += 1

    def take_back(self, at: int, keys: Iterable[int]) -> None:
        """Take back the article that was counted last."""
        day = at // DAY
        number, having = self._days[day]
        having.subtract(keys)
        self._having.subtract(keys)
        self.articles -= 1
        self._days[day] = (number - 1, having)
        if number == 1:
            del self._days[day]
            self._turn(max(self._days, default=-(1 << 62)))

    def forget(self, before: int) -> None:
        """Forget the days that do not count from an instant on: nothing from before it is taken back any more."""
        for day in [day for day in self._days if day < before // DAY - DAYS]:
            del self._days[day]

    def _turn(self, newest: int) -> None:
        """Let the days before another newest one count."""
        before, self._newest = self._newest, newest
        for day, (number, having) in self._days.items():
            counted, counts = before - DAYS <= day <= before, newest - DAYS <= day <= newest
            if counts and not counted:
                self._having.update(having)
                self.articles += number
            elif counted and not counts:
                self._having.subtract(having)
                self.articles -= number
        self._having = +self._having

    def rarity(self, key: int) -> float:
        """Return the inverse document frequency of a lemma, less of a formula's; 0 where nearly all articles have it."""
        weight = FORMULA if key in formulas() else 1.0
        return weight * max(0.0, math.log((self.articles + SEEN) / (self._having[key] + HALF)))


def features(found: Iterable[tuple[int, int, int]], frequencies: Frequencies) -> Features:
    """Return what an article weighs in: its weightiest lemmas and the lemmas of its title, each a vector of fixed length but for formulas.

    Args:
        found: its lemmas (`lemmas`), already counted in `frequencies`.
        frequencies: how common they are now.
    """
    rarity = frequencies.rarity
    weighed = [(DAMPED[title + text] * rarity(key), key, title) for key, title, text in found]
    weighed.sort(key=lambda one: (-one[0], one[1]))
    whole = [(key, weight) for weight, key, _ in weighed[:WEIGHTIEST]]
    titled = [(key, rarity(key)) for _, key, title in weighed if title]
    return _scaled(whole, 1.0) | {key + IN_TITLE: weight for key, weight in _scaled(titled, math.sqrt(TITLE)).items()}


def packed(found: Features) -> bytes:
    """Pack what an article weighs in: its number of lemmas, the hashes, and the weights, little-endian."""
    hashes = array("I", [key & (IN_TITLE - 1) for key in found])
    weights = array("H", [len([key for key in found if key < IN_TITLE]), *found.values()])
    if sys.byteorder == "big":
        hashes.byteswap()
        weights.byteswap()
    return hashes.tobytes() + weights.tobytes()


def unpacked(data: bytes) -> Features:
    """Unpack what `packed` has packed, in the same order."""
    number = (len(data) - 2) // BYTES
    hashes, weights = array("I", data[: 4 * number]), array("H", data[4 * number :])
    if sys.byteorder == "big":
        hashes.byteswap()
        weights.byteswap()
    whole = weights[0]
    keys = [key if place < whole else key + IN_TITLE for place, key in enumerate(hashes)]
    return dict(zip(keys, weights[1:], strict=True))


def _scaled(weighed: list[tuple[int, float]], length: float) -> Features:
    """Give a vector its length, in whole numbers; less where formula words take up its room."""
    common = formulas()
    norm = math.sqrt(sum((weight * ROOM if key in common else weight) ** 2 for key, weight in weighed))
    return {key: round(UNIT * length * weight / norm) for key, weight in weighed if weight > 0} if norm else {}
