"""Reports made without a verb of their own. Comes in: a reading and a word. Goes out: a draft and the word behind it, or None.

«بحسب مصادر»، «وفقاً لـ…»، «نقلاً عن …»، «حسبما أفاد …»، «كما قال …»، «على حد قول …», and «جاء في بيان لـ…». Not «in accordance with»
(«وفق الخطة», «حسب التعليمات»).
"""

from rawi.attribute.addressees import addressed, told_end
from rawi.attribute.clauses import clause_at, complement
from rawi.attribute.cues import Form, Verb, forms, phrases, words
from rawi.attribute.drafts import Draft, Phrase, Reading
from rawi.attribute.names import Names
from rawi.attribute.nouns import heads, listed, noun, verbal_noun
from rawi.attribute.prose import Prose
from rawi.attribute.speakers import noun_phrase
from rawi.language.classes import read

COMMAS = frozenset("،,؛-–—")
PRONOUNS = ("ه", "ها", "هم", "هما")
SAYS = Verb("جاء", frozenset({"clause", "quote"}), "", False, "assert", "", frozenset())
SAID = Form(SAYS, "perfect", "m", "", False, False)


def adjunct_draft(reading: Reading, word: int, sentence: int, names: Names) -> Draft | None:
    """Read the adjunct that begins at a word."""
    prose = reading.prose
    limit = prose.bounds[sentence][1]
    size = phrases("adjuncts", "before_verb").at(prose.keys, word)
    if size and phrases("adjuncts", "direct").at(prose.keys, word) <= size:
        if prose.keys[word] == "علي" and word and not prose.signs[word] and prose.keys[word - 1] in words("grammar", "governing"):
            return None
        return _before_verb(reading, word, size, sentence, names)
    if prose.keys[word] in words("grammar", "came"):
        return _came(prose, word, sentence, names)
    if draft := _own_words(prose, word, sentence, names):
        return draft
    if size := phrases("adjuncts", "direct").at(prose.keys, word):
        start = word + size
    elif phrases("adjuncts", "behind_l").at(prose.keys, word) and word + 1 < limit and prose.keys[word + 1][0] == "ل":
        start, size = word + 1, 1
    else:
        return None
    if start < limit and prose.keys[start] in ("له", "لها", "لهم", "لهما"):
        draft = _placed(prose, (word, start + 1), Phrase(start + 1, start + 1, named=False), sentence)
        draft.speaker, draft.dropped = None, True
        draft.who = {"له": "m", "لها": "f", "لهم": "p"}.get(prose.keys[start], "")
        return draft
    if prose.keys[word] == "فحسب" and not prose.signs[word]:  # «only»
        return None
    if start >= limit or prose.signs[start][:1] in COMMAS or prose.keys[start] == "ما" or prose.keys[start] in words("ends", "words"):
        return None
    phrase = noun_phrase(prose, start, limit, names, act=True)
    if phrase.end <= phrase.first or _in_accordance(prose, phrase):
        return None
    draft = _placed(prose, (word, word + size), phrase, sentence)
    draft.addressee = _told_near(prose, phrase.end, limit, names)
    if phrase.end + 2 < limit and prose.keys[phrase.end] in ("نقلا", "ونقلا") and prose.keys[phrase.end + 1] == "عن":
        source = noun_phrase(prose, phrase.end + 2, limit, names)
        draft.via, draft.via_cue, draft.speaker, draft.cue = [(phrase.first, phrase.end)], draft.cue, source, (phrase.end, phrase.end + 2)
    return draft


