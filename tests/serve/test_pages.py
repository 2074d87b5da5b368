import datetime as dt
import itertools
import re
import urllib.parse

import pytest
from selectolax.lexbor import LexborHTMLParser

from rawi.archive import Archive
from rawi.errors import ArchiveDamagedError
from rawi.model import Article, Credit, Moment
from rawi.outlets.catalogue import load
from rawi.pipeline import arrive
from rawi.settings import Settings
from serve.conftest import Gathering
from serve.newsroom import COPY, PLANT, articles, plant
from serve.test_messages import ARABIC, FORBIDDEN

EVERY = [
    "/",
    "/o",
    "/about",
    "/search",
    "/search?q=محطة",
    "/search?q=زقزق",
    "/a/khalij-1",
    "/a/sahil-1",
    "/a/old-1",
    "/a/bare-1",
    "/a/port-1",
    "/a/khalij-1/page",
    "/o/jabal",
    "/t/محطة السدرة",
    "/none",
]


def read(answer):
    return LexborHTMLParser(answer.text)


def text(node):
    return " ".join(node.text(deep=True).split())


def quoted(path):
    return urllib.parse.quote(path, safe="/?=&%")


# ---------------------------------------------------------------- front


def test_all_articles_are_listed_newest_first_with_the_undated_last(client):
    page = read(client.get("/latest"))
    titles = [text(node) for node in page.css(".item h3")]
    assert titles[0] == plant().title
    assert len(titles) == len(articles())
    assert set(titles[-2:]) == {"ذاكرة الميناء: صور من أرشيف الأرصفة القديمة", "بلا عنوان"}
    headings = [text(node) for node in page.css(".day > h2")]
    assert headings[:2] == ["اليوم السبت ١٤ مارس ٢٠٢٦", "أمس الجمعة ١٣ مارس ٢٠٢٦"]
    assert headings[-1] == "بلا تاريخ"


def test_each_item_names_its_outlet_and_time(client):
    first = read(client.get("/latest")).css_first(".item")
    assert text(first.css_first(".meta")) == "khalij · قبل ٤ ساعات"
    assert first.css_first(".meta time").attributes["datetime"] == "2026-03-14T10:42+03:00"
    assert text(first.css_first("p")).startswith(PLANT[:60])


def test_a_line_at_the_top_says_how_fresh_the_archive_is(archive, client_of):
    live = Gathering(8, ["jabal", "ملعب", "a", "b", "c", "d"])
    fresh = text(read(client_of(archive, live=live).get("/")).css_first(".fresh"))
    assert "١١ خبراً · ٩ مواقع" in fresh
    assert "تعذّر الوصول إلى ٦ مواقع: jabal، ملعب، a، b وموقعين آخرين" in fresh


def test_the_last_arrival_is_told(archive, client_of):
    arrived = dt.datetime.fromtimestamp(archive.status().arrived, dt.UTC)
    fresh = text(read(client_of(archive, now=lambda: arrived + dt.timedelta(minutes=2)).get("/")).css_first(".fresh"))
    assert "آخر خبر وصل قبل دقيقتين" in fresh
    assert "آخر خبر وصل" not in text(read(client_of(archive, now=lambda: arrived - dt.timedelta(days=1)).get("/")).css_first(".fresh"))


@pytest.mark.parametrize(
    ("live", "says", "names"),
    [
        (None, "لا أحد يجلب", "rawi up"),
        (Gathering(0, ()), "يجلب راوي الآن", None),
        (Gathering(3, ("a",)), "يجلب راوي الآن", None),
        (Gathering(0, ("a", "b")), "لم يستطع راوي الوصول", "rawi demo"),
    ],
)
def test_an_empty_archive_says_what_is_happening(empty, client_of, live, says, names):
    page = read(client_of(empty, live=live).get("/"))
    assert says in text(page.css_first(".empty"))
    assert names is None or names in [text(node) for node in page.css(".empty code")]
    assert page.css(".item") == []


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    made = Archive.open(tmp_path_factory.mktemp("many") / "archive", Settings(), write=True)
    lines = [
        Article(
            f"m{n}",
            f"https://m.example/{n}",
            "marsa",
            f"خبر رقم {n}",
            f"نص الخبر رقم {n} عن الميناء.",
            published=Moment(f"2026-03-{1 + n // 10:02}", "day"),
            tags=("ميناء",),
        )
        for n in range(75)
    ]
    made.add([arrive(one, load(), external_id=one.id) for one in lines])
    made.flush()
    yield made
    made.close()


