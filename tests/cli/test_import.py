"""`rawi import` and `rawi export` as a user runs them."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from conftest import invented, write_lines


def exported(rawi, archive):
    done = rawi("export", archive=archive)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def found_by(rawi, query, archive):
    """The ids that a query finds. Their order may differ by a hair: a replaced document counts in BM25 until its segment is merged."""
    done = rawi("search", query, "--limit", "1000", "--json", archive=archive)
    return sorted(hit["id"] for hit in json.loads(done.stdout)["hits"])


def test_a_bad_line_is_reported_by_number_and_passed_over(rawi, tmp_path):
    path = write_lines(
        tmp_path / "a.jsonl", [invented(1), b"not json\n", invented(2), {"id": "t-1", "url": "https://other.example/1", "title": "ا"}]
    )
    done = rawi("import", path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "line 2: this is not JSON" in done.stderr
    assert "line 4: the id «t-1» belongs to" in done.stderr
    assert "2 new" in done.stderr
    assert "2 refused (bad_json 1, id_conflict 1)" in done.stderr
    again = rawi("import", path)
    assert again.returncode == 1, "what was refused the first time is still refused"
    assert "4 lines read by an earlier import" in again.stderr


def test_what_is_exported_can_be_imported_and_is_the_same(rawi, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [invented(number) for number in range(40)])
    assert rawi("import", path).returncode == 0
    first = exported(rawi, tmp_path / "archive")
    copy = tmp_path / "copy.jsonl"
    copy.write_text("\n".join(first) + "\n", encoding="utf-8")
    assert rawi("import", copy, archive=tmp_path / "second").returncode == 0
    assert exported(rawi, tmp_path / "second") == first


@pytest.mark.parametrize("arguments", [["import", "none.jsonl"], ["search", "x"], ["show", "x"], ["export"], ["rebuild", "--nonsense"]])
def test_what_cannot_run_is_one_sentence_and_exit_code_2(rawi, arguments):
    done = rawi(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_saved_pages_warc_and_feeds_go_in_by_the_same_command(rawi, tmp_path):
    words = "".join(f"<p>{line}</p>" for line in invented(5, words=200)["text"].split("\n"))
    pages = tmp_path / "pages"
    pages.mkdir()
    head = "<html><head><title>افتتاح المرفأ</title><link rel=canonical href='https://marsa.example/p/1'></head>"
    (pages / "one.html").write_text(f"{head}<body><article><h1>افتتاح المرفأ</h1>{words}</article></body></html>", encoding="utf-8")
    feed = tmp_path / "feed.xml"
    item = "<item><title>رفع الأسعار</title><link>https://marsa.example/f/2</link><description>نص الخبر</description></item>"
    feed.write_text(f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>", encoding="utf-8")
    done = rawi("import", pages, feed)
    assert done.returncode == 0, done.stderr
    addresses = {json.loads(line)["url"] for line in exported(rawi, tmp_path / "archive")}
    assert addresses == {"https://marsa.example/p/1", "https://marsa.example/f/2"}


def test_a_page_that_holds_no_article_is_a_counted_refusal(rawi, tmp_path):
    (tmp_path / "page.html").write_text("<html><body><a href=/1>خبر</a></body></html>", encoding="utf-8")
    done = rawi("import", tmp_path / "page.html")
    assert done.returncode == 1
    assert "1 refused" in done.stderr


@pytest.mark.slow
def test_an_import_killed_at_random_moments_ends_with_the_same_archive(rawi, tmp_path):
    rows = [invented(number) for number in range(1100)]
    rows[600:600] = [b"broken\n", {**invented(3), "title": "عنوان آخر", "fetched_at": "2024-07-02T00:00:00+00:00"}]
    path = write_lines(tmp_path / "many.jsonl", rows)
    whole = rawi("import", path, archive=tmp_path / "whole")
    env = {**os.environ, "RAWI_ARCHIVE": str(tmp_path / "killed")}
    dice, kills = random.Random(7), 0
    for _ in range(5):
        child = subprocess.Popen([sys.executable, "-m", "rawi", "import", str(path)], env=env, stderr=subprocess.DEVNULL)
        time.sleep(0.9 + dice.random() * 1.2)
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            kills += 1
        child.wait()
    last = rawi("import", path, archive=tmp_path / "killed")
    assert kills >= 2
    assert (last.returncode, whole.returncode) == (1, 1)
    assert exported(rawi, tmp_path / "killed") == exported(rawi, tmp_path / "whole")
    told = [rawi("stories", "--json", archive=tmp_path / name).stdout for name in ("killed", "whole")]
    assert told[0] == told[1]
    assert told[0].count("\n") > 1
    assert rawi("doctor", archive=tmp_path / "killed").stdout == rawi("doctor", archive=tmp_path / "whole").stdout
    for query in ("title:المطار title:دلبة", 'عنوان:"رفع أسعار السمك" عنوان:السدرة', "عنوان:آخر"):
        found = [found_by(rawi, query, tmp_path / name) for name in ("killed", "whole")]
        assert found[0] == found[1]
        assert found[0]
