"""What happens by the clock: presence, views of the room, and letting go of memory."""

import asyncio

import pytest
from living import diagram_of, enter, goes, living, screen, seated, told, watch, writes
from talking import add, serving

from sessions import announce, tickers
from sessions.presence import TYPING_FOR_MS, TypingAt
from sessions.room_views import lock_name, stream_name
from sessions.shows import OneZone, WholeTask
from sessions.tickers import IDLE_MS, refresh_views

COMPOSITE = WholeTask(mode="composite", task="innovation")
GAPS = WholeTask(mode="gaps", task="innovation")
NEED = OneZone(task="innovation", zone="need")
STREAM = stream_name(COMPOSITE)


class Rooms:
    """Sessions in memory and a clock that stands still until it is set."""

    def __init__(self, *lives):
        self.live_sessions = dict(enumerate(lives))
        self.now = 0
        self.retired = []

    def now_ms(self):
        return self.now

    def retire(self, live):
        self.retired.append(live)


def ticked(rooms, act):
    (live,) = rooms.live_sessions.values()
    asyncio.run(act(rooms, live))


def refreshed(live, wanted=None):
    """The pictures that are kept after a refresh, by stream."""
    asyncio.run(refresh_views(live, "innovation", wanted))
    return dict(live.room_pictures)


def write(live, note="n1"):
    """Write at a table, as an entry that was announced."""
    writes(live, diagram_of(live), **add(note, f"Words of {note}"))
    live.stale_composites.add("innovation")


def test_presence_is_told_once_when_something_changed():
    """A room where nobody comes, goes or types is quiet."""
    live = living()
    wall = enter(live, screen())
    rooms = Rooms(live)
    counts = []
    for changed in (False, True, False):
        live.presence_changed = live.presence_changed or changed
        ticked(rooms, tickers._tell_presence)
        counts.append(len(told(wall)))

    assert counts == [0, 1, 1]


@pytest.mark.parametrize(
    ("passed_ms", "is_typing"), [(TYPING_FOR_MS - 1, True), (TYPING_FOR_MS, False)]
)
def test_typing_runs_out_and_everybody_is_told_once(tmp_path, passed_ms, is_typing):
    """A phone that was locked in the middle of a word goes quiet, without a word from it."""

    async def talk():
        now = [1_000_000]
        async with serving(tmp_path / "workshop.db", now=lambda: now[0]) as place:
            ann, bob = await place.socket(), await place.socket()
            live = place.hub.live_sessions[place.made.session]
            await ann.send(type="typing", stream=place.diagram(), zone="need")
            live.presence_changed = False
            bob.read()
            bob.follower.others.clear()
            now[0] += passed_ms
            for _ in range(2):
                await tickers._tell_presence(place.hub, live)
            bob.read()
            return ann.conversation.connection.typing, bob.follower.others

    typing, messages = asyncio.run(talk())
    assert (typing is not None) is is_typing
    assert len(messages) == (0 if is_typing else 1)
    assert all(one["typing"] is None for m in messages for one in m["tables"]["t1"]["people"])


def test_everybody_who_stopped_typing_is_cleared_at_once():
    """Two who ran out together are told together, not one a second."""
    live = living()
    pages = [enter(live, seated(f"p{at}")) for at in range(3)]
    for page, until_ms in zip(pages, (500, 1_000, 1_001), strict=True):
        page.typing = TypingAt(diagram_of(live), "need", until_ms)
    rooms = Rooms(live)
    rooms.now = 1_000
    ticked(rooms, tickers._tell_presence)

    assert [page.typing is None for page in pages] == [True, True, False]
    assert [len(told(page)) for page in pages] == [1, 1, 1]


@pytest.mark.parametrize(("idle_ms", "is_gone"), [(IDLE_MS, False), (IDLE_MS + 1, True)])
def test_a_session_nobody_looks_at_is_let_go_after_a_long_break(idle_ms, is_gone):
    live = living()
    rooms = Rooms(live)
    live.idle_since_ms = 5_000
    rooms.now = 5_000 + idle_ms
    ticked(rooms, tickers._let_go)

    assert rooms.retired == ([live] if is_gone else [])


def test_a_session_with_one_socket_is_never_let_go():
    """A wall that was left on is somebody who looks, also before it said hello."""
    live = living()
    enter(live, screen(), greeted=False)
    rooms = Rooms(live)
    rooms.now = 100 * IDLE_MS
    ticked(rooms, tickers._let_go)

    assert rooms.retired == []


def test_a_view_nobody_watches_is_not_drawn():
    """It is forgotten, as it would be out of date when somebody comes."""
    live = living()
    refreshed(live, COMPOSITE)
    write(live)

    assert refreshed(live) == {}
    assert (live.said, live.stale_composites) == ({}, set())


