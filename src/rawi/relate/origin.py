"""Where a family's text comes from. Comes in: the sides of articles that share a text. Goes out: its origin, or None.

A group of three or more outlets that share a text, one of which credits a wire, has it from that wire: of the others some hide it,
and in 39 of 100 such pairs one names a wire and the other nobody. For those who do not say so the origin is inferred.

    >>> paper = Side(key=1, outlet="marsa", credited=("barq",), wires=("barq",))
    >>> origin([paper, Side(key=2, outlet="jabal"), Side(key=3, outlet="hawd")])
    Origin(outlet='barq', inferred=True, credited_by=(1,))
"""

from collections import Counter
from collections.abc import Sequence

from rawi.relate.records import Origin, Side

LEAST_OUTLETS = 3


def origin(sides: Sequence[Side]) -> Origin | None:
    """Return the wire that a family's text comes from; None where no wire is credited, or two are equally often.

    Args:
        sides: the members of a family: articles that share the text and tell the same facts.
    """
    outlets = {member.outlet for member in sides}
    credited = Counter(wire for member in sides for wire in member.wires)
    if len(outlets) < LEAST_OUTLETS or not credited:
        return None
    (first, times), *others = credited.most_common(2)
    if others and others[0][1] == times:
        return None
    givers = tuple(member.key for member in sides if first in member.wires)
    stated = all(first in member.wires or member.outlet == first for member in sides)
    return Origin(first, inferred=not stated, credited_by=givers)
