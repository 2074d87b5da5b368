"""The shapes in which sites keep and show one article: bodies in JSON, and lines around the text that say who, when, whence and about what."""

import json
import time

import pytest

from extract.makes import OTHERS, PARAGRAPHS, TITLE, paragraphs
from rawi.attribute.credits import credits as credits_of
from rawi.extract import extract
from rawi.extract.addressed import addressed, interface, leads_on
from rawi.model import Article, Page
from rawi.outlets.catalogue import load

URL = "https://marfa.example/n/1"
NAME = "سامي النجار"
TAGS = ("مدينة الزهراء", "نهر السرو", "جسر المشاة")


def article(above="", below="", head="", inside=""):
    others = "".join(f"<li><a href=/{number}>{other}</a></li>" for number, other in enumerate(OTHERS))
    html = (
        f'<html lang="ar"><head><meta charset="utf-8"><title>{TITLE} | المرفأ</title>{head}</head><body><div><h1>{TITLE}</h1>{above}'
        f"<div>{paragraphs(after_first=inside)}</div>{below}<div><h3>آخر الأخبار</h3><ul>{others}</ul></div></div></body></html>"
    )
    found = extract(Page(url=URL, body=html.encode(), fetched_at="2024-03-07T00:00:00+00:00"))
    assert isinstance(found, Article)
    assert tuple(found.text.split("\n")) == PARAGRAPHS
    return found


def linked(template, between=""):
    return between.join(template % tag for tag in TAGS)


@pytest.mark.parametrize(
    "line",
    [
        "نشر في: الثلاثاء 5 مارس 2024 - 10:30 م",
        "الثلاثاء 24 شعبان 1445 - 5 مارس 2024",
        "آخر تحديث: 6 مارس 2024 | تاريخ النشر: 5 مارس 2024",
        "القدس المحتلة - 5 - 3 - 2024",
        "مارس ٥, ٢٠٢٤",
        "5 آذار (مارس) 2024",
        "<i>5</i> <i>مارس</i> <i>2024</i>",
        "<span>05-03-2024</span><span>سلمى القادري</span><span>عدد القراءات 55</span>",
        "<b>أ.ق</b><span>2024/03/05 على الساعة 08:59</span><span>(5 مارس 2024)</span><span>257 قراءة على الهاتف</span>",
        "مراسلنا في الزهراء: سلمى القادري | الثلاثاء، ٥ آذار ٢٠٢٤",
        "السنة العاشرة - العدد 3321 - الثلاثاء 5 مارس 2024",
    ],
)
def test_days_that_readers_see(line):
    assert article(f"<div>{line}</div>").published.value[:10] == "2024-03-05"


@pytest.mark.parametrize("meta", ["", '<meta property="article:published_time" content="{}">'])
@pytest.mark.parametrize(
    "said", ["1970-01-01T00:00:00Z", "2026-11-20T03:00:00+03:00", "2006-01-01T00:00:00", "0001-01-01T00:00:00", "2019-08-01T10:00:00Z"]
)
def test_a_templates_date_does_not_win_over_the_one_that_is_shown(said, meta):
    ld = {"@type": "NewsArticle", "headline": TITLE, "datePublished": said, "dateModified": said}
    head = f'<script type="application/ld+json">{json.dumps(ld)}</script>{meta.format(said)}'
    assert article("<div>الثلاثاء 5 مارس 2024 - 10:30</div>", head=head).published.value[:10] == "2024-03-05"


def test_a_day_in_figures_yields_to_one_that_names_the_month_first():
    head = '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
    assert article("<div>3/5/2024 10:30:00 PM</div>", head=head).published.value[:10] == "2024-03-05"


def test_a_sentence_that_names_a_day_dates_nothing():
    head = '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
    told = "<p>وكانت البلدية وعدت في 12 مارس 2017 ببناء الجسر قبل أن تتعثر المناقصة ثلاث مرات متتالية …</p>"
    html = f"<html><head><meta charset=utf-8>{head}</head><body><h1>{TITLE}</h1>{told}{paragraphs()}</body></html>"
    assert extract(Page(url=URL, body=html.encode())).published.value[:10] == "2024-03-05"


