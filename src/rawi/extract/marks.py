"""What the names of elements say about their content. Comes in: tag, class and id. Goes out: marks as bits of a number.

Names are written by developers for themselves, so a mark is a hint and never the last word: body.py takes a mark back where the element
turns out to hold the article.
"""

import functools
import re

from rawi.language.data import load
from rawi.language.orthography import Remembered

NAV = 1 << 0
SIDE = 1 << 1
FOOT = 1 << 2
COMMENT = 1 << 3
RELATED = 1 << 4
SHARE = 1 << 5
AD = 1 << 6
HIDDEN = 1 << 7
FORM = 1 << 8
POPUP = 1 << 9
BIO = 1 << 10
EMBED = 1 << 11
CAPTION = 1 << 12
TAGS = 1 << 13
DATE = 1 << 14
AUTHOR = 1 << 15
SOURCE = 1 << 16
CRUMB = 1 << 17
READER = 1 << 18
TEXT = 1 << 19
PAYWALL = 1 << 20
LABEL = 1 << 21
ITEM = 1 << 22
QUOTE = 1 << 23
HEADING = 1 << 24
CELL = 1 << 25
LEAD = 1 << 26
TITLE = 1 << 27
SECTION = 1 << 28

BITS = {name.lower(): value for name, value in list(globals().items()) if name.isupper() and isinstance(value, int)}

# Regions that are not the article.
OUTSIDE = NAV | SIDE | FOOT | COMMENT | RELATED | SHARE | AD | HIDDEN | FORM | POPUP | BIO | EMBED | CRUMB | READER
# Pieces of the article that are not its text.
APART = CAPTION | TAGS | DATE | AUTHOR | SOURCE | LABEL | SECTION

BY_TAG = {
    "nav": NAV,
    "menu": NAV,
    "aside": SIDE,
    "footer": FOOT,
    "form": FORM,
    "dialog": POPUP,
    "figcaption": CAPTION,
    "caption": CAPTION,
    "amp-sidebar": NAV,
    "amp-user-notification": POPUP,
    "amp-consent": POPUP,
    "amp-ad": AD,
    "amp-embed": AD,
    "amp-sticky-ad": AD,
    "amp-next-page": RELATED,
    "amp-social-share": SHARE,
    "amp-carousel": CAPTION,
    # What stands in these is shown until a post or film is there.
    "amp-twitter": EMBED,
    "amp-instagram": EMBED,
    "amp-facebook": EMBED,
    "amp-facebook-page": EMBED,
    "amp-facebook-comments": COMMENT,
    "amp-tiktok": EMBED,
    "amp-youtube": EMBED,
    "amp-dailymotion": EMBED,
    "amp-vimeo": EMBED,
    "amp-brightcove": EMBED,
    "amp-jwplayer": EMBED,
    "amp-iframe": EMBED,
    "amp-video-iframe": EMBED,
    "amp-pinterest": EMBED,
    "amp-reddit": EMBED,
    "amp-app-banner": POPUP,
    "amp-subscriptions-dialog": POPUP,
    "ins": 0,
    "marquee": NAV,
    "address": AUTHOR,
    "li": ITEM,
    "dd": ITEM,
    "dt": ITEM,
    "blockquote": QUOTE,
    "td": CELL,
    "th": CELL,
    "h1": HEADING,
    "h2": HEADING,
    "h3": HEADING,
    "h4": HEADING,
    "h5": HEADING,
    "h6": HEADING,
    "legend": LABEL,
}

# Whole words of a name after it was split at - _ and capitals.
SPLIT = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*|\d+")
# The state of a page or theme stands on <body> and on the article itself («has-sidebar», «category-news», «tag-x»).
STATE = re.compile(
    r"^(has|is|no|with|not|without|single|category|tag|type|status|format|postid|page|layout|theme|js|col|row|lg|md|sm|xs)[-_]"
)
# A part of a name that begins with one of several words.
HEADS = re.compile(r"\(([a-z|]+)\)(?![?*+])")
# More of a class attribute is not read.
LONGEST = 300
# What an editor's program calls its pieces: «ms-rteFontSize-3», «widget-text-editor».
EDITED = re.compile(r"ms-rte|(?:text|rich|block|html|wysiwyg)[-_]?editor", re.IGNORECASE)
OWN_FOOT = re.compile(r"(?:post|entry|article|story|news|single|content|item|card)[-_]{0,2}foot")


@functools.cache
def _words() -> dict[str, int]:
    """Return word of a name → marks."""
    table: dict[str, int] = {}
    for mark, words in load("elements")["words"].items():
        for word in words:
            table[word] = table.get(word, 0) | BITS[mark]
    return table


@functools.cache
def _parts() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return marks and what they are found by anywhere in a name."""
    return tuple((BITS[mark], _compiled(parts)) for mark, parts in load("elements")["parts"].items())


@functools.cache
def _any_part() -> re.Pattern[str]:
    """Return what finds any of the parts, which four names of five have none of, in a third of the time that all of them take in turn.

    They are put together by their first letters, so that at most places of a name nothing more is compared.
    """
    parts: dict[str, list[str]] = {}
    for part in (part for listed in load("elements")["parts"].values() for part in listed):
        heads = HEADS.match(part)
        for whole in [head + part[heads.end() :] for head in heads[1].split("|")] if heads else [part]:
            parts.setdefault(whole[0] if whole[0].isalpha() else "", []).append(whole)
    return _compiled([f"{letter}(?:{'|'.join(part[len(letter) :] for part in listed)})" for letter, listed in parts.items()])


def _compiled(parts: list[str]) -> re.Pattern[str]:
    """Return what finds one of some parts of names; «~» joins words in any manner or none."""
    return re.compile("|".join(parts).replace("~", "[-_]{0,2}"))


def marks_of(names: str) -> int:
    """Return the marks that a class attribute (or an id) carries.

    Example:
        >>> marks_of("entry-content clearfix") == TEXT
        True
    """
    found = 0
    for name in names[:LONGEST].split():
        found |= _mark(name)
    return found


# The whole attribute of an article has its number («post-315807 category-sport»), its other names are those of the theme.
@functools.lru_cache(maxsize=8_192)
def _mark(name: str) -> int:
    """Return the marks that one name carries."""
    if STATE.match(name) or EDITED.search(name):
        return 0
    lower = name.lower()
    if OWN_FOOT.match(lower):
        # What an article has at its foot is its own: tags, byline, buttons.
        return LABEL
    found = 0
    if _any_part().search(lower):
        for bit, pattern in _parts():
            if pattern.search(lower):
                found |= bit
    pieces = [piece.lower() for piece in SPLIT.findall(name)]
    found |= _words().get("".join(pieces), 0)
    if len(pieces) > 1:
        for piece in pieces:
            if piece not in load("elements")["whole"]["words"]:
                found |= _words().get(piece, 0)
    return found


# The marks of the names met so far: names that number each article come once, those of themes are soon here again.
MARKS = Remembered(marks_of, kept=8_192, longest=LONGEST)
