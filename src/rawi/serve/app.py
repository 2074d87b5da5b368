"""The web application. Comes in: an archive, settings, what gathering reports. Goes out: a Starlette application.

Each route gathers the records of its page (`pages/`), fills in a template (`render`) or writes a feed (`feeds/`). All of it reads:
there is no route that changes anything. The one that is posted to takes a text that is too long for an address.
"""

import datetime as dt
import functools
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from rawi.carry.prov import prov_json
from rawi.errors import NotFoundError
from rawi.extract.decode import decode
from rawi.found import SearchResult
from rawi.model import Stored
from rawi.serve import feeds, metrics, paths, security
from rawi.serve.answers import answer
from rawi.serve.api import routes as api
from rawi.serve.assets import Assets
from rawi.serve.feeds.feed import Feed, FeedItem, feed_item, story_item, uid, updated
from rawi.serve.foreign import plain
from rawi.serve.inert import inert
from rawi.serve.jsonld import article_jsonld
from rawi.serve.pages import article as articles
from rawi.serve.pages import compare as comparing
from rawi.serve.pages import family as families
from rawi.serve.pages import front as fronts
from rawi.serve.pages import outlet as outlets
from rawi.serve.pages import search as searches
from rawi.serve.pages import story as stories
from rawi.serve.pages import tag as tags
from rawi.serve.pages import trace as tracing
from rawi.serve.pages.kept import kept
from rawi.serve.paths import FeedKind
from rawi.serve.remembered import Remembered
from rawi.serve.render import HTML, Speech, page
from rawi.serve.site import Asked, Changes, Live, Site, ask
from rawi.settings import Settings

if TYPE_CHECKING:
    from rawi.archive import Archive

Handler = Callable[[Site, Asked], Response]
# Feeds are read by programs, which may look once a day.
FEED_ITEMS = 50


def create(
    archive: "Archive", *, settings: Settings, live: Live | None = None, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
) -> Starlette:
    """Make the application that serves an archive.

    Args:
        archive: what is served; it is only read.
        settings: language, digits, month names, time zone, and the host that requests may name besides loopback's names.
        live: the tally of the gathering that runs beside it, or None where nothing gathers.
        now: the clock.
    """
    site = Site(archive=archive, settings=settings, live=live, now=now, assets=Assets(), changes=Changes(), views=Remembered())

    def route(path: str, handler: Handler) -> Route:
        return Route(path, _endpoint(site, handler), methods=["GET"])

    routes = [
        route("/", _front),
        *(route(f"/.{kind}", functools.partial(_front_feed, kind=kind)) for kind in paths.FEEDS),
        route("/latest", _latest),
        *(route(f"/latest.{kind}", functools.partial(_latest_feed, kind=kind)) for kind in paths.FEEDS),
        route("/s/{id}", _story),
        route("/a/{id}", _article),
        route("/a/{id}/prov.json", _prov),
        route("/a/{id}/page", _kept),
        route("/a/{id}/page/raw", _raw),
        route("/a/{id}/family", _family),
        route("/a/{id}/with/{other}", _compare),
        route("/o", _outlets),
        route("/o/{name:path}", _outlet),
        route("/t/{name:path}", _tag),
        route("/search", _search),
        route("/search/suggest", _suggest),
        *(route(f"/search.{kind}", functools.partial(_search_feed, kind=kind)) for kind in paths.FEEDS),
        route("/trace", _trace),
        Route("/trace", functools.partial(_trace_posted, site), methods=["POST"]),
        *api.routes(site),
        route("/about", _about),
        route("/healthz", _health),
        route("/metrics", _metrics),
        route("/robots.txt", _robots),
        Route("/static/{digest}/{name:path}", site.assets.answer, methods=["GET"]),
    ]
    refuse = functools.partial(_refuse, site)
    guard = Middleware(security.Guard, hosts=[settings.host], refuse=refuse)
    return Starlette(routes=routes, middleware=[guard], exception_handlers={HTTPException: _http_error(site), Exception: _fault(site)})


