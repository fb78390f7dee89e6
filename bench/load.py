"""A full room at work: sixty tables of four people and a wall, over real sockets."""

import asyncio
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # messages of the server, as docs/PROTOCOL.md describes them

import psutil

from workshop.frontdoor import Created, FrontDoor
from workshop.simclient import Device, Door
from workshop.spawn import Server

TABLES = 60
PEOPLE = 4
OPS_A_SECOND = 60
SECONDS = 20
JOINING_AT_ONCE = 8
ZONES = ("need", "relationship", "response", "outcome", "context", "novel", "learned")
WORDS = (
    "one named nurse for every home, seven days a week",
    "phone first, then the visit",
    "who pays when the saving is somebody else's",
    "families asked for it twice before anybody listened to them properly",
)
TIMEOUT_S = 120.0


@dataclass
class Measured:
    """What was seen; times in seconds of this process's clock."""

    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: list[float] = field(default_factory=list)
    on_wall: list[float] = field(default_factory=list)
    deliveries: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cost:
    """What the server and this client used up, over the seconds of the load."""

    server_cpu_s: float
    client_cpu_s: float
    lasted_s: float
    empty_bytes: int
    full_bytes: int


class Room:
    """Everybody connected: the people by table, the wall, and the desk."""

    def __init__(self, origin: str, created: Created, tasks: asyncio.TaskGroup) -> None:
        self._origin = origin
        self._created = created
        self._tasks = tasks
        self._running: list[asyncio.Task[None]] = []
        self.measured = Measured()
        self.people: list[tuple[Device, str]] = []
        self._all_on_wall = asyncio.Event()

    async def fill(self, front: FrontDoor) -> None:
        desk = self._connect("desk", self._created.desk_key, {self._created.session: ()})
        await desk.ready.wait()
        ours = {d["table"]: d["id"] for d in desk.session["diagrams"] if d["task"] == "innovation"}
        assert len(ours) == TABLES, "every table begins with its diagrams"
        door = asyncio.Semaphore(JOINING_AT_ONCE)
        seats = [(table, stream) for table, stream in ours.items() for _ in range(PEOPLE)]
        await asyncio.gather(*(self._seat(front, door, *seat) for seat in seats))
        wall = self._connect(
            "wall",
            self._wall_key(),
            {self._created.session: (), **dict.fromkeys(ours.values(), ("picture",))},
            self._wall_saw,
        )
        everybody = [wall, *(device for device, _ in self.people)]
        await asyncio.gather(*(device.ready.wait() for device in everybody))
        work = next(phase for phase in desk.session["agenda"] if phase["kind"] == "work")
        start = {"type": "phase.go", "phase": work["id"], "start": True}
        await desk.submit(self._created.session, start)

    def leave(self) -> None:
        for task in self._running:
            task.cancel()

    async def write(self, dice: random.Random) -> None:
        """Have somebody write at even intervals; return when all is acknowledged and seen."""
        clock = asyncio.get_running_loop().time
        begin = clock()
        turns = list(self.people) * math.ceil(SECONDS * OPS_A_SECOND / len(self.people))
        dice.shuffle(turns)
        async with asyncio.TaskGroup() as sending:
            for turn in range(SECONDS * OPS_A_SECOND):
                await asyncio.sleep(begin + turn / OPS_A_SECOND - clock())
                device, stream = turns[turn]
                sending.create_task(self._write_one(device, stream, f"n{turn}", dice))
        async with asyncio.timeout(TIMEOUT_S):
            await self._all_on_wall.wait()

    async def _write_one(self, device: Device, stream: str, note: str, dice: random.Random) -> None:
        place = {"zone": dice.choice(ZONES), "before": None}
        op = {"type": "note.add", "note": note, "place": place, "text": dice.choice(WORDS)}
        clock = asyncio.get_running_loop().time
        self.measured.sent[note] = begin = clock()
        await device.submit(stream, op)
        self.measured.acknowledged.append(clock() - begin)

    async def _seat(
        self, front: FrontDoor, door: asyncio.Semaphore, table: str, stream: str
    ) -> None:
        async with door:
            key = await front.join(self._created.join_token, table)
        watched: dict[str, Sequence[str]] = {self._created.session: (), stream: ("outline",)}
        self.people.append((self._connect("table", key, watched, self._delivered), stream))

    def _connect(
        self,
        door: str,
        key: str,
        watched: Mapping[str, Sequence[str]],
        on_entry: Callable[[Mapping[str, Any]], None] = lambda message: None,
    ) -> Device:
        where = Door(self._origin, self._created.session, door, key)
        device = Device(
            where, watched, lambda: None, self.measured.faults.append, on_entry=on_entry
        )
        self._running.append(self._tasks.create_task(device.run()))
        return device

    def _wall_key(self) -> str:
        return self._created.wall_url.partition("#k=")[2]

    def _delivered(self, message: Mapping[str, Any]) -> None:
        self.measured.deliveries += 1

    def _wall_saw(self, message: Mapping[str, Any]) -> None:
        self.measured.deliveries += 1
        begin = self.measured.sent.get(message["op"].get("note", ""))
        if begin is not None:
            self.measured.on_wall.append(asyncio.get_running_loop().time() - begin)
        if len(self.measured.on_wall) == SECONDS * OPS_A_SECOND:
            self._all_on_wall.set()


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            assert server.process is not None, "it was just started"
            measured, cost = asyncio.run(_measure(server, psutil.Process(server.process.pid)))
        finally:
            server.stop()
    print(_table(measured, cost))


