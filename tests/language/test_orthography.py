"""Keys: what is one word gets one key, and a key is its own key."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.orthography import MARKS, fold, fold_word

SAME = [
    ("أَعْلَنَتِ", "اعلنت"),
    ("إعلان", "اعلان"),
    ("آذار", "اذار"),
    ("ٱلله", "الله"),
    ("مـــصر", "مصر"),
    ("مستشفى", "مستشفي"),
    ("هدنة", "هدنه"),
    ("مسؤول", "مسوول"),
    ("رئيس", "رييس"),
    ("ایران", "ايران"),
    ("کتاب", "كتاب"),
    ("ﻣﺤﻤﺪ", "محمد"),
    ("ﻻ", "لا"),
    ("٢٠٢٤", "2024"),
    ("۲۰۲۴", "2024"),
    ("\u200fبيروت\u200e", "بيروت"),
    ("می\u200cشود", "ميشود"),
    ("Élysée", "elysee"),
    ("E\u0301lyse\u0301e", "elysee"),
    ("GAZA", "gaza"),
]


@pytest.mark.parametrize(("written", "key"), SAME)
def test_key(written, key):
    assert fold(written) == fold_word(written) == key


def test_punctuation_and_spaces_stay():
    assert fold("قال: «نعم»، ثم؟ ") == "قال: «نعم»، ثم؟ "


TEXTS = (
    st.text(max_size=300)
    | st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=100)
    | st.text(alphabet=st.characters(min_codepoint=0xC0, max_codepoint=0x17F), max_size=50)
    | st.text(alphabet=st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF), max_size=50)
)


@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_a_key_is_its_own_key_and_has_no_marks(text):
    key = fold(text)
    assert fold(key) == key
    assert not any(unicodedata.category(sign) == "Cf" and sign in "\u200b\u200c\u200d\u200e\u200f" for sign in key)


@settings(max_examples=200, deadline=None)
@given(
    word=st.text(alphabet="ابتحسدمنوي", min_size=1, max_size=10),
    marks=st.lists(st.sampled_from("\u064b\u064e\u0651\u0652\u0670\u0640\u200f\u200c\ufeff"), max_size=10),
)
def test_marks_never_change_a_key(word, marks):
    marked = "".join(letter + mark for letter, mark in zip(word, [*marks, *[""] * len(word)], strict=False))
    assert fold(marked) == fold(word)


def test_every_mark_of_the_class_is_dropped():
    import re

    for code in range(0x10000):
        if re.fullmatch(f"[{MARKS}]", chr(code)):
            assert fold(chr(code)) == ""
