"""One name for a thing over an archive: what people said, what spellings say, what the archive itself says."""

import itertools

import msgspec
import pytest

from rawi.archive import Archive
from rawi.errors import UsageError
from rawi.language.names import name_key
from rawi.model import Article, Mention
from rawi.moments import moment
from rawi.relate.company import Company
from rawi.relate.records import NameRule, Spelling
from rawi.relate.unify import Naming, bare, spelt, whole_name
from rawi.settings import Settings

AT = moment("2025-03-01T12:00Z", basis="marked")


def rule(kind, a, b):
    return NameRule(kind, a, b, AT)


def article(number, text):
    return Article(f"n-{number}", f"https://marsa.example/{number}", "marsa", f"خبر {number}", text)


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "news", Settings(), write=True) as opened:
        yield opened


def key_of(archive, name, text):
    return next(one.key for one in archive.facts(archive.article(name)).entities if one.text == text)


def test_merges_follow_one_another_and_have_no_circle():
    said = Naming([rule("merge", "ا", "ب"), rule("merge", "ب", "ج"), rule("merge", "ج", "ا")])
    assert {said.key(key) for key in "ابج"} == {"ا"}
    assert said.group("ج") == ("ا", "ب", "ج")
    assert said.key("د") == "د"


def test_what_the_archive_shows_holds_unless_a_person_said_otherwise():
    shown = rule("company", "راموس", "راموز")
    assert Naming([shown]).key("راموز") == "راموس"
    assert Naming([shown, rule("split", "راموز", "راموس")]).key("راموز") == "راموز"
    assert {Naming([shown, rule("merge", "القائد", "راموز")]).key(key) for key in ("راموس", "راموز")} == {"القائد"}


def test_a_split_tells_two_spellings_of_one_key_apart():
    said = Naming([rule("split", "سورينوفا", "سورينفا")])
    assert said.key("سورينوفا", "سورينوفا") != said.key("سورينوفا", "سورينفا")
    assert said.key("سورينوفا", "سورينووفا") == "سورينوفا"


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("وللأمم المتحدة", "الأمم المتحدة", "الأمم المتحدة"),
        ("وبلبنان", "لبنان", "لبنان"),
        ("بوتين", "بوتين", "بوتين"),
        ("بلينكن", "أنتوني بلينكن", None),
    ],
)
def test_a_spelling_is_without_what_is_written_together_with_it(text, name, wanted):
    assert bare(Mention(text, 0, len(text), "ORG", name_key(name))) == wanted


def test_each_spelling_counts_once_for_an_article():
    one = Mention("لبنان", 0, 5, "LOC", name_key("لبنان"))
    assert spelt([one, one, Mention("بلبنان", 9, 15, "LOC", one.key)]) == ((one.key, "LOC", "لبنان"),)


def test_a_surname_is_the_name_that_nearly_all_have():
    known = [
        Spelling("نبيل الساحلي", "PER", "نبيل الساحلي", 9),
        Spelling("الساحلي", "PER", "الساحلي", 50),
        Spelling("منى الساحلي", "PER", "منى الساحلي", 1),
    ]
    assert whole_name("الساحلي", known) == "نبيل الساحلي"
    assert whole_name("الساحلي", [*known, Spelling("رامي الساحلي", "PER", "رامي الساحلي", 4)]) == "الساحلي"
    assert whole_name("الساحلي", []) == "الساحلي"


def test_what_a_person_said_counts_and_can_be_taken_back_and_outlasts_a_rebuild(archive):
    archive.add(article(1, "وصل خالد الساحلي إلى بيروت. وقال الساحلي إنه متفائل."))
    archive.add(article(2, "وصل أبو جهاد الساحلي إلى دمشق."))
    one, other = key_of(archive, "n-1", "خالد الساحلي"), key_of(archive, "n-2", "أبو جهاد الساحلي")
    assert key_of(archive, "n-1", "الساحلي") == one != other
    assert archive.merge_names("خالد الساحلي", "أبو جهاد الساحلي", note="لقبه") is True
    assert archive.merge_names("أبو جهاد الساحلي", "خالد الساحلي") is False
    archive.rebuild()
    assert key_of(archive, "n-2", "أبو جهاد الساحلي") == one
    assert [found.written for found in archive.spellings("خالد الساحلي")] == ["أبو جهاد الساحلي", "خالد الساحلي"]
    assert archive.split_names("خالد الساحلي", "أبو جهاد الساحلي") is True
    assert archive.split_names("خالد الساحلي", "أبو جهاد الساحلي") is False
    assert key_of(archive, "n-2", "أبو جهاد الساحلي") == other


