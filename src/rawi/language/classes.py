"""What sort of word an Arabic word is. Comes in: one word as written. Goes out: the word without its clitics, and whether it is a noun.

There is no tagger here: the dictionary of lemmas tells which forms are verbs (an imperfect leads to another lemma, and to a perfect
by it), the article tells a noun, and what remains open («نشر» is «he published» and «publishing») is said to be open.

    >>> read("للأمم")
    Word(text='الأمم', key='الامم', lemma='امه', sort='noun', definite=True, joined='ل', owned=False, name=False)
    >>> read("وأوضحت").sort, read("نشر").sort, read("حديثها").owned
    ('stop', 'open', True)
"""

import functools
import re
import sys
from typing import Literal, NamedTuple

from rawi.language.data import load
from rawi.language.orthography import TABLE, fold
from rawi.language.stems import REMEMBERED, SELDOM, is_frozen, is_name, lemma, listed, verb_lemmas
from rawi.language.terms import common_words

Sort = Literal["noun", "verb", "open", "stop", "number", "adverb"]
# A word keeps so many letters when a clitic goes.
SHORTEST = 3
CONJUNCTIONS = ("و", "ف")
CLITICS = ("وب", "ول", "وك", "فل", "فب", "و", "ف", "ب", "ل", "ك")
JOINED = frozenset(clitic[0] for clitic in CLITICS)
ARTICLES = ("وال", "فال", "بال", "كال", "ولل", "فلل", "وبال", "وكال", "لل", "ال")
PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ه")
# Person endings of the perfect, the plain form first.
PERFECT = ("", "ت", "وا", "نا", "تا")
IMPERFECT = (("", "يتن"), ("ون", "يت"), ("وا", "يت"), ("ان", "ي"))
# «تنظيم», «تغطية»: a verb has no such shape.
VERBAL_NOUN = re.compile(r"ت..يه?.?")
# Before a pronoun a hamza at the end of a word gets a seat («قراؤنا»).
SEATED = ("ائ", "اؤ")
NISBA = ("ي", "يه", "يين", "يون", "يات")


class Word(NamedTuple):
    """One word of a text.

    `text` is without conjunction and preposition, the article kept («للأمم» → «الأمم»); `key` is its folded form; `joined` what was
    cut; `owned` tells that a pronoun hangs on it; `name` that it is likely a name.
    """

    text: str
    key: str
    lemma: str
    sort: Sort
    definite: bool = False
    joined: str = ""
    owned: bool = False
    name: bool = False

    @property
    def nisba(self) -> bool:
        """Whether it has the ending of an adjective of relation («الفكرية»)."""
        return not self.name and self.key.endswith(NISBA)


@functools.cache
def given_names() -> frozenset[str]:
    """Return the given names, folded."""
    lists = (load("speakers")["given"]["names"], load("frozen_names")["given"], load("phrases")["whole"])
    return frozenset(fold(name) for names in lists for name in names)


@functools.cache
def _months() -> frozenset[str]:
    """Return the names of months, folded: يونيو looks like an imperfect."""
    return frozenset(fold(name) for names in load("months")["gregorian"].values() for name in names)


@functools.cache
def _determiners() -> frozenset[str]:
    """Return the nouns that only count or place the noun behind them, folded."""
    return frozenset(map(fold, load("phrases")["determiners"]))


@functools.cache
def _joints() -> frozenset[str]:
    """Return the words that only stand inside a name: بن, عبد, أبو."""
    lists = load("phrases")
    return frozenset(map(fold, (*lists["joints"], *lists["openers"])))


@functools.cache
def _spelt() -> frozenset[str]:
    """Return the stop words as they are written, for those that a hamza tells from another word (أمام, إمام)."""
    return frozenset(word for group in load("stopwords").values() for word in group)


