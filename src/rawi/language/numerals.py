"""Numbers in figures and in words. Comes in: text, or folded words. Goes out: numbers, and figures in another script.

>>> parse_number("ثلاثة آلاف وخمسمئة"), parse_number("1,5 مليون"), parse_number("ثلاثة خمسة")
(3500, 1500000, None)
>>> eastern("2024"), western("٢٠٢٤")
('٢٠٢٤', '2024')
"""

import functools
import re
import sys
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from rawi.language.data import load
from rawi.language.orthography import fold

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
# Longer figures name no quantity that news speaks of, and reading them costs time.
MAX_FIGURES = 24
MAX_WORDS = 40
FIGURES = re.compile(r"[+-]?\d[\d.,٫٬]*")
GROUPED = re.compile(r"\d{1,3}(?P<mark>[.,٬])\d{3}(?:(?P=mark)\d{3})*(?P<rest>[.,٫]\d+)?")


def western(text: str) -> str:
    """Return the text with the digits of every script as 0-9; all else stays.

    >>> western("٣ و۵ و४")
    '3 و5 و4'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def eastern(text: str) -> str:
    """Return the text with its digits as Arabic-Indic ones, for display.

    >>> eastern("3 أيام")
    '٣ أيام'
    """
    return western(text).translate(EASTERN)


@functools.cache
def _words(*names: str) -> dict[str, int]:
    """Return folded word → value for the given tables of the lexicon."""
    tables = load("numerals")
    return {fold(word): int(value) for name in names for value, words in tables[name].items() for word in words}


@functools.cache
def _plain(name: str) -> frozenset[str]:
    """Return the folded words of a table that has only words."""
    return frozenset(fold(word) for word in load("numerals")[name]["words"])


@functools.cache
def _duals() -> dict[str, str]:
    """Return folded dual → folded singular, for units of time."""
    return {fold(two): fold(one) for two, one in load("numerals")["duals"].items()}


def dual(word: str) -> str | None:
    """Return the folded unit of which a noun of time names two, or None.

    >>> dual("ساعتين"), dual("ساعات")
    ('ساعه', None)
    """
    return _duals().get(fold(word))


def figures(text: str) -> int | Fraction | None:
    """Read figures with their separators; None where a lone «.» before three digits may part thousands or decimals.

    >>> figures("٣٬٥٠٠"), figures("1,5"), figures("1.234.567"), figures("1.500")
    (3500, Fraction(3, 2), 1234567, None)
    """
    plain = western(text)
    if len(plain) > MAX_FIGURES or not FIGURES.fullmatch(plain):
        return None
    sign, plain = (-1, plain[1:]) if plain[0] == "-" else (1, plain.removeprefix("+"))
    grouped = None if plain.startswith("0") else GROUPED.fullmatch(plain)
    if grouped:
        rest, mark = grouped["rest"] or "", grouped["mark"]
        if rest[:1] == mark or (mark == "." and not rest and plain.count(".") == 1):
            return None
        plain = plain[: len(plain) - len(rest)].replace(mark, "") + rest
    plain = plain.replace(",", ".").replace("٫", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return None
    value = sign * Fraction(plain)
    return value.numerator if value.denominator == 1 else value


def _joined(words: Sequence[str], at: int, known: dict[str, int] | frozenset[str]) -> tuple[str, int] | None:
    """Return the word of `known` that «و» joins on at `at`, and the place after it; «و» may stand alone or be attached."""
    if at < len(words) and words[at] == "و" and at + 1 < len(words) and words[at + 1] in known:
        return words[at + 1], at + 2
    if at < len(words) and words[at][:1] == "و" and words[at][1:] in known:
        return words[at][1:], at + 1
    return None


def _below_hundred(words: Sequence[str], at: int, first: str | None = None) -> tuple[int, int] | None:
    """Read 1 to 99 at `at`; `first` stands for the word before `at` once its «و» is taken off."""
    units, tens, ten = _words("units"), _words("tens"), _plain("ten")
    if first is None:
        if at >= len(words):
            return None
        first, at = words[at], at + 1
    if first in ten:
        return 10, at
    if first in tens:
        return tens[first], at
    if first not in units:
        return None
    if at < len(words) and words[at] in ten:
        return 10 + units[first], at + 1
    more = _joined(words, at, tens)
    return (units[first] + tens[more[0]], more[1]) if more else (units[first], at)


def _below_thousand(words: Sequence[str], at: int, first: str | None = None) -> tuple[int, int] | None:
    """Read 1 to 999 at `at`."""
    hundreds = _words("hundreds")
    if first is None:
        if at >= len(words):
            return None
        first, at = words[at], at + 1
    value = hundreds.get(first)
    if value is None:
        small = _below_hundred(words, at, first)
        # «ثلاث مئة» in two words
        if small and 3 <= small[0] <= 9 and small[1] < len(words) and hundreds.get(words[small[1]]) == 100:
            value, at = small[0] * 100, small[1] + 1
        else:
            return small
    return _with_rest(words, at, value)


def _with_rest(words: Sequence[str], at: int, value: int) -> tuple[int, int]:
    """Add the tens and units that «و» joins to hundreds."""
    small = _words("units", "tens").keys() | _plain("ten")
    more = _joined(words, at, frozenset(small))
    rest = _below_hundred(words, more[1], more[0]) if more else None
    return (value + rest[0], rest[1]) if rest else (value, at)


def _group(words: Sequence[str], at: int, first: str | None = None) -> tuple[Fraction, int, int] | None:
    """Read «three thousand» at `at`: the value, its scale (1 for none) and the place after it."""
    scales, doubles, parts = _words("scales"), _words("dual_scales"), _words("fractions")
    word = first if first is not None else (words[at] if at < len(words) else "")
    after = at if first is not None else at + 1
    if word in doubles:
        return Fraction(2 * doubles[word]), doubles[word], after
    if word in scales:
        return Fraction(scales[word]), scales[word], after
    if word in parts and after < len(words) and words[after] in scales:
        scale = scales[words[after]]
        return Fraction(parts[word] * scale, 100), scale, after + 1
    number: Fraction | None = None
    if word.lstrip("+-")[:1].isdecimal():
        read = figures(word)
        number = None if read is None else Fraction(read)
    else:
        small = _below_thousand(words, after, word)
        if small:
            number, after = Fraction(small[0]), small[1]
    if number is None:
        return None
    if after < len(words) and words[after] in scales:
        scale = scales[words[after]]
        return number * scale, scale, after + 1
    return number, 1, after


def number_at(words: Sequence[str], at: int) -> tuple[int | float, int] | None:
    """Read the longest number that begins at `words[at]`: its value and the place after it, or None.

    `words` are folded. Parts must come from large to small («مليون وثلاثة آلاف وخمسة»); what does not fit ends the number.

    >>> number_at(["بعد", "ثلاثه", "الاف", "وخمسميه", "قتيل"], 1)
    (3500, 4)
    """
    found = _group(words, at)
    if found is None:
        return (0, at + 1) if at < len(words) and words[at] in _plain("zero") else None
    total, scale, after = found
    parts = _words("fractions")
    starts = frozenset(_words("units", "tens", "hundreds", "scales", "dual_scales")) | _plain("ten")
    while scale > 1:
        half = _joined(words, after, parts)
        if half:
            total, after = total + Fraction(parts[half[0]] * scale, 100), half[1]
            if after < len(words) and words[after].removeprefix("ال") in _words("scales"):
                after += 1
            break
        more = _joined(words, after, starts) or _joined_figures(words, after)
        part = _group(words, more[1], more[0]) if more else None
        if part is None or part[1] >= scale or part[0] >= scale:
            break
        total, scale, after = total + part[0], part[1], part[2]
    return (total.numerator if total.denominator == 1 else float(total)), after


def _joined_figures(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the figures that «و» joins on: «3 آلاف و500»."""
    if at + 1 < len(words) and words[at] == "و" and words[at + 1][:1].isdecimal():
        return words[at + 1], at + 2
    if at < len(words) and words[at][:1] == "و" and words[at][1:2].isdecimal():
        return words[at][1:], at + 1
    return None


