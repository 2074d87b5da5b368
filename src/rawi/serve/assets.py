"""The style sheet, the script and the fonts. Comes in: the files of static/, read once. Goes out: answers by address, kept for ever.

The address holds a digest of all of them (`/static/<digest>/page.css`), so that a change of any is a new address. What is asked
for is looked up among the files that were read: no path of a request ever reaches the disk.
"""

import hashlib
import importlib.resources
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Assets:
    """The files of static/ in memory."""

    def __init__(self) -> None:
        self.files = dict(_walk(importlib.resources.files("rawi.serve") / "static", ""))
        whole = hashlib.sha256()
        for name, body in sorted(self.files.items()):
            whole.update(name.encode() + b"\0" + hashlib.sha256(body).digest())
        self.digest = whole.hexdigest()[:16]

    def path(self, name: str) -> str:
        """Return the address of a file.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"

    def answer(self, request: Request) -> Response:
        """Answer a request for `/static/{digest}/{name}`; of an older digest, the file as it is now, not to be kept."""
        name = str(request.path_params["name"])
        body = self.files.get(name)
        if body is None:
            return PlainTextResponse("404", status_code=404)
        current = request.path_params["digest"] == self.digest
        keep = "public, max-age=31536000, immutable" if current else "no-cache"
        kind = TYPES[name[name.rindex(".") :]]
        return Response(body, headers={"Cache-Control": keep, "Content-Type": kind, "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"'})


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name[entry.name.rfind(".") :] in TYPES:
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
