import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribute.speech import read, told
from rawi.attribute.attributions import attributions
from rawi.outlets.catalogue import load

CLAUSE = "أن السد آمن"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("قال وزير الري سامي عرنوق إن السد آمن.", ("قال", "وزير الري سامي عرنوق", "إن السد آمن")),
        ("وأكدت بلدية المرسى أمس الجمعة أن السد آمن.", ("وأكدت", "بلدية المرسى", CLAUSE)),
        ("لكن هيئة حوض الساقي قالت إن السد آمن.", ("قالت", "هيئة حوض الساقي", "إن السد آمن")),
        ("وقالت رنا الصنوبري، المتحدثة باسم الهيئة، إن السد آمن.", ("وقالت", "رنا الصنوبري، المتحدثة باسم الهيئة", "إن السد آمن")),
        ("وأوضح الأمين العام للهيئة، يونس أبو مرساة، في بيان أن السد آمن.", ("وأوضح", "الأمين العام للهيئة، يونس أبو مرساة", CLAUSE)),
        ("ونفت الشركة التي بنت السد أن يكون السد في خطر.", ("ونفت", "الشركة", "أن يكون السد في خطر")),
        ("وأشار المهندس الذي بنى السد إلى أن السد آمن.", ("وأشار", "المهندس", "إلى أن السد آمن")),
        ("أعلنت وزارة الري انخفاض منسوب البحيرة.", ("أعلنت", "وزارة الري", "انخفاض منسوب البحيرة")),
        ("وكانت وزارة الري قد أعلنت انخفاض منسوب البحيرة.", ("أعلنت", "وزارة الري", "انخفاض منسوب البحيرة")),
        ("وقال عرنوق: «السد آمن ولن نفتح البوابات».", ("وقال", "عرنوق", "السد آمن ولن نفتح البوابات")),
        ("وحذر نقيب المهندسين من انهيار الجسر.", ("وحذر", "نقيب المهندسين", "من انهيار الجسر")),
        ("وتعهدت البلدية بتوسيع الجسر.", ("وتعهدت", "البلدية", "بتوسيع الجسر")),
        ("وصل الوفد صباحاً، بحسب مصادر أمنية.", ("بحسب", "مصادر أمنية", "وصل الوفد صباحاً")),
        ("ووفقاً لهيئة الحوض، فإن السد آمن.", ("ووفقاً", "لهيئة الحوض", "فإن السد آمن")),
        ("وصل الوفد صباحاً، حسبما أفاد مصدر أمني.", ("حسبما أفاد", "مصدر أمني", "وصل الوفد صباحاً")),
        ("وجاء في بيان صادر عن هيئة الحوض أن السد آمن.", ("وجاء في بيان", "هيئة الحوض", CLAUSE)),
        ("وأضاف المصدر الأمني: إن السد آمن.", ("وأضاف", "المصدر الأمني", "إن السد آمن")),
    ],
)
def test_one_report_is_read_with_its_speaker_and_its_words(text, want):
    assert told(text) == [want]


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن السد بني قبل عشرين عاماً.",
        "وتجدر الإشارة إلى أن السد بني قبل عشرين عاماً.",
        "ينفذ المشروع وفق الخطة التي وضعتها البلدية.",
        "توزع المياه حسب التعليمات ووفقاً لأحكام القانون.",
        "ولم يقل الوزير إن السد آمن.",
        "نقلت الشاحنات الرمل إلى الميناء بعد أن فتح الطريق.",
        "وذلك بين المرسى وبين دلبة في كشف المساحة الأخير.",
        "أعلنت سندار الحرب على منفار.",
        "يجب أن تقول الهيئة للناس متى يعود الماء.",
        "يعد السد من أكبر مصادر الطاقة في البلاد.",
        "غادر الوفد الفندق صباحاً ولم يتحدث إلى أحد.",
    ],
)
def test_what_reports_nothing_is_not_marked(text):
    assert told(text) == []


def test_a_participle_goes_on_with_the_same_speaker():
    found = read("وقال وزير الري سامي عرنوق إن السد آمن، مشيراً إلى أن البوابات مغلقة، ومضيفاً أن الفريق يعود غداً.")
    assert [one.cue.text for one in found] == ["وقال", "مشيراً", "ومضيفاً"]
    assert {one.speaker.text for one in found} == {"وزير الري سامي عرنوق"}
    assert [one.content[0].text for one in found] == ["إن السد آمن", "إلى أن البوابات مغلقة", "أن الفريق يعود غداً"]


def test_a_verb_and_saying_are_one_report():
    found = read("ورد الوزير قائلاً: «السد آمن ولن نفتح البوابات».")
    assert [(one.cue.text, one.content[0].text) for one in found] == [("ورد", "السد آمن ولن نفتح البوابات")]


def test_a_dropped_subject_is_who_spoke_last_and_agrees():
    text = "قالت المديرة رلى السنديان إن الجسر مغلق.\nوقال العضو سركيس الدباغ إن الجسر قديم.\nوأضافت أن الطريق البديل مفتوح."
    last = read(text)[-1]
    assert (last.speaker, last.speaker_kind, last.speaker_resolved, last.confidence) == (None, "implicit", "رلى السنديان", "inferred")


def test_a_dropped_subject_that_nobody_fits_is_only_possible():
    [one] = read("وأضاف أن السد آمن.")
    assert (one.speaker_resolved, one.confidence) == (None, "possible")


