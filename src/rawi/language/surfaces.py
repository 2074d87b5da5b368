"""Words as a text writes them, for keys that nobody would print. Comes in: lemma keys, texts. Goes out: words that stand in the texts.

>>> surfaces(["هدنه", "غزه"], ["والهدنة في غزة", "تمديد الهدنة"])
{'هدنه': 'الهدنة', 'غزه': 'غزة'}
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterable

from rawi.language.stems import lemma
from rawi.language.tokens import Token, tokens

# Letters that a word takes on before its article; from so many letters on one is looked for.
JOINED, SHORTEST = "وفبك", 3


def surfaces(lemmas: Collection[str], texts: Iterable[str], *, whole: bool = False) -> dict[str, str]:
    """Return, for the lemma keys that texts have a word of, the form that they write most often; the shortest of several.

    Args:
        lemmas: lemma keys.
        texts: texts as they were written.
        whole: the keys are not those of lemmas but of whole words.
    """
    wanted = frozenset(lemmas)
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for token in tokens(text):
            key = token.key if whole else lemma(token.key)
            if key in wanted:
                found.setdefault(key, Counter())[token.text if whole else unjoined(token).text] += 1
    return {key: min(found[key], key=lambda form: (-found[key][form], len(form), form)) for key in lemmas if key in found}


def unjoined(token: Token) -> Token:
    """Return a word without an «and» before it, or a letter before its article, where that is no part of it."""
    key, text = token.key, token.text
    if len(text) != len(key) or len(key) <= SHORTEST or lemma(key[1:]) != lemma(key):
        return token
    if (key[0] in JOINED and key[1:3] == "ال") or (key[0] == "و" and lemma(key) != key):
        return Token(text[1:], token.start + 1, token.end, key[1:])
    return token


if __name__ == "__main__":
    for one in tokens(" ".join(sys.argv[1:])):
        print(one.text, unjoined(one).text, sep="\t")  # noqa: T201 - every module of language/ can be run to show itself
