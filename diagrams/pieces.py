"""What a picture is made of besides its notes: drawn once, it moves and stretches as rows grow.

A piece that changes does so by its attributes alone, so that growing costs little and says little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from diagrams.growth import Growth
from diagrams.ink import bent, number
from diagrams.markup import escape
from diagrams.scene import Attributes, Element, Family


class Piece(Protocol):
    """``parent`` and ``name`` are ids without the picture's prefix; ``rest`` is the markup after
    the id, ``lowest`` the lowest height of the empty picture that its attributes tell of.
    """

    @property
    def name(self) -> str: ...

    @property
    def parent(self) -> str: ...

    @property
    def tag(self) -> str: ...

    @property
    def rest(self) -> str: ...

    @property
    def lowest(self) -> float: ...

    def attributes(self, at: Growth) -> Attributes: ...


@dataclass(frozen=True, slots=True)
class Still:
    name: str
    parent: str
    tag: str
    rest: str

    @property
    def lowest(self) -> float:
        return float("-inf")

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

    @property
    def lowest(self) -> float:
        return self.y

    def attributes(self, at: Growth) -> Attributes:
        return standing(self.x, at.shifted(self.y))


@dataclass(frozen=True, slots=True)
class Tall:
    """A rectangle that reaches from ``y`` over ``h`` in the empty picture; what it stands in
    moves it.
    """

    name: str
    parent: str
    tag: str
    rest: str
    y: float
    h: float

    @property
    def lowest(self) -> float:
        return self.y + self.h

    def attributes(self, at: Growth) -> Attributes:
        high = at.shifted(self.y + self.h) - at.shifted(self.y)
        return (("height", str(number(high))),)


@dataclass(frozen=True, slots=True)
class Spanning(Tall):
    """A rectangle that says itself where it stands."""

    def attributes(self, at: Growth) -> Attributes:
        return (("y", str(number(at.shifted(self.y)))), *Tall.attributes(self, at))


@dataclass(frozen=True, slots=True)
class Bent:
    """A path through points of the empty picture, its corners rounded."""

    name: str
    parent: str
    tag: str
    rest: str
    points: tuple[tuple[float, float], ...]
    radius: float

    @property
    def lowest(self) -> float:
        return max(y for _, y in self.points)

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


def regrown(pieces: Sequence[Piece], family: Family, at: Growth, changed: float) -> Family:
    """Return ``family``, made of ``pieces``, after what lies below ``changed`` moved."""
    return tuple(
        [
            was if piece.lowest < changed else _moved(piece, was, at)
            for piece, was in zip(pieces, family, strict=True)
        ]
    )


def _moved(piece: Piece, was: Element, at: Growth) -> Element:
    now = piece.attributes(at)
    return was if now == was.attributes else Element(was.id, was.parent, was.bare, now)
