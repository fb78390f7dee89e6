"""What desk and phones are told of groups, decisions and votes: the only place that lists them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from diagrams.composite import Group, Said
from diagrams.decisions import JoinGroups, KeepApart, NameGroup, Part, SplitGroup
from diagrams.group_id import group_id
from diagrams.suggest import Suggestion, suggestions
from diagrams.template import Zone
from sessions.combining import Combining, Decided, Vote, vote_json

# Further back nobody looks for one decision in a list; all are in the export.
MAX_LISTED = 100
_GONE = "a note that is gone"


def desk_json(said: Said, combining: Combining, helpers: Mapping[str, str]) -> dict[str, object]:
    """Return everything that the desk brings together in one task; ``helpers`` are the names of
    helpers by the author in their entries.
    """
    vote = combining.vote
    sums = vote.sums() if vote is not None and vote.task == said.template.id else {}
    titles: dict[str, str] = {level.id: level.title for level in said.template.levels}
    suggested = _suggested(said)
    return {
        "task": said.template.id,
        "tables": said.tables,
        "zones": [
            {
                **_zone(zone),
                "groups": _groups(said, zone.id, titles, sums),
                "suggestions": [one for one in suggested if one["zone"] == zone.id],
            }
            for zone in said.template.zones
        ],
        "decided": _decided(said, combining, helpers),
        "vote": _counted(vote, said),
    }


def _zone(zone: Zone) -> dict[str, object]:
    return {"id": zone.id, "title": zone.title, "letter": zone.letter, "colour": zone.colour}


def _groups(
    said: Said, zone: str, titles: Mapping[str, str], sums: Mapping[str, int]
) -> list[dict[str, object]]:
    inside = [one for one in said.groups if one.zone == zone]
    spread = Counter(place for one in inside for place in {(w.key, w.level) for w in one.words})
    shared = {place for place, many in spread.items() if many > 1}
    return [_group(one, titles, sums, shared) for one in inside]


def _group(
    group: Group,
    titles: Mapping[str, str],
    sums: Mapping[str, int],
    shared: Collection[tuple[str, str]],
) -> dict[str, object]:
    """Return a group; a wording is its ``own`` when no other group of the zone has it too: then
    later notes in these words are of this group.
    """
    wordings = {(word.key, word.level): word for word in reversed(group.words)}
    places = list(wordings)
    return {
        "id": group_id(group),
        "headline": group.text,
        "named": bool(group.name),
        "level": titles.get(group.level, ""),
        "tables": len(group.tables),
        "wordings": [
            {"text": one.text, "level": one.level, "own": place not in shared}
            for place, one in wordings.items()
        ],
        "words": [
            {
                "note": word.anchor,
                "table": word.name,
                "text": word.text,
                "wording": places.index((word.key, word.level)),
            }
            for word in group.words
        ],
        "dots": sum(sums.get(word.anchor, 0) for word in group.words),
    }


def _suggested(said: Said) -> list[dict[str, object]]:
    """Return what may mean the same, each two groups once, by their likeliest wordings."""
    found: dict[frozenset[str], dict[str, object]] = {}
    for one in suggestions(said.groups, said.template, said.glossary, said.decisions):
        pair = frozenset({*map(group_id, one.groups), one.alias})
        found.setdefault(pair, _suggestion(one))
    return list(found.values())


def _suggestion(found: Suggestion) -> dict[str, object]:
    sides = (found.one, found.other) if found.other is not None else (found.one,)
    return {
        "zone": found.zone,
        "remark": found.remark,
        "reason": found.reason,
        "alias": found.alias,
        "sides": [
            {"group": group_id(group), "text": side.text, "tables": list(side.tables)}
            for side, group in zip(sides, found.groups, strict=True)
        ],
    }


def _decided(
    said: Said, combining: Combining, helpers: Mapping[str, str]
) -> list[dict[str, object]]:
    texts = {word.anchor: word.text for group in said.groups for word in group.words}
    latest = [one for one in combining.decided if one.decision.task == said.template.id]
    return [
        {
            "seq": one.by.seq,
            "at": one.by.at_ms,
            "by": helpers.get(one.by.author, "Facilitator"),
            "zone": one.decision.zone,
            "what": sentence(one, texts),
            "kept": one.kept,
            "free": combining.stands_alone(one.by.seq),
        }
        for one in reversed(latest[-MAX_LISTED:])
    ]


def sentence(decided: Decided, texts: Mapping[str, str]) -> str:
    """Return in plain words what was decided; ``texts`` are those of the notes that stand."""
    decision = decided.decision
    match decision:
        case JoinGroups():
            return f"Brought together: {_listed(_title(one, texts) for one in decision.groups)}"
        case SplitGroup() if len(decision.parts) == 1:
            return f"Taken out: {_title(decision.parts[0], texts)}"
        case SplitGroup():
            return f"Taken apart: {_listed(_title(one, texts) for one in decision.parts)}"
        case NameGroup() if decision.text:
            return f"Headline for {_title(decision.group, texts)}: “{decision.text}”"
        case NameGroup():
            return f"Headline removed from {_title(decision.group, texts)}"
        case KeepApart():
            return f"Not the same: {_listed(_quoted((decision.one, decision.other)))}"


def _title(part: Part, texts: Mapping[str, str]) -> str:
    if part.wordings:
        return f"“{part.wordings[0].text}”"
    return next((f"“{texts[note]}”" for note in part.notes if note in texts), _GONE)


def _quoted(texts: Iterable[str]) -> list[str]:
    return [f"“{text}”" for text in texts if text]


def _listed(parts: Iterable[str]) -> str:
    found = list(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _counted(vote: Vote | None, said: Said) -> dict[str, object] | None:
    """Return the latest vote with what the desk may know: how many voted, never who."""
    told = vote_json(vote)
    if vote is None or told is None:
        return None
    placed = [len(notes) for notes in vote.cast.values()]
    return {
        **told,
        "people": sum(1 for many in placed if many),
        "placed": sum(placed),
        "here": vote.task == said.template.id,
    }


def phone_json(said: Said, vote: Vote, participant: str) -> dict[str, object]:
    """Return what somebody votes on: headlines of the zones it covers, and their own dots.

    Sums only while the facilitator shows them; never another person's dots.
    """
    mine, sums = vote.cast.get(participant, ()), vote.sums()
    covered = [zone for zone in said.template.zones if zone.id in vote.zones]
    return {
        "vote": vote_json(vote),
        "left": max(0, vote.dots - len(mine)),
        "zones": [
            {
                **_zone(zone),
                "groups": [
                    _choice(one, mine, sums if vote.shown else None)
                    for one in sorted(said.groups, key=lambda one: -len(one.tables))
                    if one.zone == zone.id
                ],
            }
            for zone in covered
        ],
    }


def _choice(
    group: Group, mine: tuple[str, ...], sums: Mapping[str, int] | None
) -> dict[str, object]:
    notes = [word.anchor for word in group.words]
    told: dict[str, object] = {
        "id": group_id(group),
        "headline": group.text,
        "note": notes[0],
        "mine": [note for note in mine if note in notes],
    }
    if sums is not None:
        told["dots"] = sum(sums.get(note, 0) for note in notes)
    return told
