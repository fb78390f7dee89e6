"""Words that turn a statement round: the only place that lists them."""

from collections.abc import Collection

# One of these on one side alone is enough: "more falls" is not "falls".
_TURNING = (
    ("more", "fewer"), ("most", "fewest"), ("increase", "decrease"), ("increase", "reduction"),
    ("increased", "reduced"), ("increase", "reduce"), ("increasing", "reducing"),
    ("before", "after"), ("inside", "outside"), ("with", "without"), ("up", "down"),
    ("better", "worse"), ("higher", "lower"), ("earlier", "later"), ("longer", "shorter"),
    ("faster", "slower"), ("easier", "harder"), ("always", "never"), ("can", "cannot"),
    ("success", "failure"), ("good", "bad"), ("good", "poor"), ("improved", "worsened"),
    ("paid", "unpaid"), ("gained", "lost"), ("too", "enough"),
)  # fmt: skip
# These only against each other.
_CONTRASTED = (
    ("in", "out"), ("new", "old"), ("early", "late"), ("high", "low"), ("internal", "external"),
    ("all", "some"), ("start", "end"), ("open", "closed"), ("long", "short"), ("fast", "slow"),
    ("easy", "hard"), ("formal", "informal"), ("local", "national"), ("local", "regional"),
    ("regional", "national"), ("adult", "child"), ("to", "from"), ("first", "last"),
    ("acute", "community"), ("physical", "mental"), ("strong", "weak"), ("many", "few"),
    ("big", "small"), ("primary", "secondary"), ("public", "private"), ("day", "night"),
    ("urgent", "routine"), ("senior", "junior"), ("top", "bottom"), ("staff", "patient"),
    ("staff", "resident"), ("health", "social"), ("video", "online"), ("open", "close"),
)  # fmt: skip
_NO = frozenset({
    "no", "not", "non", "never", "nobody", "nothing", "none", "nor", "neither", "without", "cannot",
    "cant", "couldnt", "didnt", "doesnt", "dont", "hasnt", "havent", "isnt", "shouldnt", "wasnt",
    "werent", "wont", "wouldnt", "lack", "lacking", "stop", "stopped", "against", "anti", "ex",
    "former", "hardly", "few", "little", "failed", "refused",
})  # fmt: skip
_UN = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "de")

_ALONE = _NO.union(*_TURNING)
_PAIRS = frozenset(frozenset(pair) for pair in (*_TURNING, *_CONTRASTED))


def turned(here: Collection[str], there: Collection[str]) -> bool:
    """Say whether the words only one of two texts has may make it say the opposite."""
    if any(word in _ALONE for words in (here, there) for word in words):
        return True
    return any(_are_opposite(one, other) for one in here for other in there)


def _are_opposite(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return frozenset((one, other)) in _PAIRS or any(long == prefix + short for prefix in _UN)
