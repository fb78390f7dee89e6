"""Who may do what, and what the secrets are made of."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import access
from sessions.access import ACTIONS, CODE_ALPHABET, DOORS, ROLES, Who, clean_code, may

# Written out a second time on purpose: a right is changed in two places or not at all.
ALLOWED = {
    "facilitator": set(ACTIONS) - {"session.open", "vote.dot"},
    "helper": set(ACTIONS)
    - {"session.open", "session.end", "session.delete", "vote.dot"}
    - {"helper.add", "helper.revoke", "wall.renew"},
    "participant": {
        "diagram.add_own",
        "hand.set_own",
        "table.ready_own",
        "vote.dot",
        "diagram.write_own",
        "session.watch",
        "diagram.watch_own",
        "people.see",
        "diagram.download_own",
    },
    "wall": {"session.watch", "composite.watch"},
}


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ACTIONS)))
def test_every_role_and_action_has_its_answer(role, action):
    """The matrix of roles and actions is complete and as written here; a missing row raises."""
    assert may(role, action) is (action in ALLOWED[role])


def test_the_table_has_no_row_for_what_nobody_asks():
    assert set(access._MAY) == set(ACTIONS)
    assert all(len(row) == len(ROLES) for row in access._MAY.values())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("any_of_them", "own"),
    [
        ("diagram.write_any", "diagram.write_own"),
        ("diagram.watch_any", "diagram.watch_own"),
        ("diagram.add", "diagram.add_own"),
        ("hand.set", "hand.set_own"),
        ("table.ready", "table.ready_own"),
    ],
)
def test_who_may_do_it_to_any_diagram_may_do_it_to_their_own(role, any_of_them, own):
    assert not may(role, any_of_them) or may(role, own)


def test_R1_every_role_comes_in_by_one_door():
    """A participant at a table, who runs the session at the desk, a screen at the wall."""
    assert set(DOORS) == set(ROLES)
    assert set(DOORS.values()) == {"table", "desk", "wall"}


@pytest.mark.parametrize(
    ("who", "author", "door"),
    [
        (Who("participant", "s1", "p7", "t3", "A", "Ann"), "p7", "table"),
        (Who("facilitator", "s1", None, None, "", ""), "facilitator", "desk"),
        (Who("helper", "s1", None, None, "", "Sam", "h1"), "helper:h1", "desk"),
        (Who("wall", "s1", None, None, "", ""), "wall", "wall"),
    ],
)
def test_an_author_is_the_participant_else_the_role(who, author, door):
    assert (who.author, who.door) == (author, door)


def test_secrets_have_their_full_length():
    """A key is 256 bits and a token 128, in characters that need no escaping in a URL."""
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", access.new_key())
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", access.new_token())


@pytest.mark.parametrize(
    "make", [access.new_key, access.new_token, access.new_code, lambda: access.new_id("d")]
)
def test_secrets_and_ids_do_not_repeat(make):
    assert len({make() for _ in range(100)}) == 100


def test_an_id_is_its_prefix_and_twelve_letters_or_digits():
    assert re.fullmatch(r"d[a-z0-9]{12}", access.new_id("d"))


def test_a_digest_is_the_sha256_of_the_key():
    """The value is the published one for "abc" (FIPS 180-2, appendix B.1)."""
    assert access.digest("abc").startswith("ba7816bf8f01cfea414140de5dae2223")


def test_same_compares_whole_texts_of_any_alphabet():
    assert access.same("ключ", "ключ")
    assert not access.same("ключ", "ключи")


def test_the_wall_key_follows_from_the_desk_key_alone():
    """The desk can show the wall's link again, and two desks never share a wall."""
    desk = access.new_key()

    assert access.wall_key(desk) == access.wall_key(desk)
    assert access.wall_key(desk) != access.wall_key(access.new_key())
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", access.wall_key(desk))
    assert access.wall_key(desk) != access.digest(desk)


def test_the_wall_key_of_a_link_on_a_projector_never_changes():
    """A changed derivation would lock every running wall out after an upgrade."""
    assert access.wall_key("desk") == "PuAGdfBlPv0tRb39FIX8UzYtCCjwVl7aTgsU5QiHBc0"


def test_R5_a_new_code_reads_back_as_itself():
    code = access.new_code()

    assert clean_code(code) == code


@pytest.mark.parametrize(
    "typed", ["abc234", " ABC 234 ", "abc-234", "A-B-C-2-3-4", "ab\u2013c2\u00a034", "ＡＢＣ２３４"]
)
def test_R5_case_spaces_and_dashes_do_not_matter(typed):
    assert clean_code(typed) == "ABC234"


@pytest.mark.parametrize(
    "typed",
    ["", "ABC23", "ABC2345", "ABC23O", "ABC230", "ABC231", "ABC23I", "ABC23L", "ABC2ß", "ABC23é",
     "ABC_34", " " * 60 + "ABC234"],
)  # fmt: skip
def test_R5_what_cannot_be_a_code_is_none(typed):
    """Lookalikes are in no code, so they are never guessed at."""
    assert clean_code(typed) is None


def test_R5_the_longest_text_that_is_read_as_a_code_and_one_past_it():
    assert clean_code("ABC234".rjust(access.MAX_TYPED_CODE)) == "ABC234"
    assert clean_code("ABC234".rjust(access.MAX_TYPED_CODE + 1)) is None


@given(st.text(max_size=80))
def test_R5_a_cleaned_code_is_a_code_and_clean(typed):
    code = clean_code(typed)

    assert code is None or (len(code) == 6 and set(code) <= set(CODE_ALPHABET))
    assert code is None or clean_code(code) == code
