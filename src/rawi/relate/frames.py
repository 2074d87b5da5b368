"""Whether two texts of one frame tell of different things. Comes in: word keys and their stretches. Goes out: yes or no.

News has formulas: two telegrams of congratulation, two executions, two market reports share most of their words, and neither is a
copy of the other. What gives them away is what stands in the slots of the frame: other numbers, other names.

    >>> from rawi.relate.passages import stretches
    >>> one = "بعث الرييس برقيه تهنيه الي رييس كولومبيا بمناسبه يوم الاستقلال متمنيا لشعب كولومبيا التقدم والازدهار".split()
    >>> other = "بعث الرييس برقيه تهنيه الي رييس تشاد بمناسبه يوم الاستقلال متمنيا لشعب تشاد التقدم والازدهار".split()
    >>> tells_otherwise(one, other, stretches(one, other))
    True
"""

import difflib
from collections.abc import Sequence
from typing import NamedTuple

from rawi.language.stems import is_name, lemma
from rawi.language.terms import common_lemmas
from rawi.relate.passages import Slot, Stretch

# Words as alike as this are one word spelt twice (أنجليس, أنجلوس), by difflib's ratio.
ALIKE = 0.6
# Measured on news of 2015 with half of the shorter text shared: of 1,556 pairs of one day 8 are taken for frames by these rules,
# some of them rightly; of 88 pairs two weeks apart (.4 shared), which can only be frames, those that differ in more than a date.
SLOTS, SLOTS_ALONE, NUMBERS = 2, 3, 2


class Slots(NamedTuple):
    """What stands in the slots of a frame: slots with other numbers, with other words, among these with names; numbers in common."""

    numbers: int
    words: int
    names: int
    agreed: int


def tells_otherwise(one: Sequence[str], other: Sequence[str], found: Sequence[Stretch]) -> bool:
    """Tell whether two texts have a frame in common and other facts in it.

    Args:
        one: the word keys of a text.
        other: those of another.
        found: their stretches, see `rawi.relate.passages.stretches`.
    """
    slots = _slots(one, other, found)
    named = slots.names >= 1 and slots.words + slots.numbers >= SLOTS
    counted = slots.numbers > slots.agreed and slots.numbers + min(slots.words, 1) >= NUMBERS
    return named or counted or (slots.words >= SLOTS_ALONE and not slots.agreed)


def _slots(one: Sequence[str], other: Sequence[str], found: Sequence[Stretch]) -> Slots:
    """Count what the slots of two texts hold."""
    here, there = list(map(lemma, one)), list(map(lemma, other))
    in_one, in_other = {*one, *here}, {*other, *there}
    numbers = words = names = agreed = 0
    for stretch in found:
        agreed += sum(key[0].isdecimal() for run in stretch.runs for key in set(one[run.a : run.a + run.length]))
        for slot in stretch.slots:
            numbers += _numbers_differ(one, other, slot)
            left = _own(here[slot.a : slot.a_end], in_other)
            right = _own(there[slot.b : slot.b_end], in_one)
            if left and right and not _alike(here[slot.a : slot.a_end], there[slot.b : slot.b_end]):
                words += 1
                names += any(map(is_name, left)) and any(map(is_name, right))
    return Slots(numbers, words, names, agreed)


def _numbers_differ(one: Sequence[str], other: Sequence[str], slot: Slot) -> bool:
    """Whether both sides of a slot hold numbers, and neither is the other differently written («53 2», «53,2», «2015م»)."""
    left, right = _digits(one[slot.a : slot.a_end]), _digits(other[slot.b : slot.b_end])
    return bool(left and right) and left not in right and right not in left


def _digits(words: Sequence[str]) -> str:
    """Return the digits of the numbers among words, joined."""
    return "".join("".join(filter(str.isdecimal, word)).lstrip("0") for word in words)


def _own(lemmas: Sequence[str], elsewhere: set[str]) -> list[str]:
    """Return the Arabic words that say something and that the other text has nowhere."""
    common = common_lemmas()
    return [key for key in lemmas if "ء" <= key[0] <= "ي" and key not in common and key not in elsewhere]


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a word on one side is a spelling of one on the other, alone or with the words beside it written together."""
    common = common_lemmas()
    pairs = [(a, b) for a in left if a not in common for b in right if b not in common]
    return any(difflib.SequenceMatcher(None, a, b).ratio() >= ALIKE for a, b in [*pairs, ("".join(left), "".join(right))])
