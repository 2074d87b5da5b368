"""The promises of rawi.store.contract, one test for each."""

import threading

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.making import address, arrival, at, contents
from rawi.errors import ArchiveError, NotFoundError, Reason, UsageError
from rawi.identity import article_key, hex_id, key_of_hex
from rawi.language.tags import tag_key
from rawi.model import Change, Mention, Observation, Page, Refused
from rawi.relate.company import Company
from rawi.relate.records import Spelling
from rawi.store.contract import UNDATED, Cursor, OutletCount, Progress, Status


def one(store, *args, **kwargs):
    (outcome,) = store.put([arrival(*args, **kwargs)])
    return outcome


def shown(store, key):
    return store.get([key])[key]


# ---------------------------------------------------------------- what comes out is what went in


def test_an_article_comes_back_as_it_was_given(store):
    given_ = arrival(
        1,
        text="سطر أول\nسطر «ثانٍ» 😀",
        tags=("غزة", "عاجل"),
        byline="منى",
        published="2025-03-01T08:00+03:00",
        fetched_at="2025-03-01T06:00Z",
    )
    (outcome,) = store.put([given_])
    found = shown(store, outcome.key)
    assert found.article == type(found.article)(
        **{**{f: getattr(given_.article, f) for f in given_.article.__struct_fields__}, "id": outcome.id}
    )
    assert found.facts.keywords == given_.facts.keywords
    assert found.facts.id == found.article.id == found.id == outcome.id == hex_id(outcome.key)
    assert (found.key, found.arrival, found.version, found.versions, found.extractor) == (outcome.key, 1, 1, 1, "page/1")
    assert found.first_seen == given_.fetched_at
    assert store.profiles([outcome.key, 5]) == {outcome.key: given_.profile}


def test_an_empty_title_and_an_empty_text_are_articles(store):
    assert one(store, 1, title="", text="").what == "new"
    assert shown(store, article_key(address(1))).article.text == ""


def test_outcomes_come_in_the_order_of_arrivals(store):
    outcomes = store.put([arrival(3), arrival(1), arrival(3), arrival(2)])
    assert [(o.key, o.what) for o in outcomes] == [
        (article_key(address(n)), what) for n, what in ((3, "new"), (1, "new"), (3, "seen"), (2, "new"))
    ]
    assert store.put([]) == []


def test_what_cannot_be_stored_is_refused_and_the_rest_is_stored(store):
    broken = [arrival(1, text="\ud800"), arrival(2, external_id="\udfff"), arrival(3, addresses=("\ud800",)), arrival(4)]
    outcomes = store.put(broken)
    assert [o.what for o in outcomes] == ["refused", "refused", "refused", "new"]
    assert {o.refused.reason for o in outcomes[:3]} == {Reason.BAD_FIELD}
    assert store.status().articles == 1


def test_an_impossible_time_is_refused(store):
    wrong = at("2025-01-01")
    for value in ("gestern", "0001-01-01T00:00+14:00"):
        made = arrival(1)
        made = type(made)(**{**{f: getattr(made, f) for f in made.__struct_fields__}, "fetched_at": type(wrong)(value, "minute")})
        assert store.put([made])[0].refused.reason == Reason.BAD_FIELD


# ---------------------------------------------------------------- identity


def test_the_key_is_the_hash_of_the_canonical_address(store):
    assert one(store, 1).key == article_key(address(1))


def test_without_an_address_the_key_is_of_outlet_and_external_id(store):
    assert one(store, 1, url=None, external_id="n-1").key == article_key("manara\0n-1")
    assert one(store, 2, url=None, external_id="n-1", text="تعديل").what == "version"


def test_an_item_with_neither_is_the_same_only_if_all_of_it_is(store):
    first = one(store, 1, url=None)
    assert (first.what, one(store, 1, url=None).what) == ("new", "seen")
    other = one(store, 1, url=None, text="نص آخر")
    assert other.what == "new"
    assert other.key != first.key
    assert one(store, 1, url=None, outlet="diwan").what == "new"


def test_every_spelling_leads_to_the_article(store):
    key = one(store, 1, addresses=("https://manara.example/amp/1", "HTTP://MANARA.example/1?utm_source=x")).key
    for name in (address(1), "https://manara.example/amp/1", "HTTP://MANARA.example/1?utm_source=x", hex_id(key), hex_id(key).upper()):
        assert store.resolve(name) == key
    assert store.resolve("https://manara.example/2") is None
    assert store.resolve("0" * 16) is None
    assert store.resolve("") is None
    assert store.resolve("\ud800") is None


def test_a_new_address_with_a_known_spelling_is_the_same_article(store):
    key = one(store, 1).key
    moved = one(store, 1, url="https://manara.example/new/1", addresses=(address(1),), text="نص معدل")
    assert (moved.key, moved.what) == (key, "version")
    assert store.resolve("https://manara.example/new/1") == key


def test_no_page_writes_itself_into_another_outlets_article(store):
    victim = one(store, 1)
    forged = one(store, 9, outlet="ghurab", addresses=(address(1),))
    assert (forged.what, store.resolve(address(1))) == ("new", victim.key)


def test_an_address_claimed_as_a_spelling_goes_to_the_outlet_that_publishes_it(store):
    forged = arrival(9, outlet="ghurab", addresses=(address(1),))
    store.put([forged])
    assert store.resolve(address(1)) == article_key(address(9, "ghurab"))
    owner = one(store, 1)
    assert (owner.what, store.resolve(address(1))) == ("new", owner.key)
    before = contents(store)
    store.put([forged])
    assert contents(store) == before


