"""Winnowing and the choice of whom to compare."""

import doctest
import importlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.relate.fingerprint import SHINGLE, fingerprint, hashes, in_order, winnowed
from rawi.relate.postings import CAP, RARE, WINDOW, candidates, mark_chosen, only_chosen, winnow

WORD = st.text("ابتثجحخ", min_size=1, max_size=3)
NUMBERS = st.lists(st.integers(0, 2**32 - 1), max_size=60)


@pytest.mark.parametrize("name", ["postings", "passages", "frames", "direction", "origin", "fingerprint"])
def test_examples_are_true(name):
    assert doctest.testmod(importlib.import_module(f"rawi.relate.{name}")).failed == 0


@given(NUMBERS)
def test_every_window_has_a_kept_hash_and_only_hashes_are_kept(order):
    kept = winnow(order)
    assert kept <= set(order)
    for at in range(len(order) - WINDOW + 1):
        assert min(order[at : at + WINDOW]) in kept
    assert bool(kept) == bool(order)


@given(
    st.lists(WORD, min_size=WINDOW + SHINGLE - 1, max_size=30),
    st.lists(WORD, max_size=40),
    st.lists(WORD, max_size=40),
    st.lists(WORD, max_size=40),
    st.lists(WORD, max_size=40),
)
def test_a_shared_run_of_ten_words_is_always_found(run, before, behind, others_before, others_behind):
    one = fingerprint(" ".join([*before, *run, *behind]))
    other = fingerprint(" ".join([*others_before, *run, *others_behind]))
    assert set(winnowed(one)) & set(winnowed(other))


@given(st.sets(st.integers(0, 2**32 - 1), max_size=60), st.randoms())
def test_bits_say_which_hashes_were_chosen(found, dice):
    order = sorted(found)
    chosen = {value for value in order if dice.random() < 0.4}
    assert only_chosen(order, mark_chosen(order, chosen)) == sorted(chosen)


def test_two_sevenths_of_the_shingles_are_kept():
    words = " ".join(str(random.Random(number).getrandbits(40)) for number in range(5_000))
    mark = fingerprint(words)
    assert 0.27 < len(winnowed(mark)) / mark.shingles < 0.30
    assert set(winnowed(mark)) <= hashes(mark)
    assert len(mark.chosen) <= mark.shingles / 8 + 1


def test_a_text_of_four_words_has_no_fingerprint_and_one_of_five_has_one():
    assert winnowed(fingerprint("ا ب ت ث")) == []
    assert winnowed(fingerprint("ا ب ت ث ج")) == in_order("ا ب ت ث ج")


def test_one_rare_hash_or_two_others_make_a_candidate():
    rare, known = [(1, article) for article in range(RARE)], [(2, article) for article in range(100, 101 + RARE)]
    assert candidates(rare, 5) == dict.fromkeys(range(RARE), 1)
    assert candidates(known, 5) == {}
    assert candidates([*known, (3, 100), *[(3, other) for other in range(200, 200 + RARE)]], 5) == {100: 2}


def test_boilerplate_makes_no_candidate_unless_a_text_is_nothing_else():
    phrase = [(1, article) for article in range(CAP)] + [(2, article) for article in range(CAP)]
    assert candidates(phrase, 10) == {}
    assert candidates([*phrase, (3, 7)], 10) == {7: 1}
    assert len(candidates(phrase, 2)) == CAP
