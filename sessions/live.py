"""One session in memory: its rooms, who is connected, and what they watch. No I/O, no clock."""

import asyncio
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from diagrams.composite import Said, TableDiagram
from diagrams.model import Diagram
from diagrams.template import template
from sessions.attention import Attention, TableFacts
from sessions.connection import Connection
from sessions.drawn import Drawn, Subject
from sessions.entry import HelperRecord, ParticipantRecord, SessionRecord, StreamLog, StreamRecord
from sessions.pace import Bucket
from sessions.protocol import View
from sessions.room import Room
from sessions.room_views import RoomPicture
from sessions.rules import DiagramRules, SessionRules
from sessions.screens import Screens
from sessions.state import DiagramRef, Session


class LiveSession:
    """A session's rooms are loaded together: sixty tables are a few hundred kilobytes of log."""

    def __init__(
        self,
        record: SessionRecord,
        logs: Iterable[StreamLog],
        participants: Iterable[ParticipantRecord],
        helpers: Iterable[HelperRecord] = (),
    ) -> None:
        self.record = record
        self.helpers = {helper.id: helper for helper in helpers}
        self.participants = {person.id: person for person in participants}
        # In the order they came: a dict, as a set forgets it.
        self.connections: dict[Connection, None] = {}
        self.buckets: dict[str, Bucket] = {}
        self.idle_since_ms = 0
        # Set once it is forgotten: what is asked of it later belongs to whoever takes its place.
        self.retired = False
        self.locks: dict[str, asyncio.Lock] = {}
        self.diagrams: dict[str, Room[Diagram]] = {}
        # By task, what its views are drawn from; by stream, those that are kept for who watches.
        self.said: dict[str, Said] = {}
        self.room_pictures: dict[str, RoomPicture] = {}
        # By task and who may see it, what pages ask for, with what it was gathered from.
        self.gathered: dict[tuple[str, str], tuple[Hashable, Said]] = {}
        self.screens = Screens()
        # The tasks in which something was said since.
        self.stale_composites: set[str] = set()
        self.presence_changed = False
        self.attention = Attention()
        # As the desk was last told.
        self.facts: dict[str, TableFacts] = {}
        self.joining = asyncio.Lock()
        self._drawn: dict[str, Drawn] = {}
        waiting = []
        for log in logs:
            if log.record.kind == "session":
                self.room: Room[Session | None] = Room(log, SessionRules())
            else:
                waiting.append(log)
        for log in waiting:
            self.add_diagram(log)

    @property
    def session(self) -> Session:
        assert self.room.state is not None, "a session's first entry opens it"
        return self.room.state

    def add_diagram(self, log: StreamLog) -> None:
        assert log.record.task is not None, "a diagram's record names its task"
        self.diagrams[log.record.id] = Room(log, DiagramRules(template(log.record.task)))

    def record_of(self, stream: str) -> StreamRecord | None:
        if stream == self.room.record.id:
            return self.room.record
        room = self.diagrams.get(stream)
        return None if room is None else room.record

    def room_of(self, record: StreamRecord) -> Room[Any]:  # Any: a room of either kind of state
        return self.room if record.kind == "session" else self.diagrams[record.id]

    def lock(self, stream: str) -> asyncio.Lock:
        return self.locks.setdefault(stream, asyncio.Lock())

    async def settled(self) -> None:
        """Return when no op that was begun here is on its way to the store any more.

        Only once it is retired: then an op that gets its turn later does nothing.
        """
        assert self.retired, "ops may still begin"
        for lock in list(self.locks.values()):
            async with lock:
                pass

    def ref_of(self, stream: str) -> DiagramRef:
        return next(ref for ref in self.session.diagrams if ref.id == stream)

    def letter_of(self, person: ParticipantRecord) -> str:
        return self.session.seating.letter_of(person, self.participants.values())

    def table_name(self, table: str) -> str:
        return next(found.name for found in self.session.tables if found.id == table)

    def drawn(self, stream: str) -> Drawn:
        """Return the views of a diagram that are kept for its watchers."""
        found = self._drawn.get(stream)
        if found is None:
            ref = self.ref_of(stream)
            name = self.table_name(ref.table)
            found = Drawn(Subject(stream, template(ref.task), name, ref.number))
        return found

    def keep_drawn(self, drawn: Drawn) -> None:
        """Take the place of what ``drawn`` was made of; under the lock of its stream."""
        self._drawn[drawn.subject.stream] = drawn

    def watchers(self, stream: str) -> Iterator[tuple[Connection, frozenset[View]]]:
        for connection in self.connections:
            views = connection.watching.get(stream)
            if views is not None:
                yield connection, views

    def of_task(self, task: str) -> list[TableDiagram]:
        """Return every table's diagrams of ``task``, in the order of the tables."""
        order = {table.id: place for place, table in enumerate(self.session.tables)}
        refs = sorted(
            (ref for ref in self.session.diagrams if ref.task == task and ref.id in self.diagrams),
            key=lambda ref: (order[ref.table], ref.number),
        )
        return [
            TableDiagram(ref.table, self.table_name(ref.table), self.diagrams[ref.id].state, ref.id)
            for ref in refs
        ]

    def facts_at(self, now_ms: int) -> dict[str, TableFacts]:
        """Return what the desk should look at, by table id."""
        here = (connection.who for connection in self.connections if connection.greeted)
        diagrams = (
            (ref.id, ref.table, self.diagrams[ref.id].state)
            for ref in self.session.diagrams
            if ref.id in self.diagrams
        )
        return self.attention.facts(here, diagrams, now_ms)

    def here(self) -> dict[str, int]:
        """Return how many people each table has here, by table id."""
        seen = {
            (connection.who.table, connection.who.participant)
            for connection in self.connections
            if connection.greeted and connection.who.participant is not None
        }
        counts: dict[str, int] = {}
        for table, _ in seen:
            if table is not None:
                counts[table] = counts.get(table, 0) + 1
        return counts
