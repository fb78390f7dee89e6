"""What a group of notes looks like in the combined picture: the only place that draws one.

How many tables said it carries the weight: the more, the larger its headline, the deeper its
paper and the thicker its edge, since a room sees that from the back before it reads a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import svg

from diagrams.cards import outline
from diagrams.composite import Group
from diagrams.group_id import group_id
from diagrams.ink import INK, LEADING, QUIET, disc, mixed, number, paragraph, words
from diagrams.measure import MARGIN, cuts_words, lines, width

_SMALL = 14
# From how many eighths of the room a headline has this size.
_HEADLINES = ((4, 24), (3, 22), (2, 20), (0, 18), (0, 16), (0, 14))
# In a room of fewer tables two are not yet everybody.
_SMALL_ROOM = 4
# More names than these nobody reads on a wall; the data holds all.
_MOST_NAMES = 6
_PAD, _RIGHT = 8, 10
_BADGE_H = 20
# Beside the headline only where that leaves the headline most of the card.
_BADGE_BESIDE_FROM = 300


@dataclass(frozen=True, slots=True)
class Block:
    """Some words of the card: ``y`` is the top of the first line."""

    text: str
    lines: tuple[str, ...]
    size: int
    y: float
    fill: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class GroupCard:
    """What several of ``total`` tables said; ``actor`` draws its kind."""

    group: Group
    total: int
    badge: str
    colour: str
    actor: bool

    @property
    def id(self) -> str:
        return group_id(self.group)

    @property
    def largest(self) -> int:
        return 18

    @property
    def count(self) -> int:
        return len(self.group.tables)

    @property
    def said(self) -> str:
        return f"{self.count} of {self.total} tables"

    @property
    def names(self) -> str:
        """Return the tables that said it, each once, in the order in which they did."""
        names = list({word.table: word.name for word in self.group.words}.values())
        more = len(names) - _MOST_NAMES
        if more > 1:
            names = [*names[:_MOST_NAMES], f"and {more} more"]
        return " · ".join(names)

    @property
    def other_words(self) -> str:
        texts = dict.fromkeys(word.text for word in self.group.words)
        return " · ".join(f"“{text}”" for text in texts if text != self.group.text)

    @property
    def _left(self) -> float:
        return 34 if self.actor else 12 + self._edge

    @property
    def _edge(self) -> float:
        return 4 + 10 * self._share

    @property
    def _share(self) -> float:
        return (self.count - 1) / (max(_SMALL_ROOM, self.total) - 1)

    def _badge_w(self) -> float:
        return width(self.said, _SMALL, bold=True) * MARGIN + 16

    def _is_beside(self, column: float) -> bool:
        return column >= _BADGE_BESIDE_FROM

    def _room(self, column: float) -> float:
        return column - self._left - _RIGHT

    def _headline_room(self, column: float) -> float:
        return self._room(column) - (self._badge_w() + 8 if self._is_beside(column) else 0)

    def cuts_words(self, column: float, type_size: int) -> bool:
        # Its headline sees to that itself.
        return False

    def _headline(self, column: float) -> int:
        """Return the size of the headline: by its weight, smaller where a word would break."""
        room, text = self._headline_room(column), self.group.text
        eighths = 8 * self.count / max(_SMALL_ROOM, self.total)
        sizes = [size for least, size in _HEADLINES if eighths >= least]
        return next(size for size in sizes if not cuts_words(text, size, room, _SMALL))

    def _blocks(self, column: float) -> tuple[list[Block], float | None, float]:
        """Return the words, where a badge below the headline stands, and the card's height."""
        room, size = self._headline_room(column), self._headline(column)
        broken = lines(self.group.text, size, room, bold=True)
        blocks = [Block(self.group.text, broken, size, _PAD, INK, bold=True)]
        y = _PAD + LEADING[size] * len(broken) + 2
        badge = None
        if not self._is_beside(column):
            badge = y + 1
            y += _BADGE_H + 4
        for text, fill in ((self.other_words, INK), (self.names, QUIET)):
            if text:
                broken = lines(text, _SMALL, self._room(column))
                blocks.append(Block(text, broken, _SMALL, y, fill))
                y += LEADING[_SMALL] * len(broken) + 1
        return blocks, badge, y + _PAD - 3

    def size(self, column: float, type_size: int) -> tuple[float, float]:
        return column, self._blocks(column)[2]

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        blocks, badge, _ = self._blocks(column)
        drawn = [*self._card(w, h, blocks[0])]
        right = w - _RIGHT
        for block in blocks:
            drawn.append(
                paragraph(
                    block.text, block.lines, self._left, block.y,
                    size=block.size, fill=block.fill, bold=block.bold, right=right,
                )
            )  # fmt: skip
        x = w - _RIGHT - self._badge_w() + 2 if badge is None else self._left
        drawn.append(self._badge(x, _PAD if badge is None else badge))
        return drawn

    def _card(self, w: float, h: float, headline: Block) -> Iterator[svg.Element]:
        paper = mixed(self.colour, 0.18 * self._share)
        if self.actor:
            kind, dashed = self.group.kind, self.group.potential
            heavy = 1.4 + 3 * self._share
            yield outline(kind, w, h, self.colour, dashed=dashed, heavy=heavy, fill=paper)
            middle = headline.y + LEADING[headline.size] / 2
            yield disc(self.badge, 18, middle, 10, size=14, fill=self.colour, ink="#FFF")
            return
        stroke = mixed(self.colour, 0.5)
        yield svg.Rect(width=number(w), height=number(h), rx=7, fill=paper, stroke=stroke)
        edge = number(max(7, self._edge))
        bar = f"M{edge},0 H7 A7,7 0 0 0 0,7 V{number(h - 7)} A7,7 0 0 0 7,{number(h)} H{edge} Z"
        yield svg.Path(d=bar, fill=self.colour)  # type: ignore[arg-type] # a path as written

    def _badge(self, x: float, y: float) -> svg.Element:
        wide = self._badge_w()
        plate = svg.Rect(
            x=number(x), y=number(y), width=number(wide), height=_BADGE_H, rx=10, fill=self.colour
        )
        text = words(
            self.said, x + wide / 2, y + 15, size=_SMALL, fill="#FFFFFF", bold=True, anchor="middle"
        )
        return svg.G(elements=[plate, text])
