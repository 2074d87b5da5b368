"""What only the SQLite store has: its file, its migrations, damage, full disks, media that cannot be written."""

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import apsw
import pytest

from contract.making import arrival, contents
from rawi.errors import ArchiveDamagedError, ArchiveError, ArchiveFormatError, ArchiveLockedError, RawiError, StorageFullError, UsageError
from rawi.model import Page
from rawi.store import database, folder, reading
from rawi.store.contract import Progress
from rawi.store.sqlite import SqliteStore

TESTS = Path(__file__).parent.parent


def filled(where, count=300):
    """An archive with enough in it to have pages of each kind."""
    with SqliteStore(where, write=True) as store:
        kept = store.keep_page(Page(url="https://manara.example/news/1", body=b"<p>" * 500)).digest
        made = [arrival(n, text=f"نص {n} " * 200, tags=("غزة",), external_id=f"n-{n}", page=kept if n == 1 else None) for n in range(count)]
        store.put(made, progress=Progress("s", count))
        return contents(store)


# ---------------------------------------------------------------- opening


def test_an_archive_is_the_folder_that_was_agreed(tmp_path):
    filled(tmp_path / "archive")
    assert sorted(path.name for path in (tmp_path / "archive").iterdir()) == ["format", "index", "lock", "pages", "rawi.db"]


def test_a_second_writer_is_refused_and_leaves_the_first_alone(tmp_path):
    with SqliteStore(tmp_path, write=True, note="http://127.0.0.1:1") as store:
        with pytest.raises(ArchiveLockedError, match=str(os.getpid())):
            SqliteStore(tmp_path, write=True)
        store.announce("http://127.0.0.1:2")
        assert folder.holder(tmp_path).note == "http://127.0.0.1:2"
        store.put([arrival(1)])
        with SqliteStore(tmp_path, write=False) as reader, pytest.raises(UsageError):
            reader.announce("me")
    SqliteStore(tmp_path, write=True).close()


def test_a_reader_finds_no_archive_or_an_empty_one(tmp_path):
    with pytest.raises(ArchiveFormatError, match="no archive"):
        SqliteStore(tmp_path / "nowhere", write=False)
    assert not (tmp_path / "nowhere").exists()
    folder.create(tmp_path / "made")
    with pytest.raises(ArchiveFormatError, match="is empty"):
        SqliteStore(tmp_path / "made", write=False)


def test_a_format_from_the_future_is_refused(tmp_path):
    filled(tmp_path, 3)
    (tmp_path / "format").write_text("2")
    for write in (True, False):
        with pytest.raises(ArchiveFormatError, match="newer rawi"):
            SqliteStore(tmp_path, write=write)


def test_a_schema_from_the_future_is_refused(tmp_path):
    filled(tmp_path, 3)
    with sqlite3.connect(tmp_path / "rawi.db") as connection:
        connection.execute("INSERT INTO migration VALUES (9999, '9999_later')")
    connection.close()
    for write in (True, False):
        with pytest.raises(ArchiveFormatError, match="newer rawi"):
            SqliteStore(tmp_path, write=write)
    assert folder.holder(tmp_path) is None


def test_an_older_schema_is_brought_up_by_a_writer_and_named_by_a_reader(tmp_path, monkeypatch):
    before, real = filled(tmp_path, 3), database.statement
    ours = database.migrations()
    newest = ours[-1][0] + 1
    monkeypatch.setattr(database, "migrations", lambda: (*ours, (newest, "later")))
    monkeypatch.setattr(
        database, "statement", lambda name: "CREATE TABLE later (x); CREATE TABLE later (x)" if name == "later" else real(name)
    )
    with pytest.raises(ArchiveFormatError, match="older rawi"):
        SqliteStore(tmp_path, write=False)
    with pytest.raises(apsw.SQLError):
        SqliteStore(tmp_path, write=True)
    monkeypatch.setattr(database, "statement", lambda name: "CREATE TABLE later (x)" if name == "later" else real(name))
    with SqliteStore(tmp_path, write=True) as store:
        assert contents(store) == before
    with SqliteStore(tmp_path, write=False) as store, store._database.reading() as connection:
        assert connection.execute("SELECT number FROM migration ORDER BY number").fetchall()[-2:] == [(newest - 1,), (newest,)]
        assert connection.execute("SELECT count(*) FROM later").get == 0


