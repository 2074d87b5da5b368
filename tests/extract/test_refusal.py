import pytest

from extract.makes import OTHERS, TITLE
from rawi.extract import extract
from rawi.model import Page, Refused

URL = "https://marfa.example/news/1"


def refusal(body: bytes, url: str = URL, content_type: str | None = None) -> str:
    found = extract(Page(url=url, body=body, content_type=content_type))
    assert isinstance(found, Refused), found
    assert found.where == "extract"
    assert found.detail.endswith(".")
    return found.reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\0 ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "not_html"),
        (b"\x89PNG\r\n\x1a\n....", "not_html"),
        (b"\xff\xd8\xff\xe0....", "not_html"),
        (b'{"title": "x", "body": "y"}', "not_html"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "not_html"),
        ("أعلنت البلدية اليوم افتتاح الجسر.".encode(), "not_html"),
        (b"<html><body></body></html>", "not_article"),
        ("<html><body><h1>خبر</h1><p>أعلنت البلدية افتتاح الجسر اليوم.</p></body></html>".encode(), "too_short"),
        (
            "<html><head><title>404 الصفحة غير موجودة</title></head><body><p>عذرا، الصفحة التي تبحث عنها لم تعد هنا، جرب البحث أو عد إلى الرئيسية.</p></body></html>".encode(),
            "not_article",
        ),
    ],
)
def test_reasons(body, reason):
    assert refusal(body) == reason


def test_an_image_by_its_header():
    assert refusal(b"????????", content_type="image/webp") == "not_html"


def test_a_front_page_is_no_article():
    items = "".join(f'<div class="item"><h3><a href="/n/{n}">{OTHERS[n % 3]}</a></h3></div>' for n in range(40))
    assert (
        refusal(
            f"<html><head><meta charset=utf-8><title>المرفأ</title></head><body>{items}</body></html>".encode(),
            url="https://marfa.example/",
        )
        == "not_article"
    )
    assert (
        refusal(
            f"<html><head><meta charset=utf-8><title>محليات</title></head><body>{items}</body></html>".encode(),
            url="https://marfa.example/local",
        )
        == "not_article"
    )


def test_a_paywall_is_named():
    wall = '<div class="paywall"><p>هذا المحتوى للمشتركين فقط، اشترك الآن لمتابعة القراءة</p></div>'
    assert (
        refusal(
            f"<html><head><meta charset=utf-8></head><body><h1>{TITLE}</h1><p>أعلنت البلدية اليوم افتتاح الجسر الجديد فوق النهر بعد عام من العمل المتواصل.</p>{wall}</body></html>".encode()
        )
        == "paywall"
    )


def test_another_language_is_no_refusal():
    text = "<p>The town of Zahra opened a new bridge on Tuesday after eighteen months of work, the mayor said.</p>" * 4
    found = extract(Page(url=URL, body=f"<html lang=en><body><h1>Zahra opens a bridge over the river</h1>{text}</body></html>".encode()))
    assert found.language == "en"
