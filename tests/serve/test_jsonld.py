"""What an article's page says in schema.org's words."""

import json

import msgspec
import pytest
from prov.model import ProvDocument
from selectolax.lexbor import LexborHTMLParser

from rawi.model import Article, Chain, Facts, Hop, Outlet, Stored
from rawi.serve.jsonld import article_jsonld, embedded
from serve.newsroom import at, plant

OUTLET = Outlet("khalij", "نافذة الخليج", homepage="https://khalij.example/")
END = Hop("نافذة الخليج", "outlet", "stated")


def read(article=None, chains=(), outlet=OUTLET, held=None):
    one = article or plant()
    stored = Stored(7, one.id, 1, one, Facts(id=one.id), at("2026-03-14T11:00:00Z"), 1, 1, "import")
    facts = Facts(id=one.id, chains=tuple(chains))
    return json.loads(article_jsonld(stored, facts, outlet, "http://127.0.0.1/a/7", address_of=(held or {}).get))


def test_only_what_is_stated_is_a_base():
    stated, inferred, gap = Hop("برق", "agency", "stated"), Hop("المرسى", "outlet", "inferred"), Hop(None, "compiled", "gap")
    person = Hop("نبيل الساحلي", "person", "stated")
    report = Hop("تقرير الوزارة", "document", "stated")
    made = read(chains=[Chain((person, stated, inferred, gap, END), "stated", main=True), Chain((report, stated, END), "stated")])
    assert made["isBasedOn"] == [{"@type": "CreativeWork", "publisher": {"@type": "NewsMediaOrganization", "name": "برق"}}]
    assert made["citation"] == [{"@type": "CreativeWork", "name": "تقرير الوزارة"}]
    possible = read(chains=[Chain((report, stated, END), "possible")])
    assert "isBasedOn" not in possible
    assert "citation" not in possible


def test_a_base_that_is_held_has_its_address():
    plain, held = Hop("برق", "agency", "stated"), Hop("برق", "agency", "stated", article="barq-1")
    made = read(chains=[Chain((plain, END), "stated"), Chain((held, END), "stated")], held={"barq-1": "https://barq.example/n/1"})
    (base,) = made["isBasedOn"]
    assert (base["@type"], base["url"], base["publisher"]["name"]) == ("NewsArticle", "https://barq.example/n/1", "برق")
    odd = read(chains=[Chain((held, END), "stated")], held={"barq-1": "javascript:alert(1)"})
    assert "url" not in odd["isBasedOn"][0]


def test_times_credits_and_publisher_are_as_given():
    made = read()
    assert (made["@type"], made["headline"], made["url"]) == ("NewsArticle", plant().title, plant().url)
    assert made["datePublished"] == "2026-03-14T10:42+03:00"
    assert made["creditText"] == "نافذة الخليج - برق"
    assert made["isPartOf"] == {"@type": "WebSite", "name": "نافذة الخليج", "url": "https://khalij.example/"}
    assert made["publisher"]["@type"] == "NewsMediaOrganization"
    assert read(plant(published=at("2026-03-14")))["datePublished"] == "2026-03-14"
    assert read(plant(byline=None))["creditText"] == "نافذة الخليج - برق - المصدر: صحيفة المرسى"
    assert read(plant(kind="opinion"))["@type"] == "OpinionNewsArticle"
    bare = read(Article("b", "javascript:alert(1)", "x", "", ""), outlet=Outlet("x", "x"))
    assert set(bare) == {"@context", "@type", "mainEntityOfPage", "publisher", "isPartOf"}


@pytest.mark.parametrize(
    "mark", ["</script>", "<!--", "<script>", "]]>", "&lt;", "\u2028", "\u2029", "\x00", "\ud800", "\ufffe", '"', "\\"]
)
def test_nothing_breaks_out_of_the_block(mark):
    text = str(embedded({"a": f"قبل{mark}بعد", "b": [{"c": mark}]}))
    text.encode()
    assert not any(one in text for one in "<>&\u2028\u2029\x00")
    kept = json.loads(text)["a"]
    assert kept in (f"قبل{mark}بعد", "قبلبعد")
    block = LexborHTMLParser(f'<script type="application/ld+json">{text}</script><p>').css_first("script")
    assert json.loads(block.text()) == json.loads(text)


def test_a_page_holds_it_and_claims_no_truth(client):
    page = LexborHTMLParser(client.get("/a/khalij-1").text)
    (block,) = page.css("head script[type='application/ld+json']")
    assert block.attributes == {"type": "application/ld+json"}
    made = json.loads(block.text())
    assert made["headline"] == plant().title
    assert "برق" in [base["publisher"]["name"] for base in made["isBasedOn"]]
    assert "ClaimReview" not in block.text()
    assert page.css("script:not([type='application/ld+json']):not([src^='/static/'])") == []


def test_a_hostile_article_stays_inside_its_block(hostile, client_of):
    page = LexborHTMLParser(client_of(hostile).get("/a/evil-1").text)
    made = json.loads(page.css_first("head script[type='application/ld+json']").text())
    assert made["headline"].startswith("<script>alert('x')</script>")
    assert "url" not in made


def test_provenance_is_served_as_prov_json(client):
    answer = client.get("/a/khalij-1/prov.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    read_ = ProvDocument.deserialize(content=answer.text, format="json")
    assert any("برق" in str(record.label) for record in read_.get_records())
    assert client.get("/a/khalij-1/prov.json", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert client.get("/a/nothing/prov.json").status_code == 404


def test_feeds_name_who_provided_the_information(client):
    item = next(one for one in client.get("/latest.json").json()["items"] if one["title"] == plant().title)
    sources = {one["name"]: one for one in item["_rawi"]["infosources"]}
    assert sources["برق"]["kind"] in ("agency", "outlet")
    assert all(set(one) <= {"name", "uri", "kind"} for one in sources.values())
    assert "khalij" not in sources


def test_a_stated_hop_that_is_held_is_a_via_link(archive, client, monkeypatch):
    real = type(archive).sourced
    stored = archive.article("khalij-1")

    def with_link(self, one):
        facts = real(self, one)
        hops = (Hop("برق", "agency", "stated", article="barq-1"), Hop("ظل", "agency", "inferred", article="jabal-1"), END)
        return msgspec.structs.replace(facts, chains=(Chain(hops, "stated"),)) if one.key == stored.key else facts

    monkeypatch.setattr(type(archive), "sourced", with_link)
    for kind in ("atom", "rss"):
        text = client.get(f"/latest.{kind}").text
        assert 'href="https://barq.example/n/1" rel="via" title="برق"' in text
        assert 'rel="via" title="ظل"' not in text
