"""Our own words, numbers and dates in the language of the reader. Comes in: message keys, numbers, moments. Goes out: strings.

Every word shown to people is a line of `messages/<language>.toml`; an outlet's text never passes through here.

    >>> words = Words("en", timezone="UTC")
    >>> words.count("count.news", 3)
    '3 news items'
    >>> words.date(Moment("2023-11-04", "day"))
    'Saturday 4 November 2023'
"""

import datetime as dt
import functools
import importlib.resources
import tomllib
import zoneinfo
from collections.abc import Mapping
from typing import Any, Literal

from babel import Locale

from rawi.model import Moment

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
# The month traditions of the settings, by the locale of CLDR that has them.
TRADITIONS = {"gregorian": "ar", "levant": "ar_LB", "maghreb": "ar_DZ", "morocco": "ar_MA"}


@functools.cache
def messages(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """Return the messages of a language by dotted key; a plural is a mapping from CLDR category to pattern.

    Raises:
        FileNotFoundError: there is no such language.
    """
    file = importlib.resources.files("rawi.serve") / "messages" / f"{language}.toml"
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str | Mapping[str, str]]]:
    """Flatten nested tables to dotted keys, leaving plurals whole."""
    found: list[tuple[str, str | Mapping[str, str]]] = []
    for name, value in table.items():
        if isinstance(value, str) or value.keys() <= PLURALS:
            found.append((prefix + name, value))
        else:
            found += _flat(value, f"{prefix}{name}.")
    return found


def exact(of: Moment) -> dt.datetime | None:
    """Return the instant where the moment states both a time and an offset, else None: a day is not midnight."""
    if of.precision == "day":
        return None
    read = dt.datetime.fromisoformat(of.value)
    return read if read.tzinfo else None


