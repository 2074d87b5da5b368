"""Who signs the head of a text. Comes in: a page, its text and how it calls itself. Goes out: the house or agency there as a credit.

Agencies that no list has sign behind a place and a day: «المرسى - 5 - 4 (كنا) -- …». A house signs with its name or a part of it:
«بغداد/ الرافد/ …» is that of «وكالة الرافد للأنباء», «السفينة (نواكشوط) – …» that of a page that ends its titles with «السفينة».
"""

import functools
import re
from collections.abc import Callable, Sequence

from rawi.extract import marks
from rawi.extract.listed import crediting, everyday_words, house_words, lexical, prose_words
from rawi.extract.persons import DIGIT, called
from rawi.extract.scanned import Line, Scan
from rawi.extract.stated import publishes
from rawi.extract.text import Gathered
from rawi.extract.title import Title, key_of, parts_of
from rawi.extract.when import vocabulary
from rawi.language.data import load
from rawi.language.houses import shorts
from rawi.language.people import alien, listed
from rawi.language.tokens import keys
from rawi.model import Credit

DATELINE_WORDS = 6
# The name of a house in a dateline has no more spaces.
CALLED, PAIR = 3, 2
HEAD = 140
# «الدوحة - 5 - 4 (كنا) -- …», «المرسى 17 جمادى الأولى 1445 هـ م وكن»: initials of an agency behind a place and a day.
SIGNED = re.compile(r"^([^().:«\"]{2,90}?)[(/]\s?([^\W\d_]{2,6})\s?[)/]\s?[-–—:]{1,3}\s")
# «دبي، الإمارات – 27 يوليو 2015 (بيزنس واير): …», «نواكشوط (و م أ) - …»: behind a place that is known, a name of more words.
WIRED = re.compile(r"^([^().:«\"/]{2,90}?)[(/]\s?([^\W\d_]{1,14}(?: [^\W\d_]{1,14}){0,3})\s?[)/]\s?[-–—:]{1,3}\s")
DAYED = re.compile(r"^([^().:«\"]{2,110}\d{4}\s?(?:م|هـ))\s([^\W\d_]{2,6})$")
# «المرسى في 14 نوفمبر / المدار / دشنت …», «القاهرة في 14 ديسمبر /أ ن ع/ تابع …».
BARRED = re.compile(r"^([^().:«\"/]{2,60}\d[^().:«\"/]{2,24})\s?/\s?([^\W\d_][^()/.:«\"،\d]{1,30}?)\s?/\s{0,2}[^\W\d_]")
# «صدى برس/ …», «صدى برس - …».
SLASHED = re.compile(r"^([^\W\d_]{2,12}(?: [^\W\d_]{2,12}){0,2})\s?[/\-–—:]{1,2}\s")
# «المرسى - كنا»: a place and a house in a line of their own above the text.
PLACED = re.compile(r"^([^\W\d_]+(?: [^\W\d_]+){0,2})\s{0,2}[/\-–—:|]\s{0,2}([^\W\d_]+(?: [^\W\d_]+){0,3})[\s:./-]{0,4}$")
SHORTENED = re.compile(r"^([^\W\d_]{3,12}) [-–—] \S")
# «الشاطئ (بحر الغد) خاص:», «وادي السدر (بحر الغد) سامر الحداد:»
BRACKETED = re.compile(r"^([^():.،\n]{2,40})\(([^():\n]{3,30})\)([^():.،\n]{0,30})[:\-–—]")
# The pieces of a dateline and the signs between them; place, day, writer and house are no more than so many pieces of so many words.
PIECE = re.compile(r"([^\-–—ـ/|:،()«»\"\n.]+)|(\.\.+|[\-–—ـ/|:،()«»\"\n.])")
PIECES, PIECE_WORDS = 5, 5
# The name of a house in `<title>` has no more spaces.
HOUSE_WORDS = 5
# Before the title and at the foot of a page a house is called by its name, in lines of so many words.
FOOT, FOOT_WORDS = 6, 14
OPENS, CLOSES = frozenset('-–—/(«"|:ـ'), frozenset(("-", "–", "—", "/", ")", "»", '"', ":", "|", "..", "ـ"))


def may_be_signed(text: str) -> bool:
    """Whether a text begins as those do that an agency signs at their head."""
    head = text[:HEAD]
    return any(pattern.match(head) for pattern in (SIGNED, WIRED, DAYED, BARRED, SLASHED))


