"""What waits for one socket."""

import asyncio

from filling import Table

from diagrams.model import MAX_NOTE_GRAPHEMES, MAX_NOTES
from sessions.drawn import Drawn, Subject
from sessions.outbox import PARTICIPANT_BYTES, SLOW_READER, Close, Outbox, frame
from sessions.protocol import encode


def taken(outbox, count):
    async def take():
        return [await outbox.get() for _ in range(count)]

    return asyncio.run(take())


def test_texts_leave_in_the_order_they_came():
    """The queue is first in, first out."""
    outbox = Outbox(100)
    for text in ("a", "b", "c"):
        outbox.put(frame(text))

    assert taken(outbox, 3) == ["a", "b", "c"]


def test_a_full_outbox_drops_passing_messages_first():
    """Presence is replaced by the next presence anyway; what was said is not."""
    outbox = Outbox(10)
    outbox.put(frame("12345678", passing=True))
    outbox.put(frame("kept"))

    assert taken(outbox, 1) == ["kept"]
    assert not outbox.closed


def test_an_outbox_at_its_bound_stays_open():
    """The bound itself still fits."""
    outbox = Outbox(10)
    outbox.put(frame("1234567890"))

    assert taken(outbox, 1) == ["1234567890"]


def test_an_outbox_one_byte_past_its_bound_closes_the_slow_reader():
    """Memory is bounded: the reader comes back and resumes."""
    outbox = Outbox(10)
    outbox.put(frame("1234567890"))
    outbox.put(frame("1"))

    assert taken(outbox, 1) == [SLOW_READER]


def test_the_bound_counts_bytes_not_characters():
    """Two times two letters of four bytes each are sixteen bytes."""
    outbox = Outbox(15)
    outbox.put(frame("😇😇"))
    assert not outbox.closed

    outbox.put(frame("😇😇"))

    assert outbox.closed


def test_what_was_read_makes_room_again():
    """The bound is on what waits, not on what ever passed."""
    outbox = Outbox(10)
    for _ in range(20):
        outbox.put(frame("12345678"))
        assert taken(outbox, 1) == ["12345678"]

    assert not outbox.closed


def test_a_close_comes_after_what_was_queued_and_keeps_its_first_reason():
    """Nothing said before the end is lost to it."""
    outbox = Outbox(100)
    outbox.put(frame("last words"))
    outbox.close(Close(4401, "first"))
    outbox.close(Close(4400, "second"))
    outbox.put(frame("too late"))

    assert taken(outbox, 2) == ["last words", Close(4401, "first")]


def test_a_reader_that_waits_is_woken():
    """``get`` returns when something comes, without polling."""

    async def talk():
        outbox = Outbox(100)
        reader = asyncio.create_task(outbox.get())
        await asyncio.sleep(0)
        outbox.put(frame("hello"))
        return await asyncio.wait_for(reader, 1)

    assert asyncio.run(talk()) == "hello"


def test_a_table_sees_all_of_its_fullest_diagrams():
    """Three of them, every note as long as it may be, fit at once into a participant's bound."""
    table = Table("innovation")
    for number in range(MAX_NOTES):
        zone = table.template.zones[number % len(table.template.zones)].id
        table.add(
            f"n{number}", ("words " * MAX_NOTE_GRAPHEMES)[: MAX_NOTE_GRAPHEMES - 1] + ".", zone
        )
    views = ("data", "picture", "outline")
    drawn = Drawn(Subject("d", table.template, "Falls", 1)).holding(table.diagram, views)
    state = frame(encode(drawn.show(views)))

    assert 3 * state.size < PARTICIPANT_BYTES


def test_what_finds_the_outbox_empty_is_taken_at_any_size():
    """Else whoever needs it would be cut off again each time they come back."""
    outbox = Outbox(10)

    outbox.put(frame("more than ten letters"))
    assert taken(outbox, 1) == ["more than ten letters"]
    assert not outbox.closed

    outbox.put(frame("again more than ten"))
    outbox.put(frame("x"))
    assert outbox.closed