@functools.lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Word:
    """Tell what sort of word it is; remembered, for news repeats its words.

    Args:
        text: one word as written, marks included, with no sign in it.
    """
    key = fold(text)
    if not key:
        return Word(text, key, key, "stop")
    if key in _joints():
        return Word(text, key, key, "noun", name=True)
    if not "ء" <= key[:1] <= "ي":
        return _foreign(text, key)
    if _is_stop(text, key) or (key[0] in CLITICS and len(key) > SHORTEST - 1 and _is_stop(text[1:], key[1:])):
        return Word(text, key, key, "stop")
    root = lemma(key)
    cut, joined, definite = _clitic(key, root)
    bare = _without(text, cut) if cut else text
    if definite and key[cut - 2 : cut] == "لل":
        bare = "ال" + bare  # the article of «للأمم» has lost its alif
    rest = fold(bare)
    if len(rest) < SHORTEST - 1 or (cut and rest in common_words()):
        return Word(bare, rest, root, "stop", definite, joined)
    if not definite and rest in _determiners():
        return Word(bare, rest, root, "stop", joined=joined)
    plain = rest.removeprefix("ال") if definite else rest
    known_name = plain in given_names() or is_frozen(plain)
    owned = not (definite or known_name or VERBAL_NOUN.fullmatch(rest)) and _owned(bare, rest, root)
    sort: Sort = "noun" if definite or known_name else _sort(bare, rest, root)
    return Word(bare, rest, root, sort, definite, joined, owned, known_name or (is_name(root) and not listed(plain)))


def _foreign(text: str, key: str) -> Word:
    """Tell of a word that is not Arabic what its capitals tell: names have them, and so have words at the head of a sentence."""
    if key[:1].isdecimal():
        return Word(text, key, key, "number")
    named = len(key) > 1 and text.lower() != text and key not in load("phrases")["foreign"]
    return Word(text, key, key, "noun" if named else "stop", name=named)


def _is_stop(text: str, key: str) -> bool:
    """Whether it is a stop word, in a spelling that no hamza sets apart from it: «إمام» is not «أمام»."""
    if len(key) < 2 or key in common_words():
        return not (text.startswith("إ") and text not in _spelt() and "أ" + text[1:] in _spelt())
    return False


def _clitic(key: str, root: str) -> tuple[int, str, bool]:
    """Return how many letters stand before the word and its article, which they are, and whether it has the article.

    A «لل» is taken off whole: the article is put back where the word is shown.
    """
    for article in ARTICLES if key.startswith(ARTICLES) else ():
        if key.startswith(article) and len(key) - len(article) >= SHORTEST and not root.startswith(article):
            if root.startswith("ال") and len(root) > SHORTEST and not article.endswith("لل"):
                break
            cut = len(article) if article.endswith("لل") else len(article) - 2
            return cut, article[:-1] if article.endswith("لل") else article[:-2], True
    for clitic in CLITICS if key[0] in JOINED else ():
        rest = key[len(clitic) :]
        # «ك» is rare before a noun and common at the head of a foreign name («كاسترين»): the rest must be a word.
        if key.startswith(clitic) and len(rest) >= SHORTEST and (clitic[-1] != "ك" or listed(rest)):
            own = root.startswith(clitic) and rest[0] != clitic and (clitic != "و" or listed(key) or not listed(rest))
            if not own and (lemma(rest) == root or (root.startswith("ال") and rest.startswith(root[:3]))):
                return len(clitic), clitic, False
    if key[0] == "و" and len(key) > SHORTEST + 1 and not listed(key) and root == key[1:] and (listed(root) or is_frozen(root)):
        return 1, "و", False
    return 0, "", False


def _without(text: str, count: int) -> str:
    """Return a word without so many letters at its head, and the marks on them."""
    at = 0
    while at < len(text) and (count or TABLE.get(ord(text[at])) == ""):
        count -= TABLE.get(ord(text[at])) != ""
        at += 1
    return text[at:]


