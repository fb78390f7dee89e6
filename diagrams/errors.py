"""What a person can be told when a drawing cannot be changed as asked."""


class DiagramError(Exception):
    """The change does not fit this diagram; nothing changed.

    ``code`` is stable and part of the protocol; ``message`` is a sentence for the person.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
