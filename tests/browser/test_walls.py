"""The wall in a real browser: looked at first, held still or blank, and nothing on it that was not
meant for it.
"""

import contextlib
import json
import re

import pytest
from playwright.sync_api import expect
from serving import running
from talking import add

PROJECTORS = [(1920, 1080), (1024, 768), (1400, 1050)]
LAPTOP = {"width": 1366, "height": 768}
WITHIN_MS = 15_000
CLICKABLE = "a[href], button, input, select, textarea, summary, [tabindex], [role=alert]"

pytestmark = pytest.mark.browser


class Line:
    """The facilitator's socket, for what takes many presses."""

    def __init__(self, link, session):
        self.link, self.session, self.count = link, session, 0
        link.send(json.dumps({"type": "hello", "protocol": 1}))
        link.send(json.dumps({"type": "watch", "stream": session, "views": []}))
        self.state = self.hear("state")["session"]

    def hear(self, kind):
        while True:
            message = json.loads(self.link.recv(timeout=10))
            if message["type"] == kind:
                return message

    def op(self, stream, **op):
        self.count += 1
        ref = f"line{self.count}"
        self.link.send(json.dumps({"type": "op", "stream": stream, "ref": ref, "op": op}))
        while True:
            message = json.loads(self.link.recv(timeout=10))
            if message.get("ref") == ref:
                assert message["type"] != "rejected", message
                return

    def diagram(self, table="t1", task="innovation"):
        found = (one for one in self.state["diagrams"] if one["table"] == table)
        return next(one["id"] for one in found if one["task"] == task)


@contextlib.contextmanager
def room(browser, folder, tables=3):
    with running(folder) as here, contextlib.ExitStack() as open_things:
        made = here.create("Falls day", tables)
        link = open_things.enter_context(here.socket(made["session"], "desk", made["desk_key"]))

        def page(door, size, query=""):
            width, height = size
            context = browser.new_context(viewport={"width": width, "height": height})
            open_things.callback(context.close)
            context.set_default_timeout(WITHIN_MS)
            found = context.new_page()
            found.faults = []
            found.on("pageerror", lambda error: found.faults.append(str(error)))
            key = made[f"{door}_key"]
            found.goto(f"{here.origin}/s/{made['session']}/{door}{query}#k={key}")
            return found

        line = Line(link, made["session"])
        line.op(made["session"], type="phase.go", phase="work-innovation", start=True)
        yield line, page


@pytest.fixture
def walls(browser, tmp_path):
    with room(browser, tmp_path) as made:
        yield made


def desk_of(page):
    desk = page("desk", LAPTOP.values())
    expect(desk.locator("[data-shows]")).not_to_be_empty()
    if desk.locator("[data-close-sheet]:visible").count():
        desk.keyboard.press("Escape")
    return desk


def mode(wall, name):
    expect(wall.locator("[data-stage]")).to_have_attribute("data-mode", name, timeout=WITHIN_MS)


def says(wall, text, is_there=True):
    """Wait until the words stand in a picture of the wall, or in none."""
    wall.wait_for_function(
        """([text, isThere]) => {
          const said = [...document.querySelectorAll('.view:not([hidden]) svg')]
            .map((svg) => svg.textContent.replace(/\\s+/g, ' ')).join(' ');
          return said.includes(text) === isThere;
        }""",
        arg=[text, is_there],
    )


def seen(wall):
    """What a wall looks like: its picture and every word of it, but not the clock."""
    return wall.evaluate(
        """() => {
          const stage = document.querySelector('[data-stage]').cloneNode(true);
          stage.querySelectorAll('.stage-clock, [data-qr]').forEach((one) => one.remove());
          stage.querySelectorAll('[hidden]').forEach((one) => one.remove());
          const words = [...stage.querySelectorAll('text, p, h1, h2, li')]
            .map((one) => one.textContent.replace(/\\s+/g, ' ').trim());
          return [stage.className, stage.dataset.mode, words.sort().join('|')];
        }"""
    )


def is_clean(wall):
    """A wall has nothing to press, no cursor, nothing that scrolls, nothing past its edges."""
    assert wall.locator(f"main >> css={CLICKABLE}").locator("visible=true").count() == 0
    assert wall.evaluate("getComputedStyle(document.body).cursor") == "none"
    wall.wait_for_function(
        """() => { const { scrollWidth: w, scrollHeight: h } = document.documentElement;
                   return w <= innerWidth && h <= innerHeight; }"""
    )
    assert wall.faults == []


