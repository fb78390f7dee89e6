"""What every route works with: the one thing handed from the assembly to the handlers."""

import asyncio
from dataclasses import dataclass
from typing import Annotated
from weakref import WeakValueDictionary

from fastapi import Depends, Path
from starlette.requests import HTTPConnection

from sessions.access import Door
from sessions.hub import Hub
from web.guesses import Guesses
from web.links import Links


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a socket may keep the server waiting.

    ``hello_s`` is R7 and ``silence_s`` R8. A send that takes ``send_s`` has a reader that does
    not read: its page sleeps or is gone. The closing frame waits behind what was not read; it
    is a courtesy, so for ``close_s`` only.
    """

    hello_s: float = 10.0
    silence_s: float = 40.0
    send_s: float = 20.0
    close_s: float = 2.0


@dataclass(frozen=True, slots=True)
class Front:
    hub: Hub
    links: Links
    guesses: Guesses
    patience: Patience
    # Held while a session is written into a bundle; forgotten when nobody waits for it.
    exporting: WeakValueDictionary[str, asyncio.Lock]


def _front_of(connection: HTTPConnection) -> Front:
    front = connection.app.state.front
    assert isinstance(front, Front), "the assembly puts it there"
    return front


TheFront = Annotated[Front, Depends(_front_of)]
SessionId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
TableId = Annotated[str, Path(pattern=r"^t[0-9]{1,3}$")]
DoorName = Annotated[Door, Path()]
