"""The special-purpose address ranges. Comes in: an IP address. Goes out: the name of the range that forbids it, or None.

After the IANA IPv4 and IPv6 Special-Purpose Address Registries, the multicast and reserved blocks, and the addresses at which
clouds answer with the machine's secrets. Own list, because what the standard library calls private changes with its version.
"""

import functools
import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

SPECIAL = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "a provider's own network",
    "127.0.0.0/8": "this machine",
    "168.63.129.16/32": "a cloud's metadata service",
    "169.254.0.0/16": "the local link, where clouds keep their metadata",
    "172.16.0.0/12": "a private network",
    "192.0.0.0/24": "reserved for protocols",
    "192.0.2.0/24": "reserved for documentation",
    "192.31.196.0/24": "reserved for AS112",
    "192.52.193.0/24": "reserved for multicast tunnels",
    "192.88.99.0/24": "reserved for 6to4 relays",
    "192.168.0.0/16": "a private network",
    "192.175.48.0/24": "reserved for AS112",
    "198.18.0.0/15": "reserved for benchmarks",
    "198.51.100.0/24": "reserved for documentation",
    "203.0.113.0/24": "reserved for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    "::/128": "no address",
    "::1/128": "this machine",
    "::/96": "an IPv4 address in disguise",
    "::ffff:0:0/96": "an IPv4 address in disguise",
    "::ffff:0:0:0/96": "an IPv4 address in disguise",
    "64:ff9b:1::/48": "a local translation to IPv4",
    "100::/64": "discarded",
    "100:0:0:1::/64": "reserved",
    "2001::/32": "a Teredo tunnel",
    "2001::/23": "reserved for protocols",
    "2001:db8::/32": "reserved for documentation",
    "2002::/16": "a 6to4 tunnel",
    "2620:4f:8000::/48": "reserved for AS112",
    "3fff::/20": "reserved for documentation",
    "5f00::/16": "reserved for segment routing",
    "fc00::/7": "a private network",
    "fe80::/10": "the local link",
    "fec0::/10": "a private network",
    "ff00::/8": "multicast",
}
NETWORKS = tuple((ipaddress.ip_network(text), name) for text, name in SPECIAL.items())
# Networks that have IPv6 alone reach IPv4 sites through this prefix; what counts there is the address inside.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# All that has been given out for the public internet so far.
GLOBAL = ipaddress.IPv6Network("2000::/3")


@functools.lru_cache(maxsize=4096)
def forbidden(address: str) -> str | None:
    """Return why no request may go to an IP address, as the name of its range; None for an address of the public internet.

    >>> forbidden("169.254.169.254")
    'the local link, where clouds keep their metadata'
    >>> forbidden("64:ff9b::a00:1")
    'a private network'
    """
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "no IP address"
    return _range(read)


def _range(address: Address) -> str | None:
    if isinstance(address, ipaddress.IPv6Address) and address in NAT64:
        return _range(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    for network, name in NETWORKS:
        if address.version == network.version and address in network:
            return name
    if isinstance(address, ipaddress.IPv6Address) and address not in GLOBAL:
        return "not given out to anyone"
    return None
