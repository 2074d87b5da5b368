"""The socket that the server answers on. Comes in: an address. Goes out: a listening socket on loopback."""

import os
import socket

from rawi.errors import UsageError
from rawi.serve.security import loopback_only

WAITING = 128


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket; port 0 is any that is free.

    Raises:
        UsageError: the address is not this machine's loopback, or the port is taken.
    """
    loopback_only(host)
    # The protocol is named because asyncio turns off Nagle's delay (40 ms an answer) only on sockets that name it.
    opened = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(WAITING)
    except OSError as error:
        opened.close()
        why = os.strerror(error.errno or 0)
        raise UsageError(f"Port {port} of {host} cannot be used ({why}): choose another with --port.", about=host) from error
    return opened
