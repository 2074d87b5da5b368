"""Stories: what belongs together, what stays apart, and that everything can be taken back."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rawi.relate.stories as module
from rawi.relate.features import Frequencies, dot, features, formulas, packed, unpacked
from rawi.relate.grouping import LIVE, LONGEST
from rawi.relate.stories import Member, Stories
from relate.newsroom import DAY, EVENTS, GUESTS, HOUR, MORNING, RECEPTION, article, background, day


def placed(subjects, stories=None):
    """Place subjects in their order; return the story of each."""
    stories, where = Stories() if stories is None else stories, {}
    for about in sorted(subjects, key=lambda about: (about.at, about.key)):
        for move in stories.place(about).moves:
            assert where.get(move.key) == move.old
            where[move.key] = move.new
    return where


def groups(where, keys):
    """Return the stories of some articles as sets."""
    found = {}
    for key in keys:
        found.setdefault(where[key], set()).add(key)
    return sorted(map(sorted, found.values()))


def inside(stories):
    """All that a state knows, for comparing two."""
    having = {key: list(value) for key, value in stories._having.items() if value}
    kept = {seed: (one.first, one.last, one.members, one.total, one.weight, one.told) for seed, one in stories._stories.items()}
    counted = (stories.frequencies.articles, +stories.frequencies._having)
    return copy.deepcopy((having, kept, counted, stories.place_of_last, stories._order))


def test_what_tells_of_one_event_is_one_story_and_its_first_article_names_it():
    where = placed(day())
    assert groups(where, range(1, 8)) == [[1, 2, 3], [4, 5], [6, 7]]
    assert {where[key] for key in (1, 2, 3)} == {1}


def test_one_formula_for_many_guests_is_many_stories():
    told = [article(key, key / 10, f"أمير المنطقة يستقبل {who}", RECEPTION.format(who=whole)) for key, (who, whole) in enumerate(GUESTS, 1)]
    again = [
        article(50 + key, 5 + key / 10, f"أمير المنطقة يلتقي {who}", RECEPTION.format(who=whole))
        for key, (who, whole) in enumerate(GUESTS, 1)
    ]
    where = placed([*background(), *told, *again])
    assert groups(where, [*range(1, 7), *range(51, 57)]) == [[key, 50 + key] for key in range(1, 7)]


def test_copies_are_one_voice_whose_root_is_the_earliest():
    title, text = EVENTS["quake"][0]
    told = [article(key, key, title, text) for key in (1, 2, 3)]
    stories = Stories()
    assert [stories.place(about).voice for about in [*background(), *told]][-3:] == [1, 1, 1]


def test_an_event_of_another_week_is_another_story():
    title, text = EVENTS["whale"][0]
    hours = LIVE / HOUR + 1
    where = placed([*background(), article(1, 1, title, text), *background(800, hours), article(2, 1 + hours, title, text)])
    assert where[1] != where[2]


def test_a_story_that_goes_on_for_too_long_begins_anew():
    title, text = EVENTS["whale"][0]
    days = LONGEST // DAY + 3
    told = [article(key, 24 * key, title, text) for key in range(1, days)]
    where = placed([*background(), *told])
    assert len({where[key] for key in range(1, days)}) == 2


def test_two_stories_that_others_join_become_one_under_the_earlier_seed():
    one = ("دخان كثيف فوق حي الصفصاف", "شوهد دخان كثيف فوق حي الصفصاف فجراً وأغلقت السلطات جسر الدراق واحتمى السكان في بيوتهم من الرائحة.")
    other = ("القاضي تتفقد عمال الورق", "تفقدت هدى القاضي عمال مصنع الورق الراقدين في مستشفى الشفاء ووعدت أسرهم بتعويضات عاجلة.")
    both = (f"{one[0]} و{other[0]}", f"{one[1]} {other[1]}")
    told = [*background(), article(1, 1, *one), article(2, 2, *other)]
    assert len(groups(placed(told), (1, 2))) == 2
    where = placed([*told, *(article(10 + number, 3 + number / 10, *both) for number in range(3))])
    assert {where[key] for key in (1, 2, 10, 11, 12)} == {1}


RAIN = "توقعت هيئة الأرصاد هطول أمطار رعدية على مناطق الجنوب والساحل مصحوبة برياح نشطة، وتكون السماء غائمة جزئياً على بقية المناطق."
TELEGRAM = "بعث الملك برقية تهنئة إلى فخامة رئيس جمهورية {land} بمناسبة ذكرى استقلال بلاده، متمنياً لشعب {land} الصديق التقدم والازدهار."


def test_the_weather_of_each_day_is_a_story_of_its_own():
    told = [
        article(10 * day + number, 24 * day + 2 * number, f"الأرصاد: أمطار رعدية على {where}", RAIN)
        for day in range(5)
        for number, where in enumerate(("الجنوب", "الساحل", "مناطق الجنوب"), 1)
    ]
    where = placed([*background(), *told])
    assert groups(where, [one.key for one in told]) == [[10 * day + number for number in (1, 2, 3)] for day in range(5)]


def test_telegrams_to_several_presidents_are_several_stories():
    lands = ["سرندة", "مرجانة", "تيمار", "منفار"]
    titles = ("القيادة تهنئ رئيس {land} بذكرى استقلال بلاده", "الملك ونائبه يهنئان رئيس {land} بذكرى الاستقلال")
    told = [
        article(10 * number + place, number / 4 + 2 * place, title.format(land=land), TELEGRAM.format(land=land))
        for number, land in enumerate(lands)
        for place, title in enumerate(titles, 1)
    ]
    where = placed([*background(), *told])
    assert groups(where, [one.key for one in told]) == [[10 * number + 1, 10 * number + 2] for number in range(len(lands))]


def test_a_story_that_turns_out_to_be_two_is_split_and_every_id_leads_on():
    one, other = EVENTS["quake"], EVENTS["whale"]
    both = (f"{one[0][0]} و{other[0][0]}", f"{one[0][1]} {other[0][1]}")
    stories = Stories()
    where = placed([*background(), article(1, 1.1, *both), article(2, 1.2, *one[0]), article(3, 1.3, *other[0])], stories)
    assert groups(where, (1, 2, 3)) == [[1, 2, 3]]
    for about in [article(10 + number, 2 + number / 10, *text) for number, text in enumerate([*one[1:], *other[1:]])]:
        where |= {move.key: move.new for move in stories.place(about).moves}
    assert groups(where, (1, 2, 3, 10, 11, 12)) == [[1, 2, 10, 11], [3, 12]]
    assert all(where[seed] == seed for seed in set(where.values())), "a story is called by one of its own articles"


def test_half_an_hour_later_a_story_is_judged_anew(monkeypatch):
    """What came in by a loose rule and is like one of many goes again; what is told twice stays."""
    one, other = EVENTS["quake"], EVENTS["whale"]
    both = (f"{one[0][0]} و{other[0][0]}", f"{one[0][1]} {other[0][1]}")
    told = [*background(), article(1, 1.1, *one[0]), article(2, 1.2, *both), article(3, 1.3, *one[1]), article(4, 1.4, *other[0])]
    told += [article(5, 1.45, *one[2]), article(6, 1.5, *other[1])]
    monkeypatch.setattr(module, "BETTER", 1_000)
    monkeypatch.setattr(module, "ALONE", 0.05)
    monkeypatch.setattr(module, "RIVAL", 1.0)
    stories = Stories()
    before = placed(told, stories)
    assert groups(before, range(1, 7)) == [[1, 2, 3, 4, 5, 6]]
    last = stories.place(article(99, 2.5, "افتتاح سوق الكتب", "افتتح سوق الكتب المستعملة في حي الورد."))
    before |= {move.key: move.new for move in last.moves}
    assert groups(before, range(1, 7)) == [[1, 2, 3, 4, 5], [6]]
    assert before[6] == 6


def test_when_more_come_than_are_held_stories_end_sooner(monkeypatch):
    monkeypatch.setattr(module, "MOST_LIVE", 12)
    title, text = EVENTS["quake"][0]
    words = [f"{a}{b}{c}وان" for a in "بتجد" for b in "رزسش" for c in "قكلمن"]
    crowd = [
        article(100 + number, 2 + number / 20, words[3 * number], " ".join(words[3 * number : 3 * number + 3])) for number in range(20)
    ]
    whole = [*background(), article(1, 1, title, text), *crowd, article(2, 4, title, text)]
    stories = Stories()
    where = placed(whole, stories)
    assert where[2] == 2
    assert stories.horizon(MORNING + 4 * HOUR) > MORNING + 2 * HOUR
    stories.forget((MORNING + 4 * HOUR, 2))
    assert len(stories) == 12


def test_without_words_an_article_is_alone():
    where = placed([article(1, 1, "", ""), article(2, 2, "", ""), article(3, 3, "٢٤", "—")])
    assert len(set(where.values())) == 3


def test_steps_are_taken_back_exactly():
    stories, states, steps = Stories(), [], []
    for about in sorted(day(), key=lambda about: (about.at, about.key)):
        states.append(inside(stories))
        before = stories.place_of_last
        steps.append((about, stories.place(about), before))
    for step, state in zip(reversed(steps), reversed(states), strict=True):
        stories.take_back(*step)
        assert inside(stories) == state


def test_over_days_and_gaps_steps_are_taken_back_exactly():
    title, text = EVENTS["quake"][1]
    told = [article(number, hour, title, text) for number, hour in enumerate((0, 20, 40, 500, 510, 5_000), 1)]
    stories, steps = Stories(), []
    empty = inside(stories)
    for about in told:
        before = stories.place_of_last
        steps.append((about, stories.place(about), before))
        stories.forget(told[0][:2])
    while steps:
        stories.take_back(*steps.pop())
    assert inside(stories) == empty


@settings(max_examples=30, deadline=None)
@given(late=st.lists(st.integers(0, 12), max_size=6), cut=st.integers(0, 12))
def test_who_comes_late_is_placed_as_if_in_time(late, cut):
    whole = sorted(day(), key=lambda about: (about.at, about.key))
    kept_back = [about for number, about in enumerate(whole) if number in late]
    stories, steps = Stories(), []

    def go_on(subjects):
        for about in subjects:
            before = stories.place_of_last
            steps.append((about, stories.place(about), before))

    go_on(about for about in whole if about not in kept_back)
    for about in kept_back:
        again = [about]
        while steps and (steps[-1][0].at, steps[-1][0].key) > (about.at, about.key):
            again.append(steps[-1][0])
            stories.take_back(*steps.pop())
        go_on(sorted(again, key=lambda about: (about.at, about.key)))
    straight = Stories()
    placed(whole, straight)
    assert inside(stories) == inside(straight)


@pytest.mark.parametrize("cut", [0, 5, 9, 12])
def test_a_state_is_resumed_from_what_is_kept(cut):
    whole = sorted(day(), key=lambda about: (about.at, about.key))
    straight, where, steps = Stories(), {}, []
    for about in whole[:cut]:
        steps.append(straight.place(about))
        where |= {move.key: move.new for move in steps[-1].moves}
    resumed = Stories()
    resumed.count(whole[:cut])
    members = [
        Member(one.at, one.key, where[one.key], one.voice, unpacked(packed(one.features)), about.sketch)
        for one, about in zip(steps, whole, strict=False)
    ]
    resumed.resume(members, straight.place_of_last)
    assert inside(resumed) == inside(straight)
    assert placed(whole[cut:], resumed) == placed(whole[cut:], straight)


def test_what_has_ended_is_forgotten():
    title, text = EVENTS["quake"][0]
    stories = Stories()
    placed([article(number, 24 * number, title + f" {number}", text) for number in range(40)], stories)
    stories.forget((MORNING + 39 * DAY, 0))
    assert len(stories) < 15


def test_stories_from_before_1970_live_as_long_as_others():
    title, text = EVENTS["quake"][0]
    early = [one._replace(at=one.at - MORNING - 30 * DAY) for one in (article(number, number, title, text) for number in range(3))]
    stories = Stories()
    placed(early, stories)
    stories.forget((early[0].at, 0))
    assert len(stories) == 3


def test_features_are_of_fixed_length_and_survive_packing():
    frequencies = Frequencies()
    for about in background():
        frequencies.add(about.at, [key for key, _, _ in about.lemmas])
    about = article(1, 1, *EVENTS["quake"][0])
    frequencies.add(about.at, [key for key, _, _ in about.lemmas])
    found = features(about.lemmas, frequencies)
    assert dot(found, found) == pytest.approx(1_450_000, rel=0.2)
    plain = [one for one in about.lemmas if one[0] not in formulas()]
    assert dot(features(plain, frequencies), features(plain, frequencies)) == pytest.approx(1_450_000, rel=0.01)
    assert list(unpacked(packed(found)).items()) == list(found.items())
    assert unpacked(packed({})) == {}
