"""The hub as its clients meet it: real rooms, a real SQLite file, no network."""

import asyncio
import json

import pytest
from following import canonical
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talking import JOIN, Socket, add, serving

from sessions import announce
from sessions.access import digest
from sessions.connection import MAX_UNREADABLE
from sessions.conversation import MAX_ROOM_VIEWS, MAX_WATCHED, converse
from sessions.hub import MAX_SOCKETS_PER_PARTICIPANT
from sessions.outbox import Close
from sessions.room_views import lock_name
from sessions.tickers import refresh_views


@pytest.fixture
def path(tmp_path):
    return tmp_path / "workshop.db"


def test_R7_welcome_answers_hello_and_nothing_comes_before_it(path):
    """A socket that does not greet is told so, and may still greet."""

    async def talk():
        async with serving(path) as place:
            who = await place.hub.who(place.made.session, "wall", place.made.wall_key)
            socket = Socket(await converse(place.hub, who, JOIN))
            early = await socket.send(type="ping")
            return early, await socket.greet(), place.hub.store.epoch

    early, welcome, epoch = asyncio.run(talk())
    assert early["type"] == "error"
    assert welcome["type"] == "welcome"
    assert (welcome["epoch"], welcome["you"]["door"]) == (epoch, "wall")


def test_R9_nonsense_is_answered_and_survived_up_to_a_bound(path):
    """One bad message is a slip; twenty in a row are a broken program."""

    async def talk():
        async with serving(path) as place:
            socket = await place.socket()
            for _ in range(MAX_UNREADABLE - 1):
                await socket.conversation.receive("nonsense")
            after = await socket.send(type="ping")
            for _ in range(MAX_UNREADABLE):
                await socket.conversation.receive("nonsense")
            socket.read()
            return after, socket.closed

    after, closed = asyncio.run(talk())
    assert after["type"] == "pong"
    assert closed.code == 4400


def test_R19_the_sender_is_answered_once_by_the_entry_itself(path):
    """The sender has the same event path as everybody else."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            stream = place.diagram()
            await socket.watch(stream, "data")
            return await socket.op(stream, **add("n1"))

    answers = asyncio.run(talk())
    assert len(answers) == 1
    assert answers[0] not in ("known", "rejected")


def test_R19_a_sender_that_does_not_watch_is_told_known(path):
    """A sender without a picture still learns the fate of its op."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            return await socket.op(place.diagram(), **add("n1"))

    assert asyncio.run(talk()) == ["known"]


def test_R20_an_op_sent_twice_is_one_entry(path):
    """A phone that lost the answer sends again."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            stream = place.diagram()
            await socket.watch(stream, "data")
            await socket.op(stream, ref="same", **add("n1"))
            answers = list(await socket.op(stream, ref="same", **add("n1")))
            other = await socket.op(stream, ref="same", **add("n2"))
            return answers, other[-1], socket.follower.seqs[stream]

    answers, other, seq = asyncio.run(talk())
    assert answers[1:] == ["known"]
    assert other == "ref_reused"
    assert seq == 1


def test_R22_writing_needs_an_open_task_of_ones_own_table(path):
    """Before it opens, at another table, and long after it closed, the answer is no."""
    now = [1_000_000]

    async def talk():
        async with serving(path, now=lambda: now[0]) as place:
            socket = await place.socket()
            own, other = place.diagram("t1"), place.diagram("t2")
            before = await socket.op(own, **add("n1"))
            desk = await place.start()
            open_, foreign = await socket.op(own, **add("n2")), await socket.op(other, **add("n3"))
            await desk.op(place.made.session, type="clock.stop")
            now[0] += 15_000
            grace = await socket.op(own, **add("n4"))
            now[0] += 1
            late = await socket.op(own, **add("n5"))
            return before, open_, foreign, grace, late

    before, open_, foreign, grace, late = asyncio.run(talk())
    assert (before, open_, foreign) == (["writing_closed"], ["known"], ["not_allowed"])
    assert (grace, late) == (["known"], ["writing_closed"])


def test_R23_who_is_too_fast_is_slowed_and_told_how_long(path):
    """The burst passes, the next one waits; nothing is wrong with it."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            stream = place.diagram()
            return [await socket.op(stream, **add(f"n{at}")) for at in range(61)]

    answers = asyncio.run(talk())
    assert answers[:60] == [["known"]] * 60
    assert answers[60] == ["slow_down"]


