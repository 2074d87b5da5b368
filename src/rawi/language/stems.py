"""Stems of Arabic words. Comes in: the key of one word (`rawi.language.tokens`). Goes out: its lemma key.

Lemmas come from simplemma's dictionary, read once through a folded view of it, since keys no longer know أ from ا.
What the dictionary does not have is tried without its clitics, which go only if the rest is attested there or is a
frozen name. So وزراء and والوزراء both become وزير, and ولبنان becomes لبنان (never لبن). Broken plurals are the
dictionary's; a word that nothing is known of loses its article and no more. Numbers and Latin words pass.

    >>> lemma("والوزراء"), lemma("للوزير"), lemma("ولبنان"), lemma("3500"), lemma("covid")
    ('وزير', 'وزير', 'لبنان', '3500', 'covid')
"""

import functools
import sys
import threading
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from rawi.language.data import load
from rawi.language.orthography import fold
from rawi.language.tokens import keys

# What is left of a word without its clitics has at least so many letters: «نك» says nothing of بنك.
SHORTEST = 3
# From so many letters on a word is long enough to lose a «and» that is not proved.
LONG = 5
LETTERS = "".join(map(chr, range(ord("ء"), ord("ي") + 1)))
# An alif that begins a word and carries what a careless hand leaves out.
HAMZA = ("أ", "إ", "آ")
# What is asked of each word of a text is remembered of so many: the vocabulary of 28,000 articles is 250,000 words, and of an article of
# 277 words 11 are not among the last 100,000 that were met, 21 not among 60,000 and 11 not among 200,000.
REMEMBERED = 120_000
# What is asked of few words, or only of those that are not remembered. Each memory takes 200 to 400 bytes a word.
SELDOM = 60_000


Rule = TypeVar("Rule", str, int)
_BUILDING = threading.Lock()


class Known(NamedTuple):
    """The lists, folded: what may stand before a word (and what then takes its place, and the letters that may follow) and after it."""

    articles: tuple[str, ...]
    joined: frozenset[str]
    before: dict[str, tuple[tuple[str, str, str], ...]]
    endings: dict[str, tuple[tuple[str, str, int], ...]]
    with_pronouns: dict[str, tuple[tuple[str, str, int], ...]]
    nisba: tuple[tuple[str, str], ...]
    frozen: frozenset[str]
    fixed: dict[str, str]


def _by_letter(at: int, found: list[tuple[str, str, Rule]]) -> dict[str, tuple[tuple[str, str, Rule], ...]]:
    """Sort what may be cut off by its first or last letter, in the order of the list: of a word only these need be tried."""
    letters = dict.fromkeys(one[0][at] for one in found)
    return {letter: tuple(one for one in found if one[0][at] == letter) for letter in letters}


@functools.cache
def _known() -> Known:
    """Read the lists once."""
    lists, names = load("clitics"), load("frozen_names")
    endings = [(fold(cut), fold(put), least) for cut, put, least in lists["endings"]]
    return Known(
        articles=tuple(lists["articles"]),
        joined=frozenset(lists["joined"]),
        before=_by_letter(0, [(cut, put, follow) for cut, put, follow in lists["before"]]),
        endings=_by_letter(-1, endings),
        with_pronouns=_by_letter(-1, [(fold(cut), fold(put), least) for cut, put, least in lists["pronouns"]] + endings),
        nisba=tuple((fold(cut), fold(put)) for cut, put in lists["nisba"]),
        frozen=frozenset(fold(name) for group in names.values() for name in group),
        fixed={fold(word): fold(key) for word, key in lists["fixed"].items()},
    )


@functools.cache
def _dictionary() -> dict[str, str]:
    """Return the folded view of the dictionary; of two threads that ask for it first, one builds it and the other waits."""
    with _BUILDING:
        return _built()


