"""A zone's badge, title and prompt: the only place that says how much room they take."""

from dataclasses import dataclass, replace
from functools import lru_cache

import svg

from diagrams.geometry import Cell
from diagrams.ink import QUIET, baseline, disc, paragraph, words
from diagrams.measure import MARGIN, balanced, width
from diagrams.template import Zone

PAD = 16
BRIDGE_PAD = 20
TITLE, PROMPT, TAG, LEVEL = 22, 16, 14, 14
_BADGE_R = 16


@dataclass(frozen=True, slots=True)
class Heading:
    """``top`` is how far below the cell's own top the notes may start; all is relative to it."""

    top: float
    prompt: tuple[str, ...] = ()
    prompt_x: float = 0
    prompt_y: float = 0
    middle: float = 30
    baseline: float = 38


def pad(cell: Cell) -> float:
    """Return how far inside the cell's left and right edge its notes stand."""
    match cell.look:
        case "box":
            return PAD
        case "bridge":
            return BRIDGE_PAD
    return 0


def title_right(cell: Cell, zone: Zone) -> float:
    """Return how far right in the cell its title or tag reaches."""
    if cell.look in ("open", "strip"):
        return 28 + width(cell.tag, TAG) * MARGIN
    return pad(cell) + 2 * _BADGE_R + 12 + width(zone.title, TITLE, bold=True) * MARGIN


@lru_cache(maxsize=500)
def heading(cell: Cell, zone: Zone) -> Heading:
    """Return where the cell's heading stands, relative to the cell."""
    if cell.look == "open":
        return Heading(0)
    if cell.look == "strip":
        return Heading(28, middle=11)
    if cell.prompt == "tight":
        middle = 30 if cell.look == "bridge" else 22
        return Heading(middle + 20, middle=middle, baseline=middle + 8)
    middle = 40 if cell.look == "bridge" else 32
    indent = pad(cell) + 2 * _BADGE_R + 12
    usual = Heading(middle + 26, middle=middle, baseline=middle + 8)
    if cell.prompt == "none":
        return usual
    if cell.prompt == "beside":
        x = indent + width(zone.title, TITLE, bold=True) * MARGIN + 14
        broken = balanced(zone.prompt, PROMPT, cell.w - x - PAD)
        return replace(usual, prompt=broken, prompt_x=x, prompt_y=middle - 10 * len(broken))
    if cell.prompt == "under":
        broken = balanced(zone.prompt, PROMPT, cell.w - 2 * pad(cell))
        y = middle + 20
        return replace(
            usual, top=y + 20 * len(broken) + 8, prompt=broken, prompt_x=pad(cell), prompt_y=y
        )
    broken = balanced(zone.prompt, PROMPT, cell.w - indent - PAD)
    y = middle + 9
    return Heading(y + 20 * len(broken) + 9, broken, indent, y, middle, middle + 2)


def draw(cell: Cell, zone: Zone, x: float, y: float) -> list[svg.Element]:
    """Return the heading of a titled cell whose top left corner is (x, y)."""
    spot = heading(cell, zone)
    left = x + pad(cell)
    middle = y + spot.middle
    title_x = left + 2 * _BADGE_R + 12
    drawn: list[svg.Element] = [
        disc(zone.letter, left + _BADGE_R, middle, _BADGE_R, size=18, fill=zone.colour, ink="#FFF"),
        words(zone.title, title_x, y + spot.baseline, size=TITLE, fill=zone.colour, bold=True),
    ]
    if spot.prompt:
        at = (x + spot.prompt_x, y + spot.prompt_y)
        drawn.append(paragraph(zone.prompt, spot.prompt, *at, size=PROMPT, fill=QUIET))
    return drawn


def draw_tag(cell: Cell, zone: Zone, x: float, y: float) -> list[svg.Element]:
    """Return the quiet mark of an untitled cell: its role's ring and name."""
    middle = y + (11 if cell.look == "strip" else min(cell.h / 2, 15))
    return [
        svg.Circle(cx=x + 11, cy=middle, r=9.5, fill="none", stroke=zone.colour, stroke_width=1.2),
        words(zone.letter, x + 11, middle + 5, size=14, fill=zone.colour, anchor="middle"),
        words(cell.tag, x + 28, middle - 8.5 + baseline(TAG), size=TAG, fill=QUIET),
    ]
