"""Helpers, who have a key of their own.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "helper",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_helper"),
        sa.ForeignKeyConstraint(
            ["session"], ["session.id"], name="fk_helper_session", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["digest"], ["key.digest"], name="fk_helper_digest", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_helper_session", "helper", ["session"])


def downgrade() -> None:
    raise NotImplementedError("an older program does not open a newer database")
