"""Lines that speak to the reader. Comes in: a short line. Goes out: whether it asks for something, rates the text, or is a menu.

What sites ask of readers is worded anew by each of them, so no list of phrases is complete. The words of such lines are few, though: one
that asks («اشترك»، «لتصلكم») with one that names a channel («قناتنا»، «واتساب»), or the text itself with what may be done with it
(«هل كان هذا المقال مفيدا؟»). Sentences of the news have either, seldom both, and are longer or stand in quotation marks.
"""

import functools
import re

from rawi.language.data import load
from rawi.language.orthography import fold

# The longest such line of the pages we have has 24 words.
LIMIT = 24
# A request begins the line, or follows a few words of enticement («أخبارنا الآن على تلغرام.. اشترك من هنا»).
BEGINS = 3
WORD = re.compile(r"[^\W\d_]+")
ARABIC = re.compile(r"[\u0620-\u064a]")
QUOTED = re.compile(r"[«»\"“”]")
BARS = re.compile(r"\s*[|•·‹›»/]\s*")
MENU_PIECES = 3
COUNT_WORDS = 6
WALL_WORDS = 14
QUESTION_WORDS, ANSWER_WORDS = 20, 5
VOTING = re.compile(
    r"تصويت|صوّت|صوت الآن|استطلاع|استفتاء|النتائج|نتائج|النتيجة|نتيجة|^(?:نعم|لا|كلا|ربما|لا أعرف|لا أدري|لست متأكدا)$|vote|poll|results",
    re.IGNORECASE,
)
YOURS_WORDS = 12
INTERFACE_WORDS = 7
PARTICLES = ("", "ال", "لل", "ب", "بال", "و", "وال", "ل", "ولل")
# «تم تصحيح خطأ …», «تنويه من المحرر: …»: a note of the editors begins so.
MENDS = 4
LABEL_WORDS, LABEL_LENGTH = 5, 40
# A label and several headlines have so many words.
LEADING = 40
# A piece of a menu has so many words; of a longer row of fields, so many.
MENU_WORDS, FIELD_WORDS = 4, 8
# «your», «our» at the end of a word; a bidding is shorter; a disclaimer has so many of its words.
YOURS = re.compile(r"^[^\W\d_]{3,}(?:ك|كم|نا)$")
BID_WORDS = 16
VIEWS = 3
# In bold type, as sub-headings are, a line needs so many words that are surely a page's own.
STRONG = 2
KEPT_LENGTH = 300


