"""Who is told what, and in how many encodings: R13, R16, R17 and presence."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from living import diagram_of, enter, goes, living, screen, seated, told, watch, writes
from talking import add

from diagrams.model import MAX_NOTES
from sessions import announce, room_views
from sessions.presence import TypingAt
from sessions.shows import OneZone, WholeTask
from sessions.state import to_json
from sessions.wall_told import wall_json


class Drawers(ThreadPoolExecutor):
    """Real threads that count what they were given."""

    def __init__(self):
        super().__init__(1)
        self.given = 0

    def submit(self, *asked, **named):
        self.given += 1
        return super().submit(*asked, **named)


def tell(live, stream, entry):
    """Announce a diagram's entry; returns how often a thread drew."""
    with Drawers() as drawers:
        asyncio.run(announce.diagram_entry(live, stream, entry, drawers))
    return drawers.given


def shown(live, stream, *connections):
    """Keep what these watch, as the answer to ``watch`` does."""
    views = {view for one in connections for view in one.watching[stream]}
    live.keep_drawn(live.drawn(stream).holding(live.diagrams[stream].state, views))


def frames(connection):
    return list(connection.outbox._waiting)


def test_the_session_is_told_to_who_watches_it_in_one_encoding_a_door():
    """All who came in by one door get the same frame, with the session after the entry."""
    live = living()
    ann, bob, wall = (
        watch(enter(live, who), live.record.id) for who in (seated(), seated("p3"), screen())
    )
    other = enter(live, seated("p2"))
    entry = goes(live, type="joining.set", open=False)
    announce.session_entry(live, entry)

    (message,) = told(ann)
    assert (message["type"], message["seq"]) == ("applied", entry.seq)
    whole = {**to_json(live.session), "hands": [], "ready": {}, "messages": [], "explain": None}
    assert message["session"] == {**whole, **wall_json(live.session, "table")}
    assert message["session"]["joining"] is False
    assert frames(ann)[0] is frames(bob)[0]
    assert told(wall)[0]["session"] == {**whole, **wall_json(live.session, "wall")}
    assert told(other) == []


def test_R13_an_entry_reaches_who_watches_with_their_views_only():
    """One encoding for all who see the same; who watches data is told the entry without parts."""
    live = living()
    stream = diagram_of(live)
    wall, twin, ann, reader, other = (
        enter(live, who)
        for who in (screen(), screen(), seated("p1"), seated("p2"), seated("p3", "t2"))
    )
    for one, views in ((wall, ["picture"]), (twin, ["picture"]), (reader, ["data"])):
        watch(one, stream, *views)
    watch(ann, stream, "picture", "outline")
    watch(other, diagram_of(live, "t2"), "picture")
    shown(live, stream, wall, ann)
    entry = writes(live, stream, **add("n1"))
    tell(live, stream, entry)

    seen = {one: told(one)[0] for one in (wall, ann, reader)}
    assert [set(message["parts"]) for message in seen.values()] == [
        {"picture"},
        {"picture", "outline"},
        set(),
    ]
    assert all(message["parts"][view] for message in seen.values() for view in message["parts"])
    assert all(message["seq"] == entry.seq for message in seen.values())
    assert all(
        message["counts"] == live.diagrams[stream].state.counts() for message in seen.values()
    )
    assert frames(wall)[0] is frames(twin)[0]
    assert told(other) == []


def test_R17_the_next_parts_begin_where_the_last_ended():
    """What was drawn for an entry is kept, so that an element is sent once."""
    live = living()
    stream = diagram_of(live)
    wall = watch(enter(live, screen()), stream, "outline")
    shown(live, stream, wall)
    for note in ("n1", "n2"):
        tell(live, stream, writes(live, stream, **add(note)))

    sent = [[part["id"] for part in message["parts"]["outline"]] for message in told(wall)]
    assert sent == [[f"{stream}-o-n1"], [f"{stream}-o-n2"]]


def test_an_entry_makes_the_combined_picture_of_its_task_stale():
    """Also when nobody watches the diagram; the other task's picture stays."""
    live = living()
    stream = diagram_of(live, task="organisation")
    tell(live, stream, writes(live, stream, **add("n1", zone="needer")))

    assert live.stale_composites == {"organisation"}


