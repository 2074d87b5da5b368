import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gather.feeds import ATOM, JSON, RDF, item, rss
from rawi.errors import Reason
from rawi.gather.addresses import canonical
from rawi.gather.feeds.entries import Feed, Source
from rawi.gather.feeds.plain import plain
from rawi.gather.feeds.read import read_feed
from rawi.model import Refused

NOW = dt.datetime(2025, 3, 20, 21, 0, tzinfo=dt.UTC)
SOURCE = Source("https://barq.example/feed", "Asia/Amman", "JO", NOW)


def read(body, **options):
    found = read_feed(body, SOURCE, **options)
    assert isinstance(found, Feed), found
    return found


def only(body):
    found = read(body)
    assert len(found.entries) == 1, found
    return found.entries[0]


def test_an_rss_item():
    found = read(rss(item(summary="&lt;p&gt;قال «برق»&lt;/p&gt;")))
    entry = found.entries[0]
    assert (found.title, found.reader) == ("برق - الأخبـــار", "fastfeedparser")
    assert (entry.url, entry.title, entry.summary) == ("https://barq.example/1", "عنوان الخبر", "قال «برق»")
    assert (entry.published.value, entry.published.zone, entry.published.basis) == ("2025-03-20T23:21:00+03:00", "stated", "feed")
    assert (entry.authors, entry.tags, entry.external_id) == (("سلمى حداد",), ("اقتصاد", "سياسة"), "1")


def test_an_atom_entry():
    first, second = read(ATOM.encode()).entries
    assert first.url == "https://barq.example/atom/1"
    assert first.title == "هدنة & مفاوضات"
    assert first.summary == "قال الوزير وأضاف"
    assert (first.published.value, first.updated.value) == ("2025-03-20T22:10:00+03:00", "2025-03-20T22:40:00+03:00")
    assert (first.authors, first.tags) == (("سلمى حداد",), ("اقتصاد",))
    assert (second.published, second.updated.value) == (None, "2025-03-20T19:00:00+00:00")


def test_rdf_and_json_feed():
    assert only(RDF.encode()).published.value == "2025-03-20T19:00:00+02:00"
    found = read(JSON.encode())
    entry = found.entries[0]
    assert (entry.url, entry.external_id, entry.summary, entry.authors, entry.tags) == (
        "https://barq.example/json/1",
        "7",
        "نص",
        ("سلمى",),
        ("اقتصاد",),
    )
    assert [refused.reason for refused in found.refused] == [Reason.BAD_ADDRESS]


@pytest.mark.parametrize(
    ("written", "value", "zone"),
    [
        ("Thu, 20 Mar 2025 23:21:00 GMT+3", "2025-03-20T23:21:00+03:00", "stated"),
        ("Thu, 20 Mar 2025 20:21 UTC", "2025-03-20T20:21+00:00", "stated"),
        ("Thu, 20 Mar 2025 22:21:00 EET", "2025-03-20T22:21:00+02:00", "stated"),
        ("Thu, 20 Mar 2025 23:21:00 EEST", "2025-03-20T23:21:00+03:00", "stated"),
        ("Thu, 20 Mar 25 11:21:00 PM +03:00", "2025-03-20T23:21:00+03:00", "stated"),
        ("jeu., 20 mars 2025 21:21:00 +0100", "2025-03-20T21:21:00+01:00", "stated"),
        ("الخميس, 20 مارس 2025 23:21:00 +0300", "2025-03-20T23:21:00+03:00", "stated"),
        ("20 آذار 2025 11:21 م", "2025-03-20T23:21+03:00", "outlet"),
        ("20 جانفي 2025 10:00", "2025-01-20T10:00+03:00", "outlet"),
        ("2025-03-20 23:21:00", "2025-03-20T23:21:00+03:00", "outlet"),
        ("2025-03-20T20:21:00Z", "2025-03-20T20:21:00+00:00", "stated"),
        ("2025-03-20", "2025-03-20", "unknown"),
        # Local time under the label GMT: as GMT it has not come yet.
        ("Thu, 20 Mar 2025 23:21:00 GMT", "2025-03-20T23:21:00+03:00", "outlet"),
        # A name of a zone that means several: the outlet's own counts.
        ("Thu, 20 Mar 2025 23:21:00 AST", "2025-03-20T23:21:00+03:00", "outlet"),
    ],
)
def test_dates_as_feeds_write_them(written, value, zone):
    published = only(rss(item(date=written))).published
    assert (published.value, published.zone) == (value, zone)
    assert only(rss(item(date=f"<![CDATA[ {written} ]]>"))).published == published


