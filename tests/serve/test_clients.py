"""Feeds as a real feed reader sees them: newsboat, which many people of the terminal use."""

import shutil
import sqlite3
import subprocess

import pytest

from rawi.serve.background import serving
from serve.conftest import SETTINGS

NEWSBOAT = shutil.which("newsboat")
pytestmark = pytest.mark.skipif(NEWSBOAT is None, reason="needs newsboat")


@pytest.mark.parametrize("feed", [".rss", ".atom", "latest.rss", "latest.atom"])
def test_newsboat_reads_events_and_articles(archive, tmp_path, feed):
    with serving(archive, SETTINGS) as get:
        (tmp_path / "urls").write_text(f"{get.address}/{feed}\n")
        (tmp_path / "config").write_text("")
        files = ["-u", tmp_path / "urls", "-c", tmp_path / "cache.db", "-C", tmp_path / "config"]
        done = subprocess.run([NEWSBOAT, *files, "-x", "reload"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        rows = cache.execute("SELECT title, url, content, pubDate FROM rss_item").fetchall()
        titles = {title for (title,) in cache.execute("SELECT title FROM rss_feed")}
    cache.close()
    shown = archive.newest(30)
    assert len(rows) >= (10 if feed.startswith("latest") else 4)
    assert {title for title, *_ in rows} <= {" ".join(stored.article.title.split()) or "بلا عنوان" for stored in shown}
    assert all(url.startswith("http") for _, url, *_ in rows)
    assert len(titles) == 1
    assert "راوي" in titles.pop()
