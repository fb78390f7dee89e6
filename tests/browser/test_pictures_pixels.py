"""A picture looks the same in Chromium, in resvg and as the image we export, to two pixels.

Two renderers that share no code: where both put everything in the same places, the file says so
and not the renderer.
"""

import re
import subprocess

import pytest
import resvg_py
from rasters import MOST_ASTRAY, PICTURES, WITHIN, assert_alike, compared, shown

from diagrams.png import png

pytestmark = pytest.mark.browser


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


each = pytest.mark.parametrize("name", PICTURES)


@each
def test_two_renderers_put_everything_in_the_same_places(page, fonts, name):
    """Live text in Chromium and in resvg, both in Liberation Sans."""
    shot, boxes = shown(page, PICTURES[name])
    other = resvg_py.svg_to_bytes(
        svg_string=PICTURES[name], skip_system_fonts=True, font_files=fonts
    )

    found = compared(page, shot, other, boxes)

    assert_alike(found)


@each
def test_an_exported_image_is_what_the_browser_shows(page, name):
    """Outlines of our own fonts, drawn by resvg, stand where live text stands."""
    shot, boxes = shown(page, PICTURES[name])

    found = compared(page, shot, png(PICTURES[name], scale=1), boxes)

    assert_alike(found)


def test_what_moved_is_found(page, fonts):
    """The comparing itself: three pixels of one note, and one word of another, are seen."""
    svg = PICTURES["innovation of a table"]
    shot, boxes = shown(page, svg)
    moved = re.sub(r"translate\(16 (?=[^>]*data-note)", "translate(19 ", svg, count=1)
    assert moved != svg
    other = resvg_py.svg_to_bytes(svg_string=moved, skip_system_fonts=True, font_files=fonts)

    found = compared(page, shot, other, boxes)

    assert max(found["apart"]) > WITHIN
    assert found["astray"] > MOST_ASTRAY
