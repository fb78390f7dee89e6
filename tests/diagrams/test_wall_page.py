import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import texts

from diagrams.measure import width
from diagrams.wall_page import cut, name_lines, of, some_of, tables


@pytest.mark.parametrize(("count", "said"), [(0, "0 tables"), (1, "1 table"), (2, "2 tables")])
def test_one_table_is_not_one_tables(count, said):
    assert (tables(count), of(count)) == (said, f"of {said}")


@pytest.mark.parametrize(
    ("most", "shown"),
    [(3, ("A", "B", "C")), (2, ("A", "B", "and 1 more")), (0, ("and 3 more",))],
)
def test_names_that_are_left_out_are_counted(most, shown):
    assert some_of(("A", "B", "C"), most) == shown


@given(texts, st.integers(40, 600))
def test_a_cut_line_fits_and_says_that_it_was_cut(text, room):
    shown = cut(text, 20, room)

    assert shown == text or shown.endswith("…")
    assert width(shown, 20) <= room


@given(st.lists(texts, min_size=1, max_size=8))
def test_names_are_all_there_and_fit(some):
    lines = name_lines(tuple(some), 28, 400)

    assert "".join("".join(lines).split()) == "".join("·".join(some).split())
    assert all(width(line, 28) <= 400 for line in lines)


def test_a_name_stays_whole_where_a_line_holds_it():
    assert name_lines(("Table 1", "Table 2", "Table 3"), 20, 180) == (
        "Table 1 · Table 2 ·",
        "Table 3",
    )
