import gzip
import time

import pytest

from rawi.errors import Reason
from rawi.gather.feeds.entries import Source
from rawi.gather.sitemap import newest_sitemaps, read_sitemap
from rawi.model import Refused

SOURCE = Source("https://barq.example/sitemap.xml", "Asia/Amman", "JO")
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://barq.example/1</loc><lastmod>2025-03-20T21:00:00+03:00</lastmod>
<news:news><news:publication><news:name>برق</news:name><news:language>ar</news:language></news:publication>
<news:publication_date>2025-03-20T20:30:00+03:00</news:publication_date><news:title><![CDATA[هدنة &amp; مفاوضات]]></news:title>
<news:keywords>هدنة، مفاوضات, غزة</news:keywords></news:news>
<image:image><image:loc>https://barq.example/1.jpg</image:loc><image:title>صورة</image:title></image:image></url>
<url><loc>/2</loc></url><url><loc>javascript:x()</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://barq.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>/new.xml</loc><lastmod>2025-03-20T10:00:00Z</lastmod></sitemap>
<sitemap><loc>https://barq.example/never.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_news_sitemap(pack):
    first, second = read_sitemap(pack(NEWS.encode()), SOURCE).entries
    assert (first.url, first.title, first.tags) == ("https://barq.example/1", "هدنة & مفاوضات", ("هدنة", "مفاوضات", "غزة"))
    assert (first.published.value, first.updated.value) == ("2025-03-20T20:30:00+03:00", "2025-03-20T21:00:00+03:00")
    assert (second.url, second.title, second.published) == ("https://barq.example/2", "", None)


def test_an_index_gives_the_sitemaps_that_changed_last():
    found = read_sitemap(INDEX.encode(), SOURCE)
    assert found.entries == ()
    assert newest_sitemaps(found.sitemaps, 2) == ["https://barq.example/new.xml", "https://barq.example/old.xml"]


def test_a_sitemap_that_was_cut_off_gives_what_came():
    found = read_sitemap(NEWS[: NEWS.index("<url><loc>/2")].encode(), SOURCE)
    assert [entry.url for entry in found.entries] == ["https://barq.example/1"]
    assert not found.whole


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html><body>404</body></html>", Reason.BAD_FEED),
        (b"", Reason.BAD_FEED),
        (b"<urlset></urlset>", Reason.BAD_FEED),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset><url><loc>https://barq.example/&a;</loc></url></urlset>", Reason.BAD_FEED),
        (gzip.compress(NEWS.encode())[:-9], Reason.UNREADABLE),
        (gzip.compress(b" " * 60_000_000), Reason.UNREADABLE),
    ],
)
def test_what_is_no_sitemap_is_refused(body, reason):
    found = read_sitemap(body, SOURCE)
    assert isinstance(found, Refused)
    assert found.reason == reason


def test_a_sitemap_of_fifty_thousand_costs_little():
    body = b"<urlset>" + b"".join(b"<url><loc>https://barq.example/%d</loc></url>" % number for number in range(50_000)) + b"</urlset>"
    started = time.perf_counter()
    assert len(read_sitemap(body, SOURCE).entries) == 10_000
    assert time.perf_counter() - started < 3


def test_depth_and_length_are_harmless():
    started = time.perf_counter()
    assert isinstance(read_sitemap(b"<a>" * 500_000, SOURCE), Refused)
    found = read_sitemap(b"<urlset><url><loc>https://barq.example/" + b"x" * 2_000_000 + b"</loc></url></urlset>", SOURCE)
    assert found.entries == ()
    assert time.perf_counter() - started < 3
