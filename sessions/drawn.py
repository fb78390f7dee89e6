"""What watchers see of one diagram: its views, and the parts that bring them up to date.

A view nobody watches costs nothing: it is drawn when it is asked for.
"""

from collections.abc import Collection

from diagrams import outline, render
from diagrams.model import Diagram
from diagrams.model_json import data
from diagrams.scene import Scene, changes
from diagrams.template import Template
from sessions.protocol import View, parts_json


class Drawn:
    """The views of one diagram at its newest state. ``heading`` is the table's name."""

    def __init__(self, stream: str, template: Template, heading: str, number: int) -> None:
        self._stream = stream
        self._template = template
        self._heading = heading
        self._number = number
        self._diagram: Diagram | None = None
        self._scenes: dict[View, Scene] = {}

    def show(self, diagram: Diagram, views: Collection[View]) -> dict[str, object]:
        """Return each of ``views`` whole, as in a ``state`` message."""
        self._turn_to(diagram)
        shown: dict[str, object] = {}
        if "data" in views:
            shown["data"] = data(diagram)
        if "picture" in views:
            shown["picture"] = render.live_svg(self._scene("picture", diagram))
        if "outline" in views:
            shown["outline"] = outline.lists(self._scene("outline", diagram))
        return shown

    def hold(self, diagram: Diagram, views: Collection[View]) -> None:
        """Begin to keep ``views`` for a watcher who has them at this state already."""
        self._turn_to(diagram)
        for view in views:
            if view != "data":
                self._scene(view, diagram)

    def advance(
        self, diagram: Diagram, views: Collection[View]
    ) -> dict[View, list[dict[str, object]]]:
        """Return the parts that turn what ``show`` or ``advance`` last gave into ``diagram``.

        Only for ``views`` that are watched; the others are forgotten.
        """
        before, self._diagram = self._scenes, diagram
        self._scenes = {}
        parts: dict[View, list[dict[str, object]]] = {}
        for view in views:
            if view == "data":
                continue
            scene = self._scene(view, diagram)
            old = before.get(view)
            assert old is not None, "a watched view was shown before it advances"
            parts[view] = parts_json(changes(old, scene))
        return parts

    def _turn_to(self, diagram: Diagram) -> None:
        if self._diagram is not diagram:
            self._diagram = diagram
            self._scenes = {}

    def _scene(self, view: View, diagram: Diagram) -> Scene:
        scene = self._scenes.get(view)
        if scene is None:
            scene = self._draw(view, diagram)
            self._scenes[view] = scene
        return scene

    def _draw(self, view: View, diagram: Diagram) -> Scene:
        if view == "outline":
            return outline.list_scene(self._template, diagram, prefix=self._stream)
        return render.scene(
            self._template,
            diagram,
            heading=self._heading,
            prefix=self._stream,
            number=self._number,
        )
