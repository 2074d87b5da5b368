"""The line that names the writer. Comes in: a byline in parts. Goes out: the agencies, outlets and desks that it credits.

A part of a byline is a name, a place, a person or a day: «واس - الرياض», «باريس (أ ف ب)», «البرق - رويترز», «خاص - المرسى».
"""

import functools
from collections.abc import Sequence

from rawi.attribute.names import House, Known, Names, key_of, listed, lookup, named, pieces
from rawi.attribute.slots import Part, parts
from rawi.language.data import load
from rawi.language.houses import places
from rawi.language.references import unescape
from rawi.language.tokens import Token
from rawi.model import Credit

# A longer byline is a text that slipped in.
LONGEST = 300
# A part of so many words that holds a word of prose is a sentence: «مشهد عام من المدينة أمس (أ ف ب)» credits a photo.
SENTENCE = 5
# Names of persons, with their fathers', have no more words; a longer part in a line of many words is a sentence too.
NAME = 6
LINE = 12


@functools.cache
def _prose() -> frozenset[str]:
    """Return the words that stand only in sentences, as keys."""
    return listed("prose") | listed("prose", "verbs")


@functools.cache
def _cues() -> frozenset[str]:
    """Return the words before a writer («كتب», «بقلم») as keys."""
    return frozenset(map(key_of, load("bylines")["cues"]["words"]))


def byline_credits(byline: str, names: Names, house: House) -> list[Credit]:
    """Return the credits in a byline, in its order.

    Args:
        byline: the line as it was written; marks of HTML in it are read.
        names: every spelling of the catalogue.
        house: who publishes.
    """
    if not byline.strip() or len(byline) > LONGEST:
        return []
    line = unescape(byline)
    found = parts(line)
    if any(_is_prose(part) for part in found) or (
        sum(len(part.words) for part in found) > LINE and any(len(part.words) >= NAME for part in found)
    ):
        return []
    result: list[Credit] = []
    person = False
    for part in found:
        if _editor(part, found):
            person = True
            continue
        hits = _hits(part, found, line, names, house)
        result += [Credit(known.name, written, known.role, "byline") for known, written in hits]
        cue = cue_length(part.words)
        photo = part.words[0].key in listed("staff", "photo")
        if not hits and not photo and (person or cue):
            result += _staff(_before_joiner(part.words[cue:]), line)
        person = not hits and not photo and 0 < cue == len(part.words)
    return result


def _editor(part: Part, found: Sequence[Part]) -> bool:
    """Whether a part says only that the writer's name follows: «المحرر: ليلى حداد»; alone it is a desk."""
    return len(part.words) == 1 and part.words[0].key in listed("staff", "editors") and ":" in part.after and part is not found[-1]


def _before_joiner(words: Sequence[Token]) -> Sequence[Token]:
    """Return the words before «مع» or «عن», which join a writer to whom he wrote with: «سامر الحداد عن «البرق»»."""
    return words[: next((number for number, word in enumerate(words) if number and word.key in ("مع", "عن")), None)]


def _is_prose(part: Part) -> bool:
    """Whether a part is a sentence rather than a name or a place."""
    return len(part.words) >= SENTENCE and any(in_prose(word.key) for word in part.words)


def in_prose(key: str) -> bool:
    """Whether a word stands only in sentences, also with «و» and the like before it.

    >>> in_prose("واعلنت"), in_prose("واس")
    (True, False)
    """
    words = _prose()
    return key in words or (len(key) > 3 and key[0] in "وفلب" and key[1:] in words and len(key[1:]) > 2)


def written(words: Sequence[Token], text: str) -> str:
    """Return words as they stand in their text, with what is between them."""
    return text[words[0].start : words[-1].end]


def _hits(part: Part, all_parts: Sequence[Part], line: str, names: Names, house: House) -> list[tuple[Known, str]]:
    """Return whom one part of a byline credits, with the words that do."""
    digit = next((number for number, word in enumerate(part.words) if word.key[0].isdecimal()), 0)
    # «مع رويترز 30 آذار»: a day behind a name.
    words = part.words[: digit or None]
    known = named(words, names, house)
    if known is not None:
        return [(known, written(words, line))] if _counts(known, part, all_parts, names, house) else []
    if whole := own(words, house) or agency(words, line):
        return [(whole, written(words, line))]
    found = [(known, written(words[start:end], line)) for known, start, end in pieces(words, names, house)]
    ours = None if found else desk(words, line)
    return [(ours, ours.name)] if ours else found


def agency(words: Sequence[Token], line: str) -> Known | None:
    """Return an agency that the catalogue does not know, by the words that its name begins or ends with («وكالة أنباء …»)."""
    key = " ".join(word.key for word in words)
    marked = any((key + " ").startswith(mark + " ") or key.endswith(" " + mark) for mark in listed("kinds", "agency") if key != mark)
    return Known(written(words, line), "agency") if marked and len(words) <= NAME and not in_prose(words[-1].key) else None


def _counts(known: Known, part: Part, all_parts: Sequence[Part], names: Names, house: House) -> bool:
    """Whether a name that is also a place, a day or a desk is meant as a name here."""
    if known.cued or (part.before[-1:] == '"' == part.after[:1]):
        return True
    if known.own and known.homonym:
        return len(all_parts) == 1 or part.key not in places()
    if not known.homonym:
        return True
    # «قنا» is an agency beside places, and a town beside a person.
    others = [other for other in all_parts if other is not part]
    return known.role == "agency" and all(other.key in places() or lookup(other.key, names, house) for other in others)


def own(words: Sequence[Token], house: House) -> Known | None:
    """Return the house where it names itself with more words: «البرق أونلاين», «مكتب البرق», «البرق الإلكترونية من المرسى»."""
    keys = [word.key for word in words]
    while keys and keys[0] in listed("staff", "around"):
        del keys[0]
        if keys and keys[0][0] == "ب" and " ".join([keys[0][1:], *keys[1:]]) in house.keys:
            # «خاص بالبرق»
            keys[0] = keys[0][1:]
    size = next((size for size in range(len(keys), 0, -1) if " ".join(keys[:size]) in house.keys), 0)
    rest = keys[size:]
    while rest and rest[0] in listed("staff", "around"):
        del rest[0]
    if not size or (rest and rest[0] != "من"):
        return None
    return Known(house.name, "agency" if house.agency else "staff", house.slug, own=True)


def desk(words: Sequence[Token], line: str) -> Known | None:
    """Return the desk that a part names or begins with: «خاص», «هيئة التحرير», «مراسلنا في المرسى»."""
    keys = [word.key for word in words]
    for size in range(min(len(keys), 3), 0, -1):
        if " ".join(keys[:size]) in listed("staff"):
            return Known(written(words[:size], line), "staff")
    return None


def cue_length(words: Sequence[Token]) -> int:
    """Count the words before a writer's name that say that one comes: 1 for «كتب ليث نصار»."""
    keys = [word.key for word in words]
    return next((size for size in range(min(len(keys), 3), 0, -1) if " ".join(keys[:size]) in _cues()), 0)


def _staff(words: Sequence[Token], line: str) -> list[Credit]:
    """Return the credit of a writer whom a cue names; a place is none."""
    if (
        not 2 <= len(words) <= 5
        or words[0].key in ("في", "من")
        or " ".join(word.key for word in words) in places()
        or any(word.key[0].isdecimal() for word in words)
    ):
        return []
    return [Credit(written(words, line), written(words, line), "staff", "byline")]
