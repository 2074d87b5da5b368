"""Who carried a text. Comes in: the text, and one article that shares fingerprints with it. Goes out: how much of it stands there.

The caller asks the index with `asked_hashes`, drops by `may_carry` what shares too little, and reads the texts of the rest.
"""

from collections.abc import Sequence

from rawi.language.tokens import Token, tokens
from rawi.model import Fingerprint, Span
from rawi.relate.fingerprint import hashes, in_order
from rawi.relate.passages import SEED, Passage, Stretch, same_words, span_of, stretches
from rawi.relate.records import Traced

# A text is asked for by so many of its words at most: a book pasted by mistake costs no more than ten long articles.
MOST_WORDS = 20_000
# What is shared must be a part of the text and no formula of it («خادم الحرمين الشريفين الملك …» has a dozen words): so many words of
# a passage, or that share of the text in at least so many words.
PASSAGE, PART, PART_WORDS = 30, 0.5, 12


class Asked:
    """A text that is asked for: its words with their places, and the hashes of all its shingles."""

    def __init__(self, text: str) -> None:
        """Take a text as it was written."""
        self.text = text
        self.words: Sequence[Token] = tokens(text)[:MOST_WORDS]
        self.keys = [word.key for word in self.words]
        self.hashes = frozenset(in_order(" ".join(self.keys)))


def may_carry(asked: Asked, mark: Fingerprint) -> bool:
    """Tell by its fingerprint alone whether a text may carry enough: a changed word breaks five shingles, so little is demanded."""
    shared = len(asked.hashes & hashes(mark))
    return shared >= min(PASSAGE, max(1, PART * len(asked.keys) / SEED)) / 2


def carried(asked: Asked, key: int, text: str) -> Traced | None:
    """Return what of a text stands in an article; None where that is too little to speak of.

    Args:
        asked: the text that is asked for.
        key: the article's key.
        text: the article's text.
    """
    words = tokens(text)
    found = stretches(asked.keys, [word.key for word in words])
    same = same_words(found)
    share = same / len(asked.keys) if asked.keys else 0.0
    if not (any(stretch.words >= PASSAGE for stretch in found) or (share >= PART and same >= PART_WORDS)):
        return None
    return Traced(key, round(min(1.0, share), 4), tuple(_passage(asked, text, words, stretch) for stretch in found))


def _passage(asked: Asked, text: str, words: Sequence[Token], stretch: Stretch) -> Passage:
    """Return a stretch as spans of both texts."""
    return Passage(_span(asked.text, asked.words, stretch, 0), _span(text, words, stretch, 1), stretch.words)


def _span(text: str, words: Sequence[Token], stretch: Stretch, side: int) -> Span:
    return span_of(text, words, stretch.runs, side)