def survives(wall):
    """F5 changes nothing, and neither does any projector's shape."""
    before = seen(wall)
    wall.reload()
    wall.wait_for_function(
        "() => document.querySelector('[data-stage]').dataset.mode !== 'waiting'"
    )
    wall.wait_for_timeout(600)
    assert seen(wall) == before
    for width, height in PROJECTORS:
        wall.set_viewport_size({"width": width, "height": height})
        is_clean(wall)


def test_what_is_chosen_is_seen_at_the_desk_first(walls):
    """One press shows it; another desk, and a reload, have the same."""
    line, page = walls
    line.op(line.diagram(), **add("n1", "Care homes call 999"))
    wall, desk, other = page("wall", (1920, 1080)), desk_of(page), desk_of(page)
    mode(wall, "mosaic")

    desk.locator('[data-show="close"]').click()
    expect(desk.locator('[data-preview="next"] [data-stage]')).to_have_attribute(
        "data-mode", "close"
    )
    expect(other.locator("[data-coming]")).to_have_text("Thanks")
    mode(wall, "mosaic")
    other.reload()
    expect(other.locator("[data-coming]")).to_have_text("Thanks")
    desk.locator('[data-wall="show"]').click()
    mode(wall, "close")
    survives(wall)

    desk.locator('[data-wall="back"]').click()
    mode(wall, "mosaic")
    says(wall, "Care homes call 999")
    desk.keyboard.press("PageDown")
    mode(wall, "close")


def test_the_queue_is_the_same_at_every_desk(walls):
    _, page = walls
    desk, other = desk_of(page), desk_of(page)
    for name in ("join", "example", "close"):
        desk.locator(f'[data-show="{name}"]').click()
        desk.locator('[data-wall="queue"]').click()
    rows = other.locator("[data-queue] [data-name]")
    expect(rows).to_have_text(["How to join", "A worked example", "Thanks"])
    other.locator('[data-item] [data-queue-act="later"]').first.click()
    expect(desk.locator("[data-queue] [data-name]")).to_have_text(
        ["A worked example", "How to join", "Thanks"]
    )
    wall = page("wall", (1024, 768))
    desk.keyboard.press("n")
    mode(wall, "example")
    says(wall, "An example")
    survives(wall)
    expect(rows).to_have_text(["How to join", "Thanks"])


def test_a_frozen_wall_keeps_its_picture_and_the_clock_goes_on(walls):
    line, page = walls
    line.op(line.diagram(), **add("n1", "Before the freeze"))
    wall, desk = page("wall", (1920, 1080)), desk_of(page)
    says(wall, "Before the freeze")
    desk.keyboard.press("f")
    expect(desk.locator(".held")).to_be_visible()
    wall.wait_for_timeout(800)
    frozen, figure = seen(wall), wall.locator("[data-figure]").inner_text()
    line.op(line.diagram(), **add("n2", "After the freeze"))
    line.op(line.diagram("t2"), **add("n1", "Somebody else"))
    line.op(line.session, type="wall.show", show={"mode": "close"})
    wall.wait_for_timeout(1_500)

    assert seen(wall) == frozen
    assert wall.locator("[data-figure]").inner_text() != figure
    survives(wall)
    assert seen(wall) == frozen
    desk.keyboard.press("f")
    mode(wall, "close")
    expect(desk.locator(".held")).to_be_hidden()


def test_a_blank_wall_still_says_how_to_join(walls):
    line, page = walls
    line.op(line.diagram(), **add("n1", "Care homes call 999"))
    wall, desk = page("wall", (1920, 1080)), desk_of(page)
    says(wall, "Care homes call 999")
    desk.keyboard.press("b")
    expect(wall.locator('[data-view="mosaic"]')).not_to_be_visible()
    expect(wall.locator(".strip [data-code]")).to_be_visible()
    expect(wall.locator(".strip [data-figure]")).to_be_visible()
    survives(wall)
    desk.keyboard.press("b")
    expect(wall.locator('[data-view="mosaic"]')).to_be_visible()


