"""The lines of the article into its text. Comes in: the chosen lines. Goes out: paragraphs, and what was standing between them.

Promos become links, source lines become credits, signs of the end, captions, counters and lines that name place, day or writer go.
"""

import re
from typing import NamedTuple

from rawi.extract import marks
from rawi.extract.addressed import addressed, counts, interface, leads_on, menu
from rawi.extract.captions import caption, near_image
from rawi.extract.furniture import Furniture, furniture
from rawi.extract.inserts import BOXES, SENTENCE_END, boxed_link, fellows, only_link
from rawi.extract.listed import lexical
from rawi.extract.persons import names, signature
from rawi.extract.regions import Regions
from rawi.extract.scanned import Element, Line, Scan, prose
from rawi.extract.sources import CITED, CITED_WORDS, named_source, source_in
from rawi.extract.stated import signs, stated
from rawi.extract.title import key_of, same
from rawi.extract.trimming import hashtags, unended, without_labels, without_repeats, without_strays
from rawi.extract.weighing import without_spoken
from rawi.extract.when import dated, only_date
from rawi.language.dates import parse_moment
from rawi.model import Link

# A line of so few words before the first sentence or after the last one is a place, a name, initials.
EDGE_WORDS = 7
SAID_WORDS = 25
# When a text was published and when it was mended.
DATING_WORDS = 24
# A note on a writer, and where in it stands what he is.
BIO_WORDS, CALLED = 30, 5
LABELLED = 34
MOST_TRAILING = 4
# What a wall before a text says to those who do not pay is shorter.
WALL_WORDS = 20
# What begins an entry of a list that has no markup.
LISTED = re.compile(r"^\s*(?:[-•*●▪]|\d{1,3}\s*[-.)])\s*\w{2}")
# «رابط الخبر: https://…»: a line of a few words and an address.
ADDRESS = re.compile(r"^\W*(?:ال)?(?:رابط|link|url|lien)\b[^:]{0,40}:\s{0,3}(?:https?://|www\.)\S{4,}\s*$", re.IGNORECASE)
# The minute of a match, a note's number, and what somebody says under a name of his own.
MINUTE = re.compile(r"^\W{0,3}\d{1,3}(?:\s?\+\s?\d{1,2})?\s?['’′´]$|^\[\d{1,3}\]$|^@[\w.]{3,30}\b(?! (?:قال|كتب))")
NOTE = re.compile(r"^\[\d{1,3}\]$")
RULE = re.compile(r"^[\W_ـ]+$|^\{[^{}]{2,80}\}$|^\[/?[a-z_-]{3,30}(?: [^\[\]]{0,120})?\]$|^\{\{[^{}]{1,80}\}\}$")
# A dash and an agency's name or initials behind the last sentence: «--(بترا)», «(د ب أ)», «أ.ش.أ».
SIGNATURE = re.compile(r"^\W{0,6}\(?[^\W\d_]{1,9}(?:[ ./]{1,2}[^\W\d_]{1,9}){0,3}\)?\W{0,4}$")
# A promo behind a sentence of the same line: «… أمس. اقرأ أيضا: الأمطار تعود».
TAIL = re.compile(
    r"(?<=[.!؟»\"”…])\s{1,3}"
    r"(?=(?:و?[اإ]قر[اأ](?:وا)? (?:المزيد|[اأ]يض)|شاهد(?:وا)? [اأ]يض|طالع(?:وا)? [اأ]يض|[Rr]ead (?:more|also)\b|المصدر\s?:))"
)
WORTH_CUT = ("اقر", "إقر", "شاهد", "طالع", "المصدر", "ead ")
WORTH_TAIL = ("قر", "شاهد", "طالع", "مصدر", "ead ")
SHEDDING = frozenset(("promo", "related", "share", "follow", "embed", "screen"))
DROPPED = frozenset(
    [
        "rules",
        "promo",
        "related",
        "comments",
        "tags",
        "share",
        "follow",
        "end",
        "ad",
        "rights",
        "live",
        "screen",
        "embed",
        "count",
        "caption",
    ]
)


