import datetime as dt
import json
import re

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.world.data import sites

XML = [
    (site.slug, feed.path) for site in sites() for feed in site.feeds if feed.kind in ("rss", "atom", "rdf") and "broken" not in feed.faults
]


def read(fetch, world, slug, path):
    outlet = next(outlet for outlet in world.outlets if outlet.slug == slug)
    answer = fetch(outlet.homepage.rstrip("/") + path)
    assert answer.status == 200
    return answer


def parse(answer):
    return feedparser.parse(answer.body, response_headers={"content-type": answer.headers["Content-Type"]})


@pytest.mark.parametrize(("slug", "path"), XML)
def test_feeds_parse_and_lead_to_articles(world, fetch, by_key, slug, path):
    parsed = parse(read(fetch, world, slug, path))
    own = {article.url: article for article in by_key.values() if article.outlet == slug}
    assert len(parsed.entries) >= (len(own) if "category" not in path else 5)
    moved = {article.moved_from for article in own.values()} - {None}
    for entry in parsed.entries:
        link = re.sub(r"[?&]utm_.*", "", entry.link)
        assert link in own or link in moved
        assert entry.title
        assert entry.summary


def test_a_json_feed_and_a_news_sitemap_name_every_article(world, fetch, by_key):
    feed = json.loads(read(fetch, world, "qirat", "/feed.json").body)
    assert {item["url"] for item in feed["items"]} == {article.url for article in by_key.values() if article.outlet == "qirat"}
    for slug, path in (("tamersa24", "/sitemap-news.xml"), ("yaraa", "/news-sitemap.xml")):
        tree = LexborHTMLParser(read(fetch, world, slug, path).body.decode())
        assert {node.text() for node in tree.css("loc")} == {article.url for article in by_key.values() if article.outlet == slug}


def test_the_declared_faults_are_there(world, fetch):
    def body(slug, path):
        return read(fetch, world, slug, path).body.decode("utf-8")

    assert re.search(r"<pubDate>\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\+3</pubDate>", body("nokhatha", "/rss/all.xml"))
    assert re.search(r"<pubDate>[ء-ي]+، \d+ [ء-ي]+ \d{4}", body("daffatain", "/rss/section/all"))
    assert "&nbsp;أخبار & تقارير" in body("daffatain", "/rss/section/all")
    assert "&amp;quot;" in body("hawdnews", "/feed/")
    assert "utm_source=rss" in body("hawdnews", "/feed/")
    assert "ـ" in body("rukniya", "/rss")
    assert " EET<" in body("rukniya", "/rss")
    first = parse(read(fetch, world, "yaraa", "/ar/rss.xml")).entries
    ahead = re.findall(r"<pubDate>(.*?) EET", body("rukniya", "/rss"))[0]
    assert dt.datetime.strptime(ahead, "%a, %d %b %Y %H:%M:%S").replace(tzinfo=dt.UTC) > dt.datetime(
        *first[0].published_parsed[:6], tzinfo=dt.UTC
    )


def test_a_broken_feed_is_cut_off_in_the_middle(world, fetch):
    answer = read(fetch, world, "nokhatha", "/rss/archive.xml")
    assert b"</rss>" not in answer.body
    assert parse(answer).bozo


def test_an_rdf_feed_comes_in_the_encoding_of_its_pages(world, fetch):
    answer = read(fetch, world, "jisr", "/rdf.php")
    assert b'encoding="windows-1256"' in answer.body
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8")
    assert "جسر الحور الآن" in answer.body.decode("windows-1256")


def test_one_feed_is_slower_than_the_others(world, fetch):
    assert read(fetch, world, "jisr", "/rss-old.php").delay > 2
    assert read(fetch, world, "jisr", "/rdf.php").delay == 0