def test_migrations_are_numbered_without_a_gap():
    assert [number for number, _ in database.migrations()] == list(range(1, len(database.migrations()) + 1))


def test_another_programs_database_is_left_alone(tmp_path):
    folder.create(tmp_path)
    with sqlite3.connect(tmp_path / "rawi.db") as connection:
        connection.execute("CREATE TABLE letters (text)")
    connection.close()
    before = (tmp_path / "rawi.db").read_bytes()
    for write in (True, False):
        with pytest.raises(ArchiveFormatError):
            SqliteStore(tmp_path, write=write)
    assert (tmp_path / "rawi.db").read_bytes() == before


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0" + b"\xff" * 5000, "ليس قاعدة بيانات".encode() * 500])
@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database_is_named_in_a_sentence(tmp_path, damage, write):
    filled(tmp_path, 3)
    (tmp_path / "rawi.db").write_bytes(damage)
    if not damage and write:  # an empty file is an empty database
        SqliteStore(tmp_path, write=True).close()
        return
    with pytest.raises(ArchiveError) as caught:
        SqliteStore(tmp_path, write=write)
    assert str(tmp_path) in str(caught.value)
    assert isinstance(caught.value, ArchiveDamagedError if damage else ArchiveFormatError)
    assert folder.holder(tmp_path) is None


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_damaged_answers_are_right_or_an_error_and_check_says_so(tmp_path, seed):
    before, chance = filled(tmp_path), random.Random(seed)
    path = tmp_path / "rawi.db"
    data = bytearray(path.read_bytes())
    if seed % 4 == 3:
        del data[chance.randrange(8192, len(data)) :]
    else:
        for _ in range(1 + seed):
            place = chance.randrange(8192, len(data) - 600)
            data[place : place + 600] = chance.randbytes(600)
    path.write_bytes(data)
    try:
        with SqliteStore(tmp_path, write=False) as store:
            sentences = list(store.check())
            assert sentences or contents(store) == before  # the damage may have hit what is not in use
            assert all(sentence.endswith(".") for sentence in sentences)
            for item in before["stored"][::10]:
                for question in (
                    lambda item=item: store.get([item.key]),
                    lambda item=item: store.versions(item.key),
                    lambda: store.newest(20),
                ):
                    try:
                        question()
                    except RawiError as error:
                        assert str(error).endswith(".")  # noqa: PT017 - an answer is as good as an error here
    except ArchiveError as error:
        assert str(tmp_path) in str(error)  # noqa: PT017 - as above


def test_a_damaged_article_is_named_and_the_others_are_read(tmp_path):
    before = filled(tmp_path, 5)
    with sqlite3.connect(tmp_path / "rawi.db") as connection:
        connection.execute("UPDATE version SET body = x'00' WHERE id = 2")
    connection.close()
    broken, sound = before["stored"][1], before["stored"][2]
    with SqliteStore(tmp_path, write=False) as store:
        with pytest.raises(ArchiveDamagedError) as caught:
            store.get([broken.key])
        assert caught.value.about == f"{broken.key:016x}"
        assert store.get([sound.key])[sound.key] == sound
        assert list(store.check()) == [f"The article {broken.key:016x} cannot be read in version 1: restore a backup."]


