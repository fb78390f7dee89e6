"""The shape of a task's picture as data: the only types a template's ``picture`` is made of.

Positions are those of the empty picture, in diagram units. Notes make a picture grow only
downwards and only at the cut of a band: whatever lies at or below ``cut`` moves down by what the
band grew.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from diagrams.model import Level

# The title band at the top of the canvas.
BAND = 80
# A column narrower than this breaks most words: better to grow than to take another one.
MIN_COLUMN = 150

Colour = str


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Band(Part):
    """A row that can grow: everything from ``cut`` downwards makes room."""

    id: str
    cut: float


class Cell(Part):
    """A rectangle that holds the notes of one zone (at one level, where the task has levels).

    ``prompt`` says where the zone's prompt stands: below the title, under the badge (where the
    cell is narrow), beside the title, or nowhere because a caption says it for several zones;
    "tight" is nowhere under a low title, where words need the room.
    ``grows`` is the band that makes room.
    ``look`` is box (titled), bridge (titled, dashed, strongly rounded), open (no border: a place
    in a frame, marked by a quiet tag while it is empty) or strip (as open, the tag stays).
    Notes stand in ``columns`` columns, ``gap`` apart, and in up to ``most_columns`` when crowded.
    """

    zone: str
    level: Level | None = None
    x: float
    y: float
    w: float
    h: float
    look: Literal["box", "bridge", "open", "strip"] = "box"
    prompt: Literal["below", "under", "beside", "none", "tight"] = "below"
    tag: str = ""
    columns: int = Field(default=1, ge=1, le=6)
    most_columns: int = Field(default=2, ge=1, le=12)
    gap: float = 10
    grows: str

    def __hash__(self) -> int:
        """Cells key what was drawn before: hashing all of one at every edit would cost more."""
        return hash((self.zone, self.level))


class Frame(Part):
    """A nested rectangle with its level's name on its top edge."""

    level: Level
    x: float
    y: float
    w: float
    h: float
    label_x: float
    fill: Colour
    solid: bool = False


class Arrow(Part):
    """A line through ``points`` with rounded corners and a head at its last point."""

    id: str
    points: tuple[tuple[float, float], ...] = Field(min_length=2)
    dotted: bool = False


class Caption(Part):
    """A zone's prompt said once for several zones: ``zone`` is the one whose prompt it is."""

    zone: str
    outside: bool = False
    x: float
    y: float
    w: float


class Picture(Part):
    """``note`` is the form of a note: a card, or an actor with its role's badge and kind."""

    width: float = 1600
    height: float
    note: Literal["card", "actor"]
    legend_y: float | None = None
    bands: tuple[Band, ...]
    frames: tuple[Frame, ...] = ()
    cells: tuple[Cell, ...]
    arrows: tuple[Arrow, ...] = ()
    captions: tuple[Caption, ...] = ()