def test_a_full_diagram_is_drawn_where_it_stands():
    """One more note costs what it costs in an empty diagram: no thread is worth its way."""
    live = living()
    stream = diagram_of(live)
    for at in range(MAX_NOTES - 1):
        writes(live, stream, **add(f"n{at}"))
    watch(enter(live, screen()), stream, "data")

    assert tell(live, stream, writes(live, stream, **add("last"))) == 0


def test_a_link_is_drawn_in_a_thread():
    live = living()
    stream = diagram_of(live)
    for note in ("n1", "n2"):
        assert tell(live, stream, writes(live, stream, **add(note))) == 0
    ends = {"source": "n1", "target": "n2"}
    entry = writes(live, stream, type="link.add", link="k1", ends=ends, label="")

    assert tell(live, stream, entry) == 1


def test_a_redraw_goes_to_who_watches_that_view():
    """R33: of a zone it also says which page of how many is shown."""
    live = living()
    wall, desk = enter(live, screen()), enter(live, screen("facilitator"))
    watch(wall, "composite:innovation", "picture")
    watch(desk, "zone:innovation:need:2", "picture")
    said = room_views.gather(live.session, "innovation", live.of_task("innovation"))
    for view in (
        WholeTask(mode="composite", task="innovation"),
        OneZone(task="innovation", zone="need", page=2),
    ):
        picture = replace(room_views.draw(said, view), seq=7)
        announce.room_redrawn(live, picture, [{"id": "x"}])
    parts = {"picture": [{"id": "x"}]}

    assert told(wall) == [
        {"type": "redrawn", "stream": "composite:innovation", "seq": 7, "parts": parts}
    ]
    assert told(desk) == [
        {
            "type": "redrawn",
            "stream": "zone:innovation:need:2",
            "seq": 7,
            "parts": parts,
            "page": 1,
            "pages": 1,
        }
    ]


def test_R16_presence_is_told_to_each_as_much_as_they_may_see():
    """A table itself, the desk all names, the wall all numbers, and nobody before hello."""
    live = living()
    ann, bob = enter(live, seated("p1")), enter(live, seated("p2", "t2", name="Bob"))
    wall, desk, helper = (enter(live, screen(at)) for at in ("wall", "facilitator", "helper"))
    silent = enter(live, seated("p3"), greeted=False)
    bob.typing = TypingAt(diagram_of(live, "t2"), "need", 2_000)
    live.facts = live.facts_at(1_000)
    announce.presence(live, 1_000)

    person = {"participant": "p1", "letter": "A", "name": "Ann", "typing": None}
    typing = {"stream": bob.typing.stream, "zone": "need"}
    facts = {"devices": 1, "lost": 0, "warnings": 0}
    falls = {"here": 1, "people": [person]}
    beds = {
        "here": 1,
        "people": [{**person, "participant": "p2", "name": "Bob", "typing": typing}],
    }
    assert [told(one)[0]["tables"] for one in (ann, bob, desk, wall)] == [
        {"t1": falls},
        {"t2": beds},
        {"t1": {**falls, **facts}, "t2": {**beds, **facts}},
        {"t1": {"here": 1}, "t2": {"here": 1}},
    ]
    assert frames(desk)[0] is frames(helper)[0]
    assert told(silent) == []


def test_presence_may_be_dropped_and_an_entry_may_not():
    """The next presence replaces it; an entry that is left out would be a gap (R13)."""
    live = living()
    wall = watch(enter(live, screen()), live.record.id)
    announce.presence(live, 0)
    announce.session_entry(live, goes(live, type="joining.set", open=False))

    assert [frame.passing for frame in frames(wall)] == [True, False]


def test_R34_a_glossary_is_told_without_its_rows_and_every_combined_picture_is_stale():
    """Its rows go to no phone: sixty tables would get what only the desk reads."""
    live = living()
    ann = watch(enter(live, seated()), live.record.id)
    entry = goes(live, type="glossary.set", rows=[{"alias": "TLC"}, {"alias": "DN"}], base=0)
    announce.session_entry(live, entry)

    (message,) = told(ann)
    assert message["op"] == {"type": "glossary.set", "count": 2}
    assert "glossary" not in message["session"]
    assert live.stale_composites == {"innovation", "organisation"}
    assert entry.op["rows"][0]["alias"] == "TLC"
