"""Reports made with a verb. Comes in: a reading and the word of a verb. Goes out: a draft, or None where the verb reports nothing.

The frames, with what may stand between: verb – speaker – content («قال الوزير أمس إن»), speaker – verb – content («لكن الوزير قال
إن»), antecedent – «الذي» – verb – content, verb – content with a dropped subject («وأضاف أن»), participle – content («مشيراً إلى»).
"""

from rawi.attribute.addressees import address_first, medium_follows, surroundings, told_before
from rawi.attribute.clauses import Complement, clause_at, complement, plain_object
from rawi.attribute.cues import Form, Verb, words
from rawi.attribute.drafts import Draft, Mention, Phrase, Reading
from rawi.attribute.kinds import gender
from rawi.attribute.names import Names
from rawi.attribute.nouns import definite, heads, listed, noun, verbal_noun
from rawi.attribute.participles import participle
from rawi.attribute.prose import Prose
from rawi.attribute.quotes import colon
from rawi.attribute.reports import draft_of
from rawi.attribute.speakers import noun_phrase
from rawi.attribute.subjects import (
    called_object,
    is_subject,
    names_nobody,
    no_source,
    press_subject,
    same_one,
    since_was,
    split_called,
    subject_before,
)
from rawi.attribute.via import carried, quoting
from rawi.language.orthography import fold

COMMAS = frozenset("،,")


def verb_draft(reading: Reading, word: int, form: Form, sentence: int, names: Names) -> Draft | None:
    """Read the frame of a verb; where it has a subject but reports nothing, note that the subject was mentioned."""
    prose = reading.prose
    first, limit = prose.bounds[sentence]
    if not _possible(prose, word, form, first):
        return None
    if form.verb.source and (found := carried(prose, word, form, sentence, limit, names)) is not None:
        return found
    if word + 1 >= limit:
        return None
    if form.shape == "participle":
        return participle(prose, word, form, sentence, limit, names)
    if form.pronoun and not form.verb.called:
        return _relative_object(prose, word, form, sentence, limit, names)
    back = word + 2 < limit and prose.keys[word + 1] in words("grammar", "resumed") and clause_at(prose, word + 2)
    direct = _direct(prose, form, word + 2 if back else word + 1, limit)
    if direct is None and (form.who == "p" or _called_after(prose, word, form, first, names)):
        direct = complement(prose, form.verb, word + 1, limit) or plain_object(prose, form.verb, word + 1, limit, dropped=False)
        if direct is None or direct.first - word > 14:
            return None
    if form.verb.source and not press_subject(prose, word, names):
        return None
    if direct is not None:
        return _without_subject(prose, word, form, direct, sentence, first, names)
    return _with_subject(reading, word, form, sentence, limit, names)


def _called_after(prose: Prose, word: int, form: Form, first: int, names: Names) -> bool:
    """Whether the subject of «أبلغ» and the like stands before it, so that who stands behind it is told: «حماس أبلغت الوسطاء أنه»."""
    return (
        form.verb.called == "object"
        and not form.joined
        and word > first
        and not prose.signs[word]
        and subject_before(prose, word, form, first, names) is not None
    )


def _possible(prose: Prose, word: int, form: Form, first: int) -> bool:
    """Whether a verb of saying can stand here and asserts something: not negated, supposed or asked, and no noun of the same letters."""
    before = prose.keys[word - 1] if word > first else ""
    if form.pronoun and prose.text[prose.ends[word] - 1] == "ة":
        return False
    if form.joined == "" and before in words("grammar", "negations"):
        return False
    if prose.text[prose.ends[word] - 1] == "ى" and prose.keys[word] in ("يدعي", "تدعي") and not clause_at(prose, word + 1):
        # «فتى يُدعى …» is called so; the one who claims has a final ي.
        return False
    if form.joined == "" and form.shape == "imperfect" and before in words("grammar", "supposed") and not prose.signs[word]:
        return False
    if form.joined == "" and before in ("لو", "اذا", "هل") and form.shape == "perfect":
        return False
    if prose.keys[word] in ("عقب", "وعقب") and noun(prose.keys[min(word + 1, len(prose.keys) - 1)]) not in heads():
        return clause_at(prose, min(word + 1, len(prose.keys) - 1))
    if form.bare and form.shape == "perfect" and (prose.keys[word] == "عقب" or _behind_preposition(prose, word, first, before)):
        return False
    if form.shape != "participle" and (_of_a_thing(prose, word) or _other_word(prose, word, form)):
        return False
    if form.shape == "participle":
        if form.who == "f" and prose.keys[word].removeprefix(form.joined)[2:3] == "ا" and not prose.signs[word]:
            # «مطالبة», «متابعة» are verbal nouns too.
            return False
        return before not in words("prepositions", "words") and before not in ("كان", "كانت", "يكون", "تكون", "ليس", "بات", "اصبح", "يبدو")
    return not form.verb.homograph or _verbal(prose, word, form, first, before)