@pytest.mark.parametrize("start", ["/latest", "/o/marsa", "/t/ميناء"])
def test_older_pages_show_every_item_once(many, client_of, start):
    client, path, seen, pages = client_of(many), quoted(start), [], 0
    while path:
        page = read(client.get(path))
        seen += [text(node) for node in page.css(".item h3")]
        older = page.css_first(".pages a[rel=next]")
        path = older.attributes["href"] if older else None
        pages += 1
        assert pages < 5
    assert pages == 3
    assert len(seen) == len(set(seen)) == 75
    assert seen[0] == "خبر رقم 74"


@pytest.mark.parametrize("before", ["x", "1", "1.2.3", "9" * 30 + ".1", "-1.-1", "%00", "١.٢"])
def test_a_broken_place_in_a_list_is_the_top_or_the_end_never_an_error(many, client_of, before):
    assert client_of(many).get(f"/?before={before}").status_code == 200


# ---------------------------------------------------------------- article


def test_the_parts_of_an_article_stand_in_their_order(client):
    html = client.get("/a/khalij-1").text
    marks = [
        "<h1",
        'class="publisher"',
        "الأصل في",
        "الصفحة كما جلبناها</a>",
        'class="body"',
        "الإسناد",
        "كلمات دلالية",
        "روابط في النص",
        "اقرأ أيضاً",
        "أخبار ذات صلة",
        "ما تغيّر في هذا الخبر",
    ]
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)


def test_the_text_is_the_publisher_s_and_nothing_but(client):
    body = read(client.get("/a/khalij-1")).css_first(".story .body")
    assert [node.text() for node in body.css("p")] == PLANT.split("\n")
    assert "اقرأ المزيد" not in body.text()
    assert "400" in body.text()
    assert "٤٠٠" not in body.text(), "our digits never touch an outlet's text"


def test_publisher_and_credits_are_told_apart(client):
    rows = [(text(row.css_first("dt")), text(row.css_first("dd"))) for row in read(client.get("/a/khalij-1")).css(".credits > div")]
    assert rows == [
        ("الناشر", "khalij"),
        ("نقلاً عن وكالة", "برق كما كُتب: نافذة الخليج - برق"),
        ("نقلاً عن موقع", "صحيفة المرسى"),
    ]


def test_a_publisher_that_names_itself_is_no_source_of_its_own(tmp_path, client_of):
    own = Credit("khalij", "khalij", "outlet", "tail")
    with Archive.open(tmp_path / "a", Settings(), write=True) as made:
        made.add([arrive(plant(credits=(own,)), load(), external_id="khalij-1")])
        made.flush()
        rows = read(client_of(made).get("/a/khalij-1")).css(".credits > div")
        assert [text(row.css_first("dd")) for row in rows if "khalij" in text(row)] == ["khalij"]
        assert "نقلاً عن موقع" not in text(rows[-1].parent)


def test_tags_are_separate_links_and_find_every_spelling(client):
    links = read(client.get("/a/khalij-1")).css(".tags a")
    own, ours = [text(link) for link in links[:5]], [text(link) for link in links[5:]]
    assert own == list(plant().tags)
    assert len(ours) == 2
    assert all(words in plant().text for words in ours)
    page = read(client.get(links[0].attributes["href"]))
    assert len(page.css(".item")) == 4, "«محطه السدره» is the same tag, and one article speaks of it without the tag"


def test_promos_are_links_below_the_text(client):
    link = read(client.get("/a/khalij-1")).css(".facts section:not(.also) .rows a")[0]
    assert link.attributes["href"] == "https://khalij.example/economy/water-cost"
    assert link.attributes["rel"] == "noreferrer nofollow noopener"


def test_the_link_to_the_original(client):
    link = read(client.get("/a/sahil-1")).css_first(".ways a")
    assert link.attributes["href"] == "https://sahil.example/a?x=1&y=<2>"
    assert link.attributes["rel"] == "noreferrer nofollow noopener"