def test_an_item_without_a_name_stays_what_it_was_when_a_spelling_of_it_changes_hands(store):
    store.put([arrival(3, outlet="diwan", addresses=(address(1),))])
    nameless = arrival(0, url=None, addresses=(address(1),))
    first = store.put([nameless])[0]
    owner = one(store, 1)
    assert (first.what, owner.what, store.resolve(address(1))) == ("new", "new", owner.key)
    again = store.put([nameless])[0]
    assert (again.key, again.what) == (first.key, "seen")


def test_a_taken_key_is_never_shared(store, monkeypatch):
    module = __import__("rawi.store.recognising", fromlist=["article_key"])
    monkeypatch.setattr(module, "article_key", lambda text: 77 if text.startswith("https://") else article_key(text))
    monkeypatch.setattr("rawi.store.writing.article_key", lambda _: 77)
    first, second, third = one(store, 1), one(store, 2), one(store, 3)
    assert [first.key, second.key, third.key] == [77, 78, 79]
    assert one(store, 2, text="تعديل").key == 78
    assert shown(store, 77).article.url == address(1)


def test_keys_are_given_again_only_after_removal_and_then_to_the_same_address(store):
    key = one(store, 1).key
    assert store.remove(key)
    again = one(store, 1)
    assert (again.key, again.what) == (key, "new")
    assert shown(store, key).arrival == 2


# ---------------------------------------------------------------- external ids


def test_same_id_and_address_is_a_version_or_seen(store):
    assert one(store, 1, external_id="a").what == "new"
    assert one(store, 1, external_id="a").what == "seen"
    assert one(store, 1, external_id="a", text="تعديل").what == "version"


def test_same_id_with_another_address_is_refused(store):
    key = one(store, 1, external_id="a").key
    before = contents(store)
    refused = one(store, 2, external_id="a")
    assert (refused.what, refused.refused.reason, refused.id) == ("refused", Reason.ID_CONFLICT, "a")
    assert address(1) in refused.refused.detail
    assert address(2) in refused.refused.detail
    one(store, 3)
    assert one(store, 3, external_id="a").what == "refused"
    assert store.resolve("a") == key
    assert contents(store)["stored"][:1] == before["stored"]


def test_same_address_with_another_id_is_an_alias_and_the_last_id_is_shown(store):
    key = one(store, 1, external_id="a").key
    alias = one(store, 1, external_id="b")
    assert (alias.what, alias.id, alias.key) == ("seen", "b", key)
    assert alias.change
    assert store.resolve("a") == store.resolve("b") == key
    found = shown(store, key)
    assert found.id == found.article.id == found.facts.id == "b"
    assert one(store, 1).id == "b"
    repeated = one(store, 1, external_id="a")
    assert (repeated.id, repeated.change) == ("b", 0)


def test_an_item_known_by_id_takes_the_address_that_comes_later(store):
    key = one(store, 1, url=None, external_id="a").key
    assert one(store, 1, external_id="a").key == key
    assert store.resolve(address(1)) == key
    assert one(store, 2, external_id="a").what == "refused"
    assert one(store, 2, url=None, external_id="a").key == key
    assert one(store, 2, url=None, external_id="a", outlet="diwan").what == "refused"


def test_sixteen_hex_digits_never_mean_two_articles(store):
    key = one(store, 1).key
    assert one(store, 2, external_id=hex_id(key)).refused.reason == Reason.ID_CONFLICT
    assert one(store, 1, external_id=hex_id(key)).what == "seen"
    mine = article_key(address(7))
    one(store, 3, external_id=hex_id(mine))
    other = one(store, 7)
    assert other.key != mine
    assert store.resolve(other.id) == other.key


def test_our_own_ids_may_come_back_from_an_export(store):
    without = one(store, 1, url=None)
    assert one(store, 1, url=None, external_id=without.id).key == without.key
    assert one(store, 1, url=None, external_id=without.id, outlet="diwan").what == "refused"


def test_ids_are_not_folded_or_trimmed(store):
    assert len({one(store, n, external_id=name).key for n, name in enumerate(("a", "A", " a", "ا", "أ", "a\0b"))}) == 6


# ---------------------------------------------------------------- versions and observations


def test_a_b_a_is_three_observations_of_two_versions(store):
    times = ["2025-03-01T08:00Z", "2025-03-01T09:00Z", "2025-03-01T10:00Z"]
    outcomes = [one(store, 1, text=text, fetched_at=when) for text, when in zip("أبأ", times, strict=True)]
    assert [o.what for o in outcomes] == ["new", "version", "seen"]
    assert all(o.current and o.change for o in outcomes)
    key = outcomes[0].key
    assert store.observations(key) == [Observation(n, at(when)) for n, when in zip((1, 2, 1), times, strict=True)]
    assert [(v.number, v.text, v.first_seen) for v in store.versions(key)] == [(1, "أ", at(times[0])), (2, "ب", at(times[1]))]
    found = shown(store, key)
    assert (found.article.text, found.version, found.versions) == ("أ", 1, 2)
    assert found.facts.keywords[0].text == "أ"
    assert store.profiles([key])[key].fingerprint.hashes == "أ".encode()


