"""The promises of rawi.store.contract about what embedders make of articles."""

from contract.making import arrival, contents
from rawi.store.contract import Embedded

ONE, TWO = b"\x01\x02\xff", b"\x03\x04\x05"


def put(store, *arrivals):
    return [outcome.key for outcome in store.put(list(arrivals))]


def test_a_vector_comes_back_to_whoever_asks_for_its_embedder(store):
    first, second = put(store, arrival(1), arrival(2))
    store.note_vectors("e 1", [Embedded(first, 1, ONE)])
    assert store.vectors("e 1", [first, second, 77]) == {first: ONE}
    assert store.vectors("e 2", [first]) == {}
    assert (store.vector_count("e 1"), store.vector_count("e 2")) == (1, 0)


def test_who_has_none_is_asked_for_by_arrival(store):
    keys = put(store, *(arrival(n) for n in range(1, 6)))
    store.note_vectors("e 1", [Embedded(keys[1], 1, ONE), Embedded(keys[3], 1, ONE)])
    assert [one.key for one in store.without_vector("e 1")] == [keys[0], keys[2], keys[4]]
    assert [one.key for one in store.without_vector("e 1", after=1, limit=1)] == [keys[2]]
    assert [one.key for one in store.without_vector("e 2")] == keys


def test_noted_again_it_is_the_same_and_another_embedder_replaces_it(store):
    (key,) = put(store, arrival(1))
    before = contents(store)
    for _ in range(2):
        store.note_vectors("e 1", [Embedded(key, 1, ONE)])
    store.note_vectors("e 2", [Embedded(key, 1, TWO)])
    assert (store.vectors("e 1", [key]), store.vectors("e 2", [key])) == ({}, {key: TWO})
    assert contents(store) == before
    assert store.status().sequence == 1


def test_a_new_version_has_none_and_the_old_one_keeps_its_own(store):
    (key,) = put(store, arrival(1, fetched_at="2025-03-01T06:00Z"))
    store.note_vectors("e 1", [Embedded(key, 1, ONE)])
    put(store, arrival(1, text="نص آخر", fetched_at="2025-03-02T06:00Z"))
    assert store.vectors("e 1", [key]) == {}
    store.note_vectors("e 1", [Embedded(key, 1, ONE)])
    assert store.vectors("e 1", [key]) == {}, "what was made of a version that is not the latest says nothing of the latest"
    put(store, arrival(1, fetched_at="2025-03-03T06:00Z"))
    assert store.vectors("e 1", [key]) == {key: ONE}


def test_it_goes_with_the_text_it_was_made_of(store):
    kept, rewritten, removed = put(store, arrival(1), arrival(2), arrival(3))
    store.note_vectors("e 1", [Embedded(key, 1, ONE) for key in (kept, rewritten, removed)])
    store.rewrite(kept, 1, arrival(1, extractor="page/2"))
    store.rewrite(rewritten, 1, arrival(2, text="نص أفضل", extractor="page/2"))
    store.remove(removed)
    assert store.vectors("e 1", [kept, rewritten, removed]) == {kept: ONE}
    store.note_vectors("e 1", [Embedded(removed, 1, ONE)])
    assert store.vector_count("e 1") == 1
    assert list(store.check()) == []


def test_another_process_that_reads_sees_them(archive):
    store = archive()
    (key,) = put(store, arrival(1))
    store.note_vectors("e 1", [Embedded(key, 1, ONE)])
    assert archive(write=False).vectors("e 1", [key]) == {key: ONE}
