"""A picture is data: whatever people type, the file is well-formed, safe, stable and read back."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fills import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import ATTRIBUTES, a_diagram, a_note, crowded, diagrams, local, parsed

from diagrams.model import Diagram, Link, Version
from diagrams.model_json import data, diagram_from
from diagrams.render import file_svg
from diagrams.template import task_ids, template
from diagrams.text import clean

ROOT = Path(__file__).parents[2]
NUMBER = r"-?\d+(\.\d{1,2})?"
COLOUR = r"#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|none"
POINTS = rf"([MLHVQAZ]|{NUMBER}|[ ,])+"
ID = r"p1(-[\w-]+)?"
# What the value of an attribute may be; whatever is not listed is a number.
VALUES = {
    "aria-labelledby": r"p1-title p1-desc",
    "d": POINTS,
    "data-link": r"\w+",
    "data-note": r"\w+",
    "data-withheld": "true",
    "data-zone": r"[a-z_]+",
    "direction": "ltr|rtl",
    "fill": COLOUR,
    "font-family": re.escape("Arial, 'Liberation Sans', Helvetica, sans-serif"),
    "font-weight": "bold",
    "id": ID,
    "role": "img",
    "stroke": COLOUR,
    "stroke-dasharray": rf"{NUMBER}[ ,]+{NUMBER}",
    "stroke-linecap": "round",
    "text-anchor": "middle|end",
    "transform": rf"translate\({NUMBER} {NUMBER}\)",
    "unicode-bidi": "embed",
    "viewBox": rf"0 0 {NUMBER} {NUMBER}",
}
tasks = pytest.mark.parametrize("task", task_ids())
# All of Unicode, but for halves of characters, which no encoding can carry (R24 refuses them).
anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


def written(diagram, heading="Table 4"):
    return file_svg(template(diagram.task), diagram, heading=heading, prefix="p1")


def assert_safe(svg):
    """Claim all that holds for any picture of ours, whatever is written in it."""
    root = parsed(svg.encode())
    ids = [one.get("id") for one in root.iter() if one.get("id")]

    assert len(ids) == len(set(ids))
    for one in root.iter():
        assert local(one.tag) in ATTRIBUTES
        assert set(one.attrib) <= ATTRIBUTES[local(one.tag)], one.tag
        for name, value in one.attrib.items():
            assert re.fullmatch(VALUES.get(name, NUMBER), value), (name, value)
    assert [local(one.tag) for one in root[:3]] == ["title", "desc", "metadata"]
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    # Nothing points anywhere: the name of the format is the only address outside of words.
    markup = re.sub(r">[^<]*<", "><", svg)
    assert markup.count("://") == 1
    assert not re.search(r"href|url\(|style|\son\w+=", markup)


def filled_with(task, texts):
    """Return a diagram with a text everywhere that people can write one."""
    zones = template(task).zones
    notes = [
        a_note(f"n{at}", zones[at % len(zones)].id, text, text[:1]) for at, text in enumerate(texts)
    ]
    first = notes[0]
    second = Version(texts[-1], 2, "p2", "B")
    notes[0] = replace(first, versions=(*first.versions, second))
    links = tuple(
        Link(f"k{at}", "n0", note.id, text, "p1", "A")
        for at, (note, text) in enumerate(zip(notes[1:], texts, strict=False))
    )
    return a_diagram(task, *notes, links=links, title=texts[0])


@tasks
@settings(max_examples=150, deadline=None)
@given(texts=st.lists(anything, min_size=1, max_size=6), heading=anything)
def test_any_text_anywhere_leaves_a_safe_picture(task, texts, heading):
    """Notes, letters, labels, title and table's name of any characters at all, uncleaned."""
    assert_safe(written(filled_with(task, texts), heading))


@tasks
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_leaves_a_safe_picture(task, kind):
    """The twelve kinds by name, uncleaned and cleaned; cleaned, the words are all there."""
    raw = HOSTILE[kind]
    kept = clean(raw)

    assert_safe(written(filled_with(task, [raw, raw[:60], raw]), raw))
    svg = written(filled_with(task, [kept, kept[:60], kept]), kept)
    assert_safe(svg)
    said = ["".join(one.itertext()) for one in parsed(svg).iter() if local(one.tag) == "text"]
    assert kept in said


@tasks
def test_half_a_character_is_left_out(task):
    """What R24 refuses at the door would not break a picture either."""
    assert_safe(written(filled_with(task, ["a\ud83d", "\udc00b", "c\ud800\ud800d"])))


@tasks
@settings(max_examples=60, deadline=None)
@given(data_=st.data())
def test_a_picture_reads_back_to_its_diagram(task, data_):
    """The same values in memory, and drawn again the same bytes."""
    filled = data_.draw(diagrams(task))
    svg = written(filled)

    metadata = next(one for one in parsed(svg).iter() if local(one.tag) == "metadata")
    again = diagram_from(json.loads(metadata.text))

    assert again == standing(filled)
    assert data(again) == data(filled)
    assert written(again) == svg


def standing(diagram):
    """Return what a file tells of a diagram: what stands in it, not what happened when."""
    notes = {
        id: replace(diagram.notes[id], seq=diagram.notes[id].versions[0].seq)
        for zone in diagram.order.values()
        for id in zone
    }
    newest = max((one.seq for note in notes.values() for one in note.versions), default=0)
    links = {link.id: link for link in diagram.standing_links()}
    return Diagram(diagram.task, diagram.title, newest, diagram.order, notes, links)


def fingerprint():
    """Return what a process draws: pictures of every kind, as one sum."""
    drawn = []
    for task in task_ids():
        drawn += [written(crowded(task, 45)), written(Diagram(task))]
        drawn.append(written(filled_with(task, list(HOSTILE.values())), HOSTILE["quotes"]))
    return hashlib.sha256("".join(drawn).encode()).hexdigest()


def test_every_process_draws_the_same_bytes():
    """Whatever a process hashes with, and drawn a second time from what it kept."""
    folders = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "diagrams")]
    script = f"import sys; sys.path[:0] = {folders}; import test_svg_data as test; "
    script += "print(test.fingerprint())"
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "4711")
    }

    assert seen == {fingerprint()} == {fingerprint()}
