"""What of a diagram may be projected: the only place that leaves notes out of what walls show.

Notes that somebody keeps off the wall are as if they were never written: not drawn, not counted,
not linked. Nothing here adds words, so a wall can never show more than its diagram holds.
"""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from diagrams.model import Diagram, Note


def screened(diagram: Diagram) -> Diagram:
    """Return the diagram as walls show it; the same object when nothing is kept off them."""
    if not any(note.withheld for note in diagram.notes.values()):
        return diagram
    return _only(diagram, lambda note: not note.withheld)


def still(then: Diagram, now: Diagram) -> Diagram:
    """Return a picture that was frozen at ``then``, without what was kept off the wall since.

    Freezing keeps words that were changed or removed meanwhile, but it never keeps a wall from
    hiding one.
    """
    hidden = {note.id for note in now.notes.values() if note.withheld}
    hidden |= {gone.note.id for gone in now.removed.values() if gone.note.withheld}
    return _only(then, lambda note: not note.withheld and note.id not in hidden)


def replayed(then: Diagram, now: Diagram) -> Diagram:
    """Return an earlier moment as it may be shown today: with the words that stand now.

    What somebody took back, corrected or kept off the wall since does not come up again.
    """
    standing = {id: note for id, note in now.notes.items() if not note.withheld}
    worded = {
        id: replace(note, versions=standing[id].versions, withheld="")
        for id, note in then.notes.items()
        if id in standing
    }
    links = {id: now.links[id] for id in then.links if id in now.links}
    shown = replace(then, notes=MappingProxyType(worded), links=MappingProxyType(links))
    shown = replace(shown, title=now.title)
    return _only(shown, lambda note: note.id in standing)


def _only(diagram: Diagram, may_show: Callable[[Note], bool]) -> Diagram:
    """Return the diagram of some of its notes alone; links to others go with them."""
    notes = {id: note for id, note in diagram.notes.items() if may_show(note)}
    links = {
        id: link
        for id, link in diagram.links.items()
        if link.source in notes and link.target in notes
    }
    return replace(
        diagram,
        order={zone: tuple(id for id in ids if id in notes) for zone, ids in diagram.order.items()},
        notes=notes,
        links=links,
        removed=MappingProxyType({}),
        removed_links=MappingProxyType({}),
    )
