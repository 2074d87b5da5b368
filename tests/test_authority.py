"""One thing under several spellings: one tag, one line of the counts, one suggestion; two where a person said that they are two."""

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser as read
from starlette.testclient import TestClient

import rawi
from rawi.authority import Authority
from rawi.model import Article, Moment
from rawi.serve.app import create
from rawi.settings import Settings
from rawi.store.contract import Embedded

TEXTS = [
    (
        "a1",
        "marsa",
        "بلينكن في السدرة",
        "قال أنتوني بلينكن إن الميناء آمن، وزار بلينكن السوق القديمة في السدرة.",
        ("بلينكن", "ميناء السدرة"),
    ),
    (
        "a2",
        "barq",
        "بلينكين يغادر السدرة",
        "قال أنتوني بلينكين إن الزيارة انتهت، وغادر بلينكين مطار السدرة مساءً.",
        ("بلينكين", "ميناء السدرة"),
    ),
    ("a3", "jabal", "الوزير في منفار", "وأكد وزير الخارجية أنتوني بلينكن أن السد في منفار سيُبنى قبل الصيف.", ("أنتوني بلينكن",)),
    ("a4", "barq", "السد في موعده", "وأضاف بلينكين أن السد سيُبنى في موعده ولن يتأخر يوماً واحداً عن الصيف.", ("#بلينكين",)),
    ("a5", "barq", "فيروس كورونا ينحسر", "تراجع فيروس كورونا في منفار بعد شهرين من القيود على الأسواق.", ("كورونا",)),
    ("a6", "marsa", "وباء منفار", "سُجلت عشر إصابات بالجائحة في منفار، وفُرضت القيود من جديد على الأسواق.", ("الجائحة",)),
]


@pytest.fixture
def archive(tmp_path):
    with rawi.open(tmp_path / "news") as made:
        for at, (name, outlet, title, text, tags) in enumerate(TEXTS, start=1):
            day = Moment(f"2025-03-0{at}", "day")
            made.add(
                Article(id=name, url=f"https://{outlet}.example/{name}", outlet=outlet, title=title, text=text, published=day, tags=tags)
            )
        made.flush()
        yield made


def ids(found):
    return sorted(one.id for one in found)


def hits(archive, query):
    return sorted(hit.article.id for hit in archive.search(query).hits)


def tags(archive, query):
    return {one.value: one.articles for one in archive.search(query, counting=True).counted.tags}


@pytest.mark.parametrize("tag", ["بلينكن", "بلينكين", "#بلينكين"])
def test_a_tag_is_one_list_one_search_and_one_count_under_all_its_spellings(archive, tag):
    assert {"a1", "a2", "a4"} <= set(ids(archive.newest(10, tag=tag)))
    assert ids(archive.newest(1, tag=tag)) == ["a4"]
    assert hits(archive, f'tag:"{tag}"') == ids(archive.newest(10, tag=tag))
    counted = tags(archive, "السدرة OR السد OR منفار")
    assert [key for key in counted if key in ("بلينكن", "بلينكين")] in (["بلينكن"], ["بلينكين"])
    assert counted.get("بلينكن", 0) + counted.get("بلينكين", 0) == len(archive.newest(10, tag=tag))


def test_a_split_makes_two_of_them_at_once_and_taking_it_back_one(archive):
    assert archive.split_names("بلينكن", "بلينكين")
    one, other = ids(archive.newest(10, tag="بلينكن")), ids(archive.newest(10, tag="بلينكين"))
    assert ("a1" in one, "a1" in other, "a2" in one, "a4" in other) == (True, False, False, True)
    assert hits(archive, "tag:بلينكين") == other
    assert {"بلينكن", "بلينكين"} <= set(tags(archive, "السدرة"))
    assert archive.forget_names("split", "بلينكن", "بلينكين")
    assert ids(archive.newest(10, tag="بلينكن")) == ids(archive.newest(10, tag="بلينكين"))


