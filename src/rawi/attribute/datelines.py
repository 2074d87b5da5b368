"""The place, day and agency that a text begins with. Comes in: the head of a text. Goes out: the credits in it, with their spans.

«برشلونة (د ب أ) - …», «القدس/ سلمى نادر/ الأناضول - …», «الرياض 12 جمادى الآخرة 1442 هـ الموافق 25 يناير 2021 م واس …», «البرق - قال …».
A dateline is short parts with signs between them, and ends at a dash, a colon, a slash or a bracket before the first sentence.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rawi.attribute.bylines import desk, in_prose, own, written
from rawi.attribute.names import House, Known, Names, key_of, listed, named
from rawi.attribute.slots import Part, parts_in_turn
from rawi.language.data import load
from rawi.language.houses import places
from rawi.language.names import INSIDE, SONS
from rawi.language.people import family, given
from rawi.language.tokens import Token
from rawi.model import Credit, Span

# Datelines with two places, two calendars and two agencies end before.
REACH = 220
# A part of so many words has left place, both calendars and the name behind it: it is the first sentence.
WORDS = 18
# Words of a place or a person («الإمارات العربية المتحدة», «عبد الإله بن سالم المنصوري») in one part of a dateline, days not counted.
PLACE = 5
# Parts of a dateline («باريس، بيروت، لندن، سيول - أ ف ب، رويترز - »).
PARTS = 9


@functools.cache
def _calendar() -> frozenset[str]:
    """Return the words of dates: months, weekdays, eras and what links them."""
    months, calendar = load("months"), load("calendar")
    tables = [months["gregorian"], months["hijri"], calendar["weekdays"], calendar["eras"], calendar["links"]]
    return frozenset(word for table in tables for name in _strings(table) for word in key_of(name).split()) | {"في", "يوم"}


def _strings(value: Any) -> Iterator[str]:
    """Return all strings in nested tables and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


class Held(NamedTuple):
    """A name in a part of what may be a dateline."""

    known: Known
    words: Sequence[Token]
    part: Part


def dateline_credits(text: str, names: Names, house: House) -> list[Credit]:
    """Return the credits in the dateline of a text, none where it has no dateline; one short line may stand before it."""
    start = len(text) - len(text.lstrip())
    head = itertools.islice(parts_in_turn(text, start, min(len(text), start + REACH), longest=WORDS), PARTS)
    held: list[Held] = []
    lines, last, place = 0, None, ""
    for number, part in enumerate(head):
        if last is None and in_prose(part.words[0].key):
            return []
        if last is not None and "." in part.before and not held and not all(map(_dates, last.words)):
            return []
        last, place = part, part.key if number == 0 else place
        whole = _whole(part, text, names, house)
        if whole is not None and part.after not in ("$", "."):
            held.append(Held(*whole, part))
        elif hit := _unclosed(part, held, number, names, house) or (_behind_place(part, place, names, house) if number == 1 else None):
            return _credits([*held, Held(*hit, part)], "-", number, text)
        elif not _short(part) or part.after in ("$", "."):
            return _credits(held, part.before, number + (part.words[0].key in _verbs()), text)
        if part.after.endswith("\n"):
            lines += 1
            if held or lines > 1:
                return _credits(held, "\n", number, text)
    return []


def _credits(held: Sequence[Held], end: str, sure: int, text: str) -> list[Credit]:
    """Return the names of a dateline that ends with a sign, where that sign can end one.

    `sure` counts its parts, and a verb right behind it.
    """
    ended = bool(set(end) & set("-:/\n|"))
    return [
        Credit(known.name, written(words, text), known.role, "dateline", Span(written(words, text), words[0].start, words[-1].end))
        for known, words, part in held
        if _closed(known, part, ended, sure > 1 or len(words) < len(part.words))
    ]


def _closed(known: Known, part: Part, ended: bool, sure: bool) -> bool:
    """Whether the signs around a name leave no doubt that it is a credit; an everyday word alone before a dash needs more."""
    first = part.before[:1] in "^\n"
    ended = ended or bool(set(part.after) & set("-:/\n"))
    if known.homonym and not known.cued:
        return ended and _homonym_meant(known, part)
    if part.before[-1:] == "(" and part.after[:1] == ")":
        agency = known.role == "agency" and not (first and known.plain)
        return agency or ended
    if known.own and not set(part.before + part.after) & set('-:/\n|"'):
        # «المرسى، شرق الضفة – …» on the page of «المرسى» is the town.
        return False
    if known.plain and first and not part.enclosed and not known.cued:
        return ended and (known.own or sure) and bool(set(part.after) & set("-/"))
    return ended


