from sessions.telling import op_told

GLOSSARY = {"type": "glossary.set", "rows": [{"alias": "TLC"}, {"alias": "DN"}], "base": 0}


def test_R34_no_watcher_is_told_the_rows_of_a_glossary():
    """A phone is not sent what it has no use for; the desk reads the rows on their own page."""
    assert [op_told(GLOSSARY, door) for door in ("table", "wall", "desk")] == [
        {"type": "glossary.set", "count": 2}
    ] * 3


def test_what_everybody_may_know_is_told_whole():
    """Most ops hold nothing that a page could not see anyway."""
    op = {"type": "phase.go", "phase": "combine", "start": True}

    assert op_told(op, "table") == op
