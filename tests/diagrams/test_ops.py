"""At this door an op is typed, its text cleaned, and what is malformed turned away."""

import pytest
from pydantic import ValidationError

from diagrams.model import MAX_VERSIONS
from diagrams.ops import MAX_TYPED, OP

ADD = {"type": "note.add", "note": "n1", "place": {"zone": "need"}, "text": "words"}
SETTLE = {"type": "note.settle", "note": "n1", "keep": [1], "extra": [], "drop": []}


@pytest.mark.parametrize(
    "op",
    [
        ADD,
        {**ADD, "level": "local", "kind": "thing", "potential": True},
        {"type": "note.edit", "note": "n1", "text": "words", "base": 3},
        {"type": "note.move", "note": "n1", "place": {"zone": "need", "before": "n2"}},
        {"type": "note.describe", "note": "n1", "potential": False},
        {"type": "note.remove", "note": "n1"},
        {"type": "note.restore", "note": "n1", "text": "words"},
        {**SETTLE, "keep": [1, 2], "extra": ["n2"]},
        {"type": "link.add", "link": "l", "ends": {"source": "a", "target": "b"}, "label": ""},
        {"type": "link.edit", "link": "l", "label": "x"},
        {"type": "link.remove", "link": "l"},
        {"type": "link.restore", "link": "l"},
        {"type": "diagram.rename", "title": ""},
    ],
    ids=lambda op: op["type"],
)
def test_an_op_survives_being_stored(op):
    """What is written to the log is read back as the same op."""
    read = OP.validate_python(op)

    assert OP.validate_json(OP.dump_json(read)) == read
    assert OP.validate_python(read.model_dump(mode="json")) == read


def test_r24_text_is_cleaned_at_the_door():
    assert OP.validate_python({**ADD, "text": "  two\u200b \n words "}).text == "two words"


def test_a_pasted_page_reaches_the_place_that_says_it_is_too_long():
    assert OP.validate_python({**ADD, "text": "x" * MAX_TYPED})
    with pytest.raises(ValidationError):
        OP.validate_python({**ADD, "text": "x" * (MAX_TYPED + 1)})


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"type": "note.unknown"},
        {**ADD, "more": 1},
        {**ADD, "note": ""},
        {**ADD, "note": "n" * 25},
        {**ADD, "note": "a b"},
        {**ADD, "note": "n1\n"},
        {**ADD, "place": "need"},
        {**ADD, "text": 5},
        {**ADD, "text": "\ud800"},
        {**ADD, "level": "galactic"},
        {**ADD, "potential": 1},
        {"type": "note.edit", "note": "n1", "text": "x", "base": -1},
        {"type": "note.edit", "note": "n1", "text": "x", "base": 2**53},
        {"type": "note.edit", "note": "n1", "text": "x", "base": "1"},
        {**SETTLE, "keep": []},
        {**SETTLE, "keep": [1, 2]},
        {**SETTLE, "keep": [1, 1], "extra": ["a"]},
        {**SETTLE, "keep": [1, 2, 3], "extra": ["a", "a"]},
        {**SETTLE, "extra": ["a"]},
        {**SETTLE, "keep": list(range(MAX_VERSIONS + 1)), "extra": list("abcd")},
    ],
)
def test_a_malformed_op_is_turned_away(broken):
    with pytest.raises(ValidationError):
        OP.validate_python(broken)
