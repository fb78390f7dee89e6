"""What each door is told of a session: what is kept back never leaves the server."""

from living import enter, goes, living, screen, seated, told, watch

from sessions import announce
from sessions.telling import audience, is_theirs, op_told, session_json

GLOSSARY = {"type": "glossary.set", "rows": [{"alias": "TLC"}, {"alias": "DN"}], "base": 0}
DESK, WALL = screen("facilitator"), screen()
OWN, OTHER = seated(), seated("p2", "t2")
HAND = {"type": "hand.set", "table": "t1", "raised": True}
READY = {"type": "table.ready", "table": "t1", "task": "innovation", "ready": True}
TO_ONE = {"type": "message.send", "table": "t1", "text": "We are coming to you"}
TO_ALL = {"type": "message.send", "table": None, "text": "Two minutes left"}


def known(op, who):
    return op_told(op, who.door, is_theirs(op, who))


def seen(live, who):
    """What a page is told of the session, by the names of signals."""
    whole = session_json(live.session, audience(live.session, who))
    return {name: whole[name] for name in ("hands", "ready", "messages")}


def test_R34_no_watcher_is_told_the_rows_of_a_glossary():
    """A phone is not sent what it has no use for; the desk reads the rows on their own page."""
    assert [known(GLOSSARY, who) for who in (OWN, WALL, DESK)] == [
        {"type": "glossary.set", "count": 2}
    ] * 3


def test_what_everybody_may_know_is_told_whole():
    """Most ops hold nothing that a page could not see anyway."""
    op = {"type": "phase.go", "phase": "combine", "start": True}

    assert [known(op, who) for who in (OWN, OTHER, WALL, DESK)] == [op] * 4


def test_R35_hands_and_messages_are_for_their_table_and_the_desk():
    """Other tables and the wall learn only that the numbering went on."""
    for op in (HAND, TO_ONE):
        assert [known(op, who) for who in (OWN, DESK)] == [op, op]
        assert [known(op, who) for who in (OTHER, WALL)] == [{"type": op["type"]}] * 2
    assert [known(TO_ALL, who) for who in (OWN, OTHER, DESK)] == [TO_ALL] * 3
    assert known(TO_ALL, WALL) == {"type": "message.send"}


def test_R35_a_page_is_told_the_signals_its_door_shows():
    """The wall only who is ready, a table only its own, the desk everything."""
    live = living()
    for op in (HAND, READY, TO_ONE):
        goes(live, **op)
    hands, ready, messages = (seen(live, DESK)[name] for name in ("hands", "ready", "messages"))

    assert [hand["table"] for hand in hands] == ["t1"]
    assert [message["text"] for message in messages] == [TO_ONE["text"]]
    assert seen(live, OWN) == {"hands": hands, "ready": ready, "messages": messages}
    assert seen(live, OTHER) == {"hands": [], "ready": {}, "messages": []}
    assert seen(live, WALL) == {"hands": [], "ready": {"innovation": ["t1"]}, "messages": []}


def test_R35_what_is_not_addressed_never_leaves_the_server():
    """Nothing of a message to table 1 stands in what goes out to table 2 or to the wall."""
    live = living()
    own, twin, other, wall, desk = (
        watch(enter(live, who), live.record.id) for who in (OWN, seated("p3"), OTHER, WALL, DESK)
    )
    announce.session_entry(live, goes(live, **TO_ONE))

    for reader in (own, desk):
        assert TO_ONE["text"] in str(told(reader))
    for stranger in (other, wall):
        assert TO_ONE["text"] not in str(told(stranger))
    assert own.outbox._waiting[0] is twin.outbox._waiting[0]


def test_tables_that_see_the_same_are_told_in_one_encoding():
    """Sixty tables are not sixty encodings: most have no hand up and the same last message."""
    live = living("One", "Two", "Three")
    pages = [
        watch(enter(live, seated(f"p{number}", f"t{number}")), live.record.id)
        for number in (1, 2, 3)
    ]
    announce.session_entry(live, goes(live, **HAND))

    assert pages[1].outbox._waiting[0] is pages[2].outbox._waiting[0]
    assert pages[0].outbox._waiting[0] is not pages[1].outbox._waiting[0]


def test_R36_a_note_to_self_goes_to_the_desk_and_to_nobody_else():
    """Neither in the op that wrote it nor in the session that has it."""
    live = living()
    edit = goes(live, type="order.edit", phase="brief", note="hand out pens").op

    for who in (OWN, OTHER, WALL, DESK):
        said = str(known(edit, who)) + str(session_json(live.session, audience(live.session, who)))
        assert said.count("hand out pens") == (2 if who == DESK else 0)
