"""The id of a group in the combined picture, whatever its key is made of."""

from hashlib import sha256

from diagrams.composite import Group


def group_id(group: Group) -> str:
    """Return an id that stays as long as the group does."""
    key = sha256(f"{group.key}{group.mark}".encode()).hexdigest()[:12]
    return f"{group.zone}-{group.level}-{key}"