def _owned(text: str, key: str, root: str) -> bool:
    """Whether a pronoun hangs on the word: what is left leads to the same lemma, or a hamza has the seat that it has in no other place.

    A ه at the end is also how many write ة: then the dictionary has the word with its article («المدرسه», not «النظامه»).
    """
    for ending in PRONOUNS:
        stem = key[: -len(ending)]
        if not key.endswith(ending) or len(stem) < SHORTEST - 1:
            continue
        if ending == "ه" and (text.endswith("ة") or (listed("ال" + key) and not key.endswith("ته"))):
            return False
        if text[: -len(ending)].endswith(SEATED) or (stem.endswith("ت") and root == stem[:-1] + "ه"):
            return True
        return lemma(stem) == root != key or (listed(stem) and not listed("ال" + key))
    return False


def _sort(text: str, key: str, root: str) -> Sort:
    """Tell nouns from verbs and adverbs, for a word without an article."""
    if text.endswith("ة") or key.startswith("ال") or key in _months() or VERBAL_NOUN.fullmatch(key):
        return "noun"
    form = key[1:] if key[0] == "س" and key[1:2] in ("ي", "ت", "ن", "ا") and not listed(key) else key
    stems = {form, *(form[: -len(ending)] for ending in PRONOUNS if form.endswith(ending) and len(form) - len(ending) >= SHORTEST)}
    noun = listed("ال" + key)
    if any(map(_imperfect, stems)):
        verbal_noun = key[0] == "ت" and len(key) > SHORTEST + 1 and not key.endswith("وا")
        return "open" if noun or verbal_noun or key.endswith("ات") else "verb"
    if key[0] in "يتن" and root[:1] != key[0] and root in verb_lemmas() and not key.endswith("ات") and not noun:
        return "open" if key[0] == "ت" and len(key) > SHORTEST else "verb"
    if key[0] == "ي" and root == key and len(key) > SHORTEST and (listed(key) or listed(key[1:])) and not noun:
        return "verb"
    if not text.startswith("إ") and (key[-2] != "ا" or len(key) <= SHORTEST + 1):
        endings = {_perfect(stem) for stem in stems} - {None}
        if endings == {""} and noun and len(key) > SHORTEST + 1:
            return "noun"
        if endings:
            # A verbal noun is spelt like its verb where it has three letters, or begins with ت (نشر, تعاون).
            return "open" if noun or len(key) <= SHORTEST or (key[0] == "ت" and "" in endings) else "verb"
    ending = text.endswith(("ا", "اً", "ًا")) and len(key) > SHORTEST and not key.endswith(("يا", "ها")) and not root.endswith("ا")
    return "adverb" if ending else "noun"


@functools.lru_cache(maxsize=SELDOM)
def _imperfect(form: str) -> bool:
    """Whether a form is an imperfect that the dictionary knows in the third person."""
    for ending, persons in IMPERFECT:
        rest = form.removesuffix(ending)
        if form.endswith(ending) and len(rest) >= SHORTEST and rest[0] in persons:
            third = "ي" + rest[1:]
            if listed(third) and (lemma(third)[:1] != "ي" or rest[0] == "ت"):
                return True
    return False


@functools.lru_cache(maxsize=SELDOM)
def _perfect(form: str) -> str | None:
    """Return the person ending of a perfect, None for what is none: the dictionary has the lemma as a verb's, or the imperfect to it."""
    for ending in PERFECT:
        rest = form.removesuffix(ending)
        if not form.endswith(ending) or len(rest) < SHORTEST - 1 or (ending and rest.endswith("ا")):
            continue
        hollow = len(rest) == SHORTEST and rest[1] == "ا" and (listed(f"ي{rest[0]}و{rest[2]}") or listed(f"ي{rest[0]}ي{rest[2]}"))
        if hollow or rest in verb_lemmas() or listed("ي" + rest) or (len(rest) > SHORTEST and rest[0] == "ا" and listed("ي" + rest[1:])):
            return ending
        if ending in ("ت", "وا") and (rest + "ي" in verb_lemmas() or rest + "ا" in verb_lemmas()):
            return ending
    return None


if __name__ == "__main__":
    for word in sys.argv[1:]:
        print(*read(word), sep="\t")  # noqa: T201 - every module of language/ can be run to show itself
