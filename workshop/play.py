"""Plays a workshop file against a server: the only place that knows who does what when."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # a phase is JSON from the server, read as docs/PROTOCOL.md describes it

from workshop.frontdoor import Created, FrontDoor
from workshop.playfile import Workshop
from workshop.rehearsal import Rehearsal
from workshop.script import TASKS, Line, Script, Tie, scripts
from workshop.simclient import Device
from workshop.verify import Where

MINUTES = 10
# How long the steps around the tasks take, in seconds of the workshop.
GATHER_S = 20
EXPLAIN_S = 60
COMBINE_S = 60
# Shorter than this on the wall is a flicker, not a diagram shown.
SPOTLIGHT_S = 1.5
# People are seen typing for as long as this; presence travels at most once a second.
TYPING_S = 1.5
# A hint that is over before it can be seen is noise.
LEAST_TYPING_S = 0.2


@dataclass(frozen=True)
class Played:
    """How it went: ``faults`` is empty when every op was taken and every rule was kept."""

    bundle: bytes
    where: Where
    people: int
    reconnects: int
    faults: tuple[str, ...]


async def play(
    workshop: Workshop,
    origin: str,
    speed: float,
    on_created: Callable[[Created], None],
    *,
    closing: bool = True,
) -> Played:
    """Play the file in a new session and return its export.

    ``on_created`` is called as soon as there is a session to look at. Without ``closing`` the
    room stays at the combined diagrams.

    Raises:
        UnreachableError, TurnedAwayError: there is no session.
        StuckError: the server went away for good.
    """
    plan = scripts(workshop)
    names = [table.name for table in workshop.tables]
    async with FrontDoor(origin) as front:
        created = await front.create(workshop.title, names, MINUTES)
        on_created(created)
        try:
            async with asyncio.TaskGroup() as tasks:
                rehearsal = Rehearsal(front, created, tasks)
                await rehearsal.gather(plan)
                await _Director(rehearsal, plan, speed).direct(closing)
                rehearsal.leave()
        except ExceptionGroup as group:
            raise group.exceptions[0] from None
        bundle = await front.export(created)
    people, faults = len(rehearsal.people), tuple(rehearsal.faults)
    return Played(bundle, rehearsal.where(plan), people, rehearsal.reconnects, faults)


class _Director:
    """Moves the room through its running order, ``speed`` times as fast as people would."""

    def __init__(self, rehearsal: Rehearsal, plan: Sequence[Script], speed: float) -> None:
        self._rehearsal = rehearsal
        self._plan = plan
        self._speed = speed

    async def direct(self, closing: bool) -> None:
        for phase in self._rehearsal.desk.session["agenda"]:
            if phase["kind"] == "close" and not closing:
                return
            await self._enter(phase)
            match phase["kind"]:
                case "work":
                    await self._work(phase["task"])
                case "explain":
                    await self._explain(phase["task"])
                case "combine":
                    await self._combine()
                case "welcome" | "brief":
                    await self._pause(GATHER_S / self._speed)

    async def _enter(self, phase: Mapping[str, Any]) -> None:
        start = phase["kind"] in ("work", "explain")
        await self._rehearsal.command({"type": "phase.go", "phase": phase["id"], "start": start})
        await self._show(mode="auto")

    async def _work(self, task: str) -> None:
        """Return when everything the file has for this task is acknowledged."""
        starts_at = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as tasks:
            for script in self._plan:
                if script.task == task and script.authors:
                    table = _Table(self._rehearsal, script, self._speed, starts_at, tasks)
                    for author in script.authors:
                        tasks.create_task(table.write(author))

    async def _explain(self, task: str) -> None:
        plan = [script for script in self._plan if script.task == task and script.lines]
        turns = max(1, int(EXPLAIN_S / self._speed / SPOTLIGHT_S))
        for script in plan[:turns]:
            diagram = self._rehearsal.diagram(script.place, task)
            if diagram is not None:
                await self._show(mode="diagram", diagram=diagram)
            await self._pause(EXPLAIN_S / self._speed / min(turns, len(plan)))

    async def _combine(self) -> None:
        for task in TASKS:
            await self._show(mode="composite", task=task)
            await self._pause(COMBINE_S / self._speed)

    async def _show(self, **show: str) -> None:
        await self._rehearsal.command({"type": "wall.show", "show": show})

    async def _pause(self, wait_s: float) -> None:
        await self._rehearsal.until(asyncio.get_running_loop().time() + wait_s)


class _Table:
    """One table at work on one task. ``write`` runs once for each of its people."""

    def __init__(
        self,
        rehearsal: Rehearsal,
        script: Script,
        speed: float,
        starts_at: float,
        tasks: asyncio.TaskGroup,
    ) -> None:
        stream = rehearsal.diagram(script.place, script.task)
        assert stream is not None, "gather sees to it that every table has its diagrams"
        self._stream = stream
        self._rehearsal = rehearsal
        self._script = script
        self._speed = speed
        self._starts_at = starts_at
        self._tasks = tasks
        self._stands = {line.note: asyncio.Event() for line in script.lines}

    async def write(self, author: str) -> None:
        device = self._rehearsal.people[self._script.place, author]
        if self._script.title and author == self._script.authors[0]:
            rename = {"type": "diagram.rename", "title": self._script.title}
            self._tasks.create_task(self._rehearsal.submit(device, self._stream, rename))
        free_at = self._starts_at
        for cue in self._script.cues:
            if cue.author != author:
                continue
            due_at = self._starts_at + cue.at_s / self._speed
            if isinstance(cue, Line):
                await self._type(device, cue.zone, max(free_at, due_at - TYPING_S), due_at)
                self._tasks.create_task(self._add_note(device, cue))
            else:
                await self._rehearsal.until(due_at)
                self._tasks.create_task(self._add_link(device, cue))
            free_at = due_at

    async def _type(self, device: Device, zone: str, from_at: float, until_at: float) -> None:
        seen = until_at - from_at >= LEAST_TYPING_S
        if seen:
            await self._rehearsal.until(from_at)
            await device.typing(self._stream, zone)
        await self._rehearsal.until(until_at)
        if seen:
            await device.typing(self._stream, None)

    async def _add_note(self, device: Device, line: Line) -> None:
        op: dict[str, object] = {"type": "note.add", "note": line.note, "text": line.text}
        op["place"] = {"zone": line.zone, "before": None}
        if line.level is not None:
            op |= {"level": line.level, "kind": line.kind, "potential": line.potential}
        await self._rehearsal.submit(device, self._stream, op)
        self._stands[line.note].set()

    async def _add_link(self, device: Device, tie: Tie) -> None:
        """Connect two notes once both stand: other people may have written them."""
        await self._stands[tie.source].wait()
        await self._stands[tie.target].wait()
        ends = {"source": tie.source, "target": tie.target}
        op = {"type": "link.add", "link": tie.link, "ends": ends, "label": tie.label}
        await self._rehearsal.submit(device, self._stream, op)
