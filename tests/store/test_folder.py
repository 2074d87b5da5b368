import os
import signal
import subprocess
import sys
import time

import pytest

from rawi.errors import ArchiveFormatError, ArchiveLockedError, StorageFullError
from rawi.store import folder
from rawi.store.folder import Holder, WriterLock

HOLD = """
import sys, time, pathlib
from rawi.store.folder import WriterLock
lock = WriterLock(pathlib.Path(sys.argv[1]), note="http://127.0.0.1:8000")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def archive(tmp_path):
    folder.create(tmp_path / "a" / "b")
    return tmp_path / "a" / "b"


@pytest.fixture
def other(archive):
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(archive)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_creating_is_repeatable_and_says_its_format(archive):
    folder.create(archive)
    folder.check(archive)
    assert folder.is_archive(archive)
    assert (archive / "format").read_text() == "1\n"
    assert [path.name for path in archive.iterdir()] == ["format"]


def test_an_empty_folder_and_a_half_made_one_become_archives(tmp_path):
    for name, residue in (("empty", []), ("half", ["format.new", "lock"])):
        made = tmp_path / name
        made.mkdir()
        for part in residue:
            (made / part).write_text("")
        folder.create(made)
        folder.check(made)


def test_other_peoples_files_are_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(ArchiveFormatError, match="other files") as caught:
        folder.create(tmp_path)
    assert caught.value.about == str(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
    with pytest.raises(ArchiveFormatError, match="is a file"):
        folder.create(tmp_path / "letters.txt")


def test_a_folder_below_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFullError):
        folder.create(tmp_path / "file" / "archive")


def test_no_archive_there(tmp_path):
    for where in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ArchiveFormatError, match="no archive"):
            folder.check(where)


@pytest.mark.parametrize(
    ("text", "says"),
    [("2\n", "newer rawi"), ("999999", "newer rawi"), ("", "should hold a number"), ("0", "should hold"), ("x" * 999, "should hold")],
)
def test_a_format_that_is_not_ours(archive, text, says):
    (archive / "format").write_text(text)
    with pytest.raises(ArchiveFormatError, match=says):
        folder.check(archive)


def test_a_second_writer_is_told_who_writes(archive, other):
    with pytest.raises(ArchiveLockedError, match=rf"Process {other.pid} \(http://127.0.0.1:8000\)") as caught:
        WriterLock(archive)
    assert caught.value.about == str(archive)
    assert folder.holder(archive) == Holder(pid=other.pid, note="http://127.0.0.1:8000")


def test_the_lock_goes_with_a_killed_process(archive, other):
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert folder.holder(archive) is None
    WriterLock(archive).release()


def test_one_process_has_it_once(archive):
    lock = WriterLock(archive)
    with pytest.raises(ArchiveLockedError, match=str(os.getpid())):
        WriterLock(archive)
    lock.release()
    lock.release()
    WriterLock(archive).release()


def test_what_is_announced_is_read(archive):
    assert folder.holder(archive) is None
    lock = WriterLock(archive, note="a rather long note about this process")
    assert folder.holder(archive).note == "a rather long note about this process"
    lock.announce("http://[::1]:1")
    assert folder.holder(archive) == Holder(pid=os.getpid(), note="http://[::1]:1")
    lock.release()
    assert folder.holder(archive) is None


def test_a_holder_that_has_not_said_who_it_is(archive):
    lock = WriterLock(archive)
    (archive / "lock").write_text("")
    assert folder.holder(archive) == Holder(pid=0)
    with pytest.raises(ArchiveLockedError, match="Another process writes"):
        WriterLock(archive)
    lock.release()


def test_looking_who_holds_it_does_not_keep_a_writer_out(archive):
    import threading

    over = threading.Event()

    def look():
        while not over.is_set():
            folder.holder(archive)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for _ in range(50):
            WriterLock(archive).release()
    finally:
        over.set()
        thread.join()


def test_a_forked_worker_does_not_hold_the_lock_after_its_parent(archive):
    """A pool's workers can outlive a parent that was killed."""
    forked = """
import os, pathlib, sys, time
from rawi.store.folder import WriterLock
lock = WriterLock(pathlib.Path(sys.argv[1]))
child = os.fork()
if child == 0:
    time.sleep(30)
    os._exit(0)
print(child, flush=True)
time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", forked, str(archive)], stdout=subprocess.PIPE, text=True)
    child = int(process.stdout.readline())
    try:
        assert folder.holder(archive) is not None
        process.kill()
        process.wait()
        deadline = time.monotonic() + 5
        while folder.holder(archive) is not None and time.monotonic() < deadline:
            time.sleep(0.01)
        WriterLock(archive).release()
    finally:
        os.kill(child, signal.SIGKILL)
        process.stdout.close()
