import asyncio
import contextlib
import time

import pytest
from aiohttp import web

from gather.feeds import item, rss
from rawi.errors import Reason, StorageFullError
from rawi.gather import schedule
from rawi.gather.addresses import canonical
from rawi.gather.client import Client
from rawi.gather.guard import Allowance
from rawi.gather.limits import Limits
from rawi.gather.schedule import Rhythm, gather
from rawi.gather.tally import Tally
from rawi.model import Endpoint, Outlet

FAST = Limits(pause=0.0, total=0.6, connect=0.4, idle=0.4, robots_retry=0.1)
PAGE = "<html><body><article><p>نص الخبر</p></article></body></html>"
INDEX = "<sitemapindex><sitemap><loc>/news.xml</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>"
URLSET = "<urlset><url><loc>/s/1</loc></url><url><loc>/s/2</loc></url></urlset>"


def day(number):
    return f"Thu, {number:02d} Mar 2025 10:00:00 +0300"


class World:
    """Invented outlets on one loopback server, told apart by host. `feeds` are bytes by host and path; `broken` hosts hang."""

    def __init__(self):
        self.feeds, self.asked, self.fails, self.etags = {}, [], {}, True

    async def answer(self, request):
        place = (request.host, request.path)
        self.asked.append(place)
        if place in self.fails:
            what = self.fails[place]
            if what == "hang":
                await asyncio.sleep(5)
            elif what == "reset":
                request.transport.abort()
            return web.Response(status=what if isinstance(what, int) else 500)
        if request.path == "/robots.txt":
            return web.Response(status=404)
        if place in self.feeds:
            body = self.feeds[place]
            tag = f'"{hash(body)}"'
            if self.etags and request.headers.get("If-None-Match") == tag:
                return web.Response(status=304)
            return web.Response(body=body, headers={"ETag": tag, "Content-Type": "text/xml"})
        return web.Response(text=PAGE, content_type="text/html")

    def pages(self, host):
        return [path for name, path in self.asked if name == host and path != "/robots.txt" and (name, path) not in self.feeds]

    def visits(self, host, path="/rss"):
        return self.asked.count((host, path))


