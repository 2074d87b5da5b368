"""A server on loopback that misbehaves in every way the client has to survive, and the client that is let through to it."""

import asyncio
import contextlib
import gzip
import ssl
import zlib
from pathlib import Path

import zstandard
from aiohttp import web

from rawi.gather.client import Client
from rawi.gather.guard import Allowance
from rawi.gather.limits import Limits

HOST = "barq.example"
OTHER = "sada.example"
SECURE = "amin.example"
PEM = Path(__file__).parent / "data" / "barq.pem"
# Bounds small enough for a test to reach them in a second.
TIGHT = Limits(body=100_000, decoded=200_000, total=2.0, connect=1.0, idle=0.6, grace=0.3, rate=1_000, pause=0.0, robots_retry=0.2)


class Server:
    """What it was asked for stands in `asked`; `robots` is its robots.txt (a text, a status, or None for 404)."""

    def __init__(self):
        self.asked = []
        self.robots = None
        self.port = 0

    async def answer(self, request):
        path = request.path
        self.asked.append((request.host, path, dict(request.headers)))
        if path == "/robots.txt":
            if isinstance(self.robots, int):
                return web.Response(status=self.robots)
            return web.Response(status=404) if self.robots is None else web.Response(text=self.robots)
        return await getattr(self, "on_" + path.strip("/").replace("-", "_").split("/")[0])(request)

    async def on_page(self, _request):
        return web.Response(text="<p>مرحبا</p>", content_type="text/html")

    async def on_headers(self, request):
        return web.json_response(dict(request.headers))

    async def on_to(self, request):
        return web.Response(status=302, headers={"Location": request.query["url"]})

    async def on_loop(self, _request):
        return web.Response(status=301, headers={"Location": "/loop"})

    async def on_deep(self, request):
        number = int(request.query.get("n", 0))
        return web.Response(status=302, headers={"Location": f"/deep?n={number + 1}"})

    async def on_wall(self, request):
        """A wall that lets through who comes back with its cookie."""
        if "pass=1" in request.headers.get("Cookie", ""):
            return web.Response(text="inside")
        return web.Response(status=302, headers={"Location": "/wall", "Set-Cookie": "pass=1; Path=/"})

    async def on_tell(self, _request):
        """Sets a cookie and sends the visitor to another host."""
        return web.Response(status=302, headers={"Location": f"http://{OTHER}/headers", "Set-Cookie": "secret=1; Path=/; Domain=example"})

    async def on_etag(self, request):
        if request.headers.get("If-None-Match") == '"7"' or request.headers.get("If-Modified-Since") == "yesterday":
            return web.Response(status=304)
        return web.Response(text="new", headers={"ETag": '"7"', "Last-Modified": "yesterday"})

    async def on_status(self, request):
        return web.Response(status=int(request.query["code"]), headers={"Retry-After": request.query.get("after", "")})

    async def on_packed(self, request):
        body = b"0" * int(request.query.get("size", 1000))
        for layer in request.query["layers"].split(","):
            if layer == "gzip":
                body = gzip.compress(body, 9)
            elif layer == "deflate":
                body = zlib.compress(body, 9)
            elif layer == "raw":
                machine = zlib.compressobj(9, wbits=-15)
                body = machine.compress(body) + machine.flush()
            elif layer == "zstd":
                body = zstandard.compress(body)
        body = body[: len(body) - int(request.query.get("cut", 0))]
        named = request.query.get("named", request.query["layers"].replace("raw", "deflate"))
        return web.Response(body=body, headers={"Content-Encoding": named, "Content-Type": "text/html"})

    async def on_image(self, _request):
        return web.Response(body=b"\xff" * 1000, content_type="image/jpeg")

    async def on_large(self, _request):
        return web.Response(body=b"x" * 150_000, content_type="text/html")

    async def _stream(self, request, pieces, pause):
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            for _ in range(pieces):
                await response.write(b"x" * int(request.query.get("piece", 4096)))
                await asyncio.sleep(pause)
        return response

    async def on_endless(self, request):
        return await self._stream(request, 100_000, 0)

    async def on_drip(self, request):
        return await self._stream(request, 1000, 0.05)

    async def on_silent(self, _request):
        await asyncio.sleep(5)
        return web.Response(text="late")

    async def on_flood(self, _request):
        return web.Response(text="x", headers={f"X-{number}": "v" for number in range(500)})

    async def on_long_header(self, _request):
        return web.Response(text="x", headers={"X-Long": "v" * 20_000})

    async def on_reset(self, request):
        request.transport.abort()
        return web.Response()

    async def _raw(self, request, data):
        request.transport.write(data)
        await asyncio.sleep(0.05)
        request.transport.close()
        return web.Response()

    async def on_noise(self, request):
        return await self._raw(request, b"\x00\xff220 this is no HTTP\r\n\r\n")

    async def on_short(self, request):
        """Promises more than it sends."""
        return await self._raw(request, b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nonly this")

    async def on_boast(self, request):
        """Promises more than anyone would take, and sends nothing of it."""
        return await self._raw(request, b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")

    async def on_1256(self, _request):
        return web.Response(body="خبر".encode("cp1256"), headers={"Content-Type": "text/html; charset=no-such-charset"})


@contextlib.asynccontextmanager
async def serving(*, limits=TIGHT, secure=False, resolver=None, trust=None, robots=None, hosts=(HOST, OTHER)):
    """Serve on loopback; yields the server and a client to which it is `http://barq.example/` (and sada.example)."""
    server = Server()
    server.robots = robots
    app = web.Application()
    app.router.add_route("GET", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    context = None
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(PEM)
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    server.port = site._server.sockets[0].getsockname()[1]
    allowance = Allowance(dict.fromkeys(hosts, ("127.0.0.1", server.port)))
    try:
        async with Client(limits=limits, allowance=allowance, resolver=resolver, trust=trust) as client:
            yield server, client
    finally:
        await runner.cleanup()


def get(path, *, host=HOST, **options):
    """Ask the server once and return its answer with what it saw."""
    conditions = {name: options.pop(name) for name in ("etag", "modified") if name in options}

    async def run():
        async with serving(**options) as (server, client):
            return await client.get(path if path.startswith("http") else f"http://{host}{path}", **conditions), server

    return asyncio.run(run())