def _other_word(prose: Prose, word: int, form: Form) -> bool:
    """Whether the letters are another word's: «بين يناير ومارس», «ما يحدث الآن»."""
    if fold(form.verb.lemma) == "حدث":
        return not form.pronoun
    following = prose.keys[word + 1] if word + 1 < len(prose.keys) else ""
    return prose.keys[word] == "بين" and (
        following in words("ends", "time") or following[:1].isdecimal() or "/" in prose.signs[min(word + 2, len(prose.keys) - 1)]
    )


def _of_a_thing(prose: Prose, word: int) -> bool:
    """Whether the subject is a pointer at what was said before: «ويشير هذا إلى أن», «وهذا يؤكد أن» tell nothing that anybody said."""
    if word + 2 >= len(prose.keys) or prose.signs[word + 1]:
        return False
    behind = prose.keys[word + 2]
    pointer = prose.keys[word + 1] in words("grammar", "these")
    return (pointer and (behind in ("الي", "علي", "عن") or clause_at(prose, word + 2))) or prose.keys[word + 1] in words(
        "grammar", "notice"
    )


def _behind_preposition(prose: Prose, word: int, first: int, before: str) -> bool:
    """Whether a preposition stands before a word, which then is a noun: «بعد تعهد مكتوب»; «فيما بعد أعلن» has none."""
    if (
        before not in words("grammar", "before_noun")
        or prose.signs[word]
        or clause_at(prose, word + 1 if word + 1 < len(prose.keys) else word)
    ):
        return False
    return not (before in ("بعد", "قبل") and word - 2 >= first and prose.keys[word - 2] in ("فيما", "من", "وفيما"))


def _verbal(prose: Prose, word: int, form: Form, first: int, before: str) -> bool:
    """Whether a word that may be a noun stands where a verb would."""
    if word == first or prose.signs[word]:
        return True
    if since_was(prose, word, first) is not None:
        return True
    if form.joined or before in words("grammar", "openers") or before in words("grammar", "relatives"):
        return not (
            form.joined
            and form.who == "m"
            and form.shape == "perfect"
            and definite(prose.keys[word + 1] if word + 1 < len(prose.keys) else "")
            and before in words("prepositions", "words")
        )
    following = prose.keys[word + 1] if word + 1 < len(prose.keys) else ""
    return (
        following in words("clause", "words")
        or (form.shape == "perfect" and not form.bare and before not in words("prepositions", "words"))
        or form.shape == "imperfect"
    )


def _direct(prose: Prose, form: Form, at: int, limit: int) -> Complement | None:
    """Return a complement that follows the verb at once, but for where and when it was said: then no subject stands behind it."""
    verb = form.verb
    if prose.keys[at] in words("grammar", "relatives") or (prose.keys[at] == "ما" and prose.keys[at - 1 : at] and verb.homograph):
        return None
    if at in prose.opens and not colon(prose, at) and not _speech_at_once(prose, at, limit):
        return None
    found = complement(prose, verb, at, limit, near=True)
    if found is not None and not (verb.called == "object" and found.kind == "preposition" and found.first > at):
        return found
    if (
        medium_follows(prose, at)
        or prose.keys[at] in words("ends", "words") - {"امام"}
        or prose.keys[at] in words("ends", "manner")
        or (prose.keys[at] in words("ends", "time") and not same_one(prose, at))
        or prose.keys[at] in ("في", "عن", "ل")
    ):
        return complement(prose, verb, at, limit)
    if prose.signs[at] and set(prose.signs[at]) & COMMAS:
        return complement(prose, verb, at, limit)
    if (
        "object" in form.verb.takes
        and at >= 2
        and prose.keys[at - 2] in ("قد", "وقد", "فقد")
        and (found := plain_object(prose, verb, at, limit, dropped=True))
    ):
        return found
    return (
        plain_object(prose, verb, at, limit, dropped=True)
        if prose.keys[at] not in heads()
        and (prose.keys[at] in words("object", "nouns") or (prose.keys[at].endswith(("ه", "ها", "هم")) and not _feminine(prose, at)))
        else None
    )


