import pytest

from attribute.newsdesk import SENTENCE, TEXT, found, tail


def closing(line, outlet="برق المرسى"):
    return [(name, role) for name, role, where in found(f"{TEXT}\n{line}", outlet=outlet) if where == "tail"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("المصدر: رويترز", [("رويترز", "agency")]),
        ("المصدر : وكالة الأناضول", [("الأناضول", "agency")]),
        ("المصدر\nرويترز", [("رويترز", "agency")]),
        ("المصدر (وات)", [("وات", "agency")]),
        ("المصدر: أكسيوس", [("أكسيوس", "outlet")]),
        ("المصدر: كان", [("كان", "outlet")]),
        ("المصدر: العالم", [("العالم", "outlet")]),
        ("المصدر: الرياض", [("الرياض", "outlet")]),
        ("المصدر: وكالات", [("وكالات", "compiled")]),
        ("المصدر: مواقع إلكترونية", [("مواقع إلكترونية", "compiled")]),
        ("المصدر: https://www.reuters.com/world/1", [("رويترز", "agency")]),
        ("المصدر: رويترز + أ ف ب", [("رويترز", "agency"), ("أ ف ب", "agency")]),
        ("المصادر: رويترز، مرسى تايمز، وكالات", [("رويترز", "agency"), ("مرسى تايمز", "outlet"), ("وكالات", "compiled")]),
        ("المصدر: أكسيوس ورويترز", [("أكسيوس", "outlet"), ("رويترز", "agency")]),
        ("المصدر: العربية نت نقلا عن رويترز", [("العربية", "outlet"), ("رويترز", "agency")]),
        ("المصدر: برق المرسى + وكالات", [("برق المرسى", "staff"), ("وكالات", "compiled")]),
        ("المصدر: وكالة أنباء الضفتين", [("وكالة أنباء الضفتين", "agency")]),
        ("Source: Reuters", [("رويترز", "agency")]),
        ("نقلا عن صحيفة عكاظ", [("عكاظ", "outlet")]),
        ('* نقلاً عن "مرسى تايمز"', [("مرسى تايمز", "outlet")]),
        ("* بالاتفاق مع «بلومبيرغ»", [("بلومبرغ", "agency")]),
        ("(رويترز)", [("رويترز", "agency")]),
        ("-- (بترا)", [("بترا", "agency")]),
        ("-وات-", [("وات", "agency")]),
        ("د ب أ", [("د ب أ", "agency")]),
        ("«الفرنسية»", [("أ ف ب", "agency")]),
        ("وكالات", [("وكالات", "compiled")]),
        ("رويترز – وكالات", [("رويترز", "agency"), ("وكالات", "compiled")]),
        ("أ ف ب/ م ع", [("أ ف ب", "agency")]),
        ("ل.ن/س.ن (د ب أ، رويترز)", [("د ب أ", "agency"), ("رويترز", "agency")]),
        ("(رويترز)\nل.ن/س.ن", [("رويترز", "agency")]),
        ("وام/ سلمى نادر/ ليث نصار", [("وام", "agency")]),
        ("ترجمة: ليث نصار - رويترز", [("رويترز", "agency")]),
        ("// انتهى // 15:11 ت م", [("واس", "agency")]),
        ("//انتهى//", [("واس", "agency")]),
        ("(النهاية) ل ن / س ن", [("كونا", "agency")]),
    ],
)
def test_a_closing_line(line, names):
    assert closing(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "ل.ن/س.ن",
        "ليث نصار",
        "تحرير: ليث نصار",
        "معا",
        "فارس",
        "انتهى",
        "(النهاية)",
        "قال المصدر: إن العمل انتهى",
        "وهذا ما نقلته رويترز",
        "بحسب (رويترز)",
        "كما نقلت الصحيفة عن وكالة رويترز وقد نفت الشركة ذلك جملة وتفصيلا في بيان لها صدر مساء أمس عن إدارتها",
    ],
)
def test_what_is_no_credit(line):
    assert closing(line) == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (" (أ ف ب)", ["أ ف ب"]),
        (". المصدر: رويترز", ["رويترز"]),
        (".(وكالات)", ["وكالات"]),
        (". -وات-", ["وات"]),
        ('". «رويترز»', ["رويترز"]),
        (". ل ن - وكالات", ["وكالات"]),
        ("، بحسب رويترز.", []),
        (" نقلا عن رويترز.", ["رويترز"]),
        (' وفق موقع "مرسى تايمز" نقلا عن صحيفة "المنارة" السودانية.', []),
    ],
)
def test_the_end_of_the_last_sentence(words, names):
    expected = [] if words in (" (أ ف ب)", " نقلا عن رويترز.") else names
    assert [name for name, _, _ in found(f"{SENTENCE}{words}")] == expected
    assert [name for name, _, _ in found(f"{SENTENCE}.{words}")] == names


