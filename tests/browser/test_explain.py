"""A room explains, from the first minute to the last, in real browsers."""

import json
import time
import uuid

import pytest
from playwright.sync_api import expect
from serving import running

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROW = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
ASIDE = {"viewport": {"width": 844, "height": 390}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}
WITHIN_MS = 15_000
NOTES = {
    "t1": [("need", "Care homes call 999"), ("outcome", "Fewer people taken to A&E")],
    "t2": [("need", "B&Q <script>\"'"), ("novel", "שיחה שבועית בין בית האבות")],
    "t3": [("need", f"Everybody agreed that it worked, time {n}") for n in range(24)],
}

pytestmark = pytest.mark.browser


class Room:
    """A room of three tables in the step for explaining; the server's clock can be set ahead."""

    def __init__(self, here, browser):
        self.here, self.browser, self.ahead_ms = here, browser, 0
        here.hub.now_ms = lambda: time.time_ns() // 1_000_000 + self.ahead_ms
        self.made = here.create(tables=3)
        session = self.made["session"]
        with here.socket(session, "desk", self.made["desk_key"]) as socket:
            self.ask(socket, {"type": "hello", "protocol": 1}, "welcome")
            watch = {"type": "watch", "stream": session, "views": []}
            refs = self.ask(socket, watch, "state")["session"]["diagrams"]
            for table, notes in NOTES.items():
                stream = next(d["id"] for d in refs if (d["table"], d["number"]) == (table, 1))
                for zone, text in notes:
                    note, place = uuid.uuid4().hex[:8], {"zone": zone, "before": None}
                    op = {"type": "note.add", "note": note, "place": place, "text": text}
                    self.ask(socket, self.op(stream, op), "known")
            go = {"type": "phase.go", "phase": "explain-innovation"}
            self.ask(socket, self.op(session, go), "applied")

    def op(self, stream, op):
        return {"type": "op", "stream": stream, "ref": uuid.uuid4().hex[:12], "op": op}

    def ask(self, socket, message, answer):
        socket.send(json.dumps(message))
        while True:
            got = json.loads(socket.recv(timeout=10))
            assert got["type"] != "rejected", got
            if got["type"] == answer:
                return got

    def page(self, door, kind, table=None):
        context = self.browser.new_context(base_url=self.here.origin, **kind)
        context.set_default_timeout(WITHIN_MS)
        path = f"/s/{self.made['session']}/{door}"
        key = self.made.get(f"{door}_key")
        if table:
            joined = self.here.join(self.made, table)
            address = f"{self.here.origin}{path}"
            context.add_cookies([{"name": "workshop", "value": joined["key"], "url": address}])
        page = context.new_page()
        page.goto(path if table else f"{path}#k={key}")
        return page


@pytest.fixture
def room(tmp_path, browser):
    with running(tmp_path) as here:
        yield Room(here, browser)


def says(place, text):
    expect(place).to_contain_text(text, timeout=WITHIN_MS)


def measured(phone):
    """Return what a card shows of itself: its type, and whether anything stands past its edge."""
    return phone.evaluate(
        """() => {
          const scroll = document.querySelector('#explain-scroll');
          const wide = [...scroll.querySelectorAll('section, li, p, bdi')]
            .filter((one) => one.getBoundingClientRect().right > scroll.clientWidth + 1);
          return {
            size: parseFloat(getComputedStyle(scroll).fontSize), past: wide.length,
            scrolls: scroll.scrollHeight > scroll.clientHeight + 1,
          };
        }"""
    )


def test_a_room_explains_table_by_table(room):
    """Desk, wall and phones agree, also after a reload of each and at a second desk."""
    desk, other = room.page("desk", LAPTOP), room.page("desk", LAPTOP)
    wall = room.page("wall", PROJECTOR)
    phones = [room.page("table", PHONE, f"t{n}") for n in (1, 2, 3)]
    label, turn = desk.locator("[data-turn-label]"), wall.locator(".view-explain")
    says(label, "Start with Table 1")
    says(phones[0].locator("#coming"), "You are next.")

    # The right arrow starts the first minute everywhere; nobody else's phone is taken over.
    desk.keyboard.press("ArrowRight")
    says(turn.locator("[data-turn-names]"), "Table 1")
    says(turn.locator("[data-turn-next]"), "Next: Table 2")
    says(turn.locator("[data-slot]"), "Care homes call 999")
    says(phones[0].locator("#explain"), "The need came from Care homes call 999.")
    says(phones[1].locator("#coming"), "You are next.")
    expect(phones[1].locator("#explain")).to_be_hidden()
    says(other.locator("[data-turn-who]"), "Table 1")
    assert turn.locator("button, a, input").count() == 0

    # A reload brings back the same, with the time that is left by the server's clock.
    room.ahead_ms += 50_000
    for page in (wall, desk, phones[0]):
        page.reload()
    expect(turn.locator("[data-ring]")).to_have_attribute("data-state", "low", timeout=WITHIN_MS)
    says(desk.locator("[data-turn-who]"), "Table 1")
    says(phones[0].locator("#explain"), "Fewer people taken to A&E")
    expect(desk.locator("[data-turn-clock]")).to_have_attribute("data-state", "low")

    # The other desk goes on: words are words, whatever is in them, and the first phone is free.
    other.locator('[data-turn-act="next"]').click()
    says(phones[1].locator("#explain"), "The need came from B&Q <script>\"'.")
    expect(phones[1].locator("#explain li")).to_have_attribute("dir", "rtl")
    expect(phones[0].locator("#explain")).to_be_hidden()
    says(label, "Next: Table 3")
    desk.keyboard.press("ArrowLeft")
    says(label, "Start their time")

    # What is closed stays closed; the card can be opened again by its button.
    says(phones[0].locator("#explain"), "Care homes call 999")
    phones[0].locator("[data-explain-close]").click()
    desk.locator('[data-turn-act="toggle"]').click()
    expect(desk.locator("[data-turn-clock]")).to_have_attribute("data-state", "calm")
    expect(phones[0].locator("#explain")).to_be_hidden()
    phones[0].locator(".panel [data-open-card]").click()
    expect(phones[0].locator("#explain")).to_be_visible()


def test_a_card_is_large_and_nothing_leaves_it_on_any_phone(room):
    """Short, hostile and long, upright, narrow and on its side."""
    for table in NOTES:
        for kind in (PHONE, NARROW, ASIDE):
            phone = room.page("table", kind, table)
            phone.locator(".panel [data-open-card]").click()
            expect(phone.locator("#explain .own").first).to_be_visible(timeout=WITHIN_MS)
            shown = measured(phone)

            assert 22 <= shown["size"] <= 36
            assert shown["past"] == 0
            assert shown["scrolls"] or shown["size"] >= 24
            phone.context.close()
