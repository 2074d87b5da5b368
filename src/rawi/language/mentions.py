"""Dates named in running prose. Comes in: text, and when it was written. Goes out: mentions with spans and ISO 8601 values.

Only what the words make certain is given: «أكتوبر الماضي» is a month, «7 أكتوبر» without a year is nothing.

    >>> import datetime as dt
    >>> found = find_dates("التقى الوفدان أمس الجمعة، بعد لقاء أكتوبر الماضي", relative_to=dt.datetime(2023, 11, 4))
    >>> [(date.text, date.value) for date in found]
    [('أمس الجمعة', '2023-11-03'), ('أكتوبر الماضي', '2023-10')]
"""

import datetime as dt
import functools
import re
import sys
from collections.abc import Iterator, Sequence

from rawi.language.ago import day_said, elapsed_at, said_at, weekday_at
from rawi.language.days import Day, day_at, era_at, gregorian
from rawi.language.months import Month, month_at, names
from rawi.language.numerals import dual, ordinal_at
from rawi.language.orthography import MARKS, fold_word
from rawi.language.parts import Part, figure, glued, key_at, key_of, parts, phrases, words
from rawi.model import DateMention

WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*|[0-9٠-٩۰-۹]+(?P<numeric>[ {MARKS}]{{0,3}}[-/.][ {MARKS}]{{0,3}}[0-9٠-٩۰-۹])?")
# Words looked at before and after a word that may belong to a date.
BEFORE, AFTER = 5, 7
YEARS = range(1500, 2101)
# No article is longer (99 of 100 have under 1,300 words); beyond this nothing is looked for, so that the time is bounded.
LONGEST = 200_000
# «قبل 3 أيام» is counted in days by the writer; longer spans are rounded.
MOST_DAYS = 10


@functools.cache
def _anchors() -> dict[str, str]:
    """Return the words at which a date may be, each with the check that its neighbours must pass."""
    found = dict.fromkeys(names(None).firsts(), "month")
    found |= dict.fromkeys(phrases("relation").firsts(), "relation") | dict.fromkeys(words("prose", "year_words"), "year")
    found |= dict.fromkeys(phrases("relative").firsts() - {"اول", "قبل", "بعد", "يوم", "هذا"}, "day")
    found |= {"اليوم": "today", "قبل": "ago", "غد": "day", "الغد": "day", "الامس": "day"}
    return {word: check for word, check in found.items() if not word.isascii()}


@functools.cache
def _dated() -> frozenset[str]:
    """Return the words from which «و» is taken off: «والجمعة الماضي»."""
    return frozenset(_anchors()) | phrases("weekdays").firsts() | words("prose", "month_words") | {"اول"}


def _plain(key: str) -> str:
    """Return a key without a «و» before a date word."""
    return key[1:] if key[:1] == "و" and key not in _dated() and key[1:] in _dated() else key


def _passes(check: str, keys: Sequence[str], at: int) -> bool:
    """Tell whether the words around an anchor can make it a date."""
    before, after = keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
    if check == "month":
        near = keys[max(0, at - 2) : at + 6]
        return any(key[:1].isdecimal() or key in phrases("relation").firsts() for key in near)
    if check == "relation":
        return before in _dated() or (at > 1 and keys[at - 2] in _dated())
    if check == "year":
        return len(after) == 4 and after.isdecimal()
    if check == "today":
        return (after[:2] == "ال" and after in phrases("weekdays").firsts()) or before in words("prose", "parts_of_day")
    return check == "day" or after[:1].isdecimal() or dual(after) is not None or after in _counted()


