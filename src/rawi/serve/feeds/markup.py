r"""A small writer of XML. Comes in: names, attributes, text. Goes out: well-formed XML 1.0, whatever the text holds.

Elements are strings, so that a feed is written as it is read.

    >>> tag("title", "a & b\x00")
    '<title>a &amp; b</title>'
"""

import datetime as dt
from xml.sax.saxutils import escape, quoteattr  # writing only: nothing is parsed here

from rawi.serve.foreign import clean

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def tag(name: str, text: str | None = None, **attributes: str | None) -> str:
    """Return an element that holds text; an attribute that is None is left out, and `xml_lang` is xml:lang."""
    inner = "" if text is None else escape(clean(text))
    return nest(name, (inner,), **attributes)


def nest(name: str, inner: tuple[str, ...] | list[str], **attributes: str | None) -> str:
    """Return an element that holds elements; `inner` is XML already."""
    pairs = ((key.replace("_", ":"), value) for key, value in attributes.items() if value is not None)
    opened = name + "".join(f" {key}={quoteattr(clean(value))}" for key, value in pairs)
    body = "".join(inner)
    return f"<{opened}>{body}</{name}>" if body else f"<{opened}/>"


def rfc3339(when: dt.datetime) -> str:
    """Return an instant as Atom and JSON Feed write it."""
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")
