"""What drawing costs: one edit, a fresh picture, a session's export, and the combined picture.

Times are of the processor, so that others on the machine disturb them less.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from diagrams import composite, composite_render
from diagrams.apply import Stamp, apply
from diagrams.composite import TableDiagram
from diagrams.model import LEVELS, Diagram
from diagrams.ops import OP, Op
from diagrams.outline import Listed, listed
from diagrams.redraw import Drawing
from diagrams.render import drawn, file_svg
from diagrams.scene import changes
from diagrams.template import Template, task_ids, template

SIZES = (10, 60, 400)
FULL = 60
EDITS = 300
PICTURES = 30
TABLES = 60
# What tables write in ten minutes.
FEWEST, MOST = 20, 45
NAMED = 20
ROUNDS = 5
KINDS = ("add", "reword", "move")
WORDS = (
    *("the", "ward", "team", "rang", "carers", "before", "each", "visit", "so", "that", "fewer"),
    *("people", "came", "back", "within", "thirty", "days", "of", "leaving", "hospital", "care"),
)


def run() -> None:
    print(f"\nOne edit to the parts it changes      median ms, n = {EDITS} a size")
    print(f"  (a third each {', '.join(KINDS)}; in all zones)")
    for task in task_ids():
        _edits(task)
    print(f"\nA picture as a file                   median ms, n = {PICTURES}")
    for task in task_ids():
        print(f"  {task}, {FULL} notes{_ms(_fresh(task)):>26.2f}")
    seconds = _ms(_exports()) / 1000
    many = f"{2 * TABLES} pictures of {FEWEST} to {MOST} notes"
    print(f"\n{many}, median of {ROUNDS}: {seconds:.2f} s")
    print(f"\nThe combined picture of {TABLES} tables of {NAMED} notes, median ms, n = {ROUNDS}")
    for task in task_ids():
        print(f"  {task:<34}{_ms(_combined(task)):>8.1f}")


def _edits(task: str) -> None:
    pictures, lists = {}, {}
    for size in SIZES:
        pictures[size], lists[size] = _of_edits(template(task), size)
    for view, found in (("picture", pictures), ("outline", lists)):
        each = "  ".join(f"{size}: {found[size]:.3f}" for size in SIZES)
        flat = found[SIZES[-1]] / found[SIZES[0]]
        print(f"  {task}, {view:<8}  {each}   {SIZES[-1]} to {SIZES[0]}: {flat:.2f}")


def _of_edits(form: Template, size: int) -> tuple[float, float]:
    """Return the cost of an edit of ``size`` notes: its picture with the edit itself; its list."""
    rng = _random(str(size))
    diagram = _filled(form, size, rng)
    picture = _drawn(form, diagram)
    words = listed(form, diagram, "d1")
    times: list[tuple[float, float]] = []
    for turn in range(EDITS):
        kind = KINDS[turn % len(KINDS)]
        op = _op(form, diagram, kind, turn, rng)
        begin = time.process_time()
        after = apply(form, diagram, op, Stamp(diagram.seq + 1, "p", "A"))
        picture_after = _drawn(form, after, picture)
        changes(picture.scene, picture_after.scene)
        middle = time.process_time()
        words_after: Listed = listed(form, after, "d1", words)
        changes(words.scene, words_after.scene)
        times.append((middle - begin, time.process_time() - middle))
        # What is added is taken out again, so that the size stays.
        if kind != "add":
            diagram, picture, words = after, picture_after, words_after
    first, second = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
    return first, second


def _drawn(form: Template, diagram: Diagram, before: Drawing | None = None) -> Drawing:
    return drawn(form, diagram, heading="Table 1", prefix="d1", before=before)


def _op(form: Template, diagram: Diagram, kind: str, turn: int, rng: random.Random) -> Op:
    if kind == "add":
        return _add(form, diagram, turn // len(KINDS), rng)
    note = diagram.notes[rng.choice(list(diagram.notes))]
    if kind == "reword":
        base = note.versions[0].seq
        op: dict[str, object] = {"type": "note.edit", "text": _words(rng), "base": base}
    elif form.levels and turn % 2:
        level = rng.choice([level for level in LEVELS if level != note.level])
        op = {"type": "note.describe", "level": level}
    else:
        zone = rng.choice([zone.id for zone in form.zones if zone.id != note.zone])
        op = {"type": "note.move", "place": {"zone": zone}}
    return OP.validate_python({**op, "note": note.id})


def _add(form: Template, diagram: Diagram, at: int, rng: random.Random) -> Op:
    place = {"zone": form.zones[at % len(form.zones)].id}
    levels = {"level": rng.choice(LEVELS), "potential": rng.random() < 0.2} if form.levels else {}
    op = {"type": "note.add", "note": f"n{diagram.seq}", "place": place, "text": _words(rng)}
    return OP.validate_python({**op, **levels})


def _words(rng: random.Random) -> str:
    """Return a statement that is hardly ever said twice."""
    said = [rng.choice(WORDS) for _ in range(rng.randint(2, 12))]
    return " ".join([*said[:1], str(rng.randint(0, 9_999)), *said[1:]])


def _filled(form: Template, size: int, rng: random.Random) -> Diagram:
    diagram = Diagram(task=form.id)
    for at in range(size):
        op = _add(form, diagram, at, rng)
        diagram = apply(form, diagram, op, Stamp(diagram.seq + 1, "p", "ABCD"[at % 4]))
    return diagram


def _fresh(task: str) -> Iterator[Callable[[], object]]:
    rng = _random(task)
    for at in range(PICTURES):
        yield partial(_file, _filled(template(task), FULL, rng), at)


def _file(diagram: Diagram, at: int) -> str:
    return file_svg(template(diagram.task), diagram, heading=f"Table {at}", prefix=f"d{at}")


def _exports() -> Iterator[Callable[[], object]]:
    """Every round other words: none is measured already."""
    for turn in range(ROUNDS):
        rng = _random(f"export {turn}")
        yield partial(
            _export,
            [
                _filled(template(task), rng.randint(FEWEST, MOST), rng)
                for task in task_ids()
                for _ in range(TABLES)
            ],
        )


def _export(diagrams: Sequence[Diagram]) -> None:
    for at, diagram in enumerate(diagrams):
        _file(diagram, at)


def _combined(task: str) -> Iterator[Callable[[], object]]:
    """Of the notes of each table a third are said by others too."""
    form = template(task)
    for turn in range(ROUNDS):
        rng = _random(f"combined {turn}")
        shared = [_words(rng) for _ in range(NAMED)]
        tables = [
            TableDiagram(f"t{at}", f"Table {at}", _table(form, shared, rng)) for at in range(TABLES)
        ]
        yield partial(_combine, form, tables)


def _combine(form: Template, tables: Sequence[TableDiagram]) -> None:
    said = composite.gather(form, tables, heading="Leeds", tables=len(tables))
    composite_render.scene(said, prefix="all")


def _table(form: Template, shared: Sequence[str], rng: random.Random) -> Diagram:
    diagram = Diagram(task=form.id)
    for at in range(NAMED):
        op = _add(form, diagram, at, rng)
        if at % 3 == 0:
            op = op.model_copy(update={"text": shared[rng.randrange(NAMED)]})
        diagram = apply(form, diagram, op, Stamp(diagram.seq + 1, "p", "A"))
    return diagram


def _random(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 # the same words at every run, not a secret


def _seconds(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def _ms(acts: Iterator[Callable[[], object]]) -> float:
    return statistics.median(_seconds(act) for act in acts) * 1000