def _endpoint(site: Site, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Run a handler in a thread, as it reads the disk, with its request read."""

    async def endpoint(request: Request) -> Response:
        asked = ask(site, request)
        try:
            return await run_in_threadpool(handler, site, asked)
        except NotFoundError:
            return error(site, asked, "not_found", 404)

    return endpoint


# ---------------------------------------------------------------- pages


def _front(site: Site, asked: Asked) -> Response:
    view = _front_view(site, asked)
    return page(site, asked, "front.html", view=view, spans=fronts.SPANS)


def _front_view(site: Site, asked: Asked) -> fronts.Front:
    query = asked.request.query_params
    chosen, number = fronts.choice(query), fronts.page_number(query.get("page"))
    state = fronts.fresh(site.archive, site.live)
    minute = asked.now.replace(second=0, microsecond=0)

    def order() -> fronts.Order:
        return fronts.order(site.archive, chosen, number, minute)

    made = site.views.get((chosen, number, minute), site.archive.status().sequence, order)
    return fronts.front(made, state, fronts.emptiness(state, site.live))


def _latest(site: Site, asked: Asked) -> Response:
    view = fronts.latest(site.archive, asked.request.query_params.get("before"), site.live)
    return page(site, asked, "latest.html", view=view)


def _story(site: Site, asked: Asked) -> Response:
    name, kind = paths.split_feed(str(asked.request.path_params["id"]))
    found = site.archive.story(name)
    if found is None:
        return error(site, asked, "not_found", 404)
    if found.id != name:  # it was merged, or the name is that of one of its articles
        return RedirectResponse(asked.to(paths.feed(paths.story(found.key), kind) if kind else paths.story(found.key)), status_code=302)
    if kind:
        held = site.archive.store.get([member.key for member in found.members[-FEED_ITEMS:]])
        title = asked.words.say("event.feed", headline=plain(found.headline))
        return _feed(site, asked, kind, title, paths.story(found.key), list(held.values())[::-1])
    view = site.views.get(found, site.archive.status().sequence, lambda: stories.story(site.archive, found))
    return page(site, asked, "story.html", view=view)


def _found(site: Site, asked: Asked) -> Stored:
    """Return the article that the address names.

    Raises:
        NotFoundError: there is none.
    """
    name = str(asked.request.path_params["id"])
    stored = articles.find(site.archive, name)
    if stored is None:
        raise NotFoundError("No such article.", about=name)
    return stored


def _article(site: Site, asked: Asked) -> Response:
    name, kind = paths.split_feed(str(asked.request.path_params["id"]))
    # An id that somebody gave may end like a feed's name.
    if kind and articles.find(site.archive, f"{name}.{kind}") is None:
        return _article_feed(site, asked, name, kind)
    stored = _found(site, asked)
    view = articles.article(site.archive, stored, asked.words.text("chain.unnamed"))
    return page(site, asked, "article.html", view=view, jsonld=_jsonld(site, asked, stored))


def _family(site: Site, asked: Asked) -> Response:
    stored = _found(site, asked)
    return page(site, asked, "family.html", view=families.family(site.archive, stored, site.archive.family(stored.key)))


def _compare(site: Site, asked: Asked) -> Response:
    stored = _found(site, asked)
    other = articles.find(site.archive, str(asked.request.path_params["other"]))
    if other is None or other.key == stored.key:
        return error(site, asked, "not_found", 404)
    return page(site, asked, "compare.html", view=comparing.compare(site.archive, stored, other))


def _jsonld(site: Site, asked: Asked, stored: Stored) -> str:
    def address_of(name: str) -> str | None:
        held = site.archive.article(name)
        return held.article.url if held else None

    facts, outlet = site.archive.sourced(stored), site.archive.outlet(stored.article.outlet)
    return article_jsonld(stored, facts, outlet, asked.absolute(paths.article(stored.key)), address_of=address_of)


def _prov(site: Site, asked: Asked) -> Response:
    return answer(asked.request, prov_json(site.archive, _found(site, asked)), kind="application/json; charset=utf-8")


def _kept(site: Site, asked: Asked) -> Response:
    stored = _found(site, asked)
    held = articles.kept_page(site.archive, stored)
    return page(site, asked, "kept.html", view=kept(stored, held[0])) if held else error(site, asked, "not_found", 404)


def _raw(site: Site, asked: Asked) -> Response:
    held = articles.kept_page(site.archive, _found(site, asked))
    if not held:
        return error(site, asked, "not_found", 404)
    copy = inert(decode(held[1], held[0].content_type))
    headers = {"Content-Security-Policy": security.INERT_POLICY}
    return answer(asked.request, copy.encode("utf-8", "replace"), kind=HTML, headers=headers)


def _outlets(site: Site, asked: Asked) -> Response:
    return page(site, asked, "outlets.html", view=outlets.outlets(site.archive))


def _outlet(site: Site, asked: Asked) -> Response:
    name, kind = paths.split_feed(str(asked.request.path_params["name"]))
    view = outlets.outlet(site.archive, name, asked.request.query_params.get("before"))
    if view is None:
        return error(site, asked, "not_found", 404)
    if not kind:
        return page(site, asked, "outlet.html", view=view)
    title = asked.words.say("outlets.outlet_title", outlet=plain(Speech(asked.words, asked.now).named(view.outlet)))
    return _feed(site, asked, kind, title, view.path, view.listing.stored)


def _tag(site: Site, asked: Asked) -> Response:
    name, kind = paths.split_feed(str(asked.request.path_params["name"]))
    view = tags.tag(site.archive, name, asked.request.query_params.get("before"))
    if view is None:
        return error(site, asked, "not_found", 404)
    if not kind:
        return page(site, asked, "tag.html", view=view)
    return _feed(site, asked, kind, asked.words.say("tags.title", tag=plain(name)), view.path, view.listing.stored)


def _search(site: Site, asked: Asked) -> Response:
    query = asked.request.query_params
    number = searches.page_number(query.get("page"))
    view = searches.search(site.archive, query.get("q", ""), number, searches.read_how(query), asked.words)
    return page(site, asked, "search.html", view=view)


def _suggest(site: Site, asked: Asked) -> Response:
    """Answer with what the reader may be typing, for the script of the search field; a longer text than a query has none."""
    typed = asked.request.query_params.get("q", "")
    found = site.archive.suggest(typed) if len(typed) <= searches.QUERY_LIMIT else []
    return answer(asked.request, msgspec.json.encode({"suggestions": found}), kind="application/json; charset=utf-8")


def _trace(site: Site, asked: Asked) -> Response:
    return page(site, asked, "trace.html", view=tracing.trace(site.archive, asked.request.query_params.get("text", "")))


async def _trace_posted(site: Site, request: Request) -> Response:
    """Answer a text that was sent; a short one is moved to an address of its own, which can be kept and passed on."""
    asked = ask(site, request)
    text = await tracing.posted_text(request)
    if text is None:
        return error(site, asked, "too_large", 413)
    if len(text) <= tracing.IN_ADDRESS:
        return RedirectResponse(asked.to("/trace", text=text), status_code=303)
    view = await run_in_threadpool(tracing.trace, site.archive, text)
    answered = page(site, asked, "trace.html", view=view)
    answered.headers["Cache-Control"] = "no-store"
    return answered


def _about(site: Site, asked: Asked) -> Response:
    return page(site, asked, "about.html", view=fronts.fresh(site.archive, site.live))


# ---------------------------------------------------------------- feeds


def _front_feed(site: Site, asked: Asked, *, kind: FeedKind) -> Response:
    """Answer with the events as a feed: one item for each, which changes as the event does."""
    view = _front_view(site, asked)
    items = tuple(story_item(site.archive, story, asked.absolute, asked.words) for story in view.stories)
    return _feed_of(site, asked, kind, asked.words.say("front.title"), "/", items)


def _latest_feed(site: Site, asked: Asked, *, kind: FeedKind) -> Response:
    return _feed(site, asked, kind, asked.words.say("latest.title"), "/latest", site.archive.newest(FEED_ITEMS))


def _article_feed(site: Site, asked: Asked, name: str, kind: FeedKind) -> Response:
    """Answer with one article as a feed, which changes as the article does."""
    stored = articles.find(site.archive, name)
    if stored is None:
        return error(site, asked, "not_found", 404)
    return _feed(site, asked, kind, plain(stored.article.title) or asked.words.say("list.untitled"), paths.article(stored.key), [stored])


def _search_feed(site: Site, asked: Asked, *, kind: FeedKind) -> Response:
    query = asked.request.query_params
    view = searches.feed(site.archive, query.get("q", ""), searches.read_how(query), FEED_ITEMS)
    title = asked.words.say("search.feed", query=plain(view.query))
    return _feed(site, asked, kind, title, view.path, view.stored, found=view.result)


def _feed(
    site: Site, asked: Asked, kind: FeedKind, title: str, path: str, stored: Sequence[Stored], *, found: SearchResult | None = None
) -> Response:
    """Answer with a list of articles as a feed; `found` is the search that it is of."""
    untitled = asked.words.say("list.untitled")
    items = tuple(feed_item(site.archive, one, asked.absolute, untitled) for one in stored)
    return _feed_of(site, asked, kind, title, path, items, found=found)


def _feed_of(
    site: Site, asked: Asked, kind: FeedKind, title: str, path: str, items: tuple[FeedItem, ...], *, found: SearchResult | None = None
) -> Response:
    """Answer with a feed."""
    changed = site.changes.at(site.archive.status().sequence, asked.now)
    made = Feed(
        title=asked.words.say("site.title", page=title),
        description=asked.words.say("site.description"),
        language=asked.words.language,
        url=asked.absolute(path),
        self_url=asked.absolute(paths.feed(path, kind)),
        uid=uid(path),
        updated=updated(items),
        items=items,
        found=found,
    )
    return answer(asked.request, feeds.WRITERS[kind](made), kind=f"{paths.FEEDS[kind]}; charset=utf-8", changed=changed)


# ---------------------------------------------------------------- the rest


def _health(site: Site, _asked: Asked) -> Response:
    status = site.archive.status()
    return JSONResponse({"ok": True, "articles": status.articles, "sequence": status.sequence}, headers={"Cache-Control": "no-store"})


def _metrics(site: Site, _asked: Asked) -> Response:
    text = metrics.written(metrics.metrics(site.archive.status(), site.archive.refusals(), site.live))
    return Response(text, headers={"Content-Type": metrics.TEXT, "Cache-Control": "no-store"})


def _robots(_site: Site, _asked: Asked) -> Response:
    """Answer robots: what stands here is other people's news, and belongs in no search engine under this address."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def error(site: Site, asked: Asked, what: str, status: int) -> Response:
    """Answer with a page that says in words what went wrong, a program with JSON; `what` is a key of the messages."""
    if api.mine(asked.request.url.path):
        return api.failure(asked, what, status)
    return page(site, asked, "error.html", status=status, what=what)


def _refuse(site: Site, request: Request, what: str, status: int) -> Response:
    return error(site, ask(site, request), what, status)


def _http_error(site: Site) -> Callable[[Request, Exception], Response]:
    def handler(request: Request, raised: Exception) -> Response:
        status = raised.status_code if isinstance(raised, HTTPException) else 500
        what = {404: "not_found", 405: "method"}.get(status, "bad_request")
        answered = error(site, ask(site, request), what, status)
        if isinstance(raised, HTTPException):
            answered.headers.update(raised.headers or {})
        return answered

    return handler


def _fault(site: Site) -> Callable[[Request, Exception], Response]:
    """Answer a bug or a fault of the machine with a page in words; the server logs the exception, which never reaches the page."""

    def handler(request: Request, _raised: Exception) -> Response:
        answered = error(site, ask(site, request), "fault", 500)
        security.add_headers(answered.headers)
        return answered

    return handler
