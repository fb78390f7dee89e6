"""One session in real browsers: a facilitator, a wall and two phones, from start to export."""

import contextlib
import csv
import io
import json
import re
import zipfile
from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}
TABLES = ["Falls car", 'The "Quiet" <Table>']
WITHIN_MS = 15_000
SVG = "{http://www.w3.org/2000/svg}"

pytestmark = pytest.mark.browser


class Device:
    """A browser of its own with one page, that writes down what it should not do."""

    def __init__(self, browser, origin, kind):
        self.origin = origin
        self.context = browser.new_context(base_url=origin, **kind)
        self.context.set_default_timeout(WITHIN_MS)
        self.page = self.context.new_page()
        self.faults = []
        self.context.on("request", self._on_request)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", self._on_console)

    def _on_request(self, request):
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.faults.append(f"left the server's origin: {urlsplit(request.url).netloc}")

    def _on_console(self, message):
        # A phone that is offline says so; everything else is ours.
        if message.type == "error" and "ERR_INTERNET_DISCONNECTED" not in message.text:
            where = urlsplit(message.location.get("url", "")).path
            self.faults.append(f"console: {message.text} {where}")

    def open(self, address):
        """Open a link of the session at the address this machine uses."""
        parts = urlsplit(address)
        self.page.goto(f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path)


