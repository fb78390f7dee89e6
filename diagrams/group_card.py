"""What a group of notes looks like in the combined picture: the only place that draws one.

How many tables said it carries the weight: the number stands first, the headline is larger and
its paper filled further the more they are, since a room sees that from the back before it reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import svg

from diagrams.cards import outline
from diagrams.composite import Group
from diagrams.group_id import dotted, group_id
from diagrams.ink import INK, LEADING, PAPER, QUIET, mixed, number, paragraph, words
from diagrams.measure import MARGIN, cuts_words, lines, width
from diagrams.shortening import shortened

_SMALL = 14
# From how many sixteenths of the room a headline has this size.
_HEADLINES = ((8, 24), (6, 22), (4, 20), (2, 18), (1, 16), (0, 14))
# More names than these nobody reads on a wall; all are below.
_MOST_NAMES = 6
# In a room of fewer tables two are not yet everybody.
_SMALL_ROOM = 4
# A headline of more lines takes smaller type, that of a quarter of the room later.
_FEW_LINES, _MORE_LINES, _QUARTER = 2, 3, 0.25
_PAD = 5
# The number is never larger than this, or it would push all words aside.
_LARGEST_NUMBER = 24
# In a column narrower than this numbers are no larger than the other: words need the room.
_NARROW, _NARROW_NUMBER = 200, 16
# As the outlines that say the kind have it.
_RADIUS = {"people": 15, "organisation": 4, "thing": 3}


@dataclass(frozen=True, slots=True)
class Detail:
    """How much a group tells beside its headline, of at most ``most_lines``.

    ``once`` is the size of type of what a single table said, ``smaller`` what headlines give up
    of theirs where groups would have to be left out.
    """

    once: int = 18
    names: bool = True
    wordings: bool = True
    most_lines: int = 99
    smaller: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Some words of the card: ``y`` is the top of the first line."""

    text: str
    lines: tuple[str, ...]
    size: int
    y: float
    fill: str
    bold: bool = False


def _gutter(total: int, column: float) -> float:
    """Return how wide the numbers of a room stand: what follows them is aligned everywhere."""
    size = _NARROW_NUMBER if column < _NARROW else _LARGEST_NUMBER
    return size / 2 + 2 + width("0", size, bold=True) * len(str(total)) * MARGIN


def _aside(column: float) -> float:
    """Return how far words stand from the number, and from the right."""
    return 5 if column < _NARROW else 8


