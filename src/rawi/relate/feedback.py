"""What the best answers have in common. Comes in: the first of a ranking and their rivals. Goes out: weights that tell them apart.

Pseudo-relevance feedback after Rocchio (1971): what the first answers share, and the others have less of, is what the news is
about beyond the words that were asked for; «سعر البترول» learns النفط.
"""

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from rawi.relate.profile import Vector

# So many of the weightiest words are learnt: 30 to 120 give the same lists.
LEARNT = 60


def nearness(wanted: Mapping[int, float], found: Vector) -> float:
    """Return the product of weights with an article's vector of length 1."""
    shared = wanted.keys() & found.keys
    weight = found.weight
    return sum([wanted[word] * weight(word) for word in shared]) / found.length if shared else 0.0


def learn(teachers: Sequence[int], scores: Mapping[int, float], vectors: Mapping[int, Vector]) -> dict[int, float]:
    """Return the weights of what the teachers have in common and the rest of `vectors` has less of: a vector of length 1.

    Args:
        teachers: the keys of the first answers, no two copies of one text.
        scores: how good each answer is.
        vectors: the vectors of all answers that are compared, the teachers' among them.
    """
    sums: dict[int, float] = {}
    for key in teachers:
        found = vectors[key]
        share = scores[key] / found.length if found.length else 0.0
        for word, weight in found.weights.items():
            sums[word] = sums.get(word, 0.0) + share * weight
    known = frozenset(heapq.nlargest(3 * LEARNT, sums, key=sums.__getitem__))
    holders: Counter[int] = Counter()
    for found in vectors.values():
        holders.update(found.among(known))
    weights = {word: sums[word] * math.log((len(vectors) + 1) / (1 + holders[word])) for word in known}
    best = sorted(weights, key=lambda word: (-weights[word], word))[:LEARNT]
    length = math.sqrt(sum(weights[word] ** 2 for word in best))
    return {word: weights[word] / length for word in best} if length else {}
