"""Through whom a report came, as the pages show it."""

import urllib.parse

import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.archive import Archive
from rawi.model import Anonymous, Article, Attribution, Chain, Facts, Hop, Span
from rawi.outlets.catalogue import load
from rawi.pipeline import arrive
from rawi.serve.pages.also import delay, earliest, percent
from rawi.serve.pages.chain import chains
from rawi.serve.pages.compare import shared_parts
from rawi.serve.pages.marks import Anchors
from rawi.serve.pages.trace import LIMIT
from rawi.settings import Settings
from serve.newsroom import COPY, PLANT, at, plant


def read(answer):
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def text(node):
    return " ".join(node.text().replace("\u2068", "").replace("\u2069", "").split())


# ---------------------------------------------------------------- chains


def test_the_main_chain_names_who_told_it_and_through_whom(client):
    hops = [text(node) for node in read(client.get("/a/khalij-1")).css(".hops.main .who")]
    assert len(hops) >= 3
    assert hops[0].startswith("مسؤول في وزارة المياه لم يُسمَّ المصدر")
    assert hops[1] == "المرسى لم نرصد الأصل"
    assert hops[-1] == "khalij"


def test_every_arrow_opens_words_that_stand_on_the_page(client):
    page = read(client.get("/a/khalij-1"))
    links = [link.attributes["href"] for link in page.css("a.arrow")]
    assert len(links) >= 3
    for link in links:
        assert page.css_first(f'[id="{link[1:]}"]') is not None, link
    proof = page.css_first('[id="p1-s1"]')
    assert "المرسى" in proof.text()


def test_the_body_is_the_outlet_s_text_and_nothing_else(client):
    body = read(client.get("/a/khalij-1")).css_first(".story .body")
    assert "\n".join(line for line in body.text().split("\n") if line.strip()) == PLANT
    assert len(body.css(".said")) >= 4
    assert len(body.css("a.margin")) >= 3
    assert all(not node.text() for node in body.css("a.margin"))


def test_statements_lead_to_their_sentence_and_back(client):
    page = read(client.get("/a/khalij-1"))
    rows = page.css(".statements li")
    assert len(rows) >= 4
    for row in rows:
        assert page.css_first(f'[id="{row.css_first("a").attributes["href"][1:]}"]') is not None
    for mark in page.css("a.margin"):
        assert page.css_first(f'[id="{mark.attributes["href"][1:]}"]') in rows
    assert any("المتحدثة" in text(row) or "ليان" in text(row) for row in rows)


def facts_of(*several, attributions=()):
    return Facts("x", chains=several, attributions=attributions)


def chain(*hops, confidence="stated", main=False):
    return Chain(hops, confidence, main)


SOURCE = Hop("وزير", "person", "stated", Span("قال", 0, 3))
PUBLISHER = Hop("khalij", "outlet", "stated")


def drawn(archive, *several, **more):
    stored = archive.article("khalij-1")
    return chains(archive, stored, facts_of(*several, **more), Anchors(stored.article.text))


def test_what_is_only_possible_is_listed_and_never_drawn(archive):
    view = drawn(archive, chain(SOURCE, PUBLISHER, confidence="possible", main=True))
    assert (view.main, view.others, view.mentioned) == (None, (), ("وزير",))


@pytest.mark.parametrize(("others", "shown"), [(0, 0), (3, 3), (4, 4), (7, 3)])
def test_many_chains_are_one_line_each_and_the_rest_a_tap_away(archive, others, shown):
    view = drawn(archive, chain(SOURCE, PUBLISHER, main=True), *[chain(SOURCE, PUBLISHER)] * others)
    assert (len(view.others), len(view.others) + len(view.rest)) == (shown, others)


