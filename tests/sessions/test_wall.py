"""What walls show: prepared, queued, shown, taken back, frozen and blanked."""

import pytest
from living import diagram_of, goes, living, screen

from sessions.entry import StreamLog
from sessions.errors import SessionError
from sessions.live import LiveSession
from sessions.projection import Replaying
from sessions.shows import OneDiagram, Replay, Screen
from sessions.state import show
from sessions.telling import audience, session_json
from sessions.wall import MAX_PAST, MAX_QUEUE

JOIN, CLOSE, MOSAIC = ({"mode": mode} for mode in ("join", "close", "mosaic"))


def shows(live, shown):
    return goes(live, type="wall.show", show=shown)


def prepares(live, shown):
    return goes(live, type="wall.prepare", show=shown)


def queues(live, *items):
    for item, shown in items:
        goes(live, type="wall.queue", item=item, show=shown)


def told(live, role="facilitator"):
    return session_json(live.session, audience(live.session, screen(role)))


def queue_of(live):
    return [one.id for one in live.session.projection.queue]


def refused(live, **op):
    with pytest.raises(SessionError) as error:
        goes(live, **op)
    assert error.value.message.endswith(".")
    return error.value.code


def test_what_is_prepared_is_not_on_the_wall_until_it_is_shown():
    live = living()
    prepares(live, CLOSE)

    assert (show(live.session).mode, told(live)["coming"]) == ("join", CLOSE)
    shows(live, CLOSE)
    assert (show(live.session).mode, told(live)["coming"]) == ("close", None)


def test_the_queue_comes_up_one_by_one():
    """What was looked at comes before it; showing something else leaves both as they were."""
    live = living()
    queues(live, ("a", MOSAIC), ("b", CLOSE))
    prepares(live, JOIN)
    shows(live, CLOSE)
    assert (told(live)["coming"], queue_of(live)) == (JOIN, ["a", "b"])
    shows(live, JOIN)
    assert (told(live)["coming"], queue_of(live)) == (MOSAIC, ["a", "b"])
    shows(live, MOSAIC)
    assert (told(live)["coming"], queue_of(live)) == (CLOSE, ["b"])


@pytest.mark.parametrize(
    ("item", "before", "order"),
    [
        ("c", "a", "cab"),
        ("a", "c", "bac"),
        ("a", None, "bca"),
        ("a", "gone", "bca"),
        ("x", "a", "abc"),
    ],
)
def test_the_queue_is_put_in_order(item, before, order):
    live = living()
    queues(live, *((name, JOIN) for name in "abc"))
    goes(live, type="wall.queue_move", item=item, before=before)

    assert queue_of(live) == list(order)


def test_two_desks_take_the_same_thing_out_once():
    live = living()
    queues(live, ("a", JOIN), ("b", JOIN))
    for _ in range(2):
        goes(live, type="wall.queue_drop", item="a")

    assert queue_of(live) == ["b"]


def test_the_queue_has_an_end():
    live = living()
    queues(live, *((f"q{at}", JOIN) for at in range(MAX_QUEUE)))

    assert refused(live, type="wall.queue", item="more", show=JOIN) == "queue_full"
    assert refused(live, type="wall.queue", item="q1", show=JOIN) == "id_taken"


@pytest.mark.parametrize("kind", ["wall.show", "wall.prepare"])
def test_what_a_session_does_not_have_is_neither_shown_nor_prepared(kind):
    live = living()
    organisation = diagram_of(live, task="organisation")

    assert refused(live, type=kind, show={"mode": "diagram", "diagram": "dnone"}) == "no_diagram"
    assert refused(live, type=kind, show={"mode": "example", "task": "none"}) == "no_task"
    replay = {"mode": "replay", "task": "innovation", "diagram": organisation}
    assert refused(live, type=kind, show=replay) == "no_diagram"


def test_back_returns_to_what_was_there_and_keeps_what_was_left_as_next():
    live = living()
    shows(live, CLOSE)
    shows(live, MOSAIC)
    goes(live, type="wall.back", since=live.session.projection.since)

    assert show(live.session) == Screen(mode="close")
    assert told(live)["coming"] == MOSAIC
    assert [one.show.mode for one in live.session.projection.past] == ["join"]


def test_two_presses_of_back_at_two_desks_go_back_once():
    live = living()
    shows(live, CLOSE)
    shows(live, MOSAIC)
    since = live.session.projection.since
    goes(live, type="wall.back", since=since)

    assert refused(live, type="wall.back", since=since) == "wrong_moment"
    assert show(live.session) == Screen(mode="close")


def test_nothing_was_shown_before_the_first():
    assert refused(living(), type="wall.back", since=1) == "wrong_moment"


