"""The title of the article without the name of the site. Comes in: a `Scan`. Goes out: the title and the line on which it stands."""

import functools
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rawi.extract import marks
from rawi.extract.scanned import Scan, prose
from rawi.language.orthography import Remembered, fold

SEPARATORS = re.compile(r"\s+[|–—\-:•·»«/~]{1,3}\s+|\s*\|\s*|\s+::\s+|\s*::\s*| › | » ")
# Each has one of these, and to look for white space before them takes as long as all else about a title.
SIGN = re.compile(r"[|–—\-:•·»«/~›]")
# «الموقع : الخبر 17/08/2022», as agencies have it.
DAY = re.compile(r"\s\(?\d{1,4}([/.-])\d{1,2}\1\d{1,4}\)?(?:\s\d{1,2}:\d\d)?\s{0,3}$")
# Two pages of one site may share a piece by chance («عاجل»), three seldom do.
LEARNT_FROM, LEARNT = 3, 4
FIRST_ORDERS = frozenset(("h1", "h2"))
# A title with more separators is a list of names.
MOST_SEPARATORS = 6
# A headline in plain type has so many words and stands so few lines above its text.
PLAIN_LEAST, PLAIN_MOST, PLAIN_ABOVE = 5, 22, 5
# Short names that themes give the box of a headline («ttl», «hdline», «news-ttl»).
TITLED = re.compile(r"(?:^|[\s_-])(?:ttl|hdl|hdline|heading|hdr-?title)(?:$|[\s_-])")
# A heading of no more words may name the site; a title has as many.
SITE_WORDS, NAMED_LEAST = 5, 4
# Where the name of a site leads: to its front page.
HOME = re.compile(r"(?:https?://[^/?#]{1,100}/?|(?:https?://[^/?#]{1,100})?(?:[./]{1,3}|/?(?:ar/?|index\.\w{2,5}|home/?)))$", re.IGNORECASE)
NOISE = re.compile(r"[\W_]+")


class Title(NamedTuple):
    """The title, the line that bears it on the page (or None), and its key without marks and punctuation."""

    text: str
    line: int | None
    key: str


class _Keys(dict[int, str]):
    """What each character is in a key, found out when it is first met: one pass over a text does what three would."""

    def __missing__(self, code: int) -> str:
        """Fold one character; what is no letter or digit is a space."""
        self[code] = found = NOISE.sub(" ", fold(chr(code)).lower())
        return found


_KEYS = _Keys()


_WORD_KEYS = Remembered(lambda word: " ".join(word.translate(_KEYS).split()))
SHORT = 160


def key_of(text: str) -> str:
    """Return what two spellings of one title share."""
    return _short_key(text) if len(text) <= SHORT else _key(text)


def same(text: str, key: str) -> bool:
    """Whether a text has a key; most are told by their first word."""
    first = _first_word(text) if text else ""
    return key.startswith(first) and key_of(text) == key


# Of what a page has keyed, titles and names of its site and its writers, half is asked for more than once.
@functools.lru_cache(maxsize=4_096)
def _short_key(text: str) -> str:
    """Return the key of a text of the length of a title."""
    return _key(text)


def _key(text: str) -> str:
    """Make a key of those of the words."""
    return " ".join(filter(None, map(_WORD_KEYS.__getitem__, text.split())))


def find_title(scan: Scan, structured: str | None, names: tuple[str, ...] = ()) -> Title:
    """Choose among the headline of JSON-LD, og:title, the headings of the page and `<title>`.

    A heading that says the same as one of the others is taken as it stands on the page. Without one, what the page says of itself is taken
    without the pieces that name the site: those in `names`, and the last or first piece of `<title>` where the rest stands on the page.
    """
    declared = [text for text in (structured, *(scan.said(name) for name in ("og:title", "twitter:title", "title"))) if text]
    declared = list(dict.fromkeys(" ".join(text.split()) for text in declared))
    whole = key_of(scan.title)
    wanted = {key_of(piece) for piece in {piece for text in {scan.title, *declared} for piece in _pieces(text)}}
    sites = {key_of(name) for name in names}
    wanted = {key for key in wanted if key not in sites and len(key) > 3}
    line = _line(scan, wanted, whole, frozenset(map(key_of, declared)))
    if line is not None:
        text = _named(scan.lines[line].text, declared)
        return Title(text, line, key_of(text))
    text = _without_site(declared[0] if declared else scan.title, sites, guess=not declared)
    return Title(text, None, key_of(text))


