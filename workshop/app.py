"""Assembles the whole: database, store, hub and web, from the settings."""

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.types import ASGIApp

from sessions.hub import Hub
from sessions.store import Store
from web.links import Links, likeliest_lan_address
from web.site import Lifespan, site
from web.trust import Trust, trust
from workshop.database import open_database
from workshop.settings import Settings

logger = logging.getLogger(__name__)


def create_app(settings: Settings) -> ASGIApp:
    """Open the database and return the application.

    Raises:
        DatabaseError: the database cannot be used; nothing changed in it.
    """
    engine = open_database(settings.database_url)
    hub = Hub(Store(engine), now_ms=_now_ms)
    trusted = whom_to_trust(settings)
    return site(hub, trusted, find_links(settings, trusted), run_hub(hub, engine))


def whom_to_trust(settings: Settings) -> Trust:
    return trust(
        machine=socket.gethostname(),
        allowed_hosts=settings.allowed_hosts,
        public_url=settings.public_url,
        proxies=settings.trusted_proxies,
    )


def find_links(settings: Settings, trusted: Trust) -> Links:
    """Decide where phones find this server; nowhere else when it listens only to this machine."""
    if listens_only_here(settings.host):
        return Links(trusted.public_origin, lambda: None)
    return Links(trusted.public_origin, likeliest_lan_address)


def listens_only_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def run_hub(hub: Hub, engine: Engine) -> Lifespan:
    """Return what starts the hub with the server and stops it before the database closes."""

    @asynccontextmanager
    async def run(_: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(_unclaimed)
        running = asyncio.create_task(hub.run(), name="hub")
        running.add_done_callback(_ended)
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait([running])
            engine.dispose()

    return run


def _ended(running: asyncio.Task[None]) -> None:
    """Say that the hub died. The process goes on: what is stored can be read and exported."""
    if not running.cancelled() and (error := running.exception()) is not None:
        logger.critical("the hub crashed; nothing is stored any more", exc_info=error)


def _unclaimed(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # Any: asyncio's own shape. Its default handler writes the exception's message, which may
    # quote what somebody typed.
    logger.error("a task failed unnoticed", exc_info=context.get("exception"))
