"""The tasks of the workshop as data: the only place that reads ``templates/*.json``.

A new task is a new file there and nothing else.
"""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from diagrams.errors import DiagramError
from diagrams.geometry import Picture
from diagrams.model import Level

TEMPLATES = Path(__file__).parent / "templates"


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Zone(Value):
    """One element of a template; ``prompt`` is the workshop's own wording, verbatim.

    ``frame`` begins the sentence that a table explains it with, ``outside_frame`` that on notes
    from outside the organisation.
    """

    id: str
    title: str
    prompt: str
    outside_prompt: str | None = None
    frame: str = Field(min_length=1)
    outside_frame: str | None = None
    example: str
    letter: str = Field(min_length=1, max_length=2)
    colour: str = Field(pattern=r"^#[0-9A-F]{6}$")

    def __hash__(self) -> int:
        return hash(self.id)


class LevelText(Value):
    """``said`` is how a sentence ends that speaks of it."""

    id: Level
    title: str
    said: str


class Template(Value):
    """``zones`` are in reading order; ``levels`` is empty where the task has none.

    ``name`` is the short form for a title line, ``short`` one word for a button,
    ``noun`` what one diagram is about.
    """

    id: str
    order: int
    title: str
    name: str
    short: str
    noun: str
    instruction: str
    explain: str
    minutes: int
    zones: tuple[Zone, ...]
    levels: tuple[LevelText, ...] = ()
    link_labels: tuple[str, ...] = ()
    picture: Picture

    def __hash__(self) -> int:
        """Templates key what was drawn before: hashing all of one at every edit would cost more."""
        return hash(self.id)

    def zone(self, zone: str) -> Zone:
        """Return the zone with this id.

        Raises:
            DiagramError: ``no_zone``.
        """
        for candidate in self.zones:
            if candidate.id == zone:
                return candidate
        raise DiagramError("no_zone", f"This diagram has no zone {zone!r}.")

    @model_validator(mode="after")
    def _is_whole(self) -> "Template":
        """Every zone and level has exactly one cell, and what the picture names exists."""
        zones = {zone.id for zone in self.zones}
        letters = {zone.letter for zone in self.zones}
        assert len(zones) == len(letters) == len(self.zones), "zone ids and letters are unique"
        levels: list[str] = [level.id for level in self.levels] or [""]
        wanted = sorted((zone, level) for zone in zones for level in levels)
        cells = sorted((cell.zone, cell.level or "") for cell in self.picture.cells)
        assert cells == wanted, f"cells {cells} are not one for each of {wanted}"
        bands = {band.id for band in self.picture.bands}
        assert {cell.grows for cell in self.picture.cells} <= bands, "every cell grows in a band"
        assert {caption.zone for caption in self.picture.captions} <= zones, "captions name zones"
        return self


@cache
def _templates() -> dict[str, Template]:
    files = [path.read_bytes() for path in TEMPLATES.glob("*.json")]
    templates = [Template.model_validate_json(file) for file in files]
    return {one.id: one for one in sorted(templates, key=lambda one: one.order)}


def task_ids() -> tuple[str, ...]:
    """Return the ids of the tasks in the order the workshop does them."""
    return tuple(_templates())


def template(task: str) -> Template:
    """Return the template of a task.

    Raises:
        DiagramError: ``no_task``.
    """
    try:
        return _templates()[task]
    except KeyError:
        raise DiagramError("no_task", f"There is no task {task!r}.") from None
