"""The only place that serves static files, under an address that changes when they do.

All of them are read once at start: they are few and small, and nothing on the disk can be
reached through a name that was not there.
"""

import gzip
import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rcssmin import cssmin
from rjsmin import jsmin
from starlette.responses import Response
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
# Said here and not guessed from the system: some systems call JavaScript text/plain, and a
# browser told `nosniff` would then refuse to run it.
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}
# `import ... from './one.js'`, also for its effects alone, at the start of a statement.
_IMPORT = re.compile(rb"""(?:^|;)(?:import|export)\b[^'"();]*['"](\.[^'"]+)['"]""", re.MULTILINE)
_PACKERS: Mapping[str, Callable[[str], str]] = {".js": jsmin, ".css": cssmin}
_FOREVER = "public, max-age=31536000, immutable"
# Below this the gzip header and the work cost more than they save.
MIN_GZIP_BYTES = 512


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    gzipped: bytes | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """``version`` names the content of all files together."""

    version: str
    files: Mapping[str, Asset]

    def path(self, name: str) -> str:
        """Return the address of ``name``, which changes whenever any file does."""
        return f"/static/{self.version}/{name}"

    def modules(self, entry: str) -> tuple[str, ...]:
        """Return every module that ``entry`` needs, itself first, then as a browser finds them.

        A page names them all at once: else a phone learns of a module only when it has read the
        one that imports it, and waits once more for each step of the way.
        """
        found = [entry]
        for name in found:
            folder = posixpath.dirname(name)
            for target in _IMPORT.findall(self.files[name].body):
                module = posixpath.normpath(posixpath.join(folder, target.decode()))
                if module not in found:
                    found.append(module)
        return tuple(found)

    def response(self, version: str, name: str, scope: Scope) -> Response | None:
        """Return the file, or None. A page from before an upgrade gets today's file, unkept."""
        asset = self.files.get(name)
        if asset is None:
            return None
        headers = {
            "Cache-Control": _FOREVER if version == self.version else "no-store",
            "Vary": "Accept-Encoding",
        }
        if asset.gzipped is not None and takes_gzip(scope):
            headers["Content-Encoding"] = "gzip"
            return Response(asset.gzipped, headers=headers, media_type=asset.media_type)
        return Response(asset.body, headers=headers, media_type=asset.media_type)


def takes_gzip(scope: Scope) -> bool:
    values = (value for name, value in scope["headers"] if name == b"accept-encoding")
    codings = [coding.strip() for value in values for coding in value.lower().split(b",")]
    return b"gzip" in codings


def gzipped(body: bytes) -> bytes | None:
    """Return ``body`` compressed (always to the same bytes), or None when that is no gain."""
    if len(body) < MIN_GZIP_BYTES:
        return None
    small = gzip.compress(body, compresslevel=6, mtime=0)
    return small if len(small) < len(body) else None


def packed(body: bytes, suffix: str) -> bytes:
    """Return a module or a style sheet without comments and white space.

    They are a third of what a phone loads, compressed, and say nothing to a browser.
    """
    pack = _PACKERS.get(suffix)
    return body if pack is None else pack(body.decode()).encode()


def read(folder: Path) -> Assets:
    files: dict[str, Asset] = {}
    content = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        media_type = _TYPES.get(path.suffix)
        if media_type is None or not path.is_file():
            continue
        name, body = path.relative_to(folder).as_posix(), path.read_bytes()
        body = packed(body, path.suffix)
        content.update(name.encode() + b"\0" + hashlib.sha256(body).digest())
        small = gzipped(body) if media_type.startswith(("text/", "image/svg")) else None
        files[name] = Asset(body, small, media_type)
    return Assets(content.hexdigest()[:12], MappingProxyType(files))


@cache
def assets() -> Assets:
    return read(STATIC)
