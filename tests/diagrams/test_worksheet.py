"""The empty diagram on a sheet of A3."""

import json
import re
from xml.etree import ElementTree

import pytest
from pictures import all_text, local, parsed

from diagrams.model import Diagram
from diagrams.model_json import diagram_from
from diagrams.outlines import outlined
from diagrams.template import task_ids, template
from diagrams.worksheet import Way, worksheet

QR = ((True, True, False), (False, True, True), (True, False, True))
tasks = pytest.mark.parametrize("task", task_ids())


def sheet(task, table="Falls car", address="192.168.1.5:8000"):
    way = Way(QR, address, "ABC234")
    return worksheet(template(task), table=table, way=way, prefix="w1")


def box(svg):
    """Return left, top, right and bottom of what is on the paper."""
    x, y, w, h = map(float, parsed(svg).get("viewBox").split())
    return x, y, x + w, y + h


@tasks
def test_it_is_a_sheet_of_a3(task):
    """Lying, and drawn in the paper's own shape, so that nothing is stretched or cut."""
    svg = sheet(task)
    left, top, right, bottom = box(svg)

    assert (parsed(svg).get("width"), parsed(svg).get("height")) == ("420mm", "297mm")
    assert (right - left) / (bottom - top) == pytest.approx(420 / 297, rel=1e-4)


@tasks
def test_it_says_whose_it_is_and_how_to_come_in(task):
    """Name, task, every prompt, address and code."""
    form = template(task)
    words = " ".join(all_text(sheet(task)).split())

    for said in ("Falls car", form.title, form.instruction, "192.168.1.5:8000", "ABC 234"):
        assert said in words
    for zone in form.zones:
        assert zone.title in words
        assert zone.prompt in words


@tasks
@pytest.mark.parametrize("table", ["Table 1", "W" * 40, "<script>&\"'", "שולחן המרפאה", ""])
@pytest.mark.parametrize("address", ["10.0.0.7", "a-rather-long-name-of-a-server.example.org:8443"])
def test_everything_is_on_the_paper(task, table, address):
    """With a margin that printers keep, whatever the table is called."""
    svg = sheet(task, table, address)
    left, top, right, bottom = box(svg)

    for one in parsed(svg).iter():
        if local(one.tag) in ("text", "tspan") and one.get("x"):
            assert left + 30 <= float(one.get("x")) <= right - 30
            assert top + 30 <= float(one.get("y")) <= bottom - 20
        if local(one.tag) == "rect" and one.get("stroke") and one.get("x"):
            assert left + 30 <= float(one.get("x"))
            assert float(one.get("x")) + float(one.get("width")) <= right - 30
            assert float(one.get("y")) + float(one.get("height")) <= bottom - 20


@tasks
def test_there_is_more_room_to_write_than_on_a_screen(task):
    """The rows share what the paper is taller than the picture."""
    _, top, _, bottom = box(sheet(task))
    boxes = [one for one in parsed(sheet(task)).iter() if local(one.tag) == "rect"]
    lowest = max(float(one.get("y", 0)) + float(one.get("height")) for one in boxes[1:])

    assert bottom - top == pytest.approx(1188, abs=1)
    assert lowest > template(task).picture.height + 50


def test_every_dark_module_of_the_code_is_drawn_once():
    """Runs of a row, in squares that fill its place exactly."""
    drawn = next(
        one.get("d") for one in parsed(sheet("innovation")).iter() if one.get("fill") == "#000000"
    )
    runs = [
        tuple(map(float, run))
        for run in re.findall(r"M([\d.]+),(-?[\d.]+)H([\d.]+)V(-?[\d.]+)", drawn)
    ]
    side = runs[0][3] - runs[0][1]
    corner_x, corner_y = runs[0][:2]
    dark = {
        (round((y - corner_y) / side), round((x - corner_x) / side) + step)
        for x, y, end, _ in runs
        for step in range(round((end - x) / side))
    }

    assert side == 48
    assert dark == {(row, at) for row, modules in enumerate(QR) for at in range(3) if modules[at]}


@tasks
def test_it_is_a_picture_as_any_other(task):
    """Named, described, the same bytes each time, readable back, and drawn without a font."""
    svg = sheet(task)
    root = parsed(svg)
    words = {local(one.tag): one.text for one in root}

    assert svg == sheet(task)
    assert words["title"] == f"Falls car: {template(task).title}"
    assert diagram_from(json.loads(words["metadata"])) == Diagram(task=task)
    assert not [
        one for one in ElementTree.fromstring(outlined(svg)).iter() if local(one.tag) == "text"
    ]
