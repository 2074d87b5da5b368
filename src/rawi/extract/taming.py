"""Markup made safe for the parser. Comes in: markup of any size and shape. Goes out: markup that is parsed in well under a second.

The parser follows the HTML standard, and some of its steps take time that grows with the square of what is open: 100,000 nested `<div>`
take 12 s, as many `<option>` or a million attributes longer. Pages made by people come nowhere near these bounds and pass untouched.
"""

import re

MAX_CHARACTERS = 3_000_000
# The largest page of the open sets has 9,000 tags; up to here the worst nesting costs less than half a second.
MANY_TAGS = 18_000
MAX_TAGS = 30_000
# «<p>»
SHORTEST_TAG = 3
MAX_OPEN = 300
MAX_TAG_LENGTH = 40_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
# Elements whose end is implied or that have none: many of them are not deep.
FLAT = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "source",
        "wbr",
        "area",
        "col",
        "a",
    ]
)
LISTED = frozenset(("option", "optgroup", "select"))


def tame(html: str) -> str:
    """Return markup that is cheap to parse: unchanged where it already is.

    Example:
        >>> tame("<p>خبر") == "<p>خبر"
        True
        >>> tame("<div>" * 100_000).count("<div>") < 1000
        True
    """
    html = html[:MAX_CHARACTERS]
    pieces = html.split("<")
    if max(map(len, pieces)) > MAX_TAG_LENGTH:
        html = "<".join(piece if len(piece) <= MAX_TAG_LENGTH else _short(piece) for piece in pieces)
    if len(pieces) > MANY_TAGS:
        html = _thinned(html)
    return html


def harmless(markup: bytes) -> bool:
    """Whether markup is cheap to parse as it is, told at a glance: a page is looked at in windows, of which a long tag fills one.

    Example:
        >>> harmless(b"<p>" * 1000), harmless(b"<div>" * 100_000)
        (True, False)
    """
    window = MAX_TAG_LENGTH // 2
    if len(markup) > MAX_CHARACTERS or (len(markup) >= SHORTEST_TAG * MANY_TAGS and markup.count(b"<") >= MANY_TAGS):
        return False
    empty = (start for start in range(0, len(markup) - window, window) if markup.find(b"<", start, start + window) < 0)
    return all(_ends(markup, markup.rfind(b"<", 0, start)) for start in empty)


def _ends(markup: bytes, begin: int) -> bool:
    """Whether the tag that begins at a place is short, so that what fills the window is text or a script."""
    return begin < 0 or markup.find(b">", begin, begin + MAX_TAG_LENGTH) >= 0


def _short(piece: str) -> str:
    """Take the attributes from a tag that has too many of them."""
    end = piece.find(">", 0)
    size = end if end >= 0 else len(piece)
    if size <= MAX_TAG_LENGTH or not piece[:1].isalpha():
        return piece
    name = re.match(r"[a-zA-Z0-9:-]{1,40}", piece)
    return (name[0] if name else "p") + (piece[size:] if end >= 0 else ">")


def _thinned(html: str) -> str:
    """Leave out tags that would lie too deep, options, and all that stands behind too many tags."""
    open_now: dict[str, int] = {}
    total = 0
    kept: list[str] = []
    at = 0
    for count, match in enumerate(TAG.finditer(html)):
        if count >= MAX_TAGS:
            return "".join(kept) + html[at : match.start()]
        name = match[2].lower()
        if name in LISTED:
            drop = True
        elif name in FLAT:
            drop = False
        elif match[1]:
            drop = open_now.get(name, 0) <= 0
            if not drop:
                open_now[name] -= 1
                total -= 1
        else:
            drop = total >= MAX_OPEN
            if not drop:
                open_now[name] = open_now.get(name, 0) + 1
                total += 1
        if drop:
            end = html.find(">", match.end(), match.end() + MAX_TAG_LENGTH)
            kept.append(html[at : match.start()])
            at = end + 1 if end >= 0 else match.end()
    return "".join(kept) + html[at:]
