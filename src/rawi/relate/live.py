"""Live articles and stories, as they are held in memory. Comes in: what an article weighs in. Goes out: sums, spans, weights."""

from array import array
from collections import defaultdict
from collections.abc import Sequence

from rawi.relate.features import IN_TITLE, Features, formulas, packed, unpacked
from rawi.relate.grouping import Lot, told

# A copy of an article says nothing new: it weighs a quarter of a voice of its own.
VOICE, ECHO = 4, 1
# An article is found again by so many of its lemmas, the weightiest.
PROBES = 12


class Item:
    """A live article."""

    __slots__ = ("at", "key", "packed", "sketch", "story", "told", "voice")

    def __init__(self, at: int, key: int, features: Features, sketch: frozenset[int], voice: int) -> None:
        self.at, self.key, self.voice = at, key, voice
        # Up to sixty thousand articles are live: packed, each takes a third of the memory.
        self.packed, self.sketch = packed(features), array("I", sorted(sketch))
        self.told = told(features)
        self.story: int | None = None

    @property
    def features(self) -> Features:
        """What it weighs in."""
        return unpacked(self.packed)

    @property
    def weight(self) -> int:
        """How much it counts."""
        return VOICE if self.voice == self.key else ECHO


class Group:
    """A live story: its articles, the sum of what they say, and of what their titles tell (`rawi.relate.grouping.told`)."""

    __slots__ = ("first", "last", "members", "seed", "told", "total", "weight")

    def __init__(self, seed: int) -> None:
        self.seed, self.first, self.last, self.weight = seed, 0, 0, 0
        self.members: dict[int, int] = {}
        self.told = (0, 0)
        # Of one article alone, as most stories are, it is made when somebody asks.
        self.total: Features | None = None

    def span(self) -> None:
        """Say anew from when to when its articles are."""
        self.first, self.last = min(self.members.values()), max(self.members.values())


def times(item: Item) -> Features:
    """Return what an article says as often as it counts."""
    weight = item.weight
    return {key: weight * value for key, value in item.features.items()}


def lot(text: Sequence[Item]) -> Lot:
    """Return a text with its copies as it is grouped."""
    weight, instants = sum(one.weight for one in text), [one.at for one in text]
    title = sum(one.weight * one.told[0] for one in text), sum(one.weight * one.told[1] for one in text)
    return Lot(weight, min(instants), max(instants), title)


def summed(text: Sequence[Item]) -> Features:
    """Return the sum of what a text and its copies say."""
    if len(text) == 1:
        return times(text[0])
    total = defaultdict[int, int](int)
    for one in text:
        for key, value in times(one).items():
            total[key] += value
    return total


def probes(found: Features) -> list[int]:
    """Return the lemmas by which an article is found again: its weightiest, in the order in which `features` gives them."""
    first: list[int] = []
    for key in found:
        if key >= IN_TITLE or len(first) == PROBES:
            break
        first.append(key)
    return first


def tells(found: Features, total: Features) -> bool:
    """Whether a word of an article's title that is no formula stands in the titles of a story."""
    common = formulas()
    return any(key >= IN_TITLE and key in total and key - IN_TITLE not in common for key in found)
