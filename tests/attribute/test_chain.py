import datetime as dt

import pytest

from rawi.attribute.attributions import attributions
from rawi.attribute.chain import chains
from rawi.attribute.credits import credits as credits_of
from rawi.language.tokens import keys
from rawi.model import Article
from rawi.outlets.catalogue import Catalogue, load
from rawi.world.serve import World

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def found(text, *, outlet="برق المرسى", byline=None, catalogue=None):
    catalogue = catalogue or load()
    article = Article(id="1", url=None, outlet=outlet, title="", text=text, byline=byline)
    return chains(article, attributions(text, catalogue=catalogue), credits_of(article, catalogue), catalogue)


def names(text, **fields):
    return [[hop.name for hop in chain.hops] for chain in found(text, **fields)]


@pytest.fixture(scope="module")
def world():
    return World(NOON, seed=1, at=NOON)


@pytest.fixture(scope="module")
def catalogue(world):
    return Catalogue([*load().outlets, *world.outlets])


def test_the_outlets_stand_between_the_source_and_the_publisher():
    assert names("ونقلت وكالة رويترز عن مصدر أمني قوله إن الجسر مغلق.") == [["مصدر أمني", "رويترز", "برق المرسى"]]


def test_a_closing_adjunct_is_the_outer_outlet():
    assert names("قال وزير الري سامي عرنوق لوكالة رويترز إن السد آمن.") == [["وزير الري سامي عرنوق", "رويترز", "برق المرسى"]]


def test_an_agency_credit_stands_before_the_publisher():
    text = "قال وزير الري سامي عرنوق إن السد آمن، وإن البوابات مغلقة منذ أول الشهر.\nوأضاف أن الفريق يعود غداً."
    assert names(text, byline="واس - المرسى") == [["وزير الري سامي عرنوق", "واس", "برق المرسى"]]


def test_agencies_in_general_and_no_credit_are_gaps_without_a_name():
    text = "قال وزير الري سامي عرنوق إن السد آمن."
    for byline in ("وكالات", None):
        [chain] = found(text, byline=byline)
        assert [(hop.name, hop.basis) for hop in chain.hops][1] == (None, "gap")


def test_a_house_that_writes_itself_is_the_first_to_have_it_and_one_that_only_carries_is_not():
    text = "قال وزير الري سامي عرنوق إن السد آمن، وإن البوابات مغلقة منذ أول الشهر في كل المحطات."
    [wrote] = found(text, byline="كتب: ليث نصار")
    [carried] = found(f"برق المرسى - {text}")
    assert [hop.name for hop in wrote.hops] == ["وزير الري سامي عرنوق", "برق المرسى"]
    assert [hop.basis for hop in carried.hops] == ["stated", "gap", "stated"]


def test_one_source_has_one_chain_however_it_is_called():
    text = "قال وزير الري سامي عرنوق إن السد آمن.\nوأضاف عرنوق أن البوابات مغلقة.\nوأوضح الوزير أن الفريق يعود غداً.\nوأكد أنه متفائل."
    assert [chain[0] for chain in names(text)] == ["وزير الري سامي عرنوق"]


def test_a_report_inside_anothers_words_opens_no_chain():
    assert [chain[0] for chain in names("قال عرنوق إن الشركة أكدت أن السد آمن.")] == ["عرنوق"]


def test_unnamed_sources_are_not_merged_unless_the_words_point_back():
    text = "قال مصدر أمني إن الجسر مغلق.\nوأضاف المصدر أن الطريق مفتوح.\nوقال مصدر في البلدية إن الجسر قديم."
    assert [chain[0] for chain in names(text)] == ["مصدر أمني", "مصدر في البلدية"]


def test_the_publisher_is_no_outlet_of_its_own_article():
    assert names("قال مسؤول أمني لـ«برق المرسى» إن الجسر مغلق.")[0][-1] == "برق المرسى"
    assert len([hop for hop in names("قال مسؤول أمني لـ«برق المرسى» إن الجسر مغلق.")[0] if hop]) == 2


def test_the_article_made_like_the_specimen_gives_its_chain(world, catalogue):
    known = next(article for article in world.truth.articles if article.key == "hawd-dam")
    article = Article(id="1", url=known.url, outlet=known.outlet, title=known.title, text=known.text, byline=known.byline)
    told = attributions(known.text, catalogue=catalogue)
    result = chains(article, told, credits_of(article, catalogue), catalogue)
    main = next(chain for chain in result if chain.main)
    assert [hop.name for hop in main.hops] == list(known.chains[0])
    assert {hop.basis for hop in main.hops} == {"stated"}
    assert all(known.text[hop.evidence.start : hop.evidence.end] == hop.evidence.text for hop in main.hops if hop.evidence)
    first, officials = told[0], next(one for one in told if one.speaker_kind == "anonymous")
    assert (first.speaker.text, first.addressee.text) == ("وزير الخارجية اللورندي ليونارد فاسكين", "لمفاوضي سندار")
    assert "لن يكلفكم موسماً" in first.content[0].text
    assert (officials.anonymous.count, officials.anonymous.knowledge) == (4, "على اطلاع مباشر على المحادثات")


def test_speakers_and_chains_of_the_world_are_found(world, catalogue):
    """The world's truth is written from what people know, so not all of it can be read off one page; most must be."""
    speakers = right = wanted = whole = 0
    for known in (article for article in world.truth.articles if article.language == "ar"):
        told = attributions(known.text, catalogue=catalogue)
        heard = [set(keys(name)) for one in told for name in (one.speaker and one.speaker.text, one.speaker_resolved) if name]
        speakers += len(known.speakers)
        right += sum(any(set(keys(name)) <= words for words in heard) for name in known.speakers)
        article = Article(id="1", url=known.url, outlet=known.outlet, title=known.title, text=known.text, byline=known.byline)
        got = [[hop.name for hop in chain.hops if hop.name] for chain in chains(article, told, credits_of(article, catalogue), catalogue)]
        for chain in known.chains:
            wanted += 1
            rest = [hop for hop in chain[1:] if hop]
            whole += any(line[1:] == rest and set(keys(chain[0])) <= set(keys(line[0])) for line in got)
    assert right / speakers >= 0.85
    assert whole / wanted >= 0.7
