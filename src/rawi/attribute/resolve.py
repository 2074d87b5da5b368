"""Whom a dropped or repeated subject means. Comes in: the drafts and mentions of a text, in order. Goes out: their speakers, resolved.

«وأضاف أن» takes the explicit mention of the same sentence, else who spoke last and agrees with the verb; «المصدر نفسه» and a bare office
(«الوزير», «المتحدث») take the last source that the words fit. An outlet named by its kind («الصحيفة») is the last outlet of that kind.
"""

from rawi.attribute.drafts import Draft, Mention, Phrase, Reading
from rawi.attribute.kinds import gender, kind_of
from rawi.attribute.names import Names
from rawi.attribute.nouns import definite, heads, listed, noun
from rawi.attribute.prose import Prose
from rawi.model import SpeakerKind

# A dropped subject is not looked for further back than so many sentences without a report.
FAR = 8
# Nor do more sources stay in mind.
MEMORY = 60


class Known:
    """A source that the text has named so far."""

    __slots__ = ("at", "draft", "keys", "kind", "phrase", "sentence", "who")

    def __init__(self, phrase: Phrase, kind: SpeakerKind, who: str, sentence: int, keys: frozenset[str], draft: Draft | None) -> None:
        self.phrase, self.kind, self.who, self.sentence, self.keys, self.draft = phrase, kind, who, sentence, keys, draft


def resolve(reading: Reading, names: Names) -> None:
    """Give each draft its kind and, where the words leave it open, the source that they mean."""
    prose = reading.prose
    known: list[Known] = []
    events: list[Draft | Mention] = sorted(
        [*reading.drafts, *reading.mentions], key=lambda event: event.cue[0] if isinstance(event, Draft) else event.at
    )
    for event in events:
        del known[:-MEMORY]
        if isinstance(event, Mention):
            if _points_at_person(prose, event.speaker, known):
                continue
            known.append(_known(prose, event.speaker, names, event.who, prose.sentence_of(event.at), None))
        elif event.nobody:
            event.speaker_kind = "anonymous"
        elif event.speaker is not None:
            _explicit(prose, event, known, names)
        else:
            _dropped(prose, event, known)


def _points_at_person(prose: Prose, phrase: Phrase, known: list[Known]) -> bool:
    """Whether a subject without a name («اللاعب») is somebody who was named before."""
    key = prose.keys[phrase.first]
    return definite(key) and not phrase.named and noun(key) in listed("roles", "heads") and any(one.kind == "person" for one in known[-3:])


def _known(prose: Prose, phrase: Phrase, names: Names, who: str, sentence: int, draft: Draft | None) -> Known:
    kind = kind_of(prose, phrase, names)
    said = gender(prose, phrase) or who
    if kind in ("person", "role") and who in ("m", "f"):
        said = who
    return Known(phrase, kind, said, sentence, frozenset(noun(key) for key in prose.keys[phrase.first : phrase.end]), draft)


def _explicit(prose: Prose, draft: Draft, known: list[Known], names: Names) -> None:
    """Note a speaker who is named, and resolve one who is only pointed at."""
    phrase = draft.speaker
    assert phrase is not None
    found = _known(prose, phrase, names, draft.who if draft.form != "adjunct" else "", draft.sentence, draft)
    if found.kind == "organisation" and _is_surname(prose, phrase, known):
        found = Known(phrase, "person", draft.who, draft.sentence, found.keys, draft)
    draft.speaker_kind = found.kind
    earlier = _pointed(prose, phrase, known, found)
    if earlier is not None:
        draft.resolved = _name(prose, earlier)
        draft.speaker_kind = earlier.kind
        found = Known(earlier.phrase, earlier.kind, earlier.who or found.who, draft.sentence, earlier.keys, draft)
    known.append(found)


def _is_surname(prose: Prose, phrase: Phrase, known: list[Known]) -> bool:
    """Whether a single word with the article is the last name of a person who was named before: «الجبير»."""
    if phrase.end - phrase.first != 1 or noun(prose.keys[phrase.first]) in heads():
        return False
    return any(one.kind == "person" and noun(prose.keys[phrase.first]) in one.keys for one in reversed(known))


def _pointed(prose: Prose, phrase: Phrase, known: list[Known], found: Known) -> Known | None:
    """Return the earlier source that a phrase like «المصدر نفسه», «الوزير», «بلينكن» points back at."""
    keys = prose.keys[phrase.first : phrase.end]
    same = any(key in listed("self", "words") for key in keys)
    head = noun(keys[0])
    if keys[0] in listed("self", "before") and len(keys) > 1:
        same, head = True, noun(keys[1])
    if same:
        return next((one for one in reversed(known) if head in one.keys or _shares_number(one, head)), known[-1] if known else None)
    if len(keys) > 1 or not definite(keys[0]) or found.kind not in ("role", "outlet", "agency"):
        return None
    return next((one for one in reversed(known) if head in one.keys and len(one.keys) > 1), None)


def _shares_number(one: Known, head: str) -> bool:
    return head in ("مصدر", "مصادر") and one.kind in ("anonymous", "outlet", "agency", "organisation", "document")


def _name(prose: Prose, known: Known) -> str:
    """Return who it is: a person's name without office and affiliation, else the whole noun phrase."""
    phrase = known.phrase
    if known.kind == "person" and phrase.name >= 0:
        end = next(
            (
                at
                for at in range(phrase.name + 1, phrase.end)
                if (prose.signs[at] and set(prose.signs[at]) & set("،,(")) or noun(prose.keys[at]) in listed("roles", "heads")
            ),
            phrase.end,
        )
        return prose.span(phrase.name, end).text
    return prose.text[prose.span(known.phrase.first, known.phrase.end).start : prose.span(known.phrase.first, known.phrase.end).end]


def _dropped(prose: Prose, draft: Draft, known: list[Known]) -> None:
    """Find who is meant by a verb without a subject."""
    draft.speaker_kind = "implicit"
    fitting = [one for one in known if draft.sentence - one.sentence <= FAR]
    here = [one for one in fitting if one.sentence == draft.sentence and one.draft is not draft]
    chosen = _last(here, draft) or _last(fitting, draft)
    latest = fitting[-1] if fitting else None
    if latest is not None and (chosen is None or latest.sentence - chosen.sentence > 1) and latest.kind in ("organisation", "document"):
        # «وقالت الوزارة في بيان … وأوضح أن»: the verb agrees with the statement.
        chosen = latest
    if chosen is None:
        return
    if chosen.sentence == draft.sentence and chosen.draft is not None and chosen.draft.speaker is None:
        draft.resolved = _name(prose, chosen)
    elif chosen.sentence == draft.sentence and not draft.pronoun:
        draft.speaker, draft.speaker_kind = chosen.phrase, chosen.kind
    else:
        draft.resolved = _name(prose, chosen)
    if chosen.draft is not None and draft.addressee is None and draft.sentence == chosen.sentence:
        draft.addressee = chosen.draft.addressee
    if chosen.draft is not None and not draft.via and draft.sentence == chosen.sentence and draft.form != "adjunct":
        draft.via = list(chosen.draft.via)
    known.append(Known(chosen.phrase, chosen.kind, chosen.who, draft.sentence, chosen.keys, draft))


def _last(known: list[Known], draft: Draft) -> Known | None:
    """Return the last source that agrees with the verb."""
    return next((one for one in reversed(known) if _agrees(one.who, draft.who)), None)


def _agrees(source: str, verb: str) -> bool:
    return not source or not verb or source == verb or (verb == "p" and source in ("p", "f"))
