"""What a view shows, as elements with ids, and the only place that finds what changed in it.

Pictures, outlines and composites are scenes: one way to patch them serves all (R17).

Rule 1: Elements stand in document order; a parent that is an element itself comes before its
children, and its markup is written without them.
Rule 2: The attributes of the root and of an element keep their names; only their values change.
Rule 3: Families that are one object in two scenes are not looked into: whoever draws the next
scene keeps those that stayed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diagrams.markup import with_attributes

Attributes = tuple[tuple[str, str], ...]


# Elements and parts are made and compared by the hundred at an edit: tuples do that in C.
class Element(NamedTuple):
    """One piece of a view that is replaced as a whole; ``bare`` is markup and carries the ``id``.

    ``attributes`` are those of its tag that can change without the rest: ``bare`` lacks them.
    """

    id: str
    parent: str
    bare: str
    attributes: Attributes = ()

    @property
    def markup(self) -> str:
        return with_attributes(self.bare, self.attributes) if self.attributes else self.bare


Family = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A view at one seq: the root's id and attributes, and its elements by what they stand in.

    Parents that are no elements (the layers of a picture, the lists of an outline) are part of
    what the page shows from the start.
    """

    root: str
    attributes: Mapping[str, str]
    families: Mapping[str, Family]

    @property
    def elements(self) -> dict[str, Element]:
        """Return all elements by id, parents before their children."""
        return {element.id: element for family in self.families.values() for element in family}


def families(elements: Iterable[Element]) -> dict[str, Family]:
    """Return elements by what they stand in."""
    found: dict[str, list[Element]] = {}
    for element in elements:
        found.setdefault(element.parent, []).append(element)
    return {parent: tuple(children) for parent, children in found.items()}


class Part(NamedTuple):
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
    touched = _touched(old, new)
    before = {element.id: element for one in touched.values() for element in one.old}
    after = {element.id for one in touched.values() for element in one.new}
    gone = [id for id in before if id not in after]
    parts = [*_attributes(old, new), *(Part(id) for id in _named(gone, old, new))]
    renewed: set[str] = set()
    for parent, family in new.families.items() if touched else ():
        if parent in renewed:
            # A parent's own markup is empty of children: renewing it means placing all of them.
            now = {child.id for child in family}
            parts += _placed(family, None, now)
        elif parent in touched:
            now = _changed(touched[parent], before, parts)
        else:
            continue
        renewed |= now
    return tuple(parts)


class _Touched(NamedTuple):
    """A family that is not what it was: ``old`` and ``new`` stand between those at its start and
    at its end that have the same ids in both. Of these, ``moved`` have other attributes, and
    ``head`` and ``tail`` are drawn anew: each with its follower, the last first.
    """

    old: Family = ()
    new: Family = ()
    follower: str | None = None
    moved: Sequence[Part] = ()
    head: Sequence[tuple[Element, str | None]] = ()
    tail: Sequence[tuple[Element, str | None]] = ()


def _touched(old: Scene, new: Scene) -> dict[str, _Touched]:
    found = {}
    for parent, family in new.families.items():
        was = old.families.get(parent, ())
        if was is not family:
            found[parent] = _compared(was, family)
    for parent in old.families.keys() - new.families.keys():
        found[parent] = _Touched(old.families[parent])
    return found


def _compared(old: Family, new: Family) -> _Touched:
    moved: list[Part] = []
    head: list[tuple[Element, str | None]] = []
    tail: list[tuple[Element, str | None]] = []
    start, shorter = 0, min(len(old), len(new))
    for start, (was, now) in enumerate(zip(old, new, strict=False), 1):
        if was is not now:
            if was.id != now.id:
                start -= 1
                break
            if _is_kept(was, now):
                moved += _set(was, now)
            else:
                head.append((now, new[start].id if start < len(new) else None))
    end = 0
    follower: str | None = None
    while end < shorter - start:
        was, now = old[-1 - end], new[-1 - end]
        if was is not now:
            if was.id != now.id:
                break
            if _is_kept(was, now):
                moved += _set(was, now)
            else:
                tail.append((now, follower))
        end, follower = end + 1, now.id
    head.reverse()
    middle = old[start : len(old) - end], new[start : len(new) - end]
    return _Touched(*middle, follower, moved, head, tail)


def _attributes(old: Scene, new: Scene) -> Iterator[Part]:
    if old.attributes is new.attributes:
        return
    assert old.attributes.keys() <= new.attributes.keys(), "attributes are set, never taken away"
    changed = {
        name: value for name, value in new.attributes.items() if old.attributes.get(name) != value
    }
    if changed:
        yield Part(new.root, attributes=changed)


def _named(gone: Sequence[str], old: Scene, new: Scene) -> Sequence[str]:
    """Return those of ``gone`` that nothing else that goes takes along."""
    if not any(id in old.families for id in gone):
        return gone
    elements, standing = old.elements, new.elements

    def is_taken(id: str) -> bool:
        while (above := elements.get(elements[id].parent)) is not None:
            if above.id not in standing:
                return True
            id = above.id
        return False

    return [id for id in gone if not is_taken(id)]


def _changed(one: _Touched, before: Mapping[str, Element], parts: list[Part]) -> set[str]:
    """Add the parts of a family to ``parts``, and return the ids of what they renew."""
    renewed = _renewed(one, before) if one.new else set()
    parts += one.moved
    for child in one.new:
        if child.id not in renewed:
            parts += _set(before[child.id], child)
    for child, follower in one.tail:
        parts.append(Part(child.id, child.parent, follower, child.markup))
    parts += _placed(one.new, one.follower, renewed)
    for child, follower in one.head:
        parts.append(Part(child.id, child.parent, follower, child.markup))
    return renewed.union(child.id for child, _ in (*one.tail, *one.head))


def _set(was: Element, now: Element) -> list[Part]:
    """Return the part that sets the attributes which changed."""
    if was.attributes == now.attributes:
        return []
    changed = [pair for pair in now.attributes if pair not in was.attributes]
    return [Part(now.id, None, None, None, dict(changed))]


def _renewed(one: _Touched, before: Mapping[str, Element]) -> set[str]:
    """Return those of ``new`` that are new, have another markup, or stand elsewhere."""
    kept = [child.id for child in one.new if _is_kept(before.get(child.id), child)]
    now = {child.id for child in one.new}.difference(kept) if len(kept) < len(one.new) else set()
    place = {child.id: position for position, child in enumerate(one.old)}
    positions = [place[id] for id in kept]
    if positions != sorted(positions):
        now.update(kept[index] for index in _out_of_order(positions))
    return now


def _is_kept(was: Element | None, now: Element) -> bool:
    """Say whether it is what it was but for the values of attributes."""
    return was is now or (
        was is not None
        and was.bare == now.bare
        and was.parent == now.parent
        and len(was.attributes) == len(now.attributes)
    )


def _placed(children: Family, follower: str | None, now: set[str]) -> Iterator[Part]:
    """Place those children whose ids are in ``now``, last to first."""
    for child in reversed(children) if now else ():
        if child.id in now:
            yield Part(child.id, child.parent, follower, child.markup)
        follower = child.id


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
