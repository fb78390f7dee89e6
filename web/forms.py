"""What people and programs send in a body: the only place that types it, and says what is wrong."""

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from diagrams.ops import Text
from sessions.access import clean_code
from sessions.agenda import MAX_MINUTES, MIN_MINUTES
from sessions.tables import MAX_TABLES
from web.errors import Problem

DEFAULT_TABLES = 6
DEFAULT_MINUTES = 10
# What a body may hold at all; whether it fits a session is decided there, with its own sentence.
MAX_TYPED = 64
# Shown again on an error page: what a person typed and would have to type again.
_TYPED = ("title", "tables", "names", "minutes", "code", "name")

Number = Annotated[int, Field(ge=1, le=MAX_TABLES)]
Names = Annotated[list[Text], Field(min_length=1, max_length=MAX_TABLES)]
Minutes = Annotated[int, Field(ge=MIN_MINUTES, le=MAX_MINUTES)]
Word = Annotated[str, Field(max_length=MAX_TYPED)]


def _number_or_names(given: object) -> str:
    return "names" if isinstance(given, list) else "number"


# Told apart by what was given, so that what is said about it is about that.
Tables = Annotated[
    Annotated[Number, Tag("number")] | Annotated[Names, Tag("names")],
    Discriminator(_number_or_names),
]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class NewSession(Body):
    """``tables`` is how many, or their names; ``private`` until they are ready."""

    title: Text
    tables: Tables
    minutes: Minutes = DEFAULT_MINUTES
    private: bool = False

    @property
    def names(self) -> list[str]:
        """Return a name for each table, blank where none was given."""
        return [""] * self.tables if isinstance(self.tables, int) else self.tables


class Proof(Body):
    """What lets people in: the code on the screen, or the token in a QR code."""

    code: Word | None = None
    token: Word | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.code is None) == (self.token is None):
            raise PydanticCustomError("one_of", "Give either a code or a token")
        return self

    @property
    def way_in(self) -> dict[str, str]:
        """Return what the hub asks for. What can be no code opens nothing, like a wrong one."""
        if self.token is not None:
            return {"token": self.token}
        return {"code": clean_code(self.code or "") or ""}


class Seat(Proof):
    table: Word
    name: Text = ""


class Key(Body):
    key: Annotated[str, Field(min_length=1, max_length=128)]


class HelperName(Body):
    name: Text


class NewSessionForm(BaseModel):
    """As typed into the page: everything is text, and names win over a number."""

    title: Text = ""
    tables: str = ""
    names: Annotated[str, Field(max_length=MAX_TABLES * 2_000)] = ""
    minutes: str = ""
    # A box that is not ticked is not sent at all.
    private: str = ""

    def as_body(self) -> dict[str, object]:
        names = [line.strip() for line in self.names.splitlines() if line.strip()]
        return {
            "title": self.title,
            "tables": names or _number(self.tables, DEFAULT_TABLES),
            "minutes": _number(self.minutes, DEFAULT_MINUTES),
            "private": bool(self.private),
        }


def _number(typed: str, default: int) -> int | str:
    """Read a whole number; what is none goes on as it is, and is refused with the rest."""
    text = typed.strip()
    if not text:
        return default
    return int(text) if text.isdecimal() and len(text) < 6 else text


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a posted form, and keep what was typed for an error page."""
    form = await request.form(max_files=0, max_fields=50)
    fields = {name: value for name, value in form.items() if not isinstance(value, UploadFile)}
    request.state.kept = {name: fields[name] for name in _TYPED if fields.get(name)}
    return fields


def check(model: type[Any], fields: object) -> Any:
    # Any: an instance of ``model``, whichever of the above it is.
    """Return ``fields`` as a ``model``, or raise the Problem that says what is wrong."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise bad_form(error.errors(include_url=False, include_input=False)) from None


def bad_form(errors: Sequence[ErrorDetails | dict[str, Any]]) -> Problem:
    # Any: what the framework hands on is what pydantic said.
    """Return the first thing that is wrong as a sentence that names its field."""
    error = errors[0]
    if error["type"] == "one_of":
        return Problem("bad_form", f"{error['msg']}.")
    if error["type"] == "json_invalid":
        return Problem("bad_form", "The body is not JSON.")
    where = [str(step) for step in error["loc"] if step != "body"]
    if not where:
        return Problem(
            "bad_form",
            "The body must be a JSON object with the fields of this request, "
            "sent as application/json.",
        )
    return Problem("bad_form", f"“{where[0][:MAX_TYPED]}” {_said(error)}.")


def _said(error: ErrorDetails | dict[str, Any]) -> str:  # Any: as above
    limits = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is no field of this request"
        case "greater_than_equal":
            return f"must be at least {limits['ge']}"
        case "less_than_equal":
            return f"must be at most {limits['le']}"
        case "string_too_long":
            return f"can have at most {limits['max_length']} characters"
        case "too_long":
            return f"can have at most {limits['max_length']} entries"
        case "string_too_short" | "too_short":
            return "must not be empty"
        case "int_type" | "int_parsing" | "int_from_float":
            return "must be a whole number"
        case "string_type":
            return "must be text"
        case _:
            return "cannot be read"
