"""What many tests need: the command line as a user runs it, and invented articles."""

import json
import os
import random
import subprocess
import sys

import hypothesis
import pytest

# In CI the same commit gives the same verdict; at a desk every run looks at new examples.
hypothesis.settings.register_profile("ci", derandomize=True, database=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

PLACES = ["السدرة", "منفار", "تيمار", "دلبة", "كاسترين", "العقيلة", "النعناع", "الفسيلة"]
DEEDS = ["أعلنت البلدية", "قالت الوزارة إنها قررت", "نفى المتحدث", "أكد المدير", "رجحت المصادر", "ناقش المجلس"]
THINGS = ["افتتاح المرفأ", "تأجيل محطة التحلية", "رفع أسعار السمك", "إغلاق الطريق الجبلي", "توسعة المطار", "نتائج الامتحانات"]


def invented(number, *, words=60):
    """Make an invented article line; the same number gives the same line."""
    dice = random.Random(number)
    sentences = [
        f"{dice.choice(DEEDS)} {dice.choice(THINGS)} في {dice.choice(PLACES)} بعد {dice.randint(2, 900)} يوماً." for _ in range(words // 8)
    ]
    return {
        "id": f"t-{number}",
        "url": f"https://marsa.example/news/{number}",
        "outlet": dice.choice(["صحيفة المرسى", "إذاعة الجبل", "وكالة برق"]),
        "title": f"{dice.choice(THINGS)} في {dice.choice(PLACES)} {number}",
        "byline": "",
        "text": "\n".join(sentences),
        "published": f"2024-06-{dice.randint(1, 28):02}T10:{dice.randint(0, 59):02}:00+03:00",
        "fetched_at": "2024-07-01T00:00:00+00:00",
        "tags": [dice.choice(PLACES)],
    }


def write_lines(path, rows):
    """Write rows as JSON lines; bytes as they are."""
    data = b"".join(row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    path.write_bytes(data)
    return path


@pytest.fixture
def rawi(tmp_path):
    """Run the command line: rawi("search", "…") → the finished process, with text output."""

    def run(*arguments, feed="", archive=tmp_path / "archive", timeout=60):
        env = {**os.environ, "RAWI_ARCHIVE": str(archive), "RAWI_CONFIG": str(empty)}
        command = [sys.executable, "-m", "rawi", *map(str, arguments)]
        return subprocess.run(command, input=feed, capture_output=True, encoding="utf-8", env=env, timeout=timeout, check=False)

    empty = tmp_path / "rawi.toml"
    empty.write_text("")
    return run


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    """Say why a run in CI fails although no test did: there, nothing may be skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and os.environ.get("CI"):
        terminalreporter.write_line(f"{len(skipped)} tests were skipped, and in CI none may be.", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """Fail a run in CI in which something was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = 1
