"""The chains of an article as its page draws them. Comes in: chains, the family of its text. Goes out: hops, arrows, what proves them."""

from typing import TYPE_CHECKING, Literal

from rawi.correcting import PUBLISHING
from rawi.model import Anonymous, Chain, Facts, Hop, Outlet, Record, Stored
from rawi.serve.pages.marks import Anchors

if TYPE_CHECKING:
    from rawi.archive import Archive

# Kinds of hop that name nobody in particular.
HOLLOW = frozenset({"document", "media_generic"})
CREDITS = "#credits"
# More of the other chains than this are opened by a tap.
SHOWN = 3


class Arrow(Record, frozen=True):
    """What leads to a hop: how it is known («gap»: nobody says), and where on the page the words stand that prove it."""

    basis: Literal["stated", "inferred", "gap"]
    proof: str | None


class HopView(Record, frozen=True):
    """One hop: `name` as the text has it, `outlet` where it is one; `path` of its article here, `missing` where we hold none.

    `gap` is set for a hop without a name, and says which kind of gap; `unnamed` are sources that the text does not name.
    """

    name: str | None
    outlet: Outlet | None
    arrow: Arrow | None
    hollow: bool = False
    path: str | None = None
    missing: bool = False
    gap: Literal["compiled", "unknown"] | None = None
    unnamed: Anonymous | None = None


class ChainView(Record, frozen=True):
    """A chain that is drawn, with how many of its links are inferred and how many are gaps."""

    hops: tuple[HopView, ...]
    inferred: int
    gaps: int


class ChainsView(Record, frozen=True):
    """All chains of an article: `mentioned` are sources that are only possible; `read` is false for a language that is not read."""

    main: ChainView | None
    others: tuple[ChainView, ...]
    rest: tuple[ChainView, ...]
    mentioned: tuple[str, ...]
    read: bool


def chains(archive: "Archive", stored: Stored, facts: Facts, anchors: Anchors) -> ChainsView:
    """Gather the chains of an article.

    Args:
        archive: who the hops that publish are.
        stored: the article.
        facts: what it says, its hops linked to the articles that they are (`Archive.sourced`).
        anchors: the sentences of its text.
    """
    maker = _Maker(archive, stored, facts, anchors)
    drawn = [chain for chain in facts.chains if chain.confidence != "possible"]
    main = next((chain for chain in drawn if chain.main), None)
    others = [maker.chain(chain) for chain in drawn if chain is not main]
    mentioned = dict.fromkeys(
        chain.hops[0].name for chain in facts.chains if chain.confidence == "possible" and chain.hops and chain.hops[0].name
    )
    shown = SHOWN + 1 if len(others) == SHOWN + 1 else SHOWN
    return ChainsView(
        main=maker.chain(main) if main else None,
        others=tuple(others[:shown]),
        rest=tuple(others[shown:]),
        mentioned=tuple(mentioned),
        read=(stored.article.language or "ar") == "ar",
    )


class _Maker:
    """Makes the views of one article's chains."""

    def __init__(self, archive: "Archive", stored: Stored, facts: Facts, anchors: Anchors) -> None:
        self._archive = archive
        self._stored = stored
        self._anchors = anchors
        self._unnamed = {one.speaker.start: one.anonymous for one in facts.attributions if one.speaker and one.anonymous}

    def chain(self, chain: Chain) -> ChainView:
        """Return a chain as it is drawn."""
        hops = tuple(self._hop(chain, at) for at in range(len(chain.hops)))
        inferred = sum(1 for hop in hops if hop.arrow and hop.arrow.basis == "inferred")
        return ChainView(hops, inferred, sum(1 for hop in hops if hop.gap))

    def _hop(self, chain: Chain, at: int) -> HopView:
        hop = chain.hops[at]
        arrow = self._arrow(chain, at) if at else None
        if hop.basis == "gap" or hop.name is None:
            return HopView(None, None, arrow, hollow=True, gap="compiled" if hop.kind == "compiled" else "unknown")
        if at == len(chain.hops) - 1:
            return HopView(hop.name, self._archive.outlet(self._stored.article.outlet), arrow)
        outlet = self._archive.catalogue.resolve(hop.name) if hop.kind in PUBLISHING else None
        path = f"/a/{hop.article}" if hop.article else None
        return HopView(
            name=hop.name,
            outlet=outlet,
            arrow=arrow,
            hollow=hop.kind in HOLLOW,
            path=path,
            missing=hop.kind in PUBLISHING and path is None,
            unnamed=self._anonymous(hop),
        )

    def _anonymous(self, hop: Hop) -> Anonymous | None:
        if hop.kind != "anonymous":
            return None
        return (self._unnamed.get(hop.evidence.start) if hop.evidence else None) or Anonymous()

    def _arrow(self, chain: Chain, at: int) -> Arrow:
        """Return what leads to a hop: it is proved by the words that name who passes on, or else by those that name whom it has it from.

        What leads from or to a gap is nobody's statement, nor is what a speaker that was only inferred said.
        """
        hop, before = chain.hops[at], chain.hops[at - 1]
        if "gap" in (hop.basis, before.basis):
            return Arrow("gap", self._proof(chain, at))
        unsure = "inferred" in (hop.basis, before.basis) or (at == 1 and chain.confidence == "inferred")
        return Arrow("inferred" if unsure else "stated", self._proof(chain, at))

    def _proof(self, chain: Chain, at: int) -> str | None:
        hop, before = chain.hops[at], chain.hops[at - 1]
        for evidence in (hop.evidence, before.evidence):
            if evidence and (name := self._anchors.of(evidence)):
                return "#" + name
        return CREDITS if before.basis != "gap" or hop.kind == "compiled" else None
