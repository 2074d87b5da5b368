"""What an embedder is given to read: bounded, plain, and the same for the same text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.meaning.passage import LETTERS, passage


def test_title_and_first_words_on_one_line():
    assert passage("هدنة\nفي السدرة", " اتفق\tالصيادون ") == "هدنة في السدرة. اتفق الصيادون"
    assert passage("", "نص") == "نص"
    assert passage("عنوان", "") == "عنوان"
    assert passage("", "") == ""


@pytest.mark.parametrize("sign", ["ﷺ", "ﷲ", "😀", "\0", "\ud800", " ", "ا", "\u0300", "\u202e"])
def test_a_million_of_one_sign_is_short_and_quick(sign):
    read = passage(sign * 1_000_000, sign * 1_000_000)
    assert len(read) <= LETTERS
    assert "\0" not in read
    read.encode("utf-8")


@given(st.text(), st.text())
def test_no_sign_is_left_that_a_tokenizer_would_unfold(title, text):
    read = passage(title, text)
    assert len(read) <= LETTERS
    assert unicodedata.is_normalized("NFKC", read) or len(read) == LETTERS
    assert "ﷺ" not in read
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in read)
