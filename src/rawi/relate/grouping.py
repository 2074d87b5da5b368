"""The articles of near stories, grouped anew. Comes in: articles of one time with what they weigh in. Goes out: groups of them.

The group average link (Sokal and Michener 1958) from the bottom up: always the two groups that are most alike become one, until no two
are alike enough. Whoever came first has no say in it, so the same articles make the same groups in whatever order they came.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from rawi.relate.features import IN_TITLE, Features, dot, formulas

# A title is a formula where the words of which daily news is made (`lexicon/formulas.toml`, three tenths of their weight) weigh so much
# of the rest: telegrams, receptions, phone calls, the weather, executions, vacancies, closing prices. Of 156 stories of eight or more
# articles .17 parts these from crimes and oil prices.
FORMULAIC = 0.17
# So many seconds after its last article a story takes no more.
LIVE = 72 * 3600
# What belongs together has an average link of ENOUGH; it fades by a tenth for each day that has passed. On 487 articles in hand-made
# stories .38 to .42 are within .012 B-cubed of each other, alone as among the 10,449 articles of those days.
ENOUGH, FADES = 0.40, 0.1 / 86_400
# Where no other story is near (the link is RIVAL times that to the second) and a telling word of the title agrees, they are joined from
# ALONE on. In hand-made stories of busy days .28 costs nothing, .25 loses .003; in the demo's world, where an event has few rivals,
# it finds .1 more.
ALONE, RIVAL = 0.28, 5.0
# What is told by formula is of its day: the weather of the next one, some 24 hours later, is another story. What goes on longer than
# LONGEST is a new chapter.
DAY, LONGEST = 20 * 3600, 8 * 86_400


class Lot(NamedTuple):
    """One text with its copies, or several: how much they count, from when to when they are, what is told in their titles (`told`)."""

    weight: int
    first: int
    last: int
    told: tuple[int, int]


# A vector has the length of a thousand (`rawi.relate.features`).
SQUARE = 1_000_000
Link = Callable[[Lot, Lot, int], float]


def told(found: Features) -> tuple[int, int]:
    """Return what formula words weigh in a title, and what the others do."""
    common = formulas()
    titled = [(key - IN_TITLE in common, weight) for key, weight in found.items() if key >= IN_TITLE]
    formula = sum(weight for is_formula, weight in titled if is_formula)
    return formula, sum(weight for _, weight in titled) - formula


def telling_words(found: Features) -> frozenset[int]:
    """Return the words of titles that are no formula."""
    common = formulas()
    return frozenset(key for key in found if key >= IN_TITLE and key - IN_TITLE not in common)


def formulaic(title: tuple[int, int]) -> bool:
    """Whether a title, or those of a story, are a formula."""
    return title[0] > 0 and title[0] >= FORMULAIC * title[1]


def longest(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return how many seconds a story of both may last, by what is told in their titles (`told`)."""
    return DAY if formulaic(one) and formulaic(other) else LONGEST


def joined(one: Lot, other: Lot) -> Lot:
    """Return two lots as one."""
    title = one.told[0] + other.told[0], one.told[1] + other.told[1]
    return Lot(one.weight + other.weight, min(one.first, other.first), max(one.last, other.last), title)


def link_of(one: Lot, other: Lot, product: int) -> float:
    """Return how alike two groups are, as the average link that fades with the time between them; less than 0 where they stay apart."""
    gap = max(0, max(one.first, other.first) - min(one.last, other.last))
    if gap > LIVE or max(one.last, other.last) - min(one.first, other.first) > longest(one.told, other.told):
        return -1.0
    return product / (SQUARE * one.weight * other.weight) * (1 - FADES * gap)


def grouped(lots: Sequence[Lot], says: Sequence[Features], link: Link) -> list[list[int]]:
    """Return which lots belong together, each group rising, the groups by their first lot.

    Args:
        lots: in an order that does not depend on who came first.
        says: the sum of what each says.
        link: how alike two lots are, given the inner product of what they say; below 0 they stay apart whatever is said.
    """
    alive: dict[int, Lot] = dict(enumerate(lots))
    members = {at: [at] for at in alive}
    products = {(a, b): dot(says[a], says[b]) for b in alive for a in range(b)}
    links = {pair: link(lots[pair[0]], lots[pair[1]], product) for pair, product in products.items()}
    telling = {at: telling_words(said) for at, said in enumerate(says)}
    while pair := _nearest(links, telling):
        a, b = pair
        telling[a] |= telling.pop(b)
        alive[a], members[a] = joined(alive[a], alive.pop(b)), sorted(members[a] + members.pop(b))
        links = {pair: value for pair, value in links.items() if a not in pair and b not in pair}
        for other in alive:
            if other != a:
                pair = _pair(a, other)
                products[pair] += products[_pair(b, other)]
                links[pair] = link(alive[pair[0]], alive[pair[1]], products[pair])
    return sorted(members.values())


def _nearest(links: Mapping[tuple[int, int], float], telling: Mapping[int, frozenset[int]]) -> tuple[int, int] | None:
    """Return the two groups that become one next; None where no two are alike enough, nor two that have no rival."""
    for pair, link in sorted(links.items(), key=lambda one: (-one[1], one[0])):
        if link >= ENOUGH:
            return pair
        if link < ALONE:
            break
        rival = max((value for other, value in links.items() if other != pair and not set(pair).isdisjoint(other)), default=0.0)
        if link >= RIVAL * rival and not telling[pair[0]].isdisjoint(telling[pair[1]]):
            return pair
    return None


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def collected(keys: Sequence[Hashable]) -> list[list[int]]:
    """Return the places of equal keys together, in the order of their first."""
    found: dict[Hashable, list[int]] = {}
    for at, key in enumerate(keys):
        found.setdefault(key, []).append(at)
    return list(found.values())
