"""A byline or a dateline in its parts. Comes in: a text and where to look in it. Goes out: runs of words and what stands between them.

«باريس (أ. ف. ب) - أعلنت شركة…» has the parts باريس, أ ف ب and أعلنت شركة; initials stay together, whatever stands between their letters.
"""

import functools
import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rawi.language.orthography import MARKS, fold_word
from rawi.language.tokens import Token

# What stands between two parts, each kind by one letter: dash, colon, slash, comma, plus, bar, brackets, quotation mark, line, stop.
KINDS = {
    "-": "-–—―‒−ـ_",
    ":": ":؛;",
    "/": "/\\",
    ",": ",،",
    "+": "+&",
    "|": "|•·*●▪",
    "(": "([{⟨<",
    ")": ")]}⟩>",
    '"': '«»"“”„‟″',
    "\n": "\n\r\u2028",
    ".": ".!؟?…",
}
KIND = {character: kind for kind, characters in KINDS.items() for character in characters}
# A closing sign of a sentence parts two words only where it is none of initials.
STOP = "."
# Letters and digits with the marks inside them; a character class alone, for this is where the time goes.
WORD = re.compile(rf"[^\W_][\w{MARKS}]*")
TIGHT = re.compile(r"[-–—/_.،,ـ]?")


# Makes a token in a third of the time that its constructor takes.
_token: Callable[[tuple[str, int, int, str]], Token] = functools.partial(tuple.__new__, Token)


class Part(NamedTuple):
    """Words with nothing between them but spaces; `before` and `after` are the kinds of signs around them, "^" and "$" at the ends."""

    words: tuple[Token, ...]
    before: str
    after: str

    @property
    def key(self) -> str:
        """The keys of the words with one space between them."""
        return " ".join(word.key for word in self.words)

    @property
    def enclosed(self) -> bool:
        """Whether brackets, quotation marks, dashes or slashes stand on both sides."""
        opened, closed = self.before[-1:], self.after[:1]
        return (opened == "(" and closed == ")") or (opened in ('"', "-", "/") and closed == opened)


@functools.lru_cache(maxsize=4096)
def kinds(gap: str) -> str:
    """Return the kinds of the signs in a gap in their order, each run once: `kinds(") -- ")` is ")-"."""
    found = ""
    for character in gap:
        kind = KIND.get(character, "")
        if kind and not found.endswith(kind):
            found += kind
    return found


def parts(text: str, start: int = 0, end: int | None = None, *, longest: int = 60) -> list[Part]:
    """Return the parts of a text between two offsets, up to the first that has `longest` words; that one is cut there.

    >>> [part.key for part in parts("لندن: أ. ف. ب / رويترز")]
    ['لندن', 'ا ف ب', 'رويترز']
    """
    return list(parts_in_turn(text, start, end, longest=longest))


def parts_in_turn(text: str, start: int = 0, end: int | None = None, *, longest: int = 60) -> Iterator[Part]:
    """Yield what `parts` returns, for those who seldom need the last of them."""
    end = len(text) if end is None else end
    run: list[Token] = []
    before, last = "", -1
    for match in WORD.finditer(text, start, end):
        word, begin = match[0], match.start()
        stop = begin + len(word)
        if stop == end and end < len(text) and text[end].isalnum():
            # A last word that only the bound cuts is left out.
            break
        key = fold_word(word)
        if not key:
            continue
        token = _token((word, begin, stop, key))
        # Most words have one space between them and nothing else.
        apart = bool(run) and not (begin == last + 1 and text[last] == " " and text[last - 1] != "ـ")
        sign = _between(run[-1], token, text) if apart else ""
        if not run:
            before = "^" + kinds(text[start:begin])
        elif sign:
            yield Part(tuple(run), before, sign)
            run, before = [], sign
        elif len(run) >= longest:
            yield Part(tuple(run), before, "")
            return
        run.append(token)
        last = stop
    if run:
        yield Part(tuple(run), before, kinds(text[run[-1].end : end]) + "$")


def _between(left: Token, right: Token, text: str) -> str:
    """Return the kinds of the signs that part two words, none where they belong together."""
    gap = text[left.end : right.start]
    if gap == " " and not left.text.endswith("ـ"):
        return ""
    if left.key[-1:].isdecimal() and right.key[:1].isdecimal() and len(gap) == 1:
        return ""
    letters = len(left.key) == 1 and len(right.key) == 1 and left.key.isalpha() and right.key.isalpha()
    if letters and (TIGHT.fullmatch(gap) or kinds(gap) == STOP):
        return ""
    found = kinds(gap)
    if found == STOP and (len(left.key) == 1 or " " not in gap):
        return ""
    return "-" + found.lstrip("-") if left.text.endswith("ـ") and len(left.key) > 1 else found


if __name__ == "__main__":
    for shown in parts(" ".join(sys.argv[1:])):
        print(repr(shown.before), shown.key, repr(shown.after), sep="\t")  # noqa: T201 - the module can be run to show itself
