"""Which words of a line name a person, an agency or a desk. Comes in: a line of text. Goes out: names of persons.

A name is never an address, the site itself, an agency or a desk: those are credits, and credits are read from the byline elsewhere.
"""

import functools
import re

from rawi.extract.addressed import speaks_of_channel
from rawi.extract.furniture import furniture
from rawi.extract.title import key_of
from rawi.extract.when import dated, only_date, vocabulary
from rawi.language.data import load
from rawi.language.dates import parse_moment
from rawi.language.orthography import MARKS, fold
from rawi.language.parts import key_of as folded_word
from rawi.language.people import given
from rawi.language.tokens import keys

EDGES = " .:-*\"'،؛«»✍✎\u200e\u200f"
PARTS = re.compile(
    r"\s*[|/+،,؛;•·–—]\s*|\s+[-ـ]\s+|\s*[-]\s+|\s+[-]\s*|\s*\(\s*|\s*\)\s*|\s{2,}|\s*:\s*|\s+(?:منذ|قبل)\s+|\s+(?:and|et|بتاريخ|في|يوم|الساعة|on|at)\s+|\s*&\s*"
)
# Marks of Arabic writing stand inside words («محمّد», «سلمیٰ») and are no letters to an expression.
NAME = re.compile(rf"^[^\W\d_][\w{MARKS}.'’‌ـ-]*(?: [^\W\d_][\w{MARKS}.'’‌ـ-]*){{1,4}}$")
ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|net|org|ps|sa|eg|jo|info|tv)\b|^/")
DIGIT = re.compile(r"\d")
UPDATED = re.compile(r"\s*(?:آخر |تاريخ )?(?:تحديث|التحديث|نشر|نُشر|النشر)\b")
SIGNATURE_WORDS = 7
# «حماة-سانا»: a place and an agency, written together.
TIGHT = re.compile(r"^[^\W\d_]{3,12}(?: [^\W\d_]{3,12})?[-/]([^\W\d_]{2,12})$")
# What begins a name and is none alone.
SERVANT = ("عبد", "أبو", "ابو")
DATELINE_WORDS = 6
# The name of a house in a dateline has no more spaces.
CALLED = 3
HEAD = 140
# «الدوحة - 5 - 4 (كنا) -- …», «المرسى 17 جمادى الأولى 1445 هـ م وكن»: initials of an agency behind a place and a day.
SIGNED = re.compile(r"^([^().:«\"]{2,90}?)[(/]\s?([^\W\d_]{2,6})\s?[)/]\s?[-–—:]{1,3}\s")
DAYED = re.compile(r"^([^().:«\"]{2,110}\d{4}\s?(?:م|هـ))\s([^\W\d_]{2,6})$")
# «المرسى في 14 نوفمبر / المدار / دشنت …», «القاهرة في 14 ديسمبر /أ ن ع/ تابع …».
BARRED = re.compile(r"^([^().:«\"/]{2,60}\d[^().:«\"/]{2,24})\s?/\s?([^\W\d_][^()/.:«\"،\d]{1,30}?)\s?/\s{0,2}[^\W\d_]")
# «صدى برس/ …», «صدى برس - …».
SLASHED = re.compile(r"^([^\W\d_]{2,12}(?: [^\W\d_]{2,12}){0,2})\s?[/\-–—:]{1,2}\s")


@functools.cache
def lexical(name: str) -> frozenset[str]:
    """Return one list of the lexicon as keys."""
    return frozenset(key_of(word) for word in load("bylines")[name]["words"])


@functools.cache
def _crediting() -> frozenset[str]:
    """Return the names of agencies and desks as keys."""
    return lexical("agencies") | lexical("desks")


@functools.cache
def _words_of_credits() -> frozenset[str]:
    """Return the words of the names of agencies and desks, of which a line that credits has one."""
    return frozenset(word for name in _crediting() for word in name.split())


@functools.cache
def _prose() -> frozenset[str]:
    """Return words that stand in sentences and in nobody's name."""
    return frozenset(key_of(word) for word in load("credits")["prose"]["words"]) - lexical("names_like_words")


@functools.cache
def _cues() -> frozenset[tuple[str, ...]]:
    """Return the cues before a name as words, of which none has more than four."""
    return frozenset(tuple(key.split()) for key in lexical("cues"))


