"""The workshop file: the only place that reads and judges one.

A workshop file is what a room wrote, with the second at which each note was finished; see
``workshop/data/rehearsal.json``. Everything that could go wrong with it is said here, before
a session is made, in a sentence that names the place.
"""

import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from diagrams.model import MAX_LABEL_GRAPHEMES, MAX_NOTE_GRAPHEMES, MAX_TITLE_GRAPHEMES
from diagrams.text import clean, count

MAX_TABLES = 60
# A working day: a file with a later note is a mistake in units, not a long workshop.
MAX_AT_S = 86_400

Zone = Literal[
    "context",
    "need",
    "relationship",
    "response",
    "outcome",
    "novel",
    "learned",
    "sensemaking",
    "evaluation",
    "judgement",
]
Role = Literal[
    "needer",
    "responder",
    "beneficiary",
    "facility_provider",
    "sponsor",
    "broker",
    "stakeholder",
]
Level = Literal["inside", "local", "regional", "national"]
Kind = Literal["people", "organisation", "thing"]


class PlayfileError(Exception):
    """The file is not a workshop file; the message says where and why."""


def _cleaned(text: str, most: int, least: int) -> str:
    text = clean(text)
    if count(text) < least:
        raise ValueError("is empty")
    if count(text) > most:
        raise ValueError(f"has {count(text)} characters, more than {most}")
    return text


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Timed(Value):
    """``at`` is when it was finished, in seconds from the start of its task."""

    author: Annotated[str, Field(min_length=1, max_length=40)]
    at: Annotated[float, Field(ge=0, le=MAX_AT_S, allow_inf_nan=False)]


class Written(Timed):
    text: str

    @field_validator("text")
    @classmethod
    def _text(cls, text: str) -> str:
        return _cleaned(text, MAX_NOTE_GRAPHEMES, least=1)


class PlayNote(Written):
    zone: Zone


class PlayActor(Written):
    id: Annotated[str, Field(min_length=1)]
    role: Role
    level: Level = "inside"
    kind: Kind = "people"
    potential: bool = False


class PlayLink(Timed):
    source: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    label: str = ""

    @field_validator("label")
    @classmethod
    def _label(cls, label: str) -> str:
        return _cleaned(label, MAX_LABEL_GRAPHEMES, least=0)


class Titled(Value):
    title: str = ""

    @field_validator("title")
    @classmethod
    def _title(cls, title: str) -> str:
        return _cleaned(title, MAX_TITLE_GRAPHEMES, least=0)


# Strict everywhere else; but an array of JSON arrives as a list, and a frozen value keeps a tuple.
def _many(most: int) -> object:
    return Field(default=(), max_length=most, strict=False)


class PlayInnovation(Titled):
    notes: Annotated[tuple[PlayNote, ...], _many(500)]


class PlayOrganisation(Titled):
    actors: Annotated[tuple[PlayActor, ...], _many(500)]
    links: Annotated[tuple[PlayLink, ...], _many(200)]

    @model_validator(mode="after")
    def _links_join_two_actors(self) -> Self:
        ids = [actor.id for actor in self.actors]
        if twice := next((name for name in ids if ids.count(name) > 1), None):
            raise ValueError(f"two actors have the id {twice!r}")
        for link in self.links:
            for end in (link.source, link.target):
                if end not in ids:
                    raise ValueError(f"a link names {end!r}, which is no actor of this table")
            if link.source == link.target:
                raise ValueError(f"a link joins {link.source!r} to itself")
        return self


class PlayTable(Value):
    name: str
    innovation: PlayInnovation | None = None
    organisation: PlayOrganisation | None = None

    @field_validator("name")
    @classmethod
    def _name(cls, name: str) -> str:
        return _cleaned(name, MAX_TITLE_GRAPHEMES, least=1)


class Workshop(Value):
    title: str
    tables: Annotated[tuple[PlayTable, ...], Field(max_length=MAX_TABLES, strict=False)]

    @field_validator("title")
    @classmethod
    def _title(cls, title: str) -> str:
        return _cleaned(title, MAX_TITLE_GRAPHEMES, least=1)

    @field_validator("tables")
    @classmethod
    def _some(cls, tables: tuple[PlayTable, ...]) -> tuple[PlayTable, ...]:
        if not tables:
            raise ValueError("there is no table in it")
        return tables


def read(path: Path) -> Workshop:
    """Return the workshop in the file.

    Raises:
        PlayfileError: the file cannot be read or is not a workshop file.
    """
    try:
        return Workshop.model_validate(json.loads(path.read_text("utf-8-sig")))
    except OSError as error:
        raise PlayfileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise PlayfileError(f"{path} is not UTF-8 text (byte {error.start}).") from error
    except json.JSONDecodeError as error:
        raise PlayfileError(
            f"{path} is not JSON: {error.msg}, line {error.lineno}, column {error.colno}."
        ) from error
    except ValidationError as error:
        raise PlayfileError(f"{path} is not a workshop file. {_sentence(error)}") from error
    except RecursionError as error:
        raise PlayfileError(f"{path} is not a workshop file: it is nested too deeply.") from error


# What pydantic calls a shape, in the words of somebody who looks at a JSON file.
_SHAPES = {
    "missing": "is missing",
    "model_type": "should be an object in braces",
    "string_type": "should be text in quotes",
    "tuple_type": "should be a list in square brackets",
    "float_type": "should be a number",
    "bool_type": "should be true or false",
}


def _sentence(error: ValidationError) -> str:
    """Say the first thing that is wrong, counting from 1 as people do, and how many more."""
    first, *more = error.errors(include_url=False, include_input=False)
    where = ", ".join(_places(first["loc"])) or "The file"
    what = _SHAPES.get(first["type"]) or first["msg"].rstrip(".")
    what = what.removeprefix("Value error, ").replace("Input should", "should")
    rest = f" ({len(more)} more is wrong.)" if len(more) == 1 else ""
    rest = f" ({len(more)} more are wrong.)" if len(more) > 1 else rest
    return f"{where}: {what}.{rest}"


def _places(location: tuple[int | str, ...]) -> Iterator[str]:
    """Turn ("tables", 0, "innovation", "notes", 3) into "table 1, innovation, note 4"."""
    for place, following in zip_longest(location, location[1:]):
        if isinstance(place, int):
            continue
        if isinstance(following, int):
            yield f"{place.removesuffix('s')} {following + 1}"
        else:
            yield f"{place}"
