"""Diagrams as walls are shown them: pictures that are kept, and what changed in them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from diagrams import render
from diagrams.model import Diagram
from diagrams.redraw import Drawing
from diagrams.scene import Part, changes
from diagrams.template import template
from sessions.rewind import Rewind
from sessions.sights import Sight
from sessions.state import DiagramRef

# What a picture is drawn from, in numbers: equal ones need no drawing.
Token = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Scenery:
    """What is to be drawn: ``diagram`` as it may be shown, of ``ref``, under the table's name."""

    sight: Sight
    ref: DiagramRef
    heading: str
    diagram: Diagram
    token: Token
    at_ms: int


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """A diagram as it was last sent; ``seq`` counts its redraws, ``at_ms`` is its latest entry."""

    sight: Sight
    ref: DiagramRef
    seq: int
    drawing: Drawing
    counts: Mapping[str, int]
    at_ms: int
    token: Token

    @property
    def facts(self) -> dict[str, object]:
        """Return what is told besides the picture."""
        return {"counts": dict(self.counts), "at": self.at_ms}


def drawn(
    what: Scenery, last: ScreenPicture | None
) -> tuple[ScreenPicture, tuple[Part, ...], bool]:
    """Return the newer picture, the parts that lead to it, and whether there is anything new.

    What was written and may not be shown changes nothing here, not even the time.
    """
    drawing = render.drawn(
        template(what.ref.task),
        what.diagram,
        heading=what.heading,
        prefix=what.sight.svg_prefix,
        number=what.ref.number,
        before=None if last is None else last.drawing,
    )
    counts = what.diagram.counts()
    if last is None:
        fresh = ScreenPicture(what.sight, what.ref, 1, drawing, counts, what.at_ms, what.token)
        return fresh, (), True
    parts = changes(last.drawing.scene, drawing.scene)
    if not parts and counts == last.counts:
        return replace(last, token=what.token), (), False
    after = replace(last, drawing=drawing, counts=counts, at_ms=what.at_ms, token=what.token)
    return replace(after, seq=last.seq + 1), tuple(parts), True


@dataclass(slots=True)
class Screens:
    """What is kept of one session for its walls: pictures by stream, logs that are followed, and
    by lens and task what the views of the room were last drawn from.
    """

    pictures: dict[str, ScreenPicture] = field(default_factory=dict)
    rewinds: dict[tuple[str, str, str], Rewind] = field(default_factory=dict)
    tokens: dict[tuple[str, str], Token] = field(default_factory=dict)
