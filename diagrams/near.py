"""Rectangles found by where they are: a crowded picture asks thousands of times what is met."""

from collections.abc import Iterable

# Left, top, right, bottom: plain tuples, since so many are compared.
Box = tuple[float, float, float, float]

# About the height of a note; columns are looked up as finely, for lines that run up and down.
_SIZE = 48


class Boxes:
    """What stands in a picture, by the strips of it that each box reaches into."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._rows: dict[int, list[tuple[int, Box]]] = {}
        self._columns: dict[int, list[tuple[int, Box]]] = {}
        for box in boxes:
            left, top, right, bottom = box
            for strips, start, end in ((self._columns, left, right), (self._rows, top, bottom)):
                first = int(start // _SIZE)
                for at in range(first, int(end // _SIZE) + 1):
                    strips.setdefault(at, []).append((first, box))

    def met(self, x1: float, y1: float, x2: float, y2: float) -> int:
        """Count the boxes that the box from (x1, y1) to (x2, y2) overlaps."""
        if x2 - x1 < y2 - y1:
            strips, first, last = self._columns, int(x1 // _SIZE), int(x2 // _SIZE)
        else:
            strips, first, last = self._rows, int(y1 // _SIZE), int(y2 // _SIZE)
        found = 0
        for at in range(first, last + 1):
            # A box that reaches into several strips counts in the first that both are in.
            found += sum(
                [
                    x1 < c and a < x2 and y1 < d and b < y2 and at in (first, start)
                    for start, (a, b, c, d) in strips.get(at, ())
                ]
            )
        return found
