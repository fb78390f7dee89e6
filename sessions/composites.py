"""The combined pictures that somebody watches: redrawn when a diagram changed, never per entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from diagrams import composite, composite_render, render
from diagrams.composite import TableDiagram
from diagrams.scene import Part, Scene, changes
from diagrams.template import template

PREFIX = "composite:"


def stream_name(task: str) -> str:
    return f"{PREFIX}{task}"


def svg_prefix(task: str) -> str:
    """Return the prefix of element ids in the picture (a colon would need escaping in CSS)."""
    return f"composite-{task}"


@dataclass(frozen=True, slots=True)
class Combined:
    """A combined picture as it was last sent; ``seq`` counts its redraws, not entries."""

    task: str
    seq: int
    scene: Scene


def draw(task: str, title: str, diagrams: Sequence[TableDiagram], tables: int) -> Scene:
    """Return the combined picture of one task; ``tables`` is how many tables the room has."""
    form = template(task)
    said = composite.groups(form, diagrams)
    joins = composite.joins(form, said, diagrams)
    prefix = svg_prefix(task)
    return composite_render.scene(
        form, said, heading=title, tables=tables, prefix=prefix, joins=joins
    )


def file_svg(task: str, title: str, diagrams: Sequence[TableDiagram], tables: int) -> str:
    """Return the picture that ``draw`` gives as a file that stands on its own."""
    form = template(task)
    said = composite.groups(form, diagrams)
    joins = composite.joins(form, said, diagrams)
    prefix = svg_prefix(task)
    return composite_render.file_svg(
        form, said, heading=title, tables=tables, prefix=prefix, joins=joins
    )


def redraw(last: Combined, scene: Scene) -> tuple[Combined, tuple[Part, ...]]:
    """Return the newer picture and the parts that lead to it; no parts when nothing changed."""
    parts = changes(last.scene, scene)
    if not parts:
        return last, ()
    return Combined(last.task, last.seq + 1, scene), parts


def live_svg(combined: Combined) -> str:
    return render.live_svg(combined.scene)
