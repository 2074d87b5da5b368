"""Lines of their own that say whence a text comes. Comes in: a line beside a text. Goes out: the name in it, as it is written.

«بالتعاون مع صدى البحر», «عن صحيفة «البحر» اللبنانية», «نشر هذا المقال في البحر», «صادر عبر: البحر», «صحيفة البحر»;
and initials of editors. The words before the name are data (`language/lexicon/credits.toml`).
"""

import functools
import re

from rawi.extract import marks
from rawi.extract.addressed import ARABIC
from rawi.extract.listed import crediting, everyday_words, lexical, prose_words
from rawi.extract.persons import PARTS, credits_only
from rawi.extract.scanned import Line
from rawi.extract.title import key_of
from rawi.language.data import load

# Longer lines are sentences; a name has at most so many words, and the name of a house behind its kind fewer.
LONGEST, NAMED, KIND_NAMED = 90, 6, 4
# «هذا المقال», «نص هذه المادة» and the word behind.
NOUNS = 4
# The longest cue of the lexicon («نشر لأول مرة في») and what may be written together with it.
CUE = 4
EDGES = " \t()[]–—-*.|/:،•~ـ"
# Signs of a sentence, and figures, stand in no name.
SENTENCE = re.compile(r"[.؟!?؛…]\s|[؟!?؛…:]$|\d|https?:|@")
OPENED = ("«", '"', "“", "„")
WORD = re.compile(r"/|[^\s/]+")
SIGN = re.compile(r"[:/\-–—|]\s{0,3}$")

# «م.ح / ع.ك»: who wrote and who edited.
LETTERS = r"[^\W\d_](?:\s?[./]\s?[^\W\d_]){1,8}\.?"
INITIALS = re.compile(rf"^{LETTERS}$")
CREDITED_WORDS = 4
# «ن.د/ ك.ز (رويترز، وكالات)»: with the agencies that they wrote from; «ر.ب (ك ن أ)»: with initials of one.
INITIALLED = re.compile(rf"^{LETTERS}\s{{0,2}}\((?:([^\W\d_](?: {{1,2}}[^\W\d_]){{1,4}})|[^().:]{{2,60}})\)$")


@functools.cache
def phrases(column: str) -> frozenset[str]:
    """Return one list of cues as keys."""
    return frozenset(map(key_of, load("credits")["cited"][column]))


@functools.cache
def _firsts() -> frozenset[str]:
    """Return the first words of all that a line is asked for: cues and kinds of houses."""
    known = phrases("words") | phrases("signed") | phrases("kinds") | _kinds()
    return phrases("nouns") | {phrase.split(" ", 1)[0] for phrase in known}


@functools.cache
def _kinds() -> frozenset[str]:
    """Return the kinds of houses that publish: «صحيفة», «وكالة أنباء»."""
    return frozenset(map(key_of, load("outlet_phrases")["kinds"])) | phrases("other_kinds")


def stated(text: str, *, cued: bool = True) -> str:
    """Return the name in a line that says whence a text comes, or nothing.

    Args:
        text: a line of its own.
        cued: whether a cue must stand before the name; else the kind of the house is enough («صحيفة البحر») where it is one of paper.

    Example:
        >>> stated("بالتعاون مع صدى البحر"), stated("عن صحيفة «البحر» اللبنانية"), stated("عن البحر والسماء")
        ('صدى البحر', 'صحيفة «البحر» اللبنانية', '')
        >>> stated("صحيفة البحر"), stated("صحيفة البحر", cued=False)
        ('', 'صحيفة البحر')
    """
    if len(text) > LONGEST:
        return ""
    bare = text.strip(EDGES)
    first = bare.split(maxsplit=1)[0] if bare else ""
    if key_of(first.split("/", 1)[0]) not in _firsts() or SENTENCE.search(bare):
        return ""
    pieces = list(WORD.finditer(bare))
    words = _from_participle([piece[0] for piece in pieces])
    for size in range(min(CUE, len(words) - 1), 0, -1):
        cue = key_of(" ".join(words[:size]))
        rest = bare[pieces[size - len(words)].start() :]
        marked = bool(SIGN.search(" ".join(words[: size + 1])) and not key_of(words[size])) or bool(SIGN.search(words[size - 1]))
        name = rest.strip(EDGES)
        if cue in phrases("words") or (marked and cue in phrases("signed")):
            return name if is_name(name, NAMED) else ""
        if cue in phrases("kinds") and (_of_kind(name) or (cue != "و" and name.startswith(OPENED))):
            return name if is_name(name, NAMED) else ""
    return bare if not cued and " " in bare and publishes(bare) and is_name(bare, KIND_NAMED) else ""


