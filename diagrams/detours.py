"""Ways with any number of bends, for the few links that have none with two lanes or fewer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from diagrams.gutters import Gutter
from diagrams.near import Ground
from diagrams.shapes import BEND, Shape, Start


@dataclass(frozen=True, slots=True)
class _Step:
    """A way so far: it stands at ``at`` in the last of its gutters."""

    cost: float
    start: Start
    gutters: tuple[Gutter, ...]
    at: float
    end: Start | None = None


def detour(
    ground: Ground,
    streets: tuple[Sequence[Gutter], Sequence[Gutter]],
    starts: Sequence[Start],
    ends: Sequence[Start],
) -> Shape | None:
    """Return the shortest way through the middles of ``streets``: the lanes and the rows."""
    order = count()
    waiting: list[tuple[float, int, _Step]] = []
    for start in starts:
        for lane in start.lanes:
            cost = abs(lane.middle - start.x) + BEND
            heappush(waiting, (cost, next(order), _Step(cost, start, (lane,), start.y)))
    seen: set[tuple[int, int]] = set()
    while waiting:
        _, _, step = heappop(waiting)
        if step.end is not None:
            return Shape(step.cost, step.start, step.end, step.gutters)
        gutter = step.gutters[-1]
        is_upright = len(step.gutters) % 2 == 1
        place = (id(gutter), ground.stretch(is_upright, gutter.middle, step.at))
        if place in seen:
            continue
        seen.add(place)
        for one in (*_arrivals(ground, step, ends), *_turns(ground, step, streets)):
            heappush(waiting, (one.cost, next(order), one))
    return None


def _arrivals(ground: Ground, step: _Step, ends: Sequence[Start]) -> Iterator[_Step]:
    lane = step.gutters[-1]
    if len(step.gutters) % 2 == 0:
        return
    for end in ends:
        if lane.middle in [one.middle for one in end.lanes] and _is_free(ground, step, end.y):
            cost = step.cost + abs(step.at - end.y) + abs(lane.middle - end.x) + BEND
            yield _Step(cost, step.start, step.gutters, step.at, end)


def _turns(
    ground: Ground, step: _Step, streets: tuple[Sequence[Gutter], Sequence[Gutter]]
) -> Iterator[_Step]:
    here = step.gutters[-1].middle
    for street in streets[len(step.gutters) % 2]:
        if _is_free(ground, step, street.middle):
            cost = step.cost + abs(step.at - street.middle) + BEND
            yield _Step(cost, step.start, (*step.gutters, street), here)


def _is_free(ground: Ground, step: _Step, to: float) -> bool:
    is_free = ground.is_free_upright if len(step.gutters) % 2 else ground.is_free_flat
    return is_free(step.gutters[-1].middle, min(step.at, to), max(step.at, to))
