"""rawi beside libraries that look for near-duplicates: the exact join, and that ways are measured against it."""

import random

import pytest

from rawi.archive import Archive
from rawi.joins import compare, contained
from rawi.model import Article
from rawi.settings import Settings

LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


def text(dice, words=120):
    return " ".join("".join(dice.choices(LETTERS, k=5)) for _ in range(words))


@pytest.fixture(scope="module")
def articles():
    """Ten texts of one outlet; another has a copy of the first, an excerpt of the second within words of its own, and nothing else."""
    dice = random.Random(4)
    own = [text(dice) for _ in range(10)]
    part = " ".join(own[1].split()[:70])
    others = [own[0], f"{text(dice, 150)} {part}", text(dice), "قصير"]
    return [Article("", None, "marsa", f"خبر {n}", one) for n, one in enumerate(own)] + [
        Article("", None, "jisr", f"نص {n}", one) for n, one in enumerate(others)
    ]


def test_the_exact_join():
    sets = [frozenset(range(100)), frozenset(range(50, 150)), frozenset(range(400, 500)), frozenset(range(60, 80)), frozenset()]
    assert contained(sets, ["a", "b", "b", "a", "b"]) == {(0, 1): 0.5, (1, 3): 1.0}
    assert contained(sets, ["a"] * 5) == {}


def test_rawi_finds_copy_and_excerpt_and_nothing_else(articles, tmp_path):
    with Archive.open(tmp_path / "archive", Settings(), write=True) as archive:
        (row,) = compare(archive, articles, peers=False)
    assert (row.name, row.pairs, row.precision, row.recall_80, row.recall_50) == ("rawi", 2, 1.0, 1.0, 1.0)
    assert row.articles_per_cpu_second > 0


def test_a_peer_that_is_not_installed_is_named(articles, tmp_path, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("rawi.joins.importlib.import_module", missing)
    with Archive.open(tmp_path / "archive", Settings(), write=True) as archive:
        rows = list(compare(archive, articles, peers=True))
    assert [bool(row.missing) for row in rows] == [False, True, True]
