"""What stands inside a text and is none of it. Comes in: a small element inside an article. Goes out: is it another article.

Sites put other articles and questions to their readers between the paragraphs, in boxes that their names do not always give away.
"""

from collections import Counter
from collections.abc import Iterable

from rawi.extract import marks
from rawi.extract.scanned import PROSE_WORDS, STOPS, Element, Line, Scan, prose
from rawi.extract.when import only_date

# What one other article inside a text takes, in lines, and the elements that hold one.
LEAST_INSERT, INSERT_LINES = 2, 4
INSERTS = frozenset(("div", "section", "aside", "article", "figure", "table", "tr", "td"))
LABEL_LINE = 3
ENDS = STOPS | {"،", ":"}
# A vote has a question, its answers and a button.
VOTE_LEAST, VOTE_LINES = 3, 9
# What a reader wrote has a line with his name, of so many words, and one below it.
VOICED, NAME_WORDS = 2, 4
# So much prose at most stands beside a headline that leads to another article.
CARD_PROSE = 460
# A box of the page's own inside a text has so many lines.
BOX_LINES, BOXED = 5, frozenset(("div", "section", "aside", "details", "figure"))


def inserted(scan: Scan, element: Element, weight: int) -> bool:
    """Whether an element inside a text is another article: a headline that links, or bears a date below, and at most a little prose.

    `weight` is how many characters of prose it has.
    """
    lines = scan.lines[element.first : element.last]
    head = next((line for line in lines if line.words >= LABEL_LINE), None)
    if head is None or head.words > 30 or head.text[-1] in ENDS or head.marks & (marks.OUTSIDE | marks.QUOTE):
        return False
    below = lines[lines.index(head) + 1 :]
    if 10 * head.linked >= 7 * len(head.text) and head.linked:
        rest = head.text.replace(head.links[0][0], "", 1).strip() if head.links else ""
        if rest and not only_date(rest):
            return False
        return weight <= CARD_PROSE and (bool(below) or lines[0] is not head)
    return bool(below) and only_date(below[-1].text) and _pictured(scan, element) and not any(map(prose, below))


def _pictured(scan: Scan, element: Element) -> bool:
    """Whether an image stands in an element, above one of its lines."""
    return any(element.first <= place < element.last and within >= element.number for place, within, _ in scan.images)


def make_of(scan: Scan, line: Line) -> tuple[str, str]:
    """Return tag and name of the element of a line."""
    box = scan.elements[line.element]
    return box.tag, box.name


def usual_make(scan: Scan, kept: list[Line]) -> tuple[str, str]:
    """Return how most paragraphs of a text are made: tag and name."""
    told = Counter(make_of(scan, line) for line in kept if prose(line))
    return told.most_common(1)[0][0] if told else ("", "")


def own_box(scan: Scan, number: int, usual: tuple[str, str], cut: frozenset[int] = frozenset()) -> Element | None:
    """Return the small box around a line that holds several lines, and no paragraph made as those of the text are but what is `cut`."""
    box = scan.elements[scan.lines[number].element]
    while box.parent > 0:
        parent = scan.elements[box.parent]
        if parent.tag not in BOXED or parent.last - parent.first > BOX_LINES or _has_made(scan, parent, usual, cut):
            break
        box = parent
    fits = box.tag in BOXED and 1 < box.last - box.first <= BOX_LINES and not _has_made(scan, box, usual, cut)
    return box if fits else None


def _has_made(scan: Scan, box: Element, usual: tuple[str, str], cut: frozenset[int]) -> bool:
    """Whether one of the lines of a box is a paragraph in an element of one make."""
    lines = scan.lines[box.first : box.last]
    long = (line for line in lines if line.words >= PROSE_WORDS and line.number not in cut)
    return any(prose(line) and make_of(scan, line) == usual for line in long)


def fellows(scan: Scan, kept: list[Line], cut: Iterable[int]) -> set[int]:
    """Return the lines that stand in one small box with lines that were none of a text: a button and what is said above it.

    Args:
        scan: the page.
        kept: the lines of the text.
        cut: the lines that turned out to be none, by number.
    """
    usual = usual_make(scan, kept)
    known = frozenset(cut)
    boxes = (own_box(scan, number, usual, known) for number in known)
    return {number for box in boxes if box is not None for number in range(box.first, box.last)}


def written(scan: Scan, row: Element) -> bool:
    """Whether a row of a table is one cell with a name in bold type and, below it, a few words that are no sentence: a reader's."""
    if row.last - row.first != VOICED:
        return False
    name, words = scan.lines[row.first : row.last]
    named = name.words <= NAME_WORDS and name.bold == len(name.text) and name.element == words.element
    return named and not prose(words) and not words.bold