def _named(shown: str, declared: list[str]) -> str:
    """Return the heading of the page, or what the page declares where the heading has a kicker before it («رياضة | فوز الفريق»)."""
    key = key_of(shown)
    for text in declared:
        other = key_of(text)
        if other != key and key.endswith(other) and 2 * len(other) >= len(key) and not text.rstrip().endswith(("...", "…")):
            return text
    return shown


def learn(titles: Iterable[str]) -> tuple[str, ...]:
    """Learn from the `<title>`s of one site which pieces name it: those that most of its pages end or begin with.

    Args:
        titles: the `<title>`s of several pages of one site, each as it stands.

    Returns:
        The pieces, the most frequent first; nothing where fewer than three titles are known or none is shared by half of them. They
        are names of the site like any alias of its outlet.

    Example:
        >>> learn(["هدنة - برق", "مطر - برق", "فوز الفريق - أخيرا - برق"])
        ('برق',)
    """
    counted: Counter[str] = Counter()
    total = 0
    for title in dict.fromkeys(titles):
        parts = [part.strip() for part in parts_of(title[:500]) if part.strip()]
        total += 1
        if len(parts) > 1:
            counted.update({parts[0], parts[-1]})
    if total < LEARNT_FROM:
        return ()
    return tuple(piece for piece, count in counted.most_common(LEARNT) if 2 * count > total)


def suffixes(whole: str, title: Title) -> tuple[str, ...]:
    """Return what `<title>` has behind the headline, the last piece first: names of the site, or of one of its sections."""
    if title.line is None or not title.key or not key_of(whole[:500]).startswith(title.key):
        return ()
    parts = [part.strip() for part in parts_of(whole[:500]) if part.strip()]
    # A site may be named in its headline as well.
    rest = key_of(whole[:500])[len(title.key) :]
    return tuple(part for part in reversed(parts[1:]) if key_of(part) in rest)


def headline(scan: Scan, first: int) -> Title | None:
    """Return the headline above a text that begins at line `first`, where the page names none: a heading, or bold or large type."""
    for number in range(first - 1, max(-1, first - 12), -1):
        line = scan.lines[number]
        elsewhere = marks.NAV | marks.SIDE | marks.RELATED | marks.CAPTION
        first_order = scan.elements[line.element].tag == "h1"
        if (line.words < 3 and not first_order) or line.words > 40 or line.linked * 2 > len(line.text) or line.marks & elsewhere:
            continue
        named = TITLED.search(scan.elements[line.element].name) is not None
        if line.marks & (marks.HEADING | marks.TITLE) or named or 10 * line.bold >= 9 * len(line.text):
            return Title(line.text, number, key_of(line.text))
    return None


def plain_headline(scan: Scan, first: int) -> Title | None:
    """Return the line right above a text that stands in a box of its own and may be its headline, where nothing says what is."""
    for line in reversed(scan.lines[max(0, first - PLAIN_ABOVE) : first]):
        box = scan.elements[line.element]
        bare = not line.links and not line.marks & (marks.OUTSIDE | marks.APART | marks.ITEM) and box.last - box.first == 1
        if bare and PLAIN_LEAST <= line.words <= PLAIN_MOST and line.text[-1] not in ".،:" and not DAY.search(f" {line.text}"):
            return Title(line.text, line.number, key_of(line.text))
    return None


def parts_of(text: str) -> list[str]:
    """Return the pieces of a title between its separators, as they stand.

    Example:
        >>> parts_of("هدنة - برق"), parts_of("هدنة")
        (['هدنة', 'برق'], ['هدنة'])
    """
    found, at = [], 0
    for match in _separators(text):
        found.append(text[at : match.start()])
        at = match.end()
    return [*found, text[at:]]


def _separators(text: str) -> Iterable[re.Match[str]]:
    """Return the separators of a title in turn."""
    sign = SIGN.search(text)
    return SEPARATORS.finditer(text, len(text[: sign.start()].rstrip())) if sign is not None else ()


def _pieces(text: str) -> set[str]:
    """Return a title and its parts: «خبر - موقع» gives itself, «خبر», «موقع»."""
    text = DAY.sub("", text[:500])
    found, at, head = {text}, 0, text
    for count, match in enumerate(_separators(head)):
        found.add(head[at : match.start()].strip())
        at = match.end()
        if count < MOST_SEPARATORS:
            found.update((text[: match.start()].strip(), text[at:].strip()))
    found.add(head[at:].strip())
    # «المدونة: الخبر»; a headline with a colon of its own is on the page as a whole.
    found.update(part.strip() for part in text.split(": ", 1))
    return found


