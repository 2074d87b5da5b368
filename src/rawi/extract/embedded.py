"""Text that stands only in a page's JSON. Comes in: its scripts. Goes out: the article that a React, Vue or Angular shell would have drawn.

Any object of any JSON on the page (JSON-LD, `__NEXT_DATA__`, `__NUXT__`, `window.__STATE__ = {…}`) will do that has a title and a body. A
body is a string of prose or of markup, or a list of blocks that have such strings in them.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rawi.extract.blocks import PROSE, body_of, markup_of, paragraphs_of, tree_of
from rawi.extract.jsonld import DECODER, MAX_JSON, nodes, objects, string
from rawi.extract.pieces import headline_block, known_beside, said_in_blocks
from rawi.extract.title import key_of

HEADLINES = ("headline", "title", "headlines", "articleTitle", "newsTitle", "name", "heading", "subject")
# The end of a name such as `__STATE__` or `pageData`; names are not read from their beginnings, of which any word may be one.
ASSIGNED = re.compile(r"(?:__(?<=[A-Z_]{5})|(?:State|STATE|Props)(?<=\w{8})|(?:Data|DATA)(?<=\w{7}))\s{0,9}=\s{0,9}(?=[{\[])")
PARSED = re.compile(r"JSON\.parse\(\s{0,9}(?=[\"'])")
FLIGHT = re.compile(r"self\.__next_f\.push\(\s{0,9}(?=\[)")
ROW = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:(?=[\[{])")
# A title is no longer than its key by more signs.
TITLE_SLACK = 24
SHORTEST, MAX_TITLE = 8, 400
BACKSLASHES = 12
# A list of Nuxt's has more entries; so many are read, so deep.
INDEXED, MOST_INDEXED, INDEX_DEPTH = 4, 20_000, 3
# Lists in lists that name the same values again and again mean more of them than any page has.
MOST_MEANT = 200_000
# Letters from here on have no names such as «&eacute;» but a few signs of mathematics.
UNNAMED = "\u0590"
SIGNS = ("__", "State", "STATE", "Props", "Data", "DATA", "JSON.parse")


class Embedded(NamedTuple):
    """An article found in JSON: its title, its paragraphs, the object that has both, and its body where that is markup."""

    title: str
    paragraphs: list[str]
    node: dict[str, Any]
    markup: str = ""


def embedded(scripts: list[tuple[str, str]], title_key: str) -> Embedded | None:
    """Return the longest article in a page's JSON whose title is the page's, or that has one at all where the page names none."""
    best: Embedded | None = None
    size, whole = PROSE, None
    if max(title_key, default="") >= UNNAMED:
        scripts = [(kind, text) for kind, text in scripts if _may_say(text)]
    for value in _values(scripts):
        for node in nodes(value):
            headline = next((node[name] for name in HEADLINES if isinstance(node.get(name), str | dict)), None)
            if headline is None and title_key:
                # Sites name this field as they like as well.
                headline = next((one for one in list(node.values())[:60] if isinstance(one, str) and _titled(one, title_key)), None)
                headline = headline or headline_block(node) or None
            if headline is None:
                continue
            if isinstance(headline, dict):
                headline = headline.get("rendered") or headline.get("main") or headline.get("basic") or ""
            title = string(headline)
            same = not title_key or _same(key_of(title), title_key)
            if not title or not same:
                continue
            paragraphs, body = body_of(node)
            length = sum(map(len, paragraphs))
            if length > size:
                best, size = Embedded(title, paragraphs, node, markup_of(body)), length
                whole = value
        if best is None and isinstance(value, list) and value[:1] == ["$"]:
            drawn = tree_of(value)
            if sum(map(len, drawn)) > size:
                best = Embedded("", drawn, {})
    if best is None:
        return _quoted(scripts, title_key)
    return best._replace(node={**known_beside(whole, best.node), **said_in_blocks(best.node), **best.node}) if best.node else best


def _may_say(text: str) -> bool:
    """Whether a script may hold letters that ASCII lacks and HTML has no names for: as such, or escaped."""
    return not text.isascii() or "\\u" in text or "&#" in text or "&amp;#" in text or "__next_f" in text


def _quoted(scripts: list[tuple[str, str]], title_key: str) -> Embedded | None:
    """Return the longest text among the strings of a script that has the title as one of them, as Nuxt's functions have."""
    for _, text in scripts if title_key else ():
        if len(text) < 2 * PROSE or not any(sign in text for sign in SIGNS):
            continue
        literals = list(_literals(text[:MAX_JSON]))
        if not any(_titled(one, title_key) for one in literals if len(one) < MAX_TITLE):
            continue
        longest = max(literals, key=len)
        paragraphs = paragraphs_of(longest)
        if sum(map(len, paragraphs)) > PROSE and longest.count(" ") * 12 > len(longest):
            return Embedded("", paragraphs, {}, markup_of(longest))
    return None


def _escaped(text: str, at: int) -> bool:
    """Whether a quotation mark stands behind an odd number of backslashes; more than a few are nobody's text."""
    before = text[max(0, at - BACKSLASHES) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _literals(text: str) -> Iterator[str]:
    """Yield the strings in double quotes of a script, in one pass."""
    start = text.find('"')
    while start >= 0:
        end = text.find('"', start + 1)
        while end >= 0 and _escaped(text, end):
            end = text.find('"', end + 1)
        if end < 0:
            return
        try:
            value = json.loads(text[start : end + 1], strict=False) if end - start > SHORTEST else ""
        except ValueError:
            value = ""
        if value:
            yield value
        start = text.find('"', end + 1)


def _titled(text: str, title_key: str) -> bool:
    """Whether a string is the page's title; most are told by their length."""
    return abs(len(text) - len(title_key)) < TITLE_SLACK and key_of(text) == title_key


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
            for value in objects(text):
                yield _revived(value) if isinstance(value, list) and len(value) > INDEXED else value
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


def _revived(value: list[Any]) -> Any:
    """Return a list of Nuxt's, in which objects name their values by place, as the objects that are meant; another list as it is."""
    kept = [one for one in value[:MOST_INDEXED] if isinstance(one, dict) and one and all(isinstance(at, int) for at in one.values())]
    if 2 * len(kept) < sum(isinstance(one, dict) for one in value[:MOST_INDEXED]) or not kept:
        return value

    left = MOST_MEANT

    def meant(at: Any, depth: int) -> Any:
        nonlocal left
        left -= 1
        found = value[at] if left > 0 and isinstance(at, int) and 0 <= at < len(value) else None
        if isinstance(found, dict) and depth < INDEX_DEPTH:
            return {name: meant(inner, depth + 1) for name, inner in found.items()}
        if isinstance(found, list) and depth < INDEX_DEPTH:
            return [meant(inner, depth + 1) for inner in found[:200]]
        return found if isinstance(found, str | int | float) else None

    return [{name: meant(at, 0) for name, at in one.items()} for one in kept[:400]]


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
