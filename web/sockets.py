"""The socket's shell: lets in, feeds one conversation, and closes. It decides nothing else."""

import asyncio
import logging
from contextlib import suppress

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from sessions import protocol
from sessions.conversation import Conversation, JoinInfo, converse
from sessions.errors import SessionError
from sessions.outbox import SLOW_READER, Close
from web import links
from web.entrance import NOT_ENTERED, who_is
from web.errors import BROKE_PROTOCOL, NO_LONGER, SILENT, refusal
from web.front import DoorName, Front, Patience, SessionId, TheFront

logger = logging.getLogger(__name__)
router = APIRouter()

NO_HELLO = Close(BROKE_PROTOCOL, "no hello came")
NOTHING_HEARD = Close(SILENT, "nothing was heard")
SESSION_GONE = Close(NO_LONGER, "this session is no longer here")
_NOT_TEXT = "Messages are text frames with JSON in them."


class _Ended(Exception):  # noqa: N818 # not an error: the ordinary end of a socket
    """Ends both loops; ``close`` is what to close with, None when nobody is there any more."""

    def __init__(self, close: Close | None) -> None:
        super().__init__()
        self.close = close


@router.websocket("/s/{session}/{door}/socket")
async def socket(websocket: WebSocket, front: TheFront, session: SessionId, door: DoorName) -> None:
    who = await who_is(websocket, front, session, door)
    if who is None:
        await websocket.send_denial_response(refusal(websocket.scope, NOT_ENTERED))
        return
    await websocket.accept()
    try:
        conversation = await converse(front.hub, who, await _join_info(websocket, front, session))
    except SessionError:
        await _close(websocket, SESSION_GONE, front.patience)
        return
    try:
        close = await _talk(websocket, conversation, front.patience)
    finally:
        conversation.end()
    if close is not None:
        logger.info("socket closed code=%d", close.code)
        await _close(websocket, close, front.patience)


async def _join_info(websocket: WebSocket, front: Front, session: str) -> JoinInfo:
    record = (await front.hub.live(session)).record
    found_at = front.links.origin_for(websocket.scope)
    return JoinInfo(
        code=record.code,
        address=links.address(found_at),
        url=links.join_url(found_at, record.join_token),
    )


async def _talk(
    websocket: WebSocket, conversation: Conversation, patience: Patience
) -> Close | None:
    """Hear and speak until one of both ends; return how to close, None when it is closed."""
    close: Close | None = None
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_hear(websocket, conversation, patience))
            tasks.create_task(_speak(websocket, conversation, patience))
    except* _Ended as ended:
        reasons = [one.close for one in ended.exceptions if isinstance(one, _Ended)]
        close = next((reason for reason in reasons if reason is not None), None)
    return close


async def _hear(websocket: WebSocket, conversation: Conversation, patience: Patience) -> None:
    clock = asyncio.get_running_loop()
    hello_by = clock.time() + patience.hello_s
    while True:
        greeted = conversation.connection.greeted
        try:
            async with asyncio.timeout_at(
                clock.time() + patience.silence_s if greeted else hello_by
            ):
                message = await websocket.receive()
        except TimeoutError:
            raise _Ended(NOTHING_HEARD if greeted else NO_HELLO) from None
        if message["type"] == "websocket.disconnect":
            raise _Ended(None)
        text = message.get("text")
        if text is None:
            unreadable = protocol.Unreadable("bad_message", _NOT_TEXT, None, None)
            conversation.connection.misheard(unreadable)
        else:
            await conversation.receive(text)
        # A read brings in thousands of small messages at once, none of which need wait for
        # anything: without this, nobody else would be heard before the last of them.
        await asyncio.sleep(0)


async def _speak(websocket: WebSocket, conversation: Conversation, patience: Patience) -> None:
    while True:
        said = await conversation.outgoing()
        if isinstance(said, Close):
            raise _Ended(said)
        try:
            async with asyncio.timeout(patience.send_s):
                await websocket.send_text(said)
        except TimeoutError:
            raise _Ended(SLOW_READER) from None
        except WebSocketDisconnect:
            raise _Ended(None) from None


async def _close(websocket: WebSocket, close: Close, patience: Patience) -> None:
    """Say goodbye when somebody still listens; the server cuts the line behind this."""
    with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
        async with asyncio.timeout(patience.close_s):
            await websocket.close(close.code, close.reason)
