"""What a request may cost. Comes in: nothing. Goes out: the bounds, frozen, with the defaults that rawi runs with."""

from rawi.model import Record

MEGABYTE = 1_000_000


class Limits(Record, frozen=True):
    """Bounds of every request; bytes, seconds and counts.

    `body` bounds what comes over the wire and `decoded` what it unpacks to: the largest real feed that we know has 0.4 MB, pages
    of live blogs reach 6 MB. `total` bounds one exchange from its first byte to its last, `connect` the way to the
    host with TLS, `idle` a silence. After `grace` seconds an answer must have brought `rate` bytes a second on average.
    `pause` lies between the end of one request to a host and the start of the next; a host's robots.txt may lengthen
    it up to `longest_pause`. A host that asks us to wait is left alone for at most `longest_hold`.
    """

    body: int = 10 * MEGABYTE
    decoded: int = 20 * MEGABYTE
    header_line: int = 8_190
    headers: int = 100
    total: float = 30.0
    connect: float = 10.0
    idle: float = 10.0
    grace: float = 5.0
    rate: int = 1_000
    redirects: int = 5
    concurrent: int = 32
    pause: float = 1.0
    longest_pause: float = 30.0
    longest_hold: float = 3_600.0
    robots_body: int = 500_000
    robots_fresh: float = 86_400.0
    robots_retry: float = 600.0
