"""Lines amid a text that belong to the page, and what an article says of itself, on pages of invented outlets."""

import pytest

from rawi.extract import extract
from rawi.model import Article, Page

FIRST = "أعلنت بلدية المرسى أن أعمال توسعة الجسر القديم تبدأ مطلع الأسبوع المقبل وتستمر ثلاثة أشهر."
SECOND = "وأوضح رئيس البلدية أن الطريق الساحلي سيبقى مفتوحا أمام الشاحنات طوال مدة الأعمال."
THIRD = "وينتظر أن يخفف الجسر الجديد الازدحام عند مدخل المدينة في ساعات الصباح والمساء."
TITLE = "بلدية المرسى تبدأ توسعة الجسر القديم مطلع الأسبوع"


def article(middle="", *, head="", foot="", title=TITLE, first=FIRST):
    """Extract a page whose text has something between its paragraphs."""
    page = (
        f"<html><head><title>{title}</title>{head}</head><body><main><h1>{TITLE}</h1><div class='x7'>"
        f"<p>{first}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p></div>{foot}</main></body></html>"
    )
    found = extract(Page(url="https://marsa.example/n/1", body=page.encode()))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "middle",
    [
        "<p>رافقونا على شبكات التواصل الاجتماعي</p>",
        "<p>أضف المرسى اليوم إلى مصادرك على محرك البحث</p>",
        "<p>كل جديد المرسى على هاتفك عبر واتساب</p>",
        "<p><em>صوبنا في نسخة سابقة من المقال اسم الشارع</em></p>",
        "<p>الآراء الواردة هنا لا تعبر بالضرورة عن رأي الصحيفة</p>",
        "<p>لعرض هذا المقطع يرجى تفعيل جافا سكريبت في متصفحك</p>",
        "<p>عدد المشاهدات 812 مشاهدة</p>",
        "<p><a href='https://a.example'>App Store</a> <a href='https://b.example'>Google Play</a></p>",
        "<div class='k2'><span>ملف خاص</span><a href='/n/2'>قرى الساحل تستعد لموسم الأمطار</a></div>",
        "<div class='k3'><p>أي الطرق تسلك إلى عملك؟</p><ul><li>نعم</li><li>لا</li><li>لا أدري</li></ul></div>",
        "<section><a href='#end'>تخطى القائمة وواصل القراءة</a><h2>حلقات</h2><p>حكاية من المرسى كل خميس</p><p id='end'>نهاية</p></section>",
        f"<aside class='pull'>{SECOND}</aside>",
    ],
)
def test_lines_of_the_page_are_no_text(middle):
    assert article(middle).text.split("\n") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "middle",
    [
        "<h2>تعليق الخبراء</h2>",
        "<p><strong>شبكات المياه والكهرباء</strong></p>",
        "<p>وقال أحد السكان «لا تنسوا أن تتابعوا صفحتنا على فيسبوك» قبل أن ينصرف.</p>",
        "<p>وسأل الصحافي: هل لديكم معلومات عن كلفة الجسر؟</p>",
    ],
)
def test_sub_headings_and_sentences_stay(middle):
    assert len(article(middle).text.split("\n")) == 4


def test_an_invitation_to_comment_amid_a_text_does_not_end_it():
    """Though a link to another article and a caption stand between it and the next paragraph."""
    middle = "<div class='hash'>ما رأيك؟ غرد على وسم الجسر</div><table><tr><td>الجسر القديم كما بدا أمس</td></tr></table>"
    assert article(middle).text.endswith(THIRD)


def test_initials_with_agencies_sign_a_text():
    found = article(foot="<p><em>ن.د/ ك.ز (رويترز، د ب أ)</em></p>")
    assert found.text.endswith(THIRD)
    assert any("رويترز" in credit.as_written for credit in found.credits)


def test_an_unlisted_agency_signs_the_head_of_its_text():
    found = article(first=f"المرسى - 5 - 4 (كنمر) -- {FIRST}")
    assert ("كنمر", "outlet") in {(credit.name, credit.role) for credit in found.credits}


def test_the_house_that_signs_itself_is_no_source():
    found = article(title=f"مرفأ برس | {TITLE}", first=f"مرفأ برس/ {FIRST}")
    assert ("مرفأ برس", "staff") in {(credit.name, credit.role) for credit in found.credits}


def test_a_name_in_brackets_in_a_sentence_is_no_agency():
    assert article(first=f"قال الوزير (ناصر) - وهو من المرسى - إن الجسر قديم. {FIRST}").credits == ()


def test_a_day_behind_the_title_is_not_part_of_it():
    page = f"<title>وكالة المرسى : {TITLE} 17/08/2022</title><table><tr><td><span>{TITLE}</span></td></tr></table><p>{FIRST}</p><p>{SECOND}</p>"
    found = extract(Page(url="https://marsa.example/n/1", body=page.encode()))
    assert isinstance(found, Article)
    assert found.title == TITLE


@pytest.mark.parametrize(
    "foot",
    [
        "<ul class='k9'><li>الجسور</li><li>المرسى</li><li>تويتر</li></ul>",
        "<div class='k9'><a>الجسور</a><a>المرسى</a><a>تويتر</a></div>",
    ],
)
def test_short_items_behind_a_text_are_its_tags(foot):
    assert article(foot=foot).tags == ("الجسور", "المرسى", "تويتر")


def test_buttons_behind_a_text_are_no_tags():
    assert article(foot="<ul><li>فيسبوك</li><li>تويتر</li><li>واتساب</li></ul>").tags == ()


def test_a_cue_for_those_who_hear_the_page_names_the_writer():
    middle = "<ul><li><span class='visually-hidden'>الكاتب، </span><span>ليلى حداد</span></li></ul>"
    page = f"<h1>{TITLE}</h1><section>{middle}<time>5 مارس 2024</time></section><p>{FIRST}</p><p>{SECOND}</p>"
    found = extract(Page(url="https://marsa.example/n/1", body=page.encode()))
    assert isinstance(found, Article)
    assert found.authors == ("ليلى حداد",)


def test_tags_stand_beside_a_body_that_a_script_draws():
    body = "".join(rf"\u003Cp\u003E{text}\u003C\u002Fp\u003E" for text in (FIRST, SECOND, THIRD))
    script = (
        f'window.__NUXT__=(function(a){{return {{data:[{{title:"{TITLE}",body:"{body}",tags:[{{name:"جسور"}},{{name:"مدن"}}]}}]}}}}(null))'
    )
    page = f"<title>{TITLE}</title><div id='__nuxt'><h1>{TITLE}</h1></div><script>{script}</script>"
    found = extract(Page(url="https://marsa.example/n/1", body=page.encode()))
    assert isinstance(found, Article)
    assert (found.tags, found.text.split("\n")) == (("جسور", "مدن"), [FIRST, SECOND, THIRD])
