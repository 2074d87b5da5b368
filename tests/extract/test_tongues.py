import pytest

from extract.tongues import TONGUES
from rawi.extract import extract
from rawi.extract.addressed import addressed, leads_on
from rawi.extract.furniture import furniture
from rawi.model import Page


def article_of(tongue):
    return extract(Page(url=f"https://{tongue.name}.example/news/1", body=tongue.page.encode()))


@pytest.fixture(params=TONGUES, ids=lambda tongue: tongue.name)
def tongue(request):
    return request.param


def test_the_text_is_the_article_and_nothing_else(tongue):
    found = article_of(tongue)
    assert tuple(found.text.split("\n")) == tongue.text
    assert not [words for words in tongue.furniture if words in found.text]


def test_title_and_day(tongue):
    found = article_of(tongue)
    assert (found.title, found.published.value[:10]) == (tongue.title, tongue.published)


def test_writers_and_tags(tongue):
    found = article_of(tongue)
    assert (found.authors, found.tags) == (tongue.authors, tongue.tags)


def test_the_language_is_known(tongue):
    assert article_of(tongue).language == tongue.language


def test_no_rule_about_arabic_lines_fires_on_their_sentences(tongue):
    for text in (*tongue.text, tongue.title):
        words = text.count(" ") + 1
        assert furniture(text, words) is None
        assert not addressed(text, words)
        assert not leads_on(text, words)


def test_the_page_says_its_language_where_the_words_do_not():
    body = '<html lang="ar-EG"><body><h1>١٢٣ ٤٥٦ ٧٨٩</h1><p>' + "١٢٣ ٤٥٦ " * 60 + ".</p></body></html>"
    found = extract(Page(url="https://marfa.example/1", body=body.encode()))
    assert found.language == "ar"
