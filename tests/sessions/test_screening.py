"""What walls may see at this moment, and how it is brought up to date."""

import asyncio

import pytest
from living import diagram_of, enter, goes, living, screen, told, watch
from talking import add

from diagrams import ops as diagram_ops
from sessions import screening
from sessions.redrawing import refresh_screens, refresh_views
from sessions.rewind import Rewind
from sessions.room import Author
from sessions.rules import DiagramRules
from sessions.shows import WholeTask
from sessions.sights import Sight, parse

COMPOSITE = WholeTask(mode="composite", task="innovation")


def writes(live, at_ms, stream=None, **op):
    """Commit one op on a diagram at a time of the server's clock."""
    room = live.diagrams[stream or diagram_of(live)]
    asked = diagram_ops.OP.validate_python(op)
    room.commit(room.plan(Author("ann", "A"), asked, f"r{room.seq}-{at_ms}", at_ms))


def filled():
    """One table that wrote a note at 10, 20 and 30 s."""
    live = living()
    for at in (1, 2, 3):
        writes(live, at * 10_000, **add(f"n{at}", f"Words of {at}"))
    return live


def notes(live, lens, now_ms=0):
    sight = Sight(lens, diagram_of(live))
    what = screening.scenery(live, sight, live.ref_of(diagram_of(live)), now_ms)
    return list(what.diagram.notes)


def replays(live, position_ms, at_ms=0, playing=False, speed=1):
    play = {"playing": playing, "position_ms": position_ms, "speed": speed}
    goes(live, at_ms=at_ms, type="replay.set", **play)


@pytest.mark.parametrize(
    ("position_ms", "count"), [(0, 1), (9_999, 1), (10_000, 2), (20_000, 3), (90_000, 3)]
)
def test_R49_a_replay_is_what_was_written_by_then(position_ms, count):
    """It begins with the first word of the room, and ends with the last."""
    live = filled()
    replays(live, position_ms)

    assert notes(live, "replay") == ["n1", "n2", "n3"][:count]
    assert screening.length_ms(live, "innovation") == 20_000


def test_a_replay_plays_at_its_speed():
    live = filled()
    replays(live, 0, at_ms=500_000, playing=True, speed=60)

    assert [len(notes(live, "replay", 500_000 + ms)) for ms in (0, 170, 340)] == [1, 2, 3]


def test_a_replay_can_be_wound_back():
    live = filled()
    replays(live, 20_000)
    assert len(notes(live, "replay")) == 3
    replays(live, 10_000)
    assert len(notes(live, "replay")) == 2


def test_R48_a_frozen_wall_keeps_the_words_of_then():
    live = filled()
    goes(live, at_ms=35_000, type="wall.freeze", frozen=True)
    writes(live, 40_000, **add("n4", "Later"))
    writes(live, 50_000, type="note.withhold", note="n1", withheld=True)

    assert notes(live, "still") == ["n2", "n3"]
    assert notes(live, "screen") == ["n2", "n3", "n4"]


def test_R49_freezing_holds_a_replay_where_it_is():
    live = filled()
    goes(live, type="wall.show", show={"mode": "replay", "task": "innovation"})
    replays(live, 0, at_ms=100_000, playing=True, speed=10)
    goes(live, at_ms=101_000, type="wall.freeze", frozen=True)

    assert notes(live, "still", 900_000) == ["n1", "n2"]
    assert notes(live, "replay", 900_000) == ["n1", "n2", "n3"]


def test_a_log_whose_clock_was_set_back_is_followed_to_its_newest_entry():
    live = filled()
    writes(live, 5_000, **add("n4", "After the clock was set back"))
    room = live.diagrams[diagram_of(live)]
    rewind = Rewind(room, DiagramRules(room._rules.template))

    assert len(rewind.at(4_000).notes) == 0
    assert len(rewind.at(6_000).notes) == 4


def refreshed(live, *streams, now_ms=0):
    wall = enter(live, screen())
    for stream in streams:
        watch(wall, stream, "picture")
        asyncio.run(refresh_screens(live, now_ms, parse(stream)))
    return wall


def test_R46_a_wall_is_told_what_changed_and_nothing_else():
    """A note that is hidden and then edited says nothing at all, not even that it was edited."""
    live = filled()
    stream = f"screen:{diagram_of(live)}"
    wall = refreshed(live, stream)
    writes(live, 40_000, **add("n4", "One more"))
    asyncio.run(refresh_screens(live, 0))
    (message,) = told(wall)
    assert (message["stream"], message["counts"], message["at"]) == (stream, {"need": 4}, 40_000)
    writes(live, 50_000, type="note.withhold", note="n4", withheld=True)
    asyncio.run(refresh_screens(live, 0))
    assert len(told(wall)) == 2
    writes(live, 60_000, type="note.edit", note="n4", text="Hidden words", base=4)
    asyncio.run(refresh_screens(live, 0))

    assert len(told(wall)) == 2
    assert "Hidden words" not in str(told(wall))


def test_a_picture_nobody_watches_is_forgotten():
    live = filled()
    wall = refreshed(live, f"screen:{diagram_of(live)}", f"still:{diagram_of(live)}")
    assert len(live.screens.pictures) == 2
    wall.watching.clear()
    asyncio.run(refresh_screens(live, 0))

    assert live.screens.pictures == {}


def test_a_frozen_view_and_a_live_one_are_two_pictures():
    """The wall has the one, the desk looks at the other before it is shown."""
    live = filled()
    goes(live, at_ms=15_000, type="wall.freeze", frozen=True)
    desk = watch(enter(live, screen("facilitator")), "composite:innovation", "picture")
    watch(desk, "still:composite:innovation", "picture")
    for lens in ("screen", "still"):
        asyncio.run(refresh_views(live, "innovation", COMPOSITE, lens))
    pictures = {stream: str(one.scene.elements) for stream, one in live.room_pictures.items()}

    assert "Words of 3" in pictures["composite:innovation"]
    assert "Words of 1" in pictures["still:composite:innovation"]
    assert "Words of 3" not in pictures["still:composite:innovation"]


def test_a_replay_that_stands_still_is_not_drawn_again():
    live = filled()
    replays(live, 10_000)
    stream = "replay:composite:innovation"
    watch(enter(live, screen()), stream, "picture")
    asyncio.run(refresh_views(live, "innovation", COMPOSITE, "replay"))
    kept = live.room_pictures[stream]
    asyncio.run(refresh_views(live, "innovation", None, "replay", 99_000))

    assert live.room_pictures[stream] is kept