FAULTS = {
    "UPDATE article SET latest = 99 WHERE arrival = 1": "has no latest version",
    "UPDATE article SET versions = 7 WHERE arrival = 1": "counts its versions wrongly",
    "UPDATE version SET number = 3 WHERE id = 2": "was never seen in its version 3",
    "DELETE FROM facts WHERE version = 1": "lacks what is derived from its version 1",
    "DELETE FROM profile WHERE version = 1": "lacks what is derived from its version 1",
    "UPDATE article SET external = 'n-2' WHERE arrival = 1": "is called «n-2», which leads elsewhere",
    "DELETE FROM change WHERE sequence = 2": "is missing in the changes",
    "INSERT INTO change (key, removed) VALUES (5, 0)": "does not say so",
    "UPDATE tag SET at = 5 WHERE article = 1": "is misplaced in tag",
    "UPDATE tag SET name = 'غزّة' WHERE article = 1 AND name = 'غزه'": "is not folded",
    "UPDATE outlet SET articles = 9": "counts 9 articles",
    "UPDATE page_total SET pages = 9": "The kept pages count 9",
    "UPDATE address SET hash = 5 WHERE id = 1": "filed under a wrong hash",
    "INSERT INTO address (hash, url, article, own) SELECT hash, url, 3, 1 FROM address WHERE id = 1": "leads to two articles",
    "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'change'": "were set back",
    "INSERT INTO former VALUES (77, x'00', 1)": "belongs to no row of «article»",
    "UPDATE version SET digest = x'00' WHERE id = 1": "has another text in version 1",
    'UPDATE observation SET moment = \'{"value":"x","precision":"day"}\' WHERE article = 1': "whose time cannot be right",
    "UPDATE profile SET data = x'00' WHERE version = 1": "has a damaged profile in version 1",
    "DELETE FROM page": "belongs to no kept page",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_check_finds(tmp_path, fault):
    filled(tmp_path, 5)
    with sqlite3.connect(tmp_path / "rawi.db") as connection:
        connection.execute(fault)
    connection.close()
    with SqliteStore(tmp_path, write=False) as store:
        sentences = list(store.check())
    assert [sentence for sentence in sentences if FAULTS[fault] in sentence], sentences


def test_a_damaged_or_swollen_page_is_no_page(tmp_path):
    import zstandard

    with SqliteStore(tmp_path, write=True) as store:
        kept = store.keep_page(Page(url="u", body=b"<p>" * 100))
        path = next((tmp_path / "pages").glob("*/*"))
        for data in (b"", b"noise", zstandard.compress(b"<p>" * 99 + b"<b>"), zstandard.compress(b"\0" * 10_000_000)):
            path.write_bytes(data)
            with pytest.raises(ArchiveDamagedError):
                store.page(kept.digest)
            assert [sentence for sentence in store.check() if str(path) in sentence]


# ---------------------------------------------------------------- a full disk


def test_a_full_database_takes_nothing_and_keeps_all(tmp_path):
    store = SqliteStore(tmp_path, write=True)
    store.put([arrival(n) for n in range(50)], progress=Progress("s", 50))
    before = contents(store)
    pages = store._database._writer.execute("PRAGMA page_count").get
    store._database._writer.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(StorageFullError, match="full"):
        store.put([arrival(n, text="نص " * 500) for n in range(100, 400)], progress=Progress("s", 99))
    assert contents(store) == before
    assert store.progress("s") == Progress("s", 50)
    assert list(store.check()) == []
    store._database._writer.execute("PRAGMA max_page_count = 1000000").fetchall()
    store.put([arrival(n) for n in range(100, 200)])
    assert store.status().articles == 150
    store.close()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_page_that_does_not_fit_leaves_nothing_behind(tmp_path, monkeypatch, number):
    with SqliteStore(tmp_path, write=True) as store:

        def fail(*_):
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patched:
            patched.setattr("rawi.store.pages.os.write", fail)
            with pytest.raises(StorageFullError):
                store.keep_page(Page(url="u", body=b"page"))
        assert [path for path in (tmp_path / "pages").rglob("*") if path.is_file()] == []
        assert store.status().pages == 0
        kept = store.keep_page(Page(url="u", body=b"page"))
        assert store.page(kept.digest) == (kept, b"page")


def test_a_write_that_comes_in_pieces_is_written_whole(tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr("rawi.store.pages.os.write", lambda handle, data: real(handle, data[:3]))
    with SqliteStore(tmp_path, write=True) as store:
        body = random.Random(1).randbytes(500)
        assert store.page(store.keep_page(Page(url="u", body=body)).digest)[1] == body


LIMITED = f"""
import resource, signal, sys
sys.path.insert(0, {str(TESTS)!r})
from pathlib import Path
from contract.making import arrival
from rawi.errors import StorageFullError
from rawi.store.sqlite import SqliteStore

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = SqliteStore(Path(sys.argv[1]), write=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
batch = 0
try:
    while True:
        store.put([arrival(batch * 10 + n, text=f"نص {{n}} " * 300) for n in range(10)])
        batch += 1
except StorageFullError:
    print(batch, store.status().articles, len(store.in_order(limit=10_000)), len(list(store.check())))
"""


def test_when_the_system_refuses_to_write_what_was_stored_is_there(tmp_path):
    told = subprocess.run([sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60).stdout
    batches, articles, read, faults = map(int, told.split())
    assert batches > 2, told
    assert articles == read == batches * 10
    assert faults == 0
    with SqliteStore(tmp_path, write=True) as store:
        assert store.status().articles == articles
        assert list(store.check()) == []
        store.put([arrival(100_000)])


# ---------------------------------------------------------------- reading where one cannot write

READ = """
import sys
from pathlib import Path
from rawi.errors import RawiError
from rawi.store.sqlite import SqliteStore
with SqliteStore(Path(sys.argv[1]), write=False) as store:
    print(store.status().articles, len(store.newest(5)), len(list(store.check())))
try:
    SqliteStore(Path(sys.argv[1]), write=True)
except RawiError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare to mount a medium that cannot be written")
def test_a_medium_that_cannot_be_written_is_read(tmp_path):
    filled(tmp_path / "archive", 20)
    probe = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("this system lets no one make mounts of their own")
    mount = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" -c "$3" "$1"'
    command = ["unshare", "-rm", "sh", "-c", mount, "sh", str(tmp_path / "archive"), sys.executable, READ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout.split()) == (0, ["20", "5", "0", "StorageFullError"]), done.stderr
    assert sorted(path.name for path in (tmp_path / "archive").iterdir()) == ["format", "index", "lock", "pages", "rawi.db"]


# ---------------------------------------------------------------- speed that does not depend on size


def test_no_question_of_a_page_walks_a_table_that_grows(tmp_path):
    filled(tmp_path, 5)
    values = {"place": "at < ?", "tagged": "at < ?"}
    asked = [template.format(**values) for template in reading.LISTS.values()]
    asked += [
        template.format(place="at = ? AND arrival < ?", tagged="at = ? AND article < ?")
        for name, template in reading.LISTS.items()
        if name != "both"
    ]
    asked += [
        reading.OUTLETS,
        reading.STATUS,
        reading.PROFILES,
        reading.INSTANTS,
        reading.VERSIONS,
        reading.OBSERVATIONS,
        reading.stored_by("key"),
        reading.stored_by("arrival"),
    ]
    with SqliteStore(tmp_path, write=False) as store, store._database.reading() as connection:
        for sql in asked:
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (1,) * sql.count("?"))]
            small = ("SCAN outlet", "SCAN page_total", "SCAN CONSTANT ROW", "SCAN json_each VIRTUAL", "SCAN carray VIRTUAL")
            scans = [step for step in steps if step.startswith("SCAN") and not step.startswith(small)]
            ordered = {"SCAN article USING INDEX article_at", "SCAN article"} if "LIMIT" in sql else set()
            assert set(scans) <= ordered, (sql, steps)
            assert not [step for step in steps if "TEMP B-TREE" in step and "outlet" not in sql], (sql, steps)


def test_closing_while_others_read_ends_them_with_a_sentence(tmp_path):
    filled(tmp_path)
    store, ends, begun = SqliteStore(tmp_path, write=True), [], threading.Barrier(4)

    def look():
        begun.wait()
        try:
            while True:
                store.newest(50)
        except BaseException as error:  # noqa: BLE001 - looked at below
            ends.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    begun.wait()
    store.close()
    for thread in threads:
        thread.join()
    assert [type(error) for error in ends] == [ArchiveError] * 3, ends
    assert folder.holder(tmp_path) is None


def test_a_backup_may_be_taken_while_the_writer_writes(tmp_path):
    filled(tmp_path / "archive")
    with SqliteStore(tmp_path / "archive", write=True) as store:
        folder.create(tmp_path / "copy")
        copy = apsw.Connection(str(tmp_path / "copy" / "rawi.db"))
        with store._database.reading_apart() as connection, copy.backup("main", connection, "main") as backup:
            backup.step(10)
            store.put([arrival(9_999)])
            while not backup.done:
                backup.step(50)
        copy.close()
        with SqliteStore(tmp_path / "copy", write=False) as restored:
            assert restored.status().articles == len(restored.in_order(limit=1000)) in (300, 301)
            assert all("lost its file" in sentence for sentence in restored.check())
