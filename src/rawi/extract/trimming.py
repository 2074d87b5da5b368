"""Lines that only their neighbours give away. Comes in: the kept lines of an article. Goes out: labels of what was dropped, loose ends.

A site words its labels («سبق أن نشرنا:») as it likes, so they are known by what follows them: a link to another article, and nothing else.
And a text whose paragraphs all end with a full stop does not end with a line that has none.
"""

import itertools
import re
from collections import Counter

from rawi.extract import marks
from rawi.extract.addressed import ARABIC, own_words
from rawi.extract.scanned import CENTRED, Element, Line

LABEL_WORDS = 6
# So many sentences make a text of sentences; a stray line among them is shorter.
LEAST_TOLD, STRAY_WORDS = 3, 14
CELLS = frozenset(("td", "th"))
STRANGE = frozenset(("div", "section", "aside", "center", "figure"))
# Elements in which what a text says is said again.
PULLED = frozenset(("aside", "figure"))
LINK_WORDS = 4
REFRAIN = 3
# What other article a link leads to: «(فيديو)», «| صور».
SORT = re.compile(r"^\s{0,2}(?:\([^\W\d_]{2,12}\)|[|–—-]\s?[^\W\d_]{2,12})\s{0,2}$")
# What sets a line apart from the text around it.
QUOTES = " \"'«»“”‘’…."
BULLETS = tuple("[(*•◄►▪")
# What is enumerated behind a label has entries of so many words.
ENUMERATED_WORDS, ENTRY_WORDS = 40, 4
COMMAS = re.compile(r"\s*[,،;؛|#•·]\s*")
# Words of a loose line behind the text; of 40 makes the longest has 18.
LOOSE_WORDS = 20
MOST_LOOSE = 5
ENDED = re.compile(r"[.،,!؟?…。！？»\"”’')\]:؛]\s*$")
STOPPED, STOP_REACH = re.compile(r"[.!؟?…。！？]\W{0,3}$"), 4


def stopped(text: str) -> bool:
    """Whether a line ends with a full stop, with quotation marks or brackets behind it or without.

    Example:
        >>> stopped("قال: «سنعود غدا.»"), stopped("قال. سنعود غدا")
        (True, False)
    """
    return STOPPED.search(text, max(0, len(text) - STOP_REACH)) is not None


