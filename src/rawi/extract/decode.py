"""Bytes of a page into text, whatever its labels say. Comes in: bytes and a Content-Type. Goes out: a string, always.

The order of trust: a byte order mark; bytes that are valid UTF-8 (no other encoding of Arabic looks like it by chance); the charset of the
header, then that of the page, where the bytes agree with it; else what the letters say: «ال», the most frequent pair of Arabic letters,
is C7 E1 in windows-1256 and C7 E4 in ISO 8859-6.
"""

import codecs
import re

# No article is longer: the longest page of the open sets has half a million characters. What stands behind is left out.
MAX_BYTES = 6_000_000
CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_\-:.]{3,40})", re.IGNORECASE)
DECLARED_XML = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_\-:.]{3,40})", re.IGNORECASE)
# In so many bytes so many letters that are whole in UTF-8: no page in another encoding has them by chance.
GLANCE, FIRST_GLANCE, SURE = 65_536, 16_384, 300
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ARABIC_SINGLE = ("cp1256", "iso8859-6")
# Labels that say «western» or nothing: on pages in Arabic they are what the server's software was shipped with.
UNTRUSTED = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252", "iso8859-15"})
WIDE = ("utf-16", "utf-32")
# In UTF-8 gone bad (cut letters, a pasted word of windows-1256) most of the bytes above BF still begin a whole letter.
PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Three letters above BF in a row are Arabic; western languages have no such words.
RUN = re.compile(rb"[\xc0-\xff]{3}")


def decode(body: bytes, content_type: str | None = None) -> str:
    """Return the text of a page; what cannot be read becomes U+FFFD. Never raises, and reads no more than `MAX_BYTES`.

    Args:
        body: the page as it was sent, already unpacked.
        content_type: the HTTP header, of which the charset is used where the bytes agree with it.

    Example:
        >>> decode("<p>خبر</p>".encode("cp1256"), "text/html; charset=utf-8")
        '<p>خبر</p>'
    """
    return decoded(body, content_type)[0]


def decoded(body: bytes, content_type: str | None = None) -> tuple[str, bytes | None]:
    """Return the text of a page, and its bytes where they are this text in UTF-8, so that nobody need encode it again."""
    data = body[:MAX_BYTES]
    for mark, codec in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace").replace("\0", ""), None
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace").replace("\0", ""), None
    nulls = b"\0" in data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter cut by the cap is no sign of another encoding.
        cut = len(data) - error.start < 4 and len(data) == MAX_BYTES
        text = data.decode("utf-8", "replace") if cut else _narrow(data, content_type)
    else:
        if not nulls:
            return text, data
    return text.replace("\0", "") if nulls else text, None


def beginning(body: bytes) -> str | None:
    """Return the beginning of a long page that shows all of it to be UTF-8, so that it can be parsed as it is; else None.

    Example:
        >>> beginning("<p>خبر</p>".encode()) is None, len(beginning("<p>خبر</p>".encode() * 10_000))
        (True, 12604)
    """
    if not GLANCE < len(body) <= MAX_BYTES or body.startswith(codecs.BOM_UTF8) or b"\0" in body:
        return None
    for glance in (FIRST_GLANCE, GLANCE):
        try:
            text, size = codecs.utf_8_decode(body[:glance], "strict", False)
        except UnicodeDecodeError:
            return None
        # Each letter beyond ASCII has a byte more than characters.
        if size - len(text) >= SURE:
            return text
    return None


def _narrow(data: bytes, content_type: str | None) -> str:
    """Decode bytes in which ASCII is ASCII, and which are no UTF-8."""
    sample = data[:400_000]
    high = sum(sample.count(code) for code in range(0xC0, 0x100))
    if 4 * len(PAIR.findall(sample)) > 3 * high:
        return data.decode("utf-8", "replace")
    declared = _declared(data, content_type)
    if declared and declared not in UNTRUSTED and not declared.startswith(WIDE) and declared not in ARABIC_SINGLE:
        return data.decode(declared, "replace")
    return data.decode(_by_letters(sample, declared), "replace")


def _by_letters(sample: bytes, declared: str | None) -> str:
    """Tell windows-1256 from ISO 8859-6 and western pages by the pair «ال»; the label decides where it does not occur."""
    cp1256, iso = sample.count(b"\xc7\xe1"), sample.count(b"\xc7\xe4")
    if max(cp1256, iso) >= 2:
        return ARABIC_SINGLE[iso > 2 * cp1256]
    if declared in ARABIC_SINGLE:
        return declared
    return "cp1256" if cp1256 or RUN.search(sample) else "cp1252"


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte is zero (markup, Latin) or 6 (Arabic), and some are zero."""
    head = data[:2000]
    if not head.count(0) or len(head) < 8:
        return None
    even, odd = (half.count(0) + half.count(6) for half in (head[0::2], head[1::2]))
    if max(even, odd) * 5 < len(head) * 2 or max(even, odd) < 4 * min(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes, content_type: str | None) -> str | None:
    """Return Python's name of the charset of the header or else of the page, where there is such a codec for text."""
    labels = CHARSET.findall((content_type or "").encode("ascii", "ignore")[:500])
    labels += CHARSET.findall(data[:4096]) + DECLARED_XML.findall(data[:300])
    for label in labels[:4]:
        try:
            codec = codecs.lookup(label.decode("ascii"))
            b"a".decode(codec.name)
        except (LookupError, UnicodeError, ValueError):
            continue
        return codec.name
    return None