class Phone(Device):
    """A participant's phone."""

    def __init__(self, browser, origin):
        super().__init__(browser, origin, PHONE)

    def join_with_code(self, code, table, name):
        self.page.goto("/")
        self.page.get_by_label("Code on the screen").fill(code.lower())
        self.page.get_by_role("button", name="Join").click()
        self.page.locator(".table-choice", has_text=table).click()
        self.page.get_by_label("Your first name").fill(name)
        self.page.get_by_role("button", name="Sit down").click()

    def zone(self, title):
        return self.page.locator(f'[data-zone-section][aria-label="{title}"]')

    def field(self, title):
        return self.zone(title).get_by_role("textbox", name=f"Add a note to {title}")

    def write(self, title, text):
        self.field(title).fill(text)
        self.field(title).press("Enter")

    def turn_to(self, zone):
        self.page.locator(f'.zone-tab[data-go="{zone}"]:visible').click()

    def says(self, word):
        expect(self.page.locator("#saved")).to_have_text(word, timeout=WITHIN_MS)

    def has(self, title, *texts):
        notes = self.zone(title).locator("[data-list] .text")
        expect(notes).to_have_text(list(texts), timeout=WITHIN_MS)

    def note(self, text):
        return self.page.locator("li[data-note]:visible", has_text=text)

    def drag(self, text, onto):
        """Put a finger on a note's grip, move it to the upper part of something, let go."""
        touch = self.context.new_cdp_session(self.page)
        grip, goal = self.note(text).locator("[data-grip]").bounding_box(), onto.bounding_box()
        start = (grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
        end = (goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 4)
        for kind, spots in (("Start", [start]), ("Move", [end]), ("Move", [end]), ("End", [])):
            points = [{"x": x, "y": y} for x, y in spots]
            touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


@pytest.fixture
def room(browser, server):
    """Makes devices, and at the end asks each of them whether anything went wrong."""
    devices = []

    def enter(kind, *more):
        devices.append(kind(browser, server.origin, *more))
        return devices[-1]

    yield enter
    faults = [fault for device in devices for fault in device.faults]
    for device in devices:
        device.context.close()
    assert faults == []


def start_session(desk):
    """Start a session on the home page; return the code and the wall's link."""
    desk.page.goto("/")
    desk.page.get_by_label("Title").fill("Northern managers & friends")
    desk.page.get_by_text("Name the tables").click()
    desk.page.get_by_label("One name a line").fill("\n".join(TABLES))
    desk.page.get_by_role("button", name="Start a session").click()
    desk.page.wait_for_url(re.compile(r"/s/[^/]+/desk$"))
    share = desk.page.get_by_role("dialog", name="How people join")
    code, wall = share.locator(".share-code"), share.get_by_role("link", name="Open the wall")
    expect(code).to_have_text(re.compile(r"\w{3}\s?\w{3}"), timeout=WITHIN_MS)
    links = code.inner_text(), wall.get_attribute("href")
    share.get_by_role("button", name="Close").click()
    return links


def next_step(desk, name):
    """Press the large button until it offers another step: too soon after the last, it waits."""
    button = desk.page.locator('[data-act="next"]')
    expect(button).to_have_text(re.compile(name), timeout=WITHIN_MS)
    for _ in range(5):
        button.click()
        with contextlib.suppress(AssertionError):
            expect(button).not_to_have_text(re.compile(name), timeout=1_500)
            return
    pytest.fail(f"the desk does not leave the step before {name!r}")


def shows(wall, mode):
    expect(wall.page.locator("[data-stage]")).to_have_attribute(
        "data-mode", mode, timeout=WITHIN_MS
    )


def on_wall(wall, *texts):
    """Wait until exactly these notes stand in the pictures that the wall shows."""
    wanted = Counter("".join(text.split()) for text in texts)
    wall.page.wait_for_function(
        """wanted => {
          const found = {};
          for (const note of document.querySelectorAll('[data-view]:not([hidden]) g[data-note]')) {
            const texts = [...note.querySelectorAll('text')].map((text) => text.textContent);
            const words = texts.sort((a, b) => b.length - a.length)[0].replace(/\\s+/g, '');
            found[words] = (found[words] || 0) + 1;
          }
          const same = (a, b) => Object.keys(a).every((key) => a[key] === b[key]);
          return same(found, wanted) && same(wanted, found);
        }""",
        arg=dict(wanted),
        timeout=WITHIN_MS,
    )


def wall_says(wall, *texts):
    """Wait until each of these stands in what the wall shows, however it is broken into lines."""
    wall.page.wait_for_function(
        """texts => {
          const shown = document.querySelector('[data-view]:not([hidden])');
          const said = shown.textContent.replace(/\\s+/g, '');
          return texts.every((text) => said.includes(text));
        }""",
        arg=["".join(text.split()) for text in texts],
        timeout=WITHIN_MS,
    )


def fills(wall):
    """The picture is all there is under the strip: as wide or as high as the room for it."""
    return wall.page.evaluate(
        """() => {
          const strip = document.querySelector('.strip').getBoundingClientRect();
          const place = document.querySelector('.view-room').getBoundingClientRect();
          const drawn = document.querySelector('.view-room svg').getBoundingClientRect();
          const close = (a, b) => Math.abs(a - b) < 1;
          return close(place.top, strip.bottom) && close(place.bottom, innerHeight)
            && close(drawn.top, place.top) && close(drawn.width, innerWidth)
            && drawn.bottom <= innerHeight + 1;
        }"""
    )


def stays(wall, mode, *texts):
    """The wall shows these, at every size of a projector, and again after a reload."""
    shows(wall, mode)
    wall_says(wall, *texts)
    for width, height in ((1024, 768), (1280, 720), (1920, 1080)):
        wall.page.set_viewport_size({"width": width, "height": height})
        assert fills(wall)
    wall.page.reload()
    shows(wall, mode)
    wall_says(wall, *texts)


def exported(desk):
    desk.page.locator("a.bar-export").click()
    with desk.page.expect_download() as download:
        desk.page.locator("[data-take=text]").click()
    return zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))


