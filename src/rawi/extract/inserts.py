"""What stands inside a text and is none of it. Comes in: a small element inside an article. Goes out: is it another article.

Sites put other articles and questions to their readers between the paragraphs, in boxes that their names do not always give away.
"""

import re
from collections import Counter
from collections.abc import Iterable

from rawi.extract import marks
from rawi.extract.addressed import bids_link
from rawi.extract.scanned import PROSE_WORDS, STOPS, Element, Line, Scan, prose
from rawi.extract.trimming import labelled
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
# With a table in it, such as the matches of the day, it has more, in cells of few words.
TABLED_LINES, CELL_WORDS = 40, 4
# A paragraph that is cut as teasers are; so many headlines with one each are those of other articles.
CUT, FEWEST_CUT, CUT_HEAD = ("..", "…"), 3, 4
# How the paragraphs above end is asked of so many lines.
ABOVE_CUT = 200
SENTENCE_END = re.compile(r"[،,.!؟?…۔。！？」:»\"”'’)]\s*$")
# Words of a button or a tag.
BUTTONS = 3
# Of a label that stands in an element of its own, before a headline that does as well.
LABELLED = 5
# What a headline may end with.
QUOTED = "؟?!…»\"”'’)"
# What parts a label from headlines, and these from each other.
LABEL_ENDS = frozenset(":-–—|»")
BETWEEN = str.maketrans("", "", " |•·*\t")
# Boxes that a text may be made of, and furniture in it; a paragraph that ends with a link is a paragraph.
BOXES = frozenset(("div", "section", "aside", "figure"))
# A box that readers are led past has so many lines.
SKIPPED_LINES = 24
# A list of other articles by headline and teaser has so many headlines and lines at most, and begins with a label of so many lines.
TEASERS, TEASED_LINES, TEASED_HEADS = 3, 80, 2


def inserted(scan: Scan, element: Element, weight: int) -> bool:
    """Whether an element inside a text is another article: a headline that links, or bears a date below, and at most a little prose.

    `weight` is how many characters of prose it has.
    """
    if element.last - element.first > INSERT_LINES:
        return False
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
        if parent.tag not in BOXED or _lines(scan, parent) > BOX_LINES or _has_made(scan, parent, usual, cut):
            break
        box = parent
    fits = box.tag in BOXED and box.last - box.first > 1 and _lines(scan, box) <= BOX_LINES and not _has_made(scan, box, usual, cut)
    return box if fits else None


def _lines(scan: Scan, box: Element) -> int:
    """Count the lines of a box, of which those of a table of figures in it count for one."""
    size = box.last - box.first
    if not BOX_LINES < size <= TABLED_LINES:
        return size
    cells = sum(line.words <= CELL_WORDS and bool(line.marks & marks.CELL) for line in scan.lines[box.first : box.last])
    return size - cells + 1 if cells else size


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


def only_link(line: Line, site: str) -> bool:
    """Whether a line is one link within the site and nothing else, as promos without a label are."""
    bare = len(line.text) - line.linked
    if len(line.links) > 1 and bare <= len(line.links) and line.words <= BUTTONS * len(line.links):
        # Buttons («App Store», «Google Play») and tags.
        return True
    if line.words < 4 or not line.links or (bare > 4 + 3 * len(line.links) and not labelled(line)):
        return False
    if line.marks & marks.QUOTE and not labelled(line):
        return False
    if bids_link(line.text) and not line.marks & marks.ITEM:
        return True
    return all("//" not in href[:8] or (bool(site) and site in href[:80]) for _, href in line.links)


def boxed_link(scan: Scan, line: Line) -> bool:
    """Whether a box of its own holds a few words and a link that ends it: «ملف خاص» and a headline, side by side."""
    if not line.links or line.marks & (marks.QUOTE | marks.ITEM | marks.CELL) or scan.elements[line.element].tag not in BOXES:
        return False
    if len(line.links) > 1:
        return _label_and_links(scan, line)
    link = line.links[0][0]
    return (
        link.count(" ") >= BUTTONS
        and line.text.endswith(link)
        and line.text != link
        and line.text[: -len(link)].strip(" :-–|").count(" ") < (BUTTONS if scan.fields(line.number)[1:] != [link] else LABELLED)
        and not SENTENCE_END.search(link.rstrip(QUOTED))
    )


