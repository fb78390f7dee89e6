"""R52 to R56 in the hub: moved, removed, shut out; nobody else notices, nothing is lost."""

import asyncio

import pytest
from talking import JOIN, Socket, add, serving

from sessions import handouts
from sessions.access import wall_key
from sessions.conversation import converse
from sessions.errors import SessionError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "workshop.db"


async def boss(place):
    return await place.hub.who(place.made.session, "desk", place.made.desk_key)


async def opened(place, door, key):
    who = await place.hub.who(place.made.session, door, key)
    return Socket(await converse(place.hub, who, JOIN))


def test_R53_a_moved_person_comes_back_at_the_other_table(path):
    """Their sockets close so that they come again at once; what was on its way still counts."""

    async def talk():
        async with serving(path) as place:
            desk = await place.start()
            joined = await place.hub.join(code=place.made.code, table="t1", name="Ann")
            old = await place.socket(key=joined.key)
            await place.socket(table="t2")
            move = {"participant": joined.participant, "leaves": "t1", "table": "t2"}
            answer = await desk.op(place.made.session, type="person.move", **move)
            again = await desk.op(place.made.session, type="person.move", **move)
            old.read()
            new = await place.socket(key=joined.key)
            late = await new.op(place.diagram("t1"), **add("n1"))
            here = await new.op(place.diagram("t2"), **add("n2"))
            letters = [
                place.hub.live_sessions[place.made.session].diagrams[place.diagram(t)].entries[0]
                for t in ("t1", "t2")
            ]
            return answer, again, old.closed, new.conversation.connection.who, late, here, letters

    answer, again, closed, who, late, here, letters = asyncio.run(talk())

    assert answer[-1] == "facilitator"
    assert again[-1] == "moved_already"
    assert closed.code == 1012
    assert (who.table, who.letter) == ("t2", "B")
    assert late[-1] == "known"
    assert here[-1] == "known"
    assert [one.letter for one in letters] == ["B", "B"]


def test_R53_the_old_table_takes_nothing_after_the_moment_is_over(path):
    """Fifteen seconds are for what was on its way, not for writing at two tables."""
    clock = [1_000_000]

    async def talk():
        async with serving(path, now=lambda: clock[0]) as place:
            desk = await place.start()
            joined = await place.hub.join(code=place.made.code, table="t1", name="Ann")
            move = {"participant": joined.participant, "leaves": "t1", "table": "t2"}
            await desk.op(place.made.session, type="person.move", **move)
            new = await place.socket(key=joined.key)
            clock[0] += 15_000
            last = await new.op(place.diagram("t1"), **add("n1"))
            clock[0] += 1
            late = await new.op(place.diagram("t1"), **add("n2"))
            return last[-1], late[-1]

    assert asyncio.run(talk()) == ("known", "not_allowed")


def test_R53_a_removed_person_is_shut_out_and_their_words_stay(path):
    async def talk():
        async with serving(path) as place:
            desk = await place.start()
            joined = await place.hub.join(code=place.made.code, table="t1", name="Ann")
            phone = await place.socket(key=joined.key)
            await phone.op(place.diagram(), **add("n1"))
            gone = {"type": "person.remove", "participant": joined.participant}
            await desk.op(place.made.session, **gone)
            phone.read()
            who = await place.hub.who(place.made.session, "table", joined.key)
            again = await place.hub.join(code=place.made.code, table="t1", name="Ann")
            live = place.hub.live_sessions[place.made.session]
            return phone.closed, who, again.letter, len(live.diagrams[place.diagram()].state.notes)

    closed, who, letter, notes = asyncio.run(talk())

    assert closed.code == 4401
    assert who is None
    assert (letter, notes) == ("B", 1)


