import asyncio
import json
import logging
import socket
import ssl
import time

import pytest
from aiohttp.abc import AbstractResolver

from gather.server import HOST, OTHER, PEM, TIGHT, get, serving
from rawi.errors import Reason, UsageError
from rawi.gather.client import Client, user_agent
from rawi.gather.limits import Limits
from rawi.model import Fetched, Refused


def reason(answer):
    assert isinstance(answer, Refused), answer
    assert answer.detail.endswith(".")
    return answer.reason


def test_a_page_comes_with_what_is_known_of_it():
    answer, server = get("/page")
    assert (answer.status, answer.body.decode(), answer.url, answer.redirects) == (200, "<p>مرحبا</p>", f"http://{HOST}/page", ())
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.fetched_at.endswith("+00:00")
    host, _, headers = server.asked[-1]
    assert host == HOST
    assert headers["User-Agent"].startswith("rawi/")
    assert headers["Accept-Encoding"] == "gzip, deflate, zstd"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_redirects_are_followed_and_told():
    answer, _ = get("/to?url=/page%23top")
    assert answer.url == f"http://{HOST}/page"
    assert answer.redirects == (f"http://{HOST}/to?url=/page%23top",)
    assert answer.asked == answer.redirects[0]


@pytest.mark.parametrize("path", ["/loop", "/deep"])
def test_endless_redirects_end(path):
    answer, server = get(path)
    assert reason(answer) == Reason.TOO_MANY_REDIRECTS
    assert len([asked for asked in server.asked if asked[1] != "/robots.txt"]) == TIGHT.redirects + 1


INSIDE = [
    "http://127.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "//localhost/",
    "http://[::ffff:7f00:1]/",
    "http://10.0.0.1:80/x",
    "http://barq.example:22/",
    "http://metadata.google.internal/",
]


@pytest.mark.parametrize("target", INSIDE)
def test_a_redirect_does_not_lead_inside(target):
    answer, _ = get(f"/to?url={target}")
    assert reason(answer) == Reason.FORBIDDEN_ADDRESS


def test_a_redirect_to_the_servers_own_port_is_refused_though_the_host_is_let_through():
    async def run():
        async with serving() as (server, client):
            return await client.get(f"http://{HOST}/to?url=http://127.0.0.1:{server.port}/page"), await client.get(
                f"http://{HOST}:{server.port}/page"
            )

    for answer in asyncio.run(run()):
        assert reason(answer) == Reason.FORBIDDEN_ADDRESS


@pytest.mark.parametrize("target", ["ftp://barq.example/", "javascript:x", "http://u:p@barq.example/", "http://[bad/"])
def test_a_redirect_to_no_address_is_refused(target):
    assert reason(get(f"/to?url={target}")[0]) == Reason.BAD_ADDRESS


