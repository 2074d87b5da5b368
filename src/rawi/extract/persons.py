"""Which words of a line name a person, an agency or a desk. Comes in: a line of text. Goes out: names of persons.

A name is never an address, the site itself, an agency or a desk: those are credits, and credits are read from the byline elsewhere.
"""

import functools
import re

from rawi.extract.addressed import speaks_of_channel
from rawi.extract.furniture import furniture
from rawi.extract.listed import crediting, house_words, lexical, prose_words
from rawi.extract.title import key_of
from rawi.extract.when import dated, only_date, vocabulary
from rawi.language.data import load
from rawi.language.dates import parse_moment
from rawi.language.orthography import MARKS, fold
from rawi.language.parts import key_of as folded_word
from rawi.language.people import family, foreign, given, may_be_foreign
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
# «… مازن شلبي بدأت في 26 يوليو»: when what he writes began.
BEGUN = re.compile(r"\s(?:بدأت|بدأ|انطلقت|أُ?طلقت)\s(?=[^\d]{0,20}\d)")
SIGNATURE_WORDS = 7
# «حماة-سانا»: a place and an agency, written together.
TIGHT = re.compile(r"^[^\W\d_]{3,12}(?: [^\W\d_]{3,12})?[-/]([^\W\d_]{2,12})$")
PAIR = 2
# «المرسى: إيقاف عنصر», «سعر الصرف في المرسى 147».
TELLS = re.compile(r"[\d:]|\sفي\s")
# A family is called by where it comes from: «الخضراوي».
NISBA = re.compile(r"^ال[^\W\d_]{3,}ي$")
# What begins a name and is none alone.
SERVANT = ("عبد", "أبو", "ابو")
DATELINE_WORDS = 6
# «وكالة صدى البحر الإخبارية».
AGENCY_WORDS = 4
# What joins an agency to a name stands among so many first words; «و» and three letters may be the shortest («وواس»).
NAMING, SHORTEST_JOINED = 12, 3
# «حاوره في دمشق: …», «رسالة بيروت - …»: where the writer is, in so many words.
WHERE, PLACED = frozenset(("في", "من")), (2, 1)
# «صدى المرفأ» in quotation marks and nothing else.
QUOTED = re.compile(r"^[«\"“][^«»\"“”]{2,40}[»\"”]$")


@functools.cache
def _words_of_credits() -> frozenset[str]:
    """Return the words of the names of agencies and desks, of which a line that credits has one."""
    return frozenset(word for name in crediting() for word in name.split())


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
    if any(key_of(part) in crediting() for part in PARTS.split(text) if part):
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
    words = key_of(text).split()
    if (text[0] in "([" and not behind) or (_words_of_credits().isdisjoint(words) and _words_of(houses).isdisjoint(words)):
        return False
    known, places = crediting(), lexical("places")
    keyed = [key for key in map(key_of, filter(None, PARTS.split(_apart(_undated(text))))) if key]
    if len(keyed) > 1 and keyed[0] in lexical("cues") and keyed[0] not in lexical("pictured"):
        # «إعداد: الأناضول»: an agency where a person might stand.
        del keyed[0]
    parts = [key for key in keyed if not _own(key, houses)]
    if dated(text):
        # «مكة المكرمة 17 جمادى الأولى 1445 هـ الموافق 30 نوفمبر 2023 م واس»: what is left of a dateline without its dates.
        words = _timeless(text)
        ends = [key_of(" ".join(words[-size:])) for size in (1, 2, 3)] if len(words) < DATELINE_WORDS else []
        return any(part in known for part in (*parts, *ends))
    # A house with its place signs; its name alone stands on every page.
    own = [key for key in keyed if _own(key, houses)]
    alone = len(keyed) == 1 and own == keyed and own[0] in houses and not QUOTED.match(text)
    # «وكالة الفضاء الأوروبية» alone is no agency of news.
    signs = any(part in known or (_agency(part) and (len(keyed) > 1 or "انباء" in part)) for part in parts) or (own and not alone)
    return bool(signs) and all(part in known or part in places or _agency(part) for part in parts)


