"""Stems: what is joined, what must stay apart, and that nothing breaks on any input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.language.orthography import fold
from rawi.language.stems import in_dictionary, lemma, with_and_without_article
from rawi.language.tokens import keys


def stem(word):
    (key,) = keys(word)
    return lemma(key)


@pytest.mark.parametrize(
    "words",
    [
        "وزير الوزير وزراء الوزراء والوزراء للوزراء وزرائه لوزرائها",
        "سعر أسعار الأسعار بأسعار وأسعارها",
        "هدف أهداف الأهداف",
        "كردي الأكراد",
        "سيارة السيارات سيارته وسياراتهم",
        "منطقة بمنطقة المناطق لمناطق",
        "إسرائيلي الإسرائيليين والإسرائيليين للإسرائيليين",
        "حكومة الحكومة فالحكومة للحكومة حكومتهم",
        "لبنان ولبنان بلبنان للبنان",
        "بلينكن وبلينكن لبلينكن",
        "قال قالت وقال سيقول",
        "اتفاق الاتفاق باتفاق اتفاقه اتفاقهما",
    ],
)
def test_forms_of_one_word_have_one_key(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("لبنان", "لبن"),
        ("جازان", "جاز"),
        ("حسن", "حسين"),
        ("كيري", "رأي"),
        ("عمان", "عم"),
        ("بوتين", "وتين"),
        ("الكويت", "كوت"),
        ("العبادي", "عبد"),
        ("قطر", "قطار"),
        ("ميسي", "ميس"),
    ],
)
def test_different_things_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_the_hand_that_leaves_out_a_hamza_is_understood():
    assert stem("اسعار") == stem("أسعار")
    assert stem("اطلاق") == stem("إطلاق")
    assert stem("الطوارىء") == stem("الطوارئ")
    assert stem("الغاز") == "غاز"
    assert lemma("اطلاق") == "اطلاق"


def test_clitics_go_only_where_the_rest_is_attested():
    assert lemma("ولليوم") == lemma("يوم")
    assert lemma("فيرجسون") == "فيرجسون"
    assert lemma("بوليوود") == "بوليوود"
    assert lemma("كورونا") == "كورونا"


@pytest.mark.parametrize(
    ("word", "key"), [("و10", "10"), ("ال32", "32"), ("3500", "3500"), ("2.5", "2.5"), ("ف16", "ف16"), ("covid", "covid")]
)
def test_numbers_and_latin_words_pass(word, key):
    assert lemma(word) == key


def test_what_is_unknown_loses_its_article_and_its_nisba_ending():
    assert stem("الحوثيون") == stem("الحوثيين") == stem("الحوثي") == stem("الحوثية") == "حوثي"


def test_names_are_no_words_of_the_dictionary():
    assert in_dictionary("وزير")
    assert not in_dictionary("لبنان")
    assert not in_dictionary("فيرغسون")


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=14))
def test_a_lemma_is_a_folded_word_and_clitics_before_a_frozen_name_change_nothing(word):
    key = lemma(word)
    assert key
    assert fold(key) == key
    assert " " not in key


@given(st.text(max_size=40))
def test_any_text_has_lemmas_that_are_single_tokens(text):
    for key in keys(text):
        assert lemma(key).split() == [lemma(key)]
        assert all(form.split() == [form] for form in with_and_without_article(key))


def test_a_word_has_an_article_or_none():
    for key in ("ديون", "الديون", "والديون", "للديون", "فالديون"):
        assert with_and_without_article(key) == ("ديون", "الديون")
    assert with_and_without_article("الم") == ("الم", "الالم")