def test_gaps_and_inferences_are_not_stated(archive):
    gap = Hop(None, "unknown", "gap")
    view = drawn(archive, chain(SOURCE, gap, PUBLISHER, main=True), chain(SOURCE, PUBLISHER, confidence="inferred"))
    assert [hop.arrow and hop.arrow.basis for hop in view.main.hops] == [None, "gap", "gap"]
    assert (view.main.inferred, view.others[0].inferred) == (0, 1)
    assert (view.main.hops[1].hollow, view.main.hops[1].gap, view.main.gaps) == (True, "unknown", 1)
    assert view.main.hops[2].arrow.proof is None, "no words prove what leads from a gap"
    assert view.others[0].hops[1].arrow.basis == "inferred"


def test_unnamed_sources_keep_what_is_said_of_them(archive):
    span = Span("مسؤول", 4, 9)
    known = Anonymous(3, None, "على دراية مباشرة")
    one = Attribution(cue=span, speaker=span, speaker_kind="anonymous", anonymous=known, form="indirect", confidence="stated")
    view = drawn(archive, chain(Hop("مسؤول", "anonymous", "stated", span), PUBLISHER, main=True), attributions=(one,))
    assert view.main.hops[0].unnamed == known


def test_a_hop_that_is_held_here_links_to_its_article(archive):
    barq = archive.article("barq-1")
    view = drawn(archive, chain(SOURCE, Hop("صحيفة", "outlet", "stated", None, barq.id), PUBLISHER, main=True))
    assert view.main.hops[1].path == f"/a/{barq.id}"
    assert not view.main.hops[1].missing


# ---------------------------------------------------------------- who else


def test_who_else_published_it(client):
    page = read(client.get("/a/khalij-1"))
    lines = {text(row.css_first("a")): text(row.css_first("small")) for row in page.css("#also li")}
    assert set(lines) >= {"barq", "jabal"}
    assert "نُشر قبله" in lines["barq"]
    assert "٪ من هذا النص فيه" in lines["barq"]
    assert "نُشر" not in lines["jabal"], "it gives the day only"


def test_nobody_is_said_to_be_silent_who_names_it_in_the_prose(tmp_path, client_of):
    told = COPY.replace("قال مسؤول في وزارة المياه لصحيفة «المرسى»", "قالت وكالة رويترز")
    with Archive.open(tmp_path / "a", Settings(), write=True) as made:
        made.add([arrive(plant(text=COPY), load(), external_id="k")])
        made.add(
            [
                arrive(
                    Article("t", "https://t.example/1", "t", "عنوان", told, language="ar", published=at("2026-03-14")),
                    load(),
                    external_id="t",
                )
            ]
        )
        made.flush()
        line = text(read(client_of(made).get("/a/k")).css_first("#also li small"))
    assert "رويترز" in line
    assert "من دون ذكر مصدر" not in line


def test_delays_have_a_basis_or_are_not_given(archive):
    one, two, day, undated = (archive.article(name) for name in ("khalij-1", "barq-1", "jabal-1", "old-1"))
    found = delay(one, two)
    assert (found.way, found.basis, found.seconds) == ("before", "declared", 97 * 60)
    assert delay(two, one).way == "after"
    assert delay(one, day) is None
    assert delay(one, undated) is None


def test_earliest_is_said_only_where_it_is_certain(archive):
    one, two, day = (archive.article(name) for name in ("khalij-1", "barq-1", "jabal-1"))
    assert earliest([one, two]) == two
    assert earliest([one, two, day]) is None
    assert earliest([one]) is None


def test_shares_never_round_to_all_or_nothing():
    assert [percent(share) for share in (1.0, 0.999, 0.914, 0.001)] == [100, 99, 91, 1]


def test_two_texts_side_by_side(client, archive):
    other = archive.article("barq-1")
    page = read(client.get(f"/a/khalij-1/with/{other.key:016x}"))
    bodies = page.css(".sides .body")
    assert ["\n".join(p.text() for p in body.css("p")) for body in bodies] == [PLANT, COPY]
    assert all(body.css("mark.same") for body in bodies)


