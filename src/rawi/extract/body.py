"""Which lines are the article. Comes in: a `Scan` whose lines bear their marks, and the place of the title. Goes out: lines in order.

The element that holds the article is found by going down from the root as long as one child has most of the prose that stands behind the
title and in no region of furniture; prose counts less behind each border that usually ends an article. From there the text is widened to a
lead above it and to pieces of the same make below it.
"""

import re

from rawi.extract import marks
from rawi.extract.regions import Regions
from rawi.extract.scanned import PROSE_WORDS, Element, Line, Scan, prose
from rawi.extract.when import FIGURES, dated, only_date
from rawi.language.dates import parse_moment

# Share of a parent's prose that a child must have to be gone into. Swept from .55 to .9 over the open pages: flat between .65 and .8.
DESCENT = 0.7
# What prose is worth behind a heading of related articles, comments or tags.
BEHIND = 0.6
# What it is worth outside the element that has the title and some prose.
OUT_OF_BOX = 0.3
# So many characters of prose below the title are an article already.
SURE = 90
# The least share of a part of a text; what is not in regions of furniture but of their make has less.
TWIN = 0.08
LEAF = frozenset(["p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "pre", "dd", "dt"])
LEAD_WORDS = 9
HEADINGS = frozenset(("h1", "h2", "h3"))
# So many elements above the title of a second article are made as those above the first.
TITLE_DEPTH = 2
MOST_TITLE = 30
# A lead stands no farther above the text, in lines: between them are byline, date, caption and buttons.
FARTHEST_LEAD = 40
ARABIC = re.compile(r"[\u0620-\u064a]")


class Choice:
    """The chosen lines by number, and the element that holds most of them."""

    def __init__(self, container: Element, first: int, last: int) -> None:
        self.container = container
        self.first = first
        self.last = last
        self.extra: list[tuple[int, int]] = []


def worth(scan: Scan, regions: Regions, title: int | None, stop: int) -> list[float]:
    """Return the running sum of what each line speaks for the element around it; from line `stop` on nothing does."""
    sums = [0.0] * (len(scan.lines) + 1)
    factor, gathered, total = 1.0, 0.0, 0.0
    start = title if title is not None else -1
    box = _title_box(scan, title)
    for line in scan.lines:
        value = 0.0
        label = regions.labels.get(line.number)
        if line.number >= stop:
            pass
        elif label is not None and gathered > 150 and label.kind in ("related", "comments", "tags"):
            factor *= BEHIND
        elif line.number > start and not line.marks & (marks.OUTSIDE | marks.CAPTION):
            free = len(line.text) - line.linked
            if box is not None and line.number >= box.last:
                factor, box = factor * OUT_OF_BOX, None
            if prose(line):
                # Sentences of a few words are also what sites say of themselves.
                value = free * factor * (1.0 if line.words >= PROSE_WORDS else 0.5)
                gathered += value
            elif line.words > 3 and 2 * line.linked < len(line.text):
                value = 0.2 * free * factor
        total += value
        sums[line.number + 1] = total
    return sums


def _title_box(scan: Scan, title: int | None) -> Element | None:
    """Return the smallest element that has the title and below it at least two lines of prose, if it is no header."""
    if title is None:
        return None
    second = None
    read = 0
    for line in scan.lines[title + 1 :]:
        read += prose(line) and not line.marks & (marks.OUTSIDE | marks.APART)
        if read > 1:
            second = line.number
            break
    element = scan.elements[scan.lines[title].element]
    while second is not None and element.parent >= 0:
        if element.last > second:
            return element if element.tag not in ("header", "body") else None
        element = scan.elements[element.parent]
    return None


def choose(scan: Scan, regions: Regions, title: int | None) -> Choice | None:
    """Find the element that holds the article and the lines that belong to it, or None where there is no prose."""
    stop = _next_article(scan, title)
    sums = worth(scan, regions, title, stop)
    if title is not None and sums[-1] < 400:
        whole = worth(scan, regions, None, len(scan.lines))
        if sums[-1] < 0.3 * whole[-1] and sums[-1] < SURE:
            title, sums, stop = None, whole, len(scan.lines)
    if sums[-1] <= 0:
        return None
    element = scan.elements[0]
    while True:
        best = max(
            (scan.elements[child] for child in element.children), key=lambda child: sums[child.last] - sums[child.first], default=None
        )
        if best is None or best.tag in LEAF or best.last - best.first == 1:
            break
        total = sums[element.last] - sums[element.first]
        if sums[best.last] - sums[best.first] < DESCENT * total or _has_twins(scan, element, best, sums, total):
            twin = _own_part(scan, element, title)
            if twin is None:
                break
            best = twin
        element = best
    choice = Choice(element, element.first, min(element.last, stop))
    if title is not None and choice.first <= title < choice.last:
        choice.first = title + 1
    _widen(scan, choice, title)
    choice.extra = [(first, min(last, stop)) for first, last in choice.extra if first < stop]
    return choice


def _next_article(scan: Scan, title: int | None) -> int:
    """Return the line at which another article begins below this one, or the number of lines."""
    read = 0
    for line in scan.lines[title + 1 :] if title is not None else ():
        if line.marks & marks.OUTSIDE:
            continue
        if (
            read > SURE
            and line.marks & marks.HEADING
            and line.words > 3
            and 2 * line.linked < len(line.text)
            and _begins(scan.lines, line.number)
        ):
            return line.number
        if title is not None and read > SURE and _same_make(scan, line, scan.lines[title]):
            return line.number
        if prose(line):
            read += len(line.text) - line.linked
    return len(scan.lines)


def _same_make(scan: Scan, line: Line, title: Line) -> bool:
    """Whether a line is made as the title is: the same element, at the same depth, in a parent of the same make."""
    one, other = scan.elements[line.element], scan.elements[title.element]
    if _leads_twin(scan, one, other, line.number, title.number):
        return True
    if line.words < 4 or one.tag != other.tag or one.name != other.name or 2 * line.linked > len(line.text) or line.words > MOST_TITLE:
        return False
    if one.tag not in HEADINGS and not one.name:
        return False
    for depth in range(TITLE_DEPTH):
        if one.parent < 0 or other.parent < 0:
            return one.parent == other.parent
        one, other = scan.elements[one.parent], scan.elements[other.parent]
        if one is other and depth == 0:
            # What stands beside the title in one element is a sub-heading of its text.
            return False
        if one.tag != other.tag or one.name != other.name:
            return False
    return True


def _leads_twin(scan: Scan, one: Element, other: Element, line: int, title: int) -> bool:
    """Whether two lines stand at the same place of two neighbours of one make, each with prose below."""
    if (
        one is other
        or one.parent != other.parent
        or (one.tag, one.name) != (other.tag, other.name)
        or line - one.first != title - other.first
    ):
        return False
    if (
        scan.lines[line].words < 4
        or prose(scan.lines[line])
        or title - other.first > TITLE_DEPTH
        or 2 * scan.lines[line].linked > len(scan.lines[line].text)
    ):
        return False
    return all(sum(map(prose, scan.lines[number + 1 : element.last])) > 1 for number, element in ((line, one), (title, other)))


def _has_twins(scan: Scan, element: Element, best: Element, sums: list[float], whole: float) -> bool:
    """Whether a child has siblings of its make with a share of the prose: then they are the parts of one text."""
    siblings = (scan.elements[number] for number in element.children if number != best.number)
    return any(one.tag == best.tag and one.name == best.name and sums[one.last] - sums[one.first] > TWIN * whole for one in siblings)


def _own_part(scan: Scan, element: Element, title: int | None) -> Element | None:
    """On an endless page, where articles of one make follow each other, return the one that has the title."""
    if title is None:
        return None
    for number in element.children:
        child = scan.elements[number]
        if child.first <= title < child.last:
            twins = [scan.elements[other] for other in element.children if other != number]
            alike = [twin for twin in twins if twin.tag == child.tag and twin.name == child.name and _headed(scan, twin)]
            return child if alike and any(prose(line) for line in scan.lines[title + 1 : child.last]) else None
    return None


def _headed(scan: Scan, element: Element) -> bool:
    """Whether an element has a heading of its own with prose below."""
    lines = scan.lines[element.first : element.last]
    return any(line.marks & (marks.HEADING | marks.TITLE) for line in lines[:8]) and any(map(prose, lines))


def _widen(scan: Scan, choice: Choice, title: int | None) -> None:
    """Take in a lead between the title and the chosen element, and what goes on behind it in the same make."""
    element = choice.container
    top = scan.elements[0]
    floor = title + 1 if title is not None else choice.first
    climbed = 0
    while element.parent >= 0 and climbed < 6:
        parent = scan.elements[element.parent]
        if parent.last - parent.first > element.last - element.first:
            _before(scan, choice, parent, floor)
            if not choice.extra or climbed < 2:
                _behind(scan, choice, parent, element)
        if parent is top or (title is not None and parent.first <= title < parent.last):
            return
        element = parent
        climbed += 1


def _before(scan: Scan, choice: Choice, parent: Element, floor: int) -> None:
    """Take in a lead that stands between the title and the text.

    In Arabic it is the first paragraph of the article. Elsewhere what stands above the byline is a deck, which is part of the headline.
    """
    deck = True
    extra: list[tuple[int, int]] = []
    for line in scan.lines[max(parent.first, floor, choice.first - FARTHEST_LEAD) : choice.first]:
        if line.marks & (marks.DATE | marks.AUTHOR) or (line.words < 12 and only_date(line.text)):
            deck = False
            extra = [(first, last) for first, last in extra if ARABIC.search(scan.lines[first].text)]
        elif line.marks & (marks.OUTSIDE | marks.APART) or line.words < LEAD_WORDS or 3 * line.linked > len(line.text):
            continue
        elif (ARABIC.search(line.text) or not (deck and line.marks & (marks.LEAD | marks.HEADING))) and not _repeated(scan, choice, line):
            extra.append((line.number, line.number + 1))
    choice.extra.extend(extra)


def _repeated(scan: Scan, choice: Choice, lead: Line) -> bool:
    """Whether the text begins with the words of a lead, so that they would be said twice."""
    start = lead.text[:60].rstrip(" .…")
    return any(line.text.startswith(start) for line in scan.lines[choice.first : choice.last])


def _behind(scan: Scan, choice: Choice, parent: Element, element: Element) -> None:
    """Take in siblings behind the chosen element that are of its make, or bare paragraphs."""
    passed = False
    for number in parent.children:
        sibling = scan.elements[number]
        if sibling is element:
            passed = True
        elif passed and sibling.last > sibling.first:
            lines = scan.lines[sibling.first : sibling.last]
            if all(line.marks & (marks.OUTSIDE | marks.APART) for line in lines):
                continue
            alike = sibling.tag == element.tag and sibling.name == element.name
            if not (alike or sibling.tag in LEAF) or _headed(scan, sibling):
                if any(map(prose, lines)):
                    return
                continue
            if any(map(prose, lines)):
                choice.extra.append((sibling.first, sibling.last))


def members(scan: Scan, choice: Choice) -> list[Line]:
    """Return the chosen lines in the order of the page."""
    numbers = set(range(choice.first, choice.last))
    for first, last in choice.extra:
        numbers.update(range(first, last))
    return [scan.lines[number] for number in sorted(numbers)]


def _begins(lines: list[Line], place: int) -> bool:
    """Whether a heading is the title of another article: a line with a date follows before any prose does."""
    for line in lines[place + 1 : place + 4]:
        if line.marks & (marks.CAPTION | marks.OUTSIDE):
            continue
        if (
            line.words <= 14
            and dated(line.text)
            and (line.marks & marks.DATE or only_date(line.text) or (FIGURES.search(line.text) and parse_moment(line.text) is not None))
        ):
            return True
        if prose(line):
            return False
    return False
