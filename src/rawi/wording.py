"""What was searched for, in words that a person reads. Comes in: a query, what the index made of it, texts. Goes out: words.

Keys are folded and nobody writes so: a form is shown as the answers write it.
"""

from collections.abc import Callable, Collection, Sequence

from rawi.found import Widened
from rawi.index.contract import Candidates, Index, Widening
from rawi.index.query import Query
from rawi.language.stems import lemma, with_and_without_article
from rawi.language.surfaces import surfaces
from rawi.language.tokens import tokens

# Other forms of one word that are shown.
FORMS = 4
# A word that so few documents have may be a slip for one that so many times as many have.
FEW, TIMES = 2, 20
# So many words of a query are looked at for that.
DOUBTED = 4


def widened(text: str, widenings: Sequence[Widening], texts: Sequence[str]) -> tuple[Widened, ...]:
    """Return, for each word of a query, the other words that were looked for; nothing for a word that was looked for as it is.

    Args:
        text: the query as it was typed.
        widenings: what the index looked for.
        texts: the first answers.
    """
    typed = {token.key: token.text for token in tokens(text)}
    other = [one for one in widenings if len(one.lemmas) > 1 or one.lemmas[0] != _bare(one.word)]
    written = _first(dict.fromkeys(key for one in other for key in one.lemmas), texts)
    whole = _first(dict.fromkeys(one.near for one in other if one.near), texts, whole=True)
    found = []
    for one in widenings:
        forms = [whole.get(one.near, one.near)] if one.near else _forms(one, written)
        if forms and one.word in typed:
            found.append(Widened(typed[one.word], tuple(forms), near=bool(one.near)))
    return tuple(found)


def _first(wanted: Collection[str], texts: Sequence[str], *, whole: bool = False) -> dict[str, str]:
    """Return the form of each key in the first text that has one; the rest of the texts is not read."""
    found: dict[str, str] = {}
    for text in texts:
        if len(found) == len(wanted):
            break
        found |= surfaces([key for key in wanted if key not in found], [text], whole=whole)
    return found


def _forms(one: Widening, written: dict[str, str]) -> list[str]:
    """Return the forms of a word's lemma and of its other spellings; its own with an article more or less is none."""
    own, *others = one.lemmas
    forms = [written[own]] if own in written and _bare(written[own]) != _bare(one.word) else []
    forms += [written.get(key, key) for key in others]
    return list(dict.fromkeys(forms))[:FORMS]


def _bare(word: str) -> str:
    """Return the key of a word without its article and what is joined before that."""
    return with_and_without_article(next(iter(tokens(word))).key)[0]


def meant(text: str, query: Query, found: Candidates, index: Index, written: Callable[[str], str]) -> str | None:
    """Return the query with its slips set right, or None where no word of it looks like one.

    A word is taken for a slip if no document has it, or a few where many times as many have one that is near. `written` gives a
    word as articles write it.
    """
    right = {one.word: one.near for one in found.widened if one.near}
    doubted = [words.keys[0] for group in query.groups for words in group if len(words.keys) == 1 and words.keys[0] not in right]
    counts = index.doc_freq([lemma(key) for key in doubted])
    for key in [key for key in doubted if counts[lemma(key)] <= FEW][:DOUBTED]:
        near = next(iter(index.near(key, 1)), None)
        if near is not None and index.doc_freq([lemma(near)])[lemma(near)] >= TIMES * max(1, counts[lemma(key)]):
            right[key] = near
    pieces, at = [], 0
    for token in tokens(text):
        if token.key in right:
            pieces += [text[at : token.start], written(right[token.key])]
            at = token.end
    return "".join([*pieces, text[at:]]) if pieces else None
