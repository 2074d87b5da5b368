"""The tags of an article. Comes in: a `Scan`, JSON-LD, where the text begins and ends. Goes out: tags, each for itself.

Readers see them near the text: as links that are marked as tags, behind a label («الوسوم»), in a box that is named for them, or as nothing
but short links right behind the text. What the page declares (`article:tag`, keywords of JSON-LD) is heard before that last, weakest sign.
Keywords of `<meta>` come at the end and count only where a third of them is used in the article: many sites give every page the same.
"""

import re
from collections.abc import Iterable
from typing import Any

from rawi.extract import marks
from rawi.extract.addressed import addressed, speaks_of_channel
from rawi.extract.furniture import Furniture, furniture, opens
from rawi.extract.jsonld import plain, strings
from rawi.extract.layer import layer
from rawi.extract.scanned import Line, Scan, prose
from rawi.extract.title import key_of
from rawi.extract.trimming import COMMAS, enumerated, hashtags
from rawi.language.orthography import fold

DASHES = re.compile(r"\s+[-–—/]\s+")
EDGES = " #:.،,؛;|-–—•·/\"'«»“”()[]\u200e\u200f"
MAX_TAGS = 40
# What stands between two tags, with a space.
PARTING = (", ", "، ", "؛ ", "| ", "/ ", "· ", "• ", "- ")
TAG_WORDS = 7
TAG_LINK_WORDS = 3
LABEL_WORDS = 4
FOOT_LINES = 12
TAG_REACH = 25
GAP = 3
# A list of tags without links stands so near to the text.
LISTED_REACH = 5
STATED = 8
HREF = re.compile(
    r"/(?:tags?|topics?|keywords?|hashtags?|labels?|etiquettes?|وسم|وسوم|الوسوم|موضوع|كلمات|%d9%88%d8%b3%d9%85)[/=?]"
    r"|[?&](?:tag|keyword|topic|label)(?:_?id|s)?=|/search/?\?[a-z_]{1,9}=|/search/label/",
    re.IGNORECASE,
)
BEHIND_LINES = 8
# What a program that draws pages calls small boxes of a word or two.
CHIPS = re.compile(r"(?:^|[-_ ])(?:chips?|pills?|badges?|tags?|keywords?|hashtags?)(?:$|[-_ ])", re.IGNORECASE)
# Words of share bars and pages about the site, which stand in short links as tags do.
NO_TAG = frozenset(["share", "follow", "live", "screen", "comments", "ad", "rights", "embed", "count", "promo", "rules", "caption"])
ELSEWHERE = marks.NAV | marks.FOOT | marks.COMMENT | marks.SIDE | marks.HIDDEN
LABELS = ("tags", "promo", "related")
META = ("news_keywords", "keywords", "sailthru.tags", "parsely-tags", "cxenseparse:tags", "dc.subject", "dcterms.subject")


def tags(scan: Scan, node: dict[str, Any], title: int | None, first: int | None, last: int | None, text: str = "") -> tuple[str, ...]:
    """Return the tags of an article, each for itself.

    Args:
        scan: the page.
        node: its article in JSON-LD.
        title: the line of its title.
        first: the first line of its text.
        last: the line behind its text.
        text: its text, where that is not on the page.
    """
    shown = _shown(scan, title, last)
    if shown:
        return shown
    listed = _clean(_declared(scan, "article:tag"))
    named = _clean([piece.removeprefix("tag:") for text in _keywords(node) for piece in COMMAS.split(text)])
    if listed and not (len(named) > len(listed) and set(listed) <= set(named)):
        return listed
    used = _Use(scan, first, last, text)
    if len(named) > 1 or used.third(named):
        return named
    weak = () if last is None else _clean(_behind(scan, last)) or _clean(_listed(scan, last)) or _clean(_enumeration(scan, last))
    if weak or named:
        return weak or named
    for name in META:
        found = _clean(_declared(scan, name))
        if used.third(found):
            return found
    found = _clean(layer(scan))
    # Beside a body that a script keeps stand the tags of that body.
    return found if used.third(found) or (text and len(found) <= STATED) else ()


class _Use:
    """The words of an article, made when they are first asked for."""

    def __init__(self, scan: Scan, first: int | None, last: int | None, text: str) -> None:
        self.scan, self.first, self.last = scan, first, last
        self.text = fold(text).lower()

    def third(self, found: tuple[str, ...]) -> bool:
        """Whether a third of the tags is used in the article."""
        if not found:
            return False
        if not self.text:
            text = " ".join(line.text for line in self.scan.lines[self.first or 0 : self.last or 0]) + " " + self.scan.title
            self.text = fold(text).lower()
        return 3 * sum(1 for tag in found if fold(tag).lower() in self.text) >= len(found)


