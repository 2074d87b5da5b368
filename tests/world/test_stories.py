import collections
import datetime as dt
import re

import babel
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.tokens import keys
from rawi.outlets.catalogue import load
from rawi.world.clock import weekday
from rawi.world.compose import compose
from rawi.world.data import sites, stories
from rawi.world.records import Item, StoryFile
from rawi.world.serve import World

NOW = dt.datetime(2026, 3, 18, 16, 30, tzinfo=dt.UTC)


def shingles(text):
    words = keys(text)
    return {tuple(words[index : index + 5]) for index in range(len(words) - 4)}


def test_there_are_as_many_stories_articles_and_outlets_as_a_small_world_needs(world):
    recent = [article for article in world.truth.articles if article.recent]
    assert len(recent) >= 125
    assert len({article.story for article in recent}) >= 25
    assert len(world.outlets) == 10
    counts = collections.Counter(article.outlet for article in recent)
    assert min(counts[outlet.slug] for outlet in world.outlets) >= 4
    assert sum(article.parent is None for article in world.truth.articles) >= 45
    days = {article.published[:10] for article in recent}
    assert len(days) == 10


def test_each_story_is_told_three_to_eight_times(world):
    counts = collections.Counter(article.story for article in world.truth.articles)
    assert set(counts) == set(world.truth.stories)
    assert all(3 <= count <= 8 for count in counts.values())


def test_texts_have_the_length_of_news(world):
    lengths = [(len(keys(article.text)), article.parent is None) for article in world.truth.articles]
    assert min(length for length, whole in lengths if whole) >= 80
    assert min(length for length, _ in lengths) >= 70
    assert max(length for length, _ in lengths) <= 350


def test_no_mark_is_left_and_every_quotation_is_closed(world):
    for article in world.truth.articles:
        for line in [article.title, *article.text.split("\n")]:
            assert not re.search(r"[{}|<>]|^(##|>>|!!|==|@@)", line), (article.key, line)
            assert line.count("«") == line.count("»"), (article.key, line)
            assert line.count("“") == line.count("”"), (article.key, line)
            assert line.count('"') % 2 == 0, (article.key, line)
            assert "  " not in line, (article.key, line)
            assert line == line.strip(), (article.key, line)


def test_speakers_stand_in_their_text_and_chains_end_with_the_publisher(world):
    names = {outlet.slug: outlet.name for outlet in world.outlets}
    items = {item.id: item for story in stories() for item in story.article}
    for article in world.truth.articles:
        assert all(speaker in article.text for speaker in article.speakers)
        assert len(article.speakers) >= len(items[article.key].speakers), (article.key, items[article.key].speakers, article.speakers)
        assert all(chain[-1] == names[article.outlet] for chain in article.chains), article.key


def test_the_last_day_is_today_and_nothing_is_later_than_now(world):
    moments = [dt.datetime.fromisoformat(article.published) for article in world.truth.articles]
    assert max(moments) <= NOW
    assert max(moments).date() == NOW.date()
    assert sum(moment.date() == NOW.date() for moment in moments) >= 10


@settings(max_examples=15, deadline=None)
@given(st.datetimes(min_value=dt.datetime(2025, 1, 1), max_value=dt.datetime(2030, 1, 1)))
def test_any_hour_gives_a_world_whose_relative_words_agree_with_its_dates(hour):
    now = hour.replace(microsecond=0, tzinfo=dt.UTC)
    articles = World(now, seed=1, at=now).truth.articles
    assert len({article.url for article in articles}) == len(articles)
    for article in articles:
        day = dt.date.fromisoformat(article.published[:10])
        assert dt.datetime.fromisoformat(article.published) <= now
        if article.parent is None and article.language == "ar":
            for word, back in (("أمس", 1), ("اليوم", 0)):
                for named in re.findall(rf"(?<!\w){word} (الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)", article.text):
                    assert named == weekday(day - dt.timedelta(days=back)), (article.key, word)


def test_the_same_hour_and_seed_give_the_same_world_and_a_seed_changes_addresses_only(world):
    assert World(NOW, seed=1, at=NOW).truth == world.truth
    other = World(NOW, seed=2, at=NOW).truth
    assert [article.text for article in other.articles] == [article.text for article in world.truth.articles]
    assert not {article.url for article in other.articles} & {article.url for article in world.truth.articles}


def test_parents_come_first_and_their_words_stand_in_the_copy(world, by_key):
    derived = [article for article in world.truth.articles if article.parent]
    assert len(derived) >= 45
    for article in derived:
        parent = by_key[article.parent]
        assert dt.datetime.fromisoformat(parent.published) < dt.datetime.fromisoformat(article.published)
        assert 0.5 < article.share <= 1
        first = parent.versions[0][2]
        shared = len(shingles(article.text) & shingles(first)) / len(shingles(article.text))
        assert shared >= article.share - 0.45, (article.key, shared, article.share)
        assert by_key[article.origin].parent is None


def test_copies_with_and_without_credit_both_occur(world):
    derived = [article for article in world.truth.articles if article.parent]
    assert sum(bool(article.credited) for article in derived) >= 15
    assert sum(not article.credited for article in derived) >= 15


