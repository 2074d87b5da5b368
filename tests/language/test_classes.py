"""Word classes: nouns told from verbs, clitics off, pronouns seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.language.classes import read


@pytest.mark.parametrize(
    "verb", ["كشفت", "انقطعت", "يشاركون", "سيعقد", "وقالوا", "أصدر", "استخدم", "يتفشى", "تعرفت", "ويقع", "ينتهي", "تصيب"]
)
def test_verbs(verb):
    assert read(verb).sort in ("verb", "stop")


@pytest.mark.parametrize(
    "noun", ["إعلان", "تنظيم", "انتقال", "وزير", "مدينة", "نسبة", "تقارير", "يونيو", "مجلس", "تغطية", "الله", "لبنان", "أحمد"]
)
def test_nouns(noun):
    assert read(noun).sort == "noun"


@pytest.mark.parametrize("word", ["نشر", "طلب", "تعاون", "فاز"])
def test_what_may_be_either_is_open(word):
    assert read(word).sort == "open"


@pytest.mark.parametrize("word", ["وهو", "بأن", "فإن", "لكل", "هذه", "أمام"])
def test_particles(word):
    assert read(word).sort == "stop"


def test_a_hamza_tells_a_noun_from_a_particle():
    assert read("إمام").sort == "noun"


@pytest.mark.parametrize(
    ("written", "text", "joined"),
    [
        ("للأمم", "الأمم", "ل"),
        ("وللأمم", "الأمم", "ول"),
        ("وَالأُمَم", "الأُمَم", "و"),
        ("بالاتفاق", "الاتفاق", "ب"),
        ("بفيروس", "فيروس", "ب"),
        ("للألماس", "الألماس", "ل"),
        ("ووزير", "وزير", "و"),
        ("والتزام", "التزام", "و"),
        ("وزير", "وزير", ""),
        ("بنوك", "بنوك", ""),
        ("ألمانيا", "ألمانيا", ""),
        ("كتاب", "كتاب", ""),
    ],
)
def test_what_is_joined_goes_and_the_article_stays(written, text, joined):
    word = read(written)
    assert (word.text, word.joined) == (text, joined)


@pytest.mark.parametrize("word", ["حديثها", "نظامه", "سيارته", "وزرائه", "قراؤنا"])
def test_pronouns(word):
    assert read(word).owned


@pytest.mark.parametrize("word", ["مدينة", "توجيه", "أبها", "لبنان", "مياه", "الوجه", "فرنسا"])
def test_what_only_looks_like_a_pronoun(word):
    assert not read(word).owned


@given(st.text(max_size=12))
def test_any_word_is_read(text):
    word = read(text)
    assert word == read(text)
    assert word.text == text or text.endswith(word.text) or word.text.startswith("ال")
