"""The contract of the store, the same on SQLite and on PostgreSQL."""

import json
import logging
import threading
from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import create_engine, event, text

from sessions.entry import (
    Append,
    Entry,
    HelperRecord,
    KeyRecord,
    NewSession,
    ParticipantRecord,
    SessionRecord,
    StreamLog,
    StreamRecord,
)
from sessions.errors import StoreError
from sessions.store import WRITABLE_FOR_S, Store


def entry(seq: int, ref: str | None = None, words: str = "Long waits") -> Entry:
    return Entry(
        seq=seq,
        author="p1",
        letter="A",
        ref=ref or f"r{seq}",
        digest="ab" * 32,
        op={"type": "note.add", "text": words, "place": {"zone": "need", "before": None}},
        undoes=None if seq == 1 else seq - 1,
        at_ms=1_790_000_000_000 + seq,
    )


def entries(first: int, last: int) -> tuple[Entry, ...]:
    return tuple(entry(seq) for seq in range(first, last + 1))


def diagram(stream: str, session: str = "s1", seq: int = 0) -> StreamRecord:
    return StreamRecord(stream, session, "diagram", "innovation", "t1", seq)


def new_session(session: str = "s1", streams: tuple[str, ...] = ("d1", "d2")) -> NewSession:
    return NewSession(
        SessionRecord(session, f"CODE{session}", f"token-{session}", "Leeds, June", 1),
        (
            KeyRecord(f"desk-{session}", session, "facilitator", None),
            KeyRecord(f"wall-{session}", session, "wall", None),
        ),
        (
            StreamLog(StreamRecord(session, session, "session", None, None, 1), entries(1, 1)),
            *(StreamLog(diagram(stream, session), ()) for stream in streams),
        ),
    )


@pytest.fixture
def begun(store: Store) -> Store:
    store.create_session(new_session())
    return store


def test_a_session_is_found_by_id_code_and_token(begun: Store):
    """A new session is found in every way people get in."""
    found = begun.session("s1")

    assert found == new_session().record
    assert begun.find_session(code="CODEs1") == found
    assert begun.find_session(token="token-s1") == found
    assert begun.sessions() == [found]


def test_an_unknown_session_is_none(begun: Store):
    """What is not there is an ordinary answer, not an error."""
    assert begun.session("s2") is None
    assert begun.find_session(code="NOTONE") is None
    assert begun.find_session(token="s1") is None
    assert begun.load("d9") is None
    assert begun.streams("s2") == []


def test_a_session_is_stored_whole_or_not_at_all(begun: Store):
    """When one part of a new session cannot be stored, none of it is."""
    clashing = new_session("s2", streams=("d1",))

    with pytest.raises(StoreError):
        begun.create_session(clashing)

    assert begun.session("s2") is None
    assert begun.key("s2", "desk-s2") is None
    assert begun.load("s2") is None


def test_a_key_opens_its_own_session_only(begun: Store):
    """The digest of one session's key means nothing in another."""
    begun.create_session(new_session("s2", streams=()))

    assert begun.key("s1", "desk-s1") == KeyRecord("desk-s1", "s1", "facilitator", None)
    assert begun.key("s2", "desk-s1") is None
    assert begun.key("s1", "nonsense") is None


def test_participants_come_back_in_the_order_they_joined(begun: Store):
    """A participant is stored with the digest of their key, and listed by when they came."""
    second = ParticipantRecord("p2", "s1", "t1", "B", "Zoë 🧡", 20)
    first = ParticipantRecord("p3", "s1", "t1", "A", "", 10)
    begun.add_participant(second, "key-2")
    begun.add_participant(first, "key-3")

    assert begun.participants("s1") == [first, second]
    assert begun.key("s1", "key-2") == KeyRecord("key-2", "s1", "participant", "p2")


def test_R54_helpers_come_back_in_the_order_they_were_made(begun: Store):
    """A helper is stored with their key, of which there is the digest alone."""
    second = HelperRecord("h2", "s1", "Zoë 🧡", "key-h2", 20)
    first = HelperRecord("h3", "s1", "Sam", "key-h3", 10)
    begun.add_helper(second)
    begun.add_helper(first)

    assert begun.helpers("s1") == [first, second]
    assert begun.helpers("s2") == []
    assert begun.key("s1", "key-h2") == KeyRecord("key-h2", "s1", "helper", None)


