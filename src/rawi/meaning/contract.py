"""The written contract of an Embedder. Comes in: texts. Goes out: vectors. `tests/meaning/test_contract.py` holds every one to it.

- Any text that `rawi.meaning.passage` makes gives a finite vector, always of the same length; an empty one too.
- The same text gives the same vector, alone or among others, whichever thread asks.
- `name` changes whenever the same text may give another vector.
"""

from collections.abc import Sequence
from typing import Protocol


class Embedder(Protocol):
    """Turns texts into vectors whose cosine says how near in meaning they are."""

    @property
    def name(self) -> str:
        """What made a vector: library, version, model."""

    @property
    def spread(self) -> float:
        """By how much cosines of articles that share words usually differ: their standard deviation among the candidates of one list."""

    def embed(self, texts: Sequence[str]) -> list[Sequence[float]]:
        """Return a vector for each text, in order."""
