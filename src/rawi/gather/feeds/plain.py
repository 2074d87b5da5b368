"""Markup taken off the words of a feed. Comes in: a title or summary as a parser gave it. Goes out: one line of plain text.

Feeds escape HTML once, twice or not at all; all three end in the same words. Nothing else changes: tatweel, harakat and
punctuation are the outlet's.
"""

import re

from rawi.language.references import unescape

# As much of a summary as is looked at; whole articles stand in some feeds, and are read from their pages.
LONGEST = 100_000
# No part of it can run past the next bracket, so that a text is walked once however it is made.
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})(?:[\s/][^<>]*)?>|<!--[^<>]*-->|<\?[^<>]*>")
CUT_TAG = re.compile(r"</?[A-Za-z!][^<>]*\Z")
HIDDEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
HIDDEN_END = {name: re.compile(rf"</{name}[^<>]{{0,100}}>", re.IGNORECASE) for name in ("script", "style")}
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)
# Escaped, escaped twice, and once more for good measure; what is still markup then was meant as text.
MOST_LAYERS = 3


def plain(text: str) -> str:
    """Return the words of a piece of markup on one line.

    >>> plain("&lt;p&gt;قال &amp;amp;quot;برق&amp;amp;quot;&lt;/p&gt;")
    'قال "برق"'
    """
    if len(text) > LONGEST:
        text = CUT_TAG.sub("", text[:LONGEST])
    for _ in range(MOST_LAYERS):
        if "<" in text:
            text = TAG.sub(_gap, _without_hidden(text))
        if "&" not in text:
            break
        unescaped = unescape(text)
        if unescaped == text:
            break
        text = unescaped
    else:
        text = TAG.sub(_gap, text) if "<" in text else text
    return " ".join(text.split())


def _gap(match: re.Match[str]) -> str:
    """A tag inside a word leaves nothing, one between paragraphs a space."""
    return "" if (match[1] or "").lower() in INLINE else " "


def _without_hidden(text: str) -> str:
    """Take out scripts and styles with what is inside them."""
    kept, position = [], 0
    while match := HIDDEN.search(text, position):
        kept.append(text[position : match.start()])
        end = HIDDEN_END[match[1].lower()].search(text, match.end())
        if end is None:
            return "".join(kept)
        position = end.end()
    return text[position:] if not kept else "".join([*kept, text[position:]])
