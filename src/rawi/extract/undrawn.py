"""What a page holds and shows only once its scripts have run. Comes in: its markup. Goes out: JSON that stands in attributes, and markup.

Vue, Livewire, Alpine and custom elements are given what they draw as an attribute, in JSON whose quotation marks are escaped
(`:post="{&quot;title&quot;: …}"`) or which stands between apostrophes (`data-state='{"title": …}'`). What the attribute is called differs
from site to site and is not asked. Others get the text itself: escaped in an attribute, or in `<template>`, `<noscript>` or a script that
is none. These are looked into only where a page shows no text.
"""

import json
from collections.abc import Iterator
from urllib.parse import unquote

from rawi.extract.dom import scan
from rawi.extract.jsonld import MAX_JSON
from rawi.extract.scanned import prose
from rawi.language.references import unescape

# How quotation marks are escaped, with the colon that follows the name of a field: no text has these but one that quotes before a colon.
ESCAPED = (b"&quot;:", b"&#34;:", b"&#x22;:", b"%22%3A")
BARE = (b"'{\"", b"'[{\"")
# A shorter value holds no text; before the JSON may stand the name of a function or a variable («article({…})»); so many are read.
LEAST, BEFORE, MOST = 200, 40, 40
# What markup in an attribute has in it, and what stands around markup that is kept for later.
MARKUP = (b"&lt;p", b"&lt;br", b"&#60;p")
KEPT = ((b"<template", b"</template"), (b"<noscript", b"</noscript"), (b'<script type="text/', b"</script"))
KINDS = (b"html", b"x-", b"template")
# A text has so many paragraphs, with so many characters of prose.
PARAGRAPHS, TOLD = 2, 200


def attributed(data: bytes) -> list[tuple[str, str]]:
    """Return the values of attributes that are JSON, as pairs of kind and text.

    Args:
        data: the page in UTF-8.

    Example:
        >>> page = b'<news :data="{&quot;title&quot;: &quot;x&quot;, &quot;body&quot;: &quot;' + b"w " * 100 + b'&quot;}"></news>'
        >>> [text[:14] for _, text in attributed(page)]
        ['{"title": "x",']
    """
    found = [_json(value, sign) for sign in ESCAPED if sign in data for value in _values(data, sign, b'"')]
    found += [_json(value, sign) for sign in BARE if sign in data for value in _values(data, sign, b"'")]
    return [("json", value) for value in found[:MOST] if value]


def _json(value: str, sign: bytes) -> str:
    """Return the JSON in a value, whatever is said before it, or nothing."""
    value = unquote(value) if sign[:1] == b"%" else value
    if value[:1] == '"':
        try:
            inner = json.loads(value, strict=False)
        except ValueError:
            return ""
        value = inner if isinstance(inner, str) else ""
    start = min((place for place in (value.find("{", 0, BEFORE), value.find("[", 0, BEFORE)) if place >= 0), default=-1)
    return value[start:] if start >= 0 and ">" not in value[:start] else ""


def _values(data: bytes, sign: bytes, quote: bytes) -> Iterator[str]:
    """Yield what stands between quotes and has a sign in it, in one pass over the page."""
    end, size = 0, 0
    at = data.find(sign)
    while at >= 0 and size < MAX_JSON:
        begin = at if sign.startswith(quote) else data.rfind(quote, end, at)
        end = data.find(quote, max(at, begin + 1))
        if end < 0:
            return
        if begin >= 0 and LEAST < end - begin < MAX_JSON:
            size += end - begin
            yield unescape(data[begin + 1 : end].decode("utf-8", "replace"))
        at = data.find(sign, end + 1)


def kept_markup(data: bytes) -> str:
    """Return the longest text that a page keeps as markup in an attribute or an element that is not drawn, or nothing.

    Example:
        >>> text = "".join("<p>" + "يعود الصيادون إلى الميناء مع الفجر كل يوم. " * 6 + "</p>" for _ in range(3))
        >>> kept_markup(f"<noscript>{text}</noscript>".encode()) == text, kept_markup(b"<noscript><p>a</p></noscript>")
        (True, '')
    """
    found = [value for sign in MARKUP if sign in data for value in _values(data, sign, b'"') if value.lstrip()[:1] == "<"]
    found += [value for sign, close in KEPT for value in _enclosed(data, sign, close)]
    longest = max(found, key=len, default="")
    told = [len(line.text) - line.linked for line in scan(longest).lines if prose(line)] if len(longest) > TOLD else []
    return longest if len(told) >= PARAGRAPHS and sum(told) > TOLD else ""


def _enclosed(data: bytes, sign: bytes, close: bytes) -> Iterator[str]:
    """Yield what stands in elements of one kind that are not drawn, in one pass over the page."""
    at = data.find(sign)
    for _ in range(MOST):
        begin = data.find(b">", at) + 1 if at >= 0 else 0
        end = data.find(close, begin) if begin else -1
        if end < 0:
            return
        if LEAST < end - begin < MAX_JSON and (sign[:7] != b"<script" or data[at + len(sign) : begin].startswith(KINDS)):
            yield data[begin:end].decode("utf-8", "replace")
        at = data.find(sign, end)
