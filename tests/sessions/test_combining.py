"""R43 to R45: decisions about groups and votes, as ops of a session that can be taken back."""

import asyncio
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from living import diagram_of, enter, goes, living, screen, seated, told, watch, writes
from talking import add, serving

from sessions import announce
from sessions import ops as session_ops
from sessions.combine_views import desk_json, phone_json
from sessions.combining import MAX_VOTES
from sessions.entry import StreamLog
from sessions.errors import SessionError
from sessions.room import Author
from sessions.room_views import gather
from sessions.telling import is_theirs, op_told

TASK = "innovation"


def room(*texts, zone="need"):
    """A session with one table a text; what each wrote in one zone."""
    live = living(*(f"Table {at}" for at, _ in enumerate(texts, 1)))
    for at, text in enumerate(texts, 1):
        stream = diagram_of(live, f"t{at}")
        writes(live, stream, **add("n1", text, zone))
    return live


def said(live):
    return gather(live.session, TASK, live.of_task(TASK))


def note(live, table):
    return f"{diagram_of(live, table)}/n1"


def part(live, *tables, text=""):
    wordings = [{"text": text, "level": "inside"}] if text else []
    return {"notes": [note(live, table) for table in tables], "wordings": wordings}


def join(live, *parts):
    return goes(live, type="group.join", task=TASK, zone="need", groups=list(parts))


def split(live, *parts):
    return goes(live, type="group.split", task=TASK, zone="need", parts=list(parts))


def keep(live, entry, kept=False):
    return goes(live, type="group.keep", decision=entry.seq, kept=kept)


def words(live):
    return [[word.text for word in group.words] for group in said(live).groups]


def refused(act, *args, **op):
    with pytest.raises(SessionError) as caught:
        act(*args, **op)
    assert caught.value.message.endswith(".")
    return caught.value.code


def test_R43_a_decision_is_taken_back_and_stands_again():
    live = room("Falls", "Slips")
    entry = join(live, part(live, "t1"), part(live, "t2"))

    assert words(live) == [["Falls", "Slips"]]
    keep(live, entry)
    assert words(live) == [["Falls"], ["Slips"]]
    keep(live, entry, kept=True)
    assert words(live) == [["Falls", "Slips"]]


def test_R43_the_undo_of_the_log_takes_a_decision_back_and_its_own_undo_too():
    live = room("Falls", "Slips")
    entry = join(live, part(live, "t1"), part(live, "t2"))
    me = Author("facilitator", "F")
    for ref, states in (("u1", 2), ("u2", 1)):
        live.room.commit(live.room.plan_undo(me, live.room.seq, ref, 5))
        assert len(said(live).groups) == states

    assert live.session.combining.decided[0].by.seq == entry.seq


def test_R43_a_decision_that_others_build_on_is_taken_back_after_them():
    live = room("Falls", "Slips", "Trips")
    first = join(live, part(live, "t1"), part(live, "t2"))
    second = join(live, part(live, "t1", "t2"), part(live, "t3"))

    assert refused(keep, live, first) == "cannot_undo"
    keep(live, second)
    keep(live, first)
    assert len(said(live).groups) == 3


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"task": "nothing"}, "no_task"),
        ({"zone": "nowhere"}, "no_zone"),
    ],
)
def test_R43_a_decision_is_about_a_zone_of_the_session(broken, code):
    live = room("Falls")
    whole = {"type": "group.split", "task": TASK, "zone": "need", "parts": [part(live, "t1")]}

    assert refused(goes, live, **{**whole, **broken}) == code


def test_R43_a_headline_is_as_long_as_a_note():
    live = room("Falls")
    op = {"type": "group.name", "task": TASK, "zone": "need", "group": part(live, "t1")}

    assert refused(goes, live, **op, text="x" * 201) == "text_too_long"
    goes(live, **op, text="Older people fall")
    assert said(live).groups[0].text == "Older people fall"


def test_R43_an_unknown_decision_cannot_be_taken_back():
    live = room("Falls")

    assert refused(goes, live, type="group.keep", decision=1, kept=False) == "cannot_undo"


