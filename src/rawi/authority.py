"""One thing, one name, over an archive. Comes in: a store, an index, a name or a tag. Goes out: all under which the archive has it.

The index and the store keep words as they were written. Which of them name one thing is found when somebody asks, by the keys of
`rawi.language`, by what the archive itself shows, and by what people said (`rawi.relate.unify`), which therefore holds at once.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from rawi.index import hints
from rawi.index.contract import Index
from rawi.index.query import Likes, Query
from rawi.language.clitics import readings
from rawi.language.names import name_key, same_name, surname_key
from rawi.language.stems import lemma
from rawi.language.tags import tag_key, thing_key
from rawi.language.terms import common_words
from rawi.language.tokens import keys
from rawi.relate.records import Spelling
from rawi.relate.unify import Naming, spelling_key, whole_name
from rawi.store.contract import Store

# So many spellings of one tag, the most frequent ones: hashtags and slips come on top of a handful.
FORMS = 40
# A word of a query is looked for under so many other names of its thing.
NAMES = 8


class Authority:
    """What names mean in one archive at this moment: made for one question."""

    def __init__(self, store: Store, index: Index) -> None:
        """Take what is stored and what can be found."""
        self._store = store
        self._index = index
        self.naming = Naming(store.name_rules())
        # A tag is looked for with and without its article.
        self._apart = {tag_key(key): key for key in self.naming.apart}
        self._joined = {thing_key(key): key for key in sorted(self.naming.joined)}

    # ------------------------------------------------------------ tags

    def thing(self, tag: str) -> str:
        """Return the key under which a tag counts here; as it is written, or by the key of its words."""
        own = self._apart.get(tag_key(spelling_key(tag)))
        if own is not None:
            said = self.naming.key(own)
            return tag_key(own) if said == own else thing_key(said)
        joined = self._joined.get(thing_key(tag))
        return thing_key(tag) if joined is None else thing_key(self.naming.key(joined))

    def tag_forms(self, tag: str) -> dict[str, int]:
        """Return the spellings of what a tag names as articles have them, most frequent first, with the number of these articles."""
        wanted, found = self.thing(tag), dict[str, int]()
        own = self._apart.get(tag_key(spelling_key(tag))) or self._joined.get(thing_key(tag)) or tag
        things = dict.fromkeys([thing_key(tag), *map(thing_key, self.naming.group(own))])
        for thing in things if wanted else ():
            for hint, articles in self._index.hints(f"{hints.THING}{thing}{hints.GAP}", FORMS):
                written = hint.partition(hints.GAP)[2]
                if self.thing(written) == wanted:
                    found[written] = max(articles, found.get(written, 0))
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    def tags(self, tag: str) -> tuple[str, ...]:
        """Return the keys of words under which articles have a tag, its own first."""
        return tuple(dict.fromkeys([tag_key(tag), *map(tag_key, self.tag_forms(tag))]))

    # ------------------------------------------------------------ names

    def likes(self, words: Sequence[str], *, speaker: bool = False) -> Likes:
        """Return the other names under which this archive has what some words name, and the spellings that are said to be another's.

        Args:
            words: folded words.
            speaker: they are a speaker's name: he is found where only his surname is given, if that means nobody else.
        """
        text = " ".join(words)
        key = name_key(text)
        root = self.naming.key(key, text)
        group = dict.fromkeys([key, *self.naming.group(root)])
        named = [form for other in group for form in self._forms(other, root)]
        if len(words) == 1:
            named += self._as_surname(text)
        said = [tuple(other.split()) for other in group if other != key]
        forms = other_names(tuple(words), [*(tuple(keys(form)) for form in named), *said])
        surname = self._surnames(key, root) if speaker else ()
        return Likes(forms[:NAMES], tuple(surname), self.naming.others(text))

    def widen(self, query: Query) -> Query:
        """Return a query that also asks for the other names of what it names; an exact one as it is."""
        if query.exact:
            return query
        words = {one.keys for group in query.groups for one in group if one.keys[0] not in common_words() or len(one.keys) > 1}
        speakers = {one.keys for one in (*query.said, *query.without_said)}
        return msgspec.structs.replace(
            query,
            tags_alike={tag: self.tags(tag) for tag in (*query.tags, *query.without_tags)},
            alike={" ".join(one): self.likes(one) for one in words},
            speakers_alike={" ".join(one): self.likes(one, speaker=True) for one in speakers},
        )

    def one_of(self, kind: Literal["tag", "speaker"], value: str) -> str:
        """Return the key of what a counted value names."""
        return self.speaker(value) if kind == "speaker" else self.thing(value)

    def speaker(self, name: str) -> str:
        """Return the key under which a speaker counts: a surname that means one whole name here is that name."""
        key = name_key(name)
        if " " not in key:
            key = whole_name(key, self._store.spellings(key))
        return self.naming.key(key, name)

    def _forms(self, key: str, root: str) -> list[str]:
        """Return how articles write the names of one key, most frequent first."""
        known = self._of(key, self._store.spellings(key.rpartition(" ")[2]))
        return [one.written for one in known if self.naming.key(key, one.written) == root]

    def _as_surname(self, word: str) -> list[str]:
        """Return how articles write the surname of the one person whom a word means here; none where it means nobody or several."""
        key = surname_key(word)
        whole = whole_name(key, self._store.spellings(key))
        forms = [*self._forms(whole, self.naming.key(whole)), *self.tag_forms(whole)] if " " in whole else []
        return [last for form in forms if same_name(word, last := form.split()[-1])]

    def _surnames(self, key: str, root: str) -> Iterable[str]:
        """Return the spellings of a whole name's surname, where that means nobody else here."""
        _, blank, last = key.rpartition(" ")
        if not blank:
            return ()
        known = self._store.spellings(last)
        if self.naming.key(whole_name(last, known)) != root:
            return ()
        return dict.fromkeys(one.written for one in self._of(last, known))

    @staticmethod
    def _of(key: str, known: Iterable[Spelling]) -> list[Spelling]:
        return [one for one in known if one.key == key]


def other_names(own: tuple[str, ...], names: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the names that find more than a name does, shortest first: none that holds it or another one, with whatever is joined to it.

    >>> other_names(("تشلسي",), [("نادي", "تشلسي"), ("تشيلسي",), ("وتشيلسي",), ("البلوز",)])
    (('تشيلسي',), ('البلوز',))
    """
    found = [own]
    for name in sorted(dict.fromkeys(names), key=len):
        if name and not any(_holds(name, one) for one in found):
            found.append(name)
    return tuple(found[1:])


def _holds(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of a name stand side by side in another, in any form."""
    size, wanted = len(other), [lemma(word) for word in other]
    runs = (name[at : at + size] for at in range(len(name) - size + 1))
    return any(all(map(_is_form, run, wanted)) for run in runs)


def _is_form(word: str, known: str) -> bool:
    return known in (lemma(word), *(lemma(rest) for _, rest in readings(word)))
