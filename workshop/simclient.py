"""One simulated device: the only place of the simulation that names websockets.

Written from docs/PROTOCOL.md alone, as a stranger would: nothing of the server is imported.
"""

import asyncio
import json
import random
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # what arrives is JSON, and is read as the protocol describes it

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

# R7 says 2.5 s; a server that draws for sixty tables on a small laptop gets more patience.
WELCOME_S = 10.0
# R8: something at least every 15 s, and 25 s of silence is a lost connection.
PING_AFTER_S = 12.0
SILENCE_S = 25.0
# R11.
FIRST_BOUND_S = 0.5
# A simulation that waits 20 s for a server that is back already only looks stuck.
RECONNECT_BOUND_S = 2.0
FATAL_CLOSES = {4400, 4401, 4409}


class RefusedError(Exception):
    """The server said no to an op, or to this device, and will say so again."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Door:
    """Where a device gets in: ``origin`` as in http://192.168.1.5:8000, ``key`` a secret."""

    origin: str
    session: str
    name: str
    key: str

    @property
    def socket(self) -> str:
        return f"ws{self.origin.removeprefix('http')}/s/{self.session}/{self.name}/socket"


@dataclass
class _Waiting:
    """An op that has no answer yet."""

    text: str
    answer: asyncio.Future[Mapping[str, Any]]


