"""The subject of a verb of saying. Comes in: `Prose` and the word of a verb. Goes out: its subject, and whom it calls upon.

Arabic has the subject behind its verb («قال الوزير»), before it («لكن الوزير قال»), or as the antecedent of «الذي»; a verb that calls upon
somebody has an object too («دعا الوزير المواطنين إلى»).
"""

from rawi.attribute.addressees import addressed_name, medium_follows
from rawi.attribute.cues import Form, forms, words
from rawi.attribute.drafts import Phrase
from rawi.attribute.names import Names
from rawi.attribute.nouns import definite, heads, listed, noun, unprefixed, verbal_noun
from rawi.attribute.prose import Prose
from rawi.attribute.speakers import noun_phrase
from rawi.language.classes import read
from rawi.language.people import family, given
from rawi.language.stems import listed as in_dictionary

# A subject before its verb is no longer than so many words.
SUBJECT = 26
# Nor does more stand between a source behind «لكن» and its verb.
TOPIC = 40
# A word of fewer letters that ends with ا is a name as often as an object.
MIN_TANWIN = 4
COMMAS = frozenset("،,")


def subject_before(prose: Prose, word: int, form: Form, first: int, names: Names) -> Phrase | None:
    """Return the subject that stands before its verb: an antecedent of «الذي», or a noun phrase that begins the clause."""
    before = prose.keys[word - 1] if word > first else ""
    following = prose.keys[word + 1] if word + 1 < len(prose.keys) else ""
    if form.shape == "imperfect" and not form.joined and following in words("grammar", "describing") and not prose.signs[word]:
        phrase = _antecedent(prose, word, first, names)
        return phrase if phrase is not None and _agrees(prose, phrase, form) else None
    if before in words("grammar", "relatives") and (form.pronoun or following in words("grammar", "describing")):
        # «الكعك الذي تصفه بأنه», «تصريحاته التي قال فيها إن»: the antecedent is no subject.
        return None
    if before in words("grammar", "relatives") or (
        before in ("قد", "كان", "كانت") and word - 1 > first and prose.keys[word - 2] in words("grammar", "relatives")
    ):
        return _antecedent(prose, word - 1 if before in words("grammar", "relatives") else word - 2, first, names)
    if before in ("قد", "وقد", "كان", "كانت") and (begun := since_was(prose, word - 1, first)) is not None:
        return noun_phrase(prose, begun, word - 1, names)
    commas = set(prose.signs[word]) & COMMAS
    if not form.joined and commas and (topic := _topic(prose, word, first, names)) is not None:
        return topic
    if (
        form.joined
        or before in words("grammar", "openers")
        or before in words("ends", "joined")
        or word == first
        or ":" in prose.signs[word]
    ):
        return None
    start = word - 1
    while start > first and word - start < SUBJECT:
        if prose.keys[start] in words("clause", "words") or _opens_clause(prose, start):
            break
        if prose.signs[start] and set(prose.signs[start]) & set("،,:;؛.-–") and not _inside_subject(prose, start):
            break
        start -= 1
    while start < word and (
        prose.keys[start] in words("grammar", "openers")
        or prose.keys[start] in words("clause", "words")
        or prose.keys[start] in ("اما", "ان", "الا", "غير", "ولكن", "و", "بيد", "ولان", "فان")
    ):
        start += 1
    opening = prose.keys[start] if start < word else ""
    if opening.startswith(("بال", "لل")) or opening in ("ل", "ب") or (opening[:1] == "ب" and verbal_noun(opening[1:])):
        return None
    if start >= word or prose.keys[start] in words("prepositions", "words") or medium_follows(prose, start):
        return None
    if prose.keys[start] in words("ends", "words") or prose.keys[start] in words("ends", "time"):
        return None
    if _is_verb(prose, start):
        return None
    phrase = noun_phrase(prose, start, word, names)
    if not _agrees(prose, phrase, form):
        return None
    return phrase if phrase.end >= word - 4 or definite(prose.keys[start]) or noun(prose.keys[start]) in heads() else None