def test_the_same_observation_is_noted_once(store):
    key = one(store, 1, fetched_at="2025-03-01T08:00Z").key
    assert one(store, 1, fetched_at="2025-03-01T08:00Z").change == 0
    assert one(store, 1, fetched_at="2025-03-01T11:00+03:00").change == 0
    assert len(store.observations(key)) == 1
    one(store, 1, fetched_at="2025-03-02T08:00Z")
    assert len(store.observations(key)) == 2


def test_an_import_without_a_time_of_fetching_is_observed_once(store, archive):
    key = one(store, 1).key
    archive.clock.move(days=1)
    assert one(store, 1).change == 0
    assert len(store.observations(key)) == 1


def test_an_older_fetch_that_comes_late_is_a_version_and_not_the_latest(store):
    one(store, 1, text="جديد", fetched_at="2025-03-02T08:00Z")
    late = one(store, 1, text="قديم", fetched_at="2025-03-01T08:00Z")
    assert (late.what, late.current) == ("version", False)
    found = shown(store, late.key)
    assert (found.article.text, found.versions, found.first_seen) == ("جديد", 2, at("2025-03-01T08:00Z"))
    assert [v.text for v in store.versions(late.key)] == ["قديم", "جديد"]


def test_a_further_sight_of_the_latest_version_changes_no_answer(store):
    one(store, 1, fetched_at="2025-03-01T08:00Z")
    again = one(store, 1, fetched_at="2025-03-02T08:00Z")
    assert (again.what, again.change, again.current) == ("seen", 0, True)


def test_a_version_is_the_publishers_and_not_the_extractors(store):
    one(store, 1, text="نص", page="p1", extractor="page/1", fetched_at="2025-03-01T08:00Z")
    assert one(store, 1, text="نص", extractor="page/2", fetched_at="2025-03-02T08:00Z").what == "seen"
    same_page = one(store, 1, text="نص أنظف", page="p1", extractor="page/2", fetched_at="2025-03-01T08:00Z")
    assert (same_page.what, same_page.change) == ("seen", 0)
    assert shown(store, same_page.key).article.text == "نص"


def test_what_was_missing_is_learnt_and_nothing_that_was_there_is_lost(store):
    key = one(store, 1, byline="منى").key
    learnt = one(store, 1, byline="منى", published="2025-03-01T08:00Z")
    assert (learnt.what, bool(learnt.change)) == ("seen", True)
    assert shown(store, key).article.published == at("2025-03-01T08:00Z", "meta")
    assert one(store, 1).change == 0
    assert one(store, 1, byline="سعاد", published="2025-03-01T08:00Z").change == 0
    assert shown(store, key).article.byline == "منى"


def test_a_page_that_comes_later_is_noted_with_its_version(store):
    key = one(store, 1).key
    assert one(store, 1, page="p1").change
    assert one(store, 1, page="p2").change == 0
    assert shown(store, key).page == store.versions(key)[0].page == "p1"


# ---------------------------------------------------------------- time


@pytest.mark.parametrize(
    ("fetched_at", "published", "value", "basis"),
    [
        ("2025-03-01T08:00Z", "2025-02-01", "2025-03-01T08:00+00:00", "fetched"),
        (None, "2025-02-01", "2025-02-01", "meta"),
        (None, None, "2025-03-10T12:00:00+00:00", "imported"),
        ("2099-01-01T00:00Z", "2025-02-01", "2025-02-01", "meta"),
        (None, "2099-01-01", "2025-03-10T12:00:00+00:00", "imported"),
    ],
)
def test_first_seen_is_fetched_else_published_else_imported(store, fetched_at, published, value, basis):
    first = shown(store, one(store, 1, fetched_at=fetched_at, published=published).key).first_seen
    assert (first.value, first.basis) == (value, basis)


@pytest.mark.parametrize(
    ("fetched_at", "published", "place"),
    [
        ("2025-03-01T08:00Z", "2025-02-01T08:00Z", "2025-02-01T08:00Z"),
        ("2025-03-01T08:00Z", "2025-03-02T08:00Z", "2025-03-01T08:00Z"),
        ("2025-03-01T08:00Z", None, "2025-03-01T08:00Z"),
        ("2025-03-01", "2025-03-01T08:00Z", "2025-03-01T08:00Z"),
        (None, "2025-02-01", "2025-02-01"),
        (None, "1969-07-20T20:17Z", "1969-07-20T20:17Z"),
        (None, "2099-01-01", None),
        (None, None, None),
    ],
)
def test_the_place_is_published_but_never_after_the_fetch(store, fetched_at, published, place):
    from rawi.moments import instant

    stored = shown(store, one(store, 1, fetched_at=fetched_at, published=published).key)
    seconds = None if place is None else int(instant(at(place)).timestamp())
    assert store.position(stored) == Cursor(at=UNDATED if seconds is None else seconds, arrival=1)
    assert store.instants([stored.key, 12345]) == {stored.key: seconds}


def test_the_place_follows_the_latest_version(store):
    one(store, 1, text="أ", published="2025-02-01T08:00Z", fetched_at="2025-03-01T08:00Z")
    key = one(store, 1, text="ب", published="2025-02-03T08:00Z", fetched_at="2025-03-02T08:00Z").key
    assert store.status().newest == store.position(shown(store, key)).at == 1738569600


# ---------------------------------------------------------------- lists


