"""What `import rawi` offers, used as its README and docstrings say."""

import datetime as dt
import doctest
import importlib
import subprocess
import sys

import pytest

import rawi
from rawi.model import Article, Refused

WORDS = "افتُتح اليوم مرفأ السدرة الجديد بعد ثلاثة أعوام من العمل، وقال مدير المرفأ إن أول سفينة سترسو فيه غداً صباحاً."
PAGE = f"<html><head><title>افتتاح مرفأ السدرة</title></head><body><article><h1>افتتاح مرفأ السدرة</h1>{f'<p>{WORDS}</p>' * 3}</article></body></html>"
USE = f"""
import rawi
for _ in range(2):
    assert rawi.extract({PAGE!r}, url="https://marsa.example/1").title == "افتتاح مرفأ السدرة"
import rawi.extract
assert rawi.extract({PAGE!r}).text
from rawi.extract import decode
assert decode(b"x", None) == "x"
"""


def test_extract_is_a_function_and_a_package_in_any_order():
    subprocess.run([sys.executable, "-c", USE], check=True)


def test_the_way_from_a_page_to_a_search(tmp_path):
    article = rawi.extract(PAGE, url="https://marsa.example/1")
    assert isinstance(article, Article)
    with rawi.open(tmp_path / "news") as archive:
        outcome = archive.add(article)
        assert outcome.what == "new"
        archive.flush()
        assert [hit.article.id for hit in archive.search("المرفأ").hits] == [article.id]
        assert archive.similar(outcome.key) == []
        assert archive.article("http://marsa.example/1").id == article.id


def test_an_unreadable_page_is_a_value():
    assert isinstance(rawi.extract(b"%PDF-1.7"), Refused)


def test_dates_and_terms():
    now = dt.datetime(2023, 11, 4, 12, tzinfo=dt.UTC)
    assert rawi.parse_date("أمس الجمعة", relative_to=now).date() == dt.date(2023, 11, 3)
    assert rawi.parse_date("غزة 2023") is None
    assert rawi.search_terms("والوزراء")[0].lemma == "وزير"


def test_a_plain_string_will_do():
    assert [date.value for date in rawi.analyse("في 4 نوفمبر 2023").dates] == ["2023-11-04"]


@pytest.mark.parametrize("name", ["rawi", "rawi.library", "rawi.archive", "rawi.moments", "rawi.identity", "rawi.language.tokens", "rawi.language.tags", "rawi.authority", "rawi.relate.similar", "rawi.language.orthography", "rawi.language.stems", "rawi.language.terms", "rawi.index.query", "rawi.index.places", "rawi.outlets.catalogue", "rawi.gather.addresses", "rawi.serve.words", "rawi.store.sqlite", "rawi.relate.profile"])  # fmt: skip
def test_the_examples_in_the_documentation_are_true(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
