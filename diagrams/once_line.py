"""What a single table said, in the combined picture: a line of words, lighter than a group."""

from dataclasses import dataclass

import svg

from diagrams.cards import outline
from diagrams.composite import Group
from diagrams.group_id import group_id
from diagrams.ink import LEADING, QUIET, number, paragraph
from diagrams.measure import MARGIN, cuts_words, lines, width

_LEFT, _PAD, _GAP = 20, 1, 8


@dataclass(frozen=True, slots=True)
class OnceLine:
    """A group of one table: its mark shows the kind where actors have one."""

    group: Group
    colour: str
    actor: bool

    @property
    def id(self) -> str:
        return group_id(self.group)

    @property
    def largest(self) -> int:
        return 18

    @property
    def said(self) -> str:
        """Return all its words; one table may have said the same twice, in two ways."""
        return " / ".join(dict.fromkeys(word.text for word in self.group.words))

    @property
    def name(self) -> str:
        return self.group.words[0].name

    def cuts_words(self, column: float, type_size: int) -> bool:
        return cuts_words(self.said, type_size, column - _LEFT, min(LEADING))

    def _broken(self, column: float, size: int) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Return the lines of the words, those of the table's name, and whether they share one."""
        room = column - _LEFT
        said = lines(self.said, size, room)
        rest = room / MARGIN - width(said[-1], size) - _GAP
        if width(self.name, size) <= rest:
            return said, (self.name,), True
        return said, lines(self.name, size, room), False

    def size(self, column: float, type_size: int) -> tuple[float, float]:
        said, name, shared = self._broken(column, type_size)
        own = max(width(line, type_size) for line in said)
        named = max(width(line, type_size) for line in name)
        beside = width(said[-1], type_size) * MARGIN + _GAP if shared else 0
        wide = _LEFT + max(own, beside + named) * MARGIN + 4
        return min(column, wide), LEADING[type_size] * (len(said) + len(name) - shared) + 2 * _PAD

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        said, name, shared = self._broken(column, type_size)
        below = _PAD + LEADING[type_size] * (len(said) - shared)
        x = _LEFT + (width(said[-1], type_size) * MARGIN + _GAP if shared else 0)
        return [
            self._mark(type_size),
            paragraph(
                self.said, said, _LEFT, _PAD, size=type_size, right=None if shared else w - 2
            ),
            paragraph(self.name, name, x, below, size=type_size, fill=QUIET),
        ]

    def _mark(self, size: int) -> svg.Element:
        middle = _PAD + LEADING[size] / 2
        if not self.actor:
            return svg.Circle(cx=9, cy=number(middle), r=3.5, fill=self.colour)
        shape = outline(
            self.group.kind, 14, 11, self.colour, dashed=self.group.potential, heavy=1.5
        )
        place = f"translate(1 {number(middle - 5.5)})"
        return svg.G(elements=[shape], transform=place)  # type: ignore[arg-type] # as written
