"""R17: the parts, applied in order, turn the old view into exactly the new one."""

import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.scene import Element, Part, Scene, changes, families


def scene(*elements, **attributes):
    return Scene("root", attributes, families(Element(*parts) for parts in elements))


class Page:
    """The smallest client: a tree by id, patched by parts."""

    def __init__(self, shown):
        self.attributes = dict(shown.attributes)
        self.children = {}
        self.tags = {}
        self.parent = {}
        for item in shown.elements.values():
            self._insert(item.id, item.parent, None, item.markup)

    def _insert(self, id, parent, before, markup):
        siblings = self.children.setdefault(parent, [])
        siblings.insert(len(siblings) if before is None else siblings.index(before), id)
        self.tags[id], self.parent[id] = ElementTree.fromstring(markup), parent

    def _remove(self, id):
        self.children[self.parent.pop(id)].remove(id)
        del self.tags[id]
        for child in list(self.children.get(id, ())):
            self._remove(child)

    def apply(self, part):
        if part.attributes is not None:
            named = self.attributes if part.id == "root" else self.tags[part.id].attrib
            named.update(part.attributes)
        elif part.markup is None:
            assert part.id in self.tags, "only what is there can go"
            self._remove(part.id)
        else:
            assert part.before is None or self.parent[part.before] == part.parent
            assert part.before != part.id
            if part.id in self.tags:
                self._remove(part.id)
            self._insert(part.id, part.parent, part.before, part.markup)

    def shown(self):
        places = {parent: ids for parent, ids in self.children.items() if ids}
        tags = {id: (tag.tag, tag.attrib) for id, tag in self.tags.items()}
        return self.attributes, places, tags


def assert_patches(old, new):
    page = Page(old)
    parts = changes(old, new)
    for part in parts:
        page.apply(part)

    assert page.shown() == Page(new).shown()
    return parts


IDS = [f"e{number}" for number in range(9)]
ORDERS = st.permutations(IDS).flatmap(lambda ids: st.integers(0, 9).map(lambda n: ids[:n]))
# What each looks like: another tag is another markup; where it stands may change without.
LOOKS = st.fixed_dictionaries(
    {id: st.tuples(st.sampled_from("ab"), st.integers(0, 2)) for id in IDS}
)


def element(id, parent, look):
    tag, x = look
    return id, parent, f'<{tag} id="{id}"/>', (("x", str(x)), ("y", "0"))


SCENES = st.builds(
    lambda order, parents, looks, height: scene(
        *(element(id, parents[id], looks[id]) for id in order), height=height
    ),
    ORDERS,
    st.fixed_dictionaries({id: st.sampled_from("pqr") for id in IDS}),
    LOOKS,
    st.sampled_from(["900", "1000"]),
)


@given(SCENES, SCENES)
def test_r17_the_patched_view_equals_the_fresh_one(old, new):
    assert_patches(old, new)


def nested(order, inside, looks):
    """Elements some of which stand inside others, parents first."""
    made = {}
    for id in order:
        holder = inside[id]
        made[id] = element(id, holder if holder in made else "layer", looks[id])
    return scene(*made.values())


NESTED = st.builds(
    nested,
    ORDERS,
    st.fixed_dictionaries({id: st.sampled_from(["layer", *IDS[:3]]) for id in IDS}),
    LOOKS,
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


def test_what_only_moved_is_told_by_its_attributes():
    """A note of a thousand bytes moves by thirty."""
    old = scene(("a", "p", "<a id='a'/>", (("x", "1"), ("y", "2"))), ("b", "p", "<b/>"))
    new = scene(("a", "p", "<a id='a'/>", (("x", "1"), ("y", "3"))), ("b", "p", "<b/>"))

    assert assert_patches(old, new) == (Part("a", attributes={"y": "3"}),)


def test_what_moved_and_stands_elsewhere_is_placed_once():
    """With the attributes it has there: setting them as well would say it twice."""
    old = scene(("a", "p", "<a id='a'/>", (("x", "1"),)), ("b", "p", "<b/>"), ("c", "p", "<c/>"))
    new = scene(("b", "p", "<b/>"), ("c", "p", "<c/>"), ("a", "p", "<a id='a'/>", (("x", "2"),)))

    assert [part.id for part in assert_patches(old, new)] == ["a"]


def test_a_family_that_stayed_is_not_looked_into():
    """Whoever keeps the tuple keeps the cost away: nothing in it is asked for its id."""
    kept = (object(),)
    old = Scene("root", {}, {"p": kept, "q": ()})
    new = Scene("root", {}, {"p": kept, "q": (Element("a", "q", "<a/>"),)})

    assert changes(old, new) == (Part("a", "q", None, "<a/>"),)


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
    new = scene(*{**old.elements, "e200": ("e200", "zone2", "<new/>")}.values())
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
