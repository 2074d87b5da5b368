"""The promises of rawi.store.contract about stories, and of rawi.storylines on top of them: one suite for every Store."""

import datetime as dt
import random

import msgspec
import pytest

from contract.making import NO_TERMS, arrival
from rawi import storylines
from rawi.language.terms import terms
from rawi.relate import stories as placing
from rawi.relate.profile import profile
from rawi.store.contract import UNDATED, Cursor
from rawi.storylines import Storylines
from relate.newsroom import DAY, EVENTS, FILLER, HOUR, MORNING


def told(number, hour, title, text, *, outlet="manara"):
    """An arrival with its real profile, published `hour` hours after the morning."""
    when = dt.datetime.fromtimestamp(MORNING + hour * HOUR, dt.UTC).isoformat()
    made = arrival(number, title=title, text=text, published=when, outlet=outlet)
    return msgspec.structs.replace(made, profile=profile(terms(title, text)), terms=NO_TERMS)


def news():
    """A day of it: six lines about other things, three events told seven times."""
    made = [told(900 + number, number / 60, title, text) for number, (title, text) in enumerate(FILLER)]
    number = 0
    for event, versions in enumerate(EVENTS.values()):
        for place, (title, text) in enumerate(versions):
            number += 1
            made.append(told(number, 1 + event / 10 + 2 * place, title, text, outlet=f"o{place}"))
    return made


def answers(store):
    """All that a store says of its stories."""
    return [msgspec.structs.replace(line, position=Cursor(0, 0)) for line in sorted(store.stories(1000), key=lambda line: line.key)]


def keys_of(store, arrivals):
    return [outcome.key for outcome in store.put(arrivals)]


@pytest.fixture
def filled(store):
    keys = keys_of(store, news())
    assert Storylines(store).catch_up() == len(keys)
    return store, dict(zip([made.article.title for made in news()], keys, strict=True))


def test_articles_of_one_event_are_one_story(filled):
    store, keys = filled
    quake = [keys[title] for title, _ in EVENTS["quake"]]
    assert store.story_of(quake) == dict.fromkeys(quake, quake[0])
    line = store.story(quake[0])
    assert [key for key, _, _ in line.members] == quake
    assert (line.outlets, line.first, line.last) == (3, MORNING + HOUR, MORNING + 5 * HOUR)
    assert store.story(quake[1]) is None, "a story is called by its seed"
    assert not list(store.check())
    assert store.backlog() is None


def test_stories_come_newest_first_and_in_pages(filled):
    store, _ = filled
    whole = store.stories(100)
    assert [line.last for line in whole] == sorted((line.last for line in whole), reverse=True)
    pages, before = [], None
    while page := store.stories(2, before=before):
        pages += page
        before = page[-1].position
    assert pages == whole
    assert store.stories(0) == []


def test_whatever_the_order_of_arrival_the_stories_are_the_same(filled, archive, tmp_path_factory):
    store, _ = filled
    dice = random.Random(3)
    for attempt in range(4):
        other = type(archive)(archive.make, tmp_path_factory.mktemp("other") / "archive")()
        made, lines = news(), Storylines(other)
        dice.shuffle(made)
        while made:
            batch, made = made[: attempt + 1], made[attempt + 1 :]
            other.put(batch)
            if attempt % 2:
                lines = Storylines(other)  # as after a restart
            lines.catch_up()
        assert answers(other) == answers(store)
        assert not list(other.check())
        other.close()


def crowd():
    """News among forty articles about nothing, each of words of its own."""
    words = [f"{a}{b}{c}وان" for a in "بتجدط" for b in "رزسشفن" for c in "قكلمنه"]
    lines = [told(500 + number, 2 + number / 12, words[4 * number], " ".join(words[4 * number : 4 * number + 4])) for number in range(40)]
    return sorted([*news(), *lines], key=lambda made: made.article.published.value)


def test_where_more_come_than_are_held_it_is_counted_and_a_restart_changes_nothing(store, archive, tmp_path_factory, monkeypatch):
    for module in (storylines, placing):
        monkeypatch.setattr(module, "MOST_LIVE", 15)
    lines = Storylines(store)
    for made in crowd():
        store.put([made])
        lines.catch_up()
    shortened = store.refusals()["stories", "crowded"]
    assert shortened > 20
    other = type(archive)(archive.make, tmp_path_factory.mktemp("other") / "archive")()
    for made in crowd():
        other.put([made])
        Storylines(other).catch_up()  # as after a restart
    assert answers(other) == answers(store)
    assert other.refusals()["stories", "crowded"] == shortened
    other.close()


def test_placing_again_changes_nothing(filled):
    store, _ = filled
    before = answers(store)
    lines = Storylines(store)
    assert lines.catch_up() == 0
    lines.forget()
    assert store.stories(100) == []
    assert store.backlog().articles == len(news())
    lines.catch_up()
    assert answers(store) == before


