"""Similar lists and the order of answers, on invented news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.index.contract import Document
from rawi.index.query import parse
from rawi.index.tantivy import TantivyIndex
from rawi.language.terms import terms
from rawi.relate import answers, opening, similar
from rawi.relate.profile import DAMPED, TITLE, lemma_hash, profile, vector

DAY = 86_400
TRUCE = "أعلنت بلدية السدرة هدنة بين الصيادين والتجار بعد نزاع طويل على المرفأ القديم وأسعار السمك في المدينة الساحلية"
NEWS = {
    1: ("هدنة الصيادين في السدرة", TRUCE),
    2: ("السدرة: هدنة بين الصيادين والتجار", f"{TRUCE} ."),
    3: (
        "صيادو السدرة يعودون إلى المرفأ",
        "عاد الصيادون في السدرة إلى مرفأ المدينة صباحاً بعد الهدنة مع التجار وبيع السمك بسعر أقل من سعر الأمس",
    ),
    4: ("نزاع المرفأ القديم", "قال تجار السدرة إن النزاع مع الصيادين على المرفأ لم ينته وإن الهدنة قصيرة"),
    5: ("إعصار يضرب تيمار", "ضرب إعصار شديد ولاية تيمار وقالت الولايات المتحدة إن المدينة بلا كهرباء"),
    6: ("انتخابات في منفار", "فتحت مراكز الاقتراع في منفار أبوابها أمام الناخبين لاختيار مجلس جديد"),
}
FILLER = {100 + n: (f"خبر {n}", f"قالت المدينة إن الولايات المتحدة {'شأن ' * (n % 3)} عادي رقم {n}") for n in range(60)}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return Small(tmp_path_factory.mktemp("similar") / "index", {**NEWS, **FILLER})


class Small:
    """An archive without a store: profiles in a dictionary."""

    def __init__(self, folder, news):
        self.terms = {key: terms(*item) for key, item in news.items()}
        self.profiles = {key: profile(seen) for key, seen in self.terms.items()}
        self.index = TantivyIndex(folder)
        self.index.write([Document(key=key, terms=seen, outlet="manara", instant=1_000 * DAY) for key, seen in self.terms.items()], [], 1)

    def similar(self, key, limit=10, instants=None, instant=None):
        seen = self.terms[key]
        about = similar.subject(key, seen, self.index.doc_freq(similar.words_of(seen)), self.index.count(), instant=instant)
        keys = self.index.neighbours(about.weights, similar.CANDIDATES).keys
        return similar.rank(about, {key: self.profiles[key] for key in keys}, instants or {}, limit)


def test_the_same_affair_comes_and_nothing_that_shares_only_common_words(archive):
    assert {line.key for line in archive.similar(1)} == {3, 4}
    assert archive.similar(5) == ()


def test_no_copy_of_the_article_and_no_article_in_its_own_list(archive):
    assert not {1, 2} & {line.key for key in (1, 2) for line in archive.similar(key)}


def test_copies_share_a_line(archive):
    lines = archive.similar(3)
    assert sorted([lines[0].key, *lines[0].copies]) == [1, 2]
    assert {line.key for line in lines} | set(lines[0].copies) == {1, 2, 4}


def test_scores_fall_and_a_limit_holds(archive):
    lines = archive.similar(4)
    assert [line.score for line in lines] == sorted((line.score for line in lines), reverse=True)
    assert all(similar.LEAST_NEAR <= line.score < 1.3 for line in lines)
    assert archive.similar(4, limit=1) == lines[:1]


def test_the_nearer_in_time_is_the_more_similar(archive):
    near = {line.key: line.score for line in archive.similar(1, instant=0, instants={3: 0, 4: 0})}
    far = {line.key: line.score for line in archive.similar(1, instant=0, instants={3: 400 * DAY, 4: 0})}
    assert far[3] < near[3]
    assert far[3] > near[3] / 3, "an earlier chapter of the affair stays in the list"


def test_an_article_of_nothing_has_no_list(archive):
    empty = terms("", "")
    about = similar.subject(999, empty, {}, archive.index.count())
    assert about.weights == {}
    assert similar.rank(about, archive.profiles, {}, 10) == ()
    assert archive.index.neighbours(about.weights, 10).keys == ()


@given(st.text(max_size=30), st.text(max_size=300))
def test_profiles_come_back_as_they_were_counted(title, text):
    seen = terms(title, text)
    unpacked = vector(profile(seen)).weights
    words = similar.words_of(seen)
    assert unpacked.keys() == {lemma_hash(word) for word in words}
    for word in words:
        count = TITLE * min(255, seen.title_lemmas.split().count(word)) + min(255, seen.text_lemmas.split().count(word))
        assert unpacked[lemma_hash(word)] == DAMPED[count]


# ---------------------------------------------------------------- answers


def ask(archive, text):
    found = archive.index.search(parse(text), 100)
    return found, answers.rerank(found.keys, found.scores, archive.profiles)


def test_answers_keep_what_the_index_found(archive):
    found, ranked = ask(archive, "السدرة المدينة")
    assert sorted(key for key, _ in ranked) == sorted(found.keys)
    assert [score for _, score in ranked[: answers.RERANKED]] == sorted((score for _, score in ranked[: answers.RERANKED]), reverse=True)


def test_what_the_first_answers_have_in_common_decides(tmp_path):
    news = {n: ("أسعار النفط", f"سعر برميل النفط {n} دولار في السوق") for n in range(1, 7)}
    news |= {
        50: ("سعر مرتفع", "سعر برميل النفط يرتفع في السوق وخام البترول أيضا"),
        60: ("سعر منخفض", "سعر البطاطا في القرية ينخفض وقطعة البترول أيضا"),
    }
    small = Small(tmp_path / "index", {**news, **FILLER})
    found = small.index.search(parse("سعر"), 100)
    level = [1.0] * len(found.keys)
    keys = [1, 2, 3, 4, 5, 6, 60, 50]
    ranked = [key for key, _ in answers.rerank(keys, level[:8], small.profiles)]
    assert ranked.index(50) < ranked.index(60)


def test_an_order_by_time_is_left_alone():
    assert answers.rerank([3, 1, 2], [0.0, 0.0, 0.0], {}) == [(3, 0.0), (1, 0.0), (2, 0.0)]
    assert answers.rerank([], [], {}) == []


def test_answers_without_a_profile_stay_behind(archive):
    found, _ = ask(archive, "السدرة")
    some = {key: archive.profiles[key] for key in found.keys[1:]}
    ranked = [key for key, _ in answers.rerank(found.keys, found.scores, some)]
    assert sorted(ranked) == sorted(found.keys)
    assert ranked[-1] == found.keys[0]


def test_copies_fold_into_the_first(archive):
    assert answers.collapse([4, 2, 3, 1, 77], archive.profiles) == [(4, ()), (2, (1,)), (3, ())]


def test_meaning_changes_the_order_and_lets_nothing_in_or_out(archive):
    seen = archive.terms[1]
    about = similar.subject(1, seen, archive.index.doc_freq(similar.words_of(seen)), archive.index.count())
    keys = archive.index.neighbours(about.weights, similar.CANDIDATES).keys
    profiles = {key: archive.profiles[key] for key in keys}
    first, second = (line.key for line in similar.rank(about, profiles, {}))
    moved = similar.rank(about, profiles, {}, alike={first: -9.0, second: 9.0, 5: 99.0, 100: 99.0})
    assert [line.key for line in moved] == [second, first]
    assert similar.rank(about, profiles, {}, alike={first: 9.0, second: 9.0}) == similar.rank(about, profiles, {})


def test_another_event_is_one_line_and_the_own_one_a_few():
    from rawi.relate.similar import OWN_EVENT, one_for_each_event

    stories = {1: 50, 2: 60, 3: 60, 4: 50, 5: 50, 6: 50, 7: 70}
    assert one_for_each_event([2, 1, 3, 4, 5, 6, 7, 8, 9], stories, own=50) == [2, 1, 4, 5, 7, 8, 9]
    assert OWN_EVENT == 3
    assert one_for_each_event([1, 4, 8], stories, own=None) == [1, 8]


# ---------------------------------------------------------------- how articles begin

QUAY = "قال المهندس سالم الهادي إن رصيف السدرة الجنوبي بني قبل خمسين عاماً من حجر وخشب وإن العاملين فيه ثلاثون"
ROAD = "وأضاف أن طريق القوافل إلى تيمار سيغلق شهراً لأجل أعمال الصيانة وأن الحافلات ستمر من الجسر الشرقي"


def opened(archive_of, key):
    about = similar.subject(
        key, archive_of.terms[key], archive_of.index.doc_freq(similar.words_of(archive_of.terms[key])), archive_of.index.count()
    )
    keys = archive_of.index.neighbours(about.weights, similar.CANDIDATES).keys
    return about, similar.rank(about, {one: archive_of.profiles[one] for one in keys}, {})


def test_of_two_that_share_as_much_the_one_that_begins_alike_comes_first(tmp_path):
    fresh = "افتتح صباح اليوم سوق جديد للحبوب والتمور قرب محطة القطار في حي الزيتون بحضور عدد من المزارعين وأصحاب المتاجر وأهل الحي"
    news = {
        1: ("رصيف السدرة الجنوبي", f"{QUAY} {ROAD}"),
        2: ("سوق الحبوب", f"{fresh} {QUAY}"),
        3: ("عمر الرصيف الجنوبي", f"{QUAY} {fresh}"),
    }
    small = Small(tmp_path / "index", {**news, **FILLER})
    about, _ = opened(small, 1)
    level = [similar.Related(2, 0.5), similar.Related(3, 0.5)]
    read = {key: opening.read(*news[key]) for key in (2, 3)}
    assert [line.key for line in similar.by_opening(about, level, read, {})] == [3, 2]
    alone = similar.by_opening(about, level, {2: read[2]}, {})
    assert [line.key for line in alone] == [2, 3], "what nobody has read stays behind, as it was"
    assert alone[1] == level[1]


def test_a_beginning_that_is_all_the_same_is_worth_what_the_constant_says(tmp_path):
    small = Small(tmp_path / "index", {**NEWS, **FILLER})
    about, lines = opened(small, 1)
    assert opening.nearness(about.opening, opening.read(*NEWS[1])) == pytest.approx(1)
    nothing = similar.by_opening(about, lines, {line.key: {} for line in lines}, {})
    assert nothing == lines
    old = similar.by_opening(about._replace(instant=0), lines[:1], {lines[0].key: about.opening}, {lines[0].key: 400 * DAY})
    new = similar.by_opening(about._replace(instant=0), lines[:1], {lines[0].key: about.opening}, {lines[0].key: 0})
    assert lines[0].score < old[0].score < new[0].score


def test_what_an_article_says_first_weighs_most():
    before = terms("خبر", f"{QUAY} {ROAD}")
    after = terms("خبر", f"{ROAD} {QUAY}")
    counts = dict.fromkeys(similar.words_of(before), 3)
    one, other = (similar.subject(1, seen, counts, 1_000) for seen in (before, after))
    key = lemma_hash("رصيف")
    assert one.wanted[key] > other.wanted[key] > similar.LATE * one.wanted[key]


def test_of_an_article_of_stop_words_no_beginning_is_wanted():
    empty = terms("", "ثم إن هذا في ذلك")
    about = similar.subject(1, empty, {}, 10)
    assert about.opening == {}
    lines = (similar.Related(2, 0.3),)
    assert similar.by_opening(about, lines, {2: opening.read("هدنة", "الهدنة")}, {}) == lines
