"""A server in a thread of this process. Comes in: an archive. Goes out: a function that asks it for a page over loopback."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from rawi.archive import Archive
from rawi.serve.app import create
from rawi.serve.listening import listen
from rawi.settings import Settings


@contextmanager
def serving(archive: Archive, settings: Settings) -> Iterator[Callable[[str], bytes]]:
    """Serve the archive on a free port of 127.0.0.1 for as long as the context lasts; yield a function path → body."""
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create(archive, settings=settings), log_level="warning", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(path: str) -> bytes:
        connection.request("GET", path)
        return connection.getresponse().read()

    try:
        yield get
    finally:
        connection.close()
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
