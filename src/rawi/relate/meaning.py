"""Nearness by meaning. Comes in: vectors that an embedder made, scores of our own. Goes out: packed vectors, cosines, scores with both.

Whoever made a vector stays outside: `rawi.meaning` has the embedders, the store keeps what they made.

    >>> one, same, other = packed([.1, .2]), packed([.2, .4]), packed([.2, -.1])
    >>> round(cosine(one, same), 2), round(cosine(one, other), 2)
    (1.0, 0.0)
"""

import math
from array import array
from collections.abc import Mapping, Sequence
from operator import mul

LARGEST = 127
# A candidate whose meaning is one spread nearer than the others' is worth a sixth more: of 30 judged lists the halves chose
# .14 and .29; .1 to .3 are within .008 nDCG of it. No meaning can more than double a score or halve it.
STRENGTH, MOST = 0.17, math.log(2)
NO_MEANING: Mapping[int, float] = {}


def packed(vector: Sequence[float]) -> bytes:
    """Return a vector with one signed byte for each dimension, its largest number 127.

    Only directions are compared, so nothing but the rounding is lost: cosines of 384 dimensions differ by less than .005.
    """
    most = max(map(abs, vector), default=0.0)
    if not most or not math.isfinite(most):
        return bytes(len(vector))
    return array("b", [round(value * LARGEST / most) for value in vector]).tobytes()


def cosine(one: bytes, other: bytes) -> float:
    """Return the cosine of two packed vectors, from -1 to 1; 0 where they are of different lengths or one is nothing."""
    return next(iter(cosines(one, {0: other}).values()), 0.0)


def cosines(one: bytes, others: Mapping[int, bytes]) -> dict[int, float]:
    """Return the cosine of a packed vector with each of others; what cannot be compared with it is left out."""
    here = array("b", one)
    length = math.sqrt(sum(map(mul, here, here)))
    found: dict[int, float] = {}
    for key, data in others.items():
        there = array("b", data)
        if len(there) == len(here) and (both := length * math.sqrt(sum(map(mul, there, there)))):
            found[key] = sum(map(mul, here, there)) / both
    return found


def likeness(one: bytes, others: Mapping[int, bytes], spread: float) -> dict[int, float]:
    """Return how near in meaning others are to one, in spreads: by so much do the cosines of an embedder usually differ."""
    return {key: found / spread for key, found in cosines(one, others).items()}


def weighed(near: Mapping[int, float], keys: Sequence[int], alike: Mapping[int, float]) -> dict[int, float]:
    """Return the scores of keys, those whose meaning is known raised or lowered by it against the mean of all of these.

    Example:
        >>> {key: round(score, 3) for key, score in weighed({1: .4, 2: .4, 3: .4}, (1, 2, 3), {1: 8.0, 2: 9.0}).items()}
        {1: 0.367, 2: 0.435, 3: 0.4}
    """
    known = [alike[key] for key in keys if key in alike]
    mean = sum(known) / len(known) if known else 0.0
    shift = {key: min(MOST, max(-MOST, STRENGTH * (alike[key] - mean))) for key in keys if key in alike}
    return {key: near[key] * math.exp(shift[key]) if key in shift else near[key] for key in keys}
