"""What is shown of stories: headline, origins, earlier chapters; and an archive that keeps them in step."""

import datetime as dt

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

import rawi
from rawi.correcting import chain_anchor
from rawi.identity import hex_id
from rawi.language.terms import terms
from rawi.model import Article, Moment
from rawi.relate.headline import Teller, headline, origins
from rawi.relate.profile import profile
from rawi.serve.app import create
from rawi.settings import Settings
from relate.newsroom import DAY, EVENTS, FILLER, HOUR, MORNING


def article(name, at, title, text, outlet="marsa"):
    when = dt.datetime.fromtimestamp(at, dt.UTC).isoformat()
    return Article(id=name, url=None, outlet=outlet, title=title, text=text, published=Moment(when, "second", "stated", "meta"))


@pytest.fixture
def archive(tmp_path):
    with rawi.open(tmp_path / "archive") as opened:
        for number, (title, text) in enumerate(FILLER):
            opened.add(article(f"f{number}", MORNING + number, title, text))
        yield opened


def test_a_headline_is_short_and_what_most_articles_say():
    texts = [
        ("صحيفتنا تكشف بالصور ما لم يقله أحد عن كارثة ساحل مرجانة المروعة وأسرارها", EVENTS["quake"][0][1]),
        ("زلزال ساحل مرجانة", EVENTS["quake"][0][1]),
        *EVENTS["quake"],
    ]
    tellers = [Teller(number, "o", title, number) for number, (title, _) in enumerate(texts)]
    profiles = {number: profile(terms(title, text)) for number, (title, text) in enumerate(texts)}
    assert texts[headline(tellers, profiles)][0] in {title for title, _ in [texts[1], *EVENTS["quake"]]}
    assert headline(tellers[:1], {}) == 0


def test_between_equal_titles_the_original_speaks():
    tellers = [Teller(5, "a", "عنوان", 9), Teller(9, "b", "عنوان", 9)]
    same = profile(terms("عنوان", "نص واحد"))
    assert headline(tellers, {5: same, 9: same}) == 9


def test_origins_are_credited_agencies_and_who_had_a_text_first():
    told = [Teller(1, "a", "", 1), Teller(2, "b", "", 1, ("barq",)), Teller(3, "c", "", 3), Teller(4, "d", "", 4, ("barq",))]
    assert origins(told) == ("barq", "c")


def test_whom_the_first_of_a_text_has_its_news_from_is_its_origin():
    told = [Teller(1, "a", "", 1, ("barq",), "ledger"), Teller(2, "b", "", 1, ("barq",)), Teller(3, "c", "", 3)]
    assert origins(told) == ("ledger", "c")


def test_an_outlet_that_has_all_its_texts_from_another_is_no_origin():
    wire = [Teller(1, "barq", "", 1, ("barq",), "ledger"), Teller(2, "b", "", 2, ("barq",))]
    assert origins(wire) == ("ledger",)
    assert origins([*wire, Teller(3, "barq", "", 3)]) == ("ledger", "barq")


def test_outlets_that_name_each_other_are_both_named():
    assert origins([Teller(1, "a", "", 1, (), "b"), Teller(2, "b", "", 2, (), "a")]) == ("b", "a")


CITING = "نقلت صحيفة «الشرق الأوسط» عن مصدر حكومي قوله إن الجسر سيغلق شهراً كاملاً. وقال المصدر للصحيفة إن أعمال الترميم تبدأ الأحد."


def test_who_cites_a_newspaper_has_its_news_from_there_until_a_person_says_otherwise(archive):
    outcome = archive.add(article("cites", MORNING + DAY, "الجسر يغلق شهراً", CITING))
    assert archive.story_of(outcome.key).origins == ("aawsat",)
    main = next(chain for chain in archive.facts(archive.article("cites")).chains if chain.main)
    archive.correct(outcome.key, "chain", chain_anchor(main))
    assert archive.story_of(outcome.key).origins == ("marsa",)


def test_what_was_just_added_stands_in_the_list_and_under_every_id(archive):
    for number, (title, text) in enumerate(EVENTS["quake"]):
        archive.add(article(f"q{number}", MORNING + number * HOUR, title, text, f"o{number}"))
    story = archive.stories(limit=1)[0]
    assert [member.id for member in story.members] == ["q0", "q1", "q2"]
    assert {archive.story(name) for name in ("q0", "q1", "q2", story.id)} == {story}
    assert archive.story("nowhere") is None
    assert archive.stories(limit=5, before=archive.story_position(story))[0].last < story.last
    assert story in list(archive.all_stories(since=story.last))


def test_an_article_without_a_date_is_shown_alone(archive):
    outcome = archive.add(Article(id="u", url=None, outlet="marsa", title="بلا تاريخ", text="نص."))
    story = archive.story_of(outcome.key)
    assert (story.headline, story.first, len(story.members)) == ("بلا تاريخ", None, 1)
    assert archive.story_position(story) is None


def test_when_a_story_is_split_every_id_leads_to_a_page_that_shows_where_its_article_stands_now(archive):
    one, other = EVENTS["quake"], EVENTS["whale"]
    both = (f"{one[0][0]} و{other[0][0]}", f"{one[0][1]} {other[0][1]}")
    for number, (title, text) in enumerate((both, one[0], other[0])):
        archive.add(article(f"s{number}", MORNING + HOUR + 300 * number, title, text, f"o{number}"))
    archive.place(unhurried=False)
    before = archive.story("s0")
    assert [member.id for member in before.members] == ["s0", "s1", "s2"]
    for number, (title, text) in enumerate((*one[1:], *other[1:])):
        archive.add(article(f"t{number}", MORNING + 2 * HOUR + 300 * number, title, text, f"p{number}"))
    archive.place(unhurried=False)
    quake, whale = archive.story(before.id), archive.story("s2")
    assert [member.id for member in quake.members] == ["s0", "s1", "t0", "t1"]
    assert [member.id for member in whale.members] == ["s2", "t2"]
    assert not list(archive.check())
    client = TestClient(create(archive, settings=Settings()), base_url="http://127.0.0.1")
    for story in (quake, whale):
        for member in story.members:
            page = client.get(f"/s/{hex_id(member.key)}").text
            assert f"/s/{story.id}" in page
            shown = [node.text(strip=True) for node in LexborHTMLParser(page).css("ol[reversed] > li > a")]
            assert shown == [one.title for one in reversed(story.members)]
