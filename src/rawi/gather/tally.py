"""What a gathering has done so far. Comes in: events. Goes out: numbers that the terminal and the pages show as they change."""

from collections import Counter

from rawi.errors import Reason
from rawi.model import Refused

NO_NETWORK = (Reason.UNREACHABLE, Reason.TIMEOUT)


class Tally:
    """Counters of one run, changed in place by one event loop and read by anyone.

    `reached` and `unreachable` hold slugs of outlets by what their last visit brought (the latter with the refusal that says why);
    `feeds` counts answers of endpoints, `pages` pages handed on, `refused` refusals by reason, `faults` outlets whose visit
    ended in an error of ours; `queue` is how many pages are chosen and not yet fetched.
    """

    def __init__(self, *, outlets: int = 0, started_at: float = 0.0) -> None:
        self.started_at = started_at
        self.outlets = outlets
        self.reached: set[str] = set()
        self.unreachable: dict[str, Refused] = {}
        self.feeds = 0
        self.unchanged = 0
        self.pages = 0
        self.queue = 0
        self.refused: Counter[str] = Counter()
        self.faults: dict[str, str] = {}
        self.rounds = 0

    def reach(self, slug: str) -> None:
        """Note that an outlet answered."""
        self.reached.add(slug)
        self.unreachable.pop(slug, None)

    def miss(self, slug: str, refused: Refused) -> None:
        """Note that an outlet could not be reached at any of its endpoints."""
        self.reached.discard(slug)
        self.unreachable[slug] = refused

    def refuse(self, refused: Refused) -> None:
        """Count a refusal."""
        self.refused[str(refused.reason)] += 1

    @property
    def nothing_reachable(self) -> bool:
        """Whether every outlet has been tried and no host answered at all: there is no network, or none that lets us out."""
        silent = sum(refused.reason in NO_NETWORK for refused in self.unreachable.values())
        return self.outlets > 0 and silent == self.outlets
