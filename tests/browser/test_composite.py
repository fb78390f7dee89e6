"""The combined picture as a real browser draws it: every line of type stays where it was put."""

import pytest
import rooms
import walls

from diagrams.admission import admitted
from diagrams.composite_render import arranged, file_svg, scene
from diagrams.svg_file import document
from diagrams.template import task_ids

pytestmark = pytest.mark.browser

tasks = pytest.mark.parametrize("task", task_ids())
WALL = {"width": 1920, "height": 1032}

# Every line of text as drawn: its element's id, its box in pixels, and how high its type is.
LINES = """() => [...document.querySelectorAll("text")].flatMap((text) =>
  (text.children.length ? [...text.children] : [text]).map((line) => {
    const { left, right, top, bottom } = line.getBoundingClientRect();
    const { a } = line.getScreenCTM();
    const owner = line.closest("g[id]").id;
    const size = a * parseFloat(getComputedStyle(line).fontSize);
    return { owner, left, right, top, bottom, size, said: line.textContent };
  }))"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport=WALL)
    yield page
    page.close()


def seen(page, svg):
    page.set_content(
        "<!doctype html><style>body { margin: 0 } svg { width: 100vw; height: 100vh }</style>" + svg
    )
    return page.evaluate(LINES)


def said(task, room):
    if isinstance(room, int):
        return rooms.room(task, room)
    return walls.awkward(task) if room == "awkward" else walls.sample(task)


@tasks
@pytest.mark.parametrize("room", [1, 3, 25, 60, "rehearsal", "awkward"])
def test_every_word_on_the_wall_stays_in_its_place_at_twenty_pixels(page, task, room):
    """Measured at full HD below the strip: nothing is smaller, cut off or past its place."""
    what = said(task, room)
    placed = arranged(admitted(what))

    lines = seen(page, document(scene(what, prefix="c")))

    scale = min(WALL["width"] / 1344, WALL["height"] / 722)
    left = (WALL["width"] - 1344 * scale) / 2
    top = (WALL["height"] - 722 * scale) / 2
    rects = {f"c-{kind}-{id}": one.rect for id, one in placed.placed.items() for kind in "gm"}
    assert min(line["size"] for line in lines) >= 19.99
    for line in lines:
        assert line["left"] >= -1, line
        assert line["right"] <= WALL["width"] + 1, line
        if rect := rects.get(line["owner"]):
            assert line["left"] >= left + rect.x * scale - 2, line
            assert line["right"] <= left + rect.right * scale + 2, line
            middle = (line["top"] + line["bottom"]) / 2
            assert top + rect.y * scale <= middle <= top + rect.bottom * scale, line


@tasks
@pytest.mark.parametrize("room", [25, "awkward"])
def test_columns_of_the_file_do_not_touch(page, task, room):
    """Below the overview every line stays in its column, in type that can be read in print."""
    svg = file_svg(said(task, room), prefix="c")

    page.set_content("<!doctype html><style>body { margin: 0 }</style>" + svg[svg.index("<svg") :])
    lines = [one for one in page.evaluate(LINES) if one["owner"].startswith("c-tail-")]

    step = (1344 - 80 + 28) / 4
    starts = [40 + column * step for column in range(4)]
    assert min(line["size"] for line in lines) >= 14
    for line in lines:
        assert line["right"] <= 1344 - 40 + 1, line
        if line["size"] == 14:
            column = max(start for start in starts if start <= line["left"] + 1)
            assert line["right"] <= column + step - 28 + 1, line
