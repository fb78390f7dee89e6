"""What was said, for pages that ask now and then: gathered once while nothing changes."""

import asyncio
from collections.abc import Hashable
from dataclasses import replace

from diagrams import composite
from diagrams.composite import Said, TableDiagram
from diagrams.glossary import glossary_with
from diagrams.screened import screened
from diagrams.template import template
from sessions import privacy
from sessions.live import LiveSession
from sessions.state import Session


async def said_at_desk(live: LiveSession, task: str) -> Said:
    """Return what all tables said, all of it."""
    return await _said(live, task, "desk", live.of_task(task))


async def said_in_room(live: LiveSession, task: str) -> Said:
    """Return what all tables said and the room may see: without what is kept off the wall, and
    without tables whose words are not shown yet.
    """
    veils = privacy.veils(live.session)
    diagrams = [
        replace(one, diagram=screened(one.diagram))
        for one in live.of_task(task)
        if one.id not in veils
    ]
    return await _said(live, task, "room", diagrams)


async def _said(live: LiveSession, task: str, to: str, diagrams: list[TableDiagram]) -> Said:
    session = live.session
    of = _state(session, diagrams)
    last = live.gathered.get((task, to))
    if last is not None and last[0] == of:
        return last[1]
    # Three hundred phones ask for the same at once: the first one gathers it.
    async with live.lock(f"gathered:{task}:{to}"):
        last = live.gathered.get((task, to))
        if last is None or last[0] != of:
            last = of, await asyncio.to_thread(_gather, session, task, diagrams)
            live.gathered[task, to] = last
    return last[1]


def _state(session: Session, diagrams: list[TableDiagram]) -> Hashable:
    """Return what the groups follow from, short enough to compare."""
    at = tuple((one.id, one.name, one.diagram.seq) for one in diagrams)
    decided = tuple((one.by.seq, one.kept) for one in session.combining.decided)
    return session.glossary_seq, decided, len(session.tables), at


def _gather(session: Session, task: str, diagrams: list[TableDiagram]) -> Said:
    return composite.gather(
        template(task),
        diagrams,
        heading=session.title,
        tables=len(session.tables),
        glossary=glossary_with(session.glossary),
        decisions=session.combining.decisions,
    )
