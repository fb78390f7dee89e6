"""A picture whose words are shapes, for slides and print shops: no font is needed to show it.

The only place that reads a picture's markup. All that is not text stays as it is, to the byte.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from diagrams.glyph_paths import drawing, hundredths
from diagrams.markup import element, escape
from diagrams.measure import MARGIN, width
from diagrams.shaping import Glyph, Line, shaped

# What says how letters look, not where their shape stands or what colour it has.
_OF_TEXT = {
    *("x", "y", "font-size", "font-weight", "font-family", "text-anchor", "direction"),
    "unicode-bidi",
}


@dataclass(slots=True)
class _Text:
    """One text element: its lines, each with its start; ``begins`` and ``ends`` are bytes."""

    begins: int
    attributes: dict[str, str]
    lines: list[tuple[float, float, str]] = field(default_factory=list)
    ends: int = 0


def outlined(svg: str) -> str:
    """Return a picture of ours with every text as a path; its words stay in a description."""
    source = svg.encode()
    parts: list[bytes] = []
    at = 0
    for text in _texts(source):
        parts += source[at : text.begins], _path(text).encode()
        at = text.ends
    return b"".join((*parts, source[at:])).decode()


def _texts(source: bytes) -> list[_Text]:
    """Find the text elements, in order."""
    found: list[_Text] = []
    open_text: _Text | None = None
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal open_text
        if name == "text":
            open_text = _Text(parser.CurrentByteIndex, attributes)
            found.append(open_text)
        if open_text is not None and "x" in attributes:
            line = (float(attributes["x"]), float(attributes["y"]), "")
            open_text.lines.append(line)

    def words(text: str) -> None:
        if open_text is not None and open_text.lines:
            x, y, before = open_text.lines[-1]
            open_text.lines[-1] = (x, y, before + text)

    def end(name: str) -> None:
        nonlocal open_text
        if name == "text" and open_text is not None:
            # The parser stands before the end tag.
            open_text.ends = source.index(b">", parser.CurrentByteIndex) + 1
            open_text = None

    parser.StartElementHandler = start
    parser.CharacterDataHandler = words
    parser.EndElementHandler = end
    parser.Parse(source, True)
    return found


def _path(text: _Text) -> str:
    given = text.attributes
    size = float(given["font-size"])
    bold = given.get("font-weight") == "bold"
    turned = given.get("direction") == "rtl"
    anchor = given.get("text-anchor", "start")
    commands: list[str] = []
    for x, y, line in text.lines:
        shape = shaped(line, turned, bold)
        squeezed = _squeezed(line, shape, size, bold)
        wide = shape.width * size * squeezed
        back = {"start": wide if turned else 0, "middle": wide / 2, "end": wide}[anchor]
        commands += (_placed(glyph, x - back, y, size, squeezed) for glyph in shape.glyphs)
    kept = {key: value for key, value in given.items() if key not in _OF_TEXT}
    said = element("desc", {}, escape("".join(line for _, _, line in text.lines)))
    return element("path", {**kept, "d": "".join(commands)}, said)


def _placed(glyph: Glyph, x: float, y: float, size: float, squeezed: float) -> str:
    found = drawing(glyph.font, glyph.id, glyph.missing, size, squeezed)
    if found is None:
        return ""
    left = round((x + glyph.x * size * squeezed) * 100) + found.x
    top = round((y - glyph.y * size) * 100) + found.y
    return f"M{hundredths(left)} {hundredths(top)}{found.commands}"


def _squeezed(line: str, shape: Line, size: float, bold: bool) -> float:
    """Return what makes a line no wider than room was kept for it; nearly always 1."""
    room = width(line, size, bold) * MARGIN
    wide = shape.width * size
    return room / wide if wide > room else 1
