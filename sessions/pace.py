"""How fast somebody may go: a token bucket, and the only place that counts one (R23).

Pure: the time is passed in. A server keeps one bucket a participant and stores none.
"""

from dataclasses import dataclass

# Counted in thousandths of an op, so that a pace in ops a second is a whole number of them a
# millisecond: with fractions, "try again in 50 ms" could be refused after 50 ms.
_ONE = 1_000


@dataclass(frozen=True, slots=True)
class Pace:
    """``per_s`` a second for ever, ``burst`` at once after a rest."""

    per_s: int
    burst: int


# Nobody types 20 notes a second; a phone that was offline sends its outbox in one go, and the
# longest we expect of one phone in a ten-minute task is some 60 (reliability.md, "exhaustion").
OPS = Pace(per_s=20, burst=60)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What somebody has left, in thousandths of an op, at ``at_ms``."""

    tokens: int
    at_ms: int


def full(now_ms: int, pace: Pace = OPS) -> Bucket:
    return Bucket(pace.burst * _ONE, now_ms)


def take(bucket: Bucket, now_ms: int, pace: Pace = OPS) -> tuple[Bucket, int]:
    """Take one op from the bucket.

    Returns:
        The bucket to keep, and 0 when the op may go, else after how many ms one may.

    A clock that is set back grants nothing, and the bucket fills on from there.
    """
    passed_ms = max(0, now_ms - bucket.at_ms)
    tokens = min(pace.burst * _ONE, bucket.tokens + passed_ms * pace.per_s)
    if tokens >= _ONE:
        return Bucket(tokens - _ONE, now_ms), 0
    return Bucket(tokens, now_ms), -((tokens - _ONE) // pace.per_s)
