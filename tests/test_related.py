"""The similar list of an archive: one line for each text and each event, of several outlets, with true reasons."""

import datetime as dt

import pytest

import rawi
from rawi.model import Article, Moment
from rawi.relate.spread import OF_ONE
from relate.newsroom import EVENTS, FILLER, HOUR, MORNING

DAY = 24 * HOUR
OUTLETS = ("manara", "barq", "marsa", "afaq", "sahil")
# Chapters of one affair, each an event of its own day; all tell of the fishermen's quarrel about one quay.
PLACES = ("المحكمة", "البلدية", "الوزارة", "النقابة", "الشرطة", "المدرسة", "الميناء", "السوق", "المستشفى")
VERBS = ("تنظر", "تبحث", "ترفض", "تعلن", "تحقق", "تناقش", "توقف", "تستقبل", "تعالج")


def article(name, at, title, text, outlet):
    when = dt.datetime.fromtimestamp(at, dt.UTC).isoformat()
    return Article(id=name, url=None, outlet=outlet, title=title, text=text, published=Moment(when, "second", "stated", "meta"))


AFFAIR = ("صيادي القنطرة", "رصيف الغزال", "سالم الهادي", "المراكب الشراعية", "رسوم الشباك", "عقد الإيجار القديم", "نزاع المرسى")


def chapter(number):
    """Return a chapter of the affair: the same things in another order, and what is of that day alone."""
    place, verb = PLACES[number], VERBS[number]
    own = " ".join(f"{word} {number * 7 + at}" for at, word in enumerate((place, verb, f"{place} {PLACES[number - 1]}", verb)))
    turned = " ".join(AFFAIR[at * (number % 6 + 1) % 7] for at in range(7))
    return f"{place} {verb} نزاع صيادي القنطرة", f"{turned} {own}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with rawi.open(tmp_path_factory.mktemp("related") / "archive") as opened:
        for number, (title, text) in enumerate(FILLER):
            opened.add(article(f"f{number}", MORNING + number, title, text, OUTLETS[number % 5]))
        for number in range(200):
            opened.add(
                article(
                    f"p{number}",
                    MORNING + number,
                    f"سعر الصنف {number}",
                    f"بيع الصنف {number} بسعر {number + 900} أمس",
                    OUTLETS[number % 5],
                )
            )
        for number, (title, text) in enumerate(EVENTS["quake"]):
            opened.add(article(f"q{number}", MORNING + number * HOUR, title, text, OUTLETS[number]))
        at, also = MORNING + 5 * HOUR, EVENTS["quake"][1]
        opened.add(article("quay", at, f"{also[0]} وصيادو القنطرة", f"{also[1]} {chapter(2)[1]}", "sahil"))
        for number in range(len(PLACES)):
            title, text = chapter(number)
            # Six of nine are told by one outlet alone.
            outlet = "barq" if number < 6 else OUTLETS[number % 5]
            opened.add(article(f"c{number}", MORNING + number * 9 * DAY, title, text, outlet))
        title, text = chapter(0)
        opened.add(article("copy", MORNING + 60, title, text, "marsa"))
        opened.stories(limit=1)
        yield opened


def ids(hits):
    return [hit.article.id for hit in hits]


def test_a_text_and_its_copy_are_one_line_named_after_an_outlet_without_a_line(archive):
    hits = archive.similar("c1", by_event=True)
    first = next(hit for hit in hits if "c0" in {hit.article.id, *(copy.id for copy in hit.copies)})
    assert first.article.id == "copy", "the article itself is of the outlet of the other"
    assert [copy.id for copy in first.copies] == ["c0"]
    assert len(set(ids(hits))) == len(hits)


def test_no_outlet_fills_a_list_while_others_wait(archive):
    hits = archive.similar("c8", by_event=True)
    outlets = [hit.article.article.outlet for hit in hits if hit.article.id != "c8"]
    assert outlets.count("barq") > OF_ONE, "what nobody else has is not lost"
    assert outlets[: -outlets.count("barq") + OF_ONE].count("barq") == OF_ONE, "what the others have comes before a fourth"


def test_another_event_is_one_line_that_says_how_many_have_it(archive):
    story = archive.story("q0")
    assert len(story.members) >= 3
    hits = archive.similar("c2", by_event=True)
    told = [hit for hit in hits if hit.article.key in {member.key for member in story.members}]
    assert len(told) <= 1
    assert all(hit.event == (story.key, len(story.outlets)) for hit in told)


def lemmas(text):
    return {one.lemma for one in rawi.search_terms(text)}


def test_reasons_are_words_of_both(archive):
    for hit in archive.similar("c1"):
        own, other = archive.article("c1").article, hit.article.article
        assert hit.shared
        for word in hit.shared:
            assert word in f"{own.title}\n{own.text}"
            assert lemmas(word) & lemmas(f"{other.title}\n{other.text}")
