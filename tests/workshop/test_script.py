"""What a workshop file asks of each table."""

from workshop.playfile import Workshop
from workshop.script import scripts


def plan(**sheets):
    file = {"title": "A day", "tables": [{"name": "Falls car", **sheets}]}
    return scripts(Workshop.model_validate(file))


def note(author, at, **more):
    return {"zone": "need", "text": "x", "author": author, "at": at, **more}


def actor(name, author, at):
    return {"id": name, "role": "sponsor", "text": name, "author": author, "at": at}


def test_every_table_has_both_tasks():
    """A table that wrote nothing still has its two diagrams to be checked."""
    innovation, organisation = plan()

    assert (innovation.task, innovation.authors, innovation.lasts_s) == ("innovation", (), 0)
    assert (organisation.task, organisation.cues) == ("organisation", ())


def test_authors_come_in_the_order_of_the_alphabet():
    """So that the first to sit down gets the letter A."""
    innovation, _ = plan(innovation={"notes": [note("C", 1), note("A", 9), note("C", 3)]})

    assert innovation.authors == ("A", "C")
    assert innovation.lasts_s == 9


def test_a_title_alone_needs_somebody():
    """A diagram with a title and no notes was still named by a person."""
    innovation, _ = plan(innovation={"title": "One GP a home", "notes": []})

    assert innovation.authors == ("A",)


def test_ids_of_the_file_become_ids_of_notes():
    """An id in a file may be anything; an id of a note may not (Ops on a diagram)."""
    links = [{"from": "the CCG!", "to": "b", "label": "pays", "author": "A", "at": 3}]
    actors = [actor("the CCG!", "A", 1), actor("b", "B", 2)]

    _, organisation = plan(organisation={"actors": actors, "links": links})

    assert [line.note for line in organisation.lines] == ["n1", "n2"]
    assert (organisation.ties[0].source, organisation.ties[0].target) == ("n1", "n2")


def test_notes_of_a_second_come_before_its_links():
    """A link made in the same second as its ends comes after them."""
    links = [{"from": "a", "to": "b", "label": "", "author": "A", "at": 2}]
    actors = [actor("a", "A", 2), actor("b", "B", 2)]

    _, organisation = plan(organisation={"actors": actors, "links": links})

    assert organisation.cues == (*organisation.lines, *organisation.ties)
