"""Noun phrases of Arabic text. Comes in: text. Goes out: runs of nouns and adjectives as they stand together, clitics off their heads.

A phrase ends before what a conjunction or preposition is joined to, at a verb, a particle, a number or a sign, behind a pronoun, and
where a definite word is followed by an indefinite one that is no name. So «مجلس الأمن الدولي» is one phrase and
«للأمم المتحدة» is «الأمم المتحدة».

    >>> [" ".join(word.text for word in phrase.words) for phrase in noun_phrases("قال مجلس الأمن الدولي للأمم المتحدة أمس إن النشر تأخر")]
    ['مجلس الأمن الدولي', 'الأمم المتحدة', 'النشر']
"""

import re
import sys
from typing import NamedTuple

from rawi.language.classes import CONJUNCTIONS, Word, read
from rawi.language.orthography import MARKS, fold

# What parts phrases whatever the words are. Marks on letters do not.
SIGNS = re.compile(rf"(?:[^\w\s{MARKS}]|[_\n])+")
# What may be joined to a name, and how long a name must be to be recognised behind it.
JOINED = frozenset("وفبلك")
SHORTEST = 4
# Behind these stands a noun.
PREPOSITIONS = frozenset(
    map(
        fold,
        ("من", "في", "إلى", "على", "عن", "مع", "بعد", "قبل", "منذ", "خلال", "حول", "ضد", "دون", "عبر", "بين", "كل", "بعض", "جميع", "عدم"),
    )
)


class Phrase(NamedTuple):
    """A run of words that belong together; `at` is the place of the first one among the words of the text."""

    at: int
    words: tuple[Word, ...]


def noun_phrases(text: str) -> list[Phrase]:
    """Return the noun phrases of a text, in order and as long as they go.

    Args:
        text: as it was written.
    """
    parts = words_of(text)
    plain, proven = _evidence(parts)
    phrases: list[Phrase] = []
    at = 0
    for part in parts:
        open_: list[Word] = []
        before = STOP
        for word in part:
            if word.name and word.key[0] in JOINED and not word.joined and word.key[1:] in plain:
                word = read(word.text[1:])._replace(joined=word.key[0])  # noqa: PLW2901 - the same word, known better
            noun = word.sort == "noun" or (word.sort == "open" and word.lemma in proven)
            if open_ and (not noun or word.joined or before.owned or (before.definite and not (word.definite or word.name))):
                phrases.append(Phrase(at - len(open_), tuple(open_)))
                open_ = []
            if noun and not (word.joined == "و" and _coordinated(before, word)):
                open_.append(word)
            before = word
            at += 1
        if open_:
            phrases.append(Phrase(at - len(open_), tuple(open_)))
    return phrases


def words_of(text: str) -> list[list[Word]]:
    """Return the words of a text, parted where a sign stands between them."""
    return [[read(word) for word in part.split()] for part in SIGNS.split(text)]


def _evidence(parts: list[list[Word]]) -> tuple[set[str], set[str]]:
    """Return what the text itself says of its words: the names that stand without anything joined to them, and the lemmas of nouns.

    A word is a noun that has the article somewhere, or stands behind a preposition.
    """
    plain, proven = set[str](), set[str]()
    for part in parts:
        before = STOP
        for word in part:
            if word.definite:
                proven.add(word.lemma)
            elif word.sort == "open":
                if before.key in PREPOSITIONS or (word.joined and word.joined not in CONJUNCTIONS):
                    proven.add(word.lemma)
            elif word.name and not word.joined and len(word.key) >= SHORTEST:
                plain.add(word.key)
            before = word
    return plain, proven


def _coordinated(before: Word, word: Word) -> bool:
    """Whether a word is the second of two adjectives, «السياسية والاقتصادية»: no phrase begins with it."""
    return word.definite and before.definite and word.nisba and before.nisba


STOP = Word("", "", "", "stop")


if __name__ == "__main__":
    for shown in noun_phrases(" ".join(sys.argv[1:])):
        print(shown.at, " ".join(word.text for word in shown.words), sep="\t")  # noqa: T201 - every module of language/ can be run
