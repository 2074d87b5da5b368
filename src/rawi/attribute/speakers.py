"""Who speaks. Comes in: `Prose` and the word at which a noun phrase begins. Goes out: where it ends.

A speaker's noun phrase is the whole of it: office, affiliation, title and name («المتحدث باسم وزارة النقل يوليوس باراتا»), also over the
comma of an apposition; relative clauses, where and when it was said are left out.
"""

import functools

from rawi.attribute.addressees import addressed, medium_follows
from rawi.attribute.cues import forms, words
from rawi.attribute.drafts import Phrase
from rawi.attribute.names import Names
from rawi.attribute.nouns import definite, heads, listed, noun, unprefixed, verbal_noun
from rawi.attribute.prose import BRACKETS, Prose
from rawi.language.classes import read
from rawi.language.people import family, given
from rawi.language.stems import listed as in_dictionary

# An apposition or a bracket inside a noun phrase is no longer than so many words.
APPOSITION = 14
BRACKET = 6
# A quotation of more words is no name.
NAME = 6
# A noun that is taken for the verb's object has so many letters.
MIN_NOUN = 3
LONGEST = 45
COMMAS = frozenset("،,")
CLOSING = frozenset(")]}»”")
STOPS = frozenset(":;؛؟?!\n…*•")


@functools.cache
def _clause() -> frozenset[str]:
    return words("clause", "words") | words("clause", "joined")


@functools.cache
def _ends() -> frozenset[str]:
    return words("ends", "words") | words("ends", "time") | _clause()


def _name_like(prose: Prose, word: int) -> bool:
    """Whether a word can begin a person's name: no article, no particle, no word that we know."""
    key = prose.keys[word]
    if key in listed("given", "names") or key in listed("roles", "titles"):
        return True
    known = key in heads() or key in _ends() or key in words("prepositions", "words") or key in forms()
    return not (known or definite(key) or key[0].isdecimal() or (key[0] in "وبلف" and len(key) > 4 and key[1:] in heads()))


def _names(prose: Prose, word: int, first: int) -> bool:
    """Whether a word inside a noun phrase is where a person's name begins."""
    key = unprefixed(prose.keys[word]) if word == first else prose.keys[word]
    if key in listed("given", "names") and prose.text[prose.ends[word] - 1] != "ى":
        return True
    if word == first:
        return key not in heads() and not definite(key) and key not in listed("roles", "titles")
    before = prose.keys[word - 1]
    if key in listed("roles", "titles") or definite(key):
        return (
            before in listed("roles", "titles")
            and key not in listed("roles", "titles")
            and noun(before) not in listed("roles", "heads")
            and not (word - 2 >= first and prose.keys[word - 2] in heads())
        )
    if key[0] in "وبل" and (definite(key) or key[1:] in heads() or key[1:3] == "ال" or key in ("ب", "ل")):
        return False
    return (definite(before) or before in listed("roles", "titles")) and _name_like(prose, word)


def noun_phrase(prose: Prose, first: int, limit: int, names: Names, *, governed: frozenset[str] = frozenset(), act: bool = False) -> Phrase:
    """Return the noun phrase that begins at a word.

    Args:
        prose: the text.
        first: its first word, also with «ل» or «و» on it.
        limit: the end of its sentence.
        names: the spellings of the catalogue.
        governed: prepositions that belong to the verb and so end it.
        act: whether a verbal noun may follow as the verb's object («أعلنت الوزارة انخفاض …»).
    """
    limit = min(limit, first + LONGEST)
    named, word, commas, name = False, first, 0, -1
    while word < limit:
        if word > first:
            sign = prose.signs[word]
            if sign:
                jump = _over_sign(prose, word, first, limit, names, named=named)
                if jump > word:
                    if not named and COMMAS & set(sign) and _name_like(prose, word):
                        named, name = True, word
                    word = jump
                    continue
                if jump < 0 or commas > 2:
                    break
                commas += bool(COMMAS & set(sign))
            if _stops(prose, word, first, names, governed, named=named, act=act):
                break
        elif word in prose.opens and prose.opens[word] <= min(limit, word + NAME):
            word, named = prose.opens[word], True
            continue
        if not named and _names(prose, word, first):
            named, name = True, word
        word += 1
    return Phrase(first, _trimmed(prose, first, word), named, name)


