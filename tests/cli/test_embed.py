"""`rawi embed`: what a person sees of it."""

from importlib.util import find_spec

import pytest

from conftest import invented, write_lines
from meaning.models import small_model2vec


def test_without_the_setting_a_sentence_says_what_to_set(rawi):
    done = rawi("embed")
    assert done.returncode == 2
    assert "RAWI_SEMANTIC=on" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_model_is_a_sentence(rawi, monkeypatch, tmp_path):
    monkeypatch.setenv("RAWI_SEMANTIC", str(tmp_path / "none"))
    done = rawi("embed")
    assert done.returncode == 2
    assert "is no folder of a sentence-transformers model" in done.stderr


def test_articles_are_read_once_and_similar_still_answers(rawi, monkeypatch, tmp_path):
    if find_spec("model2vec") is None:
        pytest.skip("model2vec is not installed")
    rawi("import", str(write_lines(tmp_path / "lines.jsonl", [invented(n) for n in range(20)])))
    plain = rawi("similar", "t-3").stdout
    monkeypatch.setenv("RAWI_SEMANTIC", str(small_model2vec(tmp_path / "model")))
    first, again = rawi("embed"), rawi("embed")
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    assert first.stderr.startswith("20 articles read with model2vec model ")
    assert again.stderr.startswith("0 articles read with model2vec model ")
    assert "20 had been" in again.stderr
    assert sorted(rawi("similar", "t-3").stdout.split("\n")) == sorted(plain.split("\n"))
    assert rawi("doctor").returncode == 0
