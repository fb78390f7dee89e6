"""What of a session's diagrams its walls may see at this moment: the only place that decides it.

Walls get pictures of what this returns and nothing else, so whatever is left out here cannot be
read from a projector's browser either.
"""

from collections.abc import Iterator

from diagrams.composite import TableDiagram
from diagrams.model import Diagram
from diagrams.screened import replayed, screened, still
from diagrams.template import template
from diagrams.veil import veiled
from sessions import privacy
from sessions.live import LiveSession
from sessions.rewind import Rewind
from sessions.rules import DiagramRules
from sessions.screens import Scenery, Token
from sessions.shows import Replay
from sessions.sights import Lens, Sight
from sessions.state import DiagramRef, Session, show

# What stands beside the name of a table of which only shapes are shown.
NOT_SHOWN = "words not shown yet"


def session_of(live: LiveSession, lens: Lens) -> Session:
    """Return the session whose names and words of equal meaning are shown."""
    frozen = live.session.frozen
    return frozen.session if lens == "still" and frozen is not None else live.session


def ref_of(live: LiveSession, diagram: str) -> DiagramRef | None:
    if diagram not in live.diagrams:
        return None
    return next((ref for ref in live.session.diagrams if ref.id == diagram), None)


def of_task(live: LiveSession, task: str, lens: Lens, now_ms: int) -> list[TableDiagram]:
    """Return every table's diagrams of ``task`` as they may be shown, table by table; those of
    tables whose words are not shown yet are left out.
    """
    session = session_of(live, lens)
    order = {table.id: place for place, table in enumerate(session.tables)}
    refs = [ref for ref in session.diagrams if ref.task == task and ref.id in live.diagrams]
    refs = [ref for ref in refs if not is_veiled(live, lens, ref)]
    refs.sort(key=lambda ref: (order[ref.table], ref.number))
    return [
        TableDiagram(ref.table, _name(session, ref), _seen(live, ref, lens, now_ms, "room"), ref.id)
        for ref in refs
    ]


def is_veiled(live: LiveSession, lens: Lens, ref: DiagramRef) -> bool:
    """Say whether a table's words are not shown yet. What was frozen as shapes stays shapes, and
    whoever takes their word back is veiled in what was frozen too.
    """
    sessions = (live.session, session_of(live, lens))
    return any(privacy.is_veiled(session, ref) for session in sessions)


def kept_back(live: LiveSession) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the diagrams shown as shapes, and (diagram, note) of what no wall may show."""
    withheld = frozenset(
        (id, note.id)
        for id, room in live.diagrams.items()
        for note in room.state.notes.values()
        if note.withheld
    )
    return privacy.veils(live.session), withheld


def tables_not_shown(live: LiveSession, lens: Lens, task: str) -> int:
    """Return of how many tables no words are shown yet in ``task``."""
    refs = (ref for ref in session_of(live, lens).diagrams if ref.task == task)
    return len({ref.table for ref in refs if is_veiled(live, lens, ref)})


def scenery(live: LiveSession, sight: Sight, ref: DiagramRef, now_ms: int) -> Scenery:
    """Return what a picture of one diagram is drawn from."""
    session = session_of(live, sight.lens)
    moment = _moment(live, ref.task, sight.lens, now_ms)
    room = live.diagrams[ref.id]
    last = room.count_until(moment[1]) if moment is not None else room.seq
    shown, heading = _seen(live, ref, sight.lens, now_ms, "one"), _name(session, ref)
    if is_veiled(live, sight.lens, ref):
        shown, heading = veiled(shown), f"{heading} · {NOT_SHOWN}"
    return Scenery(
        sight,
        ref,
        heading,
        shown,
        token(live, sight.lens, ref, now_ms),
        room.at_ms(last),
    )


def token(live: LiveSession, lens: Lens, ref: DiagramRef, now_ms: int) -> Token:
    """Return what decides how a diagram is drawn; cheap, as it is asked for all the time."""
    room, session = live.diagrams[ref.id], session_of(live, lens)
    moment = _moment(live, ref.task, lens, now_ms)
    count = None if moment is None else (moment[0], room.count_until(moment[1]))
    return (room.seq, _name(session, ref), count, is_veiled(live, lens, ref))


def room_token(live: LiveSession, lens: Lens, task: str, now_ms: int) -> Token:
    """Return what decides how a room's frozen or replayed views are drawn."""
    refs = (ref for ref in live.session.diagrams if ref.task == task and ref.id in live.diagrams)
    return (live.session.glossary_seq, *(token(live, lens, ref, now_ms) for ref in refs))


def length_ms(live: LiveSession, task: str) -> int:
    """Return how long it took to write a task's diagrams: how far a replay goes."""
    times = list(_times(live, task))
    return max(times) - min(times) if times else 0


def _times(live: LiveSession, task: str) -> Iterator[int]:
    for ref in live.session.diagrams:
        room = live.diagrams.get(ref.id) if ref.task == task else None
        if room is not None and room.seq:
            yield from (room.at_ms(1), room.at_ms(room.seq))


def _moment(live: LiveSession, task: str, lens: Lens, now_ms: int) -> tuple[str, int] | None:
    """Return how an earlier time is shown, and which by the server's clock; None is now."""
    session, frozen = live.session, live.session.frozen
    if lens == "still" and frozen is not None:
        if not isinstance(show(frozen.session), Replay):
            return "still", frozen.at_ms
        session, now_ms = frozen.session, frozen.at_ms
    elif lens != "replay":
        return None
    begun = min(_times(live, task), default=0)
    return "replay", begun + session.projection.replay.position(now_ms)


def _seen(live: LiveSession, ref: DiagramRef, lens: Lens, now_ms: int, user: str) -> Diagram:
    room = live.diagrams[ref.id]
    moment = _moment(live, ref.task, lens, now_ms)
    if moment is None:
        return screened(room.state)
    way, at_ms = moment
    rewind = live.screens.rewinds.setdefault(
        (user, lens, ref.id), Rewind(room, DiagramRules(template(ref.task)))
    )
    then = rewind.at(at_ms)
    return replayed(then, room.state) if way == "replay" else still(then, room.state)


def _name(session: Session, ref: DiagramRef) -> str:
    return next((table.name for table in session.tables if table.id == ref.table), "")