def signed_head(text: str, houses: frozenset[str] = frozenset()) -> str:
    """Return the name with which an agency that nobody lists signs the head of its text, or nothing.

    Args:
        text: the first paragraph, or a line above it.
        houses: keys of names that are the site's own, and of the pieces of its `<title>`.

    Example:
        >>> signed_head("المرسى - 5 - 4 (كنا) -- أعلنت البلدية"), signed_head("صدى برس/ كشفت وثيقة"), signed_head("قال (ناصر) - وهو")
        ('كنا', 'صدى برس', '')
        >>> signed_head("بيروت (الحمرا) - احتج سكان")
        ''
    """
    head = text[:HEAD]
    match = SIGNED.match(head) or DAYED.match(head) or BARRED.match(head)
    if match is not None:
        name = match[2]
        # Behind a day and without brackets no one else would know the name of an agency.
        known = _places() | lexical("desks") | (lexical("agencies") if match.re is SIGNED else frozenset())
        place = key_of(match[1]).split()
        short = sum(not word[0].isdecimal() for word in place) <= DATELINE_WORDS + 6
        plain_head = short and not any(word in prose_words() for word in place)
        if match.re is BARRED and (name.count(" ") > CALLED or not _ends_with_day(match[1])):
            return ""
        if match.re is SIGNED and name.startswith("ال") and DIGIT.search(match[1]) is None:
            # «بيروت (الحمرا) - …» is a quarter of the town.
            return ""
        return name if plain_head and key_of(name) not in known and key_of(name) not in prose_words() and name not in vocabulary() else ""
    if wire := _wire(head, houses):
        return wire
    match = SLASHED.match(head)
    if match is None:
        return ""
    key = key_of(match[1])
    house = key in houses or (" " in key and key.rsplit(" ", 1)[-1] in lexical("kinds_of_house"))
    return match[1].strip() if house and key not in lexical("agencies") else ""


def _ends_with_day(head: str) -> bool:
    """Whether words end with a day and a month: «المرسى في 14 نوفمبر»."""
    digit = DIGIT.search(head)
    month = [word for word in head[digit.start() :].split() if not word.isdecimal()] if digit else []
    return bool(month) and all(part in vocabulary() for word in month for part in keys(word))


def _wire(head: str, houses: frozenset[str]) -> str:
    """Return the name in brackets behind a place that is known, where it is made as those of houses are.

    Example:
        >>> _wire("جنيف (بحر برس) - قال", frozenset()), _wire("جنيف (مجلس حقوق الإنسان) – قال", frozenset())
        ('بحر برس', '')
    """
    match = WIRED.match(head)
    if match is None:
        return ""
    key, place = key_of(match[2]), key_of(re.split(r"[،,–—-]", match[1])[0])
    plain = not any(word in prose_words() for word in (*key.split(), *key_of(match[1]).split()))
    where = place in _places() or place.rsplit(" ", 1)[0] in _places()
    nobody = key in _places() or key in lexical("desks") or called(match[2]) or all(word in vocabulary() for word in keys(match[2]))
    return match[2] if plain and where and not nobody and (key in houses or _made_as_house(match[2])) else ""


def _made_as_house(name: str) -> bool:
    """Whether a name is initials, says that it is that of a house, or has a word that is none of Arabic: «بيزنس واير»."""
    words = key_of(name).split()
    if all(len(word) == 1 for word in words):
        return True
    return publishes(name) or (len(words) > 1 and (words[-1] in lexical("kinds_of_house") or any(map(alien, words))))


@functools.cache
def _verbs() -> frozenset[str]:
    """Return the verbs that the news tells with, which stand in no dateline, as keys."""
    return frozenset(map(key_of, load("credits")["prose"]["verbs"]))


@functools.cache
def _places() -> frozenset[str]:
    """Return the places that stand in datelines, as keys."""
    return lexical("places") | frozenset(map(key_of, listed("sure", "places")))