def test_participants_never_move_the_room(path):
    """A join code grants writing at one table and nothing more."""

    async def talk():
        async with serving(path) as place:
            socket = await place.socket()
            acts = [
                {"type": "phase.go", "phase": "close"},
                {"type": "clock.start"},
                {"type": "wall.show", "show": {"mode": "close"}},
                {"type": "joining.set", "open": False},
                {
                    "type": "diagram.add",
                    "diagram": "d12345678",
                    "table": "t2",
                    "task": "innovation",
                },
            ]
            return [await socket.op(place.made.session, **act) for act in acts]

    assert asyncio.run(talk()) == [["not_allowed"]] * 5


def test_a_table_adds_its_second_diagram_and_writes_in_it(path):
    """The new stream exists from the entry on, for everybody, also after a restart."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            new = {"diagram": "dabcdefgh1", "table": "t1", "task": "innovation"}
            made = await socket.op(place.made.session, type="diagram.add", **new)
            wrote = await socket.op("dabcdefgh1", **add("n1"))
        async with serving(path, place.made) as again:
            wall = await again.socket("desk")
            state = await wall.watch("dabcdefgh1", "data")
            return made, wrote, state["data"]["zones"]

    assert asyncio.run(talk()) == (["known"], ["known"], {"need": ["n1"]})


def test_a_diagram_id_that_another_session_has_is_refused(path):
    """Ids are one name space; taking one from a neighbour disturbs nobody."""

    async def talk():
        async with serving(path) as place:
            other = await place.hub.create("Another", ["A"], 10)
            await place.hub.live(other.session)
            taken = place.hub.live_sessions[other.session].session.diagrams[0].id
            socket = await place.socket()
            new = {"diagram": taken, "table": "t1", "task": "innovation"}
            answers = await socket.op(place.made.session, type="diagram.add", **new)
            return answers, socket.closed

    assert asyncio.run(talk()) == (["id_taken"], None)


def test_R16_each_door_sees_what_it_may(path):
    """A table sees itself, the wall sees every diagram, nobody sees another session."""

    async def talk():
        async with serving(path) as place:
            table, wall = await place.socket(), await place.socket("desk")
            own, other = place.diagram("t1"), place.diagram("t2")
            streams = [own, other, place.made.session, "composite:innovation", "composite:no", "x"]
            return [
                [(await one.watch(stream, "picture"))["type"] for stream in streams]
                for one in (table, wall)
            ]

    table, wall = asyncio.run(talk())
    assert table == ["state", "error", "state", "error", "error", "error"]
    assert wall == ["state", "state", "state", "state", "error", "error"]


def test_R12_a_reload_resumes_and_a_restart_resets(path):
    """The missed entries within one life of the database, everything after a restart."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            stream = place.diagram()
            state = await socket.watch(stream, "data")
            await socket.op(stream, **add("n1"))
            back = await place.socket("desk")
            resumed = await back.watch(stream, "data", epoch=state["epoch"], seq=0)
            ahead = await back.watch(stream, "data", epoch=state["epoch"], seq=7)
        async with serving(path, place.made) as again:
            late = await again.socket("desk")
            reset = await late.watch(stream, "data", epoch=state["epoch"], seq=1)
            return resumed, ahead, reset

    resumed, ahead, reset = asyncio.run(talk())
    assert (resumed["type"], len(resumed["entries"])) == ("resumed", 1)
    assert (ahead["type"], reset["type"]) == ("state", "state")
    assert reset["data"]["notes"]["n1"]["text"] == "Care homes call 999"


def test_presence_counts_who_said_hello_and_shows_typing_in_real_zones(path):
    """A socket on its way is nobody yet; a made-up zone is not shown to colleagues."""

    async def talk():
        async with serving(path) as place:
            key = (await place.hub.join(code=place.made.code, table="t1", name="Bob")).key
            who = await place.hub.who(place.made.session, "table", key)
            silent = await converse(place.hub, who, JOIN)
            ann = await place.socket()
            stream = place.diagram()
            seen = []
            for zone in ("no-such-zone", "need"):
                await ann.send(type="typing", stream=stream, zone=zone)
                announce.presence(place.hub.live_sessions[place.made.session], 1_000_000)
                ann.read()
                seen.append(ann.follower.others[-1]["tables"]["t1"])
            here = (await place.hub.door(code=place.made.code)).tables[0][2]
            silent.end()
            return seen, here

    (before, after), here = asyncio.run(talk())
    assert (before["here"], before["people"][0]["typing"]) == (1, None)
    assert after["people"][0]["typing"]["zone"] == "need"
    assert here == 1