def test_a_write_that_fails_leaves_stories_as_they_were_and_is_made_good(filled, monkeypatch):
    store, _ = filled
    before, lines = answers(store), Storylines(store)
    late = told(50, 1.01, *EVENTS["quake"][0], outlet="late")
    store.put([late])
    with monkeypatch.context() as broken:
        broken.setattr("rawi.store.stories._count", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            lines.catch_up()
    assert answers(store) == before
    lines.catch_up()
    assert sum(len(line.members) for line in answers(store)) == len(news()) + 1
    assert not list(store.check())


def test_an_article_without_a_date_is_in_no_story(store):
    (outcome,) = store.put([arrival(1, published=None, fetched_at=None)])
    assert store.instants([outcome.key]) == {outcome.key: None}
    assert store.backlog() is None
    assert store.story_of([outcome.key]) == {}
    assert Storylines(store).catch_up() == 0


def test_a_removed_article_leaves_its_story_and_a_removed_seed_its_name(filled):
    store, keys = filled
    first, second, third = (keys[title] for title, _ in EVENTS["quake"])
    store.remove(first)
    Storylines(store).catch_up()
    assert store.story_of([second, third]) == {second: second, third: second}
    assert not list(store.check())


def test_an_earlier_time_that_is_learnt_places_an_article_anew(store):
    title, text = EVENTS["whale"][0]
    made = told(1, 5, title, text)
    (outcome,) = store.put([made])
    store.put([told(2, 4, title, text + " وقال شهود إنه حي.", outlet="b")])
    Storylines(store).catch_up()
    assert store.story(outcome.key) is None
    store.put([msgspec.structs.replace(made, fetched_at=None, article=told(1, 3, title, text + " تحديث").article, profile=made.profile)])
    if store.instants([outcome.key])[outcome.key] != MORNING + 5 * HOUR:
        assert store.backlog() is not None
    Storylines(store).catch_up()
    assert store.backlog() is None
    assert not list(store.check())


def test_what_comes_much_too_late_moves_no_other(filled, monkeypatch):
    store, keys = filled
    before = {line.key: line for line in answers(store)}
    monkeypatch.setattr(storylines, "ANEW", 2)
    monkeypatch.setattr(storylines, "TIMES", 1)
    title, text = EVENTS["quake"][0]
    copied, other = keys_of(
        store, [told(60, 1.2, title, text, outlet="x"), told(61, 0.5, "خبر قديم", "نص لا يشبه غيره من النصوص في شيء.", outlet="x")]
    )
    Storylines(store).catch_up()
    assert store.story_of([copied, other]) == {copied: keys[title], other: other}
    after = {line.key: line for line in answers(store)}
    assert {key for key in before if before[key] != after[key]} == {keys[title]}
    assert store.backlog() is None
    assert not list(store.check())


def test_steps_of_articles_that_have_gone_are_passed_over(filled):
    store, _ = filled
    late = told(70, 8, *FILLER[0])
    (outcome,) = store.put([late])
    (timed,) = store.by_time(MORNING + 8 * HOUR)
    lines = Storylines(store)
    stories = lines._read(timed.at)
    placed = lines._place(stories, timed)
    store.remove(outcome.key)
    store.note_stories([placed])
    Storylines(store).catch_up()
    assert outcome.key not in store.story_of([outcome.key])
    assert not list(store.check())


def test_by_time_gives_dated_articles_in_order(filled):
    store, _ = filled
    whole = store.by_time(UNDATED + 1)
    assert [(one.at, one.key) for one in whole] == sorted((one.at, one.key) for one in whole)
    pages, after = [], (UNDATED + 1, 0)
    while page := store.by_time(after[0], after=after[1], limit=3):
        pages += page
        after = (page[-1].at, page[-1].key)
    assert pages == whole
    assert store.by_time(MORNING, until=MORNING + HOUR) == [one for one in whole if one.at < MORNING + HOUR]
    assert store.following(MORNING + HOUR) == len([one for one in whole if one.at >= MORNING + HOUR])
    assert store.instant_of_newest(0) == whole[-1].at
    assert store.instant_of_newest(10_000) == UNDATED
    assert store.kept(MORNING + DAY) == []


def test_a_new_version_leaves_an_article_where_it_is(filled):
    store, keys = filled
    title, _ = EVENTS["budget"][0]
    before = store.story_of([keys[title]])
    store.put([msgspec.structs.replace(told(4, 1.1, title, "نص آخر تماماً بعد التعديل", outlet="o0"), fetched_at=None)])
    Storylines(store).catch_up()
    assert store.story_of([keys[title]]) == before
