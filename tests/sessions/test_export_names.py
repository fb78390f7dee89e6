"""File names that are safe everywhere, whatever a table calls itself."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.export_names import MAX_NAME_BYTES, diagram_name, plain


@pytest.mark.parametrize(
    ("table", "called", "number", "name"),
    [
        ("t1", "Falls car", 1, "table-01-falls-car"),
        ("t1", "Falls car", 2, "table-01-falls-car-2"),
        ("t12", "Table 12", 1, "table-12"),
        ("t12", "Table 3", 1, "table-12-table-3"),
        ("t60", "", 1, "table-60"),
        ("t4", 'The "Quiet" Table', 1, "table-04-the-quiet-table"),
        ("t5", "Social <3", 1, "table-05-social-3"),
        ("t1", "../../x", 1, "table-01-x"),
        ("t1", "CON", 1, "table-01-con"),
        ("t1", "a/b\\c:d*e?f|g", 1, "table-01-a-b-c-d-e-f-g"),
        ("t1", "／etc／passwd", 1, "table-01-etc-passwd"),
        ("t1", "gpj\u202egvs.exe", 1, "table-01-gpj-gvs-exe"),
        ("t1", "a\u2066b\u200dc\x00d", 1, "table-01-a-b-c-d"),
        ("t1", "😇", 1, "table-01"),
        ("t1", "...", 1, "table-01"),
        ("t1", "\u0301 acute", 1, "table-01-acute"),
        ("t1", "Überleitung", 1, "table-01-überleitung"),
        ("t1", "میز سالمندان", 1, "table-01-میز-سالمندان"),
        ("t1", "高齢者", 1, "table-01-高齢者"),
        ("../t1", "x", 1, "table-t1-x"),
    ],
)
def test_a_name_says_which_table_and_nothing_else(table: str, called: str, number: int, name: str):
    """Separators, controls, direction marks and symbols go; letters of any script stay."""
    assert diagram_name(table, called, number) == name


@pytest.mark.parametrize("called", ["x" * 200, "é" * 200, "高" * 200, "क्षि" * 60, "a" * 67 + "é"])
def test_a_long_name_is_cut_between_letters(called: str):
    """A name fits in 80 bytes with its ending, and ends with a whole letter."""
    name = diagram_name("t1", called, 2)

    assert len(f"{name}.svg".encode()) <= MAX_NAME_BYTES
    assert len(f"{name}.svg".encode()) > MAX_NAME_BYTES - 16
    assert called.startswith(name.removeprefix("table-01-").removesuffix("-2"))


@given(st.text(max_size=60), st.integers(1, 60), st.integers(1, 2))
def test_any_name_is_safe(called: str, table: int, number: int):
    """Law: whatever people type, a path cannot leave its folder, or hide what it is."""
    name = diagram_name(f"t{table}", called, number)

    assert name.startswith("table-")
    assert not name.endswith(("-", "."))
    assert not set(name) & set(string.punctuation) - {"-"}
    assert not any(char.isspace() or not char.isprintable() for char in name)
    assert len(f"{name}.svg".encode()) <= MAX_NAME_BYTES


@given(st.text(max_size=20), st.text(max_size=20))
def test_tables_never_share_a_name(one: str, other: str):
    """Law: also where a file system knows no capitals, no picture replaces another."""
    names = {
        diagram_name(table, called, number).casefold()
        for table, called in (("t1", one), ("t2", other), ("t10", one))
        for number in (1, 2)
    }

    assert len(names) == 6


@given(st.text(max_size=60))
def test_plain_is_settled(words: str):
    """Law: making a plain name plain changes nothing."""
    assert plain(plain(words)) == plain(words)
