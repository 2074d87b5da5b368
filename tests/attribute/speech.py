"""Readings of invented sentences for the tests of attribution."""

from rawi.attribute.attributions import attributions
from rawi.outlets.catalogue import load


def read(text):
    """Return the attributions of a text, after checking that every span holds and stands on whole words."""
    found = attributions(text, catalogue=load())
    for one in found:
        for span in (one.cue, one.via_cue, one.speaker, one.addressee, one.medium, *one.content, *one.via):
            if span is not None:
                assert text[span.start : span.end] == span.text
                assert not (span.start and text[span.start - 1].isalnum() and text[span.start].isalnum())
                assert not (span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum())
    return found


def told(text):
    """Return (cue, speaker, content) of each attribution as words."""
    return [(one.cue.text, one.speaker.text if one.speaker else None, " … ".join(span.text for span in one.content)) for one in read(text)]
