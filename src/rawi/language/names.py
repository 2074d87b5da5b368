"""Names under all their spellings. Comes in: names as they are written. Goes out: whether two are one thing, and a key for the thing.

Three kinds of words are told apart. A given name of the Arab world has one spelling: حسن and حسين are two people. A word of every day
is itself and nothing else: القرن is not القرم. All else is transliterated, and there spellings differ as houses do.

    >>> same_name("وزير الخارجية الأمريكي أنتوني بلينكين", "بلينكن"), same_name("سلمان", "سليمان"), same_name("تونس", "تونسي")
    (True, False, False)
    >>> name_key("نتانياهو") == name_key("نتنياهو")
    True
"""

import functools
import re
import sys
from collections.abc import Sequence

from rawi.language.data import load
from rawi.language.gazetteer import lines
from rawi.language.orthography import fold
from rawi.language.people import arab, family, foreign, given
from rawi.language.people import listed as people
from rawi.language.spelling import distance, skeleton
from rawi.language.stems import SELDOM, attested, in_dictionary, is_frozen
from rawi.language.tokens import keys

# What two spellings of a name of so many letters may cost; of a longer one a tenth for each letter. On the 650 pairs of
# tests/language/spellings.toml a tenth finds .954 at 1.9 % false merges, .08 finds .944, .12 merges 2.3 % and finds no more.
ALLOWED = {1: 0.0, 2: 0.0, 3: 0.2, 4: 0.2}
EACH, MOST = 0.1, 0.9
SHORTEST = 3
# The dictionary has some names too. From so many letters on, a spelling that is so near to a word of the dictionary is one of it.
LONG, SURE = 6, 0.4
# What two spellings may cost for each letter where other evidence speaks for one name (`rawi.relate.company`).
LOOSE = 0.2
# A key is given without anybody being asked: one vowel letter more or less, or one letter for its like, and no more.
NEAR = 0.31
# A skeleton of fewer consonants is no key: too many names share it.
BONES = 4
SONS = frozenset({"بن", "ابن", "بنت"})
# What stands inside names and is none.
INSIDE = frozenset({"عبد", "ابو", "بن", "ابن", "ال"})
SHADDA = re.compile("[\u064b-\u0652]+")


@functools.cache
def aliases() -> dict[str, str]:
    """Return the key of every name that no spelling joins with its other names."""
    return {" ".join(keys(name)): " ".join(keys(group[0])) for group in load("aliases")["names"] for name in group}


@functools.cache
def _homonyms() -> frozenset[frozenset[str]]:
    """Return pairs of places that are spelt nearly alike and are not one."""
    groups = ([fold(name) for name in group] for group in load("aliases")["apart"])
    return frozenset(frozenset((one, other)) for group in groups for one in group for other in group if one != other)


@functools.cache
def _styles() -> tuple[tuple[str, str], ...]:
    return tuple((fold(written), fold(kept)) for written, kept in load("aliases")["styles"])


@functools.cache
def _offices() -> tuple[frozenset[str], frozenset[str]]:
    """Return titles as they stand before a name, and the nouns with which an office begins."""
    lists = load("speakers")["roles"]
    particles = {fold(word) for word in load("naming")["persons"]["particles"]}
    titles = {fold(word) for word in (*lists["titles"], *load("naming")["persons"]["honorifics"])} - particles
    return frozenset(titles), frozenset(fold(word) for word in (*lists["heads"], *load("naming")["persons"]["offices"]))


@functools.cache
def _adjectives() -> frozenset[str]:
    return frozenset(fold(word) for word in load("naming")["adjectives"]["words"].split())


@functools.cache
def _kinds() -> frozenset[str]:
    """Return words that may stand before the name of an outlet, a body or a place without making it another."""
    lists = load("naming")
    found = {*lists["bodies"]["outside"], *load("outlet_phrases")["kinds"], "مدينة", "حركة", "منظمة", "شركة", "وكالة أنباء", "دولة", "نادي"}
    return frozenset(fold(word) for word in found) - {"دار", "فريق", "مجموعه", "موسسه", "يوميه", "ناد"}


