"""Dictionaries of an archive: made once of its first versions, learnt by whoever reads, and archives that never had any."""

import random
import subprocess
import sys
import threading
from array import array

import msgspec
import pytest

from contract.making import arrival, contents
from rawi.errors import ArchiveDamagedError
from rawi.language.terms import terms
from rawi.model import Keyword
from rawi.relate.fingerprint import hashes, winnowed
from rawi.relate.profile import profile
from rawi.store import dictionaries, postings, profiles, squeezing
from rawi.store.sqlite import SqliteStore

SAMPLE = 60
NOUNS = [
    "الوزير",
    "البرلمان",
    "المدينة",
    "الميناء",
    "السفينة",
    "المدرسة",
    "القرية",
    "النهر",
    "المصنع",
    "السوق",
    "الجسر",
    "المطار",
    "المستشفى",
    "الجامعة",
    "الحديقة",
    "الملعب",
]
VERBS = ["افتتح", "زار", "ناقش", "أعلن", "رفض", "وسع", "أغلق", "رمم", "بنى", "باع", "اشترى", "وصف", "انتقد", "أيد"]


def told(number, **more):
    """An article of twenty sentences with everything that is derived from it."""
    dice = random.Random(number)
    text = "\n".join(
        f"{dice.choice(VERBS)} {dice.choice(NOUNS)} {dice.choice(NOUNS)} في {dice.choice(NOUNS)} يوم {dice.randrange(28) + 1}."
        for _ in range(20)
    )
    made = arrival(number, text=text, **more)
    facts = msgspec.structs.replace(made.facts, keywords=tuple(Keyword(word, 0.5) for word in dice.sample(NOUNS, 5)))
    return msgspec.structs.replace(made, terms=(words := terms(made.article.title, text)), profile=profile(words), facts=facts)


@pytest.fixture
def sampling(monkeypatch):
    monkeypatch.setattr(dictionaries, "SAMPLE", SAMPLE)


def kinds(store):
    with store._database.reading() as connection:
        return {kind for (kind,) in connection.execute("SELECT kind FROM dictionary")}


def sizes(store):
    with store._database.reading() as connection:
        rows = connection.execute(
            "SELECT v.id, length(v.body), length(f.data), length(p.data) FROM version AS v"
            " JOIN facts AS f ON f.version = v.id JOIN profile AS p ON p.version = v.id ORDER BY v.id"
        ).fetchall()
    return [tuple(sum(row[at] for row in part) / len(part) for at in (1, 2, 3)) for part in (rows[:SAMPLE], rows[SAMPLE:])]


def test_what_comes_after_the_sample_is_smaller_and_reads_the_same(tmp_path, sampling):
    given = [told(number) for number in range(1, 2 * SAMPLE + 1)]
    with SqliteStore(tmp_path / "archive", write=True) as store:
        with SqliteStore(tmp_path / "archive", write=False) as reader:
            store.put(given[: SAMPLE - 1])
            assert kinds(store) == kinds(reader) == set()
            store.put(given[SAMPLE - 1 : SAMPLE])
            assert kinds(store) == {"article", "facts", "lemmas"}
            store.put(given[SAMPLE:])
            keys = [item.key for item in store.in_order(limit=1000)]
            found = reader.get(keys)
            assert [found[key].article.text for key in keys] == [one.article.text for one in given]
            assert [found[key].facts.keywords for key in keys] == [one.facts.keywords for one in given]
            assert [reader.profiles([key])[key] for key in keys] == [one.profile for one in given]
        before, after = sizes(store)
        assert all(small < 0.8 * large for small, large in zip(after, before, strict=True))
        assert list(store.check()) == []