def _house(text: str, found: Scan, names: Sequence[str], title: int | None) -> Credit | None:
    """Return the credit of the house where it signs a dateline: between signs, and behind a place or before one."""
    pieces = _pieces(text[:HEAD])
    for place, (before, piece, after) in enumerate(pieces):
        if piece.count(" ") >= PIECE_WORDS:
            return None
        key = key_of(piece)
        words = key.split()
        if not words or len(words) > PIECE_WORDS or any(word in prose_words() or word in _verbs() for word in words):
            return None
        if after not in CLOSES | {"(", "«"} or key in _places() or key in crediting():
            continue
        name = next((name for name in names if key in shorts(key_of(name))), "")
        if place and before in OPENS and after in CLOSES:
            sayable = len(key) > CALLED if len(words) == 1 else len(words) <= CALLED and not called(piece)
            placed = sayable and key_of(pieces[0][1]) in _places()
            if name or (placed and key not in _sections() and _shown(key, found, title)):
                return Credit(name=name or piece, as_written=piece, role="staff", where="dateline")
        elif not place and name and len(pieces) > 1 and key_of(pieces[1][1]) in _places():
            return Credit(name=name, as_written=piece, role="staff", where="dateline")
    return None


@functools.lru_cache(maxsize=8)
def _pieces(head: str) -> list[tuple[str, str, str]]:
    """Return the pieces of a dateline with the signs before and behind each.

    Example:
        >>> _pieces("بغداد/ الرافد.. خرج")
        [('', 'بغداد', '/'), ('/', 'الرافد', '..'), ('..', 'خرج', '')]
    """
    result: list[tuple[str, str, str]] = []
    before, words = "", ""
    for match in PIECE.finditer(head):
        if match[1]:
            if match[1].strip():
                words = match[1].strip()
            continue
        if words:
            result.append((before, words, match[2]))
            if len(result) == PIECES or match[2] == ".":
                return result
        before, words = match[2], ""
    return [*result, (before, words, "")] if words else result


@functools.cache
def _sections() -> frozenset[str]:
    """Return the names of sections and desks, which are no houses, as keys."""
    return lexical("desks") | frozenset(map(key_of, load("sections")["names"]))


def _calls(line: Line) -> bool:
    """Whether a line may be a logo or a note at the foot of a page: no link, no menu, nothing about other texts."""
    return not line.linked and not line.marks & (marks.OUTSIDE & ~marks.FOOT | marks.APART & ~marks.SOURCE | marks.ITEM)


def _shown(key: str, found: Scan, title: int | None) -> bool:
    """Whether the page calls itself so: its logo above the title, or a line at its foot, has the words as a name begins or ends."""
    # What stands above the title may be a menu, in which only a word of houses tells a name from a section.
    logo = key.rsplit(" ", 1)[-1] in house_words()
    lines = [line for line in (*found.lines[: (title or 0) if logo else 0], *found.lines[-FOOT:]) if _calls(line)]
    if " " in key:
        return any(line.words <= FOOT_WORDS and f"{key_of(line.text)} ".startswith(f"{key} ") for line in lines)
    return any(line.words <= FOOT_WORDS and key in key_of(line.text).split()[:CALLED] for line in lines)


def plain(text: str) -> bool:
    """Whether words can be a place or a name: none of them stands in sentences only."""
    return not any(word in prose_words() or word in _verbs() for word in key_of(text).split())


def _relayed(text: str, houses: frozenset[str], noted: Callable[[], frozenset[str]] = frozenset) -> str:
    """Return the house behind a place or the site's own name, where its last word is one that such names end with, or nothing.

    Args:
        text: the first paragraph, or a line above it.
        houses: keys of names that are the site's own.
        noted: tells what is noted at the foot of the page and in source lines, as keys; behind a place «بحر الغد» must stand there.

    Example:
        >>> _relayed("المرفأ أونلاين - بحر الغد: أكد", frozenset(["المرفا اونلاين"])), _relayed("دمشق-صدى برس دافع عن", frozenset())
        ('بحر الغد', 'صدى برس')
        >>> _relayed("دمشق - صباح اليوم: أكد", frozenset()), _relayed("قال - صدى برس دافع", frozenset())
        ('', '')
        >>> _relayed("الشاطئ (بحر الغد) خاص:", frozenset()), _relayed("فاز الفريق (أبطال اليوم) بالكأس", frozenset())
        ('بحر الغد', '')
    """
    bracketed = BRACKETED.match(text)
    if bracketed and not (key_of(bracketed[3]) in crediting() or called(bracketed[3].strip())):
        bracketed = None
    pieces = [("", "", ""), ("-", bracketed[2], ")")] if bracketed and plain(bracketed[1]) else _pieces(text[:HEAD])
    for place, (before, piece, after) in enumerate(pieces[:CALLED]):
        words = key_of(piece).split()
        first = " ".join(words)
        if not first or first in _places() or first in houses:
            continue
        if not place or not before or before not in "-–—/|" or (pieces[0][1] and key_of(pieces[0][1]) in crediting()):
            return ""
        kind = next((at for at, word in enumerate(words[:CALLED], 1) if word in lexical("kinds_of_house")), 0)
        size = len(words) if after in CLOSES else kind
        name = words[:size]
        if not PAIR <= size <= CALLED or name[-1] not in house_words() or name[0] in vocabulary() or called(piece):
            return ""
        behind_place = not bracketed and key_of(pieces[0][1]) not in houses
        if behind_place and name[-1] in everyday_words() and not any(f" {' '.join(name)} " in f" {note} " for note in noted()):
            # «عمان - طقس اليوم: …»
            return ""
        return " ".join(piece.split()[:size]) if plain(" ".join(name)) and " ".join(name) not in houses | crediting() else ""
    return ""