def fill(store, count=12):
    """Articles of which some share a second and some have no date."""
    days = [None, "2025-03-01", "2025-03-02T10:00Z", "2025-03-01"]
    made = [
        arrival(n, outlet=("manara", "diwan")[n % 2], published=days[n % 4], tags=("غزّة_الآن",) if n % 3 == 0 else ("زلزلة", "زلزله"))
        for n in range(count)
    ]
    return [o.key for o in store.put(made)]


def expected(store, keys):
    return sorted(keys, key=lambda key: (store.position(shown(store, key)).at, shown(store, key).arrival), reverse=True)


@pytest.mark.parametrize("outlet", [None, "diwan", "غائب"])
@pytest.mark.parametrize("tag", [None, "#غزة الآن", "زَلْزَلَة", "غائب"])
@pytest.mark.parametrize("step", [1, 2, 5, 100])
def test_newest_first_page_by_page_gives_each_article_once(store, outlet, tag, step):
    from rawi.store.reading import tag_key

    every = expected(store, fill(store))
    want = [
        key
        for key in every
        if (outlet is None or shown(store, key).article.outlet == outlet)
        and (tag is None or tag_key(tag) in {tag_key(name) for name in shown(store, key).article.tags})
    ]
    got, before = [], None
    while stretch := store.newest(step, before=before, outlet=outlet, tag=() if tag is None else tag):
        got += [item.key for item in stretch]
        before = store.position(stretch[-1])
        assert len(got) <= len(want)
    assert got == want


def test_undated_articles_come_last_newest_arrival_first(store):
    one(store, 1)
    one(store, 2, published="1950-01-01")
    one(store, 3)
    assert [item.article.url for item in store.newest(9)] == [address(n) for n in (2, 3, 1)]


def test_no_list_for_no_limit(store):
    fill(store)
    assert store.newest(0) == store.newest(-1) == store.in_order(limit=0) == store.changes(0, 0) == []


def test_tags_and_outlets_follow_the_latest_version(store):
    one(store, 1, text="أ", tags=("قديم",), outlet="manara", fetched_at="2025-03-01T08:00Z")
    one(store, 1, text="ب", tags=("جديد",), outlet="diwan", url=address(1), fetched_at="2025-03-02T08:00Z")
    assert store.newest(5, tag="قديم") == store.newest(5, outlet="manara") == []
    assert len(store.newest(5, tag="جديد", outlet="diwan")) == 1
    assert [count.outlet for count in store.outlets()] == ["diwan"]


def test_the_place_of_what_is_gone_is_not_found(store):
    stored = shown(store, one(store, 1).key)
    store.remove(stored.key)
    with pytest.raises(NotFoundError):
        store.position(stored)


def test_in_order_of_arrival(store):
    keys = fill(store)
    store.remove(keys[3])
    assert [item.key for item in store.in_order()] == [key for key in keys if key != keys[3]]
    assert [item.arrival for item in store.in_order(after=2, limit=3)] == [3, 5, 6]


def test_outlets_most_articles_first(store):
    fill(store)
    one(store, 100, outlet="diwan", published="2025-03-05")
    assert store.outlets() == [OutletCount("diwan", 7, 1741132800), OutletCount("manara", 6, 1740909600)]
    one(store, 5, outlet="nida", url="https://nida.example/5")
    assert store.outlets()[-1] == OutletCount("nida", 1, None)


def test_status_counts(store, archive):
    assert store.status() == Status(articles=0, versions=0, pages=0, page_bytes=0, outlets=0, newest=None, arrived=None, sequence=0)
    fill(store)
    one(store, 0, text="تعديل", fetched_at="2025-03-09T08:00Z")
    store.keep_page(Page(url=address(1), body=b"<html>" * 50))
    status = store.status()
    assert (status.articles, status.versions, status.outlets, status.pages) == (12, 13, 2, 1)
    assert 0 < status.page_bytes < 300
    assert (status.newest, status.arrived) == (1741507200, int(archive.clock().timestamp()))
    assert status.sequence == store.changes(0)[-1].sequence


# ---------------------------------------------------------------- changes, rewriting, removing


def test_changes_rise_and_keep_the_last_of_each_article(store):
    first, second = one(store, 1), one(store, 2)
    third = one(store, 1, text="تعديل")
    assert first.change < second.change < third.change
    assert store.changes(0) == [Change(second.change, second.key), Change(third.change, first.key)]
    assert store.changes(second.change) == [Change(third.change, first.key)]
    assert store.changes(0, 1) == [Change(second.change, second.key)]


def test_a_removal_is_a_change_that_stays(store, archive):
    key = one(store, 1, external_id="a", tags=("غزة",)).key
    last = one(store, 2).change
    assert store.remove(key) is True
    (change,) = store.changes(last)
    assert (change.key, change.removed) == (key, True)
    assert store.remove(key) is False
    assert store.changes(change.sequence) == []
    for name in ("a", hex_id(key), address(1)):
        assert store.resolve(name) is None
    assert store.get([key]) == store.profiles([key]) == {}
    assert store.versions(key) == store.observations(key) == store.newest(5, tag="غزة") == []
    assert store.status().articles == store.status().versions == 1
    store.close()
    again = archive()
    assert again.changes(last) == [change]
    assert one(again, 3).change > change.sequence


