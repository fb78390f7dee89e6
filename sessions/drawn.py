"""What watchers see of one diagram: its views, and the parts that bring them up to date.

A view nobody watches costs nothing: it is drawn when it is asked for. Everything here is a
value, so that it can be made in a thread and thrown away when nobody waits for it any more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from diagrams import explain_card, outline, render
from diagrams.explain_card import Card
from diagrams.model import Diagram
from diagrams.model_json import data
from diagrams.outline import Listed
from diagrams.redraw import Drawing
from diagrams.scene import changes
from diagrams.template import Template
from sessions.protocol import View, parts_json

Kept = Drawing | Listed | Card
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
    kept: Mapping[View, Kept] = field(default_factory=lambda: MappingProxyType({}))

    def holding(self, diagram: Diagram, views: Collection[View]) -> "Drawn":
        """Return this with ``views`` of ``diagram`` in it."""
        kept = dict(self.kept) if self.diagram is diagram else {}
        for view in views:
            if view != "data" and view not in kept:
                kept[view] = _draw(self.subject, view, diagram, self.kept.get(view))
        return replace(self, diagram=diagram, kept=MappingProxyType(kept))

    def headed(self, heading: str) -> "Drawn":
        """Return this under another heading, which stands in what is drawn of it from now on."""
        return replace(self, subject=replace(self.subject, heading=heading))

    def show(self, views: Collection[View]) -> dict[str, object]:
        """Return each of ``views``, which it holds, whole, as in a ``state`` message."""
        assert self.diagram is not None, "it holds what it shows"
        shown: dict[str, object] = {}
        if "data" in views:
            shown["data"] = data(self.diagram)
        if "picture" in views:
            shown["picture"] = render.live_svg(self.kept["picture"].scene)
        if "outline" in views:
            shown["outline"] = outline.lists(self.kept["outline"].scene)
        if isinstance(kept := self.kept.get("card"), Card) and "card" in views:
            shown["card"] = kept.markup
        return shown

    def advanced(self, diagram: Diagram, views: Collection[View]) -> tuple["Drawn", Parts]:
        """Return ``diagram`` drawn, and the parts that turn what this holds into it.

        Only for ``views``, those that are watched; the others are forgotten.
        """
        kept: dict[View, Kept] = {}
        parts: dict[View, list[dict[str, object]]] = {}
        for view in views:
            if view == "data":
                continue
            old = self.kept.get(view)
            assert old is not None, "a watched view was shown before it advances"
            kept[view] = _draw(self.subject, view, diagram, old)
            parts[view] = parts_json(changes(old.scene, kept[view].scene))
        return Drawn(self.subject, diagram, MappingProxyType(kept)), parts


def _draw(subject: Subject, view: View, diagram: Diagram, before: Kept | None) -> Kept:
    """Draw a view; from what was kept of it ``before``, only what changed since."""
    if view == "outline":
        listed = before if isinstance(before, Listed) else None
        return outline.listed(subject.template, diagram, subject.stream, listed)
    if view == "card":
        return explain_card.card(subject.template, diagram, subject.stream)
    return render.drawn(
        subject.template,
        diagram,
        heading=subject.heading,
        prefix=subject.stream,
        number=subject.number,
        before=before if isinstance(before, Drawing) else None,
    )