def test_a_helper_whose_key_is_taken_is_not_stored(begun: Store):
    """Helper and key, or neither."""
    with pytest.raises(StoreError):
        begun.add_helper(HelperRecord("h2", "s1", "Sam", "desk-s1", 20))

    assert begun.helpers("s1") == []


def test_R56_a_key_is_added_to_a_session(begun: Store):
    begun.add_key(KeyRecord("wall-2", "s1", "wall", None))

    assert begun.key("s1", "wall-2") == KeyRecord("wall-2", "s1", "wall", None)


def test_streams_are_listed_without_entries(begun: Store):
    """A session's own stream and those of its diagrams come with their seq."""
    begun.append([Append("d1", 0, entries(1, 3))])

    assert {(record.id, record.kind, record.seq) for record in begun.streams("s1")} == {
        ("s1", "session", 1),
        ("d1", "diagram", 3),
        ("d2", "diagram", 0),
    }


def test_what_was_appended_is_loaded_oldest_first(begun: Store):
    """A log comes back as it went in, value for value."""
    begun.append([Append("d1", 0, entries(1, 2))])
    begun.append([Append("d1", 2, entries(3, 12))])

    assert begun.load("d1") == StreamLog(diagram("d1", seq=12), entries(1, 12))


@pytest.mark.parametrize(
    "words",
    ["Ünïcode – “quotes”", "متن فارسی", "👩🏽‍⚕️ helps", "a\u0000b", "'; DROP TABLE entry;--"],
)
def test_any_text_survives(begun: Store, words: str):
    """Whatever a person's script, their words come back unchanged."""
    begun.append([Append("d1", 0, (entry(1, words=words),))])

    assert begun.load("d1").entries[0].op["text"] == words


def test_several_streams_are_stored_as_one(begun: Store):
    """A batch moves every stream in it."""
    behind = begun.append([Append("d2", 0, entries(1, 1)), Append("d1", 0, entries(1, 2))])

    assert behind == frozenset()
    assert begun.load("d1").record.seq == 2
    assert begun.load("d2").record.seq == 1


def test_a_stream_that_moved_on_is_left_out(begun: Store):
    """Of a stream that is behind nothing is stored; everything else in the batch is."""
    begun.append([Append("d1", 0, (entry(1, "theirs"),))])

    behind = begun.append([Append("d1", 0, (entry(1, "ours"),)), Append("d2", 0, entries(1, 1))])

    assert behind == {"d1"}
    assert [kept.ref for kept in begun.load("d1").entries] == ["theirs"]
    assert begun.load("d2").record.seq == 1


def test_a_stream_ahead_of_the_database_is_left_out(begun: Store):
    """After a restore a room may know more than the database: that is no reason to leave a gap."""
    assert begun.append([Append("d1", 7, entries(8, 8))]) == {"d1"}
    assert begun.load("d1").entries == ()


def test_a_stream_that_is_gone_is_left_out(begun: Store):
    """Appending to what does not exist stores nothing and says so."""
    assert begun.append([Append("d9", 0, entries(1, 1))]) == {"d9"}


def test_a_ref_is_stored_once_for_its_author_and_stream(begun: Store):
    """R20: Should a room ever let the same ref pass twice, the database does not."""
    begun.append([Append("d1", 0, (entry(1, "same"),)), Append("d2", 0, (entry(1, "same"),))])

    with pytest.raises(StoreError):
        begun.append([Append("d1", 1, (entry(2, "same"),))])

    assert begun.load("d1").record.seq == 1


def test_a_failing_batch_stores_nothing(begun: Store):
    """A transaction that breaks takes all of its entries back, also those that would fit."""
    begun.append([Append("d2", 0, (entry(1, "same"),))])

    with pytest.raises(StoreError):
        begun.append([Append("d1", 0, entries(1, 1)), Append("d2", 1, (entry(2, "same"),))])

    assert begun.load("d1") == StreamLog(diagram("d1"), ())


