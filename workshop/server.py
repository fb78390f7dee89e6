"""Runs the server: its listening socket, its limits, and what its terminal says."""

import contextlib
import socket
import sys
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from web.links import lan_addresses, qr_text
from workshop import logs
from workshop.app import create_app, listens_only_here
from workshop.database import DatabaseError
from workshop.settings import Settings

# A thousand phones come back at once when a server restarts; all of them fit into this queue.
BACKLOG: Final = 2_048
# R10 asks for a sentence to what is too long, so more than that must get through to us. Beyond
# this it is no accident, and the socket closes with 1009.
MAX_FRAME_BYTES: Final = 256 * 1024
# Exports and sockets get this long to end when the server is stopped.
SHUTDOWN_S: Final = 5
# A page holds one connection between its requests; opening another costs a phone a round trip.
KEEP_ALIVE_S: Final = 30
# Who acknowledges nothing for this long is gone: Linux frees the connection then, in whatever
# state. Without it a reader who stops reading is kept for ever.
USER_TIMEOUT_MS: Final = 30_000
# The same for sockets, on every system: after its conversation has ended, a connection that
# still has unsent bytes is cut.
LINGER_S: Final = 3.0


class CannotStartError(Exception):
    """The server cannot start; ``message`` says why in one line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class FreeingProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own, but it does not wait for ever for a client that does not read.

    It closes a connection only after all of its buffer was sent, which with such a client is
    never: the connection, its buffers and its task would stay.

    And it takes a refused handshake for a crash: anybody could fill the log with errors.
    """

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if self.initial_response is not None and self.close_sent:
            self.handshake_complete = True

    async def run_asgi(self) -> None:
        try:
            await super().run_asgi()
        finally:
            if not self.disconnected:
                self.loop.call_later(LINGER_S, self._cut)

    def _cut(self) -> None:
        if not self.disconnected and self.transport.get_write_buffer_size() > 0:
            self.transport.abort()


def serve(settings: Settings) -> int:
    """Run until stopped; return the exit code."""
    logs.configure(settings.log_level)
    try:
        listening = listen(settings.host, settings.port)
        app = create_app(settings)
    except (CannotStartError, DatabaseError) as error:
        print(error.message, file=sys.stderr)
        return 2
    print(announcement(settings, listening.getsockname()[1]), flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config(app)).run(sockets=[listening])
    return 0


def config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        lifespan="on",
        ws=FreeingProtocol,
        ws_max_size=MAX_FRAME_BYTES,
        # Compression would cost each of ten thousand sockets more memory than all else of it.
        ws_per_message_deflate=False,
        # The protocol has its own heartbeat (R8), which also shows that the page still thinks.
        ws_ping_interval=None,
        # Who is a proxy is a setting of ours (web/trust.py), not the default of a library.
        proxy_headers=False,
        server_header=False,
        date_header=True,
        access_log=False,
        log_config=None,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; connections inherit its options.

    Raises:
        CannotStartError: the address cannot be used.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, proto)
    except OSError as error:
        raise CannotStartError(
            f"WORKSHOP_HOST={host!r} cannot be used: {error.strerror}."
        ) from None
    try:
        # After a restart the port is free at once, not after the last phones have let go.
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _free_the_silent(listening)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise CannotStartError(
            f"Port {port} on {host} cannot be used: {error.strerror}. "
            "Stop what uses it, or set PORT to another one."
        ) from None
    listening.setblocking(False)
    return listening


def _free_the_silent(listening: socket.socket) -> None:
    option: Any = getattr(socket, "TCP_USER_TIMEOUT", None)  # Any: an int, where there is one
    if option is not None:
        listening.setsockopt(socket.IPPROTO_TCP, option, USER_TIMEOUT_MS)


def announcement(settings: Settings, port: int) -> str:
    """Return what the terminal shows: where to open it here, and where in the room."""
    here = f"http://localhost:{port}"
    others = [] if listens_only_here(settings.host) else lan_addresses()
    room = (
        [settings.public_url] if settings.public_url else [f"http://{ip}:{port}" for ip in others]
    )
    lines = ["", "Workshop is running.", "", f"  On this computer:  {here}"]
    lines += [f"  In this network:   {address}" for address in room]
    if room:
        lines += ["", qr_text(room[0])]
    else:
        lines += ["", "  Only this computer can open it.", ""]
    return "\n".join([*lines, "Stop it with Ctrl+C."])
