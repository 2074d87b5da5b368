"""Who wrote an article. Comes in: JSON-LD, `<meta>`, and the lines around the text. Goes out: the byline as written, and names of persons.

A name is never an address, the site itself, an agency or a desk: those are credits, and credits are read from the byline elsewhere.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from rawi.extract import marks
from rawi.extract.addressed import ARABIC
from rawi.extract.furniture import furniture
from rawi.extract.jsonld import string, types
from rawi.extract.listed import crediting, house_words, lexical, people_words, writing
from rawi.extract.persons import ADDRESS, PARTS, bare_name, called, credited, credits_only, is_person, names, signature, sounds_named
from rawi.extract.scanned import Line, Scan, prose
from rawi.extract.stated import INITIALS
from rawi.extract.text import Gathered
from rawi.extract.title import key_of
from rawi.extract.when import dated, only_date
from rawi.language.houses import shorts_of

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
DATELINE = re.compile(r"^([^:.،]{5,70}?)\s?:\s")
# «المرسى/ سامر الحداد/ صدى المرفأ.. …»
SLASHED = re.compile(r"^([^/:.،()\d]{2,30}/\s?[^/:.،()\d]{5,40})/")
# «وادي السدر (بحر الغد) سامر الحداد: …»
BRACKETED = re.compile(r"^([^():.،\n]{2,40})\(([^():\n]{3,30})\)\s([^\W\d_]+(?: [^\W\d_]+){1,3})\s?[:\-–—]")
NO_BYLINE = frozenset(("promo", "related", "share", "follow", "comments", "tags", "screen", "live"))
# In small letters: what begins with one sign and asks for no case is found in a tenth of the time.
WRITERS_PATH = re.compile(
    r"/(?:authors?|writers?|columnists?|reporters?|profiles?|k[ou]tt?ab|كاتب|كتاب|الكاتب|الكتاب)(?:\.[a-z]{3,5})?[/=?]"
)
WRITERS_FIELD = re.compile(r"[?&](?:author|writer)(?:_?id)?=")
# A note of so many words on a writer begins with his name, of at most so many.
NOTE_WORDS, CALLED = 14, 4
# What a column is called stands beside who writes it.
COLUMN = re.compile(r"column[-_]?(?:name|title|label)", re.IGNORECASE)
BELOW = 14
NEAR, NEAR_WORDS = 5, 9
DATED_WORDS = 15
CUE_WORDS = 2
CREDIT_LENGTH = 40
# «سامي النجار», «كاتب سوري»: a name and what is said of it.
PAIR = 2
# A signature has no more words, and stands no more lines behind the text.
SIGNED_WORDS, BEHIND = 8, 12
# One or two names and no sign; few given names begin with the article.
TRAILING, BARE = 5, re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)+$")
# A line with so many spaces and a full stop says what a writer is: «مراسل ميداني غطى النزاعات في ثلاث قارات.»
SENTENCE = 5
ABOVE = 6


class Writers(NamedTuple):
    """The byline as it is written on the page, and the persons in it."""

    byline: str | None
    authors: tuple[str, ...]


def writers(
    scan: Scan, node: dict[str, Any], title: int | None, sites: Iterable[str], got: Gathered, begins: int | None, end: int | None = None
) -> Writers:
    """Return the byline and the authors of an article.

    Args:
        scan: the page.
        node: its article in JSON-LD.
        title: the line of its title.
        sites: names of the site and its publisher, which are nobody's names.
        got: what stood before and behind the text.
        begins: the first line of the text.
        end: the line behind the text.
    """
    houses = {key_of(site) for site in sites if site}
    structured = _structured(node, houses)
    declared = [name for name in _declared(scan, houses) if name]
    line, seen, pictured = _seen(scan, title, houses, got.head, begins)
    if not seen and not structured and not declared:
        seen = _alone(scan, title, houses) or _signed(scan, got, houses, end) or _dateline(got.paragraphs, houses)
        seen = (
            seen or _twice(scan, title, houses) or _trailing(got.tail, houses) or _sourced(got.sources, houses) or _placed(got.head, houses)
        )
        seen = seen or _initials(scan)
    elif not seen:
        seen = _signed(scan, got, houses, end)
    if not seen and pictured is not None:
        # A story in pictures names nobody else.
        line, seen = pictured
    authors = structured or seen or declared
    if structured and seen and len(seen) > len(structured) and set(map(key_of, structured)) <= set(map(key_of, seen)):
        authors = seen
    unique = list({key_of(name): name for name in reversed(authors)}.values())[::-1]
    byline = line or (unique[0] if len(unique) == 1 else "، ".join(unique)) or None
    return Writers(byline, tuple(unique[:12]))


def persons_of(node: dict[str, Any], scan: Scan, title: int | None) -> frozenset[str]:
    """Return the keys of writers whom JSON-LD or a link beside the title names: «العنوان | ليلى حداد» ends with no name of a site."""
    near = scan.lines[max(0, title - ABOVE) : title + ABOVE] if title is not None else []
    linked = [key_of(line.text) for line in near if _led(line)]
    value = node.get("author") or []
    found = value[:20] if isinstance(value, list) else [value]
    return frozenset((*linked, *(key_of(string(one)) for one in found if isinstance(one, dict) and "person" in types(one))))


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


def _seen(
    scan: Scan, title: int | None, houses: set[str], head: list[str], begins: int | None
) -> tuple[str | None, list[str], tuple[str, list[str]] | None]:
    """Return the line near the title that names a writer, the names, and a line that names who made the pictures."""
    byline: str | None = None
    pictured: tuple[str, list[str]] | None = None
    candidates = _candidates(scan, title, head, begins)
    signing = shorts_of(frozenset(houses))
    for line, cued in candidates:
        fields = [] if isinstance(line, str) else scan.fields(line.number)
        for text in (line if isinstance(line, str) else line.text, *(fields if len(fields) > 1 else ())):
            if len(text) > 140 or only_date(text) or _no_byline(text) or (text[-1] == "." and text.count(" ") >= SENTENCE):
                continue
            found = names(text, houses, cued=cued)
            if found and not _pictured(text):
                return _with_credit(text, scan, candidates, signing), found, pictured
            if found:
                pictured = pictured or (text, found)
            elif byline is None and ((cued and credited(text)) or credits_only(text, signing)):
                byline = text
    return byline, [], pictured


def _with_credit(byline: str, scan: Scan, candidates: list[tuple[Line | str, bool]], signing: frozenset[str]) -> str:
    """Join to a line that names a writer one beside it, or a field of his own, that is only a credit: «القاهرة - نبيل الشريف», «وام»."""
    beside = [line for line, cued in candidates if not cued]
    texts = [text for line in beside for text in ((line,) if isinstance(line, str) else (line.text, *_arabic(scan.fields(line.number))))]
    credit = next((text for text in texts if len(text) < CREDIT_LENGTH and text not in byline and credits_only(text, signing)), None)
    # «المحرر: …» is a desk that names a person.
    return f"{byline} - {credit}" if credit and not credited(byline.partition(":")[2] or byline) else byline


def _arabic(texts: list[str]) -> list[str]:
    """Return the texts that have Arabic letters: «News» is a section, and no desk beside a writer."""
    return [text for text in texts if ARABIC.search(text)]


def _no_byline(text: str) -> bool:
    """Whether a line is furniture."""
    found = furniture(text, text.count(" ") + 1)
    return found is not None and found.kind in NO_BYLINE


def _pictured(text: str) -> bool:
    """Whether a line names who made the pictures."""
    return key_of(text.split(maxsplit=1)[0]) in lexical("pictured")


def _dateline(paragraphs: list[str], houses: set[str]) -> list[str]:
    """Return the persons in a dateline, which may stand behind a lead: «دمشق - هدى سالم: بعد سفرها …»."""
    heads = (pattern.match(text) for text in paragraphs[:3] for pattern in (DATELINE, SLASHED))
    found = next((found for found in (names(head[1], houses, cued=False) for head in heads if head is not None) if found), [])
    # «الرياض/ القمة العربية/ …» is what the news is about.
    found = [name for name in found if sounds_named(name)]
    placed = BRACKETED.match(paragraphs[0]) if paragraphs and not found else None
    if placed is None or not called(placed[3]) or not is_person(placed[3], houses):
        return found
    # «نجم ليفربول (الإنجليزي) محمد صلاح: …» is whom the news is about.
    house = key_of(placed[2])
    signs = house in crediting() or house in houses or (" " in house and house.rsplit(" ", 1)[-1] in house_words())
    return [placed[3]] if signs and people_words().isdisjoint(key_of(placed[1]).split()) else found


def _signed(scan: Scan, got: Gathered, houses: set[str], end: int | None) -> list[str]:
    """Return the persons that a line behind the text names, before anything else is told there: «بقلم: سمير القاضي»."""
    texts = [text for text in got.paragraphs[-3:] if text.count(" ") < SIGNED_WORDS] + got.tail[-6:]
    elsewhere = marks.COMMENT | marks.NAV | marks.SIDE | marks.FOOT | marks.HIDDEN | marks.BIO
    for line in scan.lines[end : end + BEHIND] if end is not None else ():
        if prose(line) or line.marks & elsewhere:
            break
        if line.words <= SIGNED_WORDS and not line.linked:
            texts.append(line.text)
    for text in texts:
        found = [] if _no_byline(text) or _pictured(text) else names(text, houses, cued=False) or _noted(text, houses)
        if found:
            return found
    return []


def _trailing(tail: list[str], houses: set[str]) -> list[str]:
    """Return the persons whose names are all of a line right behind the text, as agencies have it: «هدى سالم وسامي النجار»."""
    for text in tail[:2]:
        if PAIR <= text.count(" ") + 1 <= TRAILING and BARE.match(text) and not text.startswith("ال"):
            found = names(text, houses, cued=True)
            if found and sum(len(name) for name in found) + len(found) >= len(text):
                return found
    return []


def _sourced(sources: list[str], houses: set[str]) -> list[str]:
    """Return the person whom a page names as its source, with a place or without: «المصدر: محمود النقبي ـ دبي»."""
    for source in sources[:2]:
        person = PARTS.split(source, maxsplit=1)[0]
        if called(person) and is_person(person, houses):
            return [person]
    return []


def _placed(head: list[str], houses: set[str]) -> list[str]:
    """Return the person behind a place and a colon above the text: «الجزيرة: عبد الباقي الشيخ»."""
    behind = (text.partition(":")[2].strip() for text in head if text.partition(":")[0].count(" ") < PAIR)
    return next(([name] for name in behind if called(name) and is_person(name, houses)), [])


def _initials(scan: Scan) -> list[str]:
    """Return the initials that a link which says that it names the writer has: «ب.ع»."""
    texts = (words for number in scan.author_links[:3] for words, _ in scan.lines[number].links[:2])
    return [words for words in texts if INITIALS.match(words)][:1]


def _noted(text: str, houses: set[str]) -> list[str]:
    """Return the person of whom a note behind the text says what he does: «* سعاد المطيري كاتبة وباحثة سورية»."""
    words = text.lstrip(" *•-–—").split()
    at = next((place for place, word in enumerate(words[: CALLED + 1]) if key_of(word) in lexical("callings")), 0)
    name = bare_name(" ".join(words[:at]).rstrip("،,:"), houses) if at > 1 and len(words) <= NOTE_WORDS else ""
    return [name] if name else []


def _alone(scan: Scan, title: int | None, houses: set[str]) -> list[str]:
    """Return a name that stands alone in a line beside the line of the date, below the title."""
    if title is None:
        return []
    lines = [*scan.lines[max(0, title - 1) : title], *scan.lines[title + 1 : title + 7]]
    for place, line in enumerate(lines):
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(lines)]
        fields = scan.fields(line.number)
        text = fields[0] if len(fields) == PAIR and bare_name(line.text, houses) == "" else line.text
        unmarked = line.number > title and 2 <= line.words <= 6 and not line.marks & (marks.OUTSIDE | marks.APART & ~marks.SOURCE)
        if unmarked and line.number == title + 1 and line.bold >= len(text) - 1 and line.words <= CALLED and _before_text(scan, line):
            # «د. هدى سالم», in bold type between title and text.
            name = bare_name(text, houses)
            if name and sounds_named(name) and not name.startswith("ال"):
                return [name]
        followed = unmarked and place + 1 < len(lines) and writing(lines[place + 1].text)
        if unmarked and (followed or any(only_date(lines[other].text) for other in beside)):
            found = bare_name(text, houses) if text.count(" ") < 4 else ""
            if found and sounds_named(found):
                return [found]
    return []


def _before_text(scan: Scan, line: Line) -> bool:
    """Whether a sentence follows a line at once."""
    return line.number + 1 < len(scan.lines) and prose(scan.lines[line.number + 1])


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
        if len(lines) > 1 and any(line.number in near for line in lines) and is_person(text, houses) and sounds_named(text):
            return [text]
    return []


def _candidates(scan: Scan, title: int | None, head: list[str], begins: int | None) -> list[tuple[Line | str, bool]]:
    """Return lines that may name a writer, the surest first, and whether their place says that they do."""
    lines = scan.lines
    outside = marks.OUTSIDE & ~(marks.SHARE | marks.FORM)
    last = min(len(lines), (title or 0) + BELOW, begins if begins is not None and begins > (title or 0) else len(lines))
    near = range(max(0, (title or 0) - ABOVE), last) if title is not None else range(0)
    marked = [
        line for line in lines if line.marks & marks.AUTHOR and not line.marks & outside & ~_beside(line.number, title) and line.words <= 11
    ]
    linked = {number for number in range(max(0, (title or 0) - BELOW), min(len(lines), (title or 0) + BELOW)) if _led(lines[number])}
    # A card of a columnist has the name of the column beside his own, which leads to his other columns.
    marked.sort(
        key=lambda line: (line.number not in linked, bool(COLUMN.search(scan.elements[line.element].name)), abs(line.number - (title or 0)))
    )
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
        # «الكاتب،» for readers who only hear the page, and the name in a line of its own.
        (lines[number + 1], True)
        for number in near
        if number + 1 < last and lines[number].words <= CUE_WORDS and lines[number + 1].words <= NEAR_WORDS
        if key_of(lines[number].text) in lexical("cues")
        # In a menu «تحقيق» is a section beside others.
        if ":" in lines[number].text or sounds_named(lines[number + 1].text)
    ]
    found += [
        (words, True)
        for number in near
        if lines[number].words <= 16 and not lines[number].marks & outside & ~_beside(number, title)
        for words, href in lines[number].links
        if _of_writer(href)
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


def _led(line: Line) -> bool:
    """Whether a line is nothing but a link to what a writer has written."""
    return len(line.links) == 1 and line.linked == len(line.text) and _of_writer(line.links[0][1])


def _of_writer(href: str) -> bool:
    """Whether an address is that of the page of a writer."""
    lower = href.lower()
    return WRITERS_PATH.search(lower) is not None or ("=" in lower and WRITERS_FIELD.search(lower) is not None)


def _beside(number: int, title: int | None) -> int:
    """Return marks that are not believed of what a page itself calls its author, right beside the title."""
    return marks.NAV | marks.SHARE | marks.SIDE | marks.RELATED | marks.BIO if title is not None and abs(number - title) <= NEAR else 0


def _misnamed(line: Line, title: int | None) -> int:
    """Return marks that are not believed right below the title: lines of a few words without a link, in what themes call a toolbar."""
    below = title is not None and (
        0 < line.number - title <= NEAR or (0 < line.number - title <= BELOW and signature(line.text, line.words))
    )
    brief = line.words <= NEAR_WORDS or (line.words <= DATED_WORDS and dated(line.text))
    return marks.NAV | marks.SHARE | marks.SIDE | marks.RELATED if below and not line.linked and brief else 0