def test_a_created_stream_comes_with_the_entry_that_made_it(begun: Store):
    """A table's second diagram exists as soon as the session's log says so."""
    begun.append([Append("s1", 1, entries(2, 2), creates=(diagram("d3"),))])

    assert begun.load("d3") == StreamLog(diagram("d3"), ())
    assert begun.load("s1").record.seq == 2


def test_a_created_stream_needs_its_session_in_time(begun: Store):
    """When the session is behind, its new diagram is not made either."""
    assert begun.append([Append("s1", 0, entries(1, 1), creates=(diagram("d3"),))]) == {"s1"}
    assert begun.load("d3") is None


def test_an_id_taken_in_another_session_harms_nobody_else(begun: Store):
    """Who asks for an id that exists is left out alone: the batch of all others is stored."""
    begun.create_session(new_session("s2", streams=()))

    behind = begun.append(
        [
            Append("s2", 1, entries(2, 2), creates=(diagram("d1", "s2"),)),
            Append("d2", 0, entries(1, 1)),
        ]
    )

    assert behind == {"s2"}
    assert begun.load("s2").record.seq == 1
    assert begun.load("d1").record.session == "s1"
    assert begun.load("d2").record.seq == 1


def test_an_id_asked_for_twice_is_made_once(begun: Store):
    """Two sessions that ask for one id at the same moment get one diagram between them."""
    begun.create_session(new_session("s2", streams=()))

    behind = begun.append(
        [
            Append("s1", 1, entries(2, 2), creates=(diagram("d3", "s1"),)),
            Append("s2", 1, entries(2, 2), creates=(diagram("d3", "s2"),)),
        ]
    )

    assert behind == {"s2"}
    assert begun.load("d3").record.session == "s1"


@pytest.mark.parametrize("seqs", [(), (2,), (1, 3), (2, 1)])
def test_entries_with_a_gap_are_our_mistake(begun: Store, seqs: tuple[int, ...]):
    """A room that numbers its entries wrongly is stopped before the database."""
    with pytest.raises(AssertionError):
        begun.append([Append("d1", 0, tuple(entry(seq) for seq in seqs))])


