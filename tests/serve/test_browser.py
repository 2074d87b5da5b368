"""What a person meets: the pages in a real browser, on a phone and at a desk, without JavaScript, by keyboard, in print."""

import shutil
import socket
import threading
import time
import urllib.parse

import pytest

from serve.newsroom import NOW, PLANT, plant

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = [360, 1280]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")]
# How many letters the fullest line of an element holds.
LONGEST_LINE = """element => {
  const range = document.createRange(), lines = new Map();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); )
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().bottom / 12);
      lines.set(top, (lines.get(top) || 0) + 1);
    }
  return Math.max(...lines.values());
}"""


@pytest.fixture(scope="module")
def address(archive):
    import uvicorn

    from rawi.serve.app import create
    from serve.conftest import SETTINGS

    listener = socket.create_server(("127.0.0.1", 0))
    app = create(archive, settings=SETTINGS, now=lambda: NOW)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, address):
    """Open pages that are held to what every page promises: nothing from elsewhere, no complaint, no sideways scroll."""
    contexts, foreign, complaints = [], [], []

    def opened(width=1280, **options):
        phone = {"is_mobile": True, "has_touch": True} if width < 600 else {}
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="ar", base_url=address, **phone, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith(address) else foreign.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "load",
            lambda loaded: (
                complaints.append(f"sideways: {loaded.url}") if options.get("java_script_enabled", True) and sideways(loaded) else None
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert foreign == []
    assert complaints == []


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_front_page_to_an_article_a_related_one_and_a_search(visit, width, scheme):
    page = visit(width, color_scheme=scheme)
    page.goto("/?days=30")
    assert page.locator(".event").count() > 2
    page.goto("/latest")
    assert page.locator(".item").count() > 5
    page.locator(".item h3 a").first.click()
    assert page.locator("h1").inner_text().strip() == plant().title
    assert page.locator(".story .body p").first.inner_text() == PLANT.split("\n")[0]
    page.locator(".read summary").click()
    assert page.locator(".read details .body p").first.is_visible()
    related = page.locator(".read h3").inner_text()
    page.locator(".read h3 a").click()
    assert page.locator("h1").inner_text().strip() == related.strip()
    page.locator("input[type=search]").fill("محطة التحلية")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert page.locator(".answers li").count() > 2
    assert page.locator(".answers mark").count() > 2
    assert sideways(page) == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path",
    [
        "/a/khalij-1",
        "/s/khalij-1",
        "/s/khalij-1?lang=en",
        "/latest",
        "/?days=30",
        "/a/khalij-1/family",
        "/a/khalij-1/with/barq-1",
        "/trace",
        "/o",
        "/about",
        "/search",
        "/a/khalij-1/page",
        "/a/bare-1",
        "/a/port-1",
        "/?lang=en",
        "/a/khalij-1?lang=en",
        "/t/تحلية المياه",
    ],
)
def test_no_page_scrolls_sideways(visit, width, path):
    page = visit(width)
    page.goto(urllib.parse.quote(path, safe="/?="))
    assert sideways(page) == 0


def test_without_javascript_all_of_it_works(visit):
    page = visit(java_script_enabled=False)
    page.goto("/a/khalij-1")
    page.locator(".read summary").click()
    assert page.locator(".read details .body p").first.is_visible()
    page.locator("input[type=search]").fill("مضخات")
    page.locator("button").click()
    assert page.locator(".answers li").count() >= 1


def test_by_keyboard(visit):
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("node => node === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_lines_are_short_enough_to_read(visit):
    page = visit()
    page.goto("/a/khalij-1")
    assert max(paragraph.evaluate(LONGEST_LINE) for paragraph in page.locator(".story .body p").all()) <= 70
    style = page.locator(".story .body p").first.evaluate(
        "node => [getComputedStyle(node).fontSize, getComputedStyle(node).lineHeight, getComputedStyle(node).direction]"
    )
    assert style == ["20px", "38px", "rtl"]


def test_both_fonts_are_ours(visit):
    page = visit()
    page.goto("/a/khalij-1")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {"Naskh", "Plex"} <= set(loaded)


def test_dark_and_light_are_two_papers(visit):
    papers = []
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme)
        page.goto("/")
        papers.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert papers == ["rgb(251, 250, 247)", "rgb(21, 22, 26)"]


def test_fingers_find_their_targets(visit):
    page = visit(360)
    for path in ("/", "/a/khalij-1", "/o"):
        page.goto(path)
        for target in page.locator(".top a, .top button, .top input[type=search], .tags a, summary, .rows a, .item h3 a, .bottom a").all():
            assert target.bounding_box()["height"] >= 44, target.inner_text()


