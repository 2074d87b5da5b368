"""Who wrote an article. Comes in: JSON-LD, `<meta>`, and the lines around the text. Goes out: the byline as written, and names of persons.

A name is never an address, the site itself, an agency or a desk: those are credits, and credits are read from the byline elsewhere.
"""

import functools
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from rawi.extract import marks
from rawi.extract.furniture import furniture
from rawi.extract.jsonld import string, types
from rawi.extract.scanned import Line, Scan
from rawi.extract.text import Gathered
from rawi.extract.title import key_of
from rawi.extract.when import only_date, vocabulary
from rawi.language.data import load
from rawi.language.dates import parse_moment
from rawi.language.orthography import fold
from rawi.language.tokens import keys

EDGES = " .:-*\"'،؛"
AUTHOR_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author_name",
    "og:article:author",
    "creator",
)
PARTS = re.compile(
    r"\s*[|/،,؛;•·–—]\s*|\s+[-ـ]\s+|\s*[-]\s+|\s+[-]\s*|\s*\(\s*|\s*\)\s*|\s{2,}|\s*:\s*|\s+(?:منذ|قبل)\s+|\s+(?:and|et|بتاريخ|في|يوم|الساعة|on|at)\s+|\s*&\s*"
)
NAME = re.compile(r"^[^\W\d_][\w.'’‌ـ-]*(?: [^\W\d_][\w.'’‌ـ-]*){1,4}$")
ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|net|org|ps|sa|eg|jo|info|tv)\b|^/")
DATELINE = re.compile(r"^([^:.،]{5,70}?)\s?:\s")
NO_BYLINE = frozenset(("promo", "related", "share", "follow", "comments", "tags", "screen", "live"))
AUTHOR_HREF = re.compile(
    r"/(?:authors?|writers?|columnists?|reporters?|profiles?|kottab|كاتب|كتاب|الكاتب|الكتاب)[/=?]|[?&](?:author|writer)(?:_?id)?=",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
BELOW = 14
NEAR, NEAR_WORDS = 5, 9
ABOVE = 6


class Writers(NamedTuple):
    """The byline as it is written on the page, and the persons in it."""

    byline: str | None
    authors: tuple[str, ...]


@functools.cache
def _list(name: str) -> frozenset[str]:
    """Return one list of the lexicon as keys."""
    return frozenset(key_of(word) for word in load("bylines")[name]["words"])


@functools.cache
def _prose() -> frozenset[str]:
    """Return words that stand in sentences and in nobody's name."""
    return frozenset(key_of(word) for word in load("credits")["prose"]["words"]) - _list("names_like_words")


@functools.cache
def _cues() -> frozenset[tuple[str, ...]]:
    """Return the cues before a name as words, of which none has more than four."""
    return frozenset(tuple(key.split()) for key in _list("cues"))


@functools.cache
def _middle_cue() -> re.Pattern[str]:
    """Return what finds a cue inside a line: «5 مارس 2024 بقلم ليلى حداد»."""
    return re.compile(rf"\s+(?=(?:{'|'.join(load('bylines')['middle']['words'])})\s*[:/-]?\s)")


def writers(scan: Scan, node: dict[str, Any], title: int | None, sites: Iterable[str], got: Gathered, begins: int | None) -> Writers:
    """Return the byline and the authors of an article.

    Args:
        scan: the page.
        node: its article in JSON-LD.
        title: the line of its title.
        sites: names of the site and its publisher, which are nobody's names.
        got: what stood before and behind the text.
        begins: the first line of the text.
    """
    houses = {key_of(site) for site in sites if site}
    structured = _structured(node, houses)
    declared = [name for name in _declared(scan, houses) if name]
    line, seen = _seen(scan, title, houses, got.head, begins)
    if not seen and not structured and not declared:
        seen = _alone(scan, title, houses)
    if not seen and not structured and not declared:
        seen = _twice(scan, title, houses)
    if not seen and not structured and not declared:
        seen = _dateline(got.paragraphs, houses)
    if not seen and got.tail:
        signed = [name for text in got.tail[-4:] if not _no_byline(text) for name in names(text, houses, cued=False)]
        seen = signed
    authors = structured or seen or declared
    if structured and seen and len(seen) > len(structured) and set(map(key_of, structured)) <= set(map(key_of, seen)):
        authors = seen
    unique = list({key_of(name): name for name in reversed(authors)}.values())[::-1]
    byline = line or (unique[0] if len(unique) == 1 else "، ".join(unique)) or None
    return Writers(byline, tuple(unique[:12]))


def _structured(node: dict[str, Any], houses: set[str]) -> list[str]:
    """Return the persons that JSON-LD names as authors."""
    value = node.get("author") or node.get("creator") or []
    found: list[str] = []
    for one in value[:20] if isinstance(value, list) else [value]:
        if isinstance(one, dict) and types(one) & {"organization", "newsmediaorganization", "imageobject", "website"}:
            continue
        text = string(one)
        found.extend(_persons(text, houses) if text else [])
    return found


def _declared(scan: Scan, houses: set[str]) -> list[str]:
    """Return the persons that `<meta>` names as authors."""
    for name in AUTHOR_META:
        found = [person for content in scan.meta.get(name, ())[:8] for person in _persons(content, houses)]
        if found:
            return found
    return []


def _persons(text: str, houses: set[str]) -> list[str]:
    """Return the names in a field that is for names."""
    if ADDRESS.search(text) or len(text) > 160:
        return []
    return names(text, houses, cued=True)


def _seen(scan: Scan, title: int | None, houses: set[str], head: list[str], begins: int | None) -> tuple[str | None, list[str]]:
    """Return the line near the title that names a writer, and the names."""
    best: tuple[str | None, list[str]] = (None, [])
    byline: str | None = None
    pictured: tuple[str, list[str]] | None = None
    for line, cued in _candidates(scan, title, head, begins):
        text = line if isinstance(line, str) else line.text
        if len(text) > 140 or only_date(text) or _no_byline(text):
            continue
        found = names(text, houses, cued=cued)
        if found and _pictured(text):
            pictured = pictured or (text, found)
            continue
        if found:
            best = (text, found)
            break
        if byline is None and (credited(text) if cued else credits_only(text)):
            byline = text
    if not best[1] and pictured is not None:
        # A story in pictures names nobody else.
        return pictured
    return (best[0] or byline, best[1])


def _no_byline(text: str) -> bool:
    """Whether a line is furniture."""
    found = furniture(text, text.count(" ") + 1)
    return found is not None and found.kind in NO_BYLINE


def _pictured(text: str) -> bool:
    """Whether a line names who made the pictures."""
    return key_of(text.split(maxsplit=1)[0]) in _list("pictured")


def _dateline(paragraphs: list[str], houses: set[str]) -> list[str]:
    """Return the persons in a dateline: «دمشق - هدى سالم: بعد سفرها …»."""
    head = DATELINE.match(paragraphs[0]) if paragraphs else None
    return names(head[1], houses, cued=False) if head is not None else []


def _alone(scan: Scan, title: int | None, houses: set[str]) -> list[str]:
    """Return a name that stands alone in a line beside the line of the date, below the title."""
    if title is None:
        return []
    lines = scan.lines[title + 1 : title + 7]
    for place, line in enumerate(lines):
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(lines)]
        unmarked = 2 <= line.words <= 4 and not line.marks & (marks.OUTSIDE | marks.APART)
        if unmarked and any(only_date(lines[other].text) for other in beside) and _person(line.text, houses):
            return [line.text]
    return []


