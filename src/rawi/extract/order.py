"""Is it the day or the month that stands first. Comes in: dates in figures. Goes out: the same with the day first, or the other reading.

Arabic pages write the day first; programs from elsewhere, forums above all, write «07-28-2015, 07:55 PM».
"""

import re

from rawi.extract.scanned import Line
from rawi.model import Moment

# The longest line that dates a page.
DATE_WORDS = 24
MONTH_FIRST, MONTHS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/.-])"), 12


def day_first(text: str) -> str:
    """Put the day of a line before its month where the second figure can be no month: «07/22/2015 9:40 PM»."""
    match = MONTH_FIRST.search(text)
    if match is None or int(match[1]) > MONTHS or int(match[3]) <= MONTHS:
        return ""
    return f"{text[: match.start()]}{match[3]}/{match[1]}/{match[4]}{text[match.end() :]}"


def months_first(lines: list[Line]) -> bool:
    """Whether a page's dates in figures have the month before the day: one of them can be read in no other way, and none in the other."""
    found = [match for line in lines if line.words <= DATE_WORDS for match in MONTH_FIRST.finditer(line.text)]
    days = {int(match[3]) > MONTHS for match in found if int(match[1]) <= MONTHS}
    return True in days and not any(int(match[1]) > MONTHS for match in found)


def in_order(found: list[Moment], shown: list[Moment]) -> list[Moment]:
    """Leave out a day in figures that is what others say with day and month in the other order."""
    said = {one.value[:10] for one in found if one not in shown}
    return [one for one in found if one not in shown or f"{one.value[:4]}-{one.value[8:10]}-{one.value[5:7]}" not in said]


def other_order(found: Moment) -> Moment | None:
    """Return a day with day and month changed for each other, where that is another day.

    Example:
        >>> other_order(Moment(value="2015-05-07", precision="day", zone="unknown", basis="text")).value
        '2015-07-05'
    """
    value = f"{found.value[:4]}-{found.value[8:10]}-{found.value[5:7]}"
    if value == found.value[:10] or int(found.value[8:10]) > MONTHS:
        return None
    return Moment(value=value + found.value[10:], precision=found.precision, zone=found.zone, basis=found.basis)
