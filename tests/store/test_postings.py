"""The inverted index of fingerprints in SQLite: what goes in with an article, goes with it, and is found by others."""

import random
import subprocess
import sys

import msgspec
import pytest

from contract.making import arrival
from rawi.identity import hex_id
from rawi.model import Fingerprint, Profile
from rawi.relate.fingerprint import fingerprint, winnowed
from rawi.relate.postings import CAP
from rawi.store import postings
from rawi.store.sqlite import SqliteStore


def words(seed, length=80):
    dice = random.Random(seed)
    return ["".join(dice.choices("بتجحدرسشصعفقكلمنهوي", k=5)) for _ in range(length)]


def told(number, text, **more):
    """An arrival with the fingerprint of its text."""
    made = arrival(number, text=" ".join(text), **more)
    return msgspec.structs.replace(made, profile=Profile(fingerprint=fingerprint(" ".join(text)), lemmas=b""))


@pytest.fixture
def store(tmp_path):
    with SqliteStore(tmp_path / "archive", write=True) as opened:
        yield opened


def asked(text):
    return winnowed(fingerprint(" ".join(text)))


def rows(store):
    with store._database.reading() as connection:
        return connection.execute("SELECT volume, hash, article FROM posting ORDER BY 1, 2, 3").fetchall()


def test_a_copy_is_found_and_the_one_who_asks_is_left_out(store):
    one, two, other = store.put([told(1, words(1)), told(2, words(1)[:60] + words(9, 20), outlet="marsa"), told(3, words(2))])
    found = store.sharing(asked(words(1)))
    assert [share.key for share in found] == [one.key, two.key]
    assert found[0].shared == len(asked(words(1))) > found[1].shared > 10
    assert [(share.key, share.outlet, share.arrival) for share in store.sharing(asked(words(1)), beside=one.key)] == [(two.key, "marsa", 2)]
    assert store.sharing(asked(words(2)), beside=other.key) == []
    assert store.sharing([]) == store.sharing(asked(words(77))) == []


def test_an_empty_archive_shares_nothing(store):
    assert store.sharing([1, 2, 3]) == []


def test_two_copies_that_arrive_in_one_batch_see_each_other(store):
    one, two = store.put([told(1, words(1)), told(2, words(1), outlet="marsa")])
    assert [share.key for share in store.sharing(asked(words(1)), beside=one.key)] == [two.key]
    assert [share.key for share in store.sharing(asked(words(1)), beside=two.key)] == [one.key]


def test_a_repeated_write_has_no_effect(store):
    given = [told(1, words(1)), told(2, words(2))]
    store.put(given)
    before = rows(store)
    store.put(given)
    store.put(given[:1])
    assert rows(store) == before
    assert {hash_ + (1 << 31) for _, hash_, article in before if article == 1} == set(asked(words(1)))


def test_an_article_keeps_the_fingerprints_of_all_its_versions(store):
    store.put([told(1, words(1), fetched_at="2025-03-01T08:00Z")])
    store.put([told(1, words(2), fetched_at="2025-03-01T09:00Z")])
    assert [share.shared for share in store.sharing(asked(words(1)))] == [len(asked(words(1)))]
    assert [share.shared for share in store.sharing(asked(words(2)))] == [len(asked(words(2)))]


def test_what_is_removed_leaves_no_posting(store):
    one, two = store.put([told(1, words(1)), told(2, words(1), outlet="marsa")])
    store.remove(one.key)
    assert [share.key for share in store.sharing(asked(words(1)))] == [two.key]
    store.remove(two.key)
    assert rows(store) == []
    assert list(store.check()) == []


def test_a_rebuild_notes_what_an_older_archive_lacks(store):
    (one,) = store.put([told(1, words(1))])
    with store._database.writing() as connection:
        connection.execute("DELETE FROM posting")
    store.rewrite(one.key, 1, told(1, words(1)))
    assert [share.key for share in store.sharing(asked(words(1)))] == [one.key]


def test_the_doctor_misses_postings_and_finds_strange_ones(store):
    one, _ = store.put([told(1, words(1)), told(2, words(2))])
    assert list(store.check()) == []
    with store._database.writing() as connection:
        connection.execute("DELETE FROM posting WHERE article = 1")
        connection.execute("INSERT INTO posting VALUES (0, 5, 77)")
    missing, strange = store.check()
    assert hex_id(one.key) in missing
    assert "rawi rebuild" in missing
    assert "77" in strange


def test_a_text_that_is_nothing_but_boilerplate_is_no_fault(store):
    for number in range(CAP + 20):
        store.put([told(number, words(1), outlet=f"outlet{number}")])
    assert list(store.check()) == []


def test_a_profile_of_before_has_no_fingerprints_to_note(store):
    made = told(1, words(1))
    bare = msgspec.structs.replace(made, profile=Profile(Fingerprint(made.profile.fingerprint.hashes, 76), b""))
    store.put([bare])
    assert rows(store) == []