def test_a_room_from_start_to_export(room):
    """Write, see it on the wall, spotlight, reload mid-note, go offline and back, take it home."""
    desk, wall = room(Device, LAPTOP), room(Device, PROJECTOR)
    code, wall_link = start_session(desk)
    wall.open(wall_link)
    shows(wall, "join")
    expect(wall.page.locator(".join-code")).to_have_text(code)

    ann, ben = room(Phone), room(Phone)
    ann.join_with_code(code, TABLES[0], "Ann")
    expect(ann.page.locator(".hello")).to_have_text(f"You are at {TABLES[0]}")
    cards = desk.context.new_page()
    cards.goto(desk.page.url.replace("/desk", "/desk/cards"))
    expect(cards.get_by_text(TABLES[1]).first).to_be_visible()
    cards.close()
    ben.join_with_code(code, TABLES[0], "Ben")
    expect(wall.page.locator("[data-here]").first).to_have_text("2", timeout=WITHIN_MS)

    next_step(desk, "Brief")
    shows(wall, "brief")
    expect(ann.page.locator('[data-panel="brief"]:visible')).to_contain_text("Writing opens")
    next_step(desk, "Start Task 1")
    shows(wall, "mosaic")

    ann.write("Need", "=different GP every visit 😇")
    ann.says("Saved")
    on_wall(wall, "=different GP every visit 😇")
    ben.has("Need", "=different GP every visit 😇")
    expect(
        desk.page.locator('[data-grid="innovation"] tbody [data-cell="need"]').first
    ).to_have_text("1", timeout=WITHIN_MS)

    ben.field("Need").fill("families asked <b>twice</b>")
    ann.write("Need", "UTIs, dehydration!!")
    ben.has("Need", "=different GP every visit 😇", "UTIs, dehydration!!")
    expect(ben.field("Need")).to_be_focused()
    expect(ben.field("Need")).to_have_value("families asked <b>twice</b>")
    ben.page.reload()
    expect(ben.field("Need")).to_have_value("families asked <b>twice</b>", timeout=WITHIN_MS)
    ben.field("Need").press("Enter")
    ben.says("Saved")
    notes = ["=different GP every visit 😇", "UTIs, dehydration!!", "families asked <b>twice</b>"]
    ann.has("Need", *notes)

    desk.page.get_by_role("button", name=TABLES[0], exact=True).click()
    desk.page.locator("[data-sheet-show]").click()
    shows(wall, "diagram")
    on_wall(wall, *notes)
    desk.page.get_by_role("dialog").get_by_role("button", name="Close").click()

    ann.context.set_offline(True)
    ann.write("Need", "written in a lift")
    ann.write("Need", "and in the basement")
    ann.says("2 waiting")
    ann.context.set_offline(False)
    ann.says("Saved")
    notes += ["written in a lift", "and in the basement"]
    ben.has("Need", *notes)
    on_wall(wall, *notes)

    desk.page.locator('[data-room-show="composite"]:visible').click()
    desk.page.locator('[data-wall="show"]').click()
    shows(wall, "composite")
    assert_exported(exported(desk), notes)


