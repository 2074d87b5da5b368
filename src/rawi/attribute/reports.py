"""A draft of a report made with a verb. Comes in: a verb's word, its form and the complement found. Goes out: a `Draft`."""

from rawi.attribute.clauses import Complement
from rawi.attribute.cues import Form
from rawi.attribute.drafts import Draft
from rawi.attribute.prose import Prose


def draft_of(prose: Prose, word: int, form: Form, found: Complement, sentence: int) -> Draft:
    """Make a draft with its cue, its content and its form."""
    limit = prose.bounds[sentence][1]
    kinds = {"clause": "indirect", "prepositional clause": "indirect", "colon clause": "direct", "quote": "direct", "colon": "direct"}
    end = found.end if found.end is not None else limit
    draft = Draft(
        (word, word + 1), sentence, kinds.get(found.kind, "reported_act"), form, content=[(found.first, max(end, found.first + 1))]
    )
    draft.who = form.who
    return draft
