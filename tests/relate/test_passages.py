"""Passages, texts reworded, and frames with other facts in them."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.language.tokens import keys
from rawi.relate.frames import tells_otherwise
from rawi.relate.passages import is_reworded, passages, same_words, stretches

SYLLABLES = [first + second for first in "بتجحدرسشصعفقكلمنه" for second in "اوي"]
FEW = st.lists(st.sampled_from(["بحر", "جبل", "نهر", "سهل"]), max_size=60)


def vocabulary(size, seed=1):
    dice = random.Random(seed)
    return ["".join(dice.choices(SYLLABLES, k=3)) for _ in range(size)]


WORDS = vocabulary(3_000)


def made(seed, length=150):
    return random.Random(seed).choices(WORDS, k=length)


def changed(words, share, dice):
    words = list(words)
    for at in dice.sample(range(len(words)), int(share * len(words))):
        words[at] = dice.choice(WORDS)
    return words


@given(FEW, FEW)
def test_spans_are_words_of_both_texts_and_no_word_counts_twice(one, other):
    left, right = "؛ ".join(one), " – ".join(other)
    found = passages(left, right)
    for part in found:
        assert left[part.a.start : part.a.end] == part.a.text
        assert right[part.b.start : part.b.end] == part.b.text
        assert part.words >= 5
    assert sum(part.words for part in found) <= len(one)
    places = [place for part in stretches(one, other) for run in part.runs for place in range(run.a, run.a + run.length)]
    assert len(places) == len(set(places))
    for part in stretches(one, other):
        for run in part.runs:
            assert one[run.a : run.a + run.length] == other[run.b : run.b + run.length]


@given(FEW)
def test_a_text_is_wholly_in_itself(words):
    assert same_words(stretches(words, words)) == (len(words) if len(words) >= 5 else 0)


def test_a_changed_word_does_not_break_a_passage():
    one = "أعلنت بلدية السدرة إغلاق الجسر القديم يوم الخميس لأعمال صيانة تستمر شهرين كاملين"
    other = "وكانت بلدية السدرة قد أعلنت: «أعلنت بلدية السدرة إغلاق الجسر الحديدي يوم الخميس لأعمال صيانة تستمر شهرين كاملين»."
    (found,) = passages(one, other)
    assert (found.a.text, found.words) == (one, 12)
    assert found.b.text == one.replace("القديم", "الحديدي")


def test_moved_paragraphs_are_found_each():
    first, second, third = made(1, 40), made(2, 40), made(3, 40)
    found = stretches([*first, *second, *third], [*third, *first, *second])
    assert same_words(found) == 120


def test_nothing_in_common_is_nothing():
    assert passages("", "") == ()
    assert passages(" ".join(made(4)), " ".join(made(5))) == ()


def test_a_repetitive_text_takes_no_time():
    words = ["لا"] * 6_000
    assert same_words(stretches(words, words)) == 6_000


def test_reworded_texts_are_recognised_and_others_are_not():
    dice = random.Random(7)
    texts = [made(seed, length=300) for seed in range(100)]
    assert sum(is_reworded(text, changed(text, 0.3, dice)) for text in texts) >= 95
    assert not any(is_reworded(one, other) for one, other in itertools.pairwise(texts))
    assert not is_reworded([], [])


# ---------------------------------------------------------------- frames

FRAMES = [
    (
        "بعث رئيس الاتحاد برقية تهنئة إلى رئيس {place} بمناسبة يوم الاستقلال متمنياً لشعب {place} الصديق دوام التقدم والازدهار. "
        "وأشاد الرئيس في برقيته بالعلاقات التي تربط البلدين منذ {number} عاماً وبما يشهده التعاون من نمو في المجالات كلها."
    ),
    (
        "نفذت الشرطة حملة تفتيش في أسواق {place} أسفرت عن ضبط {number} مخالفة وإغلاق {second} متجراً لم يلتزم بالأسعار المعلنة. "
        "وقال مدير الشرطة العقيد {person} إن الحملات سوف تستمر طوال الشهر، داعياً السكان إلى الإبلاغ عن كل مخالفة."
    ),
    (
        "أغلق مؤشر بورصة {place} اليوم عند {number} نقطة مع تداول {second} سهماً، وسط إقبال من المستثمرين على أسهم المصارف والطاقة. "
        "ورأى المحلل {person} أن السوق تنتظر نتائج الشركات التي تعلن في نهاية الشهر قبل أن تحدد اتجاهها في الفترة المقبلة."
    ),
]
PLACES = ["كولومبيا", "تشاد", "البرتغال", "ماليزيا", "النرويج", "موزمبيق", "بغداد", "طرابلس", "دمشق", "الرباط"]
PEOPLE = ["الفلاسي", "الزيود", "الحبسي", "بوعزيز", "الطرهوني", "الكعبي"]


def filled(frame, dice):
    return frame.format(place=dice.choice(PLACES), person=dice.choice(PEOPLE), number=dice.randint(20, 99), second=dice.randint(100, 999))


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_with_other_numbers_and_names_tells_of_something_else(frame):
    dice = random.Random(3)
    for _ in range(40):
        one, other = filled(frame, dice), filled(frame, dice)
        same_place = [place for place in PLACES if place in one and place in other]
        if same_place:
            continue
        left, right = keys(one), keys(other)
        found = stretches(left, right)
        assert same_words(found) > len(left) / 2
        assert tells_otherwise(left, right, found), (one, other)


@pytest.mark.parametrize("frame", FRAMES)
def test_an_editors_copy_tells_of_the_same(frame):
    one = filled(frame, random.Random(4))
    other = one.replace("مدير الشرطة", "قائد الشرطة").replace("رئيس", "الرئيس").replace("اليوم", "أمس").replace("كلها", "كافة")
    other = "خاص - " + other.split(". ", 1)[0].replace(" عند ", " على ") + ". " + other.split(". ", 1)[1] + " انتهى"
    left, right = keys(one), keys(other)
    assert not tells_otherwise(left, right, stretches(left, right)), (one, other)
    assert not tells_otherwise(left, left, stretches(left, left))


def test_a_number_written_otherwise_is_the_same_number():
    one = keys("وارتفع سعر البرميل إلى 53,2 دولاراً في التعاملات الصباحية بعد إعلان خفض الإنتاج")
    other = keys("وارتفع سعر البرميل إلى 53 2 دولاراً في التعاملات الصباحية بعد إعلان خفض الإنتاج")
    assert not tells_otherwise(one, other, stretches(one, other))
