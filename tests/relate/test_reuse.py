"""Fingerprints, shares and families of copies."""

import doctest
import importlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.language.terms import terms
from rawi.relate.fingerprint import SHINGLE, fingerprint, hashes, smallest
from rawi.relate.reuse import SKETCH, containment, families, is_copy

WORDS = [f"كلمه{number}" for number in range(4_000)]
TEXT = st.lists(st.sampled_from(WORDS[:60]), max_size=80).map(" ".join)


def made(seed, length=200):
    return random.Random(seed).choices(WORDS, k=length)


def marks(*texts):
    return [fingerprint(" ".join(text)) for text in texts]


@pytest.mark.parametrize("name", ["fingerprint", "reuse", "profile", "feedback", "answers", "similar"])
def test_examples_are_true(name):
    assert doctest.testmod(importlib.import_module(f"rawi.relate.{name}")).failed == 0


@given(TEXT)
def test_a_fingerprint_holds_every_shingle_once_in_order(text):
    mark = fingerprint(text)
    words = text.split()
    expected = {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    assert mark.shingles == max(0, len(words) - SHINGLE + 1)
    assert len(hashes(mark)) == len(expected) == mark.planes
    assert list(smallest(mark, 10)) == sorted(hashes(mark))[:10]


def test_spelling_and_marks_do_not_change_it():
    one, other = terms("", "أَعلنتِ الحكومةُ أمسِ «هدنةً» إنسانيةً"), terms("", "اعلنت الحكومه امس هدنة انسانيه")
    assert fingerprint(one.text) == fingerprint(other.text)


@given(TEXT, TEXT)
def test_shares_lie_between_none_and_all(one, other):
    a, b = hashes(fingerprint(one)), hashes(fingerprint(other))
    assert 0 <= containment(a, b) <= 1
    assert containment(a, a) == (1 if a else 0)
    assert is_copy(a, b) == is_copy(b, a)
    assert is_copy(a, a) == bool(a)


def test_what_is_a_copy():
    text = made(1)
    changed = [*text[:20], "أخرى", *text[21:]]
    added = [*text, *made(2, 60)]
    cut = text[:120]
    quote = text[:40]
    longer = [*text[:90], *made(3, 110)]
    whole = hashes(marks(text)[0])
    assert all(is_copy(whole, hashes(mark)) for mark in marks(changed, added, cut))
    assert not any(is_copy(whole, hashes(mark)) for mark in marks(quote, longer, made(4), []))


def test_families_are_closed_and_named_by_their_first():
    text = made(1)
    once = [*text[30:], *made(2, 30)]
    twice = [*once[40:], *made(3, 40)]
    assert families(marks(text, made(9), twice, once, made(9))) == [0, 1, 0, 0, 1]
    assert families(marks(text, made(9), twice)) == [0, 1, 2]
    assert families([]) == []
    assert families(marks([], [], ["قصير"])) == [0, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60)), max_size=8))
def test_the_first_look_misses_no_copy(drawn):
    texts = [[*made(seed, 120)[shift:], *made(100 + seed, shift)] for seed, shift in drawn]
    packed = marks(*texts)
    family = families(packed)
    for one in range(len(texts)):
        for other in range(one):
            if is_copy(hashes(packed[one]), hashes(packed[other])):
                assert family[one] == family[other]
    assert SKETCH >= 32
