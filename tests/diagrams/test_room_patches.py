"""R17 for the views of a room: a patched view is the one that is drawn afresh."""

from functools import partial
from xml.etree import ElementTree

import pytest
from following import canonical, patch
from hypothesis import given
from hypothesis import strategies as st
from walls import INNOVATION, ORGANISATION, rooms

from diagrams import gaps, matrix, overlap, zone_pages
from diagrams.scene import changes
from diagrams.svg_file import document

VIEWS = {
    "matrix": matrix.scene,
    "overlap": overlap.scene,
    "gaps": gaps.scene,
    "a zone": partial(zone_pages.scene, zone="needer", page=1),
}


def assert_patched_is_fresh(old, new):
    shown = ElementTree.fromstring(document(old))
    for part in changes(old, new):
        patch(shown, part.as_json())

    assert canonical(shown) == canonical(ElementTree.fromstring(document(new)))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@given(old=rooms(ORGANISATION), new=rooms(ORGANISATION))
def test_a_patched_view_is_the_fresh_one(view, old, new):
    assert_patched_is_fresh(view(old, prefix="v"), view(new, prefix="v"))


@given(rooms(INNOVATION), rooms(INNOVATION), st.integers(1, 3))
def test_a_patched_page_of_the_other_task_is_the_fresh_one(old, new, page):
    """Also when the page is gone, and the last one stands in its place."""
    view = partial(zone_pages.scene, zone="need", page=page, prefix="v")

    assert_patched_is_fresh(view(old), view(new))