async def _measure(server: Server, process: psutil.Process) -> tuple[Measured, Cost]:
    async with FrontDoor(server.origin) as front, asyncio.TaskGroup() as tasks:
        created = await front.create("Bench", [f"Table {n}" for n in range(1, TABLES + 1)], 10)
        room = Room(server.origin, created, tasks)
        empty = process.memory_info().rss
        await room.fill(front)
        full = process.memory_info().rss
        cpu, own, begin = _cpu_s(process), _cpu_s(psutil.Process()), time.monotonic()
        print(f"{len(room.people)} people are here; {SECONDS} s of writing begin.", flush=True)
        await room.write(random.Random(1))  # noqa: S311 # dice
        lasted = time.monotonic() - begin
        cost = Cost(_cpu_s(process) - cpu, _cpu_s(psutil.Process()) - own, lasted, empty, full)
        room.leave()
    return room.measured, cost


def _cpu_s(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


def _table(measured: Measured, cost: Cost) -> str:
    sockets = TABLES * PEOPLE + 2
    memory = (cost.full_bytes - cost.empty_bytes) / sockets
    rows = [
        f"{TABLES} tables x {PEOPLE} people and a wall, {OPS_A_SECOND} ops/s for {SECONDS} s",
        f"  ops                      {len(measured.sent):>10}",
        f"  deliveries               {measured.deliveries:>10}",
        "                                  p50       p95       p99   (ms)",
        f"  op to acknowledgement  {_percentiles(measured.acknowledged)}",
        f"  op to wall             {_percentiles(measured.on_wall)}",
        f"  server CPU               {cost.server_cpu_s / cost.lasted_s:>10.0%}   of one core",
        f"  server CPU per delivery  {cost.server_cpu_s / measured.deliveries * 1e6:>10.0f}   µs",
        f"  this client's CPU        {cost.client_cpu_s / cost.lasted_s:>10.0%}   of one core",
        f"  memory per connection    {memory / 1024:>10.1f}   KiB, with its session and diagrams",
        f"  server memory            {cost.full_bytes / 2**20:>10.1f}   MiB",
    ]
    return "\n".join([*rows, *(f"  fault: {fault}" for fault in measured.faults[:5])])


def _percentiles(seconds: Sequence[float]) -> str:
    hundred = statistics.quantiles(seconds, n=100, method="inclusive")
    return "  ".join(f"{hundred[at - 1] * 1000:>8.1f}" for at in (50, 95, 99))
