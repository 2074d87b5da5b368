"""Which events stand first. Comes in: stories as (instant, voice, outlet) of their articles, and a moment. Goes out: their order.

A story weighs what its voices weigh: each article that is no copy counts one, a copy a third, and an outlet's further articles a third
of that, all halved with every twelve hours of age; what few outlets carry weighs less for it. What is breaking stands above: at least
three outlets, more than half of all that carry it, came to it within three hours.

>>> hour = 3600
>>> old = [Said(at=0, own=True, outlet=name) for name in ("marsa", "jisr", "barq")]
>>> fresh = [Said(at=40 * hour, own=True, outlet="marsa")]
>>> standing(fresh, now=41 * hour) > standing(old, now=41 * hour)
False
>>> standing([Said(at=40 * hour, own=True, outlet=name) for name in ("marsa", "jisr", "barq")], now=41 * hour).breaking
True
"""

from collections.abc import Iterable
from typing import NamedTuple

# Half a day: what was news in the morning still stands beside what is news in the evening, yesterday's stands below both.
HALVED = 12 * 3600
COPY = FURTHER = 1 / 3
# One outlet's own item weighs a third of its voice, two outlets' story half, a story of ten five sixths.
ALONE = 2
RISING, OUTLETS = 3 * 3600, 3


class Said(NamedTuple):
    """An article of a story: its instant (seconds since 1970), whether it is no copy of another, its outlet's slug."""

    at: int
    own: bool
    outlet: str


class Standing(NamedTuple):
    """Where a story stands: breaking above all else, then by weight; compares in that order."""

    breaking: bool
    weight: float


def standing(articles: Iterable[Said], now: int) -> Standing:
    """Return where a story stands at a moment.

    Args:
        articles: its articles, at least one.
        now: the moment, seconds since 1970; what is from later counts as from then.
    """
    came: dict[str, int] = {}
    weight = 0.0
    for one in sorted(articles):
        age = max(0, now - one.at)
        share = (1.0 if one.own else COPY) * (FURTHER if one.outlet in came else 1.0)
        weight += share * 0.5 ** (age / HALVED)
        came.setdefault(one.outlet, one.at)
    weight *= len(came) / (len(came) + ALONE)
    late = sum(now - at < RISING for at in came.values())
    return Standing(late >= OUTLETS and 2 * late > len(came), round(weight, 9))