def test_a_reader_in_another_process_finds_the_same(store, tmp_path):
    store.put([told(1, words(1))])
    code = (
        "import sys; from pathlib import Path; from rawi.store.sqlite import SqliteStore\n"
        "with SqliteStore(Path(sys.argv[1]), write=False) as store: print(len(store.sharing(list(map(int, sys.argv[2:])))))"
    )
    numbers = list(map(str, asked(words(1))))
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "archive"), *numbers], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_boilerplate_is_noted_so_often_and_no_more(store):
    phrase = words(5, 30)
    for first in range(0, 400, 100):
        store.put([told(number, phrase + words(number + 1_000)) for number in range(first, first + 100)])
    spread = {}
    for _, hash_, _ in rows(store):
        spread[hash_] = spread.get(hash_, 0) + 1
    assert max(spread.values()) <= CAP + 100  # a batch may pass the line, and the next one stops
    newcomer = phrase + words(7)
    store.put([told(999, newcomer, outlet="marsa")])
    assert store.sharing(asked(newcomer), beside=store.resolve("https://marsa.example/news/999")) == []


def test_the_hundredth_copy_of_a_statement_still_finds_the_others(store):
    store.put([told(number, words(1), outlet=f"outlet{number}") for number in range(100)])
    store.put([told(number, words(1), outlet=f"outlet{number}") for number in range(100, 200)])
    assert len(store.sharing(asked(words(1)))) >= CAP


def test_volumes_bound_how_far_back_is_looked(store, monkeypatch):
    monkeypatch.setattr(postings, "VOLUME_BITS", 1)
    monkeypatch.setattr(postings, "VOLUME", 2)
    outcomes = store.put([told(number, words(1), outlet=f"outlet{number}") for number in range(7)])
    assert {volume for volume, _, _ in rows(store)} == {1, 2, 3}  # the oldest is bundled
    assert {share.key for share in store.sharing(asked(words(1)))} == {outcome.key for outcome in outcomes}
    assert {share.arrival for share in store.sharing(asked(words(1)), volumes=2)} == {4, 5, 6, 7}
    store.remove(outcomes[0].key)
    assert {share.arrival for share in store.sharing(asked(words(1)))} == {2, 3, 4, 5, 6, 7}


@pytest.fixture
def bundling(monkeypatch):
    """Volumes of four articles, bundled with every second one."""
    for name, value in (("VOLUME_BITS", 2), ("VOLUME", 4), ("BUNDLED_BITS", 1)):
        monkeypatch.setattr(postings, name, value)


def test_bundles_answer_as_rows_do(tmp_path, store, bundling, monkeypatch):
    given = [told(number, words(number % 5)[: 20 + 5 * number], outlet=f"outlet{number}") for number in range(13)]
    for one in given:
        store.put([one])
    monkeypatch.setattr(postings, "BUNDLED_BITS", 40)
    monkeypatch.setattr(postings, "VOLUME_BITS", 30)
    monkeypatch.setattr(postings, "VOLUME", 1 << 30)
    with SqliteStore(tmp_path / "rows", write=True) as plain:
        plain.put(given)
        wanted = [
            plain.sharing(asked(words(number)), beside=store.resolve(f"https://outlet{number}.example/news/{number}"))
            for number in range(5)
        ]
    monkeypatch.setattr(postings, "VOLUME_BITS", 2)
    monkeypatch.setattr(postings, "VOLUME", 4)
    assert {volume for volume, _, _ in rows(store)} <= {3}
    assert [
        store.sharing(asked(words(number)), beside=store.resolve(f"https://outlet{number}.example/news/{number}")) for number in range(5)
    ] == wanted
    assert list(store.check()) == []


def test_what_is_bundled_is_not_noted_again_and_can_be_removed(store, bundling):
    given = [told(number, words(number)) for number in range(1, 10)]
    for one in given:
        store.put([one])
    before = rows(store)
    for one, number in zip(given, range(1, 10), strict=True):
        key = store.resolve(f"https://manara.example/news/{number}")
        store.rewrite(key, 1, one)
    assert rows(store) == before
    key = store.resolve("https://manara.example/news/2")
    assert [share.key for share in store.sharing(asked(words(2)))] == [key]
    store.remove(key)
    assert store.sharing(asked(words(2))) == []
    assert list(store.check()) == []


def test_the_doctor_looks_into_bundles(store, bundling):
    for number in range(1, 10):
        store.put([told(number, words(number))])
    with store._database.writing() as connection:
        connection.execute("DELETE FROM bundle WHERE place < 65536")
        connection.execute("INSERT INTO bundle VALUES (?, ?)", (9 << 16, (5 << 16 | 1).to_bytes(4, "little")))
    said = list(store.check())
    assert any("cannot be found by its text" in sentence for sentence in said)
    assert any("its number was 37" in sentence for sentence in said)


def test_boilerplate_is_counted_in_bundles_too(store, bundling, monkeypatch):
    for name, value in (("VOLUME_BITS", 15), ("VOLUME", 1 << 15), ("BUNDLED_BITS", 4)):
        monkeypatch.setattr(postings, name, value)
    phrase = words(3, 40)
    for number in range(1, CAP + 20):
        store.put([told(number, phrase + words(number + 100), outlet=f"outlet{number}")])
    with store._database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM bundle").get > 0
        assert postings._full(connection, 0, asked(phrase))
        for value in asked(phrase)[:5]:
            assert (
                len(set(postings.bundles.found(connection, 0, [value])))
                + connection.execute("SELECT count(*) FROM posting WHERE hash = ?", (value - postings.SIGN,)).get
                <= CAP
            )
