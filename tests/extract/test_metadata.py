import datetime as dt

import pytest

from extract.makes import PARAGRAPHS, TITLE, paragraphs
from rawi.extract import extract
from rawi.extract.persons import names
from rawi.extract.when import only_date
from rawi.model import Article, Outlet, Page

URL = "https://marfa.example/2024/03/news/1"


def article(head: str = "", above: str = "", below: str = "", url: str = URL, outlet: Outlet | None = None, fetched_at: str | None = None):
    html = f'<html lang="ar"><head><meta charset="utf-8">{head}</head><body><div><h1>{TITLE}</h1>{above}{paragraphs()}{below}</div></body></html>'
    found = extract(Page(url=url, body=html.encode(), fetched_at=fetched_at), outlet=outlet)
    assert found.text == "\n".join(PARAGRAPHS)
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("كتبت - ليلى حداد", ["ليلى حداد"]),
        ("بقلم: ليلى حداد", ["ليلى حداد"]),
        ("ليلى حداد - القاهرة", ["ليلى حداد"]),
        ("بيروت - رويترز", []),
        ("ليلى حداد/ الأناضول", ["ليلى حداد"]),
        ("كتب أحمد علي ومنى سعيد", ["أحمد علي", "منى سعيد"]),
        ("هيئة التحرير", []),
        ("حوار: رامي نادر", ["رامي نادر"]),
        ("5 مارس 2024 | ليلى حداد", ["ليلى حداد"]),
        ("By Jane Smith and John Doe", ["Jane Smith", "John Doe"]),
        ("https://marfa.example/author/1", []),
        ("وكالات", []),
    ],
)
def test_names_of_writers(line, expected):
    assert names(line, set(), cued=False) == expected


def test_the_name_of_the_site_is_nobodys_name():
    assert names("صحيفة المرفأ الجديد", {"صحيفه المرفا الجديد"}, cued=True) == []


@pytest.mark.parametrize(
    "line", ["الاثنين، 3 أغسطس 2015 08:26 ص", "منذ 3 ساعات", "15/03/2024 10:30", "آخر تحديث 01/03/2022 21:40 بتوقيت مكة", "March 5, 2024"]
)
def test_lines_that_only_date(line):
    assert only_date(line)


@pytest.mark.parametrize(
    "line", ["قتل 3 في غارة", "1 of 6", "10 . المملكة المتحدة", "في 5 مارس 2024 افتتح الجسر الجديد", "اليوم الأربعاء،", ""]
)
def test_lines_that_say_more(line):
    assert not only_date(line)


def test_json_ld_meta_and_text_agree_on_the_day_and_the_most_exact_is_taken():
    head = '<meta property="article:published_time" content="2024-03-05T09:15:00+03:00">'
    found = article(head, "<p>5 مارس 2024</p>")
    assert (found.published.value, found.published.basis) == ("2024-03-05T09:15:00+03:00", "meta")


def test_what_readers_see_wins_over_a_template():
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2026-01-01T00:00:00Z"}</script>'
    assert article(head, "<p>نُشر في 5 مارس 2024</p>").published.value == "2024-03-05"


def test_a_local_time_that_calls_itself_z_loses_the_z():
    head = '<meta property="article:published_time" content="2024-03-05T23:10:00Z">'
    found = article(head, '<span class="date">الثلاثاء، 5 مارس 2024 11:10 م</span>')
    assert (found.published.value, found.published.zone) == ("2024-03-05T23:10:00", "unknown")


def test_a_time_without_a_zone_takes_the_outlets():
    outlet = Outlet(slug="marfa", name="صحيفة المرفأ", timezone="Asia/Beirut")
    found = article("", "<p>5 مارس 2024 10:30</p>", outlet=outlet)
    assert (found.published.value, found.published.zone, found.outlet) == ("2024-03-05T10:30+02:00", "outlet", "marfa")


def test_ago_is_reckoned_from_the_fetch():
    found = article("", "<p>منذ ساعتين</p>", fetched_at="2024-03-05T12:00:00+00:00")
    assert dt.datetime.fromisoformat(found.published.value) == dt.datetime(2024, 3, 5, 10, 0, tzinfo=dt.UTC)


def test_the_address_dates_what_says_nothing_else():
    found = article(url="https://marfa.example/2024/3/5/bridge")
    assert (found.published.value, found.published.basis) == ("2024-03-05", "url")


def test_an_article_without_a_date_has_none():
    assert article().published is None


def test_updated_is_kept_apart():
    head = '<meta property="article:published_time" content="2024-03-05T09:15:00+03:00"><meta property="article:modified_time" content="2024-03-06T10:00:00+03:00">'
    assert article(head).updated.value == "2024-03-06T10:00:00+03:00"


def test_canonical_address_only_on_the_same_site():
    assert article('<link rel="canonical" href="https://www.marfa.example/a/2">').url == "https://www.marfa.example/a/2"
    assert article('<link rel="canonical" href="https://other.example/a/2">').url == URL
    assert article('<link rel="canonical" href="https://marfa.example/">').url == URL


