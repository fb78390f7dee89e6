"""The forms a picture leaves in, and the process that draws images."""

import threading
import time

import pytest
from images import size
from pictures import a_diagram, a_note

from diagrams.outlines import outlined
from diagrams.png import png
from diagrams.render import file_svg
from diagrams.template import template
from sessions.errors import SessionError
from sessions.flavours import made, one
from sessions.image_process import ImageProcess


def drawn(text, task="innovation"):
    diagram = a_diagram(task, a_note("n", template(task).zones[0].id, text))
    return file_svg(template(task), diagram, heading="Falls car", prefix="p1")


PICTURES = [(f"diagrams/{at}", drawn(f"Note {at}")) for at in range(5)]


@pytest.mark.parametrize(
    ("flavour", "suffix", "content"),
    [
        ("text", "svg", str.encode),
        ("outlines", "svg", lambda svg: outlined(svg).encode()),
        ("png", "png", png),
    ],
)
def test_every_picture_is_made_in_order(monkeypatch, flavour, suffix, content):
    """None is lost or changed places, though several processes draw."""
    monkeypatch.setattr("sessions.flavours._PROCESSES", 2)
    found = list(made(PICTURES, flavour))

    assert found == [(f"{path}.{suffix}", content(svg)) for path, svg in PICTURES]


def test_one_picture_is_one_file():
    """As a table takes it home."""
    svg = drawn("Care homes call 999")

    assert one(svg, "text") == svg.encode()
    assert size(one(svg, "png")) == (3200, 1800)


def test_pictures_are_asked_for_as_they_are_needed():
    """A room's pictures are never all in memory."""
    asked = []
    files = made((asked.append(path) or (path, svg) for path, svg in PICTURES), "outlines")
    next(files)

    assert asked == ["diagrams/0"]


def test_who_stops_half_way_leaves_no_process(monkeypatch):
    """A download that breaks off ends what was drawing for it."""
    begun = []
    monkeypatch.setattr(
        "sessions.flavours.ImageProcess", lambda: begun.append(ImageProcess()) or begun[-1]
    )
    files = made(PICTURES, "png")
    next(files)
    files.close()

    assert begun
    assert all(process._process.poll() is not None for process in begun)


def test_the_room_goes_on_while_an_image_is_drawn():
    """Nothing else in this program stands still for as long as a picture takes."""
    pauses, ended = [], threading.Event()

    def tick():
        last = time.perf_counter()
        while not ended.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            pauses.append(now - last)
            last = now

    ticking = threading.Thread(target=tick)
    ticking.start()
    begun = time.perf_counter()
    one(drawn("Nobody waits for this"), "png")
    took = time.perf_counter() - begun
    ended.set()
    ticking.join()

    assert max(pauses) < took / 2


def test_a_process_that_dies_is_told_in_a_sentence():
    """As when a machine runs out of memory."""
    with ImageProcess() as process:
        process.begin(drawn("a"))
        process._process.kill()
        process._process.wait()
        with pytest.raises(SessionError) as error:
            process.result()
        with pytest.raises(SessionError):
            process.begin(drawn("b" * 200_000))

    assert error.value.code == "no_image"
    assert "SVG" in error.value.message
