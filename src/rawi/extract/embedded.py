"""Text that stands only in a page's JSON. Comes in: its scripts. Goes out: the article that a React, Vue or Angular shell would have drawn.

Any object of any JSON on the page (JSON-LD, `__NEXT_DATA__`, `__NUXT__`, `window.__STATE__ = {…}`) will do that has a title and a body. A
body is a string of prose or of markup, or a list of blocks that have such strings in them.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rawi.extract.dom import scan
from rawi.extract.jsonld import DECODER, MAX_JSON, nodes, objects, plain, string
from rawi.extract.title import key_of

BODY = (
    "articleBody",
    "articlebody",
    "body",
    "content",
    "text",
    "html",
    "bodyHtml",
    "bodyHTML",
    "contentHtml",
    "fullText",
    "full_text",
    "story",
    "description_full",
    "details",
    "newsBody",
    "news_body",
    "articleText",
    "article_body",
    "mainBody",
    "rendered",
    "paragraphs",
    "blocks",
    "components",
    "elements",
    "children",
    "value",
    "data",
)
HEADLINES = ("headline", "title", "articleTitle", "newsTitle", "name", "heading", "subject")
ASSIGNED = re.compile(
    r"(?:window|self|globalThis)?\.?(?:__[A-Z_]{3,40}__|[A-Za-z_]\w{2,40}(?:State|Data|Props|STATE|DATA))\s{0,9}=\s{0,9}(?=[{\[])"
)
PARSED = re.compile(r"JSON\.parse\(\s{0,9}(?=[\"'])")
FLIGHT = re.compile(r"self\.__next_f\.push\(\s{0,9}(?=\[)")
ROW = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:(?=[\[{])")
SIGNS = ("__", "State", "STATE", "Props", "Data", "DATA", "JSON.parse")
PROSE = 160
MAX_DEPTH = 7


class Embedded(NamedTuple):
    """An article found in JSON: its title, its paragraphs, the object that has both, and its body where that is markup."""

    title: str
    paragraphs: list[str]
    node: dict[str, Any]
    markup: str = ""


def embedded(scripts: list[tuple[str, str]], title_key: str) -> Embedded | None:
    """Return the longest article in a page's JSON whose title is the page's, or that has one at all where the page names none."""
    best: Embedded | None = None
    size = PROSE
    for value in _values(scripts):
        for node in nodes(value):
            headline = next((node[name] for name in HEADLINES if isinstance(node.get(name), str | dict)), None)
            if headline is None:
                continue
            if isinstance(headline, dict):
                headline = headline.get("rendered") or headline.get("main") or ""
            title = string(headline)
            same = not title_key or _same(key_of(title), title_key)
            if not title or not same:
                continue
            paragraphs, body = _body(node)
            length = sum(map(len, paragraphs))
            if length > size:
                best, size = Embedded(title, paragraphs, node, _markup(body)), length
    return best


def _same(key: str, other: str) -> bool:
    """Whether two titles are one, of which either may have more around it: a kicker, the name of the site."""
    shorter, longer = sorted((key, other), key=len)
    return key == other or (len(shorter) > 15 and shorter in longer)


def _values(scripts: list[tuple[str, str]]) -> Iterator[Any]:
    """Yield the values of every piece of JSON in a page's scripts."""
    budget = 2 * MAX_JSON
    flight: list[str] = []
    for kind, text in scripts:
        if (len(text) < PROSE and not flight) or budget <= 0:
            continue
        budget -= len(text)
        if "json" in kind or kind in ("__NEXT_DATA__", "__NUXT_DATA__") or text.lstrip()[:1] in "{[":
            yield from objects(text)
            continue
        if (len(text) < 300 and not flight) or not any(sign in text for sign in SIGNS):
            continue
        if "__next_f" in text:
            flight.extend(_pushed(text))
            continue
        for pattern in (ASSIGNED, PARSED):
            for match in list(pattern.finditer(text[:MAX_JSON]))[:30]:
                yield from _assigned(text, match.end())
    yield from _rows("".join(flight))


def _pushed(text: str) -> Iterator[str]:
    """Yield the pieces of text that a script pushes on the stream of a React server, which is cut anywhere."""
    for match in list(FLIGHT.finditer(text[:MAX_JSON]))[:200]:
        try:
            value, _ = DECODER.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, list):
            yield from (piece for piece in value if isinstance(piece, str))


def _rows(stream: str) -> Iterator[Any]:
    """Yield the values of the stream of a React server: rows of a number, a colon and JSON."""
    for match in list(ROW.finditer(stream))[:2000]:
        try:
            value, _ = DECODER.raw_decode(stream, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list):
            yield value


def _assigned(text: str, at: int) -> Iterator[Any]:
    """Yield the value that a script assigns, if it is JSON; strings that hold JSON are read once more."""
    try:
        value, _ = DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return
    for inner in [value, *(value if isinstance(value, list) else [])]:
        if isinstance(inner, str) and len(inner) > PROSE:
            start = min((place for place in (inner.find("{"), inner.find("[")) if place >= 0), default=-1)
            if 0 <= start < 40:
                yield from objects(inner[start:])
        elif isinstance(inner, dict | list):
            yield inner


def _body(node: dict[str, Any]) -> tuple[list[str], Any]:
    """Return the paragraphs of the longest body among the fields of an object, and that field."""
    best: list[str] = []
    field: Any = None
    for name in BODY:
        if name in node:
            found = paragraphs_of(node[name])
            if sum(map(len, found)) > sum(map(len, best)):
                best, field = found, node[name]
    if sum(map(len, best)) < PROSE:
        # Sites name the field as they like; the longest text in the object is its body.
        texts = [value for value in node.values() if isinstance(value, str) and len(value) > PROSE and value.count(" ") * 12 > len(value)]
        field = max(texts, key=len, default=None)
        best = paragraphs_of(field) if field is not None else best
    return best, field


def _markup(body: Any) -> str:
    """Return a body as markup, or nothing where it is none."""
    if isinstance(body, dict):
        body = body.get("rendered") or body.get("html") or body.get("value")
    if not isinstance(body, str) or ("<" not in body and "&lt;" not in body):
        return ""
    return html.unescape(body) if "&lt;" in body else body


def paragraphs_of(value: Any, depth: int = 0) -> list[str]:
    """Return the paragraphs of a body, in whatever shape it is kept."""
    if isinstance(value, str):
        if ("<" in value and ">" in value) or "&lt;" in value:
            return [line.text for line in scan(plain(value) if "&lt;" in value else value).lines]
        return [text for text in (" ".join(line.split()) for line in plain(value).split("\n")) if text]
    if depth > MAX_DEPTH:
        return []
    found: list[str] = []
    if isinstance(value, list):
        for one in value[:3000]:
            found.extend(paragraphs_of(one, depth + 1))
    elif isinstance(value, dict):
        for name in BODY:
            if isinstance(value.get(name), str | list | dict):
                found.extend(paragraphs_of(value[name], depth + 1))
                break
    return found


def jsonish(text: str) -> bool:
    """Whether a document is JSON and no page."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return False
    try:
        json.loads(text[:MAX_JSON])
    except (ValueError, RecursionError):
        return False
    return True
