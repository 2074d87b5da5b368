"""Where what was said begins and ends. Comes in: `Prose`, a verb and the word behind its speaker. Goes out: the complement, or None.

A complement is a clause («أن …»), a quotation or what stands behind a colon, a governed preposition with its noun («إلى …»), or a
plain object («انخفاض …»). It ends with its sentence, or before the next report that is not part of it.
"""

from typing import NamedTuple

from rawi.attribute.addressees import medium_follows
from rawi.attribute.cues import Verb, forms, phrases, words
from rawi.attribute.nouns import heads, noun, verbal_noun
from rawi.attribute.prose import Prose
from rawi.attribute.quotes import colon, quotation

# Between a speaker and what is said there are no more words: where, when, to whom.
REACH = 42
# Behind a verb that takes nothing but a quotation («وواصل: «…»») it stands nearer.
QUOTE_REACH = 10


class Complement(NamedTuple):
    """What is said: its first word, where it must end if that is known (a quotation's end), and how it is joined to the verb."""

    first: int
    end: int | None
    kind: str


def clause_at(prose: Prose, word: int) -> bool:
    """Whether a complementizer stands here: «أن», «إنه», «بأن»."""
    if prose.opens.get(word, word + 9) - word <= 4 or word in prose.brackets:
        return False
    return prose.keys[word] in words("clause", "words") and (
        word == 0 or prose.signs[word] != "" or prose.keys[word - 1] not in words("clause", "not_behind")
    )


def complement(prose: Prose, verb: Verb, word: int, limit: int, *, near: bool = False) -> Complement | None:
    """Look for what was said from a word on: behind the speaker, or behind the verb (near) where the subject is dropped."""
    reach = QUOTE_REACH if verb.modality == "add" and verb.takes == {"quote"} else REACH
    last = min(limit, word + (1 if near else reach))
    at = word
    bridged = not verb.bridge
    while at < last:
        if at > word and set(prose.signs[at]) & set("؛;؟?!"):
            return None
        bridged = bridged or (at <= word + 4 and bool(_stems(prose.keys[at]) & verb.bridge))
        found = _at(prose, verb, at, word) if bridged else None
        if found is not None:
            return found
        if at > word and _barrier(prose, at):
            return None
        bracket = prose.brackets.get(at)
        quote = prose.opens.get(at)
        jump = bracket if bracket and at < bracket <= at + 12 else quote if quote and at < quote <= at + 8 else 0
        at = max(jump, at + 1) if jump and jump < last else at + 1
    return None


def _stems(key: str) -> set[str]:
    """Return a noun also without a pronoun behind it."""
    return {key, *(key.removesuffix(tail) for tail in ("ه", "ها", "هم")), *(key.removesuffix(tail) + "ه" for tail in ("ته", "تها", "تهم"))}


def _at(prose: Prose, verb: Verb, at: int, word: int) -> Complement | None:
    """Return the complement that begins exactly here."""
    key = prose.keys[at]
    if "quote" in verb.takes and colon(prose, at):
        return _behind_colon(prose, at)
    if clause_at(prose, at):
        if "clause" in verb.takes or (key.startswith("با") and "ب" in verb.takes) or verb.bridge:
            return Complement(at, None, "clause")
        return None
    if "quote" in verb.takes and at in prose.opens and quotation(prose, at):
        return Complement(at, prose.opens[at], "quote")
    return _governed(prose, verb, at, word)


def _behind_colon(prose: Prose, at: int) -> Complement:
    """Return what stands behind a colon: a quotation, or words up to the end of the sentence."""
    if at in prose.opens:
        return Complement(at, prose.opens[at], "quote")
    if clause_at(prose, at) and at + 1 in prose.opens:
        return Complement(at, None, "colon clause")
    return Complement(at, None, "colon")


def _governed(prose: Prose, verb: Verb, at: int, word: int) -> Complement | None:
    """Return a complement behind a preposition that the verb governs."""
    key = prose.keys[at]
    following = prose.keys[at + 1] if at + 1 < len(prose.keys) else ""
    if key in ("الي", "عن", "علي", "من") and following:
        if following in words("clause", "words"):
            return Complement(at, None, "prepositional clause")
        if following in words("grammar", "pointers"):
            return None
        if key in verb.takes and not medium_follows(prose, at) and not _of_medium(prose, at, word):
            return Complement(at, None, "preposition")
        return None
    if (
        "ب" in verb.takes
        and key[0] == "ب"
        and (len(key) > 3 or key == "ب")
        and key not in words("grammar", "not_b")
        and not medium_follows(prose, at)
    ):
        if (
            "clause" in verb.takes
            and not key.startswith("بان")
            and not verbal_noun(key[1:])
            and not verb.called
            and _clause_ahead(prose, at + 1)
        ):
            return None
        clear = key == "ب" or key.startswith(("بال", "بان")) or verbal_noun(key[1:]) or at == word or verb.called
        return Complement(at, None, "preposition") if clear else None
    if "ل" in verb.takes and key[0] == "ل" and len(key) > 3 and at > word and (verbal_noun(key[1:]) or key.startswith("لل")):
        return Complement(at, None, "preposition")
    return None