def test_a_fourth_page_of_one_phone_closes_the_oldest(path):
    """Three sockets a participant; the newest pages win."""

    async def talk():
        async with serving(path) as place:
            key = (await place.hub.join(code=place.made.code, table="t1")).key
            sockets = [await place.socket(key=key) for _ in range(MAX_SOCKETS_PER_PARTICIPANT + 1)]
            for socket in sockets:
                socket.read()
            return [socket.closed for socket in sockets]

    closed = asyncio.run(talk())
    assert closed[0] == Close(4409, "opened on another page")
    assert closed[1:] == [None] * MAX_SOCKETS_PER_PARTICIPANT


def test_keys_open_their_own_door_only(path):
    """What opens the wall does not open the desk, and a made-up key opens nothing."""

    async def talk():
        async with serving(path) as place:
            made, hub = place.made, place.hub
            doors = ("table", "desk", "wall")
            keys = (made.desk_key, made.wall_key, made.code, digest(made.desk_key), "")
            return [
                [await hub.who(made.session, door, key) is not None for door in doors]
                for key in keys
            ]

    nothing = [False, False, False]
    assert asyncio.run(talk()) == [
        [False, True, False],
        [False, False, True],
        nothing,
        nothing,
        nothing,
    ]


def test_typing_in_another_diagram_is_told(path):
    """The same zone of a table's second diagram is another place."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            new = {"diagram": "dabcdefgh1", "table": "t1", "task": "innovation"}
            await socket.op(place.made.session, type="diagram.add", **new)
            live, told = place.hub.live_sessions[place.made.session], []
            for stream in (place.diagram(), place.diagram(), "dabcdefgh1"):
                live.presence_changed = False
                await socket.send(type="typing", stream=stream, zone="need")
                told.append(live.presence_changed)
            return told

    assert asyncio.run(talk()) == [True, False, True]


def test_a_page_watches_only_so_much(path):
    """At the limit it may change its views, past it nothing more is added."""

    async def talk():
        async with serving(path) as place:
            wall = await place.socket("desk")
            watching = wall.conversation.connection.watching
            watching |= {f"d{number}": frozenset() for number in range(MAX_WATCHED - 1)}
            last = await wall.watch(place.diagram("t1"), "data")
            again = await wall.watch(place.diagram("t1"), "outline")
            past = await wall.watch(place.diagram("t2"), "data")
            return last["type"], again["type"], (past["type"], past["code"]), len(watching)

    assert asyncio.run(talk()) == ("state", "state", ("error", "not_allowed"), MAX_WATCHED)


def test_R16_a_combined_picture_follows_what_is_written(path):
    """It is redrawn for its watchers, and only when something in it changed."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket, wall = await place.socket(), await place.socket("desk")
            stream = "composite:innovation"
            before = await wall.watch(stream, "picture")
            await socket.op(place.diagram(), **add("n1"))
            live = place.hub.live_sessions[place.made.session]
            async with live.lock(lock_name("innovation")):
                await refresh_views(live, "innovation")
                await refresh_views(live, "innovation")
            wall.read()
            fresh = await (await place.socket("desk")).watch(stream, "picture")
            followed = canonical(wall.follower.pictures[stream])
            wall.follower.take(json.dumps(fresh))
            whole = canonical(wall.follower.pictures[stream])
            return before["seq"], fresh["seq"], followed == whole, "Care homes" in whole

    assert asyncio.run(talk()) == (1, 2, True, True)


