"""Reuse, families and traces asked of a real archive, on invented texts and on the demo world, whose truth is known."""

import datetime as dt
import random

import msgspec
import pytest

from contract.making import arrival
from rawi.kinship import Kinship
from rawi.language.tokens import keys
from rawi.model import Article, Profile
from rawi.moments import moment
from rawi.outlets.catalogue import Catalogue, load
from rawi.pipeline import Imported, arrive_imported
from rawi.relate.fingerprint import fingerprint
from rawi.store.sqlite import SqliteStore

SYLLABLES = [first + second for first in "بتجحدرسشصعفقكلمنه" for second in "اوي"]
VOCABULARY = ["".join(random.Random(number).choices(SYLLABLES, k=3)) for number in range(4_000)]
NOBODY = Catalogue([])


def made(seed, length=None):
    dice = random.Random(seed)
    return dice.choices(VOCABULARY, k=length or dice.randint(90, 400))


def told(number, words, outlet):
    text = " ".join(words)
    given = arrival(number, outlet=outlet, text=text)
    return msgspec.structs.replace(given, profile=Profile(fingerprint(" ".join(keys(text))), b""))


def changed(words, share, dice):
    words = list(words)
    for at in dice.sample(range(len(words)), int(share * len(words))):
        words[at] = dice.choice(VOCABULARY)
    return words


def excerpt(words, dice):
    length = int(0.4 * len(words))
    start = dice.randrange(len(words) - length)
    return words[start : start + length]


def hidden(words, dice):
    around = made(dice.random(), len(words))
    at = dice.randrange(len(around))
    return around[:at] + list(words) + around[at:]


def shuffled(words, dice):
    blocks = [words[at : at + 25] for at in range(0, len(words), 25)]
    dice.shuffle(blocks)
    return [word for block in blocks for word in block]


WAYS = {
    "one word in ten": (lambda words, dice: changed(words, 0.1, dice), 0.99),
    "one word in five": (lambda words, dice: changed(words, 0.2, dice), 0.99),
    "three words in ten": (lambda words, dice: changed(words, 0.3, dice), 0.95),
    "an excerpt": (excerpt, 0.98),
    "hidden in a text twice as long": (hidden, 0.99),
    "blocks shuffled": (shuffled, 0.99),
}


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """An archive of a hundred texts, and each of them carried by other outlets in each of the ways."""
    with SqliteStore(tmp_path_factory.mktemp("many") / "archive", write=True) as store:
        store.put([told(number, made(number), "manara") for number in range(100)])
        for place, (way, _) in enumerate(WAYS.values()):
            dice = random.Random(place)
            store.put([told(number, way(made(number), dice), f"outlet{place}") for number in range(100)])
        yield store


@pytest.mark.parametrize("way", WAYS)
def test_reuse_is_recalled(many, way):
    kin, place = Kinship(many, NOBODY), list(WAYS).index(way)
    found = 0
    for number in range(100):
        original = many.resolve(f"https://manara.example/news/{number}")
        pairs = kin.reuse_of(many.resolve(f"https://outlet{place}.example/news/{number}"))
        found += any(pair.b_key == original for pair in pairs)
        assert all(pair.direction is None for pair in pairs)
    assert found / 100 >= WAYS[way][1]


def test_excerpts_of_forty_words_with_a_fifth_changed_are_traced(many):
    kin, dice, found = Kinship(many, NOBODY), random.Random(5), 0
    for number in range(50):
        words = made(number)
        start = dice.randrange(len(words) - 40)
        traced = kin.trace(" ".join(changed(words[start : start + 40], 0.2, dice)))
        assert all(stored.article.url.endswith(f"/{number}") for stored, _ in traced)
        found += bool(traced)
    assert found >= 48


def test_a_text_that_is_not_there_is_not_found(many):
    kin = Kinship(many, NOBODY)
    assert not any(kin.trace(" ".join(made(number))) for number in range(1_000, 1_100))
    assert kin.trace("") == kin.trace("كلمة") == []


def test_a_trace_is_earliest_first_with_the_words_in_both_texts(tmp_path):
    words = made(1, 60)
    with SqliteStore(tmp_path / "archive", write=True) as store:
        for number, hour in ((1, "09"), (2, "08"), (3, "10")):
            given = told(number, made(number + 50, 30) + words, f"outlet{number}")
            article = msgspec.structs.replace(given.article, published=moment(f"2025-03-01T{hour}:00+03:00", basis="meta"))
            store.put([msgspec.structs.replace(given, article=article)])
        text = "قال لي صديق: " + " ".join(words)
        found = Kinship(store, NOBODY).trace(text)
        assert [stored.article.outlet for stored, _ in found] == ["outlet2", "outlet1", "outlet3"]
        for stored, traced in found:
            (part,) = traced.passages
            assert text[part.a.start : part.a.end] == part.a.text == " ".join(words)
            assert stored.article.text[part.b.start : part.b.end] == part.b.text == " ".join(words)
            assert traced.share == round(60 / 63, 4)


# ---------------------------------------------------------------- one pair, from both its sides


