import html as html_module
import json
import random
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.makes import MAKES
from rawi.extract import extract
from rawi.extract.decode import decode
from rawi.model import Article, Page, Refused

URL = "https://marfa.example/news/1"
# What a page may take, whatever is in it.
LIMIT = 2.0
SHAPES = {
    "nothing": b"",
    "zero bytes": ("<p>\0" + "كلمة " * 50 + "\0</p>").encode() * 10,
    "noise": random.Random(4).randbytes(50_000_000),
    "one word": b"<p>" + "خبر ".encode() * 5_000_000,
    "one text node": ("<html><body>" + "قال الوزير إن المطر غزير اليوم. " * 60_000).encode(),
    "deep div": b"<div>" * 100_000 + b"x",
    "deep list": b"<ul><li>" * 100_000,
    "deep span": b"<span>" * 100_000 + b"a",
    "deep table": b"<table><tr><td>" * 30_000 + b"x",
    "deep names": b"".join(b"<x%d>" % n for n in range(100_000)),
    "attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">x",
    "long class": b'<p class="' + b"ab-" * 100_000 + b'">xx</p>',
    "many classes": b"".join(b'<p class="a%d-b%d">x</p>' % (n, n) for n in range(100_000)),
    "options": b"<select>" + b"<option>a" * 200_000,
    "paragraphs": b"<p>x" * 500_000,
    "breaks": "خبر عاجل من هنا <br>".encode() * 200_000,
    "boxes": b"<div><p>abc def ghi jkl</div>" * 60_000,
    "links": ("<ul>" + "<li><a href=x>عنوان خبر طويل هنا جدا</a></li>" * 30_000 + "</ul>").encode(),
    "open links": b"<a href=x>" * 100_000,
    "formatting": b"<b><i><u><p>" * 5000 + b"</b></i>" * 5000,
    "headings": b"<h1>abc def</h1>" * 100_000,
    "title": b"<title>" + b" | ".join([b"abc"] * 100_000) + b"</title><p>x</p>",
    "comment": b"<html><!--" + b"-" * 3_000_000,
    "open tags": b"<" * 50_000_000,
    "open quote": b'<html><body><p class="',
    "white space": b"<html><p>" + b" " * 3_000_000 + b"x",
    "entities": b"<html><p>" + b"&amp;lt;" * 300_000,
    "deep json": b'<html><script type="application/ld+json">' + b"[" * 200_000 + b"</script><p>x",
    "deep object": b'<html><script type="application/ld+json">' + b'{"a":' * 200_000 + b"</script><p>x",
    "many objects": b'<html><script type="application/ld+json">' + b'{"a":1},' * 100_000 + b"</script><p>x",
    "many states": b"<html><script>" + b"window.__STATE__ = {" * 50_000 + b"</script><p>x",
    "markup in json": b'<html><script type="application/ld+json">{"@type":"NewsArticle","headline":"a","articleBody":"'
    + b"<p" * 500_000
    + b'"}</script><p>x',
    "keywords": b'<meta name=keywords content="' + b",".join(b"k%d" % n for n in range(200_000)) + b'"><p>x',
    "pictures": b"<div><img src=a></div><div>abc def</div>" * 20_000,
    "fields": b"<div><input><p>abc</p></div>" * 20_000,
    "labels": "<div><p>التعليقات</p></div>".encode() * 20_000,
    "leads": ("<h1>عنوان الخبر هنا</h1>" + "<p>أعلنت البلدية افتتاح الجسر الجديد فوق النهر اليوم.</p>" * 15_000).encode(),
    "nested prose": (
        "<h1>عنوان الخبر هنا</h1>" + "<div hidden><p>أعلنت البلدية افتتاح الجسر الجديد فوق النهر اليوم.</p>" * 15_000
    ).encode(),
    "cards": (
        "<section>" + "<div class=a><h3><a href=/x>عنوان خبر آخر هنا</a></h3><p>قال الوزير إن الأمر بسيط.</p></div>" * 10_000
    ).encode(),
    "references": ('<h1>عنوان الخبر هنا</h1><i data-x="{&quot;t&quot;: &quot;' + "&#" + "1" * 5_000 + ';&quot;}"></i>').encode(),
    "headline of references": b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"&#'
    + b"1" * 5_000
    + b'"}</script><p>x',
    "quotes": b"<html><p>" + b'" ' * 1_000_000,
    "sentences": b"<html><p>" + ". اقرأ ".encode() * 200_000,
}


