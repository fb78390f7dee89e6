"""What does not fit is rejected with a code and a sentence, and changes nothing."""

import pytest
from filling import Table, contested, full, linked

from diagrams.errors import DiagramError
from diagrams.model import MAX_LINKS


@pytest.mark.parametrize(
    ("code", "op"),
    [
        ("id_taken", {"note": "a"}),
        ("id_taken", {"note": "removed"}),
        ("no_zone", {"note": "b", "zone": "needer"}),
        ("text_empty", {"note": "b", "text": " \u200b"}),
        ("text_too_long", {"note": "b", "text": "x" * 201}),
        ("text_too_long", {"note": "b", "text": "👩‍⚕️" * 200}),
    ],
)
def test_a_note_that_does_not_fit_is_rejected(code, op):
    table = Table()
    table.add("a")
    table.add("removed")
    table.remove("removed")

    table.refuses(code, table.add, **op)


def test_two_hundred_graphemes_fit_and_one_more_does_not():
    """The limit counts what people see: an accented letter of two code points is one."""
    table = Table()
    table.add("a", "q\u0303" * 200)

    table.refuses("text_too_long", table.edit, "a", "q\u0303" * 201, 1)
    with pytest.raises(DiagramError, match=r"200 characters\. This one has 201\."):
        table.edit("a", "q\u0303" * 201, 1)


def test_a_full_diagram_takes_no_more_notes_back_or_new():
    table = full()
    table.refuses("diagram_full", table.add, "more")

    table.remove("n0")
    table.add("more")
    table.refuses("diagram_full", table.restore, "n0")


@pytest.mark.parametrize("state", ["missing", "removed"])
def test_changing_a_note_that_does_not_stand_is_rejected(state):
    table = Table()
    if state == "removed":
        table.add("a")
        table.remove("a")
    code = {"missing": "no_note", "removed": "note_removed"}[state]

    table.refuses(code, table.edit, "a", "text", 1)
    table.refuses(code, table.move, "a", "need")
    table.refuses(code, table.remove, "a")
    table.refuses(code, table.do, type="note.describe", note="a", level="local")
    table.refuses(code, table.do, type="note.settle", note="a", keep=[1], drop=[])


def test_a_move_to_an_unknown_zone_is_rejected():
    table = Table()
    table.add("a")

    table.refuses("no_zone", table.move, "a", "nowhere")


def test_settling_is_rejected_when_it_names_what_is_not_there():
    table, (bobs, cats) = contested()
    table.refuses("no_version", table.do, type="note.settle", note="a", keep=[1], drop=[])
    table.refuses(
        "id_taken", table.do, type="note.settle", note="a", keep=[bobs, cats], extra=["a"], drop=[]
    )


def test_settling_into_more_notes_than_fit_is_rejected():
    table = full()
    table.edit("n0", "Bob's", 1, author="bob")
    cats = table.edit("n0", "Cat's", 1, author="cat")
    keep = [cats, table.diagram.notes["n0"].versions[0].seq]

    settle = {"type": "note.settle", "note": "n0", "keep": keep, "extra": ["x"], "drop": []}
    table.refuses("diagram_full", table.do, **settle)


def test_restoring_what_is_not_removed_is_rejected():
    table = Table()
    table.add("a")
    table.add("b")
    table.link("l", "a", "b")

    table.refuses("not_removed", table.restore, "a", text="mine")
    table.refuses("no_note", table.restore, "z")
    table.refuses("not_removed", table.do, type="link.restore", link="l")
    table.refuses("no_link", table.do, type="link.restore", link="z")


def test_a_restore_with_text_that_does_not_fit_is_rejected():
    table = Table()
    table.add("a")
    table.remove("a")

    table.refuses("text_empty", table.restore, "a", text=" ")
    table.refuses("text_too_long", table.restore, "a", text="x" * 201)


def test_a_link_that_does_not_fit_is_rejected():
    table = linked()
    table.remove("c")

    table.refuses("id_taken", table.link, "l", "a", "b")
    table.refuses("no_note", table.link, "m", "a", "z")
    table.refuses("no_note", table.link, "m", "a", "c")
    table.refuses("link_to_itself", table.link, "m", "a", "a")
    table.refuses("text_too_long", table.link, "m", "a", "b", "x" * 61)
    table.refuses("text_too_long", table.do, type="link.edit", link="l", label="x" * 61)
    table.refuses("no_link", table.do, type="link.edit", link="z", label="")
    table.refuses("no_link", table.do, type="link.remove", link="z")


def test_a_removed_link_can_be_put_back_and_not_removed_twice():
    table = linked()
    table.do(type="link.remove", link="l")
    table.refuses("no_link", table.do, type="link.remove", link="l")
    table.refuses("id_taken", table.link, "l", "a", "b")
    table.do(type="link.restore", link="l")

    assert "l" in table.diagram.links


def test_a_diagram_full_of_links_takes_no_more():
    table = linked()
    for number in range(MAX_LINKS - 1):
        table.link(f"l{number}", "a", "b")
    table.refuses("diagram_full", table.link, "m", "a", "b")
    table.do(type="link.remove", link="l")
    table.link("m", "a", "b")

    table.refuses("diagram_full", table.do, type="link.restore", link="l")


def test_a_title_may_be_empty_and_has_a_limit():
    table = Table()
    table.do(type="diagram.rename", title="x" * 120)
    table.refuses("text_too_long", table.do, type="diagram.rename", title="x" * 121)
    table.do(type="diagram.rename", title="")

    assert table.diagram.title == ""