def test_changed_words_are_told_from_new_ones():
    one = "أعلنت الوزارة صباح اليوم أن الجسر الجديد سيفتح يوم الأحد أمام الشاحنات الثقيلة في المدينة. وهذا ليس هناك."
    two = "أعلنت الوزارة صباح اليوم أن الجسر الجديد سيفتح يوم الاثنين أمام الشاحنات الثقيلة في المدينة."
    (parts,) = shared_parts(one, two)
    assert [part.text for part in parts if part.kind == "changed"] == ["الأحد"]
    assert "وهذا ليس هناك" in "".join(part.text for part in parts if part.kind == "other")
    assert "".join(part.text for part in parts) == one


@pytest.mark.parametrize("path", ["/a/khalij-1/with/khalij-1", "/a/khalij-1/with/none", "/a/none/family", "/a/none/with/khalij-1"])
def test_what_cannot_be_compared_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_family_is_a_list_and_a_drawing(client):
    page = read(client.get("/a/khalij-1/family"))
    assert len(page.css("main .rows li")) == len(page.css("svg circle")) - len(page.css("svg .origin")) >= 3
    assert page.css_first("svg").attributes["role"] == "img"


# ---------------------------------------------------------------- trace


def asked(words):
    return "/trace?" + urllib.parse.urlencode({"text": words})


def test_a_text_is_traced_to_who_carried_it(client):
    page = read(client.get(asked(" ".join(COPY.split()[20:60]))))
    found = page.css(".answers li")
    assert len(found) == 3
    assert all(row.css("mark.same") for row in found)
    assert "ورد فيه" in text(found[0])


def test_nothing_is_found_where_nothing_is(client):
    page = read(client.get(asked("جملة لم يكتبها أحد من قبل عن قطار يعبر الصحراء ليلاً محملاً بالتمر والملح إلى سوق بعيدة")))
    assert page.css(".answers li") == []
    assert "لم نجد هذا النص" in text(page.css_first("main"))


def test_a_long_text_is_posted_and_a_short_one_gets_an_address(client):
    short, long = " ".join(COPY.split()[20:60]), PLANT
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.request("POST", "/trace", headers=form, content=urllib.parse.urlencode({"text": short}))
    assert urllib.parse.parse_qs(answer.url.query.decode()) == {"text": [short]}
    answer = client.request("POST", "/trace", headers=form, content=urllib.parse.urlencode({"text": long}))
    assert len(read(answer).css(".answers li")) == 3
    assert answer.headers["cache-control"] == "no-store"


def test_a_page_of_another_site_cannot_post(client):
    headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site"}
    assert client.request("POST", "/trace", headers=headers, content="text=x").status_code == 403


def test_too_long_is_cut_or_refused_and_says_so(client):
    form = {"content-type": "application/x-www-form-urlencoded"}
    cut = client.request("POST", "/trace", headers=form, content=urllib.parse.urlencode({"text": PLANT + " كلمة" * (LIMIT // 9)}))
    assert "فتتبّعنا أوله فقط" in text(read(cut).css_first("main"))
    assert client.request("POST", "/trace", headers=form, content=b"text=" + b"x" * 4 * LIMIT).status_code == 413


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"text", b"&" * 50, b"a=1&" * 50, b"text=%ff%00%d8"])
def test_odd_bodies_are_answered(client, body):
    answer = client.request("POST", "/trace", headers={"content-type": "application/x-www-form-urlencoded"}, content=body)
    assert answer.status_code == 200


def test_hostile_words_stay_words(tmp_path, client_of):
    evil = "قال الوزير <script>alert(1)</script> إن «<img src=x onerror=alert(2)>» آمن، وفق صحيفة <b>المرسى</b>."
    with Archive.open(tmp_path / "a", Settings(), write=True) as made:
        made.add([arrive(Article("e", None, "evil<i>", "عنوان", evil, language="ar", published=at("2026-03-14")), load(), external_id="e")])
        made.add([arrive(plant(text=evil), load(), external_id="k")])
        made.flush()
        client = client_of(made)
        for path in ("/a/e", "/a/e/with/k", "/a/e/family", asked(evil)):
            page = read(client.get(path))
            assert page.css("script:not([type='application/ld+json']):not([src^='/static/']), img, main b > b, i") == []
