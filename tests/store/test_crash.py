"""An import that is killed at random moments ends as an undisturbed one."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from contract.making import contents
from rawi.model import Page
from rawi.store.sqlite import SqliteStore

TESTS = Path(__file__).parent.parent
BATCHES = 60
RUN = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
from pathlib import Path
from contract.making import Clock, arrival, address
from rawi.errors import Reason
from rawi.model import Page, Refused
from rawi.store import dictionaries
from rawi.store.contract import Progress
from rawi.store.sqlite import SqliteStore

dictionaries.SAMPLE = 300
store = SqliteStore(Path(sys.argv[1]), write=True, page_cap_bytes=12_000, page_days=30, clock=Clock())
had = store.progress("file")
print("ready", flush=True)
for batch in range(had.lines if had else 0, {BATCHES}):
    made = []
    for number in range(batch * 20, batch * 20 + 20):
        page = store.keep_page(Page(url=address(number), body=b"<p>%d " % number * 50)).digest if number % 7 == 0 else None
        made.append(arrival(number % 800, text=f"نص {{number}} " * 40, page=page, external_id=f"n-{{number % 800}}", tags=(f"وسم {{number % 9}}",),
                            fetched_at=f"2025-03-0{{1 + number // 800}}T08:00Z", outlet=("manara", "diwan")[number % 2]))
    if batch % 10 == 9:
        store.remove(store.resolve(f"n-{{batch}}") or 0)
    store.put(made, progress=Progress("file", batch + 1, batch), refused=[Refused("import", Reason.BAD_JSON)])
store.note_progress(Progress("file", {BATCHES}, {BATCHES}, done=True))
store.close()
"""


def start(folder):
    process = subprocess.Popen([sys.executable, "-c", RUN, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process):
    with process:
        process.wait(60)
    assert process.returncode == 0


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed") / "archive"
    finish(start(folder))
    with SqliteStore(folder, write=False) as store:
        return contents(store)


def comparable(found):
    """Leave out the sequence numbers, which a removal that was repeated after a crash may have passed over."""
    found = dict(found)
    found["changes"] = [(change.key, change.removed) for change in found["changes"]]
    found["stored"] = [(item.key, item.id, item.article, item.facts, item.version, item.versions, item.page) for item in found["stored"]]
    found["status"] = (found["status"].articles, found["status"].versions, found["status"].outlets, found["status"].newest)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments_and_started_again(tmp_path, undisturbed, seed):
    chance, folder, killed = random.Random(seed), tmp_path / "archive", 0
    for _ in range(5):
        process = start(folder)
        with process:
            try:
                process.wait(chance.uniform(0.0, 0.12))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
        with SqliteStore(folder, write=False) as store:
            known = store.progress("file")
            assert store.refusals().get(("import", "bad_json"), 0) == (known.lines if known else 0)
    finish(start(folder))
    assert killed
    with SqliteStore(folder, write=True, page_cap_bytes=12_000, page_days=10_000) as store:
        assert comparable(contents(store)) == comparable(undisturbed)
        assert list(store.check()) == []


CRASHES = ["before the file", "before the row", "before the files go"]


@pytest.mark.parametrize("moment", CRASHES)
def test_pages_and_rows_agree_after_a_crash_at_any_step(tmp_path, monkeypatch, moment):
    """The process dies between two steps: what it leaves is cleaned when the archive is next opened for writing."""

    class Died(BaseException):
        pass

    def die(*_, **__):
        raise Died

    store = SqliteStore(tmp_path, write=True, page_cap_bytes=2500)
    kept = [store.keep_page(Page(url="u", body=random.Random(n).randbytes(1000))).digest for n in range(2)]
    with monkeypatch.context() as patched:
        if moment == "before the file":
            patched.setattr("rawi.store.pages.os.fsync", die)
            patched.setattr("rawi.store.pages.Path.unlink", lambda *_, **__: None)
        elif moment == "before the row":
            patched.setattr("rawi.store.pages.sync_folder", die)
        else:
            patched.setattr("rawi.store.pages.KeptPages.unlink", die)
        with pytest.raises(Died):
            store.keep_page(Page(url="u", body=random.Random(9).randbytes(1000)))
    store._database.close()
    store._lock.release()
    with SqliteStore(tmp_path, write=False) as reader:
        assert len(list(reader.check())) == 1
    with SqliteStore(tmp_path, write=True, page_cap_bytes=2500) as again:
        assert list(again.check()) == []
        there = [again.page(digest) is not None for digest in kept]
        assert there == ([False, True] if moment == "before the files go" else [True, True])
        assert again.status().pages == len(list((tmp_path / "pages").glob("*/*"))) == 2


def test_a_row_whose_file_a_power_cut_took_goes(tmp_path):
    store = SqliteStore(tmp_path, write=True)
    digest = store.keep_page(Page(url="u", body=b"page")).digest
    store._database.close()
    store._lock.release()
    next((tmp_path / "pages").glob("*/*")).unlink()
    with SqliteStore(tmp_path, write=False) as reader:
        assert reader.page(digest) is None
        assert [sentence for sentence in reader.check() if "lost its file" in sentence]
    with SqliteStore(tmp_path, write=True) as again:
        assert again.status().pages == again.status().page_bytes == 0
        assert again.page(again.keep_page(Page(url="u", body=b"page")).digest) is not None
