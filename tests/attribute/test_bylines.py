import pytest

from attribute.newsdesk import article, found
from rawi.attribute.credits import credits as credits_of
from rawi.outlets.catalogue import load


def byline(line, outlet="برق المرسى"):
    return [(name, role) for name, role, where in found(byline=line, outlet=outlet) if where == "byline"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("واس - الطائف", "واس"),
        ("الدمام - واس:", "واس"),
        ("مانيلا (رويترز)", "رويترز"),
        ("&nbsp;رويترز (مانيلا)", "رويترز"),
        ("رويتر ـ أثينا", "رويترز"),
        ("رويترز أثينا", "رويترز"),
        ("ليث نصار - أ ف ب", "أ ف ب"),
        ("أ.ف.ب/ أثينا", "أ ف ب"),
        ("أثينا ـ أ. ف. ب.", "أ ف ب"),
        ("أثينا: ا ف ب", "أ ف ب"),
        ("أ-ف-ب", "أ ف ب"),
        ("فرانس برس", "أ ف ب"),
        ("وكالة الصحافة الفرنسية", "أ ف ب"),
        ("أثينا - AFP", "أ ف ب"),
        ("أثينا - الفرنسية", "أ ف ب"),
        ("(د.ب.أ)", "د ب أ"),
        ("أثينا:د ب ا", "د ب أ"),
        ("وكالة الأنباء الألمانية (د ب أ)", "د ب أ"),
        ("أثينا - أ.ب", "أسوشيتد برس"),
        ("القاهرة - أ.ش.أ", "أ ش أ"),
        ("الأناضول", "الأناضول"),
        ("وكالة الأناضول للأنباء", "الأناضول"),
        ("شينخوا | بكين", "شينخوا"),
        ("القدس - وفا", "وفا"),
        ("الدوحة - قنا", "قنا"),
        ("رام الله - معا", "معا"),
        ("طهران - فارس", "فارس"),
        ("مسقط - العُمانية", "العمانية"),
        ("Reuters", "رويترز"),
        ("وكالة أنباء الضفتين", "وكالة أنباء الضفتين"),
    ],
)
def test_an_agency_in_any_spelling(line, name):
    assert byline(line) == [(name, "agency")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("أثينا - أ.ف.ب، رويترز، أ.ب", ["أ ف ب", "رويترز", "أسوشيتد برس"]),
        ("د ب أ  واس - القاهرة", ["د ب أ", "واس"]),
        ("د ب أ أ ف ب", ["د ب أ", "أ ف ب"]),
        ("رويترز وأ ف ب", ["رويترز", "أ ف ب"]),
        ("أثينا، بيروت، لندن - واس، ليث نصار، وكالات", ["واس", "وكالات"]),
        ("الأناضول + متابعات", ["الأناضول", "متابعات"]),
        ("رويترز ووكالات", ["رويترز", "وكالات"]),
    ],
)
def test_several_names_in_their_order(line, names):
    assert [name for name, _ in byline(line)] == names


@pytest.mark.parametrize(("line", "name"), [("العواصم: الوكالات", "وكالات"), ("بيروت - وكالات الأنباء", "وكالات"), ("متابعات", "متابعات")])
def test_nobody_in_particular_is_compiled(line, name):
    assert byline(line) == [(name, "compiled")]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ليث نصار",
        "محمد وفا",
        "فارس سعيد - المرسى",
        "شهاب الدين مهر",
        "سانا خوري",
        "قنا - ليث نصار",
        "ليث نصار (قنا)",
        "القاهرة - ليث نصار",
        "الرياض - سلمى نادر",
        "سلمى نادر (الرياض)",
        "سلمى نادر (الخبر)",
        "اليوم، 10:30",
        "12 أيار 2021 - 10:30",
        "مشهد عام من الميناء أمس (أ ف ب)",
        "وكالات الإغاثة تحذر من نقص الدواء في الجنوب بعد الفيضان",
        "و.ق/ع.م",
    ],
)
def test_persons_places_days_and_captions_are_no_credits(line):
    assert byline(line) == []


def test_the_house_is_staff_and_the_agency_beside_it_an_agency():
    assert byline("برق المرسى - رويترز") == [("برق المرسى", "staff"), ("رويترز", "agency")]
    assert byline("عكاظ (رويترز)", outlet="okaz") == [("عكاظ", "staff"), ("رويترز", "agency")]


@pytest.mark.parametrize(
    "line", ["لندن: «الشرق الأوسط»", "«الشرق الأوسط أونلاين»", "مكتب الشرق الأوسط - بيروت", "صحيفة الشرق الأوسط", "الشرق الأوسط من لندن"]
)
def test_a_house_names_itself_in_many_ways(line):
    assert byline(line, outlet="aawsat") == [("الشرق الأوسط", "staff")]


def test_the_same_words_are_an_outlet_elsewhere():
    assert byline("لندن: «الشرق الأوسط»") == [("الشرق الأوسط", "outlet")]
    assert byline("العربية.نت") == [("العربية", "outlet")]


def test_a_name_that_is_also_a_place_counts_in_quotation_marks_and_behind_its_kind():
    assert byline("القدس - وفا") == [("وفا", "agency")]
    assert byline("رام الله - «القدس»") == [("القدس", "outlet")]
    assert byline("صحيفة الرياض") == [("الرياض", "outlet")]
    assert byline("صنعاء - «الرياض»", outlet="alriyadh") == [("الرياض", "staff")]
    assert byline("الرياض - واس", outlet="alriyadh") == [("واس", "agency")]


def test_an_agency_on_its_own_page_is_an_agency():
    assert byline("جدة - واس", outlet="spa") == [("واس", "agency")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("كتب - ليث نصار", "ليث نصار"),
        ("كتبت: سلمى نادر", "سلمى نادر"),
        ("هيئة التحرير", "هيئة التحرير"),
        ("المرسى - خاص", "خاص"),
        ("By Layla Haddad", "Layla Haddad"),
    ],
)
def test_desks_and_writers_behind_a_cue_are_staff(line, name):
    assert byline(line) == [(name, "staff")]


def test_photographers_are_not_credited_with_the_text():
    assert byline("تصوير - ليث نصار") == []
    assert byline("ليث نصار - رويترز / تصوير: سلمى نادر") == [("رويترز", "agency")]


def test_words_are_reported_as_they_stand():
    answer = credits_of(article(byline="أثينا - أ.ف.ب"), load())
    assert [(credit.as_written, credit.span) for credit in answer] == [("أ.ف.ب", None)]