def _in_accordance(prose: Prose, phrase: Phrase) -> bool:
    """Whether what stands behind «وفق» is a rule or a measure and no source."""
    at = (
        phrase.first + 1
        if prose.keys[phrase.first] in ("ل", "اخر", "لاخر", "احدث", "لاحدث") and phrase.end > phrase.first + 1
        else phrase.first
    )
    key = prose.keys[at]
    bare = noun(key)
    if key[0] == "ل" and not key.startswith("لل") and noun(key) == key:
        bare = key[1:]
    accordance = words("accordance", "heads", "cues")
    stems = {
        bare,
        *(bare[: -len(tail)] for tail in PRONOUNS if bare.endswith(tail)),
        *(bare[: -len(tail)] + "ه" for tail in ("ته", "تها", "تهم") if bare.endswith(tail)),
    }
    return (
        bool(stems & accordance)
        or (prose.keys[phrase.first - 1] in ("تبعا", "وتبعا") and verbal_noun(bare) and bare not in heads())
        or key[0].isdecimal()
        or _of_somebody(prose, at, bare)
        or (key.startswith("ال") and key.endswith("ات") and bare not in heads() and len(key) > 6 and phrase.end - phrase.first == 1)
    )


def _of_somebody(prose: Prose, at: int, bare: str) -> bool:
    """Whether somebody's own measure is meant: «حسب ميوله», «وفق عقيدتهم»; not so «بحسب محاميه», «بحسب هذه المصادر»."""
    word = read(prose.text[prose.starts[at] : prose.ends[at]])
    known = {bare, word.lemma, *(bare.removesuffix(tail) for tail in PRONOUNS)}
    if word.sort == "stop" and bare in words("grammar", "these"):
        return at + 1 >= len(prose.keys) or noun(prose.keys[at + 1]) not in heads()
    return (
        word.owned and not word.name and known.isdisjoint(heads() | listed("given", "names")) and word.lemma not in words("grammar", "kin")
    )


def _own_words(prose: Prose, word: int, sentence: int, names: Names) -> Draft | None:
    """Read «على حد قول X» and «على حد قوله»."""
    keys = prose.keys
    limit = prose.bounds[sentence][1]
    for size in (3, 2):
        if word + size > limit:
            continue
        last = keys[word + size - 1]
        known = phrases("adjuncts", "own_words")
        if keys[word] not in known.firsts:
            return None
        for tail in ("", *PRONOUNS):
            stem = last.removesuffix(tail) if tail else last
            if (tail and stem == last) or known.at([*keys[word : word + size - 1], stem], 0) != size:
                continue
            if tail:
                draft = _placed(prose, (word, word + size), Phrase(word + size, word + size, named=False), sentence)
                draft.speaker, draft.dropped = None, True
                return draft
            if word + size < limit:
                phrase = noun_phrase(prose, word + size, limit, names)
                return _placed(prose, (word, word + size), phrase, sentence) if phrase.end > phrase.first else None
    return None


def _before_verb(reading: Reading, word: int, size: int, sentence: int, names: Names) -> Draft | None:
    """Read «حسبما أفاد X», «وفق ما ذكرته X», «كما قال X»: the verb belongs to the cue."""
    prose = reading.prose
    limit = prose.bounds[sentence][1]
    at = word + size
    if at < limit and prose.keys[at] in ("قد", "كانت", "كان"):
        at += 1
    if at + 3 < limit and prose.keys[at] in words("grammar", "came") and prose.keys[at + 1] in ("في", "علي"):
        document = at + 3 if prose.keys[at + 2] in ("ذات", "نفس") else at + 2
        if noun(prose.keys[document]) in listed("documents", "heads") | listed("generic", "heads") | listed("outlets", "heads"):
            return _came_in(prose, (word, document + 1), document, sentence, names)
    form = forms().get(prose.keys[at]) if at < limit else None
    if form is None or form.shape == "participle" or form.joined:
        return None
    additive = prose.keys[word] in ("كما", "مثلما")
    if additive and (word == prose.bounds[sentence][0] or prose.keys[word - 1] == "او"):
        return None
    return _said_by(reading, (word, at + 1), form, sentence, names, additive=additive)


