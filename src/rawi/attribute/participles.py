"""Reports that a participle goes on with. Comes in: `Prose` and a participle. Goes out: a draft, or None where it reports nothing.

«مشيراً إلى …», «مضيفاً أن …», «داعياً الدول إلى …», «مؤكداً وزير الدفاع حرص …».
"""

from rawi.attribute.addressees import surroundings
from rawi.attribute.clauses import Complement, complement, plain_object
from rawi.attribute.cues import Form, words
from rawi.attribute.drafts import Draft
from rawi.attribute.names import Names
from rawi.attribute.nouns import heads, noun, verbal_noun
from rawi.attribute.prose import Prose
from rawi.attribute.reports import draft_of
from rawi.attribute.speakers import noun_phrase


def participle(prose: Prose, word: int, form: Form, sentence: int, limit: int, names: Names) -> Draft | None:
    """Read a participle that goes on: «مشيراً إلى …», «داعياً الدول إلى …», «مؤكداً الوزير حرص …»."""
    verb, at = form.verb, word + 1
    while at < limit - 1 and prose.keys[at] in ("كذلك", "ايضا", "بدوره", "بدورها", "هنا", "ذلك") and not prose.signs[at]:
        at += 1
    found = complement(prose, verb, at, limit, near=True) or plain_object(prose, verb, at, limit, dropped=True)
    if found is None and prose.keys[at] in ("في", "خلال", "عبر", "ضمن", "من"):
        found = complement(prose, verb, at, min(limit, at + 14))
    draft = None
    if found is None and prose.keys[at] in words("grammar", "these"):
        return None
    if found is None:
        governed = verb.takes & {"الي", "عن", "علي", "ب", "ل"}
        phrase = noun_phrase(prose, at, limit, names, governed=governed, act=True)
        later = complement(prose, verb, phrase.end, limit) or plain_object(prose, verb, phrase.end, limit, dropped=False)
        if (
            later is not None
            and later.first - word <= 20
            and phrase.end > phrase.first
            and (later.kind != "preposition" or later.first - phrase.end < 6)
        ):
            draft = draft_of(prose, word, form, later, sentence)
            if verb.called:
                draft.dropped, draft.addressee = True, (phrase.first, phrase.end) if verb.called == "object" else None
                draft.content = [(at, later.end or limit)] if verb.called == "topic" else draft.content
            elif (
                (noun(prose.keys[at]) in heads() or phrase.named)
                and not verbal_noun(prose.keys[at])
                and prose.keys[at] not in words("prepositions", "words")
            ):
                draft.speaker = phrase
            elif later.kind != "object":
                draft.dropped = True
            else:
                draft = None
        elif "object" in verb.takes and (verbal_start(prose, at)):
            draft = draft_of(prose, word, form, Complement(at, None, "object"), sentence)
            draft.dropped = True
        if draft is not None:
            surroundings(prose, draft, at, draft.content[0][0], names)
        return draft
    draft = draft_of(prose, word, form, found, sentence)
    draft.dropped = True
    return draft


def verbal_start(prose: Prose, at: int) -> bool:
    """Whether a word can begin a plain object behind a participle: it has no particle and no sign before it."""
    key = prose.keys[at]
    return (
        not prose.signs[at] and key not in words("prepositions", "words") and key not in words("ends", "words") and not key.startswith("ل")
    )