@functools.lru_cache(maxsize=256)
def _words_of(houses: frozenset[str]) -> frozenset[str]:
    """Return the words of the names of houses, also behind «ب»."""
    return frozenset(one for house in houses for word in house.split() for one in (word, f"ب{word}"))


def _own(key: str, houses: frozenset[str]) -> bool:
    """Whether words are the name of a house, with its desk or without: «خاص بصدى المرفأ», «مراسل صدى المرفأ»."""
    if not houses or key in houses:
        return key in houses
    first, _, rest = key.partition(" ")
    return first in lexical("of_house") and (rest in houses or rest.removeprefix("ب") in houses)


def _agency(key: str) -> bool:
    """Whether words say themselves that they are the name of an agency: «وكالة بحر»."""
    words = key.split()
    if not 1 < len(words) <= AGENCY_WORDS or words[0] != "وكاله":
        return False
    return not any(word in prose_words() or word in lexical("no_names") for word in words)


def _apart(text: str) -> str:
    """Part a name from the agency that «و», «مع» or «عن» joins to it: «سامر الحداد مع رويترز», «صدى المرفأ ووكالات».

    Example:
        >>> _apart("سامر الحداد مع رويترز"), _apart("هدى سالم ووكالات"), _apart("حوار مع الوزير")
        ('سامر الحداد | رويترز', 'هدى سالم | وكالات', 'حوار مع الوزير')
    """
    if " و" not in text and " مع " not in text and "عن " not in text:
        return text
    words = text.split()
    for place in range(1, min(len(words), NAMING)):
        word, behind = words[place], words[place + 1 :]
        if word in ("مع", "عن", "و") and behind and (_credit_begins(behind) or (word == "عن" and behind[0][0] in '«"')):
            taken = place - 1 if key_of(words[place - 1]) == "نقلا" else place
            return " ".join([*words[:taken], "|", *behind]) if taken else text
        if word[0] == "و" and len(word) > SHORTEST_JOINED and (word[1] in '«"' or _credit_begins([word[1:], *behind])):
            return " ".join([*words[:place], "|", word[1:], *behind])
    return text


def _whence(text: str, *, said: bool) -> str:
    """Part a name from the place that «من» joins to it; where nothing else does, a given name and an agency must say that one comes.

    Example:
        >>> _whence("سامر الحداد من القاهرة", said=True), _whence("سامر الحداد من القاهرة", said=False)
        ('سامر الحداد | القاهرة', 'سامر الحداد من القاهرة')
        >>> _whence("سامر الحداد من مكتب القاهرة", said=False)
        'سامر الحداد | القاهرة'
    """
    name, joined, place = text.partition(" من ")
    first, _, rest = place.partition(" ")
    office = key_of(first) in lexical("letters")
    place = rest if office else place
    where = key_of(PARTS.split(place, maxsplit=1)[0]) if joined else ""
    return f"{name} | {place}" if where in lexical("places") and (said or (called(name) and (office or credited(text)))) else text


@functools.cache
def _first_words() -> frozenset[str]:
    """Return the first words of the names of agencies and desks."""
    return frozenset(name.split(" ", 1)[0] for name in crediting() if name)


def _credit_begins(words: list[str]) -> bool:
    """Whether words begin with the name of an agency or a desk."""
    first = key_of(words[0])
    return first in _first_words() and any(key_of(" ".join(words[:size])) in crediting() for size in (1, 2, 3))


def _undated(text: str) -> str:
    """Take the date from the end of a line that begins with words: «أسوشيتد برس آخر تحديث: 22 مارس 2020 17:06»."""
    head = _parted(text).split(" | ", 1)[0] if dated(text) else text
    words = UPDATED.split(head, maxsplit=1)[0].split()
    return " ".join(words) if words else text


def _timeless(text: str) -> list[str]:
    """Return the words of a line that say nothing about when."""
    return [word for word in text.split() if not DIGIT.search(word) and not all(part in vocabulary() for part in keys(word))]


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
    sure = sure or (":" in text and key_of(text.partition(":")[0]) in lexical("cues"))
    return sure and key_of(first) in lexical("cues") and bool(names(text, set(), cued=False))