@functools.cache
def _built() -> dict[str, str]:
    """Build the folded view of simplemma's Arabic dictionary: 260,000 forms, 75 MB and a second, once in a process."""
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY  # noqa: PLC0415 - nothing pays for it that asks for no stem

    source = DEFAULT_DICTIONARY_FACTORY.get_dictionary("ar")
    forms = list(source)
    lemmas = [source[form] for form in forms]
    distinct = list(dict.fromkeys(lemmas))
    folded = dict(zip(distinct, fold("\n".join(distinct)).split("\n"), strict=True))
    chosen: dict[str, int] = {}
    for index, key in enumerate(fold("\n".join(forms)).split("\n")):
        first = chosen.setdefault(key, index)
        if first != index and folded[lemmas[first]] != folded[lemmas[index]]:
            chosen[key] = max(first, index, key=lambda at: _likelihood(forms[at], folded[lemmas[at]], key))
    return {key: folded[lemmas[index]] for key, index in chosen.items()}


def _likelihood(form: str, lemma_key: str, key: str) -> tuple[int, bool, bool]:
    """Rank one of several spellings that fold to the same key: how well it is spelt, then whether the dictionary resolved it.

    A hamza on the first alif or a ة is a spelling with care, a plain ا or ه in its place is often a slip that the dictionary
    took in (أسباب → سبب, اسباب → اسباب). Inside a word the letters that everyone writes are likelier (ريال, not رئال), and so
    is the article (الغاز is not ألغاز). A verbal noun of the fourth form is its own lemma (إطلاق); otherwise the broken plural
    is likelier than the verb. Found by reading the 150 most frequent rivals in the news of 2015.
    """
    bare = form.removeprefix("ال")
    careful = (bare[:1] in HAMZA) + (form[-1] in "ةى") - 2 * any(letter in "ئؤأآ" for letter in bare[1:])
    careful -= 2 * (bare is form and key.startswith("ال"))
    own = lemma_key in {key, key.removeprefix("ال")}
    return careful, own if bare[:1] in HAMZA or form[-1] == "ة" else not own, bare[:1] == "أ"


def is_name(key: str) -> bool:
    """Tell whether a lemma key is likely a name: one of the frozen names, or an Arabic word that the dictionary does not have.

    >>> is_name(lemma("كولومبيا")), is_name(lemma("الوزراء"))
    (True, False)
    """
    return key in _known().frozen or ("ء" <= key[:1] <= "ي" and key not in _dictionary())


@functools.lru_cache(maxsize=REMEMBERED)
def lemma(key: str) -> str:
    """Return the lemma key of one word.

    Args:
        key: a word as `rawi.language.tokens.keys` gives it. What is no Arabic word comes back unchanged.
    """
    if not "ء" <= key[:1] <= "ي":
        return key
    if key[-1].isdecimal():
        return _number(key)
    found = _attested(key)
    if found:
        return found
    for rest in _rests(key):
        found = _attested(rest)
        # An imperfect that the dictionary lists but cannot resolve is no proof: فيرجسون is not ف + يرجسون.
        if found and (found != rest or rest[0] != "ي" or len(rest) <= SHORTEST or key[0] == "و"):
            return found
    return _bare(key)


def is_frozen(key: str) -> bool:
    """Tell whether a key is one of the names that are never taken apart."""
    return key in _known().frozen


def in_dictionary(key: str) -> bool:
    """Tell whether a key is an ordinary word of the language just as it stands; a frozen name is none.

    What is no ordinary word is a name or a slip: only that may be spelt in several ways (`rawi.index.variants`).
    """
    return key not in _known().frozen and key in _dictionary()


def listed(key: str) -> bool:
    """Tell whether the dictionary has a form just as it stands, frozen name or not."""
    return key in _dictionary()


@functools.cache
def verb_lemmas() -> frozenset[str]:
    """Return the lemmas that are verbs, some of them nouns too: what the dictionary gives for imperfects in ي (يكتب → كتب)."""
    return frozenset(lemma_key for form, lemma_key in _dictionary().items() if form[:1] == "ي" and lemma_key[:1] not in ("ي", ""))