def _trimmed(prose: Prose, first: int, end: int) -> int:
    """Return the end without prepositions and conjunctions that are left over."""
    while (
        end > first + 1
        and prose.signs[end][:1] not in CLOSING
        and (prose.keys[end - 1] in words("prepositions", "words") or prose.keys[end - 1] in ("ل", "ب", "و", "ان"))
    ):
        end -= 1
    return end


def _over_sign(prose: Prose, word: int, first: int, limit: int, names: Names, *, named: bool) -> int:
    """Return where to go on behind the sign before a word: the word itself, one behind a quotation, bracket or apposition, or -1 to end."""
    sign = prose.signs[word]
    if STOPS & set(sign):
        return -1
    if word in prose.opens and not COMMAS & set(sign):
        end = prose.opens[word]
        before = prose.keys[word - 1]
        short = end - word <= 3 and word in prose.closed and end < limit
        titled = (
            noun(unprefixed(before)) in heads()
            or (noun(before) in listed("given", "names"))
            or before in listed("roles", "titles")
            or before in ("ل", "ب")
        )
        return end if end <= limit and end - word <= 8 and (titled or short) else -1
    if sign[-1:] in BRACKETS:
        end = prose.brackets.get(word, -1)
        return end if 0 < end - word <= BRACKET and end < limit and not prose.signs[end].startswith((")»", ')"')) else -1
    if COMMAS & set(sign):
        return _apposition(prose, word, first, limit, names, named=named)
    if set(sign) & set("-–—"):
        return word if prose.starts[word] - prose.ends[word - 1] == 1 else -1
    return word


def _apposition(prose: Prose, word: int, first: int, limit: int, names: Names, *, named: bool) -> int:
    """Return the word behind an apposition that a comma opens: an office behind a name, or a name behind an office; -1 if it is none."""
    key = prose.keys[word]
    office = (
        noun(key) in listed("roles", "heads") or key in ("احد", "احدي") or (key[0] == "و" and noun(key[1:]) in listed("roles", "heads"))
    )
    end = next(
        (at for at in range(word + 1, min(limit, word + APPOSITION)) if COMMAS & set(prose.signs[at]) or _breaks(prose, at, names)),
        min(limit, word + APPOSITION),
    )
    if office and key not in forms():
        return end if (definite(key) or named or key[0] == "و" or end - word <= 8) else -1
    head = noun(prose.keys[first])
    titled = head in listed("roles", "heads") or prose.keys[first] in listed("roles", "titles")
    if titled and not named and _name_like(prose, word) and end - word <= 5 and end < limit:
        return end
    return -1


def _breaks(prose: Prose, word: int, names: Names) -> bool:
    """Whether an apposition cannot go over this word."""
    key = prose.keys[word]
    return (
        (key[0] == "ل" and addressed(prose, word, names))
        or key in _ends()
        or bool(STOPS & set(prose.signs[word]))
        or word in prose.opens
        or medium_follows(prose, word)
        or key in ("الي", "عن")
    )


def _object_behind(prose: Prose, word: int, *, named: bool) -> bool:
    """Whether what stands behind a whole name belongs to the verb: «عزا سامي الحداد التراجع إلى», «اعتذر بنك المرساة لعملائه»."""
    key, before = prose.keys[word], prose.keys[word - 1]
    if before in listed("roles", "titles") or noun(before) in heads() or before in words("prepositions", "words"):
        return False
    if key.startswith("ال"):
        return named and verbal_noun(noun(key)) and noun(key) not in heads() and prose.text[prose.starts[word] + 2] != "أ"
    if definite(before) and _told_of(prose, word):
        return True
    pronoun = key.endswith(("ه", "ها", "هم")) and prose.text[prose.ends[word] - 1] != "ة"
    return key[0] == "ل" and len(key) > 5 and pronoun and (definite(before) or named)


def _told_of(prose: Prose, word: int) -> bool:
    """Whether a noun behind one with the article can belong to no name: «الأمين العام مقتل الصحفية», «الشركة الأميركية مستخدميها»."""
    key = prose.keys[word]
    named = key in listed("given", "names") or key in listed("roles", "titles") or given(key) or family(key)
    if named or len(key) < MIN_NOUN or noun(key) in heads() or word in prose.opens or key[0] in "وبل":
        return False
    found = read(prose.text[prose.starts[word] : prose.ends[word]])
    return found.sort in ("noun", "open") and not found.definite and not found.name and (found.owned or in_dictionary("ال" + key))


