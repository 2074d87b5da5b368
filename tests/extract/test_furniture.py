import pytest

from rawi.extract.furniture import furniture
from rawi.language.data import load


def kind(text: str) -> str | None:
    found = furniture(text, len(text.split()))
    return found.kind if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اقرأ أيضاً: الأمطار تعود غدا إلى الوادي", "promo"),
        ("إقرأ المزيد الأمطار تعود غدا", "promo"),
        ("» شاهد أيضا", "promo"),
        ("4 تعليقات", "comments"),
        ("التعليقات (12)", "comments"),
        ("المصدر: وكالات", "source"),
        ("// انتهى // 15:11 ت م", "end"),
        ("تابعوا آخر أخبارنا عبر Google news", "follow"),
        ("لمتابعة أخبارنا على جوجل نيوز اضغط هنا", "follow"),
        ("قائمة من 2 عناصر", "screen"),
        ("كلمات دلالية: نهر السرو", "tags"),
        ("Read more: The river is back", "promo"),
        ("بیشتر بخوانید: باران", "promo"),
        ("ترحب شبكة المرفأ بالنقاش الحيوي والمفيد", "rules"),
        ("الأكثر قراءة", "related"),
    ],
)
def test_lines_that_are_not_the_article(text, expected):
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال المصدر إن الأمطار تعود غدا",
        "المصدر المطلع قال إن الجسر يفتتح غدا",
        "تابع الوزير قائلا إن على الحكومة أن تعمل",
        "شاهد الجمهور مباراة مثيرة في ملعب المدينة",
        "انتهى الاجتماع من دون اتفاق بين الجانبين",
        "رد الوزير على أسئلة النواب في جلسة علنية",
        "",
        "...",
    ],
)
def test_sentences_that_begin_alike_are_prose(text):
    assert kind(text) is None


def test_a_long_paragraph_is_no_furniture_by_its_first_words():
    text = "اقرأ أيضا " + "في هذا الكتاب الطويل " * 20
    assert furniture(text, len(text.split())) is None


def test_every_phrase_of_the_lexicon_is_found():
    for name, entry in load("furniture").items():
        for phrase in (*entry["starts"], *entry["whole"]):
            text = phrase.replace("…", "آخر") if "…" in phrase else phrase
            assert furniture(text, len(text.split())) is not None, (name, phrase)
