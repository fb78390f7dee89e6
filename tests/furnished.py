"""Rooms that have written something, over real sockets, and the desk that moves them: for whoever
looks at a page in a browser, which leaves no event loop in its own thread.
"""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace

from gallery import SAMPLE

from workshop.frontdoor import Created, FrontDoor
from workshop.playfile import read
from workshop.rehearsal import Rehearsal
from workshop.script import TASKS, Line, Script, scripts

WITHIN_S = 120
LASTS_S = 3600.0
FIRST = "the first table's diagram"
# What a wall can be told to show, each kind with everything it needs. By mode, and what of it.
SHOWS: dict[str, dict[str, object]] = {
    "auto": {"mode": "auto"},
    "join": {"mode": "join"},
    "brief": {"mode": "brief"},
    "example": {"mode": "example", "task": "innovation"},
    "example organisation": {"mode": "example", "task": "organisation"},
    "mosaic": {"mode": "mosaic"},
    "diagram": {"mode": "diagram", "diagram": FIRST},
    "zone": {"mode": "zone", "task": "innovation", "zone": "need"},
    "composite": {"mode": "composite", "task": "innovation"},
    "composite organisation": {"mode": "composite", "task": "organisation"},
    "matrix": {"mode": "matrix", "task": "organisation"},
    "overlap": {"mode": "overlap", "task": "organisation"},
    "gaps": {"mode": "gaps", "task": "innovation"},
    "explain": {"mode": "explain"},
    "replay": {"mode": "replay", "task": "innovation"},
    "replay one": {"mode": "replay", "task": "innovation", "diagram": FIRST},
    "replay together": {"mode": "replay", "task": "innovation", "together": True},
    "close": {"mode": "close"},
}


class Furnished:
    """A session whose tables have written; ``created`` has its links."""

    def __init__(self, loop: asyncio.AbstractEventLoop, rehearsal: Rehearsal) -> None:
        self.loop = loop
        self.leaving = asyncio.Event()
        self._rehearsal = rehearsal
        self._has_explained = False
        self.created: Created = rehearsal.created

    @property
    def session(self):
        """The session as the desk has it."""
        return self._rehearsal.desk.session

    def command(self, **op: object) -> None:
        """Have the facilitator change something."""
        self._do(self._rehearsal.desk.submit(self.created.session, op))

    def show(self, name: str) -> None:
        """Show one of ``SHOWS``, in the step in which it belongs on a wall."""
        show = dict(SHOWS[name])
        if show.get("diagram") == FIRST:
            show["diagram"] = self._rehearsal.diagram(0, "innovation")
        self._go("explain" if name == "explain" else "work")
        self.command(type="wall.show", show=show)

    def _go(self, kind: str) -> None:
        phases = [one for one in self.session["agenda"] if one["task"] == "innovation"]
        step = next(one["id"] for one in phases if one["kind"] == kind)
        if self.session["phase"] == step:
            return
        self.command(type="phase.go", phase=step, start=True)
        if kind == "explain" and not self._has_explained:
            self._has_explained = True
            first = self.session["tables"][0]["id"]
            goes = {"turn": first, "since": None, "start": False, "done": False}
            self.command(type="explain.go", task="innovation", **goes)

    def writes(self, zone: str, text: str, place: int = 0) -> None:
        """Have somebody at a table add a note to its first diagram."""
        device = self._rehearsal.people[place, "A"]
        stream = self._rehearsal.diagram(place, "innovation")
        goes = {"zone": zone, "before": None}
        op = {"type": "note.add", "note": f"late{len(text)}", "place": goes, "text": text}
        self._do(device.submit(stream, op))

    def leave(self) -> None:
        self.loop.call_soon_threadsafe(self.leaving.set)

    def _do(self, work) -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(WITHIN_S)


@contextlib.contextmanager
def furnished(origin: str, tables: int, tasks: tuple[str, ...] = TASKS) -> Iterator[Furnished]:
    """Yield a room of ``tables`` tables that wrote what the rehearsal's did, at its first task."""
    ready: Future[Furnished] = Future()
    thread = threading.Thread(target=_run, args=(_live(origin, tables, tasks, ready), ready))
    thread.start()
    try:
        room = ready.result(WITHIN_S)
        try:
            yield room
        finally:
            room.leave()
    finally:
        thread.join()


def _run(work, ready) -> None:
    try:
        asyncio.run(work)
    except BaseException as error:
        if ready.done():
            raise
        ready.set_exception(error)


async def _live(origin, tables, tasks, ready) -> None:
    plan = _plan(tables)
    names = [script.table for script in plan[:: len(TASKS)]]
    async with FrontDoor(origin) as front, asyncio.TaskGroup() as group:
        created = await front.create("Northern managers", names, 10)
        rehearsal = Rehearsal(front, created, group)
        await rehearsal.gather(plan)
        phases = [one for one in rehearsal.desk.session["agenda"] if one["kind"] == "work"]
        written = [one for one in phases if one["task"] in tasks]
        for phase in reversed(written):
            go = {"type": "phase.go", "phase": phase["id"], "start": True}
            await rehearsal.command(go)
            lines = [one for one in plan if one.task == phase["task"]]
            await asyncio.gather(*(_write(rehearsal, one) for one in lines))
        assert rehearsal.faults == []
        room = Furnished(asyncio.get_running_loop(), rehearsal)
        ready.set_result(room)
        staying = group.create_task(rehearsal.until(room.loop.time() + LASTS_S))
        await room.leaving.wait()
        staying.cancel()
        rehearsal.leave()


def _plan(tables: int) -> tuple[Script, ...]:
    """Return what each table writes: the rehearsal's tables again and again, one phone each."""
    known = scripts(read(SAMPLE))
    many = len(known) // len(TASKS)
    found = []
    for place in range(tables):
        for script in known[len(TASKS) * (place % many) :][: len(TASKS)]:
            name = script.table if place < many else f"{script.table} {place // many + 1}"
            lines = tuple(replace(line, author="A") for line in script.lines)
            ties = tuple(replace(tie, author="A") for tie in script.ties)
            found.append(replace(script, place=place, table=name, lines=lines, ties=ties))
    return tuple(found)


async def _write(rehearsal: Rehearsal, script: Script) -> None:
    device = rehearsal.people[script.place, "A"]
    stream = rehearsal.diagram(script.place, script.task)
    for cue in script.cues:
        await rehearsal.submit(device, stream, _op(cue))


def _op(cue) -> dict[str, object]:
    if not isinstance(cue, Line):
        ends = {"source": cue.source, "target": cue.target}
        return {"type": "link.add", "link": cue.link, "ends": ends, "label": cue.label}
    about = {"level": cue.level, "kind": cue.kind, "potential": cue.potential}
    op = {"type": "note.add", "note": cue.note, "place": {"zone": cue.zone, "before": None}}
    told = {name: value for name, value in about.items() if value is not None}
    return {**op, "text": cue.text, **told}
