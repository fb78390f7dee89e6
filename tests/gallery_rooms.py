"""Pictures of a whole room and of its files for the gallery."""

from collections.abc import Iterator

import segno
from gallery import sample_tables
from gallery_tables import Figure, Section
from rooms import room

from diagrams import composite_render, gaps, matrix, overlap, zone_pages
from diagrams.composite import Said, TableDiagram, gather
from diagrams.outlines import outlined
from diagrams.png import png
from diagrams.render import file_svg
from diagrams.template import task_ids, template
from diagrams.worksheet import Way, worksheet

ADDRESS = "http://192.168.1.20:8000"


def _rehearsed(task: str, most: int = 8) -> Said:
    at = 1 if task == "innovation" else 2
    tables = [
        TableDiagram(f"t{number}", row[0], row[at])
        for number, row in enumerate(sample_tables()[:most], 1)
    ]
    return gather(template(task), tables, heading="Northern managers", tables=len(tables))


def _rooms(task: str) -> Iterator[tuple[str, str, Said]]:
    yield f"0-{task}", "nobody yet", _rehearsed(task, 0)
    yield f"8-{task}", "8 tables of the rehearsal", _rehearsed(task)
    yield f"60-{task}", "60 tables, 20 notes each", room(task, 60)


def _composites() -> Iterator[Figure]:
    for rooms in zip(*(_rooms(task) for task in task_ids()), strict=True):
        for name, caption, said in rooms:
            svg = composite_render.file_svg(said, prefix=f"room-{name}")
            yield Figure(f"room-{name}.svg", caption, svg)


def _views() -> Iterator[Figure]:
    for _, caption, said in (*_rooms("organisation"), *_rooms("innovation")):
        for name, view in (("matrix", matrix), ("overlap", overlap), ("gaps", gaps)):
            prefix = f"{name}-{said.tables}-{said.template.id}"
            svg = view.file_svg(said, prefix=prefix)
            yield Figure(f"{prefix}.svg", f"{name}: {caption}, {said.template.short}", svg)


def _zones() -> Iterator[Figure]:
    for task in task_ids():
        for many, said in ((8, _rehearsed(task)), (60, room(task, 60))):
            for zone in template(task).zones[:2]:
                prefix = f"zone-{zone.id}-{many}-{task}"
                svg = zone_pages.file_svg(said, zone=zone.id, prefix=prefix)
                yield Figure(f"{prefix}.svg", f"{zone.title}, {many} tables", svg)


def _flavours() -> Iterator[Figure]:
    name, *drawn = sample_tables()[0]
    for task, diagram in zip(task_ids(), drawn, strict=True):
        svg = file_svg(template(task), diagram, heading=name, prefix=f"live-{task}")
        yield Figure(f"flavour-live-{task}.svg", "live text", svg)
        yield Figure(f"flavour-outlines-{task}.svg", "outlines, no font needed", outlined(svg))
        yield Figure(f"flavour-{task}.png", "PNG, twice the size", png(svg))


def _worksheets() -> Iterator[Figure]:
    code = segno.make(f"{ADDRESS}/t/7Q4K", error="m")
    rows = tuple(tuple(bool(dark) for dark in row) for row in code.matrix)
    way = Way(rows, ADDRESS.removeprefix("http://"), "7Q4K")
    for task in task_ids():
        svg = worksheet(template(task), table="Table 4", way=way, prefix=f"sheet-{task}")
        yield Figure(f"worksheet-{task}.svg", "the sheet for print, A3", svg)


def sections() -> Iterator[Section]:
    """Yield the parts of the gallery that show a room, and the forms a picture leaves in."""
    yield Section("Rooms", "What the room said together.", tuple(_composites()))
    yield Section(
        "Findings", "Level by role, several roles, and what is missing.", tuple(_views()), 3
    )
    yield Section("One zone at a time", "All pages, one below the other.", tuple(_zones()))
    yield Section("Flavours", "The same picture in three forms of file.", tuple(_flavours()), 3)
    yield Section("Worksheets", "For tables that write on paper.", tuple(_worksheets()))
