"""The id of a group in the combined picture, whatever its key is made of, and how its votes stand
there.
"""

from hashlib import sha256

from diagrams.composite import Group


def group_id(group: Group) -> str:
    """Return an id that stays as long as the group does."""
    key = sha256(f"{group.key}{group.mark}".encode()).hexdigest()[:12]
    return f"{group.zone}-{group.level}-{key}"


def dotted(group: Group) -> str:
    """Return what follows the number of tables when the room may see votes for the group."""
    if not group.dots:
        return ""
    return f" · {group.dots} {'dot' if group.dots == 1 else 'dots'}"
