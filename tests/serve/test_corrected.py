"""What was marked as wrong, as the article's page shows it."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.archive import Archive
from rawi.correcting import attribution_anchor, chain_anchor, edge_anchor
from serve.conftest import SETTINGS, arrival
from serve.newsroom import articles


@pytest.fixture
def marked(tmp_path):
    with Archive.open(tmp_path / "archive", SETTINGS, write=True) as made:
        made.add([arrival(made, one, seen="2026-03-14T11:00:00Z") for one in articles()])
        yield made


def text(node):
    return " ".join(node.text().replace("\u2068", "").replace("\u2069", "").split())


@pytest.fixture
def page(client_of):
    def ask(archive, name="khalij-1", language="ar"):
        answer = client_of(archive).get(f"/a/{name}", headers={"accept-language": language})
        assert answer.status_code == 200
        return LexborHTMLParser(answer.text)

    return ask


def test_a_page_without_marks_says_nothing_of_corrections(marked, page):
    assert not page(marked).css(".corrected")


def test_a_statement_that_was_marked_is_shown_as_corrected_also_after_a_rebuild(marked, page):
    stored = marked.article("khalij-1")
    wrong = next(one for one in marked.facts(stored).attributions if one.speaker)
    rows = len(page(marked).css(".statements > ol > li"))
    marked.correct(stored.key, "attribution", attribution_anchor(wrong))
    for _ in range(2):
        shown = page(marked)
        (row,) = shown.css(".statements .corrected li")
        assert wrong.speaker.text.split()[0] in text(row)
        assert "عُلّم أنه خطأ في" in text(row)
        assert "طريقة قراءة التصريحات، الإصدار ١" in text(row)
        assert row.css_first("time") is not None
        proof = row.css_first("a").attributes["href"]
        assert shown.css_first(f'[id="{proof[1:]}"]') is not None, "it leads to the sentence that was misread"
        assert len(shown.css(".statements > ol > li")) == rows - 1
        assert "«" not in text(row)
        marked.rebuild()
    assert "marked as wrong on" in text(page(marked, language="en").css_first(".corrected"))
    marked.uncorrect(stored.key, "attribution", attribution_anchor(wrong))
    assert not page(marked).css(".corrected")


def test_a_chain_that_was_marked_is_named_and_not_drawn(marked, page):
    stored = marked.article("khalij-1")
    wrong = next(one for one in marked.sourced(stored).chains if one.main)
    drawn = len(page(marked).css(".chain .hops"))
    marked.correct(stored.key, "chain", chain_anchor(wrong))
    shown = page(marked)
    (row,) = shown.css(".chain .corrected li")
    assert all(hop.name is None or " ".join(hop.name.split()) in text(row) for hop in wrong.hops)
    assert not row.css(".arrow")
    assert len(shown.css(".chain .hops")) == drawn - 1


def test_an_edge_that_was_marked_is_shown_with_both_articles(marked, page):
    here, there = marked.article("khalij-1").key, marked.article("barq-1").key
    assert there in {pair.b_key for pair in marked.reuse_of(here)}
    marked.correct(here, "edge", edge_anchor(here, there), beside=there)
    for name, other in (("khalij-1", there), ("barq-1", here)):
        (row,) = page(marked, name).css(".also .corrected li")
        assert row.css_first("a").attributes["href"] == f"/a/{other:016x}"
        assert "طريقة مقارنة النصوص، الإصدار ١" in text(row)


def test_a_mark_on_words_that_are_no_longer_read_so_is_still_shown(marked, page):
    stored = marked.article("khalij-1")
    marked.correct(stored.key, "attribution", ("همس", "<b>أحدهم</b>", "أن لا شيء"))
    (row,) = page(marked).css(".statements .corrected li")
    assert "<b>أحدهم</b>" in text(row)
    assert not row.css("a")
