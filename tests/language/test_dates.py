"""Every kind of line that dates a page; none of those that only look like it. The lines stand in lines.toml."""

import datetime as dt
import pathlib
import time
import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rawi.language.data import load
from rawi.language.dates import find_dates, parse_date, parse_moment
from rawi.language.numerals import eastern

LINES = tomllib.loads((pathlib.Path(__file__).parent / "lines.toml").read_text(encoding="utf-8"))
NOW = dt.datetime.fromisoformat(LINES["now"])
MONTHS = load("months")
NAMES = [(int(number), name) for number, listed in MONTHS["gregorian"].items() for name in listed]
HIJRI = [(int(number), name) for number, listed in MONTHS["hijri"].items() for name in listed]
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
FRAGMENTS = st.sampled_from(
    [name for _, name in NAMES[::3]]
    + [
        "منذ",
        "قبل",
        "ساعات",
        "أمس",
        "اليوم",
        "الجمعة",
        "هـ",
        "م",
        "ص",
        "مساءً",
        "بتوقيت",
        "غرينتش",
        "الماضي",
        "من",
        "إلى",
        "و",
        "عام",
        "GMT",
        "+3",
    ]
    + ["2024", "١٤٤٦", "31", "5", "0", "10:30", "/", "-", ".", "،", ":", "|", "(", ")", "\n", "\u200f", "\u064b"]
)
LINES_OF_PIECES = st.lists(FRAGMENTS, max_size=40).map(" ".join) | st.lists(FRAGMENTS, max_size=40).map("".join)


@pytest.mark.parametrize(("line", "value"), LINES["dated"].items())
def test_line_is_read(line, value):
    got = parse_date(line, relative_to=NOW)
    assert got is not None, line
    moment = parse_moment(line, relative_to=NOW)
    assert moment is not None
    if "T" not in value:
        assert (got.date().isoformat(), got.time(), moment.precision, moment.value) == (value, dt.time(), "day", value)
    else:
        assert got.isoformat().startswith(value)
        assert moment.precision in {"minute", "second"}
        assert moment.value[:16] == value[:16]


@pytest.mark.parametrize("line", LINES["undated"]["lines"])
def test_line_that_says_nothing_sure_is_not_read(line):
    assert parse_date(line, relative_to=NOW) is None
    assert parse_moment(line, relative_to=NOW) is None


@pytest.mark.parametrize("line", LINES["dated"])
def test_nothing_relative_is_read_without_a_now(line):
    alone, told = parse_date(line), parse_date(line, relative_to=NOW)
    assert alone is None or alone == told or (told is not None and alone.replace(tzinfo=None) == told.replace(tzinfo=None))


def test_zone_of_a_relative_line_is_that_of_now():
    assert parse_date("منذ 3 ساعات", relative_to=NOW).utcoffset() == dt.timedelta(hours=3)
    assert parse_date("أمس", relative_to=NOW.replace(tzinfo=None)).tzinfo is None
    assert parse_date("5 مايو 2022", relative_to=NOW).tzinfo is None


def test_stated_zone_decides_which_day_today_is():
    late = dt.datetime.fromisoformat("2024-10-05T01:00:00+03:00")
    assert parse_date("اليوم 22:30 GMT", relative_to=late).isoformat() == "2024-10-04T22:30:00+00:00"


def test_moment_is_aware_only_where_the_line_says_so():
    assert parse_moment("5 مايو 2022 10:30 GMT").zone == "stated"
    assert parse_moment("5 مايو 2022 10:30").zone == "unknown"
    assert parse_moment("اليوم 10:45 ص", relative_to=NOW).value == "2024-10-05T10:45"
    assert parse_moment("منذ ساعتين", relative_to=NOW).value == "2024-10-05T12:30+03:00"
    assert parse_moment("5 مايو 2022", basis="meta").basis == "meta"


def test_country_settles_names_that_are_words_elsewhere():
    assert parse_date("9 نوار 2023", country="LB") == dt.datetime(2023, 5, 9)
    assert parse_date("9 النوار 2003", country="LY") == dt.datetime(2003, 2, 9)
    assert parse_date("9 نوار 2023") is None


def test_hijri_day_is_sure_where_months_follow_umm_al_qura_or_a_weekday_says_so():
    assert parse_date("3 ربيع الآخر 1446", country="SA") == dt.datetime(2024, 10, 6)
    assert parse_date("3 ربيع الآخر 1446", country="MA") is None
    assert parse_date("الاثنين 3 ربيع الآخر 1446", country="MA") == dt.datetime(2024, 10, 7)


def test_long_prose_is_no_date_line():
    assert parse_date("قال المتحدث إن " + "الوضع يزداد سوءا في المدينة " * 6 + "5 مايو 2022", relative_to=NOW) is None