@dataclass
class Device:
    """Keeps every op until it is answered, whatever happens to its socket (R21).

    The caller runs ``run`` as a task, waits for ``ready``, then submits.
    ``on_answer`` is called at each answer, ``on_fault`` when the server breaks a rule,
    ``on_entry`` with each ``applied``.
    """

    door: Door
    watched: Mapping[str, Sequence[str]]
    on_answer: Callable[[], None]
    on_fault: Callable[[str], None]
    on_entry: Callable[[Mapping[str, Any]], None] = lambda message: None
    session: Mapping[str, Any] = field(default_factory=dict)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    connections: int = 0

    def __post_init__(self) -> None:
        self._waiting: dict[str, _Waiting] = {}
        self._seqs: dict[str, int] = {}
        self._epoch: str | None = None
        self._socket: ClientConnection | None = None
        self._sent_at = 0.0
        # Unique among all authors, so that an answer can be told from another's (R20).
        self._prefix = secrets.token_hex(6)
        self._count = 0

    async def run(self) -> None:
        """Stay connected until cancelled.

        Raises:
            RefusedError: the server will not have this device any more.
        """
        bound_s = FIRST_BOUND_S
        while True:
            try:
                async with connect(
                    self.door.socket,
                    origin=self.door.origin,  # type: ignore[arg-type] # Origin is a NewType of str
                    additional_headers={"Cookie": f"workshop={self.door.key}"},
                    compression=None,
                    proxy=None,
                    max_size=None,
                    ping_interval=None,
                ) as socket:
                    await self._greet(socket)
                    bound_s = FIRST_BOUND_S
                    await self._listen(socket)
            except InvalidStatus as error:
                if error.response.status_code == 403:
                    raise RefusedError(
                        "not_allowed", "The server refused the handshake."
                    ) from error
            except ConnectionClosed as error:
                if error.rcvd is not None and error.rcvd.code in FATAL_CLOSES:
                    raise RefusedError(f"closed_{error.rcvd.code}", error.rcvd.reason) from error
            except (OSError, TimeoutError, InvalidHandshake):
                pass  # not there yet: the wait below, then again
            finally:
                self._socket = None
            await asyncio.sleep(random.uniform(0, bound_s))  # noqa: S311 # jitter is no secret
            bound_s = min(bound_s * 2, RECONNECT_BOUND_S)

    async def submit(self, stream: str, op: Mapping[str, object]) -> int:
        """Send an op until it is an entry, and return its seq.

        Raises:
            RefusedError: the op does not fit; nothing changed.
        """
        self._count += 1
        ref = f"{self._prefix}-{self._count}"
        text = _encode({"type": "op", "stream": stream, "ref": ref, "op": op})
        while True:
            answer = await self._ask(ref, text)
            if answer["type"] != "rejected":
                return int(answer["seq"])
            if answer["code"] not in ("slow_down", "not_saved"):
                raise RefusedError(answer["code"], answer["message"])
            await asyncio.sleep((answer["retry_ms"] or 1000) / 1000)

    async def typing(self, stream: str, zone: str | None) -> None:
        """Say what this person is busy with; lost when there is no connection, and no loss."""
        await self._send(_encode({"type": "typing", "stream": stream, "zone": zone}))

    async def _ask(self, ref: str, text: str) -> Mapping[str, Any]:
        waiting = _Waiting(text, asyncio.get_running_loop().create_future())
        self._waiting[ref] = waiting
        await self._send(text)
        return await waiting.answer

    async def _send(self, text: str) -> None:
        if self._socket is None:
            return
        try:
            self._sent_at = asyncio.get_running_loop().time()
            await self._socket.send(text)
        except ConnectionClosed:
            self._socket = None  # what must arrive is in _waiting and goes out after the greeting

    async def _greet(self, socket: ClientConnection) -> None:
        await socket.send(_encode({"type": "hello", "protocol": 1}))
        async with asyncio.timeout(WELCOME_S):
            welcome = json.loads(await socket.recv())
        self._epoch, known = welcome["epoch"], self._epoch
        for stream, views in self.watched.items():
            watch: dict[str, object] = {"type": "watch", "stream": stream, "views": list(views)}
            if stream in self._seqs and known == self._epoch:
                watch |= {"epoch": known, "seq": self._seqs[stream]}
            await socket.send(_encode(watch))
        sent: set[str] = set()
        # Ops that come up meanwhile queue behind these: they go out in the order made (R21).
        while unsent := [ref for ref in self._waiting if ref not in sent]:
            for ref in unsent:
                sent.add(ref)
                if ref in self._waiting:
                    await socket.send(self._waiting[ref].text)
        self._sent_at = asyncio.get_running_loop().time()
        self._socket = socket
        self.connections += 1

    async def _listen(self, socket: ClientConnection) -> None:
        clock = asyncio.get_running_loop().time
        heard_at = clock()
        while clock() - heard_at < SILENCE_S:
            try:
                async with asyncio.timeout(PING_AFTER_S):
                    message = await socket.recv()
            except TimeoutError:
                message = None
            if message is not None:
                heard_at = clock()
                self._take(json.loads(message))
            if clock() - self._sent_at > PING_AFTER_S:
                await self._send(_encode({"type": "ping"}))

    def _take(self, message: Mapping[str, Any]) -> None:
        match message["type"]:
            case "state" | "resumed":
                self._take_start(message)
            case "applied":
                self._take_entry(message["stream"], message["seq"])
                self._take_session(message)
                self._answer(message)
                self.on_entry(message)
            case "known" | "rejected":
                self._answer(message)
            case "error":
                self.on_fault(f"error {message['code']}: {message['message']}")

    def _take_start(self, message: Mapping[str, Any]) -> None:
        stream = message["stream"]
        for entry in message.get("entries", ()):
            self._take_entry(stream, entry["seq"])
        if message["type"] == "resumed" and self._seqs.get(stream) != message["seq"]:
            self.on_fault(f"R12: resumed at {message['seq']} without all that was missed")
        self._seqs[stream] = message["seq"]
        self._take_session(message)
        if self._seqs.keys() >= self.watched.keys():
            self.ready.set()

    def _take_entry(self, stream: str, seq: int) -> None:
        expected = self._seqs.get(stream, 0) + 1
        if seq != expected:
            self.on_fault(f"R13: entry {seq} came where {expected} was next")
        self._seqs[stream] = seq

    def _take_session(self, message: Mapping[str, Any]) -> None:
        if "session" in message:
            self.session = message["session"]

    def _answer(self, message: Mapping[str, Any]) -> None:
        waiting = self._waiting.pop(message["ref"], None)
        if waiting is not None and not waiting.answer.done():
            waiting.answer.set_result(message)
            self.on_answer()


def _encode(message: Mapping[str, object]) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
