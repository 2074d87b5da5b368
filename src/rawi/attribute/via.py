"""Through whom it was told. Comes in: `Prose` and a verb that passes on. Goes out: a draft with the source, and the outlet as its via.

«نقلت صحيفة عن مصدر قوله إن», «ونقل عن الوزير ثقته»; «وذكرت وكالة، نقلاً عن مصادر، أن».
"""

from rawi.attribute.addressees import medium_follows
from rawi.attribute.clauses import Complement, complement, plain_object
from rawi.attribute.cues import Form, forms, words
from rawi.attribute.drafts import Draft, Phrase
from rawi.attribute.names import Names
from rawi.attribute.prose import Prose
from rawi.attribute.speakers import noun_phrase

# «عن» stands no further behind the outlet than this: «نقلت صحيفة … على موقعها الإلكتروني، أمس، عن …».
BETWEEN = 14


def carried(prose: Prose, word: int, form: Form, sentence: int, limit: int, names: Names) -> Draft | None:
    """Read a verb that passes on the words of another: «نقل X عن Y …», «نُقل عن Y …», «نسبت X إلى Y …»."""
    source = form.verb.source
    at = word + 1
    if at >= limit:
        return None
    via = None
    if prose.keys[at] != source:
        via = noun_phrase(prose, at, limit, names, governed=frozenset({source}))
        if via.end <= via.first or prose.keys[at] in words("prepositions", "words"):
            return None
        reached = _reach(prose, via.end, limit, source)
        if reached is None:
            return None
        at = reached
    phrase = noun_phrase(prose, at + 1, limit, names, act=True) if at + 1 < limit else Phrase(at, at, named=False)
    if phrase.end <= phrase.first:
        return None
    found, own = _told(prose, form, phrase, limit)
    if found is None:
        return None
    draft = _draft(found, own or (word, word + 1), form, sentence, limit)
    draft.via_cue = (word, word + 1)
    draft.speaker = phrase
    draft.via = [(via.first, via.end)] if via else []
    return draft


def _reach(prose: Prose, at: int, limit: int, source: str) -> int | None:
    """Return where the preposition before the source stands, over what says where and when."""
    for word in range(at, min(limit, at + BETWEEN)):
        if prose.keys[word] == source:
            return word
        if word > at and (prose.keys[word] in words("clause", "words") or prose.keys[word] in forms()):
            return None
    return None


def _told(prose: Prose, form: Form, phrase: Phrase, limit: int) -> tuple[Complement | None, tuple[int, int] | None]:
    """Return what the source said, and «قوله» if that stands before it."""
    at = phrase.end
    for word in range(at, min(limit - 1, at + 24)):
        if prose.keys[word] in words("grammar", "own_words"):
            found = complement(prose, form.verb, word + 1, limit)
            return found or Complement(word + 1, None, "clause"), (word, word + 1)
        if prose.keys[word] in words("clause", "words"):
            break
    clause, act = complement(prose, form.verb, at, limit), plain_object(prose, form.verb, at, limit, dropped=False)
    return (act if act and (clause is None or act.first < clause.first) else clause), None


def quoting(prose: Prose, word: int, form: Form, phrase: Phrase, sentence: int, limit: int, names: Names) -> Draft | None:
    """Read «وذكرت وكالة، نقلاً عن مصادر، أن …»: the verb's subject is the via."""
    for at in range(phrase.end, min(limit - 2, phrase.end + BETWEEN)):
        if prose.keys[at] in words("grammar", "quoting") and prose.keys[at + 1] == "عن":
            source = noun_phrase(prose, at + 2, limit, names, governed=form.verb.takes & {"الي"}, act=True)
            if source.end <= source.first:
                return None
            found, own = _told(prose, form, source, limit)
            if found is None:
                return None
            draft = _draft(found, (at, at + 2), form, sentence, limit)
            draft.cue = own if own and prose.keys[own[0]] != "القول" else draft.cue
            draft.via_cue, draft.speaker, draft.via = (word, word + 1), source, [(phrase.first, phrase.end)]
            if medium_follows(prose, phrase.end):
                draft.medium = (phrase.end + 1, min(phrase.end + 3, at))
            return draft
        if prose.keys[at] in words("clause", "words"):
            return None
    return None


def _draft(found: Complement, cue: tuple[int, int], form: Form, sentence: int, limit: int) -> Draft:
    """Make a draft whose form follows from how the content is joined."""
    shape = {"quote": "direct", "colon": "direct", "colon clause": "direct", "clause": "indirect", "prepositional clause": "indirect"}
    return Draft(
        cue, sentence, shape.get(found.kind, "reported_act"), form, content=[(found.first, found.end if found.end is not None else limit)]
    )
