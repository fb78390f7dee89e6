"""A law: whatever happens, a wall is never told the words of a note that is kept off it."""

import asyncio
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talking import add, serving

from sessions import tickers

NOTES = 3
ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["add", "edit", "hide", "hide", "unhide", "remove", "restore", "link"]),
            st.integers(0, NOTES - 1),
        ),
        st.tuples(
            st.sampled_from(["freeze", "thaw", "replay", "mosaic", "again", "rename"]), st.just(0)
        ),
    ),
    min_size=4,
    max_size=14,
)


def word(note):
    """What must not be read; it stands in every wording of the note."""
    return f"Secret{note}"


class Room:
    """A facilitator who does anything, and a wall that watches everything it may."""

    def __init__(self, place, desk, wall):
        self.place, self.desk, self.wall = place, desk, wall
        self.session, self.stream = place.made.session, place.diagram()
        self.hidden, self.count = set(), 0
        self.told = []  # what the wall is sent, before its follower takes it

    def streams(self):
        for lens in ("screen", "still", "replay"):
            yield f"{lens}:{self.stream}"
        for view in ("composite:innovation", "zone:innovation:need:1", "gaps:innovation"):
            yield view
            yield f"still:{view}"
        yield "replay:composite:innovation"

    async def watch(self):
        await self.wall.watch(self.session)
        for stream in self.streams():
            await self.wall.watch(stream, "picture", "data", "outline")

    async def does(self, act, note):
        self.count += 1
        before = await self._decide(act, f"n{note}", note)
        if act == "hide" and before and note not in self.hidden:
            # What was told while the note could still be read is no leak: it ends here.
            self.told.clear()
            self.hidden.add(note)
        if act == "again":
            await self.watch()
        await self._redraw()

    async def _redraw(self):
        live = self.place.hub.live_sessions[self.session]
        live.stale_composites.add("innovation")
        await tickers._redraw(self.place.hub, live)
        await tickers._redraw_screens(self.place.hub, live)

    async def _decide(self, act, id, note):
        text = f"{word(note)} of {self.count}"
        live = self.place.hub.live_sessions[self.session]
        notes = live.diagrams[self.stream].state.notes
        at = {"note": id}
        if act == "unhide":
            self.hidden.discard(note)
        on_diagram = {
            "add": add(id, text),
            "edit": {"type": "note.edit", **at, "text": text, "base": 0},
            "hide": {"type": "note.withhold", **at, "withheld": True},
            "unhide": {"type": "note.withhold", **at, "withheld": False},
            "remove": {"type": "note.remove", **at},
            "restore": {"type": "note.restore", **at},
            "link": {
                "type": "link.add",
                "link": f"l{self.count}",
                "ends": {"source": id, "target": "n0"},
                "label": word(note) if note in self.hidden else "",
            },
            "rename": {"type": "diagram.rename", "title": f"Title {self.count}"},
        }
        on_session = {
            "freeze": {"type": "wall.freeze", "frozen": True},
            "thaw": {"type": "wall.freeze", "frozen": False},
            "mosaic": {"type": "wall.show", "show": {"mode": "mosaic"}},
            "replay": {"type": "wall.show", "show": {"mode": "replay", "task": "innovation"}},
        }
        if act == "replay":
            at_ms = self.count * 7 % 40
            played = {"playing": True, "position_ms": at_ms, "speed": 1}
            await self.desk.op(self.session, type="replay.set", **played)
        if act in on_diagram:
            await self.desk.op(self.stream, **on_diagram[act])
        if act in on_session:
            await self.desk.op(self.session, **on_session[act])
        return id in notes


async def plays(folder, acts):
    now = [1_000_000]

    def clock():
        now[0] += 1
        return now[0]

    async with serving(Path(folder) / "workshop.db", now=clock) as place:
        desk = await place.start()
        room = Room(place, desk, await place.socket("wall"))
        told = room.told
        put = room.wall.conversation.connection.outbox.put

        def listen(frame):
            told.append(frame.text)
            return put(frame)

        room.wall.conversation.connection.outbox.put = listen
        await room.watch()
        await desk.op(room.stream, **add("n0", f"{word(0)} first"))
        for act, note in acts:
            told.clear()
            await room.does(act, note)
            for hidden in room.hidden:
                leaks = [text for text in told if word(hidden) in text]
                assert not leaks, (act, note, json.loads(leaks[0])["type"])
            room.wall.read()
        return room


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_a_wall_is_never_told_the_words_of_a_hidden_note(acts):
    """In no entry, part or data, in no view of the room, frozen picture or replay."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(plays(folder, acts))


def test_a_hidden_note_goes_from_a_frozen_wall_at_once():
    acts = [("add", 1), ("freeze", 0), ("hide", 1), ("edit", 1), ("again", 0), ("replay", 0)]
    with tempfile.TemporaryDirectory() as folder:
        room = asyncio.run(plays(folder, acts))

    assert room.hidden == {1}


def test_a_wall_may_watch_no_diagram_itself():
    """Its log holds every word that was ever typed."""

    async def talk(folder):
        async with serving(Path(folder) / "workshop.db") as place:
            wall = await place.socket("wall")
            return await wall.watch(place.diagram(), "data")

    with tempfile.TemporaryDirectory() as folder:
        answer = asyncio.run(talk(folder))
    assert (answer["type"], answer["code"]) == ("error", "not_allowed")
