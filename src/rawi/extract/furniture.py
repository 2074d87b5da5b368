"""Lines that are not the article. Comes in: a line of text. Goes out: what kind of furniture it is, if any.

The phrases are data (`language/lexicon/furniture.toml`). They are found by their first word, so that their number costs no time.
"""

import functools
import re
from typing import NamedTuple

from rawi.language.data import load
from rawi.language.orthography import MARKS, fold, fold_word

# How many words a line may have that begins with a phrase of furniture, if it does not end in a link. Longer lines are prose:
# the longest promo of the open pages has 31 words, and «اقرأ في» begins sentences too.
LIMIT = 34
GAP = 8
# A phrase that is a whole line may have so many words with it that are signs and numbers.
AROUND = 4
# Lines of so many characters are remembered, and so many of them.
LONGEST_KEPT, KEPT = 100, 8_192
EDGE = " \t\u200f\u200e.…:؛،,!؟?*•·–—-|/\\()[]{}«»\"'“”‘’»›‹><↓↑→←▼▲►▶■□▪#+=~_0123456789"
SIGNS = frozenset("/#(-–—")
FIRST = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*(?:['’‌-][^\W_]+)*|[©#]|//")
PIECES = re.compile(r"[^\W_]+(?:['’‌-][^\W_]+)*|[:/…©#]|//")


class Phrase(NamedTuple):
    """A phrase of the lexicon: its words after the first, and what kind of line it begins or is."""

    words: tuple[str, ...]
    kind: str
    field: str
    limit: int


class Furniture(NamedTuple):
    """What a line was recognised as, how many words the phrase has, and how many the line."""

    kind: str
    matched: int
    words: int


@functools.cache
def _phrases() -> dict[str, list[Phrase]]:
    """Read the lexicon into phrases by their first word, the longest first."""
    table: dict[str, list[Phrase]] = {}
    for kind, entry in load("furniture").items():
        limit = entry.get("limit", LIMIT)
        for field in ("starts", "whole", "signed"):
            for text in entry.get(field, ()):
                words = tuple(PIECES.findall(fold(text).lower()))
                if words:
                    table.setdefault(words[0], []).append(Phrase(words[1:], kind, field, limit))
    for phrases in table.values():
        phrases.sort(key=lambda phrase: (-len(phrase.words), phrase.field != "starts"))
    return table


@functools.cache
def _longest() -> int:
    """Return the number of words beyond which no line is furniture."""
    return max(
        phrase.limit if phrase.field != "whole" else len(phrase.words) * (GAP + 1) + AROUND
        for phrases in _phrases().values()
        for phrase in phrases
    )


@functools.cache
def _firsts(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return the first words of all phrases of some kinds."""
    return frozenset(first for first, phrases in _phrases().items() if any(phrase.kind in kinds for phrase in phrases))


def opens(text: str, kinds: tuple[str, ...]) -> bool:
    """Whether a line begins with a word that a phrase of furniture of some kinds begins with; most lines do not."""
    start = FIRST.search(text, 0, 80)
    return start is not None and (fold_word(start[0]) in _firsts(kinds) or start[0][0] in "/#")


def furniture(text: str, words: int) -> Furniture | None:
    """Return what kind of furniture a line begins with, or None.

    Args:
        text: the line.
        words: how many words it has.

    Example:
        >>> furniture("اقرأ أيضاً: الأمطار تعود غدا", 5).kind
        'promo'
        >>> furniture("قال المصدر إن الأمطار تعود غدا", 6) is None
        True
    """
    if len(text) <= LONGEST_KEPT:
        return _remembered(text, words)
    return _read(text, words) if words <= _longest() else None


# Labels and menus are the same on all pages of a site, and each line of a page is asked about more than once.
@functools.lru_cache(maxsize=KEPT)
def _remembered(text: str, words: int) -> Furniture | None:
    """Return what a short line begins with."""
    return _read(text, words)


def _read(text: str, words: int) -> Furniture | None:
    """Return what a line begins with."""
    start = FIRST.search(text, 0, 80)
    # Most lines are ruled out by their first word, whose key is remembered.
    if start is not None and fold_word(start[0]) not in _phrases() and start[0][0] not in "/#(":
        return None
    head = fold(text[:160].lstrip(EDGE) or text[:12]).lower()
    found = PIECES.findall(head)
    while found and found[0] in (":", "/", "#", "…", "//"):
        del found[0]
    if not found:
        return None
    signed = text.lstrip()[:1] in SIGNS
    for phrase in _phrases().get(found[0], ()):
        if words > phrase.limit and phrase.field != "whole":
            continue
        if (phrase.field != "signed" or signed) and _fits(phrase, found, words):
            return Furniture(phrase.kind, len(phrase.words) + 1, words)
    return None


def _fits(phrase: Phrase, found: list[str], words: int) -> bool:
    """Whether the words of a line begin with a phrase or, where it must be the whole line, are it."""
    at = 1
    for number, word in enumerate(phrase.words):
        if word == "…":
            try:
                at = found.index(phrase.words[number + 1], at, at + GAP + 1)
            except ValueError:
                return False
        elif at < len(found) and found[at] == word:
            at += 1
        else:
            return False
    if phrase.field != "whole":
        return True
    return len(found) <= at + 2 and words <= at + AROUND and all(piece.isdecimal() or piece in ":/…#" for piece in found[at:])
