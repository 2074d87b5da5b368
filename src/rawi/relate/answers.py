"""The answers to a search. Comes in: the index's candidates and their profiles. Goes out: keys in the order in which they are shown.

The index gives what matches; how well it answers is judged here, by what the first answers have in common.
"""

from collections.abc import Mapping, Sequence

from rawi.model import Profile
from rawi.relate.feedback import learn, nearness
from rawi.relate.profile import vector
from rawi.relate.reuse import families

# So many of the index's first answers are looked at again; the rest follow in the index's order. On 30 judged queries 45 to 100 give the
# same nDCG within .003, 40 less; each costs 40 µs.
RERANKED = 50
# The first of the answers teach what the others are measured by. A third of a perfect match: .2 to .5 is within .005 nDCG
# of it on 30 judged queries, none is .015 worse.
TEACHERS, LEARNT = 6, 0.3
# Copies among the first few are one teacher.
LOOKED_AT = 24


def rerank(keys: Sequence[int], scores: Sequence[float], profiles: Mapping[int, Profile]) -> list[tuple[int, float]]:
    """Order the answers by the index's score and by what the first of them have in common.

    Args:
        keys: the index's answers, best first; `scores` beside them.
        scores: what the index gives each.
        profiles: the profiles of the first `RERANKED` of them, or of more.

    Returns:
        All keys with their scores, 1 for the index's first answer; those without a profile keep their places behind the others.
    """
    if not keys or not scores[0]:
        return list(zip(keys, scores, strict=True))
    found = {key: score / scores[0] for key, score in zip(keys, scores, strict=True)}
    seen = [key for key in keys[:RERANKED] if key in profiles]
    vectors = {key: vector(profiles[key]) for key in seen}
    learnt = learn(_teachers(seen, profiles), found, vectors)
    better = {key: found[key] + LEARNT * nearness(learnt, vectors[key]) for key in seen}
    order = sorted(seen, key=lambda key: (-better[key], key))
    return [(key, round(better[key], 4)) for key in order] + [(key, round(found[key], 4)) for key in keys if key not in better]


def _teachers(keys: Sequence[int], profiles: Mapping[int, Profile]) -> list[int]:
    """Return the first answers, one of each text."""
    first = keys[:LOOKED_AT]
    family = families([profiles[key].fingerprint for key in first])
    return [key for place, key in enumerate(first) if family[place] == place][:TEACHERS]


def collapse(keys: Sequence[int], profiles: Mapping[int, Profile]) -> list[tuple[int, tuple[int, ...]]]:
    """Fold near-verbatim copies into the first of them.

    Args:
        keys: answers, best first.
        profiles: their profiles; what has none is left out.

    Returns:
        Each first one with its copies, in order.
    """
    known = [key for key in keys if key in profiles]
    lines: dict[int, list[int]] = {}
    for key, first in zip(known, families([profiles[key].fingerprint for key in known]), strict=True):
        lines.setdefault(first, []).append(key)
    return [(line[0], tuple(line[1:])) for line in lines.values()]
