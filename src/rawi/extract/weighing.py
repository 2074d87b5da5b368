"""Whether the page speaks in a short line, or the article. Comes in: a line, its words and its place. Goes out: a weight of evidence.

What sites put into texts is worded anew by each of them, and stands in paragraphs as often as in boxes of its own. So each such line is
weighed by what the lines of many makes have in common: it bids («صوّتوا»), speaks of the reader («لديك»), of its house («محررونا»), of parts
of pages, shares no word with the text around it, has no full stop where all paragraphs have one (`language/lexicon/weighed.toml`).
"""

import functools
import re
from collections import Counter
from collections.abc import Sequence

from rawi.extract import marks
from rawi.extract.addressed import ARABIC, QUOTED, WORD, group, things, words_in
from rawi.extract.inserts import make_of, own_box, usual_make
from rawi.extract.scanned import Element, Line, Scan, prose
from rawi.extract.trimming import in_sentences, stopped
from rawi.language.data import load
from rawi.language.orthography import fold

# Lines of so many words are weighed; shorter ones are sub-headings too often, longer ones are paragraphs.
SHORTEST, LONGEST = 3, 22
# From here on a line is the page's own: swept from 0 to 4 over the half of the short lines of articles that the weights had not seen, of
# which 5 of 2,011 are lost here, 17 at 0.5 and 2 at 3.
ENOUGH = 2.0
# The sum without any evidence.
NOTHING = -1.8
# In a list or a poem, which has more short lines than this and a third of all, so much more is asked for.
MOST_LOOSE, LISTED_MORE = 4, 2.0
# A text of more short lines is a list altogether; so many characters of it are looked at for the words of a line.
MOST_WEIGHED, AROUND = 120, 40_000
# So many lines at most begin with one word, else they are entries of a list.
ALIKE = 2
# Weights of a logistic regression over 700 wordings of furniture in 19 markups and 2,011 short lines of articles in five, each wording and
# each line counted once; half of both was kept from it while it was chosen what is a witness. Signs were held to what they mean; witnesses
# that came afterwards (`boxed`, `later`, `heads`, `names`, `counts`, `many persons`) were set by hand on those pages.
WEIGHTS = {
    "alien": 2.4,
    "far": 1.0,
    "akin": -1.3,
    "odd": 1.7,
    "part": 1.3,
    "parts": 0.5,
    "many": 1.5,
    "all": 1.1,
    "most": 0.2,
    "piece": 1.1,
    "this": 0.9,
    "first": 1.1,
    "office": 1.0,
    "house": 0.8,
    "common": 0.8,
    "pictured": 0.6,
    "shows": 0.5,
    "unstopped": 0.8,
    "reader": 0.6,
    "persons": 0.6,
    "many persons": 1.2,
    "yours": 0.5,
    "bids": 0.5,
    "later": 0.4,
    "boxed": 1.0,
    "we": 0.4,
    "ours": 0.4,
    "lures": 0.3,
    "linked": 0.4,
    "cell": 0.3,
    "some": 0.8,
    "counts": 1.0,
    "heads": -2.0,
    "names": -3.0,
    "tells": -0.7,
    "lengthy": -0.8,
    "long": -1.3,
    "colon": -1.0,
    "quoted": -1.0,
    "stopped": -2.3,
}
LISTED = re.compile(r"^\s*(?:[-–—•*●▪◾■]|\d{1,3}\s*[-.):–]|[^\W\d_]\s?[-–)]\s)")
# A verb before its subject stands in the singular, so that a plural at the head of a line bids: «تصفّحوا».
PLURAL = re.compile(r"^[^\W\d_و][^\W\d_]{2,}وا$")
# «your», «our», and what more than one reader does («تجدونه»).
PERSON = re.compile(r"^[^\W\d_]{3,}(?:ك|كم|نا)$|^ت[^\W\d_]{2,6}ون(?:ه|ها)?$")
YOURS = re.compile(r"^[^\W\d_]{3,}(?:ك|كم)$")
# What names another piece behind a label («رابط الخبر: …») is longer than a label and a name.
COLON, LABEL = 34, 8
# Particles before a word and endings behind it, as far as three letters are left.
EDGES = re.compile(r"^(?:و|ف)?(?:ال|بال|لل|كال|ب|ل)?(?=\w{3})|(?<=\w{3})(?:ة|ات|ان|ون|ين|ها|هم|نا|كم|ه|ي|ك)$")
CONTENT, CORE = 4, 3
COUNTED = 6
# Sub-headings in general terms («قراءة في المشهد») are short, and set as such.
HEADING_WORDS = 4


