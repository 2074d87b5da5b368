import re
import time
import urllib.parse
import xml.etree.ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.archive import Archive
from rawi.model import Article
from rawi.outlets.catalogue import load
from rawi.pipeline import arrive
from serve.conftest import EVIL, HOSTILE, SETTINGS
from serve.newsroom import at
from serve.test_foreign import depth

PATHS = [
    "/",
    "/o",
    "/o/evil",
    "/a/evil-1",
    "/a/evil-2",
    "/a/evil-3",
    "/a/evil-4",
    "/a/evil-6",
    "/search?q=نص",
    "/search?q=" + urllib.parse.quote(EVIL),
    "/t/" + urllib.parse.quote(EVIL, safe=""),
    "/o/" + urllib.parse.quote(EVIL, safe=""),
    "/?lang=" + urllib.parse.quote(EVIL),
    "/?before=" + urllib.parse.quote(EVIL),
]


@pytest.fixture
def evil(hostile, client_of):
    return client_of(hostile)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_foreign_becomes_markup(evil, path):
    page = LexborHTMLParser(evil.get(path).text)
    assert (
        page.css(
            "script:not([type='application/ld+json']):not([src^='/static/']), img, [onerror], style, iframe, object, embed, base, meta[http-equiv]"
        )
        == []
    )
    assert len(page.css("h1")) == 1
    for node in page.css("a[href]"):
        assert re.match(r"(https?://|/|#)", node.attributes["href"]), node.html
        assert not node.attributes["href"].startswith("//")
    for node in page.css("a[href^=http]"):
        assert node.attributes["rel"] == "noreferrer nofollow noopener"


def test_what_is_hostile_is_still_shown_as_it_was_written(evil):
    page = LexborHTMLParser(evil.get("/a/evil-1").text)
    assert page.css_first("h1").text().strip() == EVIL
    assert "</p></div><h1>ليس عنواناً</h1>" in page.css_first(".story .body").text()
    assert "javascript:alert(1)" in page.css_first(".ways").text()
    assert page.css(".ways a") == []
    assert [node.text().strip() for node in page.css(".tags a")][:3] == [*HOSTILE[0].tags]


def test_template_marks_in_a_text_are_text(evil):
    page = evil.get("/a/evil-6").text
    assert "{{ config }}" in page
    assert "{{ 7*7 }}" in page
    assert "%s {0} {name}" in page


@pytest.mark.parametrize("path", ["/", "/a/evil-2", "/search?q=مقلوب", "/t/وسم\u202e"])
def test_bidi_controls_turn_nothing_around_them(evil, path):
    page = LexborHTMLParser(evil.get(path).text)
    turned = [node for node in page.css("bdi, p, h1, title, span, option") if "\u202e" in node.text(deep=False)]
    assert turned
    for node in turned:
        assert depth(node.text(deep=True)) == 0, node.html


def test_long_names_are_shown_whole(evil):
    page = LexborHTMLParser(evil.get("/a/evil-4").text)
    assert page.css_first("h1").text().strip() == "كلمة" * 200
    assert "x" * 2000 in page.css_first(".body").text()


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("path", ["/", "/o/evil", "/search?q=نص"])
def test_feeds_of_hostile_news_are_well_formed(evil, kind, path):
    head, mark, query = path.partition("?")
    body = evil.get(f"{head}.{kind}{mark}{query}").content
    root = ET.fromstring(body)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", body.decode())
    items = [*root.iter("item"), *root.iter("{http://www.w3.org/2005/Atom}entry")]
    assert len(items) >= 3
    for node in root.iter():
        for name in ("href", "url"):
            assert re.match(r"https?://", node.attrib.get(name, "http://"))


def test_json_feeds_of_hostile_news_are_valid(evil):
    items = evil.get("/.json").json()["items"]
    assert len(items) == len(HOSTILE)
    for item in items:
        assert "<script" not in item["content_html"]
        assert "<img" not in item["content_html"]
        assert item.get("external_url", "https://").startswith("https://")


