"""Which subjects grow: what several outlets write of more than before, measured against how much is written at all."""

from hypothesis import given
from hypothesis import strategies as st

from rawi.relate.rising import Counted, rising


def test_what_is_always_written_of_does_not_grow():
    assert rising([Counted("الطقس", 12, 6, 120)], late=100, before=1000) == []
    assert rising([Counted("السد", 12, 6, 20)], late=100, before=1000) == ["السد"]


def test_one_or_two_outlets_alone_make_nothing_grow():
    assert rising([Counted("نشرتنا", 40, 2, 0)], late=100, before=1000) == []


def test_of_names_that_share_a_word_the_fastest_stands():
    tags = [Counted("سد الركبان", 9, 4, 1), Counted("بحيره سد الركبان", 6, 3, 1), Counted("رأس المحار", 7, 3, 1)]
    assert rising(tags, late=60, before=600) == ["سد الركبان", "رأس المحار"]


def test_a_new_archive_has_no_time_before():
    assert rising([Counted("السد", 5, 3, 0)], late=10, before=0, limit=3) in ([], ["السد"])


@given(st.lists(st.builds(Counted, st.text(max_size=5), st.integers(0, 50), st.integers(0, 9), st.integers(0, 500)), max_size=30))
def test_the_order_of_tags_does_not_matter_and_the_limit_holds(tags):
    unique = list({one.key: one for one in tags}.values())
    assert rising(unique, late=50, before=500, limit=4) == rising(unique[::-1], late=50, before=500, limit=4)
    assert len(rising(unique, late=50, before=500, limit=4)) <= 4
