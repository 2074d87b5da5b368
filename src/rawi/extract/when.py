"""When an article was published and updated. Comes in: a `Scan`, JSON-LD, the address. Goes out: two moments, each with where it was read.

In the order of trust: JSON-LD, `<meta>` and item properties, `<time>`, words near the title, the address. The order decides between
statements that agree on the day; where they do not, most statements win, and of one against one the words that a reader sees (JSON-LD by
template bears the day of the crawl, of the last change or of the founding of the site).
"""

import datetime as dt
import functools
import itertools
import re
import zoneinfo
from typing import Any

from rawi import moments
from rawi.extract import marks
from rawi.extract.jsonld import string
from rawi.extract.order import DATE_WORDS, day_first, in_order, months_first, other_order
from rawi.extract.scanned import Line, Scan, prose
from rawi.language.data import load
from rawi.language.dates import parse_moment
from rawi.language.tokens import keys
from rawi.model import Moment, Outlet, Page

# What may not be when an article was made: templates leave these, and the web is younger than 1990.
FIRST_YEAR = 1990
URL_DAY = re.compile(r"[/=_-](19[89]\d|20[0-4]\d)([/_-]?)(1[0-2]|0?[1-9])\2([12]\d|3[01]|0?[1-9])(?=[/_.&?-]|$)")
# The line that dates an article stands no farther from its title: the widest gap of the open pages is 7 lines.
ABOVE, BELOW = 6, 12
# A date with little else so few lines below the title is the article's, whatever the theme calls its box («toolbar»).
RIGHT_BELOW = 5
BRIEF = 10
# A date with its cue is longer.
LEAST_PIECE = 8
ELSEWHERE = marks.NAV | marks.SIDE | marks.FOOT | marks.RELATED | marks.COMMENT | marks.AD
ONE_DAY = dt.timedelta(hours=36)
ONE_MINUTE = dt.timedelta(minutes=1)
BARS = re.compile(r"\s*[|•·]\s*|\s+[–—/-]\s+")
# 1990 and 2100 in seconds since 1970; what is larger counts milliseconds.
SMALLEST_STAMP, LARGEST_STAMP = 631_152_000, 4_102_444_800
NUMERIC = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}")
# What templates write where they know no date.
NEW_YEAR = re.compile(r"-01-01T00:00(?::00)?(?:\D|$)")
# Parts of the calendar's lexicon whose words name a day or time, and those whose words only stand beside one.
TELLING = ("weekdays", "relative", "now", "ago", "units")
NEUTRAL = (*TELLING, "eras", "links", "clock", "relation", "cues")
FIGURES = re.compile(r"\d\s?[:/]\s?\d|\d[.-]\d{1,2}[.-]\d|\b(?:19|20)\d\d\b|[٠-٩]{4}")
DATING = re.compile(r"\d|منذ|قبل|اليوم|أمس|ago")
ZONED = frozenset(("توقيت", "بتوقيت", "gmt", "utc"))
# «عدد القراءات 4417» has so many words and begins with this one.
COUNTED, COUNT = 3, "عدد"
# «العدد الصادر الخميس …» has so many words before what is a day.
ISSUED = 2
ORDER = ("json-ld", "meta", "time", "text", "url")


def moments_of(
    page: Page,
    scan: Scan,
    node: dict[str, Any],
    title: int | None,
    outlet: Outlet | None,
    begins: int | None = None,
    *,
    state: dict[str, Any] | None = None,
) -> tuple[Moment | None, Moment | None]:
    """Return when the article was published and when it was updated, as exactly as the page says.

    A time without an offset takes that of the outlet's time zone, where that is known.

    Args:
        page: the page; from when it was fetched «منذ ساعتين» is reckoned.
        scan: what its walk found.
        node: its article in JSON-LD.
        title: the line of the title.
        outlet: who published it, if that is known.
        begins: the first line of the text; a date below it is not the article's.
        state: the object that the page draws its article from, where the text was read from one; readers see its dates.
    """
    now = _now(page)
    shown, shown_updates, place = _seen(scan, title if title is not None else begins, now, outlet, begins)
    if state and not shown:
        shown = _from_json(state, ("datePublished", "dateCreated"))
    published = [
        *_from_json(node, ("datePublished", "dateCreated", "uploadDate")),
        *_from_meta(scan, "published"),
        *_from_props(scan, ("datepublished", "datecreated")),
        *_from_times(scan, title),
        *shown,
        *_from_address(page.url),
    ]
    updated = [*_from_json(node, ("dateModified",)), *_from_meta(scan, "updated"), *_from_props(scan, ("datemodified",)), *shown_updates]
    published = _not_updates(published, shown, shown_updates)
    line = scan.lines[place] if place is not None else None
    if line is not None and NUMERIC.search(line.text):
        published = in_order(published, shown)
        if published == shown and (proved := _swapped(scan, line, shown[0])):
            published = shown = [proved]
    # What stands alone in a line below the title weighs as much as two fields that one template fills.
    alone = line is not None and title is not None and title < line.number and only_date(line.text)
    first = _agreed(_probable([found for found in published if _possible(found, now)]), shown, weight=2 if alone else 1)
    later = next((found for found in updated if _possible(found, now)), None)
    if first is None and not published:
        first = later
    if first is not None and later is not None and moments.instant(later) + dt.timedelta(days=1) < moments.instant(first):
        # Nothing is published after it was updated; what readers see is true, and a template's date is that of the crawl.
        first, later = (later, None) if later.basis == "text" and first.basis != "text" else (first, None)
    return _placed(first, outlet), _placed(later, outlet)


