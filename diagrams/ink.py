"""Colours, type and the smallest strokes of a picture: the only place that says how ink looks.

Pages forbid inline style, so everything is a presentation attribute, and only elements that
every viewer draws alike are used (diagrams.md, SVG rules).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import regex
import svg

from diagrams.markup import escape

INK = "#212B32"
QUIET = "#4C5B66"
HAIRLINE = "#D9DDE0"
PAPER = "#FFFFFF"
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"

# Line height by type size: 1.2, rounded to whole units so that rows of cards stay aligned.
# From 36 on it is type for a wall.
LEADING = {
    48: 58, 44: 53, 40: 48, 36: 43, 34: 40, 32: 38, 30: 36, 28: 34,
    26: 31, 24: 29, 22: 27, 20: 24, 18: 22, 16: 20, 14: 17,
}  # fmt: skip
# Of Arial, in em: how far letters reach above and below the baseline.
_ASCENT, _DESCENT = 0.905, 0.212

_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_STRONG = regex.compile(r"[\p{Bidi_Class=L}\p{Bidi_Class=R}\p{Bidi_Class=AL}]")


class Raw(svg.Element):
    """Markup that this package made, put among other elements as it is.

    What a note is made of is written like this: at every edit, svg.py would take most of the time.
    """

    def __init__(self, markup: str) -> None:
        self.markup = markup

    def as_str(self) -> str:
        return self.markup


def number(value: float) -> int | float:
    """Return ``value`` with at most two decimals, so that equal pictures are equal bytes."""
    if value.__class__ is int:
        return value
    rounded = round(value, 2)
    whole = int(rounded)
    return whole if whole == rounded else rounded


@lru_cache(maxsize=500)
def mixed(colour: str, share: float) -> str:
    """Return ``share`` of the colour on white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def baseline(size: int) -> float:
    """Return how far below the top of its line text of ``size`` stands."""
    return (LEADING[size] - (_ASCENT + _DESCENT) * size) / 2 + _ASCENT * size


def runs_right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction is right-to-left (UAX 9, P2 and P3)."""
    strong = _STRONG.search(text)
    return bool(strong and _RIGHT_TO_LEFT.match(strong.group()))


def _with_spaces(text: str, lines: Sequence[str]) -> list[str]:
    """Give lines back the space they were broken at, so that the element holds the whole text."""
    spaced: list[str] = []
    at = 0
    for line in lines:
        at += len(line)
        ends_in_space = text[at : at + 1] == " "
        spaced.append(line + " " if ends_in_space else line)
        at += ends_in_space
    return spaced


def paragraph(
    text: str,
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    size: int,
    fill: str = INK,
    bold: bool = False,
    right: float | None = None,
) -> Raw:
    """Return ``text``, broken as ``lines``, with the top of its first line at ``y``.

    Right-to-left text starts at ``right`` when it is given.
    """
    turned = right is not None and runs_right_to_left(text)
    start = right if turned and right is not None else x
    top = y + baseline(size)
    at, leading = number(start), LEADING[size]
    spans = [
        f'<tspan x="{at}" y="{number(top + index * leading)}">{escape(line)}</tspan>'
        for index, line in enumerate(_with_spaces(text, lines))
    ]
    turn = ' direction="rtl" unicode-bidi="embed"' if turned else ""
    return Raw(f"<text{_type(size, bold, fill)}{turn}>{''.join(spans)}</text>")


def _type(size: int, bold: bool, fill: str) -> str:
    weight = ' font-weight="bold"' if bold else ""
    colour = "" if fill == INK else f' fill="{fill}"'
    return f' font-size="{size}"{weight}{colour}'


def words(
    text: str,
    x: float,
    y: float,
    *,
    size: int,
    fill: str = INK,
    bold: bool = False,
    anchor: str | None = None,
) -> Raw:
    """Return one line of text with its baseline at ``y``."""
    place = f' x="{number(x)}" y="{number(y)}"'
    held = "" if anchor is None else f' text-anchor="{anchor}"'
    return Raw(f"<text{place}{_type(size, bold, fill)}{held}>{escape(text)}</text>")


def disc(letter: str, x: float, y: float, r: float, *, size: int, fill: str, ink: str) -> Raw:
    """Return a letter in a circle around (x, y)."""
    circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{fill}"/>'
    # Capitals of Arial are 0.716 em tall: half of that below the middle centres them.
    inside = words(letter, x, y + 0.358 * size, size=size, fill=ink, bold=True, anchor="middle")
    return Raw(f"<g>{circle}{inside.markup}</g>")


def group(
    name: str, inside: Sequence[svg.Element], data: Mapping[str, str], transform: str | None = None
) -> str:
    """Return the markup of one group with an id and data attributes."""
    named = "".join([f' data-{key}="{escape(value)}"' for key, value in data.items()])
    place = "" if transform is None else f' transform="{transform}"'
    drawn = "".join([one.as_str() for one in inside])
    return f'<g id="{escape(name)}"{place}{named}>{drawn}</g>'


def head(x: float, y: float, dx: float, dy: float, size: float, fill: str = INK) -> svg.Path:
    """Return an arrowhead with its tip at (x, y), pointing along the unit vector (dx, dy)."""
    back_x, back_y = x - dx * size, y - dy * size
    half = size * 0.5
    corners = [
        (x, y),
        (back_x - dy * half, back_y + dx * half),
        (back_x + dy * half, back_y - dx * half),
    ]
    drawn = " L".join(f"{number(cx)},{number(cy)}" for cx, cy in corners)
    return svg.Path(d=f"M{drawn} Z", fill=fill)  # type: ignore[arg-type] # a path as written


def bent(points: Sequence[tuple[float, float]], radius: float) -> str:
    """Return a path through ``points`` with rounded corners."""
    drawn = [f"M{number(points[0][0])},{number(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, _distance(before, here) / 2, _distance(here, after) / 2)
        entry, leave = _toward(here, before, r), _toward(here, after, r)
        drawn.append(f"L{number(entry[0])},{number(entry[1])}")
        drawn.append(f"Q{number(here[0])},{number(here[1])} {number(leave[0])},{number(leave[1])}")
    drawn.append(f"L{number(points[-1][0])},{number(points[-1][1])}")
    return " ".join(drawn)


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _toward(
    origin: tuple[float, float], goal: tuple[float, float], by: float
) -> tuple[float, float]:
    far = _distance(origin, goal) or 1
    return (
        origin[0] + (goal[0] - origin[0]) / far * by,
        origin[1] + (goal[1] - origin[1]) / far * by,
    )