@functools.lru_cache(maxsize=SELDOM)
def attested(key: str) -> bool:
    """Tell whether the language has a word, as it stands or without its clitics and endings; a frozen name counts as one."""
    return _attested(key) is not None or any(_attested(rest) is not None for rest in _rests(key))


def _number(word: str) -> str:
    """Return the number in «و10» and «ال32»; letters that are no clitics stay («ف16»)."""
    digits = word.lstrip(LETTERS)
    return digits if digits.isdecimal() and word.removesuffix(digits) in _known().joined else word


def _attested(word: str) -> str | None:
    """Return the lemma of a word that is known just as it stands, or with an article more or less."""
    known = _known()
    bare = word.removeprefix("ال") if len(word) - 2 >= SHORTEST else word
    for form in (word, bare):
        if form in known.fixed:
            return known.fixed[form]
        if form in known.frozen:
            return form
    found = _dictionary()
    if bare is not word and bare not in found and f"ال{word}" in found:
        bare = word  # what looks like the article belongs to the word: إلكتروني
    plain, noun = found.get(bare), found.get(f"ال{bare}")
    if noun and noun.startswith("ال") and not bare.startswith("ال") and len(noun) - 2 >= SHORTEST:
        noun = noun[2:]
    if plain and noun and plain != noun:
        return _settled(bare, plain, noun, article=bare is not word)
    return plain or noun or found.get(word)


def _settled(bare: str, plain: str, noun: str, *, article: bool) -> str:
    """Choose between what the dictionary says of a word without the article and with it, so that both get one key where that is sure.

    With the article it is a noun, so التعليم tells that تعليم is itself and no form of علم, and الأشهر that أشهر is a plural.
    A feminine nisba is the masculine (إنسانية → إنساني); another feminine stays what it is (مدرسة is no مدرس).
    """
    feminine = bare.endswith("ه")
    if feminine and bare[:-1] in {plain, noun}:
        return bare if bare in {plain, noun} and not bare.endswith("يه") else bare[:-1]
    if plain == bare and bare[0] != "ا" and not article:
        return plain
    return noun


def _rests(word: str) -> Iterator[str]:
    """Yield what may stand between the clitics: without one before, without one after, without both; fewest letters first."""
    known = _known()
    heads = [
        put + word[len(cut) :]
        for cut, put, following in known.before.get(word[:1], ())
        if word.startswith(cut) and len(word) - len(cut) >= SHORTEST and (not following or word[len(cut)] in following)
    ]
    yield from heads
    for head in (word, *heads):
        rules = known.endings if head.startswith("ال") else known.with_pronouns
        for cut, put, least in rules.get(head[-1:], ()):
            if head.endswith(cut) and len(head) - len(cut) >= least:
                yield head.removesuffix(cut) + put


def _bare(word: str) -> str:
    """Return a word that nothing is known of without its article and what stands before that, its nisba in the singular.

    «And» goes from a long one too: hardly a name begins with it, and one that does is then cut in all places alike.
    """
    for cut in _known().articles:
        if word.startswith(cut) and len(word) - len(cut) >= SHORTEST:
            rest = word[len(cut) :]
            return next((rest.removesuffix(tail) + put for tail, put in _known().nisba if rest.endswith(tail)), rest)
    return word[1:] if word.startswith("و") and len(word) > LONG else word


def with_and_without_article(key: str) -> tuple[str, str]:
    """Return a word without its article and with it, whatever stands joined before that: the two ways in which most texts write it.

    >>> with_and_without_article("ديون"), with_and_without_article("والديون")
    (('ديون', 'الديون'), ('ديون', 'الديون'))
    """
    cut = next((one for one in _known().articles if key.startswith(one) and len(key) - len(one) >= SHORTEST), "")
    bare = key[len(cut) :]
    return bare, f"ال{bare}"


if __name__ == "__main__":
    for asked in keys(" ".join(sys.argv[1:])):
        print(asked, lemma(asked), sep="\t")  # noqa: T201 - every module of language/ can be run to show itself