# The sign of the end in the last line, and editors' initials behind it: «(النهاية) م ع / ف ن».
ENDED = re.compile(r"\s*(\(\s?(?:النهاية|انتهى)\s?\)|/{1,2}\s?انتهى\s?/{1,2}|#\s?انتهى\s?#)\s*")
INITIALED = 10
# What follows the sign of the end is an appendix where the text before it is so many times as long.
TOLD = 2


class Gathered(NamedTuple):
    """The text in paragraphs, the numbers of their lines, and beside it: names behind «المصدر:», what stands above it and behind it."""

    paragraphs: list[str]
    promos: list[Link]
    lines: list[int]
    sources: list[str]
    head: list[str]
    tail: list[str]


def gather(
    scan: Scan, regions: Regions, lines: list[Line], title_key: str, site: str = "", house: frozenset[str] = frozenset()
) -> Gathered:
    """Sort the chosen lines into text and what is none; `site` is the host of the page, `house` the words of the site's names, folded."""
    result = Gathered([], [], [], [], [], [])
    kept: list[Line] = []
    texts: dict[int, str] = {}
    signed = frozenset(scan.author_links)
    illustrated: dict[int, list[int]] = {}
    for place, element, _ in scan.images:
        illustrated.setdefault(place, []).append(element)
    asked_source, ended = False, 0
    # Lines that are the page's own, whose fellows in a box may be as well.
    shed: list[int] = []
    for line in lines:
        if asked_source:
            asked_source = False
            if line.words <= 8 and not prose(line):
                result.sources.append(line.text)
                continue
        if _outside(line, result):
            continue
        found = regions.labels.get(line.number) if line.words <= 9 else None
        found = found or furniture(line.text, line.words)
        if found is None and line.words <= CITED_WORDS and CITED.match(line.text):
            result.sources.append(named_source(line))
            continue
        if found is not None and found.kind == "source":
            name = named_source(line)
            asked_source = not name
            result.sources.extend([name] if name else [])
            continue
        if found is not None and found.kind == "caption" and kept and found.words <= found.matched and not near_image(line, illustrated):
            result.tail.append(line.text)
        if found is not None and found.kind == "end":
            ended = len(kept)
        if found is not None and _dropped(line, found, result):
            if found.kind in SHEDDING:
                shed.append(line.number)
            continue
        if (line.number in signed and line.words <= 6) or _dates(scan, line, begun=bool(kept)):
            result.head.append(line.text)
            continue
        if only_link(line, site) or boxed_link(scan, line):
            result.promos.extend(Link(words, href) for words, href in line.links)
            continue
        if caption(scan, line, illustrated) or RULE.match(line.text) or (line.words < 45 and same(line.text, title_key)):
            continue
        if kept and (signature(line.text, line.words) or signs(line, house)):
            result.tail.append(line.text)
            continue
        if hashtags(line.text) or _speaks(line.text, line.words):
            shed.append(line.number)
            continue
        texts[line.number] = _without_tail(line, result)
        kept.append(line)
    _write(_finished(scan, _until_end(kept, ended), lines, shed, house, result), texts, result)
    return result


def _write(kept: list[Line], texts: dict[int, str], result: Gathered) -> None:
    """Write the paragraphs; the sign of the end, and editors' initials behind it, are cut from the last one."""
    told = [line.number for line in kept if texts[line.number]]
    result.paragraphs.extend(texts[number] for number in told)
    result.lines.extend(told)
    if not told:
        return
    text, sign, rest = (*ENDED.split(result.paragraphs[-1], maxsplit=1), "", "")[:3]
    if sign and text and rest.count(" ") < INITIALED:
        result.paragraphs[-1] = text
        result.tail.append(f"{sign} {rest}".strip())


def _until_end(kept: list[Line], ended: int) -> list[Line]:
    """Leave out what follows the sign of the end: what a house says of itself under each of its statements."""
    before, after = (sum(line.words for line in part) for part in (kept[:ended], kept[ended:]))
    return kept[:ended] if after and TOLD * after < before else kept


