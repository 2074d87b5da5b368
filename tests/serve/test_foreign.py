import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.serve.foreign import CLOSERS, OPENERS, balanced, clean, host, isolated, link, opening, paragraphs, plain, web_address

CONTROLS = "".join({*OPENERS, *CLOSERS})
texts = st.text(st.sampled_from("اب a1 \u064b" + CONTROLS) | st.characters(), max_size=60)


def depth(text):
    """Follow the bidi controls of a text; return what is left open, None where something was closed that was not open."""
    stack = []
    for mark in text:
        if mark in OPENERS:
            stack.append(OPENERS[mark])
        elif mark in CLOSERS and (not stack or stack.pop() != mark):
            return None
    return len(stack)


@given(texts)
def test_what_a_text_opens_it_closes(text):
    shown = balanced(text)
    assert depth(shown) == 0
    assert [mark for mark in shown if mark not in CLOSERS] == [mark for mark in text if mark not in CLOSERS]


@given(texts)
def test_a_name_never_ends_the_isolate_it_stands_in(text):
    assert depth(plain(text)) == 0
    assert "<" not in isolated(text).removeprefix("<bdi>").removesuffix("</bdi>")


@given(texts, st.integers(1, 40))
def test_an_opening_is_the_beginning_of_the_text(text, limit):
    whole = " ".join(clean(text).split())
    shown, more = opening(text, limit)
    bare = "".join(mark for mark in shown if mark not in CLOSERS)
    assert "".join(mark for mark in clean(" ".join(text.split())) if mark not in CLOSERS).startswith(bare)
    assert more or len(balanced(whole)) <= len(shown) + 1


def test_an_opening_ends_at_a_word():
    assert opening("قال مسؤول في الوزارة، إن المشروع سيتأخر", 22) == ("قال مسؤول في الوزارة", True)
    assert opening("قصير.", 100) == ("قصير.", False)
    assert opening("م\u0651" * 50, 21)[0] == "م\u0651" * 10


def test_paragraphs_stand_as_written():
    assert paragraphs("أول\n\n  ثانٍ \n") == ["أول", "  ثانٍ "]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/a",
        "",
        None,
        "http://",
        "https://a\nb",
        "https://a\x00",
        "http://[::1",
        "ftp://a.example",
        " https://a.example",
        "file:///etc/passwd",
    ],
)
def test_only_web_addresses_are_linked(url):
    assert web_address(url) is None
    assert "<a" not in link(url, "نص")


def test_a_link_out_tells_nothing():
    assert (
        str(link('https://a.example/?x=1&y="2', "نص"))
        == '<a href="https://a.example/?x=1&amp;y=&#34;2" rel="noreferrer nofollow noopener">نص</a>'
    )
    assert host("https://www.a.example/b") == "a.example"
