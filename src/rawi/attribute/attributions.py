"""Who said what, to whom, through whom. Comes in: an Arabic text and the catalogue of outlets. Goes out: its attributions, in order.

A grammar in four steps: words that can report are looked up (`cues`); the frame around each is read (`verbs`, `adjuncts`, `via`: who,
to whom, what); what was said is ended where the next report begins (`clauses`); dropped subjects are resolved (`resolve`).
"""

import functools

from rawi.attribute.adjuncts import adjunct_draft
from rawi.attribute.clauses import clause_at, closes, trimmed
from rawi.attribute.cues import Form, adjuncts, firsts, forms, passives, phrases, words
from rawi.attribute.drafts import Draft, Mention, Reading
from rawi.attribute.kinds import count_of, gender, kind_of, knowledge_of, nationality_of
from rawi.attribute.names import Catalogue, Names, key_of, names_of
from rawi.attribute.nouns import definite, heads, listed, noun
from rawi.attribute.prose import Prose
from rawi.attribute.resolve import resolve
from rawi.attribute.speakers import noun_phrase
from rawi.attribute.verbs import verb_draft
from rawi.language.orthography import fold
from rawi.model import Anonymous, Attribution, Confidence, Span

# The vowel u, which makes a passive of a perfect.
DAMMA = "\u064f"


def attributions(text: str, *, catalogue: Catalogue, publisher: str | None = None) -> tuple[Attribution, ...]:
    """Return what a text presents as coming from somebody other than its writer.

    Pure, and never raises: a text in which nothing is understood has no attributions.

    Args:
        text: the article's text, paragraphs joined by a newline. Offsets of all spans count code points of it.
        catalogue: who exists among outlets and agencies.
        publisher: the outlet's name or slug: its own correspondents are no via.

    Example:
        >>> from rawi.outlets.catalogue import load
        >>> found = attributions("قال وزير الري سامي عرنوق لرويترز إن السد آمن.", catalogue=load())
        >>> [(one.cue.text, one.speaker.text, one.addressee.text, one.content[0].text) for one in found]
        [('قال', 'وزير الري سامي عرنوق', 'لرويترز', 'إن السد آمن')]
    """
    names = names_of(catalogue)
    reading = Reading(Prose(text))
    starting = _starting()
    for sentence, (first, end) in enumerate(reading.prose.bounds):
        if not starting.isdisjoint(reading.prose.keys[first:end]):
            _sentence(reading, sentence, names)
        else:
            _mention(reading, first, end, names)
    resolve(reading, names)
    own = _own_names(publisher, catalogue)
    return tuple(_record(reading.prose, draft, names, own) for draft in reading.drafts)


def _own_names(publisher: str | None, catalogue: Catalogue) -> frozenset[str]:
    """Return the keys of the publisher's names: what it says of itself («وعلمت البرق من مصادر») is no via."""
    if not publisher:
        return frozenset()
    outlet = catalogue.by_slug(publisher) or catalogue.resolve(publisher)
    written = (publisher, outlet.name, outlet.name_en, *outlet.aliases) if outlet else (publisher,)
    return frozenset(map(key_of, written)) - {""}


def _is_own(prose: Prose, via: tuple[int, int], own: frozenset[str]) -> bool:
    """Whether an outlet between is the publisher, also behind «صحيفة» and the like."""
    keys = prose.keys[via[0] : via[1]]
    return " ".join(keys) in own or (noun(keys[0]) in listed("outlets", "heads") and " ".join(keys[1:]) in own)


@functools.cache
def _starting() -> frozenset[str]:
    """Return the keys at which a report can begin: a sentence without one of them is not read further."""
    return firsts() | words("grammar", "came") | words("grammar", "by_saying")


@functools.cache
def _adjuncts() -> frozenset[str]:
    """Return the keys at which an adjunct can begin."""
    return adjuncts() | words("grammar", "came")


def _sentence(reading: Reading, sentence: int, names: Names) -> None:
    """Read the reports of one sentence, from its first word to its last."""
    prose = reading.prose
    first, limit = prose.bounds[sentence]
    word, before = first, len(reading.drafts)
    _mention(reading, first, limit, names)
    formulas, table, starting = phrases("formulas", "phrases"), forms(), _starting()
    while word < limit:
        key = prose.keys[word]
        if key in formulas.firsts and (size := formulas.at(prose.keys, word)):
            word += size
            continue
        draft = None
        if key in starting:
            draft = _draft(reading, word, sentence, names, table.get(key))
        if draft is not None and not _repeats(reading, draft, before) and not _only_thought(reading, draft, before):
            reading.drafts.append(draft)
            word = max(word + 1, draft.cue[1] if draft.cue[0] >= word else word + 1)
        else:
            word += 1
    _relayed(reading, before, names)
    _end_contents(prose, reading.drafts[before:], limit)


