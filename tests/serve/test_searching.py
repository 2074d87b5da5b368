"""The search page with all that a reader can switch, narrow and subscribe to."""

import datetime as dt
import json

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.found import Count, Counted
from rawi.serve.pages import volume as volumes
from rawi.serve.pages.narrowing import Narrower
from rawi.serve.words import Words
from serve.test_pages import quoted


def read(client, path, **headers):
    answer = client.get(quoted(path), headers=headers)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def links(page, css):
    return {node.text(strip=True): node.attributes["href"] for node in page.css(css)}


def test_the_exact_switch_keeps_the_query_and_can_be_taken_back(client):
    page = read(client, "/search?q=المحطات")
    exact = next(href for href in links(page, ".ways a").values() if "exact=1" in href)
    there = LexborHTMLParser(client.get(exact).text)
    assert there.css_first("input[type=search]").attributes["value"] == "المحطات"
    assert there.css_first(".taken") is None
    back = next(iter(links(there, ".ways a").values()))
    assert "exact" not in back
    assert int(json.loads(client.get(quoted("/search.json?q=المحطات&exact=1")).text)["_rawi"]["total"]) == 0


def test_what_was_looked_for_besides_is_shown(client):
    assert "محطة" in read(client, "/search?q=المحطات").css_first(".taken").text()


def test_a_value_narrows_the_search_in_the_query_language(client):
    page = read(client, "/search?q=محطة")
    found = links(page, ".narrow dl>div:first-child a")
    assert found
    for name, href in found.items():
        there = LexborHTMLParser(client.get(href).text)
        assert there.css_first("input[type=search]").attributes["value"].startswith("محطة موقع:")
        assert {node.text(strip=True) for node in there.css(".answers .meta a")} <= {name}
    english = links(read(client, "/search?q=محطة", **{"accept-language": "en"}), ".narrow a")
    assert any("outlet%3A" in href for href in english.values())


def test_the_chart_is_told_in_words_and_numbers(client):
    page = read(client, "/search?q=محطة")
    drawing = page.css_first("svg.volume")
    assert drawing.attributes["role"] == "img"
    assert drawing.attributes["aria-label"]
    assert len(drawing.css("rect")) == len(page.css(".narrow dl>div:last-child li"))
    assert page.css("svg a, svg [style], svg script") == []


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("how", ["", "&exact=1", "&sort=newest", "&exact=1&sort=newest"])
def test_every_search_is_a_feed_newest_first(client, kind, how):
    page = read(client, f"/search?q=محطة -قطار{how}")
    address = next(node.attributes["href"] for node in page.css("link[rel=alternate]") if f".{kind}?" in node.attributes["href"])
    assert ("exact=1" in address) == ("exact" in how)
    parsed = feedparser.parse(client.get(address).content)
    times = [entry.published_parsed for entry in parsed.entries if entry.get("published_parsed")]
    assert parsed.entries
    assert times == sorted(times, reverse=True)


def test_the_json_feed_of_a_search_counts_all_of_it(client):
    body = json.loads(client.get(quoted("/search.json?q=محطة")).text)["_rawi"]
    assert body["total"] == sum(one["articles"] for one in body["counted"]["outlets"])
    assert body["counted"]["days"] == sorted(body["counted"]["days"], key=lambda one: one["value"])
    assert "_rawi" not in json.loads(client.get("/.json").text)


def test_suggestions_are_json(client):
    answer = client.get(quoted("/search/suggest?q=محط"))
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    found = json.loads(answer.text)["suggestions"]
    assert found
    assert all(one["query"] and one["kind"] and one["articles"] > 0 for one in found)


@pytest.mark.parametrize("typed", ["", "م", "م" * 3_000, "<script>", "%00%0b", "%f0%28", '"', "قال:" * 400, "-" * 199, "a%09b"])
def test_no_typing_breaks_the_suggestions(client, typed):
    answer = client.get(quoted("/search/suggest?q=") + (typed if "%" in typed else quoted(typed)))
    assert answer.status_code == 200
    assert len(json.loads(answer.text)["suggestions"]) <= 8


@pytest.mark.parametrize(
    "query", ["قال:" * 300, "عن:x " * 400, '"' * 999, "-قال:س " * 300, "after:9999999999 قال:<b>", "exact:1 [ ] { } \\"]
)
@pytest.mark.parametrize("how", ["", "&exact=1", "&sort=newest", "&exact=%00&sort=<script>"])
def test_no_query_breaks_the_page_or_its_feed(client, query, how):
    for path in (f"/search?q={query}{how}", f"/search.json?q={query}{how}"):
        answer = client.get(quoted(path))
        assert answer.status_code == 200
        assert "<script>" not in answer.text


# ---------------------------------------------------------------- bars


def bars(*days):
    narrower = Narrower(None, "سد", lambda text: text, Words("en", timezone="UTC"))
    return volumes.volume(Counted(days=tuple(Count(day, number) for day, number in days), undated=2), narrower)


def test_bars_have_no_gap_and_choose_their_unit():
    assert bars(("2025-03-01", 4)) is None
    days = bars(("2025-02-27", 1), ("2025-03-01", 4))
    assert (days.unit, [bar.articles for bar in days.bars], days.most.articles, days.undated) == ("day", [1, 0, 4], 4, 2)
    assert days.bars[0].path == "سد after:2025-02-27 before:2025-02-28"
    months = bars(("2024-11-30", 1), ("2025-02-01", 2), ("2025-03-31", 3))
    assert (months.unit, [bar.articles for bar in months.bars]) == ("month", [1, 0, 0, 2, 3])
    assert months.bars[1].first == dt.date(2024, 12, 1)
    years = bars(("1950-01-01", 1), ("2099-12-31", 2))
    assert (years.unit, len(years.bars)) == ("year", 150)
