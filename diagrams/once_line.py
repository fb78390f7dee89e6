"""What a single table said, in the combined picture: a line of words, lighter than a group."""

from dataclasses import dataclass

import svg

from diagrams.cards import outline
from diagrams.composite import Group
from diagrams.group_card import Detail
from diagrams.group_id import dotted, group_id
from diagrams.ink import LEADING, QUIET, number, paragraph
from diagrams.measure import MARGIN, cuts_words, lines, width
from diagrams.shortening import shortened

_LEFT, _PAD, _GAP = 20, 1, 8


@dataclass(frozen=True, slots=True)
class OnceLine:
    """A group of one table: its mark shows the kind where actors have one."""

    group: Group
    colour: str
    actor: bool
    detail: Detail

    @property
    def id(self) -> str:
        return group_id(self.group)

    @property
    def largest(self) -> int:
        return self.detail.once

    @property
    def said(self) -> str:
        """Return all its words; one table may have said the same twice, in two ways."""
        texts = " / ".join(self.group.texts)
        said = f"{self.group.name}: “{texts}”" if self.group.name else texts
        return f"{said}{dotted(self.group)}"

    @property
    def name(self) -> str:
        return self.group.words[0].name if self.detail.names else ""

    def cuts_words(self, column: float, type_size: int) -> bool:
        return cuts_words(self.said, self.detail.once, column - _LEFT, min(LEADING))

    def _broken(self, column: float, size: int) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Return the lines of the words, those of the table's name, and whether they share one."""
        room = column - _LEFT
        said = shortened(self.said, size, room, self.detail.most_lines)
        if not self.name:
            return said, (), False
        rest = room / MARGIN - width(said[-1], size) - _GAP
        if width(self.name, size) <= rest:
            return said, (self.name,), True
        return said, lines(self.name, size, room), False

    def size(self, column: float, type_size: int) -> tuple[float, float]:
        size = self.detail.once
        said, name, shared = self._broken(column, size)
        own = max(width(line, size) for line in said)
        named = max((width(line, size) for line in name), default=0)
        beside = width(said[-1], size) * MARGIN + _GAP if shared else 0
        wide = _LEFT + max(own * MARGIN, beside + named * MARGIN) + 4
        return min(column, wide), LEADING[size] * (len(said) + len(name) - shared) + 2 * _PAD

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        size = self.detail.once
        said, name, shared = self._broken(column, size)
        drawn: list[svg.Element] = [
            self._mark(size),
            paragraph(self.said, said, _LEFT, _PAD, size=size, right=None if shared else w - 2),
        ]
        if name:
            below = _PAD + LEADING[size] * (len(said) - shared)
            x = _LEFT + (width(said[-1], size) * MARGIN + _GAP if shared else 0)
            drawn.append(paragraph(self.name, name, x, below, size=size, fill=QUIET))
        return drawn

    def _mark(self, size: int) -> svg.Element:
        middle = _PAD + LEADING[size] / 2
        if not self.actor:
            return svg.Circle(cx=9, cy=number(middle), r=3.5, fill=self.colour)
        shape = outline(
            self.group.kind, 14, 11, self.colour, dashed=self.group.potential, heavy=1.5
        )
        place = f"translate(1 {number(middle - 5.5)})"
        return svg.G(elements=[shape], transform=place)  # type: ignore[arg-type] # as written
