"""Groups, decisions and votes as files: what was combined, by whom, and what it got."""

import csv
import io

from living import diagram_of, goes, living, writes
from talking import add

from sessions import ops as session_ops
from sessions.export_groups import decisions_csv, groups_csv, votes_csv
from sessions.room import Author
from sessions.room_views import gather

TASK = "innovation"


def room():
    live = living("Falls", "Beds", "Wards")
    for table, text in (("t1", "rapid response team"), ("t2", "Rapid Response"), ("t3", "=Phones")):
        writes(live, diagram_of(live, table), **add("n1", text))
    return live


def note(live, table):
    return f"{diagram_of(live, table)}/n1"


def part(live, table):
    return {"notes": [note(live, table)], "wordings": []}


def rows(made):
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))


def said(live):
    return [gather(live.session, task, live.of_task(task)) for task in live.session.tasks]


def joined(live):
    parts = [part(live, "t1"), part(live, "t2")]
    return goes(live, type="group.join", task=TASK, zone="need", groups=parts)


def test_a_row_names_the_group_its_words_its_tables_and_who_decided():
    live = room()
    entry = joined(live)
    name = {"type": "group.name", "task": TASK, "zone": "need", "group": part(live, "t1")}
    goes(live, **name, text="A rapid response")
    first, second = rows(groups_csv(said(live), live.session.combining))

    assert (first["headline"], first["headline_given"]) == ("A rapid response", "true")
    assert (first["tables"], first["table_names"], first["notes"]) == ("2", "Falls, Beds", "2")
    assert first["wordings"] == "rapid response team / Rapid Response"
    assert first["diagram_ids_and_notes"].split() == [note(live, "t1"), note(live, "t2")]
    assert f"(facilitator, {entry.seq})" in first["decided"]
    assert (second["headline"], second["decided"]) == ("'=Phones", "")


def test_a_decision_that_was_taken_back_is_listed_and_does_not_stand():
    live = room()
    entry = joined(live)
    goes(live, type="group.keep", decision=entry.seq, kept=False)
    (row,) = rows(decisions_csv(said(live), live.session.combining))

    assert (row["seq"], row["stands"], row["by"]) == (str(entry.seq), "false", "facilitator")
    assert row["decision"] == "Brought together: “rapid response team” and “Rapid Response”"
    assert len(rows(groups_csv(said(live), live.session.combining))) == 3


def test_votes_are_sums_of_groups_and_name_nobody():
    live = room()
    goes(live, type="vote.open", task=TASK, zones=["need"], dots=2)
    for person in ("pann", "pbob"):
        op = {"type": "vote.dot", "note": note(live, "t3"), "placed": True}
        planned = live.room.plan(
            Author(person, "A"), session_ops.OP.validate_python(op), f"v{person}", 9
        )
        live.room.commit(planned)
    made = votes_csv(said(live), live.session.combining)

    assert [(row["headline"], row["dots"], row["people"]) for row in rows(made)] == [
        ("rapid response team", "0", "2"),
        ("Rapid Response", "0", "2"),
        ("'=Phones", "2", "2"),
    ]
    assert b"pann" not in made
