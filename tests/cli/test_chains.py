"""`rawi chain`, `rawi correct` and `rawi export`, as a person and as a program see them."""

import csv
import io
import json
import re

import pytest

from conftest import write_lines

TEXT = (
    "أعلنت بلدية السدرة إغلاق الجسر القديم ابتداءً من يوم الخميس لأعمال صيانة تستمر شهرين كاملين، وقالت في بيان إن المرور سيحول إلى الطريق الجبلي. "
    "وأضاف المهندس المشرف على المشروع أن الأعمال تشمل تبديل المفاصل المعدنية وتقوية الأعمدة التي تضررت في فيضان العام الماضي، داعياً السائقين إلى الحذر."
)


def row(number, outlet, text, **more):
    return {"id": f"t-{number}", "url": f"https://{outlet}.example/{number}", "outlet": outlet, "title": "إغلاق الجسر", "text": text} | more


TOLD = "قال وزير المياه نبيل الساحلي إن المحطة ستعمل في موعدها، وفق ما نقلته وكالة رويترز.\nوأكد المهندس سامي الحداد أن الاختبارات انتهت."


@pytest.fixture
def spoken(rawi, tmp_path):
    rows = [
        row(1, "رويترز", TEXT, fetched_at="2025-03-01T10:00:00+00:00"),
        row(2, "sabq", TEXT, byline="رويترز", fetched_at="2025-03-01T08:00:00+00:00"),
        row(3, "okaz", TOLD),
        row(4, "okaz", "درجات الحرارة اليوم."),
    ]
    assert rawi("import", write_lines(tmp_path / "in.jsonl", rows)).returncode == 0
    return rawi


def test_a_chain_in_words(spoken):
    done = spoken("chain", "t-3")
    assert done.returncode == 0, done.stderr
    drawn = next(one for one in done.stdout.splitlines() if "الساحلي" in one)
    assert re.search(r"الساحلي \(person\) → رويترز \(agency\) → .*\(outlet\)$", drawn), drawn
    assert "رويترز (agency): stated" in done.stdout
    assert TOLD.split("\n", maxsplit=1)[0] in done.stdout
    chains = [json.loads(one)["chain"] for one in spoken("chain", "t-3", "--json").stdout.splitlines()]
    assert [hop["name"] for hop in chains[0]["hops"]][1] == "رويترز"
    none = spoken("chain", "t-4")
    assert (none.returncode, none.stdout) == (0, "")
    assert "Nothing found" in none.stderr
    assert spoken("chain", "nothing").returncode == 2


def test_marking_listing_and_taking_back(spoken):
    listed = spoken("correct", "t-3", "--list").stdout.splitlines()
    assert [one.split("\t")[:3] for one in listed[:2]] == [["-", "attribution", "1"], ["-", "attribution", "2"]]
    assert spoken("correct", "t-3", "--attribution", "1", "--note", "ليس مصدراً").stderr.endswith("Marked as wrong.\n")
    assert spoken("correct", "t-3", "--attribution", "1").returncode == 0
    assert "الساحلي" not in spoken("chain", "t-3").stdout
    assert spoken("rebuild").returncode == 0
    assert "الساحلي" not in spoken("export", "--kind", "attributions").stdout
    listed = spoken("correct", "t-3", "--list").stdout
    assert listed.startswith("wrong\tattribution\t1\t")
    assert "\n-\tattribution\t2\t" in listed
    assert listed.splitlines()[-1].startswith("marked\tattribution\t")
    assert listed.endswith("\tليس مصدراً\n")
    assert spoken("correct", "t-3", "--attribution", "1", "--undo").stderr.endswith("Taken away.\n")
    assert "الساحلي" in spoken("chain", "t-3").stdout
    assert "not marked" in spoken("correct", "t-3", "--attribution", "1", "--undo").stderr


