"""Bounds of time and memory: hostile text for every expression and stage, and many pages in a row."""

import gc
import random
import re
import time
import tracemalloc

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from extract.fuzz import fault, invented, mutant, pages_below
from extract.makes import MAKES
from rawi.extract import extract
from rawi.extract.decode import beginning, decode
from rawi.extract.embedded import ASSIGNED
from rawi.extract.furniture import furniture
from rawi.extract.marks import MARKS, marks_of
from rawi.extract.tagged import TEXT
from rawi.extract.taming import harmless, tame
from rawi.extract.title import _WORD_KEYS, key_of
from rawi.extract.when import dated, only_date
from rawi.language import orthography
from rawi.language.orthography import _FOLDED, LONGEST_KEPT, fold
from rawi.model import Page

URL = "https://marfa.example/news/1"
# What expressions could run away on: their own beginnings, again and again, without the end that they look for.
SEEDS = (
    " ",
    "\t ",
    "-",
    "--",
    " | ",
    ": ",
    "«",
    '"',
    "(",
    "1",
    "1/",
    "12.3.",
    "منذ ",
    "قبل 3 ",
    "كتب ",
    "بقلم: ",
    "المصدر",
    "المصدر: ",
    "اقرأ أيضا",
    ". اقرأ المزيد ",
    "، ",
    "و",
    "ـ",
    "ليلى حداد ",
    "هذا المحتوى ",
    "subscribe to ",
    "a-",
    "A",
    "&amp;",
    "&",
    "<",
    "<p ",
    "</",
    "<!--",
    "{",
    '{"a":',
    "window.__A__ = ",
    "JSON.parse(",
    ", ]",
    "/2024/",
    "#",
    "http://",
    "@",
    "\u0651",
    "\u200f",
)
PLACES = {
    "text": "<html><body><h1>عنوان الخبر هنا</h1><p>{}</p></body>",
    "title": "<html><head><title>{}</title><meta property='og:title' content='{}'></head><body><p>أعلنت البلدية اليوم افتتاح الجسر.</p>",
    "script": "<html><body><script type='application/ld+json'>{}</script><script>{}</script><p>أعلنت البلدية اليوم افتتاح الجسر.</p>",
    "fields": "<meta name='author' content='{}'><meta name='keywords' content='{}'><time datetime='{}'></time><h1>خبر</h1><p>نص الخبر.</p>",
    "names": "<html><body><div class='{}' id='{}'><h1>عنوان الخبر</h1><p>أعلنت البلدية اليوم افتتاح الجسر الجديد.</p></div>",
    "links": "<html><body><h1>عنوان</h1><p>أعلنت البلدية اليوم <a href='{}' title='{}'>{}</a> افتتاح الجسر.</p>",
    "near the title": "<html><body><h1>عنوان الخبر</h1><div class='byline'>{}</div><div>{}</div><p>أعلنت البلدية اليوم افتتاح الجسر.</p>",
}


