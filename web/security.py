"""What stands around every route, sockets and errors included: headers, host, origin, size.

It wraps the whole application and not only its routes, because a refusal and a crash need the
same headers as a page, and the middleware of a framework does not see sockets.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import BROKEN, NOT_FOUND, WENT_WRONG, Problem, refusal
from web.trust import Trust, has_header, header, host_of, scheme_of

logger = logging.getLogger(__name__)

# The longest form is sixty names of tables; everything longer is not from our pages.
MAX_BODY_BYTES = 65_536
# A phone on a bad network sends a form in a second or two; a socket held open longer is a trick.
BODY_TIMEOUT_S = 20.0
# How much of a body that is too large is still read, so that its sender gets to see the answer.
MAX_DRAINED_BYTES = 4 * 1024 * 1024
HSTS = "max-age=31536000"

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'"
)
# A picture opened on its own can neither run nor fetch anything, whatever it contains.
SVG_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_OFF: Sequence[str] = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
    # Pages and exports hold what people wrote; what may be kept says so itself.
    "Cache-Control": "no-store",
}
_CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
_RESPONSES = frozenset({"http.response.start", "websocket.http.response.start", "websocket.accept"})

WRONG_HOST = Problem(
    "wrong_host",
    "This server does not go by that name. Use its address, or ask whoever runs it to allow "
    "the name.",
)
WRONG_ORIGIN = Problem(
    "wrong_origin", "This came from another site, so nothing was changed. Open the page again."
)
NOWHERE = Problem("not_found", NOT_FOUND)
TOO_LARGE = Problem("too_large", "That is more than fits. Shorten it and send it again.")
TOO_SLOW = Problem("too_slow", "This took too long to arrive. Send it again.")


class Guard:
    """ASGI middleware, outermost."""

    def __init__(self, app: ASGIApp, trust: Trust) -> None:
        self._app = app
        self._trust = trust

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        scope = {**self._trust.as_sent(scope), "state": dict(scope.get("state", {}))}
        answer = _Answer(scope, send)
        problem = refused(self._trust, scope)
        if problem is None and changes_something(scope):
            body = await _body(receive)
            if body is None:
                return
            if isinstance(body, Problem):
                problem = body
            else:
                receive = _replayed(body, receive)
        if problem is not None:
            logger.info("refused: %s", problem.code)
            await refusal(scope, problem)(scope, receive, answer.send)
            return
        if scope["type"] == "http" and scope["method"] == "HEAD":
            # Answered as GET; the server leaves out the body.
            scope = {**scope, "method": "GET"}
        await self._run(scope, receive, answer)

    async def _run(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        try:
            await self._app(scope, receive, answer.send)
        except Exception as error:
            # A bug. Whoever asked is told so; the traceback is for whoever runs the server.
            logger.error("a request crashed", exc_info=error)
            await answer.crash(receive)


class _Answer:
    """Adds the headers to what the application sends, and knows whether it has begun.

    A framework closes a socket that no route is for before it was accepted, and the server then
    makes an answer of its own, past all of this: that one is replaced by ours.
    """

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "websocket.close" and not self._begun:
            self._begun = True
            await refusal(self._scope, NOWHERE)(self._scope, _nothing, self.send)
            return
        if message["type"] in _RESPONSES:
            self._begun = True
            headers = MutableHeaders(raw=list(message.get("headers", [])))
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if scheme_of(self._scope) == "https":
                headers["Strict-Transport-Security"] = HSTS
            message = {**message, "headers": headers.raw}
        await self._send(message)

    async def crash(self, receive: Receive) -> None:
        """Answer 500, or end what had begun: half an answer must not look like a whole one."""
        if not self._begun:
            problem = Problem("broken", BROKEN)
            await refusal(self._scope, problem)(self._scope, receive, self.send)
        elif self._scope["type"] == "websocket":
            # OSError: it has gone meanwhile. RuntimeError: it was closed before the crash.
            with suppress(OSError, RuntimeError):
                await self._send({"type": "websocket.close", "code": WENT_WRONG})


async def _nothing() -> Message:
    raise AssertionError("an answer is sent without anything being read")


def refused(trust: Trust, scope: Scope) -> Problem | None:
    """Decide from the headers alone whether this request may go on."""
    host = host_of(header(scope, b"host") or "")
    if host is None or not trust.is_ours(host):
        return WRONG_HOST
    if scope["type"] == "websocket":
        claimed = header(scope, b"origin")
        if claimed is None or not trust.is_own_origin(scope, claimed):
            return WRONG_ORIGIN
    elif changes_something(scope) and not _is_from_here(trust, scope):
        return WRONG_ORIGIN
    return None


def changes_something(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] not in _CHANGES_NOTHING


def _is_from_here(trust: Trust, scope: Scope) -> bool:
    """R2. ``Sec-Fetch-Site`` decides where it is sent, which is not over plain HTTP in a LAN.

    There the origin decides. A page whose referrer policy is no-referrer posts its forms with
    the origin ``null`` (Fetch, "append a request Origin header"), as a page in somebody's
    sandboxed frame does: so our pages say same-origin in their head, and ``null`` is refused.
    """
    if has_header(scope, b"sec-fetch-site"):
        # ``none`` is a person's own doing, such as a reload: no site can cause it.
        if header(scope, b"sec-fetch-site") not in ("same-origin", "none"):
            return False
        if header(scope, b"origin") == "null":
            return True
    if not has_header(scope, b"origin"):
        return True
    return trust.is_own_origin(scope, header(scope, b"origin") or "")


async def _body(receive: Receive) -> bytes | Problem | None:
    """Read the whole body, counting what comes and not what was announced.

    None when its sender went away first: half a form must not be taken for a whole one.
    """
    kept, size = bytearray(), 0
    try:
        async with asyncio.timeout(BODY_TIMEOUT_S):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                chunk = message.get("body", b"")
                size += len(chunk)
                if size <= MAX_BODY_BYTES:
                    kept += chunk
                if not message.get("more_body", False) or size > MAX_DRAINED_BYTES:
                    break
    except TimeoutError:
        return TOO_SLOW
    return bytes(kept) if size <= MAX_BODY_BYTES else TOO_LARGE


def _replayed(body: bytes, receive: Receive) -> Receive:
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return first.pop() if first else await receive()

    return replay
