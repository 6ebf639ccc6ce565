"""How items are settled from what the sides have: one side's, what all agree on, what most have."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from labeler.domain.adjudication import EditedFrame
from labeler.domain.errors import LabelerError, sentence
from labeler.services.reviewing_frames import same_frame
from labeler.services.reviewing_state import Reviewed
from labeler.services.reviewing_values import Item
from labeler.services.reviewing_work import Settling

NO_SIDE = sentence("no_side", "{name} has not finished {article}: there is nothing to take.")
LEAST = 2
"""So many have to have finished an article before they can be said to agree."""


def from_side(state: Reviewed, item: Item, annotator_id: str) -> Settling:
    """Return how an item is settled by what a side has of it, which may be nothing.

    Raises:
        LabelerError: `no_side`.
    """
    side = state.sides.get(annotator_id)
    if side is None:
        raise LabelerError(NO_SIDE, name=state.names.get(annotator_id, annotator_id), article=state.article.key)
    frame = side.frame(item.layer, item.labels.get(annotator_id, ""))
    unanimous = not item.kind and len(state.sides) >= LEAST
    how = "unanimous" if unanimous else "adjudicated"
    return Settling(item=item, how=how, frame=frame, annotator_id=annotator_id)


def along_with(state: Reviewed, settling: Settling) -> list[Settling]:
    """Return how the mention of a claim that is taken is settled with it, unless it was settled on its own."""
    speaker = settling.frame and settling.frame.speaker
    if settling.item.layer != "claim" or not speaker or not speaker.label:
        return []
    item = state.item_with("speaker", settling.annotator_id, speaker.label)
    settled = None if item is None else state.settled.get(item.id)
    if item is None or (settled is not None and not settled.taken.along):
        return []
    frame = EditedFrame(start=speaker.start, end=speaker.end, entity_id=speaker.entity_id)
    return [replace(settling, item=item, frame=frame, along=settling.item.id)]


def _open(state: Reviewed) -> list[Item]:
    return [one for one in state.items.values() if one.id not in state.settled]


def agreed(state: Reviewed) -> list[Settling]:
    """Return how open items that all agree on are settled: as the first of them, by name, has it."""
    return [from_side(state, one, next(iter(state.sides))) for one in _open(state) if not one.kind]


def majority(state: Reviewed) -> list[Settling]:
    """Return how open disagreements are settled on which more than half of the annotators agree."""
    found: list[Settling] = []
    for item in _open(state):
        if not item.kind:
            continue
        said = {who: same_frame(state, item, who) for who in state.sides}
        most, count = Counter(said.values()).most_common(1)[0]
        if 2 * count > len(said):
            who = next(one for one, words in said.items() if words == most)
            found.append(replace(from_side(state, item, who), how="majority"))
    return found


def all_of(state: Reviewed, name: str) -> list[Settling]:
    """Return how all open items are settled as one annotator has them.

    Raises:
        LabelerError: `no_side`.
    """
    who = next((one for one, side in state.sides.items() if side.name == name), None)
    if who is None:
        raise LabelerError(NO_SIDE, name=name, article=state.article.key)
    return [from_side(state, one, who) for one in _open(state)]