def _mention(reading: Reading, first: int, limit: int, names: Names) -> None:
    """Note the subject of a sentence that begins with some verb: «استقبل وزير …», «تداول عدد من المغردين …»."""
    prose = reading.prose
    if limit - first < 4 or prose.signs[first + 1] or prose.keys[first] in forms() or definite(prose.keys[first]):
        return
    head, key = noun(prose.keys[first + 1]), prose.keys[first]
    if noun(key) in heads() or key in words("prepositions", "words") or key in words("ends", "words") or key in words("ends", "time"):
        return
    if head in heads() and head not in listed("documents", "heads") and len(key) > 2:
        phrase = noun_phrase(prose, first + 1, limit, names, act=True)
        reading.mentions.append(Mention(first, phrase, gender(prose, phrase) or ("f" if key.endswith("ت") else "m")))


def _draft(reading: Reading, word: int, sentence: int, names: Names, form: object) -> Draft | None:
    """Read the frame that begins at a word: an adjunct, a passive, or a verb."""
    prose = reading.prose
    key = prose.keys[word]
    if key in _adjuncts() and (draft := adjunct_draft(reading, word, sentence, names)) is not None:
        return draft
    limit = prose.bounds[sentence][1]
    if key in passives() and word + 1 < limit and clause_at(prose, word + 1) and (form is None or not _has_subject(reading, word)):
        before = prose.keys[word - 1] if word else ""
        if before in ("لو", "اذا", "لا", "لم", "كان", "مما") or (before == "ان" and prose.keys[word - 2] not in ("سبق", "وسبق")):
            return None
        return Draft((word, word + 1), sentence, "indirect", content=[(word + 1, limit)], nobody=True)
    if (
        key in words("grammar", "by_saying")
        and word + 1 < limit
        and (word + 1 in prose.opens or ":" in prose.signs[word + 1] or clause_at(prose, word + 1))
    ):
        return Draft(
            (word, word + 1),
            sentence,
            "direct",
            content=[(word + 1, prose.opens.get(word + 1, limit))],
            dropped=True,
            pronoun=key != "بالقول",
            who={"بقولها": "f", "بقولهم": "p"}.get(key, ""),
        )
    known = forms().get(key)
    if known is not None and not known.verb.source and _written_passive(prose, word, known):
        told = word + 1 < limit and clause_at(prose, word + 1) and prose.keys[word - 1 if word else 0] not in words("grammar", "negations")
        return Draft((word, word + 1), sentence, "indirect", content=[(word + 1, limit)], nobody=True) if told else None
    return verb_draft(reading, word, known, sentence, names) if known is not None else None


def _written_passive(prose: Prose, word: int, form: Form) -> bool:
    """Whether a verb is written as a passive, with its first vowel: «ذُكر أن», «وأُبلغت», «يُعتبر»."""
    if form.shape == "participle" or (form.shape == "imperfect" and fold(form.verb.lemma) not in words("grammar", "open_vowel")):
        return False
    start = prose.starts[word]
    return DAMMA in prose.text[start + 1 : start + (3 if prose.text[start] in "وف" else 2)]


def _has_subject(reading: Reading, word: int) -> bool:
    """Whether a noun stands right before an active verb: «الخبراء يعتقدون»."""
    prose = reading.prose
    return (
        word > 0
        and not prose.signs[word]
        and (prose.keys[word - 1].startswith("ال") or prose.keys[word][0] in "وف")
        and prose.keys[word - 1] not in ("الذي", "التي")
    )


def _repeats(reading: Reading, draft: Draft, before: int) -> bool:
    """Whether a draft only repeats the one before: «قال … قائلاً: …», «قوله» of «نقل عن», a redundant «على حد قوله»."""
    here = reading.drafts[before:]
    if not here:
        return False
    last = here[-1]
    cue = draft.cue
    between = last.cue[1] <= cue[0] and bool(last.content) and cue[1] <= last.content[0][0] and not last.closing
    if between and last.form != "adjunct" and (draft.content[:1] == last.content[:1] or draft.dropped):
        return True
    if draft.form == "adjunct" and draft.dropped:
        return True
    return any(cue in (one.cue, one.via_cue) for one in here)


def _only_thought(reading: Reading, draft: Draft, before: int) -> bool:
    """Whether a verb inside a direct quotation is part of the speech: an opinion or a deed told in it opens no report of its own."""
    if draft.form == "adjunct":
        return False
    prose, at = reading.prose, draft.cue[0]
    for host in reading.drafts[before:]:
        for first, end in host.content:
            begun = next(
                (word for word in (first, first + 1, first + 2) if word in prose.opens and word <= at < prose.opens[word] <= end + 1), None
            )
            if begun is not None and begun in prose.closed:
                assertive = draft.verb is not None and draft.verb.verb.modality in ("assert", "carry")
                return not (assertive and draft.speaker is not None and not draft.dropped)
    return False


