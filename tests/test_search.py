"""Search as a person meets it: forms shown, slips set right, suggestions, what to read beside an article."""

import pytest

import rawi
from rawi.correcting import attribution_anchor
from rawi.model import Article, Moment

TEXTS = [
    (
        "a1",
        "marsa",
        "الوزراء يناقشون سد السدرة",
        'قال وزير النقل سامي الحلبي: "السد آمن تماماً ولا خطر على سكان السدرة"، بحسب رويترز.',
        "2025-03-01",
    ),
    (
        "a2",
        "barq",
        "وزير النقل: سد السدرة آمن",
        "أكد الحلبي أن سد السدرة آمن، وأن مهندسي السد يراقبون جسمه كل ساعة منذ الفيضان.",
        "2025-03-02",
    ),
    (
        "a3",
        "marsa",
        "فيضان السدرة يصل إلى السد",
        "وصل فيضان السدرة إلى جسم السد فجراً، وراقب المهندسون منسوب الماء ساعة بعد ساعة.",
        "2025-02-27",
    ),
    ("a4", "jabal", "أسعار السمك في منفار", "ارتفع سعر السمك في أسواق منفار بعد العاصفة، وقال بلينكين مازحاً إنه لا يأكله.", "2025-03-02"),
    ("a5", "jabal", "بلينكن يزور منفار", "يزور بلينكن ميناء منفار غداً للمرة الأولى.", None),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with rawi.open(tmp_path_factory.mktemp("search") / "news") as made:
        for name, outlet, title, text, day in TEXTS:
            published = Moment(day, "day") if day else None
            made.add(Article(id=name, url=f"https://{outlet}.example/{name}", outlet=outlet, title=title, text=text, published=published))
        yield made


def ids(result):
    return [hit.article.id for hit in result.hits]


def test_other_forms_and_spellings_are_shown_as_articles_write_them(archive):
    result = archive.search("بلينكن")
    assert set(ids(result)) == {"a4", "a5"}
    assert [(one.word, one.also, one.near) for one in result.widened] == [("بلينكن", ("بلينكين",), False)]
    assert archive.search("الوزراء").widened[0].also == ("وزير",)
    assert archive.search("السدرة").widened == ()


def test_the_exact_switch_searches_only_what_is_written(archive):
    result = archive.search("بلينكن", exact=True)
    assert (ids(result), result.widened) == (["a5"], ())
    assert ids(archive.search("سد", exact=True, newest=True)) == ["a2", "a1"]


def test_a_slip_is_set_right_and_said_so(archive):
    result = archive.search("السمك منقار")
    assert ids(result)[0] == "a4"
    assert any(one.near and one.also == ("منفار",) for one in result.widened)
    assert "منفار" in result.meant
    assert archive.search("السدرة").meant is None


def test_who_said_it_and_whom_it_cites(archive):
    assert "a1" in ids(archive.search("قال:الحلبي"))
    assert ids(archive.search('قال:"وزير النقل"')) == ["a1"]
    assert ids(archive.search("عن:رويترز")) == ids(archive.search("cites:Reuters")) == ["a1"]
    assert ids(archive.search("عن:واس")) == []


def test_who_was_marked_as_not_having_said_it_is_not_found(archive):
    stored = archive.article("a4")
    said = next(one for one in archive.facts(stored).attributions if one.speaker and "بلينكين" in one.speaker.text)
    assert "a4" in ids(archive.search("قال:بلينكين"))
    archive.correct(stored.key, "attribution", attribution_anchor(said))
    assert "a4" not in ids(archive.search("قال:بلينكين"))
    archive.uncorrect(stored.key, "attribution", attribution_anchor(said))
    assert "a4" in ids(archive.search("قال:بلينكين"))


def test_all_matches_are_counted_and_not_only_those_on_the_page(archive):
    counted = archive.search("سد", limit=1, counting=True).counted
    assert {one.value: one.articles for one in counted.outlets} == {"marsa": 2, "barq": 1}
    assert [one.value for one in counted.days] == ["2025-02-27", "2025-03-01", "2025-03-02"]


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("السم", "السمك"),
        ("سدر", "السدرة"),
        ("هدنة فيضا", "هدنة فيضان"),
        ("أسعار الس", "أسعار السمك"),
        ("قال:سام", None),
        ("عن:رويت", "عن:رويترز"),
        ("موقع:mar", "موقع:marsa"),
    ],
)
def test_suggestions_complete_the_query(archive, typed, query):
    found = [one.query for one in archive.suggest(typed)]
    assert query in found if query else all(one.startswith("قال:") for one in found)
    assert typed not in found


@pytest.mark.parametrize(
    "typed", ["", " ", "س", '"', "-", "موقع:", "قال:", "بعد:", "بلد:", "س" * 5_000, "\ud800", "a\tb", "\x00", ":" * 190]
)
def test_no_typing_makes_suggestions_fail(archive, typed):
    assert len(archive.suggest(typed)) <= 8


def test_similar_lines_say_why_in_words_of_the_article(archive):
    hits = archive.similar(archive.article("a2").key)
    text = archive.article("a2").article
    assert hits
    assert hits[0].shared
    assert all(word in f"{text.title}\n{text.text}" for hit in hits for word in hit.shared)


def test_what_is_read_beside_is_near_and_adds_something(archive):
    stored = archive.article("a3")
    best = archive.read_also(stored.key, archive.similar(stored.key))
    assert best.article.id in {"a1", "a2"}
    assert archive.read_also(stored.key, []) is None
