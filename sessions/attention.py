"""What the desk should look at that no page can count: devices, lost connections, warnings.

A warning is a number: what a note seems to hold, or which note it is, is never kept or told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagrams.identifiers import found
from diagrams.model import Diagram
from sessions.access import Who

# A phone that is back within a minute was only locked; one that is not may need a hand.
LOST_FOR_MS = 60_000


@dataclass(frozen=True, slots=True)
class TableFacts:
    """``devices`` are open pages, ``lost`` people who went less than a minute ago and are not back,
    ``warnings`` notes, labels and titles that look as if they name somebody.
    """

    devices: int = 0
    lost: int = 0
    warnings: int = 0


class Attention:
    """Of one session in memory; a wording is looked at once, however often it is asked."""

    def __init__(self) -> None:
        self._went: dict[str, tuple[str, int]] = {}
        self._looked: dict[str, tuple[int, dict[int | str, bool]]] = {}

    def went(self, who: Who, now_ms: int) -> None:
        """Note that a page of somebody at a table is no longer connected."""
        if who.participant is not None and who.table is not None:
            self._went[who.participant] = (who.table, now_ms)

    def facts(
        self, here: Iterable[Who], diagrams: Iterable[tuple[str, str, Diagram]], now_ms: int
    ) -> dict[str, TableFacts]:
        """Return the facts of every table there is something to say of.

        Args:
            here: one for each connected page.
            diagrams: of all tables: stream, table, state.
            now_ms: the server's clock.
        """
        pages = [who for who in here if who.table is not None]
        devices = Counter(who.table for who in pages)
        lost = self._lost({who.participant for who in pages}, now_ms)
        warnings: Counter[str] = Counter()
        for stream, table, diagram in diagrams:
            warnings[table] += self._warnings(stream, diagram)
        tables = {*devices, *lost, *warnings} - {None}
        return {
            table: TableFacts(devices[table], lost[table], warnings[table])
            for table in tables
            if table is not None
        }

    def _lost(self, here: set[str | None], now_ms: int) -> Counter[str]:
        self._went = {
            participant: (table, at_ms)
            for participant, (table, at_ms) in self._went.items()
            if participant not in here and 0 <= now_ms - at_ms < LOST_FOR_MS
        }
        return Counter(table for table, _ in self._went.values())

    def _warnings(self, stream: str, diagram: Diagram) -> int:
        seq, judged = self._looked.get(stream, (-1, {}))
        if seq != diagram.seq:
            # Made anew, so that nothing is kept of a wording that is gone.
            judged = {
                name: judged[name] if name in judged else bool(found(text))
                for name, text in _texts(diagram)
            }
            self._looked[stream] = (diagram.seq, judged)
        return sum(judged.values())


def _texts(diagram: Diagram) -> Iterator[tuple[int | str, str]]:
    """Yield every text that stands, by what is another one when it changes."""
    for note in diagram.notes.values():
        for version in note.versions:
            yield version.seq, version.text
    for link in diagram.standing_links():
        yield link.label, link.label
    yield diagram.title, diagram.title
