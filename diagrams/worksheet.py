"""The empty diagram for a sheet of A3, to be written on by hand: the only place that is paper.

The sheet says whose it is and how to come in, so that a table can change to a phone at any time.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import svg

from diagrams.elements import ground, zones
from diagrams.geometry import BAND, Cell
from diagrams.ink import LEADING, PAPER, QUIET, group, number, paragraph, words
from diagrams.layout import Content, Fill, Layout, arrange
from diagrams.measure import balanced, lines
from diagrams.model import Diagram
from diagrams.model_json import data
from diagrams.outline import words as described
from diagrams.scene import Element, Scene, families
from diagrams.svg_file import layer, standing_alone
from diagrams.template import Template

# A3, lying. At four units to a millimetre a diagram is as wide as the paper without its margins,
# and its smallest type has 10 points.
WIDE_MM, HIGH_MM = 420, 297
_HIGH = HIGH_MM * 4
# Most printers leave the outermost 5 mm white; this is 10.
_MARGIN = 40
_GAP = 20
# 36 mm: a phone reads it from across a table.
_QR = 144
_EDGE = 40
_WAY_WIDTH = 300
_NAME_SIZES = (34, 30, 26, 22)


@dataclass(frozen=True, slots=True)
class Way:
    """How people come to a table: what they scan, and what they type instead.

    ``qr`` holds the rows of the code without its white edge; dark is true.
    """

    qr: tuple[tuple[bool, ...], ...]
    address: str
    code: str


def worksheet(template: Template, *, table: str, way: Way, prefix: str) -> str:
    """Return the sheet of one table and task, as a file that stands on its own."""
    placed = _spread(template, _HIGH - 2 * _MARGIN - _QR - _GAP)
    high = placed.height - BAND + 2 * _MARGIN + _QR + _GAP
    wide = high * WIDE_MM / HIGH_MM
    left, top = (template.picture.width - wide) / 2, BAND - _GAP - _QR
    view = [left, top - _MARGIN, wide, high]
    attributes = {
        "viewBox": " ".join(str(number(value)) for value in view),
        "width": f"{WIDE_MM}mm",
        "height": f"{HIGH_MM}mm",
    }
    sheet = svg.Rect(
        x=number(left), y=number(top - _MARGIN), width=number(wide), height=number(high), fill=PAPER
    )
    drawn: list[tuple[str, str, list[svg.Element]]] = [
        ("page", "sheet", [sheet]),
        ("labels", "head", [*_title(template, table, top), *_way_in(template, way, top)]),
    ]
    own = (
        Element(f"{prefix}-{name}", layer(prefix, parent), group(f"{prefix}-{name}", one, {}))
        for parent, name, one in drawn
    )
    elements = families([*own, *ground(template, placed, prefix), *zones(template, placed, prefix)])
    scene = Scene(prefix, MappingProxyType(attributes), elements)
    empty = Diagram(task=template.id)
    written = json.dumps(data(empty), ensure_ascii=False, separators=(",", ":"))
    return standing_alone(scene, f"{table}: {template.title}", described(template, empty), written)


@lru_cache(maxsize=20)
def _spread(template: Template, room: float) -> Layout:
    """Return the empty diagram, every row by as much taller as the paper has room for."""

    def taller(by: float) -> Layout:
        def fill(cell: Cell, top: float, contents: tuple[Content, ...]) -> Fill:
            return Fill(cell.h + by, ())

        return arrange(template, {}, filling=fill)

    spare = room + BAND - template.picture.height
    # Rows grow together, so that one step says what a unit costs.
    return taller(spare / (taller(1).height - template.picture.height) if spare > 0 else 0)


def _title(template: Template, table: str, top: float) -> Iterator[svg.Element]:
    """Say whose sheet it is, which task, and what to do, in the words of the workshop."""
    room = template.picture.width - 2 * _EDGE - _QR - _WAY_WIDTH - 3 * _GAP
    fits = (size for size in _NAME_SIZES if len(lines(table, size, room, bold=True)) == 1)
    size = next(fits, _NAME_SIZES[-1])
    broken = lines(table, size, room, bold=True)
    note = f"Task {template.order} — {template.title}"
    told = balanced(template.instruction, 16, room)
    yield paragraph(table, broken, _EDGE, top, size=size, bold=True)
    y = top + LEADING[size] * len(broken) + 4
    yield paragraph(note, lines(note, 18, room), _EDGE, y, size=18, fill=QUIET, bold=True)
    yield paragraph(template.instruction, told, _EDGE, y + LEADING[18] + 4, size=16, fill=QUIET)


def _way_in(template: Template, way: Way, top: float) -> Iterator[svg.Element]:
    """Say how to write on a phone instead."""
    right = template.picture.width - _EDGE
    yield _code(way.qr, right - _QR, top)
    end = right - _QR - _GAP
    y = top + 18
    yield words("To write on a phone, scan this", end, y, size=16, fill=QUIET, anchor="end")
    yield words("or open", end, y + 26, size=16, fill=QUIET, anchor="end")
    for at, line in enumerate(lines(way.address, 18, _WAY_WIDTH, bold=True)):
        y += 22 * (at > 0)
        yield words(line, end, y + 50, size=18, bold=True, anchor="end")
    yield words("and type", end, y + 76, size=16, fill=QUIET, anchor="end")
    code = f"{way.code[:3]} {way.code[3:]}"
    yield words(code, end, y + 104, size=26, bold=True, anchor="end")


def _code(rows: tuple[tuple[bool, ...], ...], x: float, y: float) -> svg.Path:
    """Draw the QR code, a row of dark modules at a time."""
    side = _QR / len(rows)
    drawn = []
    for at, row in enumerate(rows):
        begins = [one for one in range(len(row)) if row[one] and not (one and row[one - 1])]
        for start in begins:
            end = next((one for one in range(start, len(row)) if not row[one]), len(row))
            left, high = number(x + start * side), number(y + at * side)
            wide, low = number(x + end * side), number(y + (at + 1) * side)
            drawn.append(f"M{left},{high}H{wide}V{low}H{left}Z")
    return svg.Path(d="".join(drawn), fill="#000000")  # type: ignore[arg-type] # a path as written
