import asyncio
import datetime as dt
import socket
import threading

import aiohttp
import pytest

from rawi.world.serve import running

NOW = dt.datetime(2026, 3, 18, 16, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def live():
    with running(NOW) as world:
        yield world


def ask(world, host, path, **headers):
    """Ask the running world as a client does that was told where the invented host lives."""

    async def get():
        address, port = world.hosts[host] if host in world.hosts else next(iter(world.hosts.values()))
        async with aiohttp.ClientSession() as session:
            url = f"http://{address}:{port}{path}"
            async with session.get(url, headers={"Host": host, **headers}, allow_redirects=False) as response:
                return response.status, response.headers, await response.read()

    return asyncio.run(get())


def at(article):
    host, _, rest = article.url.removeprefix("http://").partition("/")
    return host, "/" + rest


def test_every_host_answers_for_itself_on_loopback(live):
    assert {address for address, _ in live.hosts.values()} == {"127.0.0.1"}
    assert set(live.hosts) == {outlet.domains[0] for outlet in live.outlets}
    assert all(host.endswith(".example") for host in live.hosts)
    titles = set()
    for host in live.hosts:
        status, headers, body = ask(live, host, "/")
        assert status == 200
        assert headers["Content-Type"].startswith("text/html")
        titles.add(body[:400])
    assert len(titles) == len(live.hosts)


def test_a_host_that_is_not_of_the_world_is_not_served(live):
    assert ask(live, "www.elsewhere.example", "/")[0] == 421


def test_an_article_is_served_as_the_library_says_and_counted(live):
    article = next(article for article in live.truth.articles if article.key == "hawd-dam")
    before = live.requests.get("hawdnews.example", 0)
    status, _, body = ask(live, *at(article))
    assert status == 200
    assert article.text.split("\n")[0] in body.decode()
    assert live.requests["hawdnews.example"] == before + 1


def test_trackers_in_an_address_change_nothing(live):
    article = next(article for article in live.truth.articles if article.key == "rukniya-semi")
    host, path = at(article)
    assert ask(live, host, path + "?utm_source=rss&utm_medium=feed")[2] == ask(live, host, path)[2]


def test_what_has_not_changed_is_said_to_be_so(live):
    status, headers, _ = ask(live, "www.yaraa.example", "/ar/rss.xml")
    assert status == 200
    assert "Last-Modified" in headers
    assert ask(live, "www.yaraa.example", "/ar/rss.xml", **{"If-None-Match": headers["ETag"]})[0] == 304
    assert ask(live, "www.yaraa.example", "/ar/rss.xml", **{"If-None-Match": '"old"'})[0] == 200


def test_robots_pictures_and_lost_pages(live):
    assert b"User-agent" in ask(live, "www.yaraa.example", "/robots.txt")[2]
    assert ask(live, "www.yaraa.example", "/img/1.png")[2].startswith(b"\x89PNG")
    assert ask(live, "www.yaraa.example", "/ar/news/1")[0] == 404


def test_an_old_address_leads_to_the_new_one(live):
    article = next(article for article in live.truth.articles if article.moved_from)
    host, _, rest = article.moved_from.removeprefix("http://").partition("/")
    status, headers, _ = ask(live, host, "/" + rest)
    assert (status, headers["Location"]) == (301, article.url)


def test_time_brings_news_edits_and_deletions():
    with running(NOW, at=NOW - dt.timedelta(days=6, hours=12, minutes=20)) as world:
        known = {article.key: article for article in world.truth.articles}
        edited, deleted, later = known["jisr-slide-1"], known["hawd-slide"], known["hawd-dam"]
        first = ask(world, *at(edited))[2].decode("windows-1256")
        assert "ستة أشخاص" in first
        assert ask(world, *at(later))[0] == 404
        world.advance(NOW - dt.timedelta(days=6, hours=9))
        assert "ثمانية أشخاص" in ask(world, *at(edited))[2].decode("windows-1256")
        assert ask(world, *at(deleted))[0] == 200
        world.advance()
        assert world.at == NOW
        assert ask(world, *at(deleted))[0] == 404
        assert ask(world, *at(later))[0] == 200


def test_the_slow_endpoint_does_not_hold_up_the_others(live):
    async def race():
        address, port = live.hosts["jisralhawr.example"]
        async with aiohttp.ClientSession(headers={"Host": "jisralhawr.example"}) as session:
            slow = asyncio.create_task(session.get(f"http://{address}:{port}/rss-old.php"))
            async with session.get(f"http://{address}:{port}/rdf.php") as quick:
                assert quick.status == 200
            assert not slow.done()
            slow.cancel()

    asyncio.run(race())


def test_leaving_the_context_closes_port_and_thread():
    with running(NOW) as world:
        address = next(iter(world.hosts.values()))
    assert not [thread for thread in threading.enumerate() if thread.name == "rawi-world" and not thread.daemon]
    with pytest.raises(OSError), socket.create_connection(address, timeout=1):  # noqa: PT011 - which one depends on the system
        pass


def test_an_hour_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), running(NOW.replace(tzinfo=None)):
        pass