@pytest.mark.parametrize(
    "line",
    [
        "كتب/ %s",
        "%s - القاهرة",
        "القاهرة: %s",
        "خاص - %s",
        "المرفأ - %s",
        "حرر من طرف %s",
        "المؤلف: %s",
        "الصحفي %s",
        "%s *",
        "%s\u200f",
        "<span>%s</span><span>كاتب سوري</span>",
        "<span>الكاتب</span><span>%s</span>",
        "نُشر بواسطة: %s في 5 مارس 2024",
        "%s - رويترز",
        '<a href="/author/55">%s</a>',
    ],
)
def test_writers_above_the_text(line):
    assert article(f"<div>{line % NAME}</div><div>5 مارس 2024</div>").authors == (NAME,)


@pytest.mark.parametrize("line", ["بقلم: %s", "القاهرة - %s", "تحرير: %s", "%s - القاهرة"])
def test_writers_behind_the_text(line):
    assert article("<div>5 مارس 2024</div>", f"<p>{line % NAME}</p>").authors == (NAME,)


@pytest.mark.parametrize("line", ["شاركها على فيسبوك", "إعلان يستمر المحتوى بعده", "مواد مرتبطة", "جانب من الافتتاح"])
def test_what_is_nobodys_name(line):
    assert article(f"<div>{line}</div><div>5 مارس 2024</div>", f"<p>{line}</p>").authors == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("القاهرة / أ ش أ", "أ ش أ"),
        ("واشنطن (رويترز)", "رويترز"),
        ("غزة- سبوتنيك", "سبوتنيك"),
        ("المرفأ + وكالات", "وكالات"),
        ("المرفأ/ الأناضول", "الأناضول"),
        ("المصدر: سانا", "سانا"),
        ("رويترز، أ ف ب", "رويترز"),
    ],
)
@pytest.mark.parametrize("where", ["above", "below"])
def test_credits_on_both_sides_of_the_text(line, name, where):
    found = credits_of(article(**{where: f"<div>{line}</div>"}), load())
    assert name in {credit.name for credit in found}


@pytest.mark.parametrize(
    "markup",
    [
        "<div>وسوم " + linked('<a href="/t/1">%s</a>', " ") + "</div>",
        "<div><b>كلمات دلالية</b>: " + "، ".join(TAGS) + "</div>",
        "<div>" + " ".join("#" + tag.replace(" ", "_") for tag in TAGS) + "</div>",
        "<div><h5>سمات</h5>" + linked("<span>%s</span>") + "</div>",
        "<p>الوسوم: " + " - ".join(TAGS) + "</p>",
        "<p>في هذا الملف: " + "، ".join(TAGS) + "</p>",
        "<table><tr><td>كلمات البحث</td><td>" + "، ".join(TAGS) + "</td></tr></table>",
        "<div><h4>الكلمات المفتاحية للمقال</h4>" + linked("<a>%s</a>") + "</div>",
        "<div><b>اقرأ أكثر عن:</b><ul>" + linked('<li><a href="/topic/1">#%s</a></li>') + "</ul></div>",
        linked('<span><a href="/search?q=1">%s</a></span>'),
        "<dl><dt>الوسوم</dt>" + linked("<dd><a href=/k>%s</a></dd>") + "</dl>",
        "<section><div>وسوم متعلقة</div><div>" + linked("<div><a href=/k>%s</a></div>") + "</div></section>",
    ],
)
def test_tags_that_readers_see(markup):
    assert article("<div>5 مارس 2024</div>", markup).tags == TAGS


@pytest.mark.parametrize(
    "head",
    [
        linked('<meta property="article:tag" content="%s">'),
        '<meta property="article:tag" content="' + "، ".join(TAGS) + '">',
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","keywords":"' + " | ".join(TAGS) + '"}</script>',
        '<meta name="news_keywords" content="' + "،".join(TAGS) + '">',
        '<script>var dataLayer=[{"tags":"' + ",".join(TAGS) + '"}];</script>',
    ],
)
def test_tags_that_a_page_declares(head):
    assert article(head=head).tags == TAGS


def test_a_category_is_no_tag():
    below = (
        '<div><a rel="category tag" href="/c/1">محليات</a></div><div class="post-tags">'
        + linked('<a rel="tag" href="/t">%s</a>')
        + "</div>"
    )
    assert article(below=below).tags == TAGS


