import pytest
from walls import INNOVATION, ORGANISATION, said, told

from diagrams.zone_block import Setting, block, cuts

SMALL = Setting(28, 576, 8, "#0B66E0", actor=False)
LARGE = Setting(48, 888, 8, "#0B66E0", actor=False)


def only(*texts):
    """Return the one group of tables that each wrote one of ``texts``."""
    (group,) = said(INNOVATION, *(told(INNOVATION, ("need", text)) for text in texts)).groups
    return group


def shown(group, setting=SMALL, level="", before=""):
    return [piece.text for piece in block(group, level, setting, before).pieces]


def test_one_tables_words_stand_above_its_name():
    assert shown(only("Falls at night")) == ["Falls at night", "Table 1"]


def test_the_level_follows_the_name():
    assert shown(only("Falls at night"), level="Regional")[-1] == "Table 1 · Regional"


def test_those_who_used_the_words_of_the_headline_stand_right_below_it():
    found = shown(only("Falls", "falls", "Falls", "falls", "Falls"))

    assert found == ["Falls", "", "Table 1 · Table 3 · Table 5", "“falls”", "Table 2 · Table 4"]


def test_a_heading_stands_above_and_keeps_the_block():
    first = block(only("Falls"), "", SMALL, "Said by one table").pieces[0]

    assert (first.text, first.keeps) == ("Said by one table", True)


@pytest.mark.parametrize(("setting", "size"), [(SMALL, 36), (LARGE, 48)])
def test_a_headline_is_larger_than_the_words_of_the_tables(setting, size):
    assert block(only("Falls", "falls"), "", setting).pieces[0].size == size


def test_a_headline_of_two_hundred_capitals_is_set_like_a_wording():
    """Else it alone would fill the page."""
    assert block(only("W" * 200, "W" * 200), "", SMALL).pieces[0].size == 28


def test_names_are_cut_between_pieces_only_after_a_name():
    pieces = block(only(*["Falls"] * 60), "", SMALL).pieces[2:]

    assert "".join(piece.text for piece in pieces) == " · ".join(
        f"Table {at}" for at in range(1, 61)
    )
    assert all(piece.text.endswith("· ") for piece in pieces[:-1])


def test_more_tables_have_a_thicker_edge_and_one_has_none():
    bars = [block(only(*["Falls"] * many), "", SMALL).bar for many in (1, 2, 4, 8)]

    assert bars[0] == 0
    assert bars == sorted(set(bars))


def test_a_word_that_larger_type_would_break_is_noticed():
    word = "W" * 20

    assert cuts(only(word), LARGE)
    assert not cuts(only(word), Setting(28, 888, 8, "#0B66E0", actor=False))


def test_an_actors_shape_is_the_one_of_its_card():
    (group,) = said(ORGANISATION, told(ORGANISATION, ("needer", "CQC"))).groups
    actor = Setting(28, 576, 8, "#0B66E0", actor=True)

    assert block(group, "", actor).pieces[0].mark.kind == group.kind
    assert block(group, "", SMALL).pieces[0].mark is None