def _declared(scan: Scan, name: str) -> list[str]:
    """Return what stands between the commas of the `<meta>` of a name."""
    return [piece for content in scan.meta.get(name, ()) for piece in COMMAS.split(" ".join(plain(content).split()))]


def _keywords(node: dict[str, Any]) -> list[str]:
    """Return what JSON-LD, or the object that a page is drawn from, calls its keywords."""
    keywords = node.get("keywords") or node.get("tags") or node.get("topics")
    return strings(keywords) if keywords else []


def _shown(scan: Scan, title: int | None, last: int | None) -> tuple[str, ...]:
    """Return the tags that a page shows as such: links marked or addressed as tags, what stands behind a label, boxes named for tags."""
    linked = [(number, words) for number, words in scan.tag_links if _inside(scan, number, last)]
    found = _clean(_nearest(linked, title, last), sure=True)
    if found:
        return found
    start = 0 if title is None else title
    labelled = [
        (line.number, tag)
        for line in scan.lines[start:]
        if line.words < 60 and not _away(line, last) and opens(line.text, LABELS)
        if _label(scan, line) or _labels_tags(scan, line, last)
        for tag in _after_label(scan, line.number)
    ]
    found = _clean(_nearest(labelled, title, last))
    if found:
        return found
    boxed = [line for line in scan.lines if line.marks & marks.TAGS and not line.marks & (ELSEWHERE | marks.RELATED)]
    if title is not None and any(line.number > title for line in boxed):
        boxed = [line for line in boxed if line.number > title]
    sure = bool(boxed) and all(line.links and all(HREF.search(href) for _, href in line.links) for line in boxed)
    found = _clean(_nearest([(line.number, tag) for line in boxed for tag in _tags_of(scan, line)], title, last), sure=sure)
    return found if found or last is None else _clean(_addressed(scan, last), sure=True)


def _inside(scan: Scan, number: int, last: int | None) -> bool:
    """Whether a line of links that are marked as tags stands at the article."""
    line = scan.lines[min(number, len(scan.lines) - 1)]
    return not _away(line, last)


def _away(line: Line, last: int | None) -> bool:
    """Whether a line stands elsewhere on the page; a `<footer>` right behind the text is that of the article."""
    own = last is not None and last <= line.number < last + FOOT_LINES and not line.marks & ELSEWHERE & ~marks.FOOT
    return bool(line.marks & ELSEWHERE) and not own


def _nearest(found: list[tuple[int, str]], title: int | None, last: int | None) -> list[str]:
    """Return of tags that stand in several places those nearest to an end of the text: clouds of a site's tags stand farther off."""
    groups: list[list[tuple[int, str]]] = []
    for number, tag in sorted(found, key=lambda pair: pair[0]):
        if groups and number - groups[-1][-1][0] <= GAP:
            groups[-1].append((number, tag))
        else:
            groups.append([(number, tag)])
    if len(groups) > 1 and last is not None:
        ends = [last] if title is None else [title, last]
        groups.sort(key=lambda group: min(abs(group[0][0] - end) for end in ends))
    return [tag for _, tag in groups[0]] if groups else []


def _kind(text: str, words: int | None = None) -> Furniture | None:
    """Return what kind of furniture a few words are."""
    return furniture(text, text.count(" ") + 1 if words is None else words)


def _labels_tags(scan: Scan, line: Line, last: int | None) -> bool:
    """Whether «المزيد حول:» and the like introduce short links or fields, which are tags, and not headlines."""
    found = _kind(line.text, line.words)
    if found is None or found.kind not in ("promo", "related") or found.matched > LABEL_WORDS:
        return False
    links = list(line.links)
    if not links and line.words <= found.matched + 2:
        box = scan.elements[line.element]
        while box.parent > 0 and box.last <= line.number + 1:
            box = scan.elements[box.parent]
        followers = scan.lines[line.number + 1 : min(box.last, line.number + 12)]
        fields = scan.fields(followers[0].number) if len(followers) == 1 and not followers[0].links else []
        if fields:
            return all(piece.count(" ") < TAG_LINK_WORDS for piece in fields)
        if len(followers) > 10 or any(not one.links for one in followers):
            return False
        links = [link for one in followers for link in one.links]
    elif not links and last is not None and line.number >= last:
        return len(enumerated(line.text, line.words)) > 1
    return bool(links) and all(words.count(" ") < TAG_LINK_WORDS for words, _ in links)


def _label(scan: Scan, line: Line) -> bool:
    """Whether a line begins with «الوسوم» or another word for tags."""
    text = line.text
    if line.links and not text.startswith(line.links[0][0]):
        text = text[: text.find(line.links[0][0])] or text
    elif not line.links:
        text = next(iter(scan.fields(line.number)), text)
    found = _kind(text)
    return (found is not None and found.kind == "tags") or bool(_unparted(line))