def _of_medium(prose: Prose, at: int, word: int) -> bool:
    """Whether a preposition belongs to the medium before it: «في منشور على فيسبوك», «في مقابلة عن الكتاب»."""
    return at > word + 1 and prose.keys[at - 1] in words("medium", "words") and medium_follows(prose, at - 2) and not prose.signs[at]


def _clause_ahead(prose: Prose, at: int) -> bool:
    """Whether a clause follows soon, so that «ب» before it says where and not what: «أفاد مصدر بالمعبر أن»."""
    return any(clause_at(prose, word) for word in range(at, min(at + 8, len(prose.keys))))


def _barrier(prose: Prose, at: int) -> bool:
    """Whether looking for a complement must end here: at another report, or another clause."""
    sign = prose.signs[at]
    if sign and set(sign) & set(";؛؟?!\n"):
        return True
    key = prose.keys[at]
    form = forms().get(key)
    if form is not None and form.joined and form.shape in ("perfect", "imperfect") and not form.verb.homograph:
        return True
    return key in ("فيما", "بينما", "لكن", "ولكن") or (
        form is not None
        and form.shape == "participle"
        and key not in words("grammar", "saying")
        and at + 1 < len(prose.keys)
        and (clause_at(prose, at + 1) or prose.keys[at + 1] in ("الي", "علي"))
    )


def plain_object(prose: Prose, verb: Verb, word: int, limit: int, *, dropped: bool) -> Complement | None:
    """Return a plain object that begins at a word: a verbal noun or another indefinite one behind the speaker."""
    if "object" not in verb.takes or word >= limit:
        return None
    at = _behind_circumstances(prose, word, limit)
    if at >= limit or prose.keys[at].startswith(("و", "ف")) or prose.keys[at] in words("prepositions", "words"):
        return None
    key = prose.keys[at]
    if (prose.signs[at] and set(prose.signs[at]) & set(":;؛.")) or key in words("object", "deny"):
        return None
    if verb.modality == "deny" and noun(key) in words("object", "news"):
        return Complement(at, None, "object")
    if key.startswith("ال") or not verbal_noun(key) or (dropped and key in heads()):
        return None
    return Complement(at, None, "object")


def _behind_circumstances(prose: Prose, word: int, limit: int) -> int:
    """Return the word behind when, where and in which statement something was said: there a plain object can begin."""
    at = word
    while at < limit and at < word + 8 and _adverb(prose, at):
        at += 1
    if at >= limit or not (medium_follows(prose, at) or prose.signs[at] in ("،", ",")):
        return at
    for later in range(at + 1, min(limit, at + 18)):
        key = prose.keys[later]
        if clause_at(prose, later) or (key in forms() and forms()[key].joined):
            return at
        after_break = prose.signs[later] in ("،", ",") or prose.keys[later - 1] in words("grammar", "resumed") or _adverb(prose, later - 1)
        if after_break and verbal_noun(key) and not medium_follows(prose, later):
            return later
    return at


def _adverb(prose: Prose, at: int) -> bool:
    """Whether a word says when."""
    key = prose.keys[at]
    return key in words("ends", "time") or key in ("ان", "قد", "ايضا", "كذلك", "مجددا") or key[0].isdecimal()


# ---------------------------------------------------------------- ends
def closes(prose: Prose, word: int) -> bool:
    """Whether what was said ends before a word that begins a new report of the same writer.

    A participle or an adjunct does; so does a joined verb («وقال», «فأضاف»). A verb inside the clause («التي قالت …») does not.
    """
    key = prose.keys[word]
    form = forms().get(key)
    if form is not None:
        if form.shape == "participle":
            return True
        return form.joined != ""
    return any(phrases("adjuncts", name).at(prose.keys, word) for name in ("direct", "behind_l", "before_verb", "own_words"))


def trimmed(prose: Prose, first: int, end: int) -> int:
    """Return the end of a content without conjunctions and openings left over before the next report."""
    while end > first + 1 and prose.keys[end - 1] in (
        "و",
        "كما",
        "وذلك",
        "حيث",
        "فيما",
        "بينما",
        "وقد",
        "كذلك",
        "ثم",
        "وهو",
        "وهي",
        "اذ",
        "قد",
        "فقد",
    ):
        end -= 1
    return end
