r"""A text without what its publisher put around it. Comes in: a text and its credits. Goes out: the words that texts are compared by.

«المصدر: …», «// انتهى // 15:11 ت م», «(رويترز)» at the end, the dateline and byline at the head, «اقرأ أيضاً: …» between: formulas that
hundreds of texts share and that say nothing of where one comes from. Only what is compared is stripped; what is shown never is.

    >>> stripped("أعلنت البلدية فتح الجسر القديم.\nاقرأ أيضاً: الأمطار تعود غداً\n// انتهى //", ())
    'أعلنت البلدية فتح الجسر القديم.'
"""

import re
from collections.abc import Iterator, Sequence

from rawi.extract.furniture import furniture
from rawi.model import Credit

# So many lines at either end can be credits, and a line of so many words (a dateline with both calendars has a dozen).
LINES, WORDS = 4, 14
# Behind the last sentence a credit is at most so long; longer, it is prose that names somebody.
SIGNATURE = 90
# Lines of these kinds are the outlet's own and no text, wherever they stand; the others only at the end.
ANYWHERE = frozenset({"promo", "share", "follow"})
AT_END = ANYWHERE | {"source", "end", "tags", "related", "rights", "comments", "count", "caption"}
# «19:23 ت م», an address for letters, a short-message number: no word of three letters but the signs that it is one.
NO_PROSE = re.compile(r"[^\w\n]*(?:[\d:.,/\-–— ]+|\S{1,80}@\S{1,80}|(?:\w{1,2}[^\w\n]+){0,6}\w{1,2})[^\w\n]*")
END = re.compile(r"[/#(\-–—]{1,3} ?انتهى ?[/#)\-–—]{0,3}[^\n]{0,24}$")


def stripped(text: str, credits: Sequence[Credit]) -> str:  # noqa: A002 - the name of the field that it is given
    """Return a text without datelines, closing credits and the outlet's own lines; all of it where nothing else would be left.

    Args:
        text: the article's text, paragraphs joined by a newline.
        credits: what it credits, with their places in the text.
    """
    lines = list(_lines(text))
    first, last = _head(text, lines, credits), _tail(text, lines, credits)
    if first >= last:
        return text
    kept = [(max(start, first), min(end, last)) for start, end in lines if start < last and end > first]
    kept = [(start, end) for start, end in kept if not _is_kind(text[start:end], ANYWHERE)]
    if not kept:
        return text
    return text if kept == lines else "\n".join(text[start:end] for start, end in kept).rstrip()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of lines that hold anything."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _head(text: str, lines: Sequence[tuple[int, int]], credits: Sequence[Credit]) -> int:  # noqa: A002
    """Return where the text begins: behind its dateline and the short lines that hold one."""
    begin = 0
    named = [credit.span for credit in credits if credit.span is not None and credit.where in ("dateline", "byline")]
    for start, end in lines[:LINES]:
        inside = [span.end for span in named if start <= span.start < end]
        if not inside:
            break
        if end - max(inside) > SIGNATURE or len(text[start:end].split()) > WORDS:
            return max(inside)
        begin = end
    return begin


def _tail(text: str, lines: Sequence[tuple[int, int]], credits: Sequence[Credit]) -> int:  # noqa: A002
    """Return where the text ends: before its closing credits, signs and the outlet's own lines."""
    named = [credit.span for credit in credits if credit.span is not None and credit.where == "tail"]
    last = len(text)
    for start, end in reversed(lines[-LINES:]):
        line = text[start:end]
        inside = [span.start for span in named if start <= span.start < end]
        if (inside and len(line.split()) <= WORDS) or _is_kind(line, AT_END) or NO_PROSE.fullmatch(line):
            last = start
            continue
        cuts = [at for at in inside if end - at <= SIGNATURE]
        if found := END.search(line, max(0, len(line) - 60)):
            cuts.append(start + found.start())
        return min([last, *cuts])
    return last


def _is_kind(line: str, kinds: frozenset[str]) -> bool:
    """Whether a line is furniture of one of these kinds."""
    found = furniture(line.strip(), len(line.split()))
    return found is not None and found.kind in kinds