@functools.lru_cache(maxsize=SELDOM)
def _style(key: str) -> str:
    """Return a word in the one style of all houses: «الأميركيين» as «الأمريكيين»."""
    for written, kept in _styles():
        if written in key:
            return key.replace(written, kept, 1)
    return key


@functools.cache
def _known() -> frozenset[str]:
    """Return single words that are names of the lists."""
    tables = [("places", "sure"), ("places", "towns"), ("bodies", "sure")]
    words = {fold(name) for lexicon, table in tables for name in lines(lexicon, table) if " " not in name}
    return frozenset(words) | people("foreign") | people("family")


@functools.lru_cache(maxsize=SELDOM)
def is_ordinary(key: str) -> bool:
    """Whether a word, by its key, is one of every day, and so itself and nothing else."""
    if key in _known() or f"ال{key}" in _known() or is_frozen(key.removeprefix("ال")):
        return False
    return in_dictionary(key) or in_dictionary(f"ال{key}") or in_dictionary(key.removeprefix("ال"))


@functools.lru_cache(maxsize=SELDOM)
def same_word(one: str, other: str) -> bool:
    """Whether two keys may be spellings of one word of a name.

    >>> same_word("بلينكن", "بلينكين"), same_word("حسن", "حسين"), same_word("بوتين", "روتين")
    (True, False, False)
    """
    one, other = _style(one), _style(other)
    if one == other:
        return True
    bare, rest = one.removeprefix("ال"), other.removeprefix("ال")
    if not bare or not rest or frozenset((one, other)) in _homonyms():
        return False
    if bare == rest:
        return not is_ordinary(bare) and len(bare) > SHORTEST
    if _nisba(bare, rest) or (_own(one) and _own(other)):
        return len(one) > SHORTEST and _doubled(one) == _doubled(other)
    size, apart = max(len(bare), len(rest)), distance(bare, rest)
    ordinary = is_ordinary(one) + is_ordinary(other)
    if ordinary == 2 or (ordinary and (size < LONG or apart > SURE)):
        return False
    return apart <= ALLOWED.get(size, min(EACH * size, MOST)) + 1e-9


def differs(one: str, other: str) -> bool:
    """Whether two keys can be no spellings of one word, whatever speaks for it: given names of the Arab world, words of every day.

    Of others a consonant or two may be another one, or be left out.

    >>> differs("حسن", "حسين"), differs("القرن", "القرم"), differs("سيرجيو", "سيرخيو")
    (True, True, False)
    """
    if same_word(one, other):
        return False
    bare, rest = one.removeprefix("ال"), other.removeprefix("ال")
    if (
        frozenset((one, other)) in _homonyms()
        or min(len(bare), len(rest)) <= SHORTEST
        or _own(one)
        or _own(other)
        or is_ordinary(one)
        or is_ordinary(other)
        or _nisba(bare, rest)
    ):
        return True
    if skeleton(bare) == bare or skeleton(rest) == rest:  # a key of consonants alone
        bare, rest = skeleton(bare), skeleton(rest)
    return distance(bare, rest) > max(1.0, LOOSE * max(len(bare), len(rest))) + 1e-9


def _own(word: str) -> bool:
    """Whether a word is a given name of the Arab world, «عبد» with what follows it too."""
    return arab(word) or word.startswith(("عبدال", "عبيدال"))


def _doubled(word: str) -> str:
    """Return a word without letters that stand twice in a row: داوود as داود."""
    return "".join(letter for at, letter in enumerate(word) if not at or word[at - 1] != letter)


