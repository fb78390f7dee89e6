"""Stored values to columns and back: the only place that knows both."""

import json
from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import RowMapping

from sessions.entry import (
    Entry,
    HelperRecord,
    KeyRecord,
    KeyRole,
    ParticipantRecord,
    SessionRecord,
    StreamKind,
    StreamLog,
    StreamRecord,
)

Columns = dict[str, Any]  # Any: a column may be text, a number or null


def session_columns(record: SessionRecord) -> Columns:
    return {
        "id": record.id,
        "code": record.code,
        "join_token": record.join_token,
        "title": record.title,
        "created_ms": record.created_ms,
    }


def session_from(row: RowMapping) -> SessionRecord:
    return SessionRecord(
        id=row["id"],
        code=row["code"],
        join_token=row["join_token"],
        title=row["title"],
        created_ms=row["created_ms"],
    )


def key_columns(record: KeyRecord) -> Columns:
    return {
        "digest": record.digest,
        "session": record.session,
        "role": record.role,
        "participant": record.participant,
    }


def key_from(row: RowMapping) -> KeyRecord:
    return KeyRecord(
        digest=row["digest"],
        session=row["session"],
        role=cast(KeyRole, row["role"]),
        participant=row["participant"],
    )


def helper_columns(record: HelperRecord) -> Columns:
    return {
        "id": record.id,
        "session": record.session,
        "name": record.name,
        "digest": record.digest,
        "made_ms": record.made_ms,
    }


def helper_from(row: RowMapping) -> HelperRecord:
    return HelperRecord(
        id=row["id"],
        session=row["session"],
        name=row["name"],
        digest=row["digest"],
        made_ms=row["made_ms"],
    )


def participant_columns(record: ParticipantRecord) -> Columns:
    return {
        "id": record.id,
        "session": record.session,
        "seat": record.table,
        "letter": record.letter,
        "name": record.name,
        "joined_ms": record.joined_ms,
    }


def participant_from(row: RowMapping) -> ParticipantRecord:
    return ParticipantRecord(
        id=row["id"],
        session=row["session"],
        table=row["seat"],
        letter=row["letter"],
        name=row["name"],
        joined_ms=row["joined_ms"],
    )


def stream_columns(record: StreamRecord) -> Columns:
    return {
        "id": record.id,
        "session": record.session,
        "kind": record.kind,
        "task": record.task,
        "seat": record.table,
        "seq": record.seq,
    }


def stream_from(row: RowMapping) -> StreamRecord:
    return StreamRecord(
        id=row["id"],
        session=row["session"],
        kind=cast(StreamKind, row["kind"]),
        task=row["task"],
        table=row["seat"],
        seq=row["seq"],
    )


def entry_columns(stream: str, entry: Entry) -> Columns:
    return {
        "stream": stream,
        "seq": entry.seq,
        "author": entry.author,
        "letter": entry.letter,
        "ref": entry.ref,
        "digest": entry.digest,
        # As people wrote it: a text must be findable in the file when it has to be deleted.
        "op": json.dumps(entry.op, ensure_ascii=False, separators=(",", ":"), allow_nan=False),
        "undoes": entry.undoes,
        "at_ms": entry.at_ms,
    }


def entry_from(row: RowMapping) -> Entry:
    return Entry(
        seq=row["seq"],
        author=row["author"],
        letter=row["letter"],
        ref=row["ref"],
        digest=row["digest"],
        op=json.loads(row["op"]),
        undoes=row["undoes"],
        at_ms=row["at_ms"],
    )


def log_columns(logs: Iterable[StreamLog]) -> list[Columns]:
    return [entry_columns(log.record.id, entry) for log in logs for entry in log.entries]
