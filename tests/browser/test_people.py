"""People, tables and helpers in real browsers: a desk, a helper, a wall and two phones."""

import contextlib
import re
import time
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
WITHIN_MS = 8_000

pytestmark = pytest.mark.browser


@pytest.fixture
def made(server):
    """A session of three tables."""
    body = {"title": "Northern managers", "tables": ["Falls", "Beds", "Nights"]}
    return httpx.post(f"{server.origin}/api/sessions", json=body, trust_env=False).json()


@pytest.fixture
def enter(browser, server):
    """Opens a page of a device of its own; at the end none of them may have failed."""
    contexts, faults = [], []

    def opened(address, kind=LAPTOP):
        context = browser.new_context(base_url=server.origin, **kind)
        context.set_default_timeout(WITHIN_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        go(page, address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def go(page, address):
    """Open a link at the address this machine uses."""
    parts = urlsplit(address)
    page.goto(f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path)


def sit_down(enter, made, table, name):
    page = enter(made["join_url"], PHONE)
    page.locator(".table-choice", has_text=table).click()
    page.get_by_label("Your first name").fill(name)
    page.get_by_role("button", name="Sit down").click()
    page.wait_for_url(re.compile(r"/table$"))
    return page


def people(desk):
    desk.get_by_role("button", name="People").click()
    sheet = desk.get_by_role("dialog", name="People and tables")
    expect(sheet).to_be_visible()
    return sheet


def card(sheet, table):
    return sheet.locator(".seat-table", has=sheet.page.get_by_role("heading", name=table))


def start_task(desk):
    """Press the large button until the room writes: too soon after the last step, it waits."""
    button = desk.locator('[data-act="next"]')
    for name in ("Go to Brief", "Start Task 1"):
        expect(button).to_contain_text(name)
        for _ in range(5):
            button.click()
            with contextlib.suppress(AssertionError):
                expect(button).not_to_contain_text(name, timeout=1_500)
                break
        else:
            pytest.fail(f"the desk does not leave the step before {name!r}")


def field(phone):
    return phone.get_by_role("textbox", name="Add a note to Need")


def test_R54_a_helper_is_shut_out_within_a_second(enter, made):
    """Made by name and shown once; taken back, their desk says so and stays shut."""
    desk = enter(made["desk_url"])
    sheet = people(desk)
    sheet.get_by_label("Who is it for?").fill("Sam")
    sheet.get_by_role("button", name="Make a link").click()
    link = sheet.get_by_label("Link for the helper")
    expect(link).to_have_value(re.compile(r"/desk#k=.{43}$"))
    address = link.input_value()
    sheet.locator('[data-handout="helper"]').get_by_role("button", name="Done").click()
    expect(link).not_to_be_visible()
    assert link.input_value() == ""

    helper = enter(address)
    theirs = people(helper)
    expect(theirs.get_by_role("heading", name="Joining")).to_be_visible()
    expect(theirs.get_by_role("heading", name="Helpers")).not_to_be_visible()
    row = sheet.locator("[data-helper]", has_text="Sam")
    expect(row).to_contain_text("here now")

    row.get_by_role("button", name="Take back").click()
    since = time.monotonic()
    expect(helper.locator('[data-notice="refused"]')).to_be_visible(timeout=1_000)
    assert time.monotonic() - since < 1
    helper.reload()
    expect(helper.locator('[data-notice="refused"]')).to_be_visible()
    expect(sheet.locator("[data-helper]")).to_have_count(0)


def test_R52_a_new_name_of_a_table_is_everywhere_at_once(enter, made):
    """On the phone, in its picture, on the wall and in both of their headings."""
    desk = enter(made["desk_url"])
    phone = sit_down(enter, made, "Falls", "Ann")
    start_task(desk)
    wall = enter(made["wall_url"])
    expect(wall.locator(".tile-name", has_text="Falls")).to_be_visible()
    expect(wall.locator(".tile svg text", has_text="Falls").first).to_be_attached()
    phone.locator("#view").click()
    expect(phone.locator("#picture svg text", has_text="Falls").first).to_be_visible()

    sheet = people(desk)
    falls = card(sheet, "Falls")
    falls.get_by_text("Rename, or type").click()
    falls.get_by_label("Name of the table").fill("Falls car & crew")
    falls.get_by_role("button", name="Save the name").click()

    expect(phone.locator(".top-name")).to_have_text("Falls car & crew")
    expect(phone.locator("#picture svg text", has_text="Falls car & crew").first).to_be_visible()
    expect(wall.locator(".tile-name", has_text="Falls car & crew")).to_be_visible()
    expect(wall.locator(".tile svg text", has_text="Falls car & crew").first).to_be_attached()
    expect(desk.locator(".row-name", has_text="Falls car & crew").first).to_be_attached()


def test_R52_a_name_given_while_a_phone_was_away_is_in_its_picture_when_it_is_back(enter, made):
    desk = enter(made["desk_url"])
    phone = sit_down(enter, made, "Falls", "Ann")
    start_task(desk)
    phone.locator("#view").click()
    expect(phone.locator("#picture svg text", has_text="Falls").first).to_be_visible()
    phone.context.set_offline(True)
    falls = card(people(desk), "Falls")
    falls.get_by_text("Rename, or type").click()
    falls.get_by_label("Name of the table").fill("Night crew")
    falls.get_by_role("button", name="Save the name").click()
    expect(desk.locator(".row-name", has_text="Night crew").first).to_be_attached()
    phone.context.set_offline(False)

    expect(phone.locator("#picture svg text", has_text="Night crew").first).to_be_visible()


def move(sheet, name, leaves, to):
    falls = card(sheet, leaves)
    falls.get_by_text(name).click()
    falls.get_by_label("Move to").select_option(label=to)
    falls.get_by_role("button", name="Move", exact=True).click()
    expect(card(sheet, to).locator(".seat-person")).to_contain_text(name)


def test_R53_a_moved_device_follows_with_what_it_had_not_sent(enter, made):
    """Half a sentence goes where it was begun; the next one to where the person sits now."""
    desk = enter(made["desk_url"])
    phone = sit_down(enter, made, "Falls", "Ann")
    start_task(desk)
    field(phone).fill("Long waits")
    field(phone).press("Enter")
    expect(phone.locator("#saved")).to_have_text("Saved")
    field(phone).fill("Half a thou")

    move(people(desk), "Ann", "Falls", "Beds")

    expect(phone.locator(".top-name")).to_have_text("Beds")
    expect(phone.locator("#toast")).to_contain_text("You are at Beds now")
    expect(phone.locator("#saved")).to_have_text("Saved")
    expect(field(phone)).to_have_value("")
    field(phone).fill("Here I am")
    field(phone).press("Enter")
    expect(phone.locator("[data-list=need] .text")).to_have_text(["Here I am"])
    expect(phone.locator("#kept")).to_be_hidden()
    desk.keyboard.press("Escape")
    row = desk.locator("tbody tr:visible", has_text="Falls")
    expect(row.locator('[data-cell="total"]')).to_have_text("2")


def test_R53_what_comes_too_late_for_the_old_table_is_offered_at_the_new_one(enter, made):
    """A phone that missed two moves keeps every word, and asks."""
    desk = enter(made["desk_url"])
    phone = sit_down(enter, made, "Falls", "Ann")
    start_task(desk)
    expect(field(phone)).to_be_visible()
    phone.context.set_offline(True)
    field(phone).fill("Written in the lift")
    field(phone).press("Enter")
    expect(phone.locator(".waiting-note:visible")).to_contain_text("Written in the lift")
    sheet = people(desk)
    move(sheet, "Ann", "Falls", "Beds")
    move(sheet, "Ann", "Beds", "Nights")
    phone.context.set_offline(False)

    expect(phone.locator(".top-name")).to_have_text("Nights")
    expect(phone.locator("#kept")).to_contain_text("Written in the lift")
    phone.get_by_role("button", name="Add it at this table").click()
    expect(phone.locator("[data-list=need] .text")).to_have_text(["Written in the lift"])
    expect(phone.locator("#kept")).to_be_hidden()


def test_a_removed_device_says_so_and_can_join_again(enter, made):
    """In plain words, with the way back in; what was written stays."""
    desk = enter(made["desk_url"])
    phone = sit_down(enter, made, "Falls", "Ann")
    start_task(desk)
    field(phone).fill("Long waits")
    field(phone).press("Enter")
    expect(phone.locator("#saved")).to_have_text("Saved")
    falls = card(people(desk), "Falls")
    falls.get_by_text("Ann").click()
    falls.get_by_role("button", name="Remove").click()

    expect(phone.get_by_role("heading", name="This device is no longer at a table")).to_be_visible(
        timeout=1_000
    )
    expect(falls.locator(".seat-person")).to_have_count(0)
    phone.get_by_role("link", name="Join again").click()
    phone.locator(".table-choice", has_text="Falls").click()
    phone.get_by_label("Your first name").fill("Ann")
    phone.get_by_role("button", name="Sit down").click()
    expect(phone.locator("[data-list=need] .text")).to_have_text(["Long waits"])
    expect(phone.locator("#app")).to_have_attribute("data-letter", "B")


def test_R55_the_desk_types_for_a_table_whose_phones_failed(enter, made):
    """One tap, while joining is locked; and by a link on another device."""
    desk = enter(made["desk_url"])
    start_task(desk)
    sheet = people(desk)
    sheet.get_by_role("button", name="Lock joining").click()
    expect(sheet.get_by_role("button", name="Open joining")).to_be_visible()
    beds = card(sheet, "Beds")
    beds.get_by_text("Rename, or type").click()
    with desk.context.expect_page() as opened:
        beds.get_by_role("button", name="Type for this table").click()
    scribe = opened.value
    expect(scribe.locator(".top-name")).to_have_text("Beds")
    field(scribe).fill("They said it aloud")
    field(scribe).press("Enter")
    expect(scribe.locator("#saved")).to_have_text("Saved")
    expect(beds.locator(".seat-person")).to_contain_text("Scribe")

    beds.get_by_role("button", name="Show a link").click()
    link = beds.get_by_label("Link to type for this table")
    expect(link).to_have_value(re.compile(r"/table#k=.{43}$"))
    other = enter(link.input_value(), PHONE)
    expect(other.locator(".top-name")).to_have_text("Beds")
    assert "#" not in other.url
    expect(other.locator("[data-list=need] .text")).to_have_text(["They said it aloud"])
    expect(beds.locator(".seat-person")).to_have_count(1)

    beds.locator(".seat-person summary").click()
    beds.get_by_role("button", name="Remove").click()
    for page in (scribe, other):
        expect(page.get_by_role("heading", name="This device is no longer")).to_be_visible()


def test_a_table_is_added_while_the_room_works(enter, made):
    """People can sit down at it and write at once."""
    desk = enter(made["desk_url"])
    start_task(desk)
    sheet = people(desk)
    sheet.get_by_label("Add a table").fill("Latecomers")
    sheet.get_by_role("button", name="Add", exact=True).click()
    expect(card(sheet, "Latecomers")).to_be_visible()
    phone = sit_down(enter, made, "Latecomers", "Zoë")
    field(phone).fill("We came by train")
    field(phone).press("Enter")

    expect(phone.locator("#saved")).to_have_text("Saved")
    expect(card(sheet, "Latecomers").locator(".seat-person")).to_contain_text("Zoë")