@functools.cache
def _words(*names: str) -> frozenset[str]:
    """Return some groups of the lexicon, folded."""
    return frozenset(fold(word).lower() for name in names for word in load("weighed")[name]["words"])


@functools.cache
def _parts() -> frozenset[str]:
    """Return words for parts of pages that the news has seldom."""
    return (_words("parts", "seldom") | things("things")) - things("common")


@functools.cache
def _speech() -> frozenset[str]:
    """Return all words that speak for the page."""
    own = _words("bids", "perhaps", "reader", "ours", "we", "lures", "parts", "office", "pictured", "crafted", "seldom", "everyday")
    return own | group("channels") | things("things")


def names_of_house(sites: tuple[str, ...]) -> frozenset[str]:
    """Return the words of the names of a site by which it speaks of itself.

    Example:
        >>> sorted(names_of_house(("صدى الوادي", "أخبار اليوم")))
        ['الوادي', 'صدي']
    """
    return frozenset(word for site in sites for word in WORD.findall(fold(site).lower()) if len(word) > 2 and word not in _common_names())


@functools.cache
def _common_names() -> frozenset[str]:
    """Return words of which names of sites are made and which say nothing of one."""
    return _words("titled") | group("common") | things("beside") | things("things")


def weight(text: str, words: int, place: frozenset[str] = frozenset(), house: frozenset[str] = frozenset(), around: str = "") -> float:
    """Return how much speaks for a line's being the page's own; from `ENOUGH` on it is.

    Args:
        text: the line.
        words: how many words it has.
        place: what is known of where it stands: `told`, `odd`, `linked`, `cell`, `bold`, `heading`, `boxed`.
        house: the words of the names of the site, folded.
        around: the article around it.

    Example:
        >>> amid = frozenset(["told"])
        >>> weight("صوّتوا الآن في استبيان الصفحة", 5, amid) > ENOUGH, weight("تصويت متأخر في البرلمان", 4, amid) > ENOUGH
        (True, False)
    """
    told = witnesses(text, words, place, house, around)
    return NOTHING + sum(WEIGHTS.get(one, 0.0) for one in told)


def witnesses(text: str, words: int, place: frozenset[str], house: frozenset[str], around: str) -> set[str]:
    """Return the names of what speaks for and against a line's being the page's own; nothing where no word of it is the page's."""
    found = words_in(text)
    if not found or (_speech().isdisjoint(found) and _speech().isdisjoint(word[1:] for word in found if word[0] == "و")):
        return set()
    told = {*place, *_shaped(text, words, found)}
    if not told.isdisjoint(("listed", "goes on")):
        return set()
    told.update(_spoken(found, house))
    if around:
        told.update(_shared(text, around))
    if "bids" in told:
        told.discard("colon")
    if words <= HEADING_WORDS and not told.isdisjoint(("bold", "heading")):
        told.add("heads")
    if "told" in told and "stopped" not in told and "asking" not in told:
        told.add("unstopped")
    return told


def _shared(text: str, around: str) -> list[str]:
    """Return how many of the words of a line are words of the article around it: a sub-heading shares some with what it heads."""
    told = shared = 0
    elsewhere = around.replace(text, "")
    for word in WORD.findall(text):
        if len(word) < CONTENT or fold(word).lower() in things("beside"):
            continue
        core = EDGES.sub("", word)
        if len(core) >= CORE:
            told += 1
            shared += core in elsewhere
    if not told:
        return []
    return ["alien" if not shared else "akin" if 3 * shared >= 2 * told else "kin" if 3 * shared >= told else "far"]