def test_brackets_behind_a_paragraph_are_body_credits():
    assert found(f"{SENTENCE}. (رويترز)\n{TEXT}") == [("رويترز", "agency", "body")]
    assert found(f"{SENTENCE} (رويترز)\n{TEXT}") == []
    assert found(f"الميناء. (رويترز)\n{TEXT}") == []
    assert found(f"{SENTENCE}. (ليث نصار)\n{TEXT}") == []


class TestLinesOutsideTheText:
    def test_a_source_line_is_looked_up(self):
        assert found(given=[tail("وكالة الأناضول")]) == [("الأناضول", "agency", "tail")]
        assert found(given=[tail("برق المرسى + وكالات")]) == [("برق المرسى", "staff", "tail"), ("وكالات", "compiled", "tail")]
        assert found(given=[tail("المصدر: رويترز")]) == [("رويترز", "agency", "tail")]

    def test_an_unknown_source_stays_as_it_is_written(self):
        assert found(given=[tail("مرسى تايمز")]) == [("مرسى تايمز", "outlet", "tail")]
        long = "لجنة الأهالي في الأحياء القديمة من المدينة وضواحيها"
        assert found(given=[tail(long)]) == [(long, "outlet", "tail")]

    def test_a_signature_counts_only_where_it_is_known(self):
        assert found(given=[tail("--(بترا)", "agency")]) == [("بترا", "agency", "tail")]
        assert found(given=[tail("وكالات", "agency")]) == [("وكالات", "compiled", "tail")]
        assert found(given=[tail("// انتهى // 10:15 ت م", "agency")]) == [("واس", "agency", "tail")]
        assert found(given=[tail("ليث نصار", "agency")]) == []

    def test_initials_and_addresses_for_letters_are_dropped(self):
        assert found(given=[tail("ل.ن/س.ن"), tail("news@marsa.example")]) == []

    def test_a_name_found_in_the_text_is_not_repeated(self):
        assert found(f"{TEXT}\nالمصدر: رويترز", given=[tail("رويترز")]) == [("رويترز", "agency", "tail")]


def test_source_lines_one_above_the_other_are_all_read():
    text = f"{TEXT}\n\nالمصدر: أكسيوس\n\nالمصدر: رويترز"
    assert [name for name, _, where in found(text) if where == "tail"] == ["أكسيوس", "رويترز"]


class TestSignsThatOthersHaveTakenOver:
    """«// انتهى //» and «(النهاية)» are the habit of one agency each; whoever says who wrote the text is believed before it."""

    def test_a_dateline_overrules_a_sign(self):
        text = "المرسى 3 آذار (بترا) -- أعلنت البلدية فتح الجسر القديم.\n// انتهى //"
        assert [name for name, *_ in found(text)] == ["بترا"]

    def test_an_agency_that_publishes_overrules_a_sign(self):
        assert [name for name, *_ in found("أعلنت البلدية فتح الجسر القديم.\n// انتهى //", outlet="وفا")] == ["وفا"]

    def test_a_house_in_the_dateline_overrules_a_sign(self):
        assert [name for name, *_ in found("أعلنت البلدية فتح الجسر القديم.\n(النهاية) ع م", given=[tail("مدى", "staff")])] == ["مدى"]
