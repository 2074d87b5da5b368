"""What the first reader would wait for, done before he comes. Comes in: an open archive. Goes out: a process whose first answers are fast.

The dictionary and the word lists take a second and a half to load, once in a process; a server does it in a thread of its own as soon
as it runs, and a command that needs them pays for them itself.
"""

import contextlib
import gc
from collections.abc import Callable

from rawi.asking import Asking
from rawi.errors import RawiError
from rawi.language.stems import lemma

# A word of every day, which has a lemma.
WORD = "خبر"


def warm(archive: Asking, *, stopped: Callable[[], bool] = lambda: False) -> None:
    """Load what answers need, by asking what a reader of the newest article asks.

    A fault of the archive is none of this function's: whoever asks for the page in which it lies is told.

    Args:
        archive: an archive.
        stopped: tells, between two steps, whether the rest is no longer wanted.
    """
    steps: tuple[Callable[[], object], ...] = (
        lambda: lemma(WORD),
        lambda: archive.search(WORD, limit=1, counting=True),
        lambda: [archive.sourced(one) for one in archive.newest(1)],
        lambda: [archive.similar(one.key, by_event=True) for one in archive.newest(1)],
    )
    for step in steps:
        if stopped():
            return
        with contextlib.suppress(RawiError):
            step()


def settle() -> None:
    """Leave all that lives now out of every later collection of garbage.

    What was loaded lives as long as the process: to look through it takes 30 ms, in the middle of somebody's search.
    """
    gc.collect()
    gc.freeze()
