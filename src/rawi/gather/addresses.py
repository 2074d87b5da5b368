"""One spelling for each address. Comes in: an address as a feed, a page or a file wrote it. Goes out: its canonical form, or None.

The canonical form is a name, made to be compared and hashed; what is shown and fetched is the address as its source wrote it.

- The scheme is folded to https: no outlet serves two articles under http and https of one address, and archives of ten years
  hold both. The address that is shown keeps its own scheme.
- Host in lower case and ASCII, without a default port or a final dot; `www.` stays, for there are hosts that differ by it.
- Percent-encoding in ASCII with capital hex digits: raw Arabic, %d8 and %D8 are one form. ASCII because it is valid in every
  header, feed and database as it stands; letters, digits and -._~ are never encoded (RFC 3986, 6.2.2).
- `.`, `..` and doubled slashes are resolved. A slash at the end stays as it is: only the server knows whether it matters, and its
  redirect becomes an alias. So do AMP and mobile spellings, which only rel=canonical can tell.
- The fragment goes, and known trackers go; all other parameters stay in their order.

    >>> canonical("HTTP://Okaz.com.sa:80/news//local/../1/عاجل?utm_source=x&id=7#top")
    'https://okaz.com.sa/news/1/%D8%B9%D8%A7%D8%AC%D9%84?id=7'
"""

import re
import sys

import ada_url

from rawi.gather.trackers import is_tracker

# Longer than any address of an article: ten times the longest percent-encoded Arabic headline that we saw.
LONGEST = 8_192
# A percent triplet that is not in its one spelling: a small hex digit, or an unreserved character that needs no encoding.
TRIPLET = re.compile("%([0-9A-Fa-f][a-f]|[a-f][0-9A-F]|2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])")
SLASHES = re.compile(r"(?<!:)/{2,}")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
DEFAULT_PORTS = (":80", ":443")
# Second labels under which countries register names («com.sa»), so that a site's own name is the label before.
REGISTRIES = frozenset({"ac", "co", "com", "edu", "gov", "info", "mil", "net", "org", "press"})


def _decoded(match: re.Match[str]) -> str:
    """Return the one spelling of a percent triplet."""
    letter = chr(int(match[1], 16))
    return letter if letter in UNRESERVED else match[0].upper()


def _query(query: str) -> str:
    """Return a query without trackers and empty parts."""
    return "&".join(part for part in query.split("&") if part and not is_tracker(part.partition("=")[0].lower()))


def _whole(url: str) -> str | None:
    """Return the address as a browser would read it, or None where it is none of the web."""
    if not url or len(url) > LONGEST:
        return None
    try:
        href: str = ada_url.normalize_url(url)
    except (ValueError, UnicodeError):
        return None
    return href if href.startswith(("https://", "http://")) else None


def canonical(url: str) -> str | None:
    """Return the canonical form of an address, or None where it is no http or https address without credentials.

    The result is ASCII, begins with https:// and is its own canonical form.
    """
    href = _whole(url)
    if href is None:
        return None
    scheme, _, rest = href.partition("://")
    rest, _, _ = rest.partition("#")
    before, _, query = rest.partition("?")
    authority, _, path = before.partition("/")
    if scheme == "http" and authority.endswith(DEFAULT_PORTS[1]):
        authority = authority[: -len(DEFAULT_PORTS[1])]
    elif scheme == "https" and authority.endswith(DEFAULT_PORTS[0]):
        authority = authority[: -len(DEFAULT_PORTS[0])]
    if authority.endswith("."):
        authority = authority.rstrip(".")
    if not authority or "@" in authority:
        return None
    path = "/" + path
    if "//" in path:
        path = SLASHES.sub("/", path)
    if "%" in path:
        path = TRIPLET.sub(_decoded, path)
    if not query:
        return f"https://{authority}{path}"
    query = _query(TRIPLET.sub(_decoded, query) if "%" in query else query)
    return f"https://{authority}{path}?{query}" if query else f"https://{authority}{path}"


def absolute(url: str, base: str) -> str | None:
    """Return an address that may be relative to `base` as a whole http or https address, else None. Nothing is taken away."""
    if not url or len(url) > LONGEST:
        return None
    try:
        return _whole(ada_url.join_url(base, url) if base else url)
    except (ValueError, UnicodeError):
        return None


def host(url: str) -> str | None:
    """Return the host of an address in lower case and ASCII, without its port; None where `url` is no web address."""
    href = _whole(url)
    if href is None:
        return None
    authority = re.split("[/?#]", href.partition("://")[2], maxsplit=1)[0].rpartition("@")[2]
    if authority.startswith("["):
        return authority.partition("]")[0] + "]"
    return authority.partition(":")[0].rstrip(".") or None


def site(name: str) -> str:
    """Return the part of a host name that its owner registered, by shape: the last two labels, three under «com.sa»."""
    labels = name.split(".")
    size = 3 if len(labels) > 2 and labels[-2] in REGISTRIES and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one site: the same registered name, whatever stands before it."""
    first, second = host(one), host(other)
    if first is None or second is None:
        return False
    if first.startswith("[") or first.replace(".", "").isdigit():
        return first == second
    return site(first) == site(second)


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        print(canonical(asked))  # noqa: T201 - the module can be run to show itself
