"""What the views of the room share: the wall's canvas, a page's heading, how counts are said."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import svg

from diagrams import page
from diagrams.composite import Said
from diagrams.geometry import BAND
from diagrams.ink import LEADING, PAPER, QUIET, group, number, paragraph
from diagrams.measure import MARGIN, balanced, lines, width
from diagrams.scene import Element
from diagrams.svg_file import layer
from diagrams.text import graphemes

# The wall at 1920 x 1080, below its strip of 48.
WIDE, HIGH = 1920, 1032
# As far in as the words of a title band.
EDGE = 40
# Nothing on a projector is smaller (look.md).
SMALLEST = 20
_LEAD = 26


def title_of(said: Said, view: str) -> str:
    return " · ".join(part for part in (said.heading, view) if part)


def task_of(said: Said) -> str:
    return f"Task {said.template.order} — {said.template.name}"


def tables(count: int) -> str:
    return "1 table" if count == 1 else f"{count} tables"


def notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"


def of(total: int) -> str:
    """Return what follows a figure: out of how many tables."""
    return f"of {tables(total)}"


def listed(names: Sequence[str]) -> str:
    return " · ".join(names)


@lru_cache(maxsize=5_000)
def name_lines(names: tuple[str, ...], size: int, room: float) -> tuple[str, ...]:
    """Return the names in as few lines as hold them; a name breaks only where it must."""
    done: list[str] = []
    line = ""
    for at, name in enumerate(names):
        part = name if at == len(names) - 1 else f"{name} ·"
        longer = f"{line} {part}" if line else part
        if line and width(longer, size) * MARGIN > room:
            done.append(line)
            longer = part
        *full, line = lines(longer, size, room) if longer == part else (longer,)
        done.extend(full)
    return (*done, line) if line else tuple(done)


def some_of(names: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first names and how many more there are."""
    more = len(names) - most
    return (*names[:most], f"and {more} more") if more > 0 else tuple(names)


@lru_cache(maxsize=20_000)
def cut(text: str, size: float, room: float, bold: bool = False) -> str:
    """Return ``text`` where it fits on one line, else as much as does, and an ellipsis."""
    room /= MARGIN
    if width(text, size, bold) <= room:
        return text
    room -= width("…", size, bold)
    kept: list[str] = []
    for cluster in graphemes(text):
        room -= width(cluster, size, bold)
        if room < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + "…"


def element(
    prefix: str, name: str, drawn: Sequence[svg.Element], at: tuple[float, float] = (0, 0)
) -> Element:
    """Return one element of a view, drawn from ``at``."""
    made = f"{prefix}-{name}"
    place = f"translate({number(at[0])} {number(at[1])})" if at != (0, 0) else None
    return Element(made, layer(prefix, "notes"), group(made, drawn, {}, place))


@lru_cache(maxsize=1_000)
def _lead_lines(text: str, canvas: float) -> tuple[str, ...]:
    return balanced(text, _LEAD, canvas - 2 * EDGE)


def top(title: page.Title, lead: str) -> float:
    """Return where a page's own matter may start: below its band and the sentence under it."""
    many = len(_lead_lines(lead, title.canvas))
    return BAND + title.grown + 24 + many * LEADING[_LEAD] + 20


def heading(prefix: str, title: page.Title, lead: str, height: float) -> Iterator[Element]:
    """Yield the paper, the title band and the sentence that says what is counted."""
    paper = svg.Rect(width=number(title.canvas), height=number(height), fill=PAPER)
    for name, drawn in (
        ("paper", [paper]),
        ("band", page.title_band(title)),
    ):
        made = f"{prefix}-{name}"
        yield Element(made, layer(prefix, "page"), group(made, drawn, {}))
    broken, y = _lead_lines(lead, title.canvas), BAND + title.grown + 24
    yield element(prefix, "lead", [paragraph(lead, broken, EDGE, y, size=_LEAD, fill=QUIET)])
