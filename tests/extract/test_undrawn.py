"""Text that scripts would draw, headings that name the site, and boxes of others' news around a text."""

import html
import json
import time
from urllib.parse import quote

import pytest

from extract.makes import OTHERS, PARAGRAPHS, TITLE, paragraphs
from rawi.extract import extract
from rawi.extract.undrawn import attributed, kept_markup
from rawi.model import Article, Page, Refused

SITE = "صدى الساحل"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
STATE = {
    "post": {"title": TITLE, "html": BODY, "created_at": "2024-03-18 12:36:00", "author": {"name": "سلمى الحداد"}},
    "latest": [{"title": other} for other in OTHERS],
}
JSON = json.dumps(STATE, ensure_ascii=False)


def read(body, title=f"{TITLE} - {SITE}", head=""):
    page = f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    return extract(Page(url="https://sahil.example/n/7", body=page.encode()))


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="app"><site-head></site-head><post-page :data="{html.escape(JSON)}"></post-page></div>',
        f'<div data-react-props="{html.escape(json.dumps(STATE, indent=2))}"></div>',
        f"<div data-state='{JSON}'></div>",
        f'<div x-data="article({html.escape(JSON)})"></div>',
        f'<news-view v-bind:item="{JSON.replace(chr(34), "&#34;").replace("<", "&lt;")}"></news-view>',
        f'<div data-page-state="{quote(JSON)}"></div>',
        f'<div data-state="{html.escape(json.dumps(JSON, ensure_ascii=False))}"></div>',
    ],
)
def test_an_article_is_read_from_json_in_any_attribute(body):
    found = read(body)
    assert isinstance(found, Article)
    assert tuple(found.text.split("\n")) == PARAGRAPHS
    assert found.title == TITLE
    assert found.authors == ("سلمى الحداد",)
    assert found.published.value == "2024-03-18T12:36:00"


@pytest.mark.parametrize(
    "body",
    [
        f'<article-view content="{html.escape(BODY)}"></article-view>',
        f'<h1>{TITLE}</h1><news-text><template shadowrootmode="open"><div>{BODY}</div></template></news-text>',
        f'<h1>{TITLE}</h1><div id="app"></div><noscript><div>{BODY}</div></noscript>',
        f'<h1>{TITLE}</h1><div id="app"></div><script type="text/x-template"><div>{BODY}</div></script>',
    ],
)
def test_markup_that_is_kept_for_later_is_read_where_a_page_shows_no_text(body):
    found = read(body)
    assert isinstance(found, Article)
    assert tuple(found.text.split("\n")) == PARAGRAPHS


def test_what_is_kept_besides_a_text_is_not_read():
    other = "".join(f"<p>{text}</p>" for text in reversed(PARAGRAPHS))
    shown = read(f"<h1>{TITLE}</h1><div>{paragraphs()}</div><template>{other}{other}</template>")
    assert tuple(shown.text.split("\n")) == PARAGRAPHS
    settings = html.escape(json.dumps({"title": OTHERS[0], "body": BODY}, ensure_ascii=False))
    beside = read(f'<h1>{TITLE}</h1><div>{paragraphs()}</div><div data-settings="{settings}"></div>')
    assert tuple(beside.text.split("\n")) == PARAGRAPHS


def test_an_attribute_with_another_article_alone_is_none():
    settings = html.escape(json.dumps({"title": OTHERS[0], "body": BODY}, ensure_ascii=False))
    assert isinstance(read(f'<div data-card="{settings}"></div>'), Refused)


@pytest.mark.parametrize(
    "data",
    [
        b"&quot;:" * 300_000,
        b'"&quot;:' * 300_000,
        b"'{\"" * 500_000,
        b'={"%22%3A' * 200_000,
        b'"' + b"&quot;:[{" * 200_000 + b'"',
        b"<noscript>" * 200_000,
        b"<template" * 200_000 + b">",
        b'"&lt;p' * 200_000,
    ],
)
def test_hostile_attributes_take_bounded_time(data):
    started = time.process_time()
    attributed(data)
    kept_markup(data)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("title", "above"),
    [
        (f"{SITE}: {TITLE}", f'<header><h1><a href="/">{SITE}</a></h1></header><h3>{TITLE}</h3>'),
        (f"{TITLE} - محليات - {SITE}", f'<h1><a href="https://sahil.example/">{SITE}</a></h1><h2>{TITLE}</h2>'),
        (f"{SITE} » {TITLE}", f'<h1>{SITE}</h1><p>أخبار المدينة</p><div class="posttitle">{TITLE}</div>'),
        (SITE, f'<h1><a href="/">{SITE}</a></h1><h2>{TITLE}</h2>'),
    ],
)
def test_a_heading_that_names_the_site_is_no_title(title, above):
    found = read(f"{above}<div>{paragraphs()}</div>", title)
    assert found.title == TITLE
    assert tuple(found.text.split("\n")) == PARAGRAPHS


