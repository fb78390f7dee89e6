"""Messages in and out of types."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import protocol
from sessions.protocol import Unreadable, decode

ADD = {
    "type": "note.add",
    "note": "n1",
    "place": {"zone": "need", "before": None},
    "text": "Care homes call 999",
}


def op_message(**op):
    return json.dumps({"type": "op", "stream": "d1", "ref": "r1", "op": {**ADD, **op}})


def refusal(text):
    with pytest.raises(Unreadable) as caught:
        decode(text)
    return caught.value


def test_an_op_is_typed_once_at_the_door():
    """Behind decode the op is a value with clean text."""
    message = decode(op_message(text="  Care   homes\tcall 999 "))

    assert (message.stream, message.ref, message.op.text) == ("d1", "r1", "Care homes call 999")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "17",
        "{}",
        '{"type":"fly"}',
        '{"type":"hello"}',
        '{"type":"hello","protocol":2}',
        '{"type":"hello","protocol":1,"more":1}',
        '{"type":"watch","stream":"a b"}',
        '{"type":"watch","stream":"d1","views":["everything"]}',
        '{"type":"watch","stream":"d1","seq":-1}',
        '{"type":"watch","stream":"d1","seq":1.5}',
        '{"type":"typing","stream":"d1","zone":7}',
        "[" * 10_000,
    ],
)
def test_R9_what_cannot_be_read_is_refused_with_a_sentence(text):
    """Nothing a client can send is more than unreadable."""
    problem = refusal(text)

    assert problem.code == "bad_message"
    assert problem.message.endswith(".")
    assert problem.ref is None


def test_R9_an_unreadable_op_names_its_stream_and_ref():
    """Its sender can take it out of the outbox."""
    problem = refusal(op_message(place={"zone": 7}))

    assert (problem.code, problem.stream, problem.ref) == ("bad_message", "d1", "r1")


def test_R9_text_far_too_long_has_the_code_of_text_too_long():
    """A person pasted an article; that is not a broken client."""
    problem = refusal(op_message(text="x" * 20_001))

    assert (problem.code, problem.ref) == ("text_too_long", "r1")


def test_R10_a_message_at_the_limit_is_read_and_one_past_it_is_not():
    """The limit counts bytes of UTF-8."""
    frame = '{"type":"ping","x":""}'
    room = protocol.MAX_MESSAGE_BYTES - len(frame)

    assert refusal(frame.replace('""', f'"{"x" * room}"')).code == "bad_message"
    assert refusal(frame.replace('""', f'"{"x" * (room + 1)}"')).code == "too_large"
    assert refusal(frame.replace('""', f'"{"é" * (room // 2 + 1)}"')).code == "too_large"


def test_a_lone_surrogate_is_refused_not_stored():
    """No encoding could write it down."""
    assert refusal(op_message().replace("Care", "\\ud800")).code == "bad_message"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_R9_no_json_at_all_gets_past_decode_untyped(value):
    """Whatever JSON comes, it is a message of ours or it is refused."""
    try:
        message = decode(json.dumps(value))
    except Unreadable:
        return

    assert isinstance(message, protocol.Message)


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"op","stream":"\\ud800","ref":"r1","op":{}}',
        '{"type":"op","stream":"d1","ref":"\\ud800","op":{}}',
        '{"type":"watch","stream":"d1","views":[],"\\ud800":1}',
        '{"type":"ping","' + "x" * 60_000 + '":1}',
    ],
    ids=["stream", "ref", "field", "long field"],
)
def test_R9_the_answer_to_what_cannot_be_read_can_be_written(text):
    """What was sent is repeated only as far as it can be encoded, and never at length."""
    problem = refusal(text)

    assert len(problem.message) < 200
    assert (problem.message + (problem.stream or "") + (problem.ref or "")).encode()
