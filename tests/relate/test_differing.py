"""Where outlets' otherwise equal sentences differ in a word that matters, and where a difference says nothing."""

import time

import pytest

from rawi.model import Mention
from rawi.relate.differing import Told, differences

FRAME = "قال متحدث باسم الدفاع المدني في جسر الحور إن انهيار التربة الذي وقع مساء أمس {} في السوق القديمة وإن البحث مستمر عن مفقودين"


def told(*slots, frame=FRAME, mentions=()):
    return [Told(f"outlet-{number}", number, frame.format(words), mentions) for number, words in enumerate(slots)]


def found(*slots, **given):
    return [(one.kind, {variant.words: variant.outlets for variant in one.variants}) for one in differences(told(*slots, **given))]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("number", "خلف 11 قتيلا", "خلف 13 قتيلا"),
        ("number", "خلف خمسة قتلى", "خلف سبعة قتلى"),
        ("wording", "خلف قتيلا واحدا", "خلف شهيدا واحدا"),
        ("wording", "أودى بحياة عامل كما قال شاهد", "أودى بحياة عامل كما زعم شاهد"),
        ("negation", "لم يخلف ضحايا", "يخلف ضحايا"),
    ],
)
def test_what_matters_is_told_with_who_has_it(kind, one, other):
    ((which, variants),) = found(one, other)
    assert which == kind
    assert sorted(variants.values()) == [("outlet-0",), ("outlet-1",)]
    for words in variants:
        assert words in one or words in other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("خلف ١٢ قتيلا", "خلف 12 قتيلا"),
        ("خلف اثني عشر قتيلا", "خلف 12 قتيلا"),
        ("في الساعة 12:30 ظهرا", "في الساعة 12,30 ظهرا"),
        ("ما زال يقلق الأهالي", "لا يزال يقلق الأهالي"),
        ("قال شاهد إنه كبير", "ذكر شاهد إنه كبير"),
        ("أقلق المسؤولين كثيرا", "أقلق المسئولين كثيرا"),
        ("أقلق الأهالي", "أقلق السكان"),
        ("خلف أضرارا", "خلف أضرارا"),
    ],
)
def test_what_says_the_same_is_no_difference(one, other):
    assert found(one, other) == []


def test_a_name_spelt_otherwise_is_told_where_it_is_a_name():
    frame = "وصل إلى جسر الحور صباح اليوم الثلاثاء الوزير {} للقاء المجلس البلدي في السوق القديمة بعد انهيار التربة"
    start = frame.index("{")
    texts = [
        Told(outlet, key, frame.format(name), [Mention(name, start, start + len(name), "PER", name)])
        for key, (outlet, name) in enumerate([("marsa", "بلينكن"), ("jisr", "بلينكين")])
    ]
    (one,) = differences(texts)
    assert one.kind == "spelling"
    assert [variant.words for variant in one.variants] == ["بلينكن", "بلينكين"]


def test_those_who_agree_stand_together_and_one_outlet_alone_differs_from_nobody():
    ((_, variants),) = found("خلف 11 قتيلا", "خلف 13 قتيلا", "خلف 11 قتيلا")
    assert variants == {"11": ("outlet-0", "outlet-2"), "13": ("outlet-1",)}
    own = [text._replace(outlet="marsa") for text in told("خلف 11 قتيلا", "خلف 13 قتيلا")]
    assert differences(own) == ()


def test_the_words_around_are_the_first_outlets_own_and_end_with_its_paragraph():
    text = FRAME.replace("{}", "خلف 11 قتيلا").replace("في السوق", "\nفي السوق")
    other = FRAME.replace("{}", "خلف 13 قتيلا")
    (one,) = differences([Told("marsa", 1, text), Told("jisr", 2, other)])
    assert one.before + one.variants[0].words + one.after in text
    assert "\n" not in one.before + one.after
    assert text[one.variants[0].start :].startswith("11")


def test_texts_of_other_things_are_not_compared():
    assert found("خلف 11 قتيلا", "خلف 13 قتيلا", frame="{} " + "كلمة " * 2) == []
    assert differences([]) == ()
    assert differences(told("")) == ()


def test_a_table_of_prices_gives_few_lines_and_long_texts_cost_no_more_than_short_ones():
    one = " ".join(f"وبلغ سعر السهم في شركة رقم الفلانية نحو {number} ريالا للسهم" for number in range(10, 900))
    other = " ".join(f"وبلغ سعر السهم في شركة رقم الفلانية نحو {number + 1} ريالا للسهم" for number in range(10, 900))
    started = time.process_time()
    assert len(differences([Told("marsa", 1, one), Told("jisr", 2, other)])) <= 4
    assert time.process_time() - started < 5