@functools.cache
def _counted() -> frozenset[str]:
    """Return the number words that may count days."""
    return frozenset(
        key for unit in ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة", "يوم") for key in (fold_word(unit),)
    )


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Return the stretches of the text in which dates may be, in order and apart."""
    matches = list(WORD.finditer(text, 0, LONGEST))
    keys = [_plain(key_of(match[0])) for match in matches]
    anchors = _anchors()
    last: tuple[int, int] | None = None
    for at, key in enumerate(keys):
        check = anchors.get(key)
        if (check is None or not _passes(check, keys, at)) and matches[at]["numeric"] is None:
            continue
        begin, end = matches[max(0, at - BEFORE)].start(), matches[min(at + AFTER, len(keys) - 1)].end() + 2
        if last and begin <= last[1]:
            last = last[0], end
            continue
        if last:
            yield last
        last = begin, end
    if last:
        yield last


def _split(among: Sequence[Part], text: str) -> Iterator[Part]:
    """Part «و» from the date words that it is written with."""
    for part in among:
        plain = _plain(part.key)
        if plain == part.key or text[part.start] != "و":
            yield part
        else:
            yield Part("w", "و", part.start, part.start + 1)
            yield Part("w", plain, part.start + 1, part.end)


def _weekday(among: Sequence[Part], at: int) -> tuple[int, int] | None:
    """Read a weekday with its article at `at`: «أحد» alone is mostly «one of»."""
    return weekday_at(among, at) if key_at(among, at).startswith("ال") else None


def _relation(among: Sequence[Part], at: int) -> tuple[str, int] | None:
    """Read «الماضي», «الجاري», «المقبل» at `at`."""
    return phrases("relation").at(among, at)


def _year_of(relation: str, year: int) -> int:
    """Return the year that «العام الماضي» and the like name."""
    return year + {"past": -1, "present": 0, "future": 1}[relation]


def _related_year(among: Sequence[Part], at: int, today: dt.date) -> tuple[int, int] | None:
    """Read «من العام الماضي» at `at`: the year and the place after it."""
    begin = at + (key_at(among, at) == "من")
    relation = _relation(among, begin + 1) if key_at(among, begin) in words("prose", "year_words") else None
    return (_year_of(relation[0], today.year), relation[1]) if relation else None


def _related(month: int, relation: str, today: dt.date) -> int | None:
    """Return the year of «أكتوبر الماضي», or None where it is not certain: said in October it may be either."""
    if relation == "present":
        return today.year if month == today.month else None
    if month == today.month:
        return None
    if relation == "past":
        return today.year - (month > today.month)
    return today.year + (month < today.month)


def _with_relation(among: Sequence[Part], found: Day | tuple[Month, int], today: dt.date) -> tuple[int, str] | None:
    """Return the place after «7 أكتوبر الماضي» or «أكتوبر من العام الماضي», and its value."""
    month, day, end = (found.month, found.day, found.end) if isinstance(found, Day) else (found[0].number, None, found[1])
    of_year = _related_year(among, end, today)
    relation = _relation(among, end)
    if of_year:
        year, end = of_year
    elif relation and (near := _related(month, relation[0], today)):
        year, end = near, relation[1]
    else:
        return None
    if day is None:
        return end, f"{year}-{month:02}"
    date = gregorian(Day("gregorian", year, month, day, 0, 0))
    return (end, date.isoformat()) if date else None


def _of_calendar(among: Sequence[Part], at: int, today: dt.date | None, country: str | None) -> tuple[int, str] | None:
    """Read a day or a month of the calendar at `at`; the value is empty where there is no such day."""
    found = day_at(among, at, country, strict=False)
    if found and (found.short or (found.day and key_at(among, at - 1) == "-" and key_at(among, at - 2).isdecimal())):
        return None
    if found and found.year is None:
        return _with_relation(among, found, today) if today and found.calendar == "gregorian" else None
    if found and found.day is None:
        return (found.end, f"{found.year}-{found.month:02}") if found.calendar == "gregorian" else None
    if found:
        weekday = _weekday(among, at - 1)
        date = gregorian(found, country=country, weekday=weekday[0] if weekday else None)
        # An empty value steps over «31 فبراير 2024», of which no part is a date either.
        sure = date and not (found.ordinal and weekday and date.weekday() != weekday[0])
        return found.end, date.isoformat() if date and sure else ""
    month = month_at(among, at, country) if today else None
    if month and today and month[0].calendar == "gregorian":
        return _with_relation(among, month, today)
    return None


def _from_today(among: Sequence[Part], at: int, today: dt.date, text: str) -> tuple[int, str] | None:
    """Read «أمس الجمعة», «صباح اليوم», «الثلاثاء الماضي», «قبل يومين» at `at`."""
    said = said_at(among, at)
    if said is None or (said.kind == "elapsed" and not _counts_days(among, at)) or said.kind in {"months", "now"}:
        return None
    if said.kind == "weekday" and not said.unit:
        return None
    sign = said.end + (key_at(among, said.end) in {"(", "،"})
    weekday = _weekday(among, sign) if said.kind == "days" else None
    if said.kind == "days" and not _surely(among, at, said.end, said.amount, text) and not weekday:
        return None
    if key_at(among, said.end) in words("prose", "not_yesterday"):
        return None
    day = day_said(said, today, weekday[0] if weekday else None)
    if day is None:
        return None
    end = said.end
    if weekday:
        end = weekday[1] + (key_at(among, said.end) == "(" and key_at(among, weekday[1]) == ")")
    return end, day.isoformat()


def _counts_days(among: Sequence[Part], at: int) -> bool:
    """Tell whether «قبل 3 أيام» at `at` counts a few days from now: not hours, not «منذ», not «قبل يومين من الموعد»."""
    said = elapsed_at(among, at)
    if said is None or said.unit != "day" or said.amount > MOST_DAYS * 86_400 or key_at(among, at) != "قبل":
        return False
    return key_at(among, said.end) not in words("prose", "anchored")


def _surely(among: Sequence[Part], at: int, end: int, days: int, text: str) -> bool:
    """Tell whether «أمس», «اليوم», «غدا» can be nothing but a day: «صباح اليوم», but not «اليوم التالي»; «غداً», but not «غدا مثلا»."""
    if days in {-1, -2, 2}:
        return True
    if days == 1:
        return "ً" in text[among[at].start : among[end - 1].end] or key_at(among, at) == "يوم"
    follows = [part.key for part in among[end : end + 3]]
    return (
        key_at(among, at) in words("prose", "parts_of_day")
        and ordinal_at(follows, 0) is None
        and key_at(among, end) not in words("prose", "other_day")
    )


def _span_of_years(among: Sequence[Part], at: int, today: dt.date | None) -> tuple[int, str] | None:
    """Read «عام 2023», «العام الماضي», «الشهر الجاري» at `at`."""
    key = key_at(among, at)
    relation = _relation(among, at + 1) if today else None
    if key in words("prose", "year_words"):
        # «الأمين العام الحالي» is no year.
        if key == "العام" and key_at(among, at - 1).removeprefix("و").startswith("ال"):
            return None
        if today and relation:
            return relation[1], str(_year_of(relation[0], today.year))
        year = figure(among, at + 1, 4, 4)
        if year not in YEARS or (key_at(among, at + 2) in {"/", "-"} and glued(among, at + 2)):
            return None
        era, end = era_at(among, at + 2)
        return None if era == "hijri" else (end, str(year))
    if key in words("prose", "month_words") and today and relation:
        whole = today.year * 12 + today.month - 1 + {"past": -1, "present": 0, "future": 1}[relation[0]]
        return relation[1], f"{whole // 12}-{whole % 12 + 1:02}"
    return None


def _mentions(among: Sequence[Part], text: str, today: dt.date | None, country: str | None) -> Iterator[DateMention]:
    """Return the dates among the parts of one stretch, in order and apart."""
    at = done = 0
    while at < len(among):
        found = _of_calendar(among, at, today, country) or _span_of_years(among, at, today)
        if found is None and today and among[at].kind == "w":
            found = _from_today(among, at, today, text)
        if found is None or not found[1]:
            at = found[0] if found else at + 1
            continue
        first = at
        if at > done and len(found[1]) == 10:
            back = at - 1 - (key_at(among, at - 1) in {"،", ","})
            named = _weekday(among, back) if back >= done else None
            first = back if named and named[1] == back + 1 else at
        start, end = among[first].start, among[found[0] - 1].end
        yield DateMention(text=text[start:end], start=start, end=end, value=found[1])
        at = done = found[0]


def find_dates(text: str, *, relative_to: dt.datetime | None = None, country: str | None = None) -> tuple[DateMention, ...]:
    """Return the dates named in running text, in order.

    Args:
        text: prose; offsets are code points into it. Only its first 200,000 code points are read.
        relative_to: when it was written; without it only dates with their year are found.
        country: as for `parse_date`.

    Returns:
        Mentions whose `value` is a day («2023-10-28»), a month («2023-10») or a year («2023»).
    """
    today = relative_to.date() if relative_to else None
    found: list[DateMention] = []
    try:
        for start, end in _windows(text):
            found += _mentions(list(_split(parts(text, start, end), text)), text, today, country)
    except OverflowError:
        # `relative_to` lies at the ends of the calendar.
        return ()
    return tuple(found)


if __name__ == "__main__":
    for mention in find_dates(" ".join(sys.argv[1:]), relative_to=dt.datetime.now().astimezone()):
        print(mention.start, mention.end, mention.value, mention.text, sep="\t")  # noqa: T201 - every module of language/ can be run
