"""An archive is read for its meaning beside other work: nothing twice, nothing lost, and whoever has none is ranked as before."""

import asyncio

import pytest

from meaning.embedders import Counting
from rawi.archive import Archive
from rawi.errors import SettingsError
from rawi.meaning.reading import BATCH, Reader, read_all
from rawi.model import Article
from rawi.running import read_meaning
from rawi.settings import Settings

SHARED = "قالت بلدية السدرة إن المرفأ القديم يفتح بعد هدنة الصيادين والتجار ونزاع الأسعار"


def item(number, text):
    return Article(id=f"m-{number}", url=f"https://marsa.example/{number}", outlet="marsa", title=f"خبر السدرة {number}", text=text)


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "archive", Settings(), write=True) as opened:
        opened.embedder = Counting()
        yield opened


def test_each_article_is_read_once(archive):
    keys = [archive.add(item(n, f"{SHARED} صيادون {n}")).key for n in range(BATCH + 3)]
    reported = []
    assert read_all(archive.store, archive.embedder, reported.append) == len(keys)
    assert reported == [BATCH, BATCH + 3]
    assert read_all(archive.store, archive.embedder) == 0
    assert len(archive.embedder.read) == len(keys)
    assert set(archive.store.vectors("counting 1", keys)) == set(keys)
    assert archive.embedder.read[0].startswith("خبر السدرة 0. قالت بلدية")


def test_a_reader_goes_on_with_what_came_meanwhile(archive):
    reader = Reader(archive.store, archive.embedder)
    archive.add(item(1, SHARED))
    assert [reader.step(), reader.step()] == [1, 0]
    archive.add(item(2, SHARED))
    archive.add(item(1, f"{SHARED} صيادون"))
    assert [reader.step(), reader.step()] == [2, 0], "the new article, and the new version of the one before"


def test_a_rebuild_leaves_what_was_read_of_the_same_text(archive):
    archive.add(item(1, SHARED))
    read_all(archive.store, archive.embedder)
    archive.rebuild()
    assert archive.store.vector_count("counting 1") == 1
    assert list(archive.check()) == []


def test_similar_articles_are_ordered_by_meaning_too_and_as_before_where_there_is_none(archive):
    texts = ["صيادون", "إعصار إعصار إعصار", "صيادون صيادون", "انتخابات"]
    places = ("الشمال", "الجنوب", "الشرق", "الغرب")
    notes = ("وحضر رئيس الغرفة ساعتين", "وغاب نائب المحافظ عن الاجتماع", "ووزعت اللجنة بياناً مكتوباً", "وانتهى اللقاء مساء الخميس")
    bodies = [f"{SHARED} {text} في {place} {note}" for text, place, note in zip(texts, places, notes, strict=True)]
    keys = [archive.add(item(n, body)).key for n, body in enumerate(bodies)]
    for n in range(40):
        archive.add(item(100 + n, f"انتخابات في منفار رقم {n} ومجلس جديد ونتائج {n * 7}"))
    before = archive.similar(keys[0])
    read_all(archive.store, archive.embedder)
    after = archive.similar(keys[0])
    assert {hit.article.key for hit in before} == {hit.article.key for hit in after} == set(keys[1:])
    assert after[0].article.key == keys[2]
    score = {hit.article.key: hit.score for hit in before}
    assert after[0].score > score[keys[2]]
    archive.embedder = None
    assert archive.similar(keys[0]) == before


def test_it_reads_beside_the_server_until_that_ends(archive):
    async def main():
        stop = asyncio.Event()
        task = asyncio.create_task(read_meaning(archive, stop))
        while not archive.store.vector_count("counting 1"):  # noqa: ASYNC110 - what is waited for is a row
            await asyncio.sleep(0.01)
        stop.set()
        await asyncio.wait_for(task, 5)

    archive.add(item(1, SHARED))
    asyncio.run(main())
    assert len(archive.embedder.read) == 1


def test_without_an_embedder_or_with_one_that_fails_the_rest_goes_on(archive, capsys):
    class Failing(Counting):
        def embed(self, texts):  # noqa: ARG002 - the contract's
            raise SettingsError("The model cannot be loaded.")

    archive.add(item(1, SHARED))
    archive.embedder = Failing()
    asyncio.run(read_meaning(archive, asyncio.Event()))
    assert "The model cannot be loaded." in capsys.readouterr().out
    archive.embedder = None
    asyncio.run(read_meaning(archive, asyncio.Event()))
