"""The combined pictures that somebody watches: redrawn when a diagram changed, never per entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from diagrams import composite, composite_render, render
from diagrams.composite import Said, TableDiagram
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


def said(task: str, title: str, diagrams: Sequence[TableDiagram], tables: int) -> Said:
    """Return what the tables said in one task; ``tables`` is how many the room has."""
    return composite.gather(template(task), diagrams, heading=title, tables=tables)


def draw(task: str, title: str, diagrams: Sequence[TableDiagram], tables: int) -> Scene:
    """Return the combined picture of one task."""
    return composite_render.scene(said(task, title, diagrams, tables), prefix=svg_prefix(task))


def file_svg(task: str, title: str, diagrams: Sequence[TableDiagram], tables: int) -> str:
    """Return the picture that ``draw`` gives as a file that stands on its own."""
    return composite_render.file_svg(said(task, title, diagrams, tables), prefix=svg_prefix(task))


def redraw(last: Combined, scene: Scene) -> tuple[Combined, tuple[Part, ...]]:
    """Return the newer picture and the parts that lead to it; no parts when nothing changed."""
    parts = changes(last.scene, scene)
    if not parts:
        return last, ()
    return Combined(last.task, last.seq + 1, scene), parts


def live_svg(combined: Combined) -> str:
    return render.live_svg(combined.scene)
