"""Which parts of a page are not the article. Comes in: a `Scan` and the place of its title. Goes out: marks on every line.

Three witnesses are heard: the names of elements (marks.py), headings that say what follows («مقالات ذات صلة», «التعليقات»), and the shape
of what is repeated: cards (a linked headline with a few words) and what readers wrote (a name, a date, a few words). Each is overruled
where the region holds the article's title or most of the page's prose.
"""

import bisect
import itertools
import re

from rawi.extract import inserts, marks
from rawi.extract.addressed import disclaims, heads_replies, votes
from rawi.extract.furniture import Furniture, furniture
from rawi.extract.marks import BY_TAG, marks_of
from rawi.extract.scanned import SENTENCE_WORDS, Element, Line, Scan, alike, prose
from rawi.extract.when import dated, only_date
from rawi.language.dates import parse_moment

# An element that holds this share of the page's prose is not what a name such as «post-sidebar-left» says it is.
MOSTLY = 0.6
# A part named for a date, caption or author has few words; where it has more it was the name of the whole («author-article»).
APART_LIMIT = 420
ROWED = frozenset(("table", "tbody"))
# Readers are counted («1- زائر - 10:21 صباحا»), and the hour may be all that is said of when they wrote.
NUMBERED = re.compile(r"^\d{1,4}\s?[-.)]\s?")
CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
ASKING_LINES = 5
CARD_TEXT = 700
LEADING_ON = 4
# A text that a label stands amid goes on within so many lines; a reader's name has few words.
AMID, NAMED = 9, 3
NOT_ON = frozenset(("share", "comments", "follow"))
CARD_LINES = 8
NO_CARD = frozenset(("p", "br", "h1", "h2", "h3", "td", "tr"))
UNFOLDED_LINES = 400
# Kinds of furniture that are headings of regions.
HEADING_KINDS = frozenset(("related", "comments", "share", "promo", "follow", "tags", "bio"))
# A lead has a sentence of so many characters, no more than so many lines below the title.
LEAD_WEIGHT = 80
# One whose name says that it is a lead may be shorter.
SHORT_LEAD = 40
LEAD_BELOW = 6
FURNISHING = marks.OUTSIDE | marks.APART
# What is believed of an element where names say nothing.
TRUSTED = marks.HIDDEN | marks.READER | ~FURNISHING
# What an element says of itself and not of what is in it.
HANDED_DOWN = ~(marks.TEXT | marks.HEADING | marks.LEAD | marks.TITLE)
TEASED = 40
# So many characters of prose below the title mean that an article has begun.
SAID = 70
# So many elements back the shown part of a text is looked for, before the hidden rest of it.
PAST_WALL = 4
NEVER_OVERRULED = marks.HIDDEN | marks.READER | marks.COMMENT | marks.EMBED


