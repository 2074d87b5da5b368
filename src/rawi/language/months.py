"""Month names of four Arabic traditions, of the Hijri year, and of English and French. Comes in: parts. Goes out: months.

>>> from rawi.language.parts import parts
>>> month_at(parts("تشرين الأول/أكتوبر 2023"), 0, None)
(Month(calendar='gregorian', number=10), 4)
>>> month_at(parts("آذار / أبريل"), 0, None) is None
True
"""

import functools
import sys
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rawi.language.data import load
from rawi.language.parts import Part, Phrases, key_at, parts

Calendar = Literal["gregorian", "hijri"]
# What may part the two names of one month: «نيسان / أبريل», «تشرين الأول (أكتوبر)».
BETWEEN = frozenset("/-(|\\،,")


class Month(NamedTuple):
    """A month of the Gregorian or the Hijri year, 1 to 12."""

    calendar: Calendar
    number: int


@functools.cache
def names(country: str | None) -> Phrases[Month]:
    """Return the month names that are sure in a country (ISO code) or, for None, everywhere."""
    table = load("months")
    listed = [(name, Month("gregorian", int(number))) for number, names in table["gregorian"].items() for name in names]
    listed += [(name, Month("hijri", int(number))) for number, names in table["hijri"].items() for name in names]
    own = table["country"].get(country or "", {})
    return Phrases([(name, Month("gregorian", int(number))) for number, names in own.items() for name in names] + listed)


@functools.cache
def countries() -> frozenset[str]:
    """Return the countries that have month names of their own."""
    return frozenset(load("months")["country"])


def month_at(among: Sequence[Part], at: int, country: str | None) -> tuple[Month, int] | None:
    """Read a month name, or both names of one month, at `at`: the month and the place after it.

    Two names of different months («مارس/أبريل») name no one month, so they give None.
    """
    known = names(country if country in countries() else None)
    first = known.at(among, at)
    if first is None:
        return None
    month, end = first
    sign = end
    while sign < end + 2 and key_at(among, sign) in BETWEEN and sign < len(among):
        sign += 1
    second = known.at(among, sign) if sign > end else None
    if second is None or second[0].calendar != month.calendar:
        return first
    if second[0] != month:
        return None
    return month, second[1] + (key_at(among, second[1]) == ")")


if __name__ == "__main__":
    found = month_at(parts(" ".join(sys.argv[1:])), 0, None)
    print(f"{found[0].calendar} {found[0].number}" if found else "no month")  # noqa: T201 - every module of language/ can be run
