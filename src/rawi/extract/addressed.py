"""Lines that speak to the reader. Comes in: a short line. Goes out: whether it asks for something, rates the text, or is a menu.

What sites ask of readers is worded anew by each of them, so no list of phrases is complete. The words of such lines are few, though: one
that asks («اشترك»، «لتصلكم») with one that names a channel («قناتنا»، «واتساب»), or the text itself with what may be done with it
(«هل كان هذا المقال مفيدا؟»). Sentences of the news have either, seldom both, and are longer or stand in quotation marks.
"""

import functools
import re

from rawi.language.data import load
from rawi.language.orthography import fold

# The longest such line of the pages we have has 24 words.
LIMIT = 24
# A request begins the line, or follows a few words of enticement («أخبارنا الآن على تلغرام.. اشترك من هنا»).
BEGINS = 3
WORD = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"[«»\"“”]")
BARS = re.compile(r"\s*[|•·‹›»/]\s*")
MENU_PIECES = 3
COUNT_WORDS = 6
MENU_WORDS = 4


@functools.cache
def _group(name: str) -> frozenset[str]:
    """Return one group of the lexicon, folded."""
    return frozenset(fold(word).lower() for word in load("addressed")[name]["words"])


def addressed(text: str, words: int) -> bool:
    """Whether a line asks the reader to follow, join, share or rate.

    Args:
        text: the line.
        words: how many words it has.

    Example:
        >>> addressed("أخبارنا الآن على تيليغرام.. اشترك من هنا", 7)
        True
        >>> addressed("حمل المتظاهرون صور الضحايا في شوارع العاصمة", 7)
        False
    """
    if not 2 <= words <= LIMIT:
        return False
    found = WORD.findall(fold(text).lower())
    heard = set(found)
    asks, channels, piece = heard & _group("asks"), heard & _group("channels"), heard & _group("piece")
    if heard & _group("own") and (asks or len(channels) > 1) and not QUOTED.search(text):
        return True
    if channels - asks and asks & set(found[: BEGINS + 1]) and not QUOTED.search(text):
        return not text.rstrip().endswith((".", "،")) or words <= LIMIT // 2 or bool(heard & _group("own"))
    if piece and heard & _group("judges") and words <= LIMIT // 2:
        return text.rstrip().endswith(("؟", "?")) or bool(set(found[:2]) & _group("judges")) or (bool(asks) and words <= LIMIT // 3)
    return False


def counts(text: str, words: int) -> bool:
    """Whether a line counts readings, minutes or comments: «3 دقائق للقراءة في المتوسط»."""
    if words > COUNT_WORDS or not any(character.isdigit() for character in text):
        return False
    return bool(set(WORD.findall(fold(text).lower())) & _group("counted"))


def menu(text: str) -> bool:
    """Whether a line is a row of links without links: «من نحن | اتصل بنا | سياسة الخصوصية»."""
    if text.count("|") + text.count("•") + text.count("·") < MENU_PIECES - 1:
        return False
    pieces = [piece for piece in BARS.split(text.strip(" |•·")) if piece]
    return len(pieces) >= MENU_PIECES and all(piece.count(" ") < MENU_WORDS for piece in pieces)


def heads_replies(text: str, words: int) -> bool:
    """Whether a short line heads what readers wrote: «آراء وتعليقات القراء»."""
    if words > 6 or text.rstrip().endswith((".", "،")):
        return False
    return bool(set(WORD.findall(fold(text).lower())) & _group("replies"))
