"""The diagrams of a workshop file, as the tables of the rehearsal drew them."""

import json
from pathlib import Path

from diagrams.model import Diagram, Link, Note, Version

# The rehearsal workshop that `workshop demo` plays.
SAMPLE = Path(__file__).parent.parent / "workshop" / "data" / "rehearsal.json"


def note(
    id: str, zone: str, text: str, letter: str = "A", more: tuple[str, ...] = (), **about: object
) -> Note:
    texts = [text, *more]
    versions = tuple(
        Version(one, seq, f"p{seq}", chr(ord(letter) + seq) if letter else "")
        for seq, one in enumerate(texts)
    )
    return Note(id, zone, versions, "p0", letter, 0, **about)


def diagram(task: str, title: str, notes: list[Note], links: list[Link] | None = None) -> Diagram:
    order: dict[str, tuple[str, ...]] = {}
    for one in notes:
        order[one.zone] = (*order.get(one.zone, ()), one.id)
    return Diagram(
        task=task,
        title=title,
        order=order,
        notes={one.id: one for one in notes},
        links={one.id: one for one in links or []},
    )


def sample_tables(path: Path = SAMPLE) -> list[tuple[str, Diagram, Diagram]]:
    """Return (name, innovation, organisation) of every table of a workshop file."""
    found = []
    for table in json.loads(path.read_bytes())["tables"]:
        written = table["innovation"]["notes"]
        notes = [
            note(f"n{i}", one["zone"], one["text"], one["author"]) for i, one in enumerate(written)
        ]
        about = table["organisation"]
        actors = [
            note(one["id"], one["role"], one["text"], one["author"],
                 level=one["level"], kind=one["kind"], potential=one["potential"])
            for one in about["actors"]
        ]  # fmt: skip
        links = [
            Link(f"k{i}", one["from"], one["to"], one["label"], "p", one["author"])
            for i, one in enumerate(about["links"])
        ]
        found.append(
            (
                table["name"],
                diagram("innovation", table["innovation"]["title"], notes),
                diagram("organisation", about["title"], actors, links),
            )
        )
    return found
