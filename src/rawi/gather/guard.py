"""May this address be reached? Comes in: an address, or what a socket is about to be connected to. Goes out: a refusal, or leave.

Three checks, of which the last decides: the address as it is written (scheme, port, names and literal IPs that can only mean
this machine or its network), every answer of the resolver, and the very IP address when the socket is made, so that neither
a redirect nor a name that changes its mind between check and use (DNS rebinding) leads inside.

Only ports 80 and 443: feeds and articles practically never live elsewhere, while 8080, 8443 and the like are where
machines keep their consoles.
"""

import ipaddress
import re
import socket
from collections.abc import Mapping

import ada_url
from aiohttp.abc import AbstractResolver, ResolveResult

from rawi.errors import Reason
from rawi.gather.ranges import forbidden
from rawi.model import Refused

PORTS = {"http": 80, "https": 443}
# Names that mean this machine, its network or no network at all (RFC 6761, 6762, 7686, 8375, 9476; .internal by ICANN).
INSIDE = frozenset({"localhost", "local", "internal", "intranet", "lan", "corp", "home", "private", "onion", "alt"})
INSIDE_NAMES = ("home.arpa", "localhost.localdomain")
LITERAL = re.compile(r"[0-9.]+|\[.*\]")

SocketInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]


class ForbiddenAddressError(OSError):
    """A connection was about to be made to an address that is not of the public internet. An OSError, so that HTTP code gives up."""


class Allowance:
    """Invented hosts that are served on this machine: each maps to one loopback address and port.

    It is given when a `Client` is made, in code, and cannot be changed after. Only a request that names one of these hosts reaches
    loopback, and only at that host's own port; a name that resolves there, a redirect to 127.0.0.1 and a literal address do not.

    >>> Allowance({"barq.example": ("127.0.0.1", 8123)}).place("barq.example")
    ('127.0.0.1', 8123)
    """

    __slots__ = ("_places",)

    def __init__(self, hosts: Mapping[str, tuple[str, int]]) -> None:
        """Take the hosts.

        Raises:
            ValueError: an address is not of loopback.
        """
        for name, (address, _) in hosts.items():
            if not ipaddress.ip_address(address).is_loopback:
                raise ValueError(f"An allowance is for this machine alone, and {address} ({name}) is elsewhere.")
        self._places = {name.lower(): place for name, place in hosts.items()}

    def place(self, host: str) -> tuple[str, int] | None:
        """Return where the host is served, or None if it is none of these."""
        return self._places.get(host)

    @property
    def places(self) -> frozenset[tuple[str, int]]:
        """All addresses and ports that the allowance opens."""
        return frozenset(self._places.values())


NOTHING = Allowance({})


def examine(url: str, allowance: Allowance = NOTHING) -> Refused | None:
    """Return the refusal of an address that can be judged as it is written, or None if a connection may be tried.

    `url` is a whole address as `rawi.gather.addresses.absolute` gives it: odd spellings of IPv4 addresses (decimal, octal, hex,
    two parts) are read as a browser reads them before they are judged.
    """
    try:
        read = ada_url.parse_url(url, attributes=("protocol", "username", "password", "hostname", "port"))
    except (ValueError, UnicodeError):
        return Refused(url, Reason.BAD_ADDRESS, f"{url!r} is not an address of the web.")
    scheme, name = read["protocol"].rstrip(":"), read["hostname"].rstrip(".")
    if scheme not in PORTS or not name:
        return Refused(url, Reason.BAD_ADDRESS, f"{url!r} is not an http or https address.")
    if read["username"] or read["password"]:
        return Refused(url, Reason.BAD_ADDRESS, f"The address of {name} carries a user name, which no article has.")
    if read["port"] and int(read["port"]) not in PORTS.values():
        return Refused(url, Reason.FORBIDDEN_ADDRESS, f"{name} is asked for at port {read['port']}; only ports 80 and 443 are used.")
    if allowance.place(name):
        return None
    if why := _inside(name):
        return Refused(url, Reason.FORBIDDEN_ADDRESS, f"{name} is {why}; only the public internet is asked.")
    return None


def _inside(name: str) -> str | None:
    """Return why a host name can only lead inside, or None."""
    if LITERAL.fullmatch(name):
        return forbidden(name.strip("[]"))
    if "." not in name:
        return "a name of the local network"
    if name.rpartition(".")[2] in INSIDE or any(name == inside or name.endswith("." + inside) for inside in INSIDE_NAMES):
        return "a name of this machine or its network"
    return None


def guarded_socket(info: SocketInfo, places: frozenset[tuple[str, int]] = frozenset()) -> socket.socket:
    """Make the socket for one resolved address, or refuse: the check that everything passes, right before it is connected.

    Raises:
        ForbiddenAddressError: the address is special and none of `places`, or the port is not 80 or 443.
    """
    family, kind, protocol, _, where = info
    address, port = where[0], where[1]
    if (address, port) not in places:
        if why := forbidden(address):
            raise ForbiddenAddressError(f"{address} is {why}")
        if port not in PORTS.values():
            raise ForbiddenAddressError(f"port {port} of {address} is not used")
    return socket.socket(family=family, type=kind, proto=protocol)


class GuardedResolver(AbstractResolver):
    """Answers of another resolver without those that may not be reached; it fails where none remains."""

    def __init__(self, inner: AbstractResolver) -> None:
        self._inner = inner

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """Resolve a name.

        Raises:
            ForbiddenAddressError: every answer is a special address.
            OSError: the name has no address.
        """
        found = await self._inner.resolve(host, port, family)
        allowed = [result for result in found if forbidden(result["host"]) is None]
        if found and not allowed:
            raise ForbiddenAddressError(f"{found[0]['host']} is {forbidden(found[0]['host'])}")
        return allowed

    async def close(self) -> None:
        """Close the inner resolver."""
        await self._inner.close()


class AllowanceResolver(AbstractResolver):
    """The hosts of an allowance and no other."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:  # noqa: ARG002 - the port is the allowance's
        """Return the loopback address and port at which the host is served.

        Raises:
            ForbiddenAddressError: the host is none of the allowance.
        """
        place = self._allowance.place(host)
        if place is None:
            raise ForbiddenAddressError(f"{host} is no invented host")
        version = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
        return [ResolveResult(hostname=host, host=place[0], port=place[1], family=version, proto=0, flags=socket.AI_NUMERICHOST)]

    async def close(self) -> None:
        """Nothing is held."""
