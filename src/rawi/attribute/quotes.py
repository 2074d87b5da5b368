"""Which quotation marks hold what was said, and which a name. Comes in: `Prose` and a word. Goes out: yes or no."""

from rawi.attribute.cues import words
from rawi.attribute.nouns import heads, listed, noun
from rawi.attribute.prose import Prose

# A quotation of fewer words is a name or a term, unless a comma or the speaker's end stands before it.
SPEECH = 4
COMMAS = frozenset("،,:")


def colon(prose: Prose, word: int) -> bool:
    """Whether a colon stands before a word, other than that of a time («10:40»)."""
    sign = prose.signs[word]
    if ":" not in sign:
        return False
    return not (sign == ":" and word > 0 and prose.keys[word][0].isdecimal() and prose.keys[word - 1][0].isdecimal())


def quotation(prose: Prose, word: int) -> bool:
    """Whether the quotation that opens before a word is speech rather than a name or a term."""
    end = prose.opens.get(word)
    if end is None:
        return False
    before = prose.keys[word - 1] if word else ""
    if prose.signs[word][:1] in COMMAS and prose.signs[word][:1]:
        return end - word >= SPEECH - 1
    if noun(before) in heads() and noun(before) in listed("outlets", "heads") | listed("organisations", "heads") | listed(
        "outlets", "agencies"
    ):
        return False
    return end - word >= SPEECH and before not in ("ل", "ب", "باسم", "ال") and before not in words("prepositions", "words")
