"""Words with offsets into the text as it was written."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rawi.language.orthography import fold
from rawi.language.tokens import keys, tokens

WORDS = [
    ("قال: «الهُدنة» 3,500", ["قال", "الهدنه", "3500"]),
    ("٣٬٥٠٠ و٢٫٥", ["3500", "و2", "5"]),
    ("بلغ 2.5 في المئة", ["بلغ", "2.5", "في", "الميه"]),
    ("أَعْلَنَتِ مِصْرُ", ["اعلنت", "مصر"]),
    ("مـــصر", ["مصر"]),
    ("غزة/بيروت-دمشق", ["غزه", "بيروت", "دمشق"]),
    ("U.N. said", ["u", "n", "said"]),
    ("رقم_واحد", ["رقم", "واحد"]),
    ("", []),
    (" ،؟ ", []),
    ("\u200fبيروت\u200f", ["بيروت"]),
    ("1,2,3", ["123"]),
]


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_words(text, wanted):
    assert keys(text) == wanted
    assert [token.key for token in tokens(text)] == wanted


PIECES = st.sampled_from(
    [
        "قال",
        "الهُدنة",
        "3,500",
        "٢٫٥",
        "٣٬٥",
        ",",
        ".",
        "٫",
        "1",
        "٩",
        "\u064b",
        "\u0640",
        "\u200f",
        "\u200c",
        " ",
        "a",
        "É",
        "_",
        "ﻻ",
        "²",
        "२",
        "ۥ",
        "\u0301",
        "و",
        "-",
        "/",
    ]
)


@settings(max_examples=500, deadline=None)
@given(text=st.text(max_size=200) | st.lists(PIECES, max_size=40).map("".join))
@example(text="1\u06402")
@example(text="1,\u064b2")
def test_offsets_hold_and_both_ways_give_the_same_keys(text):
    found = tokens(text)
    assert [token.key for token in found] == keys(text)
    last = 0
    for token in found:
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        assert token.key
        assert set(fold(token.text)) | {"."} >= set(token.key)
        last = token.end
