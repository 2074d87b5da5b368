"""Placing into stories beside the arrival of articles: nobody waits for it, and nothing that comes meanwhile is lost."""

import asyncio
import threading

import pytest
from tests.contract.making import NOW

import rawi
from rawi.model import Article
from rawi.moments import moment_of
from rawi.running import _flushing
from rawi.storylines import Storylines

TEXT = "أعلنت وزارة الموانئ في مدينة السدرة أن رصيف الحاويات يفتح غدا بعد صيانة دامت ثلاثة أشهر وكلفت مليوني دينار."


def article(number):
    return Article(
        "", f"https://marsa.example/{number}", "marsa", f"الرصيف يفتح غدا {number}", TEXT, published=moment_of(NOW, basis="published")
    )


@pytest.fixture
def archive(tmp_path):
    with rawi.open(tmp_path / "archive") as opened:
        yield opened


def held_up(archive, monkeypatch):
    """Start a placing in a thread that goes on only when it is told to; return what tells it, and the thread."""
    began, go_on, place = threading.Event(), threading.Event(), Storylines.catch_up

    def catch_up(self, **how):
        began.set()
        assert go_on.wait(20)
        return place(self, **how)

    monkeypatch.setattr(Storylines, "catch_up", catch_up)
    thread = threading.Thread(target=archive.place)
    thread.start()
    assert began.wait(20)
    return go_on, thread


def test_articles_come_in_and_are_found_while_others_are_placed(archive, monkeypatch):
    archive.add(article(1))
    go_on, thread = held_up(archive, monkeypatch)
    archive.add(article(2))
    assert archive.search("الرصيف").total == 2
    assert len(archive.newest(5)) == 2
    archive.stories()  # does not wait for the thread either
    go_on.set()
    thread.join(20)
    monkeypatch.undo()
    assert sum(len(story.members) for story in archive.stories()) == 2


def test_what_comes_while_others_are_placed_is_placed_next(archive, monkeypatch):
    archive.add(article(1))
    note = archive.store.note_stories

    def noted(placed, *, since=None):
        note(placed, since=since)
        if placed and archive.status().articles < 3:
            archive.add(article(archive.status().articles + 1))

    monkeypatch.setattr(archive.store, "note_stories", noted)
    for _ in range(4):
        archive.place(unhurried=False)
    monkeypatch.undo()
    assert archive.store.backlog() is None
    assert not list(archive.check())
    assert sum(len(story.members) for story in archive.stories()) == 3


def test_an_archive_may_be_closed_twice(tmp_path):
    with rawi.open(tmp_path / "twice") as opened:
        opened.add(article(1))
        opened.close()


def test_a_server_whose_placing_fails_stops_and_says_why(archive, monkeypatch):
    monkeypatch.setattr("rawi.running.FLUSH_SECONDS", 0.01)

    def fails():
        raise OSError("the disk is full")

    monkeypatch.setattr(archive, "place", fails)

    async def run():
        stop = asyncio.Event()
        async with _flushing(archive, stop):
            await asyncio.wait_for(stop.wait(), 20)

    with pytest.raises(OSError, match="the disk is full"):
        asyncio.run(run())


def test_a_server_makes_new_articles_findable_while_others_are_placed(archive, monkeypatch):
    flushed, go_on = threading.Event(), threading.Event()
    monkeypatch.setattr("rawi.running.FLUSH_SECONDS", 0.01)
    monkeypatch.setattr(archive, "place", lambda: go_on.wait(20))
    monkeypatch.setattr(archive, "flush", flushed.set)

    async def run():
        async with _flushing(archive, asyncio.Event()):
            await asyncio.sleep(0.1)  # the placing has begun
            flushed.clear()
            assert await asyncio.to_thread(flushed.wait, 20)
            go_on.set()

    asyncio.run(run())