def _is_verb(prose: Prose, at: int) -> bool:
    """Whether a clause begins with a verb, so that its subject is none of a verb behind it: «ورفعت شعارات تتهمها»."""
    key = prose.keys[at]
    if noun(unprefixed(key)) in heads() or definite(key) or key in listed("given", "names") or key in listed("roles", "titles"):
        return False
    form = forms().get(key)
    return (form is not None and form.shape != "participle") or (key[0] in "وف" and len(key) > 4 and key.endswith("ت") and key[-2] != "ا")


def _agrees(prose: Prose, phrase: Phrase, form: Form) -> bool:
    """Whether a verb can have this subject before it: an office or a title says by itself whether it is a man's or a woman's."""
    key = unprefixed(prose.keys[phrase.first])
    if form.who not in ("m", "f") or not (noun(key) in listed("roles", "heads") or key in listed("roles", "titles")):
        return True
    woman = prose.text[prose.ends[phrase.first] - 1] == "ة"
    plural = key.endswith(("ون", "ين", "ان", "و")) or noun(key) in words("grammar", "plurals")
    return plural or woman == (form.who == "f") or phrase.named


def same_one(prose: Prose, at: int) -> bool:
    """Whether «ذات المتحدث», «نفس المصدر» begins at a word: somebody who was named before."""
    return (
        prose.keys[at] in listed("self", "before")
        and at + 1 < len(prose.keys)
        and not prose.signs[at + 1]
        and definite(prose.keys[at + 1])
        and noun(prose.keys[at + 1]) in heads()
    )


def _topic(prose: Prose, word: int, first: int, names: Names) -> Phrase | None:
    """Return the subject of «لكن مسؤولاً، تحدث بشرط عدم كشف هويته، قال إن»: the source behind «لكن» or «أن», over what is said of it."""
    for at in range(word - 2, max(first, word - TOPIC) - 1, -1):
        if prose.keys[at] in words("grammar", "topics"):
            phrase = noun_phrase(prose, at + 1, word, names)
            known = noun(prose.keys[at + 1]) in heads() or (phrase.named and phrase.first == phrase.name)
            return phrase if known and phrase.end < word else None
    return None


def names_nobody(prose: Prose, phrase: Phrase) -> bool:
    """Whether the first word of a phrase can begin no source by its sort: a particle, or a verb with its own subject behind it.

    «وهناك تكشف عن», «اكتشف علماء الآثار بناءً، يكشف عن», «الدمج الذي طالما حذّر منه». What points at a known source may («هذه المصادر»).
    """
    first = phrase.first
    key = prose.keys[first]
    known = noun(unprefixed(key)) in heads() or key in listed("given", "names") or key in listed("roles", "titles")
    if key in words("grammar", "nobody") or (key[0] in "وف" and key[1:] in words("grammar", "nobody")):
        return not (key in words("grammar", "these") and first + 1 < phrase.end and noun(prose.keys[first + 1]) in heads())
    if known or first in prose.opens or key in words("grammar", "people") or key in listed("self", "before"):
        return False
    sort = read(prose.text[prose.starts[first] : prose.ends[first]]).sort
    if sort == "stop":
        pointed = noun(unprefixed(prose.keys[first + 1])) if first + 1 < phrase.end else ""
        return not (key in words("grammar", "these") and pointed in heads())
    return sort == "verb" and phrase.end - first > 1 and key[0] not in "لب"


def is_thing(prose: Prose, phrase: Phrase) -> bool:
    """Whether a phrase is a common noun that is no head of a source, made definite or described: «اتجاهات التضخم», «نشيدا خاصا»."""
    first = phrase.first
    if phrase.end - first < 2 or first in prose.opens or (prose.signs[first + 1] and prose.signs[first + 1] != "-"):
        return False
    if prose.keys[first + 1].isascii() or prose.keys[first] in words("grammar", "kin") | words("grammar", "people"):
        return False
    word = read(prose.text[prose.starts[first] : prose.ends[first]])
    if word.lemma in words("grammar", "kin"):
        return False
    return word.sort in ("noun", "open") and not word.name and not word.definite and in_dictionary(prose.keys[first])


