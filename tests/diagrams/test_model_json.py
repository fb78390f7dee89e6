"""`data` is what the protocol says, and a diagram read back from it has the same data."""

import json

import pytest
from filling import SEQUENCES, Table, contested, linked, replay
from hypothesis import given
from pydantic import ValidationError

from diagrams.model import Diagram
from diagrams.model_json import data, diagram_from


@given(SEQUENCES)
def test_a_diagram_read_back_has_the_same_data(sequence):
    diagram, _ = replay(sequence)
    written = json.loads(json.dumps(data(diagram)))

    assert written == data(diagram)
    assert data(diagram_from(written)) == data(diagram)


def test_data_is_as_the_protocol_says():
    table = Table("organisation")
    table.add("a", "Ward managers", level="local", kind="people")
    table.add("b", "Trust board", zone="sponsor", author="bob", potential=True)
    table.link("l", "b", "a", "sponsors", author="cat")
    table.do(type="diagram.rename", title="Ours")

    assert data(table.diagram) == {
        "task": "organisation",
        "title": "Ours",
        "zones": {"needer": ["a"], "sponsor": ["b"]},
        "notes": {
            "a": {
                "zone": "needer",
                "text": "Ward managers",
                "seq": 1,
                "author": "ann",
                "letter": "A",
                "level": "local",
                "kind": "people",
                "potential": False,
                "withheld": "",
                "versions": [{"text": "Ward managers", "seq": 1, "author": "ann", "letter": "A"}],
            },
            "b": {
                "zone": "sponsor",
                "text": "Trust board",
                "seq": 2,
                "author": "bob",
                "letter": "B",
                "level": "inside",
                "kind": "people",
                "potential": True,
                "withheld": "",
                "versions": [{"text": "Trust board", "seq": 2, "author": "bob", "letter": "B"}],
            },
        },
        "links": {
            "l": {
                "source": "b",
                "target": "a",
                "label": "sponsors",
                "author": "cat",
                "letter": "C",
            }
        },
    }


def test_the_seq_of_a_note_is_that_of_its_first_wording():
    """It is the base for an edit, so it must name a wording that stands."""
    table, (bobs, _) = contested()
    note = data(table.diagram)["notes"]["a"]

    assert note["seq"] == bobs == note["versions"][0]["seq"]


def test_r27_what_is_removed_is_left_out():
    table = linked()
    table.remove("b")
    written = data(table.diagram)

    assert written["links"] == {}
    assert sorted(written["notes"]) == ["a", "c"]
    assert written["zones"] == {"needer": ["a", "c"]}


def test_zones_without_notes_are_absent():
    table = Table()
    table.add("a")
    table.remove("a")

    assert data(table.diagram)["zones"] == data(Diagram("innovation"))["zones"] == {}


@pytest.mark.parametrize("broken", [{}, {"task": 1}, {**data(Diagram("innovation")), "more": 1}])
def test_what_is_not_the_data_of_a_diagram_is_refused(broken):
    with pytest.raises(ValidationError):
        diagram_from(broken)