def test_times_say_whose_clock(client, archive, client_of):
    origin = text(read(client.get("/a/khalij-1")).css_first(".origin"))
    assert "السبت ١٤ مارس ٢٠٢٦، ١٠:٤٢ بتوقيت الناشر" in origin
    assert "قبل ٤ ساعات" in origin
    assert "بتوقيتك" not in origin, "Amman and the publisher share a clock"
    origin = text(read(client_of(archive, timezone="Asia/Tokyo").get("/a/khalij-1")).css_first(".origin"))
    assert "(١٦:٤٢ بتوقيتك)" in origin
    day = text(read(client.get("/a/sahil-1")).css_first(".origin"))
    assert "الجمعة ١٨ يوليو ٢٠٢٥ · قبل ٧ أشهر" in day
    assert "بتوقيت" not in day
    assert ":" not in day
    undated = text(read(client.get("/a/old-1")).css_first(".origin"))
    assert "بلا تاريخ" in undated


def test_an_article_that_was_only_seen_says_so(tmp_path, client_of):
    with Archive.open(tmp_path / "a", Settings(), write=True) as made:
        made.add(
            [
                arrive(
                    plant(published=None),
                    load(),
                    fetched_at=Moment("2026-03-14T08:00:00+00:00", "second", "stated", "fetched"),
                    external_id="khalij-1",
                )
            ]
        )
        made.flush()
        client = client_of(made)
        assert "رصدناه السبت ١٤ مارس ٢٠٢٦، ١١:٠٠ · قبل ٤ ساعات" in text(read(client.get("/a/khalij-1")).css_first(".origin"))
        assert "رصدناه قبل ٤ ساعات" in text(read(client.get("/latest")).css_first(".item .meta"))


def test_settings_for_digits_and_months(archive, client_of):
    origin = text(read(client_of(archive, digits="latin", months="levant").get("/a/khalij-1")).css_first(".origin"))
    assert "السبت 14 آذار 2026، 10:42 بتوقيت الناشر" in origin


def test_the_related_article_can_be_read_in_place(client):
    read_also = read(client.get("/a/khalij-1")).css_first(".read")
    assert read_also.css_first("h3 a").attributes["href"].startswith("/a/")
    assert len(text(read_also.css_first(".meta"))) > 10
    shown = [node.text() for node in read_also.css("p[dir=auto]")]
    assert len(shown) > 1
    assert read_also.css_first("details summary")


def test_related_lines_have_outlet_and_date(client):
    page = read(client.get("/a/khalij-1"))
    lines = page.css(".related .rows li")
    assert 1 <= len(lines) <= 10
    for line in lines:
        assert len(text(line.css_first("small")).split(" · ")) >= 2
    titles = [text(node) for node in page.css(".related .rows a, .read h3")]
    assert len(titles) == len(set(titles))
    assert plant().title not in titles


def test_near_verbatim_copies_are_one_line(client):
    page = read(client.get("/a/daftar-1"))
    family = [
        node
        for node in page.css(".related li, .read")
        if COPY.split("\n")[0][:30] in node.html or ("السدرة" in text(node) and "مواقع" in text(node))
    ]
    assert "نشرته ٣ مواقع" in " ".join(text(node) for node in family)


def test_what_the_publisher_changed_is_told(client):
    page = read(client.get("/a/khalij-1"))
    lines = [text(node) for node in page.css("#changed li")]
    assert len(lines) == 2
    assert "شهرين" in lines[0]
    assert "ثلاثة أشهر" in lines[1]
    assert "رصدنا صيغتين لهذا الخبر" in text(page.css_first(".ways"))
    assert read(client.get("/a/barq-1")).css("#changed") == []


def test_no_chain_is_claimed_that_is_not_there(client):
    page = read(client.get("/a/port-1"))
    assert page.css(".hops") == []
    assert text(page.css_first(".chain")) == "نقرأ سلاسل الأخبار في النصوص العربية وحدها."
    assert page.css(".statements, .said, .margin, .also") == []


def test_an_article_is_found_by_id_and_by_digits(archive, client):
    stored = archive.article("khalij-1")
    by_key = client.get(f"/a/{stored.key:016x}")
    assert by_key.status_code == 200
    assert f'<link rel="canonical" href="/a/{stored.key:016x}">' in client.get("/a/khalij-1").text


def test_without_title_and_address(client):
    page = read(client.get("/a/bare-1"))
    assert text(page.css_first("h1")) == "بلا عنوان"
    assert "بلا عنوان إلكتروني" in text(page.css_first(".ways"))


# ---------------------------------------------------------------- kept page