def _from_json(node: dict[str, Any], names: tuple[str, ...]) -> list[Moment]:
    """Return the first date among fields of JSON-LD."""
    return [found for found in (_read(_stamp(node.get(name)) or string(node.get(name)), "json-ld") for name in names) if found][:1]


def _stamp(value: Any) -> str:
    """Return seconds or milliseconds since 1970 as a date; nothing where they are none of the web's years."""
    digits = value if isinstance(value, int) else int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 14 else 0
    seconds = digits // 1000 if digits > LARGEST_STAMP else digits
    if not SMALLEST_STAMP < seconds < LARGEST_STAMP:
        return ""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


def _from_props(scan: Scan, names: tuple[str, ...]) -> list[Moment]:
    """Return the first date among item properties of the page."""
    return [found for found in (_read(content, "meta") for prop, _, content in scan.props if prop.lower() in names) if found][:1]


@functools.cache
def _cue(what: str) -> re.Pattern[str]:
    """Return what finds a word that says «updated» or «published»."""
    return re.compile("|".join(load("metadata")[what]["cues"]), re.IGNORECASE)


def publishes(text: str) -> bool:
    """Whether a short line says when something was published: «تاريخ نشر المادة 14 / 5 / 2013».

    Example:
        >>> publishes("تاريخ نشر المادة في الموقع 14 / 5 / 2013"), publishes("نشر الكتاب عام 2013")
        (True, False)
    """
    return text.count(" ") < BRIEF + 4 and NUMERIC.search(text.replace(" ", "")) is not None and _cue("published").search(text) is not None


def _now(page: Page) -> dt.datetime | None:
    """Return when the page was fetched."""
    fetched = moments.moment(page.fetched_at, basis="fetched") if page.fetched_at else None
    return moments.instant(fetched) if fetched else None


def _read(value: str, basis: str) -> Moment | None:
    """Read what a page's metadata calls a date."""
    value = value.strip()
    if len(value) < 6 or len(value) > 80:
        return None
    return moments.moment(value, basis=basis) or parse_moment(value, basis=basis)


def _from_meta(scan: Scan, what: str) -> list[Moment]:
    """Return the first date that `<meta>` gives under a name of this kind."""
    for name in load("metadata")[what]["names"]:
        for content in scan.meta.get(name, ())[:2]:
            found = _read(content, "meta")
            if found:
                return [found]
    return []


def _from_times(scan: Scan, title: int | None) -> list[Moment]:
    """Return the date of the `<time>` nearest to the title."""
    near = [(place, value) for place, value in scan.times if value and (title is None or title - ABOVE <= place <= title + BELOW)]
    if title is None:
        near = near[:1]
    near.sort(key=lambda pair: abs(pair[0] - (title or 0) - 1))
    for place, value in near[:3]:
        text = scan.lines[place].text if place < len(scan.lines) else ""
        found = None if _cue("updated").search(text) and not _cue("published").search(text) else _read(value, "time")
        if found:
            return [found]
    return []