def _homonym_meant(known: Known, part: Part) -> bool:
    """Whether the signs around a name that is also a place say that it is meant: «الدوحة /قنا/», «رام الله - "القدس" - »."""
    around = part.before[-1:] + part.after[:1]
    if known.own:
        return part.key not in places() and (bool(set(part.after) & set("-/")) or around in ('""', "()"))
    return around == '""' or (known.role == "agency" and around in ("()", "//"))


def _whole(part: Part, text: str, names: Names, house: House) -> tuple[Known, Sequence[Token]] | None:
    """Return whom a part means and with which words, those of a day beside the name left out."""
    words = part.words
    known = named(words, names, house) or own(words, house)
    if known is None and part.enclosed and len(words) <= 3:
        known = desk(words, text)
    return (known, words) if known else _behind_day(words, names, house)


def _behind_day(words: Sequence[Token], names: Names, house: House) -> tuple[Known, Sequence[Token]] | None:
    """Return the name at the end of a part that otherwise is a place and a day, or Latin remains of a gallery."""
    for start in range(max(1, len(words) - 4), len(words)):
        before = words[:start]
        if not (_dates(before[-1]) or before[-1].key.isascii()) or sum(not _dates(word) for word in before) > PLACE:
            continue
        dated = any(word.key[0].isdecimal() for word in before) or all(word.key.isascii() for word in before)
        if dated and (known := named(words[start:], names, house)):
            return known, words[start:]
    return None


def _dates(word: Token) -> bool:
    """Whether a word belongs to a date."""
    return word.key[0].isdecimal() or word.key in _calendar()


def _short(part: Part) -> bool:
    """Whether a part can be a place, a person or a day."""
    others = [word for word in part.words if not _dates(word)]
    if len(others) > PLACE or any(in_prose(word.key) for word in others):
        return False
    return len(others) == len(part.words) or any(word.key[0].isdecimal() for word in part.words) or part.words[0].key != "في"


def _unclosed(part: Part, held: Sequence[Held], number: int, names: Names, house: House) -> tuple[Known, Sequence[Token]] | None:
    """Return a name that runs into the first sentence: behind a day («… 2021 م واس جدد …»), or between a dash and a verb."""
    words = part.words
    day = next((place for place, word in enumerate(words[: PLACE + 1]) if word.key[0].isdecimal()), None)
    if day is not None and not any(in_prose(word.key) for word in words[:day]):
        behind = next((place for place in range(day, len(words)) if not _dates(words[place])), len(words))
        if (hit := _first_name(words[behind:], names, house)) and hit[0].role == "agency":
            return hit
    if number and set(part.before) & set("-/") and (hit := _first_name(words, names, house)):
        known, name = hit
        following = words[len(name)] if len(name) < len(words) else None
        # Behind the house's own name only a genitive is no verb: «البرق - متابعات أثارت …», but «البرق - وكالات الإغاثة …».
        sure = following is not None and (_opens(following) or (any(one.known.own for one in held) and not following.key.startswith("ال")))
        if sure and not (known.plain or known.homonym):
            return hit
    return None


def _behind_place(part: Part, place: str, names: Names, house: House) -> tuple[Known, Sequence[Token]] | None:
    """Return an agency whose name is an everyday word, right behind a place and a dash, and no person's: «المرسى-سانا يُنسب الفضل …»."""
    hit = _first_name(part.words, names, house) if part.before in ("-", "/") and place in places() else None
    if hit is None or hit[0].role != "agency" or hit[0].homonym or len(hit[1]) == len(part.words):
        return None
    following = part.words[len(hit[1])]
    person = following.key.startswith(("ال", "و")) or following.key in INSIDE | SONS or given(following.key) or family(following.key)
    return None if person or (given(hit[1][0].key) and not _opens(following)) else hit


def _first_name(words: Sequence[Token], names: Names, house: House) -> tuple[Known, Sequence[Token]] | None:
    """Return the longest name that words begin with."""
    for size in (4, 3, 2, 1):
        if size <= len(words) and (known := named(words[:size], names, house)):
            return known, words[:size]
    return None


def _opens(word: Token) -> bool:
    """Whether a word is one that opens sentences, and stands in no dateline."""
    return word.key in listed("openers") or word.key in _verbs() or in_prose(word.key)


@functools.cache
def _verbs() -> frozenset[str]:
    """Return the verbs that news begins with, as keys."""
    return listed("openers", "verbs") | listed("prose", "verbs")
