import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.extract import decode
from rawi.extract.decode import MAX_BYTES

TEXT = "<p>أعلنت البلدية افتتاح الجسر الجديد، وقالت إن الأعمال استمرت عاما.</p>"


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "text/html; charset=utf-8"),
        ("utf-8", "text/html; charset=windows-1256"),
        ("utf-8", "text/html"),
        ("cp1256", "text/html; charset=windows-1256"),
        ("cp1256", "text/html; charset=utf-8"),
        ("cp1256", "text/html; charset=iso-8859-1"),
        ("cp1256", None),
        ("iso8859_6", "text/html; charset=iso-8859-6"),
        ("cp1256", "text/html; charset=iso-8859-6"),
        ("iso8859_6", "text/html; charset=windows-1256"),
        ("iso8859_6", None),
        ("utf-16", None),
        ("utf-16-le", None),
        ("utf-16-be", "text/html; charset=utf-16"),
        ("utf-8-sig", "text/html; charset=windows-1256"),
    ],
)
def test_arabic_is_read_whatever_the_label_says(codec, label):
    assert decode(TEXT.encode(codec), label) == TEXT


def test_the_label_in_the_page_counts_where_the_header_has_none():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>привет, мир</p>'
    assert decode(page.encode("cp1251"), "text/html") == page


def test_a_few_broken_bytes_do_not_change_the_encoding():
    body = TEXT.encode() * 20
    broken = body[:501] + b"\xff\xfe\xd8" + body[501:]
    assert TEXT in decode(broken, "text/html; charset=windows-1256")


def test_french_on_a_page_without_label():
    assert decode("<p>Déjà vu à l'école</p>".encode("cp1252")) == "<p>Déjà vu à l'école</p>"


def test_an_unknown_charset_is_no_error():
    assert decode(TEXT.encode(), "text/html; charset=x-nonsense-99") == TEXT
    assert decode(b"abc", "text/html; charset=base64") == "abc"


def test_no_more_than_the_cap_is_read():
    assert len(decode(b"a" * (MAX_BYTES + 5000))) == MAX_BYTES


def test_a_letter_cut_by_the_cap_leaves_the_encoding_alone():
    body = ("ا" * (MAX_BYTES // 2)).encode()
    assert decode(b"a" + body).startswith("aاا")


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=60)))
def test_never_raises_and_never_keeps_a_zero(body, label):
    assert "\0" not in decode(body, label)


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
def test_utf8_is_read_back(text):
    body = ("<p>خبر</p>" + text).encode()
    assert decode(body) == "<p>خبر</p>" + text