def test_spellings_of_one_key_can_be_parted(archive):
    archive.add(article(1, "قال فلاديمير سورينكوفسكي إنه باق."))
    archive.add(article(2, "قال فلاديمير سورنكوفسكي إنه راحل."))
    one, other = "فلاديمير سورينكوفسكي", "فلاديمير سورنكوفسكي"
    assert key_of(archive, "n-1", one) == key_of(archive, "n-2", other)
    assert [(found.written, found.articles) for found in archive.spellings(one)] == [(other, 1), (one, 1)]
    assert archive.split_names(one, other) is True
    assert key_of(archive, "n-1", one) != key_of(archive, "n-2", other)
    assert not archive.forget_names("merge", other, one), "no merge was said"
    assert archive.forget_names("split", other, one)
    assert key_of(archive, "n-1", one) == key_of(archive, "n-2", other)


def test_a_surname_alone_gets_the_whole_name_of_the_archive(archive):
    for number in range(3):
        archive.add(article(number, f"وصل نزار سورينكوف إلى بيروت في اليوم {number}."))
    archive.add(article(9, "وقال سورينكوف إنه متفائل."))
    assert key_of(archive, "n-9", "سورينكوف") == key_of(archive, "n-0", "نزار سورينكوف")


def test_a_repeated_arrival_is_not_counted_again(archive):
    for _ in range(2):
        archive.add(article(1, "وصل خالد الساحلي إلى بيروت."))
    assert [found.articles for found in archive.spellings("خالد الساحلي")] == [1]


def test_names_without_a_word_and_the_same_words_are_errors(archive):
    with pytest.raises(UsageError):
        archive.merge_names("،", "بيروت")
    with pytest.raises(UsageError):
        archive.split_names("بيروت", "بَيروت")


MATCH = "قال اللاعب {name} إن فريق برشلونة سيهزم يوفنتوس في مدريد، وأضاف {name} أن كريستيانو رونالدو جاهز للمباراة رقم {number}."
LANDS = ("كينيا", "بيرو", "اليابان", "كندا", "النرويج", "تشيلي", "فيتنام", "أستراليا")


def test_an_archive_shows_which_spellings_are_one_name_until_a_person_says_that_they_are_two(archive):
    written = ("روبرتو تشاموزي", "روبرتو شاموزي")
    one, other = map(name_key, written)
    assert one != other
    own = {number: " ".join(f"كلمة{number}و{word}" for word in range(40)) for number in range(172)}
    for number in range(8):
        text = f"{MATCH.format(name=written[number % 2], number=number)} {own[number]}"
        archive.add(msgspec.structs.replace(article(number, text), outlet=("marsa", "barq")[number % 2]))
    for number in range(100, 172):
        archive.add(article(number, f"زار وفد من التجار مدينة في {LANDS[number % 8]} لشراء البن. {own[number]}"))
    archive.place(unhurried=False)
    assert archive.unite_names() > 0, "it has grown by all that it has"
    assert archive.unite_names() == 0, "nothing has come since"
    assert archive.store.names_unseen() == 0, "which the next process knows, too"
    assert archive.naming().key(one) == archive.naming().key(other)
    assert archive.split_names(*written)
    archive.unite_names(anew=True)
    assert archive.naming().key(one, written[0]) != archive.naming().key(other, written[1])


def test_a_split_holds_where_a_third_spelling_would_join_the_two():
    naming = Naming([rule("company", "a", "b"), rule("company", "b", "c"), rule("split", "a", "c")])
    assert naming.key("a") == naming.key("b")
    assert naming.key("c") != naming.key("a")


def test_what_a_person_merges_stays_one_when_the_archive_no_longer_shows_it(archive):
    archive.store.show_names([Company("راموس", "راموز", 0.5)])
    assert archive.merge_names("راموس", "راموز")
    archive.store.show_names([])
    assert archive.naming().key(name_key("راموس")) == archive.naming().key(name_key("راموز"))


def test_of_merges_that_follow_one_another_each_is_taken_back_alone(archive):
    names = ("خالد الساحلي", "أبو جهاد الساحلي", "جمال الساحلي", "سامي الحلبي")
    for one, other in itertools.pairwise(names):
        assert archive.merge_names(one, other)
    keys = [name_key(name) for name in names]
    assert archive.forget_names("merge", names[2], names[3])
    assert len({archive.naming().key(key) for key in keys[:3]}) == 1
    assert archive.naming().key(keys[3]) != archive.naming().key(keys[0])
    assert archive.split_names(names[1], names[2])
    assert archive.naming().key(keys[0]) == archive.naming().key(keys[1]) != archive.naming().key(keys[2])
