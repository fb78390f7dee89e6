"""Everything that a wall can show, in a real browser: from edge to edge, nothing to press."""

from contextlib import suppress
from typing import get_args
from urllib.parse import urlsplit

import pytest
from furnished import SHOWS, furnished
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from sessions.shows import Show

PROJECTORS = [(1920, 1080), (1024, 768), (1280, 720)]
TABLES = 8
WITHIN_MS = 20_000
# One of the eight, so that every size of a tile's line is among them.
MANY = [1, 2, 5, 8, 13, 25, 40, 60]

pytestmark = pytest.mark.browser

# What a wall must not have, as it stands on the screen just now.
WRONG = """() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest('.unseen');
  const found = [];
  const say = (what, one) => found.push(
    `${what}: ${one.tagName} ${one.id || one.getAttribute('class') || ''} `
    + one.textContent.trim().slice(0, 40));
  const stage = document.querySelector('[data-stage]').getBoundingClientRect();
  if (stage.left || stage.top || stage.right !== innerWidth || stage.bottom !== innerHeight) {
    found.push('the stage does not fill the screen');
  }
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push('the page scrolls');
  const shown = [...document.querySelectorAll('[data-view]')].filter(seen);
  if (shown.length !== 1) found.push(`${shown.length} views`);
  const controls = 'a, button, input, select, textarea, summary, [tabindex], [role=button]';
  for (const one of document.querySelectorAll('body *')) {
    if (!seen(one)) continue;
    if (one.matches(controls)) say('a control', one);
    const style = getComputedStyle(one);
    if (style.cursor !== 'none') say('a cursor', one);
    const isScrolling = /auto|scroll/.test(style.overflowX + style.overflowY);
    const isWide = one.scrollWidth > one.clientWidth + 1;
    const isHigh = one.scrollHeight > one.clientHeight + 1;
    if (isScrolling && (isWide || isHigh)) say('a scroll bar', one);
    const isLeaf = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!isLeaf && !one.matches('svg, img')) continue;
    if (one.closest('title, desc, metadata')) continue;
    const box = one.getBoundingClientRect();
    const isAbove = box.left < -1 || box.top < -1;
    const isBelow = box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
    if (isAbove || isBelow) say('outside the screen', one);
  }
  return found;
}"""
# What is on the wall, without what only tells of time: how it got there, and who wrote lately.
SEEN = """() => {
  const view = document.querySelector('[data-view]:not([hidden])').cloneNode(true);
  for (const one of view.querySelectorAll('.arrives')) one.removeAttribute('class');
  for (const one of view.querySelectorAll('.tile-active, [data-ring]')) one.remove();
  for (const one of view.querySelectorAll('.tile')) one.classList.remove('is-active');
  return view.innerHTML;
}"""


@pytest.fixture(scope="module")
def room(server):
    with furnished(server.origin, TABLES) as found:
        found.command(type="replay.set", playing=False, position_ms=2_000, speed=10)
        yield found


@pytest.fixture
def wall(browser, server, room):
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(WITHIN_MS)
    found = opened(context, server.origin, room)
    yield found
    context.close()


def opened(context, origin, room):
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(f"error: {error}"))
    page.on("console", lambda said: said.type == "error" and page.faults.append(said.text))
    link = urlsplit(room.created.wall_url)
    page.goto(f"{origin}{link.path}#{link.fragment}")
    return page


def shows(page, mode):
    expect(page.locator("[data-stage]")).to_have_attribute("data-mode", mode, timeout=WITHIN_MS)
    page.wait_for_function(
        """() => document.querySelector('[data-view]:not([hidden]) :is(svg, h1)') !== null"""
    )


def settled(page):
    """Return what the page shows once it has stopped changing."""
    page.wait_for_function(
        f"""async () => {{
          const seen = {SEEN};
          const before = seen();
          await new Promise((go) => setTimeout(go, 700));
          return before === seen();
        }}"""
    )
    return page.evaluate(SEEN)


def wrong(page):
    """Return what is wrong with the page once it had time to fit what it shows."""
    with suppress(PlaywrightTimeout):
        page.wait_for_function(f"() => ({WRONG})().length === 0", timeout=WITHIN_MS)
    return page.evaluate(WRONG)


def modes():
    """Return every mode that a session's wall can be set to."""
    shown = get_args(Show)
    return {mode for one in shown for mode in get_args(one.model_fields["mode"].annotation)}


def test_no_way_to_show_something_is_left_out():
    """A new one has to be added to the list that the tests and the gallery go through."""
    assert {str(show["mode"]) for show in SHOWS.values()} == modes()


@pytest.mark.parametrize("name", SHOWS)
def test_what_a_wall_shows_fills_it_and_stays(room, wall, name):
    """No control, no cursor, no scroll bar, nothing cut off, at every projector and after F5."""
    room.show(name)
    mode = str(SHOWS[name]["mode"])
    shows(wall, "mosaic" if mode == "auto" else mode)

    for width, height in PROJECTORS:
        wall.set_viewport_size({"width": width, "height": height})
        settled(wall)
        assert wrong(wall) == [], (width, height)
    before, seated = settled(wall), wall.locator("[data-seated]").first.text_content()
    wall.reload()

    shows(wall, "mosaic" if mode == "auto" else mode)
    if mode == "join":  # who is here is told once a second, and fills its seats
        expect(wall.locator("[data-seated]").first).to_have_text(seated)
    assert settled(wall) == before
    assert wall.faults == []


@pytest.mark.parametrize("name", ["mosaic", "diagram", "zone", "composite"])
def test_what_was_patched_is_what_a_fresh_page_shows(room, wall, name):
    """Whoever reloads the wall sees what had been there before, word for word."""
    room.show(name)
    shows(wall, str(SHOWS[name]["mode"]))
    empty = settled(wall)
    for at in range(4):
        room.writes("need", f"written while {name} was shown, {'again ' * at}", at)
    wall.wait_for_function(f"before => ({SEEN})() !== before", arg=empty)
    before = settled(wall)
    wall.reload()
    shows(wall, str(SHOWS[name]["mode"]))

    assert settled(wall) == before


@pytest.mark.parametrize("held", ["frozen", "blank"])
def test_a_wall_that_is_held_back_has_nothing_to_press_either(room, wall, held):
    room.show("mosaic")
    shows(wall, "mosaic")
    kind = "freeze" if held == "frozen" else "blank"
    room.command(type=f"wall.{kind}", **{held: True})
    try:
        wall.wait_for_timeout(1000)
        wall.reload()
        wall.wait_for_timeout(1000)
        for width, height in PROJECTORS:
            wall.set_viewport_size({"width": width, "height": height})
            settled(wall)
            found = wrong(wall) if held == "frozen" else wall.evaluate(WRONG)
            assert [one for one in found if held == "frozen" or "views" not in one] == []
    finally:
        room.command(type=f"wall.{kind}", **{held: False})
    assert wall.faults == []


@pytest.mark.parametrize("many", MANY)
def test_a_mosaic_of_any_number_fits_without_scrolling(browser, server, many):
    with furnished(server.origin, many, ("innovation",)) as full:
        context = browser.new_context(viewport={"width": 1024, "height": 768})
        try:
            wall = opened(context, server.origin, full)
            shows(wall, "mosaic")
            expect(wall.locator(".tile")).to_have_count(many)
            for width, height in PROJECTORS:
                wall.set_viewport_size({"width": width, "height": height})
                settled(wall)
                assert wrong(wall) == [], (width, height)
        finally:
            context.close()