def _feminine(prose: Prose, at: int) -> bool:
    """Whether the last letter of a word is ة, which is no pronoun."""
    return prose.text[prose.ends[at] - 1] == "ة"


def _speech_at_once(prose: Prose, at: int, limit: int) -> bool:
    """Whether the quotation behind a verb is what was said and not the speaker's name: «قال «الفارس»: …»."""
    end = prose.opens[at]
    if end - at > 6 or end >= limit:
        return end - at > 2
    following = prose.keys[end]
    return not (colon(prose, end) or following in words("clause", "words") or end in prose.opens)


def _without_subject(prose: Prose, word: int, form: Form, found: Complement, sentence: int, first: int, names: Names) -> Draft | None:
    """Make the draft of a verb with no subject behind it: it stands before, or is dropped."""
    before = subject_before(prose, word, form, first, names)
    if before is None and form.shape == "imperfect" and form.verb.modality == "expect" and form.who == "m" and found.kind == "clause":
        # «ويتوقع أن» is «it is expected».
        return None
    draft = draft_of(prose, word, form, found, sentence)
    if before is not None and names_nobody(prose, before):
        opened = prose.keys[word - 1].removeprefix("و") in words("grammar", "openers")
        if before.end - before.first > 1 or (found.kind in ("preposition", "object") and not opened):
            return None
        before = None  # «وبينما أشار إلى»
    if before is not None and found.kind in ("preposition", "object") and no_source(prose, before):
        return None
    free = form.joined or word == first or bool(prose.signs[word]) or prose.keys[word - 1] in words("grammar", "openers")
    if before is None and found.kind == "object" and not free:
        return None
    draft.speaker, draft.dropped = before, before is None
    if form.verb.called == "object" and found.first > word + 1:
        draft.addressee = called_object(prose, word + 1, found.first, names)
    surroundings(prose, draft, word + 1, found.first, names)
    return draft


def _behind(prose: Prose, word: int, limit: int) -> int | None:
    """Return where the subject behind a verb can begin, over «به», «أمس», «بوضوح»; None where the clause ends before it."""
    at = word + 1
    if prose.keys[at] in words("grammar", "resumed"):
        at += 1
    while (
        at < limit - 1
        and prose.keys[at] in words("ends", "time") | words("ends", "manner")
        and not prose.signs[at]
        and not same_one(prose, at)
    ):
        at += 1
        if COMMAS & set(prose.signs[at]) and prose.keys[at - 1] in words("ends", "manner"):
            return None  # «تحدث بشجاعة، مشيراً إلى»
    return at if at < limit else None


