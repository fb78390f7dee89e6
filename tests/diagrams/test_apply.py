"""Ops change a diagram as PROTOCOL.md says; the laws hold for any sequence of ops."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import ops
from diagrams.apply import Stamp, apply, inverse, still_undoable
from diagrams.errors import DiagramError
from diagrams.model import MAX_LINKS, MAX_NOTES, MAX_VERSIONS, Diagram
from diagrams.model_json import data
from diagrams.template import template

INNOVATION = template("innovation")
ORGANISATION = template("organisation")


class Table:
    """A diagram and the people who change it, one entry at a time."""

    def __init__(self, task="innovation"):
        self.template = template(task)
        self.diagram = Diagram(task)
        self.log = []

    def do(self, author="ann", **op):
        op = ops.OP.validate_python(op)
        stamp = Stamp(self.diagram.seq + 1, author, author[0].upper())
        before = self.diagram
        self.diagram = apply(self.template, before, op, stamp)
        self.log.append((before, op, stamp))
        return stamp.seq

    def add(self, note, text=None, zone=None, before=None, author="ann", **described):
        zone = zone or self.template.zones[0].id
        place = {"zone": zone, "before": before}
        return self.do(
            author, type="note.add", note=note, place=place, text=text or note, **described
        )

    def edit(self, note, text, base, author="ann"):
        return self.do(author, type="note.edit", note=note, text=text, base=base)

    def remove(self, note, author="ann"):
        return self.do(author, type="note.remove", note=note)

    def restore(self, note, author="ann", **text):
        return self.do(author, type="note.restore", note=note, **text)

    def move(self, note, zone, before=None, author="ann"):
        place = {"zone": zone, "before": before}
        return self.do(author, type="note.move", note=note, place=place)

    def link(self, link, source, target, label="", author="ann"):
        ends = {"source": source, "target": target}
        return self.do(author, type="link.add", link=link, ends=ends, label=label)

    def undo(self, seq):
        before, op, stamp = self.log[seq - 1]
        taken_back = inverse(self.template, before, op, stamp)
        if taken_back is None or not still_undoable(before, op, stamp, self.diagram):
            raise DiagramError("cannot_undo", "")
        return self.do(stamp.author, **taken_back.model_dump(mode="json"))

    def zone(self, zone="need"):
        return [note.id for note in self.diagram.in_zone(zone)]

    def texts(self, note):
        return [version.text for version in self.diagram.notes[note].versions]


def assert_rejected(code, act, *args, **kwargs):
    table = act.__self__
    before = table.diagram
    with pytest.raises(DiagramError) as error:
        act(*args, **kwargs)

    assert error.value.code == code
    assert error.value.message == "" or error.value.message[-1] == "."
    assert table.diagram is before


def full(notes=MAX_NOTES):
    table = Table()
    for number in range(notes):
        table.add(f"n{number}")
    return table


# Notes


def test_r25_a_note_goes_before_the_named_one_or_last():
    """`place` is just before note `before`, last when it is null or not in that zone."""
    table = Table()
    table.add("a")
    table.add("b", before="a")
    table.add("c", before="gone")
    table.add("d", zone="outcome", before="a")

    assert table.zone() == ["b", "a", "c"]
    assert table.zone("outcome") == ["d"]


def test_a_note_carries_its_author_and_the_entry_that_brought_it():
    table = Table()
    seq = table.add("a", author="bob")

    note = table.diagram.notes["a"]
    assert (note.author, note.letter, note.seq, note.versions[0].seq) == ("bob", "B", seq, seq)


def test_level_kind_and_potential_are_kept_only_where_the_task_has_levels():
    with_levels, without = Table("organisation"), Table("innovation")
    for table in (with_levels, without):
        table.add("a", level="national", kind="thing", potential=True)

    note = with_levels.diagram.notes["a"]
    assert (note.level, note.kind, note.potential) == ("national", "thing", True)
    note = without.diagram.notes["a"]
    assert (note.level, note.kind, note.potential) == ("inside", "people", False)


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

    assert_rejected(code, table.add, **op)


def test_two_hundred_graphemes_fit_and_one_more_does_not():
    """The limit counts what people see: an accented letter of two code points is one."""
    table = Table()
    table.add("a", "q\u0303" * 200)

    assert_rejected("text_too_long", table.edit, "a", "q\u0303" * 201, 1)
    with pytest.raises(DiagramError, match=r"200 characters\. This one has 201\."):
        table.edit("a", "q\u0303" * 201, 1)


def test_a_full_diagram_takes_no_more_notes_back_or_new():
    table = full()
    assert_rejected("diagram_full", table.add, "more")

    table.remove("n0")
    table.add("more")
    assert_rejected("diagram_full", table.restore, "n0")


def test_moving_changes_zone_and_order_in_one_step():
    table = Table()
    for note in "abc":
        table.add(note)
    table.add("x", zone="outcome")

    table.move("a", "outcome", before="x")
    table.move("c", "need", before="b")
    table.move("b", "need", before="b")

    assert table.zone() == ["c", "b"]
    assert table.zone("outcome") == ["a", "x"]


def test_describing_sets_only_what_is_given():
    table = Table("organisation")
    table.add("a", level="local", kind="organisation")

    table.do(type="note.describe", note="a", potential=True)
    table.do(type="note.describe", note="a", level="regional", potential=None)

    note = table.diagram.notes["a"]
    assert (note.level, note.kind, note.potential) == ("regional", "organisation", True)


@pytest.mark.parametrize("state", ["missing", "removed"])
def test_changing_a_note_that_does_not_stand_is_rejected(state):
    table = Table()
    if state == "removed":
        table.add("a")
        table.remove("a")
    code = {"missing": "no_note", "removed": "note_removed"}[state]

    assert_rejected(code, table.edit, "a", "text", 1)
    assert_rejected(code, table.move, "a", "need")
    assert_rejected(code, table.remove, "a")
    assert_rejected(code, table.do, type="note.describe", note="a", level="local")
    assert_rejected(code, table.do, type="note.settle", note="a", keep=[1])


def test_a_move_to_an_unknown_zone_is_rejected():
    table = Table()
    table.add("a")

    assert_rejected("no_zone", table.move, "a", "nowhere")


# Wordings


def test_r26_an_edit_of_a_standing_wording_replaces_it():
    table = Table()
    base = table.add("a", "first")
    table.edit("a", "second", base, author="bob")

    assert table.texts("a") == ["second"]
    assert table.diagram.notes["a"].versions[0].author == "bob"


def test_r26_an_edit_of_an_older_wording_keeps_both():
    """Two people edit one note at once: nothing is lost, both wordings stand."""
    table = Table()
    base = table.add("a", "first")
    table.edit("a", "Bob's", base, author="bob")
    table.edit("a", "Cat's", base, author="cat")

    assert table.texts("a") == ["Bob's", "Cat's"]


def test_r26_an_author_replaces_their_own_wording_whatever_the_base():
    table = Table()
    base = table.add("a", "first")
    table.edit("a", "Bob's", base, author="bob")
    table.edit("a", "Cat's", base, author="cat")
    table.edit("a", "Cat's better", base, author="cat")

    assert table.texts("a") == ["Bob's", "Cat's better"]


def test_r26_a_wording_equal_to_one_that_stands_adds_nothing():
    table = Table()
    base = table.add("a", "first")
    standing = table.edit("a", "same", base, author="bob")
    table.edit("a", "same", base, author="cat")

    assert [(v.text, v.seq) for v in table.diagram.notes["a"].versions] == [("same", standing)]


def test_r26_an_edit_to_the_words_of_the_other_version_ends_the_difference():
    table = Table()
    base = table.add("a", "first")
    table.edit("a", "Bob's", base, author="bob")
    cats = table.edit("a", "Cat's", base, author="cat")
    table.edit("a", "Bob's", cats, author="cat")

    assert table.texts("a") == ["Bob's"]


def contested(people=("bob", "cat")):
    table = Table()
    base = table.add("a", "first")
    seqs = [table.edit("a", f"{who}'s", base, author=who) for who in people]
    return table, seqs


def test_a_note_has_at_most_so_many_versions():
    table, _ = contested([f"p{number}" for number in range(MAX_VERSIONS)])

    assert len(table.texts("a")) == MAX_VERSIONS
    assert_rejected("too_many_versions", table.edit, "a", "one more", 1, author="zoe")


def test_settling_keeps_one_wording():
    table, (_, cats) = contested()
    table.do(type="note.settle", note="a", keep=[cats])

    assert table.texts("a") == ["cat's"]


def test_settling_keeps_both_as_two_notes_side_by_side():
    """The first kept wording stays in the note, each further one is a note right after it."""
    table, (bobs, cats) = contested()
    table.add("z")
    table.do(type="note.settle", note="a", keep=[cats, bobs], extra=["b"])

    assert table.zone() == ["a", "b", "z"]
    assert (table.texts("a"), table.texts("b")) == (["cat's"], ["bob's"])
    assert table.diagram.notes["b"].author == "bob"


def test_settling_is_rejected_when_it_names_what_is_not_there():
    table, (bobs, cats) = contested()
    assert_rejected("no_version", table.do, type="note.settle", note="a", keep=[1])
    assert_rejected(
        "id_taken", table.do, type="note.settle", note="a", keep=[bobs, cats], extra=["a"]
    )


def test_settling_into_more_notes_than_fit_is_rejected():
    table = full()
    table.edit("n0", "Bob's", 1, author="bob")
    cats = table.edit("n0", "Cat's", 1, author="cat")
    keep = [cats, table.diagram.notes["n0"].versions[0].seq]

    assert_rejected("diagram_full", table.do, type="note.settle", note="n0", keep=keep, extra=["x"])


# Removing and restoring


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_r27_a_restored_note_stands_where_it_stood(gone):
    table = Table()
    for note in "abc":
        table.add(note)
    table.remove(gone)
    table.restore(gone)

    assert table.zone() == ["a", "b", "c"]


@pytest.mark.parametrize("removals", ["bcd", "dcb", "cbd", "bdc"])
@pytest.mark.parametrize("returns", ["bcd", "dcb", "cdb", "dbc"])
def test_r27_several_restored_notes_stand_where_they_stood(removals, returns):
    """A note whose follower was removed after it goes before the next one that stands."""
    table = Table()
    for note in "abcde":
        table.add(note)
    for note in removals:
        table.remove(note)
    for note in returns:
        table.restore(note)

    order = table.zone()
    assert (order[0], order[-1], len(order)) == ("a", "e", 5)
    if returns == removals[::-1]:
        assert order == ["a", "b", "c", "d", "e"]


def test_r27_an_edit_that_met_a_removal_comes_back_with_its_words():
    table = Table()
    base = table.add("a", "first")
    table.remove("a", author="bob")
    assert_rejected("note_removed", table.edit, "a", "better", base)
    table.restore("a", text="better")

    assert table.texts("a") == ["better"]


def test_r27_the_words_of_a_restore_join_several_wordings():
    table, _ = contested()
    table.remove("a", author="bob")
    table.restore("a", author="dan", text="Dan's")

    assert table.texts("a") == ["bob's", "cat's", "Dan's"]


def test_restoring_what_is_not_removed_is_rejected():
    table = Table()
    table.add("a")
    table.add("b")
    table.link("l", "a", "b")

    assert_rejected("not_removed", table.restore, "a", text="mine")
    assert_rejected("no_note", table.restore, "z")
    assert_rejected("not_removed", table.do, type="link.restore", link="l")
    assert_rejected("no_link", table.do, type="link.restore", link="z")


def test_a_restore_with_text_that_does_not_fit_is_rejected():
    table = Table()
    table.add("a")
    table.remove("a")

    assert_rejected("text_empty", table.restore, "a", text=" ")
    assert_rejected("text_too_long", table.restore, "a", text="x" * 201)


# Links and title


def linked():
    table = Table("organisation")
    for note in "abc":
        table.add(note)
    table.link("l", "a", "b", "sponsors")
    return table


def test_a_link_joins_two_notes_with_a_label():
    table = linked()
    table.do(type="link.edit", link="l", label="brokers")

    (link,) = table.diagram.standing_links()
    assert (link.source, link.target, link.label) == ("a", "b", "brokers")


def test_r27_links_of_a_removed_note_are_hidden_and_return_with_it():
    table = linked()
    table.remove("b")
    assert table.diagram.standing_links() == ()
    table.restore("b")

    assert [link.id for link in table.diagram.standing_links()] == ["l"]


def test_a_link_that_does_not_fit_is_rejected():
    table = linked()
    table.remove("c")

    assert_rejected("id_taken", table.link, "l", "a", "b")
    assert_rejected("no_note", table.link, "m", "a", "z")
    assert_rejected("no_note", table.link, "m", "a", "c")
    assert_rejected("link_to_itself", table.link, "m", "a", "a")
    assert_rejected("text_too_long", table.link, "m", "a", "b", "x" * 61)
    assert_rejected("text_too_long", table.do, type="link.edit", link="l", label="x" * 61)
    assert_rejected("no_link", table.do, type="link.edit", link="z", label="")
    assert_rejected("no_link", table.do, type="link.remove", link="z")


def test_a_removed_link_can_be_put_back_and_not_removed_twice():
    table = linked()
    table.do(type="link.remove", link="l")
    assert_rejected("no_link", table.do, type="link.remove", link="l")
    assert_rejected("id_taken", table.link, "l", "a", "b")
    table.do(type="link.restore", link="l")

    assert "l" in table.diagram.links


def test_a_diagram_full_of_links_takes_no_more():
    table = linked()
    for number in range(MAX_LINKS - 1):
        table.link(f"l{number}", "a", "b")
    assert_rejected("diagram_full", table.link, "m", "a", "b")
    table.do(type="link.remove", link="l")
    table.link("m", "a", "b")

    assert_rejected("diagram_full", table.do, type="link.restore", link="l")


def test_a_title_may_be_empty_and_has_a_limit():
    table = Table()
    table.do(type="diagram.rename", title="x" * 80)
    assert_rejected("text_too_long", table.do, type="diagram.rename", title="x" * 81)
    table.do(type="diagram.rename", title="")

    assert table.diagram.title == ""


def test_every_op_advances_the_seq_of_the_diagram():
    table = linked()

    assert table.diagram.seq == len(table.log) == 4


# Laws, for any sequence of ops

NOTES = st.sampled_from(["a", "b", "c", "d", "e", "f"])
LINKS = st.sampled_from(["k", "l", "m"])
TEXTS = st.sampled_from(["", "one", "two", "three", "x" * 201])
SEQS = st.integers(0, 30)
PLACES = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(["needer", "sponsor", "broker", "nowhere"]),
        "before": st.none() | NOTES,
    }
)
LEVELS = st.none() | st.sampled_from(["inside", "local", "national"])


def _op(kind, **fields):
    return st.fixed_dictionaries({"type": st.just(kind), **fields})


def _paired(op):
    return {**op, "extra": op["extra"][: len(op["keep"]) - 1]}


ANY_OP = st.one_of(
    _op("note.add", note=NOTES, place=PLACES, text=TEXTS, level=LEVELS.filter(bool)),
    _op("note.add", note=NOTES, place=PLACES, text=st.just("words")),
    _op("note.edit", note=NOTES, text=TEXTS, base=SEQS),
    _op("note.move", note=NOTES, place=PLACES),
    _op("note.describe", note=NOTES, level=LEVELS, potential=st.none() | st.booleans()),
    _op("note.remove", note=NOTES),
    _op("note.restore", note=NOTES, text=st.none() | TEXTS),
    _op(
        "note.settle",
        note=NOTES,
        keep=st.lists(SEQS, min_size=1, max_size=2, unique=True),
        extra=st.lists(NOTES, min_size=1, max_size=1),
    ).map(_paired),
    _op(
        "link.add",
        link=LINKS,
        ends=st.fixed_dictionaries({"source": NOTES, "target": NOTES}),
        label=TEXTS,
    ),
    _op("link.edit", link=LINKS, label=TEXTS),
    _op("link.remove", link=LINKS),
    _op("link.restore", link=LINKS),
    _op("diagram.rename", title=TEXTS),
)
SEQUENCES = st.lists(
    st.tuples(ANY_OP.map(ops.OP.validate_python), st.sampled_from(["ann", "bob", "cat"])),
    max_size=30,
)


def replay(sequence, diagram=None):
    """Apply what fits; returns the diagram and its accepted (before, op, stamp, after)."""
    diagram = diagram or Diagram("organisation")
    log = []
    for op, author in sequence:
        stamp = Stamp(diagram.seq + 1, author, author[0].upper())
        try:
            after = apply(ORGANISATION, diagram, op, stamp)
        except DiagramError:
            continue
        log.append((diagram, op, stamp, after))
        diagram = after
    return diagram, log


def content(diagram):
    """What people see: places, texts and descriptions, links, title; not who and when."""
    return (
        diagram.title,
        {zone: notes for zone, notes in diagram.order.items() if notes},
        {
            note.id: (note.zone, [v.text for v in note.versions], note.level, note.potential)
            for note in diagram.notes.values()
        },
        {link.id: (link.source, link.target, link.label) for link in diagram.standing_links()},
    )


@given(SEQUENCES)
def test_the_same_log_gives_the_same_diagram(sequence):
    diagram, log = replay(sequence)
    again, _ = replay([(op, stamp.author) for _, op, stamp, _ in log])

    assert again == diagram


@given(SEQUENCES, st.integers(0, 30))
def test_an_older_state_and_the_entries_since_give_the_new_state(sequence, cut):
    diagram, log = replay(sequence)
    before, _ = replay(sequence[:0])
    for _, op, stamp, _ in log[:cut]:
        before = apply(ORGANISATION, before, op, stamp)
    for _, op, stamp, _ in log[cut:]:
        before = apply(ORGANISATION, before, op, stamp)

    assert before == diagram


@given(SEQUENCES)
def test_applying_changes_nothing_that_was_given(sequence):
    _, log = replay(sequence)
    for before, op, stamp, _ in log:
        kept = copy.deepcopy(data(before)), before
        apply(ORGANISATION, before, op, stamp)

        assert (data(before), before) == kept


@given(SEQUENCES)
def test_every_standing_note_is_in_exactly_one_zone(sequence):
    _, log = replay(sequence)
    for *_, after in log:
        placed = [(zone, note) for zone, notes in after.order.items() for note in notes]

        assert sorted(note for _, note in placed) == sorted(after.notes)
        assert all(after.notes[note].zone == zone for zone, note in placed)
        assert sum(after.counts().values()) == len(after.notes)
        assert not after.notes.keys() & after.removed.keys()
        assert not after.links.keys() & after.removed_links.keys()
        assert all(
            len({v.text for v in n.versions}) == len(n.versions) for n in after.notes.values()
        )


@given(SEQUENCES)
def test_the_inverse_brings_the_content_back(sequence):
    _, log = replay(sequence)
    for before, op, stamp, after in log:
        taken_back = inverse(ORGANISATION, before, op, stamp)
        if taken_back is None:
            continue
        assert still_undoable(before, op, stamp, after)
        undone = apply(ORGANISATION, after, taken_back, Stamp(after.seq + 1, stamp.author, "A"))

        assert content(undone) == content(before)


@settings(max_examples=200)
@given(SEQUENCES)
def test_what_is_still_undoable_later_can_be_applied(sequence):
    """Whatever happened since, an undo that is allowed raises nothing and takes no other note."""
    now, log = replay(sequence)
    for before, op, stamp, _ in log:
        taken_back = inverse(ORGANISATION, before, op, stamp)
        if taken_back is None or not still_undoable(before, op, stamp, now):
            continue
        undone = apply(ORGANISATION, now, taken_back, Stamp(now.seq + 1, stamp.author, "A"))

        touched = {getattr(op, "note", None)}
        assert undone.notes.keys() - touched == now.notes.keys() - touched


@given(SEQUENCES)
def test_undoing_one_persons_changes_backwards_returns_to_the_start(sequence):
    """Undo can be pressed again and again: an undone change does not stand in the way."""
    start, _ = replay([(ops.OP.validate_python(op), "ann") for op in STARTED])
    diagram, log = replay([(op, "ann") for op, _ in sequence], start)
    if any(inverse(ORGANISATION, before, op, stamp) is None for before, op, stamp, _ in log):
        return
    for before, op, stamp, _ in reversed(log):
        assert still_undoable(before, op, stamp, diagram)
        taken_back = inverse(ORGANISATION, before, op, stamp)
        diagram = apply(ORGANISATION, diagram, taken_back, Stamp(diagram.seq + 1, "ann", "A"))

    assert content(diagram) == content(start)


STARTED = [
    {"type": "note.add", "note": note, "place": {"zone": zone}, "text": note}
    for note, zone in zip("abcd", ["needer", "needer", "sponsor", "needer"], strict=True)
]
