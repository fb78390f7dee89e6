"""A picture as an image: the only place that turns shapes into pixels."""

import math
import re

import resvg_py

from diagrams.outlines import outlined

# An image of this many pixels takes about 160 MB while it is drawn, and every slide program
# still opens it. Only a picture some twenty screens tall has more.
MOST_PIXELS = 40_000_000
_SIZE = re.compile(r'<svg\b[^>]*? width="([\d.]+)" height="([\d.]+)"')


def size_of(svg: str) -> tuple[float, float]:
    """Return the width and height that a picture of ours says it has."""
    found = _SIZE.search(svg)
    assert found is not None, "every picture of ours has its size"
    return float(found[1]), float(found[2])


def scale_for(svg: str, scale: float = 2) -> float:
    """Return ``scale``, or less where the image would have too many pixels."""
    wide, high = size_of(svg)
    return min(scale, math.sqrt(MOST_PIXELS / (wide * high)))


def png(svg: str, scale: float = 2) -> bytes:
    """Return a picture of ours as PNG, ``scale`` pixels for a unit (see ``scale_for``).

    Words are drawn as outlines, so that no font of the machine is asked for.
    """
    wide, high = size_of(svg)
    factor = scale_for(svg, scale)
    return resvg_py.svg_to_bytes(
        svg_string=outlined(svg),
        width=round(wide * factor),
        height=round(high * factor),
        skip_system_fonts=True,
    )
