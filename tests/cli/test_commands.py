"""The commands as a new user runs them."""

import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import invented, write_lines

SHARED = Path(__file__).parents[3] / "shared" / "data" / "open"
WORDS = "افتُتح اليوم مرفأ السدرة الجديد بعد ثلاثة أعوام من العمل، وقال مدير المرفأ إن أول سفينة سترسو فيه غداً صباحاً."
PAGE = f"""<html lang="ar"><head><title>افتتاح مرفأ السدرة - صحيفة المرسى</title>
<meta property="article:published_time" content="2024-06-03T10:30:00+03:00"></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>افتتاح مرفأ السدرة</h1><p>{WORDS}</p><p>{WORDS}</p><p>{WORDS}</p>
<p>اقرأ أيضاً: <a href="/news/2">تأجيل محطة التحلية في السدرة</a></p></article></body></html>"""


@pytest.fixture
def filled(rawi, tmp_path):
    done = rawi("import", write_lines(tmp_path / "a.jsonl", [invented(number) for number in range(60)]))
    assert done.returncode == 0, done.stderr
    return rawi


def lines_of(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", [[], ["import"], ["search"], ["similar"], ["stories"], ["show"], ["read"], ["extract"], ["analyse"], ["export"], ["rebuild"], ["doctor"], ["up"], ["demo"], ["serve"], ["gather"], ["outlets", "list"], ["bench", "ask"], ["bench", "extract"], ["bench", "reuse"], ["bench", "scale"]])  # fmt: skip
def test_every_command_has_help_with_an_example(rawi, command):
    done = rawi(*command, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout
    assert not command or "Example:" in done.stdout


def test_a_page_is_read_well(rawi, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    done = rawi("read", path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("افتتاح مرفأ السدرة\n")
    assert "٣ يونيو ٢٠٢٤" in done.stdout
    assert "اقرأ أيضاً: تأجيل" not in done.stdout
    (fields,) = lines_of(rawi("read", path, "--json"))
    assert fields["text"] == "\n".join([WORDS] * 3)
    assert fields["published"] == "2024-06-03T10:30:00+03:00"
    assert fields["promos"][0]["text"] == "تأجيل محطة التحلية في السدرة"
    assert {said["speaker"]["text"] for said in fields["attributions"]} == {"مدير المرفأ"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0" * 1000,
        b"%PDF-1.7 \x00\x01\x02" * 100,
        random.Random(3).randbytes(50 << 20),
        b"<div>" * 200_000,
        gzip.compress(b"<p>x</p>"),
    ],
    ids=["empty", "zeros", "pdf", "50 MB of noise", "deep", "packed"],
)
def test_what_is_no_article_is_one_sentence_within_two_seconds(rawi, tmp_path, body):
    path = tmp_path / "page.html"
    path.write_bytes(body)
    started = time.monotonic()
    done = rawi("read", path)
    assert time.monotonic() - started < 2
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(r"rawi: .{10,300} \([a-z_]+\)\n", done.stderr), done.stderr


def test_an_old_encoding_that_is_mislabelled_is_read(rawi, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("windows-1256", "xmlcharrefreplace"))
    assert WORDS in lines_of(rawi("read", path, "--json"))[0]["text"]


def test_reading_a_folder_or_nothing_is_said(rawi, tmp_path):
    folder = rawi("read", tmp_path)
    assert folder.returncode == 1
    assert "is a folder" in folder.stderr
    nothing = rawi("read", tmp_path / "none.html")
    assert nothing.returncode == 2
    assert "no file" in nothing.stderr


def test_the_web_is_asked_through_the_guard(rawi):
    done = rawi("read", "http://127.0.0.1:1/secret")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled data is not beside the checkout")
def test_each_real_page_is_an_article(rawi):
    for page in sorted((SHARED / "extract" / "real" / "pages").iterdir()):
        (fields,) = lines_of(rawi("read", page, "--json"))
        assert len(fields["text"]) > 200, page.name


def test_the_filters_answer_every_line_in_order(rawi, tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    rows = [{"id": 1, "url": "https://marsa.example/1", "html": PAGE}, {"id": "b", "path": str(tmp_path / "page.html")}, {"id": "c"}]
    feed = "".join(json.dumps(row) + "\n" for row in rows) + "broken\n" + json.dumps({"id": "e", "path": "/none"}) + "\n"
    done = rawi("extract", feed=feed)
    assert done.returncode == 1
    answers = lines_of(done)
    assert [answer["id"] for answer in answers] == [1, "b", "c", None, "e"]
    assert [answer.get("refused") for answer in answers] == [None, None, "bad_field", "bad_json", "unreadable"]
    keys = "id url outlet title text byline authors published updated section tags image kind language credits promos related"
    assert list(answers[0]) == keys.split()
    again = rawi("extract", "--workers", "2", feed=feed)
    assert again.stdout == done.stdout


def test_analyse_has_all_keys_and_finds_language_dates_and_tags(rawi):
    article = {
        "id": "x",
        "title": "افتتاح",
        "text": "افتُتح المرفأ في 4 نوفمبر 2023. وقال المدير إنه يعمل.",
        "tags": "مرفأ، السدرة",
        "byline": "رويترز",
    }
    (facts,) = lines_of(rawi("analyse", feed=json.dumps(article) + "\n"))
    assert list(facts) == ["id", "schema", "language", "credits", "attributions", "chains", "entities", "keywords", "dates"]
    assert (facts["schema"], facts["language"]) == (1, "ar")
    assert [(date["text"], date["value"]) for date in facts["dates"]] == [("4 نوفمبر 2023", "2023-11-04")]
    assert [keyword["text"] for keyword in facts["keywords"] if keyword["score"] == 1] == ["مرفأ", "السدرة"]
    assert [(credit["name"], credit["role"]) for credit in facts["credits"]] == [("رويترز", "agency")]
    for date in facts["dates"]:
        assert article["text"][date["start"] : date["end"]] == date["text"]


def test_search_and_similar_one_by_one_and_in_batches(filled, tmp_path):
    (result,) = lines_of(filled("search", "المرفأ", "--json"))
    assert result["hits"]
    name = result["hits"][0]["id"]
    (similar,) = lines_of(filled("similar", name, "--json", "--limit", "3"))
    assert similar["id"] == name
    assert len(similar["similar"]) <= 3
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"id": "q1", "query": "المرفأ"}\nnonsense\n{"id": "q2", "query": "\\""}\n', encoding="utf-8")
    done = filled("search", "--batch", queries, "--json")
    assert done.returncode == 1
    assert "line 2" in done.stderr
    assert [row["id"] for row in lines_of(done)] == ["q1", "q2"]
    ids = tmp_path / "ids.txt"
    ids.write_text(f"{name}\nno-such-id\n", encoding="utf-8")
    batch = filled("similar", "--batch", ids, "--json")
    assert batch.returncode == 1
    assert "no-such-id" in batch.stderr
    assert lines_of(batch)[0]["id"] == name


def test_show_answers_to_id_hex_and_address(filled):
    (by_id,) = lines_of(filled("show", "t-7", "--json"))
    (by_address,) = lines_of(filled("show", "http://marsa.example/news/7?utm_source=x#top", "--json"))
    assert by_id == by_address
    assert by_id["title"] == invented(7)["title"]
    assert filled("show", "nothing").returncode == 2


def test_doctor_finds_a_damaged_index_and_rebuild_mends_it(filled, tmp_path):
    assert filled("doctor").stdout.startswith("All is well: 60 articles")
    for file in (tmp_path / "archive" / "index").glob("*.store"):
        file.write_bytes(b"damaged" * 100)
    sick = filled("doctor")
    assert sick.returncode == 1
    assert "rawi rebuild" in sick.stdout
    mended = filled("rebuild")
    assert mended.returncode == 0, mended.stderr
    assert "60 articles derived anew" in mended.stderr
    assert filled("doctor").stdout.startswith("All is well: 60 articles")
    assert lines_of(filled("search", "المرفأ", "--json"))[0]["hits"]


def test_the_catalogue_is_listed(rawi):
    rows = lines_of(rawi("outlets", "list", "--json"))
    assert len(rows) >= 30
    assert {"slug", "name", "country", "endpoints"} <= set(rows[0])
    assert rawi("outlets", "list").stdout.count("\n") == len(rows)


def test_measurements_can_be_taken(filled, tmp_path):
    rows = lines_of(filled("bench", "ask", "--count", "10", "--json"))
    assert [row["what"] for row in rows][:2] == ["search", "similar"]
    assert all(0 < row["median"] <= row["p99"] for row in rows)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (speed,) = lines_of(filled("bench", "extract", tmp_path / "page.html", "--seconds", "0.2", "--json"))
    assert speed["pages_per_cpu_second"] > 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_no_other_address_than_loopback_is_listened_on(filled, host):
    done = filled("serve", "--host", host, "--port", "0")
    assert done.returncode == 2
    assert "no accounts" in done.stderr


@pytest.mark.slow
def test_lines_imported_while_the_demo_runs_go_to_it_and_are_found(rawi, tmp_path):
    archive = tmp_path / "archive"
    env = {**os.environ, "RAWI_ARCHIVE": str(archive), "RAWI_CONFIG": str(tmp_path / "rawi.toml")}
    command = [sys.executable, "-m", "rawi", "demo", "--archive", str(archive), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=env) as child:
        try:
            seen = [child.stderr.readline()]
            while "Worth opening" not in seen[-1]:
                seen.append(child.stderr.readline())
                assert seen[-1], seen
            assert re.search(r"http://127\.0\.0\.1:\d+", seen[0])
            named = [child.stderr.readline() for _ in range(5)]
            assert all(re.search(r"/a/[0-9a-f]{16}  \w", line) for line in named), named
            done = rawi("import", write_lines(tmp_path / "a.jsonl", [invented(number) for number in range(30)] + [b"broken\n"]))
            assert done.returncode == 1, done.stderr
            assert "30 new" in done.stderr
            assert "line 31: this is not JSON" in done.stderr
            time.sleep(1.5)
            assert lines_of(rawi("search", "title:السدرة", "--json"))[0]["total"] > 0
            assert lines_of(rawi("show", "t-7", "--json"))[0]["title"] == invented(7)["title"]
            assert rawi("rebuild").returncode == 2, "only one process writes"
        finally:
            child.send_signal(signal.SIGINT)
            assert child.wait(20) == 0
    assert rawi("doctor").stdout.startswith("All is well")
