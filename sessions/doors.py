"""Getting in: who a key, a code or a link lets into which session, and as whom."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol

from sessions import access, people
from sessions.access import DOORS, Door, Who, digest, same
from sessions.entry import HelperRecord, KeyRecord, ParticipantRecord, SessionRecord
from sessions.errors import SessionError
from sessions.live import LiveSession
from sessions.store import Store

log = logging.getLogger("workshop.doors")

# What somebody who types for a table is called there; a name of the program, of nobody.
SCRIBE = "Scribe"


class House(Protocol):
    """What the doors need of the hub."""

    store: Store

    def now_ms(self) -> int: ...

    async def live(self, session: str) -> LiveSession: ...


@dataclass(frozen=True, slots=True)
class Scribe:
    """A seat to type for a table; ``is_new`` when nobody had it before."""

    key: str
    participant: str
    is_new: bool


async def who(house: House, session: str, door: Door, key: str) -> Who | None:
    """Return whom ``key`` lets in through ``door``, or None."""
    sha = digest(key)
    found = await asyncio.to_thread(house.store.key, session, sha)
    if found is None or not same(found.digest, sha) or DOORS[found.role] != door:
        return None
    match found.role:
        case "participant":
            return await _participant(house, found)
        case "helper":
            return await _helper(house, found)
        case "wall":
            live = await house.live(session)
            in_force = live.session.wall_digest
            return None if in_force not in ("", sha) else Who("wall", session, None, None, "", "")
        case "facilitator":
            return Who("facilitator", session, None, None, "", "")


async def _participant(house: House, key: KeyRecord) -> Who | None:
    live = await house.live(key.session)
    assert key.participant is not None, "a participant's key names them"
    person = await person_of(house, live, key.participant)
    table = None if person is None else live.session.seating.table_of(person)
    if person is None or table is None:
        return None
    return Who("participant", key.session, person.id, table, live.letter_of(person), person.name)


async def person_of(house: House, live: LiveSession, participant: str) -> ParticipantRecord | None:
    if participant not in live.participants:
        # They sat down while the session was being loaded, or through another process.
        for person in await asyncio.to_thread(house.store.participants, live.record.id):
            live.participants.setdefault(person.id, person)
    return live.participants.get(participant)


async def _helper(house: House, key: KeyRecord) -> Who | None:
    live = await house.live(key.session)
    helper = _with_digest(live, key.digest)
    if helper is None:
        for one in await asyncio.to_thread(house.store.helpers, live.record.id):
            live.helpers.setdefault(one.id, one)
        helper = _with_digest(live, key.digest)
    if helper is None or helper.id not in live.session.helpers:
        return None
    return Who("helper", key.session, None, None, "", helper.name, helper.id)


def _with_digest(live: LiveSession, sha: str) -> HelperRecord | None:
    return next((one for one in live.helpers.values() if one.digest == sha), None)


async def open_door(house: House, code: str | None, token: str | None) -> LiveSession:
    """Return the session that a code or token opens; SessionError ``not_open`` (R5)."""
    record: SessionRecord | None = None
    if code or token:
        record = await asyncio.to_thread(house.store.find_session, code=code, token=token)
    live = None if record is None else await house.live(record.id)
    if live is None or not live.session.joining:
        raise SessionError("not_open", "No session is open with this code. Please check it.")
    return live


async def seat(house: House, live: LiveSession, table: str, name: str, key: str) -> people.Joined:
    """Seat somebody new with ``key``.

    Raises:
        SessionError: ``no_table``, ``table_full``, ``name_too_long``.
    """
    if all(table != known.id for known in live.session.tables):
        raise SessionError("no_table", "There is no such table here. Please choose one.")
    async with live.joining:
        joined, person = people.new_participant(
            live.record.id,
            table,
            name,
            live.session.seating,
            live.participants.values(),
            house.now_ms(),
            key,
        )
        await asyncio.to_thread(house.store.add_participant, person, digest(key))
        live.participants[person.id] = person
    log.info("participant joined")
    return joined


async def seat_scribe(house: House, live: LiveSession, table: str, desk_key: str) -> Scribe:
    """Return the seat of who types for ``table`` from the desk with this key.

    Asked again it is the same one, until it was taken off the table: then it is a new one. It
    is there whether joining is open or not.
    """
    turn = 0
    while True:
        key = access.scribe_key(desk_key, table, turn)
        found = await asyncio.to_thread(house.store.key, live.record.id, digest(key))
        if found is None or found.participant is None:
            joined = await seat(house, live, table, SCRIBE, key)
            return Scribe(key, joined.participant, is_new=True)
        person = await person_of(house, live, found.participant)
        if person is not None and live.session.seating.table_of(person) == table:
            return Scribe(key, person.id, is_new=False)
        turn += 1
