import asyncio
import socket

import pytest
from aiohttp.abc import AbstractResolver
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import Reason
from rawi.gather.addresses import absolute
from rawi.gather.guard import Allowance, AllowanceResolver, ForbiddenAddressError, GuardedResolver, examine, guarded_socket
from rawi.gather.ranges import SPECIAL, forbidden

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.167.1.1",
    "198.17.0.1",
    "198.20.0.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001::200e",
    "64:ff9b::808:808",
]
SECRET = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "169.254.170.2",
    "168.63.129.16",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "4000::1",
    "nonsense",
    "",
    "1.2.3",
    "0x7f.1",
]
SPELLINGS = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xA9FEA9FE/",
    "http://[fd00:ec2::254]/",
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://x.localhost/",
    "http://metadata.google.internal/",
    "http://router.lan/",
    "http://printer.local/",
    "http://intranet/",
    "http://nas.home.arpa/",
    "http://hidden.onion/",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_free(address):
    assert forbidden(address) is None


@pytest.mark.parametrize("address", SECRET)
def test_special_addresses_are_not(address):
    assert forbidden(address)


@pytest.mark.parametrize("network", SPECIAL)
def test_each_range_forbids_its_first_and_last_address(network):
    import ipaddress

    read = ipaddress.ip_network(network)
    assert forbidden(str(read[0]))
    assert forbidden(str(read[-1]))


@given(st.ip_addresses())
def test_nothing_that_the_standard_library_calls_private_is_free(address):
    if (
        address.is_private
        or address.is_loopback
        or address.is_multicast
        or address.is_link_local
        or address.is_reserved
        or address.is_unspecified
    ):
        mapped = int(address) >> 32 == 0x64FF9B << 64
        assert forbidden(str(address)) or mapped


@pytest.mark.parametrize("url", SPELLINGS)
def test_addresses_that_can_only_lead_inside_are_refused_as_written(url):
    whole = absolute(url, "")
    assert whole is None or examine(whole).reason == Reason.FORBIDDEN_ADDRESS


@pytest.mark.parametrize(
    "url", ["http://barq.example:22/", "http://barq.example:8080/", "https://barq.example:8443/", "http://8.8.8.8:6379/"]
)
def test_only_the_ports_of_the_web(url):
    assert examine(url).reason == Reason.FORBIDDEN_ADDRESS


@pytest.mark.parametrize(
    "url", ["ftp://barq.example/", "file:///etc/passwd", "gopher://barq.example/", "no address", "http://u:p@barq.example/"]
)
def test_only_web_addresses_without_credentials(url):
    assert examine(url).reason == Reason.BAD_ADDRESS


@pytest.mark.parametrize("url", ["http://barq.example/", "https://barq.example:443/x", "http://barq.example:443/", "https://8.8.8.8/"])
def test_the_rest_may_be_tried(url):
    assert examine(url) is None


def info(address, port):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    where = (address, port, 0, 0) if family == socket.AF_INET6 else (address, port)
    return (family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where)


@pytest.mark.parametrize(
    ("address", "port"), [("127.0.0.1", 80), ("169.254.169.254", 80), ("::1", 443), ("8.8.8.8", 22), ("fe80::1%lo", 80)]
)
def test_no_socket_is_made_for_a_forbidden_address(address, port):
    with pytest.raises(ForbiddenAddressError):
        guarded_socket(info(address, port))


def test_a_socket_is_made_for_a_public_address_and_for_exactly_the_places_that_are_allowed():
    guarded_socket(info("8.8.8.8", 443)).close()
    places = frozenset({("127.0.0.1", 8123)})
    guarded_socket(info("127.0.0.1", 8123), places).close()
    for address, port in (("127.0.0.1", 8124), ("127.0.0.2", 8123), ("127.0.0.1", 80)):
        with pytest.raises(ForbiddenAddressError):
            guarded_socket(info(address, port), places)


@pytest.mark.parametrize("address", ["10.0.0.1", "8.8.8.8", "0.0.0.0"])
def test_an_allowance_is_for_loopback_alone(address):
    with pytest.raises(ValueError, match="this machine"):
        Allowance({"barq.example": (address, 80)})


def test_an_allowance_cannot_be_changed():
    hosts = {"barq.example": ("127.0.0.1", 8123)}
    allowance = Allowance(hosts)
    hosts["evil.example"] = ("127.0.0.1", 22)
    assert allowance.place("evil.example") is None
    with pytest.raises(AttributeError):
        allowance.more = {}
    assert allowance.places == {("127.0.0.1", 8123)}


class Answers(AbstractResolver):
    def __init__(self, *addresses):
        self.addresses = addresses

    async def resolve(self, host, port=0, family=socket.AF_INET):
        return [{"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0} for address in self.addresses]

    async def close(self):
        pass


def test_the_resolver_gives_only_public_answers():
    found = asyncio.run(GuardedResolver(Answers("10.0.0.1", "8.8.8.8", "::1")).resolve("barq.example", 80))
    assert [result["host"] for result in found] == ["8.8.8.8"]
    with pytest.raises(ForbiddenAddressError, match=r"10\.0\.0\.1"):
        asyncio.run(GuardedResolver(Answers("10.0.0.1")).resolve("barq.example", 80))


def test_the_resolver_of_an_allowance_knows_its_hosts_alone():
    resolver = AllowanceResolver(Allowance({"barq.example": ("127.0.0.1", 8123)}))
    assert asyncio.run(resolver.resolve("barq.example", 80))[0]["port"] == 8123
    with pytest.raises(ForbiddenAddressError):
        asyncio.run(resolver.resolve("evil.example", 80))


def test_the_systems_resolver_is_asked_and_its_answers_are_filtered():
    from rawi.gather.resolve import SystemResolver

    async def run():
        resolver = SystemResolver()
        found = await resolver.resolve("localhost", 80, socket.AF_UNSPEC)
        with pytest.raises(ForbiddenAddressError):
            await GuardedResolver(resolver).resolve("localhost", 80, socket.AF_UNSPEC)
        with pytest.raises(socket.gaierror):
            await resolver.resolve("nowhere.invalid", 80)
        await resolver.close()
        return found

    assert {result["host"] for result in asyncio.run(run())} <= {"127.0.0.1", "::1"}
