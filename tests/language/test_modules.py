"""Every module of language/ has examples that are true, and can be run to show itself."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

import rawi.language

MODULES = [f"rawi.language.{module.name}" for module in pkgutil.iter_modules(rawi.language.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
    assert module.__doc__
    assert "Comes in:" in module.__doc__
    assert "oes out:" in module.__doc__


@pytest.mark.parametrize(
    "name", ["ago", "clock", "dates", "days", "identify", "mentions", "months", "numerals", "orthography", "parts", "sentences", "tokens"]
)
def test_module_shows_itself(name):
    shown = subprocess.run(
        [sys.executable, "-m", f"rawi.language.{name}", "أمس الجمعة 5 مايو 2022"], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip()
    assert not shown.stderr


def test_dates_show_themselves():
    shown = subprocess.run(
        [sys.executable, "-m", "rawi.language.dates", "5 تشرين الأول/أكتوبر 2024 - 10:30 م"], capture_output=True, text=True, check=True
    )
    assert shown.stdout.startswith("2024-10-05T22:30  precision minute")


def test_every_list_of_the_lexicon_can_be_read():
    from importlib import resources

    from rawi.language.data import load

    lists = [file.name.removesuffix(".toml") for file in (resources.files("rawi.language") / "lexicon").iterdir()]
    assert {"months", "calendar", "numerals", "languages", "abbreviations"} <= set(lists)
    assert all(load(name) for name in lists)
    assert load("months") is load("months")
    with pytest.raises(FileNotFoundError):
        load("no such list")