def test_another_process_reads_what_a_dictionary_made_small(tmp_path, sampling):
    with SqliteStore(tmp_path / "archive", write=True) as store:
        store.put([told(number) for number in range(SAMPLE)])
        store.put([told(SAMPLE + 1)])
    program = (
        "import sys\nfrom pathlib import Path\nfrom rawi.store.sqlite import SqliteStore\n"
        "store = SqliteStore(Path(sys.argv[1]), write=False)\nprint(len(store.in_order(limit=1000)))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "archive")], capture_output=True, text=True, check=True)
    assert int(done.stdout) == SAMPLE + 1


def test_a_repeated_write_has_no_effect_across_the_line(tmp_path, sampling):
    given = [told(number) for number in range(1, SAMPLE + 10)]
    with SqliteStore(tmp_path / "archive", write=True) as store:
        store.put(given)
        before = contents(store)
        assert {outcome.what for outcome in store.put(given)} == {"seen"}
        assert contents(store) == before


def test_articles_that_have_nothing_in_common_go_without(tmp_path, sampling):
    with SqliteStore(tmp_path / "archive", write=True) as store:
        store.put([arrival(number, text="") for number in range(2 * SAMPLE)])
        store.put([arrival(3 * SAMPLE)])
        assert list(store.check()) == []
        assert store.status().articles == 2 * SAMPLE + 1


def test_a_damaged_dictionary_is_said_to_be(tmp_path, sampling, monkeypatch):
    folder = tmp_path / "archive"
    with SqliteStore(folder, write=True) as store:
        store.put([told(number) for number in range(SAMPLE)])
        store.put([told(SAMPLE + 1)])
        with store._database.writing() as connection:
            connection.execute("UPDATE dictionary SET data = zeroblob(length(data)) WHERE kind = 'article'")
    for module, name, empty in ((squeezing, "_learnt", {}), (squeezing, "_of_thread", threading.local()), (dictionaries, "_here", set())):
        monkeypatch.setattr(module, name, empty)  # as in a process that has just begun
    with SqliteStore(folder, write=False) as store:
        assert any("dictionary of this archive's article records is damaged" in sentence for sentence in store.check())
        assert len(store.in_order(limit=SAMPLE)) == SAMPLE
        with pytest.raises(ArchiveDamagedError):
            store.in_order(after=SAMPLE, limit=5)
    with SqliteStore(folder, write=True) as store:  # what comes now does not need it
        store.put([told(SAMPLE + 2)])
        assert len(store.in_order(after=SAMPLE + 1, limit=5)) == 1


def test_an_archive_that_has_none_gets_some_when_asked(tmp_path, sampling):
    with SqliteStore(tmp_path / "archive", write=True) as store:
        store.put([told(number) for number in range(SAMPLE)])
        with store._database.writing() as connection:
            connection.execute("DELETE FROM dictionary")
        store.make_dictionaries()
        assert kinds(store) == {"article", "facts", "lemmas"}
        assert list(store.check()) == []


def test_a_damaged_lexicon_spoils_nothing_that_comes(tmp_path, sampling, monkeypatch):
    folder = tmp_path / "archive"
    with SqliteStore(folder, write=True) as store:
        store.put([told(number) for number in range(SAMPLE)])
        old, *_ = store.put([told(SAMPLE + 1)])
        with store._database.writing() as connection:
            connection.execute("UPDATE dictionary SET data = substr(data, 1, length(data) - 1) WHERE kind = 'lemmas'")
    for module, name, empty in ((profiles, "_learnt", {}), (dictionaries, "_here", set())):
        monkeypatch.setattr(module, name, empty)
    with SqliteStore(folder, write=True) as store:
        new, *_ = store.put([told(SAMPLE + 2)])
        assert store.profiles([new.key])[new.key] == told(SAMPLE + 2).profile
        with pytest.raises(ArchiveDamagedError):
            store.profiles([old.key])
        assert any("lemmas" in sentence for sentence in store.check())


def as_an_earlier_rawi_wrote(store):
    """Give the database the form of schema 6: flat fingerprints in MessagePack, postings in rows, no dictionaries."""
    with store._database.writing() as connection:
        rows = connection.execute("SELECT a.arrival, a.key, a.latest FROM article AS a").fetchall()
        connection.execute("DELETE FROM posting")
        for number, key, version in rows:
            mark = (found := store.profiles([key])[key]).fingerprint
            flat = {"hashes": array("I", sorted(hashes(mark))).tobytes(), "shingles": mark.shingles, "chosen": mark.chosen}
            data = msgspec.msgpack.encode({"fingerprint": flat, "lemmas": found.lemmas})
            connection.execute("UPDATE profile SET data = ?, crc = ? WHERE version = ?", (data, dictionaries.zlib.crc32(data), version))
            for value in winnowed(mark):
                connection.execute("INSERT INTO posting VALUES (?, ?, ?)", (number >> postings.VOLUME_BITS, value - postings.SIGN, number))
        for sql in ("DROP TABLE bundle", "DROP TABLE dictionary", "DROP TABLE names_shown", "DELETE FROM migration WHERE number > 6"):
            connection.execute(sql)


def test_an_archive_of_an_earlier_rawi_is_brought_up_to_date_and_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(postings, "VOLUME_BITS", 5)
    monkeypatch.setattr(postings, "VOLUME", 32)
    folder, given = tmp_path / "archive", [told(number) for number in range(1, SAMPLE + 31)]
    with SqliteStore(folder, write=True) as store:
        store.put(given[:SAMPLE])
        keys = [item.key for item in store.in_order(limit=1000)]
        before = contents(store), [store.sharing(winnowed(one.profile.fingerprint)) for one in given[:SAMPLE]]
        as_an_earlier_rawi_wrote(store)
    monkeypatch.setattr(dictionaries, "SAMPLE", SAMPLE + 10)
    with SqliteStore(folder, write=True) as store:
        assert list(store.check()) == []
        sharing = [store.sharing(winnowed(one.profile.fingerprint)) for one in given[:SAMPLE]]
        assert sharing == before[1]
        assert [hashes(store.profiles([key])[key].fingerprint) for key in keys] == [
            hashes(one.profile.fingerprint) for one in given[:SAMPLE]
        ]
        for one in given[SAMPLE:]:
            store.put([one])
        assert kinds(store) == {"article", "facts", "lemmas"}
        with store._database.reading() as connection:
            assert connection.execute("SELECT count(*) FROM bundle").get > 0
        for one in given:
            assert any(
                share.shared == len(set(winnowed(one.profile.fingerprint))) for share in store.sharing(winnowed(one.profile.fingerprint))
            )
        assert list(store.check()) == []
        assert {key: stored.article for key, stored in store.get(keys).items()} == {
            item.key: item.article for item in store.in_order(limit=SAMPLE)
        }
