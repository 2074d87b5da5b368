"""Many articles out of a few: repeatable, importable, and hardly any run of words in two texts that are no copies."""

import random

import msgspec
import pytest

from rawi.carry.jsonl import imported
from rawi.carry.mixing import Mixture
from rawi.language.terms import terms
from rawi.model import Article
from rawi.pipeline import Imported
from rawi.relate.fingerprint import fingerprint, hashes

LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


def corpus():
    dice = random.Random(3)
    words = ["".join(dice.choices(LETTERS, k=5)) for _ in range(2_000)]
    sentences = [[" ".join(dice.choices(words, k=12)) + "." for _ in range(8)] for _ in range(40)]
    return [
        Article(str(n), None, "jisr" if n % 2 else "marsa", " ".join(dice.choices(words, k=6)), " ".join(sentences[n])) for n in range(40)
    ]


def read(lines):
    return [msgspec.json.decode(line) for line in lines]


def test_the_same_numbers_give_the_same_lines():
    assert list(Mixture(corpus()).lines(100, 50)) == list(Mixture(corpus()).lines(100, 50))
    assert list(Mixture(corpus()).lines(100, 50)) != list(Mixture(corpus(), seed=16).lines(100, 50))


def test_every_line_can_be_imported():
    for number, fields in enumerate(read(Mixture(corpus()).lines(0, 200)), start=1):
        value, warnings = imported(fields, number)
        assert isinstance(value, Imported)
        assert not warnings
        assert value.article.text
        assert value.article.published


def test_addresses_are_their_own_and_time_goes_on():
    rows = read(Mixture(corpus(), per_day=1_000).lines(0, 2_001))
    assert len({row["url"] for row in rows}) == 2_001
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    assert rows[0]["published"][:10] == "2020-01-01"
    assert rows[2_000]["published"][:10] == "2020-01-03"


def test_about_one_in_seven_is_a_copy_of_an_earlier_one_under_some_name():
    texts = [row["text"] for row in read(Mixture(corpus()).lines(0, 700))]
    copies = sum(any(text == earlier or earlier.startswith(text) for earlier in texts[:place]) for place, text in enumerate(texts))
    assert 60 <= copies <= 150


def test_a_fresh_text_shares_few_shingles_with_the_articles_that_it_was_made_of():
    known = set().union(*(hashes(fingerprint(terms("", article.text).text)) for article in corpus()))
    marks = [hashes(fingerprint(terms("", row["text"]).text)) for row in read(Mixture(corpus()).lines(0, 100))]
    assert sum(len(mark & known) for mark in marks) < 0.05 * sum(map(len, marks))


def test_a_corpus_that_is_too_small_is_refused():
    with pytest.raises(ValueError, match="three articles"):
        Mixture(corpus()[:2])
