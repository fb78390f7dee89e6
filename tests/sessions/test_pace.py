"""The token bucket: 20 ops a second, 60 at once."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.pace import Bucket, Pace, full, take

START = 1_000_000


def take_many(bucket, count, now_ms):
    """Take ``count`` at one moment; return the bucket and what each was told."""
    told = []
    for _ in range(count):
        bucket, retry_ms = take(bucket, now_ms)
        told.append(retry_ms)
    return bucket, told


def test_R23_sixty_at_once_pass_and_one_more_waits():
    """The burst, at its limit and one past it."""
    bucket, told = take_many(full(START), 60, START)
    _, retry_ms = take(bucket, START)

    assert told == [0] * 60
    assert retry_ms == 50


def test_R23_after_the_burst_one_every_fifty_milliseconds():
    bucket, _ = take_many(full(START), 60, START)

    assert take(bucket, START + 49)[1] == 1
    assert take(bucket, START + 50)[1] == 0


def test_R23_a_rest_of_three_seconds_fills_the_bucket_and_no_more():
    bucket, _ = take_many(full(START), 60, START)

    _, told = take_many(bucket, 61, START + 3_000)
    assert (told.count(0), told[-1]) == (60, 50)
    _, told = take_many(bucket, 61, START + 3_600_000)
    assert (told.count(0), told[-1]) == (60, 50)


def test_asking_too_early_costs_nothing():
    """A client that keeps asking is not punished: the bucket fills all the same."""
    bucket, _ = take_many(full(START), 60, START)
    for now_ms in range(START, START + 50):
        bucket, retry_ms = take(bucket, now_ms)
        assert retry_ms > 0

    assert take(bucket, START + 50)[1] == 0


def test_a_clock_set_back_grants_nothing():
    bucket, _ = take_many(full(START), 60, START)
    bucket, retry_ms = take(bucket, START - 3_600_000)

    assert retry_ms == 50


def test_a_clock_set_back_does_not_block():
    """The bucket fills on from the new time, not from when the clock has caught up."""
    bucket, _ = take_many(full(START), 60, START)
    bucket, retry_ms = take(bucket, START - 3_600_000)

    assert take(bucket, START - 3_600_000 + retry_ms)[1] == 0


@given(st.integers(0, 1_500), st.integers(-100, 100), st.integers(1, 200), st.integers(1, 100))
def test_waiting_as_told_is_enough_and_not_more_than_needed(tokens, passed_ms, per_s, burst):
    """``retry_ms`` is exact for any pace, however empty the bucket and whatever the clock does."""
    pace, now_ms = Pace(per_s, burst), START + passed_ms
    after, retry_ms = take(Bucket(tokens, START), now_ms, pace)

    if retry_ms:
        later, told = take(after, now_ms + retry_ms, pace)
        assert (told, later.tokens in range(per_s)) == (0, True)
        assert take(after, now_ms + retry_ms - 1, pace)[1] > 0


@given(st.lists(st.integers(0, 200), max_size=300))
def test_R23_over_any_stretch_at_most_the_burst_and_the_rate_pass(waits):
    """Ops that pass are never more than 60 and 20 for each second since the start."""
    bucket, now_ms, passed = full(START), START, 0
    for wait_ms in waits:
        now_ms += wait_ms
        bucket, retry_ms = take(bucket, now_ms)
        passed += retry_ms == 0

        assert passed <= 60 + (now_ms - START) * 20 / 1_000