def _finished(scan: Scan, kept: list[Line], lines: list[Line], shed: list[int], house: frozenset[str], result: Gathered) -> list[Line]:
    """Leave out lines that only those around them give away; `shed` are the numbers of the page's own among all `lines`."""
    kept = without_repeats(kept, [scan.elements[line.element] for line in kept])
    kept, labels = without_labels(without_strays(kept, [_box(scan, line) for line in kept]), lines)
    _edges(kept, result)
    told = without_spoken(scan, kept, [_box(scan, line) for line in kept], house)
    shed.extend({line.number for line in kept} - {line.number for line in told})
    among = fellows(scan, told, shed) if shed else set()
    if len(told) < len(kept) or among:
        kept = [line for line in told if line.number not in among]
        _edges(kept, result)
    # A signature may stand above a button, and only its words tell it from a label.
    result.tail.extend(labels)
    return kept


def _dates(scan: Scan, line: Line, *, begun: bool) -> bool:
    """Whether a line says when the text was published, and no hour in a table of it."""
    if line.words > DATING_WORDS or (begun and _in_row(scan, line)):
        return False
    # «نشر في: … | آخر تحديث: …»
    return (line.words <= 14 and only_date(line.text)) or ("|" in line.text and all(map(only_date, filter(None, line.text.split(" | ")))))


def _in_row(scan: Scan, line: Line) -> bool:
    """Whether a line is one of several cells of a row: an hour in a table of hours."""
    row = scan.elements[scan.elements[line.element].parent] if line.marks & marks.CELL else None
    return row is not None and row.tag == "tr" and row.last - row.first > 1


def _box(scan: Scan, line: Line) -> Element:
    """Return the named box that holds nothing but a line, or else the element of the line."""
    box = scan.elements[line.element]
    parent = scan.elements[box.parent] if box.parent > 0 else box
    alone = parent.tag in BOXES and parent.name and parent.last - parent.first == 1
    return parent if alone else box


def _speaks(text: str, words: int) -> bool:
    """Whether a line speaks to the reader, leads on, is a menu or counts."""
    if ("://" in text[:80] and ADDRESS.match(text)) or (words <= SAID_WORDS and MINUTE.match(text)):
        return True
    return addressed(text, words) or interface(text, words) or leads_on(text, words) or menu(text) or counts(text, words)


def _outside(line: Line, result: Gathered) -> bool:
    """Whether a line stands in a region of furniture or is a piece apart; its links are kept where they lead to articles."""
    if line.marks & marks.PAYWALL and line.words <= WALL_WORDS:
        return True
    if line.marks & marks.OUTSIDE:
        if line.marks & marks.RELATED and not line.marks & (marks.SHARE | marks.HIDDEN | marks.POPUP):
            result.promos.extend(Link(words, href) for words, href in line.links if words.count(" ") > 1)
        return True
    if line.marks & marks.SOURCE and line.words <= 12:
        name = named_source(line)
        result.sources.extend([name] if name else [])
        return True
    if line.marks & (marks.AUTHOR | marks.DATE | marks.SECTION) and line.words <= 14:
        result.head.append(line.text)
        return True
    return bool(line.marks & (marks.CAPTION | marks.TAGS))


def _dropped(line: Line, found: Furniture, result: Gathered) -> bool:
    """Whether a line is furniture; promos leave their links behind."""
    if found.kind == "bio" and found.words <= found.matched + 1:
        return True
    if found.kind not in DROPPED:
        return False
    if found.words > 22 and found.kind in ("promo", "related", "share", "follow", "live") and 4 * line.linked < len(line.text):
        # A sentence may begin so; a label and headlines do not end as one.
        return ":" in line.text[:LABELLED] and line.text[-1] not in '.؟!»"'
    if found.kind in ("promo", "related"):
        result.promos.extend(Link(words, href) for words, href in line.links)
    if found.kind == "end":
        result.tail.append(line.text)
    return True