def test_what_was_shown_is_remembered_whatever_changed_it():
    """Also by a step of the running order; pages of one zone are one thing."""
    live = living()
    goes(live, type="phase.go", phase="work-innovation", start=True)
    for page in (1, 2, 3):
        shows(live, {"mode": "zone", "task": "innovation", "zone": "need", "page": page})
    shows(live, JOIN)

    modes = [one.show.mode for one in live.session.projection.past]
    assert modes == ["join", "mosaic", "zone"]


def test_the_past_is_bounded():
    live = living()
    for at in range(MAX_PAST + 5):
        shows(live, (CLOSE, MOSAIC)[at % 2])

    assert len(live.session.projection.past) == MAX_PAST


def test_a_frozen_wall_keeps_what_it_shows_while_the_room_goes_on():
    live = living()
    shows(live, {"mode": "diagram", "diagram": diagram_of(live)})
    goes(live, at_ms=5, type="wall.freeze", frozen=True)
    shows(live, CLOSE)
    goes(live, at_ms=9, type="wall.freeze", frozen=True)
    frozen = told(live, "wall")["frozen"]

    assert (frozen["at"], frozen["show"]["diagram"]) == (5, diagram_of(live))
    goes(live, type="wall.freeze", frozen=False)
    assert (told(live, "wall")["frozen"], told(live, "wall")["show"]) == (None, CLOSE)


def test_a_blank_wall_has_what_it_had_when_it_is_back():
    live = living()
    shows(live, CLOSE)
    goes(live, type="wall.blank", blank=True)
    assert (told(live, "wall")["blank"], told(live, "wall")["show"]) == (True, CLOSE)
    goes(live, type="wall.blank", blank=False)
    assert (told(live, "wall")["blank"], told(live, "wall")["show"]) == (False, CLOSE)


def test_prompts_are_lit_for_walls_and_phones_until_the_next_step():
    live = living()
    goes(live, type="brief.light", zone="need")
    assert told(live, "wall")["lit"] == told(live, "participant")["lit"] == "need"
    assert refused(live, type="brief.light", zone="needer") == "no_zone"
    goes(live, type="phase.go", phase="work-innovation")
    assert told(live, "wall")["lit"] is None


def test_calm_is_told_to_everybody():
    live = living()
    goes(live, type="calm.set", calm=True)

    assert all(told(live, role)["calm"] for role in ("facilitator", "wall", "participant"))


@pytest.mark.parametrize("role", ["wall", "participant"])
def test_what_comes_next_and_what_was_before_are_the_desks_alone(role):
    """A wall's browser never holds what is only being prepared."""
    live = living()
    prepares(live, CLOSE)
    queues(live, ("a", MOSAIC))

    assert {"next", "coming", "queue", "past", "since", "replay"} & set(told(live, role)) == set()
    assert ("frozen" in told(live, role)) == (role == "wall")


@pytest.mark.parametrize(
    ("replay", "now_ms", "position"),
    [
        (Replaying(False, 700, 1_000, 60), 9_000, 700),
        (Replaying(True, 700, 1_000, 1), 1_500, 1_200),
        (Replaying(True, 0, 1_000, 60), 2_000, 60_000),
        (Replaying(True, 700, 1_000, 60), 400, 700),
    ],
)
def test_a_replay_goes_on_by_the_servers_clock(replay, now_ms, position):
    """A clock that was set back holds it where it was."""
    assert replay.position(now_ms) == position


def test_a_replay_is_shown_and_set_from_the_desk():
    live = living()
    shows(live, {"mode": "replay", "task": "innovation"})
    goes(live, at_ms=50, type="replay.set", playing=True, position_ms=100, speed=30)

    assert show(live.session) == Replay(task="innovation")
    assert live.session.projection.replay == Replaying(True, 100, 50, 30)


def test_everything_comes_back_from_the_log():
    """A desk that is loaded again is exactly the same desk."""
    live = living()
    queues(live, ("a", MOSAIC), ("b", {"mode": "diagram", "diagram": diagram_of(live)}))
    shows(live, CLOSE)
    prepares(live, JOIN)
    goes(live, at_ms=7, type="wall.freeze", frozen=True)
    goes(live, type="wall.blank", blank=True)
    again = living_again(live)

    assert again.session == live.session
    assert show(again.session.frozen.session) == Screen(mode="close")
    assert again.session.projection.queue[1].show == OneDiagram(diagram=diagram_of(live))


def living_again(live):
    logs = [StreamLog(room.record, room.entries) for room in (live.room, *live.diagrams.values())]
    return LiveSession(live.record, logs, ())
