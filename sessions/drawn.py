"""What watchers see of one diagram: its views, and the parts that bring them up to date.

A view nobody watches costs nothing: it is drawn when it is asked for. Everything here is a
value, so that it can be made in a thread and thrown away when nobody waits for it any more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from diagrams import outline, render
from diagrams.model import Diagram
from diagrams.model_json import data
from diagrams.scene import Scene, changes
from diagrams.template import Template
from sessions.protocol import View, parts_json

Parts = Mapping[View, list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Which diagram is drawn; ``heading`` is the table's name."""

    stream: str
    template: Template
    heading: str
    number: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The views of a diagram that are kept, at the one state they were drawn from."""

    subject: Subject
    diagram: Diagram | None = None
    scenes: Mapping[View, Scene] = field(default_factory=lambda: MappingProxyType({}))

    def holding(self, diagram: Diagram, views: Collection[View]) -> "Drawn":
        """Return this with ``views`` of ``diagram`` in it."""
        scenes = dict(self.scenes) if self.diagram is diagram else {}
        for view in views:
            if view != "data" and view not in scenes:
                scenes[view] = _draw(self.subject, view, diagram)
        return replace(self, diagram=diagram, scenes=MappingProxyType(scenes))

    def show(self, views: Collection[View]) -> dict[str, object]:
        """Return each of ``views``, which it holds, whole, as in a ``state`` message."""
        assert self.diagram is not None, "it holds what it shows"
        shown: dict[str, object] = {}
        if "data" in views:
            shown["data"] = data(self.diagram)
        if "picture" in views:
            shown["picture"] = render.live_svg(self.scenes["picture"])
        if "outline" in views:
            shown["outline"] = outline.lists(self.scenes["outline"])
        return shown

    def advanced(self, diagram: Diagram, views: Collection[View]) -> tuple["Drawn", Parts]:
        """Return ``diagram`` drawn, and the parts that turn what this holds into it.

        Only for ``views``, those that are watched; the others are forgotten.
        """
        after = replace(self, diagram=None).holding(diagram, views)
        parts: dict[View, list[dict[str, object]]] = {}
        for view, scene in after.scenes.items():
            old = self.scenes.get(view)
            assert old is not None, "a watched view was shown before it advances"
            parts[view] = parts_json(changes(old, scene))
        return after, parts


def _draw(subject: Subject, view: View, diagram: Diagram) -> Scene:
    if view == "outline":
        return outline.list_scene(subject.template, diagram, prefix=subject.stream)
    return render.scene(
        subject.template,
        diagram,
        heading=subject.heading,
        prefix=subject.stream,
        number=subject.number,
    )
