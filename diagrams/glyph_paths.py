"""A glyph as the commands of a path: the only place that draws letters."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import uharfbuzz as hb

from diagrams.fonts import Font

# The box of a character that no font has, in em: its edges, its line, and its digits.
_LEFT, _RIGHT, _BOTTOM, _TOP, _LINE = 0.06, 0.74, -0.08, 0.76, 0.04
_DIGIT, _ROWS = 0.34, (0.41, 0.06)


@dataclass(slots=True)
class _Pen:
    """Writes relative commands in hundredths of a unit, from font units that are moved by
    (x, y) and scaled.

    Every point is rounded from where the font has it, so that rounding never adds up; what is
    written does not depend on where the glyph will stand, so that it can be kept.
    """

    scale_x: float
    scale_y: float
    x: float = 0
    y: float = 0
    at: tuple[int, int] = (0, 0)
    start: tuple[int, int] = (0, 0)
    first: tuple[int, int] | None = None
    written: list[str] = field(default_factory=list)
    last: str = ""
    before: int = 0

    def move(self, x: float, y: float) -> None:
        if self.first is None:
            self.first = self.at = self.start = self._scaled(x, y)
            return
        self.start = self._to("m", (x, y))
        self.last = "l"  # what follows a move without a letter is a line
        self.before = len(self.written)

    def line(self, x: float, y: float) -> None:
        self._to("l", (x, y))

    def curve(self, command: str, *values: float) -> None:
        self._to(command, *zip(values[::2], values[1::2], strict=True))

    def close(self) -> None:
        if self.last in "hvl" and self.at == self.start:
            del self.written[self.before :]  # closing draws this line
        self.written.append("z")
        self.last, self.at = "z", self.start

    def _scaled(self, x: float, y: float) -> tuple[int, int]:
        return (
            round((self.x + x) * self.scale_x * 100),
            round(-(self.y + y) * self.scale_y * 100),
        )

    def _to(self, command: str, *points: tuple[float, float]) -> tuple[int, int]:
        goals = [self._scaled(x, y) for x, y in points]
        steps = [step for x, y in goals for step in (x - self.at[0], y - self.at[1])]
        if command == "l" and 0 in steps:
            command, steps = ("v", steps[1:]) if steps[0] == 0 else ("h", steps[:1])
        self.before = len(self.written)
        told = "" if command == self.last else command
        for step in steps:
            self.written.append(told or ("" if step < 0 else " "))
            self.written.append(hundredths(step))
            told = ""
        self.last, self.at = command, goals[-1]
        return self.at


def hundredths(value: int) -> str:
    """Write a number of hundredths as SVG has it shortest: 1.5, .25, -3."""
    whole, part = divmod(abs(value), 100)
    digits = f".{part:02d}".rstrip("0").rstrip(".")
    number = f"{whole or ''}{digits}" if digits else str(whole)
    return f"-{number}" if value < 0 else number


def _funcs() -> Any:
    funcs: Any = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    funcs.set_line_to_func(lambda x, y, pen: pen.line(x, y))
    funcs.set_quadratic_to_func(lambda *given: given[-1].curve("q", *given[:-1]))
    funcs.set_cubic_to_func(lambda *given: given[-1].curve("c", *given[:-1]))
    funcs.set_close_path_func(lambda pen: pen.close())
    return funcs


_FUNCS = _funcs()


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where a glyph's line begins, in hundredths from its origin, and how it goes on."""

    x: int
    y: int
    commands: str


# A room's letters in all sizes and weights; measured: 20,000 of them are about 6 MB.
@lru_cache(maxsize=20_000)
def drawing(font: Font, id: int, missing: str, size: float, squeezed: float) -> Drawing | None:
    """Return a glyph as it is drawn, or the box for a missing character; a space has nothing."""
    pen = _Pen(size * squeezed / font.em, size / font.em)
    if missing:
        _draw_box(pen, font, missing)
    else:
        font.shaper.draw_glyph(id, _FUNCS, pen)
    return Drawing(*pen.first, "".join(pen.written)) if pen.first else None


def _draw_box(pen: _Pen, font: Font, digits: str) -> None:
    """Draw the frame, and in it the character's number in two rows."""
    em = font.em
    for inset, corners in ((0.0, "abcd"), (_LINE, "adcb")):
        left, right = (_LEFT + inset) * em, (_RIGHT - inset) * em
        low, high = (_BOTTOM + inset) * em, (_TOP - inset) * em
        spots = {"a": (left, low), "b": (right, low), "c": (right, high), "d": (left, high)}
        pen.move(*spots[corners[0]])
        for corner in corners[1:]:
            pen.line(*spots[corner])
        pen.close()
    full = (pen.scale_x, pen.scale_y)
    pen.scale_x, pen.scale_y = full[0] * _DIGIT, full[1] * _DIGIT
    half = (len(digits) + 1) // 2
    for row, y in zip((digits[:half], digits[half:]), _ROWS, strict=True):
        glyphs = [font.shaper.get_nominal_glyph(ord(digit)) for digit in row]
        wide = sum(font.shaper.get_glyph_h_advance(one) for one in glyphs)
        pen.x, pen.y = (_LEFT + _RIGHT) / 2 * em / _DIGIT - wide / 2, y * em / _DIGIT
        for one in glyphs:
            font.shaper.draw_glyph(one, _FUNCS, pen)
            pen.x += font.shaper.get_glyph_h_advance(one)
    pen.x = pen.y = 0
    pen.scale_x, pen.scale_y = full
