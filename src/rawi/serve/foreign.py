"""Words that are not ours, made safe to stand among ours. Comes in: strings of outlets and readers. Goes out: strings, HTML, addresses.

What an outlet wrote is shown as it stands; what is added is only around it: isolation of its direction, and escaping.

    >>> str(isolated("a<b"))
    '<bdi>a&lt;b</bdi>'
    >>> web_address("javascript:alert(1)") is None
    True
"""

import re
import unicodedata
import urllib.parse

from markupsafe import Markup, escape

# Bidi controls that open something, with what closes it: embeddings and overrides, then isolates.
OPENERS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
CLOSERS = frozenset(OPENERS.values())
# What XML 1.0 (and so RSS and Atom) cannot hold, and what HTML parsers replace; lone surrogates cannot even be sent.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Space, dash and other punctuation: what looks wrong before «…».
TRAILING = frozenset({"Zs", "Pd", "Po"})
SCHEMES = frozenset({"http", "https"})


def clean(text: str) -> str:
    """Return a text without the control characters and surrogates that neither XML nor HTML can carry."""
    return ILLEGAL.sub("", text)


def balanced(text: str) -> str:
    """Return a text whose bidi controls end where it ends, so that they turn nothing around that follows it.

    A control that closes what the text never opened is dropped; what it leaves open is closed.
    """
    if not any(mark in text for mark in (*OPENERS, *CLOSERS)):
        return text
    open_, kept = [], []
    for mark in text:
        if mark in OPENERS:
            open_.append(OPENERS[mark])
        elif mark in CLOSERS:
            if not open_ or open_[-1] != mark:
                continue
            open_.pop()
        kept.append(mark)
    return "".join(kept) + "".join(reversed(open_))


def characters(text: str) -> list[str]:
    """Return each character of a text as it may be shown, "" for one that may not: `balanced(clean(text))` with every place kept.

    What the text leaves open is closed with its last character.
    """
    open_: list[str] = []
    kept: list[str] = []
    for mark in text:
        if ILLEGAL.match(mark) or (mark in CLOSERS and (not open_ or open_[-1] != mark)):
            kept.append("")
            continue
        if mark in OPENERS:
            open_.append(OPENERS[mark])
        elif mark in CLOSERS:
            open_.pop()
        kept.append(mark)
    if kept:
        kept[-1] += "".join(reversed(open_))
    return kept


def one_line(text: str) -> str:
    """Return a text with its line breaks as spaces, cleaned and balanced: for titles, names and tags."""
    return balanced(clean(" ".join(text.split())))


def isolated(text: str) -> Markup:
    """Return a title or a name as HTML that keeps its direction to itself."""
    return Markup("<bdi>{}</bdi>").format(one_line(text))


def plain(text: str) -> str:
    """Return a title or a name between Unicode isolates, for places that hold no markup: page titles, labels, feeds."""
    return f"\u2068{one_line(text)}\u2069"


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text that hold anything, each as it was written."""
    return [balanced(clean(line)) for line in text.split("\n") if line.strip()]


def opening(text: str, limit: int = 155) -> tuple[str, bool]:
    """Return the first words of a text, up to `limit` characters, and whether anything follows them.

    It stops at a space, or failing that before a combining mark's base, so that no letter loses its marks.
    """
    joined = clean(" ".join(text.split()))
    if len(joined) <= limit:
        return balanced(joined), False
    end = joined.rfind(" ", limit // 2, limit + 1)
    if end < 0:
        end = limit
        while end > 0 and unicodedata.combining(joined[end]):
            end -= 1
    while end > 1 and unicodedata.category(joined[end - 1]) in TRAILING:
        end -= 1
    return balanced(joined[:end]), True


def web_address(url: str | None) -> str | None:
    """Return an address that a page may link to: http or https with a host, without control characters; else None."""
    if not url or len(url) > 4096 or any(ord(mark) < 0x21 or ord(mark) == 0x7F for mark in url):
        return None
    try:
        parts = urllib.parse.urlsplit(url)
        named = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in SCHEMES and named else None


def host(url: str | None) -> str:
    """Return the host of an address without «www.», or ""."""
    if not (address := web_address(url)):
        return ""
    return (urllib.parse.urlsplit(address).hostname or "").removeprefix("www.")


def link(url: str | None, shown: Markup | str) -> Markup:
    """Return a link out that tells the other side nothing; an address of another scheme becomes text."""
    if address := web_address(url):
        return Markup('<a href="{}" rel="noreferrer nofollow noopener">{}</a>').format(address, shown)
    return escape(shown)
