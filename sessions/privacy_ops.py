"""The op that says whether tables are shown before they are ready."""

from typing import Literal

from diagrams.ops import Value


class SetPrivacy(Value):
    """``private``: other tables and walls see shapes of a table until it says it is ready."""

    type: Literal["privacy.set"]
    private: bool