@pytest.mark.parametrize("name", SHAPES)
def test_any_shape_gets_an_answer_in_time(name):
    start = time.process_time()
    found = extract(Page(url=URL, body=SHAPES[name]))
    assert time.process_time() - start < LIMIT
    assert isinstance(found, Article | Refused)


@given(st.binary(max_size=3000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_get_an_answer(body):
    found = extract(Page(url=URL, body=body))
    assert isinstance(found, Article | Refused)
    if isinstance(found, Refused):
        assert found.detail.endswith(".")


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "/p>",
                "div>",
                "/div>",
                "div class='related'>",
                "aside>",
                "/aside>",
                "h1>",
                "/h1>",
                "h2>",
                "/h2>",
                "a href='/x'>",
                "/a>",
                "br>",
                "ul>",
                "li>",
                "/ul>",
                "b>",
                "/b>",
                "article>",
                "/article>",
                "td>",
                "table>",
                "/table>",
                "tr>",
                "span class='date'>",
                "/span>",
                "blockquote>",
                "/blockquote>",
                "script>",
                "/script>",
                "time>",
                "form>",
                "/form>",
                "pre>",
                "/pre>",
                "!-- -->",
                "figure>",
                "img>",
                "/figure>",
            ]
        ).map(lambda tag: tag if tag.startswith("<") else "<" + tag),
        st.sampled_from(
            [
                "أعلنت البلدية افتتاح الجسر اليوم بعد أعمال استمرت عاما كاملا في المدينة.",
                "اقرأ أيضا: خبر",
                "5 مارس 2024",
                "التعليقات",
                "المصدر: وكالات",
                "كتب - أحمد علي",
                "x",
                "\n",
            ]
        ),
        st.text(alphabet=st.characters(exclude_characters="<>&{", exclude_categories=["Cs", "Cc"]), max_size=20),
    ),
    max_size=60,
)


def words_without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(MARKUP)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_that_was_not_on_the_page_and_in_its_order(pieces):
    html = "<html><body>" + "".join(pieces)
    found = extract(Page(url=URL, body=html.encode("utf-8", "ignore")))
    if isinstance(found, Refused) or "{" in html:
        return
    bare = re.sub(r"<[^>]*>?", "", html.encode("utf-8", "ignore").decode().replace("\0", ""))
    page = words_without_space(html_module.unescape(bare)) + words_without_space(bare)
    at = 0
    for line in found.text.split("\n"):
        at = page.find(words_without_space(line), at)
        assert at >= 0, line


def mutated(body: bytes, seed: int) -> bytes:
    """Cut, double, swap and break a page in a few places."""
    chance = random.Random(seed)
    data = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data))
        end = min(len(data), start + chance.randint(1, 400))
        what = chance.randrange(5)
        if what == 0:
            del data[start:end]
        elif what == 1:
            data[start:start] = data[start:end]
        elif what == 2:
            data[start:end] = chance.randbytes(end - start)
        elif what == 3:
            data = data[:end]
        else:
            target = chance.randrange(len(data))
            data[target:target] = chance.choice(
                (b"<", b">", b"</div>", b"<div>", b"<p>", b'"', b"\0", b"<!--", b"</article>", b"<ul><li>", b"]]>", b"{")
            )
        if not data:
            return b""
    return bytes(data)


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)
def test_broken_pages_get_an_answer_from_the_page(make):
    for seed in range(60):
        body = mutated(make.body, seed)
        start = time.process_time()
        found = extract(Page(url=URL, body=body, content_type=make.content_type))
        assert time.process_time() - start < LIMIT
        if isinstance(found, Refused):
            continue
        page = decode(body, make.content_type)
        scripts = page + json.dumps(page, ensure_ascii=False).replace("\\\\n", " ")
        known = set(re.findall(r"\w+", html_module.unescape(scripts)))
        said = re.findall(r"\w+", found.text)
        # Words may be cut at tags that stand inside them, so not every single one is a word of the markup.
        assert sum(word in known for word in said) >= 0.95 * len(said)
