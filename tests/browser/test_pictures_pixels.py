"""A picture looks the same in Chromium, in resvg and as the image we export, to two pixels.

Two renderers that share no code: where both put everything in the same places, the file says so
and not the renderer.
"""

import base64
import json
import re
import subprocess
from pathlib import Path

import pytest
import resvg_py
from gallery import sample_tables
from pictures import crowded

from diagrams.png import png
from diagrams.render import file_svg
from diagrams.template import task_ids, template

pytestmark = pytest.mark.browser

COMPARED = Path(__file__).with_name("compared.js").read_text("utf-8")
WITHIN = 2
# Renderers smooth edges and letters differently: a third of the way from black to white is alike.
ALIKE = 96
# Measured over six pictures: 0.03 to 1.9 % of pixels, all at the edges of letters and lines.
MOST_DIFFERENT = 0.03
# Measured: 0.001 to 0.006 %, the half-covered rows of bold capitals, lighter in one renderer.
# A single note that stands three pixels off is 0.02 %.
MOST_ASTRAY = 0.0001


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    yield page
    page.close()


@pytest.fixture(scope="module")
def fonts():
    """Liberation Sans as this machine has it: the family that both renderers must find."""
    found = [
        subprocess.run(
            ["fc-match", "--format=%{family}\t%{file}", f"Liberation Sans:{style}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\t")
        for style in ("regular", "bold")
    ]
    assert all("Liberation Sans" in family for family, _ in found)
    return [file for _, file in found]


def drawn(diagram, heading="Table 4"):
    return file_svg(template(diagram.task), diagram, heading=heading, prefix="p")


def pictures():
    """Pictures whose letters are all of one font: others come from wherever a renderer likes."""
    table, innovation, organisation = sample_tables()[1]
    for task, filled in zip(task_ids(), (innovation, organisation), strict=True):
        yield f"{task} of a table", drawn(filled, table)
        yield f"{task}, crowded", drawn(crowded(task, 60, 90))
        yield f"{task}, empty", drawn(crowded(task, 0))


PICTURES = {
    name: re.sub(r"[\U0001f000-\U0001faff\u2190-\u2bff]", "o", svg) for name, svg in pictures()
}
each = pytest.mark.parametrize("name", PICTURES)


def shown(page, svg):
    """Return the picture as the browser shows it, and the box of each line of text."""
    body = svg[svg.index("<svg") :]
    page.set_content(f'<!doctype html><body style="margin:0">{body}')
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("text")].flatMap((text) =>
            (text.children.length ? [...text.children] : [text]).map((line) => {
                const { left, top, right, bottom } = line.getBoundingClientRect();
                return [left - 3, top, right + 3, bottom];
            }))"""
    )
    return page.locator("svg").screenshot(), boxes


def compared(page, one, other, boxes):
    asked = {
        "images": [base64.b64encode(image).decode() for image in (one, other)],
        "boxes": boxes,
        "within": WITHIN,
        "alike": ALIKE,
    }
    return page.evaluate(f"({COMPARED.strip()})({json.dumps(asked)})")


@each
def test_two_renderers_put_everything_in_the_same_places(page, fonts, name):
    """Live text in Chromium and in resvg, both in Liberation Sans."""
    shot, boxes = shown(page, PICTURES[name])
    other = resvg_py.svg_to_bytes(
        svg_string=PICTURES[name], skip_system_fonts=True, font_files=fonts
    )

    found = compared(page, shot, other, boxes)

    assert max(found["apart"]) <= WITHIN
    assert found["astray"] < MOST_ASTRAY
    assert found["share"] < MOST_DIFFERENT


@each
def test_an_exported_image_is_what_the_browser_shows(page, name):
    """Outlines of our own fonts, drawn by resvg, stand where live text stands."""
    shot, boxes = shown(page, PICTURES[name])

    found = compared(page, shot, png(PICTURES[name], scale=1), boxes)

    assert max(found["apart"]) <= WITHIN
    assert found["astray"] < MOST_ASTRAY
    assert found["share"] < MOST_DIFFERENT


def test_what_moved_is_found(page, fonts):
    """The comparing itself: three pixels of one note, and one word of another, are seen."""
    svg = PICTURES["innovation of a table"]
    shot, boxes = shown(page, svg)
    moved = re.sub(r"translate\(56 ", "translate(59 ", svg, count=1)
    assert moved != svg
    other = resvg_py.svg_to_bytes(svg_string=moved, skip_system_fonts=True, font_files=fonts)

    found = compared(page, shot, other, boxes)

    assert max(found["apart"]) > WITHIN
    assert found["astray"] > MOST_ASTRAY
