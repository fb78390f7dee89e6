"""What a wall can show: the only place that types it. Whether a session has it is for ``wall``."""

from typing import Annotated, Literal

from pydantic import Field

from diagrams.ops import Id, Value

# How many pages there are is known only once they are drawn; sixty tables fill fewer than this.
MAX_PAGE = 9_999


class Auto(Value):
    """The wall follows the running order."""

    mode: Literal["auto"] = "auto"


class Screen(Value):
    """One of the wall's pages that need no choice."""

    mode: Literal["join", "brief", "mosaic", "explain", "close"]


class OneDiagram(Value):
    mode: Literal["diagram"] = "diagram"
    diagram: Id


class WholeTask(Value):
    """What all tables said in one task: brought together, counted, compared, or what is missing."""

    mode: Literal["composite", "matrix", "overlap", "gaps"]
    task: Id


class OneZone(Value):
    """Every table's own words in one zone; past the last page stands for the last one."""

    mode: Literal["zone"] = "zone"
    task: Id
    zone: Id
    page: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 1


class Example(Value):
    """A task's diagram as a table might have filled it: with the template's own examples."""

    mode: Literal["example"] = "example"
    task: Id


class Replay(Value):
    """How a task's diagrams came to be: of one table, of all side by side, or ``together``."""

    mode: Literal["replay"] = "replay"
    task: Id
    diagram: Id | None = None
    together: bool = False


RoomView = WholeTask | OneZone
Shown = Screen | OneDiagram | RoomView | Example | Replay
Show = Auto | Shown
AnyShow = Annotated[Show, Field(discriminator="mode")]
