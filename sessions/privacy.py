"""Private until ready: the only place that says whose words other tables and walls may not see.

The desk, the files that leave from it, and a table itself always have the words.
"""

from sessions.state import DiagramRef, Session


def is_veiled(session: Session, ref: DiagramRef) -> bool:
    """Say whether a diagram is shown as shapes: its table has not said that it is ready."""
    return session.private and not session.signals.is_ready(ref.table, ref.task)


def veils(session: Session) -> frozenset[str]:
    """Return the ids of the diagrams that are shown as shapes."""
    return frozenset(ref.id for ref in session.diagrams if is_veiled(session, ref))
