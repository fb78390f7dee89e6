"""Links that a single table drew, in the combined picture: quiet lines without words.

They show how much the room connected without hiding what it agreed on. Each runs in one curve
from side to side, so it costs nothing to find and a new one moves none that is there.
"""

import svg

from diagrams.ink import head, number
from diagrams.layout import Rect

INK = "#B4BFC6"
_HEAVY = 1.2
_HEAD = 7
# How far a curve reaches out sideways before it turns: more where it has far to go, but not into
# the next stretch of the picture when it comes back.
_LEAST, _MOST, _BACK = 24.0, 160.0, 60.0


def draw_thread(source: Rect, target: Rect) -> list[svg.Element]:
    """Return a curve between the sides of the two that are nearest to each other."""
    out, into = sides(source, target)
    (ax, adx), (bx, bdx) = out, into
    ay, by = source.y + source.h / 2, target.y + target.h / 2
    tip = bx + bdx * (_HEAD - 2)
    reach = min(_MOST if adx != bdx else _BACK, max(_LEAST, (abs(bx - ax) + abs(by - ay)) / 3))
    points = (ax, ay, ax + adx * reach, ay, tip + bdx * reach, by, tip, by)
    x1, y1, x2, y2, x3, y3, x4, y4 = (number(one) for one in points)
    d = f"M{x1},{y1} C{x2},{y2} {x3},{y3} {x4},{y4}"
    line = svg.Path(d=d, stroke=INK, stroke_width=_HEAVY, fill="none")  # type: ignore[arg-type] # a path as written
    return [line, head(bx, by, -bdx, 0, _HEAD, INK)]


def sides(source: Rect, target: Rect) -> tuple[tuple[float, int], tuple[float, int]]:
    """Return for each end where it is and which way is out."""
    if source.right < target.x:
        return (source.right, 1), (target.x, -1)
    if target.right < source.x:
        return (source.x, -1), (target.right, 1)
    # One above the other: around the side where they end nearest to each other.
    if abs(source.x - target.x) <= abs(source.right - target.right):
        return (source.x, -1), (target.x, -1)
    return (source.right, 1), (target.right, 1)
