"""The half of the public API that is plain HTTP, as a simulation uses it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self  # Any: what arrives is JSON, read as docs/PROTOCOL.md describes it
from urllib.parse import urljoin

import httpx

# A server that is killed in the middle of a workshop is back within a minute, or not at all.
PATIENCE_S = 60.0
TRY_AGAIN_S = 0.5
# Somebody else is exporting just now; or a proxy says that its server is away.
PASSING = {429, 502, 503, 504}


class UnreachableError(Exception):
    """No Workshop server answers there; the message says where."""


class TurnedAwayError(Exception):
    """The server answered, and said no."""


@dataclass(frozen=True)
class Created:
    """A session just made, with everything its facilitator gets."""

    session: str
    code: str
    join_token: str
    desk_key: str
    desk_url: str
    wall_url: str
    join_url: str


class FrontDoor:
    """The server at ``origin``. Asks again while it is away, but for the very first request."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        # The server is a machine in this room: a proxy for the internet is not on the way.
        self._http = httpx.AsyncClient(base_url=origin, timeout=30, trust_env=False)
        self._has_answered = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    async def create(self, title: str, tables: Sequence[str], minutes: int) -> Created:
        body = {"title": title, "tables": list(tables), "minutes": minutes}
        made = (await self._ask("POST", "/api/sessions", json=body)).json()
        return Created(
            session=made["session"],
            code=made["code"],
            join_token=made["join_token"],
            desk_key=made["desk_key"],
            desk_url=urljoin(self.origin, made["desk_url"]),
            wall_url=urljoin(self.origin, made["wall_url"]),
            join_url=urljoin(self.origin, made["join_url"]),
        )

    async def tables(self, token: str) -> list[str]:
        """Return the ids of the tables, in their order."""
        door = (await self._ask("POST", "/api/door", json={"token": token})).json()
        return [table["id"] for table in door["tables"]]

    async def join(self, token: str, table: str) -> str:
        """Sit down at a table and return the key to it."""
        joined = await self._ask("POST", "/api/join", json={"token": token, "table": table})
        return str(joined.json()["key"])

    async def export(self, created: Created) -> bytes:
        path = f"/s/{created.session}/desk/export.zip"
        cookie = {"Cookie": f"workshop={created.desk_key}"}
        return (await self._ask("GET", path, headers=cookie)).content

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        json: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        ends_at = asyncio.get_running_loop().time() + PATIENCE_S
        while True:
            try:
                answer = await self._http.request(method, path, json=json, headers=headers)
            except httpx.TransportError as error:
                if not self._has_answered or asyncio.get_running_loop().time() > ends_at:
                    raise UnreachableError(f"No server answers at {self.origin}.") from error
            else:
                self._has_answered = True
                if answer.status_code < 400:
                    return answer
                if answer.status_code not in PASSING or asyncio.get_running_loop().time() > ends_at:
                    raise TurnedAwayError(_sentence(answer))
            await asyncio.sleep(TRY_AGAIN_S)


def _sentence(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return f"The server answered {answer.status_code} to {answer.request.url.path}."