def _twice(scan: Scan, title: int | None, houses: set[str]) -> list[str]:
    """Return a name that stands alone both near the title and farther down, over what is said of the writer, as columns have it."""
    if title is None:
        return []
    near = range(max(0, title - ABOVE), min(len(scan.lines), title + ABOVE))
    alone = [line for line in scan.lines if 2 <= line.words <= 4 and line.number != title and not line.marks & (marks.COMMENT | marks.FOOT)]
    keyed: dict[str, list[Line]] = {}
    for line in alone:
        keyed.setdefault(line.text, []).append(line)
    for text, lines in keyed.items():
        if len(lines) > 1 and any(line.number in near for line in lines) and _person(text, houses):
            return [text]
    return []


def _candidates(scan: Scan, title: int | None, head: list[str], begins: int | None) -> list[tuple[Line | str, bool]]:
    """Return lines that may name a writer, the surest first, and whether their place says that they do."""
    lines = scan.lines
    outside = marks.OUTSIDE & ~(marks.SHARE | marks.FORM)
    last = min(len(lines), (title or 0) + BELOW, begins if begins is not None and begins > (title or 0) else len(lines))
    near = range(max(0, (title or 0) - ABOVE), last) if title is not None else range(0)
    marked = [line for line in lines if line.marks & marks.AUTHOR and not line.marks & outside and line.words <= 11]
    marked.sort(key=lambda line: abs(line.number - (title or 0)))
    found: list[tuple[Line | str, bool]] = [(line, True) for line in marked[:4]]
    boxes = [line for line in lines if line.marks & marks.AUTHOR and not line.marks & outside and line.words > 11]
    found += [(words, True) for line in boxes[:2] for words, _ in line.links[:2]]
    found += [
        (lines[number], True)
        for number in scan.author_links[:3]
        if lines[number].words <= 16 and not lines[number].marks & outside & ~_beside(number, title)
    ]
    props = [number for prop, number, _ in scan.props if prop.lower() in ("author", "creator") and number < len(lines)]
    found += [
        (lines[number], True)
        for number in props[:3]
        if lines[number].words <= 11 and not lines[number].marks & outside & ~_beside(number, title)
    ]
    found += [
        (words, True)
        for number in near
        if lines[number].words <= 16 and not lines[number].marks & outside & ~_beside(number, title)
        for words, href in lines[number].links
        if AUTHOR_HREF.search(href)
    ]
    found += [(text, False) for text in head[:6]]
    found += [
        (lines[number], False)
        for number in near
        if lines[number].words <= 16
        and number != title
        and not lines[number].marks & ((outside | marks.CAPTION | marks.TAGS | marks.SECTION) & ~_misnamed(lines[number], title))
    ]
    return found


