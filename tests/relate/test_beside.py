"""What is worth reading beside an article."""

from rawi.language.terms import terms
from rawi.relate.beside import LOOKED_AT, NEAR, Beside, adds
from rawi.relate.profile import profile

TEXT = "أعلنت بلدية السدرة هدنة بين الصيادين والتجار بعد نزاع طويل على المرفأ القديم وأسعار السمك في المدينة الساحلية الهادئة"
LATER = "عاد الصيادون أمس إلى العمل في المرفأ بعد أيام من التوقف وقال رئيس نقابتهم إن الاتفاق صامد وإن البيع بدأ منذ الصباح"
OTHER = "يروي تجار قدماء كيف بدأ الخلاف قبل عشر سنوات حين ارتفعت رسوم الرصيف ومن كان أول من دعا إلى مقاطعة سوق السمك"


def about(text):
    return profile(terms("عنوان", text))


def line(text, score, *, other_house=True, instant=None):
    return Beside(score, other_house, instant, about(text))


def best(*lines, instant=None):
    return adds(about(TEXT), instant, lines)


def test_a_text_that_stands_in_the_article_adds_nothing():
    half = " ".join(TEXT.split()[:9]) + " " + " ".join(LATER.split()[:6])
    assert best(line(TEXT, 1.0), line(half, 0.9), line(LATER, 0.4)) == 2
    assert best(line(TEXT, 1.0), line(half, 0.9)) is None
    assert best() is None


def test_between_equals_another_house_and_a_later_hour_come_first():
    assert best(line(LATER, 0.5, other_house=False), line(OTHER, 0.5)) == 1
    assert best(line(LATER, 0.5, instant=5), line(OTHER, 0.5, instant=20), instant=10) == 1
    assert best(line(LATER, 0.5, instant=5), line(OTHER, 0.5, instant=None), instant=None) == 0


def test_what_is_far_is_not_chosen_for_its_house_or_hour():
    assert best(line(LATER, 0.5, other_house=False, instant=5), line(OTHER, 0.5 * NEAR - 0.01, instant=20), instant=10) == 0


def test_only_the_first_lines_are_looked_at():
    assert best(*[line(TEXT, 1.0)] * LOOKED_AT, line(LATER, 0.9)) is None
