"""What the index sees of a text. Comes in: title and text, or the words of a query. Goes out: tokens joined by spaces.

Made once, here, so that every index matches the same documents: folded words in order, lemma keys in the same order,
and the 4-grams inside the words that carry meaning.

    >>> terms("هدنة في غزة", "الوزراء").title_lemmas
    'هدنه في غزه'
    >>> search_terms("والوزراء")
    (SearchTerm(word='والوزراء', lemma='وزير', grams='والو الوز لوزر وزرا زراء', common=False),)
"""

import functools
import sys
from collections.abc import Iterable

from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.stems import REMEMBERED, grams, lemma
from rawi.language.tokens import keys
from rawi.model import Record, Terms


class SearchTerm(Record, frozen=True):
    """One word as the index looks for it: as it was written (folded), its lemma key, its 4-grams; `common` for a stop word."""

    word: str
    lemma: str
    grams: str
    common: bool


@functools.cache
def common_words() -> frozenset[str]:
    """Return the keys of words that say nothing of a subject, from `lexicon/stopwords.toml`."""
    return frozenset(fold(word) for group in load("stopwords").values() for word in group)


@functools.cache
def common_lemmas() -> frozenset[str]:
    """Return the lemma keys of the same words."""
    return frozenset(map(lemma, common_words()))


@functools.lru_cache(maxsize=REMEMBERED)
def _telling_grams(key: str) -> str:
    """Return the 4-grams of a word, none of a stop word or a number."""
    return "" if key in common_words() or key.isdecimal() else grams(key)


def terms(title: str, text: str) -> Terms:
    """Return what an index stores of an article.

    Args:
        title: the title as it was written.
        text: the text as it was written.
    """
    head, body = keys(title), keys(text)
    return Terms(
        title=" ".join(head),
        text=" ".join(body),
        title_lemmas=" ".join(map(lemma, head)),
        text_lemmas=" ".join(map(lemma, body)),
        title_grams=_grams(head),
        text_grams=_grams(body),
    )


def _grams(words: Iterable[str]) -> str:
    """Join the 4-grams of words."""
    return " ".join(filter(None, map(_telling_grams, words)))


def search_terms(text: str) -> tuple[SearchTerm, ...]:
    """Return the terms that the index sees of a word or of several.

    Args:
        text: words as a person writes them.
    """
    return tuple(SearchTerm(word=key, lemma=lemma(key), grams=grams(key), common=key in common_words()) for key in keys(text))


if __name__ == "__main__":
    for term in search_terms(" ".join(sys.argv[1:])):
        print(term.word, term.lemma, term.grams, sep="\t")  # noqa: T201 - every module of language/ can be run to show itself