def test_the_kept_page_is_shown_inert_under_our_bar(client):
    page = read(client.get("/a/khalij-1/page"))
    bar = text(page.css_first(".bar"))
    assert "جُلبت السبت ١٤ مارس ٢٠٢٦، ١٤:٥٣" in bar
    assert "https://khalij.example/economy/sidra-plant?id=7" in bar
    assert re.search(r"[0-9a-f]{64}", bar)
    frame = page.css_first("iframe")
    assert frame.attributes["sandbox"] in ("", None)
    assert "sandbox" in frame.attributes
    raw = client.get(frame.attributes["src"])
    assert "قال مسؤول في" in raw.text
    assert "evil.example" not in raw.text
    assert "alert" not in raw.text


def test_an_article_without_kept_page_offers_none(client):
    assert read(client.get("/a/barq-1")).css("a[href$='/page']") == []
    assert client.get("/a/barq-1/page").status_code == 404
    assert client.get("/a/barq-1/page/raw").status_code == 404


# ---------------------------------------------------------------- outlets, tags


def test_outlets_are_listed_with_their_counts(client):
    lines = {text(node.css_first("a")): text(node.css_first("small")) for node in read(client.get("/o")).css(".rows li")}
    assert len(lines) == 9
    assert lines["jabal"].startswith("خبران · أحدثها")
    page = read(client.get(quoted("/o/دفتر الاقتصاد")))
    assert text(page.css_first("h1")) == "دفتر الاقتصاد"
    assert len(page.css(".item")) == 1
    assert "ليس في دليل راوي" in text(page.css_first("main"))


@pytest.mark.parametrize(
    "path",
    [
        "/o/nobody",
        "/o/",
        "/t/لا أحد",
        "/a/none",
        "/a/ffffffffffffffff",
        "/a/" + "f" * 5000,
        "/a/%00",
        "/a/..%2f..%2fetc%2fpasswd",
        "/x/y",
        "/t/%ff",
        "/.xml",
    ],
)
def test_what_is_not_there_is_said_in_words(client, path):
    answer = client.get(quoted(path))
    assert answer.status_code == 404
    assert "لا صفحة هنا" in answer.text
    assert "Traceback" not in answer.text


# ---------------------------------------------------------------- search


def test_search_marks_the_words_in_the_outlet_s_own_text(client):
    page = read(client.get(quoted("/search?q=مضخات التبريد")))
    first = page.css_first(".answers li")
    assert {text(mark) for mark in first.css("mark")} & {"المضخات", "التبريد", "مضخات"}
    snippet = first.css_first("p").text().strip().strip("…").strip()
    whole = " ".join(one.text for one in articles())
    assert snippet in whole
    assert text(page.css_first("[role=status]")).startswith(("نتيج", "٢ ", "٣ ", "٤ ", "٥ "))
    assert page.css_first("input[type=search]").attributes["value"] == "مضخات التبريد"


def test_a_search_without_answers_helps(client):
    page = text(read(client.get(quoted("/search?q=زقزقة"))).css_first("main"))
    assert "لا نتائج" in page
    assert "جرّب كلمات أقل" in page
    assert "كيف تكتب البحث" in page


def test_an_empty_search_explains_itself(client):
    for path in ("/search", "/search?q=", "/search?q=%20%20"):
        page = read(client.get(path))
        assert "اكتب كلمة" in text(page.css_first("main"))
        assert page.css(".how a")


def test_what_was_not_understood_is_noted(client):
    page = text(read(client.get(quoted('/search?q="محطة التحلية'))).css_first(".notes"))
    assert "علامة تنصيص" in page
    page = text(read(client.get(quoted("/search?q=محطة موقع:لاموقع بعد:هراء"))).css_first(".notes"))
    assert "لا نعرف موقعاً اسمه لاموقع" in page
    assert "لم نفهم التاريخ هراء" in page


def test_a_search_that_is_too_long_is_answered_with_a_note(client):
    answer = client.get(quoted("/search?q=" + "محطة " * 1000))
    assert answer.status_code == 200
    assert "أطول مما نقرأ" in text(read(answer).css_first(".notes"))


def test_result_pages_go_on(many, client_of):
    client, path, seen = client_of(many), quoted("/search?q=ميناء"), []
    while path:
        page = read(client.get(path))
        seen += [node.attributes["href"] for node in page.css(".answers h2 a")]
        onward = page.css_first(".pages a[rel=next]")
        path = onward.attributes["href"] if onward else None
        assert len(seen) <= 80
    assert len(seen) > 20
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999", "٣", "2", "9999"])
def test_any_page_number_is_answered(client, page):
    assert client.get(quoted(f"/search?q=محطة&page={page}")).status_code == 200


