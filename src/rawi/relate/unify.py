"""One name for a thing over an archive. Comes in: mentions, counts of spellings, what people said. Goes out: the key that counts.

Three things join names, in this order: what a person said, the key of a spelling (`rawi.language.names`), and the archive itself: a
surname that nearly always belongs to one whole name means that one where it stands alone.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rawi.attribute.voices import has_name
from rawi.errors import UsageError
from rawi.language.clitics import readings
from rawi.language.names import name_key, name_words
from rawi.language.tokens import tokens
from rawi.model import EntityType, Mention
from rawi.relate.records import NameRule, Spelling

# A surname alone is the whole name that at least so many articles have, and so large a part of all whole names that end in it:
# two articles may be one text and its copy, and a fifth leaves room for a relative.
ENOUGH, MOSTLY = 3, 0.8


class Naming:
    """What people said of names, and what the archive shows: which are one, which are two.

    Example:
        >>> from rawi.model import Moment
        >>> said = Naming([NameRule("merge", "كوفيد", "كورونا", Moment("2024-01-01", "day"))])
        >>> said.key("كورونا"), said.group("كوفيد")
        ('كوفيد', ('كورونا', 'كوفيد'))
    """

    def __init__(self, rules: Iterable[NameRule]) -> None:
        self._kept: dict[str, str] = {}
        self._apart: set[str] = set()
        given = tuple(rules)
        two = [{name_key(rule.a), name_key(rule.b)} for rule in given if rule.kind == "split"]
        for rule in given:
            if rule.kind == "split":
                self._apart |= {rule.a, rule.b}
            elif rule.kind == "merge":
                self._join(rule.a, rule.b)
        said = frozenset(self._kept.values())
        for rule in given:
            roots = {self._root(rule.a), self._root(rule.b)}
            # Two that are two stay two, also where a third spelling would join them.
            if rule.kind == "company" and roots not in ({*map(self._root, pair)} for pair in two):
                turned = self._root(rule.b) in said and self._root(rule.a) not in said
                self._join(*((rule.b, rule.a) if turned else (rule.a, rule.b)))

    def _join(self, one: str, other: str) -> None:
        """Make two keys one thing, called as the first is."""
        kept, gone = self._root(one), self._root(other)
        if kept != gone:
            self._kept[gone] = kept

    def _root(self, key: str) -> str:
        while key in self._kept:
            key = self._kept[key]
        return key

    def key(self, key: str, written: str = "") -> str:
        """Return the key that stands for a name; `written` matters where two spellings of one key were said to be two things."""
        return self._root(self.own(key, written))

    def own(self, key: str, written: str) -> str:
        """Return the key of a name itself, whatever it was said to be one with."""
        return own if self._apart and written and (own := spelling_key(written)) in self._apart else key

    @property
    def apart(self) -> frozenset[str]:
        """The folded spellings that were said to name another thing than the key that they share."""
        return frozenset(self._apart)

    @property
    def joined(self) -> frozenset[str]:
        """The keys that were said to be one with another."""
        return frozenset((*self._kept, *self._kept.values()))

    def others(self, written: str) -> tuple[str, ...]:
        """Return the folded spellings that share a key with this one and were said to name another thing."""
        own = spelling_key(written)
        if own not in self._apart:
            return ()
        return tuple(sorted(other for other in self._apart if other != own and name_key(other) == name_key(written)))

    def group(self, key: str) -> tuple[str, ...]:
        """Return every key that was said to be one with this one, itself included, in order."""
        root = self._root(key)
        return tuple(sorted({root, *(other for other in self._kept if self._root(other) == root)}))


def spelling_key(written: str) -> str:
    """Return the folded words of a name, its title left out: what two spellings of one key differ in."""
    return " ".join(name_words(written))


def named(name: str) -> str:
    """Return the key of a name that a person wrote.

    Raises:
        UsageError: it has no word.
    """
    key = name_key(name)
    if not key:
        raise UsageError(f"«{name}» is no name: it has no word.", about=name)
    return key


def bare(mention: Mention) -> str | None:
    """Return a mention without what is written together with it; None where it is a part of its name only.

    >>> bare(Mention("وللأمم المتحدة", 0, 14, "ORG", name_key("الأمم المتحدة")))
    'الأمم المتحدة'
    """
    words = tokens(mention.text)
    if not words:
        return None
    behind = mention.text[words[0].end :]
    for cut, rest in readings(words[0].key):
        if name_key(f"{rest}{behind}") != mention.key:
            continue
        if not cut:
            return mention.text
        return f"{'ال' if cut.endswith('لل') else ''}{mention.text[len(cut) :]}"
    return None


def called(speakers: Iterable[str], mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return what speakers are called in a list of speakers: persons by their names alone, others as they are written.

    Who has no name («الوزير») is not in it.

    Args:
        speakers: as the article writes them, with their offices.
        mentions: what the article names.
    """
    persons = dict.fromkeys(written for one in mentions if one.type == "PER" and (written := bare(one)))
    names = {spelling_key(written): written for written in reversed(persons)}
    found = (names.get(spelling_key(speaker), speaker if has_name(speaker) else "") for speaker in speakers)
    return tuple(dict.fromkeys(filter(None, found)))


def spelt(mentions: Iterable[Mention]) -> tuple[tuple[str, EntityType, str], ...]:
    """Return the spellings of the things that an article names: key, type, as it was written; each once."""
    found = ((mention.key, mention.type, written) for mention in mentions if (written := bare(mention)))
    return tuple(dict.fromkeys(found))


def whole_name(key: str, known: Sequence[Spelling]) -> str:
    """Return the whole name that a surname means in an archive, or the surname where it means nobody in particular.

    Args:
        key: the key of a person of whom a text says only one word.
        known: the spellings of the archive whose key ends in this word.
    """
    if " " in key:
        return key
    counts: Counter[str] = Counter()
    for one in known:
        if one.type == "PER" and one.key != key:
            counts[one.key] += one.articles
    best = max(counts, key=lambda name: (counts[name], name), default=key)
    return best if counts[best] >= ENOUGH and counts[best] >= MOSTLY * counts.total() else key