@functools.cache
def group(name: str) -> frozenset[str]:
    """Return one group of the lexicon, folded."""
    return frozenset(fold(word).lower() for word in load("addressed")[name]["words"])


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded."""
    return _short_words(text) if len(text) <= KEPT_LENGTH else tuple(WORD.findall(fold(text).lower()))


# A line is asked several things in turn.
@functools.lru_cache(maxsize=16)
def _short_words(text: str) -> tuple[str, ...]:
    """Return the words of a line, folded."""
    return tuple(WORD.findall(fold(text).lower()))


def addressed(text: str, words: int) -> bool:
    """Whether a line asks the reader to follow, join, share or rate.

    Args:
        text: the line.
        words: how many words it has.

    Example:
        >>> addressed("أخبارنا الآن على تيليغرام.. اشترك من هنا", 7)
        True
        >>> addressed("حمل المتظاهرون صور الضحايا في شوارع العاصمة", 7)
        False
    """
    if not 2 <= words <= LIMIT:
        return False
    found = words_in(text)
    heard = set(found)
    asks, channels, piece = heard & group("asks"), heard & group("channels"), heard & group("piece")
    if heard & group("own") and (asks or len(channels) > 1) and not QUOTED.search(text):
        return True
    if channels - asks and asks & set(found[: BEGINS + 1]) and not QUOTED.search(text):
        return not text.rstrip().endswith((".", "،")) or words <= LIMIT // 2 or bool(heard & group("own"))
    if heard & group("walled") and (piece or heard & group("walls")) and words <= WALL_WORDS and text[-1] not in ".،":
        return True
    if heard & group("yours") and words <= YOURS_WORDS and not QUOTED.search(text):
        return True
    if words <= BID_WORDS and asks & set(found[:1]) and heard & group("placed") and text[-1] not in ":،" and not QUOTED.search(text):
        return True
    if _about_itself(text, found, heard, piece) or _plays(text, heard):
        return True
    if _bids(text, found, words) or (channels - group("common") - {"هنا"} and _yours(text, found, words)):
        return True
    if piece and heard & group("judges") and words <= LIMIT // 2:
        return text.rstrip().endswith(("؟", "?")) or bool(set(found[:2]) & group("judges")) or (bool(asks) and words <= LIMIT // 3)
    return False


def _about_itself(text: str, found: tuple[str, ...], heard: set[str], piece: set[str]) -> bool:
    """Whether a line says of the text at hand how it was mended, made, or whose views it has."""
    if QUOTED.search(text):
        return False
    told = piece | (heard & group("mended"))
    if told and heard & set(found[:MENDS]) & group("mends") and heard & group("this"):
        return True
    # «خطأ» and «الخطأ» are one word.
    editing = len({word.removeprefix("ال") for word in heard & group("editing")})
    if told and editing > (1 if text.rstrip().endswith((".", "،")) else 0):
        return bool(heard & group("this")) or editing > 1
    return len(heard & group("views")) >= VIEWS and bool(heard & group("viewed"))


def _plays(text: str, heard: set[str]) -> bool:
    """Whether a line is what stands in the place of a player or of other matter that a browser does not show."""
    return bool(heard & group("shown")) and bool(heard & group("showing")) and text[-1] not in "،:" and not QUOTED.search(text)


def _bids(text: str, found: tuple[str, ...], words: int) -> bool:
    """Whether a line begins with a bidding and says «your» or «our»: «أضف الموقع إلى مصادرك»."""
    return not _biddings().isdisjoint(found[:2]) and _yours(text, found, words)


def _yours(text: str, found: tuple[str, ...], words: int) -> bool:
    """Whether a short line that is no sentence says «your» or «our»: «كل جديد على هاتفك»."""
    if words > BID_WORDS or text[-1] in ".،:؟?" or QUOTED.search(text):
        return False
    return any(YOURS.search(word) and word not in group("not_yours") and word not in _biddings() for word in found[1:])


def bids_link(text: str) -> bool:
    """Whether a line that is one link bids the reader to do something: «انضم إلى قروبات الأخبار الآن»."""
    found = words_in(text)
    return bool(found) and found[0] in group("asks") and text[-1] not in ".،:" and not QUOTED.search(text)


def leads_on(text: str, words: int) -> bool:
    """Whether a line without a link names another article behind an invitation: «** تابع القراءة: فوز الفريق بالكأس».

    Example:
        >>> leads_on("** تابع القراءة: فوز الفريق بالكأس", 6), leads_on("وقال: تابع القراءة", 3)
        (True, False)
    """
    if words > LEADING or ":" not in text[:LABEL_LENGTH]:
        return False
    label, _, rest = text.partition(":")
    found = WORD.findall(fold(label).lower())
    if not found or len(found) > LABEL_WORDS or rest.count(" ") < LABEL_WORDS - 2 or text[-1] in ".،":
        return False
    if found[0] in group("reads"):
        return True
    # «ملف ذو صلة: …»: nothing but words of a page's own before the colon.
    own = [word in things("things") for word in found]
    return len(found) > 1 and any(own) and all(one or word in things("beside") for one, word in zip(own, found, strict=True))


def counts(text: str, words: int) -> bool:
    """Whether a line counts readings, minutes or comments: «3 دقائق للقراءة في المتوسط»."""
    if words > COUNT_WORDS:
        return False
    found = words_in(text)
    if not set(found) & group("counted"):
        return False
    return any(character.isdigit() for character in text) or (bool(set(found) & group("minutes")) and text[-1] not in ".،")


def votes(texts: list[str], inside: int) -> bool:
    """Whether lines are a question, short answers and a word of voting, which may stand in the line behind the first `inside`.

    Example:
        >>> votes(["هل تؤيد القرار؟", "نعم", "لا"], 3), votes(["ماذا جرى؟", "حريق", "سيول"], 3)
        (True, False)
    """
    question, *answers = texts[:inside]
    if question[-1] not in "؟?" and answers:
        question, answers = answers[0], answers[1:]
    if question[-1] not in "؟?" or question.count(" ") >= QUESTION_WORDS or any(text.count(" ") >= ANSWER_WORDS for text in answers):
        return False
    return len(answers) > 1 and any(VOTING.search(text) for text in texts if text is not question)


def menu(text: str) -> bool:
    """Whether a line is a row of links without links: «من نحن | اتصل بنا | سياسة الخصوصية»."""
    if text.count("|") + text.count("•") + text.count("·") < MENU_PIECES - 1:
        return False
    pieces = [piece for piece in BARS.split(text.strip(" |•·")) if piece]
    most = MENU_WORDS if len(pieces) == MENU_PIECES else FIELD_WORDS
    return len(pieces) >= MENU_PIECES and all(piece.count(" ") < most for piece in pieces)


def heads_replies(text: str, words: int) -> bool:
    """Whether a short line heads what readers wrote: «آراء وتعليقات القراء»."""
    if words > 6 or text.rstrip().endswith((".", "،")):
        return False
    found = words_in(text)
    if not set(found) & group("replies"):
        return False
    # «تعليق الخبراء» heads what experts say; a page says whose replies it means, or has nothing but words of its own.
    return bool(set(found) & group("replying")) or all(
        word in group("replies") or word in things("things") or word in things("beside") for word in found
    )


def disclaims(text: str) -> bool:
    """Whether a line says whose views something has: «آراء القراء تعبر عن أصحابها فقط».

    Example:
        >>> disclaims("آراء القراء تعبر عن أصحابها فقط"), disclaims("آراء الخبراء في الجسر")
        (True, False)
    """
    heard = set(words_in(text))
    return len(heard & group("views")) > 1 and not heard.isdisjoint(group("viewed") | group("replies") | {"اراء"})


def speaks_of_channel(text: str) -> bool:
    """Whether words name where a site is to be found («فيسبوك»), and so are nobody's name."""
    return not group("channels").isdisjoint(words_in(text))


