"""A picture whose words are shapes: complete, in the same places, and nothing else changed."""

import re
from xml.etree import ElementTree

import pytest
from fills import FILLS, HOSTILE, filled
from hypothesis import given, settings
from pictures import ALLOWED, a_diagram, a_note, all_text, diagrams, local, parsed, texts

from diagrams.ink import paragraph, words
from diagrams.measure import MARGIN, lines, width
from diagrams.outlines import outlined
from diagrams.render import file_svg
from diagrams.template import task_ids, template
from diagrams.text import clean

TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
DRAWN = re.compile(r"<path\b[^>]*><desc>[^<]*</desc></path>")
STEP = re.compile(r"([MmLlHhVvQqCcZz])|(-?(?:\d+\.?\d*|\.\d+))")
tasks = pytest.mark.parametrize("task", task_ids())
fills = pytest.mark.parametrize("name", FILLS)


def file_of(diagram, heading="Falls car"):
    return file_svg(template(diagram.task), diagram, heading=heading, prefix="p1")


def alone(*elements):
    inside = "".join(element.as_str() for element in elements)
    size = 'viewBox="0 0 400 100" width="400" height="100"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'


def bounds(d):
    """Return left, top, right and bottom of all points of a path, those of its curves too."""
    found, command, values = [], "", []
    x = y = start_x = start_y = 0.0
    counts = {"M": 2, "m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6}
    for letter, number in STEP.findall(d):
        if letter:
            assert not values, "every command has all of its values"
            command = letter
            if command == "z":
                x, y = start_x, start_y
            continue
        values.append(float(number))
        if len(values) < counts[command]:
            continue
        if command == "M":
            x, y = start_x, start_y = values
        elif command in "hv":
            x, y = (x + values[0], y) if command == "h" else (x, y + values[0])
        else:
            ends = [(x + dx, y + dy) for dx, dy in zip(values[::2], values[1::2], strict=True)]
            found += ends
            x, y = ends[-1]
            if command == "m":
                start_x, start_y, command = x, y, "l"
        found.append((x, y))
        values = []
    across, down = zip(*found, strict=True)
    return min(across), min(down), max(across), max(down)


@tasks
@fills
def test_every_word_becomes_a_shape(task, name):
    """No text is left, and there is a shape for each; its words are in its description."""
    live = file_of(filled(task, FILLS[name]))
    drawn = outlined(live)

    assert "<text" not in drawn
    assert "<tspan" not in drawn
    said = [one.text for path in parsed(drawn).iter() if local(path.tag) == "path" for one in path]
    assert "\n".join(said) == all_text(live)


@tasks
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_only_shapes(task, name):
    """Well-formed, of the listed elements, and drawn: whatever people type."""
    text = clean(HOSTILE[name]) or "x"
    drawn = outlined(file_of(a_diagram(task, a_note("n", template(task).zones[0].id, text))))

    assert {local(one.tag) for one in parsed(drawn).iter()} <= ALLOWED
    assert text in "".join(parsed(drawn).itertext())


@tasks
def test_all_else_stays_to_the_byte(task):
    """Ids, data, title, description and every other shape are those of the live picture."""
    live = file_of(filled(task, FILLS["15"]))

    assert DRAWN.sub("", outlined(live)) == TEXT.sub("", live)


@tasks
def test_the_same_picture_gives_the_same_bytes(task):
    """Also on a machine that has drawn something else before."""
    live = file_of(filled(task, FILLS["emoji"]))

    assert outlined(live) == outlined(live)
    assert outlined(outlined(live)) == outlined(live)


@tasks
def test_numbers_have_two_decimals_at_most(task):
    """More would be bytes that nobody sees."""
    for path in parsed(outlined(file_of(filled(task, FILLS["15"])))).iter():
        if local(path.tag) == "path" and len(path):
            assert not re.search(r"\.\d{3}", path.get("d"))
            assert not re.search(r"[^-MmLlHhVvQqCcZz\d. ]", path.get("d"))


@tasks
@fills
def test_shapes_stand_where_words_stood(task, name):
    """Each line begins and ends within a unit of what was measured for it."""
    live = parsed(file_of(filled(task, FILLS[name])))
    shapes = [
        path
        for path in parsed(outlined(file_of(filled(task, FILLS[name])))).iter()
        if local(path.tag) == "path" and len(path)
    ]
    written = [one for one in live.iter() if local(one.tag) == "text"]
    assert len(shapes) == len(written)
    for text, shape in zip(written, shapes, strict=True):
        assert_same_place(text, shape)


def assert_same_place(text, shape):
    spans = list(text) or [text]
    size, bold = int(text.get("font-size")), text.get("font-weight") == "bold"
    room = [(float(span.get("x")), width(span.text.rstrip(), size, bold)) for span in spans]
    wide = max(wide for _, wide in room) * MARGIN + 1
    back = {"middle": 0.5, "end": 1}.get(text.get("text-anchor"), 0)
    back = 1 if text.get("direction") == "rtl" else back
    left, top, right, bottom = bounds(shape.get("d"))
    x = room[0][0] - back * wide

    # Letters reach a little past their advance: a tenth of their size at most.
    assert left >= x - 1 - size / 10
    assert right <= x + wide + 1 + size / 10
    assert top >= float(spans[0].get("y")) - 1.1 * size
    assert bottom <= float(spans[-1].get("y")) + 0.5 * size


def test_latin_ends_where_it_was_measured():
    """A full line, to a tenth of a unit: from the stem of its H to the stem of its last H."""
    text = "He rang 111: AVAIL To We, 34% of the H"
    drawn = outlined(alone(words(text, 20, 50, size=18)))

    left, _, right, _ = bounds(re.search(r' d="([^"]*)"', drawn)[1])
    bearing = 168 / 2048 * 18
    assert left == pytest.approx(20 + bearing, abs=0.1)
    assert right == pytest.approx(20 + width(text, 18) - bearing, abs=0.1)


@pytest.mark.parametrize(("anchor", "share"), [(None, 0), ("middle", 0.5), ("end", 1)])
def test_words_keep_their_anchor(anchor, share):
    """At the start, in the middle or at the end."""
    drawn = outlined(alone(words("HOH", 200, 50, size=20, anchor=anchor)))

    left, _, _, _ = bounds(re.search(r' d="([^"]*)"', drawn)[1])
    assert left == pytest.approx(200 - share * width("HOH", 20) + 1.64, abs=0.1)


def test_what_runs_to_the_left_starts_at_the_right():
    """Hebrew ends flush with the right side of its card, though spaces end its lines."""
    text = "שיחה שבועית בין בית האבות לרופא המשפחה בכל יום רביעי"
    broken = lines(text, 18, 200)
    drawn = outlined(alone(paragraph(text, broken, 20, 0, size=18, right=300)))

    _, _, right, _ = bounds(re.search(r' d="([^"]*)"', drawn)[1])
    assert len(broken) > 1
    assert 296 <= right <= 300.5


def test_the_box_of_a_missing_character_stays_in_its_place():
    """Frame, hole and digits: eight tenths of the type's size wide, about as tall as a capital."""
    left, top, right, bottom = bounds(
        re.search(r' d="([^"]*)"', outlined(alone(words("\u0378", 20, 50, size=20))))[1]
    )

    assert 20 <= left < right <= 36
    assert 34 <= top < bottom <= 52


def test_colour_and_weight_are_kept():
    """A shape is filled as its words were; bold is another shape."""
    plain, bold = (
        outlined(alone(words("Need", 9, 9, size=20, fill="#6B2A00", bold=one))) for one in (0, 1)
    )

    assert 'fill="#6B2A00"' in plain
    assert 'fill="#6B2A00"' in bold
    assert plain != bold
    assert not re.search("font-|text-anchor|direction", plain.partition("<path")[2])


def test_a_line_never_takes_more_room_than_it_was_given():
    """Emoji that no font joins are wider than the one they were measured as: they are squeezed."""
    text = "🎉\u200d🎉\u200d🎉\u200d🎉 " * 3
    drawn = outlined(alone(words(text, 0, 50, size=20)))

    _, _, right, _ = bounds(re.search(r' d="([^"]*)"', drawn)[1])
    assert right <= width(text, 20) * MARGIN + 2


@settings(deadline=None, max_examples=60)
@given(texts)
def test_whatever_is_typed_is_drawn(text):
    """Something is there to see, in the room it was given, and it reads back."""
    live = alone(paragraph(text, lines(text, 16, 300), 40, 0, size=16, right=340))
    shape = parsed(outlined(live))[0]

    assert shape[0].text.replace(" ", "") == text.replace(" ", "")
    left, _, right, _ = bounds(shape.get("d"))
    assert left >= 40 - 8
    assert right <= 340 + 8


@settings(deadline=None, max_examples=15)
@given(diagrams("organisation", most=8))
def test_any_diagram_can_be_outlined(diagram):
    """Well-formed, and without a word left."""
    drawn = ElementTree.fromstring(outlined(file_of(diagram)))

    assert not [one for one in drawn.iter() if local(one.tag) in ("text", "tspan")]