def test_keywords_that_every_page_has_are_no_tags():
    assert article('<meta name="keywords" content="أخبار عاجلة,فن,رياضة,طبخ">').tags == ()
    assert article('<meta name="keywords" content="الجسر,نهر السرو">').tags == ("الجسر", "نهر السرو")


def test_a_kicker_in_the_heading_is_no_part_of_the_title():
    html = f'<html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}"></head><body><h1><span>خاص</span> {TITLE}</h1>{paragraphs()}</body></html>'
    assert extract(Page(url=URL, body=html.encode())).title == TITLE


def test_the_sites_name_is_taken_from_the_title():
    html = f'<html><head><meta charset="utf-8"><meta property="og:site_name" content="المرفأ"><title>{TITLE} - المرفأ</title></head><body><div>{paragraphs()}</div></body></html>'
    assert extract(Page(url=URL, body=html.encode())).title == TITLE


def test_image_and_section():
    head = '<meta property="og:image" content="/i/bridge.jpg"><meta property="article:section" content="محليات">'
    found = article(head)
    assert (found.image, found.section) == ("https://marfa.example/i/bridge.jpg", "محليات")


def test_opinion_is_known_by_its_section():
    assert article('<meta property="article:section" content="مقالات">').kind == "opinion"


def test_a_page_that_names_nothing_has_the_heading_above_its_text():
    html = f'<html><head><meta charset="utf-8"></head><body><h1>هدنة</h1><div>{paragraphs()}</div></body></html>'
    assert extract(Page(url=URL, body=html.encode())).title == "هدنة"


def test_marks_inside_a_name_are_part_of_it():
    assert names("بقلم: محمّد عبّاس", set(), cued=False) == ["محمّد عبّاس"]


SENTENCES = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def page(body: str, head: str = ""):
    """Extract a page that is given whole."""
    found = extract(Page(url=URL, body=f"<html><head>{head}</head><body>{body}</body></html>".encode()))
    assert isinstance(found, Article)
    return found


def test_byline_and_date_stand_between_a_lead_and_the_text():
    lead = "<h2 class='dek'>من سقف الميناء إلى قاع الحوض الجاف، هكذا رممت القوارب قطعة قطعة.</h2>"
    found = page(
        f"<main><h1>{TITLE}</h1>{lead}<div><span>إعداد: <a>لمى الشريف</a></span><span>2.4.2024</span></div><div class='t'>{SENTENCES}</div></main>"
    )
    assert found.authors == ("لمى الشريف",)
    assert found.published is not None
    assert found.published.value == "2024-04-02"


def test_names_alone_behind_the_text_are_those_who_wrote_it():
    assert page(f"<main><h1>{TITLE}</h1><div>{SENTENCES}<p>هدى سالم وسامي النجار</p></div></main>").authors == ("هدى سالم", "سامي النجار")
    assert page(f"<main><h1>{TITLE}</h1><div>{SENTENCES}<p>السوق القديمة</p></div></main>").authors == ()


def test_a_name_in_bold_type_between_title_and_text():
    body = f"<p align=center><b>{TITLE}</b></p><p align=center><b>د. هدى سالم</b></p>{SENTENCES}"
    assert page(body, f"<title>{TITLE}</title>").authors == ("د. هدى سالم",)


def test_counters_are_nobodys_names():
    byline = "<p>الكاتب: هدى سالم - 19/04/2011 - مرات القراءة: 789 - مرات الطباعة: 27</p>"
    assert page(f"<main><h1>{TITLE}</h1>{byline}<div>{SENTENCES}</div></main>").authors == ("هدى سالم",)


def test_widgets_for_text_are_no_editors():
    prices = "<div class='widget-text-editor'><p>سعر الدولار اليوم في السوق: 2390</p></div>"
    byline = "<ul><li itemprop='author'><span class='item--type-author'>هدى سالم</span></li></ul>"
    assert page(f"{prices}<main><h2>{TITLE}</h2>{byline}<div>{SENTENCES}</div></main>", f"<title>{TITLE}</title>").authors == ("هدى سالم",)


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("<p>كتبت- ليلى حداد:</p>", ("ليلى حداد",)),
        ("<p>كتب سامي النجار:</p>", ("سامي النجار",)),
        ("<p>المرسى: عبد الباقي الشريف</p>", ("عبد الباقي الشريف",)),
        ("<p>المرسى: عشرة أيام</p>", ()),
        ("<p>المصدر: محمود النجار ـ المرسى</p>", ("محمود النجار",)),
        ("<p>المصدر: صدى المرسى</p>", ()),
        ("<p><a rel=author>ل.ح</a></p>", ("ل.ح",)),
        ("<p>طباعة إرسال حفظ</p><time>2024-03-05</time>", ()),
    ],
)
def test_what_stands_above_a_text_names_its_writer_or_nobody(above, authors):
    found = page(f"<main><h1>{TITLE}</h1><div>{above}{SENTENCES}</div></main>")
    assert (found.authors, found.text) == (authors, "\n".join(PARAGRAPHS))
    assert not any(credit.name.startswith(authors) for credit in found.credits if authors)


