"""Spellings that keep the same company. Comes in: who is named in which article of which outlet. Goes out: names that are one.

Which spellings may be one name, letters say (`rawi.language.names.same_name`, and how far two words are apart); whether they are, the
archive shows: they stand beside the same other names, and an outlet keeps to one of them. Two people of one surname have each a company
of their own, and an outlet that writes of both spells each as it does.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rawi.language.names import differs, same_name
from rawi.language.spelling import skeleton

# A spelling of fewer articles shows no company, or where letters alone make no name of it, of fewer than ENOUGH; of what stands in more
# than a tenth of the articles nothing is learnt.
LEAST, ENOUGH, COMMON = 2, 3, 0.1
# How alike the company of two spellings must be (cosine over the rarity of the names in it) that the letters make one anyway, and of
# two that letters alone do not; of these the rarer stands with the other in hardly any article, and few outlets mix them.
# One word says less than a whole name.
ALIKE, ONE_ALIKE, MUCH_ALIKE, BESIDE, MIXED = 0.2, 0.35, 0.4, 0.1, 0.34
# Names that share one skeleton are compared with each other, so many at most.
CROWD = 60


class Named(NamedTuple):
    """What one article names: its outlet and the keys of the things."""

    outlet: str
    keys: Sequence[str]


class Company(NamedTuple):
    """Two keys of one name: the one of more articles first, and how alike their company is."""

    kept: str
    other: str
    alike: float


class _Standing:
    """Where names stand: the articles of each, and how rare it is."""

    def __init__(self, articles: Iterable[Named]) -> None:
        self.named = list(articles)
        self.articles: defaultdict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.named):
            for key in dict.fromkeys(one.keys):
                self.articles[key].append(at)

    def rarity(self, key: str) -> float:
        """Return the inverse frequency of a name; 0 of one that stands everywhere."""
        share = len(self.articles[key]) / len(self.named)
        return -math.log(share) if share <= COMMON else 0.0

    def beside(self, key: str, without: frozenset[str]) -> dict[str, float]:
        """Return what stands beside a name, by how often and how rare it is."""
        counts = Counter(other for at in self.articles[key] for other in dict.fromkeys(self.named[at].keys) if other not in without)
        return {other: math.sqrt(count) * self.rarity(other) for other, count in counts.items()}

    def outlets(self, key: str) -> Counter[str]:
        """Return in how many articles of which outlets a name stands."""
        return Counter(self.named[at].outlet for at in self.articles[key])


def company(articles: Iterable[Named]) -> list[Company]:
    """Return the names that are spellings of one by the company that they keep.

    Args:
        articles: what is named in each, one of each text and its copies.
    """
    standing = _Standing(articles)
    shown = sorted(key for key, places in standing.articles.items() if len(places) >= LEAST)
    found = []
    for one, other in _pairs(shown):
        kept, rarer = sorted((one, other), key=lambda key: (-len(standing.articles[key]), key))
        alike = _alike(standing, kept, rarer)
        by_letters = alike >= (ALIKE if " " in kept else ONE_ALIKE) and same_name(kept, rarer)
        if by_letters or (alike >= MUCH_ALIKE and _parted(standing, kept, rarer)):
            found.append(Company(kept, rarer, round(alike, 3)))
    return sorted(found)


def _pairs(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys that may be spellings of one name: as many words, of which each is near the other's."""
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in keys:
        bones = [skeleton(word.removeprefix("ال")) for word in key.split()]
        for at in range(len(bones)):
            # One word of a name may differ in a consonant, the others are the same to the ear.
            for cut in range(len(bones[at]) + 1):
                alike[*bones[:at], bones[at][:cut] + bones[at][cut + 1 :], str(at), *bones[at + 1 :]].append(key)
    seen = set[tuple[str, str]]()
    for names in alike.values():
        for place, one in enumerate(names[:CROWD]):
            for other in names[place + 1 : CROWD]:
                pair = (one, other) if one < other else (other, one)
                if one != other and pair not in seen:
                    seen.add(pair)
                    if all(first == second or not differs(first, second) for first, second in zip(one.split(), other.split(), strict=True)):
                        yield pair


def _alike(standing: _Standing, one: str, other: str) -> float:
    """Return the cosine of the company of two names."""
    both = frozenset((one, other))
    first, second = standing.beside(one, both), standing.beside(other, both)
    product = sum(weight * second[key] for key, weight in first.items() if key in second)
    return product / (_length(first) * _length(second)) if product else 0.0


def _length(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _parted(standing: _Standing, kept: str, rarer: str) -> bool:
    """Whether two spellings hardly stand in one article, and an outlet keeps to one of them."""
    rare = len(standing.articles[rarer])
    if rare < ENOUGH or len(set(standing.articles[kept]) & set(standing.articles[rarer])) > BESIDE * rare:
        return False
    first, second = standing.outlets(kept), standing.outlets(rarer)
    mixed = sum(min(first[outlet], count) for outlet, count in second.items())
    return mixed <= MIXED * rare
