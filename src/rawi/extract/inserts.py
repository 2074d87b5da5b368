"""What stands inside a text and is none of it. Comes in: a small element inside an article. Goes out: is it another article.

Sites put other articles and questions to their readers between the paragraphs, in boxes that their names do not always give away.
"""

from rawi.extract import marks
from rawi.extract.scanned import STOPS, Element, Scan, prose
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


def written(scan: Scan, row: Element) -> bool:
    """Whether a row of a table is one cell with a name in bold type and, below it, a few words that are no sentence: a reader's."""
    if row.last - row.first != VOICED:
        return False
    name, words = scan.lines[row.first : row.last]
    named = name.words <= NAME_WORDS and name.bold == len(name.text) and name.element == words.element
    return named and not prose(words) and not words.bold