@pytest.mark.parametrize(
    "op",
    [
        {"type": "person.move", "participant": "p12345678", "leaves": "t1", "table": "t2"},
        {"type": "person.remove", "participant": "p12345678"},
        {"type": "scribe.add", "participant": "p12345678", "table": "t1"},
    ],
)
def test_nobody_who_never_joined_is_moved_or_removed(path, op):
    async def talk():
        async with serving(path) as place:
            desk = await place.start()
            return (await desk.op(place.made.session, **op))[-1]

    assert asyncio.run(talk()) == "no_person"


def test_R54_a_key_opens_only_while_the_log_says_so(path):
    """Also after a restart; and the log names the helper who did something, by id alone."""

    async def talk():
        async with serving(path) as place:
            helper, key = await handouts.make_helper(place.hub, await boss(place), "Sam")
            sam = await opened(place, "desk", key)
            await sam.greet()
            await sam.watch(place.made.session)
            await sam.op(place.made.session, type="joining.set", open=False)
            live = place.hub.live_sessions[place.made.session]
            author, log = live.room.entries[-1].author, repr(live.room.entries)
            made = place.made
        async with serving(path, made=made) as place:
            was = await place.hub.who(made.session, "desk", key)
            desk = await place.socket("desk")
            await desk.op(made.session, type="helper.revoke", helper=helper)
        async with serving(path, made=made) as place:
            return helper, author, log, was, await place.hub.who(made.session, "desk", key)

    helper, author, log, was, now = asyncio.run(talk())

    assert author == f"helper:{helper}"
    assert "Sam" not in log
    assert (was.role, was.name) == ("helper", "Sam")
    assert now is None


def test_R54_a_helper_makes_no_helper(path):
    async def talk():
        async with serving(path) as place:
            _, key = await handouts.make_helper(place.hub, await boss(place), "Sam")
            sam = await place.hub.who(place.made.session, "desk", key)
            for asked in (
                handouts.make_helper(place.hub, sam, "Kim"),
                handouts.renew_wall(place.hub, sam, key),
            ):
                with pytest.raises(SessionError, match="facilitator"):
                    await asked
            return len(place.hub.live_sessions[place.made.session].helpers)

    assert asyncio.run(talk()) == 1


def test_R52_who_watches_a_picture_is_told_the_new_name(path):
    """The patched picture is the one a newcomer gets."""

    async def talk():
        async with serving(path) as place:
            desk = await place.start()
            phone = await place.socket()
            await phone.watch(place.diagram(), "picture", "data")
            await desk.op(place.made.session, type="table.rename", table="t1", name="Night crew")
            told = phone.read()
            late = await place.socket()
            state = await late.watch(place.diagram(), "picture")
            return told, state

    told, state = asyncio.run(talk())

    assert told["type"] == "redrawn"
    assert "Night crew" in str(told["parts"]["picture"])
    assert told["seq"] == state["seq"] == 0
    assert "Night crew" in state["picture"]


def test_R51_an_added_table_is_there_after_a_restart(path):
    new = [
        {"task": "innovation", "diagram": "dinnovation1"},
        {"task": "organisation", "diagram": "dorganisation"},
    ]

    async def talk():
        async with serving(path) as place:
            desk = await place.start()
            op = {"type": "table.add", "name": "Late", "diagrams": new}
            assert (await desk.op(place.made.session, **op))[-1] == "facilitator"
            made = place.made
        async with serving(path, made=made) as place:
            phone = await place.socket(table="t3")
            return (await phone.op("dinnovation1", **add("n1")))[-1]

    assert asyncio.run(talk()) == "known"


def test_R56_the_wall_key_follows_from_the_desks_and_how_often_it_was_renewed(path):
    async def talk():
        async with serving(path) as place:
            key = await handouts.renew_wall(place.hub, await boss(place), place.made.desk_key)
            old, new = [
                await place.hub.who(place.made.session, "wall", one)
                for one in (place.made.wall_key, key)
            ]
            return key == wall_key(place.made.desk_key, 1), old, new.role

    assert asyncio.run(talk()) == (True, None, "wall")