def no_source(prose: Prose, phrase: Phrase) -> bool:
    """Whether a noun phrase names a thing that shows or uncovers rather than tells: «ياقة الفرو», «الأفلام التي تتحدث عن»."""
    key = prose.keys[phrase.first]
    if noun(unprefixed(key)) in heads() or key in listed("given", "names") or key in listed("roles", "titles"):
        return False
    things = prose.text[prose.ends[phrase.first] - 1] == "ة" and phrase.end - phrase.first > 1 and definite(prose.keys[phrase.first + 1])
    bare = key[1:] if key[0] in "وف" and len(key) > 4 else key
    return (
        is_thing(prose, phrase)
        or things
        or noun(bare) in listed("things", "heads")
        or verbal_noun(bare)
        or verbal_noun(key)
        or (key[0] == "ب" and definite(key))
    )


def since_was(prose: Prose, before: int, first: int) -> int | None:
    """Return where the subject of «كانت الوزارة قد أعلنت» begins."""
    for at in range(before - 1, max(first, before - SUBJECT) - 1, -1):
        if prose.keys[at] in ("كان", "كانت", "وكان", "وكانت") or (prose.keys[before] == "قد" and prose.keys[at] == "ان"):
            return at + 1 if at + 1 < before else None
        if prose.signs[at + 1] and set(prose.signs[at + 1]) & COMMAS:
            return None
    return None


def _opens_clause(prose: Prose, at: int) -> bool:
    key = prose.keys[at]
    return key in (
        "لكن",
        "ولكن",
        "فيما",
        "بينما",
        "حيث",
        "ان",
        "لان",
        "اما",
        "كان",
        "كانت",
        "وكان",
        "وكانت",
        "اذ",
        "عندما",
        "الا",
        "وقد",
        "فان",
    )


def _inside_subject(prose: Prose, at: int) -> bool:
    """Whether a comma before a word stands inside a subject: before an office or a name in apposition."""
    return prose.signs[at] in ("،", ",") and noun(prose.keys[at]) in listed("roles", "heads") and definite(prose.keys[at])


def _antecedent(prose: Prose, relative: int, first: int, names: Names) -> Phrase | None:
    """Return the noun phrase that a relative clause belongs to: from the last boundary or head noun before it."""
    start = relative - 1
    while start > first and relative - start < SUBJECT:
        sign = prose.signs[start]
        if sign and set(sign) & set("،,:;؛.") and start < relative - 1 and not _inside_subject(prose, start):
            break
        if noun(prose.keys[start]) in heads() or prose.keys[start] in listed("roles", "titles"):
            while start > first and (noun(prose.keys[start - 1]) in heads() and not prose.signs[start]):
                start -= 1
            break
        if prose.keys[start - 1] in words("prepositions", "words") or prose.keys[start][:1] == "ل":
            break
        start -= 1
    return noun_phrase(prose, start, relative, names)


def _accusative(prose: Prose, at: int) -> bool:
    """Whether a word has the ending of an indefinite object or an adverb: «نشيداً», also without its mark."""
    key = prose.keys[at]
    name = given(key) or family(key) or noun(key) in heads()
    if key.endswith("ا") and len(key) > MIN_TANWIN and not name and in_dictionary(key[:-1]) and in_dictionary("ال" + key[:-1]):
        return True
    return prose.text[prose.ends[at] - 2 : prose.ends[at]].endswith(("ً", "ًا"))


