"""Persons, places, organisations and events in a text. Comes in: a text and a catalogue. Goes out: mentions with exact spans and keys.

Lists say what is known, a grammar of names what is not; what a text calls by its whole name once it may then call by a part of it.
Nothing is learnt from labelled text. A span is whole words with the clitics as they are written; the key is without them, and the same
for the surname as for the whole name of the same text.

    >>> from rawi.outlets.catalogue import load
    >>> text = "وصل وزير الخارجية الأميركي أنتوني بلينكن إلى القاهرة، وقال بلينكن للأمم المتحدة إنه متفائل."
    >>> [(one.text, one.type) for one in entities(text, catalogue=load())]
    [('أنتوني بلينكن', 'PER'), ('القاهرة', 'LOC'), ('بلينكن', 'PER'), ('للأمم المتحدة', 'ORG')]
"""

import functools
from collections.abc import Iterable
from itertools import compress
from typing import NamedTuple

from rawi.attribute.names import Catalogue, key_of
from rawi.attribute.names import listed as credit_words
from rawi.language.clitics import readings
from rawi.language.gazetteer import CLUB, SURE, WEAK, Found, Gazetteer, lines, listed
from rawi.language.names import name_key
from rawi.language.orthography import fold
from rawi.language.people import everyday, family, foreign, given
from rawi.language.stems import REMEMBERED, in_dictionary
from rawi.model import EntityType, Mention
from rawi.relate.bodies import body_at, trigger
from rawi.relate.clues import Prose, common, naming, prose, speech, titled
from rawi.relate.persons import Person, begins, person_at

# No article is longer (99 of 100 have under 1,300 words): beyond it nothing is looked for, so that time is bounded.
LONGEST = 200_000
# So many words of sport make a text one about sport.
SPORTING = 3
# What names can begin at a word: one of the lists, a body behind its trigger, a person's.
KNOWN, BODY, PERSON = 1, 2, 4
# What may be written together with the second mention of a name.
JOINED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


class Draft(NamedTuple):
    """A name that was found: words from `first` to before `last`, its type, and its keys without clitics."""

    first: int
    last: int
    type: EntityType
    keys: tuple[str, ...]


@functools.lru_cache(maxsize=8)
def book_of(catalogue: Catalogue) -> Gazetteer:
    """Return the names that are known, with the outlets and agencies of a catalogue; made once for each."""
    everyday_names = credit_words("plain") | credit_words("homonyms")
    outlets = []
    for outlet in catalogue.outlets:
        for name in (outlet.name, *outlet.aliases):
            key = key_of(name)
            sure = key not in everyday_names and (" " in key or outlet.agency) and len(key.replace(" ", "")) > 3
            outlets.append((name, "ORG", SURE if sure else WEAK))
    return Gazetteer((*listed(), *sorted(outlets, key=lambda one: one[2])))


def entities(text: str, *, title: str = "", catalogue: Catalogue) -> tuple[Mention, ...]:
    """Find the names in a text.

    Args:
        text: as it was written; spans are offsets into it, in code points.
        title: the headline: what it names in full is evidence for the text.
        catalogue: outlets and agencies that are known.

    Returns:
        Mentions in order, none inside another.
    """
    read, book = prose(text[:LONGEST]), book_of(catalogue)
    found = _first_reading(read, book)
    head = [one for one in _first_reading(prose(title), book) if one.type == "PER"] if title else []
    found = _with_parts(read, found, head)
    names = _whole_names([*head, *found])
    return tuple(_mention(read, one, names) for one in found)


def _mention(read: Prose, one: Draft, names: dict[str, tuple[str, ...]]) -> Mention:
    start, end = read.words[one.first].start, read.words[one.last - 1].end
    keys = names.get(one.keys[0], one.keys) if one.type == "PER" and len(one.keys) == 1 else one.keys
    return Mention(read.text[start:end], start, end, one.type, name_key(" ".join(keys)))


def _first_reading(read: Prose, book: Gazetteer) -> list[Draft]:
    """Read a text once, from its first word to its last: at each word the longest name wins."""
    found: list[Draft] = []
    words_of_sport = naming("sport", "words")
    sport = len([key for key in read.keys if key in words_of_sport]) >= SPORTING
    last = limit = 0
    of = [*map(_beginnings(book).__getitem__, read.keys)]
    for at in compress(range(len(of)), of):
        if at < last:
            continue  # inside the name before
        if at >= limit:
            limit = read.limit(at)
        best = _at(read, book, (at, limit), of[at], sport=sport)
        if best is not None:
            found.append(best)
            last = best.last
    return found


class _Beginnings(dict[str, int]):
    """Of the words met so far, what names can begin at one or right behind it: 0 for most, which are passed with this one question."""

    def __init__(self, book: Gazetteer) -> None:
        super().__init__()
        self.book = book

    def __missing__(self, key: str) -> int:
        """Find out of a word that was not met before."""
        if len(self) >= REMEMBERED:
            self.clear()
        found = KNOWN * self.book.begins(key) | BODY * (trigger(key) is not None) | PERSON * bool(begins(key))
        self[key] = found
        return found


@functools.lru_cache(maxsize=8)
def _beginnings(book: Gazetteer) -> _Beginnings:
    return _Beginnings(book)


def _at(read: Prose, book: Gazetteer, place: tuple[int, int], of: int, *, sport: bool) -> Draft | None:
    """Return the name that begins at a word, or one word later behind a trigger; of two of one length what the lists say.

    `place` is the word and where a name must have ended, `of` what names can begin there.
    """
    at, limit = place
    known = book.at(read.keys, at, limit) if of & KNOWN else None
    body = body_at(read, at, limit, book) if of & BODY else None
    person = person_at(read, at, limit) if of & PERSON else None
    best = _listed(read, at, known, sport=sport) if known else None
    size = best.last - at if best else 0
    if body is not None and body.last - at > size and (person is None or body.first == at):
        return Draft(body.first, body.last, "ORG", body.keys)
    if person is not None and (person.last - at > size or (person.last - at == size and _surely(person))):
        return Draft(at, person.last, "PER", person.keys)
    return best or _cued(read, at, limit, sport=sport)


