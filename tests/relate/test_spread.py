"""Lists spread over outlets."""

from hypothesis import given
from hypothesis import strategies as st

from rawi.relate.similar import Related
from rawi.relate.spread import AS_NEAR, OF_ONE, spread


def keys(lines, outlets, own="manara"):
    return [line.key for line in spread(lines, outlets, own)]


def test_the_fourth_of_one_outlet_waits_for_others_that_are_about_as_near():
    lines = [Related(key, 1 - key / 100) for key in range(1, 7)]
    assert keys(lines, {1: "barq", 2: "barq", 3: "barq", 4: "barq", 5: "marsa", 6: "afaq"}) == [1, 2, 3, 5, 6, 4]


def test_what_is_far_takes_no_place_of_what_is_near():
    lines = [*(Related(key, 0.5) for key in range(1, OF_ONE + 2)), Related(9, 0.5 * AS_NEAR - 0.01)]
    assert keys(lines, {**dict.fromkeys(range(1, 9), "barq"), 9: "marsa"}) == [1, 2, 3, 4, 9]


def test_of_copies_an_outlet_is_named_that_has_no_line():
    lines = [Related(1, 0.9, (2, 3)), Related(4, 0.8, (5, 6))]
    outlets = {1: "manara", 2: "barq", 3: "marsa", 4: "barq", 5: "manara", 6: "afaq"}
    named = spread(lines, outlets, "manara")
    assert [(line.key, line.copies) for line in named] == [(2, (1, 3)), (6, (4, 5))]


def test_the_nearest_copy_stays_where_all_outlets_are_named():
    lines = [Related(1, 0.9), Related(2, 0.8, (3,))]
    assert keys(lines, {1: "barq", 2: "barq", 3: "manara"}) == [1, 2]


@given(
    st.lists(st.tuples(st.floats(0.1, 1), st.integers(0, 3)), max_size=12),
    st.dictionaries(st.integers(0, 60), st.sampled_from(["barq", "marsa", "afaq"])),
)
def test_no_article_is_lost_and_none_comes_twice(made, outlets):
    lines = [Related(5 * at, score, tuple(range(5 * at + 1, 5 * at + 1 + copies))) for at, (score, copies) in enumerate(made)]
    found = spread(sorted(lines, key=lambda line: -line.score), outlets, "manara")
    assert sorted(key for line in found for key in (line.key, *line.copies)) == sorted(
        key for line in lines for key in (line.key, *line.copies)
    )