@settings(deadline=None)
@given(
    day=DAYS,
    name=st.sampled_from(NAMES),
    far=st.booleans(),
    form=st.sampled_from(["{d} {m} {y}", "{d}/{m}/{y}", "{d:02} {m}، {y}", "{m} {d}, {y}", "{y}-{m}-{d}"]),
)
def test_every_name_of_every_month_is_read_back(day, name, far, form):
    number, month = name
    try:
        day = day.replace(month=number)
    except ValueError:
        day = day.replace(month=number, day=1)
    line = form.format(d=day.day, m=month, y=day.year)
    got = parse_date(eastern(line) if far and not month[-1].isdigit() else line)
    assert got == dt.datetime.combine(day, dt.time()), line


@settings(deadline=None)
@given(day=DAYS, joiner=st.sampled_from("-/."), far=st.booleans(), year_first=st.booleans(), minute=st.none() | st.times())
def test_figures_are_read_day_first_or_year_first(day, joiner, far, year_first, minute):
    pieces = [f"{day.day:02}", f"{day.month:02}", f"{day.year}"]
    line = joiner.join(reversed(pieces) if year_first else pieces)
    if minute:
        line += f" {minute:%H:%M}"
    got = parse_date(eastern(line) if far else line)
    assert got == dt.datetime.combine(day, dt.time(minute.hour, minute.minute) if minute else dt.time())


@settings(deadline=None)
@given(year=st.integers(1350, 1499), month=st.sampled_from(HIJRI), day=st.integers(1, 29), far=st.booleans())
def test_every_name_of_every_hijri_month_is_read_back(year, month, day, far):
    from hijridate import Hijri

    line = f"{day} {month[1]} {year} هـ"
    want = Hijri(year, month[0], day).to_gregorian()
    got = parse_date(eastern(line) if far and not month[1][-1].isdigit() else line)
    assert got is not None
    assert (got.year, got.month, got.day) == (want.year, want.month, want.day)


@settings(deadline=None)
@given(
    when=st.datetimes(
        dt.datetime(1990, 1, 1),
        dt.datetime(2090, 1, 1),
        timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=3)), dt.timezone(-dt.timedelta(hours=5))]),
    )
)
def test_iso_and_mail_dates_are_read_back(when):
    import email.utils

    when = when.replace(microsecond=0)
    assert parse_date(when.isoformat()) == when
    assert parse_date(email.utils.format_datetime(when)) == when
    assert parse_moment(when.isoformat()).value == when.isoformat()


@settings(deadline=None)
@given(amount=st.integers(1, 59))
def test_minutes_and_hours_ago(amount):
    assert parse_date(f"منذ {amount} دقيقة", relative_to=NOW) == NOW - dt.timedelta(minutes=amount)
    assert parse_date(f"قبل {amount} ساعات", relative_to=NOW) == NOW - dt.timedelta(hours=amount)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(max_size=300) | LINES_OF_PIECES,
    now=st.none() | st.just(NOW) | st.datetimes(),
    country=st.none() | st.sampled_from(["LY", "MA", "XX", ""]),
)
@example(text="منذ 9999 يوم", now=dt.datetime(1, 1, 1), country=None)
@example(text="غدا", now=dt.datetime(9999, 12, 31, 23, 59), country=None)
@example(text="اليوم 10:30 GMT", now=dt.datetime(1, 1, 1, tzinfo=dt.UTC), country=None)
@example(text="٣²/٤/٢٠٢٤", now=NOW, country=None)
def test_no_text_raises_or_takes_long(text, now, country):
    parse_date("5 مايو 2022")
    begun = time.process_time()
    got = parse_date(text[:300], relative_to=now, country=country)
    assert time.process_time() - begun < 0.05
    assert got is None or isinstance(got, dt.datetime)
    moment = parse_moment(text[:300], relative_to=now, country=country)
    assert (moment is None) == (got is None)
    for mention in find_dates(text, relative_to=now, country=country):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("piece", ["1", "منذ ", "1/", "يناير 5 ", "قبل 3 أيام ", "\u064b", "(- ", "\n", "10:30 "])
def test_hostile_lengths_take_bounded_time(piece):
    text = piece * (10_000_000 // len(piece))
    begun = time.process_time()
    assert parse_date(text, relative_to=NOW) is None
    find_dates(text, relative_to=NOW)
    assert time.process_time() - begun < 5


def test_what_the_command_line_shows_is_the_last_day_that_fits():
    from rawi.language.dates import _shown

    monday = dt.datetime.fromisoformat("2024-10-07T12:00:00+03:00")
    assert _shown("أمس الجمعة", monday)[:2] == ["2024-10-04  precision day", "as said on Saturday 2024-10-05"]
    assert _shown("كتاب", monday) == ["no sure date in this line"]
