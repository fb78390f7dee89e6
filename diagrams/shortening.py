"""Words that must fit in a few lines: the only place where a text may end before its end.

Only the overview of a room shortens, and only what stands in full below it.
"""

from collections.abc import Sequence
from functools import lru_cache

from diagrams.measure import MARGIN, lines, width
from diagrams.text import graphemes

_MARK = "…"


@lru_cache(maxsize=5_000)
def shortened(
    text: str, size: float, room: float, most: int, bold: bool = False
) -> tuple[str, ...]:
    """Return ``text`` as at most ``most`` lines; a mark at the end says that it goes on."""
    broken = lines(text, size, room, bold)
    if len(broken) <= most:
        return broken
    return (*broken[: most - 1], _ended(broken[most - 1], size, room, bold))


def _ended(line: str, size: float, room: float, bold: bool) -> str:
    kept = list(graphemes(line))
    while kept and width("".join(kept).rstrip() + _MARK, size, bold) * MARGIN > room:
        kept.pop()
    return "".join(kept).rstrip(" ,;:.-–") + _MARK


def is_whole(text: str, broken: Sequence[str]) -> bool:
    """Say whether the lines of ``text`` hold all of it."""
    return len("".join(broken).replace(" ", "")) == len(text.replace(" ", ""))