@pytest.mark.parametrize(
    "insert",
    [
        "<h3>التعليقات</h3>",
        "<p>شارك برأيك عبر الوسم #المرفأ</p>",
        "<h3>نبذة عن الكاتب</h3>",
        "<p>جدول المحتويات</p>",
        "<div>استمع إلى هذا المقال</div>",
        "<p>تنويه من المحرر: جرى تحديث هذه المادة بعد نشرها لإضافة معلومات جديدة</p>",
        "<p>** تابع القراءة: مزارعو وادي اللوز ينتظرون موسم المطر</p>",
        f'<div><b>موضوعات قد تهمك:</b><a href="/1">{OTHERS[0]}</a> <a href="/2">{OTHERS[1]}</a></div>',
        f'<div><a href="/r"><img src="t.jpg"></a><div><a href="/r">{OTHERS[0]}</a><span>2 مارس 2017</span><p>نتابع هنا ما جرى في الوادي</p></div></div>',
        f'<div><a><img src="t.jpg"></a><div><div>{OTHERS[0]}</div><div>11 07 2023, 08:21 GMT</div></div></div>',
        "<div><p>هل تؤيد بناء جسر ثان؟</p><ul><li>نعم</li><li>لا</li></ul><a>عرض نتائج التصويت الآن</a></div>",
        f"<blockquote><p>{PARAGRAPHS[1]}</p></blockquote>",
        "<p>ترحب المرفأ بآرائكم وتعليقاتكم</p>",
        "<p>رابط الخبر: https://marfa.example/n/1</p>",
        "<p>تنبيه: المحتوى للمشتركين في النسخة الورقية فقط</p>",
    ],
)
def test_what_stands_inside_a_text_and_is_none_of_it(insert):
    article(inside=insert)


@pytest.mark.parametrize(
    "line", ["الخبر الأول:", "رسالة من الكاتب إلى القراء", "قال المشتركون إن النسخة الورقية أغلى.", "قد يسأل أحدهم: لماذا بني الجسر هنا؟"]
)
def test_lines_of_articles_that_only_look_like_a_page_speaking(line):
    words = line.count(" ") + 1
    assert not any(asks(line, words) for asks in (interface, addressed, leads_on))


def test_comments_in_the_rows_of_a_table():
    rows = "".join(f"<tr><td>{number}- زائر - 10:2{number} صباحا<br>والله شكرا للبلدية على هذا الجهد.</td></tr>" for number in range(1, 4))
    article(below=f"<table><tr><td>قالوا عن الخبر</td></tr>{rows}<tr><td>الآراء لأصحابها وحدهم</td></tr></table>")


def test_a_text_that_only_subscribers_are_shown_is_read_where_the_page_has_it():
    html = (
        f'<html><head><meta charset=utf-8></head><body><article class="premium"><h1>{TITLE}</h1><div><p>{PARAGRAPHS[0][:70]}...</p></div>'
        f"<div class=gate><h3>لقراءة بقية المقال يرجى الاشتراك</h3></div><div class=rest style='display:none'>{paragraphs()}</div></article></body></html>"
    )
    assert tuple(extract(Page(url=URL, body=html.encode())).text.split("\n")) == PARAGRAPHS