def _is_imperfect(prose: Prose, word: int) -> bool:
    """Whether a word that begins with ي is a verb and no name: «حواس يشغل منصب …»."""
    key = prose.keys[word]
    found = read(prose.text[prose.starts[word] : prose.ends[word]])
    return found.sort == "verb" and not found.name and not (given(key) or family(key) or noun(key) in heads())


def _ends_by_shape(prose: Prose, word: int) -> bool:
    """Whether a word inside a noun phrase belongs to what was said or how: an accusative, an imperfect, «عن» before somebody's own."""
    key = prose.keys[word]
    if prose.text[prose.ends[word] - 2 : prose.ends[word]].endswith(("ً", "ًا")) or key in words("ends", "manner"):
        return True
    if key in ("ذلك", "عما", "عمن") or (key[0] == "ي" and len(key) > MIN_NOUN and _is_imperfect(prose, word)):
        return True
    if key[0] == "ي" and key.endswith("ون") and not key.endswith("يون") and len(key) > 5 and noun(key) not in heads():
        return True  # «يواجهون»
    if key == "عن" and word + 1 < len(prose.keys):
        # «أعربت السفارة عن صدمتها»
        return read(prose.text[prose.starts[word + 1] : prose.ends[word + 1]]).owned
    return False


def _stops(prose: Prose, word: int, first: int, names: Names, governed: frozenset[str], *, named: bool, act: bool) -> bool:
    """Whether a noun phrase ends before a word."""
    key, before = prose.keys[word], prose.keys[word - 1]
    if key in listed("documents", "issued") and noun(unprefixed(prose.keys[first])) in listed("documents", "heads"):
        return False
    if (
        (key in _ends() and not (key in words("ends", "time") and before in ("اخر", "لاخر")))
        or key in governed
        or (key[0] == "ف" and key[1:] in words("prepositions", "words"))
    ):
        return True
    if _ends_by_shape(prose, word):
        return True
    form = forms().get(key) if noun(key) not in heads() else None
    if (
        form is not None
        and not (form.verb.homograph and form.bare)
        and (form.shape != "participle" or len(key) > 5)
        and key not in listed("given", "names")
    ):
        return key not in listed("roles", "heads") or form.joined != ""
    called_ali = key == "علي" and prose.text[prose.ends[word] - 1] != "ى" and (definite(before) or before in listed("roles", "titles"))
    if key in words("prepositions", "words") and not called_ali:
        return key not in words("prepositions", "inside") or named or medium_follows(prose, word)
    if key[0] == "ل" and (key == "ل" or len(key) > 3) and addressed(prose, word, names):
        return True
    if key[0] == "ل" and len(key) > 3 and named and (key.startswith("لل") or noun(key[1:]) in heads()):
        return True
    if key[0] == "ب" and len(key) > 3:
        if "ب*" in governed and key not in words("grammar", "not_b") and (definite(before) or named):
            return True
        if medium_follows(prose, word) or ("ب" in governed and (key.startswith("بال") or key[1:] in heads() or verbal_noun(key[1:]))):
            return True
        return named and key.startswith("بال")
    if act and _object_behind(prose, word, named=named):
        return True
    if (
        act
        and word > first
        and verbal_noun(key)
        and (prose.text[prose.starts[word]] != "أ" or key in words("object", "nouns"))
        and key not in heads()
        and prose.keys[word - 2] != "علي"
        and before not in ("اخر", "لاخر", "احدث", "لاحدث")
        and (
            definite(before)
            or named
            or prose.keys[word - 2] == "في"
            or before.endswith(("يه", "ها", "ه", "ون", "ين", "ي"))
            or (key.endswith(("ها", "هم", "ه")) and prose.text[prose.ends[word] - 1] != "ة")
            or word - first == 1
        )
    ):
        return noun(unprefixed(before)) not in heads() or definite(before) or key.endswith(("ها", "هم", "ته"))
    return key.startswith("ل") and act and verbal_noun(key[1:]) and named
