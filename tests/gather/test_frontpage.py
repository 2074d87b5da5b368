import time

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.errors import Reason
from rawi.gather.frontpage import article_links
from rawi.model import Page, Refused

FRONT = """<html><head><base href="https://www.barq.example/ar/"></head><body>
<nav><a href="/news/archive">كل أخبار السنوات الماضية</a><a href="/section/12">رياضة</a></nav>
<div class="main"><h2><a href="/news/1234567">مجلس المدينة يقر موازنة الطرق للعام المقبل</a></h2>
<a href="/news/1234567?utm_source=front#comments"><img src="1.jpg" alt=""></a>
<article><a href="2025/03/20/%D9%87%D8%AF%D9%86%D8%A9-%D8%A5%D9%86%D8%B3%D8%A7%D9%86%D9%8A%D8%A9-%D9%81%D9%8A-%D8%A7%D9%84%D8%B4%D9%85%D8%A7%D9%84">هدنة إنسانية في الشمال</a></article>
<a href="http://sport.barq.example/details/998877" title="الفريق الأول يفوز في الدور الثاني من البطولة"></a>
<a href="/files/report-of-the-council-2025-final.pdf">تقرير المجلس الكامل للعام الماضي بصيغة الكتاب</a>
<a href="https://sada.example/news/1234567">خبر طويل من موقع آخر لا يعنينا هنا</a>
<a href="/tag/1234567-economy-and-markets">كل ما كتب عن الاقتصاد والأسواق</a>
<a href="javascript:void(0)">افتح القائمة</a><a href="#top">أعلى</a><a href="/">الرئيسية</a></div>
<footer><a href="/page/about-us-and-our-team">من نحن</a></footer></body></html>"""


def test_articles_are_told_from_menus_files_and_strangers():
    found = article_links(Page(url="https://www.barq.example/", body=FRONT.encode()))
    assert [(entry.url.rpartition("/")[2][:8], entry.title) for entry in found] == [
        ("1234567", "مجلس المدينة يقر موازنة الطرق للعام المقبل"),
        ("%D9%87%D", "هدنة إنسانية في الشمال"),
        ("998877", "الفريق الأول يفوز في الدور الثاني من البطولة"),
    ]


def test_an_old_encoding():
    found = article_links(Page(url="https://www.barq.example/", body=FRONT.encode("cp1256"), content_type="text/html; charset=utf-8"))
    assert found[0].title == "مجلس المدينة يقر موازنة الطرق للعام المقبل"


def test_a_page_without_articles_is_refused():
    for body in (b"", b"<html><body><a href='/x'>x</a></body></html>", b"\x00\xff" * 1000):
        found = article_links(Page(url="https://www.barq.example/", body=body))
        assert isinstance(found, Refused)
        assert found.reason == Reason.BAD_FEED


def test_a_hundred_thousand_links_cost_little():
    body = b"".join(
        b"<div class='a'><a href='/news/%d'>%s</a>" % (100_000 + number, "كلمة من عنوان الخبر الطويل".encode()) for number in range(20_000)
    )
    started = time.perf_counter()
    assert len(article_links(Page(url="https://www.barq.example/", body=body))) == 200
    assert time.perf_counter() - started < 5


@settings(deadline=None)
@given(st.text(alphabet="<>a/ href='\"=:#?&خبر12345", max_size=200))
def test_no_page_breaks_it(text):
    article_links(Page(url="https://www.barq.example/", body=text.encode()))
