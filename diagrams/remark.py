"""What a cell of the combined picture says about itself: how much it does not show, or nothing.

Absence of words is never silence: a room must see that there is more, or that nobody wrote.
"""

from dataclasses import dataclass

import svg

from diagrams.ink import LEADING, QUIET, baseline, paragraph, words
from diagrams.measure import MARGIN, width

SIZE = 14
_LEFT, _PAD = 3, 1


@dataclass(frozen=True, slots=True)
class Remark:
    """A quiet line: the first of ``texts``, from long to short, that a column holds."""

    id: str
    texts: tuple[str, ...]

    @property
    def largest(self) -> int:
        return SIZE

    def _said(self, column: float) -> str:
        return next((text for text in self.texts if _wide(text) <= column), self.texts[-1])

    def cuts_words(self, column: float, type_size: int) -> bool:
        return False

    def size(self, column: float, type_size: int) -> tuple[float, float]:
        return _wide(self._said(column)), LEADING[SIZE] + 2 * _PAD

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]:
        text = self._said(column)
        if column > w:
            return [paragraph(text, (text,), _LEFT, _PAD, size=SIZE, fill=QUIET)]
        # As wide as its words: it stands at the right of others, and ends where they do.
        y = _PAD + baseline(SIZE)
        return [words(text, w, y, size=SIZE, fill=QUIET, anchor="end")]


def _wide(text: str) -> float:
    return _LEFT + width(text, SIZE) * MARGIN


def more(cell: str, hidden: int, once: int) -> Remark:
    """Say that ``hidden`` groups are not shown, ``once`` of them from a single table."""
    each = "each " if hidden > 1 else ""
    said = f"and {hidden} more"
    if once == hidden:
        said += f", {each}from one table"
    elif once:
        said += f", {once} from one table"
    return Remark(f"more-{cell}", (said, f"+{hidden} more", f"+{hidden}"))


def nobody(cell: str) -> Remark:
    return Remark(f"none-{cell}", ("No table wrote here",))
