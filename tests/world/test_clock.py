import datetime as dt
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rawi.world.clock
import rawi.world.house
from rawi.world.clock import fill, instant, weekday

HOURS = st.datetimes(min_value=dt.datetime(2024, 1, 1), max_value=dt.datetime(2032, 1, 1), timezones=st.just(dt.UTC))
CLOCKS = st.tuples(st.integers(3, 22), st.integers(0, 59)).map(lambda pair: f"{pair[0]:02}:{pair[1]:02}")


@pytest.mark.parametrize("module", [rawi.world.clock, rawi.world.house])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 0


@given(HOURS, CLOCKS, st.integers(0, 400))
def test_nothing_is_later_than_now_and_every_day_keeps_its_date(now, clock, days):
    found = instant(days, clock, now)
    assert found <= now
    assert found.date() == now.date() - dt.timedelta(days=days)


@given(HOURS, CLOCKS, CLOCKS, st.integers(0, 2), st.integers(0, 2))
def test_the_order_of_the_days_is_kept_however_young_today_is(now, first, second, days_one, days_two):
    one, two = instant(days_one, first, now), instant(days_two, second, now)
    assert ((-days_one, first) <= (-days_two, second)) <= (one <= two)


@pytest.mark.parametrize("clock", ["02:59", "23:00"])
def test_hours_at_which_outlets_disagree_on_the_date_are_refused(clock):
    with pytest.raises(ValueError, match="not between"):
        instant(1, clock, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def test_dates_are_written_in_the_tradition_of_the_country():
    when = dt.datetime(2025, 8, 14, 9, 5)
    written = [fill("{date:0} {year:0}", when, locale) for locale in ("ar_EG", "ar_LB", "ar_MA", "dual")]
    assert written == ["14 أغسطس 2025", "14 آب 2025", "14 غشت 2025", "14 آب/أغسطس 2025"]
    assert fill("{clock}، {fulldate:-1} ({hijri:0})", when, "ar_EG") == "09:05، 13 أغسطس 2025 (20 صفر 1447)"
    assert fill("on {day:-1}", when, "en") == "on Wednesday"


def test_a_mark_that_nobody_knows_is_an_error():
    with pytest.raises(ValueError, match="no such mark"):
        fill("{moon:0}", dt.datetime(2025, 8, 14), "ar_EG")


def test_weekdays_are_the_real_ones():
    assert [weekday(dt.date(2026, 11, 20 + n)) for n in range(7)] == [
        "الجمعة",
        "السبت",
        "الأحد",
        "الاثنين",
        "الثلاثاء",
        "الأربعاء",
        "الخميس",
    ]
