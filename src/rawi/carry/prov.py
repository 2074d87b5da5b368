"""Where an article comes from, as W3C PROV-JSON. Comes in: an archive and an article of it. Goes out: one PROV-JSON document.

Versions, named sources and the items of others between them are entities; who publishes or speaks is an agent. A derivation says on
what it rests (`rawi:basis`: stated in the text, or inferred) and in which words (`rawi:evidence`). A gap is no entity: what stands
before it is joined to what stands behind by a plain derivation with `rawi:gap`, which claims no path. What is only possible is left out.
What a person marked as wrong is an entity of the method that found it, invalidated at the time of the mark; nothing is derived from it.

PROV-JSON (https://www.w3.org/submissions/prov-json/) writes wasRevisionOf, wasQuotedFrom and hadPrimarySource as `wasDerivedFrom`
with a `prov:type`; readers name them again (the `prov` package: `prov:type='prov:Quotation'`).
"""

import urllib.parse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from rawi.identity import hex_id
from rawi.model import Chain, Hop, Stored, Version
from rawi.relate.records import Parent
from rawi.store.contract import Correction

if TYPE_CHECKING:
    from rawi.archive import Archive

PREFIX = {"rawi": "urn:rawi:", "schema": "https://schema.org/"}
PUBLISHERS = frozenset({"outlet", "agency"})
REVISION, QUOTATION, SOURCE = "prov:Revision", "prov:Quotation", "prov:PrimarySource"
FINDING = "rawi:Finding"
# Who speaks, as PROV sorts agents; a document and «media reports» are no agents.
AGENTS = {
    "person": "prov:Person",
    "role": "prov:Person",
    "organisation": "prov:Organization",
    "group": "prov:Organization",
    "outlet": "prov:Organization",
    "agency": "prov:Organization",
}
Attributes = dict[str, Any]


def prov_json(archive: "Archive", stored: Stored) -> bytes:
    """Return the provenance of an article as a PROV-JSON document in UTF-8.

    Hops that the archive holds are named by their own articles, so that documents of several articles can be merged.
    """
    document = _Document(archive)
    latest = document.versions(stored, archive.versions(stored.key))
    for number, chain in enumerate(archive.sourced(stored).chains, start=1):
        if chain.confidence != "possible":
            document.chain(chain, f"{_article(stored.key)}/chain/{number}", latest)
    parent = archive.family(stored.key).parents.get(stored.key)
    if parent is not None:
        document.parent(parent, latest)
    for number, mark in enumerate(archive.corrections(stored.key), start=1):
        document.correction(mark, f"{_article(stored.key)}/correction/{number}")
    return msgspec.json.format(msgspec.json.encode(document.made()), indent=1) + b"\n"


