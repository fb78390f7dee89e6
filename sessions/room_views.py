"""The views of what the room said: the only place that names, draws and redraws them.

All views of a task are drawn from one ``Said``, and again when a diagram changed, never per entry.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from diagrams import composite, composite_render, gaps, matrix, overlap, render, zone_pages
from diagrams.composite import Said, TableDiagram
from diagrams.glossary import glossary_with
from diagrams.scene import Part, Scene, changes
from diagrams.template import template
from sessions.shows import OneZone, RoomView, WholeTask
from sessions.state import Session
from sessions.wall import OF_LEVELS

_SCENES = MappingProxyType(
    {
        "composite": composite_render.scene,
        "matrix": matrix.scene,
        "overlap": overlap.scene,
        "gaps": gaps.scene,
    }
)
_FILES = MappingProxyType(
    {
        "composite": composite_render.file_svg,
        "matrix": matrix.file_svg,
        "overlap": overlap.file_svg,
        "gaps": gaps.file_svg,
    }
)
# One name for each view: page 1 is never 01. Ids are as long as in an op.
_NAME = re.compile(
    r"(?P<mode>composite|matrix|overlap|gaps):(?P<task>[A-Za-z0-9_-]{1,24})"
    r"|zone:(?P<of>[A-Za-z0-9_-]{1,24}):(?P<zone>[A-Za-z0-9_-]{1,24}):(?P<page>[1-9][0-9]{0,3})"
)


def stream_name(view: RoomView) -> str:
    if isinstance(view, OneZone):
        return f"zone:{view.task}:{view.zone}:{view.page}"
    return f"{view.mode}:{view.task}"


def parse(stream: str) -> RoomView | None:
    """Return the view that a stream is named after; ``apply`` says whether a session has it."""
    found = _NAME.fullmatch(stream)
    if found is None:
        return None
    if found["zone"]:
        return OneZone(task=found["of"], zone=found["zone"], page=int(found["page"]))
    return WholeTask.model_validate({"mode": found["mode"], "task": found["task"]})


def lock_name(task: str) -> str:
    """Return the name of the one lock of all views of a task."""
    return f"room:{task}"


def svg_prefix(view: RoomView) -> str:
    """Return the prefix of element ids in the picture (a colon would need escaping in CSS)."""
    return _prefix(stream_name(view))


def _prefix(stream: str) -> str:
    return stream.replace(":", "-")


@dataclass(frozen=True, slots=True)
class RoomPicture:
    """A view as it was last sent; ``seq`` counts its redraws, not entries.

    ``page`` of ``pages`` is what it shows of a zone: where words went, the last page there is.
    ``stream`` is the name it is watched by: the same view can be shown of several times at once.
    """

    view: RoomView
    stream: str
    seq: int
    scene: Scene
    page: int = 1
    pages: int = 1

    @property
    def paging(self) -> dict[str, int]:
        """Return what a client needs to turn pages, in messages about a zone."""
        return {"page": self.page, "pages": self.pages} if isinstance(self.view, OneZone) else {}


def gather(
    session: Session, task: str, diagrams: Sequence[TableDiagram], not_shown: int = 0
) -> Said:
    """Return what the tables said in one task; of ``not_shown`` tables there is nothing in it."""
    missing = f"{not_shown} {'table' if not_shown == 1 else 'tables'} not shown yet"
    return composite.gather(
        template(task),
        diagrams,
        heading=f"{missing} · {session.title}" if not_shown else session.title,
        tables=len(session.tables) - not_shown,
        glossary=glossary_with(session.glossary),
        decisions=session.combining.decisions,
        dots=session.combining.shown_dots(task),
    )


def draw(said: Said, view: RoomView, stream: str | None = None) -> RoomPicture:
    """Return a view of the room as nobody has seen it yet."""
    stream = stream or stream_name(view)
    prefix = _prefix(stream)
    if isinstance(view, OneZone):
        pages = zone_pages.pages(said, view.zone)
        page = min(view.page, pages)
        scene = zone_pages.scene(said, zone=view.zone, page=page, prefix=prefix)
        return RoomPicture(view, stream, 1, scene, page, pages)
    return RoomPicture(view, stream, 1, _SCENES[view.mode](said, prefix=prefix))


def advanced(
    last: RoomPicture | None, view: RoomView, said: Said, stream: str | None = None
) -> tuple[RoomPicture, tuple[Part, ...]]:
    """Return the newer picture and the parts that lead to it; ``last`` when nothing changed."""
    fresh = draw(said, view, stream)
    if last is None:
        return fresh, ()
    parts = changes(last.scene, fresh.scene)
    if not parts and fresh.paging == last.paging:
        return last, ()
    return replace(fresh, seq=last.seq + 1), parts


def views_of(task: str) -> Iterator[RoomView]:
    """Yield every view of what was said in a task; of a zone its first page."""
    form = template(task)
    for mode in _SCENES:
        if form.levels or mode not in OF_LEVELS:
            yield WholeTask.model_validate({"mode": mode, "task": task})
    for zone in form.zones:
        yield OneZone(task=task, zone=zone.id)


def file_name(view: RoomView) -> str:
    """Return the name of its file without the ending; zones are in a folder."""
    if isinstance(view, OneZone):
        return f"{view.task}-zones/{view.zone}"
    return view.task if view.mode == "composite" else f"{view.task}-{view.mode}"


def file_svg(said: Said, view: RoomView) -> str:
    """Return the view as a file that stands on its own; of a zone, all pages below each other."""
    prefix = svg_prefix(view)
    if isinstance(view, OneZone):
        return zone_pages.file_svg(said, zone=view.zone, prefix=prefix)
    return _FILES[view.mode](said, prefix=prefix)


def live_svg(picture: RoomPicture) -> str:
    return render.live_svg(picture.scene)


def about(picture: RoomPicture) -> dict[str, object]:
    """Return what a ``state`` message says of a view besides its picture."""
    view = picture.view
    zone = {"zone": view.zone} if isinstance(view, OneZone) else {}
    return {"task": view.task, **zone, **picture.paging}
