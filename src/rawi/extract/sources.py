"""Lines that name where a text was taken from. Comes in: a line, or the lines around a text. Goes out: names as they are written."""

import functools
import itertools
import re

from rawi.extract import marks
from rawi.extract.listed import house_words
from rawi.extract.scanned import Line, Scan
from rawi.extract.stated import NAMED, SENTENCE, is_name, phrases, stated
from rawi.extract.title import key_of
from rawi.extract.when import dated, only_date
from rawi.language.data import load

SOURCE = re.compile(
    r"^\W{0,4}(?:المصدر|المصادر|مصدر الخبر|مصدر|نقل(?:ا|اً|ًا) عن|Source|Sources|منبع|ماخذ|سەرچاوە)\s{0,3}[:/：\-–]?\s{0,3}(.{0,120})$",
    re.IGNORECASE,
)
# «نقلا عن رويترز» and nothing else.
CITED = re.compile(r"^\W{0,4}نقل(?:ا|اً|ًا) عن\s[^.،:]{2,40}$")
CITED_WORDS = 5
# A source line stands no farther behind the last sentence; between them are promos, figures and buttons.
SOURCE_REACH = 16
# So many words has a line that says so with a cue; so many lines behind the text the name of a house is enough.
STATED_WORDS, RIGHT_BEHIND = 9, 3
# A name and a date.
PAIR = 2
# A label alone has so many letters, and the name beside it so many words.
LABEL, VALUE_WORDS = 24, 6
# The name of a house has no more letters.
NAME = 30
# A line that leads to a house is a link for half of it.
LED = 2
# So many lines above the title a page that gathers what others publish names them.
ABOVE = 4
SIGNS = " .:-–/|"


def labels_source(text: str) -> bool:
    """Whether a line is a label of sources and nothing else, whose value stands in an element or a cell of its own.

    Example:
        >>> labels_source("مصدر المادة"), labels_source("المصدر الأصلي:"), labels_source("المصدر: وكالات")
        (True, True, False)
    """
    return len(text) <= LABEL and key_of(text) in phrases("labels")


def source_in(text: str) -> str:
    """Return the name in a text such as «المصدر: وكالات»; nothing where there is none."""
    if said := stated(text):
        return said
    match = SOURCE.match(text) if not labels_source(text) else None
    return match[1].strip(SIGNS) if match else ""


def led_to(line: Line) -> str:
    """Return the house to which a link under a text leads for the whole of it, or nothing.

    Example:
        >>> words = "لقراءة الخبر كاملاً من موقع صدى البحر اضغط هنا"
        >>> led_to(Line(0, 0, words, len(words), 0, [(words, "")], 9))
        'صدى البحر'
    """
    words = line.text.split()
    if not line.links or LED * line.linked < len(line.text) or not words or key_of(words[0]) not in phrases("leading"):
        return ""
    for place in range(1, len(words) - 1):
        kind = key_of(words[place])
        if kind not in phrases("houses") or key_of(words[place - 1]) not in phrases("joining"):
            continue
        behind = next((number for number in range(place + 1, len(words)) if key_of(words[number]) in phrases("pressing")), len(words))
        if behind == len(words) and not any(key_of(word) in phrases("nouns") or word.startswith("كامل") for word in words[1:place]):
            # «شاهد الصور من موقع الحادث»
            return ""
        name = " ".join(words[place + 1 : behind]).strip(SIGNS)
        return name if name and not SENTENCE.search(name) and is_name(name, NAMED) else ""
    return ""


def named_source(line: Line) -> str:
    """Return the name in a line such as «المصدر: وكالات», or that is marked as the source of a text; nothing where there is none.

    Example:
        >>> named_source(Line(0, 0, "المصدر: وكالات", 0, 0, [], 2))
        'وكالات'
    """
    if (named := source_in(line.text)) or not line.marks & marks.SOURCE:
        return named
    return "" if labels_source(line.text) or SOURCE.match(line.text) else line.text


def source_behind(scan: Scan, after: int) -> list[str]:
    """Return the names in a source line that stands in a box of its own right behind the text."""
    near = scan.lines[after : after + SOURCE_REACH]
    for place, line in enumerate(near):
        if line.words > 12 or line.marks & (marks.COMMENT | marks.NAV | marks.SIDE):
            continue
        if line.marks & marks.FOOT and not (place < RIGHT_BEHIND and SOURCE.match(line.text)):
            # An article may have a foot of its own.
            continue
        said = stated(line.text, cued=place >= RIGHT_BEHIND or line.linked > 0) if line.words <= STATED_WORDS else ""
        if led := led_to(line):
            return [led]
        match, label = SOURCE.match(line.text), labels_source(line.text)
        if match is None and not said and not line.marks & marks.SOURCE and not label:
            continue
        name = "" if label else said or (match[1] if match else line.text).strip(SIGNS)
        if not name and place + 1 < len(near) and near[place + 1].words <= 8:
            name = near[place + 1].text.strip(SIGNS)
        if name:
            return [name]
    return []


def source_above(scan: Scan, title: int | None, begins: int | None) -> list[str]:
    """Return the name in a source line that stands between the title and the text: «المصدر: سانا»."""
    if title is None or begins is None:
        return []
    for line in scan.lines[max(0, title - ABOVE) : title]:
        if line.marks & marks.SOURCE and line.links:
            # Whoever gathers what others publish names them over the title.
            return [line.links[0][0]]
    between = scan.lines[title + 1 : min(begins, title + SOURCE_REACH)]
    for line, after in itertools.pairwise(between):
        if labels_source(line.text) and after.words <= VALUE_WORDS and not dated(after.text):
            return [after.text.strip(SIGNS)]
    for line in between:
        name = source_in(line.text) if line.words <= STATED_WORDS and not line.marks & (marks.CAPTION | marks.RELATED) else ""
        if name:
            return [name]
    return []


def house_above(scan: Scan, title: int | None) -> list[str]:
    """Return what stands alone beside a date at the head of a page, which is whose text it is if it is the name of a house.

    Whoever asks must know the name: sections stand there as well. «المرفأ اليوم | الأحد 3 مارس 2024».
    """
    found: list[str] = []
    if title is None:
        return found
    for line in scan.lines[max(0, title - ABOVE) : title + ABOVE]:
        fields = scan.fields(line.number) if not line.marks & (marks.CRUMB | marks.TAGS | marks.CAPTION | marks.RELATED) else []
        if not fields and line.number + 1 < title and len(line.links) < PAIR:
            fields = [line.text, scan.lines[line.number + 1].text]
        named = [text for text in fields if 0 < text.count(" ") < VALUE_WORDS - 2 and _of_house(text)] if len(fields) == PAIR else []
        if named and any(map(only_date, fields)):
            found += [text for text in named if not only_date(text)]
    return found[:PAIR]


def _of_house(text: str) -> bool:
    """Whether words have one that houses are called by, and are no everyday words, place or section as well."""
    key = key_of(text) if len(text) <= NAME else ""
    return not house_words().isdisjoint(key.split()) and key not in words_too() and not SENTENCE.search(text)


@functools.cache
def words_too() -> frozenset[str]:
    """Return the names of houses that are everyday words, places or sections too, as keys."""
    known = load("credits")
    return frozenset(map(key_of, (*known["plain"]["words"], *known["homonyms"]["words"])))
