"""The API over HTTP. Comes in: what is served, requests. Goes out: routes; answers and failures as JSON."""

from collections.abc import Awaitable, Callable

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rawi.errors import NotFoundError
from rawi.model import Record
from rawi.serve.answers import answer
from rawi.serve.api.asked import BadRequestError
from rawi.serve.api.openapi import document
from rawi.serve.api.operations import OPERATIONS, ROOT, Operation
from rawi.serve.api.shapes import Failure
from rawi.serve.pages.trace import BODY_LIMIT
from rawi.serve.site import Asked, Site, ask

JSON = "application/json; charset=utf-8"
ABOVE = "/api"


def routes(site: Site) -> list[Route]:
    """Return the routes of the API and of its document."""
    return [
        Route(f"{ABOVE}/openapi.json", _document, methods=["GET"]),
        *(Route(ROOT + one.path, _endpoint(site, one), methods=["POST" if one.takes else "GET"]) for one in OPERATIONS),
    ]


def mine(path: str) -> bool:
    """Say whether an address is one of the API's, so that a failure there is told in JSON."""
    return path == ABOVE or path.startswith(f"{ABOVE}/")


def failure(asked: Asked, what: str, status: int, *, about: str | None = None) -> Response:
    """Answer with what went wrong; `what` is a key of the messages, `about` the parameter that it is about."""
    # What a page calls a page that is not there is for a program something that is not in the archive.
    title = asked.words.say("error.nothing") if what == "not_found" else asked.words.text(f"error.{what}_title")
    said = asked.words.say("error.parameter", name=about) if about else title
    body = msgspec.json.encode(Failure(what, said))
    return Response(body, status, headers={"Content-Type": JSON, "Cache-Control": "no-store", "Vary": "Accept-Language"})


async def _document(request: Request) -> Response:
    return answer(request, document(), kind=JSON)


def _endpoint(site: Site, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    """Answer an operation in a thread, as it reads the disk."""

    async def endpoint(request: Request) -> Response:
        asked = ask(site, request)
        given: object = dict(request.query_params)
        if operation.takes:
            body = await _body(request)
            if body is None:
                return failure(asked, "too_large", 413)
            try:
                given = msgspec.json.decode(body, type=operation.takes)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                return failure(asked, "bad_request", 400)
        try:
            found: Record = await run_in_threadpool(operation.answer, site.archive, request.path_params, given)
        except NotFoundError:
            return failure(asked, "not_found", 404)
        except BadRequestError as error:
            return failure(asked, "bad_request", 400, about=error.name)
        return answer(request, msgspec.json.encode(found), kind=JSON)

    return endpoint


async def _body(request: Request) -> bytes | None:
    """Read what was posted; None where it is more than any question has."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    return body
