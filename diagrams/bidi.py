"""Which way each part of a line runs: the only place for the bidirectional algorithm (UAX 9).

Text is cleaned before (``text.clean``), so that there are no embeddings, overrides or isolates:
what is left are the weak, neutral and implicit rules, here on graphemes instead of characters,
which is what rule W1 asks of marks.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

_OPENING, _CLOSING = "([{⟨〈《「『【〔（［｛", ")]}⟩〉》」』】〕）］｝"
_NEUTRAL = {"B", "S", "WS", "ON", "BN"}


def _strong(kind: str) -> str:
    """Numbers count as right-to-left where neutrals ask who stands beside them (N1)."""
    return "R" if kind in ("R", "EN", "AN") else kind


def _weak(kinds: list[str], start: str) -> None:
    """Resolve numbers and what stands in and around them (W2 to W7)."""
    last, letter = start, start
    for at, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            letter = kind
        elif kind == "EN" and letter == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        joins = before == "EN" if kind in ("ES", "CS") else False
        if before == after and (joins or (kind, before) == ("CS", "AN")):
            kinds[at] = before
    _terminators(kinds)
    for at, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS", "NSM"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            last = kind
        elif kind == "EN" and last == "L":
            kinds[at] = "L"


def _terminators(kinds: list[str]) -> None:
    """A currency or per cent sign beside a number belongs to it (W5)."""
    at = 0
    for kind, run in groupby(tuple(kinds)):
        end = at + len(list(run))
        beside = {*kinds[max(0, at - 1) : at], *kinds[end : end + 1]}
        if kind == "ET" and "EN" in beside:
            kinds[at:end] = ["EN"] * (end - at)
        at = end


def _brackets(clusters: Sequence[str], kinds: list[str], base: str) -> None:
    """A pair of brackets takes one direction, from what is inside or before it (N0)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, cluster in enumerate(clusters):
        if kinds[at] != "ON":
            continue
        if cluster in _OPENING:
            waiting.append((_CLOSING[_OPENING.index(cluster)], at))
        elif cluster in _CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == cluster:
                    pairs.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    for opening, closing in sorted(pairs):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing]} & {"L", "R"}
        if not inside:
            continue
        direction = base
        if base not in inside:
            before = (_strong(kind) for kind in reversed(kinds[:opening]))
            direction = next((kind for kind in before if kind in "LR"), base)
        kinds[opening] = kinds[closing] = direction


def _neutrals(kinds: list[str], base: str) -> None:
    """Neutrals take the direction that both neighbours have, else the paragraph's (N1, N2)."""
    at = 0
    for neutral, run in groupby(tuple(kinds), key=lambda kind: kind in _NEUTRAL):
        end = at + len(list(run))
        if neutral:
            before = _strong(kinds[at - 1]) if at else base
            after = _strong(kinds[end]) if end < len(kinds) else base
            kinds[at:end] = [before if before == after else base] * (end - at)
        at = end


@lru_cache(maxsize=2_000)
def levels(clusters: tuple[str, ...], right_to_left: bool) -> tuple[int, ...]:
    """Return the embedding level of each grapheme of one paragraph; odd runs to the left."""
    base = "R" if right_to_left else "L"
    kinds = [unicodedata.bidirectional(cluster[0]) or "L" for cluster in clusters]
    if not right_to_left and not {"R", "AL", "AN"} & set(kinds):
        return (0,) * len(kinds)
    _weak(kinds, base)
    _brackets(clusters, kinds, base)
    _neutrals(kinds, base)
    if right_to_left:
        return tuple(1 if kind == "R" else 2 for kind in kinds)
    return tuple({"L": 0, "R": 1}.get(kind, 2) for kind in kinds)


def visual(found: Sequence[int]) -> list[int]:
    """Return the places of one line's parts from left to right, by their levels (L2)."""
    order = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        turned: list[int] = []
        for raised, run in groupby(order, key=[one >= level for one in found].__getitem__):
            part = list(run)
            turned += reversed(part) if raised else part
        order = turned
    return order
