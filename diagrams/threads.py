"""Links beside the notes they join: on which sides they leave, and how quiet one table's are."""

from diagrams.layout import Rect

# Of a link that a single table drew, in the combined picture: it shows how much the room
# connected without hiding what it agreed on.
INK = "#B4BFC6"


def sides(source: Rect, target: Rect) -> tuple[tuple[float, int], tuple[float, int]]:
    """Return for each end where it is and which way is out."""
    if source.right < target.x:
        return (source.right, 1), (target.x, -1)
    if target.right < source.x:
        return (source.x, -1), (target.right, 1)
    # One above the other: around the side where they end nearest to each other.
    if abs(source.x - target.x) <= abs(source.right - target.right):
        return (source.x, -1), (target.x, -1)
    return (source.right, 1), (target.right, 1)
