"""Pictures as pixels: shown by a browser, and compared with what another renderer makes of them."""

import base64
import json
import re
from pathlib import Path

from gallery import sample_tables
from pictures import crowded

from diagrams.render import file_svg
from diagrams.template import task_ids, template

COMPARED = Path(__file__).with_name("browser").joinpath("compared.js").read_text("utf-8")
WITHIN = 2
# Renderers smooth edges and letters differently: a third of the way from black to white is alike.
ALIKE = 96
# Measured over six pictures: 0.03 to 1.9 % of pixels, all at the edges of letters and lines.
MOST_DIFFERENT = 0.03
# Measured: 0.001 to 0.006 %, the half-covered rows of bold capitals, lighter in one renderer.
# A single note that stands three pixels off is 0.02 %.
MOST_ASTRAY = 0.0001


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


def assert_alike(found):
    """Claim that two images show the same things in the same places."""
    assert max(found["apart"]) <= WITHIN
    assert found["astray"] < MOST_ASTRAY
    assert found["share"] < MOST_DIFFERENT
