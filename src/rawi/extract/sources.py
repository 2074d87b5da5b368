"""Lines that name where a text was taken from. Comes in: a line, or the lines around a text. Goes out: names as they are written."""

import re

from rawi.extract import marks
from rawi.extract.scanned import Line, Scan

SOURCE = re.compile(
    r"^\W{0,4}(?:المصدر|المصادر|مصدر الخبر|مصدر|نقل(?:ا|اً|ًا) عن|Source|Sources|منبع|ماخذ|سەرچاوە)\s{0,3}[:/：\-–]?\s{0,3}(.{0,120})$",
    re.IGNORECASE,
)
# «نقلا عن رويترز» and nothing else.
CITED = re.compile(r"^\W{0,4}نقل(?:ا|اً|ًا) عن\s[^.،:]{2,40}$")
CITED_WORDS = 5
# A source line stands no farther behind the last sentence; between them are promos, figures and buttons.
SOURCE_REACH = 16
# So many lines above the title a page that gathers what others publish names them.
ABOVE = 4
SIGNS = " .:-–/|"


def source_in(text: str) -> str:
    """Return the name in a text such as «المصدر: وكالات»; nothing where there is none."""
    match = SOURCE.match(text)
    return match[1].strip(SIGNS) if match else ""


def named_source(line: Line) -> str:
    """Return the name in a line such as «المصدر: وكالات», or that is marked as the source of a text; nothing where there is none.

    Example:
        >>> named_source(Line(0, 0, "المصدر: وكالات", 0, 0, [], 2))
        'وكالات'
    """
    return source_in(line.text) if SOURCE.match(line.text) else line.text if line.marks & marks.SOURCE else ""


def source_behind(scan: Scan, after: int) -> list[str]:
    """Return the names in a source line that stands in a box of its own right behind the text."""
    near = scan.lines[after : after + SOURCE_REACH]
    for place, line in enumerate(near):
        if line.words > 12 or line.marks & (marks.COMMENT | marks.NAV | marks.SIDE | marks.FOOT):
            continue
        match = SOURCE.match(line.text)
        if match is None and not line.marks & marks.SOURCE:
            continue
        name = (match[1] if match else line.text).strip(SIGNS)
        if not name and place + 1 < len(near) and near[place + 1].words <= 8:
            name = near[place + 1].text.strip(SIGNS)
        if name:
            return [name]
    return []


def source_above(scan: Scan, title: int | None, begins: int | None) -> list[str]:
    """Return the name in a source line that stands between the title and the text: «المصدر: سانا»."""
    if title is None or begins is None:
        return []
    for line in scan.lines[max(0, title - ABOVE) : title]:
        if line.marks & marks.SOURCE and line.links:
            # Whoever gathers what others publish names them over the title.
            return [line.links[0][0]]
    for line in scan.lines[title + 1 : min(begins, title + SOURCE_REACH)]:
        name = source_in(line.text) if line.words <= CITED_WORDS + 1 and not line.marks & (marks.CAPTION | marks.RELATED) else ""
        if name:
            return [name]
    return []