def test_a_merge_makes_one_of_two_tags_and_of_two_words_at_once(archive):
    assert hits(archive, "كورونا") == ids(archive.newest(9, tag="كورونا")) == ["a5"]
    assert archive.merge_names("كورونا", "الجائحة")
    assert ids(archive.newest(9, tag="كورونا")) == ids(archive.newest(9, tag="جائحة")) == ["a5", "a6"]
    assert hits(archive, "كورونا") == hits(archive, "tag:كورونا") == ["a5", "a6"]
    assert len([key for key in tags(archive, "الأسواق") if key in ("كورونا", "جايحه")]) == 1
    assert (hits(archive, "القيود"), hits(archive, "-tag:الجائحة القيود")) == (["a5", "a6"], [])
    assert [hit.article.id for hit in archive.search("كورونا", exact=True).hits] == ["a5"]


def test_one_spelling_is_suggested(archive):
    def suggested():
        return [one.text.strip("#") for one in archive.suggest("tag:بلينك") if one.kind == "tag"]

    assert len(suggested()) == 1
    archive.split_names("بلينكن", "بلينكين")
    assert set(suggested()) == {"بلينكن", "بلينكين"}


def test_a_speaker_is_found_by_his_surname_where_that_means_nobody_else(archive):
    whole = hits(archive, 'said:"أنتوني بلينكن"')
    assert {"a1", "a2", "a3"} <= set(whole)
    assert "a4" in hits(archive, "said:بلينكن")
    assert "a4" in whole, "«بلينكين» is nobody but him here"
    speakers = [one for one in archive.search("السدرة OR السد", counting=True).counted.speakers if "بلينك" in one.value]
    assert [(one.articles) for one in speakers] == [4]


def test_a_tag_has_one_page_with_all_its_spellings(archive):
    client = TestClient(create(archive, settings=Settings()), base_url="http://127.0.0.1")
    pages = [read(client.get(f"/t/{name}").text) for name in ("بلينكن", "بلينكين")]
    assert len({page.css_first("h1").text() for page in pages}) == 1
    assert all("بلينك" in page.css_first("h1").attributes["title"] for page in pages)
    assert len({page.css_first("link[type='application/rss+xml']").attributes["href"] for page in pages}) == 1
    shown = [node for node in read(client.get("/a/a2").text).css(".tags a") if node.text().endswith(("بلينكن", "بلينكين"))]
    assert len(shown) == len({Authority(archive.store, archive.index).thing(node.text()) for node in shown}) > 0
    assert any("بلينكن" in (node.attributes.get("title") or "") for node in shown)


def test_a_query_keeps_its_words_where_an_archive_knows_nothing(tmp_path):
    from rawi.index.query import parse

    with rawi.open(tmp_path / "empty") as archive:
        query = parse("هدنة إنسانية tag:غزة said:الحلبي")
        widened = archive.authority().widen(query)
        assert widened.tags_alike == {"غزه": ("غزه",)}
        assert all(not one.names and not one.called for one in (*widened.alike.values(), *widened.speakers_alike.values()))
        assert msgspec.structs.replace(widened, tags_alike={}, alike={}, speakers_alike={}) == query


def test_a_list_says_that_it_is_ordered_by_meaning_only_where_it_is(archive):
    class Reader:
        name, spread = "reader", 0.1

        def embed(self, texts):
            return [[1.0, 2.0] for _ in texts]

    key = archive.article("a1").key
    assert not archive.by_meaning(key)
    archive.embedder = Reader()
    assert not archive.by_meaning(key), "nothing of it was read for its meaning"
    archive.store.note_vectors("reader", [Embedded(key, 1, b"\x01\x02")])
    assert archive.by_meaning(key)
    page = TestClient(create(archive, settings=Settings()), base_url="http://127.0.0.1").get("/a/a1").text
    assert ("رُتّبت بالمعنى أيضاً" in page) is ('class="related"' in page)