@contextlib.asynccontextmanager
async def running(world, hosts, limits=FAST):
    app = web.Application()
    app.router.add_route("GET", "/{path:.*}", world.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    try:
        async with Client(limits=limits, allowance=Allowance(dict.fromkeys(hosts, ("127.0.0.1", port)))) as client:
            yield client
    finally:
        await runner.cleanup()


async def until(condition):
    while not condition():  # noqa: ASYNC110 - what is waited for happens in the server, which knows nothing of events
        await asyncio.sleep(0.01)


def outlet(slug, *paths, kind="rss"):
    paths = paths or ("/rss",)
    return Outlet(
        slug, slug, timezone="Asia/Amman", endpoints=tuple(Endpoint(slug, f"http://{slug}.example{path}", kind) for path in paths)
    )


def feed(slug, *numbers, dated=True):
    return rss(*(item(link=f"http://{slug}.example/{number}", guid=str(number), date=day(number) if dated else "") for number in numbers))


class Taken:
    """Stands for the archive: it knows what it was given."""

    def __init__(self, known=(), fail=None):
        self.pages, self._known, self.fail = [], set(known), fail

    def known(self, key):
        assert canonical(key) == key
        return key in self._known

    async def emit(self, outlet, entry, page):
        if self.fail:
            raise self.fail
        self._known.add(canonical(entry.url))
        self.pages.append((outlet.slug, entry.url.rpartition("/")[2], page))


def once(world, outlets, *, taken=None, rhythm=None, learnt=None, times=1):
    taken, tally = taken or Taken(), Tally()

    async def run():
        async with running(world, [f"{one.slug}.example" for one in outlets]) as client:
            for _ in range(times):
                await gather(outlets, client, known=taken.known, emit=taken.emit, tally=tally, once=True, rhythm=rhythm, learnt=learnt)

    asyncio.run(run())
    return taken, tally


def test_pages_come_newest_first_and_undated_ones_last():
    world = World()
    world.feeds[("barq.example", "/rss")] = rss(
        *(item(link=f"http://barq.example/{n}", date=date) for n, date in ((1, day(3)), (2, ""), (3, day(9)), (4, day(6))))
    )
    taken, tally = once(world, [outlet("barq")])
    assert [number for _, number, _ in taken.pages] == ["3", "4", "1", "2"]
    assert (tally.pages, tally.feeds, tally.reached, tally.queue, tally.unreachable) == (4, 1, {"barq"}, 0, {})
    page = taken.pages[0][2]
    assert (page.body.decode(), page.content_type, page.url) == (PAGE, "text/html; charset=utf-8", "http://barq.example/3")
    assert page.fetched_at


def test_what_is_known_is_not_fetched_nor_what_stands_in_two_feeds_twice():
    world = World()
    world.feeds[("barq.example", "/rss")] = feed("barq", 1, 2, 3)
    world.feeds[("barq.example", "/sport")] = feed("barq", 2, 3, 4)
    taken, _ = once(world, [outlet("barq", "/rss", "/sport")], taken=Taken(known=["https://barq.example/1"]))
    assert sorted(number for _, number, _ in taken.pages) == ["2", "3", "4"]
    assert sorted(world.pages("barq.example")) == ["/2", "/3", "/4"]


def test_each_kind_of_endpoint():
    world = World()
    world.feeds[("barq.example", "/sitemap.xml")] = INDEX.encode()
    world.feeds[("barq.example", "/news.xml")] = URLSET.encode()
    world.feeds[("sada.example", "/")] = (
        "<html><body><a href='/news/1234567'>مجلس المدينة يقر موازنة الطرق للعام</a></body></html>".encode()
    )
    taken, tally = once(world, [outlet("barq", "/sitemap.xml", kind="sitemap"), outlet("sada", "/", kind="frontpage")])
    assert sorted((slug, number) for slug, number, _ in taken.pages) == [("barq", "1"), ("barq", "2"), ("sada", "1234567")]
    assert tally.reached == {"barq", "sada"}


def test_one_outlets_failure_stays_its_own():
    world = World()
    names = ["good", "hangs", "resets", "errs", "html", "noise"]
    world.feeds[("good.example", "/rss")] = feed("good", 1, 2)
    world.feeds[("html.example", "/rss")] = b"<html><body>gone</body></html>"
    world.feeds[("noise.example", "/rss")] = bytes(range(256)) * 40
    world.fails = {
        ("hangs.example", "/rss"): "hang",
        ("resets.example", "/rss"): "reset",
        ("errs.example", "/rss"): 500,
        ("good.example", "/1"): 404,
    }
    taken, tally = once(world, [outlet(name) for name in names])
    assert [number for _, number, _ in taken.pages] == ["2"]
    assert tally.reached == {"good"}
    assert set(tally.unreachable) == set(names) - {"good"}
    assert tally.refused == {"timeout": 1, "unreachable": 1, "http_status": 2, "bad_feed": 2}
    assert "hangs.example" in tally.unreachable["hangs"].detail
    assert not tally.nothing_reachable


def test_a_fault_of_ours_with_one_feed_is_counted_and_stays_there(monkeypatch):
    world = World()
    for name in ("good", "bad"):
        world.feeds[(f"{name}.example", "/rss")] = feed(name, 1)
    true = schedule.visit

    async def visit(outlet, endpoint, client, now):
        if outlet.slug == "bad":
            raise ZeroDivisionError("a bug")
        return await true(outlet, endpoint, client, now)

    monkeypatch.setattr(schedule, "visit", visit)
    taken, tally = once(world, [outlet("bad"), outlet("good")])
    assert [slug for slug, _, _ in taken.pages] == ["good"]
    assert tally.faults == {"bad": "ZeroDivisionError: a bug"}


def test_an_archive_that_cannot_write_ends_it_all_with_its_own_error():
    world = World()
    for name in ("barq", "sada"):
        world.feeds[(f"{name}.example", "/rss")] = feed(name, 1)
    with pytest.raises(StorageFullError, match="full"):
        once(world, [outlet("barq"), outlet("sada")], taken=Taken(fail=StorageFullError("the disk is full")))


def test_when_nobody_answers_the_tally_says_so():
    world = World()
    world.fails = {(f"{name}.example", "/robots.txt"): "reset" for name in ("barq", "sada")}
    _, tally = once(world, [outlet("barq"), outlet("sada")])
    assert tally.nothing_reachable
    assert set(tally.unreachable) == {"barq", "sada"}
    world.fails.pop(("sada.example", "/robots.txt"))
    world.feeds[("sada.example", "/rss")] = feed("sada", 1)
    assert not once(world, [outlet("barq"), outlet("sada")])[1].nothing_reachable


def test_an_outlet_that_answers_again_is_no_longer_missed():
    tally = Tally(outlets=1)
    from rawi.model import Refused

    tally.miss("barq", Refused("x", Reason.UNREACHABLE, "away."))
    assert tally.nothing_reachable
    tally.reach("barq")
    assert (tally.reached, tally.unreachable, tally.nothing_reachable) == ({"barq"}, {}, False)


def test_at_most_so_many_pages_a_visit_and_the_rest_the_next_time_though_nothing_changed():
    world, taken, tally = World(), Taken(), Tally()
    world.feeds[("barq.example", "/rss")] = feed("barq", *range(1, 8))
    known = {"barq": outlet("barq")}

    def learnt(endpoint):
        known["barq"] = Outlet("barq", "barq", endpoints=(endpoint,))

    async def run():
        async with running(world, ["barq.example"]) as client:
            for _ in range(4):
                await gather(
                    [known["barq"]],
                    client,
                    known=taken.known,
                    emit=taken.emit,
                    tally=tally,
                    once=True,
                    rhythm=Rhythm(pages=3),
                    learnt=learnt,
                )

    asyncio.run(run())
    assert [number for _, number, _ in taken.pages] == ["7", "6", "5", "4", "3", "2", "1"]
    assert tally.unchanged == 1, "the last visit, and no earlier one, may be answered with 304"
    assert known["barq"].endpoints[0].etag


def test_a_page_that_failed_for_the_moment_is_asked_for_again_and_one_that_is_gone_is_not():
    world = World()
    world.etags = False
    world.feeds[("barq.example", "/rss")] = feed("barq", 1, 2)
    world.fails = {("barq.example", "/1"): "reset", ("barq.example", "/2"): 404}
    stop, tally, taken = asyncio.Event(), Tally(), Taken()

    async def run():
        async with running(world, ["barq.example"]) as client:
            task = asyncio.create_task(
                gather([outlet("barq")], client, known=taken.known, emit=taken.emit, tally=tally, stop=stop, rhythm=Rhythm(interval=0.05))
            )
            await until(lambda: world.visits("barq.example") >= 6)
            stop.set()
            await asyncio.wait_for(task, 2)

    asyncio.run(run())
    assert world.pages("barq.example").count("/2") == 1
    assert tally.refused["unreachable"] == schedule.MOST_TRIES


def test_a_host_that_stops_answering_is_not_asked_for_all_its_pages():
    world = World()
    world.feeds[("barq.example", "/rss")] = feed("barq", *range(1, 20))
    world.fails = {("barq.example", f"/{number}"): "reset" for number in range(1, 20)}
    _, tally = once(world, [outlet("barq")])
    assert len(set(world.pages("barq.example"))) == tally.refused["unreachable"] == schedule.PATIENCE
    assert tally.queue == 0


def test_endpoints_come_due_again_and_later_while_nothing_changes():
    world = World()
    world.feeds[("barq.example", "/rss")] = feed("barq", 1)
    learnt, stop, tally, taken = [], asyncio.Event(), Tally(), Taken()

    async def run():
        async with running(world, ["barq.example"]) as client:
            rhythm = Rhythm(interval=0.1, longest=0.4, jitter=0.0)
            task = asyncio.create_task(
                gather(
                    [outlet("barq")],
                    client,
                    known=taken.known,
                    emit=taken.emit,
                    tally=tally,
                    stop=stop,
                    rhythm=rhythm,
                    learnt=learnt.append,
                )
            )
            await asyncio.sleep(1.5)
            stop.set()
            await asyncio.wait_for(task, 2)

    asyncio.run(run())
    # Due after .1, then .2, .4 and every .4 seconds: far fewer than the 15 visits of an outlet that changes.
    assert 4 <= world.visits("barq.example") <= 7
    assert tally.unchanged >= 3
    assert learnt[-1].next_at > time.time() - 1


def test_an_endpoint_is_not_visited_before_its_time():
    world = World()
    world.feeds[("barq.example", "/rss")] = feed("barq", 1)
    late = Outlet("barq", "barq", endpoints=(Endpoint("barq", "http://barq.example/rss", "rss", next_at=time.time() + 3600),))
    stop, tally, taken = asyncio.Event(), Tally(), Taken()

    async def run():
        async with running(world, ["barq.example"]) as client:
            task = asyncio.create_task(gather([late], client, known=taken.known, emit=taken.emit, tally=tally, stop=stop))
            await asyncio.sleep(0.3)
            stop.set()
            await asyncio.wait_for(task, 1)

    asyncio.run(run())
    assert world.asked == []


def test_stopping_takes_no_longer_than_a_moment_and_hands_on_what_was_fetched():
    world = World()
    world.feeds[("barq.example", "/rss")] = feed("barq", 1, 2, 3)
    world.fails = {("barq.example", "/2"): "hang"}
    stop, tally, taken = asyncio.Event(), Tally(), Taken()

    async def run():
        async with running(world, ["barq.example"], Limits(pause=0.0)) as client:
            task = asyncio.create_task(gather([outlet("barq")], client, known=taken.known, emit=taken.emit, tally=tally, stop=stop))
            await until(lambda: ("barq.example", "/2") in world.asked)
            started = time.perf_counter()
            stop.set()
            await asyncio.wait_for(task, 1)
            return time.perf_counter() - started

    assert asyncio.run(run()) < 0.5
    assert [number for _, number, _ in taken.pages] == ["3"]
    assert tally.queue == 0


def test_cancelling_leaves_nothing_behind():
    world = World()
    world.feeds[("barq.example", "/rss")] = feed("barq", 1)
    world.fails = {("barq.example", "/1"): "hang"}
    tally, taken = Tally(), Taken()

    async def run():
        async with running(world, ["barq.example"], Limits(pause=0.0)) as client:
            task = asyncio.create_task(gather([outlet("barq")], client, known=taken.known, emit=taken.emit, tally=tally))
            await until(lambda: ("barq.example", "/1") in world.asked)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return [one.get_name() for one in asyncio.all_tasks() if one.get_name().startswith("gather")]

    assert asyncio.run(run()) == []


def test_a_slow_outlet_holds_up_nobody():
    world = World()
    names = [f"o{number}" for number in range(20)]
    for name in names:
        world.feeds[(f"{name}.example", "/rss")] = feed(name, 1, 2, 3)
    world.fails = {("o0.example", "/rss"): "hang"}
    started = time.perf_counter()
    taken, _ = once(world, [outlet(name) for name in names])
    assert len(taken.pages) == 19 * 3
    assert time.perf_counter() - started < 3


def test_outlets_without_endpoints_are_left_out():
    _, tally = once(World(), [Outlet("credit", "credit")])
    assert tally.outlets == 0
    assert not tally.nothing_reachable
