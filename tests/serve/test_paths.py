import urllib.parse

from hypothesis import given
from hypothesis import strategies as st

from rawi.serve import paths
from rawi.store.contract import Cursor


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_name_stays_one_segment_and_comes_back(name):
    path = paths.outlet(name)
    assert path.count("/") == 2
    assert "?" not in path
    assert "#" not in path
    assert urllib.parse.unquote(path[3:]) == name


@given(st.integers(-(2**61), 2**61), st.integers(0, 2**61))
def test_a_place_in_a_list_comes_back(at, arrival):
    cursor = Cursor(at, arrival)
    assert paths.read_cursor(paths.write_cursor(cursor)) == cursor


@given(st.text(max_size=60) | st.none())
def test_any_place_can_be_asked_for(text):
    found = paths.read_cursor(text)
    assert found is None or abs(found.at) < 2**62


def test_a_feed_is_named_before_the_query():
    assert paths.feed("/search?q=a", "rss") == "/search.rss?q=a"
    assert paths.feed("/", "json") == "/.json"
    assert paths.split_feed("برق.atom") == ("برق", "atom")
    assert paths.split_feed("برق") == ("برق", None)