BASE = {"title": TITLE, "publishedAt": "2024-03-05T09:15:00Z", "author": {"name": "سلمى القادري"}}
BODIES = {
    "rendered": {**BASE, "title": {"rendered": TITLE}, "content": {"rendered": paragraphs()}},
    "blocks": {**BASE, "blocks": [{"type": "paragraph", "data": {"text": text}} for text in PARAGRAPHS]},
    "pieces": {
        **BASE,
        "body": {
            "type": "root",
            "children": [
                {"type": "p", "children": [{"text": text[:30]}, {"type": "link", "children": [{"text": text[30:]}]}]} for text in PARAGRAPHS
            ],
        },
    },
    "nodes": {
        **BASE,
        "body": {"nodeType": "document", "content": [{"nodeType": "paragraph", "content": [{"value": text}]} for text in PARAGRAPHS]},
    },
    "elements": {
        "headlines": {"basic": TITLE},
        "display_date": "2024-03-05T09:15:00Z",
        "credits": {"by": [{"name": "سلمى القادري"}]},
        "content_elements": [
            {"type": "text", "content": PARAGRAPHS[0]},
            {"type": "interstitial_link", "content": OTHERS[0]},
            *({"type": "text", "content": text} for text in PARAGRAPHS[1:]),
        ],
    },
    "operations": {**BASE, "content": {"ops": [{"insert": text + "\n"} for text in PARAGRAPHS]}},
    "sections": {**BASE, "parts": [{"heading": "", "lines": PARAGRAPHS[:2]}, {"heading": "", "lines": PARAGRAPHS[2:]}]},
    "lead": {**BASE, "lead": PARAGRAPHS[0], "body": paragraphs(PARAGRAPHS[1:])},
    "typed": {**BASE, "bodyBlocks": [{"__typename": "TextBlock", "html": f"<p>{text}</p>"} for text in PARAGRAPHS]},
    "own names": {"newsTitle": TITLE, "newsDetails": paragraphs(), "newsDate": "2024-03-05", "newsWriter": "سلمى القادري"},
    "stamp": {"headline": TITLE, "byline": "سلمى القادري", "first_published": 1709630100000, "text": "\n\n".join(PARAGRAPHS)},
}


def shell(script):
    html = f'<html lang="ar"><head><meta charset="utf-8"><title>{TITLE} | المرفأ</title></head><body><div id="root"><p>جاري التحميل</p></div>{script}</body></html>'
    found = extract(Page(url=URL, body=html.encode()))
    assert isinstance(found, Article), found
    assert tuple(found.text.split("\n")) == PARAGRAPHS
    return found


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">{}</script>',
        "<script>window.__INITIAL_STATE__ = {};(function(){{}})();</script>",
        "<script>window.__DATA__=JSON.parse({!r});</script>",
    ],
)
def test_bodies_in_json(body, script):
    state = json.dumps({"related": [{"title": OTHERS[0], "body": "<p>نص آخر</p>"}], "page": body}, ensure_ascii=False)
    state = json.dumps(state, ensure_ascii=False) if "parse" in script else state
    found = shell(script.replace("{!r}", "{}").format(state))
    assert found.published.value[:10] == "2024-03-05"
    assert found.authors == ("سلمى القادري",)


def test_lists_that_name_each_other_again_and_again_cost_little():
    bomb = [dict.fromkeys("abcdefgh", 1), [2] * 150, [3] * 150, [4] * 150, "x"]
    body = f'<h1>{TITLE}</h1><script type="application/json" id="__NUXT_DATA__">{json.dumps(bomb)}</script>{paragraphs()}'
    start = time.process_time()
    assert extract(Page(url="https://marfa.example/1", body=body.encode())).text == "\n".join(PARAGRAPHS)
    assert time.process_time() - start < 1.0


def test_lists_functions_and_trees_that_frameworks_draw_from():
    listed = [{"data": 1}, {"post": 2}, {"title": 3, "body": 4}, TITLE, paragraphs()]
    shell(f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(listed, ensure_ascii=False)}</script>')
    arguments = ",".join(json.dumps(text, ensure_ascii=False) for text in (TITLE, paragraphs()))
    shell(f"<script>window.__NUXT__=(function(a,b){{return {{data:[{{article:{{title:a,body:b}}}}]}}}}({arguments}))</script>")
    tree = ["$", "article", None, {"children": [["$", "p", None, {"children": [text[:20], text[20:]]}] for text in PARAGRAPHS]}]
    row = json.dumps("1:" + json.dumps(tree, ensure_ascii=False) + "\n", ensure_ascii=False)
    shell(f"<script>self.__next_f.push([1,{row}])</script>")


def test_what_json_ld_calls_the_source_is_credited():
    ld = {"@type": "NewsArticle", "headline": TITLE, "sourceOrganization": {"@type": "Organization", "name": "رويترز"}}
    found = article(head=f'<script type="application/ld+json">{json.dumps(ld, ensure_ascii=False)}</script>')
    assert "رويترز" in {credit.name for credit in credits_of(found, load())}