class _Document:
    """A PROV-JSON document in the making."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive
        self._parts: dict[str, dict[str, Attributes]] = {}
        self._derived: set[tuple[str, str]] = set()

    def made(self) -> dict[str, Any]:
        """Return what was said so far."""
        return {"prefix": PREFIX, **self._parts}

    # ------------------------------------------------------------ what there is

    def versions(self, stored: Stored, versions: list[Version]) -> str:
        """Describe an article with its versions, each a revision of the one before it; return the one that is shown."""
        whole = self._held(stored)
        names = {version.number: f"{whole}/version/{version.number}" for version in versions}
        before = None
        for version in versions:
            name = names[version.number]
            self._entity(name, version.title, "schema:NewsArticle", self._of_version(stored, version))
            self._say("specializationOf", {"prov:specificEntity": name, "prov:generalEntity": whole})
            self._say("wasAttributedTo", {"prov:entity": name, "prov:agent": self._outlet(stored.article.outlet)})
            if before is not None:
                self._derive(name, before, REVISION, {"rawi:basis": "stated"})
            before = name
        return names[stored.version]

    def _of_version(self, stored: Stored, version: Version) -> Attributes:
        published = stored.article.published if version.number == stored.version else None
        known = {
            "rawi:digest": version.digest,
            "rawi:extractor": version.extractor,
            "rawi:firstSeen": version.first_seen.value,
            "schema:datePublished": published.value if published else None,
            "schema:url": stored.article.url,
        }
        return {name: value for name, value in known.items() if value}

    def _held(self, stored: Stored) -> str:
        """Describe an article of the archive as a whole: every version of it."""
        name = _article(stored.key)
        self._entity(name, stored.article.title, "schema:NewsArticle", {"schema:url": stored.article.url} if stored.article.url else {})
        self._say("wasAttributedTo", {"prov:entity": name, "prov:agent": self._outlet(stored.article.outlet)})
        return name

    def _outlet(self, slug: str) -> str:
        outlet = self._archive.outlet(slug)
        name = f"rawi:outlet/{_quoted(slug)}"
        self._agent(name, outlet.name or slug, "prov:Organization", {"schema:url": outlet.homepage} if outlet.homepage else {})
        return name

    # ------------------------------------------------------------ what came from what

    def chain(self, chain: Chain, name: str, latest: str) -> None:
        """Say of each hop what it was taken from, from the publisher inwards; across gaps without a path."""
        taker, gap, inferred = latest, None, False
        for number, hop in reversed(list(enumerate(chain.hops[:-1]))):
            if hop.name is None:
                gap = gap or hop.kind
                continue
            giver = self._hop(hop, f"{name}/hop/{number + 1}")
            inferred = inferred or hop.basis == "inferred" or chain.confidence == "inferred"
            kind = None if gap else QUOTATION if hop.kind in PUBLISHERS else SOURCE
            self._derive(taker, giver, kind, _attributes(hop, "inferred" if inferred else "stated", gap))
            taker, gap, inferred = giver, None, False

    def parent(self, parent: Parent, latest: str) -> None:
        """Say of which article of another outlet a text was taken, where the shared text shows it."""
        basis = {"rawi:basis": "stated" if parent.basis == "credit" else "inferred", "rawi:evidence": f"shared text, {parent.basis}"}
        other = self._archive.store.get([parent.key]).get(parent.key) if parent.key is not None else None
        if other is not None:
            self._derive(latest, self._held(other), QUOTATION, basis)
        elif parent.basis != "credit":  # a credit stands in the chains
            item = f"{latest}/origin"
            self._entity(item, self._archive.outlet(parent.outlet).name, "schema:CreativeWork", {"rawi:held": "no"})
            self._say("wasAttributedTo", {"prov:entity": item, "prov:agent": self._outlet(parent.outlet)})
            self._derive(latest, item, QUOTATION, basis)

    def correction(self, mark: Correction, name: str) -> None:
        """Say that a finding of a method was marked as wrong, and when."""
        label = " → ".join(" ".join(part.split()) for part in mark.anchor)
        self._entity(name, label, FINDING, {"rawi:kind": mark.kind, "rawi:method": mark.method, "rawi:digest": mark.digest})
        method = f"rawi:method/{_quoted(mark.method)}"
        self._agent(method, mark.method, "prov:SoftwareAgent", {})
        self._say("wasAttributedTo", {"prov:entity": name, "prov:agent": method})
        at = {"prov:time": mark.at.value} if mark.at.precision != "day" else {}
        self._say("wasInvalidatedBy", {"prov:entity": name, **at})

    def _hop(self, hop: Hop, name: str) -> str:
        """Describe what a hop gave: the article that it is, or what a source said in this one."""
        held = self._archive.article(hop.article) if hop.article else None
        if held is not None:
            return self._held(held)
        self._entity(name, hop.name or "", "schema:CreativeWork", {"rawi:kind": hop.kind, "rawi:held": "no"})
        if hop.kind in AGENTS:
            self._say("wasAttributedTo", {"prov:entity": name, "prov:agent": self._speaker(hop, name)})
        return name

    def _speaker(self, hop: Hop, name: str) -> str:
        """Describe who speaks: an outlet by its slug, anybody else within this article only, since names are not people."""
        outlet = self._archive.catalogue.resolve(hop.name or "") if hop.kind in PUBLISHERS else None
        if outlet is not None:
            return self._outlet(outlet.slug)
        agent = f"{name}/agent"
        self._agent(agent, hop.name or "", AGENTS[hop.kind], {"rawi:kind": hop.kind})
        return agent

    # ------------------------------------------------------------ how it is written

    def _entity(self, name: str, label: str, kind: str, more: Attributes) -> None:
        self._parts.setdefault("entity", {}).setdefault(name, {"prov:label": label, "prov:type": _type(kind), **more})

    def _agent(self, name: str, label: str, kind: str, more: Attributes) -> None:
        self._parts.setdefault("agent", {}).setdefault(name, {"prov:label": label, "prov:type": _type(kind), **more})

    def _say(self, relation: str, attributes: Attributes) -> None:
        said = self._parts.setdefault(relation, {})
        if attributes not in said.values():
            said[f"_:{relation}{len(said) + 1}"] = attributes

    def _derive(self, taker: str, giver: str, kind: str | None, more: Attributes) -> None:
        """Say once that one entity came from another; the first that says so is the most certain."""
        if taker == giver or (taker, giver) in self._derived:
            return
        self._derived.add((taker, giver))
        typed = {"prov:type": _type(kind)} if kind else {}
        self._say("wasDerivedFrom", {"prov:generatedEntity": taker, "prov:usedEntity": giver, **typed, **more})


def derivations(document: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (taker, giver, type) of each derivation of a PROV-JSON document; the type is "" where no path is claimed."""
    for said in document.get("wasDerivedFrom", {}).values():
        yield said["prov:generatedEntity"], said["prov:usedEntity"], said.get("prov:type", {}).get("$", "")


def _attributes(hop: Hop, basis: str, gap: str | None) -> Attributes:
    evidence = {"rawi:evidence": hop.evidence.text, "rawi:evidenceStart": hop.evidence.start} if hop.evidence else {}
    return {"rawi:basis": basis, **({"rawi:gap": gap} if gap else {}), **evidence}


def _type(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _article(key: int) -> str:
    return f"rawi:article/{hex_id(key)}"


def _quoted(name: str) -> str:
    return urllib.parse.quote(name, safe="", errors="replace")