def test_the_room_is_shown_in_five_ways(room):
    """Each is looked at first on the desk, live on the wall, and there again after a reload."""
    desk, wall, ann = room(Device, LAPTOP), room(Device, PROJECTOR), room(Phone)
    code, wall_link = start_session(desk)
    wall.open(wall_link)
    ann.join_with_code(code, TABLES[0], "Ann")
    next_step(desk, "Brief")
    next_step(desk, "Start Task 1")
    choice = desk.page.get_by_role("group", name="Whole room")

    def choose(name):
        choice.get_by_role("button", name=name).locator("visible=true").click()
        if name != "One zone":
            desk.page.locator('[data-wall="show"]').click()

    choose("Combined picture")
    shows(wall, "composite")
    ann.write("Need", "people fall at night")
    stays(wall, "composite", "people fall at night", TABLES[0])
    choose("What is missing")
    shows(wall, "gaps")
    wall_says(wall, "wrote nothing under Response", TABLES[1])
    ann.turn_to("response")
    ann.write("Response", "a nurse comes along")
    stays(wall, "gaps", "wrote something under Response", "wrote nothing under Outcome")

    choose("One zone")
    choose("Need")
    shows(wall, "zone")
    wall_says(wall, "people fall at night", TABLES[0])
    ann.turn_to("need")
    for at in range(16):
        ann.write("Need", f"{at} " + "they wait for hours until somebody comes " * 4)
    expect(choice.get_by_role("status")).to_have_text("Page 1 of 2", timeout=WITHIN_MS)
    choice.get_by_role("button", name="Next page").click()
    wall_says(wall, "page 2 of 2")
    expect(choice.get_by_role("status")).to_have_text("Page 2 of 2", timeout=WITHIN_MS)
    stays(wall, "zone", "page 2 of 2", "15 they wait")
    expect(choice.get_by_role("button", name="One zone")).to_have_attribute("aria-pressed", "true")
    choice.get_by_role("button", name="Previous page").press("Enter")
    wall_says(wall, "page 1 of 2", "people fall at night")

    desk.page.get_by_role("button", name="Task 2: Organisation 10 min").click()
    desk.page.get_by_role("button", name="Go and start the clock").click()
    choose("Where people stand")
    shows(wall, "matrix")
    ann.turn_to("sponsor")
    ann.write("Sponsors", "Northshire ICB")
    stays(wall, "matrix", "Northshire ICB")
    choose("Several roles")
    shows(wall, "overlap")
    ann.turn_to("broker")
    ann.write("Brokers", "Northshire ICB")
    stays(wall, "overlap", "Northshire ICB")
    expect(desk.page.locator("[data-shows]")).to_have_text("Several roles, Task 2")


def test_a_note_is_dragged_by_its_grip_and_the_field_in_use_stays(room):
    """Within its list and onto another zone's tab, by touch; half-typed text keeps its place."""
    desk, ann = room(Device, LAPTOP), room(Phone)
    code, _ = start_session(desk)
    ann.join_with_code(code, TABLES[0], "Ann")
    next_step(desk, "Brief")
    next_step(desk, "Start Task 1")
    for text in ("first", "second", "third"):
        ann.write("Need", text)
    ann.has("Need", "first", "second", "third")
    ann.field("Need").fill("not done yet")

    ann.drag("third", onto=ann.note("first"))
    ann.has("Need", "third", "first", "second")
    ann.drag("first", onto=ann.page.locator('.zone-tab[data-go="relationship"]:visible'))
    ann.has("Need", "third", "second")

    expect(ann.field("Need")).to_be_focused()
    expect(ann.field("Need")).to_have_value("not done yet")
    ann.page.locator(".toast").get_by_role("button", name="Undo").click()
    ann.has("Need", "third", "first", "second")


def assert_exported(bundle, notes):
    """Every note is once in the pictures, the rows and the data, at its table and in its zone."""
    pictures = [name for name in bundle.namelist() if name.startswith("diagrams/")]
    drawn = {}
    for name in pictures:
        root = ElementTree.fromstring(bundle.read(name))
        noted = [group for group in root.iter(f"{SVG}g") if group.get("data-note")]
        if noted:
            drawn[root.findtext(f"{SVG}title")] = [(g.get("data-zone"), words(g)) for g in noted]
    assert len(pictures) == 2 * len(TABLES)
    assert drawn == {TABLES[0]: [("need", "".join(note.split())) for note in notes]}

    rows = list(csv.DictReader(io.StringIO(bundle.read("data/notes.csv").decode("utf-8-sig"))))
    assert [row["text"] for row in rows] == [f"'{notes[0]}", *notes[1:]]
    assert {(row["table"], row["zone"]) for row in rows} == {(TABLES[0], "need")}
    data = json.loads(bundle.read("data/notes.json"))
    assert [note["text"] for note in data["notes"]] == notes
    combined = ElementTree.fromstring(bundle.read("combined/innovation.svg"))
    said = "".join("".join(combined.itertext()).split())
    assert all("".join(note.split()) in said for note in notes)


def words(group):
    texts = ["".join("".join(text.itertext()).split()) for text in group.iter(f"{SVG}text")]
    return max(texts, key=len)