@pytest.mark.parametrize(
    "written",
    ["Fri, 28 Mar 2025 10:00:00 GMT", "2031-01-01", "soon", "", "Thu, 99 Mar 2025 23:21:00 GMT", "x" * 500, "0000-00-00 00:00:00"],
)
def test_a_date_that_has_not_come_or_is_none_is_none(written):
    assert only(rss(item(date=written))).published is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("قال &amp; فعل", "قال & فعل"),
        ("قال & فعل", "قال & فعل"),
        ("قال&nbsp;وفعل", "قال وفعل"),
        ("&laquo;برق&raquo; &hellip;", "«برق» …"),
        ("&amp;quot;برق&amp;quot; &amp;amp;amp; سعاد", '"برق" & سعاد'),
        ("<![CDATA[<b>عا</b>جل | هدنة &ndash; &quot;فورية&quot;]]>", 'عاجل | هدنة – "فورية"'),
        ("&lt;b&gt;عاجل&lt;/b&gt; هدنة", "عاجل هدنة"),
        ("&amp;lt;p&amp;gt;هدنة&amp;lt;/p&amp;gt;", "هدنة"),
        ("عاجـــــل: هُدنة", "عاجـــــل: هُدنة"),
        ("هدنة\n\t في\u00a0غزة", "هدنة في غزة"),
        ("أقل من 5 &lt; 7 دولارات", "أقل من 5 < 7 دولارات"),
        ("خبر &unknown; آخر", "خبر &unknown; آخر"),
        ("هدنة&#0; &#x1F; جديدة", "هدنة جديدة"),
        ("هدنة\x00\x0b جديدة", "هدنة جديدة"),
    ],
)
def test_titles_lose_their_markup_and_nothing_else(written, shown):
    found = read(rss(item(title=written)))
    assert found.entries[0].title == shown
    assert found.reader == "fastfeedparser"


def test_summaries_lose_scripts_styles_images_and_the_content_systems_tail():
    summary = (
        "<![CDATA[<style>p{x:1}</style><p>قال <a href='x'>الو</a>زير.</p><img src='data:"
        + "A" * 9000
        + "'><script>if (a<b) x()</script><p>The post <a>عنوان</a> appeared first on <a>برق</a>.</p>]]>"
    )
    assert only(rss(item(summary=summary))).summary == "قال الوزير."


def test_an_item_twice_is_given_once():
    found = read(rss(item(), item(link="http://barq.example/1?utm_source=rss#x"), item(link="https://barq.example/2")))
    assert [entry.url for entry in found.entries] == ["https://barq.example/1", "https://barq.example/2"]
    assert found.repeated == 1


def test_links_that_are_relative_missing_or_bad():
    assert only(rss(item(link="/news/1"))).url == "https://barq.example/news/1"
    assert only(rss(item(link="", guid="https://barq.example/g/1"))).url == "https://barq.example/g/1"
    found = read(rss(item(link="", guid="7"), item(link="javascript:x()", guid="8"), item()))
    assert len(found.entries) == 1
    assert [refused.reason for refused in found.refused] == [Reason.BAD_ADDRESS] * 2


def test_authors_lose_their_mail_address():
    assert only(rss(item(author="desk@barq.example (سلمى حداد)"))).authors == ("سلمى حداد",)
    assert only(rss(item(author="desk@barq.example"))).authors == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_the_words_count_and_not_the_label(encoding):
    text = rss(item(title="هدنة إنسانية في المدينة", summary="نص طويل بما يكفي لمعرفة الترميز")).decode()
    assert only(text.encode(encoding, errors="ignore")).title == "هدنة إنسانية في المدينة"


def test_a_label_that_is_right_and_one_from_the_header():
    body = rss(item(title="هدنة")).decode().replace('encoding="utf-8"', 'encoding="windows-1256"').encode("cp1256", errors="ignore")
    assert only(body).title == "هدنة"
    body = rss(item(title="هدنة")).decode().replace(' encoding="utf-8"', "").encode("iso-8859-6", errors="ignore")
    assert read(body, content_type="text/xml; charset=ISO-8859-6").entries[0].title == "هدنة"


def test_one_bad_byte_does_not_spoil_a_feed():
    assert only(rss(item(title="هدنة في المدينة القديمة بعد أيام")).replace("أيام".encode(), b"\xd8")).title.startswith("هدنة في المدينة")


def test_a_feed_that_was_cut_off_gives_what_came():
    body = rss(item(), item(link="https://barq.example/2", title="الثاني"), item(link="https://barq.example/3", title="<![CDATA[الثا"))
    for cut in (len(body) - 100, body.rindex("الثا".encode()) + 3, body.rindex(b"<item>") + 3):
        found = read(body[:cut])
        assert [entry.url for entry in found.entries][:2] == ["https://barq.example/1", "https://barq.example/2"]


