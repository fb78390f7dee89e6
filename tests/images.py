"""PNG as rows of pixels, without a library for images, and pieces of pictures."""

import re
import struct
import zlib


def size(image):
    """Return the width and height that a PNG has."""
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", image[16:24])


def rows(image):
    """Return the rows of an 8-bit RGBA image, four bytes a pixel."""
    wide, _ = size(image)
    packed, at = b"", 8
    while at < len(image):
        length, kind = struct.unpack(">I4s", image[at : at + 8])
        if kind == b"IDAT":
            packed += image[at + 8 : at + 8 + length]
        at += length + 12
    assert image[24:26] == b"\x08\x06"
    data, stride = zlib.decompress(packed), wide * 4 + 1
    found, above = [], bytes(stride - 1)
    for start in range(0, len(data), stride):
        above = _unfiltered(data[start], data[start + 1 : start + stride], above)
        found.append(above)
    return found


def _unfiltered(kind, row, above):
    """Take back what PNG did to a row (section 9)."""
    done = bytearray(row)
    for at, value in enumerate(row):
        left, corner = (done[at - 4], above[at - 4]) if at >= 4 else (0, 0)
        up = above[at]
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        done[at] = (value + guess) % 256
    return bytes(done)


def _paeth(left, up, corner):
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def different(one, other):
    """Return how many pixels of two images of one size are not the same."""
    assert size(one) == size(other)
    pairs = zip(rows(one), rows(other), strict=True)
    return sum(
        first[at : at + 4] != second[at : at + 4]
        for first, second in pairs
        for at in range(0, len(first), 4)
    )


def cut(svg, x, y, w, h):
    """Return the picture of one place of a picture."""
    shown = f'viewBox="{x} {y} {w} {h}" width="{w}" height="{h}"'
    return re.sub(r'viewBox="[^"]*" width="[^"]*" height="[^"]*"', shown, svg, count=1)