def test_removing_takes_the_pages_that_only_it_had(store):
    own, shared = (store.keep_page(Page(url=address(n), body=bytes([n]) * 50)).digest for n in (1, 2))
    key = one(store, 1, page=own, text="أ").key
    one(store, 1, page=shared, text="ب")
    one(store, 2, page=shared)
    store.remove(key)
    assert store.page(own) is None
    assert store.page(shared) is not None


def test_rewriting_makes_no_version_and_no_observation(store):
    key = one(store, 1, text="نص وقائمة", fetched_at="2025-03-01T08:00Z", tags=("قديم",)).key
    before = store.status().sequence
    better = arrival(1, text="نص", extractor="page/2", tags=("جديد",), published="2025-02-01", page="p1")
    store.rewrite(key, 1, better)
    found = shown(store, key)
    assert (found.article.text, found.version, found.versions, found.extractor, found.page) == ("نص", 1, 1, "page/2", "p1")
    assert (found.facts.keywords, store.profiles([key])[key]) == (better.facts.keywords, better.profile)
    assert store.observations(key) == [Observation(1, at("2025-03-01T08:00Z"))]
    assert (len(store.newest(5, tag="جديد")), store.newest(5, tag="قديم"), store.position(found).at) == (1, [], 1738368000)
    assert [c.key for c in store.changes(before)] == [key]
    after = contents(store)
    store.rewrite(key, 1, better)
    assert contents(store) == after


def test_an_old_import_still_finds_a_rewritten_version(store):
    given_ = arrival(1, text="نص وقائمة", fetched_at="2025-03-01T08:00Z")
    store.put([given_])
    store.rewrite(article_key(address(1)), 1, arrival(1, text="نص", extractor="page/2"))
    assert store.put([given_])[0].change == 0
    assert one(store, 1, text="نص", extractor="page/2", fetched_at="2025-03-02T08:00Z").what == "seen"


def test_an_item_with_neither_is_found_after_rewriting(store):
    key = one(store, 1, url=None).key
    store.rewrite(key, 1, arrival(1, url=None, text="أنظف", extractor="page/2"))
    assert one(store, 1, url=None).key == key


def test_rewriting_an_older_version_leaves_the_latest(store):
    one(store, 1, text="أ", fetched_at="2025-03-01T08:00Z")
    key = one(store, 1, text="ب", fetched_at="2025-03-02T08:00Z").key
    store.rewrite(key, 1, arrival(1, text="أأ", extractor="page/2"))
    assert [v.text for v in store.versions(key)] == ["أأ", "ب"]
    assert shown(store, key).article.text == "ب"


def test_rewriting_what_is_not_there_is_not_found(store):
    key = one(store, 1).key
    for wrong in ((key, 2), (key, 0), (5, 1)):
        with pytest.raises(NotFoundError) as caught:
            store.rewrite(*wrong, arrival(1))
        assert caught.value.about == hex_id(wrong[0])
    with pytest.raises(UsageError):
        store.rewrite(key, 1, arrival(1, text="\ud800"))


def test_versions_and_observations_of_nothing_are_empty(store):
    assert store.versions(5) == store.observations(5) == []
    assert store.get([]) == store.profiles([]) == {}


# ---------------------------------------------------------------- pages


def test_a_page_comes_back_byte_by_byte(store):
    body = bytes(range(256)) * 3
    page = Page(url=address(1), body=body, content_type="text/html; charset=windows-1256", fetched_at="2025-03-01T08:00Z")
    kept = store.keep_page(page)
    assert (kept.size, kept.url, kept.content_type, kept.fetched_at) == (len(body), page.url, page.content_type, page.fetched_at)
    assert store.page(kept.digest) == (kept, body)
    assert store.page("0" * 64) is None
    assert store.page("../../rawi.db") is None


def test_keeping_a_page_again_changes_nothing(store, archive):
    kept = store.keep_page(Page(url=address(1), body=b"x"))
    status = store.status()
    archive.clock.move(days=1)
    assert store.keep_page(Page(url=address(2), body=b"x")) == kept
    assert store.status() == status


def test_an_empty_page_can_be_kept(store):
    kept = store.keep_page(Page(url=address(1), body=b""))
    assert store.page(kept.digest) == (kept, b"")


def test_the_oldest_pages_go_when_the_size_is_passed(archive):
    import random

    store = archive(page_cap_bytes=3_500)
    kept = [store.keep_page(Page(url=address(n), body=random.Random(n).randbytes(1000))).digest for n in range(5)]
    assert [store.page(digest) is not None for digest in kept] == [False, False, True, True, True]
    assert store.status().pages == 3
    assert store.status().page_bytes <= 3_500
    large = store.keep_page(Page(url=address(9), body=random.Random(9).randbytes(4000)))
    assert store.page(large.digest) is None
    assert store.status().pages == 3


def test_the_oldest_pages_go_when_their_time_is_over(archive):
    store = archive(page_days=10)
    old = store.keep_page(Page(url=address(1), body=b"old")).digest
    archive.clock.move(days=9)
    middle = store.keep_page(Page(url=address(2), body=b"middle")).digest
    archive.clock.move(days=2)
    assert store.page(old) is not None
    new = store.keep_page(Page(url=address(3), body=b"new")).digest
    assert [store.page(digest) is not None for digest in (old, middle, new)] == [False, True, True]
    store.close()
    again = archive(page_days=1)
    assert [again.page(digest) is not None for digest in (middle, new)] == [False, True]
    again.close()
    none = archive(page_days=0)
    assert none.page(new) is None
    assert none.page(none.keep_page(Page(url=address(4), body=b"none")).digest) is None


