"""Private until ready in a real browser: chosen on the first page, ended table by table."""

import contextlib
import json
import re

import pytest
from playwright.sync_api import expect
from serving import running
from talking import add

WALL = {"viewport": {"width": 1920, "height": 1080}}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WITHIN_MS = 15_000
TABLES = 6

pytestmark = pytest.mark.browser


@contextlib.contextmanager
def room(browser, folder):
    """A private session that was started on the first page, with Ann at the first table."""
    with running(folder) as here, contextlib.ExitStack() as open_things:

        def page(address, kind):
            context = browser.new_context(base_url=here.origin, **kind)
            open_things.callback(context.close)
            context.set_default_timeout(WITHIN_MS)
            opened = context.new_page()
            opened.goto(address)
            return opened

        desk = page("/", LAPTOP)
        desk.get_by_label("Title").fill("Falls day")
        desk.get_by_label("Tables", exact=True).fill(str(TABLES))
        desk.get_by_label("Private until ready").check()
        desk.get_by_role("button", name="Start a session").click()
        desk.wait_for_url(re.compile(r"/desk"))
        links = desk.evaluate(
            "fetch(location.pathname.replace(/desk$/, 'desk/links')).then((one) => one.json())"
        )
        phone = page(_path(links["join_url"]), PHONE)
        phone.locator(".table-choice").first.click()
        phone.get_by_role("button", name="Sit down").click()
        phone.wait_for_url(re.compile(r"/table$"))
        wall = page(_path(links["wall_url"]), WALL)
        yield here, desk, phone, wall


def _path(link):
    return "/" + link.split("/", 3)[3]


def fill_in(here, desk):
    """Write at every table from the desk's own socket, with the cookie that opened it."""
    session = re.search(r"/s/([^/]+)/", desk.url)[1]
    cookies = desk.context.cookies(f"{here.origin}/s/{session}/desk")
    key = next(one["value"] for one in cookies if one["name"] == "workshop")
    with here.socket(session, "desk", key) as link:
        count = 0

        def send(**message):
            link.send(json.dumps(message))

        def hear(*kinds):
            while True:
                message = json.loads(link.recv(timeout=10))
                if message["type"] in kinds:
                    return message

        send(type="hello", protocol=1)
        send(type="watch", stream=session, views=[])
        state = hear("state")["session"]
        send(type="op", stream=session, ref="go",
             op={"type": "phase.go", "phase": "work-innovation", "start": True})  # fmt: skip
        for ref in (one for one in state["diagrams"] if one["task"] == "innovation"):
            for zone, text in (
                ("need", f"Kestrels fall at {ref['table']}"),
                ("need", "People wait for a lift home for most of the day"),
                ("response", "One number to call, day and night, for homes and for families who do "
                             "not know whom to ask"),
                ("outcome", "Fewer falls"),
                ("sensemaking", "A weekly call of the team"),
            ):  # fmt: skip
                count += 1
                op = add(f"n{count}", text, zone=zone)
                send(type="op", stream=ref["id"], ref=f"w{count}", op=op)
                assert hear("known", "rejected")["type"] == "known"


def test_R57_a_wall_shows_shapes_until_a_table_says_it_is_ready(browser, tmp_path):
    """And shapes again when it takes that back; the desk has the words all along."""
    with room(browser, tmp_path) as (here, desk, phone, wall):
        fill_in(here, desk)
        expect(wall.locator(".tile svg g[data-note]")).to_have_count(5 * TABLES)
        assert "Kestrels" not in wall.content()
        expect(wall.locator(".tile svg text", has_text="words not shown yet")).to_have_count(TABLES)
        expect(desk.locator("[data-not-shown]")).to_contain_text("6 of 6 tables")

        expect(phone.locator("#private")).to_contain_text("shapes, not your words")
        phone.get_by_role("button", name="We are ready").click()
        expect(wall.locator(".tile svg text", has_text="Kestrels")).to_have_count(1)
        expect(phone.locator("#private")).to_contain_text("can show your words now")
        expect(desk.locator("[data-not-shown]")).to_contain_text("5 of 6 tables")
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        wall.screenshot(path=tmp_path / "wall.png")
        desk.screenshot(path=tmp_path / "desk.png")
        phone.screenshot(path=tmp_path / "phone.png")

        phone.get_by_role("button", name="We are ready").click()
        expect(wall.locator(".tile svg text", has_text="Kestrels")).to_have_count(0)
        assert "Kestrels" not in wall.content()
        desk.locator(".row-open").first.click()
        expect(desk.locator(".sheet svg text", has_text="Kestrels")).to_have_count(1)
