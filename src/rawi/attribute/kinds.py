"""What kind of source a noun phrase is. Comes in: `Prose` and a phrase. Goes out: its kind, its gender, and what is said of unnamed ones.

A source is known by its head: «مصادر» are unnamed, «وزارة» is an organisation, «وزير» with a name a person and without one an office.
"""

from rawi.attribute.cues import phrases, words
from rawi.attribute.drafts import Phrase
from rawi.attribute.names import Names
from rawi.attribute.nouns import definite, heads, listed, noun, numeral, unprefixed
from rawi.attribute.prose import Prose
from rawi.language.orthography import fold
from rawi.model import SpeakerKind

NUMBERS = {
    fold(word): value
    for value, forms_ in enumerate(
        (
            ("واحد", "أحد", "إحدى"),
            ("اثنان", "اثنين", "اثنتان"),
            ("ثلاثة", "ثلاث"),
            ("أربعة", "أربع"),
            ("خمسة", "خمس"),
            ("ستة", "ست"),
            ("سبعة", "سبع"),
            ("ثمانية", "ثماني"),
            ("تسعة", "تسع"),
            ("عشرة", "عشر"),
        ),
        1,
    )
    for word in forms_
}


def kind_of(prose: Prose, phrase: Phrase, names: Names) -> SpeakerKind:
    """Return what kind of source a noun phrase is, by its head; PROVENANCE of each kind stands in the documentation."""
    keys = [unprefixed(prose.keys[phrase.first]), *prose.keys[phrase.first + 1 : phrase.end]]
    head = noun(keys[0])
    if _generic(keys):
        return "media_generic"
    if head in listed("anonymous", "sources") or (
        head.endswith(("ها", "ه", "هم")) and head.removesuffix("ها").removesuffix("هم").removesuffix("ه") in ("مصادر", "مصدر")
    ):
        return "anonymous"
    if (head in listed("anonymous", "partitive") and not definite(keys[0])) or keys[0] == "العديد":
        return "media_generic" if _generic([key for key in keys[1:] if key != "من"]) else "anonymous"
    if len(keys) == 1 and keys[0] in listed("anonymous", "pointing"):
        return "anonymous"
    if keys[0][0].isdecimal() or numeral(keys[0]):
        return "anonymous"
    if found := _press(keys, names):
        return found
    if head in listed("documents", "heads"):
        return "document"
    if f"ال{head}" in listed("groups", "heads") and definite(keys[0]):
        return "group"
    return _people(keys, phrase)


def _people(keys: list[str], phrase: Phrase) -> SpeakerKind:
    """Tell persons, offices, unnamed people and organisations apart."""
    head, indefinite = noun(keys[0]), not definite(keys[0])
    plural = head.endswith(("ون", "ين", "ان")) or head in ("شهود", "اطباء", "خبراء", "سكان", "اهالي", "نشطاء")
    if head in listed("anonymous", "people") and not phrase.named:
        construct = indefinite and len(keys) > 1 and _construct(keys)
        spokesman = head in ("متحدث", "متحدثه", "ناطق", "متحدثون", "متحدثين")
        if (indefinite and not construct and not spokesman and "باسم" not in keys) or (plural and not spokesman and not construct):
            return "anonymous"
    if head in listed("roles", "heads") or keys[0] in listed("roles", "titles"):
        return "person" if phrase.named or (keys[0] in listed("roles", "titles") and len(keys) > 1) else "role"
    if head in listed("anonymous", "people"):
        return "person" if phrase.named else "role"
    return "organisation" if head in listed("organisations", "heads") or (definite(keys[0]) and len(keys) == 1) else "person"


def _construct(keys: list[str]) -> bool:
    """Whether the first of some words is made definite by those behind it: «رئيس اللجنة», «مساعد وزير الداخلية»."""
    if keys[1].startswith(("لل", "بال", "وال")):
        return False
    return definite(keys[1]) or (
        noun(keys[1]) in heads() and any(definite(key) and not key.startswith(("لل", "بال", "وال")) for key in keys[2:4])
    )


def _generic(keys: list[str]) -> bool:
    """Whether words name the press as such."""
    found = phrases("generic", "phrases", "speakers")
    return bool(keys) and keys[0] in found.firsts and found.at(keys, 0) > 0


