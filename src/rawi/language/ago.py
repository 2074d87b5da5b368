"""Days and times said from today: «أمس الجمعة», «منذ ساعتين», «الثلاثاء الماضي». Comes in: parts. Goes out: days and times of a given now.

>>> from rawi.language.parts import parts
>>> said_at(parts("منذ ساعتين"), 0)
Said(kind='elapsed', amount=7200, unit='hour', end=2)
"""

import datetime as dt
import functools
import sys
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rawi.language.data import load
from rawi.language.numerals import dual, number_at
from rawi.language.parts import Part, Phrases, key_at, parts, phrases, words

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400}
# Beyond these a page says another unit, so what stands there is the length of something else.
MOST = {"second": 3600, "minute": 1440, "hour": 240, "day": 366, "week": 52, "month": 11}
EXACT = frozenset({"second", "minute", "hour"})


class Said(NamedTuple):
    """What an expression says of now. `amount` is seconds or months that have passed, days from today, or a weekday (0 is Monday).

    `unit` is the smallest unit of «elapsed» and, for «weekday», «past», «future» or «» where the words do not say.
    """

    kind: Literal["now", "elapsed", "months", "days", "weekday"]
    amount: int
    unit: str
    end: int


@functools.cache
def _units() -> dict[str, str]:
    """Return folded word → unit of time."""
    return {part.key: unit for unit, listed in load("calendar")["units"].items() for word in listed for part in parts(word)}


@functools.cache
def _singulars() -> frozenset[str]:
    """Return the folded words that name one of a unit by themselves: «منذ ساعة»."""
    return frozenset(parts(listed[0])[0].key for listed in load("calendar")["units"].values())


@functools.cache
def _listed(table: str, name: str) -> Phrases[str]:
    """Return one list of phrases."""
    return Phrases((phrase, name) for phrase in load("calendar")[table][name])


def _amount(among: Sequence[Part], at: int) -> tuple[float, str, int] | None:
    """Read «3 ساعات», «ساعتين», «ساعة واحدة», «نصف ساعة» at `at`: how many, of what, and the place after it."""
    keys = [part.key for part in among[at : at + 5]]
    if not keys:
        return None
    pair = dual(keys[0])
    if pair in _units():
        return 2, _units()[pair], at + 1
    if keys[0] in _singulars():
        one = number_at(keys, 1)
        return 1, _units()[keys[0]], at + (2 if one and one == (1, 2) else 1)
    if keys[0] in {"نصف", "ربع"} and len(keys) > 1 and _units().get(keys[1]) in {"hour", "minute"}:
        return (0.5 if keys[0] == "نصف" else 0.25), _units()[keys[1]], at + 2
    number = number_at(keys, 0)
    if number is None or number[1] >= len(keys) or keys[number[1]] not in _units():
        return None
    return number[0], _units()[keys[number[1]]], at + number[1] + 1


def _more(among: Sequence[Part], at: int, unit: str) -> tuple[float, str, int] | None:
    """Read «ونصف» or «و20 دقيقة» at `at`."""
    key = key_at(among, at)
    if unit == "hour" and key in {"ونصف", "وربع"}:
        return (0.5 if key == "ونصف" else 0.25), unit, at + 1
    if key == "و":
        return _amount(among, at + 1)
    if key.startswith("و") and dual(key[1:]) in _units():
        return 2, _units()[dual(key[1:]) or ""], at + 1
    return (1, _units()[key[1:]], at + 1) if key.startswith("و") and key[1:] in _singulars() else None


def elapsed_at(among: Sequence[Part], at: int) -> Said | None:
    """Read how long ago something was: «منذ 3 ساعات», «قبل ثلاثة أيام», «يومين مضت», «3 hours ago»."""
    opened = phrases("ago").at(among, at)
    begin = opened[1] if opened and opened[0] == "before" else at
    about = key_at(among, begin) in words("ago", "about")
    first = _amount(among, begin + about)
    if first is None or (opened is not None and opened[0] != "before"):
        return None
    total, unit, end = first[0] * SECONDS.get(first[1], 0), first[1], first[2]
    if first[0] > MOST[unit] or (unit not in EXACT and first[0] != int(first[0])):
        return None
    more = _more(among, end, unit) if unit in SECONDS else None
    if more and SECONDS.get(more[1], 0) and SECONDS[more[1]] <= SECONDS[unit] and more[0] <= MOST[more[1]]:
        total, unit, end = total + more[0] * SECONDS[more[1]], more[1], more[2]
    if key_at(among, end) in words("ago", "about"):
        about, end = True, end + 1
    if begin == at:
        closed = phrases("ago").at(among, end)
        if closed is None or closed[0] != "after":
            return None
        end = closed[1]
    if about and unit not in EXACT:
        return None
    return Said("months", int(first[0]), unit, end) if unit == "month" else Said("elapsed", int(total), unit, end)


def weekday_at(among: Sequence[Part], at: int) -> tuple[int, int] | None:
    """Read a weekday at `at`, with «يوم» before it or not: 0 is Monday; and the place after it."""
    found = phrases("weekdays").at(among, at + (key_at(among, at) == "يوم"))
    return (int(found[0]), found[1]) if found else None


def said_at(among: Sequence[Part], at: int) -> Said | None:
    """Read any expression that is said from now and begins at `at`."""
    now = _listed("now", "words").at(among, at)
    if now:
        return Said("now", 0, "minute", now[1])
    ago = elapsed_at(among, at)
    if ago:
        return ago
    begin = at + (key_at(among, at) in words("prose", "parts_of_day"))
    near = phrases("relative").at(among, begin)
    if near:
        return Said("days", int(near[0]), "day", near[1])
    named = weekday_at(among, begin)
    if named is None:
        return None
    weekday, end = named
    relation = phrases("relation").at(among, end)
    if relation and relation[0] != "present":
        return Said("weekday", weekday, relation[0], relation[1])
    return Said("weekday", weekday, "", end)


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months earlier; the last day of the month where it has none.

    >>> months_before(dt.date(2024, 3, 31), 1)
    datetime.date(2024, 2, 29)
    """
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (following - dt.timedelta(days=1)).day))


def day_said(said: Said, today: dt.date, weekday: int | None = None) -> dt.date | None:
    """Return the day that an expression means when it is said `today`, or None where a weekday beside it says otherwise.

    A weekday one day off is right and `today` is not: the text was written on the other side of midnight, or of a border.
    """
    try:
        if said.kind == "days":
            day = today + dt.timedelta(days=said.amount)
        elif said.kind == "months":
            day = months_before(today, said.amount)
        elif said.kind == "weekday":
            behind = (today.weekday() - said.amount) % 7
            ahead = {"past": -(behind or 7), "future": 7 - behind, "": -behind}[said.unit]
            day = today + dt.timedelta(days=ahead)
        else:
            day = today - dt.timedelta(seconds=said.amount)
    except (OverflowError, ValueError):
        return None
    if weekday is None or said.kind != "days":
        return day
    shift = (weekday - day.weekday() + 3) % 7 - 3
    return day + dt.timedelta(days=shift) if abs(shift) <= 1 else None


if __name__ == "__main__":
    shown = said_at(parts(" ".join(sys.argv[1:])), 0)
    meant = day_said(shown, dt.datetime.now(dt.UTC).date()) if shown else None
    print(shown, meant or "no day")  # noqa: T201 - every module of language/ can be run to show itself
