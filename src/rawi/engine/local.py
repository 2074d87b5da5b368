"""The default engine: this machine. Comes in: a stage and items. Goes out: answers, from a pool of processes or from this one.

With no workers everything runs in the calling thread (`map`) or in one thread beside the event loop (`run`): the least that a
small machine can do with, and what an import uses, whose stages cost less than sending their items to another process.
"""

import asyncio
import collections
import concurrent.futures
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from rawi.errors import RawiError

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class LocalEngine:
    """Runs stages on this machine with `workers` processes; 0 means in this process."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers
        self._pool: concurrent.futures.Executor | None = None

    def map(self, stage: Callable[[Item], Answer], items: Iterable[Item], *, ahead: int = 64) -> Iterator[Answer]:
        """Run the stage on every item; answer in order, at most `ahead` in flight."""
        if not self._workers:
            yield from map(stage, items)
            return
        flight: collections.deque[tuple[Item, concurrent.futures.Future[Answer]]] = collections.deque()
        for item in items:
            flight.append((item, self._submit(stage, item)))
            if len(flight) >= ahead:
                yield self._answer(stage, *flight.popleft())
        while flight:
            yield self._answer(stage, *flight.popleft())

    async def run(self, stage: Callable[[Item], Answer], item: Item) -> Answer:
        """Run the stage on one item beside the event loop."""
        try:
            return await asyncio.wrap_future(self._submit(stage, item))
        except BrokenProcessPool:
            self._drop_pool()
        try:
            return await asyncio.wrap_future(self._submit(stage, item))
        except BrokenProcessPool as error:
            self._drop_pool()
            raise _died(stage) from error

    def close(self) -> None:
        """Stop the workers."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, stage: Callable[[Item], Answer], item: Item) -> "concurrent.futures.Future[Answer]":
        try:
            return self._executor().submit(stage, item)
        except BrokenProcessPool:
            self._drop_pool()
            return self._executor().submit(stage, item)

    def _answer(self, stage: Callable[[Item], Answer], item: Item, future: "concurrent.futures.Future[Answer]") -> Answer:
        try:
            return future.result()
        except BrokenProcessPool:
            pass
        try:
            return self._submit(stage, item).result()
        except BrokenProcessPool as error:
            self._drop_pool()
            raise _died(stage) from error

    def _executor(self) -> concurrent.futures.Executor:
        if self._pool is None:
            # Spawned, not forked: the parent has threads (tantivy, the server) that a fork would copy half-way.
            context = multiprocessing.get_context("spawn")
            self._pool = (
                concurrent.futures.ProcessPoolExecutor(self._workers, mp_context=context)
                if self._workers
                else concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix="rawi-stage")
            )
        return self._pool

    def _drop_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)


def _died(stage: Callable[[Item], Answer]) -> RawiError:
    name = getattr(stage, "__qualname__", repr(stage))
    return RawiError(f"A worker process died twice on the same item in {name}; is there enough memory?", about=name)