def labelled(line: Line) -> bool:
    """Whether a line is a few words and a link to another article that ends it: «ملف خاص: غرق مركب قبالة الساحل»."""
    if not line.links or line.links[-1][0].count(" ") < LINK_WORDS - 1:
        return False
    if len(line.links) > 1:
        return _listed(line)
    link = line.links[-1][0]
    at = line.text.rfind(link)
    before, after = line.text[:at], line.text[at + len(link) :]
    label = before.strip(" *[(-–—•")
    if at < 0 or (after.strip(' ])»".…*') and not SORT.match(after)) or label.count(" ") >= LABEL_WORDS:
        return False
    return (
        not label
        or before.rstrip().endswith((":", "..", "…", "|", "-", "–", "—", "»", "/"))
        or (label.count(" ") < LABEL_WORDS // 2 and (bool(line.marks & marks.QUOTE) or before.lstrip().startswith(BULLETS)))
    )


def _listed(line: Line) -> bool:
    """Whether a line is a label and several headlines: «موضوعات قد تهمك: …»."""
    if any(words.count(" ") < LINK_WORDS - 1 for words, _ in line.links):
        return False
    label = line.text[: line.text.find(line.links[0][0])].strip(" *[(-–—•")
    between = len(line.text) - len(label) - line.linked
    return label.count(" ") < LABEL_WORDS and between <= 4 * len(line.links) and (not label or label.endswith(":"))


def without_repeats(kept: list[Line], boxes: list[Element]) -> list[Line]:
    """Leave out quotations set apart that are what a paragraph says as well, to a few words; `boxes` are the elements of the lines."""
    kept = _without_refrains(_said_once(kept, boxes))
    apart = [line for line in kept if line.marks & marks.QUOTE and line.words > LABEL_WORDS]
    if not apart:
        return kept
    told = [line.text for line in kept if not line.marks & marks.QUOTE]
    whole = "\n".join(told)
    again = {
        line.number
        for line in apart
        if (bare := line.text.strip(QUOTES)) in whole and any(bare in text for text in told if 5 * len(line.text) >= 4 * len(text))
    }
    return [line for line in kept if line.number not in again]


def _without_refrains(kept: list[Line]) -> list[Line]:
    """Leave out a few words without a stop that stand in a text three times or more, as buttons at each of its pictures do."""
    if len(kept) < 2 * REFRAIN:
        return kept
    times = Counter(line.text for line in kept if 1 < line.words <= STRAY_WORDS and not line.marks & marks.CELL)
    again = {text for text, count in times.items() if count >= REFRAIN and not ENDED.search(text) and ARABIC.search(text)}
    return [line for line in kept if line.text not in again] if again else kept


def in_sentences(kept: list[Line]) -> list[Line]:
    """Return the paragraphs of a text that tells in sentences: three or more, of which nine of ten end with a full stop; else nothing."""
    told = [line for line in kept if line.words > 2 * LABEL_WORDS and not line.marks & marks.ITEM]
    return told if len(told) >= LEAST_TOLD and 10 * sum(1 for line in told if stopped(line.text)) >= 9 * len(told) else []


def without_strays(kept: list[Line], boxes: list[Element]) -> list[Line]:
    """Leave out lines amid a text of sentences that are none, and whose words are mostly those of a page's own parts.

    A sub-heading has no full stop either, so half of the words of such a line must be ones that sites use of themselves, and one of
    those that name a part of the page or what is done with it; fewer where the line stands in a box of another make than all others.
    """
    told = in_sentences(kept)
    if not told:
        return kept
    made = Counter((box.tag, box.name) for box in boxes)
    numbers = {line.number for line in told}
    usual = Counter((box.tag, box.name) for line, box in zip(kept, boxes, strict=True) if line.number in numbers).most_common(1)[0][0]
    first = next(line.number for line in told)
    # A page that is a table altogether has its text in a cell.
    tabled = 2 * sum(1 for line in told if line.marks & marks.CELL) > len(told)
    strays = {
        line.number
        for line, box in zip(kept, boxes, strict=True)
        if line.words <= STRAY_WORDS
        and not line.marks & (marks.HEADING | marks.ITEM | marks.QUOTE)
        and (not line.marks & marks.CELL or (tabled and box.tag not in CELLS))
        and not stopped(line.text)
        and (
            own_words(line.text, odd=made[box.tag, box.name] == 1, bold=2 * line.bold > len(line.text))
            or (made[box.tag, box.name] == 1 and usual[0] == "p" and line.number > first and _strange(line, box))
        )
    }
    return [line for line in kept if line.number not in strays] if strays else kept


def _strange(line: Line, box: Element) -> bool:
    """Whether a box of its own amid paragraphs holds a few words in plain type that are no sentence and no speech."""
    return (
        (box.tag in STRANGE or box.name == CENTRED)
        and bool(ARABIC.search(line.text))
        and (bool(box.name) or box.tag == "figure")
        and not line.bold
        and not ENDED.search(line.text)
        and line.words > 1
    )


def _said_once(kept: list[Line], boxes: list[Element]) -> list[Line]:
    """Leave out lines in boxes of another make than the paragraphs, as quotations pulled out of a text are, that are said there as well."""
    made = Counter((box.tag, box.name) for box in boxes)
    usual = made.most_common(1)[0][0] if made else None
    odd = [
        line
        for line, box in zip(kept, boxes, strict=True)
        if box.tag in PULLED and (box.tag, box.name) != usual and line.words > LABEL_WORDS and ARABIC.search(line.text)
    ]
    again: set[int] = set()
    whole = "\n".join(line.text for line in kept) if odd else ""
    for line in odd:
        if line is not kept[0] and whole.count(line.text.strip(QUOTES)) > 1:
            again.add(line.number)
            whole = whole.replace(line.text, "", 1)
    return [line for line in kept if line.number not in again] if again else kept


def without_labels(kept: list[Line], lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Leave out short lines that only introduce what was dropped right behind them; the texts of these come second."""
    numbers = {line.number for line in kept}
    following = {before.number: after for before, after in itertools.pairwise(lines)}
    last = max((line.number for line in kept if line.words > 2 * LABEL_WORDS), default=-1)
    labels = {line.number for line in kept if _introduces(line, following.get(line.number), numbers, last)}
    return [line for line in kept if line.number not in labels], [line.text for line in kept if line.number in labels]


def _introduces(line: Line, after: Line | None, kept: set[int], last: int) -> bool:
    """Whether a line is a label of the dropped line behind it."""
    if line.words > LABEL_WORDS or line.marks & marks.ITEM or stopped(line.text):
        return False
    if after is None or after.number in kept or not after.links or after.words < LINK_WORDS:
        return False
    if line.marks & marks.HEADING and 10 * after.linked < 9 * len(after.text):
        # What has a label of its own needs none: the heading is that of the text behind it.
        return False
    return 2 * after.linked > len(after.text) and (
        line.text.rstrip().endswith(":") or line.number > last or after.number == line.number + 1
    )


def hashtags(text: str) -> list[str]:
    """Return the tags of a line that is nothing but hashtags: «#الزهراء #نهر_السرو».

    Example:
        >>> hashtags("#الزهراء #نهر_السرو"), hashtags("#الزهراء تفتتح جسرها")
        (['الزهراء', 'نهر السرو'], [])
    """
    if text[0] != "#":
        return []
    words = text.split()
    if any(word[0] != "#" or len(word) < 3 for word in words) or len(words) < 2:
        return []
    return [word.strip("#،,").replace("_", " ") for word in words]


def enumerated(text: str, words: int) -> list[str]:
    """Return what a few words and a colon introduce, if it is a list of things of a few words: «في هذا الموضوع: مجلس الأمن، الليرة».

    Example:
        >>> enumerated("في هذا الموضوع: مجلس الأمن، الليرة", 6)
        ['مجلس الأمن', 'الليرة']
        >>> enumerated("وقال الوزير: لن نقبل، وسنرد في الوقت الذي نراه مناسبا", 10)
        []
    """
    if words > ENUMERATED_WORDS or ":" not in text[:40] or text[-1] in ".!؟":
        return []
    label, _, rest = text.partition(":")
    if label.count(" ") >= LABEL_WORDS - 1:
        return []
    pieces = [piece for piece in COMMAS.split(rest.strip()) if piece]
    return pieces if len(pieces) > 1 and all(piece.count(" ") < ENTRY_WORDS for piece in pieces) else []


def unended(kept: list[Line]) -> int:
    """Return how many lines at the end of a text have no end of a sentence where the paragraphs before them have one."""
    loose = 0
    while loose < min(len(kept), MOST_LOOSE + 1):
        line = kept[-1 - loose]
        if (
            line.words > LOOSE_WORDS
            or (": " in line.text and line.words > LABEL_WORDS + 3 and not enumerated(line.text, line.words))
            or ENDED.search(line.text)
            or line.marks & (marks.ITEM | marks.CELL)
        ):
            break
        loose += 1
    told = [line for line in kept[: len(kept) - loose] if line.words > LABEL_WORDS]
    ended = sum(1 for line in told if stopped(line.text))
    if not 0 < loose <= MOST_LOOSE or len(told) < 2 or 5 * ended < 4 * len(told):
        return 0
    return 0 if kept[-1 - loose].text.rstrip().endswith(":") else loose