def test_a_frame_has_one_formula_and_other_facts(by_key, world):
    assert {frame: len(found) for frame, found in world.truth.frames.items()} == {"prices": 3, "match": 2, "appointments": 2}
    for one, two in (
        ("daffatain-gold-a", "daffatain-gold-b"),
        ("yaraa-appoint-a", "yaraa-appoint-b"),
        ("rukniya-round-a", "rukniya-round-b"),
    ):
        common = len(shingles(by_key[one].text) & shingles(by_key[two].text))
        assert common >= 5
        assert common / len(shingles(by_key[one].text)) < 0.5
        assert set(re.findall(r"[\d٠-٩]+", by_key[one].text)) != set(re.findall(r"[\d٠-٩]+", by_key[two].text))


def test_the_specimen_has_what_the_specimen_page_has(world, by_key):
    article = by_key["hawd-dam"]
    assert ("مسؤول لورندي وثلاثة مسؤولين سنداريين", "كاسترين ليدجر", "يراع", "الحوض نيوز") in article.chains
    assert "فاسكين" in article.text
    assert re.search(r"فاسكن(?!\w)", article.text)
    assert "اللورندي" in article.text
    assert "اللوراندية" in article.text
    assert len(article.tags) == 7
    assert [promo.url for promo in article.promos] == [by_key["hawd-shaqqa"].url]
    yesterday = dt.date.fromisoformat(article.published[:10]) - dt.timedelta(days=1)
    assert f"أمس {weekday(yesterday)}" in article.text
    old = by_key["nisreen-notice"]
    assert (dt.date.fromisoformat(article.published[:10]) - dt.date.fromisoformat(old.published[:10])).days > 320
    assert old.outlet != article.outlet
    copies = [by_key[key] for key in ("nokhatha-pressure", "daffatain-pressure", "hawd-pressure")]
    assert len({copy.outlet for copy in copies}) == 3
    assert {copy.origin for copy in copies} == {"yaraa-pressure"}
    assert "المقاطعات" in by_key["hawd-storm"].title
    assert not {"سندار", "فاسكين", "سد"} & set(by_key["hawd-storm"].text.split())


def test_edits_change_a_number_under_the_same_address(world):
    edited = [article for article in world.truth.articles if len(article.versions) > 1]
    assert len(edited) >= 4
    for article in edited:
        first, last = article.versions[0], article.versions[-1]
        assert first[2] != last[2]
        assert last[1:] == (article.title, article.text)


def test_nothing_real_is_named(world):
    words = " ".join(f"{article.title} {article.text} {' '.join(article.tags)}" for article in world.truth.articles)
    countries = {name for code, name in babel.Locale("ar").territories.items() if len(code) == 2}
    assert re.findall(rf"(?<!\w)(?:[وبلف]|ال|لل|[وبلف]ال)?(?:{'|'.join(map(re.escape, countries))})(?!\w)", words) == []


def test_no_outlet_of_the_catalogue_is_named(world):
    real = [name for outlet in load().outlets for name in (outlet.name, outlet.name_en, *outlet.aliases) if name]
    ours = {name for outlet in world.outlets for name in (outlet.name, outlet.name_en, *outlet.aliases)}
    assert not ours & set(real)
    words = " ".join(f"{article.title} {article.text} {article.byline or ''}" for article in world.truth.articles)
    # A name of one word («الحدث», «اليوم») is an outlet's only where the text says that it is one.
    outlet_word = r"(?<!\w)(?:وكالة|صحيفة|جريدة|قناة|موقع|شبكة|إذاعة) [«\"“]?"
    for before, names in ((r"(?<!\w)", [name for name in real if " " in name]), (outlet_word, [name for name in real if " " not in name])):
        assert re.findall(f"{before}(?:{'|'.join(map(re.escape, names))})(?!\\w)", words) == []


def test_five_addresses_are_worth_opening(world, by_key):
    reasons = [worth.why for worth in world.truth.worth]
    assert reasons == ["edited", "encoding", "english", "family", "specimen"]
    assert {worth.url for worth in world.truth.worth} <= {article.url for article in by_key.values()}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"outlet": "nobody"}, "no outlet"),
        ({"of": "nothing", "body": ""}, "cannot take"),
        ({"of": "later", "body": ""}, "published before"),
        ({"replace": (("ليس هنا", "هنا"),)}, "nothing to replace"),
        ({"of": "earlier", "body": "نص"}, "both a body and a parent"),
        ({"of": "earlier", "body": "", "keep": (9,)}, "paragraphs"),
    ],
)
def test_wrong_data_is_named(change, message):
    item = Item(id="one", outlet="yaraa", days=2, at="10:00", title="عنوان", body="نص")
    others = (
        Item(id="later", outlet="yaraa", days=1, at="10:00", title="عنوان", body="نص"),
        Item(id="earlier", outlet="yaraa", days=3, at="10:00", title="عنوان", body="نص"),
    )
    story = StoryFile(slug="s", title="t", article=(msgspec.structs.replace(item, **change), *others))
    with pytest.raises(ValueError, match=message):
        compose(sites(), (story,), NOW, 1)
