"""The world's hours. Comes in: days back and a clock time, or a text with marks. Goes out: instants, and texts whose dates agree with them.

A text may say {day:-1} (a weekday), {date:-3} (day and month), {date:-3:ar_LB} (in another country's months), {fulldate:0}, {month:-1},
{year:0}, {hijri:0} and {clock}; the number counts days from the day on which its article was published, as its publisher's clock shows it.
"""

import datetime as dt
import re

import babel.dates
import hijridate

# One clock for everybody who writes the world down, three hours before UTC; each outlet's own zone is applied afterwards.
# From 3:00 to 22:59 by it the date is the same in the zones of all outlets, from London (UTC) to Dubai (UTC+4), so that «اليوم»
# is one day for all of them.
WORLD_OFFSET = dt.timedelta(hours=3)
FIRST_HOUR, LAST_HOUR = dt.timedelta(hours=3), dt.timedelta(hours=23)
# No article of the last day is written down for later than 17:00; earlier in a real day the last day's hours are drawn together.
LAST_DAY_ENDS = dt.timedelta(hours=17) - WORLD_OFFSET
MARK = re.compile(r"\{(?P<what>[a-z]+)(?::(?P<days>-?\d+))?(?::(?P<locale>\w+))?\}")


def duration(clock: str) -> dt.timedelta:
    """Read «hours:minutes»; `ValueError` where it is something else.

    >>> duration("1:30").total_seconds()
    5400.0
    """
    hours, minutes = clock.split(":")
    return dt.timedelta(hours=int(hours), minutes=int(minutes))


def instant(days: int, clock: str, now: dt.datetime, *, after: str = "0:00") -> dt.datetime:
    """Return when it is `clock` on the world's day `days` before its last one, plus `after`, in UTC and never later than `now`.

    The last day is today's by UTC. What is written down for it keeps its order but is drawn together when today is still young.

    Raises:
        ValueError: `clock` is an hour at which not all outlets have the same date.
    """
    if not FIRST_HOUR <= duration(clock) < LAST_HOUR:
        raise ValueError(f"{clock} is not between 3:00 and 23:00")
    now = now.astimezone(dt.UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    nominal = midnight - dt.timedelta(days=days) + duration(clock) - WORLD_OFFSET + duration(after)
    passed = now - midnight
    if nominal >= midnight and passed < LAST_DAY_ENDS:
        nominal = midnight + (nominal - midnight) / LAST_DAY_ENDS * passed
    return min(nominal, now).replace(microsecond=0)


def month_and_day(day: dt.date, locale: str) -> str:
    """Write day and month as a country's papers do; «dual» gives both names of the month.

    >>> month_and_day(dt.date(2026, 11, 24), "ar_MA"), month_and_day(dt.date(2026, 11, 24), "dual")
    ('24 نونبر', '24 تشرين الثاني/نوفمبر')
    """
    if locale == "dual":
        return f"{day.day} {month(day, 'ar_LB')}/{month(day, 'ar_EG')}"
    return f"{day.day} {month(day, locale)}"


def month(day: dt.date, locale: str) -> str:
    """Name the month in a country's tradition."""
    return babel.dates.format_date(day, "MMMM", locale="ar_LB" if locale == "dual" else locale)


def weekday(day: dt.date, locale: str = "ar") -> str:
    """Name the day of the week."""
    return babel.dates.format_date(day, "EEEE", locale=locale if locale.startswith("en") else "ar")


def hijri(day: dt.date) -> str:
    """Write day, month and year of the Umm al-Qura calendar.

    >>> hijri(dt.date(2026, 11, 24))
    '14 جمادى الآخرة 1448'
    """
    of = hijridate.Gregorian(day.year, day.month, day.day).to_hijri()
    return f"{of.day} {of.month_name('ar')} {of.year}"


def fill(text: str, when: dt.datetime, locale: str) -> str:
    """Put the dates into a text, counted from the day of `when`; `ValueError` on a mark that nobody knows.

    >>> fill("أمس {day:-1}، {date:-1}", dt.datetime(2026, 11, 24, 9, 30), "ar_LB")
    'أمس الاثنين، 23 تشرين الثاني'
    """

    def written(match: re.Match[str]) -> str:
        of = when.date() + dt.timedelta(days=int(match["days"] or 0))
        months = match["locale"] or locale
        match match["what"]:
            case "day":
                return weekday(of, months)
            case "date":
                return month_and_day(of, months)
            case "fulldate":
                return f"{month_and_day(of, months)} {of.year}"
            case "month":
                return month(of, months)
            case "year":
                return str(of.year)
            case "hijri":
                return hijri(of)
            case "clock":
                return when.strftime("%H:%M")
        raise ValueError(f"no such mark: {match[0]}")

    return MARK.sub(written, text)