def _said_by(reading: Reading, cue: tuple[int, int], form: Form, sentence: int, names: Names, *, additive: bool) -> Draft | None:
    """Read who said it behind «حسبما أفاد»; «كما قال X إن» only adds and is left to the verb."""
    prose = reading.prose
    limit = prose.bounds[sentence][1]
    begin, told = cue[1], None
    if begin < limit and prose.keys[begin][0] == "ل" and addressed(prose, begin, names):
        told = (begin, told_end(prose, begin, limit))
        begin = told[1]
    while begin < limit - 1 and prose.keys[begin] in words("ends", "time") and not prose.signs[begin]:
        begin += 1
    back = begin < limit and prose.keys[begin] in ("له", "لها")
    if begin < limit and prose.keys[begin] in words("grammar", "resumed"):
        begin += 1
    governed = frozenset({"عن"}) if form.verb.source else frozenset()
    phrase = noun_phrase(prose, begin, limit, names, governed=governed) if begin < limit else Phrase(begin, begin, named=False)
    missing = phrase.end <= phrase.first or _no_subject(prose, begin)
    if additive and (missing or complement(prose, form.verb, begin, limit) is not None):
        return None
    draft = _placed(prose, cue, Phrase(begin, begin, named=False) if missing else phrase, sentence)
    draft.who, draft.addressee = form.who, told
    if missing:
        draft.speaker, draft.dropped = None, True
        return draft
    return _passed_on(reading, draft, phrase, sentence, names, back=back, governed=governed)


def _no_subject(prose: Prose, begin: int) -> bool:
    """Whether no noun phrase can begin at a word: a particle, or a sign before it that opens no quotation."""
    key = prose.keys[begin]
    return key in words("ends", "words") or key in words("prepositions", "words") or (bool(prose.signs[begin]) and begin not in prose.opens)


def _passed_on(
    reading: Reading, draft: Draft, phrase: Phrase, sentence: int, names: Names, *, back: bool, governed: frozenset[str]
) -> Draft:
    """Add who passed it on: «وفقاً لصحيفة X، بحسب ما أكده لها مسؤول», «وفق ما نقلته وكالة عن صحيفة»."""
    prose = reading.prose
    limit = prose.bounds[sentence][1]
    last = reading.drafts[-1] if reading.drafts else None
    if back and last is not None and last.sentence == sentence and last.form == "adjunct" and last.speaker is not None:
        reading.drafts.pop()
        draft.via, draft.via_cue, draft.content = [(last.speaker.first, last.speaker.end)], last.cue, [(phrase.end, limit)]
    elif governed and phrase.end + 1 < limit and prose.keys[phrase.end] == "عن":
        draft.via, draft.via_cue = [(phrase.first, phrase.end)], draft.cue
        draft.speaker = noun_phrase(prose, phrase.end + 1, limit, names)
    elif draft.addressee is None:
        draft.addressee = _told_near(prose, phrase.end, limit, names)
    return draft


def _came_in(prose: Prose, cue: tuple[int, int], document: int, sentence: int, names: Names) -> Draft:
    """Read «حسبما جاء في بيان صادر عن X»: who issued it speaks, else the document itself."""
    limit = prose.bounds[sentence][1]
    phrase = noun_phrase(prose, document, limit, names)
    for at in range(document + 1, min(limit - 2, document + 6)):
        if prose.keys[at] in words("grammar", "issued") and not prose.signs[at]:
            by = next((near for near in range(at + 1, min(limit - 1, at + 4)) if prose.keys[near] == "عن"), at)
            draft = _placed(prose, cue, noun_phrase(prose, by + 1, limit, names), sentence)
            draft.medium = (document, document + 1)
            return draft
    return _placed(prose, (cue[0], cue[1] - 1), phrase, sentence)


def _told_near(prose: Prose, start: int, limit: int, names: Names) -> tuple[int, int] | None:
    """Return who was told, behind the speaker and before the next comma."""
    for at in range(start, min(limit, start + 6)):
        if set(prose.signs[at]) & set("،,.;؛"):
            return None
        if addressed(prose, at, names):
            return at, told_end(prose, at, limit)
    return None


