"""A hub and its clients without a network: real rooms, a real SQLite file."""

import asyncio
import contextlib
import itertools
import json

from following import Follower

from sessions.conversation import JoinInfo, converse
from sessions.hub import Hub
from sessions.store import Store
from workshop.database import open_database

JOIN = JoinInfo("ABCDEF", "192.0.2.1:8000", "http://192.0.2.1:8000/join#token")


class Socket:
    """A client without a network: what it sends is received at once, what it is told is kept."""

    def __init__(self, conversation):
        self.conversation = conversation
        self.follower = Follower()
        self.closed = None
        self._refs = itertools.count(1)

    async def send(self, **message):
        await self.conversation.receive(json.dumps(message))
        return self.read()

    def read(self):
        """Take everything that waits; the last message of it."""
        outbox = self.conversation.connection.outbox
        last = None
        while outbox._waiting:
            frame = outbox._waiting.popleft()
            outbox._bytes -= frame.size
            last = self.follower.take(frame.text)
        if outbox._close is not None:
            self.closed = outbox._close
        return last

    async def greet(self):
        return await self.send(type="hello", protocol=1)

    async def watch(self, stream, *views, **have):
        if "seq" in have:
            self.follower.has(stream, have["seq"])
        return await self.send(type="watch", stream=stream, views=views, **have)

    async def op(self, stream, ref=None, **op):
        ref = ref or f"r{next(self._refs)}"
        await self.send(type="op", stream=stream, ref=ref, op=op)
        return self.follower.answers.get((stream, ref), [])


class Place:
    """A server with one session of two tables."""

    def __init__(self, hub, made):
        self.hub = hub
        self.made = made
        self.now = 0

    async def socket(self, door="table", table="t1", key=None):
        if door == "table" and key is None:
            key = (await self.hub.join(code=self.made.code, table=table, name="Ann")).key
        keys = {"desk": self.made.desk_key, "wall": self.made.wall_key, "table": key}
        who = await self.hub.who(self.made.session, door, keys[door])
        socket = Socket(await converse(self.hub, who, JOIN))
        await socket.greet()
        return socket

    def diagram(self, table="t1", task="innovation"):
        session = self.hub.live_sessions[self.made.session].session
        return session.diagrams_of(table, task)[0].id

    async def start(self, phase="work-innovation"):
        desk = await self.socket("desk")
        await desk.watch(self.made.session)
        assert await desk.op(self.made.session, type="phase.go", phase=phase, start=True)
        return desk


@contextlib.asynccontextmanager
async def serving(path, made=None, now=lambda: 1_000_000, store=Store):
    engine = open_database(f"sqlite:///{path}")
    hub = Hub(store(engine), now_ms=now)
    running = asyncio.create_task(hub.run())
    await hub.started.wait()
    try:
        made = made or await hub.create("Northern managers", ["Falls", "Beds"], 10)
        await hub.live(made.session)
        yield Place(hub, made)
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        engine.dispose()


def add(note, text="Care homes call 999", zone="need"):
    place = {"zone": zone, "before": None}
    return {"type": "note.add", "note": note, "place": place, "text": text}
