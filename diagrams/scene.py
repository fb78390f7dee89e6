"""What a view shows, as elements with ids, and the only place that finds what changed in it.

Pictures, outlines and composites are scenes: one way to patch them serves all (R17).

Rule 1: Elements stand in document order; a parent that is an element itself comes before its
children, and its markup is written without them.
Rule 2: The attributes of the root keep their names; only their values change.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of a view that is replaced as a whole; ``markup`` carries the ``id``."""

    id: str
    parent: str
    markup: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A view at one seq: the root's id and attributes, and its elements in document order.

    Parents that are no elements (the layers of a picture, the lists of an outline) are part of
    what the page shows from the start.
    """

    root: str
    attributes: Mapping[str, str]
    elements: Mapping[str, Element]


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a patch: element ``id`` becomes ``markup`` inside ``parent`` just before
    ``before`` (None: last), or goes (``markup`` None), or gets ``attributes``.
    """

    id: str
    parent: str | None = None
    before: str | None = None
    markup: str | None = None
    attributes: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, object]:
        if self.attributes is not None:
            return {"id": self.id, "attributes": dict(self.attributes)}
        return {
            "id": self.id,
            "parent": self.parent,
            "before": self.before,
            "markup": self.markup,
        }


def changes(old: Scene, new: Scene) -> tuple[Part, ...]:
    """Return the fewest parts that, applied in order, turn ``old`` into exactly ``new``.

    Children are placed last to first, so what a part stands before is already there.
    """
    assert old.root == new.root, "a patch never changes what it is a view of"
    return (*_attributes(old, new), *_removals(old, new), *_placements(old, new))


def _attributes(old: Scene, new: Scene) -> Iterator[Part]:
    assert old.attributes.keys() <= new.attributes.keys(), "attributes are set, never taken away"
    changed = {
        name: value for name, value in new.attributes.items() if old.attributes.get(name) != value
    }
    if changed:
        yield Part(new.root, attributes=MappingProxyType(changed))


def _removals(old: Scene, new: Scene) -> Iterator[Part]:
    if old.elements.keys() <= new.elements.keys():
        return
    for element in old.elements.values():
        if element.id not in new.elements and not _goes_with_another(element, old, new):
            yield Part(element.id)


def _goes_with_another(element: Element, old: Scene, new: Scene) -> bool:
    """Say whether something it stood in goes as well, and takes it along."""
    while (above := old.elements.get(element.parent)) is not None:
        if above.id not in new.elements:
            return True
        element = above
    return False


def _placements(old: Scene, new: Scene) -> Iterator[Part]:
    renewed = {
        element.id
        for element in new.elements.values()
        if (before := old.elements.get(element.id)) is not element
        and (before is None or before.markup != element.markup or before.parent != element.parent)
    }
    renewed |= _moved(old, new, renewed)
    if not renewed:
        return
    for parent, children in _families(new).items():
        # A parent's own markup is empty of children: renewing it means placing all of them.
        emptied = parent in renewed
        follower: str | None = None
        for child in reversed(children):
            if emptied or child in renewed:
                renewed.add(child)
                yield Part(child, parent, follower, new.elements[child].markup)
            follower = child


def _families(scene: Scene) -> dict[str, list[str]]:
    families: dict[str, list[str]] = {}
    for element in scene.elements.values():
        families.setdefault(element.parent, []).append(element.id)
    return families


def _moved(old: Scene, new: Scene, renewed: Collection[str]) -> set[str]:
    """Return those that kept their markup and parent but must be placed again."""
    before = [id for id in old.elements if id in new.elements and id not in renewed]
    after = [id for id in new.elements if id in old.elements and id not in renewed]
    if before == after:
        return set()
    place = {id: position for position, id in enumerate(before)}
    moved: set[str] = set()
    for children in _families(new).values():
        kept = [id for id in children if id in place]
        positions = [place[id] for id in kept]
        moved.update(kept[index] for index in _out_of_order(positions))
    return moved


def _out_of_order(positions: Sequence[int]) -> set[int]:
    """Return the fewest indexes without which ``positions`` only rises (patience sorting)."""
    lows: list[int] = []
    at: list[int] = []
    came_from: list[int] = []
    for index, position in enumerate(positions):
        pile = bisect_left(lows, position)
        came_from.append(at[pile - 1] if pile else -1)
        if pile == len(lows):
            lows.append(position)
            at.append(index)
        else:
            lows[pile], at[pile] = position, index
    out = set(range(len(positions)))
    index = at[-1] if at else -1
    while index >= 0:
        out.discard(index)
        index = came_from[index]
    return out