def test_an_article_outlives_its_page(archive):
    store = archive(page_days=1)
    kept = store.keep_page(Page(url=address(1), body=b"one"))
    key = one(store, 1, page=kept.digest).key
    archive.clock.move(days=3)
    store.keep_page(Page(url=address(2), body=b"two"))
    assert store.page(shown(store, key).page) is None
    assert list(store.check()) == []


# ---------------------------------------------------------------- progress and refusals


def test_progress_goes_on_and_never_back(store):
    assert store.progress("s") is None
    store.put([arrival(1)], progress=Progress("s", 10, 1))
    store.note_progress(Progress("s", 20, 2))
    store.put([arrival(1)], progress=Progress("s", 10, 1))
    assert store.progress("s") == Progress("s", 20, 2)
    store.note_progress(Progress("s", 20, 2, done=True))
    store.note_progress(Progress("s", 20, 2))
    assert store.progress("s") == Progress("s", 20, 2, done=True)


def test_a_put_that_fails_leaves_neither_articles_nor_progress(store, monkeypatch):
    def fail(*_):
        raise RuntimeError("as if by a bug half-way")

    with monkeypatch.context() as patched:
        patched.setattr("rawi.store.sqlite._note", fail)
        with pytest.raises(RuntimeError):
            store.put([arrival(1)], progress=Progress("s", 1))
    assert (store.status().articles, store.progress("s")) == (0, None)
    assert one(store, 1).what == "new"


def test_refusals_are_counted_by_place_and_reason(store):
    empty, short = Refused("extract", Reason.EMPTY), Refused("extract", Reason.TOO_SHORT, "12")
    store.note_refusals([empty, short, empty])
    store.note_refusals([])
    assert store.refusals() == {("extract", "empty"): 2, ("extract", "too_short"): 1}


def test_refusals_beside_progress_count_once_however_often_the_batch_is_repeated(store):
    for _ in range(2):
        store.put([arrival(1)], progress=Progress("s", 5, 1), refused=[Refused("import", Reason.BAD_JSON)])
        store.note_progress(Progress("s", 9, 2), refused=[Refused("import", Reason.BAD_FIELD)])
    assert store.refusals() == {("import", "bad_json"): 1, ("import", "bad_field"): 1}


# ---------------------------------------------------------------- everything may be repeated

ARRIVALS = st.builds(
    lambda number, text, external, fetched, published, moved, tags, known: arrival(
        number,
        text=text,
        url=None if number == 0 else address(number),
        external_id=external,
        fetched_at=fetched,
        published=published,
        addresses=(address(moved),) if moved else (),
        tags=tags,
        byline=known,
        outlet="manara" if number < 3 else "diwan",
    ),
    number=st.integers(0, 4),
    text=st.sampled_from(["أ", "ب", "ج"]),
    external=st.sampled_from([None, None, "x", "y", hex_id(article_key(address(1)))]),
    fetched=st.sampled_from([None, "2025-03-01T08:00Z", "2025-03-02", "2025-03-03T08:00Z", "2099-01-01"]),
    published=st.sampled_from([None, "2025-02-01", "2025-03-02T09:00Z"]),
    moved=st.sampled_from([0, 0, 1, 4, 5]),
    tags=st.sampled_from([(), ("غزة",)]),
    known=st.sampled_from([None, "منى"]),
)
WRITES = st.lists(
    st.one_of(
        st.lists(ARRIVALS, min_size=1, max_size=3),
        st.builds(Progress, source=st.just("s"), lines=st.integers(0, 5), refused=st.integers(0, 3), done=st.booleans()),
        st.builds(Page, url=st.just(address(1)), body=st.sampled_from([b"a", b"b"])),
    ),
    max_size=10,
)


def write(store, step):
    """Do one step; return what of it was not refused, for a refused arrival is judged anew when it comes again."""
    if isinstance(step, Progress):
        store.note_progress(step, refused=[Refused("import", Reason.EMPTY)])
    elif isinstance(step, Page):
        store.keep_page(step)
    else:
        return [one for one, outcome in zip(step, store.put(step), strict=True) if outcome.what != "refused"]
    return step


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=WRITES, again=st.integers(0, 10))
def test_repeating_any_beginning_of_the_writes_changes_nothing(archive, tmp_path_factory, steps, again):
    archive.folder = tmp_path_factory.mktemp("repeat") / "archive"
    store = archive()
    taken = [write(store, step) for step in steps]
    before = contents(store)
    archive.clock.move(minutes=1)
    for step in taken[:again]:
        write(store, step)
    assert contents(store) == before
    assert list(store.check()) == []
    store.close()


# ---------------------------------------------------------------- readers, threads, the end


def test_a_reader_sees_what_was_committed_and_writes_nothing(store, archive):
    key = one(store, 1).key
    reader = archive(write=False)
    assert reader.get([key])[key].key == key
    one(store, 2)
    assert reader.status().articles == 2
    for attempt in (lambda: reader.put([arrival(3)]), lambda: reader.remove(key), lambda: reader.note_progress(Progress("s", 1))):
        with pytest.raises(ArchiveError):
            attempt()
    assert reader.status().articles == 2


