import datetime as dt
import email.utils
import json
import urllib.parse
import xml.etree.ElementTree as ET

import feedparser
import pytest

from rawi.serve.feeds import WRITERS
from rawi.serve.feeds.feed import Feed, content
from rawi.serve.feeds.markup import nest, tag
from rawi.serve.site import Changes
from serve.newsroom import NOW, PLANT, articles, plant

LISTS = ["/", "/latest", "/o/jabal", "/t/محطة السدرة", "/search?q=محطة"]


def feed_of(path, kind):
    head, mark, query = path.partition("?")
    return urllib.parse.quote(f"{head}.{kind}{mark}{query}", safe="/?=")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_xml_feeds_are_read_by_a_feed_reader(client, path, kind):
    answer = client.get(feed_of(path, kind))
    assert (
        answer.headers["content-type"] == {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}[kind]
    )
    read = feedparser.parse(answer.content)
    assert read.bozo == 0
    assert read.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert len(read.entries) >= 2
    for entry in read.entries:
        assert entry.title
        assert entry.id
        assert entry.link.startswith(f"http://127.0.0.1:8480/{'s' if path == '/' else 'a'}/")
        assert entry.summary
        assert client.get(entry.link.removeprefix("http://127.0.0.1:8480")).status_code == 200
    assert any(link.rel == "self" and link.href.endswith(feed_of(path, kind)) for link in read.feed.links)


@pytest.mark.parametrize("path", LISTS)
def test_json_feed_has_what_the_format_asks(client, path):
    answer = client.get(feed_of(path, "json"))
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"].endswith(feed_of(path, "json"))
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["url"].startswith("http://")
        assert item["content_html"].startswith("<p>")


def first(client):
    return next(item for item in client.get("/latest.json").json()["items"] if item["title"] == plant().title)


def test_an_item_says_who_published_and_whom_it_credits(client):
    item = first(client)
    assert item["external_url"] == plant().url
    assert item["_rawi"]["outlet"]["slug"] == "khalij"
    assert item["_rawi"]["credits"] == [{"role": "agency", "name": "برق"}, {"role": "outlet", "name": "صحيفة المرسى"}]
    assert item["date_published"] == "2026-03-14T10:42:00+03:00"
    assert item["content_html"].count("<p>") == len(PLANT.split("\n"))
    entry = feedparser.parse(client.get("/latest.rss").content).entries[0]
    assert entry.source.title == "khalij"
    assert [one.term for one in entry.tags][:5] == list(plant().tags)
    assert len(entry.tags) == 7
    assert {link.href for link in entry.links if link.rel == "via"} == {plant().url}


def test_a_day_does_not_become_midnight(client):
    item = next(item for item in client.get("/latest.json").json()["items"] if item["title"].startswith("لماذا"))
    assert "date_published" not in item
    assert item["_rawi"]["published"]["value"] == "2025-07-18"
    rss = ET.fromstring(client.get("/latest.rss").content)
    entry = next(one for one in rss.iter("item") if one.findtext("title").startswith("لماذا"))
    assert entry.find("pubDate") is None
    assert entry.findtext("{http://purl.org/dc/elements/1.1/}date") == "2025-07-18"
    undated = next(one for one in rss.iter("item") if one.findtext("title").startswith("ذاكرة"))
    assert undated.find("pubDate") is None
    assert undated.find("{http://purl.org/dc/elements/1.1/}date") is None


def test_dates_are_those_of_the_publisher(client):
    entry = feedparser.parse(client.get("/latest.rss").content).entries[0]
    assert dt.datetime(*entry.published_parsed[:6]) == dt.datetime(2026, 3, 14, 7, 42)
    assert email.utils.parsedate_to_datetime(entry.published).utcoffset() == dt.timedelta(hours=3)


def test_an_untitled_item_has_a_title_of_ours(client):
    assert "بلا عنوان" in [item["title"] for item in client.get("/latest.json").json()["items"]]
    assert "Untitled" in [item["title"] for item in client.get("/latest.json?lang=en").json()["items"]]


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_an_unchanged_feed_is_not_sent_again(archive, client_of, kind):
    later = iter([NOW, NOW + dt.timedelta(hours=3), NOW + dt.timedelta(hours=5)])
    client = client_of(archive, now=lambda: next(later))
    answer = client.get(f"/.{kind}")
    by_tag = client.get(f"/.{kind}", headers={"if-none-match": answer.headers["etag"]})
    assert by_tag.status_code == 304, "nothing in a feed depends on the time of asking"
    assert by_tag.content == b""
    by_date = client.get(f"/.{kind}", headers={"if-modified-since": answer.headers["last-modified"]})
    assert by_date.status_code == 304


@pytest.mark.parametrize("since", ["Sat, 14 Mar 2026 11:59:59 GMT", "nonsense", "", "Sat, 14 Mar 99999 00:00:00 GMT"])
def test_an_older_or_broken_date_gets_the_feed(client, since):
    assert client.get("/.rss", headers={"if-modified-since": since}).status_code == 200


def test_a_tag_stands_above_a_date(client):
    held = client.get("/.rss").headers["last-modified"]
    assert client.get("/.rss", headers={"if-none-match": '"other"', "if-modified-since": held}).status_code == 200


def test_each_change_of_the_archive_has_a_second_of_its_own():
    changes = Changes()
    assert [changes.at(1, NOW), changes.at(1, NOW), changes.at(2, NOW), changes.at(3, NOW)] == [
        int(NOW.timestamp()) + plus for plus in (0, 0, 1, 2)
    ]


def test_an_empty_archive_has_feeds(empty, client_of):
    for kind in WRITERS:
        answer = client_of(empty).get(f"/.{kind}")
        assert answer.status_code == 200
        assert json.loads(answer.content)["items"] == [] if kind == "json" else feedparser.parse(answer.content).bozo == 0


def test_xml_holds_no_character_that_xml_forbids():
    written = nest("a", [tag("b", "x\x00\x0b\ufffe\ud800 & <c> ]]>", d='"\x1b\n<&')])
    read = ET.fromstring(written)
    assert read.find("b").text == "x & <c> ]]>"
    assert read.find("b").attrib["d"] == '"\n<&'


def test_content_is_paragraphs_and_nothing_else():
    assert content("<b>أ</b>\n<script>x</script>") == "<p>&lt;b&gt;أ&lt;/b&gt;</p><p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_the_writers_need_nothing_but_a_feed():
    bare = Feed("t", "d", "ar", "http://a/", "http://a/.rss", "urn:uuid:0", NOW, ())
    assert all(write(bare) for write in WRITERS.values())


def test_the_pages_name_their_feeds(client):
    page = client.get("/latest").text
    for kind in ("rss+xml", "atom+xml", "feed+json"):
        assert f'type="application/{kind}"' in page
    assert len(client.get("/latest.json").json()["items"]) == len(articles())


def test_an_article_is_a_feed_of_itself(client):
    path = first(client)["url"].removeprefix("http://127.0.0.1:8480")
    feed = client.get(f"{path}.json").json()
    assert [item["title"] for item in feed["items"]] == [plant().title]
    assert client.get(f"{path}.json").headers["etag"]
    for kind in ("rss", "atom"):
        assert [entry.title for entry in feedparser.parse(client.get(f"{path}.{kind}").content).entries] == [plant().title]
        assert client.get(f"/a/nowhere.{kind}").status_code == 404
