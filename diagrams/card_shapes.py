"""What a note looks like whose words are not shown: the card it would stand on, with bars."""

from collections.abc import Iterator
from dataclasses import dataclass

import svg

from diagrams.cards import ActorCard, NoteCard, frame, outline
from diagrams.ink import LEADING, Raw, disc, number
from diagrams.model import Note
from diagrams.stacking import Content
from diagrams.veil import Veiled

# Light enough to be nothing to read, dark enough to be seen from the back of a room.
_BAR = "#C4CDD3"
# The height of a bar, of its line: about that of small letters with their stems.
_THICK = 0.46
_LEFT, _RIGHT = 17, 14
_BADGE_R = 10
_ACTOR_LEFT, _ACTOR_RIGHT = 2 * _BADGE_R + 12, 15
# How wide a name is of each length.
_NAMES = (56, 96, 140)


def card(form: type[NoteCard] | type[ActorCard], note: Note, badge: str, colour: str) -> Content:
    """Return what stands for ``note`` in a picture of this form."""
    if not isinstance(note, Veiled):
        return form(note, badge, colour)
    shape = ActorShape if form is ActorCard else NoteShape
    return shape(note, badge, colour)


def _bars(
    shares: tuple[float, ...], x: float, y: float, room: float, size: int
) -> Iterator[svg.Element]:
    high = round(_THICK * LEADING[size])
    for line, share in enumerate(shares):
        top = number(y + line * LEADING[size] + (LEADING[size] - high) / 2)
        place = f'<rect x="{number(x)}" y="{top}" width="{number(room * share)}"'
        yield Raw(f'{place} height="{high}" rx="{number(high / 2)}" fill="{_BAR}"/>')


@dataclass(frozen=True, slots=True)
class NoteShape:
    """Stands in for a ``NoteCard``."""

    note: Veiled
    badge: str
    colour: str

    @property
    def id(self) -> str:
        return self.note.id

    @property
    def largest(self) -> int:
        return NoteCard.largest

    def cuts_words(self, column: float, type_size: int) -> bool:
        return False

    def size(self, column: float, type_size: int) -> tuple[float, float]:
        more = len(self.note.bars) - 1
        return column, NoteCard.least[type_size] + more * LEADING[type_size]

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        top = (NoteCard.least[type_size] - LEADING[type_size]) / 2
        bars = _bars(self.note.bars, _LEFT, top, w - _LEFT - _RIGHT, type_size)
        return [*frame(w, h, self.colour), *bars]


@dataclass(frozen=True, slots=True)
class ActorShape:
    """Stands in for an ``ActorCard``: one bar, as names are short."""

    note: Veiled
    badge: str
    colour: str

    @property
    def id(self) -> str:
        return self.note.id

    @property
    def largest(self) -> int:
        return ActorCard.largest

    def cuts_words(self, column: float, type_size: int) -> bool:
        return False

    def size(self, column: float, type_size: int) -> tuple[float, float]:
        wide = _NAMES[len(self.note.bars) - 1]
        return min(column, _ACTOR_LEFT + wide + _ACTOR_RIGHT), ActorCard.least[type_size]

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        top = (h - LEADING[type_size]) / 2
        return [
            outline(self.note.kind, w, h, self.colour, dashed=self.note.potential),
            disc(self.badge, 15, h / 2, _BADGE_R, size=14, fill=self.colour, ink="#FFF"),
            *_bars((1,), _ACTOR_LEFT, top, w - _ACTOR_LEFT - _ACTOR_RIGHT, type_size),
        ]
