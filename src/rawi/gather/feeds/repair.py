"""Feeds made well-formed before a parser sees them. Comes in: the bytes of a feed. Goes out: text without what parsers trip over.

Declarations of a document type go, with every entity they define: nothing is expanded and nothing fetched. A raw `&` becomes
`&amp;`, HTML's named entities become their letters, characters that XML forbids go. CDATA sections stay as they are.
"""

import html
import re
from collections.abc import Iterator

from rawi.language.references import unescape

DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9._:-]{1,40})["']""")
CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
REFERENCE = re.compile(r"&(?:#(?P<decimal>\d{1,7});|#[xX](?P<hex>[0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?")
PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
OPEN, CLOSE = "<![CDATA[", "]]>"
# Where the root element must have begun.
PROLOG = 20_000
SUBSET_END = re.compile(r"\]\s{0,1000}>")


def decode(body: bytes, content_type: str | None = None) -> str:
    """Return the text of a feed. What is valid UTF-8 is UTF-8, whatever it is labelled; then the label; then windows-1256."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = body.decode("utf-8", errors="replace")
    # A feed that was cut or glued together badly has a few bad bytes; one in another encoding has little else.
    sample = text[:200_000]
    bad = sample.count("\ufffd")
    if bad * 10 < sum(letter > "\u00ff" for letter in sample) - bad:
        return text
    labels = [match[1] for match in (DECLARED.search(text[:300]), CHARSET.search(content_type or "")) if match]
    for label in labels:
        if label.lower().replace("_", "-") not in ("utf-8", "utf8"):
            try:
                return body.decode(label, errors="replace")
            except (LookupError, UnicodeError):
                continue
    return body.decode("cp1256", errors="replace")


def mend(text: str) -> str | None:
    """Return a feed's text ready to be parsed, or None where its prolog never ends."""
    text = FORBIDDEN.sub("", text).lstrip()
    text = DECLARED.sub(lambda match: match[0].replace(match[1], "utf-8"), text, count=1)
    bare = _without_doctype(text)
    return None if bare is None else "".join(piece if inside else REFERENCE.sub(_reference, piece) for piece, inside in pieces(bare))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text at its CDATA sections; the flag says which pieces are such a section."""
    position = 0
    while (start := text.find(OPEN, position)) >= 0:
        yield text[position:start], False
        end = text.find(CLOSE, start)
        if end < 0:
            # A feed that was cut off inside: what is left becomes a section of its own.
            yield text[start:] + CLOSE, True
            return
        position = end + len(CLOSE)
        yield text[start:position], True
    yield text[position:], False


def _without_doctype(text: str) -> str | None:
    """Take out the document type declaration and what stands before the root only to define entities."""
    start = text[:PROLOG].upper().find("<!DOCTYPE")
    if start < 0:
        return text
    close, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < close:
        match = SUBSET_END.search(text, subset)
        end = match.end() if match else -1
    else:
        end = close + 1 if close >= 0 else -1
    return None if end < 0 else text[:start] + text[end:]


def _reference(match: re.Match[str]) -> str:
    """Return what a reference should have been."""
    if name := match["name"]:
        if name in PREDEFINED:
            return match[0]
        letters = unescape(match[0])
        return "&amp;" + match[0][1:] if letters == match[0] else html.escape(letters)
    number = match["decimal"] or match["hex"]
    if number is None:
        return "&amp;"
    code = int(number, 10 if match["decimal"] else 16)
    allowed = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return match[0] if allowed else ""
