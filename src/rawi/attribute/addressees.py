"""To whom it was said, and where. Comes in: `Prose` and the words between a speaker and what was said. Goes out: addressee and medium.

«لوكالة رويترز», «للصحافيين», «لـ«البرق»»; «في بيان», «عبر حسابه», «خلال مؤتمر صحافي»; «في مقابلة مع رويترز».
"""

from rawi.attribute.cues import forms, words
from rawi.attribute.drafts import Draft
from rawi.attribute.names import Names
from rawi.attribute.nouns import definite, heads, listed, noun
from rawi.attribute.prose import Prose


def medium_follows(prose: Prose, word: int) -> bool:
    """Whether the words from here say where or when it was said: «في بيان», «خلال مؤتمر», «عبر حسابه»."""
    keys = prose.keys
    if word + 1 >= len(keys) or keys[word] not in words("medium", "before"):
        return keys[word].startswith("ب") and keys[word] in words("medium", "before")
    following = keys[word + 1]
    bare = noun(following)
    return bool({following, bare} & words("medium", "words")) or following in words("ends", "time") or bare in words("ends", "time")


def addressed(prose: Prose, word: int, names: Names) -> bool:
    """Whether «ل» begins a noun that is told things as a trade: «لوكالة …», «للصحافيين», «لـ«البرق»»."""
    key = prose.keys[word]
    if word and noun(prose.keys[word - 1]) in listed("roles", "of_outlets"):
        return False
    if key == "ل":
        return word + 1 < len(prose.keys) and (word + 1 in prose.opens or word + 1 in prose.brackets or _outlet(prose, word + 1, names))
    if not key.startswith("ل") or len(key) < 4:
        return False
    bare = noun(key) if key.startswith("لل") else key[1:]
    if bare in words("addressees", "kinds") or bare in words("addressees", "people") or f"ال{bare}" in words("addressees", "people"):
        return not (bare == "وكاله" and word + 1 < len(prose.keys) and noun(prose.keys[word + 1]) in listed("outlets", "not_agency"))
    name = key[1:] if not key.startswith("لل") else f"ال{bare}"
    return _outlet(prose, word, names, name) or _plain_outlet(prose, word, names, name)


def _plain_outlet(prose: Prose, word: int, names: Names, name: str) -> bool:
    """Whether the name of an outlet that is also an everyday word stands right before what was said: «قال للوطن إن»."""
    found = names.spellings.get(name)
    if found is None or found.role not in ("outlet", "agency") or word + 1 >= len(prose.keys):
        return False
    return prose.keys[word + 1] in words("clause", "words") or prose.signs[word + 1][:1] in frozenset("،,:")


def _outlet(prose: Prose, word: int, names: Names, first: str | None = None) -> bool:
    """Whether the name of an outlet that is no everyday word begins at a word."""
    keys = [first or prose.keys[word], *prose.keys[word + 1 : word + 4]]
    for size in range(len(keys), 0, -1):
        found = names.spellings.get(" ".join(keys[:size]))
        if (
            found is not None
            and found.role in ("outlet", "agency")
            and (
                not found.plain
                or size > 1
                or (first is not None and len(first) > 3 and not definite(first) and first not in heads() and not found.homonym)
            )
        ):
            return True
    return False


def told_end(prose: Prose, at: int, limit: int) -> int:
    """Return where the name of an addressee ends."""
    key = prose.keys[at]
    begin = at + 1 if key == "ل" else at
    for opened in (begin, begin + 1):
        end = prose.opens.get(opened) or prose.brackets.get(opened)
        if end and end - opened <= 6 and begin in (opened, at):
            return min(prose.brackets.get(end, end), limit)
    end = begin + 1
    while end < limit and end < begin + 6 and not prose.signs[end] and not _told_stops(prose, end):
        end += 1
    return end


def _told_stops(prose: Prose, at: int) -> bool:
    key = prose.keys[at]
    return (
        key in words("ends", "words")
        or key in words("ends", "time")
        or key in words("clause", "words")
        or key in ("في", "عن", "من", "الي", "علي")
        or key in forms()
        or key in listed("roles", "titles")
    )


def address_first(prose: Prose, at: int, limit: int, names: Names) -> tuple[int, int] | None:
    """Return who is told where that stands before the speaker: «قال للصحفيين …», «وأوضح لـ«البرق» …»."""
    key = prose.keys[at]
    if not (key[0] == "ل" and addressed(prose, at, names)):
        return None
    return at, told_end(prose, at, limit)


def told_before(prose: Prose, word: int, first: int, names: Names) -> tuple[int, int] | None:
    """Return who is told where that opens the sentence: «في حديثه للبرق، قال …»."""
    if not medium_follows(prose, first) or not prose.signs[word]:
        return None
    at = next((at for at in range(first + 2, word) if addressed(prose, at, names)), None)
    return (at, told_end(prose, at, word)) if at is not None else None


def surroundings(prose: Prose, draft: Draft, start: int, end: int, names: Names) -> None:
    """Find where it was said and to whom, between the speaker and what was said."""
    at = start
    while at < end:
        key = prose.keys[at]
        if (
            draft.medium is None
            and medium_follows(prose, at)
            and {prose.keys[min(at + 1, end - 1)], noun(prose.keys[min(at + 1, end - 1)])}
            & (words("medium", "words") - words("medium", "occasions"))
        ):
            draft.medium = (at + 1, _medium_end(prose, at + 1, end, names))
        if draft.addressee is None and key[0] == "ل" and _told(prose, at, draft, names):
            draft.addressee = (at, told_end(prose, at, end))
        elif draft.addressee is None and draft.medium and key in ("مع", "الي") and at + 1 < end and _press_at(prose, at + 1, names):
            draft.addressee = (at + 1, told_end(prose, at + 1, end))
        at += 1


def _medium_end(prose: Prose, start: int, end: int, names: Names) -> int:
    at = start + 1
    while (
        at < end
        and at < start + 5
        and not prose.signs[at]
        and not _told_stops(prose, at)
        and not addressed(prose, at, names)
        and prose.keys[at] != "مع"
    ):
        at += 1
    return at


def _press_at(prose: Prose, at: int, names: Names) -> bool:
    key = prose.keys[at]
    return noun(key) in words("addressees", "kinds") or addressed_name(prose, at, names)


def addressed_name(prose: Prose, at: int, names: Names) -> bool:
    """Whether a name of the catalogue begins at a word."""
    for size in range(4, 0, -1):
        found = names.spellings.get(" ".join(prose.keys[at : at + size]))
        if found is not None and found.role in ("outlet", "agency"):
            return True
    return at in prose.opens or at in prose.brackets


def _told(prose: Prose, at: int, draft: Draft, names: Names) -> bool:
    """Whether «ل» at a word begins an addressee: one that is told things as a trade, or people behind a verb that tells."""
    if addressed(prose, at, names):
        return True
    key = prose.keys[at]
    if draft.verb is None or draft.verb.verb.modality not in ("assert", "add") or len(key) < 5:
        return False
    ready = draft.speaker is not None and at == draft.speaker.end
    return (
        ready
        and ((key.startswith("لل") and key.endswith(("ين", "يه", "ه"))) or noun(key[1:]) in heads())
        and key[1:] not in words("object", "nouns")
    )