def _unparted(line: Line) -> list[str]:
    """Return what a label without a colon enumerates: «تاغ الأمن الغذائي، القمة العربية»."""
    words = line.text.split(" ", 30) if not line.links and 2 < line.words < 30 and line.text[-1] != "." and ":" not in line.text else []
    for size in (3, 2, 1):
        label = _kind(" ".join(words[:size]), size) if len(words) > size else None
        if label is not None and label.kind == "tags" and label.matched == size:
            pieces = [piece for piece in COMMAS.split(" ".join(words[size:])) if piece.strip(EDGES)]
            return pieces if len(pieces) > 1 and all(piece.count(" ") < TAG_LINK_WORDS for piece in pieces) else []
    return []


def _enumeration(scan: Scan, last: int) -> list[str]:
    """Return what an unknown label right behind the text enumerates; sources, writers and buttons have labels that are known."""
    for line in scan.lines[last : last + BEHIND_LINES]:
        if prose(line) and ":" not in line.text[:40]:
            return []
        pieces = [] if line.links or line.marks & marks.OUTSIDE else enumerated(line.text, line.words)
        found = _kind(line.text, line.words) if pieces else None
        if pieces and (found is None or found.kind in ("promo", "related")) and not any(map(_no_tag, pieces)):
            return pieces
    return []


def _after_label(scan: Scan, place: int) -> list[str]:
    """Return the tags in a line that begins with a label, or in the lines of links behind a line that is one."""
    line = scan.lines[place]
    listed = _unparted(line) or ([] if line.links else enumerated(line.text, line.words))
    if listed:
        return listed
    found = [tag for tag in _tags_of(scan, line) if not _is_label(tag)]
    label = _kind(line.text, line.words)
    # «الكلمات المفتاحية للمقال» is a label as well, where tags stand below it.
    alone = not line.links and ":" not in line.text.rstrip(" :") and label is not None and line.words <= label.matched + 2
    if found and not alone:
        return found
    own, found = found, []
    box = scan.elements[line.element]
    while box.parent > 0 and scan.elements[box.parent].last - scan.elements[box.parent].first < 30 and box.last <= place + 1:
        box = scan.elements[box.parent]
    for follower in scan.lines[place + 1 : min(box.last, place + 25)]:
        if follower.words > 6 and not follower.links and not scan.fields(follower.number):
            break
        found.extend(_tags_of(scan, follower))
    return found or own


def _is_label(text: str) -> bool:
    """Whether words are only a label of tags."""
    found = _kind(text)
    return found is not None and found.kind == "tags"


def _tags_of(scan: Scan, line: Line) -> list[str]:
    """Return the tags of one line: its links, its fields, or what commas part."""
    if line.links:
        return [words for words, _ in line.links]
    label = _kind(line.text, line.words)
    labelled = label is not None and label.kind in ("tags", "related", "promo")
    fields = scan.fields(line.number)
    fields = fields[1:] if labelled and len(fields) > 1 else fields
    if len(fields) > 1:
        return fields
    text = line.text
    if labelled and label is not None:
        text = text.split(":", 1)[1] if ":" in text else " ".join(text.split()[label.matched :])
    pieces = COMMAS.split(text)
    pieces = pieces if len(pieces) > 1 else DASHES.split(text)
    return [piece for piece in pieces if piece.strip()]


def _addressed(scan: Scan, last: int) -> list[str]:
    """Return the first run of links behind the text that are hashtags, or lead to the pages of tags by their addresses."""
    found: list[str] = []
    for line in scan.lines[last : last + TAG_REACH]:
        told = [] if line.links or line.marks & ELSEWHERE else hashtags(line.text)
        if told and not found:
            return told
        if not line.links and prose(line):
            break
        away = ELSEWHERE & ~marks.COMMENT if line.number < last + BEHIND_LINES else ELSEWHERE
        taggish = [] if line.marks & away else [words for words, href in line.links if _taggish(words, href)]
        if taggish:
            found.extend(taggish)
        elif found:
            break
    return found


def _taggish(words: str, href: str) -> bool:
    """Whether a link of a few words is a hashtag, or leads to the page of a tag or to a search for it."""
    return words.count(" ") < TAG_WORDS and (HREF.search(href) is not None or (words[0] == "#" and len(words) > 2))


