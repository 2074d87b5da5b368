"""What to read beside an article. Comes in: its profile, and its similar list. Goes out: the line that adds most to it, or none.

The nearest article is often the same news once more. What is worth reading is near, and of its text little stands in the article
already; another outlet's view or a later chapter comes before an earlier one of the same house.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rawi.model import Profile
from rawi.relate.fingerprint import hashes

# So many lines of the list are looked at; one that is less than so near as the nearest that is new is about something else.
LOOKED_AT, NEAR = 6, 0.6
# What has a third of its shingles in the article is its text again, cut or reworded.
SAME = 0.33
# What another house and a later hour are worth, as parts of nearness: enough to choose between lines that are about as near.
OTHER_HOUSE, LATER = 0.15, 0.1


class Beside(NamedTuple):
    """One line: how near it is, whether another outlet published it, when (seconds since 1970), and its profile."""

    score: float
    other_house: bool
    instant: int | None
    profile: Profile


def adds(about: Profile, instant: int | None, lines: Sequence[Beside]) -> int | None:
    """Return the place of the line that adds most to an article; None where all there is repeats it.

    Args:
        about: the profile of the article.
        instant: when it was published, seconds since 1970.
        lines: its similar list, nearest first, without its copies.
    """
    own = hashes(about.fingerprint)
    fresh = {place: line for place, line in enumerate(lines[:LOOKED_AT]) if not _repeats(line, own)}
    # As near as the nearest of what is new: a rewording of the article is nearer than any other news can be.
    least = NEAR * max((line.score for line in fresh.values()), default=0.0)
    worth = {place: _worth(line, instant) for place, line in fresh.items() if line.score >= least}
    return min(worth, key=lambda place: (-worth[place], place), default=None)


def _repeats(line: Beside, own: frozenset[int]) -> bool:
    """Whether a third of a text stands in the article."""
    there = hashes(line.profile.fingerprint)
    return bool(there) and len(own & there) >= SAME * len(there)


def _worth(line: Beside, instant: int | None) -> float:
    later = instant is not None and line.instant is not None and line.instant > instant
    return line.score * (1 + OTHER_HOUSE * line.other_house + LATER * later)