def _with_subject(reading: Reading, word: int, form: Form, sentence: int, limit: int, names: Names) -> Draft | None:
    """Make the draft of a verb with its subject behind it."""
    prose, verb = reading.prose, form.verb
    at = _behind(prose, word, limit)
    if at is None:
        return None
    told = address_first(prose, at, limit, names)
    at = told[1] if told else at
    if at >= limit:
        return None
    governed = verb.takes & {"الي", "عن", "علي", "ب"} | ({"من"} if "من" in verb.takes else frozenset())
    if told and noun(prose.keys[at]) not in heads() and (found := _direct(prose, form, at, limit)):
        draft = _without_subject(prose, word, form, found, sentence, prose.bounds[sentence][0], names)
        if draft is not None:
            draft.addressee = told
        return draft
    if verb.modality == "deed":
        governed |= {"ب*"}
    if "ب" in governed and (verb.called or verb.modality == "promise"):
        governed |= {"ب*"}
    phrase = noun_phrase(
        prose, at, limit, names, governed=governed, act="object" in verb.takes or verb.called != "" or verb.modality in ("deed", "feel")
    )
    if not is_subject(prose, phrase):
        return None
    phrase, called = split_called(prose, phrase, form)
    relayed = quoting(prose, word, form, phrase, sentence, limit, names)
    if relayed is not None:
        return relayed
    after = called[1] if called else phrase.end
    nearby = plain_object(prose, verb, phrase.end, limit, dropped=False)
    found = nearby if nearby and nearby.first == phrase.end else complement(prose, verb, after, limit) or nearby
    if found is not None and ((verb.modality == "direct" and not _directs(prose, found)) or _too_far(prose, verb, after, found.first)):
        found = None
    if found is None or (found.kind == "preposition" and not _close(after, found.first)):
        known = noun(prose.keys[phrase.first]) in heads()
        if known or ((not verb.homograph or verb.modality == "deed") and not verbal_noun(prose.keys[phrase.first])):
            reading.mentions.append(Mention(word, phrase, gender(prose, phrase) or form.who))
        return None
    if (found.kind in ("preposition", "object") and no_source(prose, phrase)) or _stands_for_none(prose, word, phrase):
        return None
    if verb.modality == "show" and noun(prose.keys[phrase.first]) not in listed("documents", "heads"):
        return None
    draft = draft_of(prose, word, form, found, sentence)
    draft.speaker, draft.addressee = phrase, told or called or told_before(prose, word, prose.bounds[sentence][0], names)
    if verb.called == "object" and called is None and found.first > phrase.end and found.kind != "clause":
        draft.addressee = called_object(prose, phrase.end, found.first, names)
    if verb.called == "topic":
        draft.content = [(phrase.end, found.first), *draft.content] if phrase.end < found.first else draft.content
        draft.content = [(draft.content[0][0], draft.content[-1][1])]
    surroundings(prose, draft, phrase.end, found.first, names)
    return draft


def _stands_for_none(prose: Prose, word: int, phrase: Phrase) -> bool:
    """Whether no source stands behind a verb: a particle or an adverb, or «بين» before nouns of which none is known («بين الخطوات»)."""
    key, behind = prose.keys[phrase.first], prose.keys[phrase.first + 1] if phrase.first + 1 < len(prose.keys) else ""
    if prose.keys[word] == "بين" and not phrase.named and noun(key) not in heads():
        return True
    return key in words("grammar", "nobody") and not (key in words("grammar", "these") and noun(behind) in heads())


def _too_far(prose: Prose, verb: Verb, end: int, first: int) -> bool:
    """Whether a verb of many meanings stands too far from what might be said with it: «سجل الفريق هدفين … ما يعني أن»."""
    if fold(verb.lemma) not in words("grammar", "close") or first <= end:
        return False
    return not medium_follows(prose, end)


def _directs(prose: Prose, found: Complement) -> bool:
    """Whether «وجّه» orders something: «وجّه بتوفير», «وجّه إلى إبراز»."""
    return verbal_noun(prose.keys[found.first][1:]) if prose.keys[found.first][0] == "ب" else verbal_noun(prose.keys[found.first + 1])


def _close(end: int, first: int) -> bool:
    """Whether a governed preposition stands near enough to its verb's subject to belong to it."""
    return first - end <= 14


def _relative_object(prose: Prose, word: int, form: Form, sentence: int, limit: int, names: Names) -> Draft | None:
    """Read «… قالتها زوجته: «…»»: a verb whose object stands before it, and what was said behind its speaker."""
    phrase = noun_phrase(prose, word + 1, limit, names)
    if not is_subject(prose, phrase):
        return None
    found = complement(prose, form.verb._replace(takes=frozenset({"quote"})), phrase.end, limit)
    if (
        form.verb.modality not in ("assert", "add", "judge")
        or found is None
        or found.kind not in ("quote", "colon")
        or prose.keys[word - 1 if word else 0] == "ما"
    ):
        return None
    draft = draft_of(prose, word, form, found, sentence)
    draft.speaker = phrase
    surroundings(prose, draft, phrase.end, found.first, names)
    return draft
