"""The wordings of one note, and the only place that decides whose stands beside whose (R26)."""

from diagrams.errors import DiagramError
from diagrams.model import MAX_VERSIONS, Version

# No entry has this number: an edit from it never finds the wording it started from.
_NO_BASE = -1

Versions = tuple[Version, ...]


def replaced(versions: Versions, author: str, base: int) -> int | None:
    """Return the index of the wording that an edit of ``author`` from ``base`` replaces.

    None: another text came in between, and the edit stands beside it.
    """
    for index, version in enumerate(versions):
        if version.seq == base:
            return index
    for index, version in enumerate(versions):
        if version.author == author:
            return index
    return None


def reworded(versions: Versions, wording: Version, base: int) -> Versions:
    """Return the wordings after ``wording`` came in, written from the one of seq ``base``.

    Raises:
        DiagramError: ``too_many_versions``.
    """
    index = replaced(versions, wording.author, base)
    equal = next((i for i, version in enumerate(versions) if version.text == wording.text), None)
    if equal is not None:
        # The same words twice would ask people to settle nothing.
        return versions if index in (None, equal) else versions[:index] + versions[index + 1 :]
    if index is not None:
        return (*versions[:index], wording, *versions[index + 1 :])
    if len(versions) >= MAX_VERSIONS:
        raise DiagramError(
            "too_many_versions",
            f"This note already has {MAX_VERSIONS} versions. Choose between them first.",
        )
    return (*versions, wording)


def restored(versions: Versions, wording: Version) -> Versions:
    """Return the wordings of a removed note that comes back with the text of a lost edit (R27).

    The text takes the place of a single wording; where several people's stood, it joins them.

    Raises:
        DiagramError: ``too_many_versions``.
    """
    return reworded(versions, wording, versions[0].seq if len(versions) == 1 else _NO_BASE)
