"""Who took from whom. Comes in: two sides and what they share; a family. Goes out: a direction with its basis, or none.

«b took from a» is said only with a credit, or with words of b that show that it knows a, or with declared times that are further
apart than both may be wrong and a containment that agrees. Otherwise nothing is said: a wrong arrow is a false statement about a
publisher. The order in which pages were fetched never counts: it is right in 55 of 100 cases.

    >>> agency, paper = Side(key=1, outlet="barq", agency=True), Side(key=2, outlet="marsa", credited=("barq",), wires=("barq",))
    >>> direction(agency, paper, Share(a_in_b=0.9, b_in_a=0.9, jaccard=0.8))
    ('a>b', 'credit')
"""

from collections.abc import Iterable, Mapping, Sequence

from rawi.model import Moment
from rawi.moments import instant, uncertainty
from rawi.relate.records import Basis, Parent, Share, Side, Way

# Minutes between two pages of one newsroom system mean nothing.
APART = 15 * 60
# A text is taken while it is news; the same words weeks later are the same formula, or one's own archive.
AT_MOST = 7 * 86_400
# Whoever takes a text shortens it more often than not: at least half of it stands in the other, and no much smaller share than of it.
TAKEN, AGREES = 0.5, 0.8
# Of two earlier candidates none is the parent unless one has clearly more of the text.
CLEARLY = 0.05
# Times that were not declared by the publisher.
UNDECLARED = frozenset({"fetched", "imported", "crawl"})
RANK: dict[Basis, int] = {"credit": 0, "text": 1, "time": 2}


def direction(a: Side, b: Side, share: Share, *, origin: str | None = None) -> tuple[Way, Basis] | None:
    """Say which of two articles took from the other, and by what that is known; None where it is not.

    Args:
        a: one article.
        b: the other, of another outlet.
        share: how much they share. That they tell the same facts is for the caller to have seen.
        origin: the outlet that the family's text comes from, where that is known: times then only speak for its own item.
    """
    b_took, a_took = _knows(b, a), _knows(a, b)
    if b_took and a_took:  # each names the other: the credit is the stronger word, and two of a kind say nothing
        if b_took == a_took:
            return None
        return ("a>b", b_took) if b_took == "credit" else ("b>a", a_took)
    if b_took or a_took:
        return ("a>b", b_took) if b_took else ("b>a", a_took or "text")
    if _later(b, a, share.b_in_a, share.a_in_b, origin):
        return "a>b", "time"
    if _later(a, b, share.a_in_b, share.b_in_a, origin):
        return "b>a", "time"
    return None


def _knows(taker: Side, giver: Side) -> Basis | None:
    """Return by what an article shows that it has its text from another's outlet."""
    if giver.outlet in taker.credited:
        return "credit"
    # Who credits somebody else, and only names this one in the prose, has the text from that somebody, unless this one has it from there
    # too: «وفق ما نقلته وكالة يراع عن صحيفة المرسى», with the paper alone credited at the end.
    between = set(taker.credited) <= {*giver.credited, *giver.named}
    return "text" if giver.outlet in taker.named and between else None


def _later(taker: Side, giver: Side, taken: float, given: float, origin: str | None) -> bool:
    """Whether declared times and containment say that one article took from another, and nothing says that both took from a third."""
    if taker.credited or taker.compiled or (origin is not None and giver.outlet != origin):
        return False
    if (giver.credited or giver.compiled) and not giver.agency:
        return False
    if taken < TAKEN or taken < AGREES * given:
        return False
    apart = seconds_apart(giver.published, taker.published)
    return apart is not None and 0 < apart <= AT_MOST


def seconds_apart(earlier: Moment | None, later: Moment | None) -> int | None:
    """Return by how many seconds one declared time is after another, negative where before; None where that is not certain.

    Certain: both were declared by their publishers, and the difference is larger than each of their uncertainties and than 15 minutes.
    """
    if earlier is None or later is None or not UNDECLARED.isdisjoint({earlier.basis, later.basis}):
        return None
    apart = int((instant(later) - instant(earlier)).total_seconds())
    return apart if abs(apart) > max(APART, uncertainty(earlier), uncertainty(later)) else None


def parents(sides: Sequence[Side], shares: Mapping[tuple[int, int], Share], *, origin: str | None = None) -> dict[int, Parent]:
    """Return the parent of each member of a family that has a certain one; the family is then one tree or several.

    A member that credits an outlet whose item is not here has that outlet as its parent, without a key. Who has no entry is a root,
    or took its text from where nobody can tell.

    Args:
        sides: the members.
        shares: what pairs of them share, by their keys (a, b), each pair once, only pairs that tell the same facts.
        origin: the outlet that the family's text comes from, where that is known.
    """
    known = {member.key: member for member in sides}
    givers: dict[int, list[tuple[int, float, int, Basis]]] = {}
    for (one, other), share in shares.items():
        found = direction(known[one], known[other], share, origin=origin)
        if found is not None:
            way, basis = found
            taker, giver, taken = (other, one, share.b_in_a) if way == "a>b" else (one, other, share.a_in_b)
            givers.setdefault(taker, []).append((RANK[basis], -taken, giver, basis))
    chosen: dict[int, Parent] = {}
    for taker, ranked in sorted(givers.items(), key=lambda item: min(item[1])):
        best, sure = _first(ranked)
        if best is not None and not _descends(best, taker, chosen):
            chosen[taker] = Parent(known[best].outlet, sure, best)
    for member in sides:
        if member.key not in chosen and member.credited:
            chosen[member.key] = Parent(member.credited[0], "credit")
    return chosen


def _first(ranked: Iterable[tuple[int, float, int, Basis]]) -> tuple[int | None, Basis]:
    """Return the best giver: the surest basis, then the largest share; by time alone only if no other comes near."""
    best, *others = sorted(ranked)
    rank, taken, giver, basis = best
    rival = basis == "time" and any(other[0] == rank and other[1] - taken < CLEARLY for other in others)
    return (None if rival else giver), basis


def _descends(member: int, ancestor: int, chosen: Mapping[int, Parent]) -> bool:
    """Whether following parents from a member leads to an ancestor: a tree has no rings."""
    at: int | None = member
    while at is not None:
        if at == ancestor:
            return True
        parent = chosen.get(at)
        at = parent.key if parent else None
    return False