def _nisba(one: str, other: str) -> bool:
    """Whether one word is an adjective of the other: تونسي of تونس, سوري of سوريا, and the feminine and plural of one."""
    short, long = sorted((one, other), key=len)
    if long in {short + "ي", short + "يه", short + "يون", short + "يين", short + "ه"} and not (long[-1] == "ه" and short[-1] == "ا"):
        return True
    return short[-1:] == "ي" and long[-1] in "اه" and short[:-1] == long[:-1]


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name without titles, offices and kinds, «عبد» joined to what follows it.

    >>> name_words("الرئيس الأمريكي، جو بايدن"), name_words("قناة الجزيرة"), name_words("عبد الفتاح السيسي")
    (('جو', 'بايدن'), ('الجزيره',), ('عبدالفتاح', 'السيسي'))
    """
    words = keys(text)
    words = words[_titles(words) :]
    if len(words) > 1 and words[0] in _kinds():
        words = words[1:]
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1] in {"عبد", "ابو", "ابا", "ابي"} or (word in {"الله", "الدين"} and _compound(joined[-1]))):
            joined[-1] = f"{'ابو' if joined[-1] in {'ابا', 'ابي'} else joined[-1]}{word}"
        else:
            joined.append(word)
    return tuple(joined)


def _compound(word: str) -> bool:
    """Whether a word makes one name with «الله» or «الدين» behind it; «حزب الله» stays two words."""
    return word in {fold(part) for part in load("naming")["persons"]["particles"]}


def _titles(words: Sequence[str]) -> int:
    """Return how many words of office stand before the name of a person; none where no name follows."""
    titles, heads = _offices()
    if not words or (words[0] not in titles and words[0].removeprefix("ال") not in heads and words[0] not in heads):
        return 0
    for at in range(1, len(words)):
        word = words[at]
        bare = word.removeprefix("ال")
        if word in titles or bare in heads or bare in _adjectives() or bare.removesuffix("ه") in _adjectives():
            continue
        if given(word) or family(word) or foreign(word) or word in INSIDE:
            return at
        if word.startswith("ال") and words[0] in titles and at == 1 and len(words) == at + 1:
            return at
    return 0


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are spellings of one.

    Titles, offices and «قناة», «وكالة» do not matter, nor does the order of a given and a family name. A surname is the whole name's;
    a father's name is not («محمد بن سلمان» is not سلمان). A country is not its adjective.

    Args:
        one: a name as it was written, with or without a title.
        other: another one.

    Example:
        >>> same_name("غوتيريش", "جوتيريس"), same_name("حزب الله", "كتائب حزب الله"), same_name("بايدن", "هانتر بايدن")
        (True, False, True)
    """
    if _homographs(one, other):
        return False
    first, second = " ".join(keys(one)), " ".join(keys(other))
    if not first or not second:
        return first == second and one.strip() == other.strip()
    if aliases().get(first, first) == aliases().get(second, second):
        return True
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    if " ".join(a) in aliases() and aliases()[" ".join(a)] == aliases().get(" ".join(b)):
        return True
    if len(a) == len(b):
        return all(map(same_word, a, b)) or _turned(a, b)
    return _run_together(a, b) or _part_of(a, b, titled=len(keys(one)) > len(a) or len(keys(other)) > len(b))


def _homographs(one: str, other: str) -> bool:
    """Whether two words are told apart by their marks alone: عُمان and عمّان."""
    if fold(one) != fold(other):
        return False
    marks = SHADDA.findall(one), SHADDA.findall(other)
    return all(marks) and ("ّ" in one) != ("ّ" in other)