def test_the_same_source_is_resolved():
    last = read("أفاد مصدر عسكري بأن الجسر مغلق.\nوأضاف المصدر نفسه أن الطريق مفتوح.")[-1]
    assert (last.speaker.text, last.speaker_kind, last.speaker_resolved) == ("المصدر نفسه", "anonymous", "مصدر عسكري")


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("قال مسؤول أمني لوكالة رويترز إن الجسر مغلق.", "لوكالة رويترز"),
        ("قال مسؤول أمني لـ«البرق» إن الجسر مغلق.", "لـ«البرق»"),
        ("وقال عرنوق للصحافيين في دلبة إن الجسر مغلق.", "للصحافيين"),
        ("وقال عرنوق في مقابلة مع رويترز إن الجسر مغلق.", "رويترز"),
        ("ودعا رئيس البلدية السكان إلى مغادرة الحي.", "السكان"),
        ("ودعا رئيس البلدية المواطنين إلى مغادرة الحي.", "المواطنين"),
        ("أبلغ فاسكين نظراءه السنداريين أن الجسر مغلق.", "نظراءه السنداريين"),
        ("وأضاف المتحدث الرسمي لمديرية الطرق أن الجسر مغلق.", None),
    ],
)
def test_to_whom_it_was_said(text, addressee):
    found = read(text)[0].addressee
    assert (found.text if found else None) == addressee


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "via"),
    [
        ("ونقلت وكالة رويترز عن مصدر أمني قوله إن الجسر مغلق.", "قوله", "مصدر أمني", ["وكالة رويترز"]),
        ("وذكرت وكالة رويترز، نقلاً عن مصادر أمنية، أن الجسر مغلق.", "نقلاً عن", "مصادر أمنية", ["وكالة رويترز"]),
        ("قال وزير الري سامي عرنوق إن السد آمن، وفق ما ذكره موقع «البرق».", "قال", "وزير الري سامي عرنوق", ["موقع «البرق»"]),
        ("ونُقل عن وزير الري سامي عرنوق قوله إن السد آمن.", "قوله", "وزير الري سامي عرنوق", []),
        ("وصل الوفد، حسبما نقلت وكالة رويترز عن مصدر أمني.", "حسبما نقلت", "مصدر أمني", ["وكالة رويترز"]),
    ],
)
def test_through_whom_it_came_is_one_report(text, cue, speaker, via):
    [one] = read(text)
    assert (one.cue.text, one.speaker.text, [span.text for span in one.via]) == (cue, speaker, via)
    assert (one.via_cue is not None) == bool(via) or cue == "قوله"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال مسؤول لورندي إن الجسر مغلق.", "anonymous"),
        ("قال أحد الموظفين إن الجسر مغلق.", "anonymous"),
        ("قال رئيس البلدية إن الجسر مغلق.", "role"),
        ("قال متحدث باسم وزارة الري إن الجسر مغلق.", "role"),
        ("قال رئيس البلدية أنطون حبقة إن الجسر مغلق.", "person"),
        ("قالت وزارة الري إن الجسر مغلق.", "organisation"),
        ("قالت صحيفة «البرق» إن الجسر مغلق.", "outlet"),
        ("قالت وكالة رويترز إن الجسر مغلق.", "agency"),
        ("قالت وسائل إعلام محلية إن الجسر مغلق.", "media_generic"),
        ("أظهرت دراسة حديثة أن الجسر قديم.", "document"),
        ("قيل إن الجسر مغلق.", "anonymous"),
    ],
)
def test_kinds_of_speakers(text, kind):
    assert read(text)[0].speaker_kind == kind


def test_unnamed_sources_are_counted_with_nationality_and_knowledge():
    [one] = read("ونقلت الصحيفة عن مسؤول لورندي وثلاثة مسؤولين سنداريين على دراية مباشرة بالمحادثات أن الوقف ممكن.")
    assert one.anonymous.count == 4
    assert one.anonymous.nationality == "لورندي، سنداريين"
    assert one.anonymous.knowledge == "على دراية مباشرة بالمحادثات"


def test_the_publisher_is_no_via_of_its_own_article():
    text = "علمت رويترز من مصدر أمني أن الجسر مغلق."
    own, other = (attributions(text, catalogue=load(), publisher=publisher) for publisher in ("رويترز", "واس"))
    assert ([span.text for span in own[0].via], [span.text for span in other[0].via]) == ([], ["رويترز"])


def test_forms():
    forms = [
        ("قال الوزير: «السد آمن ولن نفتح البوابات».", "direct"),
        ("قال الوزير إن السد آمن.", "indirect"),
        ("قال الوزير إن السد «آمن ولن تفتح بواباته».", "mixed"),
        ("أعلنت الوزارة انخفاض منسوب البحيرة.", "reported_act"),
        ("وصل الوفد، بحسب الوزارة.", "adjunct"),
    ]
    assert [read(text)[0].form for text, _ in forms] == [form for _, form in forms]


WORDS = [
    "قال",
    "وقال",
    "الوزير",
    "إن",
    "أن",
    "«",
    "»",
    '"',
    ":",
    "،",
    "عن",
    "نقلت",
    "وفق",
    "لـ",
    "(",
    ")",
    "مصدر",
    "\n",
    "مشيرا",
    "إلى",
    "10:40",
    ".",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_order_of_the_grammars_words_is_read_without_fault(text):
    assert read(text) == read(text)


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text):
    read(text)


PIECES = [
    "«",
    '"',
    "قال ",
    "قال «",
    "(",
    "وقال الوزير إن ",
    "نقلت عن ",
    "بحسب ",
    "مشيرا إلى ",
    "قال الوزير، ",
    "لـ«",
    "وأضاف أن السد آمن.\n",
]


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_is_read_in_bounded_time(piece):
    started = time.process_time()
    read(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 8