class Words:
    """The words of one language, with the reader's settings for digits, month names and time zone ("" is the machine's)."""

    def __init__(self, language: Language, *, digits: str = "arabic", months: str = "gregorian", timezone: str = "") -> None:
        self.language: Language = language
        self.direction = "rtl" if language == "ar" else "ltr"
        self.zone = zoneinfo.ZoneInfo(timezone) if timezone else None
        self._messages = messages(language)
        self._locale = Locale.parse(language)
        self._months = months
        own = digits == "arabic" and language == "ar"
        self.own_digits = str.maketrans("0123456789", self.text("language.digits")) if own else {}
        self._thousands = self.text("language.thousands" if own else "language.thousands_latin")

    def text(self, key: str) -> str:
        """Return the pattern of a message as it stands in its file.

        Raises:
            KeyError: there is no such message, or it is a plural.
        """
        found = self._messages[key]
        if not isinstance(found, str):
            raise KeyError(key)
        return found

    def plural(self, key: str, n: int) -> str:
        """Return the pattern of a plural that fits a number.

        Raises:
            KeyError: there is no such plural.
        """
        found = self._messages[key]
        if isinstance(found, str):
            raise KeyError(key)
        category = "zero" if n == 0 and "zero" in found else self._locale.plural_form(n)
        return found.get(category, found["other"])

    def has(self, key: str) -> bool:
        """Say whether there is a message of this key."""
        return key in self._messages

    def say(self, key: str, **values: object) -> str:
        """Return a message with its values filled in; numbers are written in the reader's digits."""
        return self.text(key).format(**{name: self.shown(value) for name, value in values.items()})

    def count(self, key: str, n: int, **values: object) -> str:
        """Return a plural message for a number, which is {n} in it."""
        return self.plural(key, n).format(n=self.number(n), **{name: self.shown(value) for name, value in values.items()})

    def shown(self, value: object) -> object:
        """Return a number as it is written; anything else as it is."""
        return self.number(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def number(self, n: int) -> str:
        """Return a number with its thousands set apart, in the reader's digits."""
        return f"{n:,}".replace(",", self._thousands).translate(self.own_digits)

    def join(self, parts: list[str]) -> str:
        """Return a list of words with the comma of the language between them."""
        return self.text("language.comma").join(parts)

    def country(self, code: str) -> str:
        """Return the name of a country (ISO 3166, two letters), or the code where it has none."""
        return str(self._locale.territories.get(code, code))

    # ------------------------------------------------------------ dates

    def local(self, when: dt.datetime) -> dt.datetime:
        """Return an instant on the reader's clock."""
        return when.astimezone(self.zone)

    def month(self, number: int) -> str:
        """Return the name of a month (1 to 12) in the month tradition of the settings."""
        if self.language != "ar":
            return str(self._locale.months["format"]["wide"][number])
        if self._months == "dual":
            return self.say("date.dual", levant=_month("ar_LB", number), gregorian=_month("ar", number))
        return _month(TRADITIONS[self._months], number)

    def day(self, day: dt.date, *, weekday: bool = True) -> str:
        """Return a day in full."""
        named = self._locale.days["format"]["wide"][day.weekday()]
        parts = {"weekday": named, "day": str(day.day), "month": self.month(day.month), "year": str(day.year)}
        return self.text("date.long" if weekday else "date.day").format(**parts).translate(self.own_digits)

    def time(self, when: dt.datetime | dt.time) -> str:
        """Return hours and minutes."""
        return f"{when.hour:02}:{when.minute:02}".translate(self.own_digits)

    def date(self, moment: Moment, *, local: bool = False) -> str:
        """Return a moment as exactly as it is known: on the clock it was given in, or on the reader's with `local`."""
        read = exact(moment) if local else None
        when = self.local(read) if read else dt.datetime.fromisoformat(moment.value)
        day = self.day(when.date())
        return day if moment.precision == "day" else self.say("date.moment", date=day, time=self.time(when))

    def local_day(self, moment: Moment) -> dt.date:
        """Return the day of a moment on the reader's calendar; without a stated offset, the day that it names."""
        read = exact(moment)
        return self.local(read).date() if read else dt.date.fromisoformat(moment.value[:10])

    def ago(self, moment: Moment, now: dt.datetime) -> str:
        """Return how long ago a moment was, no finer than it is known; "" for what lies ahead of `now`.

        A moment without a stated offset is known to the day only: hours would claim a time zone that nobody gave.
        """
        read = exact(moment)
        if read:
            minutes = int((now - read).total_seconds() // 60)
            if minutes < 24 * 60:
                return self._recent(minutes)
        return self._days((self.local(now).date() - self.local_day(moment)).days)

    def short(self, moment: Moment, now: dt.datetime) -> str:
        """Return a moment for a list: how long ago within a week, else the day, with its year unless it is this year."""
        day, today = self.local_day(moment), self.local(now).date()
        if 0 <= (today - day).days < 7 and (said := self.ago(moment, now)):
            return said
        if day.year != today.year:
            return self.day(day, weekday=False)
        return self.text("date.short").format(day=day.day, month=self.month(day.month)).translate(self.own_digits)

    def delay(self, seconds: int) -> str:
        """Return how far apart two times are, with the preposition of the language, in the one unit that says enough."""
        minutes = seconds // 60
        if minutes < 120:
            return self.count("delay.minutes", minutes)
        return self.count("delay.hours", minutes // 60) if minutes < 48 * 60 else self.count("delay.days", minutes // 1440)

    def _recent(self, minutes: int) -> str:
        """Return how long ago within a day; a clock that is five minutes ahead is no future."""
        if minutes < -5:
            return ""
        if minutes < 1:
            return self.text("ago.now")
        return self.count("ago.minutes", minutes) if minutes < 60 else self.count("ago.hours", minutes // 60)

    def _days(self, days: int) -> str:
        if days < 0:
            return ""
        # Weeks until two months are full, months until two years are: «قبل شهر» of 31 to 61 days says too little.
        for unit, least, length in (("ago.years", 730, 365), ("ago.months", 61, 30), ("ago.weeks", 14, 7)):
            if days >= least:
                return self.count(unit, days // length)
        return self.count("ago.days", days)


@functools.cache
def _month(locale: str, number: int) -> str:
    return str(Locale.parse(locale).months["format"]["wide"][number])
