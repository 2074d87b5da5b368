"""Names in running text: what is a name, how far it goes, and what never happens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.tokens import tokens
from rawi.outlets.catalogue import load
from rawi.relate.entities import entities

CATALOGUE = load()


def found(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(one.text, one.type) for one in entities(text, title=title, catalogue=CATALOGUE)]


def test_an_office_is_no_part_of_a_name():
    assert found("التقى وزير الخارجية الأميركي أنتوني بلينكن نظيره في القاهرة") == [("أنتوني بلينكن", "PER"), ("القاهرة", "LOC")]
    assert found("قال رئيس الوزراء اللبناني السابق سعد الحريري إنه سيعود") == [("سعد الحريري", "PER")]
    assert found("أعلن المتحدث باسم الوزارة ماجد الأنصاري الخبر")[0] == ("ماجد الأنصاري", "PER")


def test_the_whole_name_explains_the_surname():
    one, other = entities("وصل أنتوني بلينكن أمس. وقال بلينكن إنه متفائل.", catalogue=CATALOGUE)
    assert (other.text, other.key) == ("بلينكن", one.key)


def test_clitics_are_in_the_span_and_not_in_the_key():
    (one,) = entities("قدمت الوثيقة للأمم المتحدة", catalogue=CATALOGUE)
    (other,) = entities("أبلغت الأمم المتحدة", catalogue=CATALOGUE)
    assert (one.text, one.type, one.key) == ("للأمم المتحدة", "ORG", other.key)


@pytest.mark.parametrize(
    "text", ["إنه مخلص وكريم وجميل وله أمل كبير في الدوري", "وقع على كامل التراب", "في أيار / مايو الماضي", "يجب أن نجد حلا"]
)
def test_everyday_words_are_no_names(text):
    assert found(text) == []


WORDS = [
    "وقال",
    "محمد",
    "بن",
    "الرئيس",
    "جون",
    "كيري",
    "في",
    "لبنان",
    "وللأمم",
    "المتحدة",
    "حزب",
    "الله",
    "نادي",
    "عبد",
    "علي",
    "،",
    "\n",
    "«",
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_spans_are_exact_whole_words_in_order_and_apart(text):
    words = tokens(text)
    starts, ends = {word.start for word in words}, {word.end for word in words}
    before = 0
    for one in entities(text, title=text[:40], catalogue=CATALOGUE):
        assert text[one.start : one.end] == one.text
        assert one.start in starts
        assert one.end in ends
        assert one.start >= before
        assert one.key
        before = one.end
