"""R36, R37 in real browsers: the running order changed live, and what desk, wall and phone say."""

import re

import httpx
import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
WITHIN_MS = 15_000

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(browser, server):
    """Opens a page of a new session by its door; at the end no page has said an error."""
    body = {"title": "Northern managers", "tables": 3, "minutes": 10}
    with httpx.Client(base_url=server.origin, trust_env=False) as client:
        made = client.post("/api/sessions", json=body).json()
    contexts, faults = [], []

    def enter(door, **kind):
        context = browser.new_context(base_url=server.origin, **(kind or LAPTOP))
        context.set_default_timeout(WITHIN_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(re.sub(r"^https?://[^/]+", "", made[f"{door}_url"]))
        if door == "desk":
            expect(page.locator(".phase")).to_have_count(8, timeout=WITHIN_MS)
            # It greets an empty room with how to join.
            page.get_by_role("dialog", name="How people join").get_by_role(
                "button", name="Close"
            ).click()
        return page

    yield enter
    for context in contexts:
        context.close()
    assert faults == []


def titles(page):
    return page.locator(".phase-title")


def go(page, title, how):
    page.locator(".phase-open", has_text=title).click()
    page.get_by_role("button", name=how, exact=True).click()
    expect(page.locator("[data-now-phase]")).to_have_text(title, timeout=WITHIN_MS)


def give(page, minutes):
    page.locator(f'.clock-acts:visible [data-give="{minutes}"]').first.click()


def face(page):
    return page.locator(".clockbox [data-clock]")


def state(page, word):
    expect(face(page)).to_have_attribute("data-state", word, timeout=WITHIN_MS)


def test_the_running_order_is_changed_live_and_every_change_is_taken_back(opened):
    """By form, by key and by button, seen in a second window that never loses its place."""
    desk, other = opened("desk"), opened("desk")
    desk.get_by_role("button", name="Change").click()
    desk.get_by_role("button", name="Add a step").click()
    desk.get_by_label("Title").fill("Lunch")
    desk.get_by_label("Minutes", exact=True).fill("45")
    desk.get_by_label("Note to yourself").fill("ask for the bill")
    desk.get_by_role("button", name="Add the step").click()
    expect(titles(other).nth(7)).to_have_text("Lunch", timeout=WITHIN_MS)

    desk.locator(".phase-open", has_text="Lunch").focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(titles(other).nth(6)).to_have_text("Lunch", timeout=WITHIN_MS)
    expect(desk.locator(".phase-open", has_text="Lunch")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Note to yourself")).to_have_value("ask for the bill")
    desk.get_by_role("button", name="Remove").click()
    expect(titles(other)).to_have_count(8, timeout=WITHIN_MS)
    desk.get_by_role("button", name="Undo").click()
    expect(titles(other).nth(6)).to_have_text("Lunch", timeout=WITHIN_MS)
    desk.reload()
    expect(titles(desk).nth(6)).to_have_text("Lunch", timeout=WITHIN_MS)


def test_going_away_and_back_finds_the_clock_and_the_time_is_called(opened):
    """Orange, red and over say so in words as well, at the desk and on the wall."""
    desk, wall = opened("desk"), opened("wall")
    go(desk, "Task 1: Innovation", "Go and start the clock")
    for _ in range(4):
        give(desk, -1)
    expect(face(desk)).to_contain_text(re.compile(r"[56]:\d\d"), timeout=WITHIN_MS)
    go(desk, "Combine", "Go here")
    expect(desk.locator(".phase", has_text="Task 1: Innovation")).to_contain_text(
        re.compile(r"(6:00|5:\d\d) left"), timeout=WITHIN_MS
    )
    go(desk, "Task 1: Innovation", "Go here")
    state(desk, "stopped")
    expect(face(desk)).to_contain_text(re.compile(r"6:00|5:\d\d"))

    desk.locator('[data-act="toggle"]').click()
    state(desk, "calm")
    for _ in range(4):
        give(desk, -1)
    state(desk, "low")
    expect(desk.locator(".big-word:visible")).to_have_text("getting short")
    expect(wall.locator(".clock-word:visible")).to_have_text("Getting short", timeout=WITHIN_MS)
    expect(desk.locator(".clockbox")).to_have_attribute("data-cue", "short")
    expect(desk.locator("[data-plan-word]")).to_have_text(re.compile(r"ahead of the plan"))
    desk.reload()
    state(desk, "low")

    give(desk, -1)
    give(desk, -1)
    state(desk, "over")
    expect(wall.locator(".clock-word:visible")).to_have_text(
        "Finish your sentence", timeout=WITHIN_MS
    )
    expect(desk.get_by_text("Need more time?")).to_be_visible()
    give(desk, 1)
    state(desk, "low")
    expect(face(desk)).to_contain_text(re.compile(r"1:00|0:5\d"))


def test_the_running_order_is_changed_with_one_hand(opened):
    """At 390 px, nothing is wider than the screen."""
    desk = opened("desk", **PHONE)
    desk.get_by_role("button", name="Order").tap()
    desk.get_by_role("button", name="Change").tap()
    desk.locator(".phase-open", has_text="Brief").tap()
    desk.get_by_label("Title").fill("Show the diagram")
    desk.get_by_role("button", name="One minute less").tap()
    desk.get_by_role("button", name="Save").tap()
    row = desk.locator(".phase", has_text="Show the diagram")
    expect(row).to_contain_text("4 min", timeout=WITHIN_MS)
    row.locator(".phase-open").tap()
    desk.get_by_role("button", name="Move up").tap()
    expect(titles(desk).first).to_have_text("Show the diagram", timeout=WITHIN_MS)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
