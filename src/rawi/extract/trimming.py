"""Lines that only their neighbours give away. Comes in: the kept lines of an article. Goes out: labels of what was dropped, loose ends.

A site words its labels («سبق أن نشرنا:») as it likes, so they are known by what follows them: a link to another article, and nothing else.
And a text whose paragraphs all end with a full stop does not end with a line that has none.
"""

import itertools
import re

from rawi.extract import marks
from rawi.extract.scanned import Line

LABEL_WORDS = 6
LINK_WORDS = 4
# What sets a line apart from the text around it.
BULLETS = tuple("[(*•◄►▪")
# Words of a loose line behind the text; of 40 makes the longest has 18.
LOOSE_WORDS = 20
MOST_LOOSE = 5
ENDED = re.compile(r"[.،,!؟?…。！？»\"”’')\]:؛]\s*$")
STOPPED = re.compile(r"[.!؟?…。！？]\W{0,3}$")


def labelled(line: Line) -> bool:
    """Whether a line is a few words and a link to another article that ends it: «ملف خاص: غرق مركب قبالة الساحل»."""
    if not line.links or line.links[-1][0].count(" ") < LINK_WORDS - 1:
        return False
    link = line.links[-1][0]
    at = line.text.rfind(link)
    before, after = line.text[:at], line.text[at + len(link) :]
    label = before.strip(" *[(-–—•")
    if len(line.links) > 1 or at < 0 or after.strip(' ])»".…*') or label.count(" ") >= LABEL_WORDS:
        return False
    return (
        not label
        or label.endswith((":", "..", "…", "|", "-", "»", "/"))
        or (label.count(" ") < LABEL_WORDS // 2 and (bool(line.marks & marks.QUOTE) or before.lstrip().startswith(BULLETS)))
    )


def without_labels(kept: list[Line], lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Leave out short lines that only introduce what was dropped right behind them; the texts of these come second."""
    numbers = {line.number for line in kept}
    following = {before.number: after for before, after in itertools.pairwise(lines)}
    last = max((line.number for line in kept if line.words > 2 * LABEL_WORDS), default=-1)
    labels = {line.number for line in kept if _introduces(line, following.get(line.number), numbers, last)}
    return [line for line in kept if line.number not in labels], [line.text for line in kept if line.number in labels]


def _introduces(line: Line, after: Line | None, kept: set[int], last: int) -> bool:
    """Whether a line is a label of the dropped line behind it."""
    if line.words > LABEL_WORDS or line.marks & marks.ITEM or STOPPED.search(line.text):
        return False
    if after is None or after.number in kept or not after.links or after.words < LINK_WORDS:
        return False
    return 2 * after.linked > len(after.text) and (
        line.text.rstrip().endswith(":") or line.number > last or after.number == line.number + 1
    )


def unended(kept: list[Line]) -> int:
    """Return how many lines at the end of a text have no end of a sentence where the paragraphs before them have one."""
    loose = 0
    while loose < min(len(kept), MOST_LOOSE + 1):
        line = kept[-1 - loose]
        if (
            line.words > LOOSE_WORDS
            or (": " in line.text and line.words > LABEL_WORDS + 3)
            or ENDED.search(line.text)
            or line.marks & (marks.ITEM | marks.CELL)
        ):
            break
        loose += 1
    told = [line for line in kept[: len(kept) - loose] if line.words > LABEL_WORDS]
    stopped = sum(1 for line in told if STOPPED.search(line.text))
    if not 0 < loose <= MOST_LOOSE or len(told) < 2 or 5 * stopped < 4 * len(told):
        return 0
    return 0 if kept[-1 - loose].text.rstrip().endswith(":") else loose