def test_of_two_stores_one_wins(database_url: str, open_store: Callable[..., Store]):
    """Two processes plan from the same seq: one entry is stored, the other is told."""
    stores = [open_store(database_url), open_store(database_url)]
    stores[0].create_session(new_session())
    barrier = threading.Barrier(2)
    behind: list[frozenset[str]] = []

    def race(store: Store, name: str) -> None:
        barrier.wait()
        behind.extend(
            store.append([Append("d1", seq, (entry(seq + 1, f"{name}{seq}"),))])
            for seq in range(20)
        )

    threads = [
        threading.Thread(target=race, args=(store, name))
        for store, name in zip(stores, "ab", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    log = stores[0].load("d1")
    assert [kept.seq for kept in log.entries] == list(range(1, 21))
    assert sum(not left_out for left_out in behind) == 20


def test_what_comes_in_while_a_log_is_read_is_left_for_later(
    database_url: str, open_store: Callable[..., Store]
):
    """A loaded log has as many entries as its seq says, whoever appends meanwhile."""
    reading, writing = open_store(database_url), open_store(database_url)
    writing.create_session(new_session())
    writing.append([Append("d1", 0, entries(1, 3))])
    appended: list[object] = []

    def meanwhile(connection, cursor, statement, *_):
        if "FROM stream" in statement and not appended:
            appended.append(writing.append([Append("d1", 3, entries(4, 4))]))

    event.listen(reading._transactions._engine, "after_cursor_execute", meanwhile)
    log = reading.load("d1")

    assert appended == [frozenset()]
    assert log == StreamLog(diagram("d1", seq=3), entries(1, 3))


@pytest.mark.postgres
def test_a_batch_locks_its_streams_in_one_order(
    postgres_url: str, open_store: Callable[..., Store]
):
    """Two processes whose batches name the same streams never wait for each other's."""
    store = open_store(postgres_url)
    store.create_session(new_session())
    batch = [Append("d2", 0, entries(1, 1)), Append("d1", 0, entries(1, 1))]
    waiting = threading.Thread(target=store.append, args=(batch,))

    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT * FROM stream WHERE id = 'd1' FOR UPDATE")
        waiting.start()
        while not waits_for_a_lock(postgres_url):
            assert waiting.is_alive()
        other.execute("SELECT * FROM stream WHERE id = 'd2' FOR UPDATE NOWAIT")
    waiting.join()

    assert store.load("d2").record.seq == 1


def waits_for_a_lock(url: str) -> bool:
    with psycopg.connect(url) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return connection.execute(query).fetchone()[0] > 0


def test_a_read_only_store_leaves_the_epoch_alone(
    database_url: str, open_store: Callable[..., Store]
):
    """Exporting beside a running server changes nothing for the people connected to it."""
    serving = open_store(database_url)

    assert open_store(database_url, read_only=True).epoch == serving.epoch


def test_the_epoch_changes_when_a_server_opens_a_file_again(
    database_url: str, open_store: Callable[..., Store]
):
    """A SQLite file may have been restored while no server ran; one PostgreSQL has many servers."""
    first = open_store(database_url)
    second = open_store(database_url)

    assert (first.epoch == second.epoch) == database_url.startswith("postgresql")


def test_a_store_opened_to_read_refuses_to_store(
    database_url: str, open_store: Callable[..., Store]
):
    """Writing through a store that was opened to read is our mistake."""
    with pytest.raises(AssertionError):
        open_store(database_url, read_only=True).create_session(new_session())


def test_writable_while_all_is_well(begun: Store):
    """A database that takes what is written says so."""
    assert begun.writable()


def test_trouble_is_told_without_sql_paths_or_words(begun: Store, caplog: pytest.LogCaptureFixture):
    """Neither the person nor the log learns anything about the database or what others wrote."""
    begun.append([Append("d1", 0, (entry(1, "same"),))])

    with caplog.at_level(logging.DEBUG), pytest.raises(StoreError) as told:
        begun.append([Append("d1", 1, (entry(2, "same", words="Canary in the mine"),))])

    for said in (told.value.message, str(told.value), caplog.text):
        for secret in ("INSERT", "entry", "Canary", "same", "/"):
            assert secret not in said.replace("sessions.transactions", "").replace(
                "transactions.py", ""
            )
    assert "IntegrityError" in caplog.text or "UniqueViolation" in caplog.text


def test_no_key_is_stored_in_the_clear(begun: Store, database_url: str):
    """What is on disk of a key is the digest it was given, nothing else of it."""
    begun.add_participant(ParticipantRecord("p1", "s1", "t1", "A", "", 1), "digest-1")
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))

    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM key ORDER BY digest")).mappings().all()
    engine.dispose()

    assert set(rows[0]) == {"digest", "session", "role", "participant"}
    assert [row["digest"] for row in rows] == ["desk-s1", "digest-1", "wall-s1"]


def test_an_op_is_stored_as_its_words(begun: Store, database_url: str):
    """A text that has to be deleted can be searched for in the database."""
    begun.append([Append("d1", 0, (entry(1, words="Müşteri"),))])
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))

    with engine.connect() as connection:
        op = connection.execute(text("SELECT op FROM entry WHERE stream = 'd1'")).scalar_one()
    engine.dispose()

    assert "Müşteri" in op
    assert json.loads(op)["text"] == "Müşteri"


def test_writable_answers_from_memory_for_a_moment(
    database_url: str, open_store: Callable[..., Store]
):
    """However often a probe asks, it costs one write a second."""
    now = [100.0]
    store = open_store(database_url, clock=lambda: now[0])
    assert store.writable()
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))

    def tried() -> str:
        with engine.connect() as connection:
            return connection.execute(
                text("SELECT value FROM meta WHERE name='tried'")
            ).scalar_one()

    before = tried()
    assert store.writable()
    assert tried() == before
    now[0] += WRITABLE_FOR_S
    assert store.writable()
    assert tried() != before
    engine.dispose()