def ordinal_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read an ordinal (1 to 39) that begins at `words[at]`: its value and the place after it, or None.

    >>> ordinal_at(["الحادي", "والعشرين", "من"], 0), ordinal_at(["السابع", "عشر"], 0)
    ((21, 2), (17, 2))
    """
    units, tens, ten = _words("ordinals"), _words("ordinal_tens"), _plain("ordinal_ten")
    if at >= len(words):
        return None
    word = words[at]
    if word in tens:
        return tens[word], at + 1
    if word not in units:
        return None
    if at + 1 < len(words) and words[at + 1] in ten and units[word] < 10:
        return units[word] + 10, at + 2
    more = _joined(words, at + 1, tens)
    return (units[word] + tens[more[0]], more[1]) if more and units[word] < 10 else (units[word], at + 1)


def parse_number(text: str) -> int | float | None:
    """Return the number that the whole text names, in figures, in words or mixed; None if it names none or more than one.

    >>> parse_number("خمسة وعشرون ألفاً ومئتان"), parse_number("٣ آلاف"), parse_number("مليونان ونصف المليون")
    (25200, 3000, 2500000)
    """
    if len(text) > MAX_WORDS * 12:
        return None
    words = [word for word in fold(text).split() if word]
    read = number_at(words, 0)
    return read[0] if read and read[1] == len(words) else None


if __name__ == "__main__":
    print(parse_number(" ".join(sys.argv[1:])))  # noqa: T201 - every module of language/ can be run to show itself