def test_a_wanted_view_is_drawn_once_and_again_when_it_is_stale():
    live = living()
    first = refreshed(live, COMPOSITE)[STREAM]

    assert refreshed(live, COMPOSITE)[STREAM] is first
    write(live)
    second = refreshed(live, COMPOSITE)[STREAM]
    assert (first.seq, second.seq) == (1, 2)
    assert second.scene != first.scene


def test_watchers_are_told_of_a_redraw_and_not_of_none():
    """A stale picture that turns out the same is not sent; the tick of the clock sends nothing."""
    live = living()
    wall = watch(enter(live, screen()), STREAM, "picture")
    rooms = Rooms(live)
    refreshed(live, COMPOSITE)
    counts = []
    for change in (write, lambda _: None, lambda one: one.stale_composites.add("innovation")):
        change(live)
        ticked(rooms, tickers._redraw)
        counts.append(len(told(wall)))

    assert counts == [1, 1, 1]
    assert (told(wall)[0]["seq"], told(wall)[0]["type"]) == (2, "redrawn")


def test_R33_every_watched_view_of_a_task_follows_from_one_gathering():
    """Several walls cost one look at what was said; a view that comes later takes what is there."""
    live, gathered = living(), []
    pages = {}
    for view in (COMPOSITE, GAPS, NEED):
        refreshed(live, view)
        gathered.append(live.said["innovation"])
        pages[stream_name(view)] = watch(enter(live, screen()), stream_name(view), "picture")
    write(live)
    ticked(Rooms(live), tickers._redraw)

    assert gathered[0] is gathered[1] is gathered[2] is not live.said["innovation"]
    assert [[message["stream"] for message in told(page)] for page in pages.values()] == [
        [stream] for stream in pages
    ]


def test_views_of_the_other_task_are_left_alone():
    """What was said in one task draws nothing of the other."""
    live = living()
    other = WholeTask(mode="matrix", task="organisation")
    watch(enter(live, screen()), stream_name(other), "picture")
    asyncio.run(refresh_views(live, "organisation", other))
    kept = live.room_pictures[stream_name(other)]
    write(live)
    ticked(Rooms(live), tickers._redraw)

    assert live.room_pictures == {stream_name(other): kept}


def test_a_page_that_was_left_is_let_go():
    """Turning pages all day keeps one page, also while nobody writes."""
    live = living()
    wall = enter(live, screen())
    for page in range(1, 9):
        view = NEED.model_copy(update={"page": page})
        wall.watching = {}
        refreshed(live, view)
        watch(wall, stream_name(view), "picture")

    assert list(live.room_pictures) == ["zone:innovation:need:8"]


def test_a_redraw_waits_for_the_lock_of_its_task():
    """Nobody begins to watch between the drawing and the telling."""

    async def talk():
        live = living()
        watch(enter(live, screen()), STREAM, "picture")
        write(live)
        async with live.lock(lock_name("innovation")):
            drawing = asyncio.create_task(tickers._redraw(Rooms(live), live))
            for _ in range(20):
                await asyncio.sleep(0)
            held = dict(live.room_pictures)
        await asyncio.wait_for(drawing, 10)
        return held, set(live.room_pictures)

    assert asyncio.run(talk()) == ({}, {STREAM})


def test_a_bug_in_one_session_does_not_stop_the_others(caplog):
    """It is logged, and the clock ticks on for everybody, again and again."""

    async def talk():
        rooms, ticks, enough = Rooms(living(), living()), [], asyncio.Event()
        broken, sound = rooms.live_sessions.values()

        async def act(_, live):
            if live is broken:
                raise ValueError("a bug")
            ticks.append(live)
            if len(ticks) == 3:
                enough.set()

        ticking = asyncio.create_task(tickers._every(0, rooms, act))
        await asyncio.wait_for(enough.wait(), 10)
        ticking.cancel()
        await asyncio.wait([ticking])
        return ticks[:3] == [sound] * 3

    assert asyncio.run(talk())
    assert "a regular task failed for one session" in caplog.text


def test_a_glossary_redraws_what_is_watched():
    """Two tables that wrote it differently are brought together at once."""
    live = living()
    for table, text in (("t1", "Tees Living Care"), ("t2", "TLC")):
        writes(live, diagram_of(live, table), **add("n1", text))
    wall = watch(enter(live, screen()), STREAM, "picture")
    refreshed(live, COMPOSITE)
    rows = [{"alias": "TLC", "canonical": "Tees Living Care"}]
    announce.session_entry(live, goes(live, type="glossary.set", rows=rows, base=0))
    ticked(Rooms(live), tickers._redraw)

    assert [message["type"] for message in told(wall)] == ["redrawn"]
    assert len(live.said["innovation"].groups) == 1
