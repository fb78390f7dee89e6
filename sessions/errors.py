"""What a session can say no with: the only place that types it.

    Exception
    ├── SessionError   rejected: it does not fit; told to the person who asked
    └── StoreError     the database did not take it; nothing was stored

A client that breaks the protocol is no exception but a ``Close`` (``sessions.outbox``), and a
broken promise inside the server is an ``assert``.
"""


class SessionError(Exception):
    """What was asked for does not fit this session; nothing changed.

    ``code`` is stable and part of the protocol; ``message`` is a sentence for the person.
    ``retry_ms`` says when the same op may be tried again, where waiting helps.
    """

    def __init__(self, code: str, message: str, retry_ms: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_ms = retry_ms


class StoreError(Exception):
    """The database did not take it: nothing was stored, and trying again is safe."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