def is_subject(prose: Prose, phrase: Phrase) -> bool:
    """Whether a noun phrase can be a subject at all."""
    key = prose.keys[phrase.first]
    if (
        phrase.end <= phrase.first
        or key in words("prepositions", "words")
        or key in words("clause", "words")
        or (key[0].isdecimal() and len(key) > 3)
    ):
        return False
    if (key[0] == "ل" and len(key) > 4 and verbal_noun(key[1:])) or key in listed("self", "words") or _accusative(prose, phrase.first):
        return False
    if key in words("ends", "manner") or (key.startswith("بال") and verbal_noun(key[3:])):
        return False
    return not (key in words("ends", "words") and key not in {"كل", "امام"}) and not key.startswith("لل")


def split_called(prose: Prose, phrase: Phrase, form: Form) -> tuple[Phrase, tuple[int, int] | None]:
    """Split a noun phrase in which an object follows the speaker: «دعا الوزير المواطنين إلى», «وصف الوزير الاتفاق بأنه»."""
    if not form.verb.called:
        return phrase, None
    for at in range(phrase.first + 1, phrase.end):
        if is_called(prose, at) or is_object(prose, phrase, at):
            kept = Phrase(phrase.first, at, phrase.named and phrase.name < at, phrase.name if phrase.name < at else -1)
            return kept, (at, phrase.end) if form.verb.called == "object" else None
    return phrase, None


def is_object(prose: Prose, phrase: Phrase, at: int) -> bool:
    """Whether a second subject or a verbal noun with the article stands behind a noun phrase that is whole: it is the verb's object."""
    key, before = prose.keys[at], prose.keys[at - 1]
    if prose.signs[at] or before in words("prepositions", "words") or before in listed("roles", "titles"):
        return False
    if key == "من" and at + 1 < phrase.end and prose.keys[at + 1][0] in "يت" and prose.keys[at + 1][1:2] != "و":
        return definite(before) and not prose.signs[at + 1] and len(prose.keys[at + 1]) == 4
    whole = definite(before) or (0 <= phrase.name < at and before not in heads())
    if whole and key in listed("documents", "heads") and not definite(key):
        return True
    if not key.startswith("ال") or not whole or noun(before) in listed("roles", "heads"):
        return False
    return (noun(key) in heads() and key not in listed("roles", "titles")) or verbal_noun(noun(key))


def calls(key: str) -> bool:
    """Whether a word can only be the object of a verb that calls upon somebody: «المواطنين», «جميع»."""
    return key in words("addressees", "called") or (key.startswith("ال") and key.endswith("ين") and len(key) > 6)


def is_called(prose: Prose, at: int) -> bool:
    """Whether an object begins at a word inside a noun phrase: «المواطنين» behind a subject can be neither subject nor genitive."""
    key, before = prose.keys[at], prose.keys[at - 1]
    if before in words("prepositions", "words") or (noun(unprefixed(before)) in heads() and not definite(before)):
        return False
    accusative = (
        key.startswith("ال")
        and key.endswith("ين")
        and len(key) > 6
        and not before.endswith("ين")
        and (definite(before) or before not in heads())
    )
    return key in words("addressees", "called") or accusative


def called_object(prose: Prose, start: int, end: int, names: Names) -> tuple[int, int] | None:
    """Return who is called upon between the speaker and what is demanded."""
    phrase = noun_phrase(prose, start, end, names)
    stop = max(phrase.end, start)
    return (
        (start, stop)
        if stop > start
        and not prose.signs[start]
        and prose.keys[start] not in words("ends", "time")
        and prose.keys[start] not in words("prepositions", "words")
        else None
    )


def press_subject(prose: Prose, word: int, names: Names) -> bool:
    """Whether «نقل» without «عن» has an outlet as its subject: «نقلت وسائل إعلام أن»; else it is «transport»."""
    key = noun(prose.keys[word + 1])
    return key in listed("outlets", "heads") | listed("outlets", "agencies") | listed("generic", "heads") or addressed_name(
        prose, word + 1, names
    )
