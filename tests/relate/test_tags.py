"""The tags of publishers: one name for each thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.language.tags import tag_key
from rawi.model import Keyword
from rawi.relate.tags import MANY, spellings, standing, tag_keys, tag_names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["غزة، السدرة,منفار؛ الحوض | الميناء"], ["غزة", "السدرة", "منفار", "الحوض", "الميناء"]),
        (["#غزة_الآن #السدرة"], ["غزة الآن", "السدرة"]),
        (["#غزة#السدرة"], ["غزة", "السدرة"]),
        (["غزّة", "غزة", "#غزة"], ["غزّة"]),
        (["أخبار", "عاجل", "الرئيسية", "رياضة", "News", "السدرة"], ["السدرة"]),
        (["«السدرة»", " السدرة - "], ["السدرة"]),
        (["2025", "ا", "", "،", "#"], []),
        (["C#", "a/b?c#d"], ["a/b?c#d"]),
        (["هذه جملة طويلة كاملة وليست وسماً يوضع على مقال من المقالات"], []),
    ],
)
def test_tags_become_names(written, names):
    assert list(tag_names(written)) == names


def test_many_tags_count_only_where_the_article_speaks_of_them():
    names = (*(f"اسم {number}" for number in range(MANY)), "ميناء السدرة")
    assert standing(names[:3], "", "نص") == names[:3]
    assert standing(names, "إغلاق ميناء السدرة", "نص") == ("ميناء السدرة",)
    assert standing(names, "", "السدرة") == ()


def test_an_article_is_found_under_what_is_shown():
    found = [Keyword(f"كلمة {letter}", 0.5) for letter in "بتثجحخدذر"]
    keys = tag_keys(["غزة، السدرة", "أخبار"], [Keyword("السدرة", 1.0), *found])
    assert keys[:2] == (tag_key("غزة"), tag_key("السدرة"))
    assert len(keys) == 8


@pytest.mark.parametrize("spelling", ["#الحرب_على_غزة", "الحرب على غزّة", "حرب على غزه", "الحرب علي غزة"])
def test_spellings_of_a_tag_have_one_key(spelling):
    assert tag_key(spelling) == tag_key("الحرب على غزة")


@given(st.text())
def test_the_key_of_a_key_is_itself(text):
    assert tag_key(tag_key(text)) == tag_key(text)


def test_the_forms_in_which_an_article_writes_a_tag():
    texts = ["قالت الولايات المتّحدة", "وللولايات المتحدة دور. ولايات متحدة، متحدة", "الولايات المتحدة"]
    assert spellings("الولايات المتحدة", texts) == ("الولايات المتّحدة", "ولايات متحدة")
    assert spellings("", texts) == spellings("#", texts) == ()