def _spoken(found: Sequence[str], house: frozenset[str]) -> list[str]:
    """Return what the words of a line say of it."""
    # «ونرحب بملاحظاتكم»: «and» is written with its word.
    found = [word[1:] if word[0] == "و" and word[1:] in _speech() else word for word in found]
    heard, first = set(found), found[0]
    said = [name for name in ("reader", "ours", "we", "lures", "office", "pictured", "tells") if not heard.isdisjoint(_words(name))]
    persons = sum(1 for word in found if (PERSON.match(word) and word not in group("not_yours")) or word in _words("reader", "we"))
    if persons > 1:
        said.extend(("persons", "many persons")[: persons - 1])
    if first in _words("bids", "perhaps") or first.removeprefix("و") in _words("bids") or (PLURAL.match(first) and "tells" not in said):
        said.append("bids")
    if first in _words("pictured"):
        said.append("shows")
    if first in _speech() and first not in things("common") and first not in _words("everyday"):
        said.append("first")
    if any(YOURS.match(word) and word not in group("not_yours") for word in found[1:]):
        said.append("yours")
    if not _words("bids", "perhaps").isdisjoint(found[1:]):
        said.append("later")
    if heard & group("piece") or (heard & group("this") and heard & group("mended")):
        said.append("piece")
        if heard & group("this"):
            said.append("this")
    if heard & house:
        said.append("house")
    parts = sum(1 for word in found if word in _parts())
    said.extend(("part", "parts")[: min(parts, 2)])
    if not parts and heard & (things("common") | _words("everyday")):
        said.append("common")
    own = sum(1 for word in found if word in _speech())
    about = sum(1 for word in found if word in things("beside"))
    if 4 * own >= 3 * len(found):
        said.append("most")
    if own + about == len(found):
        said.append("all")
    elif 3 * (own + about) >= 2 * len(found):
        said.append("many")
    return said


def _shaped(text: str, words: int, found: Sequence[str]) -> list[str]:
    """Return what length, signs and figures say of a line."""
    said = []
    if words > 16:
        said.append("long")
    elif words > 8:
        said.append("lengthy")
    elif words > 4:
        said.append("some")
    if LISTED.match(text):
        said.append("listed")
    if QUOTED.search(text):
        said.append("quoted")
    if ":" in text[:COLON] and text[-1] != ":":
        said.append("colon" if words <= LABEL else "names")
    if words <= COUNTED and any(character.isdigit() for character in text) and set(found) & group("counted"):
        said.append("counts")
    if text[-1] in "؟?":
        said.append("asking")
    elif stopped(text):
        said.append("stopped")
    elif text[-1] in "،:؛,":
        said.append("goes on")
    return said


def without_spoken(scan: Scan, kept: list[Line], boxes: list[Element], house: frozenset[str] = frozenset()) -> list[Line]:
    """Leave out short lines in which the page speaks.

    Args:
        scan: the page.
        kept: the lines of the text.
        boxes: the elements of the lines, or the boxes that hold nothing but one of them.
        house: the words of the names of the site, folded.
    """
    short = [
        (line, box)
        for line, box in zip(kept, boxes, strict=True)
        if SHORTEST <= line.words <= LONGEST and not line.marks & marks.ITEM and ARABIC.search(line.text)
    ]
    if not 0 < len(short) <= MOST_WEIGHED:
        return kept
    usual = usual_make(scan, kept)
    around = "\n".join(line.text for line in kept if prose(line) and make_of(scan, line) == usual)[:AROUND]
    made = Counter((box.tag, box.name) for box in boxes)
    shared = {"told"} if in_sentences(kept) else set[str]()
    loose = sum(1 for line, _ in short if not stopped(line.text))
    enough = ENOUGH + (LISTED_MORE if loose > MOST_LOOSE and 3 * loose > len(kept) else 0)
    begun = Counter(line.text.partition(" ")[0] for line in kept)
    spoken = set()
    for line, box in short:
        if begun[line.text.partition(" ")[0]] > ALIKE:
            # «يعرض على …»: an entry of a list.
            continue
        place = shared | _placed(scan, line, usual)
        if made[box.tag, box.name] == 1 and not place & {"heading", "bold"}:
            place.add("odd")
        if weight(line.text, line.words, frozenset(place), house, around) > enough:
            spoken.add(line.number)
    return [line for line in kept if line.number not in spoken] if spoken else kept


def _placed(scan: Scan, line: Line, usual: tuple[str, str]) -> set[str]:
    """Return what is known of where a line stands."""
    found = set()
    if line.marks & marks.HEADING:
        found.add("heading")
    if 2 * line.bold > len(line.text):
        found.add("bold")
    if line.linked:
        found.add("linked")
    if line.marks & marks.CELL:
        found.add("cell")
    if own_box(scan, line.number, usual) is not None:
        found.add("boxed")
    return found
