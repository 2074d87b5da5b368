"""The family of a text. Comes in: an article, its family. Goes out: its articles in order of time, and who took from whom."""

from collections.abc import Container
from typing import TYPE_CHECKING

from rawi.correcting import PUBLISHING
from rawi.kinship import Family
from rawi.model import Outlet, Record, Stored
from rawi.moments import instant, uncertainty
from rawi.relate.records import Basis, Parent
from rawi.serve import paths
from rawi.serve.pages.items import Item, item, when
from rawi.serve.words import exact

if TYPE_CHECKING:
    from rawi.archive import Archive


class Node(Record, frozen=True):
    """One article of the family: from `start` for `lasting` seconds it may have been published; None where nothing is known.

    `parent` is the key of the article that it took from, `giver` the outlet; None where that is not known.
    """

    item: Item
    start: float | None
    lasting: int
    parent: int | None
    giver: Outlet | None
    basis: Basis | None
    here: bool
    stated: bool = False


class FamilyView(Record, frozen=True):
    """The family, earliest first; `origins` are outlets whose own item nobody here published."""

    title: str
    path: str
    nodes: tuple[Node, ...]
    origins: tuple[Outlet, ...]
    outlets: int


def family(archive: "Archive", stored: Stored, found: Family) -> FamilyView:
    """Gather the family of an article."""
    held = archive.store.get(found.members)
    nodes = [
        node_of(archive, held[key], found.parents.get(key), inside=held, here=key == stored.key) for key in found.members if key in held
    ]
    nodes.sort(key=in_time)
    origins = {node.giver.slug: node.giver for node in nodes if node.giver and node.parent is None}
    return FamilyView(
        title=stored.article.title.strip(),
        path=paths.article(stored.key),
        nodes=tuple(nodes),
        origins=tuple(origins.values()),
        outlets=len({node.item.outlet.slug for node in nodes}),
    )


def _says(archive: "Archive", stored: Stored, slug: str) -> bool:
    """Whether an article's own words name an outlet as one through which it heard what it tells."""
    hops = (hop for chain in archive.facts(stored).chains if chain.confidence != "possible" for hop in chain.hops[:-1])
    named = (archive.catalogue.resolve(hop.name) for hop in hops if hop.name and hop.kind in PUBLISHING)
    return any(outlet is not None and outlet.slug == slug for outlet in named)


def in_time(node: Node) -> tuple[bool, float, int]:
    """Order nodes by when they were published, as far as that is known; those of which nothing is known come last."""
    return node.start is None, (node.start or 0.0) + node.lasting / 2, node.item.key


def node_of(archive: "Archive", stored: Stored, parent: Parent | None, *, inside: Container[int], here: bool = False) -> Node:
    """Make the node of an article; of a parent that is not `inside` only the outlet is said."""
    said = when(stored)
    # A time without its offset may be anybody's noon: it is placed by its day.
    known = said.moment if said.kind == "published" else None
    start = instant(known).timestamp() if known else None
    lasting = 0 if known is None else uncertainty(known) if exact(known) else 86_400
    return Node(
        item=item(archive, stored),
        start=start,
        lasting=lasting,
        parent=parent.key if parent and parent.key is not None and parent.key in inside else None,
        giver=archive.outlet(parent.outlet) if parent else None,
        basis=parent.basis if parent else None,
        here=here,
        stated=parent is not None and (parent.basis == "credit" or (parent.basis == "text" and _says(archive, stored, parent.outlet))),
    )