def _press(keys: list[str], names: Names) -> SpeakerKind | None:
    """Return outlet or agency where words name one, by their head or by the catalogue."""
    head = noun(keys[0])
    if keys[0].isascii() and set(keys[:3]) & listed("outlets", "latin"):
        return "outlet"
    if head in listed("outlets", "agencies"):
        office = any(noun(key) in listed("outlets", "not_agency") for key in keys[1:4])
        return "organisation" if office else "agency"
    if head in listed("outlets", "heads"):
        return "outlet"
    for size in range(min(len(keys), 6), 0, -1):
        found = names.spellings.get(" ".join(keys[:size]))
        if found is not None and found.role in ("outlet", "agency") and (size == len(keys) or not found.plain):
            return "agency" if found.role == "agency" else "outlet"
    return None


def gender(prose: Prose, phrase: Phrase) -> str:
    """Return by whom a verb may agree with this source: m, f, p (plural of people) or «» where the words do not say."""
    key = noun(unprefixed(prose.keys[phrase.first]))
    if key in ("مصادر", "وسايل", "تقارير", "سلطات", "قوات", "بيانات", "صحف", "معلومات") or (key.endswith("ات") and key in heads()):
        return "f"
    if key.endswith(("ون", "ين")) and len(key) > 4:
        return "p"
    if key in ("شهود", "خبراء", "سكان", "اطباء", "نشطاء", "علماء", "محللون", "مراقبون"):
        return "p"
    if key.endswith("ه") and (key in heads() or definite(prose.keys[phrase.first])):
        return "f"
    return "" if phrase.named and key not in heads() else "m"


def knowledge_of(prose: Prose, phrase: Phrase, limit: int) -> tuple[int, int] | None:
    """Return the words that say what unnamed sources know: «على دراية مباشرة بالمحادثات»."""
    begins = phrases("knowledge", "begins", "speakers")
    for word in range(phrase.first + 1, min(phrase.end + 1, limit)):
        if prose.keys[word] in begins.firsts and begins.at(prose.keys, word):
            return word, max(phrase.end, _known_until(prose, word, limit))
    return None


def _known_until(prose: Prose, word: int, limit: int) -> int:
    """Return where the words that say what is known end: before a clause, a sign, or after six words."""
    end = word + 1
    while end < min(limit, word + 6) and not prose.signs[end] and prose.keys[end] not in words("clause", "words") | words("ends", "words"):
        end += 1
    return end


def count_of(keys: list[str]) -> int | None:
    """Return how many unnamed sources there are where the words count them: «مسؤول وثلاثة مسؤولين» are four, «عضوين في المجلس» two.

    What stands behind a preposition or describes a noun counts nobody: «مسؤول في أحد البنوك الثلاثة», «مصدر مقرب من اللاعب» are one.
    """
    total = 0
    for at, key in enumerate(keys):
        bare = key.removeprefix("و") if key != "و" else key
        if at and key in words("prepositions", "words") and not (key == "من" and _counts(keys[at - 1])):
            break
        if bare in NUMBERS:
            total += NUMBERS[bare]
        elif bare.isdecimal() and int(bare) < 1000:
            total += int(bare)
        elif _unnamed(bare) and not definite(bare):
            before = keys[at - 1] if at else ""
            if not at or key != bare or _counts(before):
                total += _size(bare, counted=_counts(before) or before == "من")
    return total or None


def _unnamed(bare: str) -> bool:
    """Whether a noun is one of people who are known only by what they are."""
    return bare in listed("anonymous", "people") or bare in listed("anonymous", "sources")


def _counts(key: str) -> bool:
    """Whether a word is a number."""
    return key.removeprefix("و") in NUMBERS or key.isdecimal()


def _size(noun_key: str, *, counted: bool) -> int:
    """Return what a noun itself says of its number: one, two, or nothing."""
    if counted or noun_key in ("مصادر", "شهود") or noun_key in words("grammar", "plurals"):
        return 0
    if noun_key.endswith(("ان", "ين")) and noun_key[:-2] in words("grammar", "broken"):
        return 2
    if noun_key.endswith(("ون", "ين")):
        return 0
    return 2 if noun_key.endswith("ان") else 1


def nationality_of(prose: Prose, phrase: Phrase) -> str | None:
    """Return the adjectives of relation to a country, as they are written."""
    found: list[str] = []
    for word in range(phrase.first + 1, phrase.end):
        key = prose.keys[word]
        if key in words("prepositions", "words"):
            break
        stem = next(
            (key[: -len(tail)] + "ي" for tail in ("يون", "يين", "يان", "يه", "ي") if key.endswith(tail) and len(key) > len(tail) + 2), None
        )
        if stem and not definite(key) and stem not in words("nationalities", "not") and stem not in listed("anonymous", "people"):
            found.append(prose.text[prose.starts[word] : prose.ends[word]])
    return "، ".join(dict.fromkeys(found)) or None
