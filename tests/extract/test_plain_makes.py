"""Pages that say little of themselves, and lines amid a text that only their place gives away; all of invented outlets."""

import json

import pytest

from extract.makes import PARAGRAPHS, TITLE, paragraphs
from rawi.attribute.credits import credits as credits_of
from rawi.extract import extract
from rawi.model import Article, Page
from rawi.outlets.catalogue import load

URL = "https://marfa.example/n/1"
TEXT = "\n".join(PARAGRAPHS)


def read(body: str, head: str = "", url: str = URL) -> Article:
    """Extract a page with a head and a body."""
    found = extract(Page(url=url, body=f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()))
    assert isinstance(found, Article)
    return found


def amid(middle: str, head: str = "") -> Article:
    """Extract a page whose first paragraph is followed by something else."""
    first, rest = paragraphs().split("</p>", 1)
    return read(f"<h1>{TITLE}</h1><div class='b'>{first}</p>{middle}{rest}</div>", head)


def test_a_page_without_title_and_heading_is_named_by_the_box_above_its_text():
    found = read(
        f"<div class='sec'>محليات</div><div class='ttl'>{TITLE}</div><div class='dt'>الخميس 2 مايو 2024</div><div>{paragraphs()}</div>"
    )
    assert found.title == TITLE


def test_a_headline_in_plain_type_names_a_page_that_names_nothing():
    above = f"<div class='a1'>محليات</div><div class='a2'><font size='5'>{TITLE}</font></div><div class='a3'>الخميس 2 مايو 2024</div>"
    assert read(f"{above}<div class='a4'>{paragraphs()}</div>").title == TITLE


def test_lines_of_the_page_amid_a_text_in_a_cell_are_no_text():
    text = paragraphs().replace("</p>", "</p><center>رافقونا على موقعنا وصفحات التواصل</center>", 1)
    table = f"<table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{text}</td></tr></table>"
    assert read(table).text == TEXT


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[05/23/2024 9:40 PM]", "2024-05-23T21:40"),
        ("05/06/2024 9:40 PM", "2024-06-05T21:40"),
        ("الخميس 9 مايو-مايو 2024 الساعة 02 مساءً و 17 دقيقة", "2024-05-09T14:17"),
        ("الخميس 9 مايو-أيار 2024 الساعة 02 مساءً و 17 دقيقة عدد القراءات (4417)", "2024-05-09T14:17"),
    ],
)
def test_days_and_minutes_as_old_pages_write_them(line, expected):
    found = read(f"<h1>{TITLE}</h1><div>{line}</div><div>{paragraphs()}</div>")
    assert found.published is not None
    assert (found.published.value, found.text) == (expected, TEXT)


def test_the_day_in_the_head_of_a_page_says_which_figure_is_the_month():
    found = read(f"<div>الأحد 12-05-2024 | تاريخ اليوم</div><h1>{TITLE}</h1><div>05/12/2024 11:46 AM</div><div>{paragraphs()}</div>")
    assert found.published is not None
    assert found.published.value == "2024-05-12T11:46"


@pytest.mark.parametrize(("said", "expected"), [("رويترز", ["رويترز"]), ("cms-import", []), ("https://feed.example/7", [])])
def test_a_source_in_the_json_of_a_page_is_a_credit_where_it_is_known(said, expected):
    state = json.dumps({"article": {"title": TITLE, "body": paragraphs(), "source": said}})
    found = read(f"<div id='app'></div><script>window.__STATE__={state}</script>", f"<title>{TITLE}</title>")
    assert found.text == TEXT
    assert [credit.name for credit in credits_of(found, load())] == expected


def test_a_house_that_signs_in_short_is_its_own_credit():
    first, rest = paragraphs().split("<p>", 1)[1].split("</p>", 1)
    head = f"<title>الوكالة الساحلية للإعلام - {TITLE}</title>"
    own = read(f"<h1>{TITLE}</h1><div><p>ساحلية - {first}</p>{rest}</div>", head)
    other = read(f"<h1>{TITLE}</h1><div><p>جبلية - {first}</p>{rest}</div>", head)
    assert [(credit.name, credit.role) for credit in own.credits] == [("ساحلية", "staff")]
    assert other.credits == ()


