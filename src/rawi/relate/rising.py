"""Which subjects are spoken of more and more. Comes in: how often tags stand in articles of late and before. Goes out: those that grow.

A tag is expected as often as before, for as many articles as came of late; how far it is above that, in standard deviations of a
count (of Poisson), is its growth. One outlet's own word does not grow: it takes three.

    >>> rising([Counted("السد", 9, 4, 3), Counted("الطقس", 9, 5, 60), Counted("نشرتنا", 9, 1, 0)], late=50, before=400)
    ['السد']
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Three outlets are no coincidence. Two deviations are what one tag in forty shows by chance, so that a list of ten holds none of it.
OUTLETS, GROWTH = 3, 2.0
# A tag that nobody had before is expected as if it had stood in half an article.
UNSEEN = 0.5


class Counted(NamedTuple):
    """A tag by its key: in how many articles of late, of how many outlets, and in how many before."""

    key: str
    late: int
    outlets: int
    before: int


def rising(tags: Iterable[Counted], *, late: int, before: int, limit: int = 10) -> list[str]:
    """Return the keys of the tags that grow, the fastest first; of two that name one thing in other words the faster one.

    Args:
        tags: the counts.
        late: how many articles there are of late.
        before: how many there are of the time before.
        limit: at most so many.
    """
    share = late / max(1, before)
    grown = [(_growth(one, share), one.key) for one in tags if one.outlets >= OUTLETS]
    kept: list[str] = []
    for growth, key in sorted(grown, key=lambda pair: (-pair[0], pair[1])):
        if growth < GROWTH or len(kept) == limit:
            break
        if not _told(key, kept):
            kept.append(key)
    return kept


def _growth(one: Counted, share: float) -> float:
    expected = max(one.before, UNSEEN) * share
    return (one.late - expected) / math.sqrt(expected + 1)


def _told(key: str, kept: Sequence[str]) -> bool:
    """Whether a tag shares a word with one that grows faster: «سد الركبان» and «بحيرة سد الركبان»."""
    words = set(key.split())
    return any(words & set(other.split()) for other in kept)