class Rebinding(AbstractResolver):
    """First a public address, then this machine: what an attacker's name server says between check and use."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=socket.AF_INET):
        address = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [{"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self):
        pass


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "192.168.1.1", "fe80::1%lo", "::ffff:127.0.0.1"])
def test_a_name_that_leads_inside_is_refused(address):
    assert reason(get("http://evil.example/", resolver=Rebinding(address))[0]) == Reason.FORBIDDEN_ADDRESS


def test_a_name_that_leads_to_the_served_port_is_refused_for_it_is_not_the_allowed_host():
    async def run():
        async with serving(resolver=Rebinding("127.0.0.1")) as (_, client):
            return [await client.get(f"http://{name}/page") for name in ("evil.example", HOST + ".evil.example")]

    for answer in asyncio.run(run()):
        assert reason(answer) == Reason.FORBIDDEN_ADDRESS


def test_the_socket_itself_is_guarded_where_the_resolvers_filter_is_gone(monkeypatch):
    from rawi.gather import client as module

    monkeypatch.setattr(module, "GuardedResolver", lambda inner: inner)
    assert reason(get("http://evil.example/", resolver=Rebinding("127.0.0.1"))[0]) == Reason.FORBIDDEN_ADDRESS


@pytest.mark.parametrize("layers", ["gzip", "deflate", "raw", "zstd", "gzip,gzip", "deflate,gzip"])
def test_packed_bodies_are_unpacked(layers):
    answer, _ = get(f"/packed?layers={layers}")
    assert answer.body == b"0" * 1000


@pytest.mark.parametrize("layers", ["gzip", "deflate", "raw", "zstd", "gzip,gzip"])
def test_a_bomb_is_not_unpacked(layers):
    started = time.perf_counter()
    assert reason(get(f"/packed?layers={layers}&size=50000000")[0]) == Reason.TOO_LARGE
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("layers=gzip&cut=5", "cut"),
        ("layers=zstd&cut=5", "cut"),
        ("layers=gzip&named=br", "brotli"),
        ("layers=gzip&named=zstd", "mislabelled"),
        ("layers=gzip,gzip,gzip", "thrice"),
    ],
)
def test_what_cannot_be_unpacked_is_unreadable(query, why):
    assert reason(get(f"/packed?{query}")[0]) == Reason.UNREADABLE


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/large", Reason.TOO_LARGE),
        ("/endless", Reason.TOO_LARGE),
        ("/boast", Reason.TOO_LARGE),
        ("/flood", Reason.TOO_LARGE),
        ("/long-header", Reason.TOO_LARGE),
        ("/drip?piece=1", Reason.TIMEOUT),
        ("/silent", Reason.TIMEOUT),
        ("/reset", Reason.UNREACHABLE),
        ("/short", Reason.UNREACHABLE),
        ("/noise", Reason.UNREADABLE),
        ("/image", Reason.NOT_HTML),
        ("/status?code=404", Reason.HTTP_STATUS),
        ("/status?code=500", Reason.HTTP_STATUS),
        ("/status?code=301", Reason.HTTP_STATUS),
        ("/status?code=304", Reason.HTTP_STATUS),
    ],
)
def test_whatever_a_server_does_is_a_refusal_within_bounds(path, expected):
    logging.getLogger("aiohttp.server").disabled = True
    started = time.perf_counter()
    answer, _ = get(path)
    assert reason(answer) == expected
    assert HOST in answer.detail
    assert time.perf_counter() - started < 4


def test_a_charset_that_does_not_exist_harms_nobody():
    assert get("/1256")[0].body.decode("cp1256") == "خبر"


def test_an_unchanged_page_is_not_sent_again():
    first, _ = get("/etag")
    assert (first.status, first.headers["etag"], first.headers["last-modified"]) == (200, '"7"', "yesterday")
    assert get("/etag", etag='"7"')[0].status == 304
    assert get("/etag", modified="yesterday")[0].status == 304
    assert get("/etag", etag='"6"')[0].status == 200


def test_a_validator_cannot_smuggle_a_header():
    answer, server = get("/headers", etag='"7"\r\nX-Evil: 1', modified="x\ny")
    assert "x-evil" not in {name.lower() for name in json.loads(answer.body)}
    assert "If-None-Match" not in server.asked[-1][2]


def test_cookies_live_for_one_chain_of_one_host():
    assert get("/wall")[0].body == b"inside"
    answer, _ = get("/tell")
    assert answer.url == f"http://{OTHER}/headers"
    assert "Cookie" not in json.loads(answer.body)

    async def twice():
        async with serving() as (server, client):
            await client.get(f"http://{HOST}/wall")
            await client.get(f"http://{HOST}/wall")
            return [headers.get("Cookie") for _, path, headers in server.asked if path == "/wall"]

    assert asyncio.run(twice()) == [None, "pass=1", None, "pass=1"]


def test_no_proxy_is_taken_from_the_environment(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert get("/page")[0].status == 200


def test_certificates_are_verified():
    answer, _ = get(f"https://{HOST}/page", secure=True)
    assert reason(answer) == Reason.UNREACHABLE
    assert "certificate" in answer.detail
    trust = ssl.create_default_context(cafile=str(PEM))
    assert get(f"https://{HOST}/page", secure=True, trust=trust)[0].status == 200
    assert reason(get(f"https://{OTHER}/page", secure=True, trust=trust)[0]) == Reason.UNREACHABLE


def test_a_host_that_speaks_no_tls_and_one_that_is_not_there():
    assert reason(get(f"https://{HOST}/page")[0]) == Reason.UNREACHABLE

    async def nobody():
        async with serving() as (server, _):
            port = server.port
        from rawi.gather.guard import Allowance

        async with Client(limits=TIGHT, allowance=Allowance({HOST: ("127.0.0.1", port)})) as client:
            return await client.get(f"http://{HOST}/")

    assert reason(asyncio.run(nobody())) == Reason.UNREACHABLE


def test_a_name_without_an_address():
    class Nowhere(Rebinding):
        async def resolve(self, host, port=0, family=socket.AF_INET):  # noqa: ARG002 - aiohttp's signature
            raise OSError(None, "no such name")

    answer, _ = get("http://nowhere.example/", resolver=Nowhere("x"))
    assert reason(answer) == Reason.UNREACHABLE
    assert "nowhere.example" in answer.detail


@pytest.mark.parametrize("url", ["", "خبر", "ftp://barq.example/", "http://u:p@barq.example/", "http://[bad/"])
def test_what_is_no_address_is_not_asked(url):
    async def run():
        async with Client(limits=TIGHT) as client:
            return await client.get(url)

    assert reason(asyncio.run(run())) == Reason.BAD_ADDRESS


def asked(server, path):
    return [seen for seen in server.asked if seen[1] == path]


def test_robots_txt_is_obeyed_and_asked_for_once():
    async def run():
        async with serving(robots="User-agent: *\nDisallow: /page\n\nUser-agent: other\nDisallow: /") as (server, client):
            answers = await asyncio.gather(
                client.get(f"http://{HOST}/page"), client.get(f"http://{HOST}/headers"), client.get(f"http://{HOST}/to?url=/page")
            )
            return answers, server

    (page, headers, redirected), server = asyncio.run(run())
    assert reason(page) == reason(redirected) == Reason.ROBOTS
    assert isinstance(headers, Fetched)
    assert len(asked(server, "/robots.txt")) == 1
    assert not asked(server, "/page")


def test_rules_for_our_own_name_stand_above_those_for_all():
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: rawi\nAllow: /"
    assert isinstance(get("/page", robots=robots)[0], Fetched)
    assert reason(get("/page", robots="User-agent: rawi\nDisallow: /")[0]) == Reason.ROBOTS


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_allows_everything(status):
    assert isinstance(get("/page", robots=status)[0], Fetched)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_that_cannot_give_its_robots_txt_is_left_alone_for_a_while(status):
    async def run():
        async with serving(robots=status, limits=Limits(pause=0.0, robots_retry=0.2, longest_hold=0.1)) as (server, client):
            first = await client.get(f"http://{HOST}/page")
            server.robots = None
            second = await client.get(f"http://{HOST}/page")
            await asyncio.sleep(0.3)
            return first, second, await client.get(f"http://{HOST}/page")

    first, second, third = asyncio.run(run())
    assert reason(first) == reason(second) == Reason.ROBOTS
    assert isinstance(third, Fetched)


def test_of_a_robots_txt_that_is_too_long_the_beginning_counts():
    robots = "User-agent: *\nDisallow: /page\n" + "# padding\n" * 5_000 + "Disallow: /headers\n"
    limits = Limits(pause=0.0, robots_body=10_000)
    assert reason(get("/page", robots=robots, limits=limits)[0]) == Reason.ROBOTS
    assert isinstance(get("/headers", robots=robots, limits=limits)[0], Fetched)


def test_a_robots_txt_made_to_hurt_costs_little():
    robots = "User-agent: *\n" + "".join(f"Disallow: /*a*b*c*d*{number}$\n" for number in range(15_000))
    started = time.perf_counter()
    answer, _ = get("/page/" + "abcd" * 500, robots=robots, limits=Limits(pause=0.0))
    assert answer.status == 200
    assert time.perf_counter() - started < 5


def test_requests_to_one_host_come_one_at_a_time_with_a_pause():
    async def run():
        async with serving(limits=Limits(pause=0.1)) as (_, client):
            started = time.perf_counter()
            await asyncio.gather(*(client.get(f"http://{HOST}/page") for _ in range(4)))
            one = time.perf_counter() - started
            started = time.perf_counter()
            await asyncio.gather(*(client.get(f"http://{name}/page") for name in (HOST, OTHER)))
            return one, time.perf_counter() - started

    one_host, two_hosts = asyncio.run(run())
    assert 0.4 <= one_host < 1.5
    assert two_hosts < 0.35


def test_crawl_delay_is_kept_up_to_a_bound():
    async def run():
        async with serving(robots="User-agent: *\nCrawl-delay: 900\nDisallow:", limits=Limits(pause=0.0, longest_pause=0.2)) as (_, client):
            await client.get(f"http://{HOST}/page")
            started = time.perf_counter()
            await client.get(f"http://{HOST}/page")
            return time.perf_counter() - started

    assert 0.15 <= asyncio.run(run()) < 1.0


def test_a_host_that_asks_us_to_wait_is_not_asked_meanwhile():
    async def run():
        async with serving() as (server, client):
            first = await client.get(f"http://{HOST}/status?code=429&after=60")
            second = await client.get(f"http://{HOST}/page")
            return first, second, asked(server, "/page")

    first, second, pages = asyncio.run(run())
    assert reason(first) == Reason.HTTP_STATUS
    assert reason(second) == Reason.UNREACHABLE
    assert pages == []


def test_cancelling_a_request_frees_the_hosts_turn():
    async def run():
        async with serving() as (_, client):
            slow = asyncio.create_task(client.get(f"http://{HOST}/silent"))
            await asyncio.sleep(0.2)
            slow.cancel()
            with pytest.raises(asyncio.CancelledError):
                await slow
            return await asyncio.wait_for(client.get(f"http://{HOST}/page"), 1)

    assert asyncio.run(run()).status == 200


def test_the_user_agent_says_who_and_where_to_complain():
    assert user_agent("https://barq.example/about") == user_agent().replace(")", "; +https://barq.example/about)")
    for contact in ("برق", "a\r\nX: 1", "a) b ("):
        with pytest.raises(UsageError):
            user_agent(contact)


def test_only_so_many_requests_are_under_way_and_waiting_for_them_costs_no_time_of_ones_own():
    names = [f"o{number}.example" for number in range(6)]

    async def run():
        async with serving(hosts=names, limits=Limits(pause=0.0, concurrent=1, total=0.5, idle=0.5, robots_retry=0.1)) as (_, client):
            return await asyncio.gather(
                *(client.get(f"http://{name}/drip?piece=2000") for name in names[:3]),
                *(client.get(f"http://{name}/page") for name in names[3:]),
            )

    *slow, first, second, third = asyncio.run(run())
    assert {reason(answer) for answer in slow} == {Reason.TIMEOUT}
    assert {first.status, second.status, third.status} == {200}
