"""Keywords: what an article is about, in its own words, after what its publisher tagged."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.phrases import words_of
from rawi.language.tags import tag_key
from rawi.model import Mention
from rawi.relate.keywords import MOST, keywords
from rawi.relate.tags import SHOWN, shown

TITLE = "مجلس الأمن الدولي يطالب بهدنة في السدرة"
TEXT = """الحوض - طالب مجلس الأمن الدولي أمس الجمعة بهدنة إنسانية في السدرة، وقال المبعوث الأممي ليان حدّاد إن الهدنة الإنسانية ضرورية.
وأضاف المبعوث الأممي أن مجلس الأمن الدولي سيعقد جلسة أخرى الأسبوع المقبل، ورحبت وزارة المياه السدرية بدعوة مجلس الأمن الدولي.
وكان ميناء السدرة قد أغلق العام الماضي، وتضررت محطة تحلية المياه في ميناء السدرة. وأكدت الوزارة أن محطة تحلية المياه ستعود إلى العمل."""


def texts(*args, **more):
    return [keyword.text for keyword in keywords(*args, **more)]


def test_the_subject_comes_first_and_whole():
    found = texts(TITLE, TEXT)
    assert found[0] == "مجلس الأمن الدولي"
    assert not {"مجلس الأمن", "الأمن الدولي", "الأمن"} & set(found)
    assert {"المبعوث الأممي", "محطة تحلية المياه", "ميناء السدرة"} <= set(found)


def test_phrases_are_well_formed():
    found = texts(TITLE, TEXT)
    assert not [words for words in found if words.startswith(("وا", "با", "لل"))]
    assert not {"العام الماضي", "الأسبوع المقبل", "الجمعة", "الحوض"} & set(found), "times and the dateline are no subjects"
    assert not [words for words in found if {"طالب", "وأضاف", "ستعود", "يطالب", "قد", "إلى"} & set(words.split())]


def test_clitics_go_from_the_head_and_the_article_stays():
    text = "رحب الوزير بالاتفاق النووي، ودعا للأمم المتحدة. وقال إن للأمم المتحدة دوراً في الاتفاق النووي."
    assert texts("", text, limit=2) == ["الاتفاق النووي", "الأمم المتحدة"]


def test_scores_fall_and_are_between_0_and_1():
    found = keywords(TITLE, TEXT, tags=["السدرة"])
    scores = [keyword.score for keyword in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1
    assert all(0 < score < 1 for score in scores[1:])
    assert len(found) <= MOST
    assert shown(found) == found[:SHOWN]


def test_the_publishers_tags_come_first_and_ours_add_something_else():
    found = texts(TITLE, TEXT, tags=["عاجل", "#مجلس_الأمن", "ميناء السدرة، تحلية المياه", "أخبار"])
    assert found[:3] == ["مجلس الأمن", "ميناء السدرة", "تحلية المياه"]
    assert not {"مجلس الأمن الدولي", "محطة تحلية المياه"} & set(found[3:])
    assert "المبعوث الأممي" in found


def test_a_list_made_for_search_engines_counts_only_where_the_article_speaks_of_it():
    stuffed = [f"كلمة {number}" for number in range(30)] + ["ميناء السدرة"]
    assert texts(TITLE, TEXT, tags=stuffed, limit=1) == ["ميناء السدرة"]
    assert not [words for words in texts(TITLE, TEXT, tags=stuffed) if words.startswith("كلمة")]


def test_a_name_is_a_whole_and_counts_for_more():
    text = "وصل الوزير سليم الباهي أمس إلى الميناء. وزار المنشأة الجديدة في المدينة القديمة."
    at = text.index("سليم")
    name = Mention("سليم الباهي", at, at + len("سليم الباهي"), "PER", "سليم الباهي")
    assert texts("", text, entities=[name])[0] == "سليم الباهي"
    assert "الوزير سليم الباهي" not in texts("", text, entities=[name])


def test_a_name_of_several_parts_stays_together():
    text = "قال عبد الله بن راشد إن المشروع انتهى. وشكر عبد الله بن راشد العاملين."
    found = texts("", text)
    assert "عبد الله بن راشد" in found
    assert not [words for words in found if words.split()[0] == "بن" or words.split()[-1] in ("بن", "عبد")]


def test_the_title_counts_for_more_than_one_sentence():
    text = "ناقش النواب الموازنة العامة. وناقش النواب قانون الصيد البحري."
    assert texts("قانون الصيد البحري أمام النواب", text)[0] == "قانون الصيد البحري"


def test_foreign_names_are_found_and_foreign_prose_is_not():
    found = texts("", "The ministry said that Harbour Authority closed the port. Harbour Authority gave no reason and said no more.")
    assert found[0] == "Harbour Authority"
    assert not {"The", "said", "port"} & {word for words in found for word in words.split()}


def test_nothing_is_found_in_nothing():
    assert keywords("", "") == keywords("", "١٢٣ ،،، ...") == keywords("", "قال إن ذلك كان في ما مضى", tags=[" ، ", "#"]) == ()


def test_it_stays_quick_on_a_long_text():
    assert len(keywords("", TEXT * 3_000)) == len(keywords("", TEXT * 300))


ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءئؤ", min_size=1, max_size=9)
WORDS = st.one_of(ARABIC, st.sampled_from([*TEXT.split(), "بن", "عبد", "#", "وَالأُمَم", "USA", "٣٫٥", "ـ", "\u202e", "\ud800", "(", "«"]))
PROSE = st.lists(WORDS, max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(title=PROSE, text=PROSE | st.text(max_size=200), tags=st.lists(PROSE | st.text(max_size=30), max_size=4))
def test_every_keyword_stands_in_the_article_or_its_tags(title, text, tags):
    found = keywords(title, text, tags=tags)
    assert found == keywords(title, text, tags=tags)
    assert len(found) <= MOST
    assert len({tag_key(keyword.text) for keyword in found}) == len(found)
    said = {word.text for source in (title, text) for part in words_of(source) for word in part}
    tagged = " ".join(" ".join(tags).replace("_", " ").split())
    for keyword in found:
        own = keyword.score < 1
        assert all(word in said or word in text or word in title for word in keyword.text.split()) if own else keyword.text in tagged