def _seen(
    scan: Scan, title: int | None, now: dt.datetime | None, outlet: Outlet | None, first: int | None
) -> tuple[list[Moment], list[Moment], int | None]:
    """Return the dates that a reader sees near the title: (published, updated), and the line of the first."""
    published: list[Moment] = []
    updated: list[Moment] = []
    country = outlet.country if outlet and outlet.country else None
    for number in _near(scan, title, first):
        line = scan.lines[number]
        if (
            line.words > DATE_WORDS
            or number == title
            or not dated(line.text)
            or (not line.marks & marks.DATE and _told(line, scan.fields(number)))
        ):
            continue
        fields = [field for field in scan.fields(number) if dated(field)]
        told = fields if len(fields) == 1 or (fields and parse_moment(line.text, relative_to=now, country=country) is None) else []
        text = next((field for field in told if parse_moment(field, relative_to=now, country=country)), line.text)
        right_below = title is not None and 0 < number - title <= RIGHT_BELOW
        if line.marks & ELSEWHERE and not (right_below and _brief(line, text)):
            continue
        before = " ".join(other.text for other in scan.lines[max(0, number - 1) : number] if other.words <= 4)
        pieces = _pieces(text)
        for piece in pieces:
            found = parse_moment(piece, relative_to=now, country=country) or parse_moment(day_first(piece))
            if found is None:
                continue
            cue = piece if _cue("updated").search(piece) or _cue("published").search(piece) else before if len(pieces) == 1 else ""
            target = updated if _cue("updated").search(cue) and not _cue("published").search(cue) else published
            target.append(found)
        if published:
            return published[:1], updated[:1], number
    return [], updated[:1], None


def _told(line: Line, fields: list[str]) -> bool:
    """Whether a line is a sentence that happens to name a day («توفي ليلة أمس 4 أفريل 2015 تلميذ …»)."""
    if not prose(line) or _cue("published").search(line.text) or _cue("updated").search(line.text):
        return False
    return not any(only_date(piece) for piece in (line.text, *fields, *BARS.split(line.text)) if piece)


def _brief(line: Line, text: str) -> bool:
    """Whether a line, or its one field with a date, is a date, or a few words without a link and a date."""
    return only_date(text) or (text.count(" ") < BRIEF and not line.linked)


def _pieces(text: str) -> list[str]:
    """Part a line that says both when it was published and when updated."""
    match = _cue("updated").search(text)
    if not match:
        return [text]
    if match.start() > LEAST_PIECE:
        cut = text.rfind("آخر", 0, match.start()) if "آخر" in text[max(0, match.start() - 8) : match.start()] else match.start()
        return [text[:cut], text[cut:]]
    other = _cue("published").search(text, match.end() + LEAST_PIECE)
    return [text[other.start() :], text[: other.start()]] if other else [text]


def _near(scan: Scan, title: int | None, first: int | None) -> list[int]:
    """Return the numbers of lines near the title, those below it first; without a title those that are marked as dates."""
    count = len(scan.lines)
    if title is None:
        return [line.number for line in scan.lines if line.marks & marks.DATE][:8]
    below = min(count, title + 1 + BELOW, first + 1 if first is not None and first >= title else count)
    return [*range(title + 1, below), *range(title - 1, max(-1, title - 1 - ABOVE), -1)]


def dated(text: str) -> bool:
    """Whether a short line may name a day: it has a digit or a word of time."""
    return DATING.search(text) is not None


def _from_address(url: str) -> list[Moment]:
    """Return the day that the address of the page names."""
    match = URL_DAY.search(url[:600])
    if not match:
        return []
    found = moments.moment(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}", basis="url")
    return [found] if found else []


def _possible(found: Moment, now: dt.datetime | None) -> bool:
    """Whether an article may be of that moment."""
    when = moments.instant(found)
    return when.year >= FIRST_YEAR and (now is None or when <= now + 2 * ONE_DAY)


def _probable(found: list[Moment]) -> list[Moment]:
    """Leave out the first second of a year where anything better is said."""
    return [one for one in found if not NEW_YEAR.search(one.value)] or found


def _not_updates(found: list[Moment], shown: list[Moment], updates: list[Moment]) -> list[Moment]:
    """Leave out what templates call published, where readers are told that it is when the text was changed, and when it was published."""
    if not shown or not updates or moments.instant(shown[0]) >= moments.instant(updates[0]):
        return found
    changed, hands = moments.instant(updates[0]), shown[0].value[:16]
    # With the hands of the clock that readers are shown it is the same time, told in another zone.
    return [one for one in found if one.value[:16] == hands or abs(moments.instant(one) - changed) >= ONE_MINUTE]


