import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.moments import instant, moment, moment_of, uncertainty


@pytest.mark.parametrize(
    ("text", "value", "precision", "zone"),
    [
        ("2024-06-03", "2024-06-03", "day", "unknown"),
        ("2024-06-03T10:30", "2024-06-03T10:30", "minute", "unknown"),
        ("2024-06-03 10:30:11", "2024-06-03T10:30:11", "second", "unknown"),
        ("2024-06-03T10:30:11.123456Z", "2024-06-03T10:30:11+00:00", "second", "stated"),
        ("2024-06-03T10:30:11,5+0300", "2024-06-03T10:30:11+03:00", "second", "stated"),
        ("2024-06-03T10:30 +03:00", "2024-06-03T10:30+03:00", "minute", "stated"),
    ],
)
def test_a_moment_keeps_what_was_written_and_no_more(text, value, precision, zone):
    read = moment(text, basis="meta")
    assert (read.value, read.precision, read.zone) == (value, precision, zone)


@pytest.mark.parametrize(
    "text", ["", "2024-13-01", "2024-02-30", "yesterday", "2024-06-03T25:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"]
)
def test_what_is_no_time_is_none(text):
    assert moment(text, basis="meta") is None


def test_a_day_is_not_midnight():
    day, minute = moment("2024-06-03", basis="meta", zone="outlet"), moment("2024-06-03T00:00+00:00", basis="meta")
    assert instant(day) == instant(minute)
    assert uncertainty(day) == 86_400
    assert uncertainty(minute) == 60


def test_an_unknown_zone_adds_to_the_uncertainty():
    assert uncertainty(moment("2024-06-03T10:30", basis="meta")) == 60 + 14 * 3600


@given(st.datetimes(min_value=dt.datetime(1900, 1, 1), max_value=dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC)))
def test_a_datetime_comes_back(when):
    assert instant(moment(moment_of(when, basis="fetched").value, basis="fetched")) == when.replace(microsecond=0)


@given(st.text(max_size=40))
def test_no_text_raises(text):
    moment(text, basis="meta")
