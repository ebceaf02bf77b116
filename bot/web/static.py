"""Files that are served as they are: read and compressed once, their addresses named by what they hold."""

import gzip
import hashlib
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from typing import NamedTuple

from aiohttp import web

from bot.web.requests import takes_packed

FOREVER = "public, max-age=31536000, immutable"
"""For an address that names what it holds."""


class StaticFile(NamedTuple):
    """A file: its bytes, these packed, its type, and what stands for its contents."""

    data: bytes
    packed: bytes
    content_type: str
    version: str


@cache
def static_files() -> dict[str, StaticFile]:
    """Every file in `static/` by its name."""
    folder = files("bot.web") / "static"
    return {entry.name: _file(entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.is_file()}


def static_address(name: str) -> str:
    """Where a file in `static/` is served; raises `KeyError` if there is none."""
    return f"/static/{name}?v={static_files()[name].version}"


async def static_file(request: web.Request) -> web.Response:
    """A file of `static/`."""
    file = static_files().get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    headers = {"ETag": f'"{file.version}"', "Vary": "Accept-Encoding"}
    headers["Cache-Control"] = FOREVER if request.query.get("v") == file.version else "no-cache"
    if request.if_none_match and any(tag.value == file.version for tag in request.if_none_match):
        return web.Response(status=304, headers=headers)
    data = file.data
    if len(file.packed) < len(data) and takes_packed(request):
        headers["Content-Encoding"], data = "gzip", file.packed
    return web.Response(body=data, headers=headers | {"Content-Type": file.content_type})


def _file(name: str, data: bytes) -> StaticFile:
    kind = guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind == "image/svg+xml" else ""
    return StaticFile(data, gzip.compress(data, 9, mtime=0), kind + charset, hashlib.sha256(data).hexdigest()[:16])