def _swapped(scan: Scan, shown: Line, found: Moment) -> Moment | None:
    """Return a day in figures with day and month in the other order, where the page's other dates or the day that its head names say so."""
    other = other_order(found)
    if other is None:
        return None
    if months_first(scan.lines):
        return other
    weekdays = vocabulary(("weekdays",))
    heads = (
        line for line in scan.lines[: shown.number] if line.words <= BRIEF and dated(line.text) and weekdays.intersection(keys(line.text))
    )
    said = {moment.value[:10] for moment in (parse_moment(line.text) for line in heads) if moment}
    return other if other.value[:10] in said and found.value[:10] not in said else None


def _agreed(found: list[Moment], seen: list[Moment], *, weight: int = 1) -> Moment | None:
    """Choose between statements of the day: the one that most of them share, then what a reader sees, then the order of trust."""
    if not found:
        return None
    best, score = 0, (0, False, 0)
    instants = list(map(moments.instant, found))
    nearby = [[other for other, its in zip(found, instants, strict=True) if abs(its - this) <= ONE_DAY] for this in instants]
    for rank, near in enumerate(nearby):
        sources = {other.basis for other in near}
        read = any(other in seen for other in near)
        these = (len(sources) + (weight - 1) * read, read, -rank)
        if these > score:
            best, score = rank, these
    near = sorted(nearby[best], key=lambda one: (one.precision == "day", ORDER.index(one.basis)))
    return _local(near[0], [other for other in near if other.basis == "text" and other.precision != "day"])


def _local(found: Moment, seen: list[Moment]) -> Moment:
    """Take the offset from a time that says «Z» and is shown to readers with the same hands of the clock: it is local."""
    if found.value.endswith("+00:00") and any(other.zone == "unknown" and other.value[:16] == found.value[:16] for other in seen):
        return Moment(value=found.value[:-6], precision=found.precision, zone="unknown", basis=found.basis)
    return found


@functools.lru_cache(maxsize=256)
def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    """Return a time zone by name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


def _placed(found: Moment | None, outlet: Outlet | None) -> Moment | None:
    """Give a time without an offset that of the outlet."""
    if found is None or found.precision == "day" or found.zone != "unknown" or outlet is None or not outlet.timezone:
        return found
    zone = _zone(outlet.timezone)
    if zone is None:
        return found
    when = dt.datetime.fromisoformat(found.value).replace(tzinfo=zone)
    return moments.moment_of(when, basis=found.basis, zone="outlet", precision=found.precision)


@functools.cache
def vocabulary(parts: tuple[str, ...] = NEUTRAL) -> frozenset[str]:
    """Return every word of which a line that only dates can be made; of parts of the calendar's lexicon."""
    found: set[str] = set()
    queue: list[Any] = [load("months"), {name: value for name, value in load("calendar").items() if name in parts}]
    while queue:
        value = queue.pop()
        if isinstance(value, dict):
            queue.extend(value.values())
            found.update(key for name in value for key in keys(name) if not name.isascii())
        elif isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, str):
            found.update(keys(value))
    return frozenset(found)


def _counted(words: list[str]) -> bool:
    """Whether the last words of a line are a counter of its page: «… 17 دقيقة عدد القراءات (4417)»."""
    what, of, number = words[-COUNTED:]
    return number.isdecimal() and what == COUNT and not vocabulary().intersection((what, of))


@functools.cache
def issues() -> frozenset[str]:
    """Return the words that an issue of a paper is called by."""
    return frozenset(key for word in load("metadata")["issue"]["words"] for key in keys(word))


def only_date(text: str) -> bool:
    """Whether a line says a day or a time and nothing else.

    Example:
        >>> only_date("الاثنين، 3 أغسطس 2015 08:26 ص")
        True
        >>> only_date("قتل 3 في غارة")
        False
    """
    if len(text) > 110 or not dated(text) or text[-1] in "،,":
        return False
    words = keys(text)
    zone = next((place for place, word in enumerate(words) if word in ZONED), len(words))
    words = words[: zone + 1] if len(words) - zone < 5 else words
    if len(words) > ISSUED and words[0] in issues():
        # «عدد السبت 25 يوليو 2015»: a magazine's articles are as old as their issue.
        words = list(itertools.dropwhile(issues().__contains__, words))
    if len(words) > COUNTED and _counted(words):
        words = words[:-COUNTED]
    known = sum(word.isdecimal() or word[0].isdecimal() or word in vocabulary() for word in words)
    if not 1 < len(words) <= 18 or known < len(words) - (len(words) > 5):
        return False
    return bool(FIGURES.search(text)) or any(word in vocabulary(TELLING) and not word.isdecimal() for word in words)
