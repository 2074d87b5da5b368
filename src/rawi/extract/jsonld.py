"""What a page says of itself in schema.org JSON-LD. Comes in: its JSON scripts. Goes out: the fields of the article that they describe.

Publishers write JSON-LD by template: raw line breaks in strings, a comma too many, comments around, several objects behind each other. What
can be mended is; what cannot is left out, and nothing here ever raises.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from rawi.language.references import unescape

MAX_JSON = 1_500_000
ARTICLES = frozenset(
    [
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "report",
        "techarticle",
        "advertisercontentarticle",
        "asknewsarticle",
        "satiricalarticle",
        "scholarlyarticle",
    ]
)
MEDIA = frozenset(("videoobject", "imagegallery", "mediagallery", "photograph"))
COMMA = re.compile(r",(\s{0,50}[}\]])")
WRAPPING = re.compile(
    r"^\s{0,200}(?:<!--|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/|//\s{0,9}<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s{0,9}\]\]>\s{0,9}\*/|//\s{0,9}\]\]>|\]\]>)\s{0,200};?\s{0,200}$"
)
OPENED, CLOSED = frozenset("{["), frozenset("}]")
DECODER = json.JSONDecoder(strict=False)
# The fields that name an object, the surest first.
NAMED = ("name", "@value", "title", "text", "label", "url")
CALLED = ("name", "label", "title")
TAGS = re.compile(r"<[^<>]{0,2000}>")
BREAKS = re.compile(r"<\s{0,3}(?:br|/p|/div|/li|/h[1-6])[^<>]{0,200}>", re.IGNORECASE)


def objects(text: str) -> list[Any]:
    """Read JSON as far as it can be read; several values may follow each other."""
    if "&q;" in text[:2000]:
        # Angular writes its state so.
        for escaped, plain_character in (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&")):
            text = text.replace(escaped, plain_character)
    text = text[:MAX_JSON].strip()
    if text[:1] not in OPENED or text[-1:] not in CLOSED:
        text = WRAPPING.sub("", text).strip().rstrip(";")
    found: list[Any] = []
    at = 0
    while at < len(text) and len(found) < 40:
        try:
            value, at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            mended = COMMA.sub(r"\1", text[at:])
            try:
                value, _ = DECODER.raw_decode(mended, 0)
            except (ValueError, RecursionError):
                return found
            return [*found, value]
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON value, outermost first; deep and large ones are cut."""
    queue, seen = [value], 0
    while queue and seen < 20_000:
        seen += 1
        current = queue.pop(0) if len(queue) < 2000 else queue.pop()
        if isinstance(current, dict):
            yield current
            queue.extend(inner for inner in current.values() if isinstance(inner, dict | list))
        elif isinstance(current, list):
            queue.extend(inner for inner in current[:2000] if isinstance(inner, dict | list))


def types(node: dict[str, Any]) -> set[str]:
    """Return the types of a node in small letters, without the address of the vocabulary."""
    kind = node.get("@type") or node.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(one).rsplit("/", 1)[-1].lower() for one in kinds if isinstance(one, str)}


def article_node(scripts: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the node that describes the page's article, or an empty one."""
    best: dict[str, Any] = {}
    score = 0
    for kind, text in scripts:
        if "ld+json" not in kind and not ('"@context"' in text[:400] and "json" in kind):
            continue
        for value in objects(text):
            for node in nodes(value):
                found = types(node)
                rank = 3 if found & ARTICLES else 1 if found & MEDIA or "webpage" in found else 0
                if rank > score and (node.get("headline") or node.get("name") or node.get("datePublished")):
                    best, score = node, rank
            if score == 3:
                return best
    return best


def string(value: Any) -> str:
    """Return a value as plain text: the first of a list, the name of an object; entities are read, markup goes."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((value[name] for name in NAMED if value.get(name)), None) or _called(value)
    if not isinstance(value, str):
        return ""
    return " ".join(plain(value).split())


def _called(value: dict[str, Any]) -> Any:
    """Return the field of an object that is its name by the end of its own name: «TagName», «thingLabel»."""
    fields = [(str(name).lower(), one) for name, one in list(value.items())[:20] if isinstance(one, str)]
    return next((one for end in CALLED for name, one in fields if name.endswith(end)), "")


def plain(value: str) -> str:
    """Return text without markup and entities; ends of blocks become line breaks."""
    if "<" in value:
        value = TAGS.sub("", BREAKS.sub("\n", value))
    if "&" in value:
        value = unescape(value)
        if "<" in value and TAGS.search(value):
            value = TAGS.sub("", BREAKS.sub("\n", value))
        if "&" in value:
            value = unescape(value)
    return value


def strings(value: Any) -> list[str]:
    """Return each entry of a value as plain text."""
    listed = value if isinstance(value, list) else [value]
    return [text for text in map(string, listed[:60]) if text]