def _without_tail(line: Line, result: Gathered) -> str:
    """Cut a promo or a source from the end of a line."""
    if line.links and line.links[-1][0][-1] == "]" and line.links[-1][1][:1] == "#":
        return _without_notes(line)
    if not any(part in line.text for part in WORTH_TAIL):
        return line.text
    if line.links and line.text.rstrip(" .»").endswith(line.links[-1][0][-20:].rstrip(" .»")):
        before = line.text[: line.text.rfind(line.links[-1][0])].split()
        for size in range(2, 5):
            found = furniture(" ".join(before[-size:]), size) if len(before) > size + 4 else None
            if found is not None and found.kind == "promo" and found.matched == size:
                result.promos.append(Link(*line.links[-1]))
                return " ".join(before[:-size]).rstrip(" (-–—|")
    pieces = TAIL.split(line.text, maxsplit=1) if any(part in line.text for part in WORTH_CUT) else [line.text]
    if len(pieces) == 1 or len(pieces[1].split()) > 30:
        return line.text
    name = source_in(pieces[1])
    result.sources.extend([name] if name else [])
    result.promos.extend(Link(words, href) for words, href in line.links if words in pieces[1])
    return pieces[0].rstrip()


def _without_notes(line: Line) -> str:
    """Leave out the numbers of notes that a line leads to: «… والبشرة.[1]»."""
    text = line.text
    for words, href in line.links:
        if href[:1] == "#" and NOTE.match(words):
            text = text.replace(words, "", 1)
    return text.rstrip()


def _edges(kept: list[Line], result: Gathered) -> None:
    """Take short lines that are no sentences from both ends: places, names and days before the text, initials behind it."""
    if sum(map(prose, kept)) == 0:
        return
    while kept and _heads(kept[0]):
        result.head.append(kept.pop(0).text)
    if len(kept) > 2 and kept[-1].words <= BIO_WORDS and _tells_of_writer(kept[-1].text, kept[-1].words):
        result.tail.append(kept.pop().text)
    short = 0
    while short < len(kept) and _trails(kept[-1 - short]):
        short += 1
    if short < len(kept) and kept[-1 - short].text.rstrip().endswith(":"):
        short = 0
    # More short lines than an agency signs with are a list or a poem.
    if 0 < short <= MOST_TRAILING:
        result.tail.extend(line.text for line in kept[-short:])
        del kept[-short:]
    loose = unended(kept)
    if loose:
        result.tail.extend(line.text for line in kept[-loose:])
        del kept[-loose:]


def _tells_of_writer(text: str, words: int) -> bool:
    """Whether a line behind the text says what its writer does: «* مراسل ميداني غطى أزمات المنطقة»."""
    if text[0] == "*" and any(key_of(word) in lexical("callings") for word in text.split()[:CALLED]):
        return True
    return getattr(furniture(text.lstrip("*– -"), words), "kind", "") == "bio"


def _heads(line: Line) -> bool:
    """Whether a line above the first sentence names a place, a writer or a day."""
    if line.text[-1] == ":" and line.words <= EDGE_WORDS and names(line.text[:-1], set(), cued=False):
        # «كتبت زهراء حبيب:»
        return True
    if SENTENCE_END.search(line.text) or (line.marks & marks.HEADING and line.words > 2):
        return False
    if line.words <= EDGE_WORDS and not prose(line):
        return True
    return line.words <= 16 and dated(line.text) and parse_moment(line.text) is not None


def _trails(line: Line) -> bool:
    """Whether a line behind the last sentence is a signature: initials, an agency, a name."""
    if line.words <= EDGE_WORDS and not line.marks & marks.HEADING and stated(line.text):
        return True
    if line.words > 4 or prose(line) or line.marks & marks.ITEM or LISTED.match(line.text):
        return False
    return not SENTENCE_END.search(line.text) or bool(SIGNATURE.match(line.text))


def sift(paragraphs: list[str], title_key: str) -> Gathered:
    """Sort paragraphs that came without a page around them, as those of JSON do, into text and what is none."""
    result = Gathered([], [], [], [], [], [])
    for text in paragraphs:
        words = text.count(" ") + 1
        found = furniture(text, words)
        if found is not None and found.kind == "source":
            name = source_in(text)
            result.sources.extend([name] if name else [])
        elif (found is not None and found.kind in DROPPED and found.words <= 22) or RULE.match(text) or same(text, title_key):
            continue
        elif not _speaks(text, words):
            pieces = TAIL.split(text, maxsplit=1)
            result.paragraphs.append(pieces[0].rstrip() if len(pieces) == 2 and len(pieces[1].split()) <= 30 else text)
    return result
