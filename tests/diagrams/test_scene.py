"""R17: the parts, applied in order, turn the old view into exactly the new one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.scene import Element, Part, Scene, changes


def scene(*elements, **attributes):
    return Scene("root", attributes, {e.id: e for e in (Element(*parts) for parts in elements)})


class Page:
    """The smallest client: a tree by id, patched by parts."""

    def __init__(self, shown):
        self.attributes = dict(shown.attributes)
        self.children = {}
        self.markup = {}
        self.parent = {}
        for item in shown.elements.values():
            self._insert(item.id, item.parent, None, item.markup)

    def _insert(self, id, parent, before, markup):
        siblings = self.children.setdefault(parent, [])
        siblings.insert(len(siblings) if before is None else siblings.index(before), id)
        self.markup[id], self.parent[id] = markup, parent

    def _remove(self, id):
        self.children[self.parent.pop(id)].remove(id)
        del self.markup[id]
        for child in list(self.children.get(id, ())):
            self._remove(child)

    def apply(self, part):
        if part.attributes is not None:
            assert part.id == "root"
            self.attributes.update(part.attributes)
        elif part.markup is None:
            assert part.id in self.markup, "only what is there can go"
            self._remove(part.id)
        else:
            assert part.before is None or self.parent[part.before] == part.parent
            assert part.before != part.id
            if part.id in self.markup:
                self._remove(part.id)
            self._insert(part.id, part.parent, part.before, part.markup)

    def shown(self):
        places = {parent: ids for parent, ids in self.children.items() if ids}
        return self.attributes, places, self.markup


def assert_patches(old, new):
    page = Page(old)
    parts = changes(old, new)
    for part in parts:
        page.apply(part)

    assert page.shown() == Page(new).shown()
    return parts


IDS = [f"e{number}" for number in range(9)]
SCENES = st.builds(
    lambda order, parents, markups, height: scene(
        *((id, parents[id], markups[id]) for id in order), height=height
    ),
    st.permutations(IDS).flatmap(lambda ids: st.integers(0, 9).map(lambda n: ids[:n])),
    st.fixed_dictionaries({id: st.sampled_from("pqr") for id in IDS}),
    st.fixed_dictionaries({id: st.sampled_from(["<a/>", "<b/>"]) for id in IDS}),
    st.sampled_from(["900", "1000"]),
)


@given(SCENES, SCENES)
def test_r17_the_patched_view_equals_the_fresh_one(old, new):
    assert_patches(old, new)


def nested(order, inside, markups):
    """Elements some of which stand inside others, parents first."""
    made, waiting = [], list(order)
    for id in waiting:
        holder = inside[id]
        parent = holder if holder in [item[0] for item in made] else "layer"
        made.append((id, parent, markups[id]))
    return scene(*made)


NESTED = st.builds(
    nested,
    st.permutations(IDS).flatmap(lambda ids: st.integers(0, 9).map(lambda n: ids[:n])),
    st.fixed_dictionaries({id: st.sampled_from(["layer", *IDS[:3]]) for id in IDS}),
    st.fixed_dictionaries({id: st.sampled_from(["<a/>", "<b/>"]) for id in IDS}),
)


@given(NESTED, NESTED)
def test_r17_elements_inside_elements_are_patched_too(old, new):
    assert_patches(old, new)


@given(SCENES)
def test_nothing_changed_is_no_parts(same):
    assert changes(same, same) == ()


def test_one_changed_element_is_one_part_in_its_place():
    old = scene(("a", "p", "<a/>"), ("b", "p", "<b/>"), ("c", "p", "<c/>"))
    new = scene(("a", "p", "<a/>"), ("b", "p", "<B/>"), ("c", "p", "<c/>"))

    assert changes(old, new) == (Part("b", "p", "c", "<B/>"),)


@pytest.mark.parametrize(("position", "before"), [(0, "a"), (1, "b"), (2, None)])
def test_one_new_element_is_one_part(position, before):
    standing = [("a", "p", ""), ("b", "p", "")]
    with_new = [*standing[:position], ("n", "p", "<n/>"), *standing[position:]]

    assert changes(scene(*standing), scene(*with_new)) == (Part("n", "p", before, "<n/>"),)


def test_one_moved_element_is_one_part():
    """Moving the first to the end places it alone; the others stay where they are."""
    ids = "abcdef"
    old = scene(*((id, "p", "") for id in ids))
    new = scene(*((id, "p", "") for id in ids[1:] + ids[0]))

    assert changes(old, new) == (Part("a", "p", None, ""),)


def test_a_move_to_another_parent_is_one_part():
    old = scene(("a", "p", ""), ("b", "q", ""))
    new = scene(("a", "q", ""), ("b", "q", ""))

    assert changes(old, new) == (Part("a", "q", "b", ""),)


def test_what_goes_with_its_parent_is_not_named():
    old = scene(("g", "p", ""), ("a", "g", ""), ("b", "p", ""))

    assert changes(old, scene(("b", "p", ""))) == (Part("g"),)


def test_r17_a_renewed_element_gets_back_all_that_stands_in_it_at_any_depth():
    old = scene(("g", "p", "<g/>"), ("h", "g", "<h/>"), ("i", "h", "<i/>"))
    new = scene(("g", "p", "<G/>"), ("h", "g", "<h/>"), ("i", "h", "<i/>"))

    assert [part.id for part in assert_patches(old, new)] == ["g", "h", "i"]


def test_only_changed_attributes_of_the_root_are_sent():
    old, new = scene(height="900", width="1600"), scene(height="990", width="1600")

    assert changes(old, new) == (Part("root", attributes={"height": "990"}),)


def test_a_part_as_json_is_as_the_protocol_says():
    assert Part("a", "p", None, "<a/>").as_json() == {
        "id": "a",
        "parent": "p",
        "before": None,
        "markup": "<a/>",
    }
    assert Part("a").as_json()["markup"] is None
    assert Part("r", attributes={"height": "9"}).as_json() == {
        "id": "r",
        "attributes": {"height": "9"},
    }


def test_a_small_change_of_a_large_view_is_found_quickly():
    """Four hundred elements, one changed: well under a millisecond (best of ten)."""
    many = [(f"e{number}", f"zone{number % 9}", f"<g>{number}</g>" * 30) for number in range(400)]
    old = scene(*many)
    new = Scene("root", {}, {**old.elements, "e200": Element("e200", "zone2", "<new/>")})
    taken = []
    for _ in range(10):
        start = time.perf_counter()
        parts = changes(old, new)
        taken.append(time.perf_counter() - start)

    assert len(parts) == 1
    assert min(taken) < 0.001


def test_what_stood_in_something_that_goes_is_not_taken_out_twice():
    """Found by the law above: the one between them moves out, the innermost goes with the outer."""
    old = scene(("a", "layer", "<a/>"), ("b", "a", "<b/>"), ("c", "b", "<c/>"))
    new = scene(("b", "layer", "<b/>"))

    assert assert_patches(old, new) == (Part("a"), Part("b", "layer", None, "<b/>"))
