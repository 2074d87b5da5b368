"""Which lines say what a picture shows. Comes in: a line and the places of a page's images. Goes out: whether it is a caption.

A caption stands alone in a box with an image, or right below a box that holds nothing but an image.
"""

import re

from rawi.extract import marks
from rawi.extract.scanned import Element, Line, Scan, prose

CAPTION_END = re.compile(r"[.!؟?:…]\s*$")


def caption(scan: Scan, line: Line, illustrated: dict[int, list[int]]) -> bool:
    """Whether a line stands alone in a box with an image."""
    if line.words > 40:
        return False
    box = scan.elements[line.element]
    if line.words <= 25 and box.tag not in ("p", "li") and _pictured(scan, line, box, illustrated):
        return True
    if box.tag in ("body", "article") or box.last - box.first > 2:
        return False
    if box.tag == "td" and (line.words > 25 or box.last - box.first > 1):
        return False
    if box.number in illustrated.get(line.number, ()) and box.last - box.first == 1:
        return box.tag != "p" or (line.words <= 16 and not CAPTION_END.search(line.text))
    parent = scan.elements[box.parent] if box.parent > 0 else box
    if _below_image(scan, line, parent, illustrated):
        return True
    small = parent.last - parent.first <= 2 and parent.tag in ("div", "figure", "span", "a", "section", "center")
    above = range(parent.first, line.number + 1)
    return small and line.words <= 25 and any(parent.number in illustrated.get(number, ()) for number in above)


def near_image(line: Line, illustrated: dict[int, list[int]]) -> bool:
    """Whether an image stands right above a line."""
    return line.number in illustrated


def _pictured(scan: Scan, line: Line, box: Element, illustrated: dict[int, list[int]]) -> bool:
    """Whether a line is the only one of an element that begins with an image, as in tables of one picture and its caption."""
    while (
        box.parent > 0 and scan.elements[box.parent].last - scan.elements[box.parent].first == 1 and scan.elements[box.parent].tag != "body"
    ):
        box = scan.elements[box.parent]
    if any(element > box.number for element in illustrated.get(line.number, ())):
        # The last paragraph of a text that is parted by breaks may stand below an advertisement.
        return box.first == line.number or not prose(line)
    if box.tag != "table" or CAPTION_END.search(line.text):
        return False
    # The picture may stand in the row below.
    beyond = _beyond(scan, box)
    return any(box.number < element < beyond for element in illustrated.get(line.number + 1, ()))


def _beyond(scan: Scan, box: Element) -> int:
    """Return the number of the first element behind a box."""
    while box.parent >= 0:
        parent = scan.elements[box.parent]
        if box.place + 1 < len(parent.children):
            return parent.children[box.place + 1]
        box = parent
    return len(scan.elements)


def _below_image(scan: Scan, line: Line, parent: Element, illustrated: dict[int, list[int]]) -> bool:
    """Whether a line follows a box with nothing but an image and is no sentence and no heading."""
    if line.words > 16 or line.marks & (marks.HEADING | marks.ITEM) or CAPTION_END.search(line.text):
        return False
    place = scan.elements[line.element].place
    if not place or scan.elements[line.element].parent != parent.number:
        return False
    before = scan.elements[parent.children[place - 1]]
    within = range(before.number, min(scan.elements[line.element].number, before.number + 4))
    return before.first == before.last and any(number in within for number in illustrated.get(line.number, ()))
