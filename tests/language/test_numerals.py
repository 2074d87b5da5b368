"""Figures and number words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.numerals import dual, eastern, figures, number_at, ordinal_at, parse_number, western
from rawi.language.orthography import fold

READ = {
    "واحد": 1,
    "واحدة": 1,
    "اثنتان": 2,
    "ثلاث": 3,
    "ثمانية": 8,
    "عشرة": 10,
    "أحد عشر": 11,
    "إحدى عشرة": 11,
    "اثنا عشر": 12,
    "اثنتي عشرة": 12,
    "تسعة عشر": 19,
    "عشرون": 20,
    "خمسة وعشرون": 25,
    "إحدى وثلاثين": 31,
    "تسع وتسعين": 99,
    "مئة": 100,
    "مائة وخمسة": 105,
    "مئتان": 200,
    "ثلاثمئة": 300,
    "ثلاثمائة وأربعة عشر": 314,
    "ثلاث مئة وأربعة عشر": 314,
    "تسعمئة وتسع وتسعون": 999,
    "ألف": 1000,
    "ألف وتسعمئة وثمانية وأربعين": 1948,
    "ألفان وأربعة وعشرون": 2024,
    "ثلاثة آلاف وخمسمئة": 3500,
    "ثلاثة آلاف و خمسمئة": 3500,
    "أحد عشر ألفاً": 11_000,
    "خمسة وعشرون ألفاً ومئتان": 25_200,
    "مئة ألف": 100_000,
    "مليون": 1_000_000,
    "مليون ومئتا ألف وثلاثة": 1_200_003,
    "مليونان ونصف المليون": 2_500_000,
    "نصف مليون": 500_000,
    "ربع مليون": 250_000,
    "مليار ونصف": 1_500_000_000,
    "صفر": 0,
    "3 آلاف": 3000,
    "3 آلاف و500": 3500,
    "٣ ملايين": 3_000_000,
    "1,5 مليون": 1_500_000,
    "1.5 مليون": 1_500_000,
    "٢٫٥ مليار": 2_500_000_000,
    "3,500": 3500,
    "٣٬٥٠٠": 3500,
    "1.234.567": 1_234_567,
    "1,234.5": 1234.5,
    "0.125": 0.125,
    "-5": -5,
    "+7": 7,
}
UNREAD = [
    "",
    " ",
    "ثلاثة خمسة",
    "وخمسة",
    "خمسة و",
    "1.500",
    "1,234,5",
    "مئة ألف مليون قتيل",
    "كتاب",
    "مليون مليون وألف ألف",
    "ثلاثة وأربعة",
    "عشرون وخمسة",
    "ألف ومليون",
    "1.2.3",
    "٣ كتب",
    "9" * 400,
]


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_number_is_read(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_one_number_is_not_read(text):
    assert parse_number(text) is None


def test_a_number_ends_where_the_words_do():
    words = fold("قتل ثلاثة آلاف وخمسمئة شخص").split()
    assert number_at(words, 1) == (3500, 4)
    assert number_at(words, 0) is None
    assert number_at(words, 99) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الأول", (1, 1)),
        ("السابع من", (7, 1)),
        ("الثالث عشر", (13, 2)),
        ("الحادي والعشرين", (21, 2)),
        ("الحادي و العشرين", (21, 3)),
        ("الثلاثين", (30, 1)),
        ("كتاب", None),
        ("", None),
    ],
)
def test_ordinals(text, value):
    assert ordinal_at(fold(text).split(), 0) == value


def test_duals_of_time():
    assert [dual(word) for word in ("ساعتين", "يومان", "أسبوعين", "شهرين", "ساعات")] == ["ساعه", "يوم", "اسبوع", "شهر", None]


def test_digits_of_every_script():
    assert western("٣ و۵ و५ و²") == "3 و5 و5 و²"
    assert eastern("2024 و۵") == "٢٠٢٤ و٥"


UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def spoken(number):
    """Say a number below a million, as a second way to it."""
    if number >= 1000:
        head, rest = divmod(number, 1000)
        words = {1: "ألف", 2: "ألفان"}.get(head) or f"{spoken(head)} {'آلاف' if head <= 10 else 'ألفا'}"
        return words + (f" و{spoken(rest)}" if rest else "")
    if number >= 100:
        return HUNDREDS[number // 100] + (f" و{spoken(number % 100)}" if number % 100 else "")
    if number <= 10:
        return UNITS[number]
    if number < 20:
        return f"{ {11: 'أحد', 12: 'اثنا'}.get(number) or UNITS[number - 10] } عشر"
    return f"{UNITS[number % 10]} و{TENS[number // 10]}" if number % 10 else TENS[number // 10]


@settings(max_examples=300, deadline=None)
@given(number=st.integers(1, 999_999))
def test_spoken_numbers_are_read_back(number):
    assert parse_number(spoken(number)) == number
    assert parse_number(f"{number:,}") == number
    assert parse_number(eastern(str(number))) == number


@settings(deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_raises(text):
    parse_number(text)
    figures(text)
    assert len(western(text)) == len(text) == len(eastern(text))
