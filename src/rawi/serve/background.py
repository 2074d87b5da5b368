"""A server in a thread of this process. Comes in: an archive. Goes out: its address, and a way to ask it for a page."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from rawi.archive import Archive
from rawi.serve.app import create
from rawi.serve.listening import listen
from rawi.settings import Settings


class Served:
    """A server that runs; call it with a path to get the body."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def __call__(self, path: str) -> bytes:
        """Ask for a page."""
        self.connection.request("GET", path)
        return self.connection.getresponse().read()


@contextmanager
def serving(archive: Archive, settings: Settings) -> Iterator[Served]:
    """Serve the archive on a free port of 127.0.0.1 for as long as the context lasts."""
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create(archive, settings=settings), log_level="warning", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    served = Served(port)
    try:
        yield served
    finally:
        served.connection.close()
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