def _from_participle(words: list[str]) -> list[str]:
    """Leave out the words that mean the text at hand, before one that says what was done with it or behind that one.

    Example:
        >>> _from_participle("هذه المادة منشورة بالاتفاق مع البحر".split()), _from_participle("ينشر هذا المقال بالاتفاق مع البحر".split())
        (['منشورة', 'بالاتفاق', 'مع', 'البحر'], ['ينشر', 'بالاتفاق', 'مع', 'البحر'])
    """
    size = _nouns(words)
    if 0 < size < len(words) and key_of(words[size]) in phrases("done"):
        words = words[size:]
    size = _nouns(words[1:]) if key_of(words[0]) in phrases("done") else 0
    return [words[0], *words[1 + size :]] if size and words[1 + size : 2 + size] and words[1 + size][0] == "ب" else words


def _nouns(words: list[str]) -> int:
    """Count the words at the head that mean the text at hand."""
    return next((size for size, word in enumerate(words[:NOUNS]) if key_of(word) not in phrases("nouns")), 0)


def _of_kind(name: str) -> bool:
    """Whether a name begins with the kind of a house, or is that of an agency."""
    key = key_of(name)
    words = key.split()
    return key in crediting() or (len(words) > 1 and bool({words[0], " ".join(words[:2])} & _kinds()))


def publishes(name: str) -> bool:
    """Whether words call a house by a kind that nothing else has, or by another kind and a name that is known.

    Example:
        >>> publishes("صحيفة الميناء"), publishes("قناة السويس"), publishes("شبكة رويترز")
        (True, False, True)
    """
    key = key_of(name)
    words = key.split()
    if key in crediting():
        return True
    size = next((size for size in (2, 1) if " ".join(words[:size]) in phrases("papers")), 0)
    named = name.split()[size:]
    if size and named:
        return named[0].startswith(("ال", *OPENED))
    known = lexical("agencies") - lexical("desks") - everyday_words()
    return any(" ".join(words[:size]) in _kinds() and " ".join(words[size:]) in known for size in (1, 2))


def of_other_kind(text: str) -> bool:
    """Whether a line is one name that begins as those of houses may and is that of something else: «وكالة الفضاء الأوروبية»."""
    return len(PARTS.split(text)) == 1 and _of_kind(text) and not publishes(text) and not credits_only(text, behind=True)


def is_name(text: str, most: int) -> bool:
    """Whether words can be the name of a house: few, without figures and without words of sentences.

    Example:
        >>> is_name("صدى البحر", 4), is_name("الذي قال", 4)
        (True, False)
    """
    words = key_of(text).split()
    return 0 < len(words) <= most and not any(word in prose_words() or word in _no_names() for word in words)


@functools.cache
def _no_names() -> frozenset[str]:
    """Return words that stand in no name of a house: those of captions and buttons, without those that houses are called by."""
    return lexical("no_names") - frozenset(map(key_of, load("credits")["cited"]["named"]))


def initialled(text: str) -> bool:
    """Whether a line is initials and, in brackets, the agencies from which these wrote: «ن.د/ ك.ز (رويترز، وكالات)»."""
    return text[-1] == ")" and INITIALLED.match(text) is not None


def initials_of(text: str) -> str:
    """Return the initials of an agency in brackets behind those of editors, or nothing.

    Example:
        >>> initials_of("ر.ب (ك ن أ)"), initials_of("ر.ب (رويترز)")
        ('ك ن أ', '')
    """
    match = INITIALLED.match(text)
    return match[1] or "" if match else ""


def signs(line: Line, house: frozenset[str] = frozenset()) -> bool:
    """Whether a line is an editor's initials, or nothing but the credit of an agency; `house` are the words of the names of the site."""
    if line.words <= 3 * CREDITED_WORDS and initialled(line.text):
        return True
    if line.words > CREDITED_WORDS or line.marks & (marks.ITEM | marks.HEADING) or not ARABIC.search(line.text):
        return False
    return INITIALS.match(line.text) is not None or credits_only(line.text, _signing(line.text, house), behind=True)


def _signing(text: str, house: frozenset[str]) -> frozenset[str]:
    """Return the pieces of a line that are made of words of the names of a site: «(صدى المرفأ / وكالات)»."""
    pieces = map(key_of, PARTS.split(text)) if house else ()
    return frozenset(piece for piece in pieces if piece and house.issuperset(piece.split()))
