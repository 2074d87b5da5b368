import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.carry import jsonl
from rawi.carry.jsonl import article_line, lines, read_lines
from rawi.errors import Reason
from rawi.model import Facts, Moment, Refused, Stored
from rawi.pipeline import Imported


def read(*rows):
    data = b"".join(row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    return list(read_lines(io.BytesIO(data)))


def one(row):
    (item,) = read(row)
    return item


def test_a_whole_line():
    item = one(
        {
            "id": "m-1",
            "url": "https://marsa.example/1",
            "outlet": "المرسى",
            "title": "  افتتاح المرفأ ",
            "byline": "السدرة - المرسى",
            "text": " نص\nثان",
            "published": "2024-06-03T10:30:00+03:00",
            "fetched_at": "2024-06-03T08:00:00Z",
            "tags": ["مرفأ", " مرفأ", "السدرة"],
            "kind": "opinion",
            "mystery": 7,
        }
    )
    article = item.value.article
    assert (item.number, item.value.external_id, article.title, article.text) == (1, "m-1", "افتتاح المرفأ", " نص\nثان")
    assert article.published == Moment("2024-06-03T10:30:00+03:00", "second", "stated", "stated")
    assert item.value.fetched_at.basis == "fetched"
    assert (article.tags, article.kind, article.byline) == (("مرفأ", "السدرة"), "opinion", "السدرة - المرسى")
    assert item.warnings == ()


def test_a_bad_date_is_left_out_and_said():
    item = one({"title": "ا", "text": "ب", "published": "أمس", "fetched_at": 5})
    assert item.value.article.published is None
    assert item.value.fetched_at is None
    assert [warning.split(":")[0] for warning in item.warnings] == ["line 1", "line 1"]


@pytest.mark.parametrize("joined", ["مرفأ،السدرة , ميناء", "مرفأ | السدرة|ميناء", "مرفأ؛ السدرة; ميناء"])
def test_tags_that_are_joined_are_split(joined):
    assert one({"title": "ا", "tags": joined}).value.article.tags == ("مرفأ", "السدرة", "ميناء")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{\n", Reason.BAD_JSON),
        (b"[1, 2]\n", Reason.BAD_JSON),
        (b'"text"\n', Reason.BAD_JSON),
        (b"\xff\xfe{}\n", Reason.BAD_JSON),
        (b"[" * 100_000 + b"\n", Reason.BAD_JSON),
        (b'{"title": "\\ud800"}\n', Reason.BAD_JSON),
        (b'{"title": 5, "text": "a"}\n', Reason.BAD_FIELD),
        (b'{"title": "a", "tags": [1]}\n', Reason.BAD_FIELD),
        (b'{"title": "a", "id": true}\n', Reason.BAD_FIELD),
        (b"{}\n", Reason.BAD_FIELD),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_by_number(line, reason):
    good = {"title": "ا", "text": "ب"}
    first, second, third = read(good, line, good)
    assert isinstance(first.value, Imported)
    assert isinstance(third.value, Imported)
    assert second.value.reason == reason
    assert second.value.detail.startswith("line 2: ")


def test_empty_lines_count_and_are_passed_over():
    assert [item.number for item in read(b"\n", {"title": "ا"}, b"  \n", {"title": "ب"})] == [2, 4]


def test_a_byte_order_mark_is_no_fault():
    assert one(b"\xef\xbb\xbf" + json.dumps({"title": "ا"}).encode() + b"\n").value.article.title == "ا"


def test_an_overlong_line_is_refused_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 100)
    long, short = read({"title": "ا" * 3_000_000}, {"title": "ب"})
    assert long.value.reason == Reason.TOO_LARGE
    assert short.value.article.title == "ب"


def test_a_number_is_a_fine_id():
    assert one({"id": 17, "title": "ا"}).value.external_id == "17"


def test_a_cut_off_archive_gives_what_it_holds_and_says_where_it_ended(tmp_path):
    path = tmp_path / "cut.jsonl.gz"
    rows = b"".join(json.dumps({"id": str(number), "title": "خبر", "text": f"نص {number} " * 40}).encode() + b"\n" for number in range(400))
    path.write_bytes(gzip.compress(rows)[:-200])
    items = list(lines(path))
    assert len(items) > 10
    assert all(isinstance(item.value, Imported) for item in items[:-1])
    assert items[-1].value.reason == Reason.UNREADABLE


def test_what_is_exported_is_read_back_whole():
    before = one(
        {
            "url": "https://marsa.example/1",
            "outlet": "marsa",
            "title": "عنوان",
            "text": "نص\nثان",
            "authors": ["ليان"],
            "published": "2024-06-03",
            "section": "محليات",
            "tags": ["ا"],
            "promos": [{"text": "اقرأ", "url": "https://marsa.example/2"}],
            "related": [{"title": "ذو صلة", "url": "https://marsa.example/3"}],
            "language": "ar",
        }
    ).value.article
    stored = Stored(1, "m-1", 1, before, Facts("m-1"), Moment("2024-06-03T08:00:00+00:00", "second", "stated", "fetched"), 1, 1, "import")
    after = one(article_line(stored)).value
    assert after.external_id == "m-1"
    assert after.fetched_at.value == "2024-06-03T08:00:00+00:00"
    assert {name: getattr(after.article, name) for name in before.__struct_fields__ if name != "id"} == {
        name: getattr(before, name) for name in before.__struct_fields__ if name != "id"
    }


@given(st.binary(max_size=300))
def test_no_bytes_raise(data):
    for item in read_lines(io.BytesIO(data)):
        assert isinstance(item.value, Imported | Refused)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "url", "title", "text", "tags", "published", "promos", "kind"]), inner, max_size=6)
        ),
        max_leaves=12,
    )
)
def test_no_json_raises(value):
    one(json.dumps(value).encode() + b"\n")