def test_a_pair_has_the_shares_of_its_definition(tmp_path):
    whole = made(1, 104)
    with SqliteStore(tmp_path / "archive", write=True) as store:
        store.put([told(1, whole, "manara"), told(2, whole[:54], "marsa"), told(3, whole, "manara")])
        kin = Kinship(store, NOBODY)
        pairs = {(pair.a, pair.b): pair for pair in kin.all_reuse()}
        assert len(pairs) == 2  # not the two of one outlet
        names = {stored.article.url: stored.id for stored in store.in_order()}
        pair = pairs[names["https://manara.example/news/1"], names["https://marsa.example/news/2"]]
        assert (pair.share.a_in_b, pair.share.b_in_a, pair.share.jaccard) == (0.5, 1.0, 0.5)
        assert (pair.copy, pair.direction, pair.basis, pair.credited) == (True, None, None, None)
        (turned, _) = sorted(kin.reuse_of(pair.b_key), key=lambda found: found.b_key != pair.a_key)
        assert (turned.share.a_in_b, turned.share.b_in_a) == (1.0, 0.5)


def imported(number, outlet, text, **more):
    article = Article(id=str(number), url=f"https://{outlet}.example/{number}", outlet=outlet, title="عنوان", text=text, **more)
    return arrive_imported(Imported(article, str(number), moment("2025-03-01T08:00Z", basis="fetched")), load())


FRAME = (
    "نفذت الشرطة حملة تفتيش في أسواق {0} أسفرت عن ضبط {1} مخالفة وإغلاق {2} متجراً لم يلتزم بالأسعار المعلنة. وقال مدير الشرطة العقيد {3} "
    "إن الحملات سوف تستمر طوال الشهر، داعياً سكان {0} إلى الإبلاغ عن كل مخالفة يرونها على الرقم {4}، ومؤكداً أن العقوبات رادعة."
)
FACTS = [
    ("بغداد", 37, 12, "الزيود", 4471),
    ("طرابلس", 52, 19, "الطرهوني", 3906),
    ("دمشق", 84, 41, "بوعزيز", 2213),
    ("الرباط", 61, 8, "الكعبي", 7180),
]


def test_the_same_frame_with_other_facts_is_never_a_copy(tmp_path):
    with SqliteStore(tmp_path / "archive", write=True) as store:
        texts = [FRAME.format(*facts) for facts in FACTS]
        store.put([imported(number, f"outlet{number}", text, byline="رويترز") for number, text in enumerate(texts)])
        store.put([imported(9, "reuters", texts[0]), imported(10, "sabq", texts[0] + " (رويترز)")])
        found = {frozenset((pair.a, pair.b)): pair for pair in Kinship(store, load()).all_reuse()}
        assert all(not pair.copy for ids, pair in found.items() if not ids <= {"0", "9", "10"})
        assert all(pair.direction is None for ids, pair in found.items() if not ids <= {"0", "9", "10"})
        true = found[frozenset(("9", "10"))]
        assert (true.copy, true.direction, true.basis, true.credited) == (True, "a>b", "credit", True)


# ---------------------------------------------------------------- the demo world


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    from rawi.world.serve import running

    with running(dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)) as served:
        truth = served.truth
    catalogue = Catalogue([*load().outlets, *truth.outlets])
    with SqliteStore(tmp_path_factory.mktemp("world") / "archive", write=True) as store:
        lines = []
        for known in truth.articles:
            article = Article(
                id=known.key,
                url=known.url,
                outlet=known.outlet,
                title=known.title,
                text=known.text,
                byline=known.byline,
                published=moment(known.published, basis="json-ld"),
                language=known.language,
            )
            lines.append(arrive_imported(Imported(article, known.key, moment(truth.now, basis="fetched")), catalogue))
        store.put(lines)
        yield Kinship(store, catalogue), {known.key: known for known in truth.articles}, store


def line_of(known, key):
    """The articles that a text came through, nearest first."""
    found = []
    while known[key].parent:
        key = known[key].parent
        found.append(key)
    return found


def test_every_cascade_of_the_world_is_found_and_no_arrow_is_wrong(world):
    kin, known, _ = world
    said = {frozenset((pair.a, pair.b)): pair for pair in kin.all_reuse()}
    truth = {(key, giver) for key in known for giver in line_of(known, key) if known[giver].outlet != known[key].outlet}
    assert all(frozenset(pair) in said for pair in truth)
    arrows = [(pair.b, pair.a) if pair.direction == "a>b" else (pair.a, pair.b) for pair in said.values() if pair.direction]
    assert sum(arrow in truth for arrow in arrows) >= 0.97 * len(arrows)
    assert sum(arrow in truth for arrow in arrows) >= 0.9 * len(truth)
    for pair in said.values():
        assert pair.credited == (None if pair.direction is None else pair.basis == "credit")
        if known[pair.a].story != known[pair.b].story:
            assert not pair.copy
            assert pair.direction is None


def test_parents_are_those_of_the_truth(world):
    kin, known, store = world
    right = said = asked = 0
    for key, article in known.items():
        if not article.parent or known[article.parent].outlet == article.outlet:
            continue
        asked += 1
        number = store.resolve(key)
        parent = kin.family(number).parents.get(number)
        if parent is not None and parent.key is not None:
            said += 1
            right += kin.stored(parent.key).id == article.parent
    assert right >= 0.97 * said
    assert said >= 0.85 * asked
