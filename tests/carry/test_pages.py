import gzip

import pytest

from rawi.carry.pages import LARGEST_PAGE, address_in, html_files, warc
from rawi.errors import Reason
from rawi.model import Refused
from rawi.pipeline import Reading


@pytest.mark.parametrize(
    "head",
    [
        "<!-- saved from url=(0031)https://marsa.example/news/1 --><html>",
        '<html><head><link rel="canonical" href="https://marsa.example/news/1">',
        "<html><head><link href='https://marsa.example/news/1' rel='canonical'/>",
        '<html><head><meta property="og:url" content="https://marsa.example/news/1">',
    ],
)
def test_the_address_that_a_saved_page_gives_of_itself(head):
    assert address_in(head.encode()) == "https://marsa.example/news/1"


@pytest.mark.parametrize(
    "head", ["<html>", '<link rel="canonical" href="/news/1">', '<link rel="canonical" href="javascript:alert(1)//x">']
)
def test_no_address_is_made_up(head):
    assert address_in(head.encode()) is None


def test_a_search_for_an_address_ends_soon_on_hostile_bytes():
    assert address_in(b"<link " * 60_000) is None
    assert address_in(b'<link href="https://a' * 20_000) is None


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    (tmp_path / "b.html").write_text("<p>b</p>")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.htm.gz").write_bytes(gzip.compress(b"<p>a</p>"))
    (tmp_path / "notes.txt").write_text("no page")
    items = list(html_files(tmp_path))
    assert [item.value.page.body for item in items] == [b"<p>b</p>", b"<p>a</p>"]
    assert [item.number for item in items] == [1, 2]
    assert items[0].value.page.url.startswith("file:///")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\x1f\x8b\x08broken", Reason.UNREADABLE),
        (gzip.compress(bytes(LARGEST_PAGE + 1)), Reason.TOO_LARGE),
    ],
)
def test_a_file_that_is_no_page_is_refused(tmp_path, body, reason):
    (tmp_path / "page.html").write_bytes(body)
    (item,) = html_files(tmp_path / "page.html")
    assert item.value.reason == reason


def make_warc(*responses):
    """Write a WARC file by hand, one gzip member a record, as crawlers do."""
    members = []
    for url, status, kind, body in responses:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = [
            "WARC/1.0",
            "WARC-Type: response",
            f"WARC-Target-URI: {url}",
            "WARC-Date: 2024-06-03T08:00:00Z",
            "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(answer)}",
        ]
        members.append(gzip.compress("\r\n".join(head).encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"))
    return b"".join(members)


def test_the_pages_of_a_warc(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        make_warc(
            ("https://marsa.example/1", "200 OK", "text/html; charset=windows-1256", "مرفأ".encode("windows-1256")),
            ("https://marsa.example/logo", "200 OK", "image/png", b"png"),
            ("https://marsa.example/gone", "404 Not Found", "text/html", b"<p>gone</p>"),
            ("https://marsa.example/2", "200 OK", "text/html", b"<p>two</p>"),
        )
    )
    items = list(warc(path))
    assert [item.value.page.url for item in items] == ["https://marsa.example/1", "https://marsa.example/2"]
    assert items[0].value.page.content_type == "text/html; charset=windows-1256"
    assert items[0].value.page.fetched_at == "2024-06-03T08:00:00Z"


def test_a_cut_off_warc_gives_what_it_holds(tmp_path):
    path = tmp_path / "cut.warc.gz"
    whole = make_warc(*((f"https://marsa.example/{number}", "200 OK", "text/html", b"<p>page</p>" * 50) for number in range(20)))
    path.write_bytes(whole[: len(whole) // 2])
    items = list(warc(path))
    assert isinstance(items[0].value, Reading)
    assert len(items) < 20


@pytest.mark.parametrize("noise", [b"", b"no warc at all\n" * 100, bytes(1000), gzip.compress(b"WARC/1.0\r\n\r\n")])
def test_noise_is_no_traceback(tmp_path, noise):
    path = tmp_path / "noise.warc"
    path.write_bytes(noise)
    assert all(isinstance(item.value, Refused) for item in warc(path))