def _beside(number: int, title: int | None) -> int:
    """Return marks that are not believed of what a page itself calls its author, right beside the title."""
    return marks.NAV | marks.SHARE | marks.SIDE | marks.RELATED if title is not None and abs(number - title) <= NEAR else 0


def _misnamed(line: Line, title: int | None) -> int:
    """Return marks that are not believed right below the title: lines of a few words without a link, in what themes call a toolbar."""
    below = title is not None and 0 < line.number - title <= NEAR
    return marks.NAV | marks.SHARE | marks.SIDE | marks.RELATED if below and not line.linked and line.words <= NEAR_WORDS else 0


def credited(text: str) -> bool:
    """Whether a line names an agency or a desk."""
    if any(key_of(part) in _list("agencies") or key_of(part) in _list("desks") for part in PARTS.split(text) if part):
        return True
    words = key_of(text).split()
    return any(" ".join(words[start : start + size]) in _list("agencies") for size in (1, 2, 3) for start in range(len(words) - size + 1))


def credits_only(text: str) -> bool:
    """Whether a line is nothing but agencies, desks and places, with one that credits: «المرسى - رويترز»; in brackets it is a photo's."""
    parts = [key_of(part) for part in PARTS.split(text) if part and key_of(part)]
    known = _list("agencies") | _list("desks")
    return text[0] not in "([" and any(part in known for part in parts) and all(part in known or part in _list("places") for part in parts)


