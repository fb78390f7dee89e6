import json

import pytest
from pictures import a_diagram, a_note, all_text
from pydantic import ValidationError

from diagrams.errors import DiagramError
from diagrams.render import live_svg, scene
from diagrams.template import TEMPLATES, Template, task_ids, template

PROMPTS = {
    "need": "Where did the 'Need' come from?",
    "relationship": "What was the relationship(s) to the 'Response'?",
    "response": "What was the 'Response'?",
    "outcome": "What was the 'Outcome'?",
    "novel": "What was 'Novel' and/or 'Learned'?",
    "judgement": "What 'Sensemaking', 'Evaluation' and 'Judgement' took place?",
}


def test_tasks_are_in_the_workshops_order():
    """Innovation comes first, then the organisation."""
    assert task_ids() == ("innovation", "organisation")


@pytest.mark.parametrize(("zone", "prompt"), PROMPTS.items())
def test_prompts_are_verbatim(zone, prompt):
    """The workshop's own words are not ours to polish."""
    assert template("innovation").zone(zone).prompt == prompt


def test_zones_are_in_reading_order():
    """Lists, pictures in words and the phone follow the order a diagram is read in."""
    assert [zone.id for zone in template("innovation").zones] == [
        "need", "relationship", "response", "outcome", "context",
        "novel", "learned", "sensemaking", "evaluation", "judgement",
    ]  # fmt: skip


def test_outside_stakeholders_have_their_own_prompt():
    """Only the stakeholders are asked for differently outside the organisation."""
    asked = [zone.id for zone in template("organisation").zones if zone.outside_prompt]

    assert asked == ["stakeholder"]


def test_an_unknown_task_or_zone_is_rejected_with_a_stable_code():
    """What a person cannot have gets a code, not a crash."""
    with pytest.raises(DiagramError) as no_task:
        template("cooking")
    with pytest.raises(DiagramError) as no_zone:
        template("innovation").zone("sponsor")

    assert (no_task.value.code, no_zone.value.code) == ("no_task", "no_zone")


@pytest.mark.parametrize("task", task_ids())
def test_a_template_without_a_place_for_a_zone_is_refused(task):
    """A third file that forgets a cell fails when it is read, not when somebody writes there."""
    written = json.loads((TEMPLATES / f"{task}.json").read_text())
    written["picture"]["cells"].pop()

    with pytest.raises(ValidationError, match="not one for each"):
        Template.model_validate(written)


@pytest.mark.parametrize("task", task_ids())
def test_every_cell_spans_the_band_it_grows_in(task):
    """Else a full cell would ask for room and never get it."""
    shape = template(task).picture
    cuts = {band.id: band.cut for band in shape.bands}

    assert all(cell.y < cuts[cell.grows] <= cell.y + cell.h for cell in shape.cells)


def test_a_third_task_is_a_third_file_and_nothing_else():
    """Whatever a file describes is drawn: no code knows a task by name."""
    written = json.loads((TEMPLATES / "innovation.json").read_text())
    kept = ("need", "response")
    shape = written["picture"]
    third = Template.model_validate(
        written
        | {
            "id": "third",
            "order": 3,
            "zones": [zone for zone in written["zones"] if zone["id"] in kept],
            "picture": shape
            | {
                "cells": [cell for cell in shape["cells"] if cell["zone"] in kept],
                "captions": [],
                "arrows": [],
                "note": "actor",
            },
        }
    )
    filled = a_diagram("third", a_note("a", "need", "Something", kind="thing"))

    words = all_text(live_svg(scene(third, filled, heading="Table 4", prefix="d")))

    assert "Something" in words
    assert "Task 3" in words
