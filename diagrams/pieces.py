"""What a picture is made of besides its notes: drawn once, it moves and stretches as rows grow.

A piece that changes does so by its attributes alone, so that growing costs little and says little.
"""

from dataclasses import dataclass
from typing import Protocol

from diagrams.growth import Growth
from diagrams.ink import bent, number
from diagrams.markup import escape
from diagrams.scene import Attributes, Element, Family


class Piece(Protocol):
    """``parent`` and ``name`` are ids without the picture's prefix; ``rest`` is the markup after
    the id.
    """

    @property
    def name(self) -> str: ...

    @property
    def parent(self) -> str: ...

    @property
    def tag(self) -> str: ...

    @property
    def rest(self) -> str: ...

    def attributes(self, at: Growth) -> Attributes: ...


@dataclass(frozen=True, slots=True)
class Still:
    name: str
    parent: str
    tag: str
    rest: str

    def attributes(self, at: Growth) -> Attributes:
        return ()


@dataclass(frozen=True, slots=True)
class Moved:
    """Drawn around the origin, it stands at (x, y) of the empty picture."""

    name: str
    parent: str
    tag: str
    rest: str
    x: float
    y: float

    def attributes(self, at: Growth) -> Attributes:
        return standing(self.x, at.shifted(self.y))


@dataclass(frozen=True, slots=True)
class Stretched:
    """A rectangle from ``y`` over ``h`` in the empty picture."""

    name: str
    parent: str
    tag: str
    rest: str
    y: float
    h: float

    def attributes(self, at: Growth) -> Attributes:
        top = at.shifted(self.y)
        high = at.shifted(self.y + self.h) - top
        return (("y", str(number(top))), ("height", str(number(high))))


@dataclass(frozen=True, slots=True)
class Bent:
    """A path through points of the empty picture, its corners rounded."""

    name: str
    parent: str
    tag: str
    rest: str
    points: tuple[tuple[float, float], ...]
    radius: float

    def attributes(self, at: Growth) -> Attributes:
        moved = [(x, at.shifted(y)) for x, y in self.points]
        return (("d", bent(moved, self.radius)),)


def standing(x: float, y: float) -> Attributes:
    """Return the attribute that moves what is drawn around the origin."""
    return (("transform", f"translate({number(x)} {number(y)})"),)


def element(piece: Piece, prefix: str, at: Growth) -> Element:
    """Return a piece as it stands in a picture."""
    name = f"{prefix}-{piece.name}"
    bare = f'<{piece.tag} id="{escape(name)}"{piece.rest}'
    return Element(name, f"{prefix}-{piece.parent}", bare, piece.attributes(at))


def regrown(pieces: tuple[Piece, ...], family: Family, at: Growth) -> Family:
    """Return ``family``, which was made of ``pieces``, as it stands now."""
    return tuple([_moved(piece, was, at) for piece, was in zip(pieces, family, strict=True)])


def _moved(piece: Piece, was: Element, at: Growth) -> Element:
    now = piece.attributes(at)
    return was if now == was.attributes else Element(was.id, was.parent, was.bare, now)