def _line(scan: Scan, wanted: set[str], whole: str, declared: frozenset[str]) -> int | None:
    """Return the line that is a title of the page: a heading of the first order, else another heading, else any line."""
    best: tuple[int, int] | None = None
    told: list[tuple[int, int, str]] = []
    sizes = {size for key in wanted for size in range(len(key) - 8, len(key) + 9)}
    begins = {key.partition(" ")[0] for key in wanted} | {""}
    headed = [element for element in scan.elements if element.tag in FIRST_ORDERS]
    if any(prop == "headline" for prop, _, _ in scan.props):
        headed += [element for element in scan.elements if element.prop == "headline"]
    heads = {number for element in headed for number in range(element.first, element.last)}
    for line in scan.lines:
        if line.words > 45 or line.marks & marks.HIDDEN:
            continue
        # A title of two or three words is known by its bold type and `<title>`.
        brief = 1 < line.words < 4 and line.bold >= len(line.text) - 1 and len(line.text) in sizes and key_of(line.text) == whole
        if (
            not brief
            and line.number not in heads
            and (line.words < 4 or len(line.text) not in sizes or _first_word(line.text) not in begins)
        ):
            continue
        element = scan.elements[line.element]
        rank = _rank(scan, element.number)
        if rank > 1 and not brief and (line.words < 4 or len(line.text) not in sizes):
            continue
        key = key_of(line.text)
        if len(key) < 4:
            continue
        score = rank
        if key not in wanted:
            if rank > 1 or not (
                len(key) > 14
                and any((key in other or other in key) and 2 * min(len(key), len(other)) >= max(len(key), len(other)) for other in wanted)
            ):
                continue
            score = rank + 1
        else:
            told.append((rank, line.number, key))
            if line.words < 3 and len(key) * 3 < len(whole):
                score += 4
        if best is None or score < best[0]:
            best = (score, line.number)
    if best is None:
        return None
    own = next((key for _, number, key in told if number == best[1]), "")
    return best[1] if not own or own in declared else _beside_site(scan, told, best[1], own, (whole, declared))


def _beside_site(scan: Scan, told: list[tuple[int, int, str]], best: int, own: str, said: tuple[str, frozenset[str]]) -> int | None:
    """Return the heading that is the title where the `best` one may name the site, which leads home or is short.

    `told` are the headings that are pieces of `<title>`, by rank, line and key; `own` is the key of the best one, `said` those of `<title>`
    and of what else the page declares. None means that the page has no other: its title is looked for above its text.
    """
    site, (whole, declared) = scan.lines[best], said
    home = any(HOME.match(href) for _, href in site.links) and site.linked * 5 >= len(site.text) * 4
    if not home and site.words > SITE_WORDS:
        return best
    rest = whole.replace(own, "", 1)
    others = [(rank, number) for rank, number, key in told if number > best and _titles(key) and (key in rest or key in declared)]
    if not others:
        return None if home and own == whole else best
    number = min(others)[1]
    short = 3 * len(site.text) <= 2 * len(scan.lines[number].text)
    return number if home or (short and not any(map(prose, scan.lines[best + 1 : number]))) else best


def _titles(key: str) -> bool:
    """Whether a key has as many words as a title does."""
    return key.count(" ") >= NAMED_LEAST - 1


def _first_word(text: str) -> str:
    """Return the first word of a line's key, or nothing where the line begins with a sign."""
    return _WORD_KEYS[text.split(maxsplit=1)[0]].partition(" ")[0]


def _rank(scan: Scan, number: int) -> int:
    """Say how much of a heading the element around a line is: 0 for `<h1>`, 5 for plain text."""
    for _ in range(3):
        element = scan.elements[number]
        if element.tag == "h1" or element.prop == "headline":
            return 0
        if element.tag in ("h2", "h3"):
            return 1 if element.tag == "h2" else 2
        if element.marks & marks.TITLE:
            return 3
        if element.parent <= 0 or scan.elements[element.parent].last - scan.elements[element.parent].first > 2:
            break
        number = element.parent
    return 5


def _without_site(text: str, sites: set[str], *, guess: bool) -> str:
    """Take the pieces that name the site from both ends of a title; `guess` takes a short last piece for a name that is not known."""
    parts = parts_of(text)
    if len(parts) < 2:
        return text.strip()
    kept = [part for part in parts if part.strip() and key_of(part) not in sites]
    if len(kept) == len([part for part in parts if part.strip()]):
        last = SEPARATORS.search(text[::-1])
        if guess and last and kept and len(key_of(kept[-1])) * 2 < len(key_of(text)):
            return text[: len(text) - last.end()].strip()
        return text.strip()
    first = text.find(kept[0]) if kept else 0
    end = text.rfind(kept[-1]) + len(kept[-1]) if kept else len(text)
    return text[first:end].strip()
