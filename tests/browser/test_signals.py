"""Hands, ready tables, silence, warnings and messages, from phone to desk, in real browsers.

The server's clock is one that the test moves: two minutes of silence take no time.
"""

import json
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from serving import running

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
WITHIN_MS = 15_000
MINUTE_MS = 60_000

pytestmark = pytest.mark.browser


@pytest.fixture
def room(tmp_path, browser):
    """A server whose clock can be set ahead, a desk, a wall and a phone at each of two tables."""
    with running(tmp_path) as here:
        yield Room(here, browser)


class Room:
    def __init__(self, here, browser):
        self.here, self.browser = here, browser
        self.ahead_ms = 0
        self.made = here.create(tables=2)
        here.hub.now_ms = lambda: time.time_ns() // 1_000_000 + self.ahead_ms
        self.start()

    def start(self):
        """Open the first task and start its clock, as another page of the desk."""
        session = self.made["session"]
        op = {"type": "phase.go", "phase": "work-innovation", "start": True}
        with self.here.socket(session, "desk", self.made["desk_key"]) as socket:
            for message in (
                {"type": "hello", "protocol": 1},
                {"type": "op", "stream": session, "ref": "r1", "op": op},
            ):
                socket.send(json.dumps(message))
            answers = [json.loads(socket.recv()) for _ in range(2)]
        assert {answer["type"] for answer in answers} >= {"welcome"}

    def page(self, address, kind):
        context = self.browser.new_context(base_url=self.here.origin, **kind)
        context.set_default_timeout(WITHIN_MS)
        page = context.new_page()
        parts = urlsplit(address)
        page.goto(f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path)
        return page

    def phone(self, table):
        page = self.page("/", PHONE)
        page.get_by_label("Code on the screen").fill(self.made["code"])
        page.get_by_role("button", name="Join").click()
        page.locator(".table-choice", has_text=table).click()
        page.get_by_role("button", name="Sit down").click()
        expect(page.locator("#hand")).to_be_visible(timeout=WITHIN_MS)
        return page


def row(desk, table):
    return desk.locator("tbody tr:visible", has_text=table)


def says(place, *texts):
    for text in texts:
        expect(place).to_contain_text(text, timeout=WITHIN_MS)


