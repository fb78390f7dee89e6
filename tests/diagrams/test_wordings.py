"""R26: two people in one note lose nothing."""

from filling import Table, contested

from diagrams.model import MAX_VERSIONS


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


def test_a_note_has_at_most_so_many_versions():
    table, _ = contested([f"p{number}" for number in range(MAX_VERSIONS)])

    assert len(table.texts("a")) == MAX_VERSIONS
    table.refuses("too_many_versions", table.edit, "a", "one more", 1, author="zoe")


def test_r27_the_words_of_a_restore_join_several_wordings():
    table, _ = contested()
    table.remove("a", author="bob")
    table.restore("a", author="dan", text="Dan's")

    assert table.texts("a") == ["bob's", "cat's", "Dan's"]
