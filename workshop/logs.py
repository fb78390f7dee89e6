"""What is written about a running server: the only place that configures logging.

Rule 1. No names, note texts, keys or addresses of people, whatever goes wrong. The message of an
        exception may quote what somebody typed, so a traceback is written without messages.
Rule 2. The web server and its sockets write addresses and frames when they are talkative, so
        they are heard from warnings up only, at any level.
Rule 3. What strangers can cause as often as they like is written a few times, then counted.
"""

import logging
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from types import TracebackType

# See Rule 2. The database's own debug lines would show its parameters.
_TALKATIVE = (
    "uvicorn",
    "uvicorn.error",
    "uvicorn.access",
    "websockets",
    "httpx",
    "sqlalchemy",
    "alembic",
)
# Per kind of line. A room that joins is a few hundred lines; a flood is thousands a second.
MAX_LINES = 100
PER_S = 10.0
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class QuietFormatter(logging.Formatter):
    """Writes where an exception came from and of which class it is, never what it says."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 # logging's own name
        return "" if ei[1] is None else trail(ei[1])


def trail(error: BaseException) -> str:
    """Return the way to ``error`` and to what caused it, oldest first, without any message."""
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [trail(cause), "which led to"]
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            lines += [trail(one), "in a group of"]
    lines += [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
    return "\n".join(lines)


class Thinning(logging.Filter):
    """Lets through ``MAX_LINES`` of one kind in ``PER_S`` seconds, and says how many it kept back.

    A kind is a place in the code: its logger and its message before anything is filled in.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._began = now()
        self._seen: Counter[tuple[str, str]] = Counter()
        self._kept_back: Counter[tuple[str, str]] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        kind = (record.name, str(record.msg))
        if self._now() - self._began >= PER_S:
            self._begin_again()
        self._seen[kind] += 1
        if self._seen[kind] > MAX_LINES:
            return False
        kept_back = self._kept_back.pop(kind, 0)
        if kept_back:
            record.msg, record.args = f"{record.getMessage()} (and {kept_back} more)", ()
        return True

    def _begin_again(self) -> None:
        """Whichever kind comes first, none of the others forgets what was not written of it."""
        for kind, count in self._seen.items():
            if count > MAX_LINES:
                self._kept_back[kind] += count - MAX_LINES
        self._seen.clear()
        self._began = self._now()


def configure(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(QuietFormatter(_FORMAT))
    handler.addFilter(Thinning())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("asyncio").setLevel(logging.INFO)
