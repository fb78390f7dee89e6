"""What the ids in ops on a session look like: the only place that spells it out."""

from typing import Annotated

from pydantic import StringConstraints

# Made by clients, so of any length up to that of every other id.
DiagramId = Annotated[str, StringConstraints(pattern=r"^d[a-z0-9]{8,23}$")]
# Made here, see ``access.new_id``.
ParticipantId = Annotated[str, StringConstraints(pattern=r"^p[a-z0-9]{8,23}$")]
HelperId = Annotated[str, StringConstraints(pattern=r"^h[a-z0-9]{8,23}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