@dataclass(frozen=True, slots=True)
class GroupCard:
    """What several of ``total`` tables said; ``actor`` draws its kind."""

    group: Group
    total: int
    colour: str
    actor: bool
    detail: Detail

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
        return f"{self.count} of {self.total} tables{dotted(self.group)}"

    @property
    def names(self) -> str:
        """Return the tables that said it, each once, in the order in which they did."""
        names = list({word.table: word.name for word in self.group.words}.values())
        more = len(names) - _MOST_NAMES
        if more > 1:
            names = [*names[:_MOST_NAMES], f"and {more} more"]
        return " · ".join((self.said, *names))

    @property
    def other_words(self) -> str:
        texts = dict.fromkeys(word.text for word in self.group.words)
        return " · ".join(f"“{text}”" for text in texts if text != self.group.text)

    @property
    def _share(self) -> float:
        return min(1, self.count / max(_SMALL_ROOM, self.total))

    def left(self, column: float) -> float:
        return _gutter(self.total, column) + _aside(column)

    def cuts_words(self, column: float, type_size: int) -> bool:
        # Its headline sees to that itself.
        return False

    def _sizes(self) -> list[int]:
        """Return the size its weight gives a headline, and all that are smaller."""
        return [
            max(size - self.detail.smaller, self.detail.once)
            for least, size in _HEADLINES
            if 16 * self._share >= least
        ]

    def _headline(self, room: float) -> tuple[int, tuple[str, ...]]:
        """Return its size and its lines; smaller where a word would break."""
        text = self.group.text
        few = min(_MORE_LINES if self._share >= _QUARTER else _FEW_LINES, self.detail.most_lines)
        for size in self._sizes():
            broken = lines(text, size, room, bold=True)
            if len(broken) <= few and not cuts_words(text, size, room, _SMALL, bold=True):
                return size, broken
        return _SMALL, shortened(text, _SMALL, room, self.detail.most_lines, bold=True)

    def _blocks(self, column: float) -> tuple[list[Block], float]:
        """Return the words, and the card's height."""
        return _blocks(self, column)

    def size(self, column: float, type_size: int) -> tuple[float, float]:
        return column, self._blocks(column)[1]

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        blocks, _ = self._blocks(column)
        drawn = list(self._card(column, w, h))
        for block in blocks:
            drawn.append(
                paragraph(
                    block.text, block.lines, self.left(column), block.y,
                    size=block.size, fill=block.fill, bold=block.bold, right=w - _aside(column),
                )
            )  # fmt: skip
        return drawn

    def _card(self, column: float, w: float, h: float) -> Iterator[svg.Element]:
        kind = self.group.kind if self.actor else "organisation"
        radius = min(_RADIUS[kind], h / 2)
        number_w = _gutter(self.total, column)
        filled = number_w + (w - number_w) * self._share
        light, deep = PAPER, mixed(self.colour, 0.2)
        yield svg.Path(d=_bar(w, h, w, radius, kind), fill=light)  # type: ignore[arg-type] # a path as written
        yield svg.Path(d=_bar(filled, h, w, radius, kind), fill=deep)  # type: ignore[arg-type] # as above
        yield svg.Path(
            d=_bar(number_w, h, w, radius, kind),  # type: ignore[arg-type] # as above
            fill=self.colour,
        )
        if self.actor:
            dashed = self.group.potential
            yield outline(kind, w, h, self.colour, dashed=dashed, heavy=1.5, fill="none")
        size = min(self._sizes()[0], _NARROW_NUMBER if column < _NARROW else _LARGEST_NUMBER)
        yield words(
            str(self.count), number_w / 2, h / 2 + 0.358 * size,
            size=size, fill="#FFFFFF", bold=True, anchor="middle",
        )  # fmt: skip


@lru_cache(maxsize=5_000)
def _blocks(card: GroupCard, column: float) -> tuple[list[Block], float]:
    room = column - card.left(column) - _aside(column)
    size, broken = card._headline(room)
    blocks = [Block(card.group.text, broken, size, _PAD, INK, bold=True)]
    y = _PAD + LEADING[size] * len(broken)
    told = [(card.other_words, INK)] if card.detail.wordings else []
    told += [(card.names, QUIET)] if card.detail.names else []
    for text, fill in told:
        if text:
            broken = lines(text, _SMALL, room)
            blocks.append(Block(text, broken, _SMALL, y, fill))
            y += LEADING[_SMALL] * len(broken) + 1
    return blocks, y + _PAD


def _bar(filled: float, h: float, w: float, radius: float, kind: str) -> str:
    """Return the left part, ``filled`` wide, of an outline ``w`` wide."""
    r, bottom = number(radius), number(h)
    left = f"V{bottom} H{r} A{r},{r} 0 0 1 0,{number(h - radius)} V{r} A{r},{r} 0 0 1 {r},0"
    if filled < w - max(radius, 10):
        return f"M{r},0 H{number(filled)} {left} Z"
    if kind == "thing":
        cut = number(min(10, h * 0.35))
        return f"M{r},0 H{number(w - cut)} L{number(w)},{cut} {left} Z"
    right = f"H{number(w - radius)} A{r},{r} 0 0 1 {number(w)},{r} V{number(h - radius)}"
    low = f"A{r},{r} 0 0 1 {number(w - radius)},{bottom}"
    return f"M{r},0 {right} {low} {left.removeprefix(f'V{bottom} ')} Z"
