"""The body of an article as sites keep it in JSON. Comes in: a value of any shape. Goes out: its paragraphs.

A body is a string of prose or of markup, or a list of blocks; a block is a string, an object with text in it, or more blocks. What a block
is called differs from site to site, so the names of the usual editors come first and anything that reads like prose after them.
"""

import re
from typing import Any

from rawi.extract.dom import scan
from rawi.extract.jsonld import plain
from rawi.language.references import unescape

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
    "content_elements",
    "contentElements",
    "contents",
    "items",
    "paragraphs",
    "blocks",
    "ops",
    "insert",
    "components",
    "elements",
    "children",
    "value",
    "data",
)
PROSE = 160
# A lead may be one short sentence.
LEAD = 40
MAX_DEPTH = 8
# Blocks of a body that are not its text, by their type.
BESIDE = re.compile(
    r"image|photo|picture|gallery|video|audio|(?:^|[^h])link|related|promo|recirc|embed|tweet|instagram|ad$|^ads?|advert|newsletter"
    r"|read[_-]?more|also[_-]?read|read[_-]?also|divider|caption|poll|figure|media|byline|^authors?$|^contributors?$|^time[_-]?stamp$|^date$|^source$|^tags$|^topics$"
)
# Fields of an object that are about it, or about other articles.
APART = re.compile(
    r"related|latest|comment|recommend|similar|next|prev|image|author|writer|tag|keyword|categor|section_?name|seo|meta|breadcrumb|media|gallery"
    r"|title|headline|url|link|slug|user|menu|nav|footer|header|popular|trending|most|descr|excerpt|summary|caption|date|published|id$|name$",
    re.IGNORECASE,
)
# A block of these types is one paragraph, whatever it is made of.
WHOLE = re.compile(r"^(?:p|paragraph|block|heading|h[1-6]|list-?_?item|li|quote|blockquote)$")
LEADS = ("lead", "lede", "introText", "introtext")
KINDS = ("type", "_type", "nodeType", "__typename", "kind", "name")
# Of what sort a block of text is: «also-read».
FINER = ("subtype", "subType", "sub_type")
MOST = 3000


def body_of(node: dict[str, Any]) -> tuple[list[str], Any]:
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
        for name, value in list(node.items())[:100]:
            if name in BODY or not isinstance(value, str | list | dict) or APART.search(str(name)):
                continue
            found = paragraphs_of(value, 1) if not isinstance(value, str) or _told(value) else []
            if sum(map(len, found)) > sum(map(len, best)):
                best, field = found, value
    lead = next((paragraphs_of(node[name]) for name in LEADS if isinstance(node.get(name), str)), [])
    if best and lead and not any(text[:40] in one for text in lead for one in best) and sum(map(len, lead)) > LEAD:
        return [*lead, *best], None
    return best, field


def _told(text: str) -> bool:
    """Whether a string reads like prose."""
    return len(text) > PROSE // 4 and text.count(" ") * 12 > len(text)


def markup_of(body: Any) -> str:
    """Return a body as markup, or nothing where it is none."""
    if isinstance(body, dict):
        body = body.get("rendered") or body.get("html") or body.get("value")
    if not isinstance(body, str) or ("<" not in body and "&lt;" not in body):
        return ""
    return unescape(body) if "&lt;" in body else body


def paragraphs_of(value: Any, depth: int = 0) -> list[str]:
    """Return the paragraphs of a body, in whatever shape it is kept.

    Example:
        >>> paragraphs_of([{"type": "p", "children": [{"text": "أول "}, {"text": "السطر"}]}, {"type": "image", "text": "صورة"}])
        ['أول السطر']
    """
    if isinstance(value, str):
        if ("<" in value and ">" in value) or "&lt;" in value:
            return [line.text for line in scan(markup_of(value)).lines]
        return [text for text in (" ".join(line.split()) for line in plain(value).split("\n")) if text]
    if depth > MAX_DEPTH:
        return []
    if isinstance(value, list):
        return [text for one in value[:MOST] for text in paragraphs_of(one, depth + 1)]
    return _block(value, depth) if isinstance(value, dict) else []


def _block(value: dict[str, Any], depth: int) -> list[str]:
    """Return the paragraphs of an object in a body."""
    kind = next((str(value[name]).lower() for name in KINDS if isinstance(value.get(name), str)), "")
    finer = next((str(value[name]).lower() for name in FINER if isinstance(value.get(name), str)), "")
    if depth and (BESIDE.search(kind) or BESIDE.search(finer)):
        return []
    if WHOLE.match(kind):
        text = " ".join(_inline(value, depth).split())
        if text and "<" not in text:
            return [text]
    for name in BODY:
        if isinstance(value.get(name), str | list | dict):
            return paragraphs_of(value[name], depth + 1)
    found: list[str] = []
    for name, inner in list(value.items())[:40]:
        if (isinstance(inner, str) and _told(inner)) or (isinstance(inner, list | dict) and not APART.search(str(name))):
            found.extend(paragraphs_of(inner, depth + 1))
    return found


def _inline(value: Any, depth: int) -> str:
    """Return the text of a paragraph that is kept in pieces: words, links, bold words."""
    if isinstance(value, str):
        return value
    if depth > MAX_DEPTH:
        return ""
    if isinstance(value, list):
        return "".join(_inline(one, depth + 1) for one in value[:MOST])
    if isinstance(value, dict):
        for name in ("children", "content", "text", "value", "data", "html"):
            if isinstance(value.get(name), str | list | dict):
                return _inline(value[name], depth + 1)
    return ""


def tree_of(value: Any) -> list[str]:
    """Return the paragraphs of a tree of React elements, each of which is `["$", tag, key, {"children": …}]`."""
    found: list[str] = []
    queue: list[Any] = [value]
    steps = 0
    while queue and steps < 20_000:
        steps += 1
        one = queue.pop()
        if isinstance(one, list) and len(one) > 3 and one[0] == "$" and isinstance(one[3], dict):
            inner = one[3].get("children")
            text = " ".join(_drawn(inner, 0).split()) if one[1] in ("p", "li", "h2", "h3", "blockquote") else ""
            if text:
                found.append(text)
            elif inner is not None:
                queue.append(inner)
        elif isinstance(one, list):
            queue.extend(reversed(one[:MOST]))
    return found


def _drawn(value: Any, depth: int) -> str:
    """Return the text in a tree of React elements."""
    if isinstance(value, str):
        return value
    if depth > MAX_DEPTH or not isinstance(value, list):
        return ""
    if len(value) > 3 and value[0] == "$":
        return _drawn(value[3].get("children"), depth + 1) if isinstance(value[3], dict) else ""
    return "".join(_drawn(one, depth + 1) for one in value[:MOST])