def test_tables_signal_and_the_desk_answers(room):
    """A hand, "we are ready", a message to one and to all, silence and a warning."""
    desk = room.page(room.made["desk_url"], LAPTOP)
    ann, ben = room.phone("Table 1"), room.phone("Table 2")
    wall = room.page(room.made["wall_url"], LAPTOP)

    # A hand goes up at once, and down again when the desk has helped; the wall never shows it.
    ann.locator("#hand").click()
    says(row(desk, "Table 1"), "Hand up")
    says(desk.locator(".watch"), "1 hand up")
    assert "hand" not in wall.locator("[data-stage]").inner_text().lower()
    desk.get_by_role("button", name="Lower the hand of Table 1").click()
    expect(ann.locator("#hand")).to_have_attribute("aria-pressed", "false", timeout=WITHIN_MS)

    # Ready: a tick at the desk and on the wall, and it can be taken back.
    ben.locator("#ready").click()
    says(row(desk, "Table 2"), "Ready")
    says(desk.locator(".watch"), "1 of 2 tables is ready")
    expect(wall.locator(".tile-ready:visible")).to_have_count(1, timeout=WITHIN_MS)
    ben.locator("#ready").click()
    expect(wall.locator(".tile-ready:visible")).to_have_count(0, timeout=WITHIN_MS)

    # To one table, then to all; what is typed meanwhile stays where it is.
    field = ann.get_by_role("textbox", name="Add a note to Need")
    field.fill("half a sent")
    where = field.bounding_box()
    desk.get_by_role("button", name="Message Table 1").click()
    desk.get_by_role("button", name="We are coming to you").click()
    says(ann.locator("#message"), "We are coming to you")
    says(ann.locator("#spoken"), "We are coming to you")
    expect(ben.locator("#message")).to_be_hidden()
    assert field.bounding_box() == where
    banner, composer = ann.locator("#message").bounding_box(), field.bounding_box()
    assert banner["y"] + banner["height"] <= composer["y"]
    ann.get_by_role("button", name="Dismiss").click()
    ann.reload()
    expect(ann.locator("#hand")).to_be_visible(timeout=WITHIN_MS)
    expect(ann.locator("#message")).to_be_hidden()
    desk.get_by_role("button", name="Message all").click()
    desk.get_by_label("Or in your own words").fill("Five minutes, then coffee")
    desk.get_by_role("button", name="Send", exact=True).click()
    for phone in (ann, ben):
        says(phone.locator("#message"), "Five minutes, then coffee")
    assert "coffee" not in wall.locator("body").inner_text()
    desk.get_by_role("button", name="Message all").click()
    says(desk.locator("[data-sent]"), "All tables", "Five minutes, then coffee", "Table 1")
    desk.get_by_role("dialog", name="Send a message").get_by_role("button", name="Close").click()

    # A name is a number at the desk, never a word.
    field = ben.get_by_role("textbox", name="Add a note to Need")
    field.fill("Mrs Kaur, 943 476 5919")
    field.press("Enter")
    says(row(desk, "Table 2"), "1 warning")
    assert "Kaur" not in desk.locator(".tables").inner_text()
    says(desk.locator("[data-gaps]"), "tables have nothing under")

    # Two minutes later nobody has written: the bar and the word.
    room.ahead_ms += 3 * MINUTE_MS
    desk.reload()
    says(row(desk, "Table 1"), "Silent 3 min")
    says(desk.locator(".watch"), "2 tables silent")
    desk.get_by_role("button", name="2 tables silent").click()
    says(desk.locator("[data-filtered]"), "Showing 2 of 2 tables")
    desk.get_by_role("button", name="Show all tables").click()

    # One tap: what this table sees.
    row(desk, "Table 2").get_by_role("button", name="Table 2", exact=True).click()
    sheet = desk.get_by_role("dialog", name="Table 2")
    says(sheet.locator("[data-outline]:visible"), "Mrs Kaur, 943 476 5919")
    says(sheet.locator("[data-outline-people]"), "Here now")
    expect(sheet.locator("[data-slot] svg")).to_be_visible(timeout=WITHIN_MS)

    # Who loses the connection is missed for a minute.
    ann.context.close()
    sheet.get_by_role("button", name="Close").click()
    says(row(desk, "Table 1"), "1 lost")


def test_the_grid_is_worked_by_keys_alone(room):
    """Arrows go from table to table, M writes to the one that has the focus, Escape comes back."""
    desk = room.page(room.made["desk_url"], LAPTOP)
    first = row(desk, "Table 1").get_by_role("button", name="Table 1", exact=True)
    first.focus()
    desk.keyboard.press("ArrowDown")
    second = row(desk, "Table 2").get_by_role("button", name="Table 2", exact=True)
    expect(second).to_be_focused()
    desk.keyboard.press("m")
    expect(desk.get_by_role("dialog", name="Send a message")).to_be_visible()
    expect(desk.locator("[data-whom]")).to_have_value("t2")
    desk.keyboard.press("Escape")
    expect(second).to_be_focused()


@pytest.mark.parametrize("size", [(390, 844), (320, 568), (844, 390), (1366, 768)])
def test_nothing_a_table_needs_is_covered_by_a_message(room, size):
    """The longest message leaves the composer and its button in sight, at any size."""
    phone = room.phone("Table 1")
    page = room.page(room.made["desk_url"], LAPTOP)
    page.get_by_role("button", name="Message all").click()
    page.get_by_label("Or in your own words").fill("Please finish your sentence. " * 4)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(phone.locator("#message")).to_be_visible(timeout=WITHIN_MS)
    phone.set_viewport_size({"width": size[0], "height": size[1]})

    field = phone.get_by_role("textbox", name="Add a note to Need")
    expect(field).to_be_in_viewport(ratio=1)
    banner, box = phone.locator("#message").bounding_box(), field.bounding_box()
    assert banner["y"] + banner["height"] <= box["y"]