def test_a_columnist_is_named_before_his_column():
    card = "<div class='writer-name'><a href='/writers/7'>سعاد المطيري</a></div><div class='column-name'>نافذة على الميناء القديم</div>"
    found = read(f"{card}<h1>{TITLE}</h1><div>{paragraphs()}</div>", f"<title>{TITLE} - سعاد المطيري | المرفأ</title>")
    assert found.authors == ("سعاد المطيري",)


def test_a_writer_whom_the_title_of_the_page_names_is_no_site():
    node = json.dumps({"@type": "OpinionNewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": "سعاد المطيري"}})
    head = f"<title>{TITLE} | سعاد المطيري</title><script type='application/ld+json'>{node}</script>"
    assert read(f"<h1>{TITLE}</h1><div>{paragraphs()}</div>", head).authors == ("سعاد المطيري",)


@pytest.mark.parametrize(
    "middle",
    [
        "<p><a href='https://chat.example/k'>انضم لقروبات أهل الساحل الآن</a></p>",
        "<p>يمكنكم مشاهدة التسجيل كاملا أعلاه</p>",
        "<div align='center'>صفحتنا على الفيس بوك ترحب بكم</div>",
        "<div class='post-box'><p>تدوينة مضمّنة من حساب البلدية</p></div>",
        "<div class='rate-box'><span>MRF</span><span>سهم المرفأ 913 نقطة هابط قليلا</span></div>",
        "<table width='300'><tr><td>مكان مخصص للمعلنين</td></tr><tr><td><img src='/a.gif'></td></tr></table>",
    ],
)
def test_lines_that_their_place_gives_away_are_no_text(middle):
    assert amid(middle).text == TEXT


def test_what_readers_wrote_in_a_table_is_no_text_but_a_table_of_names_is():
    rows = "<tr><td><b>سمير القاضي</b><br>خبر قديم سمعناه قبل أسبوع</td></tr><tr><td><b>مغترب</b><br>هذا رأيي وقد أكون على خطأ</td></tr>"
    page = f"<table><tr><td><h1>{TITLE}</h1>{paragraphs()}<table>%s{rows}</table></td></tr></table>"
    assert read(page % "<tr><td>آراء القراء تعبر عن أصحابها فقط</td></tr>").text == TEXT
    assert "سمعناه" in read(page % "<tr><td>من أقوال الحاضرين في الافتتاح</td></tr>").text


def test_blocks_of_json_that_lead_to_other_articles_are_no_text():
    blocks = [{"type": "text", "text": f"<p>{text}</p>"} for text in PARAGRAPHS]
    blocks.insert(1, {"type": "text", "subtype": "also-read", "text": "<p><a href='/x'>قرى الساحل تستعد لموسم الأمطار</a></p>"})
    state = json.dumps({"story": {"headline": TITLE, "cards": [{"elements": blocks}]}})
    found = read(f"<div id='app'></div><script type='application/json'>{state}</script>", f"<title>{TITLE}</title>")
    assert found.text == TEXT


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("", "<p>* سعاد المطيري كاتبة وباحثة من الزهراء</p>", ("سعاد المطيري",)),
        ("", "<p>وقال كاتب من الزهراء إن الجسر أجمل ما فيها.</p>", ()),
        ("<a href='/kuttab/77'>سعاد المطيري</a>", "", ("سعاد المطيري",)),
        ("<a href='/Author.aspx?id=77'>سعاد المطيري</a>", "", ("سعاد المطيري",)),
        ("<a href='/news.aspx?id=77'>سعاد المطيري</a>", "", ()),
    ],
)
def test_notes_and_links_that_name_a_columnist(above, below, expected):
    assert read(f"<h1>{TITLE}</h1>{above}<div>{paragraphs()}{below}</div>", f"<title>{TITLE}</title>").authors == expected