def called(text: str) -> bool:
    """Whether words begin with a given name that is known.

    Example:
        >>> called("محمود النقبي"), called("صدى برس")
        (True, False)
    """
    first = text.split(" ", 1)[0]
    return first in SERVANT or given(fold(first))


def sounds_named(text: str) -> bool:
    """Whether words begin as names of persons do: with a given name, a title, or a word that is none of Arabic.

    Nothing but their place says that they name anybody, and sections stand there as well.

    Example:
        >>> sounds_named("سامر الحداد"), sounds_named("د. ميرال كنعان"), sounds_named("توماس فريدمان"), sounds_named("أدب الشتات")
        (True, True, True, False)
    """
    words = [fold(word).strip(".") for word in text.split()]
    if len(words[0]) == 1 or words[0] in lexical("titled") | lexical("names_of_words") or text.startswith(SERVANT) or given(words[0]):
        return True
    if len(words) > 1 and not words[0].startswith("ال") and NISBA.match(words[-1]):
        return True
    others = [word for word in words if word not in lexical("places")]
    if any(given(word) or family(word) for word in others):
        return True
    # The dictionary is asked last: it takes a second to be read, and most lines that come so far have a word that no foreign name has.
    return all(map(may_be_foreign, words)) and any(map(foreign, others))


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
    if DIGIT.search(text) and (begun := BEGUN.search(text)) is not None:
        text = text[: begun.start()]
    bare, had_cue = _without_cue(text)
    parted = PARTS.split(_apart(_whence(_middle_cue().sub(" | ", _parted(bare)), said=cued or had_cue)))
    pieces = [_without_cue(part.strip(EDGES)) for part in parted if part and part.strip(EDGES)]
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
    if not said and TELLS.search(bare) and _tells(bare, pieces, houses):
        # «سعر الصرف في المرسى 147500»
        return []
    sure = [one for part, cue in pieces[:8] if cue for one in _split_and(part) if is_person(one, houses)]
    found = sure or [one for part, _ in pieces[:8] for one in _split_and(part) if is_person(one, houses)]
    return found[: 6 if said or sure else 1]


def _tells(text: str, pieces: list[tuple[str, bool]], houses: set[str]) -> bool:
    """Whether nothing but a place says that a line which may be a headline or a rate names a writer, and no word of it sounds like one."""
    if any(cue or key_of(part) in crediting() or key_of(part) in houses for part, cue in pieces):
        return False
    return parse_moment(text) is None and not any(sounds_named(part) for part, _ in pieces)


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
    return key in crediting() or key in lexical("places")


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
            rest = " ".join(words[size + _where(words[size:]) :]).strip(" :-–—/|")
            return _without_cue(rest)[0] if rest else rest, True
    if folded and folded[0] in lexical("letters") and (placed := _where(["في", *words[1:]])) > 1:
        rest = " ".join(words[placed:]).strip(" :-–—/|")
        return rest, bool(rest)
    return stripped, False


def _where(words: list[str]) -> int:
    """Count the words that say where a writer is, with the sign behind them: 2 for «في دمشق: سامر الحداد»."""
    if len(words) < PAIR + 1 or words[0] not in WHERE:
        return 0
    for size in PLACED:
        place, behind = words[1 : 1 + size], words[1 + size : 2 + size]
        if key_of(" ".join(place)) in lexical("places") and behind and (place[-1][-1] in ":-–/،" or not key_of(behind[0])):
            return 1 + size
    return 0


def is_person(text: str, houses: set[str]) -> bool:
    """Whether words can be the name of a person."""
    key = key_of(text)
    words = key.split()
    if not NAME.match(text) or not 2 <= len(words) <= 5 or key in houses or ADDRESS.search(text):
        return False
    if furniture(text, len(words)) is not None or speaks_of_channel(text) or words[-1] in lexical("kinds_of_house"):
        return False
    if key in crediting() or key in lexical("places") or words[0] in lexical("roles"):
        return False
    if words[-1] in house_words() and not called(text):
        # «صدى البلد»
        return False
    if any(word in lexical("desks") or word in lexical("cues") or word in lexical("no_names") or word in prose_words() for word in words):
        return False
    return not any(len(house) > 4 and (house in key or key in house) for house in houses) and not only_date(text)
