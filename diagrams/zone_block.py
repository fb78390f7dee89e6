"""What one group looks like on the page of its zone: the only place that sets its type."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import svg

from diagrams.cards import outline
from diagrams.composite import Group
from diagrams.group_id import dotted, group_id
from diagrams.ink import INK, LEADING, QUIET, number, paragraph, words
from diagrams.measure import MARGIN, cuts_words, lines, width
from diagrams.model import Kind
from diagrams.wall_page import cut, listed, name_lines, of

# Legible from the last row at 1920 x 1080 (product.md: one zone at a time).
SMALLEST = 28
# One note more leaves all other groups of a large room as they were set, in every size tried.
_REMEMBERED = 5_000
# Of a group's headline, by the size of its wordings.
_HEADLINES = {28: 36, 32: 36, 36: 40, 40: 44, 44: 48, 48: 48}
# A longer headline is a whole note in capitals or emoji: it is set like a wording.
_LONGEST = 10
_LEFT = 36
_PLATE_H, _PLATE_PAD = 42, 16
# A column may end after so many lines of names.
_NAMES_TOGETHER = 3
_TIGHT, _LOOSE = 4, 10


@dataclass(frozen=True, slots=True)
class Mark:
    """The shape that says what kind of actor it is, as on the cards."""

    kind: Kind
    dashed: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that stay together, with the space ``above`` and ``below`` them.

    ``keeps`` the next piece in the same column. ``plate`` is the count on the group's colour
    before the words.
    """

    text: str
    lines: tuple[str, ...]
    size: int
    above: float = 0
    fill: str = INK
    bold: bool = False
    keeps: bool = False
    plate: str = ""
    mark: Mark | None = None
    dot: bool = False
    below: float = 0

    @property
    def h(self) -> float:
        high = LEADING[self.size] * len(self.lines)
        return self.above + (max(_PLATE_H, high) if self.plate else high) + self.below


