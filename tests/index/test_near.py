"""Words that another may be a slip for."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.index.near import distance, nearest

WORDS = {"الحكومه": 900, "الحكوميه": 400, "حكومه": 300, "المنشطات": 30, "النشاطات": 90, "الاستثمار": 800, "الديمقراطيه": 70, "سد": 50}
WORDS |= {"نتنياهو": 60, "محمد": 5000, "reuters": 12, "وحيده": 1}


def frequencies(words):
    return {word: WORDS.get(word, 0) for word in words}


def starting(front, most):
    return sorted(((word, count) for word, count in WORDS.items() if word.startswith(front)), key=lambda item: -item[1])[:most]


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("الحكموه", "الحكومه"),
        ("المنشاطات", "المنشطات"),
        ("الاستمثار", "الاستثمار"),
        ("الديمفراطيه", "الديمقراطيه"),
        ("الديمفراطبه", "الديمقراطيه"),
        ("نتنباهو", "نتنياهو"),
        ("مجمد", "محمد"),
        ("retuers", "reuters"),
    ],
)
def test_the_likeliest_word_comes_first(slip, word):
    assert nearest(slip, frequencies, starting)[0][0] == word


@pytest.mark.parametrize("word", ["سذ", "وحيدة", "وحيدي", "3500", "", "غ" * 5_000, "قسطنطينيه"])
def test_nothing_is_near_a_short_word_a_number_or_a_word_of_one_document(word):
    assert nearest(word, frequencies, starting) == []


@given(st.text(alphabet="ابتحكمو", max_size=9), st.text(alphabet="ابتحكمو", max_size=9))
def test_distance_is_symmetric_and_bounded(one, other):
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)


def test_two_letters_changed_about_are_one_edit():
    assert (distance("كتب", "كبت"), distance("كتاب", "كتب"), distance("", "كتب")) == (1, 1, 3)


def test_a_word_is_answered_in_time():
    started = time.process_time()
    nearest("الاستقلالياتهم", frequencies, lambda front, most: [(f"{front}{number:04}", 9) for number in range(most)])
    assert time.process_time() - started < 1
