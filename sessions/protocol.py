"""Every message of docs/PROTOCOL.md, both ways: the only place where bytes get or lose types.

Behind ``decode`` nothing is checked again: names, lengths and numbers are within bounds.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from diagrams.ops import Id, Op, Seq, Value
from diagrams.scene import Part
from sessions.entry import Entry
from sessions.ops import Op as SessionOp

PROTOCOL = 1
# R10. A note is at most 2,000 bytes; this leaves room for any op and stops a flood early.
MAX_MESSAGE_BYTES = 65_536
HEARTBEAT_S = 15
# Longer than the path of any field; enough to find the mistake.
MAX_NAMED = 60

View = Literal["data", "picture", "outline", "card"]
StreamName = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_:-]+$")]
Ref = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class Hello(Value):
    type: Literal["hello"]
    protocol: Literal[1]


class Watch(Value):
    type: Literal["watch"]
    stream: StreamName
    views: Annotated[tuple[View, ...], Field(max_length=4, strict=False)] = ()
    epoch: Annotated[str, Field(max_length=64)] | None = None
    seq: Seq | None = None


class Unwatch(Value):
    type: Literal["unwatch"]
    stream: StreamName


class SendOp(Value):
    type: Literal["op"]
    stream: StreamName
    ref: Ref
    op: Annotated[Op | SessionOp, Field(discriminator="type")]


class Undo(Value):
    type: Literal["undo"]
    stream: StreamName
    ref: Ref
    seq: Seq


class Typing(Value):
    type: Literal["typing"]
    stream: StreamName
    zone: Id | None = None


class Ping(Value):
    type: Literal["ping"]


Message = Hello | Watch | Unwatch | SendOp | Undo | Typing | Ping
_MESSAGE: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="type")])


class Unreadable(Exception):  # noqa: N818 # a message, not a fault of ours
    """A message that is none of ours; nothing was done.

    ``stream`` and ``ref`` are set when it was an op, so that its sender can be told which.
    """

    def __init__(self, code: str, message: str, stream: str | None, ref: str | None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.stream = stream
        self.ref = ref


def decode(text: str) -> Message:
    """Return the typed message, or raise ``Unreadable`` with a sentence for the sender."""
    if (
        len(text) > MAX_MESSAGE_BYTES
        or len(text.encode(errors="surrogatepass")) > MAX_MESSAGE_BYTES
    ):
        raise Unreadable("too_large", "This message is too large to take.", None, None)
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("bad_message", "This message is not JSON.", None, None) from None
    if not isinstance(raw, dict):
        raise Unreadable("bad_message", "A message is a JSON object.", None, None)
    try:
        return _MESSAGE.validate_python(raw)
    except ValidationError as error:
        raise _unreadable(raw, error) from None


def _unreadable(raw: dict[str, object], error: ValidationError) -> Unreadable:
    first = error.errors(include_url=False, include_input=False)[0]
    # A field that is none of ours is named by whoever sent it, at any length.
    where = ".".join(str(step) for step in first["loc"] if not str(step).count("."))[:MAX_NAMED]
    code, message = "bad_message", f"This message cannot be read at {where or 'its start'}."
    if first["type"] == "string_too_long" and first["loc"][-1] in ("text", "label", "title"):
        code, message = "text_too_long", "This text is too long."
    stream, ref = raw.get("stream"), raw.get("ref")
    answerable = raw.get("type") in ("op", "undo") and _is_name(stream) and _is_name(ref)
    if not answerable:
        return Unreadable(code, message, None, None)
    return Unreadable(code, message, str(stream), str(ref))


def _is_name(value: object) -> bool:
    """Say whether ``value`` can be sent back: half a surrogate pair is not printable."""
    return isinstance(value, str) and 0 < len(value) <= 64 and value.isprintable()


def encode(message: Mapping[str, object]) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def entry_json(entry: Entry, told: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return an entry as watchers see it; ``told`` is what they may know of its op, if not all."""
    return {
        "seq": entry.seq,
        "ref": entry.ref,
        "author": entry.author,
        "letter": entry.letter,
        "at": entry.at_ms,
        "op": entry.op if told is None else told,
        "undoes": entry.undoes,
    }


def watched(
    head: Mapping[str, object],
    kind: str,
    missed: Sequence[Mapping[str, object]] | None,
    shown: Mapping[str, object],
) -> str:
    """Encode the answer to ``watch`` (R12): what was ``missed``, None being everything.

    ``head`` names the stream, the epoch and the seq; ``missed`` are entries as ``entry_json``
    gives them; ``shown`` is how it looks there, which whoever missed nothing has already.
    """
    if missed is None:
        return encode({"type": "state", **head, "kind": kind, **shown})
    seen = shown if missed else {}
    return encode({"type": "resumed", **head, "entries": list(missed), **seen})


def applied(
    stream: str,
    entry: Entry,
    more: Mapping[str, object],
    told: Mapping[str, object] | None = None,
) -> str:
    return encode({"type": "applied", "stream": stream, **entry_json(entry, told), **more})


def parts_json(parts: Sequence[Part]) -> list[dict[str, object]]:
    return [part.as_json() for part in parts]


def known(stream: str, ref: str, seq: int) -> str:
    return encode({"type": "known", "stream": stream, "ref": ref, "seq": seq})


def rejected(
    stream: str | None, ref: str | None, code: str, message: str, retry_ms: int | None = None
) -> str:
    return encode(
        {
            "type": "rejected",
            "stream": stream,
            "ref": ref,
            "code": code,
            "message": message,
            "retry_ms": retry_ms,
        }
    )


def error(code: str, message: str) -> str:
    return encode({"type": "error", "code": code, "message": message})


def pong(now_ms: int) -> str:
    return encode({"type": "pong", "now": now_ms})
