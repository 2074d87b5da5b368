"""Answers over HTTP. Comes in: a body. Goes out: a response that a client which holds it already need not load again."""

import email.utils
import hashlib

from starlette.requests import Request
from starlette.responses import Response


def answer(request: Request, body: bytes, *, kind: str, changed: int | None = None, headers: dict[str, str] | None = None) -> Response:
    """Return a body with ETag and, where it is known when it `changed` (seconds since 1970), Last-Modified; or 304.

    As RFC 9110 has it, If-Modified-Since counts only where If-None-Match is not sent. The tag is weak: a proxy may compress.
    """
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    sent = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Language", **(headers or {})}
    if changed is not None:
        sent["Last-Modified"] = email.utils.formatdate(changed, usegmt=True)
    if _held(request, tag, changed):
        return Response(status_code=304, headers=sent)
    return Response(body, headers={**sent, "Content-Type": kind})


def _held(request: Request, tag: str, changed: int | None) -> bool:
    """Say whether the client holds this very body."""
    if (tags := request.headers.get("if-none-match")) is not None:
        return any(one.strip() in {"*", tag, tag.removeprefix("W/")} for one in tags.split(","))
    since = request.headers.get("if-modified-since")
    if since is None or changed is None:
        return False
    try:
        return email.utils.parsedate_to_datetime(since).timestamp() >= changed
    except (ValueError, OverflowError, TypeError):
        return False