def test_readers_see_whole_batches_while_the_writer_writes(store, archive):
    reader, seen, over = archive(write=False), [], threading.Event()

    def look():
        while not over.is_set():
            seen.append(reader.status().articles)
            seen.append(len(reader.in_order(limit=10_000)))

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for batch in range(40):
        store.put([arrival(batch * 7 + n) for n in range(7)])
    over.set()
    for thread in threads:
        thread.join()
    assert seen
    assert all(count % 7 == 0 for count in seen)


def test_many_threads_write_and_read_one_store(store):
    failures = []

    def work(worker):
        try:
            for n in range(20):
                (outcome,) = store.put([arrival(n, text=f"نص {worker}", fetched_at=f"2025-03-0{worker + 1}T08:00Z")])
                assert store.get([outcome.key])[outcome.key].versions >= 1
                store.keep_page(Page(url=address(n), body=f"{worker} {n}".encode()))
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (store.status().articles, store.status().versions, store.status().pages) == (20, 100, 100)
    assert list(store.check()) == []


def test_what_was_stored_is_there_after_closing(store, archive):
    fill(store)
    kept = store.keep_page(Page(url=address(1), body=b"page"))
    store.note_refusals([Refused("extract", Reason.EMPTY)])
    before = contents(store)
    store.close()
    store.close()
    again = archive()
    assert contents(again) == before
    assert again.page(kept.digest) == (kept, b"page")


def test_a_closed_store_says_so(store):
    key = one(store, 1).key
    store.close()
    for attempt in (lambda: store.get([key]), lambda: store.put([arrival(2)]), lambda: list(store.check()), lambda: store.page("a")):
        with pytest.raises(ArchiveError, match="closed"):
            attempt()


def test_a_sound_archive_has_no_faults(store):
    fill(store, 30)
    store.keep_page(Page(url=address(1), body=b"page"))
    assert list(store.check()) == []


def test_hex_and_key_are_one_name(store):
    key = one(store, 1).key
    assert key_of_hex(hex_id(key)) == key


# ---------------------------------------------------------------- corrections

SAID = ("قال", "الوزير", "إن المحطة ستعمل")


def test_a_mark_is_kept_with_the_version_and_the_time(store, archive):
    key = one(store, 1).key
    before = store.status().sequence
    assert store.correct(key, "attribution", SAID, method="attribution/1", note="ليس مصدراً")
    (mark,) = store.corrections(key)
    assert (mark.kind, mark.anchor, mark.method, mark.note) == ("attribution", SAID, "attribution/1", "ليس مصدراً")
    assert mark.digest == store.versions(key)[0].digest
    assert mark.at.value == archive.clock.now.isoformat(timespec="seconds")
    assert store.changes(before) == [Change(before + 1, key)]
    assert list(store.check()) == []


def test_a_repeated_mark_has_no_effect_but_on_its_note(store, archive):
    key = one(store, 1).key
    store.correct(key, "chain", ("الوزير", "", "المنارة"), method="attribution/1")
    kept, sequence = store.corrections(key), store.status().sequence
    archive.clock.move(days=1)
    assert not store.correct(key, "chain", ("الوزير", "", "المنارة"), method="attribution/2")
    assert (store.corrections(key), store.status().sequence) == (kept, sequence)
    assert store.correct(key, "chain", ("الوزير", "", "المنارة"), method="attribution/1", note="بل السكرتير")
    assert [mark.note for mark in store.corrections(key)] == ["بل السكرتير"]
    assert not store.correct(key, "chain", ("الوزير", "", "المنارة"), method="attribution/1"), "a note stays"
    assert [mark.note for mark in store.corrections(key)] == ["بل السكرتير"]
    assert store.correct(key, "attribution", ("الوزير", "", "المنارة"), method="attribution/1"), "another kind is another mark"


def test_a_mark_outlasts_versions_and_goes_with_its_article(store):
    key = one(store, 1, fetched_at="2025-03-01T06:00Z").key
    store.correct(key, "attribution", SAID, method="attribution/1")
    kept = store.corrections(key)
    one(store, 1, text="نص آخر.", fetched_at="2025-03-02T06:00Z")
    store.rewrite(key, 1, arrival(1, text="نص ثالث.", extractor="page/2"))
    assert store.corrections(key) == kept
    assert store.remove(key)
    assert store.corrections(key) == ()
    assert one(store, 1).key == key
    assert store.corrections(key) == ()


def test_an_edge_belongs_to_both_its_ends(store):
    a, b, c = (one(store, number).key for number in (1, 2, 3))
    anchor = (hex_id(a), hex_id(b))
    assert store.correct(a, "edge", anchor, method="reuse/1", beside=b)
    assert not store.correct(b, "edge", anchor, method="reuse/1", beside=a)
    assert store.corrections(a) == store.corrections(b) != ()
    assert store.corrections(c) == ()
    assert not store.uncorrect(c, "edge", anchor)
    assert store.uncorrect(b, "edge", anchor)
    assert not store.uncorrect(a, "edge", anchor)
    store.correct(a, "edge", anchor, method="reuse/1", beside=b)
    store.remove(b)
    assert store.corrections(a) == ()
    assert list(store.check()) == []


