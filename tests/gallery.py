"""Writes every kind of picture into ``output/gallery`` to look at: ``python tests/gallery.py``."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from diagrams import composite, composite_render, render  # noqa: E402
from diagrams.markup import escape  # noqa: E402
from diagrams.model import Diagram, Link, Note, Version  # noqa: E402
from diagrams.template import template  # noqa: E402

OUT = ROOT / "output" / "gallery"
# The rehearsal workshop that `workshop demo` plays.
SAMPLE = ROOT / "workshop" / "data" / "rehearsal.json"


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


HOSTILE = (
    "<script>alert(1)</script> & \"quotes\" 'both' ]]> <!-- -->",
    "w" * 60,
    "W" * 200,
    "שלום עולם, זה פתק בעברית על שיפור השירות (2016) בבית החולים",
    "اجتماع أسبوعي بين دار الرعاية والطبيب العام",
    "患者さんのための地域連携会議を毎週水曜日に開いています。みんなで話し合う。",
    "👩\u200d⚕️👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🎉 emoji joined ☕ → ↔ £5 ½ ™",
    "e\u0301\u0302\u0303\u0304 नमस्ते दुनिया ສະບາຍດີ สวัสดีชาวโลกทั้งหลาย",
    "https://www.example.org/a/very/long/address?with=parameters&and=more#fragment",
    "Mixed עברית inside English, 3 words",
    "x",
)


def hostile(task: str) -> Diagram:
    zones = template(task).zones
    notes = [
        note(f"h{i}-{j}", zone.id, text, "ABC"[i % 3])
        for i, zone in enumerate(zones)
        for j, text in enumerate(HOSTILE[i::4])
    ]
    return diagram(task, '<b>"Ωmega" & Söns</b> שלום', notes)


def many(task: str, count: int, length: int = 45) -> Diagram:
    words = "a short statement that somebody wrote at the table in a hurry about the service"
    zones = template(task).zones
    notes = []
    for index in range(count):
        zone = zones[(index * 3) % len(zones)].id
        level = ("inside", "local", "regional", "national")[index % 4]
        kind = ("people", "organisation", "thing")[index % 3]
        text = (f"{index} " + words * 4)[: length - index % 17].strip()
        notes.append(note(f"m{index}", zone, text, "ABCDEF"[index % 6], level=level, kind=kind,
                          potential=index % 5 == 0))  # fmt: skip
    return diagram(task, "A crowded table", notes)


def contested() -> Diagram:
    return diagram(
        "innovation",
        "Falls car for care homes",
        [
            note("a", "need", "Care home staff call 999 after every fall", "A",
                 ("Care home staff call 999 after almost every fall", "Nobody else to call")),
            note("b", "judgement", "The board kept it", "B", ("The board dropped it",)),
        ],
    )  # fmt: skip


def cases() -> list[tuple[str, str, Diagram]]:
    """Return (file name, heading, diagram) of all there is to look at."""
    found: list[tuple[str, str, Diagram]] = []
    for task in ("innovation", "organisation"):
        found.append((f"{task}-empty", "Table 4", Diagram(task)))
        one = note("o", template(task).zones[0].id, template(task).zones[0].example)
        found.append((f"{task}-one", "Table 4", diagram(task, "", [one])))
        found.append((f"{task}-hostile", "Table <4>", hostile(task)))
        found.append((f"{task}-150", "Table 4", many(task, 150)))
        found.append((f"{task}-500", "Table 4", many(task, 500, 200)))
    long = "The table with a very long name that goes on and on until eighty characters are full"
    found.append(("long-title", long, Diagram("innovation", title=long[::-1])))
    found.append(("contested", "Table 4", contested()))
    for index, (name, innovation, organisation) in enumerate(sample_tables(), 1):
        found.append((f"innovation-{index}", name, innovation))
        found.append((f"organisation-{index}", name, organisation))
    return found


def composites() -> list[tuple[str, str]]:
    """Return (file name, picture) of the combined pictures."""
    found = []
    for at, task in enumerate(("innovation", "organisation"), 1):
        form = template(task)
        tables = [
            composite.TableDiagram(f"t{number}", row[0], row[at])
            for number, row in enumerate(sample_tables(), 1)
        ]
        for name, some in ((f"all-{task}", tables), (f"none-{task}", tables[:0])):
            said = composite.gather(form, some, heading="Northern managers", tables=len(some))
            svg = composite_render.file_svg(said, prefix=name)
            found.append((name, svg))
    return found


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    shown = []
    for name, heading, filled in cases():
        file = OUT / f"{name}.svg"
        file.write_text(
            render.file_svg(template(filled.task), filled, heading=heading, prefix=name)
        )
        shown.append(f'<h2>{escape(name)}</h2><img src="{file.name}" width="1200">')
    for name, svg in composites():
        (OUT / f"{name}.svg").write_text(svg)
        shown.append(f'<h2>{name}</h2><img src="{name}.svg" width="1200">')
    page = '<!doctype html><meta charset="utf-8"><title>Gallery</title>' + "".join(shown)
    (OUT / "index.html").write_text(page)


if __name__ == "__main__":
    main()
