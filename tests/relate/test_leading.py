"""Which events stand first: what many carry now, and not what one outlet repeats or what was news yesterday."""

from hypothesis import given
from hypothesis import strategies as st

from rawi.relate.leading import Said, standing

HOUR = 3600
NOW = 100 * HOUR
articles = st.lists(
    st.builds(Said, at=st.integers(0, NOW + 5 * HOUR), own=st.booleans(), outlet=st.sampled_from("abcdef")), min_size=1, max_size=12
)


def story(*hours_ago, own=True):
    return [Said(NOW - round(ago * HOUR), own, f"outlet-{number}") for number, ago in enumerate(hours_ago)]


def test_more_outlets_weigh_more():
    assert standing(story(1, 2, 3, 4), NOW) > standing(story(1, 2), NOW) > standing(story(1), NOW)


def test_an_item_of_one_outlet_stands_below_what_four_carried_half_a_day_ago():
    assert standing(story(0), NOW) < standing(story(12, 12, 12, 12), NOW)


def test_yesterdays_story_stands_below_todays():
    assert standing(story(30, 30, 30), NOW) < standing(story(5, 5, 5), NOW)


def test_copies_and_an_outlets_further_items_weigh_less_than_voices():
    voices = standing(story(5, 6, 7), NOW)
    assert standing([story(5)[0], *story(5, 6, 7, own=False)[1:]], NOW) < voices
    assert standing([Said(NOW - 5 * HOUR, True, "outlet-0")] * 3, NOW) < voices


def test_breaking_is_what_most_of_its_outlets_came_to_in_three_hours():
    assert standing(story(0, 1, 2), NOW).breaking
    assert not standing(story(0, 1), NOW).breaking
    assert not standing(story(0, 1, 2, 9, 9, 9), NOW).breaking


@given(articles)
def test_the_order_of_articles_does_not_matter(given_articles):
    assert standing(given_articles, NOW) == standing(given_articles[::-1], NOW)


@given(articles, st.integers(0, NOW))
def test_an_article_more_never_weighs_less(given_articles, at):
    more = [*given_articles, Said(at, True, "g")]
    assert standing(more, NOW).weight >= standing(given_articles, NOW).weight
