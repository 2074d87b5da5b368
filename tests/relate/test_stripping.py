"""What publishers put around a text is no part of what texts are compared by."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.attribute.credits import credits as credits_of
from rawi.language.tokens import keys
from rawi.model import Article
from rawi.outlets.catalogue import load
from rawi.pipeline import arrive
from rawi.relate.fingerprint import hashes
from rawi.relate.stripping import stripped

NEWS = (
    "أعلنت بلدية السدرة إغلاق الجسر القديم ابتداءً من يوم الخميس لأعمال صيانة تستمر شهرين كاملين.\n"
    "وأضاف المهندس المشرف أن الأعمال تشمل تبديل المفاصل المعدنية وتقوية الأعمدة التي تضررت في الفيضان."
)
OTHER = (
    "افتتح نادي تيمار موسمه بفوز كبير على ضيفه دلبة في مباراة حضرها آلاف المشجعين مساء الجمعة.\n"
    "وسجل المهاجم هدفين في الشوط الأول قبل أن يخرج مصاباً، ودخل البديل فحافظ على النتيجة حتى النهاية."
)
TAILS = [
    "المصدر: رويترز",
    "المصدر: رويترز + وكالات",
    "// انتهى //",
    "// انتهى //\n15:11 ت م",
    "(رويترز)",
    "اقرأ أيضاً: الأمطار تعود غداً إلى السواحل الشمالية",
    "للتواصل مع الكاتب: writer@marsa.example",
    "تابعونا على فيسبوك",
    "...المزيد",
]
HEADS = ["الرياض 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس\n", "السدرة (رويترز) - ", "القاهرة - د ب أ: "]


def made(text, byline=None):
    article = Article("x", None, "marsa", "عنوان", text, byline=byline)
    return stripped(text, credits_of(article, load()))


@pytest.mark.parametrize("tail", TAILS)
def test_what_stands_behind_the_last_sentence_is_stripped(tail):
    assert made(f"{NEWS}\n{tail}") == NEWS


@pytest.mark.parametrize("head", HEADS)
def test_a_dateline_is_stripped(head):
    assert keys(made(head + NEWS)) == keys(NEWS)


def test_a_credit_behind_the_last_sentence_is_stripped_and_the_sentence_is_not():
    assert keys(made(NEWS + " (رويترز)")) == keys(NEWS)
    assert keys(made(NEWS + " // انتهى // 15:11 ت م")) == keys(NEWS)


def test_the_outlet_s_own_lines_between_paragraphs_are_stripped():
    one, other = NEWS.split("\n")
    assert made(f"{one}\nاقرأ أيضاً: الأمطار تعود غداً إلى السواحل\n{other}") == NEWS


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        OTHER,
        "وقال مصدر في الوزارة لوكالة رويترز إن السد آمن.",
        "انتهى اجتماع المجلس البلدي بلا نتيجة.\nونقلت رويترز عن عضو فيه أن الخلاف على الميزانية باق.",
        "المصدر: رويترز",
        "",
        "\n\n",
    ],
)
def test_prose_is_left_as_it_is(text):
    assert made(text) == text


def test_two_texts_with_the_same_furniture_share_nothing():
    around = "اقرأ أيضاً: الأمطار تعود غداً إلى السواحل الشمالية\nللتواصل مع الكاتب أرسل رسالة تبدأ بالرمز 100 إلى 88591\n// انتهى //"
    prints = [
        hashes(arrive(Article(text[:3], None, "marsa", "ع", f"{text}\n{around}"), load()).profile.fingerprint) for text in (NEWS, OTHER)
    ]
    assert all(prints)
    assert not prints[0] & prints[1]


@given(st.text(alphabet=string.printable + "اقرأ أيضا المصدر:رويترز//انتهى «»\n", max_size=400))
def test_what_is_kept_stood_there_in_order(text):
    left = made(text)
    at = 0
    for line in left.split("\n"):
        at = text.find(line, at)
        assert at >= 0