@functools.cache
def _middle_cue() -> re.Pattern[str]:
    """Return what finds a cue inside a line: «5 مارس 2024 بقلم ليلى حداد»."""
    return re.compile(rf"\s+(?=(?:{'|'.join(load('bylines')['middle']['words'])})\s*[:/-]?\s)")


def credited(text: str) -> bool:
    """Whether a line names an agency or a desk."""
    if any(key_of(part) in _crediting() for part in PARTS.split(text) if part):
        return True
    words = key_of(text).split()
    return any(" ".join(words[start : start + size]) in lexical("agencies") for size in (1, 2, 3) for start in range(len(words) - size + 1))


def credits_only(text: str, houses: frozenset[str] = frozenset(), *, behind: bool = False) -> bool:
    """Whether a line is nothing but agencies, desks and places, with one that credits: «المرسى - رويترز».

    Args:
        text: the line.
        houses: keys of names that are the site's own: «المرفأ + وكالات».
        behind: whether it stands behind the text; above it brackets are round the credit of a photo.

    Example:
        >>> credits_only("القاهرة - رويترز"), credits_only("(رويترز)"), credits_only("(رويترز)", behind=True)
        (True, False, True)
    """
    placed = TIGHT.match(text)
    if placed is not None and key_of(placed[1]) in lexical("agencies"):
        return True
    if (text[0] in "([" and not behind) or _words_of_credits().isdisjoint(key_of(text).split()):
        return False
    known, places = _crediting(), lexical("places")
    keyed = map(key_of, filter(None, PARTS.split(_undated(text))))
    parts = [key for key in keyed if key and key not in houses]
    if dated(text):
        # «مكة المكرمة 17 جمادى الأولى 1445 هـ الموافق 30 نوفمبر 2023 م واس»: what is left of a dateline without its dates.
        words = _timeless(text)
        ends = [key_of(" ".join(words[-size:])) for size in (1, 2, 3)] if len(words) < DATELINE_WORDS else []
        return any(part in known for part in (*parts, *ends))
    return any(part in known for part in parts) and all(part in known or part in places for part in parts)


def _undated(text: str) -> str:
    """Take the date from the end of a line that begins with words: «أسوشيتد برس آخر تحديث: 22 مارس 2020 17:06»."""
    head = _parted(text).split(" | ", 1)[0] if dated(text) else text
    words = UPDATED.split(head, maxsplit=1)[0].split()
    return " ".join(words) if words else text


def _timeless(text: str) -> list[str]:
    """Return the words of a line that say nothing about when."""
    return [word for word in text.split() if not DIGIT.search(word) and not all(part in vocabulary() for part in keys(word))]


def may_be_signed(text: str) -> bool:
    """Whether a text begins as those do that an agency signs at their head."""
    head = text[:HEAD]
    return any(pattern.match(head) for pattern in (SIGNED, DAYED, BARRED, SLASHED))


def signed_head(text: str, houses: frozenset[str] = frozenset()) -> str:
    """Return the name with which an agency that nobody lists signs the head of its text, or nothing.

    Args:
        text: the first paragraph, or a line above it.
        houses: keys of names that are the site's own, and of the pieces of its `<title>`.

    Example:
        >>> signed_head("المرسى - 5 - 4 (كنا) -- أعلنت البلدية"), signed_head("صدى برس/ كشفت وثيقة"), signed_head("قال (ناصر) - وهو")
        ('كنا', 'صدى برس', '')
    """
    head = text[:HEAD]
    match = SIGNED.match(head) or DAYED.match(head) or BARRED.match(head)
    if match is not None:
        name = match[2]
        # Behind a day and without brackets no one else would know the name of an agency.
        known = lexical("places") | lexical("desks") | (lexical("agencies") if match.re is SIGNED else frozenset())
        place = key_of(match[1]).split()
        plain_head = not any(word in _prose() for word in place) and sum(not word[0].isdecimal() for word in place) <= DATELINE_WORDS + 6
        if match.re is BARRED and (name.count(" ") > CALLED or not _day_ends(match[1])):
            return ""
        return name if plain_head and key_of(name) not in known and key_of(name) not in _prose() and name not in vocabulary() else ""
    match = SLASHED.match(head)
    if match is None:
        return ""
    key = key_of(match[1])
    house = key in houses or (" " in key and key.rsplit(" ", 1)[-1] in lexical("kinds_of_house"))
    return match[1].strip() if house and key not in lexical("agencies") else ""


