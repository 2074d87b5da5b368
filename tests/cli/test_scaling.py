"""`rawi bench scale`: builds what it says, goes on where it stopped, and tells what it measured."""

import json

import msgspec
import pytest

from rawi.running import FLUSH_SECONDS

NAMES = ["وائل", "هدى", "سمير", "ليلى", "عماد", "نوال", "فادي", "سلوى", "كريم", "مها"]


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    rows = [
        {
            "url": f"https://jisr.example/{n}",
            "outlet": "jisr",
            "title": f"{NAMES[n % 10]} في المرفأ رقم {n}",
            "text": f"قال {NAMES[n % 10]} إن السفينة {n} رست مساء أمس.\nولم يذكر {NAMES[(n + 3) % 10]} متى تغادر.",
        }
        for n in range(30)
    ]
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return path


def test_an_archive_is_built_measured_and_gone_on_with(rawi, tmp_path, corpus):
    folder = tmp_path / "large"
    command = ["bench", "scale", corpus, "--folder", folder, "--count", "10", "--json"]
    first = rawi(*command, "--articles", "1000")
    assert first.returncode == 0, first.stderr
    rows = {row["what"]: row["value"] for row in map(json.loads, first.stdout.splitlines())}
    assert rows["articles"] == 1000
    assert rows["imported"] > 0
    assert rows["on disk for each article"] > rows["on disk for each article beyond its text"]
    assert FLUSH_SECONDS * 1000 <= rows["a new article is found, median"] <= rows["a new article is found, at most"]
    assert {"search, median", "similar, p99", "article page over HTTP, p99", "most resident memory of the asked process"} <= rows.keys()

    second = rawi(*command, "--articles", "1100")
    assert second.returncode == 0, second.stderr
    again = {row["what"]: row["value"] for row in map(json.loads, second.stdout.splitlines())}
    assert again["articles"] == 1100
    assert len((folder / "parts.jsonl").read_bytes().splitlines()) == 2


def test_a_corpus_that_is_too_small_is_refused(rawi, tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_bytes(msgspec.json.encode({"url": "https://jisr.example/1", "title": "خبر", "text": "نص"}) + b"\n")
    answer = rawi("bench", "scale", path, "--folder", tmp_path / "large")
    assert answer.returncode == 2
    assert "three articles" in answer.stderr