def _placed(prose: Prose, cue: tuple[int, int], phrase: Phrase, sentence: int) -> Draft:
    """Make the draft of an adjunct with the clause that it belongs to: behind it where it opens the sentence, else before it."""
    first, limit = prose.bounds[sentence]
    draft = Draft(cue, sentence, "adjunct", speaker=phrase)
    opening = (
        cue[0] == first
        or all(prose.keys[at] in words("grammar", "openers") or len(prose.keys[at]) == 1 for at in range(first, cue[0]))
        or ":" in prose.signs[cue[0]]
        or (prose.signs[cue[0]] != "" and prose.keys[cue[0]][0] in "وف" and prose.keys[cue[0]][:3] not in ("وفق", "وفقا"))
        or prose.keys[cue[0] - 1] in ("لكن", "ولكن", "ان", "حيث")
    )
    after = phrase.end
    while (
        after < limit
        and not prose.signs[after]
        and after < phrase.end + 12
        and opening
        and (prose.keys[after][0] != "ف" or prose.keys[after] == "في")
    ):
        after += 1
    if opening and (after >= limit or not set(prose.signs[after]) & COMMAS):
        after = phrase.end
    said = forms().get(prose.keys[phrase.end]) if phrase.end < limit and draft.speaker is not None and phrase.end > phrase.first else None
    if (
        said is not None
        and not said.joined
        and phrase.end + 1 < limit
        and (found := complement(prose, said.verb, phrase.end + 1, limit, near=True))
    ):
        # «وفقاً لتقارير أفادت بأنه …»: the verb belongs to the adjunct.
        draft.content, draft.via_cue = [(found.first, found.end or limit)], (phrase.end, phrase.end + 1)
        return draft
    if not opening and phrase.end < limit and prose.signs[phrase.end] and clause_at(prose, phrase.end):
        draft.content = [(phrase.end, limit)]
        return draft
    if opening:
        draft.content = [(after, limit)] if after < limit else []
        return draft
    begin = _host(prose, first, cue[0])
    draft.content = [(begin, cue[0])] if begin < cue[0] else []
    draft.closing = True
    if (
        phrase.end < limit
        and not set(prose.signs[phrase.end]) & set("،,")
        and (not prose.signs[phrase.end] or set(prose.signs[phrase.end]) & set("-–—"))
    ):
        between = prose.keys[phrase.end]
        if (
            between[0] != "ل"
            and between not in words("ends", "words")
            and between not in words("ends", "time")
            and between not in words("prepositions", "words")
            and between not in forms()
        ):
            draft.content.append((phrase.end, limit))
    return draft


def _host(prose: Prose, first: int, cue: int) -> int:
    """Return where the clause that an adjunct closes begins: at its sentence, behind «وذلك» and the like."""
    for at in range(first + 1, min(cue, first + 12)):
        if "--" in prose.signs[at] or (at <= first + 3 and prose.signs[at] in ("-", "–", ")-", ":")):
            first = at
            break
    while first < cue and prose.keys[first] in ("الي", "ذلك", "وذلك"):
        first += 1
    return first


def _came(prose: Prose, word: int, sentence: int, names: Names) -> Draft | None:
    """Read «جاء في بيان صادر عن X أن …» and «وجاء في التقرير: …»."""
    limit = prose.bounds[sentence][1]
    if word + 3 >= limit or prose.keys[word + 1] not in ("في", "علي") or noun(prose.keys[word + 2]) not in listed("documents", "heads"):
        return None
    found = complement(prose, SAYS, word + 3, limit)
    if found is None:
        return None
    draft = Draft(
        (word, word + 3),
        sentence,
        "direct" if found.kind in ("quote", "colon") else "indirect",
        SAID,
        content=[(found.first, found.end or limit)],
    )
    draft.medium = (word + 2, word + 3)
    for at in range(word + 3, min(found.first, word + 9)):
        key = prose.keys[at]
        if key[0] == "ل" and len(key) > 3 and not addressed(prose, at, names) and key not in ("له", "لها"):
            draft.speaker = noun_phrase(prose, at, found.first, names)
            return draft
        if key in words("grammar", "issued"):
            begin = at + 2 if at + 1 < found.first and prose.keys[at + 1] in ("عن", "من") else at + 1
            if begin < found.first:
                draft.speaker = noun_phrase(prose, begin, found.first, names)
                return draft
    draft.speaker = noun_phrase(prose, word + 2, found.first, names)
    draft.medium = None
    draft.cue = (word, word + 1)
    return draft if clause_at(prose, found.first) or found.kind != "clause" else None
