"""A diagram and the people who fill it: what the tests of changing a diagram share."""

import pytest
from hypothesis import strategies as st

from diagrams import ops
from diagrams.apply import Stamp, apply, inverse, still_undoable
from diagrams.errors import DiagramError
from diagrams.model import MAX_NOTES, Diagram
from diagrams.template import template

ORGANISATION = template("organisation")


class Table:
    """A diagram and the people who change it, one entry at a time."""

    def __init__(self, task="innovation"):
        self.template = template(task)
        self.diagram = Diagram(task)
        self.log = []

    def do(self, author="ann", **op):
        """Apply one op and return its seq; a DiagramError leaves the table as it was."""
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

    def take_out_last(self):
        """Go on as if the last entry had never been."""
        self.diagram, *_ = self.log.pop()

    def undo(self, seq):
        """Take an entry back as a room does."""
        before, op, stamp = self.log[seq - 1]
        taken_back = inverse(self.template, before, op, stamp)
        if taken_back is None or not still_undoable(before, op, stamp, self.diagram):
            raise DiagramError("cannot_undo", "This cannot be undone.")
        return self.do(stamp.author, **taken_back.model_dump(mode="json"))

    def refuses(self, code, act, *args, **kwargs):
        """Claim that ``act`` is rejected with ``code``, in a sentence, and changes nothing."""
        before = self.diagram
        with pytest.raises(DiagramError) as error:
            act(*args, **kwargs)

        assert error.value.code == code
        assert error.value.message.endswith(".")
        assert self.diagram is before

    def zone(self, zone="need"):
        return [note.id for note in self.diagram.in_zone(zone)]

    def first_seq(self, note):
        return self.diagram.notes[note].versions[0].seq

    def texts(self, note):
        return [version.text for version in self.diagram.notes[note].versions]


def full(notes=MAX_NOTES):
    table = Table()
    for number in range(notes):
        table.add(f"n{number}")
    return table


def contested(people=("bob", "cat")):
    table = Table()
    base = table.add("a", "first")
    seqs = [table.edit("a", f"{who}'s", base, author=who) for who in people]
    return table, seqs


def linked():
    table = Table("organisation")
    for note in "abc":
        table.add(note)
    table.link("l", "a", "b", "sponsors")
    return table


# Any sequence of ops at all, most of which fit.

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
    _op("note.withhold", note=NOTES, withheld=st.booleans()),
    _op("note.remove", note=NOTES),
    _op("note.restore", note=NOTES, text=st.none() | TEXTS),
    _op(
        "note.settle",
        note=NOTES,
        keep=st.lists(SEQS, min_size=1, max_size=2, unique=True),
        extra=st.lists(NOTES, min_size=1, max_size=1),
        drop=st.lists(SEQS, max_size=2),
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
    """What people see: places, texts, descriptions, what is kept off walls, links, title; not who
    and when.
    """
    return (
        diagram.title,
        {zone: notes for zone, notes in diagram.order.items() if notes},
        {
            note.id: (
                note.zone,
                [v.text for v in note.versions],
                note.level,
                note.potential,
                note.withheld != "",
            )
            for note in diagram.notes.values()
        },
        {link.id: (link.source, link.target, link.label) for link in diagram.standing_links()},
    )