def test_mismatched_tags_are_read_by_the_forgiving_parser_or_the_fast_one():
    found = read(rss(item(title="هدنة <br> جديدة"), item(link="https://barq.example/2")))
    assert [entry.url for entry in found.entries] == ["https://barq.example/1", "https://barq.example/2"]
    assert found.entries[0].published.value == "2025-03-20T23:21:00+03:00"


def test_what_is_no_feed_says_so():
    for body, sign in (
        (b"<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>", "web page"),
        (b'<?xml version="1.0"?><urlset xmlns="x"><url><loc>https://barq.example/</loc></url></urlset>', "sitemap"),
        (b'{"error": "not found"}', "JSON"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "neither"),
        (b"plain words", "neither"),
    ):
        found = read_feed(body, SOURCE)
        assert (found.reason, found.where) == (Reason.BAD_FEED, SOURCE.url)
        assert sign in found.detail
    assert read_feed(b"  \n", SOURCE).reason == Reason.EMPTY
    assert read_feed(b" " * 20_000_001, SOURCE).reason == Reason.TOO_LARGE


def test_an_empty_feed_is_a_feed():
    assert read(rss()).entries == ()


BOMB = "<!DOCTYPE lolz [<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        "<!DOCTYPE rss [<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE rss [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'> %p; ] >",
        "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://127.0.0.1/x.dtd'>",
    ],
)
def test_entities_are_neither_expanded_nor_fetched(doctype):
    body = rss(item(title="قبل &l9; بعد")).decode().replace("<rss", doctype + "<rss").encode()
    assert only(body).title == "قبل &l9; بعد"


def test_a_feed_of_thousands_is_cut_with_a_word():
    found = read(rss(*(item(link=f"https://barq.example/{number}") for number in range(2_100))))
    assert len(found.entries) == 2_000
    assert found.refused[-1].reason == Reason.TOO_LARGE
    assert "2100" in found.refused[-1].detail


M = 1_500_000
HURTFUL = {
    "deep": b"<rss><channel>" + b"<a>" * (M // 3),
    "open": b"<rss><channel>" + b"<item " * (M // 6),
    "bare": b"<rss><channel>" + b"<" * M,
    "sections": b"<rss><channel>" + b"<![CDATA[" * (M // 9),
    "ampersands": b"<rss><channel><item><title>" + b"&" * M,
    "quote": b'<rss><channel><item a="' + b"x" * M,
    "attributes": b"<rss><channel><item " + b'a="b" ' * (M // 6),
    "namespaces": b"<rss " + b" ".join(b'xmlns:n%d="u"' % n for n in range(60_000)) + b"/>",
    "comments": b"<rss>" + b"<!--" * (M // 4),
    "doctypes": b"<!DOCTYPE x [" * (M // 13),
    "brackets": b"<!DOCTYPE x [ " + b"]" * M,
    "lines": b"<rss><channel><link" + b" \n" * (M // 2),
    "scripts": rss(item(summary="<![CDATA[" + "<script>" * 100_000 + "]]>")),
    "tags": rss(item(summary="<![CDATA[" + "<a " * 300_000 + "]]>")),
    "entities": rss(item(summary="&amp;" * 300_000)),
    "json": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * M,
}


@pytest.mark.parametrize("name", HURTFUL)
def test_a_feed_made_to_hurt_costs_little(name):
    started = time.perf_counter()
    read_feed(HURTFUL[name], SOURCE)
    assert time.perf_counter() - started < 6


def test_twenty_megabytes_are_read_in_a_breath():
    started = time.perf_counter()
    found = read(rss(*(item(link=f"https://barq.example/{number}", summary="كلام " * 1_000) for number in range(1_900))))
    assert len(found.entries) == 1_900
    assert time.perf_counter() - started < 10


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "<item>",
            "</item>",
            "<title>",
            "</title>",
            "<link>https://barq.example/1</link>",
            "<![CDATA[",
            "]]>",
            "&",
            "&amp;",
            "&lt;b&gt;",
            "<b>",
            "خبر",
            "<pubDate>",
            "</pubDate>",
            "Thu, 20 Mar 2025 23:21:00 GMT",
            "<entry>",
            "<!--",
            "-->",
            "<?x",
            "\x00",
            "<!DOCTYPE x [",
            "]>",
            "'",
            '"',
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(FRAGMENTS)
def test_no_feed_breaks_the_reader(inside):
    found = read_feed(f"<rss><channel>{inside}</channel></rss>".encode(), SOURCE)
    assert isinstance(found, Feed | Refused)
    if isinstance(found, Feed):
        for entry in found.entries:
            assert canonical(entry.url)


@given(st.text(alphabet="<>&;/ab\"'= لبق#x3!-", max_size=80))
def test_plain_text_is_one_line(text):
    shown = plain(text)
    assert shown == " ".join(shown.split())