def test_a_mark_needs_its_articles(store):
    key = one(store, 1).key
    for wanted in ({"key": 5}, {"key": key, "beside": 5}):
        with pytest.raises(NotFoundError):
            store.correct(wanted["key"], "edge", ("a", "b"), method="reuse/1", beside=wanted.get("beside"))
    assert store.corrections(key) == store.corrections(5) == ()
    assert not store.uncorrect(5, "edge", ("a", "b"))


def test_marks_are_still_there_when_the_archive_is_opened_again(archive):
    store = archive()
    key = one(store, 1).key
    store.correct(key, "attribution", SAID, method="attribution/1")
    kept = store.corrections(key)
    store.close()
    assert archive(write=False).corrections(key) == kept


# ---------------------------------------------------------------- names


def naming(number, *mentions):
    """Make an arrival that names things: key, type, as it is written."""
    made = arrival(number)
    found = tuple(Mention(written, 0, len(written), kind, key) for key, kind, written in mentions)
    return msgspec.structs.replace(made, facts=msgspec.structs.replace(made.facts, entities=found))


def test_what_is_said_of_names_is_kept_once_and_taken_back(store, archive):
    assert store.rule_name("merge", "كورونا", "كوفيد", note="مرض واحد")
    assert not store.rule_name("merge", "كورونا", "كوفيد")
    archive.clock.move(days=1)
    assert store.rule_name("split", "بيريز", "بريز")
    first, second = store.name_rules()
    assert (first.kind, first.a, first.b, first.note, second.kind) == ("merge", "كورونا", "كوفيد", "مرض واحد", "split")
    assert first.at.value < second.at.value
    assert store.unrule_name("split", "بريز", "بيريز")
    assert not store.unrule_name("split", "بريز", "بيريز")
    assert store.name_rules() == (first,)


def test_what_is_said_of_names_is_there_when_the_archive_is_opened_again(archive):
    store = archive()
    store.rule_name("merge", "كورونا", "كوفيد")
    store.close()
    assert [(rule.a, rule.b) for rule in archive(write=False).name_rules()] == [("كورونا", "كوفيد")]


def test_what_the_archive_shows_of_names_is_replaced_and_what_people_said_stays(store):
    store.rule_name("merge", "كورونا", "كوفيد")
    store.show_names([Company("راموس", "راموز", 0.5)])
    store.show_names([Company("جروس", "غروس", 0.61), Company("دوجان", "دوغان", 0.4)])
    assert [(rule.kind, rule.a, rule.b, rule.note) for rule in store.name_rules() if rule.kind == "company"] == [
        ("company", "جروس", "غروس", "0.61"),
        ("company", "دوجان", "دوغان", "0.40"),
    ]
    assert [rule.a for rule in store.name_rules() if rule.kind == "merge"] == ["كورونا"]
    store.show_names([])
    assert [rule.kind for rule in store.name_rules()] == ["merge"]


def test_what_the_newest_articles_name_is_read_newest_first(store):
    store.put([naming(1, ("بيروت", "LOC", "بيروت"), ("بيروت", "LOC", "وبيروت")), naming(2, ("دمشق", "LOC", "دمشق"))])
    assert sorted(one.keys for one in store.named(10)) == [("بيروت",), ("دمشق",)]
    assert len(store.named(1)) == 1


def test_spellings_are_counted_once_for_each_version(store):
    beirut = ("بيروت", "LOC", "بيروت")
    for _ in range(2):
        store.put([naming(1, beirut, ("بيروت", "LOC", "وبيروت")), naming(2, beirut)])
    assert store.spellings("بيروت") == [Spelling("بيروت", "LOC", "بيروت", 2)]
    assert store.spellings("دمشق") == []
    store.recount_names()
    assert store.spellings("بيروت") == [Spelling("بيروت", "LOC", "بيروت", 2)]


def test_spellings_counted_anew_are_those_of_every_version(store):
    store.put([naming(1, ("بيروت", "LOC", "بيروت"))])
    changed = naming(1, ("بيروت", "LOC", "بيروت"))
    store.put([msgspec.structs.replace(changed, article=msgspec.structs.replace(changed.article, text="نص معدل"))])
    counted = store.spellings("بيروت")
    store.recount_names()
    assert store.spellings("بيروت") == counted == [Spelling("بيروت", "LOC", "بيروت", 2)]


def test_the_tags_of_late_are_counted_with_their_outlets_and_those_before(store):
    def put(number, outlet, published, *tags):
        store.put([arrival(number, outlet=outlet, published=published, tags=tags, text=f"نص {number}")])

    put(1, "manara", "2025-03-01T08:00+00:00", "سد الركبان")
    put(2, "manara", "2025-03-03T08:00+00:00", "سد الركبان")
    put(3, "marsa", "2025-03-03T09:00+00:00", "سد الركبان", "الطقس")
    put(4, "marsa", None, "سد الركبان")
    day = 86_400
    late = 1_740_960_000  # 3 March 2025
    (found,) = [one for one in store.tags_since(late - 5 * day, late, 100) if one.key == tag_key("سد الركبان")]
    assert (found.late, found.outlets, found.before) == (2, 2, 1)
    assert tag_key("الطقس") not in {one.key for one in store.tags_since(late - 5 * day, late, 100)}, "one article is no talk"
    assert store.dated_since(late - 5 * day, late, 100) == (2, 1)
    assert store.dated_since(late - 5 * day, late, 1) == (1, 0)
    assert store.tags_since(late + 9 * day, late + 9 * day, 100) == []
