"""Noun phrases: what belongs together, and where it ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.language.phrases import noun_phrases, words_of


def phrases(text):
    return [" ".join(word.text for word in phrase.words) for phrase in noun_phrases(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال مجلس الأمن الدولي إن الهدنة قريبة", ["مجلس الأمن الدولي", "الهدنة", "قريبة"]),
        ("زار وزير الخارجية ميناء السدرة", ["وزير الخارجية", "ميناء السدرة"]),
        ("رحب بالاتفاق النووي وبالأمم المتحدة", ["الاتفاق النووي", "الأمم المتحدة"]),
        ("الأوضاع السياسية والاقتصادية في البلاد", ["الأوضاع السياسية", "البلاد"]),
        ("الرئيس جو بايدن، الوزير", ["الرئيس جو بايدن", "الوزير"]),
        ("اتفاق\nالسلام", ["اتفاق", "السلام"]),
        ("بيانها الرسمي", ["بيانها", "الرسمي"]),
        ("تأخر النشر. قرر نشر التقرير", ["النشر", "نشر التقرير"]),
        ("قال ليفينسون إنه سافر، وشكر الناس بليفينسون", ["ليفينسون", "الناس", "ليفينسون"]),
    ],
)
def test_phrases(text, found):
    assert phrases(text) == found


@given(st.text(max_size=200))
def test_phrases_are_runs_of_the_words_of_the_text(text):
    count = sum(map(len, words_of(text)))
    at = 0
    for phrase in noun_phrases(text):
        assert at <= phrase.at < phrase.at + len(phrase.words) <= count
        at = phrase.at + len(phrase.words)
