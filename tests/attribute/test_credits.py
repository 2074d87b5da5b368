import doctest
import importlib
import pkgutil
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rawi.attribute
from attribute.newsdesk import SENTENCE, TEXT, article, found, tail
from rawi.attribute.credits import credits as credits_of
from rawi.attribute.names import house_of, key_of, names_of
from rawi.attribute.slots import parts
from rawi.model import Article, Credit, Outlet
from rawi.outlets.catalogue import Catalogue, load

NAMES = [
    "واس",
    "رويترز",
    "أ.ف.ب",
    "د ب أ",
    "وكالات",
    "CNN",
    "الفرنسية",
    "برق المرسى",
    "قنا",
    "فارس",
    "المصدر",
    "نقلا عن",
    "انتهى",
    "كتب",
    "النهاية",
]
PIECES = st.sampled_from(
    [
        *NAMES,
        "المرسى",
        "قال",
        "2021",
        "5",
        "م",
        "هـ",
        "أ",
        "ب",
        "هدنة",
        "السكان",
        "ـ",
        "–",
        "-",
        "--",
        "/",
        "//",
        ":",
        "(",
        ")",
        "«",
        "»",
        '"',
        "،",
        ".",
        "+",
        "|",
        "\n",
        " ",
        "  ",
        "\u200f",
        "@",
        "https://reuters.com/a",
    ]
)
LINES = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(rawi.attribute.__path__)])
def test_examples_are_true(name):
    assert doctest.testmod(importlib.import_module(f"rawi.attribute.{name}")).failed == 0


def test_each_name_once_and_the_surest_first():
    text = f"أثينا (رويترز) - {SENTENCE}.\n{SENTENCE}. (د ب أ)\n{TEXT}\nالمصدر: رويترز + وكالات"
    assert found(text, byline="برق المرسى - رويترز", given=[tail("رويترز")]) == [
        ("برق المرسى", "staff", "byline"),
        ("رويترز", "agency", "byline"),
        ("وكالات", "compiled", "tail"),
        ("د ب أ", "agency", "body"),
    ]


def test_nothing_is_made_up():
    assert found() == []
    assert found("") == []
    assert found("", byline="  ") == []


def test_the_house_is_known_by_its_address():
    one = article(byline="جدة - عكاظ", outlet="", url="https://www.okaz.com.sa/news/1")
    assert [(credit.name, credit.role) for credit in credits_of(one, load())] == [("عكاظ", "staff")]


def test_a_house_may_drop_its_country_and_its_article():
    twins = Catalogue(
        [
            Outlet("manara-a", "المنارة (المرسى)", country="XA"),
            Outlet("manara-b", "المنارة (الضفة)", country="XB"),
            Outlet("radio", "أثير أف أم", country="XA"),
        ]
    )
    own = credits_of(article(byline="المنارة - متابعات", outlet="manara-b"), twins)
    assert [(credit.name, credit.role) for credit in own] == [("المنارة (الضفة)", "staff"), ("متابعات", "compiled")]
    assert credits_of(article(byline="المنارة - ليث نصار", outlet="radio"), twins) == ()
    assert credits_of(article(byline="الأثير أف أم", outlet="radio"), twins)[0].role == "staff"


def test_a_name_that_two_outlets_share_means_neither():
    twins = Catalogue([Outlet("one", "برق", agency=True), Outlet("two", "برق", agency=True)])
    assert credits_of(article(byline="المرسى - برق"), twins) == ()
    assert "برق" not in names_of(twins).spellings


def test_every_name_of_every_agency_is_found_behind_a_source_cue():
    for outlet in load().outlets:
        for spelling in (outlet.name, *outlet.aliases) if outlet.agency else ():
            assert ([name for name, _, _ in found(f"{TEXT}\nالمصدر: {spelling}")] or [None])[0] == outlet.name, spelling


def test_the_house_of_a_bare_host_has_no_name():
    assert house_of(article(outlet="barq-marsa.example"), load()).keys == frozenset()
    assert key_of("برق المرسى") in house_of(article(), load()).keys


@settings(max_examples=300, deadline=None)
@given(LINES, LINES, LINES)
def test_spans_hold_and_asking_again_changes_nothing(byline, head, end):
    one = article(f"{head} {TEXT}\n{end}", byline=byline, given=[tail(end), tail(head, "agency")] if end and head else [])
    answer = credits_of(one, load())
    assert answer == credits_of(one, load())
    for credit in answer:
        assert credit.name
        assert credit.as_written
        assert (credit.span is None) or one.text[credit.span.start : credit.span.end] == credit.span.text == credit.as_written
        assert credit.where != "byline" or credit.span is None
    assert len({credit.name for credit in answer}) == len(answer)
    assert credits_of(msgspec.structs.replace(one, credits=answer), load()) == answer


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_parts_hold_every_word_once_and_in_order(text):
    found_parts = parts(text)
    words = [word for part in found_parts for word in part.words]
    assert all(text[word.start : word.end] == word.text for word in words)
    assert [word.start for word in words] == sorted({word.start for word in words})
    assert all(part.words for part in found_parts)


@pytest.mark.parametrize(
    "unit", ["(", "أ ف ب ", "رويترز - ", "المصدر: ", "نقلا عن ", "(رويترز)\n", "// انتهى ", "(النهاية) ا ", "واس،", "\n", "ـ", "5 "]
)
def test_hostile_text_costs_no_time(unit):
    hostile = unit * (200_000 // len(unit))
    start = time.process_time()
    credits_of(article(hostile, byline=hostile[:5000], given=[tail(hostile[:500])]), load())
    assert time.process_time() - start < 0.5


def test_initials_in_brackets_behind_those_of_editors_are_an_agency_s_and_stay_one():
    stated = Credit(name="ك ن أ", as_written="(ك ن أ)", role="outlet", where="tail")
    told = Article(id="1", url=None, outlet="برق", title="", text="أعلنت البلدية أن العمل بدأ.", credits=(stated,))
    once = credits_of(told, load())
    assert [(credit.name, credit.role) for credit in once] == [("ك ن أ", "agency")]
    assert credits_of(msgspec.structs.replace(told, credits=once), load()) == once
