"""Words that say that somebody says something. Comes in: the lexicon `cues`. Goes out: every form of each verb, looked up by its key.

A form says which verb it is of, how it is built (perfect, imperfect, participle, verbal noun), and for whom (gender, number): with
that a dropped subject is found. Clitics before it («وقال», «فأضاف», «سيعلن») and an object pronoun behind it («قالته») belong to it.
"""

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from rawi.language.data import load
from rawi.language.orthography import fold

BEFORE = ("", "و", "ف")
PRONOUNS = ("ه", "ها", "هم", "هما")
# «يُ», «تُ» and the endings of the imperfect; who it can be: masculine, feminine, plural.
PERFECT = (("", "m"), ("ت", "f"), ("وا", "p"), ("ا", "p"), ("تا", "p"))
IMPERFECT = (("ي", "", "m"), ("ت", "", "f"), ("ي", "ون", "p"), ("ي", "ان", "p"), ("ت", "ان", "p"))


class Verb(NamedTuple):
    """A verb of saying: what it takes (see the lexicon), whom it calls upon, whether its bare form is also an everyday word."""

    lemma: str
    takes: frozenset[str]
    called: str
    homograph: bool
    modality: str
    source: str
    bridge: frozenset[str]


class Form(NamedTuple):
    """One form of a verb. `shape`: perfect, imperfect, participle, noun, passive; `who`: m, f, p (plural) or «» where it does not say."""

    verb: Verb
    shape: str
    who: str
    joined: str
    pronoun: bool
    bare: bool


def _verb(entry: dict[str, Any]) -> Verb:
    return Verb(
        lemma=entry["past"],
        takes=frozenset(fold(word) for word in entry["takes"]),
        called=entry.get("called", ""),
        homograph=entry.get("homograph", False),
        modality=entry["modality"],
        source=fold(entry.get("from", "")),
        bridge=frozenset(map(fold, entry.get("bridge", ()))),
    )


def _perfect(past: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the forms of the perfect from «he …»: weak endings lose their alif before a suffix."""
    weak = past[-1] in "ىا" and len(past) > 2
    stem = fold(past)
    for ending, who in PERFECT:
        if (weak or len(stem) < 3) and ending == "ا":
            continue
        base = stem[:-1] if weak and ending else stem
        yield base + ending, who, False
        if ending in ("", "ت"):
            linked = stem[:-1] + "ا" if weak and not ending else base + ending
            yield from ((linked + pronoun, who, True) for pronoun in PRONOUNS)


def _imperfect(stem: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the forms of the imperfect; weak endings are lost in the plural."""
    stem = fold(stem)
    for head, ending, who in IMPERFECT:
        base = stem[:-1] if ending == "ون" and stem[-1] in "ويى" else stem
        yield head + base + ending, who, False
        if not ending:
            yield from ((head + stem + pronoun, who, True) for pronoun in PRONOUNS)


def _participle(word: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the accusative of the participle, which goes on after a first report: «مضيفاً», «مضيفة», «مضيفين»."""
    stem = fold(word)
    if len(stem) < 3:
        return
    weak = word[-1] in "فبوصدلك" and stem in {"ناف", "راو", "موص", "داع", "مبد", "مدع", "مشتك"}
    stem = stem + "ي" if weak or stem == "داع" else stem
    yield from ((stem + "ا", "m", False), (stem + "ه", "f", False), (stem + "ين", "p", False))


def _forms(verb: Verb, entry: dict[str, Any]) -> Iterator[tuple[str, Form]]:
    shapes: list[tuple[str, Iterator[tuple[str, str, bool]]]] = [("perfect", _perfect(entry["past"]))]
    if "present" in entry:
        shapes.append(("imperfect", _imperfect(entry["present"])))
    if "participle" in entry:
        shapes.append(("participle", _participle(entry["participle"])))
    for shape, forms in shapes:
        for word, who, pronoun in forms:
            for joined in BEFORE:
                yield joined + word, Form(verb, shape, who, joined, pronoun, not joined and who == "m")


@functools.cache
def forms() -> dict[str, Form]:
    """Return every form of every verb of the lexicon, by its key; of two verbs with one form the first in the lexicon has it."""
    found: dict[str, Form] = {}
    for entry in load("cues")["verbs"]:
        verb = _verb(entry)
        for word, form in _forms(verb, entry):
            if form.pronoun and verb.modality == "deed":
                continue
            known = found.get(word)
            if known is None or (known.pronoun and not form.pronoun) or (known.joined and not form.joined and not form.pronoun):
                found[word] = form
    return found


class Phrases:
    """Phrases by their first word: which of them begins at a word, the longest first."""

    def __init__(self, phrases: list[str]) -> None:
        self._found: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(fold(phrase).split())
            self._found.setdefault(words[0], []).append(words)
        for known in self._found.values():
            known.sort(key=len, reverse=True)
        self.firsts = frozenset(self._found)

    def at(self, keys: list[str], word: int) -> int:
        """Return how many words a phrase that begins at `word` has, or 0."""
        for words in self._found.get(keys[word], ()):
            if tuple(keys[word : word + len(words)]) == words:
                return len(words)
        return 0


@functools.cache
def phrases(table: str, name: str, lexicon: str = "cues") -> Phrases:
    """Return a list of phrases of a lexicon, ready to be looked for."""
    return Phrases(load(lexicon)[table][name])


@functools.cache
def words(table: str, name: str, lexicon: str = "attribution") -> frozenset[str]:
    """Return a list of words of a lexicon as keys."""
    return frozenset(map(fold, load(lexicon)[table][name]))


@functools.cache
def passives() -> frozenset[str]:
    """Return the verbs that stand without a speaker, with clitics: «قيل», «ويعتقد»."""
    return frozenset(joined + word for word in words("passive", "words", "cues") for joined in BEFORE)


@functools.cache
def adjuncts() -> frozenset[str]:
    """Return the keys at which an adjunct of the lexicon can begin."""
    return frozenset().union(*(phrases("adjuncts", name).firsts for name in ("direct", "behind_l", "before_verb", "own_words")))


@functools.cache
def firsts() -> frozenset[str]:
    """Return the keys at which an attribution can begin: sentences without one of them are not read further."""
    return frozenset(forms()) | adjuncts() | passives()
