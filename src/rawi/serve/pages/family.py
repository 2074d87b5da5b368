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
    parents = {key: found.parents.get(key) or _told(archive, one) for key, one in held.items()}
    # An article from which one of the family has its news may be here without being a copy of it.
    givers = archive.store.get([parent.key for parent in parents.values() if parent and parent.key is not None and parent.key not in held])
    drawn = {**held, **givers}
    nodes = [node_of(archive, one, parents.get(key), inside=drawn, here=key == stored.key) for key, one in drawn.items()]
    nodes.sort(key=in_time)
    origins = {node.giver.slug: node.giver for node in nodes if node.giver and node.parent is None}
    return FamilyView(
        title=stored.article.title.strip(),
        path=paths.article(stored.key),
        nodes=tuple(nodes),
        origins=tuple(origins.values()),
        outlets=len({one.article.outlet for one in held.values()}),
    )


def _says(archive: "Archive", stored: Stored, slug: str) -> bool:
    """Whether an article's own words name an outlet as one through which it heard what it tells."""
    hops = (hop for chain in archive.facts(stored).chains if chain.confidence != "possible" for hop in chain.hops[:-1])
    named = (archive.catalogue.resolve(hop.name) for hop in hops if hop.name and hop.kind in PUBLISHING)
    return any(outlet is not None and outlet.slug == slug for outlet in named)


def _told(archive: "Archive", stored: Stored) -> Parent | None:
    """Return the outlet from which an article says in its prose that it has its news, with that outlet's article where it is here."""
    if not archive.names_outlets(stored.key):
        return None
    main = next((chain for chain in archive.sourced(stored).chains if chain.main and chain.confidence == "stated"), None)
    hops = main.hops[:-1] if main else ()
    if not hops or hops[-1].basis != "stated" or hops[-1].kind not in PUBLISHING or not hops[-1].name:
        return None
    outlet = archive.catalogue.resolve(hops[-1].name)
    if outlet is None or outlet.slug == stored.article.outlet:
        return None
    return Parent(outlet.slug, "text", int(hops[-1].article, 16) if hops[-1].article else None)


def in_time(node: Node) -> tuple[bool, float, int]:
    """Order nodes by when they were published, as far as that is known; those of which nothing is known come last."""
    return node.start is None, (node.start or 0.0) + node.lasting / 2, node.item.key


def node_of(archive: "Archive", stored: Stored, parent: Parent | None, *, inside: Container[int], here: bool = False) -> Node:
    """Make the node of an article; of a parent that is not `inside` only the outlet is said.

    Who took its text from nobody here may still state in its prose whom it has its news from.
    """
    parent = parent or _told(archive, stored)
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