# ---------------------------------------------------------------- everywhere


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", EVERY)
def test_every_page_is_sound(client, path, language):
    answer = client.get(quoted(path), headers={"accept-language": language})
    page = read(answer)
    root = page.css_first("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, {"ar": "rtl", "en": "ltr"}[language])
    assert len(page.css("h1")) == 1
    assert len(page.css("main")) == 1
    assert page.css_first("a.skip").attributes["href"] == "#content"
    levels = [int(node.tag[1]) for node in page.root.traverse() if re.fullmatch(r"h[1-6]", node.tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
    assert page.css("script:not([type='application/ld+json']):not([src^='/static/']), img, style, [style], [onclick]") == []
    sheets = list(page.css("link[rel=stylesheet]"))
    assert len(sheets) == 1, "one request that blocks rendering"
    loads = [node.attributes.get("href") or node.attributes.get("src") for node in page.css("link, iframe")]
    assert all(address.startswith("/") for address in loads)
    assert len(answer.content) < 120_000


@pytest.mark.parametrize("path", EVERY)
def test_ruled_out_words_stand_on_no_page(client, path):
    shown = read(client.get(quoted(path))).body.text(separator=" ")
    for one in articles():
        for foreign in (
            *one.text.split("\n"),
            one.title,
            one.title.replace("ثلاثة أشهر", "شهرين"),
            *(credit.as_written for credit in one.credits),
        ):
            shown = shown.replace(foreign, " ")
    assert FORBIDDEN.findall(shown) == [] or "تتعطل محطات" in shown or "محطة" in path
    assert FORBIDDEN.findall(shown.replace("محطات", "")) == []


@pytest.mark.parametrize("path", ["/about", "/search", "/none"])
def test_english_pages_are_english(client, path):
    page = read(client.get(path, headers={"accept-language": "en-GB,en;q=0.9"}))
    ours = re.sub("العربية|سد|محطة|التحلية|قطار|برق|ميناء|وزير|النقل|رويترز", "", page.body.text())
    assert not ARABIC.search(ours)


@pytest.mark.parametrize(
    ("asked", "accepted", "shown"),
    [
        ("", "ar", "ar"),
        ("", "en", "en"),
        ("", "en-US,en;q=0.9,ar;q=0.5", "ar"),
        ("", "fr", "ar"),
        ("", "", "ar"),
        ("?lang=en", "ar", "en"),
        ("?lang=ar", "en", "ar"),
        ("?lang=xx", "en", "en"),
        ("", "en, ar;q=0", "en"),
        ("", ",;;q=", "ar"),
    ],
)
def test_the_language_is_asked_for_by_address_then_by_header(client, asked, accepted, shown):
    answer = client.get(f"/{asked}", headers={"accept-language": accepted})
    assert f'<html lang="{shown}"' in answer.text
    assert answer.headers["content-language"] == shown
    assert "accept-language" in answer.headers["vary"].lower()


def test_a_language_in_the_address_stays_in_the_links(client):
    page = read(client.get("/a/khalij-1?lang=en", headers={"accept-language": "ar"}))
    ours = [node.attributes["href"] for node in page.css("a[href^='/']")]
    assert ours
    assert all("lang=" in address for address in ours)
    assert page.css_first("form input[name=lang]").attributes["value"] == "en"
    plain = [node.attributes["href"] for node in read(client.get("/")).css("main a[href^='/']")]
    assert not any("lang=" in address for address in plain)


def test_the_other_language_is_one_link_away(client):
    page = read(client.get(quoted("/search?q=محطة&page=2")))
    assert page.css_first("footer a[hreflang=en]").attributes["href"] == "/search?" + urllib.parse.urlencode(
        {"q": "محطة", "page": "2", "lang": "en"}
    )


@pytest.mark.parametrize("path", ["/", "/a/khalij-1", "/.rss", "/healthz", "/none"])
def test_head_is_get_without_the_body(client, path):
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]


def test_a_page_that_is_held_is_not_sent_again(client):
    first = client.get("/about")
    again = client.get("/about", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["content-security-policy"]


def test_a_fault_is_a_page_in_words(archive, client_of, monkeypatch):
    def broken(*_args, **_named):
        raise ArchiveDamagedError("the secret of line 7", about="rawi.db")

    monkeypatch.setattr(archive, "leading", broken)
    answer = client_of(archive, raising=False).get("/")
    assert answer.status_code == 500
    assert "تعطّلت هذه الصفحة" in answer.text
    assert "rawi doctor" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_health_and_robots(client):
    assert client.get("/healthz").json()["articles"] == len(articles())
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
