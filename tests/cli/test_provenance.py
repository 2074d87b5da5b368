"""`rawi reuse` and `rawi trace` as a user runs them."""

import json

import pytest

from conftest import invented, write_lines

TEXT = """قال مسؤول في وزارة المياه إن تشغيل محطة التحلية الجديدة في ميناء السدرة سيتأخر ثلاثة أشهر على الأقل بسبب خلل في نظام التبريد.
ونقلت الصحيفة عن ثلاثة مهندسين أن اختبارات المضخات الرئيسة كشفت خللاً لم يكن في الحسبان وأن الشركة المنفذة طلبت مهلة إضافية.
وتخدم المحطة عند اكتمالها نحو أربعمئة ألف نسمة في المدينة وضواحيها وكان مقرراً أن تبدأ الضخ التجريبي مطلع الشهر المقبل."""


def carried(number, outlet, text, day):
    line = invented(number) | {"outlet": outlet, "text": text, "published": f"2024-06-{day:02}T10:00:00+03:00"}
    return line | {"url": f"https://{number}.example/1"}


@pytest.fixture
def filled(rawi, tmp_path):
    copies = [carried(901, "وكالة برق", TEXT, 1), carried(902, "صحيفة المرسى", f"السدرة - وكالة برق\n{TEXT}", 2)]
    done = rawi("import", write_lines(tmp_path / "a.jsonl", [*copies, *(invented(number) for number in range(20))]))
    assert done.returncode == 0, done.stderr
    return rawi


def test_pairs_that_share_text(filled):
    rows = [json.loads(line) for line in filled("reuse", "--json").stdout.splitlines()]
    pairs = {frozenset((row["a"], row["b"])): row for row in rows}
    row = pairs[frozenset(("t-901", "t-902"))]
    assert {"a", "b", "a_in_b", "b_in_a", "jaccard", "direction", "basis", "credited"} <= set(row)
    assert row["a_in_b" if row["a"] == "t-901" else "b_in_a"] > 0.95


def test_a_text_that_goes_round_is_traced_to_who_carried_it_first(filled):
    done = filled("trace", "-", "--json", feed=TEXT.split("\n")[1])
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in found] == ["t-901", "t-902"]
    assert all(row["share"] > 0.9 and row["passages"] for row in found)


def test_a_text_that_nobody_carried_is_said_to_be_so(filled):
    done = filled(
        "trace",
        "-",
        feed="تفتح الحديقة الكبرى أبوابها للزوار في الربيع بعد ترميم نافورتها القديمة وزرع ألف شجرة من الليمون على جانبي ممراتها.",
    )
    assert done.stdout == ""
    assert "Nothing found" in done.stderr
