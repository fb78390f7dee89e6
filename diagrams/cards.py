"""What a note looks like: the only place that measures and draws one.

Drawn with its top left corner at the origin, so that moving a note changes one attribute.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import svg

from diagrams.ink import (
    HAIRLINE,
    LEADING,
    PAPER,
    QUIET,
    Raw,
    baseline,
    disc,
    mixed,
    number,
    paragraph,
    words,
)
from diagrams.measure import MARGIN, cuts_words, settled, width
from diagrams.model import Note, Version
from diagrams.text import has_towers

_CARD_PAD = {18: 9, 16: 8, 14: 7}
_ACTOR_PAD = {18: 7, 16: 5, 14: 5}
_CARD_LEFT = 17
_CARD_RIGHT = 12
_BADGE_R = 10
_ACTOR_LEFT = 2 * _BADGE_R + 12
_ACTOR_RIGHT = 13
_ACTOR_LEAST = 30
# Between two wordings of one note there is a hairline with this much air on each side.
_AIR = 5
# How far four marks on a letter reach past the card's usual air, above and below, in em.
_TOWER = 0.4
# A disc around the author's letter needs room; on a narrower card the bare letter stands.
_DISC_FROM = 220
_LETTER = 14
# On each side of the hairline that keeps an actor's name and its author's letter apart.
_BESIDE = 5
# How wide the mark of a note is that no wall shows: clear of the first line at every size.
_MARK = 16


def _letters_wide(note: Note) -> float:
    """Return how wide the widest of the authors' letters is; past the 26th person they are two."""
    return max(width(version.letter, _LETTER) for version in note.versions)


