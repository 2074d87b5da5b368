"""What the index sees of a text. Comes in: title and text, or the words of a query. Goes out: tokens joined by spaces.

Made once, here, so that every index matches the same documents: folded words in order, and lemma keys in the same order.

    >>> terms("هدنة في غزة", "الوزراء").title_lemmas
    'هدنه في غزه'
    >>> search_terms("والوزراء")
    (SearchTerm(word='والوزراء', lemma='وزير', common=False),)
"""

import functools
import sys

from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.stems import lemma
from rawi.language.tokens import keys
from rawi.model import Record, Terms


class SearchTerm(Record, frozen=True):
    """One word as the index looks for it: as it was written (folded), its lemma key; `common` for a stop word."""

    word: str
    lemma: str
    common: bool


@functools.cache
def common_words() -> frozenset[str]:
    """Return the keys of words that say nothing of a subject, from `lexicon/stopwords.toml`."""
    return frozenset(fold(word) for group in load("stopwords").values() for word in group)


@functools.cache
def common_lemmas() -> frozenset[str]:
    """Return the lemma keys of the same words."""
    return frozenset(map(lemma, common_words()))


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
    )


def search_terms(text: str) -> tuple[SearchTerm, ...]:
    """Return the terms that the index sees of a word or of several.

    Args:
        text: words as a person writes them.
    """
    return tuple(SearchTerm(word=key, lemma=lemma(key), common=key in common_words()) for key in keys(text))


if __name__ == "__main__":
    for term in search_terms(" ".join(sys.argv[1:])):
        print(term.word, term.lemma, sep="\t")  # noqa: T201 - every module of language/ can be run to show itself
