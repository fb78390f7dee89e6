"""Screenshots for the gallery: all that a wall can show, at two projectors, and the desk."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from furnished import SHOWS, Furnished, furnished
from gallery_tables import Figure, Section
from playwright.sync_api import Browser, Page, sync_playwright

from workshop.spawn import Server

PROJECTORS = ((1920, 1080), (1024, 768))
LAPTOP, PHONE = (1366, 768), (390, 844)
TABLES = 8
MANY = (1, 8, 25, 60)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Pictures have come in, and what fades has.
SETTLES_MS = 1_500
WITHIN_MS = 60_000


def sections() -> Iterator[Section]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="gallery-"))
        server = Server(Path(folder))
        server.start()
        stack.callback(server.stop)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        stack.callback(browser.close)
        with furnished(server.origin, TABLES) as room:
            words = "What a projector shows: everything a facilitator can choose."
            yield Section("The wall", words, tuple(_shows(browser, server.origin, room)))
            words = "The same moment as on the wall: on a laptop, and on a phone in one hand."
            yield Section("The desk", words, tuple(_desk(browser, server.origin, room)))
        words = "Every table, without scrolling."
        yield Section("Mosaics", words, tuple(_mosaics(browser, server.origin)))


def _shows(browser: Browser, origin: str, room: Furnished) -> Iterator[Figure]:
    room.command(type="replay.set", playing=False, position_ms=2_000, speed=10)
    with _opened(browser, origin + _path(room.created.wall_url)) as wall:
        for name in SHOWS:
            if name in ("auto", "mosaic"):
                continue
            room.show(name)
            wall.wait_for_selector(f'[data-stage][data-mode="{SHOWS[name]["mode"]}"]')
            yield from _at_projectors(wall, f"wall-{name.replace(' ', '-')}", name)
        room.show("diagram")
        room.command(type="wall.freeze", frozen=True)
        room.writes("need", "written while the wall stood still")
        yield from _at_projectors(wall, "wall-frozen", "frozen")
        room.command(type="wall.freeze", frozen=False)
        room.command(type="wall.blank", blank=True)
        yield from _at_projectors(wall, "wall-blank", "blank")
        room.command(type="wall.blank", blank=False)


def _mosaics(browser: Browser, origin: str) -> Iterator[Figure]:
    for many in MANY:
        with (
            furnished(origin, many, ("innovation",)) as room,
            _opened(browser, origin + _path(room.created.wall_url)) as wall,
        ):
            room.show("mosaic")
            wall.wait_for_function(
                f"() => document.querySelectorAll('.tile .frame svg').length === {many}"
            )
            yield from _at_projectors(wall, f"mosaic-{many}", f"{many} tables")


def _desk(browser: Browser, origin: str, room: Furnished) -> Iterator[Figure]:
    room.show("composite")
    with _opened(browser, origin + _path(room.created.desk_url)) as desk:
        desk.wait_for_function("() => document.querySelector('[data-stage] svg')")
        yield _shot(desk, LAPTOP, "desk-laptop", "The desk on a laptop")
        for tab in ("order", "tables", "wall"):
            desk.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            desk.locator(f'[data-tab-for="{tab}"]').click()
            yield _shot(desk, PHONE, f"desk-phone-{tab}", f"The desk on a phone, {tab}")


def _path(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}#{parts.fragment}"


@contextlib.contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(WITHIN_MS)
    page = context.new_page()
    page.goto(address)
    try:
        yield page
    finally:
        context.close()


def _at_projectors(wall: Page, name: str, caption: str) -> Iterator[Figure]:
    for size in PROJECTORS:
        yield _shot(wall, size, f"{name}-{size[0]}", caption)


def _shot(page: Page, size: tuple[int, int], name: str, caption: str) -> Figure:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_timeout(SETTLES_MS)
    return Figure(f"{name}.png", caption, page.screenshot())