@dataclass(frozen=True, slots=True)
class Block:
    """A group as pieces; ``part`` counts what it was cut into.

    ``bar`` is how thick the edge is that several tables' words have; 0: none.
    """

    id: str
    pieces: tuple[Piece, ...]
    continued: Piece
    colour: str
    bar: float
    part: int = 0

    @property
    def h(self) -> float:
        return sum(piece.h for piece in self.pieces)

    @property
    def name(self) -> str:
        return f"{self.id}-{self.part}" if self.part else self.id


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: wordings in ``size``, columns ``w`` wide, out of ``total`` tables."""

    size: int
    w: float
    total: int
    colour: str
    actor: bool

    @property
    def room(self) -> float:
        return self.w - _LEFT

    @property
    def small(self) -> int:
        return SMALLEST if self.size < 40 else 32


@lru_cache(maxsize=_REMEMBERED)
def cuts(group: Group, setting: Setting) -> bool:
    """Say whether a word would break that would be whole in smaller type."""
    several = len(group.tables) > 1
    size = _headline(group.text, setting) if several else setting.size
    texts = dict.fromkeys([group.text, *(word.text for word in group.words)])
    return any(cuts_words(text, size, setting.room, SMALLEST, several) for text in texts)


def _headline(text: str, setting: Setting) -> int:
    size = _HEADLINES[setting.size]
    fits = len(lines(text, size, setting.room, bold=True)) <= _LONGEST
    return size if fits else setting.size


@lru_cache(maxsize=_REMEMBERED)
def block(group: Group, level: str, setting: Setting, before: str = "") -> Block:
    """Return a group as a block; ``before`` is a heading that stands above it."""
    several = len(group.tables) > 1
    pieces = _several(group, level, setting) if several else _once(group, level, setting)
    first = [_heading(before, setting)] if before else []
    return Block(
        f"b-{group_id(group)}", (*first, *pieces), _continued(group, setting), setting.colour,
        bar=_bar(len(group.tables), setting.total) if several else 0,
    )  # fmt: skip


def _bar(count: int, total: int) -> float:
    """Return how thick the edge of a group is: the more of the room, the thicker."""
    return 6 + 12 * min(1, (count - 1) / max(3, total - 1))


def _heading(text: str, setting: Setting) -> Piece:
    broken = lines(text, setting.small, setting.room, bold=True)
    return Piece(text, broken, setting.small, 0, QUIET, bold=True, keeps=True, below=8)


def _continued(group: Group, setting: Setting) -> Piece:
    size, rest = SMALLEST, ", continued"
    room = setting.room - width(rest, size, bold=True) * MARGIN
    text = cut(group.text, size, room, bold=True) + rest
    return Piece(text, (text,), size, 0, QUIET, bold=True, keeps=True)


def _several(group: Group, level: str, setting: Setting) -> Iterator[Piece]:
    size, small = _headline(group.text, setting), setting.small
    broken = lines(group.text, size, setting.room, bold=True)
    yield Piece(group.text, broken, size, bold=True, keeps=True)
    mark = Mark(group.kind, group.potential) if setting.actor else None
    yield Piece(
        level, (level,), small, _TIGHT, QUIET,
        plate=f"{len(group.tables)} {of(setting.total)}{dotted(group)}", mark=mark,
    )  # fmt: skip
    said = _by_wording(group)
    # Those who used the words of the headline stand right below it.
    if group.text in said:
        yield from _names(said.pop(group.text), setting, _TIGHT + 2)
    for text, names in said.items():
        quoted = f"“{text}”"
        broken = lines(quoted, setting.size, setting.room)
        yield Piece(quoted, broken, setting.size, _LOOSE, keeps=True)
        yield from _names(names, setting, 0)


def _once(group: Group, level: str, setting: Setting) -> Iterator[Piece]:
    mark = Mark(group.kind, group.potential) if setting.actor else None
    if group.name:
        broken = lines(group.name, setting.size, setting.room, bold=True)
        yield Piece(group.name, broken, setting.size, bold=True, keeps=True)
    for at, (text, names) in enumerate(_by_wording(group).items()):
        text = f"“{text}”" if group.name else text
        broken = lines(text, setting.size, setting.room)
        above = _LOOSE if at or group.name else 0
        yield Piece(text, broken, setting.size, above, keeps=True, mark=mark, dot=True)
        voted = dotted(group).removeprefix(" · ")
        yield from _names([*names, *filter(None, (level, voted))], setting, 0)


def _by_wording(group: Group) -> dict[str, list[str]]:
    """Return which tables used which words, each table once."""
    said: dict[str, dict[str, str]] = {}
    for word in group.words:
        said.setdefault(word.text, {})[word.table] = word.name
    return {text: list(names.values()) for text, names in said.items()}


def _names(names: list[str], setting: Setting, above: float) -> Iterator[Piece]:
    rest, broken = listed(names), name_lines(tuple(names), setting.small, setting.room)
    some: tuple[str, ...] = ()
    for at, line in enumerate(broken, 1):
        some += (line,)
        # A name that needs several lines is not taken apart.
        if at == len(broken) or (len(some) >= _NAMES_TOGETHER and line.endswith("·")):
            text, rest = _taken(rest, some)
            yield Piece(text, some, setting.small, above, QUIET)
            some, above = (), 0


def _taken(text: str, lines: tuple[str, ...]) -> tuple[str, str]:
    """Return the start of ``text`` that was broken into ``lines``, and the rest."""
    end = 0
    for line in lines:
        end += len(line)
        end += text[end : end + 1] == " "
    return text[:end], text[end:]


def draw(block: Block, setting: Setting) -> list[svg.Element]:
    """Return a block with its top left corner at the origin."""
    drawn: list[svg.Element] = []
    if block.bar:
        wide, high = number(block.bar), number(block.h)
        drawn.append(svg.Rect(width=wide, height=high, rx=3, fill=block.colour))
    y = 0.0
    for piece in block.pieces:
        drawn += _drawn(piece, y + piece.above, block, setting)
        y += piece.h
    return drawn


def _drawn(piece: Piece, y: float, block: Block, setting: Setting) -> Iterator[svg.Element]:
    x = float(_LEFT)
    if piece.plate:
        yield from _plate(piece, y, block, setting)
        return
    if piece.dot:
        yield _mark(piece.mark, 0, y + LEADING[piece.size] / 2, block.colour)
    yield paragraph(
        piece.text, piece.lines, x, y,
        size=piece.size, fill=piece.fill, bold=piece.bold, right=setting.w,
    )  # fmt: skip


def _plate(piece: Piece, y: float, block: Block, setting: Setting) -> Iterator[svg.Element]:
    wide = width(piece.plate, piece.size, bold=True) * MARGIN + 2 * _PLATE_PAD
    middle = y + _PLATE_H / 2
    yield svg.Rect(
        x=_LEFT, y=number(y), width=number(wide), height=_PLATE_H, rx=21, fill=block.colour
    )
    down = middle + 0.36 * piece.size
    yield words(
        piece.plate, _LEFT + wide / 2, down,
        size=piece.size, fill="#FFFFFF", bold=True, anchor="middle",
    )  # fmt: skip
    x = _LEFT + wide + 16
    if piece.mark:
        yield _mark(piece.mark, x, middle, block.colour)
        x += 36
    if piece.text:
        yield words(piece.text, x, down, size=piece.size, fill=piece.fill)


def _mark(mark: Mark | None, x: float, middle: float, colour: str) -> svg.Element:
    if mark is None:
        return svg.Circle(cx=number(x + 9), cy=number(middle), r=6, fill=colour)
    shape = outline(mark.kind, 24, 18, colour, dashed=mark.dashed, heavy=2.2)
    place = f"translate({number(x)} {number(middle - 9)})"
    return svg.G(elements=[shape], transform=place)  # type: ignore[arg-type] # as written
