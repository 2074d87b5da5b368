"""Views made once for many readers. Comes in: what a view is of, the archive's change sequence, its maker. Goes out: the view.

What is remembered holds as long as nothing in the archive changes; the oldest goes where there are too many. Two readers who ask at once
for what nobody has made yet may both make it: no reader waits for another's page.

    >>> views = Remembered(2)
    >>> [views.get("front", sequence, lambda: sequence) for sequence in (1, 1, 2)]
    [1, 1, 2]
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

# Views of events are some ten kilobytes each.
MOST = 64
View = TypeVar("View")


class Remembered:
    """The last views of one archive."""

    def __init__(self, most: int = MOST) -> None:
        """Remember at most so many."""
        self._most = most
        self._lock = threading.Lock()
        self._sequence = -1
        self._views: OrderedDict[Hashable, object] = OrderedDict()

    def __len__(self) -> int:
        return len(self._views)

    def get(self, of: Hashable, sequence: int, make: Callable[[], View]) -> View:
        """Return a view, made now where it was not made since the archive last changed.

        Args:
            of: what it is of; one kind of view for each kind of key.
            sequence: the change sequence of the archive.
            make: makes it.
        """
        with self._lock:
            if sequence != self._sequence:
                self._sequence = sequence
                self._views.clear()
            if of in self._views:
                self._views.move_to_end(of)
                return cast("View", self._views[of])
        made = make()
        with self._lock:
            if sequence == self._sequence:
                self._views[of] = made
                self._views.move_to_end(of)
                while len(self._views) > self._most:
                    self._views.popitem(last=False)
        return made