def test_a_note_is_taken_off_the_wall_at_once(walls):
    """Tapped at the desk; the table and the desk still see it, and it comes back the same way."""
    line, page = walls
    line.op(line.diagram(), **add("n1", "Mrs Jones of 4 Mill Lane"))
    line.op(line.diagram(), **add("n2", "Care homes call 999"))
    wall, desk = page("wall", (1920, 1080)), desk_of(page)
    says(wall, "Mrs Jones")
    frames = []
    wall.on(
        "websocket", lambda socket: socket.on("framereceived", lambda text: frames.append(text))
    )
    wall.reload()
    says(wall, "Mrs Jones")
    desk.locator(".row-open").first.click()
    note = desk.locator('[data-sheet="table"] g[data-note="n1"]')
    note.click()
    desk.get_by_role("button", name="Not for the screen").click()
    says(wall, "Mrs Jones", is_there=False)
    says(wall, "Care homes call 999")
    expect(note.locator("[data-withheld]")).to_have_count(1)
    frames.clear()
    survives(wall)
    assert not any("Jones" in str(frame) for frame in frames)

    note.click()
    desk.get_by_role("button", name="Let the wall show it again").click()
    says(wall, "Mrs Jones")


def test_the_prompts_are_lit_one_by_one(walls):
    line, page = walls
    line.op(line.session, type="phase.go", phase="brief")
    wall, desk = page("wall", (1024, 768)), desk_of(page)
    mode(wall, "brief")
    expect(wall.locator(".lit-prompt")).to_have_count(0)
    desk.get_by_role("button", name="Next prompt").click()
    expect(wall.locator(".lit-prompt")).to_have_text("Where did the 'Need' come from?")
    desk.keyboard.press("PageDown")
    expect(wall.locator(".lit-title")).to_have_text("Relationship")
    assert wall.locator("g.is-dim[data-zone]").count() == 9
    survives(wall)
    desk.keyboard.press("PageUp")
    expect(wall.locator(".lit-title")).to_have_text("Need")


def test_a_replay_shows_how_it_came_to_be(walls):
    """Of all tables, of one, and of what they said together; the slider goes anywhere."""
    line, page = walls
    line.op(line.diagram(), **add("n1", "The first note"))
    wall, desk = page("wall", (1920, 1080)), desk_of(page)
    wall.wait_for_timeout(2_500)
    line.op(line.diagram(), **add("n2", "The last note"))
    for what, shown in (("all", "replay"), ("one", "replay"), ("together", "replay")):
        line.op(line.session, type="replay.set", playing=False, position_ms=0, speed=1)
        desk.locator(f'[data-show="replay"][data-what="{what}"]').click()
        desk.locator('[data-wall="show"]').click()
        mode(wall, shown)
        says(wall, "The first note")
        says(wall, "The last note", is_there=False)
        line.op(line.session, type="replay.set", playing=True, position_ms=0, speed=5)
        says(wall, "The last note")
        survives(wall)
    expect(desk.locator("[data-replay-time]")).to_have_text(
        re.compile("^(0:0[1-9]|0:[1-5]\\d) / \\1$")
    )


def test_a_second_wall_stays_where_it_was_pinned(walls):
    line, page = walls
    line.op(line.diagram("t2"), **add("n1", "Only at table two"))
    pin = f"?pin=diagram:{line.diagram('t2')}"
    follows, stays = page("wall", (1920, 1080)), page("wall", (1024, 768), pin)
    line.op(line.session, type="wall.show", show={"mode": "close"})
    mode(follows, "close")
    mode(stays, "diagram")
    says(stays, "Only at table two")
    survives(stays)
    line.op(line.session, type="wall.blank", blank=True)
    expect(stays.locator('[data-view="diagram"]')).not_to_be_visible()


def test_calm_mode_stops_all_motion(walls):
    line, page = walls
    wall = page("wall", (1920, 1080))
    mode(wall, "mosaic")
    line.op(line.session, type="calm.set", calm=True)
    expect(wall.locator("html")).to_have_class("is-calm")
    moving = "getComputedStyle(document.querySelector('.tile')).transitionDuration"
    assert wall.evaluate(moving) == "0s"


@pytest.mark.parametrize("tables", [1, 24, 60])
def test_a_mosaic_of_any_size_fits(browser, tmp_path, tables):
    with room(browser, tmp_path, tables) as (_, page):
        wall = page("wall", (1024, 768))
        expect(wall.locator(".tile .hung > svg")).to_have_count(tables, timeout=WITHIN_MS)
        for width, height in PROJECTORS:
            wall.set_viewport_size({"width": width, "height": height})
            is_clean(wall)
            # A wall fits itself to a new size in the frames that follow.
            wall.wait_for_function(
                """() => [...document.querySelectorAll('.tile')].every((tile) => {
                     const { bottom, right } = tile.getBoundingClientRect();
                     return bottom <= innerHeight + 1 && right <= innerWidth + 1; })"""
            )
