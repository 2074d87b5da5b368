"""`rawi.warming`: a server's first answers are fast, and a command pays for nothing that it does not need."""

import asyncio
import gc
import http.client
import subprocess
import sys
import threading

import pytest

import rawi
from rawi.language import stems
from rawi.model import Article
from rawi.running import serve
from rawi.serve import paths
from rawi.serve.listening import listen
from rawi.serve.visiting import visit
from rawi.settings import Settings
from rawi.warming import settle, warm

TEXT = "قالت وزيرة الموانئ هدى النجار إن الميناء يفتح غدا، بحسب وكالة الجسر."


@pytest.fixture
def archive(tmp_path):
    with rawi.open(tmp_path / "archive") as opened:
        opened.add(Article("", "https://marsa.example/1", "marsa", "الميناء يفتح غدا", TEXT))
        yield opened
    gc.unfreeze()


def test_what_is_loaded_is_left_out_of_collections(archive):
    gc.unfreeze()
    warm(archive)
    settle()
    assert stems._built.cache_info().currsize == 1
    assert gc.get_freeze_count() > 10_000


def test_it_does_nothing_once_it_is_stopped(archive, monkeypatch):
    asked = []
    monkeypatch.setattr(archive, "newest", lambda *_: asked.append(1) or [])
    warm(archive, stopped=lambda: True)
    assert not asked


def test_an_archive_without_articles_is_warm_too(tmp_path):
    with rawi.open(tmp_path / "empty") as opened:
        warm(opened)
    gc.unfreeze()


def test_a_server_warms_itself_without_being_asked_and_stops_meanwhile(archive, monkeypatch):
    began, threads = threading.Event(), []

    def warming(asked, *, stopped):
        threads.append(threading.current_thread())
        began.set()
        assert asked is archive
        assert not stopped()

    monkeypatch.setattr("rawi.running.warm", warming)

    async def run():
        stop = asyncio.Event()
        with listen("127.0.0.1", 0) as listener:
            port = listener.getsockname()[1]
            task = asyncio.create_task(serve(archive, Settings(), listener, stop))
            assert await asyncio.to_thread(began.wait, 20)
            assert await asyncio.to_thread(_status, port) == 200
            stop.set()
            await asyncio.wait_for(task, 20)

    asyncio.run(run())
    assert threads[0] is not threading.main_thread()


def test_a_server_asks_itself_for_a_page_of_each_kind(archive, monkeypatch):
    visited, settled = {}, threading.Event()

    async def visiting(app, path):
        visited[path] = await visit(app, path)

    monkeypatch.setattr("rawi.running.visit", visiting)
    monkeypatch.setattr("rawi.running.settle", settled.set)

    async def run():
        stop = asyncio.Event()
        with listen("127.0.0.1", 0) as listener:
            task = asyncio.create_task(serve(archive, Settings(), listener, stop))
            assert await asyncio.to_thread(settled.wait, 50)
            stop.set()
            await asyncio.wait_for(task, 20)

    asyncio.run(run())
    (newest,) = archive.newest(1)
    assert visited.keys() == {"/", paths.with_query("/search", q="خبر"), paths.article(newest.key), paths.story(newest.key)}
    assert set(visited.values()) == {200}


def test_two_threads_build_the_dictionary_once(monkeypatch):
    built = []
    monkeypatch.setattr(stems, "_built", lambda: built.append(threading.get_ident()) or {"خبر": "خبر"})
    stems._dictionary.cache_clear()
    try:
        threads = [threading.Thread(target=stems._dictionary) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert stems._dictionary() == {"خبر": "خبر"}
    finally:
        stems._dictionary.cache_clear()


PAGE = (
    "<title>فتح طريق الواجهة | صدى المرفأ</title><h1>فتح طريق الواجهة</h1><div><span>أدب الشتات</span></div><div>12 مارس 2024</div>"
    + "<p>أعلنت البلدية اليوم أن الأشغال في الواجهة البحرية تنتهي قبل نهاية الشهر، وأن الطريق يفتح مساء الخميس.</p>" * 3
)


@pytest.mark.parametrize(
    "work",
    [
        "from rawi.cli import main; sys.argv = ['rawi', 'doctor', '--archive', {archive!r}]; main()",
        "import rawi; assert rawi.extract({page!r}, url='https://sada.example/1').published; sys.exit(0)",
    ],
)
def test_what_needs_no_dictionary_loads_none(tmp_path, work):
    with rawi.open(tmp_path / "archive"):
        pass
    script = (
        f"import sys\ntry:\n    {work.format(archive=str(tmp_path / 'archive'), page=PAGE)}\n"
        "except SystemExit as end:\n    print('ended', end.code)\n"
        "from rawi.language import stems\n"
        "print('built', stems._built.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-2:] == ["ended 0", "built 0"], done.stdout + done.stderr


def _status(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/about")
        return connection.getresponse().status
    finally:
        connection.close()
