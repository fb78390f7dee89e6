"""What was drawn before saves work and decides nothing; what stayed is not looked at again."""

import pytest
from filling import SEQUENCES, replay
from following import canonical, patch
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_diagram, a_note, crowded, diagrams, notes, parsed

from diagrams.model import Diagram
from diagrams.outline import list_scene, listed
from diagrams.render import drawn, live_svg, scene
from diagrams.scene import changes
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())


def redrawn(diagram, before=None, heading="Table 4"):
    form = template(diagram.task)
    return drawn(form, diagram, heading=heading, prefix="d1", before=before)


def fresh(diagram, heading="Table 4"):
    return scene(template(diagram.task), diagram, heading=heading, prefix="d1")


def patched(old, new):
    shown = parsed(live_svg(old))
    for part in changes(old, new):
        patch(shown, part.as_json())
    return shown


@settings(max_examples=60, deadline=None)
@given(SEQUENCES)
def test_any_history_gives_the_fresh_picture_and_outline(sequence):
    """Step by step over whatever people do, in the picture, in its parts, and in the outline."""
    form = template("organisation")
    picture, words = redrawn(Diagram("organisation")), listed(form, Diagram("organisation"), "d1")
    for _, _, _, after in replay(sequence)[1]:
        old, picture = picture, redrawn(after, picture)
        words = listed(form, after, "d1", words)

        assert picture.scene == fresh(after)
        assert canonical(patched(old.scene, picture.scene)) == canonical(
            parsed(live_svg(fresh(after)))
        )
        assert words.scene == list_scene(form, after, "d1")


@tasks
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_leap_from_any_diagram_to_any_other_gives_the_fresh_picture(task, data):
    """Also over a third: what is kept of ways that did not do is from long ago."""
    first, second, third = (data.draw(diagrams(task, most=15)) for _ in range(3))

    there = redrawn(third, redrawn(second, redrawn(first, heading="A"), heading="B"))

    assert there.scene == fresh(third)
    assert live_svg(there.scene) == live_svg(fresh(third))


@tasks
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_diagram_that_fills_up_and_empties_is_drawn_as_if_it_came_at_once(task, data):
    """The same notes, fewer and more again in any order: every cell goes through its ways."""
    whole = [data.draw(notes(task, f"n{at}")) for at in range(data.draw(st.integers(1, 14)))]
    kept = None
    for chosen in data.draw(st.lists(st.sets(st.sampled_from(range(len(whole)))), max_size=6)):
        some = a_diagram(task, *(whole[at] for at in chosen))
        kept = redrawn(some, kept)

        assert kept.scene == fresh(some)


@tasks
def test_what_stayed_is_the_same_object(task):
    """Only the cell of the changed note has new elements, and in it only that note."""
    filled = crowded(task, 60)
    zone = template(task).zones[0].id
    first = filled.order[zone][0]
    more = a_diagram(
        task,
        *(a_note(id, note.zone, "Other words, as long as those before were, and as many lines")
          if id == first else note for id, note in filled.notes.items()),
    )  # fmt: skip

    before = redrawn(filled)
    after = redrawn(more, before)

    old, new = before.scene.elements, after.scene.elements
    assert f"d1-n-{first}" in {id for id in new if new[id] is not old.get(id)}
    assert all(new[id].bare is old[id].bare for id in new if "-n-" in id and id != f"d1-n-{first}")


@tasks
def test_a_row_that_grows_moves_no_note_by_itself(task):
    """Three hundred notes below it are moved by the groups they stand in."""
    filled = crowded(task, 300)
    zone = template(task).zones[0].id
    long = "a long statement that makes its row grow " * 4
    new = [a_note(f"new{at}", zone, long) for at in range(12)]
    more = a_diagram(task, *filled.notes.values(), *new)

    before = redrawn(filled)
    parts = changes(before.scene, redrawn(more, before).scene)

    assert any(part.attributes and "viewBox" in part.attributes for part in parts)
    assert {part.id for part in parts if "-n-" in part.id} == {f"d1-n-{one.id}" for one in new}
    # The root, the page, frames with their names, captions, arrows, and twice every cell.
    assert len(parts) < 80 + len(new)


@tasks
def test_nothing_is_drawn_when_nothing_changed(task):
    """Two people at one table see one picture."""
    before = redrawn(crowded(task, 45))
    after = redrawn(crowded(task, 45), before)

    assert changes(before.scene, after.scene) == ()


def test_a_picture_is_not_continued_under_another_name():
    """Ids carry the prefix: another one is another picture."""
    empty = Diagram("innovation")

    with pytest.raises(AssertionError, match="prefix"):
        drawn(template("innovation"), empty, heading="", prefix="d2", before=redrawn(empty))
