"""Diagrams to draw and claims about pictures, for the tests of everything that draws."""

from itertools import combinations
from xml.etree import ElementTree

from hypothesis import strategies as st

from diagrams.layout import Layout, Rect
from diagrams.model import KINDS, LEVELS, Diagram, Link, Note, Version
from diagrams.template import template
from diagrams.text import clean, count

_TEXT = {"x", "y", "font-size", "font-weight", "fill", "text-anchor", "direction", "unicode-bidi"}
_LINE = {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"}
# What a picture is made of, and nothing else (diagrams.md, SVG rules): element -> attributes.
ATTRIBUTES: dict[str, set[str]] = {
    "svg": {
        *("id", "viewBox", "width", "height", "role", "aria-labelledby"),
        *("font-family", "fill", "direction"),
    },
    "title": {"id"},
    "desc": {"id"},
    "metadata": {"id"},
    "g": {"id", "transform", "data-note", "data-zone", "data-link"},
    "rect": {"id", "x", "y", "width", "height", "rx", *_LINE},
    "path": {"id", "d", "data-withheld", *_LINE},
    "line": {"x1", "y1", "x2", "y2", *_LINE},
    "polyline": {"points", *_LINE},
    "circle": {"cx", "cy", "r", *_LINE},
    "text": _TEXT,
    "tspan": {"x", "y"},
}
ALLOWED = frozenset(ATTRIBUTES)
# One of every kind of trouble, beside whatever hypothesis comes up with.
HOSTILE = (
    "<script>alert(1)</script>",
    "\"quotes\" & 'quotes' ]]> <!-- -->",
    "w" * 60,
    "W" * 200,
    "שלום עולם, זה פתק בעברית על שיפור השירות בבית החולים",
    "اجتماع أسبوعي بين دار الرعاية والطبيب",
    "患者さんのための地域連携会議を毎週水曜日に開いています。",
    "👩‍⚕️👨‍👩‍👧‍👦🎉 ☕ → ↔",
    "नमस्ते दुनिया สวัสดีชาวโลกทั้งหลาย",
)


def a_note(id: str, zone: str, text: str, letter: str = "A", **about: object) -> Note:
    return Note(id, zone, (Version(text, 1, "p1", letter),), "p1", letter, 1, **about)


def a_diagram(task: str, *notes: Note, links: tuple[Link, ...] = (), title: str = "") -> Diagram:
    order: dict[str, tuple[str, ...]] = {}
    for note in notes:
        order[note.zone] = (*order.get(note.zone, ()), note.id)
    return Diagram(
        task=task,
        title=title,
        order=order,
        notes={note.id: note for note in notes},
        links={link.id: link for link in links},
    )


def crowded(task: str, many: int, length: int = 45) -> Diagram:
    """Return a diagram with ``many`` notes spread over all zones, levels and kinds."""
    zones = template(task).zones
    words = "a short statement that somebody at the table wrote in a hurry " * 5
    return a_diagram(
        task,
        *(
            a_note(
                f"n{at}",
                zones[at * 3 % len(zones)].id,
                (f"{at} {words}")[: max(3, length - at % 7)].strip(),
                "ABCDEF"[at % 6],
                level=LEVELS[at % 4],
                kind=KINDS[at % 3],
                potential=at % 5 == 0,
            )
            for at in range(many)
        ),
    )


texts = (
    st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=200), st.text("ab "))
    .filter(lambda text: text.isascii() or _encodes(text))
    .map(clean)
    .filter(lambda text: 0 < count(text) <= 200)
)  # fmt: skip


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@st.composite
def notes(draw: st.DrawFn, task: str, id: str) -> Note:
    versions = tuple(
        Version(text, at, f"p{at}", draw(st.sampled_from(("", "A", "M"))))
        for at, text in enumerate(draw(st.lists(texts, min_size=1, max_size=3)))
    )
    return Note(
        id,
        draw(st.sampled_from([zone.id for zone in template(task).zones])),
        versions,
        "p0",
        versions[0].letter,
        0,
        level=draw(st.sampled_from(LEVELS)),
        kind=draw(st.sampled_from(KINDS)),
        potential=draw(st.booleans()),
    )


@st.composite
def diagrams(draw: st.DrawFn, task: str, most: int = 25) -> Diagram:
    many = draw(st.integers(0, most))
    drawn = [draw(notes(task, f"n{at}")) for at in range(many)]
    links = ()
    if many > 1:
        pairs = draw(st.lists(st.permutations(range(many)).map(lambda p: p[:2]), max_size=4))
        links = tuple(
            Link(f"k{at}", f"n{a}", f"n{b}", draw(texts.map(lambda text: text[:60])), "p", "A")
            for at, (a, b) in enumerate(pairs)
        )
    return a_diagram(task, *drawn, links=links, title=draw(texts.map(lambda text: text[:80])))


def overlaps(rects: list[Rect]) -> list[tuple[Rect, Rect]]:
    return [(a, b) for a, b in combinations(rects, 2) if a.meets(b)]


def is_inside(inner: Rect, outer: Rect) -> bool:
    return (
        inner.x >= outer.x - 0.01
        and inner.y >= outer.y - 0.01
        and inner.right <= outer.right + 0.01
        and inner.bottom <= outer.bottom + 0.01
    )


def assert_orderly(placed: Layout, width: float = 1600) -> None:
    """Every note is in its cell, no two overlap, and cells are apart and on the canvas."""
    cells = list(placed.cells.values())

    assert not overlaps([one.rect for one in placed.placed.values()])
    assert not overlaps(cells)
    assert all(is_inside(one.rect, placed.cells[one.cell]) for one in placed.placed.values())
    assert all(is_inside(cell, Rect(0, 80, width, placed.height - 80)) for cell in cells)


def parsed(svg: str) -> ElementTree.Element:
    """Read an SVG as any XML parser would; it must be well-formed."""
    return ElementTree.fromstring(svg)


def local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def all_text(svg: str) -> str:
    return "\n".join(
        "".join(one.itertext()) for one in parsed(svg).iter() if local(one.tag) == "text"
    )