def test_an_address_with_a_line_break_makes_no_header_and_no_link(evil):
    answer = evil.get("/o/" + urllib.parse.quote("../..", safe=""))
    assert answer.status_code == 200
    for path in ("/", "/?lang=en%0d%0aX-Injected:%201", "/search?q=%0d%0aX-Injected:%201", "/t/%0d%0aX-Injected:%201"):
        assert "x-injected" not in evil.get(path).headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../etc/passwd",
        "/static/x/../app.py",
        "/static/x/..%2f..%2fapp.py",
        "/static/x/%2e%2e/words.py",
        "/static/x//etc/passwd",
        "/static/x/fonts/../../app.py",
        "/static/x/messages/ar.toml",
        "/static/x/page.css%00",
        "/static/x/",
        "/static/x/fonts",
    ],
)
def test_nothing_but_the_assets_is_served(evil, path):
    answer = evil.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_assets_are_kept_for_ever_under_their_digest(evil):
    page = LexborHTMLParser(evil.get("/").text)
    for node in page.css("link[href^='/static/']"):
        answer = evil.get(node.attributes["href"])
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    sheet = evil.get(page.css_first("link[rel=stylesheet]").attributes["href"])
    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    for name in set(re.findall(r"url\(([^)]*)\)", sheet.text)):
        font = evil.get(urllib.parse.urljoin(str(sheet.request.url.path), name))
        assert font.content[:4] == b"wOF2"
        assert font.headers["content-type"] == "font/woff2"
    assert "://" not in sheet.text
    assert "@import" not in sheet.text
    assert evil.get("/static/0000/page.css").headers["cache-control"] == "no-cache"


def test_fonts_are_small_and_come_with_their_licences(evil):
    from rawi.serve.assets import Assets

    files = Assets().files
    assert sum(len(body) for name, body in files.items() if name.endswith(".woff2")) <= 350_000
    assert {name for name in files if "OFL" in name} == {"fonts/OFL-noto-naskh-arabic.txt", "fonts/OFL-ibm-plex-sans-arabic.txt"}


@pytest.mark.parametrize(
    "path",
    [
        "/a/" + "9" * 4000,
        "/o/" + "x" * 8000,
        "/t/" + "%D8%B7" * 3000,
        "/search?q=" + "%22" * 3000,
        "/search?q=" + "-" * 5000,
        "/search?q=(((((((",
        "/search?q=%00%0b",
        "/search?q=%ff%fe",
        "/search?q=title:",
        "/?before=" + "1" * 5000,
    ],
)
def test_absurd_requests_are_answered(evil, path):
    assert evil.get(path).status_code in (200, 404)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """One event of a thousand articles of two hundred outlets, with titles of ten thousand letters, script in names and turned text."""
    made = Archive.open(tmp_path_factory.mktemp("crowd") / "archive", SETTINGS, write=True)
    words = "سد الركبان يمتلئ بعد أمطار غزيرة على وادي الزيتون وكفر ريحان والبلدية تحذر السكان قرب المجرى القديم"
    batch = []
    for number in range(1000):
        outlet = f"منبر {EVIL if number % 200 == 7 else ''} {chr(0x202E) if number % 200 == 9 else ''} {number % 200} {'طويل ' * 60 if number % 200 == 11 else ''}"
        title = words + (" كلمة" * 2000 if number == 3 else EVIL if number == 4 else chr(0x202E) + chr(0x2069) if number == 5 else "")
        text = f"{words}، قال مدير السد رشدي البيلسان إن {number % 7 + 3} بوابات فُتحت في سد الركبان قبل الفجر لتصريف المياه الزائدة. {EVIL}"
        published = at(f"2026-03-14T0{number // 200}:{number % 60:02}+00:00")
        batch.append(Article(f"c-{number}", f"https://crowd.example/{number}", outlet, title, text, published=published, language="ar"))
    made.add([arrive(one, load(), external_id=one.id) for one in batch])
    made.flush()
    yield made
    made.close()


def test_an_event_of_a_thousand_articles_has_a_page_that_a_reader_can_use(crowd, client_of):
    client = client_of(crowd)
    story = max(crowd.stories(limit=50), key=lambda story: len(story.members))
    assert len(story.members) > 800
    for path in (f"/s/{story.id}", "/", "/?lang=en"):
        started = time.process_time()
        answer = client.get(path)
        assert time.process_time() - started < 8, path
        page = LexborHTMLParser(answer.text)
        assert not page.css("script:not([src^='/static/']), img, [onerror], style, iframe")
        assert len(page.css("h1")) == 1
        for node in page.css("bdi, p, h1, h2, title, option, text, td"):
            assert depth(node.text(deep=True)) == 0, node.html[:200]
    page = LexborHTMLParser(client.get(f"/s/{story.id}").text)
    assert len(page.css(".rows.wide > li")) <= 106
    assert len(page.css("svg.family .lane")) <= 40
    assert len(page.css("table.slots tbody")) <= 10
    assert len(answer.content) < 400_000
