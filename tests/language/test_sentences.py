"""Sentences hold every character once, in order, and end where a reader would end them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.sentences import sentences

SPLIT = [
    ["وصل الوفد.", "ثم غادر."],
    ["ما الذي حدث؟", "لا أحد يعرف!", "ربما...", "لا."],
    ["قال د. سامي: «انتهى الأمر. سنعود».", "ثم غادر."],
    ["أ.د. ليلى حضرت.", "غادر أ. كريم مبكرا."],
    ["قال: «سنبقى هنا. لن نغادر.»", "وأضاف أن الأمر انتهى."],
    ["قال “نحن هنا. سنبقى” ثم خرج.", "عاد."],
    ['قال "نحن هنا. سنبقى" ثم خرج.', "عاد."],
    ['قال الوزير "انتهى."', "ثم خرج."],
    ["«نحن هنا.", "سنبقى هنا.»"],
    ["«هل عاد؟» سأل الرجل.", "لم يجب أحد."],
    ["قال: «هل عاد؟»", "ثم خرج."],
    ["قال «جملة غير مغلقة.", "ثم غادر."],
    ["نقلت وكالة أ ف ب.", "وقالت الوزارة إن"],
    ["أ.ف.ب نقلت الخبر.", "ثم نفته."],
    ["قتل 3.5 آلاف.", "ثم 2٫5 وزادت 1.5 في المئة."],
    ["انتهى عام 2023 م.", "وبدأ 1445هـ.", "ثم مضى."],
    ["إسرائيل تقصف.. وحماس ترد"],
    ["زر www.example.com.", "ثم https://a.example/c.d?x=1 الآن."],
    ["قال J. Smith في U.S. Capitol.", "Then Dr. Jones left."],
    ["(انظر ص. 5. ثم) خرج."],
    ["نعم؟!", "لا!!"],
    ["... وأضاف الوزير.", "ثم خرج."],
    ["هل عاد؟، سأل الرجل."],
]


@pytest.mark.parametrize("wanted", SPLIT, ids=lambda wanted: wanted[0])
def test_split(wanted):
    text = " ".join(wanted)
    assert [span.text for span in sentences(text)] == wanted


def test_lines_end_sentences():
    assert [span.text for span in sentences("عنوان بلا نقطة\nسطر ثان. وثالث\r\n\n1. بند أول\n2. بند ثان. انتهى")] == [
        "عنوان بلا نقطة",
        "سطر ثان.",
        "وثالث",
        "1. بند أول",
        "2. بند ثان.",
        "انتهى",
    ]


def test_a_missing_space_after_the_stop_is_forgiven():
    assert [span.text for span in sentences("وصل الوفد.وغادر المدينة.ثم عاد")] == ["وصل الوفد.", "وغادر المدينة.", "ثم عاد"]


def test_a_speech_without_end_is_split_all_the_same():
    text = "قال: «" + "هذه جملة من خطاب طويل. " * 100 + "انتهى»."
    assert len(sentences(text)) > 90


def test_empty():
    assert sentences("") == sentences(" \n\t ") == []


MARKS = st.sampled_from(
    [
        ".",
        "..",
        "...",
        "…",
        "؟",
        "!",
        "«",
        "»",
        '"',
        "“",
        "”",
        "(",
        ")",
        "،",
        "\n",
        "\r\n",
        "\u2028",
        " ",
        "\u00a0",
        "د",
        "د.",
        "أ.ف.ب",
        "قال",
        "ثم",
        "U.S.",
        "3.5",
        "1",
        "\u200f",
        "\u064b",
    ]
)


@settings(max_examples=400, deadline=None)
@given(text=st.text(max_size=300) | st.lists(MARKS, max_size=80).map("".join) | st.lists(MARKS, max_size=80).map(" ".join))
def test_every_character_is_in_exactly_one_sentence_in_order(text):
    found = sentences(text)
    last = 0
    for span in found:
        assert text[span.start : span.end] == span.text
        assert span.text == span.text.strip() != ""
        assert not text[last : span.start].strip()
        last = span.end
    assert not text[last:].strip()


@pytest.mark.parametrize("piece", [". ، ", "«", "»", '"', "(«", ".", "د. ", "أ.ب.", "؟» ", "«. "])
def test_hostile_lengths_take_time_in_proportion(piece):
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    sentences(text)
    assert time.process_time() - begun < 10