def test_R33_a_view_says_what_it_shows(path):
    """The state names kind, task and, of a zone, zone and pages; past the last is the last."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket, wall = await place.socket(), await place.socket("desk")
            await socket.op(place.diagram(), **add("n1"))
            streams = ("gaps:innovation", "matrix:organisation", "zone:innovation:need:9")
            return [await wall.watch(stream, "picture") for stream in streams]

    gaps, matrix, zone = asyncio.run(talk())
    assert {key: gaps[key] for key in ("kind", "task")} == {"kind": "gaps", "task": "innovation"}
    assert "pages" not in gaps
    assert (matrix["kind"], matrix["task"]) == ("matrix", "organisation")
    about = {key: zone[key] for key in ("kind", "task", "zone", "page", "pages", "seq")}
    assert about == {
        "kind": "zone",
        "task": "innovation",
        "zone": "need",
        "page": 1,
        "pages": 1,
        "seq": 1,
    }
    assert "Care homes" in zone["picture"]


def test_R33_a_view_that_is_not_there_is_not_shown(path):
    """Made-up names get the one answer, and leave nothing behind."""

    async def talk():
        async with serving(path) as place:
            wall, table = await place.socket("desk"), await place.socket()
            live = place.hub.live_sessions[place.made.session]
            before = dict(live.locks)
            made_up = ("matrix:innovation", "gaps:lunch", "zone:innovation:sponsor:1", "pie:x")
            answers = [await wall.watch(stream, "picture") for stream in made_up]
            answers += [await table.watch("gaps:innovation", "picture")]
            return [answer["code"] for answer in answers], live.locks == before

    assert asyncio.run(talk()) == (["not_allowed"] * 5, True)


def test_R33_a_page_watches_a_few_views_of_the_room_at_once(path):
    """Each is drawn again and again; the one that is watched already is no other."""

    async def talk():
        async with serving(path) as place:
            wall = await place.socket("desk")
            pages = [f"zone:innovation:need:{page}" for page in range(1, MAX_ROOM_VIEWS + 2)]
            answers = [(await wall.watch(stream, "picture"))["type"] for stream in pages]
            again = await wall.watch(pages[0], "picture")
            await wall.send(type="unwatch", stream=pages[0])
            instead = await wall.watch(pages[-1], "picture")
            return answers, again["type"], instead["type"]

    answers, again, instead = asyncio.run(talk())
    assert answers == ["state"] * MAX_ROOM_VIEWS + ["error"]
    assert (again, instead) == ("state", "state")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "add", "edit", "move", "remove", "restore", "link", "drop", "views"]
        ),
        st.integers(0, 4),
        st.sampled_from(["need", "response", "outcome"]),
        st.integers(0, 12),
        st.integers(0, 1),
    ),
    min_size=1,
    max_size=25,
)


def step_op(act, note, zone, seq, at):
    return {
        "add": add(f"n{note}", f"Words number {at}", zone),
        "edit": {"type": "note.edit", "note": f"n{note}", "text": f"Edit {at}", "base": seq},
        "move": {"type": "note.move", "note": f"n{note}", "place": {"zone": zone, "before": None}},
        "remove": {"type": "note.remove", "note": f"n{note}"},
        "restore": {"type": "note.restore", "note": f"n{note}"},
        "link": {
            "type": "link.add",
            "link": f"l{at}",
            "ends": {"source": f"n{note}", "target": f"n{(note + 1) % 5}"},
            "label": "leads to",
        },
    }[act]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_R13_R14_R17_every_client_ends_with_the_picture_a_fresh_one_gets(tmp_path_factory, steps):
    """Whoever wrote, dropped out or changed views: equal seqs show equal pictures."""

    async def talk():
        async with serving(tmp_path_factory.mktemp("law") / "workshop.db") as place:
            await place.start()
            stream = place.diagram()
            ann, bob, wall = (
                await place.socket(),
                await place.socket(),
                await place.socket("desk"),
            )
            for one in (ann, bob, wall):
                await one.watch(stream, "data", "picture", "outline")
            for at, (act, note, zone, seq, author) in enumerate(steps):
                sender = (ann, bob)[author]
                if act == "drop":
                    have = {"epoch": bob.follower.epoch, "seq": bob.follower.seqs[stream]}
                    await bob.send(type="unwatch", stream=stream)
                    await ann.op(stream, **add(f"m{at}"))
                    await bob.watch(stream, "data", "picture", "outline", **have)
                elif act == "views":
                    await wall.watch(stream, "outline")
                    await wall.watch(stream, "picture", "outline")
                else:
                    await sender.op(stream, **step_op(act, note, zone, seq, at))
            for one in (ann, bob, wall):
                one.read()
            fresh = await place.socket("desk")
            await fresh.watch(stream, "picture", "outline")
            return stream, [one.follower for one in (ann, bob, wall, fresh)]

    stream, followers = asyncio.run(talk())
    fresh = followers[-1]
    for follower in followers[:-1]:
        assert follower.seqs[stream] == fresh.seqs[stream]
        assert canonical(follower.pictures[stream]) == canonical(fresh.pictures[stream])
        assert canonical(follower.lists[stream]) == canonical(fresh.lists[stream])