def _relayed(reading: Reading, before: int, names: Names) -> None:
    """Make the outlet of a closing adjunct the via of the report that it closes: «قال الوزير إن …، وفق صحيفة X» is one attribution."""
    prose = reading.prose
    for closing in [draft for draft in reading.drafts[before:] if draft.closing and draft.speaker is not None]:
        assert closing.speaker is not None
        kind = kind_of(prose, closing.speaker, names)
        if kind not in ("outlet", "agency") and not (kind == "document" and closing.via):
            continue
        earlier = [draft for draft in reading.drafts[before:] if draft.cue[0] < closing.cue[0] and draft.content and not draft.via]
        host = next((draft for draft in earlier if _hosts(prose, draft, closing, names)), None)
        if host is not None and host.speaker is not None:
            host.via += [] if kind == "document" else [(closing.speaker.first, closing.speaker.end)]
            host.via += closing.via
            host.via_cue = closing.cue
            reading.drafts.remove(closing)
            for draft in earlier:
                draft.content = [(first, min(end, closing.cue[0]) if first < closing.cue[0] else end) for first, end in draft.content]


def _hosts(prose: Prose, draft: Draft, closing: Draft, names: Names) -> bool:
    """Whether a report is what a closing adjunct closes."""
    if draft.speaker is None or kind_of(prose, draft.speaker, names) in ("outlet", "agency"):
        return False
    last = draft.content[-1][1]
    return (draft.closing and closing.cue[0] - draft.speaker.end <= 3) or (
        not draft.closing and (last >= closing.cue[0] or closing.cue[0] - last <= 1)
    )


def _end_contents(prose: Prose, drafts: list[Draft], limit: int) -> None:
    """End what was said where the next report that is not part of it begins."""
    for number, draft in enumerate(drafts):
        if not draft.content or draft.closing:
            continue
        first, end = draft.content[-1]
        for later in drafts[number + 1 :]:
            at = min(later.cue[0], later.via_cue[0] if later.via_cue else later.cue[0])
            if first < at < end and closes(prose, at) and not _inside_quote(prose, first, at, end):
                end = at
                break
        end = _quote_end(prose, first, end, limit)
        end = trimmed(prose, first, end)
        draft.content[-1] = (first, max(end, first + 1))
        if draft.form == "indirect" and any(first <= begun < end for begun in prose.opens):
            draft.form = "mixed"


def _inside_quote(prose: Prose, first: int, at: int, end: int) -> bool:
    """Whether a word stands inside a closed quotation that began in the content."""
    return any(
        begun <= at < prose.opens[begun] <= end and begun in prose.closed and prose.opens[begun] - begun > 4
        for begun in range(first, at + 1)
        if begun in prose.opens
    )


def _quote_end(prose: Prose, first: int, end: int, limit: int) -> int:
    """End «أن «…»» with its quotation where a comma or the like follows it."""
    begun = next((at for at in (first, first + 1, first + 2) if at in prose.opens), None)
    if begun is None or begun not in prose.closed or prose.opens[begun] - begun < 4:
        return end
    close = prose.opens[begun]
    return close if close < end and close < limit and set(prose.signs[close]) & set("،,؛;.") else end


# ---------------------------------------------------------------- records
def _record(prose: Prose, draft: Draft, names: Names, own: frozenset[str]) -> Attribution:
    """Turn a draft into a record."""
    speaker = prose.span(draft.speaker.first, draft.speaker.end) if draft.speaker else None
    kind = draft.speaker_kind or (kind_of(prose, draft.speaker, names) if draft.speaker else "implicit")
    return Attribution(
        cue=prose.span(*draft.cue),
        via_cue=prose.span(*draft.via_cue) if draft.via_cue else None,
        speaker=speaker,
        speaker_kind=kind,  # type: ignore[arg-type]
        speaker_resolved=draft.resolved,
        anonymous=_anonymous(prose, draft) if kind == "anonymous" and draft.speaker else None,
        content=tuple(_content(prose, first, end) for first, end in draft.content if first < end),
        via=tuple(prose.span(*via) for via in draft.via if not _is_own(prose, via, own)),
        addressee=prose.span(*draft.addressee) if draft.addressee else None,
        medium=prose.span(*draft.medium) if draft.medium else None,
        form=draft.form,  # type: ignore[arg-type]
        confidence=_confidence(draft),
    )


def _content(prose: Prose, first: int, end: int) -> Span:
    """Return what was said as a span, without the marks around it."""
    start, last = prose.starts[first], prose.ends[end - 1]
    return Span(text=prose.text[start:last], start=start, end=last)


def _anonymous(prose: Prose, draft: Draft) -> Anonymous:
    """Return count, nationality and knowledge of unnamed sources, as far as the words say."""
    assert draft.speaker is not None
    known = knowledge_of(prose, draft.speaker, prose.bounds[draft.sentence][1])
    keys = prose.keys[draft.speaker.first : draft.speaker.end]
    return Anonymous(
        count=count_of(keys),
        nationality=nationality_of(prose, draft.speaker),
        knowledge=prose.span(*known).text if known else None,
    )


def _confidence(draft: Draft) -> Confidence:
    """Stated where the source stands in the sentence, inferred where it was resolved, possible where it was not."""
    if draft.speaker is not None and not draft.dropped:
        return "stated"
    return "inferred" if draft.speaker is not None or draft.resolved else "possible"
