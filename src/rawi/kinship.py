"""Articles that share text, asked of a store. Comes in: a store, the catalogue, a key or a text. Goes out: reuse, families, traces.

The store finds candidates by fingerprints; everything else is decided by the pure functions of `rawi.relate`. Nothing here is
kept: an answer is made of what the archive holds at that moment, about a millisecond for an article.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rawi.identity import hex_id
from rawi.language.tokens import keys
from rawi.model import Moment, Stored
from rawi.moments import instant
from rawi.outlets.catalogue import Catalogue
from rawi.relate.direction import AT_MOST, CLEARLY, direction, parents, seconds_apart
from rawi.relate.fingerprint import hashes, winnowed
from rawi.relate.frames import tells_otherwise
from rawi.relate.origin import origin
from rawi.relate.passages import is_reworded, stretches
from rawi.relate.records import Basis, Origin, Parent, Reuse, Share, Side, Traced, Way
from rawi.relate.retelling import WINDOW, marks, meant
from rawi.relate.reuse import is_copy
from rawi.relate.stripping import stripped
from rawi.relate.trace import Asked, carried, may_carry
from rawi.relate.witness import side
from rawi.store.contract import Store

# A pair is given from this share of the shorter text on, and from 25 words in common: fewer are a formula as often as a text. None of
# 3,129 pairs that share half of a text of fifty words or more is lost; 24 words give 38 pairs more, most of them of very short texts.
LEAST_SHARE, LEAST_SHINGLES = 0.3, 21
# Three in ten words changed leave a sixth of the shingles: from here on texts are laid side by side.
FEW, LITTLE = 6, 0.06
# Who credits an agency may share formulas with several of its items: it took from those that hold nearly as much of it as the best,
# and from those of which it has more than a formula, as a report has that was put together of several items. Two telegrams to
# different presidents share up to half of the shorter.
NEARLY, WHOLE, PART = 0.8, 0.6, 0.5
# A family is looked at as far as so many members, the ones that share most.
MEMBERS = 60
REMEMBERED = 4_096
# Beside so many of an outlet's articles before it one is looked for that an article retells: half a millisecond each, once.
BESIDE = 40
# So many articles are read in full to answer a trace.
TRACED = 300


class Shared(NamedTuple):
    """What an article shares with another: shingles in common and of each; `copy` where one is nearly all of the other."""

    both: int
    own: int
    others: int
    copy: bool


class Family(NamedTuple):
    """Near-verbatim copies of one text with the parents that are known, and where the text comes from."""

    members: tuple[int, ...]
    parents: dict[int, Parent]
    origin: Origin | None


class Kinship:
    """Answers about one store as it stands, remembering what it has read; a store that has changed needs a new one."""

    def __init__(self, store: Store, catalogue: Catalogue, *, remembered: int = REMEMBERED) -> None:
        """Take a store, the outlets that are known, and of how many articles what was read is remembered."""
        self._store = store
        self._catalogue = catalogue
        self.pairs = functools.lru_cache(remembered)(self._pairs)
        self.family = functools.lru_cache(remembered)(self._family)
        self.stored = functools.lru_cache(remembered)(self._stored)
        self.side = functools.lru_cache(remembered)(self._side)
        self.same_facts = functools.lru_cache(remembered)(self._same_facts)
        self._words = functools.lru_cache(remembered)(self._read_words)
        self._marks = functools.lru_cache(remembered)(self._read_marks)
        self._hashes = functools.lru_cache(remembered)(self._read_hashes)

    # ------------------------------------------------------------ pairs

    def reuse_of(self, key: int, *, limit: int | None = None) -> list[Reuse]:
        """Return the articles of other outlets that share text with one, those that share most of it first, at most `limit`.

        `a` is the article that was asked for.
        """
        here = (other for other in self._nearest(key) if self.stored(other) and self.stored(key))
        return [self.reuse(key, other) for other in itertools.islice(here, limit)]

    def _nearest(self, key: int) -> list[int]:
        """Return the articles that share text with one, those that share most first."""
        pairs = self.pairs(key)
        return sorted(pairs, key=lambda other: (-pairs[other].both, other))

    def all_reuse(self) -> Iterator[Reuse]:
        """Yield every pair of the archive that shares text, by the arrival of its later article; `a` is the earlier one."""
        after, order = 0, dict[int, int]()
        while batch := self._store.in_order(after=after, limit=500):
            after = batch[-1].arrival
            for later in batch:
                order[later.key] = later.arrival
                for key in sorted(self.pairs(later.key), key=lambda key: order.get(key, after + 1)):
                    if key in order and key != later.key:
                        yield self.reuse(key, later.key)

    def reuse(self, a: int, b: int) -> Reuse:
        """Return what two articles share, whichever of them knows it."""
        shared = self.pairs(a).get(b) or _turned(self.pairs(b)[a])
        share = _share(shared)
        found = self._direction(a, b, share) if self._of_one_week(a, b) else None
        if found is not None and not self.same_facts(min(a, b), max(a, b)):
            found = None
        way, basis = found or (None, None)
        return Reuse(
            a_key=a,
            b_key=b,
            a=self._name(a),
            b=self._name(b),
            share=share,
            copy=shared.copy and self.same_facts(min(a, b), max(a, b)),
            direction=way,
            basis=basis,
            credited=None if way is None else basis == "credit",
        )

    def _pairs(self, key: int) -> dict[int, Shared]:
        """Compare an article with whatever shares fingerprints with it."""
        mark = self._store.profiles([key]).get(key)
        stored = self.stored(key)
        if mark is None or stored is None:
            return {}
        own = self._hashes(key)
        wrong = {name for mark in self._store.corrections(key) if mark.kind == "edge" for name in mark.anchor}
        found = {}
        for sharing in self._store.sharing(winnowed(mark.fingerprint), beside=key):
            if sharing.outlet == stored.article.outlet or (wrong and hex_id(sharing.key) in wrong):
                continue
            others = self._hashes(sharing.key)
            both = len(own & others)
            if self._is_shared(key, sharing.key, both, min(len(own), len(others))):
                found[sharing.key] = Shared(both, len(own), len(others), is_copy(own, others))
        return found

    def _is_shared(self, a: int, b: int, both: int, shorter: int) -> bool:
        """Whether so many shingles in common, of so many of the shorter text, are more than a formula."""
        if both >= LEAST_SHARE * shorter:
            return both >= LEAST_SHINGLES
        return both >= max(FEW, LITTLE * shorter) and is_reworded(self._words(a), self._words(b))

    def _direction(self, a: int, b: int, share: Share) -> tuple[Way, Basis] | None:
        one, other = self.side(a), self.side(b)
        wire = self._origin((a, b)) if _timed(one, other) else None
        found = direction(one, other, share, origin=wire.outlet if wire else None)
        if found is None:
            return None
        taker, giver = (b, a) if found[0] == "a>b" else (a, b)
        return found if self._took_this(taker, giver) and (found[1] != "time" or self._first(taker, giver)) else None

    def _took_this(self, taker: int, giver: int) -> bool:
        """Whether it was this item that one article took from an outlet, and not another of which it is a formula."""
        pairs, outlet = self.pairs(taker), self.side(giver).outlet
        this = pairs.get(giver) or _turned(self.pairs(giver)[taker])
        best = max((shared.both for key, shared in pairs.items() if self.side(key).outlet == outlet), default=0)
        enough = this.both >= PART * min(this.own, this.others) or outlet not in self.side(taker).credited
        return (this.both >= NEARLY * best and enough) or this.both >= WHOLE * this.others

    def _first(self, taker: int, giver: int) -> bool:
        """Whether no earlier article holds as much of what was taken: then it was that one, or nobody can tell."""
        pairs, since = self.pairs(taker), self.side(giver).published
        least = pairs[giver].both - CLEARLY * pairs[giver].own if giver in pairs else 0
        rivals = (self.side(key) for key, shared in pairs.items() if key != giver and shared.both >= least)
        return not any((seconds_apart(rival.published, since) or 0) > 0 for rival in rivals)

    # ------------------------------------------------------------ families

    def _family(self, key: int) -> Family:
        """Return the near-verbatim copies of an article's text that tell the same facts, with who took from whom."""
        members = self._copies((key,))
        shares = {
            (one, other): _share(self.pairs(one)[other])
            for at, one in enumerate(members)
            for other in members[at + 1 :]
            if other in self.pairs(one) and self.same_facts(min(one, other), max(one, other))
        }
        sides = [self.side(member) for member in members]
        wire = origin(sides)
        found = parents(sides, shares, origin=wire.outlet if wire else None)
        for member, parent in found.items():
            if parent.key is None and (giver := self._giver(member)) is not None and giver not in members:
                found[member] = Parent(self.side(giver).outlet, "credit", giver)
        return Family(members, found, wire)

    def _giver(self, taker: int) -> int | None:
        """Return the article that one took its text from by its own credit, though it is no near-verbatim copy of it."""
        credited = self.side(taker).credited
        found = (self.reuse(other, taker) for other in self._nearest(taker) if self.side(other).outlet in credited)
        return next((pair.a_key for pair in found if pair.direction == "a>b" and pair.basis == "credit"), None)

    def sources(self, key: int) -> dict[str, int]:
        """Return the articles that an outlet named in an article can mean, by outlet: whom its text is from first, then who shares it."""
        family, own, found = self.family(key), self.side(key), dict[str, int]()
        given = [family.parents[key]] if key in family.parents else []
        shared = [*(parent.key for parent in (*given, *family.parents.values()) if parent.key is not None), *family.members]
        told = {*own.credited, *own.named}
        for other in (*shared, *self._nearest(key)):
            outlet = self.side(other).outlet
            if outlet in ("", own.outlet) or outlet in found:
                continue
            if other in shared or (outlet in told and self.reuse(other, key).direction == "a>b"):
                found[outlet] = other
        return found

    def retold(self, key: int, outlet: str) -> int | None:
        """Return the article of an outlet that one names and retells in its own words or language; None where none is clearly meant."""
        stored = self.stored(key)
        if stored is None or outlet == stored.article.outlet:
            return None
        others = self._store.newest(BESIDE, before=self._store.position(stored), outlet=outlet)
        since = instant(_when(stored))
        near = {
            other.key
            for other in others
            if other.article.published and 0 <= (since - instant(other.article.published)).total_seconds() <= WINDOW
        }
        if not near:
            return None
        found = {other.key: self._marks(other.key) for other in others}
        window = {key: found[key] for key in near}
        return meant(self._marks(key), window, {key: one for key, one in found.items() if key not in near})

    def named(self, key: int) -> bool:
        """Whether an article's prose names or links another outlet."""
        return bool(self.side(key).named)

    def _origin(self, several: Sequence[int]) -> Origin | None:
        return origin([self.side(member) for member in self._copies(several)])

    def _copies(self, several: Sequence[int]) -> tuple[int, ...]:
        """Return articles with their near-verbatim copies, the ones that share most first."""
        found: dict[int, int] = {}
        for key in several:
            for other, shared in self.pairs(key).items():
                if shared.copy and self._of_one_week(key, other) and self.same_facts(min(key, other), max(key, other)):
                    found[other] = max(found.get(other, 0), shared.both)
        rest = sorted((key for key in found if key not in several), key=lambda key: (-found[key], key))
        return (*several, *rest[: MEMBERS - len(several)])

    # ------------------------------------------------------------ one article

    def _of_one_week(self, a: int, b: int) -> bool:
        """Whether two articles were seen within a week of each other: the same words later are the same formula."""
        one, other = self.stored(a), self.stored(b)
        if one is None or other is None:
            return False
        return abs((instant(_when(one)) - instant(_when(other))).total_seconds()) <= AT_MOST

    def _name(self, key: int) -> str:
        stored = self.stored(key)
        return stored.id if stored else hex_id(key)

    def _stored(self, key: int) -> Stored | None:
        return self._store.get([key]).get(key)

    def _side(self, key: int) -> Side:
        stored = self.stored(key)
        if stored is None:  # removed meanwhile
            return Side(key=key, outlet="")
        return side(key, stored.article, stored.facts.credits or stored.article.credits, self._catalogue)

    def _same_facts(self, a: int, b: int) -> bool:
        one, other = self._words(a), self._words(b)
        return not tells_otherwise(one, other, stretches(one, other))

    def _read_words(self, key: int) -> list[str]:
        stored = self.stored(key)
        return keys(stripped(stored.article.text, stored.facts.credits)) if stored else []

    def _read_marks(self, key: int) -> frozenset[str]:
        stored = self.stored(key)
        return marks(stored.article.text) if stored else frozenset()

    def _read_hashes(self, key: int) -> frozenset[int]:
        found = self._store.profiles([key]).get(key)
        return hashes(found.fingerprint) if found else frozenset()

    # ------------------------------------------------------------ trace

    def trace(self, text: str) -> list[tuple[Stored, Traced]]:
        """Return who carried a text or a part of it, earliest first; nothing where nobody here did."""
        asked = Asked(text)
        shares = [share.key for share in self._store.sharing(sorted(asked.hashes))]
        profiles = self._store.profiles(shares)
        likely = [key for key in shares if key in profiles and may_carry(asked, profiles[key].fingerprint)][:TRACED]
        stored = self._store.get(likely)
        found = [(one, carried(asked, key, one.article.text)) for key, one in stored.items()]
        kept = [(one, traced) for one, traced in found if traced is not None]
        return sorted(kept, key=lambda pair: (instant(_when(pair[0])), pair[0].arrival))


def _when(stored: Stored) -> Moment:
    """Return the time by which articles stand in order: the publisher's, else when it was first seen."""
    return stored.article.published or stored.first_seen


def _timed(one: Side, other: Side) -> bool:
    """Whether times may have a word: both were declared and neither credits anybody."""
    return one.published is not None and other.published is not None


def _turned(shared: Shared) -> Shared:
    return Shared(shared.both, shared.others, shared.own, shared.copy)


def _share(shared: Shared) -> Share:
    together = shared.own + shared.others - shared.both
    return Share(round(shared.both / shared.own, 4), round(shared.both / shared.others, 4), round(shared.both / together, 4))
