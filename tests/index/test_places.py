"""Country names in queries."""

import doctest

import pytest

from rawi.index import places
from rawi.index.places import country_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("لبنان", "LB"),
        ("السعودية", "SA"),
        ("المملكة العربية السعودية", "SA"),
        ("فلسطين", "PS"),
        ("Egypt", "EG"),
        ("Maroc", "MA"),
        ("sy", "SY"),
        ("أميركا", "US"),
    ],
)
def test_countries(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "العالم", "001", "zzz", "كوكب"])
def test_what_is_no_country(name):
    assert country_code(name) is None


def test_examples_are_true():
    assert doctest.testmod(places).failed == 0
