"""Pictures that are the same for everybody: the home page's example, and the empty forms."""

from functools import cache

from markupsafe import Markup

from diagrams import render
from diagrams.apply import Stamp, apply
from diagrams.model import Diagram
from diagrams.ops import AddNote, Place
from diagrams.template import Template, task_ids, template

_BY = "example"


@cache
def filled_example() -> Markup:
    """Draw the first task as a table might have filled it."""
    return _example(template(task_ids()[0]), "miniature")


@cache
def worked_examples() -> dict[str, Markup]:
    """Draw each task as a table might have filled it, by task."""
    return {task: _example(template(task), f"example-{task}") for task in task_ids()}


def _example(form: Template, prefix: str) -> Markup:
    """Draw a diagram with its template's own examples in it."""
    diagram = Diagram(task=form.id)
    for seq, zone in enumerate(form.zones, start=1):
        op = AddNote(type="note.add", note=f"e{seq}", place=Place(zone=zone.id), text=zone.example)
        diagram = apply(form, diagram, op, Stamp(seq=seq, author=_BY, letter="ABC"[seq % 3]))
    return _live(form, diagram, "An example", prefix)


@cache
def empty_forms() -> dict[str, Markup]:
    """Draw each task's template without a note, by task."""
    return {
        task: _live(template(task), Diagram(task=task), template(task).title, f"blank-{task}")
        for task in task_ids()
    }


def _live(form: Template, diagram: Diagram, heading: str, prefix: str) -> Markup:
    scene = render.scene(form, diagram, heading=heading, prefix=prefix)
    return Markup(render.live_svg(scene))  # noqa: S704 # built and escaped by the renderer