@functools.cache
def things(name: str) -> frozenset[str]:
    """Return one group of the lexicon, folded, with the particles that are written with a word before each."""
    return frozenset(prefix + word for word in group(name) for prefix in PARTICLES)


def interface(text: str, words: int) -> bool:
    """Whether a short line has no words but those of a page's own parts and buttons: «فيديوهات ذات صلة», «جدول المحتويات».

    Example:
        >>> interface("استمع إلى هذا المقال", 4), interface("رسالة من الكاتب إلى القراء", 5)
        (True, False)
    """
    if words > INTERFACE_WORDS or (text[-1] in ".،؛:" and not text.endswith("...")):
        return False
    found = words_in(text)
    if len(found) < 2:
        return bool(found) and found[0] in group("alone")
    own = [word in things("things") or word in group("channels") for word in found]
    return any(own) and all(one or word in things("beside") for one, word in zip(own, found, strict=True))


def own_words(text: str, *, odd: bool, bold: bool) -> bool:
    """Whether many words of a line that is no sentence are those that a page uses of itself: half of them, fewer in an `odd` box.

    Example:
        >>> own_words("رافقونا على شبكات التواصل", odd=False, bold=False), own_words("شبكات المياه", odd=False, bold=False)
        (True, False)
    """
    # Sub-headings of other languages are not known by their words.
    if QUOTED.search(text) or text[-1] in ":،" or not ARABIC.search(text):
        return False
    found = words_in(text)
    heard = set(found)
    if heard & group("this") and heard & (group("piece") | group("mended")):
        return not bold
    sure = sum(1 for word in found if word in _sure())
    if not found or not sure or (bold and sure < STRONG):
        return False
    others = [word for word in found if word not in _sure()]
    beside = sum(1 for word in others if word in things("beside") or (YOURS.search(word) and word not in group("not_yours")))
    sure += any(character.isdigit() for character in text) and bool(heard & group("counted"))
    return (3 if odd else 2) * (sure + beside) >= len(found)


@functools.cache
def _biddings() -> frozenset[str]:
    """Return what readers are bidden to do."""
    return group("asks") | group("bids")


@functools.cache
def _sure() -> frozenset[str]:
    """Return words of a page's parts and biddings that few sub-headings have."""
    groups = group("asks") | group("channels") | group("own") | group("walled") | group("stray")
    return (groups | things("things")) - group("common")
