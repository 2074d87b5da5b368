"""What `./run compile` translates: which modules these are, and that they are what runs where rawi was compiled."""

import importlib
import os
import pathlib
import tomllib

import pytest

import rawi
from rawi.measure import compiled

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]


def modules(pattern):
    return sorted(path for path in ROOT.glob(pattern) if path.name not in HOOK["exclude"])


@pytest.mark.parametrize("pattern", HOOK["include"])
def test_what_is_named_is_there_and_runs_as_it_should(pattern):
    found = modules(pattern)
    assert found
    for path in found:
        name = "rawi." + ".".join(path.relative_to(ROOT / "src/rawi").with_suffix("").parts)
        home = importlib.import_module(name).__file__
        assert home.endswith(".py") is ("RAWI_COMPILED" not in os.environ), home
    assert compiled() is ("RAWI_COMPILED" in os.environ)


def test_deep_json_is_no_deep_stack_of_compiled_code():
    # Machine code has no limit of recursion: what nests is bounded by whoever decodes it.
    for deep in (500, 5_000, 200_000):
        nested = '{"content":[' * deep + '"عاد المطر إلى الوادي بعد غياب."' + "]}" * deep
        page = f'<title>المطر</title><script id="__NEXT_DATA__" type="application/json">{nested}</script>'
        page += f'<script type="application/ld+json">{nested}</script>'
        assert rawi.extract(page, url="https://wadi.example/1")