class Regions:
    """The lines of a page with what is known of their place; `labels` are the lines that head a region of furniture."""

    def __init__(self, scan: Scan, title: int | None, *, trusting: bool = True) -> None:
        self.scan = scan
        self.trusting = trusting
        self.title = title
        self.labels: dict[int, Furniture] = {}
        self.inherited: list[int] = []
        # How much prose, and how many headlines that link, stand before each line.
        self.sums, self.heads = [0] * (len(scan.lines) + 1), [0] * (len(scan.lines) + 1)
        total, sums, led = 0, self.sums, 0
        for number, line in enumerate(scan.lines):
            if number != title and prose(line):
                total += len(line.text) - line.linked
            elif line.linked and inserts.leads(line):
                led += 1
            sums[number + 1] = total
            self.heads[number + 1] = led
        self._by_names()
        self._by_cards()
        self._by_labels()

    def weight(self, first: int, last: int) -> int:
        """Return how many characters of prose stand in these lines, whatever their marks."""
        return self.sums[last] - self.sums[first]

    def _by_names(self) -> None:
        """Hand down the marks of elements to their lines."""
        elements, total = self.scan.elements, self.sums[-1]
        # The last is what stands above the root.
        inherited = [0] * (len(elements) + 1)
        questioned, handed, trusting = FURNISHING | marks.PAYWALL, HANDED_DOWN, self.trusting
        for element in elements:
            if element.first == element.last:
                continue
            found = element.marks
            if not trusting:
                found = found & TRUSTED | BY_TAG.get(element.tag, 0)
            above = inherited[element.parent]
            if found & questioned:
                if found & marks.PAYWALL and not found & marks.HIDDEN and self._whole(element):
                    found &= ~marks.PAYWALL
                if found & FURNISHING:
                    found = self._overruled(element, found, total)
            if element.tag == "blockquote" and "twitter" in element.name:
                # A quoted post is part of the article, whatever the box around it is called.
                above &= ~FURNISHING
            inherited[element.number] = above & handed | found
        self.inherited = inherited
        for line in self.scan.lines:
            line.marks = inherited[line.element]
        for number in self.scan.inputs:
            self._asks(self.scan.elements[number])

    def _asks(self, box: Element) -> None:
        """Mark the small box around a field that asks for words, as newsletters and comment forms do."""
        while box.parent > 0 and self.scan.elements[box.parent].last - self.scan.elements[box.parent].first <= ASKING_LINES:
            box = self.scan.elements[box.parent]
        if box.last - box.first <= ASKING_LINES and box.parent > 0 and self.weight(box.first, box.last) <= APART_LIMIT:
            self._mark(box.first, box.last, marks.FORM)

    def _whole(self, element: Element) -> bool:
        """Whether an element has the title or much prose; «premium» is also what a whole article is called."""
        inside = self.title is not None and element.first <= self.title < element.last
        return inside or self.weight(element.first, element.last) > APART_LIMIT

    def _overruled(self, element: Element, found: int, total: int) -> int:
        """Take back marks that cannot be true of this element."""
        if element.tag in ("html", "body", "main") or "articleBody" in element.prop:
            return found & ~(marks.OUTSIDE | marks.APART)
        if self.title is not None and element.first <= self.title < element.last and element.last - element.first > 1:
            found &= ~(marks.OUTSIDE | marks.APART)
        weight = self.sums[element.last] - self.sums[element.first]
        if not weight and element.tag != "footer":
            # All that follows is about elements with prose in them.
            return found
        if element.tag == "footer" and found & marks.FOOT and not marks_of(element.name) & marks.FOOT:
            parent = self.scan.elements[element.parent]
            if self.weight(element.last, parent.last) > 2 * weight:
                # <footer> of an article may as well stand above its text, with the byline.
                found &= ~marks.FOOT
        if found & marks.TEXT and weight > 150:
            found &= ~(marks.NAV | marks.SIDE | marks.FOOT | marks.SHARE | marks.AD | marks.FORM | marks.POPUP)
        if self._leads(element, weight):
            found &= marks.HIDDEN | marks.READER | marks.COMMENT | marks.POPUP | ~marks.OUTSIDE
        if element.tag == "p" and weight > 100:
            # «selectionShareable» and the like say what may be done with a paragraph.
            found &= ~(marks.SHARE | marks.NAV | marks.SIDE)
        if found & marks.APART and weight > APART_LIMIT and (2 * weight > total or element.last - element.first > 1):
            found &= ~marks.APART
        if found & marks.HIDDEN and (self._unfolded(element, found, weight) or self._withheld(element, found, weight)):
            found &= ~(marks.HIDDEN | marks.PAYWALL)
        if weight > MOSTLY * total and weight > APART_LIMIT and (found & marks.TEXT or not found & NEVER_OVERRULED):
            found &= marks.HIDDEN | ~marks.OUTSIDE
        return found

    def _leads(self, element: Element, weight: int) -> bool:
        """Whether an element is one sentence without a link right below the title: a lead, whatever it is called."""
        least = SHORT_LEAD if element.marks & marks.LEAD else LEAD_WEIGHT
        if self.title is None or weight < least or element.last != element.first + 1:
            return False
        return 0 < element.first - self.title <= LEAD_BELOW and not self.scan.lines[element.first].linked

    def _withheld(self, element: Element, found: int, weight: int) -> bool:
        """Whether a hidden element is the article that those who pay see: most of the page's prose, and it begins as what is shown does."""
        if self.title is None or element.first <= self.title or 2 * weight < self.sums[-1] or weight < APART_LIMIT:
            return False
        if found & marks.PAYWALL:
            return True
        first = next((line for line in self.scan.lines[element.first : element.last] if prose(line)), None)
        shown = self.scan.lines[self.title + 1 : element.first]
        return first is not None and any(line.words > SENTENCE_WORDS and first.text.startswith(line.text[:TEASED]) for line in shown)

    def _unfolded(self, element: Element, found: int, weight: int) -> bool:
        """Whether a hidden element is the rest of a text that a button unfolds: prose beside prose, and no link."""
        if element.parent < 0 or weight < 200 or element.last - element.first > UNFOLDED_LINES or found & (marks.OUTSIDE & ~marks.HIDDEN):
            return False
        parent = self.scan.elements[element.parent]
        linked = sum(line.linked for line in self.scan.lines[element.first : element.last])
        above = [self.scan.elements[number] for number in parent.children[max(0, element.place - PAST_WALL) : element.place]]
        # A wall may stand between what is shown and the rest, which begins with the same name.
        make = element.name.partition(" ")[0]
        twin = next((one for one in reversed(above) if make and one.tag == element.tag and one.name.partition(" ")[0] == make), None)
        before = twin or (above[-1] if above else None)
        if before is None or self.title is None or before.first <= self.title or parent.tag == "body":
            return False
        return 8 * linked < weight and not before.marks & marks.OUTSIDE and self.weight(before.first, before.last) > 60

    def _by_cards(self) -> None:
        """Mark runs of siblings that are made alike and look like headlines with a few words below."""
        told = bisect.bisect_right(self.sums, self.sums[self.title + 1] + SAID) if self.title is not None else len(self.sums)
        for element in [element for element in self.scan.elements if element.last - element.first >= inserts.LEAST_INSERT]:
            size = element.last - element.first
            if size <= inserts.VOTE_LINES and element.first >= told and element.tag in inserts.INSERTS:
                if inserts.inserted(self.scan, element, self.weight(element.first, element.last)):
                    self._mark(element.first, element.last, marks.RELATED)
                elif size >= inserts.VOTE_LEAST and votes([line.text for line in self.scan.lines[element.first : element.last + 1]], size):
                    self._mark(element.first, element.last, marks.FORM)
            if element.tag in inserts.INSERTS and self._said(element.first) and self._elsewhere(element):
                self._mark(element.first, element.last, marks.RELATED)
            if len(element.children) < 2 or size < 4 or self.inherited[element.number] & (marks.NAV | marks.FOOT):
                continue
            paragraphs, runs = 0, dict[tuple[str, str], list[Element]]()
            for number in element.children:
                child = self.scan.elements[number]
                if child.last > child.first:
                    if child.tag not in NO_CARD:
                        runs.setdefault((child.tag, child.name), []).append(child)
                    elif child.tag == "p":
                        paragraphs += child.last > child.first + 1
            for run in runs.values():
                if len(run) < 2:
                    continue
                found = marks.RELATED if 3 * sum(map(self._card, run)) >= 2 * len(run) else 0
                if not found and self._said(run[0].first) and inserts.cut_off(self.scan, run, self.title or 0):
                    found = marks.RELATED
                if (
                    not found
                    and any(child.last > child.first + 1 for child in run)
                    and self._said(run[0].first)
                    and 3 * sum(map(self._voice, run)) >= 2 * len(run)
                ):
                    found = marks.COMMENT
                if found:
                    for child in run:
                        self._mark(child.first, child.last, found)
            if paragraphs > 1:
                self._by_paragraphs(element)
            if element.tag in ROWED:
                self._by_rows(element)

    def _elsewhere(self, element: Element) -> bool:
        """Whether readers are led past an element, or it is a list of other articles below a text that has been read."""
        if inserts.skipped(self.scan, element, self.weight(element.first, element.last)):
            return True
        told = self.weight((self.title or 0) + 1, element.first) > APART_LIMIT
        heads = self.heads[element.last] - self.heads[element.first]
        return told and inserts.may_tease(element.last - element.first, heads) and inserts.teased(self.scan, element)

    def _by_paragraphs(self, element: Element) -> None:
        """Mark paragraphs behind an article that follow each other and are cards: a linked headline, a break, a few words."""
        run: list[Element] = []
        for number in (*element.children, -1):
            child = self.scan.elements[number] if number >= 0 else None
            if child is not None and child.tag == "p" and child.last > child.first + 1 and self._card(child):
                run.append(child)
                continue
            if len(run) > 1 and self._said(run[0].first):
                for one in run:
                    self._mark(one.first, one.last, marks.RELATED)
            run = []

    def _by_rows(self, table: Element) -> None:
        """Mark what readers wrote in the rows of a table, two or more in turn, with what heads and follows it."""
        rows = [self.scan.elements[number] for number in table.children]
        heads = [place for place, row in enumerate(rows) if row.tag == "tr" and self._voice(row)]
        head = self.scan.lines[table.first] if table.last > table.first else None
        if not heads and head is not None and (heads_replies(head.text, head.words) or disclaims(head.text)):
            heads = [place for place, row in enumerate(rows) if place and row.tag == "tr" and inserts.written(self.scan, row)]
        run = next((one for one, other in itertools.pairwise(heads) if other == one + 1), None)
        if run is None or not self._said(rows[run].first):
            return
        if run and rows[run - 1].last - rows[run - 1].first == 1 and self.scan.lines[rows[run - 1].first].words <= SENTENCE_WORDS:
            run -= 1
        self._mark(rows[run].first, table.last, marks.COMMENT)

    def _card(self, element: Element) -> bool:
        """Whether an element is a linked headline with at most a little prose."""
        if element.last - element.first > CARD_LINES or (self.title is not None and element.first <= self.title < element.last):
            return False
        lines = self.scan.lines[element.first : element.last]
        size = sum(len(line.text) for line in lines)
        free = sum(len(line.text) - line.linked for line in lines if prose(line))
        if size > CARD_TEXT or free > inserts.CARD_PROSE or sum(map(prose, lines)) > 2:
            return False
        headline = next((line for line in lines if line.words >= 3), None)
        if headline is None or headline.words > 30:
            return False
        return 10 * headline.linked >= 9 * len(headline.text) or self._leads_on(headline, lines[-1])

    def _leads_on(self, headline: Line, last: Line) -> bool:
        """Whether a card ends with a link to the rest («المزيد») below a heading without one; live posts end with share buttons."""
        if not headline.marks & marks.HEADING and 10 * headline.bold < 9 * len(headline.text):
            return False
        if last is headline or len(last.links) != 1 or last.linked < len(last.text) - 2 or last.words > LEADING_ON:
            return False
        href = last.links[0][1]
        return (
            bool(href) and not href.startswith(("#", "javascript")) and getattr(furniture(last.text, last.words), "kind", "") not in NOT_ON
        )

    def _voice(self, element: Element) -> bool:
        """Whether an element is what a reader wrote: a name, a few words, and a date or a button for answers."""
        if not 2 <= element.last - element.first <= CARD_LINES + 1:
            return False
        lines = self.scan.lines[element.first : element.last]
        if lines[0].words > 14 or only_date(lines[0].text) or lines[0].marks & marks.HEADING:
            return False
        head = NUMBERED.sub("", lines[0].text)
        if not prose(lines[0]) and not head[:1].isdigit() and dated(head) and (CLOCK.search(head) or parse_moment(head) is not None):
            return True
        if lines[0].words > 5:
            return False
        if not any(line.words > 5 for line in lines[1:]):
            return False
        for line in lines[1:]:
            if line.words <= 8 and (only_date(line.text) or getattr(furniture(line.text, line.words), "kind", "") == "comments"):
                return True
        return False

    def _mark(self, first: int, last: int, found: int) -> None:
        """Put a mark on lines, unless the title is among them."""
        if self.title is None or not first <= self.title < last:
            for line in self.scan.lines[first:last]:
                line.marks |= found

    def _by_labels(self) -> None:
        """Mark what stands under headings of furniture."""
        outside = marks.OUTSIDE
        for line in self.scan.lines:
            if line.words > (20 if line.marks & marks.HEADING else 9) or line.number == self.title:
                continue
            own = self.scan.elements[line.element].marks
            if line.marks & outside and not (self.trusting and own & marks.RELATED and line.marks & marks.HEADING):
                continue
            found = furniture(line.text, min(line.words, 9))
            if found is not None and line.words > 9 and found.kind != "comments":
                continue
            if found is None and self._said(line.number) and not line.marks & marks.QUOTE and heads_replies(line.text, line.words):
                found = Furniture("comments", line.words, line.words)
            if found is None:
                if line.words > 9 or not own & marks.RELATED or not self.trusting:
                    continue
                found = Furniture("related", line.words, line.words)
            self.labels[line.number] = found
            if found.kind in HEADING_KINDS and self._heads(line, found):
                self._under(line, found)

    def _heads(self, line: Line, label: Furniture) -> bool:
        """Whether a label heads what follows it; «شاركنا رأيك عبر الوسم …» inside a text heads nothing."""
        if label.kind in ("comments", "bio") and (self._amid(line) or not self._said(line.number)):
            # A count of comments may also stand above the text.
            return False
        if label.kind == "comments":
            return label.words <= label.matched + 2 or bool(line.marks & (marks.HEADING | marks.COMMENT))
        return label.words <= label.matched + 3 and not line.linked

    def _amid(self, line: Line) -> bool:
        """Whether a text goes on behind a line as it went before it: the next line is prose in a neighbour of the last one's make."""
        lines, elements = self.scan.lines, self.scan.elements
        passed = marks.OUTSIDE | marks.CAPTION | marks.HEADING | marks.CELL
        near = (one for one in lines[line.number + 1 : line.number + AMID] if not one.marks & passed and not one.linked * 2 > len(one.text))
        behind = next((one for one in near if prose(one) or one.words <= NAMED or only_date(one.text)), None)
        above = reversed(lines[max(0, line.number - AMID) : line.number])
        before = next((one for one in above if prose(one) and not one.marks & passed), None)
        if behind is None or before is None or not prose(behind) or (self.title is not None and before.number <= self.title):
            return False
        return alike(elements, elements[before.element], elements[behind.element])

    def _under(self, line: Line, label: Furniture) -> None:
        """Mark the region that a label heads: the rest of its box where it leads one, else what follows it."""
        elements = self.scan.elements
        box = elements[line.element]
        while box.parent > 0 and elements[box.parent].last - elements[box.parent].first == 1:
            box = elements[box.parent]
        if box.last - box.first > 1:
            return
        parent = elements[box.parent] if box.parent >= 0 else box
        found = marks.COMMENT if label.kind == "comments" else marks.TAGS if label.kind == "tags" else marks.RELATED
        inside = self.title is not None and parent.first <= self.title < parent.last
        if parent.first == line.number and not inside and self._small(parent, box, label.kind):
            self._mark(parent.first, parent.last, found)
            return
        self._following(line, parent, found)

    def _small(self, parent: Element, box: Element, kind: str) -> bool:
        """Whether a box that a label leads is the label's own, and not the article."""
        if parent.marks & marks.TEXT and kind != "comments":
            return self.weight(parent.first, parent.last) == 0
        if self._said(parent.first) and (box.tag in ("h2", "h3", "h4", "h5", "header") or box.marks & marks.RELATED):
            return True
        if box.tag == "p" and kind in ("promo", "share", "follow"):
            return self.weight(parent.first, parent.last) <= inserts.CARD_PROSE
        return self.weight(parent.first, parent.last) <= max(inserts.CARD_PROSE, MOSTLY * self.sums[-1] / 2) or kind == "comments"

    def _said(self, line: int) -> bool:
        """Whether an article has been read between the title and a line."""
        return self.title is not None and line > self.title and self.weight(self.title + 1, line) > SAID

    def _following(self, line: Line, parent: Element, found: int) -> None:
        """Mark the lines behind a label within its parent: comments to the end, other kinds as far as no prose stands there."""
        last = line.number + 1
        lines = self.scan.lines
        limit = 3 if found == marks.TAGS else parent.last if found == marks.COMMENT else 60
        bio = self.labels[line.number].kind == "bio"
        while last < parent.last and last - line.number <= limit:
            follower = lines[last]
            if found != marks.COMMENT and not follower.marks & marks.OUTSIDE:
                linked = 10 * follower.linked >= 6 * len(follower.text)
                if not linked and (prose(follower) or found == marks.TAGS or follower.words > 4) and not (bio and last == line.number + 1):
                    break
            last += 1
        self._mark(line.number, last, found)
