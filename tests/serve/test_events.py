"""The front page by event and the pages of events: what they show, how they are narrowed, where old addresses lead."""

import datetime as dt

import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.identity import hex_id
from rawi.serve.pages.events import spark
from rawi.serve.pages.front import choice
from rawi.serve.pages.wordings import sayings

NOW = dt.datetime(2026, 3, 14, 12, tzinfo=dt.UTC)


def read(answer):
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def lines(answer):
    return [(node.attributes["href"], node.text(strip=True)) for node in read(answer).css(".event h2 a")]


def test_every_event_of_the_last_days_stands_once_with_its_outlets(archive, client):
    shown = lines(client.get("/?days=30"))
    stories = {story.id: story for story in archive.stories(limit=100)}
    assert shown
    assert len({path for path, _ in shown}) == len(shown)
    for path, headline in shown:
        story = stories[path.removeprefix("/s/")]
        assert headline == " ".join(story.headline.split())
        assert headline in {" ".join(member.title.split()) for member in story.members}


def test_the_first_event_is_the_one_that_most_outlets_carry(archive, client):
    (path, _), *_ = lines(client.get("/"))
    story = archive.story(path.removeprefix("/s/"))
    assert len(story.outlets) == max(len(other.outlets) for other in archive.stories(limit=100))
    meta = read(client.get("/")).css_first(".event .meta").text()
    assert "فيما رصدناه" in meta


def test_a_lead_stands_under_the_name_of_the_outlet_that_wrote_it(archive, client):
    event = read(client.get("/")).css_first(".event:not(.alone)")
    story = archive.story(event.css_first("h2 a").attributes["href"].removeprefix("/s/"))
    told = archive.article(hex_id(story.headline_of))
    lead = event.css_first("p")
    assert lead.css_first("a.source").attributes["href"].endswith(told.article.outlet)
    assert " ".join(told.article.text.split())[:60] in " ".join(lead.text().split())


@pytest.mark.parametrize("query", ["outlet=jabal", "tag=ميناء", "days=1"])
def test_narrowed_to_what_has_a_matching_article(archive, client, query):
    every, some = lines(client.get("/?days=30")), lines(client.get(f"/?{query}{'&days=30' if 'days' not in query else ''}"))
    assert {path for path, _ in some} < {path for path, _ in every}
    name, _, value = query.partition("=")
    for path, _ in some:
        members = [archive.article(member.id).article for member in archive.story(path.removeprefix("/s/")).members]
        if name == "outlet":
            assert value in {article.outlet for article in members}
        if name == "tag":
            assert any(value in tag for article in members for tag in article.tags)


def test_a_filter_that_matches_nothing_says_so_and_leads_back(client):
    page = read(client.get("/?outlet=none"))
    assert not page.css(".event")
    assert "لا حدث" in page.css_first("main").text()
    assert page.css_first(".filters a").attributes["href"] == "/"


@pytest.mark.parametrize("query", ["days=x", "days=-1", "days=٣", "page=0", "page=99999", "page=x", "country=" + "X" * 500, "outlet=%00"])
def test_what_makes_no_sense_in_an_address_is_as_usual(client, query):
    assert client.get(f"/?{query}").status_code == 200


def test_days_are_those_that_can_be_chosen():
    assert choice({"days": "7"}).days == 7
    assert choice({"days": "8"}).days == choice({}).days == 3


def test_an_event_page_has_every_article_in_order_and_names_its_origins(archive, client):
    story = max(archive.stories(limit=100), key=lambda story: len(story.outlets))
    page = read(client.get(f"/s/{story.id}"))
    titles = [node.text(strip=True) for node in page.css("ol.rows > li > a")]
    assert titles == [" ".join(member.title.split()) for member in reversed(story.members)]
    assert all(archive.outlet(slug).name in page.css_first(".funnel").text() for slug in story.origins)
    assert page.css_first("svg.family")
    lanes = [node.text() for node in page.css("svg.family text:not(.now)")]
    assert len(lanes) == len(set(lanes)), "a lane for each outlet"


def test_the_id_of_any_article_leads_to_the_event(archive, client):
    story = max(archive.stories(limit=100), key=lambda story: len(story.members))
    other = next(member for member in story.members if member.key != story.key)
    page = read(client.get(f"/s/{hex_id(other.key)}"))
    assert page.css_first("link[rel=canonical]").attributes["href"] == f"/s/{story.id}"
    assert client.get("/s/0000000000000000").status_code == 404


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_an_event_is_a_feed_of_its_articles_and_the_front_feed_has_one_item_for_each(archive, client, kind):
    story = max(archive.stories(limit=100), key=lambda story: len(story.members))
    answer = client.get(f"/s/{story.id}.{kind}")
    assert answer.status_code == 200
    assert answer.headers["etag"]
    front = client.get(f"/.{kind}").text
    assert front.count(f"/s/{story.id}") >= 1
    if kind == "json":
        assert len(answer.json()["items"]) == len(story.members)
        items = client.get("/.json").json()["items"]
        assert len({item["id"] for item in items}) == len(items)
        assert [item["url"] for item in items if item["url"].endswith(story.id)]


def test_an_article_says_of_which_event_it_is(archive, client):
    story = max(archive.stories(limit=100), key=lambda story: len(story.outlets))
    page = read(client.get(f"/a/{hex_id(story.members[0].key)}"))
    assert [node for node in page.css(".ways a") if node.attributes["href"] == f"/s/{story.id}"]


def test_a_saying_stands_once_with_every_wording_as_it_was_printed(archive):
    articles = [archive.article(member.id) for story in archive.stories(limit=100) for member in story.members]
    found = sayings(archive, articles)
    assert found
    for saying in found:
        for wording in saying.wordings:
            assert any(wording.words in " ".join(stored.article.text.split()) for stored in articles)
            assert wording.carriers


def test_coverage_is_counted_to_the_end():
    assert spark([5], 100) is None
    counted = spark([0, 0, 40 * 3600, 47 * 3600], 48 * 3600)
    assert sum(counted.counts) == 4
    assert counted.hours == 48
    assert counted.counts[0] == 2
