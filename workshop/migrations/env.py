"""What alembic runs for every step: uses the transaction that workshop.database has begun."""

from alembic import context

from sessions.rows import Row

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    # Both databases can take a change of schema back: all steps succeed, or none is kept.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
