from hypothesis import given
from hypothesis import strategies as st

from rawi.model import Attribution, Span
from rawi.serve.foreign import balanced, characters, clean
from rawi.serve.pages.marks import Anchors, marked

TEXT = "قال الوزير إن الجسر آمن. وأضاف أن «العمل انتهى».\n\nوذكرت الصحيفة أن الطريق مغلق."


def span(text, words):
    return Span(words, text.index(words), text.index(words) + len(words))


def said(text, cue, *content, speaker=None):
    return Attribution(
        cue=span(text, cue),
        speaker=span(text, speaker) if speaker else None,
        speaker_kind="person",
        content=tuple(span(text, words) for words in content),
        form="indirect",
        confidence="stated",
    )


def joined(paragraphs):
    return ["".join(bit.text for sentence in one.sentences for bit in sentence.bits) for one in paragraphs]


@st.composite
def texts_and_spans(draw):
    text = draw(st.text(alphabet="اب ت.«»\n\u202b\u202c\u0000x؟،", min_size=1, max_size=80))
    found = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        one = Span(text[start:end], start, end)
        found.append(Attribution(cue=one, speaker=one, speaker_kind="person", content=(one,), form="indirect", confidence="stated"))
    return text, found


@given(texts_and_spans())
def test_whatever_overlaps_the_text_stays_as_it_was(given_):
    text, attributions = given_
    anchors = Anchors(text)
    for one in attributions:
        anchors.of(one.cue)
    lines = [line for line in text.split("\n") if line.strip()]
    assert joined(marked(text, attributions, anchors, "-")) == [balanced(clean(line)) for line in lines]


@given(st.text(alphabet="اب \u202a\u202b\u202c\u202e\u2066\u2069\u0000", max_size=40))
def test_characters_keep_their_places(text):
    shown = characters(text)
    assert len(shown) == len(text)
    assert "".join(shown) == balanced(clean(text)) or not text.strip("\0")


def test_what_is_said_is_wrapped_and_nothing_else_is():
    one = said(TEXT, "قال", "إن الجسر آمن", speaker="الوزير")
    two = said(TEXT, "وأضاف", "أن «العمل انتهى")
    first, second = marked(TEXT, [one, two], Anchors(TEXT), "بلا اسم")
    wrapped = [bit.text for sentence in first.sentences for bit in sentence.bits if bit.said]
    assert wrapped == ["إن الجسر آمن", "أن «العمل انتهى"]
    assert first.speakers == ("الوزير", "بلا اسم")
    assert first.first == 0
    assert (second.speakers, second.first) == ((), None)


def test_only_sentences_that_something_links_to_have_an_id():
    anchors = Anchors(TEXT)
    assert anchors.of(span(TEXT, "وأضاف")) == "p1-s2"
    assert anchors.of(span(TEXT, "الصحيفة")) == "p2-s1"
    ids = [sentence.id for one in marked(TEXT, [], anchors, "-") for sentence in one.sentences]
    assert [name for name in ids if name] == ["p1-s2", "p2-s1"]
