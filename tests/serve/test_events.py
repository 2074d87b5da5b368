"""The front page by event and the pages of events: what they show, how they are narrowed, where old addresses lead."""

import datetime as dt
import itertools
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.archive import Archive
from rawi.identity import hex_id
from rawi.model import Article
from rawi.serve.pages.events import spark
from rawi.serve.pages.front import choice
from rawi.serve.pages.wordings import sayings
from serve.conftest import SETTINGS, arrival
from serve.newsroom import articles, at

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


@pytest.mark.parametrize(
    "query",
    [
        "days=x",
        "days=-1",
        "days=00071234",
        "days=0007" + "9" * 5_000,
        "days=٣",
        "page=0",
        "page=99999",
        "page=x",
        "country=" + "X" * 500,
        "outlet=%00",
    ],
)
def test_what_makes_no_sense_in_an_address_is_as_usual(client, query):
    assert client.get(f"/?{query}").status_code == 200


def test_days_are_those_that_can_be_chosen():
    assert choice({"days": "7"}).days == 7
    assert choice({"days": "8"}).days == choice({"days": "00071234"}).days == choice({}).days == 3


def test_an_event_page_has_every_article_in_order_and_names_its_origins(archive, client):
    story = max(archive.stories(limit=100), key=lambda story: len(story.outlets))
    page = read(client.get(f"/s/{story.id}"))
    titles = [node.text(strip=True) for node in page.css("ol[reversed] > li > a")]
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
    members = [archive.article(member.id) for story in archive.stories(limit=100) for member in story.members]
    found = sayings(archive, members)
    assert found
    for saying in found:
        for wording in saying.wordings:
            assert any(wording.words in " ".join(stored.article.text.split()) for stored in members)
            assert wording.carriers
            assert not re.match(r"[إأ]ن", wording.words), "who says it stands before what is said"


def test_coverage_is_counted_to_the_end():
    assert spark([5, 6], 100) is None, "two bars show nothing"
    counted = spark([0, 0, 40 * 3600, 47 * 3600], 48 * 3600)
    assert sum(counted.counts) == 4
    assert counted.hours == 48
    assert counted.counts[0] == 2


def test_a_copy_carries_the_wording_of_the_text_that_was_read(archive):
    read = archive.article("khalij-1")
    copy = archive.article("barq-1")
    (saying, *_) = sayings(archive, [read], [copy])
    assert {outlet.slug for outlet in saying.wordings[0].carriers} == {"khalij", "barq"}
    assert saying.outlets == 2


def affair(number, outlet, day, title, text):
    url = f"https://{outlet}.example/{number}"
    return Article(f"{outlet}-{number}", url, outlet, title, text, published=at(f"{day}T0{number}:00+00:00"), language="ar")


OLD = "أعلن رشدي البيلسان مدير سد الركبان إغلاق بوابات سد الركبان، وقال نعمان الهولنغ مفاوض منفار إن الوفد سيعود إلى دلبة."
NEW = """قال نعمان الهولنغ مفاوض منفار إن سد الركبان سيبقى مفتوحا أسبوعين بعد لقائه رشدي البيلسان في دلبة مساء أمس.
وذكر مصدر في إدارة السد أن الحادث الأخير في نفق التصريف خلف {} من عمال الصيانة في سد الركبان قبل يومين من اللقاء."""


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory):
    """An affair in two chapters, two months apart; in the second three outlets differ in how many were hurt."""
    made = Archive.open(tmp_path_factory.mktemp("chronicle") / "archive", SETTINGS, write=True)
    told = [
        affair(1, "marsa", "2026-01-10", "إغلاق بوابات سد الركبان", OLD),
        affair(1, "jisr", "2026-01-10", "سد الركبان يغلق بواباته", OLD + " ولم يذكر موعدا."),
        affair(2, "marsa", "2026-03-13", "سد الركبان يبقى مفتوحا أسبوعين", NEW.format("11 جريحا")),
        affair(3, "jisr", "2026-03-13", "الهولنغ: سد الركبان مفتوح أسبوعين", NEW.format("13 جريحا")),
        affair(4, "barq", "2026-03-13", "سد الركبان مفتوح بعد لقاء دلبة", NEW.format("11 جريحا")),
    ]
    # What few articles name is rare only beside others.
    others = [one for one in articles() if one.outlet in ("sahil", "daftar", "ملعب", "jabal", "Port Gazette", "khalij")]
    made.add([arrival(made, one, seen="2026-03-14T11:00:00Z") for one in (*told, *others)])
    made.flush()
    made.place()
    yield made
    made.close()


