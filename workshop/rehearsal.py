"""A session full of simulated people: their devices, what was refused, how long to wait."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workshop.frontdoor import PATIENCE_S, Created, FrontDoor
from workshop.script import TASKS, Script
from workshop.simclient import Device, Door, RefusedError
from workshop.verify import Where

# A room comes through the door in a stream, not all at once.
JOINING_AT_ONCE = 8


class StuckError(Exception):
    """The server stopped answering for longer than we wait."""


@dataclass
class Rehearsal:
    """One session while it is played.

    ``tables`` are ids, in the order of the file; ``people`` are by place and author.
    ``faults`` collects what was refused and which rules the server broke.
    """

    front: FrontDoor
    created: Created
    tasks: asyncio.TaskGroup
    tables: Sequence[str] = ()
    people: dict[tuple[int, str], Device] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    unanswered: int = 0

    def __post_init__(self) -> None:
        self._running: list[asyncio.Task[None]] = []
        self._waits_from = asyncio.get_running_loop().time()
        self.desk = self._device("desk", self.created.desk_key, {self.created.session: ()})

    @property
    def reconnects(self) -> int:
        return sum(device.connections - 1 for device in (self.desk, *self.people.values()))

    async def gather(self, plan: Sequence[Script]) -> None:
        """Seat everybody the plan names, and wait until all of them see their diagrams."""
        self._running.append(self.tasks.create_task(self._watch_over()))
        self.tables = await self.front.tables(self.created.join_token)
        await self.desk.ready.wait()
        for script in plan:
            await self._ensure_diagram(script)
        door = asyncio.Semaphore(JOINING_AT_ONCE)
        authors = {(script.place, author) for script in plan for author in script.authors}
        places: dict[int, list[str]] = {}
        for place, author in sorted(authors):
            places.setdefault(place, []).append(author)
        await asyncio.gather(*(self._seat(door, *seats) for seats in places.items()))
        await asyncio.gather(*(device.ready.wait() for device in self.people.values()))

    def leave(self) -> None:
        for task in self._running:
            task.cancel()

    def diagram(self, place: int, task: str) -> str | None:
        """Return the stream of a table's (first) diagram."""
        for diagram in self.desk.session["diagrams"]:
            if diagram["table"] == self.tables[place] and diagram["task"] == task:
                return str(diagram["id"])
        return None

    def where(self, plan: Sequence[Script]) -> Where:
        """Return what the server called the tables and diagrams of the plan."""
        diagrams = {
            (script.place, script.task): self.diagram(script.place, script.task) or ""
            for script in plan
        }
        return Where(self.tables, diagrams)

    async def submit(self, device: Device, stream: str, op: Mapping[str, object]) -> None:
        """Have ``device`` change something; a refusal is noted, not raised."""
        self.unanswered += 1
        try:
            await device.submit(stream, op)
        except RefusedError as refused:
            self.faults.append(f"{op['type']} was refused ({refused.code}): {refused.message}")
        self.unanswered -= 1

    async def command(self, op: Mapping[str, object]) -> None:
        """Have the facilitator change something."""
        await self.submit(self.desk, self.created.session, op)

    async def until(self, moment: float) -> None:
        """Wait for a moment of the loop's clock; nobody expects an answer before it."""
        self._waits_from = max(self._waits_from, moment)
        await asyncio.sleep(moment - asyncio.get_running_loop().time())

    def _heard(self) -> None:
        self._waits_from = max(self._waits_from, asyncio.get_running_loop().time())

    def _device(self, door: str, key: str, watched: Mapping[str, Sequence[str]]) -> Device:
        where = Door(self.front.origin, self.created.session, door, key)
        device = Device(where, watched, self._heard, self.faults.append)
        self._running.append(self.tasks.create_task(self._attend(device)))
        return device

    async def _attend(self, device: Device) -> None:
        try:
            await device.run()
        except RefusedError as refused:
            self.faults.append(f"A device was sent away ({refused.code}): {refused.message}")

    async def _ensure_diagram(self, script: Script) -> None:
        if self.diagram(script.place, script.task) is None:
            diagram = f"d{script.place:04d}{script.task[:8]}"
            table = self.tables[script.place]
            await self.command(
                {"type": "diagram.add", "diagram": diagram, "table": table, "task": script.task}
            )

    async def _seat(self, door: asyncio.Semaphore, place: int, authors: Sequence[str]) -> None:
        """Let a table's people in one after another: letters follow the order of arrival."""
        table = self.tables[place]
        diagrams = [self.diagram(place, task) for task in TASKS]
        # What a phone at work watches: the running order, and both diagrams as lists.
        watched: dict[str, Sequence[str]] = {self.created.session: ()}
        watched |= {diagram: ("outline",) for diagram in diagrams if diagram is not None}
        for author in authors:
            async with door:
                key = await self.front.join(self.created.join_token, table)
            self.people[place, author] = self._device("table", key, watched)

    async def _watch_over(self) -> None:
        """Raise StuckError when nothing has been answered for too long."""
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(1)
            if clock() - self._waits_from > PATIENCE_S:
                raise StuckError(
                    f"The server has answered nothing for {PATIENCE_S:.0f} seconds; "
                    f"{self.unanswered} changes were never acknowledged."
                )
