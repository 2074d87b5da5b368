import pytest

from extract.makes import FURNITURE, MAKES, Make
from rawi.extract import extract
from rawi.model import Article, Page

URL = "https://marfa.example/news/1"


def article_of(make: Make) -> Article:
    found = extract(Page(url=URL, body=make.body, content_type=make.content_type))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)
def test_the_text_is_the_article_and_nothing_else(make):
    assert tuple(article_of(make).text.split("\n")) == make.text


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)
def test_no_furniture_stands_in_the_text(make):
    text = article_of(make).text
    assert not [words for words in FURNITURE if words in text]


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)
def test_title_date_authors_tags_kind(make):
    found = article_of(make)
    assert found.title == make.title
    assert found.published is not None
    assert found.published.value.startswith(make.published)
    assert found.kind == make.kind
    if make.authors is not None:
        assert found.authors == make.authors
    if make.tags is not None:
        assert found.tags == make.tags


@pytest.mark.parametrize("make", [make for make in MAKES if make.promos], ids=lambda make: make.name)
def test_promos_are_kept_as_links(make):
    kept = " ".join(link.text for link in article_of(make).promos)
    assert all(words in kept for words in make.promos)


@pytest.mark.parametrize("make", [make for make in MAKES if make.source], ids=lambda make: make.name)
def test_the_source_line_becomes_a_credit(make):
    assert [credit.as_written for credit in article_of(make).credits] == [make.source]


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)
def test_extraction_is_a_function_of_the_page(make):
    assert article_of(make) == article_of(make)


def test_related_articles_are_kept_beside_the_text():
    related = {link.text for link in article_of(MAKES[0]).related}
    assert len(related) >= 2


def test_what_the_page_says_of_itself():
    found = article_of(MAKES[0])
    assert (found.id, found.outlet, found.language) == ("", "صحيفة المرفأ", "ar")
    assert found.published.basis == "meta"
    assert found.published.zone == "stated"
    assert found.byline == "كتبت - سلمى القادري"
