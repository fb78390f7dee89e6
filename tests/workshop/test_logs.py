"""What is written about a running server."""

import logging

import pytest

from workshop.logs import MAX_LINES, PER_S, QuietFormatter, Thinning, configure, trail

SECRET = "Ann wrote that the board lost the minutes"


def failing():
    raise ValueError(SECRET)


def record(error):
    info = (type(error), error, error.__traceback__)
    return logging.LogRecord("x", logging.ERROR, __file__, 1, "it failed", (), info)


def caught(do):
    try:
        do()
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


def test_a_traceback_says_where_and_not_what():
    """The way to the mistake, the class of it, and nothing that somebody typed."""
    said = QuietFormatter().format(record(caught(failing)))

    assert "it failed" in said
    assert "in failing" in said
    assert "ValueError" in said
    assert SECRET not in said


def test_causes_and_groups_are_followed():
    """A mistake that led to another, and those of several tasks, all show their way."""

    def wrapping():
        try:
            failing()
        except ValueError as error:
            raise KeyError(SECRET) from error

    def grouping():
        raise ExceptionGroup(SECRET, [caught(wrapping), caught(failing)])

    said = trail(caught(grouping))

    assert "which led to" in said
    assert said.count("ValueError") == 2
    assert "KeyError" in said
    assert "ExceptionGroup" in said
    assert SECRET not in said


def line(message="refused: %s", name="web"):
    return logging.LogRecord(name, logging.INFO, __file__, 1, message, ("not_open",), None)


def test_a_flood_is_counted_instead_of_written():
    """What strangers can cause as often as they like does not fill a disk."""
    now = 0.0
    thinning = Thinning(lambda: now)

    passed = [thinning.filter(line()) for _ in range(MAX_LINES + 50)]
    assert passed == [True] * MAX_LINES + [False] * 50
    assert thinning.filter(line("another kind"))

    now = PER_S
    again = line()
    assert thinning.filter(again)
    assert again.getMessage() == "refused: not_open (and 50 more)"


def test_another_kind_of_line_does_not_hide_a_flood():
    """How many lines were kept back is said with the next of their kind, whatever came first."""
    now = 0.0
    thinning = Thinning(lambda: now)
    for _ in range(MAX_LINES + 50):
        thinning.filter(line())

    now = PER_S
    assert thinning.filter(line("another kind"))
    again = line()
    assert thinning.filter(again)

    assert again.getMessage() == "refused: not_open (and 50 more)"
    assert thinning.filter(once_more := line())
    assert once_more.getMessage() == "refused: not_open"


@pytest.mark.parametrize("level", ["debug", "info"])
def test_the_web_server_keeps_quiet(level):
    """At any level it would write addresses, paths and frames."""
    root = logging.getLogger()
    before, handlers = root.level, root.handlers[:]
    try:
        configure(level)

        assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.INFO)
        assert not logging.getLogger("websockets.server").isEnabledFor(logging.DEBUG)
        assert not logging.getLogger("sqlalchemy.engine").isEnabledFor(logging.INFO)
    finally:
        root.setLevel(before)
        root.handlers[:] = handlers
