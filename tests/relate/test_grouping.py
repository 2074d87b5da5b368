"""Groups by average link: the same whatever the order, and none that lasts too long."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.relate.features import IN_TITLE, dot, formulas
from rawi.relate.grouping import DAY, LONGEST, Lot, collected, formulaic, grouped, link_of, longest, told


def likeness(one, other, product):
    link = product / (one.weight * other.weight)
    return link if link >= 10 else -1.0


def lots(says):
    return [Lot(1, 0, 0, (0, 0)) for _ in says]


@settings(deadline=None)
@given(
    says=st.lists(st.dictionaries(st.integers(1, 6), st.integers(1, 9), min_size=1, max_size=4), max_size=9),
    dice=st.randoms(use_true_random=False),
)
def test_groups_are_a_partition_whose_members_are_alike(says, dice):
    groups = grouped(lots(says), says, likeness)
    assert sorted(member for group in groups for member in group) == list(range(len(says)))
    for group in groups:
        pairs = [dot(says[a], says[b]) for a in group for b in group if a < b]
        assert not pairs or max(pairs) >= 10


def test_the_order_in_which_they_stand_does_not_matter():
    says = [{1: 7, 2: 3}, {3: 8}, {1: 6, 4: 2}, {3: 7, 5: 1}, {2: 1, 6: 9}, {1: 5, 3: 1}]
    wanted = {frozenset(group) for group in grouped(lots(says), says, likeness)}
    turned = [5, 3, 1, 4, 2, 0]
    again = grouped(lots(says), [says[at] for at in turned], likeness)
    assert {frozenset(turned[at] for at in group) for group in again} == wanted
    assert len(wanted) == 3


def test_of_two_that_are_each_alike_to_a_third_the_nearer_goes_with_it():
    says = [{1: 10}, {1: 10, 2: 9}, {2: 10}]
    assert grouped(lots(says), says, lambda one, other, product: product / (one.weight * other.weight) - 60) == [[0, 1], [2]]


def test_a_formula_lasts_a_day():
    formula, name = next(iter(formulas())), max(formulas()) + 1
    weather, event = told({IN_TITLE + formula: 300, name: 900}), told({IN_TITLE + formula: 100, IN_TITLE + name: 800})
    assert (formulaic(weather), formulaic(event), formulaic((0, 0))) == (True, False, False)
    assert (longest(weather, weather), longest(weather, event), longest(event, event)) == (DAY, LONGEST, LONGEST)


def test_equal_keys_lie_together():
    assert collected("abcab") == [[0, 3], [1, 4], [2]]


def test_what_has_no_rival_and_a_telling_word_in_common_is_joined_from_less_on():
    name, side = IN_TITLE + max(formulas()) + 1, IN_TITLE + max(formulas()) + 2
    says = [{name: 600, 1: 800}, {name: 600, 2: 800}, {side: 600, 3: 800}]
    assert grouped(lots(says), says, link_of) == [[0, 1], [2]]
    rival = [*says, {name: 600, 4: 800}]
    assert grouped(lots(rival), rival, link_of) == [[0], [1], [2], [3]], "three that are equally alike"
    formula = IN_TITLE + next(iter(formulas()))
    same = [{formula: 600, 1: 800}, {formula: 600, 2: 800}]
    assert grouped(lots(same), same, link_of) == [[0], [1]], "a formula tells nothing"
