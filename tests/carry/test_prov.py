"""PROV-JSON of an article, read back by the `prov` package."""

import json

import msgspec
import pytest
from prov.model import ProvDocument

from rawi.carry.prov import derivations, prov_json
from rawi.correcting import attribution_anchor
from rawi.identity import hex_id
from rawi.model import Chain, Hop, Span
from rawi.moments import moment
from rawi.pipeline import arrive


def document(archive, name):
    """The document, which the `prov` package has read and understood."""
    data = prov_json(archive, archive.article(name)).decode()
    read = ProvDocument.deserialize(content=data, format="json")
    mine, again = json.loads(data), json.loads(read.serialize(format="json"))
    assert {part: len(of) for part, of in again.items() if part != "prefix"} == {
        part: len(of) for part, of in mine.items() if part != "prefix"
    }
    return mine


def with_chains(archive, monkeypatch, *chains):
    real = type(archive).sourced
    monkeypatch.setattr(type(archive), "sourced", lambda self, stored: msgspec.structs.replace(real(self, stored), chains=chains))


def labels(found, name):
    return found["entity"][name]["prov:label"]


def said(found):
    return [(labels(found, taker), labels(found, giver), kind) for taker, giver, kind in derivations(found)]


def test_a_source_behind_a_wire_is_quoted_step_by_step(told):
    found = document(told, "told")
    title = told.article("told").article.title
    steps = said(found)
    assert (title, "رويترز", "prov:Quotation") in steps
    minister = next(giver for taker, giver, kind in steps if taker == "رويترز" and kind == "prov:PrimarySource")
    assert "نبيل الساحلي" in minister
    assert all(one["rawi:basis"] == "stated" for one in found["wasDerivedFrom"].values())
    text = told.article("told").article.text
    for one in found["wasDerivedFrom"].values():
        assert text.startswith(one["rawi:evidence"], one["rawi:evidenceStart"])


def test_who_publishes_and_who_speaks_are_agents(told):
    found = document(told, "told")
    agents = {one["prov:agent"] for one in found["wasAttributedTo"].values()}
    assert agents == set(found["agent"])
    assert {"rawi:outlet/okaz", "rawi:outlet/reuters"} <= agents
    nameless = [name for name, one in found["entity"].items() if one.get("rawi:kind") == "anonymous"]
    attributed = {one["prov:entity"] for one in found["wasAttributedTo"].values()}
    assert nameless
    assert not attributed & set(nameless)


def test_a_hop_that_is_held_is_its_own_article(told):
    found = document(told, "copy")
    wire = f"rawi:article/{hex_id(told.article('wire').key)}"
    copy = f"rawi:article/{hex_id(told.article('copy').key)}/version/1"
    assert (copy, wire, "prov:Quotation") in list(derivations(found))
    assert found["entity"][wire]["schema:url"] == "https://reuters.example/wire"


def test_a_new_version_is_a_revision_of_the_one_before(told):
    stored = told.article("gap")
    later = msgspec.structs.replace(stored.article, text="قال المدير سامي الحداد إن العمل توقف في الميناء.")
    told.add([arrive(later, told.catalogue, external_id="gap", fetched_at=moment("2025-03-02T12:00Z", basis="fetched"))])
    found = document(told, "gap")
    name = f"rawi:article/{hex_id(stored.key)}"
    assert (f"{name}/version/2", f"{name}/version/1", "prov:Revision") in list(derivations(found))
    assert {one["prov:specificEntity"] for one in found["specializationOf"].values()} == {f"{name}/version/1", f"{name}/version/2"}
    assert "schema:datePublished" not in found["entity"][f"{name}/version/1"], "what we know is when the shown version was published"


def test_nothing_is_invented_for_a_gap(told, monkeypatch):
    end, source = Hop("عكاظ", "outlet", "stated"), Hop("سامي الحداد", "person", "stated", Span("سامي الحداد", 11, 22))
    with_chains(told, monkeypatch, Chain((source, Hop(None, "compiled", "gap"), end), "stated"))
    found = document(told, "gap")
    ((_, giver, kind),) = said(found)
    assert (giver, kind) == ("سامي الحداد", "")
    (step,) = found["wasDerivedFrom"].values()
    assert step["rawi:gap"] == "compiled"
    assert len(found["entity"]) == 3, "the article, its version, what the source said"


@pytest.mark.parametrize("inner", ["stated", "inferred"])
def test_what_is_inferred_says_so(told, monkeypatch, inner):
    chain = Chain((Hop("برق", "agency", inner), Hop("عكاظ", "outlet", "stated")), "stated")
    with_chains(told, monkeypatch, chain)
    (step,) = document(told, "gap")["wasDerivedFrom"].values()
    assert (step["rawi:basis"], step["prov:type"]["$"]) == (inner, "prov:Quotation")


def test_what_is_only_possible_is_left_out(told, monkeypatch):
    with_chains(told, monkeypatch, Chain((Hop("برق", "agency", "stated"), Hop("عكاظ", "outlet", "stated")), "possible"))
    assert "wasDerivedFrom" not in document(told, "gap")


def test_any_name_makes_a_document(told, monkeypatch):
    odd = 'a "b" <c> : ) \\ \u2028 ' + "س" * 300
    with_chains(told, monkeypatch, Chain((Hop(odd, "agency", "stated"), Hop(odd, "outlet", "stated")), "stated"))
    assert odd in [giver for _, giver, _ in said(document(told, "gap"))]


def test_what_was_marked_as_wrong_is_a_finding_that_was_invalidated(told):
    before = document(told, "told")
    stored = told.article("told")
    wrong = told.facts(stored).attributions[0]
    told.correct(stored.key, "attribution", attribution_anchor(wrong))
    try:
        found = document(told, "told")
    finally:
        told.uncorrect(stored.key, "attribution", attribution_anchor(wrong))
    (name,) = set(found["entity"]) - set(before["entity"])
    assert found["entity"][name]["rawi:method"].startswith("attribution/")
    assert wrong.cue.text in labels(found, name)
    (said_wrong,) = found["wasInvalidatedBy"].values()
    assert said_wrong["prov:entity"] == name
    assert said_wrong["prov:time"]
    assert all(name not in (taker, giver) for taker, giver, _ in derivations(found))
    assert document(told, "told") == before
