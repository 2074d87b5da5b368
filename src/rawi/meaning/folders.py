"""A model that a person has in a folder. Comes in: the folder. Goes out: its embedder, through the library that the folder was made for.

A folder of sentence-transformers has modules.json; one of model2vec has it too, and names a static embedding in it or itself in
config.json. Neither library is a part of rawi, and none is asked to download anything.
"""

import importlib
import json
import threading
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from rawi.errors import SettingsError
from rawi.meaning.passage import RECIPE

Library = Literal["model2vec", "sentence_transformers"]
PACKAGES = {"model2vec": "model2vec", "sentence_transformers": "sentence-transformers"}


class FolderEmbedder:
    """A sentence-transformers or model2vec model on this machine's disk.

    Raises:
        SettingsError: the folder is no model, or the library that reads it is not installed.
    """

    # Of a model that nobody measured here: most spread their cosines so much, and one that does less only changes less.
    spread = 0.1

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._library: Library = library_of(folder)
        if find_spec(self._library) is None:
            package = PACKAGES[self._library]
            raise SettingsError(f"The model in {folder} needs the package {package}: `pip install {package}`.", about=str(folder))
        self.name = f"{self._library} {folder.name} {_digest(folder):08x}, text {RECIPE}"
        self._lock = threading.Lock()
        self._model: Any = None

    def embed(self, texts: Sequence[str]) -> list[Sequence[float]]:
        """Embed texts."""
        # Neither library promises that two threads may ask one model at a time.
        with self._lock:
            if self._model is None:
                self._model = self._load()
            rows = self._model.encode([text or " " for text in texts])
        return [[float(value) for value in row] for row in rows]

    def _load(self) -> Any:
        try:
            library = importlib.import_module(self._library)
            if self._library == "model2vec":
                return library.StaticModel.from_pretrained(str(self.folder))
            return library.SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        except Exception as error:  # the libraries raise what theirs raise
            raise SettingsError(f"The model in {self.folder} cannot be loaded: {error}.", about=str(self.folder)) from error


def library_of(folder: Path) -> Library:
    """Tell which library reads a folder.

    Raises:
        SettingsError: it is not a model of either.
    """
    config, modules = _json(folder / "config.json"), _json(folder / "modules.json")
    first = modules[0] if isinstance(modules, list) and modules and isinstance(modules[0], dict) else {}
    named = isinstance(config, dict) and config.get("model_type") == "model2vec"
    if named or (str(first.get("type", "")).endswith("StaticEmbedding") and first.get("path") == "."):
        return "model2vec"
    if first:
        return "sentence_transformers"
    raise SettingsError(
        f"semantic = {str(folder)!r} is no folder of a sentence-transformers model (modules.json) or of a model2vec one (config.json).",
        about=str(folder),
    )


def _json(path: Path) -> Any:
    """Read a JSON file; None where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _digest(folder: Path) -> int:
    """Return 32 bits that change when another model takes the place of this one: names, sizes and times of its files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    seen = "\n".join(f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return zlib.crc32(seen.encode("utf-8", "surrogatepass"))
