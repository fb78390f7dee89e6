"""What drawing costs: one note more, in an empty and in a full diagram."""

import statistics
import time
from collections.abc import Callable

from diagrams.apply import Stamp, apply
from diagrams.model import Diagram
from diagrams.ops import OP
from diagrams.render import file_svg, scene
from diagrams.scene import changes
from diagrams.template import Template, template

SIZES = (0, 15, 45, 200)
ROUNDS = 20


def run() -> None:
    form = template("innovation")
    print("\nDrawing an innovation diagram      median ms")
    for size in SIZES:
        diagram = _filled(form, size)
        whole, parts = _ms(_whole(form, diagram)), _ms(_parts(form, diagram))
        print(f"  {size:>3} notes: the whole as a file    {whole:>8.2f}")
        print(f"  {size:>3} notes: parts for one more     {parts:>8.2f}")


def _filled(form: Template, size: int) -> Diagram:
    diagram = Diagram(task=form.id)
    for number in range(size):
        zone = form.zones[number % len(form.zones)].id
        diagram = _with(form, diagram, zone, f"note {number}: phone first, then the visit")
    return diagram


def _with(form: Template, diagram: Diagram, zone: str, text: str) -> Diagram:
    note = f"n{len(diagram.notes)}"
    op = {"type": "note.add", "note": note, "place": {"zone": zone}, "text": text}
    return apply(form, diagram, OP.validate_python(op), Stamp(diagram.seq + 1, "p", "A"))


def _whole(form: Template, diagram: Diagram) -> Callable[[int], object]:
    return lambda turn: file_svg(form, diagram, heading=f"Table {turn}", prefix=f"d{turn}")


def _parts(form: Template, before: Diagram) -> Callable[[int], object]:
    """Every round another wording, and the room's picture in memory, as in a session."""
    afters = [_with(form, before, "need", f"wording {turn}") for turn in range(ROUNDS)]
    old = scene(form, before, heading="Table 1", prefix="d1")
    return lambda turn: changes(old, scene(form, afters[turn], heading="Table 1", prefix="d1"))


def _ms(act: Callable[[int], object]) -> float:
    times = []
    for turn in range(ROUNDS):
        begin = time.perf_counter()
        act(turn)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000
