"""Links between groups in the combined picture: led like a table's, labelled where there is room.

There every line belongs to a crowd. A label that stands away from its line is read with
another one, so it first shrinks to the number of tables, then goes: the tail lists every link.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from diagrams import links
from diagrams.composite import Join
from diagrams.layout import Layout, Rect
from diagrams.links import Drawn
from diagrams.model import Link
from diagrams.template import Template

# A plate this near still touches the white edge of its line.
_NEAR = 2


def led(
    template: Template, placed: Layout, joined: Sequence[tuple[Link, Join]]
) -> tuple[Drawn, ...]:
    """Find every link's way, in the order given, and the place of those labels that have one."""
    drawn = tuple(links.place(template, placed, [link for link, _ in joined]))
    if all(map(_is_readable, drawn)):
        return drawn
    shorter = [
        link if _is_readable(one) else replace(link, label=str(len(join.tables)))
        for one, (link, join) in zip(drawn, joined, strict=True)
    ]
    return tuple(
        one if _is_readable(one) else replace(one, plate=None)
        for one in links.place(template, placed, shorter)
    )


def _is_readable(drawn: Drawn) -> bool:
    if drawn.plate is None:
        return True
    rect = drawn.plate.rect
    return any(
        Rect(min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay)).meets(rect, _NEAR)
        for (ax, ay), (bx, by) in pairwise(drawn.way)
    )