def names(text: str, houses: set[str], *, cued: bool) -> list[str]:
    """Return the persons that a line names.

    Args:
        text: the line.
        houses: keys of names that are the site's own.
        cued: whether its place says that it names the writer; else a cue («كتب»، «بقلم»), an agency, a place or a date must.

    Example:
        >>> names("كتبت - ليلى حداد", set(), cued=False)
        ['ليلى حداد']
        >>> names("القاهرة - رويترز", set(), cued=True)
        []
    """
    if ADDRESS.search(text):
        return []
    bare, had_cue = _without_cue(text)
    pieces = [
        _without_cue(part.strip(EDGES)) for part in PARTS.split(_middle_cue().sub(" | ", _parted(bare))) if part and part.strip(EDGES)
    ]
    # «بقلم - ليلى حداد»: a cue that stands alone is that of what follows.
    pieces = [(part, cue or (place > 0 and _cue(pieces[place - 1][0]))) for place, (part, cue) in enumerate(pieces)]
    said = cued or had_cue
    backed = (
        said or any(cue for _, cue in pieces) or (len(pieces) > 1 and any(_backs(part) for part, _ in pieces)) or _timed(bare, len(pieces))
    )
    if not backed:
        return []
    if not said and not any(cue for _, cue in pieces) and not all(_known(part, houses) for part, _ in pieces):
        # «متظاهرون في الساحة (رويترز)» is what a picture shows.
        return []
    sure = [one for part, cue in pieces[:8] if cue for one in _split_and(part) if _person(one, houses)]
    found = sure or [one for part, _ in pieces[:8] for one in _split_and(part) if _person(one, houses)]
    return found[: 6 if said or sure else 1]


def _cue(text: str) -> bool:
    """Whether words are a cue and nothing else."""
    return tuple(fold(text).lower().strip(".:-–—،/|").split()) in _cues()


def _parted(text: str) -> str:
    """Part a name from the date behind it: «ليلى حداد الثلاثاء 5 مارس»."""
    digit = DIGIT.search(text)
    if digit is None or digit.start() == 0:
        return text
    words = text[: digit.start()].split()
    while words and all(part in vocabulary() for part in keys(words[-1])):
        words.pop()
    return " ".join(words) + " | " + text[digit.start() :]


def _split_and(text: str) -> list[str]:
    """Part two names that «و» joins: «أحمد علي ومنى سعيد»."""
    words = text.split()
    for number in range(2, len(words) - 1):
        word = words[number]
        if word.startswith("و") and len(word) > 3 and key_of(word) not in _list("names_with_waw"):
            return [" ".join(words[:number]), " ".join([word[1:], *words[number + 1 :]])]
    return [text]


def _backs(part: str) -> bool:
    """Whether a part of a line says that the rest of it names the writer."""
    key = key_of(part)
    return key in _list("agencies") or key in _list("places")


def _known(part: str, houses: set[str]) -> bool:
    """Whether a part of a line is of a kind that bylines are made of: a person, an agency, a desk, a place, a house, a date."""
    key = key_of(part)
    return (
        not key
        or key in houses
        or key in _list("desks")
        or _backs(part)
        or DIGIT.search(part) is not None
        or all(word in vocabulary() for word in keys(part))
        or all(_person(one, houses) for one in _split_and(part))
    )


def _timed(text: str, pieces: int) -> bool:
    """Whether a line of several pieces says when, so that what else it says may be who."""
    return pieces > 1 and DIGIT.search(text) is not None and parse_moment(text) is not None


def _without_cue(text: str) -> tuple[str, bool]:
    """Take «كتب»، «بقلم:» and the like from the start of a line."""
    stripped = text.strip(" \t-–—|:•·«»\"'*")
    words = stripped.split()
    folded = [fold(word).lower().strip(".:-–—،/|") for word in words[:4]]
    for size in range(min(len(words) - 1, len(folded)), 0, -1):
        if tuple(folded[:size]) in _cues():
            rest = " ".join(words[size:]).strip(" :-–—/|")
            return _without_cue(rest)[0] if rest else rest, True
    return stripped, False


def _person(text: str, houses: set[str]) -> bool:
    """Whether words can be the name of a person."""
    key = key_of(text)
    words = key.split()
    if not NAME.match(text) or not 2 <= len(words) <= 5 or key in houses or ADDRESS.search(text):
        return False
    if key in _list("agencies") or key in _list("places") or key in _list("desks"):
        return False
    if any(word in _list("desks") or word in _list("cues") or word in _list("no_names") or word in _prose() for word in words):
        return False
    return not any(len(house) > 4 and (house in key or key in house) for house in houses) and not only_date(text)
