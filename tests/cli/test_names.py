"""`rawi names`: said, listed, taken back."""

import json

import pytest

from conftest import write_lines


@pytest.fixture
def told(rawi, tmp_path):
    texts = ["وصل خالد الساحلي إلى بيروت.", "وصل أبو جهاد الساحلي إلى بيروت وقال للأمم المتحدة إنه عاد."]
    rows = [
        {"id": f"t-{at}", "url": f"https://okaz.example/{at}", "outlet": "okaz", "title": "خبر", "text": text}
        for at, text in enumerate(texts)
    ]
    assert rawi("import", write_lines(tmp_path / "in.jsonl", rows)).returncode == 0
    return rawi


def test_a_merge_is_listed_and_taken_back(told):
    pair = ("خالد الساحلي", "أبو جهاد الساحلي")
    assert told("names", "merge", *pair, "--note", "لقبه").returncode == 0
    (row,) = told("names", "list").stdout.splitlines()
    assert row.startswith("merge\t")
    assert row.endswith("لقبه")
    assert "already" in told("names", "merge", *pair).stderr
    written = [json.loads(one)["written"] for one in told("names", "list", "خالد الساحلي", "--json").stdout.splitlines()]
    assert sorted(written) == sorted(pair)
    assert told("names", "merge", *pair, "--undo").returncode == 0
    assert told("names", "list").stdout == ""
    assert "Nothing" in told("names", "merge", *pair, "--undo").stderr


def test_what_cannot_be_parted_is_one_sentence(told):
    done = told("names", "split", "بيروت", "بيروت")
    assert done.returncode == 2
    assert "same words" in done.stderr
