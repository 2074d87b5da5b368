"""Makes of pages that were first read wrongly, each in a small page of our own: days, blocks of JSON, tags, and what is no text."""

import json

import pytest

from extract.makes import EXCERPT, OTHERS, PARAGRAPHS, TAGS, TITLE, paragraphs
from rawi.extract import extract
from rawi.extract.blocks import paragraphs_of
from rawi.extract.order import day_first
from rawi.extract.pieces import headline_block, known_beside, said_in_blocks
from rawi.extract.when import only_date
from rawi.model import Article, Page

DAY = "2024-03-05"


def read(inside, head="", title="المرفأ"):
    page = f"<html lang=ar><head><meta charset=utf-8><title>{TITLE} | {title}</title>{head}</head><body>{inside}</body></html>"
    found = extract(Page(url="https://marfa.example/n/1", body=page.encode()))
    assert isinstance(found, Article)
    return found


def shown(line, **more):
    return read(f"<div><h1>{TITLE}</h1><div>{line}</div><div>{paragraphs()}</div></div>", **more)


def text_of(article):
    return tuple(article.text.split("\n"))


@pytest.mark.parametrize(
    "line",
    [
        "عدد الثلاثاء 5 مارس 2024",
        "العدد الصادر الثلاثاء 5 مارس 2024",
        "<span>عدد الثلاثاء 5 مارس 2024</span><span>حوار: سلمى القادري</span><span>تصوير: رامي الحداد وهند الراوي</span>",
        "<span>طبعة الثلاثاء 5-3-2024</span><span>تحقيق: سلمى القادري</span><span>تصوير: رامي الحداد وهند الراوي</span>",
    ],
)
def test_articles_of_a_magazine_are_as_old_as_their_issue(line):
    assert shown(line).published.value == DAY


def test_what_is_counted_is_no_issue():
    assert only_date("عدد السبت 25 يوليو 2015")
    assert not only_date("عدد القتلى 21")
    assert not only_date("عدد المشاركين في 25 يوليو 2015")


def test_programs_that_write_the_month_first_are_told_by_a_day_that_is_no_month():
    assert day_first("07-28-2015, 07:55 PM") == "28/7/2015, 07:55 PM".replace("/7/", "/07/")
    assert day_first("07-08-2015") == ""
    assert day_first("192.07-28-2015") == ""
    assert shown("03-25-2024, 07:55 PM").published.value == "2024-03-25T19:55"
    replies = "<div>رد: {} 03-{}-2024, 08:10 PM</div>"
    page = f"<div><h1>{TITLE}</h1><div>03-05-2024, 07:55 PM</div><div>{paragraphs()}</div></div>"
    assert read(page + replies.format(2, 26)).published.value == "2024-03-05T19:55"
    # Where another day is written with the day first, this one is as well.
    assert read(page + replies.format(2, 26) + "<div>26-03-2024</div>").published.value == "2024-05-03T19:55"
    assert read(page).published.value == "2024-05-03T19:55"


def test_a_template_that_gives_the_last_change_as_the_day_of_publication_is_not_believed():
    line = "<time>نشر في: 5 مارس 2024: 03:43 م</time> <time>جرى تعديله: 7 مارس 2024: 04:43 م</time>"
    ld = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-03-07T16:43:00", "dateModified": "2024-03-07T16:43:00"}
    head = f'<script type="application/ld+json">{json.dumps(ld)}</script><meta property="article:published_time" content="2024-03-07T16:43:00">'
    found = shown(line, head=head)
    assert found.published.value == "2024-03-05T15:43"
    assert found.updated.value.startswith("2024-03-07T16:43")


def blocks(title):
    return [
        {"type": "headline", "model": title},
        {"type": "image", "model": {"caption": "جسر المشاة فوق نهر السرو"}},
        {"type": "byline", "model": {"names": ["سلمى القادري"], "role": "مراسلة المرفأ في مدينة الزهراء وما حولها من القرى"}},
        {"type": "timestamp", "model": {"firstPublished": 1709632800000, "lastPublished": 1709640000000}},
        *({"type": "paragraph", "model": {"text": text, "blocks": []}} for text in PARAGRAPHS[:2]),
        {
            "type": "podcastPromo",
            "model": {"title": "بودكاست المرفأ", "description": "حلقة جديدة كل أربعاء في تطبيق البودكاست المفضل لديكم"},
        },
        *({"type": "paragraph", "model": {"text": text, "blocks": []}} for text in PARAGRAPHS[2:]),
    ]


@pytest.mark.parametrize("headline", [{"text": TITLE}, {"blocks": [{"type": "text", "model": {"text": TITLE}}]}])
@pytest.mark.parametrize("meta", ["metadata", "meta", "articleInfo"])
def test_an_article_that_json_keeps_as_one_list_of_blocks(headline, meta):
    page = {meta: {"tags": [{"thingLabel": tag, "thingUri": "/t"} for tag in TAGS]}, "content": {"model": {"blocks": blocks(headline)}}}
    others = [{"headlines": {"seo": other}, "timestamp": 1712310501436} for other in OTHERS]
    state = json.dumps({"props": {"pageProps": {"page": page, "top": others}}})
    found = read(
        f'<div id=__next></div><script id="__NEXT_DATA__" type="application/json">{state}</script>',
        head=f'<meta property="og:title" content="{TITLE}">',
    )
    assert text_of(found) == PARAGRAPHS
    assert found.authors == ("سلمى القادري",)
    assert found.tags == TAGS
    assert found.published.value.startswith("2024-03-05T10:00")