def _has_discs(note: Note, w: float) -> bool:
    """Say whether the letters stand in discs: one letter each, and room for the discs."""
    return w >= _DISC_FROM and all(len(version.letter) < 2 for version in note.versions)


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of the note with its lines; ``y`` is the top of the first."""

    version: Version
    lines: tuple[str, ...]
    y: float


def _wordings(note: Note, size: int, room: float, pad: float) -> tuple[list[Wording], float]:
    """Return the versions one below the other, and where the last ends, with padding."""
    y = pad
    found: list[Wording] = []
    for version in note.versions:
        if found:
            y += 2 * _AIR
        broken = settled(version.text, size, room)
        beyond = _TOWER * size if has_towers(version.text) else 0
        found.append(Wording(version, broken, y + beyond))
        y += LEADING[size] * len(broken) + 2 * beyond
    return found, y + pad


def _cuts_words(note: Note, size: int, room: float) -> bool:
    return any(cuts_words(version.text, size, room, min(LEADING)) for version in note.versions)


def _written(
    found: list[Wording], size: int, left: float, right: float, w: float
) -> Iterator[svg.Element]:
    for index, wording in enumerate(found):
        if index:
            y = number(wording.y - _AIR)
            x1, x2 = number(left), number(w - _CARD_RIGHT)
            line = f'<line x1="{x1}" y1="{y}" x2="{x2}" y2="{y}"'
            yield Raw(f'{line} stroke="{HAIRLINE}" stroke-width="1"/>')
        text = wording.version.text
        yield paragraph(text, wording.lines, left, wording.y, size=size, right=right)


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A white card with the zone's coloured edge, as wide as its column."""

    note: Note
    badge: str
    colour: str
    largest: ClassVar[int] = 18
    # The height of a card with one line, by type size.
    least: ClassVar[Mapping[int, float]] = {
        size: LEADING[size] + 2 * pad for size, pad in _CARD_PAD.items()
    }

    @property
    def id(self) -> str:
        return self.note.id

    def _room(self, w: float) -> float:
        return w - _CARD_LEFT - _CARD_RIGHT - self._letter_room(w)

    def _letter_room(self, w: float) -> float:
        if _has_discs(self.note, w):
            return 26 if any(version.letter for version in self.note.versions) else 0
        return max(14, _letters_wide(self.note) + 1) if _letters_wide(self.note) else 0

    def cuts_words(self, column: float, type_size: int) -> bool:
        return _cuts_words(self.note, type_size, self._room(column))

    def size(self, room: float, type_size: int) -> tuple[float, float]:
        pad = _CARD_PAD[type_size]
        return room, _wordings(self.note, type_size, self._room(room), pad)[1]

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        room = self._room(column)
        found, _ = _wordings(self.note, type_size, room, _CARD_PAD[type_size])
        return [
            *frame(w, h, self.colour),
            *_written(found, type_size, _CARD_LEFT, _CARD_LEFT + room, w),
            *self._letters(found, w, type_size),
            *_withheld(self.note, w),
        ]

    def _letters(self, found: list[Wording], w: float, size: int) -> Iterator[svg.Element]:
        for wording in found:
            if not wording.version.letter:
                continue
            middle = wording.y + LEADING[size] / 2
            if _has_discs(self.note, w):
                fill = mixed(self.colour, 0.1)
                x = w - _CARD_RIGHT - 8
                yield disc(
                    wording.version.letter, x, middle, 10, size=14, fill=fill, ink=self.colour
                )
            else:
                x = w - 9
                y = middle + 5
                yield words(
                    wording.version.letter, x, y, size=14, fill=QUIET, anchor="end"
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActorCard:
    """Somebody or something in a role: as wide as its name, the role's badge first.

    The outline says the kind (people round, organisation square, thing with a cut corner),
    a dashed one that the relation is only potential.
    """

    note: Note
    badge: str
    colour: str
    largest: ClassVar[int] = 16
    least: ClassVar[Mapping[int, float]] = {
        size: max(_ACTOR_LEAST, LEADING[size] + 2 * pad) for size, pad in _ACTOR_PAD.items()
    }

    @property
    def id(self) -> str:
        return self.note.id

    def _room(self, w: float) -> float:
        return w - _ACTOR_LEFT - _ACTOR_RIGHT - self._letter_room()

    def _letter_room(self) -> float:
        wide = _letters_wide(self.note)
        return wide + 2 * _BESIDE if wide else 0

    def cuts_words(self, column: float, type_size: int) -> bool:
        return _cuts_words(self.note, type_size, self._room(column))

    def size(self, room: float, type_size: int) -> tuple[float, float]:
        found, h = _wordings(self.note, type_size, self._room(room), _ACTOR_PAD[type_size])
        widest = max(width(line, type_size) for wording in found for line in wording.lines)
        hugged = room - self._room(room) + widest * MARGIN
        return min(room, round(hugged) + 1), max(h, _ACTOR_LEAST)

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        room = self._room(column)
        found, end = _wordings(self.note, type_size, room, _ACTOR_PAD[type_size])
        down = (h - end) / 2
        found = [Wording(one.version, one.lines, one.y + down) for one in found]
        middle = found[0].y + LEADING[type_size] / 2
        letters: list[svg.Element] = [
            words(
                one.version.letter, w - 11, one.y + baseline(type_size),
                size=14, fill=QUIET, anchor="end",
            )
            for one in found
            if one.version.letter
        ]  # fmt: skip
        if letters:
            x = number(w - _ACTOR_RIGHT + 2 - _letters_wide(self.note) - _BESIDE)
            ink = mixed(self.colour, 0.4)
            line = f'<line x1="{x}" y1="7" x2="{x}" y2="{number(h - 7)}" stroke="{ink}"/>'
            letters.insert(0, Raw(line))
        return [
            outline(self.note.kind, w, h, self.colour, dashed=self.note.potential),
            disc(self.badge, 15, middle, _BADGE_R, size=14, fill=self.colour, ink="#FFF"),
            *_written(found, type_size, _ACTOR_LEFT, w - (column - room - _ACTOR_LEFT), w),
            *letters,
            *_withheld(self.note, w),
        ]


def _withheld(note: Note, w: float) -> Iterator[svg.Element]:
    """Yield the mark of a note that no wall shows: a small screen, struck out, on its top edge."""
    if note.withheld:
        x = w - _MARK - 10
        screen = f"M{number(x)},-5 h{_MARK} v11 h-{_MARK} Z"
        ink = f'fill="{PAPER}" stroke="{QUIET}" stroke-width="1.4"'
        yield Raw(f'<path data-withheld="true" d="{screen}" {ink}/>')
        struck = f"M{number(x - 3)},9 l{_MARK + 6},-17"
        yield Raw(f'<path d="{struck}" fill="none" stroke="{QUIET}" stroke-width="1.8"/>')


def frame(w: float, h: float, colour: str) -> tuple[svg.Element, svg.Element]:
    """Return the card that a note is written on."""
    edge = f"M7,0 A7,7 0 0 0 0,7 V{number(h - 7)} A7,7 0 0 0 7,{number(h)} Z"
    card = f'<rect width="{number(w)}" height="{number(h)}" rx="7" fill="{PAPER}"'
    return (
        Raw(f'{card} stroke="{mixed(colour, 0.4)}"/>'),
        Raw(f'<path d="{edge}" fill="{colour}"/>'),
    )


def outline(
    kind: str,
    w: float,
    h: float,
    colour: str,
    *,
    dashed: bool = False,
    heavy: float = 1.8,
    fill: str = PAPER,
) -> svg.Element:
    """Return the outline that says what kind of actor it holds."""
    dashes = ' stroke-dasharray="6 4"' if dashed else ""
    ink = f'fill="{fill}" stroke="{colour}" stroke-width="{number(heavy)}"{dashes}'
    if kind == "thing":
        cut = number(min(10, h * 0.35))
        corner = f"H{number(w - cut)} L{number(w)},{cut} V{number(h)}"
        d = f"M3,0 {corner} H3 A3,3 0 0 1 0,{number(h - 3)} V3 A3,3 0 0 1 3,0 Z"
        return Raw(f'<path d="{d}" {ink}/>')
    rx = number(min(15, h / 2)) if kind == "people" else 4
    return Raw(f'<rect width="{number(w)}" height="{number(h)}" rx="{rx}" {ink}/>')