TEXTS = ("Falls", "falls", "Slips", "Trips")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("join", "split", "back", "again")),
            st.integers(0, 3),
            st.integers(0, 3),
        ),
        max_size=8,
    )
)
def test_whatever_is_decided_and_taken_back_a_restart_groups_the_same(acts):
    """The groups follow from the log alone, and taking everything back gives the first ones."""
    live = room(*TEXTS)
    before = said(live).groups
    made = []
    for act, one, other in acts:
        tables = f"t{one + 1}", f"t{other + 1}"
        if act == "join":
            made.append(join(live, part(live, tables[0]), part(live, tables[1])))
        elif act == "split":
            made.append(split(live, part(live, tables[0])))
        elif made:
            # Refused where later decisions build on it.
            with contextlib.suppress(SessionError):
                keep(live, made[one % len(made)], kept=act == "again")
    log = type(live.room)(_log_of(live), live.room._rules)

    assert log.state == live.session
    assert gather(log.state, TASK, live.of_task(TASK)).groups == said(live).groups
    for entry in reversed(made):
        keep(live, entry)
    assert said(live).groups == before


def _log_of(live):
    return StreamLog(live.room.record, live.room.entries)


def test_R44_the_desk_is_told_groups_suggestions_and_what_was_decided():
    live = room("rapid response team", "Rapid Response", "Phones")
    found = desk_json(said(live), live.session.combining, {})
    (zone,) = [one for one in found["zones"] if one["id"] == "need"]

    assert [one["headline"] for one in zone["groups"]] == [
        "rapid response team", "Rapid Response", "Phones",
    ]  # fmt: skip
    (suggestion,) = zone["suggestions"]
    sides = [side["group"] for side in suggestion["sides"]]
    assert sides == [one["id"] for one in zone["groups"][:2]]
    join(live, part(live, "t1", text="rapid response team"), part(live, "t2"))
    after = desk_json(said(live), live.session.combining, {})
    (decided,) = after["decided"]
    assert decided["what"] == "Brought together: “rapid response team” and “Rapid Response”"
    assert (decided["kept"], decided["free"], decided["by"]) == (True, True, "Facilitator")


def test_R44_only_the_desk_is_told_what_was_decided():
    """A decision holds words of every table; phones and walls learn that it happened."""
    live = room("Falls", "Slips")
    entry = join(live, part(live, "t1", text="Falls"), part(live, "t2", text="Slips"))

    for who in (screen(), seated()):
        shown = op_told(entry.op, who.door, is_theirs(entry.op, who, entry.author))
        assert shown == {"type": "group.join"}
    desk = screen("facilitator")
    assert op_told(entry.op, "desk", is_theirs(entry.op, desk, entry.author)) == entry.op


# Votes


def votes(live, author, **op):
    planned = live.room.plan(
        Author(author, "A"), session_ops.OP.validate_python(op), f"v{live.room.seq}", 9
    )
    live.room.commit(planned)
    return planned.entry


def dot(live, author, table, placed=True):
    return votes(live, author, type="vote.dot", note=note(live, table), placed=placed)


def opened(live, dots=2, zones=()):
    return goes(live, type="vote.open", task=TASK, zones=list(zones), dots=dots)


def test_R45_a_person_has_so_many_dots_and_can_take_one_back():
    live = room("Falls", "Slips", "Trips")
    opened(live)
    dot(live, "ann", "t1")
    dot(live, "ann", "t1")
    dot(live, "ann", "t2")

    assert refused(dot, live, "ann", "t3") == "no_dots_left"
    dot(live, "ann", "t1", placed=False)
    dot(live, "ann", "t3")
    dot(live, "bob", "t3")
    assert live.session.combining.vote.sums() == {note(live, "t2"): 1, note(live, "t3"): 2}


def test_R45_dots_are_put_on_notes_of_the_room_while_a_vote_is_open():
    live = room("Falls")

    assert refused(dot, live, "ann", "t1") == "wrong_moment"
    opened(live)
    strange = {"type": "vote.dot", "note": "d00000000/n1", "placed": True}
    assert refused(votes, live, "ann", **strange) == "no_note"
    goes(live, type="vote.close")
    assert refused(dot, live, "ann", "t1") == "vote_closed"


def test_R45_dots_follow_their_note_through_every_regrouping():
    live = room("Falls", "Slips")
    opened(live)
    dot(live, "ann", "t1")
    dot(live, "bob", "t2")
    join(live, part(live, "t1"), part(live, "t2"))
    goes(live, type="vote.show", shown=True)

    assert [group.dots for group in said(live).groups] == [2]
    split(live, part(live, "t2"))
    assert [group.dots for group in said(live).groups] == [1, 1]