def _day_ends(head: str) -> bool:
    """Whether words end with a day and a month: «المرسى في 14 نوفمبر»."""
    digit = DIGIT.search(head)
    month = [word for word in head[digit.start() :].split() if not word.isdecimal()] if digit else []
    return bool(month) and all(part in vocabulary() for word in month for part in keys(word))


def signature(text: str, words: int) -> bool:
    """Whether a line is a cue and the name of a person: «كتب: سعاد المطيري».

    Example:
        >>> signature("بقلم: سعاد المطيري", 3), signature("كتب الوزير رسالة", 3)
        (True, False)
    """
    if not 3 <= words <= SIGNATURE_WORDS or text[-1] in ".؟!":
        return False
    first = text.split(" ", 1)[0]
    sure = first[-1] in ":/-" or key_of(first) in lexical("sure_cues") or " : " in text[:16] or " - " in text[:16]
    return sure and key_of(first) in lexical("cues") and bool(names(text, set(), cued=False))


def called(text: str) -> bool:
    """Whether words begin with a given name that is known.

    Example:
        >>> called("محمود النقبي"), called("صدى برس")
        (True, False)
    """
    first = text.split(" ", 1)[0]
    return first in SERVANT or given(fold(first))


def bare_name(text: str, houses: set[str]) -> str:
    """Return the name of a person that a line is, without signs around it, or nothing."""
    words = text.strip(EDGES)
    return words if is_person(words, houses) else ""


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
    if had_cue and len(pieces) > 1 and any(cue for _, cue in pieces):
        # «تقرير: … | تصوير: …»: who made the pictures comes last.
        pieces[0] = (pieces[0][0], True)
    said = cued or had_cue
    backing = len(pieces) > 1 and any(_backs(part) or key_of(part) in houses for part, _ in pieces)
    backed = said or any(cue for _, cue in pieces) or backing or _timed(bare, len(pieces))
    if not backed:
        return []
    if not said and not any(cue for _, cue in pieces) and not all(_known(part, houses) for part, _ in pieces):
        # «متظاهرون في الساحة (رويترز)» is what a picture shows.
        return []
    sure = [one for part, cue in pieces[:8] if cue for one in _split_and(part) if is_person(one, houses)]
    found = sure or [one for part, _ in pieces[:8] for one in _split_and(part) if is_person(one, houses)]
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
        if word.startswith("و") and len(word) > 3 and key_of(word) not in lexical("names_with_waw"):
            return [" ".join(words[:number]), " ".join([word[1:], *words[number + 1 :]])]
    return [text]


def _backs(part: str) -> bool:
    """Whether a part of a line says that the rest of it names the writer."""
    key = key_of(part)
    return key in _crediting() or key in lexical("places")


def _known(part: str, houses: set[str]) -> bool:
    """Whether a part of a line is of a kind that bylines are made of: a person, an agency, a desk, a place, a house, a date."""
    key = key_of(part)
    return (
        not key
        or key in houses
        or _backs(part)
        or DIGIT.search(part) is not None
        or all(word in vocabulary() for word in keys(part))
        or all(is_person(one, houses) for one in _split_and(part))
    )


def _timed(text: str, pieces: int) -> bool:
    """Whether a line of several pieces says when, so that what else it says may be who."""
    return pieces > 1 and DIGIT.search(text) is not None and parse_moment(text) is not None


def _without_cue(text: str) -> tuple[str, bool]:
    """Take «كتب»، «بقلم:» and the like from the start of a line."""
    stripped = text.strip(" \t-–—|:•·«»\"'*")
    words = stripped.split()
    folded = [folded_word(word).lower().strip(".:-–—،/|") for word in words[:4]]
    for size in range(min(len(words) - 1, len(folded)), 0, -1):
        if tuple(folded[:size]) in _cues():
            rest = " ".join(words[size:]).strip(" :-–—/|")
            return _without_cue(rest)[0] if rest else rest, True
    return stripped, False


def is_person(text: str, houses: set[str]) -> bool:
    """Whether words can be the name of a person."""
    key = key_of(text)
    words = key.split()
    if not NAME.match(text) or not 2 <= len(words) <= 5 or key in houses or ADDRESS.search(text):
        return False
    if furniture(text, len(words)) is not None or speaks_of_channel(text):
        return False
    if key in _crediting() or key in lexical("places"):
        return False
    if any(word in lexical("desks") or word in lexical("cues") or word in lexical("no_names") or word in _prose() for word in words):
        return False
    return not any(len(house) > 4 and (house in key or key in house) for house in houses) and not only_date(text)