def hostile(pieces: list[str], size: int) -> str:
    unit = "".join(pieces)
    return (unit * (size // len(unit) + 1))[:size]


@given(pieces=st.lists(st.sampled_from(SEEDS), min_size=1, max_size=3), place=st.sampled_from(sorted(PLACES)), end=st.sampled_from(SEEDS))
@settings(max_examples=250, deadline=None)
def test_no_text_makes_time_run_away(pieces, place, end):
    # A tag that is longer than 40,000 loses its attributes, and two places have two of them in one tag.
    size = 60_000 if place in ("text", "script", "near the title") else 18_000
    body = PLACES[place].replace("{}", "س" + hostile(pieces, size) + end).encode()
    start = time.process_time()
    extract(Page(url=URL, body=body))
    # An expression that tries every start against every end needs 10^9 steps here, which is minutes.
    assert time.process_time() - start < 2.0


@given(pieces=st.lists(st.sampled_from(SEEDS), min_size=1, max_size=3))
@settings(max_examples=120, deadline=None)
def test_addresses_make_no_time_run_away(pieces):
    start = time.process_time()
    extract(Page(url=f"https://marfa.example/{hostile(pieces, 20_000)}", body=PLACES["text"].replace("{}", "نص الخبر هنا.").encode()))
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize("stage", [lambda text: furniture(text, text.count(" ") + 1), only_date, dated, marks_of, key_of], ids=repr)
def test_stages_on_lines_take_time_in_proportion(stage):
    for seed in SEEDS:
        text = hostile([seed], 200_000)
        start = time.process_time()
        stage(text)
        assert time.process_time() - start < 1.0, seed


def test_a_page_of_a_make_is_read_in_a_few_milliseconds():
    pages = [Page(url=URL, body=make.body, content_type=make.content_type) for make in MAKES]
    for page in pages:
        extract(page)
    fastest = float("inf")
    for _ in range(5):
        start = time.process_time()
        for page in pages:
            extract(page)
        fastest = min(fastest, time.process_time() - start)
    # Ten times what it takes, so that only a change of order of growth fails here.
    assert fastest / len(pages) < 0.03


def test_memory_does_not_grow_with_the_number_of_pages():
    def read(count: int, start: int) -> None:
        for number in range(start, start + count):
            make = MAKES[number % len(MAKES)]
            # Each page has names of its own, as articles with numbers in their class have.
            body = make.body.replace(b"<p", b'<p id="p%d"' % number, 1)
            extract(Page(url=f"https://marfa.example/news/{number}", body=body, content_type=make.content_type))

    read(200, 0)
    gc.collect()
    tracemalloc.start()
    read(200, 200)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    read(400, 400)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    # A name remembered costs 200 bytes; a page that stayed would cost 20,000.
    assert after - before < 400 * 1000


def test_marks_of_forgets():
    for number in range(MARKS.kept + 500):
        assert MARKS[f"article-{number}"] == marks_of(f"article-{number}")
    assert len(MARKS) <= MARKS.kept < 20_000
    assert MARKS["x" * 5_000] == 0
    assert max(map(len, MARKS)) < 1_000


def test_words_are_forgotten():
    for number in range(2_000):
        fold(f"كلمة{number}")
        key_of(f"كلمة{number}")
    fold("أ" * 5_000)
    key_of("أ" * 5_000)
    for known in (_FOLDED, _WORD_KEYS):
        assert max(map(len, known)) <= LONGEST_KEPT
    assert orthography.KEPT <= 200_000


def test_a_long_page_is_parsed_as_it_is_only_where_it_is_utf8():
    page = "<p>خبر عاجل من المدينة" * 4_000
    assert page.startswith(beginning(page.encode()))
    for body in (page.encode("cp1256"), page.encode("utf-16"), b"\xef\xbb\xbf" + page.encode(), page.encode() + b"\0", page[:900].encode()):
        assert beginning(body) is None


def test_pages_made_by_people_are_parsed_as_they_are():
    for make in MAKES:
        text = decode(make.body, make.content_type)
        assert harmless(text.encode()), make.name
        assert tame(text) == text


@given(st.integers(1, 5), st.integers(30_000, 90_000))
@settings(max_examples=30, deadline=None)
def test_what_is_tamed_is_never_called_harmless(count, size):
    for page in ("<p " + "a" * size + ">x", "<div>" * size, "<p>" * count + "<b " + " c=1" * size + ">"):
        if tame(page) != page:
            assert not harmless(page.encode())


@given(st.text(max_size=80))
def test_a_key_is_folded_small_and_without_signs(text):
    key = key_of(text)
    assert key == key_of(key)
    # The one letter whose small form hangs on its neighbours is the Greek sigma.
    plain = re.sub(r"[\W_]+", " ", fold(text).lower()).strip()
    assert key.replace("ς", "σ") == plain.replace("ς", "σ")


def test_mutants_of_pages_give_only_words_of_the_page():
    """A small, repeatable run of the fuzzer."""
    pages = pages_below(None)
    articles = 0
    for number in range(600):
        body = mutant(random.Random(f"7:{number}"), pages)
        wrong, article = fault(body)
        assert not wrong, number
        articles += article
    assert articles > 200


def test_the_fuzzer_sees_what_it_looks_for(monkeypatch):
    body = MAKES[0].body
    found = extract(Page(url=URL, body=body))
    assert not invented(found, body)
    assert invented(msgspec.structs.replace(found, text=found.text + " زقزوقيات"), body) == ["زقزوقيات"]
    # Words of the page are one word only where nothing that readers see stands between them.
    first, *_, last = (word for word in found.text.split() if word.isalpha())
    assert invented(msgspec.structs.replace(found, text=first + last), body) == [first + last]
    side_by_side = "<p>مطر<button>زر</button><a>غزير</a><script>1</script><b>أمس</b></p>"
    told = msgspec.structs.replace(found, title="", text="مطرغزيرأمس")
    assert not invented(told, side_by_side.encode())
    assert invented(told, side_by_side.replace("<button>زر</button>", "<i>زر</i>").encode()) == ["مطرغزيرأمس"]
    monkeypatch.setattr("extract.fuzz.extract", lambda _: 1 // 0)
    assert fault(body)[0].startswith("EXCEPTION ZeroDivisionError")


def test_the_number_of_text_is_that_of_the_parser():
    root = LexborHTMLParser("<p>خبر").root
    assert [node.tag_id for node in root.traverse(include_text=True) if node.is_text_node] == [TEXT]


def test_the_end_of_a_name_is_found_without_reading_its_beginning():
    script = "x" * 200_000 + ' window.pageState = {"headline":"هدنة"}; __NEXT_DATA__={"a":1}; Data={"b":2}'
    started = time.process_time()
    assert [script[match.end() :][:4] for match in ASSIGNED.finditer(script)] == ['{"he', '{"a"']
    assert time.process_time() - started < 0.2
