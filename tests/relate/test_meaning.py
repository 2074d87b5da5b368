"""Packed vectors, and scores that meaning moves."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.relate.meaning import cosine, cosines, likeness, packed, weighed


def vector(seed):
    dice = random.Random(seed)
    return [dice.gauss(0.1, 1) * 10 ** dice.uniform(-1, 0) for _ in range(384)]


def exact(one, other):
    length = math.sqrt(sum(a * a for a in one)) * math.sqrt(sum(b * b for b in other))
    return sum(a * b for a, b in zip(one, other, strict=True)) / length if length else 0.0


@given(st.integers(), st.integers())
def test_packing_keeps_the_cosine(one, other):
    one, other = vector(one), vector(other)
    assert cosine(packed(one), packed(other)) == pytest.approx(exact(one, other), abs=0.01)


@pytest.mark.parametrize("vector", [[], [0.0, 0.0], [math.nan, 1.0], [math.inf, 1.0]])
def test_what_says_nothing_is_packed_as_nothing(vector):
    assert packed(vector) == bytes(len(vector))
    assert cosine(packed(vector), packed([1.0, 1.0])) == 0.0


def test_what_cannot_be_compared_is_left_out():
    one = packed([0.3, 0.4])
    found = cosines(one, {1: one, 2: packed([0.3, 0.4, 0.5]), 3: bytes(2), 4: packed([-0.3, -0.4])})
    assert found == {1: pytest.approx(1.0), 4: pytest.approx(-1.0)}
    assert likeness(one, {1: one}, 0.5) == {1: pytest.approx(2.0)}


def test_meaning_moves_a_score_and_never_more_than_to_its_double():
    near = {1: 0.5, 2: 0.5, 3: 0.5}
    moved = weighed(near, (1, 2, 3), {1: 90.0, 2: -90.0})
    assert moved == {1: pytest.approx(1.0), 2: pytest.approx(0.25), 3: 0.5}


def test_without_meaning_nothing_moves():
    near = {1: 0.5, 2: 0.25}
    assert weighed(near, (1, 2), {}) == near
    assert weighed(near, (1, 2), {1: 3.0}) == pytest.approx(near)
    assert weighed(near, (1, 2), {7: 3.0}) == near
