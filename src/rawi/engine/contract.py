"""The written contract of an Engine: where code runs. Comes in: a pure stage and items. Goes out: its answers.

Every implementation passes `tests/contract/test_engine.py`:

- `map` answers in the order of the items, holds at most `ahead` of them in flight, and reads no further.
- An exception of the stage is raised where its answer would have stood; the engine can be used afterwards.
- A worker that dies (killed, out of memory) is replaced and its item tried once more; if it dies again, `RawiError` names the stage.
- Stages, items and answers can be pickled; a stage is a module-level function.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """Runs pure stages, here or elsewhere."""

    def map(self, stage: Callable[[Item], Answer], items: Iterable[Item], *, ahead: int = 64) -> Iterator[Answer]:
        """Run the stage on every item; answer in order."""

    async def run(self, stage: Callable[[Item], Answer], item: Item) -> Answer:
        """Run the stage on one item without holding up the event loop."""

    def close(self) -> None:
        """Stop the workers; may be called twice."""
