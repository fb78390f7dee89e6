"""What a table is: the only place that says how many there may be and what they are called."""

from diagrams.text import count
from sessions.errors import SessionError
from sessions.state import Table

# The largest room we were asked for; the wall's mosaic stays legible up to here.
MAX_TABLES = 60
# A table's name stands on a card, in a tile of the mosaic and in a file name.
MAX_TABLE_NAME_GRAPHEMES = 60


def numbered(number: int, name: str) -> Table:
    """Return the ``number``-th table of a session; without a name it goes by its number.

    Tables stay for as long as the session, so the next number is always a new id.
    """
    check_length(f"The name of table {number}", name, MAX_TABLE_NAME_GRAPHEMES)
    return Table(f"t{number}", name or f"Table {number}")


def check_length(what: str, text: str, limit: int) -> None:
    length = count(text)
    if length > limit:
        raise SessionError("text_too_long", f"{what} has {length} characters; at most {limit} fit.")