def _surely(person: Person) -> bool:
    """Whether a name that a list has as something else is a person's all the same: it is given to people and stands behind an office."""
    return person.cued and person.score > 1 and not person.cut


def _cued(read: Prose, at: int, limit: int, *, sport: bool) -> Draft | None:
    """Return a word that is no Arabic where the word before says what it names: a place, a club."""
    if at == 0 or not read.joined[at] or not foreign(read.keys[at]):
        return None
    before = [rest for _, rest in readings(read.keys[at - 1])]
    end = at + 2 if at + 1 < limit and foreign(read.keys[at + 1]) else at + 1
    if any(word in naming("places", "heads") for word in before):
        return Draft(at, end, "LOC", tuple(read.keys[at:end]))
    if sport and any(word in naming("holders", "words") for word in before):
        return Draft(at, end, "ORG", tuple(read.keys[at:end]))
    return None


def _listed(read: Prose, at: int, known: Found, *, sport: bool) -> Draft | None:
    """Return a name of the lists where it stands for itself."""
    kind: str = known.type
    before = read.keys[at - 1] if at and read.joined[at] else ""
    place = any(rest in naming("places", "heads") for _, rest in readings(before)) if before else False
    if known.trust == CLUB:
        if not sport or place or before in naming("places", "prepositions") or known.cut in {"ب", "وب"}:
            if known.key not in _places():
                return None
            kind = "LOC"
    elif known.trust == WEAK:
        if kind == "LOC":
            if not (place or before in {"في", "الي", "وفي", "والي"} or known.cut in {"ب", "وب"}):
                return None
        elif not _named_so(read, at):
            return None
    return Draft(at, at + known.size, kind, tuple(known.key.split()))  # type: ignore[arg-type]


def _named_so(read: Prose, at: int) -> bool:
    """Whether «شركة», «صحيفة» or the like stands before a word, with or without a quotation mark between."""
    if at == 0 or len(read.between(at)) > 5 or "\n" in read.between(at):
        return False
    return any(rest in naming("bodies", "outside") or rest in naming("bodies", "inside") for _, rest in readings(read.keys[at - 1]))


@functools.cache
def _places() -> frozenset[str]:
    """Return the names of places as keys."""
    return frozenset(fold(name) for table in ("sure", "weak", "towns", "hamlets") for name in lines("places", table))


def _whole_names(found: Iterable[Draft]) -> dict[str, tuple[str, ...]]:
    """Return, for the last word of each whole name of a person (and a first one that is rare), the whole; the first in the text wins."""
    names: dict[str, tuple[str, ...]] = {}
    for one in found:
        if one.type == "PER" and len(one.keys) > 1:
            names.setdefault(one.keys[-1], one.keys)
    for one in found:
        if one.type == "PER" and len(one.keys) > 1:
            names.setdefault(one.keys[0], one.keys)
    return names


def _with_parts(read: Prose, found: list[Draft], head: list[Draft]) -> list[Draft]:
    """Add second mentions: the last part of a name that the text has in full, or that stood behind an office, wherever it stands alone."""
    parts: dict[str, list[tuple[str, ...]]] = {}
    for one in (*head, *found):
        part = _last_part(one.keys) if one.type == "PER" else ()
        if part and _telling(part) and part not in parts.setdefault(part[0], []):
            parts[part[0]].append(part)
    if not parts:
        return found
    forms = {joined + part: part for part in parts for joined in JOINED}
    forms |= {f"{joined}لل{part[2:]}": part for part in parts if part.startswith("ال") for joined in ("", "و")}
    taken = {at for one in found for at in range(one.first, one.last)}
    more = []
    for at, key in enumerate(read.keys):
        if key not in forms or at in taken or not _meant(read, at, forms[key]):
            continue
        if size := _part_at(read, at, parts[forms[key]], taken):
            more.append(Draft(at, at + size, "PER", (forms[key], *read.keys[at + 1 : at + size])))
    return sorted([*found, *more])


def _meant(read: Prose, at: int, part: str) -> bool:
    """Whether a word may be the second mention of a name: one that is a word of every day too needs a verb of saying before it."""
    key = read.keys[at]
    if key != part and (common(key) or in_dictionary(key)):
        return False
    plain = everyday(part) or (part.startswith("ال") and in_dictionary(part) and not family(part))
    return not plain or titled(read, at) or (at > 0 and read.joined[at] and speech(read.keys[at - 1]))


def _last_part(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the part of a name by which it is called again: the last word with the particle before it («نصر الله», «بن لادن»)."""
    at = len(keys) - 1
    while at > 0 and (keys[at - 1] in naming("persons", "particles") or keys[at] in naming("persons", "second")):
        at -= 1
    return keys[at:]


def _telling(part: tuple[str, ...]) -> bool:
    """Whether a part of a name says that it is one wherever it stands."""
    if len(part) > 1:
        return True
    return len(part[0]) > 2 and not common(part[0]) and (foreign(part[0]) or family(part[0]) or given(part[0]) or part[0].startswith("ال"))


def _part_at(read: Prose, at: int, parts: list[tuple[str, ...]], taken: set[int]) -> int:
    """Return how many words the part of a known name has that stands at a word; 0 where none does."""
    for part in parts:
        end = at + len(part)
        if tuple(read.keys[at + 1 : end]) == part[1:] and not taken & set(range(at, end)):
            return len(part)
    return 0
