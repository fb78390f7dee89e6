"""The live room: loads sessions, puts ops in order, stores them, and tells everybody who watches.

One lock per stream; inside it exactly: plan, store, commit, draw, enqueue. Nothing is sent in
it, and what takes long in it, storing and drawing, is done in threads: only this stream waits.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from weakref import WeakValueDictionary

from diagrams.errors import DiagramError
from sessions import access, announce, doors, gate, people, roster
from sessions.access import Door, Who
from sessions.connection import REPLACED, Connection
from sessions.entry import StreamLog, StreamRecord
from sessions.errors import SessionError, StoreError
from sessions.exports import DiagramCopy, Snapshot
from sessions.live import LiveSession
from sessions.ops import AddDiagram
from sessions.outbox import Close
from sessions.outcome import BEHIND, BROKEN, Accepted, Outcome, Rejected
from sessions.people_apply import next_table
from sessions.people_ops import AddTable, MovePerson
from sessions.room import Author, Planned, Room, digest_of
from sessions.rules import AnyOp
from sessions.store import Store
from sessions.tickers import run_tickers
from sessions.writer import Writer

log = logging.getLogger("workshop.hub")

# One device: the page, a second tab, and one socket that is about to be found dead.
MAX_SOCKETS_PER_PARTICIPANT = 3
# Drawing never waits for anything but the processor, so more threads would not draw more. It
# has its own, so that a key or a code is never looked up behind a diagram full of links.
DRAWERS = 4
RELOAD = Close(1012, "the session is being loaded again")


class Hub:
    """Owns every live session and the tasks that serve them; ``run`` must be running.

    All methods belong to one event loop. ``now_ms`` is the wall clock in ms since 1970.
    """

    def __init__(self, store: Store, *, now_ms: Callable[[], int]) -> None:
        self.store = store
        self.now_ms = now_ms
        self.live_sessions: dict[str, LiveSession] = {}
        self.drawers = ThreadPoolExecutor(DRAWERS, thread_name_prefix="drawer")
        self._writer = Writer(store)
        # Those with an op still on its way; nobody else keeps them.
        self._retired: WeakValueDictionary[str, LiveSession] = WeakValueDictionary()
        self._loading = asyncio.Lock()
        self._tasks: asyncio.TaskGroup | None = None
        self.started = asyncio.Event()

    @property
    def running(self) -> bool:
        return self._tasks is not None

    async def run(self) -> None:
        """Serve until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                self.started.set()
                tasks.create_task(self._writer.run())
                tasks.create_task(run_tickers(self))
        finally:
            self._tasks = None
            self.started.clear()
            self.drawers.shutdown(wait=False)

    # Sessions and people

    async def create(
        self, title: str, tables: list[str], minutes: int, *, private: bool = False
    ) -> people.Created:
        """Make a session; SessionError when it does not fit, StoreError when it was not kept."""
        made, new = people.new_session(title, tables, minutes, self.now_ms(), private=private)
        await asyncio.to_thread(self.store.create_session, new)
        log.info("session created tables=%d", len(tables))
        return made

    async def live(self, session: str) -> LiveSession:
        """Return the session, loaded if need be; SessionError ``no_session``."""
        found = self.live_sessions.get(session)
        if found is not None:
            return found
        async with self._loading:
            if session not in self.live_sessions:
                retired = self._retired.get(session)
                if retired is not None:
                    # Else an entry could be stored just after it was looked for, and nobody
                    # who watches would see it before the next one.
                    await retired.settled()
                loaded = await asyncio.to_thread(self._load, session)
                loaded.idle_since_ms = self.now_ms()
                self.live_sessions[session] = loaded
            return self.live_sessions[session]

    def _load(self, session: str) -> LiveSession:
        record = self.store.session(session)
        if record is None:
            raise SessionError("no_session", "There is no such session here.")
        logs = [self.store.load(stream.id) for stream in self.store.streams(session)]
        kept = [found for found in logs if found is not None]
        return LiveSession(
            record, kept, self.store.participants(session), self.store.helpers(session)
        )

    def retire(self, live: LiveSession) -> None:
        """Forget what is in memory; everybody connected comes back to what is stored."""
        if not live.retired:
            live.retired = True
            self._retired[live.record.id] = live
            del self.live_sessions[live.record.id]
        for connection in live.connections:
            connection.outbox.close(RELOAD)

    async def door(self, *, code: str | None = None, token: str | None = None) -> people.OpenDoor:
        """Return what the code or token opens; SessionError ``not_open`` whatever is wrong (R5)."""
        live = await doors.open_door(self, code, token)
        here = live.here()
        tables = tuple(
            (table.id, table.name, here.get(table.id, 0)) for table in live.session.tables
        )
        return people.OpenDoor(live.record.id, live.session.title, tables)

    async def join(
        self, *, code: str | None = None, token: str | None = None, table: str, name: str = ""
    ) -> people.Joined:
        """Seat somebody. Raises SessionError: ``not_open``, ``no_table``, ``table_full`` ..."""
        live = await doors.open_door(self, code, token)
        return await doors.seat(self, live, table, name, access.new_key())

    async def who(self, session: str, door: Door, key: str) -> Who | None:
        """Return whom ``key`` lets in through ``door``, or None."""
        return await doors.who(self, session, door, key)

    async def tell(self, who: Who, op: AnyOp) -> Outcome:
        """Ask for an op on the session itself that came by no socket."""
        return await self.submit(who, who.session, access.new_id("r"), op)

    # Sockets

    def connect(self, live: LiveSession, connection: Connection) -> None:
        live.connections[connection] = None
        live.presence_changed = True
        own = [
            other
            for other in live.connections
            if other.who.participant is not None
            and other.who.participant == connection.who.participant
            and not other.outbox.closed
        ]
        for oldest in own[:-MAX_SOCKETS_PER_PARTICIPANT]:
            oldest.outbox.close(REPLACED)

    def forget(self, live: LiveSession, connection: Connection) -> None:
        live.connections.pop(connection, None)
        live.attention.went(connection.who, self.now_ms())
        live.presence_changed = True
        live.idle_since_ms = self.now_ms()

    # Changes

    async def submit(self, who: Who, stream: str, ref: str, ask: AnyOp | int) -> Outcome:
        """Ask for an op, or (an int) to undo that seq; return once its fate is certain.

        A caller that is cancelled leaves the op on its way: it may be stored already.
        """
        assert self._tasks is not None, "run() is running"
        task = self._tasks.create_task(self._submit(who, stream, ref, ask))
        return await asyncio.shield(task)

    async def _submit(self, who: Who, stream: str, ref: str, ask: AnyOp | int) -> Outcome:
        live: LiveSession | None = None
        try:
            live = await self.live(who.session)
            record = live.record_of(stream)
            if record is None:
                # Before there is a lock: names that anybody can make up must leave nothing behind.
                raise SessionError("no_stream", "There is no such diagram here.")
            # Who is moved gets a letter, like those who sit down: one after the other.
            seats = live.joining if isinstance(ask, MovePerson) else contextlib.nullcontext()
            async with live.lock(stream), seats:
                if live.retired:
                    return BEHIND
                return await self._decide(live, who, record, ref, ask)
        except (DiagramError, SessionError) as error:
            retry_ms = error.retry_ms if isinstance(error, SessionError) else None
            return Rejected(error.code, error.message, retry_ms)
        except StoreError as error:
            log.warning("not saved")
            return Rejected("not_saved", error.message)
        except Exception:
            # A bug: the room may be ahead of or behind what is stored, so it is loaded anew.
            log.exception("an op failed")
            if live is not None:
                self.retire(live)
            return BROKEN

    async def _decide(
        self, live: LiveSession, who: Who, record: StreamRecord, ref: str, ask: AnyOp | int
    ) -> Outcome:
        room = live.room_of(record)
        author = Author(who.author, who.letter)
        known = room.known(author.id, ref, digest_of(ask))
        if known is not None:
            return known
        now_ms = self.now_ms()
        op = None if isinstance(ask, int) else ask
        refusal = gate.refuse_op(who, record, op, live.session, now_ms)
        if refusal is not None:
            raise refusal
        roster.check(live, op)
        if isinstance(ask, int):
            planned = room.plan_undo(author, ask, ref, now_ms)
        else:
            planned = room.plan(author, ask, ref, now_ms)
        creates = _created(live, op)
        for new in creates:
            if await asyncio.to_thread(self.store.load, new.id) is not None:
                raise SessionError("id_taken", "There is a diagram with this id already.")
        if not await self._writer.append(room.append(planned, creates)):
            self.retire(live)
            return BEHIND
        room.commit(planned)
        for made in creates:
            live.add_diagram(StreamLog(made, ()))
        await self._tell(live, room, planned)
        roster.part(live, op)
        return Accepted(planned.entry.seq)

    async def _tell(self, live: LiveSession, room: Room[Any], planned: Planned[Any]) -> None:
        # Any: a room of either kind of state.
        if room.record.kind == "session":
            announce.session_entry(live, planned.entry)
            await announce.renamed(live, planned.entry, self.drawers)
        else:
            await announce.diagram_entry(live, room.record.id, planned.entry, self.drawers)

    # Copies

    async def snapshot(self, session: str) -> Snapshot:
        """Return everything of a session as it is now, to be written out elsewhere."""
        live = await self.live(session)
        copies = tuple(
            DiagramCopy(
                id=ref.id,
                table=ref.table,
                table_name=live.table_name(ref.table),
                task=ref.task,
                number=ref.number,
                diagram=live.diagrams[ref.id].state,
                entries=live.diagrams[ref.id].entries,
            )
            for ref in live.session.diagrams
        )
        return Snapshot(live.session, StreamLog(live.room.record, live.room.entries), copies)


def _created(live: LiveSession, op: AnyOp | None) -> tuple[StreamRecord, ...]:
    """Return the streams that come to be with ``op``."""
    session = live.record.id
    match op:
        case AddDiagram():
            return (StreamRecord(op.diagram, session, "diagram", op.task, op.table, 0),)
        case AddTable():
            table = next_table(live.session).id
            return tuple(
                StreamRecord(one.diagram, session, "diagram", one.task, table, 0)
                for one in op.diagrams
            )
        case _:
            return ()