def _behind(scan: Scan, last: int) -> list[str]:
    """Return short links that stand in the first line of nothing but links right behind the text."""
    passed = False
    for start in range(last, min(len(scan.lines), last + BEHIND_LINES)):
        line = scan.lines[start]
        if line.marks & (marks.SHARE | marks.CAPTION) or not line.links:
            if prose(line):
                return []
            continue
        if not passed and _headline(line) and not _outside(scan, line) and not any(map(_headline, scan.lines[start + 1 : start + 2])):
            # One headline of another article stands before the tags of this one.
            passed = True
            continue
        if len(line.links) > 1 and _short_links(line) and not _buttons(words for words, _ in line.links):
            return [] if _outside(scan, line) else [words for words, _ in line.links]
        box = scan.elements[line.element]
        if box.last - box.first == 1 and len(line.links) == 1 and box.parent > 0:
            parent = scan.elements[box.parent]
            box = parent if parent.last - parent.first < 16 and parent.first >= last else box
        lines = scan.lines[max(box.first, start) : box.last]
        links = [words for one in lines for words, _ in one.links]
        if _buttons(links) or (len(lines) == 1 and not _short_links(line) and line.links[0][1][:1] in ("", "#")):
            continue
        if len(lines) == 1 and (addressed(line.text, line.words) or "//" in line.links[0][1][:8]):
            continue
        if not all(map(_short_links, lines)) or _outside(scan, line):
            return []
        return links
    return []


def _headline(line: Line) -> bool:
    """Whether a line is one link of more words than a tag has."""
    return len(line.links) == 1 and line.linked * 5 >= len(line.text) * 4 and line.links[0][0].count(" ") > TAG_LINK_WORDS


def _outside(scan: Scan, line: Line) -> bool:
    """Whether a line belongs to the page; the foot of an article is the article's own."""
    found = line.marks & (marks.OUTSIDE & ~marks.RELATED)
    if found != marks.FOOT:
        return bool(found)
    box = scan.elements[line.element]
    while box.parent > 0 and box.tag != "footer":
        box = scan.elements[box.parent]
    return box.parent <= 0 or scan.elements[box.parent].tag != "article"


def _listed(scan: Scan, last: int) -> list[str]:
    """Return the items of a list, or chips, of a few words each, without links, that stand right behind the text."""
    for start in range(last, min(len(scan.lines), last + LISTED_REACH)):
        line = scan.lines[start]
        if line.marks & marks.OUTSIDE & ~marks.RELATED or prose(line):
            continue
        box = scan.elements[line.element]
        above = scan.elements[max(0, box.parent)]
        if CHIPS.search(box.name) and not line.links and len(fields := scan.fields(line.number)) > 1:
            return [] if _buttons(fields) or any(field.count(" ") >= TAG_LINK_WORDS for field in fields) else fields
        if box.parent < 0 or not (box.tag == "li" or CHIPS.search(f"{box.tag} {box.name} {above.name}")):
            continue
        box = above
        lines = scan.lines[box.first : box.last]
        plain_items = all(one.words <= TAG_LINK_WORDS and not one.links and one.text[-1] not in ".:؟" for one in lines)
        if box.first != start or not 1 < len(lines) <= MAX_TAGS or not plain_items or _buttons(one.text for one in lines):
            return []
        return [one.text for one in lines]
    return []


def _short_links(line: Line) -> bool:
    """Whether a line is nothing but links of a few words."""
    parted = sum(map(line.text.count, PARTING)) if line.links[1:] else 0
    bare = line.linked * 5 >= (len(line.text) - 2 * parted) * 4
    return bare and all(words.count(" ") < TAG_LINK_WORDS and len(words) < 30 for words, _ in line.links)


def _no_tag(text: str) -> bool:
    """Whether the words of a link are those of a share bar or a button."""
    found = _kind(text)
    return found is not None and found.kind in NO_TAG


def _clean(found: list[str], *, sure: bool = False) -> tuple[str, ...]:
    """Return tags once each, without signs and without what is too long to be one; `sure` ones are channels too («تويتر، فيسبوك»)."""
    kept: dict[str, str] = {}
    for tag in found:
        for piece in COMMAS.split(tag) if "،" in tag or "," in tag or "#" in tag else [tag]:
            text = " ".join(piece.replace("_", " ").split()).strip(EDGES)
            key = key_of(text)
            if key and text.count(" ") < TAG_WORDS and len(text) < 80 and not _is_label(text):
                kept.setdefault(key, text)
    # «تويتر» among other tags is one, among «فيسبوك» and «واتساب» it is a button.
    mixed = not _buttons(kept.values()) or (sure and all(not _no_tag(tag) or speaks_of_channel(tag) for tag in kept.values()))
    return tuple(tag for tag in kept.values() if not _no_tag(tag) or (mixed and " " not in tag))[:MAX_TAGS]


def _buttons(words: Iterable[str]) -> bool:
    """Whether half of some links are buttons, or all but one; the name of one channel among other words is a tag."""
    found = list(words)
    buttons = [tag for tag in found if _no_tag(tag)]
    channels = sum(1 for tag in buttons if " " not in tag and speaks_of_channel(tag))
    counted = len(buttons) - (channels == 1)
    return len(buttons) == len(found) or 2 * counted >= len(found) or any(" " in tag for tag in buttons)
