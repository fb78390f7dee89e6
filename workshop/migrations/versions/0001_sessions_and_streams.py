"""Sessions, keys, participants, streams and their entries.

Revision: 0001, the first.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _meta()
    op.create_table(
        "session",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("join_token", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("code", name="uq_session_code"),
        sa.UniqueConstraint("join_token", name="uq_session_join_token"),
    )
    _people()
    _streams()


def downgrade() -> None:
    raise NotImplementedError("an older program does not open a newer database")


def _of_session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["session"], ["session.id"], name=f"fk_{table}_session", ondelete="CASCADE"
    )


def _meta() -> None:
    meta = op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
    op.bulk_insert(
        meta,
        [{"name": "epoch", "value": secrets.token_urlsafe(9)}, {"name": "tried", "value": ""}],
    )


def _people() -> None:
    op.create_table(
        "participant",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("joined_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        _of_session("participant"),
    )
    op.create_index("ix_participant_session", "participant", ["session"])
    op.create_table(
        "key",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_key"),
        _of_session("key"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="fk_key_participant", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_key_session", "key", ["session"])


def _streams() -> None:
    op.create_table(
        "stream",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column("seat", sa.Text(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stream"),
        _of_session("stream"),
    )
    op.create_index("ix_stream_session", "stream", ["session"])
    op.create_table(
        "entry",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name="pk_entry"),
        sa.UniqueConstraint("stream", "author", "ref", name="uq_entry_stream_author_ref"),
        sa.ForeignKeyConstraint(
            ["stream"], ["stream.id"], name="fk_entry_stream", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