def test_in_print_there_is_the_article_and_no_machinery(visit):
    page = visit()
    page.goto("/a/khalij-1")
    page.emulate_media(media="print")
    assert page.locator(".story h1").is_visible()
    for gone in (".top form", ".top nav", ".bottom", ".related"):
        assert not page.locator(gone).first.is_visible()


def test_the_filter_is_beside_the_events_or_one_step_away(visit):
    wide, narrow = visit(1280), visit(360, java_script_enabled=False)
    for page in (wide, narrow):
        page.goto("/?days=30")
    events, filters = wide.locator(".events").bounding_box(), wide.locator(".filters").bounding_box()
    assert filters["x"] + filters["width"] <= events["x"]
    assert filters["y"] < 600
    assert not wide.locator(".to-filters").is_visible()
    narrow.locator(".to-filters a").click()
    narrow.locator("select[name=outlet]").select_option("jabal")
    narrow.locator(".filters button").click()
    assert "outlet=jabal" in narrow.url
    assert 0 < narrow.locator(".event").count() < wide.locator(".event").count()


def test_an_event_in_print_is_its_news_without_the_machinery(visit):
    page = visit()
    page.goto("/s/khalij-1")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator("svg.family").is_visible()
    assert not page.locator(".bottom").is_visible()
    page.goto("/?days=30")
    assert not page.locator(".side").is_visible()


def test_an_event_is_read_by_keyboard(visit):
    page = visit()
    page.goto("/s/khalij-1")
    page.locator("#content").focus()
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert all(reached)
    assert len(set(reached)) > 3


def test_the_kept_page_runs_and_loads_nothing(visit):
    page = visit()
    page.goto("/a/khalij-1/page")
    inside = page.frame_locator("iframe")
    assert "قال مسؤول في" in inside.locator("p").inner_text()
    assert inside.locator("script, img, link, a[href]").count() == 0
    alone = visit()
    alone.goto("/a/khalij-1/page/raw")
    assert alone.evaluate("self.origin") == "null", "the sandbox of its own policy holds where our frame does not"


@pytest.mark.parametrize("width", WIDTHS)
def test_an_arrow_opens_its_sentence_without_javascript(visit, width):
    page = visit(width, java_script_enabled=False)
    page.goto("/a/khalij-1")
    arrow = page.locator(".hops.main a.arrow").first
    arrow.click()
    target = page.locator(".proof:target")
    assert target.count() == 1
    assert "المرسى" in target.inner_text()


def test_arrows_point_the_way_one_reads(visit):
    for width, language in ((1280, "ar"), (1280, "en"), (360, "ar")):
        page = visit(width)
        page.goto(f"/a/khalij-1?lang={language}")
        boxes = [node.bounding_box() for node in page.locator(".hops.main .node").all()[:2]]
        arrow = page.locator(".hops.main .arrow").first.bounding_box()
        if width < 600:
            assert boxes[0]["y"] < arrow["y"] + arrow["height"] <= boxes[1]["y"] + boxes[1]["height"]
            assert abs(boxes[0]["x"] - boxes[1]["x"]) < 1, "the dots stand under one another"
            assert abs(arrow["x"] + arrow["width"] / 2 - boxes[0]["x"] - boxes[0]["width"] / 2) < 1, "and the arrow between them"
        elif language == "ar":
            assert boxes[1]["x"] < arrow["x"] + arrow["width"]
        else:
            assert boxes[1]["x"] > arrow["x"]


def test_the_speaker_stands_in_the_margin_or_a_tap_away(visit):
    wide, narrow = visit(1280), visit(360)
    for page in (wide, narrow):
        page.goto("/a/khalij-1")
    names = wide.locator("a.margin").first.evaluate("node => getComputedStyle(node, '::before').content")
    assert "مسؤول في وزارة المياه" in names
    box, text = wide.locator("a.margin").first.bounding_box(), wide.locator(".body p").first.bounding_box()
    assert box["x"] >= text["x"] + text["width"], "beside the text, not in it"
    assert box["x"] + box["width"] <= 1280
    narrow.locator("a.margin").first.click()
    assert narrow.locator(".statements li:target").count() == 1


def test_a_text_is_traced_without_javascript(visit):
    page = visit(360, java_script_enabled=False)
    page.goto("/trace")
    page.locator("textarea").fill(PLANT)
    page.locator(".ask button").click()
    assert page.locator(".answers li").count() == 3