def _noted(found: Scan, got: Gathered) -> frozenset[str]:
    """Return what is noted at the foot of a page and in its source lines, as keys."""
    lines = [line for line in (*found.lines[-FOOT:], *(line for line in found.lines if line.marks & marks.SOURCE)) if _calls(line)]
    return frozenset(key_of(text) for text in (*got.sources, *(line.text for line in lines if line.words <= FOOT_WORDS)))


def signed(found: Scan, got: Gathered, byline: str | None, sites: tuple[str, ...], title: Title) -> list[Credit]:
    """Return the name with which an agency signs the head of its text or the line above it, where no list has it; a house is no source."""
    heads = [text for text in (*got.paragraphs[:1], byline) if text]
    names = [*sites, *(part for part in parts_of(found.title[:300]) if key_of(part) != title.key and part.count(" ") < HOUSE_WORDS)]
    if ours := next(filter(None, (_house(text, found, names, title.line) for text in (*heads, *got.head[:4]))), None):
        return [ours]
    houses = frozenset(key for key in map(key_of, (*sites, *parts_of(found.title[:300]))) if key)
    noted = functools.partial(_noted, found, got)
    other = next(filter(None, (_relayed(text, houses, noted) for text in heads)), "")
    relayed = [Credit(name=other, as_written=other, role="outlet", where="tail")] if other else []
    if not (any(map(may_be_signed, heads)) or any(map(SHORTENED.match, got.paragraphs[:1])) or any(map(PLACED.match, got.head[:4]))):
        return relayed
    return [*relayed, *(credit for credit in _signature(found, got, heads, houses) if credit.name != other)]


def _signature(found: Scan, got: Gathered, heads: list[str], houses: frozenset[str]) -> list[Credit]:
    """Return the one name that stands where agencies and houses sign."""
    name = next((name for name in (signed_head(text, houses) for text in heads) if name), "")
    short = _in_short(got.paragraphs[0], houses) if got.paragraphs and not name else ""
    if short:
        return [Credit(name=short, as_written=short, role="staff", where="tail")]
    if not name and (placed := next(filter(None, (_placed(found, text, houses) for text in got.head[:4])), "")):
        return [Credit(name=placed, as_written=placed, role="staff", where="tail")]
    if name and all(len(word) == 1 for word in name.split()):
        # Initials with spaces are those of an agency in a dateline, and of editors in any other place.
        return [Credit(name=name, as_written=name, role="agency", where="dateline")]
    own = key_of(name) in houses
    return [Credit(name=name, as_written=name, role="staff" if own else "outlet", where="tail")] if name else []


def _placed(found: Scan, text: str, houses: frozenset[str]) -> str:
    """Return the house behind a place in a line of their own, where the page calls itself so elsewhere: in a name or a line of its own."""
    match = PLACED.match(text)
    key = key_of(match[2]) if match else ""
    if not match or not key or key in lexical("agencies") or key in lexical("places"):
        return ""
    own = any(f" {house} ".endswith(f" {key} ") for house in houses) or any(line.text == match[2] for line in found.lines)
    return match[2] if own else ""


def _in_short(text: str, houses: frozenset[str]) -> str:
    """Return the word and dash that a text begins with, where it is the house's name in short: «وطنية - …» of «الوكالة الوطنية للإعلام»."""
    match = SHORTENED.match(text)
    key = key_of(match[1]) if match else ""
    return match[1] if match and any(f"ال{key}" in house.split()[1:] for house in houses) else ""
