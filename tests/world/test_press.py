import html
import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.world.answers import swatch
from rawi.world.data import sites

SITES = {site.slug: site for site in sites()}


def text_of(answer, slug):
    return html.unescape(answer.body.decode(SITES[slug].encoding))


def test_every_page_holds_its_article_and_more_than_that(world, fetch):
    for article in world.truth.articles:
        if article.gone_at:
            continue
        answer = fetch(article.url)
        assert answer.status == 200, article.key
        page = text_of(answer, article.outlet).replace('\\"', '"')
        assert LexborHTMLParser(answer.body.decode(SITES[article.outlet].encoding)).body is not None
        for line in [article.title, *article.text.split("\n")]:
            assert line in page, (article.key, line)
        assert len(page) > 2 * len(article.text)


def test_promos_and_tags_stand_on_the_page_with_their_addresses(world, fetch):
    with_promos = [article for article in world.truth.articles if article.promos]
    assert len(with_promos) >= 8
    for article in with_promos:
        page = text_of(fetch(article.url), article.outlet).replace('\\"', '"')
        for promo in article.promos:
            assert promo.url in page, article.key
            assert promo.text in page


def test_old_encodings_differ_in_their_bytes(fetch, by_key):
    labelled = fetch(by_key["jisr-slide-2"].url)
    mislabelled = fetch(by_key["nokhatha-boat-2"].url)
    for answer in (labelled, mislabelled):
        with pytest.raises(UnicodeDecodeError):
            answer.body.decode("utf-8")
        assert "charset" not in answer.headers["Content-Type"]
    assert b"charset=windows-1256" in labelled.body
    assert b"charset=utf-8" in mislabelled.body
    assert "البحارة".encode("windows-1256") in mislabelled.body
    assert "البحارة".encode() not in mislabelled.body


def test_a_react_shell_shows_nothing_and_holds_all_in_its_json(fetch, by_key):
    article = by_key["qirat-port"]
    tree = LexborHTMLParser(fetch(article.url).body.decode())
    data = json.loads(tree.css_first("script#__NEXT_DATA__").text())
    story = data["props"]["pageProps"]["story"]
    assert story["headline"] == article.title
    assert [node.text() for node in LexborHTMLParser(story["content"]).css("p, h2")] == article.text.split("\n")
    for node in tree.css("script, head"):
        node.decompose()
    assert article.text[:30] not in tree.body.text()


def test_makes_are_clearly_different(fetch, by_key):
    def page(key):
        return fetch(by_key[key].url).body.decode(SITES[by_key[key].outlet].encoding)

    assert 'name="generator" content="WordPress' in page("hawd-dam")
    assert "Drupal" in page("nisreen-notice")
    assert "<html ⚡" in page("rukniya-semi")
    assert page("jisr-slide-2").count("<TABLE") >= 5
    assert "<BR><BR>" in page("jisr-slide-2")
    assert "<P>" not in page("jisr-slide-2").upper()
    assert not re.search(r"<meta (?!charset)|ld\+json|datetime=|itemprop", page("daffatain-train-1"))
    assert len(LexborHTMLParser(page("tamersa-port")).css("[itemprop=articleBody]")) == 2
    assert len(LexborHTMLParser(page("tamersa-flood-live")).css(".live-post")) == 5
    assert "application/ld+json" in page("yaraa-dam-1")
    assert 'lang="en"' in page("ledger-dam")


def test_a_page_of_an_endless_make_goes_on_with_another_article(fetch, by_key):
    tree = LexborHTMLParser(fetch(by_key["tamersa-port"].url).body.decode())
    urls = [node.attributes["data-url"] for node in tree.css("article.post-full")]
    assert urls[0] == by_key["tamersa-port"].url
    assert urls[1] in {article.url for article in by_key.values() if article.outlet == "tamersa24"} - {urls[0]}


def test_pages_name_the_time_as_their_readers_know_it(fetch, by_key):
    assert "آذار/مارس" in text_of(fetch(by_key["hawd-dam"].url), "hawdnews")
    assert "مارس ٢٠٢٦" in text_of(fetch(by_key["daffatain-dam"].url), "daffatain")
    assert "رمضان 1447هـ" in text_of(fetch(by_key["nokhatha-dam"].url), "nokhatha")


def test_front_pages_link_to_the_newest_articles(world, fetch):
    for outlet in world.outlets:
        page = text_of(fetch(outlet.homepage), outlet.slug)
        newest = max((article for article in world.truth.articles if article.outlet == outlet.slug), key=lambda article: article.published)
        assert html.unescape(newest.url) in page
        assert newest.title in page


def test_pictures_are_pictures():
    assert swatch("/img/1.png").startswith(b"\x89PNG\r\n")
    assert swatch("/img/1.png") != swatch("/img/2.png")