def test_a_place_and_an_agency_written_together_are_a_credit():
    assert [one.name for one in page(f"<main><h1>{TITLE}</h1><p>تيمار-رويترز</p>{SENTENCES}</main>").credits] == ["تيمار-رويترز"]


@pytest.mark.parametrize(
    "line",
    [
        "نشر في: الاثنين 23 أكتوبر 2023 - 05:12 م | آخر تحديث: الاثنين 23 أكتوبر 2023 - 11:59 م",
        "نحاول أن نروي ما لا يُروى، وعضويتكم تبقي هذه المساحة حرة ومستقلة",
    ],
)
def test_dates_and_calls_for_members_are_no_text(line):
    body = f"<main><h1>{TITLE}</h1><div><p>{line}</p>{SENTENCES}<p>{line}</p></div></main>"
    assert page(body).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("last", [" (النهاية) م ع / ف ن", " المصدر: رويترز", " اقرأ أيضا: القوارب تعود إلى الميناء"])
def test_who_signs_behind_a_text_is_found_whatever_was_cut_from_its_end(last):
    sentences = SENTENCES.removesuffix("</p>") + last + "</p>"
    assert page(f"<main><h1>{TITLE}</h1><div>{sentences}</div><div>بقلم: سامي النجار</div></main>").authors == ("سامي النجار",)


@pytest.mark.parametrize("line", ["نقلا عن رويترز", "نقلاً عن رويترز", "نقلًا عن رويترز"])
def test_a_source_is_read_however_it_is_vowelled(line):
    assert [one.name for one in page(f"<main><h1>{TITLE}</h1>{SENTENCES}<p>{line}</p></main>").credits] == ["رويترز"]


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (" (النهاية) م ع / ف ن</p>", ""),
        ("</p><p>* مراسلة تكتب عن الموانئ والقوارب.</p>", ""),
        ("</p><p>- انتهى البيان -</p><p><strong>عن الشركة:</strong></p><p>تأسست الشركة عام 1982 ولها خمسة فروع.</p>", ""),
        ("</p><p>* سفينة من خشب الساج عمرها مئة عام.</p>", "\n* سفينة من خشب الساج عمرها مئة عام."),
    ],
)
def test_what_follows_the_end_is_no_text(below, kept):
    sentences = SENTENCES.removesuffix("</p>") + below
    assert page(f"<main><h1>{TITLE}</h1><div>{sentences}</div></main>").text == "\n".join(PARAGRAPHS) + kept


@pytest.mark.parametrize(
    ("line", "name"),
    [("المرسى/ صوت الجزر", "صوت الجزر"), ("المرسى - صوت الجزر", "صوت الجزر"), ("المرسى/ بيت الخشب", None)],
)
def test_a_house_in_a_line_of_its_own_above_the_text_signs_it(line, name):
    body = f"<div class='brand'>صوت الجزر</div><main><h1>{TITLE}</h1><div><p>{line}</p>{SENTENCES}</div></main>"
    assert next((credit.name for credit in page(body).credits), None) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [("المرسى في 14 نوفمبر / صوت الجزر / ", "صوت الجزر"), ("المرسى في 14 نوفمبر /ص ج/ ", "ص ج"), ("في عام 2013 / قال / ", None)],
)
def test_a_house_between_bars_behind_a_day_signs_the_text(head, name):
    body = f"<main><h1>{TITLE}</h1><div><p>{head}{PARAGRAPHS[0]}</p>{SENTENCES}</div></main>"
    assert next((credit.name for credit in page(body).credits), None) == name


def test_a_day_in_an_abbreviation():
    date = "<p><abbr itemprop='datePublished' title='2024-02-20T08:45:00Z'>أمس</abbr></p>"
    found = page(f"<main><h1>{TITLE}</h1>{date}<div>{SENTENCES}</div></main>")
    assert found.published is not None
    assert found.published.value.startswith("2024-02-20")


def test_a_title_of_three_words_is_known_by_its_bold_type():
    found = page(
        f"<table><tr><td><p><b>جديد هذا الاسبوع</b></p></td><td><p><b>المرسى ليست مدينة</b></p>{SENTENCES}</td></tr></table>",
        "<title>المرسى ليست مدينة</title>",
    )
    assert found.title == "المرسى ليست مدينة"


def test_more_keywords_than_tags():
    head = (
        "<meta property='article:tag' content='موانئ'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "متحف", "keywords": ["موانئ", "متاحف", "ترميم"]}</script>'
    )
    assert page(f"<main><h1>{TITLE}</h1><div>{SENTENCES}</div></main>", head).tags == ("موانئ", "متاحف", "ترميم")