def test_marking_a_chain_and_an_edge(spoken):
    assert spoken("correct", "t-3", "--chain", "1").returncode == 0
    assert "الساحلي" not in spoken("chain", "t-3").stdout
    assert spoken("correct", "t-1", "--edge", "t-2").returncode == 0
    assert spoken("reuse").stdout == ""
    assert spoken("export", "--kind", "reuse").stdout == ""
    assert "1 marks" in spoken("correct", "t-2", "--undo").stderr
    assert spoken("reuse").stdout != ""


def test_one_mark_of_several_is_taken_away_by_its_number(spoken):
    assert spoken("correct", "t-3", "--attribution", "1").returncode == 0
    assert spoken("correct", "t-3", "--attribution", "2").returncode == 0
    marked = [one.split("\t") for one in spoken("correct", "t-3", "--list").stdout.splitlines() if one.startswith("marked")]
    assert [one[2] for one in marked] == ["1", "2"]
    rows = [json.loads(one) for one in spoken("export", "--kind", "corrections").stdout.splitlines()]
    assert [(row["id"], row["correction"]["kind"]) for row in rows] == [("t-3", "attribution")] * 2
    assert len(json.loads(spoken("show", "t-3", "--json").stdout)["corrections"]) == 2
    assert spoken("correct", "t-3", "--undo", "--mark", "3").returncode == 2
    assert "Taken away" in spoken("correct", "t-3", "--undo", "--mark", "1").stderr
    (left,) = [one.split("\t") for one in spoken("correct", "t-3", "--list").stdout.splitlines() if one.startswith("marked")]
    assert left[3:] == marked[1][3:]


@pytest.mark.parametrize(
    "arguments",
    [
        ("t-3",),
        ("t-3", "--mark", "1"),
        ("t-3", "--attribution", "9"),
        ("t-3", "--attribution", "1", "--chain", "1"),
        ("t-3", "--list", "--undo"),
        ("t-3", "--edge", "t-4"),
        ("t-3", "--edge", "t-3"),
        ("t-3", "--edge", "nothing"),
        ("nothing", "--list"),
        ("t-3", "--attribution", "0"),
    ],
)
def test_what_cannot_be_marked_is_said(spoken, arguments):
    done = spoken("correct", *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert "marked\t" not in spoken("correct", "t-3", "--list").stdout


# ---------------------------------------------------------------- exports


def test_edges_as_csv_run_from_who_gave_to_who_took(spoken):
    done = spoken("export", "--kind", "reuse", "--format", "csv")
    assert done.returncode == 0, done.stderr
    (edge,) = csv.DictReader(io.StringIO(done.stdout))
    assert (edge["from"], edge["to"], edge["basis"], edge["credited"]) == ("t-1", "t-2", "credit", "true")
    assert (edge["from_time"], edge["to_time"]) == ("2025-03-01T10:00:00+00:00", "2025-03-01T08:00:00+00:00")


def test_every_kind_in_every_format(spoken):
    for kind, least in (("articles", 4), ("attributions", 2), ("reuse", 1), ("chains", 2), ("corrections", 0)):
        table = list(csv.reader(io.StringIO(spoken("export", "--kind", kind, "--format", "csv").stdout)))
        assert len(table) > least, kind
        assert {len(one) for one in table} == {len(table[0])}
        assert len([json.loads(one) for one in spoken("export", "--kind", kind).stdout.splitlines()]) >= least
    assert not spoken("export", "--format", "csv").stdout.startswith("\ufeff")
    assert spoken("export", "--format", "csv", "--bom").stdout.startswith("\ufeffid,")
    assert spoken("export", "--bom").returncode == 2
    assert spoken("export", "--prov", "t-3", "--kind", "chains").returncode == 2
    assert spoken("export", "--prov", "nothing").returncode == 2
    assert "wasDerivedFrom" in json.loads(spoken("export", "--prov", "t-3").stdout)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.example")'])
def test_no_cell_is_a_formula(text):
    from rawi.carry.tables import cell, csv_lines

    assert cell(text) == "'" + text
    assert cell((text, "ب")).startswith("'")
    written = b"".join(csv_lines(("a", "b"), iter([{"a": text, "b": -0.5}]))).decode()
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["a", "b"], ["'" + text, "-0.5"]]
