"""What each door is told of the walls (R50): the desk all, walls what holds them back, phones what
they show themselves.
"""

from dataclasses import asdict, replace

from sessions.access import Door
from sessions.explaining import explain_json
from sessions.shows import Show
from sessions.state import Frozen, Session, show


def wall_json(session: Session, door: Door) -> dict[str, object]:
    kept = session.projection
    told: dict[str, object] = {"calm": kept.calm, "lit": kept.lit}
    if door == "table":
        return told
    told["blank"] = kept.blank
    told["frozen"] = None if session.frozen is None else _frozen(session.frozen)
    if door == "desk":
        told["replay"] = asdict(kept.replay)
        told["since"] = kept.since
        told["next"] = _show(kept.next)
        told["coming"] = _coming(session)
        told["queue"] = [{"id": one.id, "show": _show(one.show)} for one in kept.queue]
        told["past"] = [{"seq": one.seq, "show": _show(one.show)} for one in kept.past]
    return told


def _show(wanted: Show | None) -> object:
    return None if wanted is None else wanted.model_dump(mode="json")


def _coming(session: Session) -> object:
    """Return what the wall would show next; never ``auto``."""
    coming = session.projection.coming
    return None if coming is None else _show(show(replace(session, wall=coming)))


def _frozen(frozen: Frozen) -> dict[str, object]:
    """Return what of the session stands still on walls."""
    then = frozen.session
    return {
        "at": frozen.at_ms,
        "show": _show(show(then)),
        "task": then.task,
        "lit": then.projection.lit,
        "tables": [asdict(table) for table in then.tables],
        "diagrams": [asdict(diagram) for diagram in then.diagrams],
        "explain": explain_json(then),
    }
