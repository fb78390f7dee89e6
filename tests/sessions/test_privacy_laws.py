"""Private until ready: no word of an unready table in anything another table or a wall is sent."""

import asyncio
import itertools
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from private_room import LENSES, SECRETS, TABLES, TASKS, Room
from talking import serving

from sessions import tickers

# Longer than any test: here everything happens when it is asked for.
NEVER_S = 3_600


@pytest.fixture(autouse=True)
def by_hand(monkeypatch):
    for name in ("REDRAW_EVERY_S", "SCREENS_EVERY_S", "PRESENCE_EVERY_S"):
        monkeypatch.setattr(tickers, name, NEVER_S)


PAIR = (st.sampled_from(TABLES), st.sampled_from(TASKS))
STEPS = st.one_of(
    st.tuples(st.just("write"), *PAIR, st.integers(0, 18), st.integers(0, 1)),
    st.tuples(st.just("write"), *PAIR, st.integers(0, 3), st.integers(0, 1)),
    st.tuples(st.just("reword"), *PAIR),
    st.tuples(st.just("link"), *PAIR),
    st.tuples(st.just("rename"), *PAIR),
    st.tuples(st.just("group"), *PAIR),
    st.tuples(st.just("ready"), *PAIR, st.booleans()),
    st.tuples(st.just("ready"), *PAIR, st.booleans()),
    st.tuples(st.just("private"), st.sampled_from([True, True, False])),
    st.tuples(st.just("freeze"), st.booleans()),
    st.tuples(st.just("replay"), st.booleans()),
    st.tuples(st.just("show"), *PAIR),
    st.tuples(st.just("vote"), st.sampled_from(TASKS)),
    st.tuples(st.just("look_at"), st.sampled_from(LENSES), *PAIR),
    st.tuples(st.just("look_back"), *PAIR),
    st.tuples(st.just("look_around"), st.sampled_from(LENSES), st.sampled_from(TASKS)),
    st.tuples(st.just("come_back"), st.booleans()),
)


async def played(steps):
    with tempfile.TemporaryDirectory() as folder:
        now = itertools.count(1_000_000, 500)
        async with serving(Path(folder) / "workshop.db", now=lambda: next(now)) as place:
            room = Room(place)
            await room.open()
            for step in steps:
                await room.do(step)
            return room


# Each plays a session through a real store, so there are few, and a failure is not made shorter.
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(STEPS, min_size=5, max_size=25))
def test_R57_no_frame_to_a_wall_or_another_table_holds_an_unready_tables_words(steps):
    room = asyncio.run(played(steps))

    assert room.checked


def shown(wall):
    """Everything that stands on a wall, as text."""
    found = (ET.tostring(one, encoding="unicode") for one in wall.follower.pictures.values())
    return "\n".join(found).lower()


async def flipped():
    """What a wall shows before, while and after a table is ready, and what one that comes last
    and the desk have.
    """
    with tempfile.TemporaryDirectory() as folder:
        now = itertools.count(1_000_000, 500)
        async with serving(Path(folder) / "workshop.db", now=lambda: next(now)) as place:
            room = Room(place)
            await room.open()
            seen = []
            for is_ready in (False, True, False):
                await room.do(("ready", "t1", "innovation", is_ready))
                seen.append(shown(room.wall))
            # The old wall goes on looking, so that its pictures are still kept.
            await room.enter_wall()
            lists = room.desk.follower.lists.values()
            words = [ET.tostring(one, encoding="unicode").lower() for one in lists]
            return [*seen, shown(room.wall)], words


def test_R57_words_show_as_soon_as_a_table_is_ready_and_go_when_it_takes_that_back():
    """In its own picture and in what the room said; a wall that comes later has no more."""
    (before, ready, after, later), _ = asyncio.run(flipped())

    assert [text.count("words not shown yet") > 0 for text in (before, ready, after)] == [True] * 3
    assert ["kestrel" in text for text in (before, ready, after, later)] == [
        False,
        True,
        False,
        False,
    ]
    assert "2 tables not shown yet" in before
    assert "1 table not shown yet" in ready
    assert ready.count("kestrel 1") >= len(("screen", "still", "replay", "composite", "zone"))


def test_R57_the_desk_has_every_word_all_along():
    _, lists = asyncio.run(flipped())

    assert all(any(secret in one for one in lists) for secret in SECRETS.values())


@pytest.mark.parametrize(
    "steps",
    [
        # What walls were shown while a table was ready stays frozen only until it takes it back.
        [
            ("ready", "t1", "innovation", True),
            ("freeze", True),
            ("ready", "t1", "innovation", False),
            ("look_at", "still", "t1", "innovation"),
            ("look_around", "still", "innovation"),
        ],
        # The choice can be made when there is something on the wall already.
        [("private", False), ("private", True), ("come_back", True)],
        [("private", False), ("freeze", True), ("private", True)],
        [
            ("private", False),
            ("write", "t1", "innovation", 0, 0),
            ("private", True),
            ("look_around", "screen", "innovation"),
        ],
        [("write", "t1", "innovation", 3, 0), ("link", "t1", "innovation"), ("come_back", True)],
        [("rename", "t1", "innovation"), ("reword", "t1", "innovation"), ("come_back", False)],
        [("vote", "innovation"), ("group", "t1", "innovation"), ("look_back", "t1", "innovation")],
    ],
)
def test_R57_no_word_of_an_unready_table_at_the_turns_of_a_session(steps):
    assert asyncio.run(played(steps)).checked
