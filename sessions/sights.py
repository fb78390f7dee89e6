"""The names of the pictures that walls are shown, and what each name means.

``screen:`` is a diagram as it is now, ``still:`` anything as it was when the wall was frozen,
``replay:`` anything at the moment a replay has come to. A view of the room without any of these
is as it is now.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from sessions.room_views import parse as parse_view
from sessions.room_views import stream_name
from sessions.shows import RoomView

Lens = Literal["screen", "still", "replay"]

_LENSES = frozenset(get_args(Lens))
_ID = re.compile(r"[A-Za-z0-9_-]{1,24}")


@dataclass(frozen=True, slots=True)
class Sight:
    """``of`` is a view of the room, or the id of a diagram."""

    lens: Lens
    of: RoomView | str

    @property
    def stream(self) -> str:
        if isinstance(self.of, str):
            return f"{self.lens}:{self.of}"
        name = stream_name(self.of)
        return name if self.lens == "screen" else f"{self.lens}:{name}"

    @property
    def svg_prefix(self) -> str:
        """Return the prefix of element ids in the picture (a colon would need escaping in CSS)."""
        return self.stream.replace(":", "-")


def parse(stream: str) -> Sight | None:
    """Return what ``stream`` shows; whether a session has it is not asked here."""
    view = parse_view(stream)
    if view is not None:
        return Sight("screen", view)
    name, _, inner = stream.partition(":")
    if name not in _LENSES:
        return None
    lens: Lens = name  # type: ignore[assignment]  # it is one of them
    view = parse_view(inner)
    if view is not None:
        # One name for each picture: as it is now, a view of the room has no prefix.
        return None if lens == "screen" else Sight(lens, view)
    return Sight(lens, inner) if _ID.fullmatch(inner) else None