def test_a_title_keeps_its_place_before_the_name_of_the_site_or_a_deck():
    found = read(f'<h1><a href="/n/7">{TITLE}</a></h1><h2>{SITE}</h2><div>{paragraphs()}</div>')
    assert found.title == TITLE
    declared = f'<meta property="og:title" content="{TITLE}">'
    deck = "سكان الضفتين ينتظرون الافتتاح منذ ثلاث سنوات"
    assert read(f"<h1>{TITLE}</h1><h2>{deck}</h2><div>{paragraphs()}</div>", f"{TITLE} - {deck}", declared).title == TITLE


INSERTS = (
    f'<div><b>من أرشيفنا</b><a href="/1">{OTHERS[0]}</a><a href="/2">{OTHERS[1]}</a></div>',
    f'<section>جولة في صدى: <a href="/1">{OTHERS[0]}</a> | <a href="/2">{OTHERS[1]}</a></section>',
    (
        "<div><h5>مباريات الأسبوع</h5><table><tr><td>الزهراء</td><td>1 - 0</td><td>السرو</td></tr><tr><td>الضفة</td><td>2 - 2</td>"
        "<td>المرفأ</td></tr></table><p>تابعوا ترتيب الفرق على صفحتنا بعد كل جولة</p></div>"
    ),
)


@pytest.mark.parametrize("inside", INSERTS)
def test_boxes_of_links_and_of_results_inside_a_text_are_none_of_it(inside):
    found = read(f"<h1>{TITLE}</h1><div>{paragraphs(after_first=inside)}</div>")
    assert tuple(found.text.split("\n")) == PARAGRAPHS


def test_a_sentence_with_two_links_stays():
    line = (
        '<p>وقال الصياد <a href="/1">سالم بن ناصر من المرفأ القديم</a> و<a href="/2">رفيقه خالد من حي الصيادين</a> إن الموسم كان وفيرا.</p>'
    )
    assert "سالم بن ناصر" in read(f"<h1>{TITLE}</h1><div>{paragraphs(after_first=line)}</div>").text


def cards(tag, end, count=3):
    cut = "يروي صيادو الجزيرة كيف تبدلت مواسمهم في السنوات العشر الأخيرة مع تغير التيارات ودرجات الحرارة في"
    return "".join(f"<div><{tag}>خبر من الجزيرة عن موسم الصيد {number}</{tag}><p>{cut}{end}</p></div>" for number in range(count))


@pytest.mark.parametrize(("tag", "end", "count"), [("h4", "…", 3), ("b", "…", 2), ("span", "...", 4)])
def test_headlines_with_cut_paragraphs_below_a_text_are_of_others(tag, end, count):
    found = read(f'<h1>{TITLE}</h1><div><div class="t">{paragraphs()}</div><div class="s">{cards(tag, end, count)}</div></div>')
    assert tuple(found.text.split("\n")) == PARAGRAPHS


def test_sections_whose_paragraphs_end_stay():
    found = read(f"<h1>{TITLE}</h1><div>{paragraphs()}{cards('h3', ' الخليج كله.')}</div>")
    assert found.text.count("صيادو الجزيرة") == 3


def test_the_last_paragraph_below_an_advertisement_is_no_caption():
    first, *rest, last = PARAGRAPHS
    picture = '<center><a href="/ad?3"><img src="/ad/3.gif"></a></center>'
    found = read(f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{'<br><br>'.join([first, *rest])}{picture}<br>{last}</td></tr></table>")
    assert last in found.text


@pytest.mark.parametrize("label", ["موضوعات حول القصة", "مواضيع في هذا المقال", "محاور التقرير", "موضوعات تتعلق بالخبر"])
def test_headings_of_topics_head_tags(label):
    topics = f'<section><h2>{label}</h2><ul><li><a href="/t/1">نهر السرو</a></li><li><a href="/t/2">تويتر</a></li></ul></section>'
    found = read(f"<h1>{TITLE}</h1><div><div>{paragraphs()}</div>{topics}</div>")
    assert tuple(found.text.split("\n")) == PARAGRAPHS
    assert found.tags == ("نهر السرو", "تويتر")


def test_channels_are_tags_where_their_links_lead_to_pages_of_tags():
    for box, tags in (
        ('<div class="post-tags"><a href="/tag/1/">تويتر</a><a href="/tag/2/">فيسبوك</a></div>', ("تويتر", "فيسبوك")),
        ('<div class="post-tags"><a href="https://t.example/share">تويتر</a><a href="https://f.example/">فيسبوك</a></div>', ()),
        ("<div><a>نهر</a>, <a>جسر</a>, <a>مشاة</a></div>", ("نهر", "جسر", "مشاة")),
    ):
        assert read(f"<h1>{TITLE}</h1><div><div>{paragraphs()}</div>{box}</div>").tags == tags


def test_entries_of_a_list_that_end_without_a_full_stop_stay():
    below = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[-1:])
    found = read(f'<h1>{TITLE}</h1><div><div class="t">{paragraphs()}</div>{cards("h3", "", 5)}{below}</div>')
    assert found.text.count("خبر من الجزيرة") == 5
