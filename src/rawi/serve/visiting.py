"""A page asked for inside this process, without a socket. Comes in: the application, a path. Goes out: the status that it answered.

So a server asks itself for one page of each kind before its first reader does: templates, calendars and word lists are loaded then.
"""

from typing import Any

from starlette.types import ASGIApp


async def visit(app: ASGIApp, path: str, host: str = "127.0.0.1") -> int:
    """Ask an application for a page.

    Args:
        app: what `rawi.serve.app.create` made.
        path: an address of ours, as it is written in a link: escaped, with its query.
        host: the name under which it is asked.

    Returns:
        The status; 0 where there was no answer.
    """
    where, _, query = path.partition("?")
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = int(message["status"])

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": where,
        "raw_path": where.encode("ascii", "replace"),
        "root_path": "",
        "query_string": query.encode("ascii", "replace"),
        "headers": [(b"host", host.encode("ascii", "replace"))],
        "server": (host, 80),
        "client": (host, 0),
    }
    await app(scope, receive, send)
    return status
