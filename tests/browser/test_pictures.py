"""Every zone with everything people put into it, measured as a real browser draws it.

What is asserted holds in whatever fonts the machine has: a script without one is drawn in
another font's width or as empty boxes, and must stay in its card all the same.
"""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fills import FILLS, HOSTILE, cells, contested, filled
from pictures import a_diagram, a_note

from diagrams.render import live_svg, scene
from diagrams.template import task_ids, template
from diagrams.text import clean

pytestmark = pytest.mark.browser

SEEN = Path(__file__).with_name("seen.js").read_text("utf-8")
SMALLEST = 14
tasks = pytest.mark.parametrize("task", task_ids())


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    yield page
    page.close()


def drawn(diagram, prefix, heading="Table 4"):
    shape = template(diagram.task)
    return live_svg(scene(shape, diagram, heading=heading, prefix=prefix))


def faults(page, task, pictures):
    """Show pictures in one page and return what is wrong, by the name of the picture."""
    body = "".join(pictures.values())
    page.set_content(f'<!doctype html><meta charset="utf-8"><body>{body}')
    shape = template(task)
    form = {
        "cells": [cell.model_dump() for cell in shape.picture.cells],
        "smallest": SMALLEST,
    }
    found = page.evaluate(f"({SEEN.strip()})({json.dumps(form)})")
    assert len(found) == len(pictures)
    return {name: fault for name, fault in zip(pictures, found, strict=True) if fault}


@tasks
@pytest.mark.parametrize("fill", FILLS)
def test_every_zone_bears_every_fill(page, task, fill):
    """Alone and all together: nothing overlaps, is cut off, leaves its box or is too small."""
    pictures = {"all": drawn(filled(task, FILLS[fill]), "all")}
    for at, (zone, level) in enumerate(cells(task)):
        name, only = f"{zone} {level}", filled(task, FILLS[fill], only=(zone, level))
        pictures[name] = drawn(only, f"c{at}")

    assert not faults(page, task, pictures)


@tasks
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(page, task, kind):
    """In every note, as title and as table's name: it stays in its box and is only words."""
    text = clean(HOSTILE[kind])
    happened = []
    watched = {"dialog": lambda dialog: dialog.dismiss(), "request": None, "pageerror": None}
    for event, act in watched.items():
        page.on(event, lambda one, act=act: (happened.append(one), act and act(one)))
    diagram = replace(filled(task, (text,)), title=text[:120])

    assert not faults(page, task, {kind: drawn(diagram, "h", text[:80])})
    assert not happened
    assert page.evaluate("document.querySelectorAll('script, img, style, a').length") == 0


@tasks
def test_every_zone_bears_wordings_side_by_side(page, task):
    """Three wordings of one note, each with its author's letter."""
    pictures = {
        f"{zone} {level}": drawn(
            a_diagram(task, contested(f"{zone}-{level}", zone, level)), f"c{at}"
        )
        for at, (zone, level) in enumerate(cells(task))
    }

    assert not faults(page, task, pictures)


@tasks
@pytest.mark.parametrize(
    "title",
    ["", "Falls car", "A title that goes on " * 6, "W" * 120, "שירות נפילות לבתי אבות", "<b>&\"'"],
    ids=["none", "short", "long", "unbroken", "Hebrew", "markup"],
)
def test_the_title_stays_in_its_band(page, task, title):
    """The longest name of a table beside the longest title of a diagram."""
    named = {"short": "Table 4", "long": "The table by the window " * 4, "wide": "W" * 80}
    diagram = replace(a_diagram(task), title=title.strip()[:120])

    pictures = {name: drawn(diagram, name, heading[:80]) for name, heading in named.items()}

    assert not faults(page, task, pictures)


def moved(svg, x, y):
    """Put the note of a picture elsewhere in its zone."""
    return re.sub(r'translate\([^)]*\)(" id="x-n-)', rf"translate({x} {y})\1", svg)


def test_faults_are_seen(page):
    """The measuring itself: each kind of fault, made by hand, is found."""
    svg = drawn(a_diagram("innovation", a_note("need-inside", "need", "Care homes call 999")), "x")
    wrong = {
        "outside": moved(svg, 700, 70),
        "small": svg.replace('font-size="18"', 'font-size="13"'),
        "long": svg.replace("Care homes call 999", "Care homes call 999 " * 3),
        "clipped": re.sub(r'viewBox="0 0 1600 900"', 'viewBox="0 0 1600 880"', svg),
        "under": moved(svg, 16, 10),
    }

    found = faults(page, "innovation", {"right": svg, **wrong})

    assert found.keys() == wrong.keys()
    assert "leaves zone need" in found["outside"]
    assert "in type of 13" in found["small"]
    assert "leaves its note" in found["long"]
    assert "leaves the canvas" in found["clipped"]
    assert "is under note" in found["under"]
