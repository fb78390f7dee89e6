"""The rows of the database: the only place that names its columns.

Notes and links have no rows of their own. What people wrote is in the entries; everything
else can be computed from them.
"""

from typing import ClassVar, Final

from sqlalchemy import BigInteger, MetaData, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

# Named constraints, so that a later migration can name what it drops on every database.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)


class MetaRow(Row, table=True):
    """A word about the database itself: its epoch, the last time somebody tried to write."""

    __tablename__ = "meta"

    name: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)


class SessionRow(Row, table=True):
    __tablename__ = "session"

    id: str = Field(primary_key=True, sa_type=Text)
    code: str = Field(sa_type=Text, unique=True)
    join_token: str = Field(sa_type=Text, unique=True)
    title: str = Field(sa_type=Text)
    created_ms: int = Field(sa_type=BigInteger)


class KeyRow(Row, table=True):
    """Only the digest of a key is here: who reads the database cannot enter with it."""

    __tablename__ = "key"

    digest: str = Field(primary_key=True, sa_type=Text)
    session: str = Field(foreign_key="session.id", ondelete="CASCADE", index=True, sa_type=Text)
    role: str = Field(sa_type=Text)
    participant: str | None = Field(
        default=None, foreign_key="participant.id", ondelete="CASCADE", sa_type=Text
    )


class ParticipantRow(Row, table=True):
    __tablename__ = "participant"

    id: str = Field(primary_key=True, sa_type=Text)
    session: str = Field(foreign_key="session.id", ondelete="CASCADE", index=True, sa_type=Text)
    seat: str = Field(sa_type=Text)
    """The table people sit at: ``table`` is a word of SQL and of SQLModel."""
    letter: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    joined_ms: int = Field(sa_type=BigInteger)


class HelperRow(Row, table=True):
    """Whose key a helper's key is: a name has no place in the log."""

    __tablename__ = "helper"

    id: str = Field(primary_key=True, sa_type=Text)
    session: str = Field(foreign_key="session.id", ondelete="CASCADE", index=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    digest: str = Field(foreign_key="key.digest", ondelete="CASCADE", sa_type=Text)
    made_ms: int = Field(sa_type=BigInteger)


class StreamRow(Row, table=True):
    """``seq`` guards the stream: who appends moves it from the value they planned with."""

    __tablename__ = "stream"

    id: str = Field(primary_key=True, sa_type=Text)
    session: str = Field(foreign_key="session.id", ondelete="CASCADE", index=True, sa_type=Text)
    kind: str = Field(sa_type=Text)
    task: str | None = Field(default=None, sa_type=Text)
    seat: str | None = Field(default=None, sa_type=Text)
    seq: int = Field(sa_type=BigInteger)


class EntryRow(Row, table=True):
    """``op`` is JSON text, never queried: a column type of one database would bind us to it."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("stream", "author", "ref"),
        # A log is read from its start to its end: without row ids SQLite keeps it in that order.
        {"sqlite_with_rowid": False},
    )

    stream: str = Field(primary_key=True, foreign_key="stream.id", ondelete="CASCADE", sa_type=Text)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    author: str = Field(sa_type=Text)
    letter: str = Field(sa_type=Text)
    ref: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    op: str = Field(sa_type=Text)
    undoes: int | None = Field(default=None, sa_type=BigInteger)
    at_ms: int = Field(sa_type=BigInteger)


META: Final = Row.metadata.tables["meta"]
SESSION: Final = Row.metadata.tables["session"]
KEY: Final = Row.metadata.tables["key"]
HELPER: Final = Row.metadata.tables["helper"]
PARTICIPANT: Final = Row.metadata.tables["participant"]
STREAM: Final = Row.metadata.tables["stream"]
ENTRY: Final = Row.metadata.tables["entry"]