def test_where_outlets_differ_stands_slot_by_slot_with_their_names(chronicle, client_of):
    story = chronicle.story("marsa-2")
    assert len(story.members) == 3
    page = read(client_of(chronicle).get(f"/s/{story.id}"))
    table = page.css_first("table.slots")
    cells = [[cell.text(strip=True) for cell in row.css("td")] for row in table.css("tr") if row.css("td")]
    assert [words for words, _ in cells] == ["11", "13"] or [words for words, _ in cells] == ["13", "11"]
    told = dict(cells)
    assert chronicle.outlet("jisr").name in told["13"]
    assert all(chronicle.outlet(slug).name in told["11"] for slug in ("marsa", "barq"))
    assert page.css_first("table.slots th[scope=rowgroup]")
    for link in table.css("td a"):
        assert client_of(chronicle).get(link.attributes["href"]).status_code == 200


def test_an_earlier_chapter_stands_on_the_page_of_the_later_and_not_the_other_way(chronicle, client_of):
    earlier, later = chronicle.story("marsa-1"), chronicle.story("marsa-2")
    client = client_of(chronicle)
    links = [node.attributes["href"] for node in read(client.get(f"/s/{later.id}")).css("section .rows a")]
    assert f"/s/{earlier.id}" in links
    page = read(client.get(f"/s/{earlier.id}"))
    assert f"/s/{later.id}" not in [node.attributes["href"] for node in page.css("section .rows a")]


def test_where_nothing_differs_and_nothing_went_before_nothing_is_said(archive, client):
    page = read(client.get(f"/s/{archive.story('team-1').id}"))
    assert not page.css(".slots, .sayings + section, .funnel, svg.family")
    assert len(page.css("h1")) == 1


def test_headings_come_in_order_and_every_drawing_has_a_name(archive, client):
    story = max(archive.stories(limit=100), key=lambda story: len(story.outlets))
    for path in ("/", "/latest", f"/s/{story.id}", "/?lang=en"):
        page = read(client.get(path))
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path
        assert all(node.attributes["aria-label"] for node in page.css("svg"))


def test_what_grows_is_named_as_it_is_written_and_leads_to_its_page(tmp_path, client_of):
    with Archive.open(tmp_path / "archive", SETTINGS, write=True) as made:
        news = [
            Article(
                f"{outlet}-9",
                f"https://{outlet}.example/9",
                outlet,
                f"سد الركبان ممتلئ كما رأته {outlet}",
                f"امتلأ سد الركبان في الليلة الماضية، هكذا رأته {outlet} من الضفة.",
                tags=("#سد_الركبان",),
                published=at("2026-03-14T10:00+00:00"),
                language="ar",
            )
            for outlet in ("marsa", "jisr", "barq", "jabal")
        ]
        old = [
            affair(number, "sahil", "2026-03-12", f"خبر {number}", f"نص عن أمر آخر رقمه {number} في مدينة بعيدة.") for number in range(1, 9)
        ]
        made.add([arrival(made, one, seen="2026-03-14T11:00:00Z") for one in (*news, *old)])
        made.flush()
        client = client_of(made)
        links = {link.text(strip=True): link for link in read(client.get("/")).css(".side .tags a")}
        link = links["سد الركبان"]
        assert len(read(client.get(link.attributes["href"])).css(".item")) == 4
        assert not read(client.get("/?days=7")).css(".side .tags a"), "a narrowed page tells of what it was narrowed to"


def test_in_an_archive_of_old_news_something_stands_first_and_nothing_is_breaking_or_growing(chronicle, client_of):
    fresh = read(client_of(chronicle, now=lambda: dt.datetime(2026, 3, 13, 4, 30, tzinfo=dt.UTC)).get("/"))
    assert fresh.css_first(".event .meta strong"), "three outlets in three hours"
    old = read(client_of(chronicle, now=lambda: dt.datetime(2027, 3, 14, 9, tzinfo=dt.UTC)).get("/"))
    assert old.css(".event")
    assert not old.css(".event .meta strong, .side .tags")
