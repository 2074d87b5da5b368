"""One request and its answer, within all bounds. Comes in: a session and an address. Goes out: what came back, or a refusal in words.

This is where exceptions of the network become values: whatever a server does, the caller gets a `Refused` that names the host.
"""

import asyncio
import ssl
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time

import aiohttp
import yarl

from rawi.errors import Reason
from rawi.gather.guard import ForbiddenAddressError
from rawi.gather.inflate import UnpackError, unpack
from rawi.gather.limits import Limits
from rawi.model import Record, Refused

# Kinds of content that hold no text of ours; their bodies are not read.
NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/vnd.", "application/msword")

# How aiohttp says that headers passed their bounds.
TOO_MUCH = ("too many", "too long", "more than")


class Answer(Record, frozen=True):
    """What one exchange brought: the body is unpacked; `cookies` are those that it set, for further hops of the same host."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: dict[str, str]


async def exchange(
    session: aiohttp.ClientSession, url: str, headers: Mapping[str, str], limits: Limits, *, cut: int | None = None
) -> Answer | Refused:
    """Ask once, follow nothing. `cut` is for files of which only the beginning counts: a longer body is cut there, not refused."""
    name = yarl.URL(url, encoded=True).host or url
    try:
        async with asyncio.timeout(limits.total):
            request = session.get(yarl.URL(url, encoded=True), headers=headers, allow_redirects=False)
            async with request as response:
                return await _answer(response, url, name, limits, cut)
    except UnpackError as error:
        return Refused(url, error.reason, f"The answer of {name} {error}.")
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        return _explain(error, url, name, limits)


async def _answer(response: aiohttp.ClientResponse, url: str, name: str, limits: Limits, cut: int | None) -> Answer | Refused:
    """Read an answer as far as it is of use."""
    headers: dict[str, str] = {}
    for key, value in response.headers.items():
        key = key.lower()  # noqa: PLW2901 - names of headers have no case
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    headers.pop("set-cookie", None)
    cookies = {cookie.key: cookie.value for cookie in response.cookies.values()}
    kind = headers.get("content-type", "").lower()
    if response.status < 300 and kind.startswith(NO_TEXT):
        response.close()
        return Refused(url, Reason.NOT_HTML, f"{name} sent {kind.partition(';')[0]}, which is no page of text.")
    if not 200 <= response.status < 300:
        response.close()
        return Answer(response.status, headers, b"", cookies)
    body = await _body(response, url, name, limits, cut)
    if isinstance(body, Refused):
        response.close()
        return body
    if packing := headers.get("content-encoding"):
        body = unpack(body, packing, bound=limits.decoded)
    return Answer(response.status, headers, body[:cut] if cut else body, cookies)


async def _body(response: aiohttp.ClientResponse, url: str, name: str, limits: Limits, cut: int | None) -> bytes | Refused:
    """Read the bytes as they come, and stop where they are too many or too slow."""
    too_large = Refused(url, Reason.TOO_LARGE, f"The answer of {name} is larger than {limits.body / 1_000_000:.0f} MB.")
    # A file of which the beginning counts is read whole if it is packed: half a gzip stream cannot be unpacked.
    cut = None if response.headers.get("Content-Encoding") else cut
    if cut is None and (response.content_length or 0) > limits.body:
        return too_large
    clock = asyncio.get_running_loop().time
    started, found = clock(), bytearray()
    async for chunk in response.content.iter_any():
        found += chunk
        if cut is not None and len(found) >= cut:
            response.close()
            return bytes(found[:cut])
        if len(found) > limits.body:
            return too_large
        passed = clock() - started
        if passed > limits.grace and len(found) < limits.rate * passed:
            return Refused(url, Reason.TIMEOUT, f"{name} answers too slowly: {len(found)} bytes in {passed:.0f} s.")
    return bytes(found)


def _explain(error: Exception, url: str, name: str, limits: Limits) -> Refused:
    """Put an error of the network into words."""
    if isinstance(error, TimeoutError):
        return Refused(url, Reason.TIMEOUT, f"{name} did not answer in time (at most {limits.total:g} s).")
    inner = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(inner, ForbiddenAddressError):
        return Refused(url, Reason.FORBIDDEN_ADDRESS, f"{name} leads to an address that is not of the public internet: {inner}.")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        why = error.certificate_error
        message = why.verify_message if isinstance(why, ssl.SSLCertVerificationError) else str(why)
        return Refused(url, Reason.UNREACHABLE, f"The certificate of {name} is not valid: {message}.")
    if isinstance(error, aiohttp.ClientSSLError):
        return Refused(url, Reason.UNREACHABLE, f"No secure connection to {name} could be made.")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Refused(url, Reason.UNREACHABLE, f"There is no host {name}, or no network to ask for it.")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Refused(url, Reason.UNREACHABLE, f"{name} cannot be reached: {error.os_error.strerror or error.os_error}.")
    if isinstance(error, aiohttp.ClientResponseError):
        if any(sign in error.message.lower() for sign in TOO_MUCH):
            return Refused(url, Reason.TOO_LARGE, f"{name} sent more headers than any page needs.")
        return Refused(url, Reason.UNREADABLE, f"{name} does not answer in proper HTTP.")
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return Refused(url, Reason.BAD_ADDRESS, f"{url!r} is not an address that can be asked for.")
    return Refused(url, Reason.UNREACHABLE, f"The connection to {name} broke off.")


def retry_after(headers: Mapping[str, str], *, otherwise: float) -> float:
    """Return for how many seconds a host wants to be left alone, from a Retry-After header in either of its two forms."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return parsedate_to_datetime(value).timestamp() - time()
    except (ValueError, TypeError, OverflowError):
        return otherwise