def _label_and_links(scan: Scan, line: Line) -> bool:
    """Whether a line is a label and headlines that link, side by side with nothing between them."""
    linked = [words for words, _ in line.links]
    label, first, rest = line.text.partition(linked[0])
    apart = not label.strip() or label.rstrip()[-1] in LABEL_ENDS or scan.fields(line.number)[:1] == [label.strip()]
    return (
        min(words.count(" ") for words in linked) >= BUTTONS
        and label.count(" ") <= LABELLED
        and apart
        and (first + rest).translate(BETWEEN) == "".join(linked).translate(BETWEEN)
    )


def may_tease(lines: int, heads: int) -> bool:
    """Whether so many lines, `heads` of them headlines that link, can be headlines with a line or two on most of them."""
    others = lines - heads
    return heads >= TEASERS and lines <= TEASED_LINES and heads < 2 * others <= 2 * (2 * heads + TEASED_HEADS)


def teased(scan: Scan, element: Element) -> bool:
    """Whether an element is nothing but headlines that link and a line or two on each, however these are made, below a label or none."""
    lines = scan.lines[element.first : element.last]
    heads = [place for place, line in enumerate(lines) if leads(line)]
    if not may_tease(len(lines), len(heads)) or heads[0] > TEASED_HEADS or any(map(prose, lines[: heads[0]])):
        return False
    gaps = [after - before - 1 for before, after in zip(heads, [*heads[1:], len(lines)], strict=True)]
    told = sum(len(line.text) for line in lines) - sum(len(lines[place].text) for place in heads)
    plain = all(not line.links and not line.marks & marks.HEADING for place, line in enumerate(lines) if place not in heads)
    return max(gaps) <= 2 and plain and 2 * sum(gap > 0 for gap in gaps) > len(gaps) and told <= CARD_PROSE * len(heads)


def cut_off(scan: Scan, run: list[Element], title: int) -> bool:
    """Whether neighbours of one make are headings with one paragraph each that ends amid its sentence, below a text that does not.

    Where neither a sign of what is left out nor a link says that they lead on, they are the entries of a list.
    """
    if any(one.last - one.first != 2 for one in run):
        return False
    pairs = [scan.lines[one.first : one.last] for one in run]
    shortened = sum(below.text.endswith(CUT) or bool(head.links) for head, below in pairs)
    if 2 * shortened < len(pairs) or (len(run) < FEWEST_CUT and shortened < len(pairs)):
        return False
    if not all(
        (head.marks & marks.HEADING or not SENTENCE_END.search(head.text.rstrip(QUOTED)))
        and head.words >= CUT_HEAD
        and not below.links
        and prose(below)
        and _cut(below.text)
        for head, below in pairs
    ):
        return False
    above = scan.lines[max(title + 1, run[0].first - ABOVE_CUT) : run[0].first]
    told = [line for line in above if prose(line) and not line.marks & marks.OUTSIDE]
    return 3 * sum(not _cut(line.text) for line in told) > 2 * len(told)


def _cut(text: str) -> bool:
    """Whether a paragraph ends amid a sentence, or with the sign of what is left out."""
    return text.endswith(CUT) or not SENTENCE_END.search(text)


def leads(line: Line) -> bool:
    """Whether a line is one link of the words of a headline."""
    return bool(line.linked) and line.words >= LABEL_LINE and len(line.links) == 1 and 10 * line.linked >= 9 * len(line.text)


def skipped(scan: Scan, element: Element, weight: int) -> bool:
    """Whether an element begins with a link that leads readers past it: «تخطى القائمة وواصل القراءة»; `weight` is its prose."""
    line = scan.lines[element.first]
    if not line.links or element.last - element.first > SKIPPED_LINES:
        return False
    words, href = line.links[0]
    led = words.count(" ") >= LABEL_LINE - 1 and line.text.startswith(words) and href[:1] == "#" and len(href) > 1
    return led and weight <= CARD_PROSE