def test_blocks_that_say_who_and_whence():
    nested = {
        "type": "byline",
        "model": {"blocks": [{"type": "contributor", "model": {"blocks": [{"type": "name", "text": "هند الراوي"}]}}]},
    }
    holder = {"blocks": [{"type": "title", "text": TITLE}, nested, {"type": "source", "model": {"name": "رويترز"}}]}
    assert headline_block(holder) == TITLE
    said = said_in_blocks(holder)
    assert said["author"] == ["هند الراوي"]
    assert said["source"] == {"name": "رويترز"}
    assert paragraphs_of(holder["blocks"][1:]) == []
    assert known_beside({"site": {"metadata": {"author": "x"}}, "page": {"content": holder}}, holder) == {}
    assert headline_block({"blocks": [1, 2], "title": None}) == "" == headline_block({"blocks": [{"type": "headline"}, None]})


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=chips>" + "".join(f"<mat-chip>{tag}</mat-chip>" for tag in TAGS) + "</div>",
        "<div class='post-pills'>" + "".join(f"<span>{tag}</span>" for tag in TAGS) + "</div>",
        "<p><a href=/n/9>متحف الفخار يستقبل زواره بعد ترميم دام عامين</a></p><section><ul>"
        + "".join(f"<li><a href=/t-{tag[0]}>{tag}</a></li>" for tag in TAGS)
        + "</ul></section>",
    ],
)
def test_tags_that_no_label_names(markup):
    assert read(f"<article><h1>{TITLE}</h1><div>{paragraphs()}</div>{markup}</article><footer><p>المرفأ</p></footer>").tags == TAGS


@pytest.mark.parametrize("between", ["<br>", "</p><p>", "</td></tr><tr><td>"])
def test_a_column_of_headlines_and_teasers_beside_the_text_is_none_of_it(between):
    teasers = between.join(f"<a href=/{place}>{other}</a>{between}{EXCERPT}" for place, other in enumerate((*OTHERS, *OTHERS)))
    column = f"تقارير مصورة{between}{teasers}"
    column = f"<table><tr><td>{column}</td></tr></table>" if "tr" in between else f"<p>{column}</p>"
    page = f"<table><tr><td><h1>{TITLE}</h1>{paragraphs()}</td><td>{column}</td></tr></table>"
    assert text_of(read(page)) == PARAGRAPHS


def test_sections_with_linked_headings_inside_a_text_are_text():
    below = "".join(f"<h3><a href=/{place}>{other}</a></h3><p>{EXCERPT} {place}.</p>" for place, other in enumerate(OTHERS))
    found = read(f"<article><h1>{TITLE}</h1><div>{paragraphs()}{below}</div></article>")
    assert sum(EXCERPT in line for line in text_of(found)) == len(OTHERS)


@pytest.mark.parametrize(
    "insert",
    [
        "<amp-twitter><div>التغريدة في طريقها إليكم من المنصة</div></amp-twitter>",
        "<div>فاصل إعلاني</div>",
        "<div>مساحة للمعلنين</div>",
        "<p>يتواصل الخبر بعد الإعلان</p>",
        "<amp-instagram><p>يظهر المنشور هنا حين يصل</p></amp-instagram>",
        "<div class=hw-side><span>ومن حواراتنا السابقة</span><a href=/9>متحف الفخار يستقبل زوار «بيت الطين»</a></div>",
        "<div class=box><b>من دفاتر مراسلينا في القرى</b><a href=/9>متحف الفخار يستقبل زواره بعد ترميم دام عامين</a></div>",
    ],
)
def test_placeholders_and_labelled_headlines_inside_a_text(insert):
    assert text_of(read(f"<article><h1>{TITLE}</h1><div>{paragraphs(after_first=insert)}</div></article>")) == PARAGRAPHS


def test_a_house_that_signs_with_its_agencies():
    found = read(
        f"<article><h1>{TITLE}</h1><div>{paragraphs()}<p>(مرآة الساحل / وكالات)</p></div></article>",
        head='<meta property="og:site_name" content="مرآة الساحل">',
    )
    assert text_of(found) == PARAGRAPHS


def test_an_hour_behind_which_a_house_and_an_agency_stand_dates_the_page():
    line = "الثلاثاء 5 مارس-آذار 2024 الساعة 4:24 مساء / شاطئ المرفأ الجديد - رويترز"
    assert read(
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{line}<br>عدد القراءات 2421</td></tr></table>{paragraphs()}"
    ).published.value == (f"{DAY}T16:24")


def test_the_card_of_a_writer_above_the_title_names_him():
    card = '<div class="writer-box"><div class="writer-name"><a>سلمى القادري</a></div><div><a>كل مقالات الكاتب السابقة</a></div></div>'
    assert read(f"<div>{card}<h1>{TITLE}</h1><div>{DAY}</div><div>{paragraphs()}</div></div>").authors == ("سلمى القادري",)