def test_R45_the_room_sees_sums_only_while_they_are_shown():
    live = room("Falls")
    opened(live)
    dot(live, "ann", "t1")
    vote = live.session.combining.vote

    assert said(live).groups[0].dots == 0
    (zone, *_) = phone_json(said(live), vote, "bob")["zones"]
    assert "dots" not in zone["groups"][0]
    assert zone["groups"][0]["mine"] == []
    goes(live, type="vote.show", shown=True)
    (zone, *_) = phone_json(said(live), live.session.combining.vote, "bob")["zones"]
    assert zone["groups"][0]["dots"] == 1


def test_R45_nobody_is_told_whose_a_dot_is():
    """Not even the desk; the phone it came from gets its own answer, the others only the number."""
    live = room("Falls")
    opened(live)
    own, other, wall, desk = (
        watch(enter(live, who), live.record.id)
        for who in (seated("ann"), seated("bob"), screen(), screen("facilitator"))
    )
    announce.session_entry(live, dot(live, "ann", "t1"))

    (mine,) = told(own)
    assert (mine["author"], mine["op"]["note"]) == ("ann", note(live, "t1"))
    for stranger in (other, wall, desk):
        (seen,) = told(stranger)
        assert (seen["author"], seen["letter"], seen["op"]) == ("", "", {"type": "vote.dot"})
        assert "session" not in seen


def test_R45_a_vote_covers_the_zones_it_names():
    live = room("Falls")
    opened(live, zones=["response", "need"])
    vote = live.session.combining.vote

    assert vote.zones == ("need", "response")
    assert [zone["id"] for zone in phone_json(said(live), vote, "ann")["zones"]] == [
        "need", "response",
    ]  # fmt: skip
    assert refused(opened, live, zones=["nowhere"]) == "no_zone"


def test_R45_a_new_vote_ends_the_one_before_and_votes_are_bounded():
    live = room("Falls")
    for _ in range(MAX_VOTES + 2):
        opened(live)
    votes_of = live.session.combining.votes

    assert len(votes_of) == MAX_VOTES
    assert [vote.is_open for vote in votes_of] == [False] * (MAX_VOTES - 1) + [True]


def test_R43_R45_through_the_socket_each_door_may_do_its_part(tmp_path):
    """The desk groups and takes back, a phone votes, and neither can do the other's."""

    async def talk():
        async with serving(tmp_path / "workshop.db") as place:
            desk, phone, session = await place.start(), await place.socket(), place.made.session
            await phone.watch(session)
            await phone.op(place.diagram(), **add("n1"))
            anchor = f"{place.diagram()}/n1"

            def asks(socket, ref, **op):
                return socket.send(type="op", stream=session, ref=ref, op=op)

            split = {"type": "group.split", "task": TASK, "zone": "need"}
            split["parts"] = [{"notes": [anchor], "wordings": []}]
            refusals = [await asks(phone, "a1", **split)]
            done = await asks(desk, "a1", **split)
            undo = {"type": "undo", "stream": session, "ref": "u1", "seq": done["seq"]}
            refusals.append(await phone.send(**undo))
            back = await desk.send(**undo)
            await asks(desk, "a2", type="vote.open", task=TASK, zones=[], dots=1)
            cast = {"type": "vote.dot", "note": anchor, "placed": True}
            refusals.append(await asks(desk, "a3", **cast))
            return refusals, done, back, await asks(phone, "a2", **cast)

    refusals, done, back, cast = asyncio.run(talk())
    assert [refusal["code"] for refusal in refusals] == ["not_allowed"] * 3
    assert (back["undoes"], back["op"]["kept"]) == (done["seq"], False)
    assert cast["type"] == "applied"


def test_R44_what_was_taken_out_takes_nothing_of_its_former_group_along():
    """Later notes in these words still go where most of them are."""
    live = room("Falls", "falls", "Phones")
    split(live, part(live, "t2"))
    found = desk_json(said(live), live.session.combining, {})
    groups = found["zones"][0]["groups"]
    (out,) = [one for one in groups if one["words"][0]["text"] == "falls"]

    assert [one["own"] for one in out["wordings"]] == [False]
    join(live, part(live, "t2"), part(live, "t3", text="Phones"))
    assert sorted(words(live)) == [["Falls"], ["falls", "Phones"]]
