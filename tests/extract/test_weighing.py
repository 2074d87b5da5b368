"""Lines in which the page speaks and which nobody listed, amid the texts of invented outlets."""

import pytest

from rawi.extract import extract
from rawi.extract.weighing import ENOUGH, names_of_house, weight
from rawi.model import Article, Page

TITLE = "جزيرة السلاحف تفتح متحفها البحري بعد ترميم دام عامين"
TOLD = (
    "فتحت جزيرة السلاحف متحفها البحري أمام الزوار بعد ترميم دام عامين وشمل القاعات الأربع وسقف الميناء القديم.",
    "وقالت مديرة المتحف رنا العبدلي إن القوارب الخشبية نقلت قطعة قطعة إلى حوض جاف قبل أن تعاد إلى أماكنها.",
    "ويضم المتحف خرائط رسمها البحارة في القرن التاسع عشر، وأدوات لقياس العمق لم تعرض من قبل.",
    "وتتوقع البلدية أن يزور الجزيرة في موسم الصيف ضعف من زارها في العام الماضي.",
)


def texts(middle, *, told=TOLD, shape="<p>{}</p>"):
    """Return the paragraphs of a page with something between the second and the third of its own."""
    paragraphs = [shape.format(one) for one in told]
    body = "".join((*paragraphs[:2], middle, *paragraphs[2:]))
    page = (
        f"<html><head><title>{TITLE} - مرآة الجزر</title></head><body><main><h1>{TITLE}</h1>"
        f"<div class='when'>12 مارس 2024</div><div class='b7'>{body}</div></main></body></html>"
    )
    found = extract(Page(url="https://mirat.example/n/1", body=page.encode()))
    assert isinstance(found, Article)
    return found.text.split("\n")


WORDINGS = (
    "اطرحوا أسئلتكم على ضيوف الحلقة القادمة",
    "مرآة الجزر الآن على شاشة هاتفك",
    "اختبر معلوماتك في مسابقة هذا الأسبوع",
    "بقيت لك قراءة مجانية واحدة",
    "جرّبوا نسختنا الصوتية من أي مكان",
    "تنزيل الملف كاملا بصيغة PDF",
    "صورة بعدسة مصورنا في المكان",
    "باقة جديدة لمشتركي مرآة الجزر",
)
SHAPES = (
    "<p>{}</p>",
    "<p><em>{}</em></p>",
    "<div class='q1'>{}</div>",
    "<div class='q1'><p>{}</p></div>",
    "<span class='q2'>{}</span>",
    "<figure>{}</figure>",
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("wording", WORDINGS)
def test_what_the_page_says_is_no_text_however_it_is_worded_and_set(wording, shape):
    assert texts(shape.format(wording)) == list(TOLD)


@pytest.mark.parametrize(
    "line",
    [
        "قوارب من خشب الأرز",
        "خرائط البحارة الأوائل",
        "قراءة في المشهد",
        "تفاصيل الواقعة",
        "صوت البحر في القاعات",
        "رابط الخبر بصحيفة الجزر: المتحف البحري يفتح أبوابه للزوار مطلع الصيف",
    ],
)
@pytest.mark.parametrize("shape", ["<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p align='center'><b>{}</b></p>"])
def test_sub_headings_stay(line, shape):
    assert line in texts(shape.format(line))


def test_the_lines_of_a_poem_and_the_entries_of_a_list_stay():
    poem = ("افتحوا للعائد أبواب المدينة", "هنا بين الضلوع اسمك", "قم أيها البحر وأبصر", "صوتك في آخر المرسى", "شاهد على صمت الرمال")
    assert set(poem) <= set(texts("".join(f"<p>{line}</p>" for line in poem)))
    shows = ("يعرض على قناة الجزر", "يعرض على قناة المرسى", "يعرض على منصة مدى")
    assert set(shows) <= set(texts("".join(f"<p>{line}</p>" for line in shows)))


def test_a_box_goes_as_a_whole():
    box = "<section class='z1'><div><strong>هل تسمح بتحميل محتوى من منصة خارجية؟</strong><p>نطلب الإذن أولا لأن فيه ما يتتبع.</p></div></section>"
    assert texts(box) == list(TOLD)
    player = "<div class='vv'><div><p>لمشاهدة هذا المقطع يرجى تفعيل جافا سكريبت</p></div><h3>جولة في الميناء من الجو</h3></div>"
    assert texts(player) == list(TOLD)


def test_buttons_that_are_repeated_go():
    pictures = "".join(
        f"<div class='s'><img src='{n}.jpg'><div class='pin'>احتفظي بها</div><p>{n} قوارب من خشب الأرز في القاعة الأولى.</p></div>"
        for n in (2, 3, 4)
    )
    assert "احتفظي بها" not in texts(pictures)


def test_a_plain_line_in_the_middle_of_justified_paragraphs_is_a_caption():
    shape = "<p align='justify'>{}</p>"
    assert texts("<p align='center'><font size='2'>رئيس البلدية خلال جولة قبل أيام</font></p>", shape=shape) == list(TOLD)


def test_hours_in_a_table_stay_and_minutes_of_a_match_do_not():
    table = "<table><tr><td>الرحلة</td><td>القيام</td></tr><tr><td>الأولى</td><td>6:10 صباحا</td></tr></table>"
    assert "6:10 صباحا" in texts(table)
    assert "90+5'" not in texts("<div class='m'>90+5'</div>")


def test_numbers_of_notes_are_no_words_of_the_text():
    told = (*TOLD[:3], TOLD[3] + "<sup><a href='#n1'>[1]</a></sup>")
    assert texts("", told=told) == list(TOLD)


def test_weight_needs_evidence():
    amid = frozenset(["told"])
    assert weight("قوارب من خشب الأرز", 4, amid) < 0
    assert weight("سجّلوا أسماءكم في نشرتنا", 4, amid) > ENOUGH
    assert weight("قال «سجّلوا أسماءكم في نشرتنا» ثم انصرف.", 7, amid) < ENOUGH
    shared = weight("تحميل التطبيق في الميناء", 4, amid, around="قال إن تحميل السفن في الميناء يتم عبر التطبيق.")
    assert shared < weight("تحميل التطبيق في الميناء", 4, amid, around="افتتح المتحف أمام الزوار.")


def test_the_words_of_a_house_are_its_own():
    assert "مراه" in names_of_house(("مرآة الجزر",))
    assert not names_of_house(("أخبار اليوم",))