def _turned(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two words stand in the other order, as offices of the Maghreb write them: «زبدي مصطفى»."""
    return len(a) == 2 and same_word(a[0], b[1]) and same_word(a[1], b[0]) and (given(a[0]) != given(a[1]) or (given(a[0]) and given(b[0])))


def _run_together(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words are the same but for the spaces: «فيس بوك», «نصرالله»."""
    whole, other = "".join(a), "".join(b)
    return abs(len(a) - len(b)) == 1 and (
        whole == other or (len(whole) > 5 and foreign(whole) and foreign(other) and same_word(whole, other))
    )


def _part_of(a: tuple[str, ...], b: tuple[str, ...], *, titled: bool) -> bool:
    """Whether the shorter is a part of the name of a person by which that one is called."""
    short, long = sorted((a, b), key=len)
    if not (given(long[0]) or foreign(long[0]) or long[0].startswith(("عبد", "ابو"))) or long[0] in _kinds():
        return False
    if len(short) > 1:
        ends = same_word(short[0], long[0]) and same_word(short[-1], long[-1])
        tail = all(map(same_word, short, long[-len(short) :])) and long[-len(short) - 1] not in SONS
        head = all(map(same_word, short, long[: len(short)])) and "بن" in short
        return ends or tail or head
    if long[-2] in SONS or not same_word(short[0], long[-1]):
        return False
    return titled or not arab(short[0]) or family(short[0])


@functools.lru_cache(maxsize=SELDOM)
def _word_key(word: str) -> str:
    """Return the key of one word of a name: of a transliterated one its first spelling in the lists, else its consonants."""
    word = _style(word)
    chosen, groups = _index()
    if word in chosen:
        return chosen[word]
    if _own(word) or in_dictionary(word) or (word.startswith("ال") and attested(word)):
        return word
    bones = skeleton(word.removeprefix("ال"))
    near = [other for other in groups.get(bones, ()) if (len(word) >= LONG and same_word(word, other)) or _near(word, other)]
    if is_frozen(word):
        near = [other for other in near if is_frozen(other)]
    if near:
        return min(near, key=lambda other: distance(word, other))
    return bones if len(bones) >= BONES and not attested(word) else word


def _near(one: str, other: str) -> bool:
    """Whether two spellings are so near that they have one key without anybody being asked."""
    return distance(one.removeprefix("ال"), other.removeprefix("ال")) <= NEAR and same_word(one, other)


@functools.cache
def _index() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return, of every transliterated word of the lists, the spelling that stands for all, and these by their skeletons."""
    chosen: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for tables in ((("places", "sure"), ("places", "towns")), (("people", "family"), ("people", "foreign")), (("bodies", "sure"),)):
        among: dict[str, list[str]] = {}
        for key in dict.fromkeys(fold(name) for table in tables for name in lines(*table)):
            if " " in key or key in chosen or _own(key):
                continue
            group = among.setdefault(skeleton(key.removeprefix("ال")), [])
            chosen[key] = next((other for other in group if _near(key, other)), key)
            if chosen[key] == key:
                group.append(key)
        for bones, group in among.items():
            groups.setdefault(bones, []).extend(group)
    return chosen, groups


@functools.lru_cache(maxsize=SELDOM)
def name_key(text: str) -> str:
    """Return one key for a thing under its spellings, titles and other names.

    Args:
        text: a name as it was written, without clitics.

    Example:
        >>> name_key("الولايات المتحدة الأمريكية") == name_key("أميركا"), name_key("الرئيس جو بايدن") == name_key("جو بايدن")
        (True, True)
    """
    return _name_key(" ".join(keys(text)))


def surname_key(word: str) -> str:
    """Return the key that one word has as a surname, where it may also be a form of an Arabic word: «فاسكن».

    >>> surname_key("فاسكن") == name_key("فاسكين"), surname_key("مدرسة") == name_key("مدرسة")
    (True, True)
    """
    key = " ".join(name_words(word))
    plain, bones = _word_key(key), skeleton(key)
    unsure = plain == key and key not in _index()[0] and not _own(key) and not in_dictionary(key) and not key.startswith("ال")
    return bones if unsure and len(bones) >= BONES else plain


@functools.lru_cache(maxsize=SELDOM)
def _name_key(whole: str) -> str:
    """Return the key of the folded words of a name, remembered: news repeats its names."""
    if whole in aliases():
        return aliases()[whole]
    words = name_words(whole)
    bare = " ".join(words)
    if bare in aliases():
        return aliases()[bare]
    # What stands behind a foreign given name is a name, whatever else it may be.
    behind = map(surname_key if words[:1] and words[0] in people("foreign") else _word_key, words[1:])
    key = " ".join([*map(_word_key, words[:1]), *behind]) or whole
    return aliases().get(key, key)


if __name__ == "__main__":
    asked = sys.argv[1:]
    print(*map(name_key, asked), *[same_name(*asked[:2])] if len(asked) > 1 else [], sep="\n")  # noqa: T201 - shows how names are read
