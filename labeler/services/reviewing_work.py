"""One article's review, opened for a change: settlements are put and taken away, and the gold set follows."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from string import ascii_uppercase

from labeler.domain.adjudication import (
    EditedFrame,
    EditedSpeaker,
    How,
    Taken,
    compared_text,
    sides_text,
    taken_of,
    taken_text,
)
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id
from labeler.domain.sets import Actor
from labeler.services import reviewing_gold
from labeler.services.reviewing_state import Kept, Reviewed, reviewer
from labeler.services.reviewing_values import Item
from labeler.store import Edit, Store
from labeler.store.records import Adjudication

GOLD_FINISHED = sentence("gold_finished", "The gold labels of {article} are finished. Reopen them to decide anew.")
NO_ITEM = sentence("no_item", "This is no longer there to decide in {article}: its labels were changed since.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """An item that is to be settled: what is taken, from whom ("" for nobody), and why."""

    item: Item
    how: How
    frame: EditedFrame | None
    annotator_id: str = ""
    edited: bool = False
    reason: str = ""
    clause: str = ""
    along: str = ""


@dataclass(slots=True)
class ReviewWork:
    """The review that is being changed."""

    edit: Edit
    actor: Actor
    state: Reviewed

    def item(self, item_id: str) -> Item:
        """Return an item of the article.

        Raises:
            LabelerError: `no_item`.
        """
        found = self.state.items.get(item_id)
        if found is None:
            raise LabelerError(NO_ITEM, article=self.state.article.key)
        return found

    def write(self, settlings: Sequence[Settling], gone: Iterable[Kept] = ()) -> None:
        """Settle items, make others open again, and let gold follow. What no longer holds goes with it.

        Nothing is written where it all stands so already.
        """
        state = self.state
        old = {row.id: row for row in state.adjudications}
        without = {one.row.id for one in gone}
        kept = {one.row.id: one for one in state.kept if one.row.id not in without}
        fresh: list[Item] = []
        for settling in settlings:
            made = settled_as(state, self.actor.id, settling, kept.values())
            same = kept.get(made.row.id)
            if same is not None and replace(made.row, at=same.row.at, annotator_id=same.row.annotator_id) == same.row:
                continue
            # What was settled over some of these labels, while others were open again, is settled anew.
            for other in [one for one in kept.values() if _shares(one, settling.item)]:
                del kept[other.row.id]
            kept[made.row.id] = made
            fresh.append(settling.item)
        if not fresh and kept.keys() == old.keys():
            return
        self.begin()
        for row_id in sorted(old.keys() - kept.keys()):
            self.edit.remove(old[row_id])
        for one in kept.values():
            if one.row.id not in old:
                self.edit.add(one.row)
            elif one.row != old[one.row.id]:
                self.edit.put(one.row)
        wanted = reviewing_gold.amount(state.article, state.gold.id, kept.values())
        managed = {label for row in old.values() if (taken := taken_of(row.taken)) for label in taken.labels}
        reviewing_gold.write(self.edit, state.gold.id, wanted, managed, fresh)
        if fresh:
            self.edit.jump = kept[_row_id(state, fresh[0])].taken.gold

    def begin(self) -> None:
        """Make the gold set stand in progress: the first decision does."""
        state = self.state
        if state.virtual:
            state.gold = replace(state.gold, state="in_progress", started=now())
            self.edit.add(state.gold)
        elif state.gold.state == "assigned":
            state.gold = replace(state.gold, state="in_progress", started=state.gold.started or now())
            self.edit.put(state.gold)
        state.virtual = False


def settled_as(state: Reviewed, actor_id: str, settling: Settling, kept: Iterable[Kept]) -> Kept:
    """Return a settlement as it is to be stored; `kept` are those that stand already."""
    item, frame = settling.item, settling.frame
    taken = Taken(
        layer=item.layer,
        kind=item.kind,
        topic=item.topic,
        annotator_id=settling.annotator_id,
        frame=frame,
        way=way_of(state, settling),
        gold="" if frame is None or item.layer == "stance" else _gold_id(state, item, kept),
        mention="" if frame is None or frame.speaker is None else _mention_id(state, settling, frame.speaker, kept),
        along=settling.along or _claim_of(state, item),
    )
    compared = state.compared(item)
    row = Adjudication(
        id=_row_id(state, item),
        set_id=state.gold.id,
        frame=item.id,
        sources=compared_text(compared),
        taken=taken_text(taken),
        how=settling.how,
        annotator_id=actor_id,
        at=now(),
        reason=settling.reason,
        clause=settling.clause,
        sides=sides_text(order_of(state)),
    )
    return Kept(row, taken, compared)


@contextmanager
def review_work(
    store: Store, actor: Actor, article_id: str, title: str, *, finished: bool = False
) -> Generator[ReviewWork]:
    """Open an article's review for one edit. `finished` allows a finished gold set.

    Raises:
        LabelerError: `no_annotator`, `needs_role`, `no_article`, `gold_finished`.
    """
    with store.edit(title, actor, article_id) as edit:
        actor = reviewer(edit.read, actor)
        state = Reviewed.of(edit.read, article_id)
        edit.article_id = state.article.id
        if state.gold.frozen and not finished:
            raise LabelerError(GOLD_FINISHED, article=state.article.key)
        yield ReviewWork(edit, actor, state)


def order_of(state: Reviewed) -> tuple[str, ...]:
    """Return the annotators in the order in which their sides are shown.

    That is by name, or, while names are hidden, in an order of the article's own that tells nobody's name.
    """
    people = list(state.sides)
    if state.gold.suggestions == "blind":
        people.sort(key=lambda who: derived_id("side", state.gold.id, who))
    return tuple(people)


def letter(place: int) -> str:
    """Return the letter of a side by its place: A to Z, then AA, AB, and so on."""
    after = "" if place < len(ascii_uppercase) else letter(place // len(ascii_uppercase) - 1)
    return after + ascii_uppercase[place % len(ascii_uppercase)]


def way_of(state: Reviewed, settling: Settling) -> str:
    """Return how an item is settled, in words that can be counted over items of its kind."""
    item = settling.item
    if settling.edited:
        return "edited"
    if settling.frame is None:
        return "left out"
    if item.kind == "missing":
        return "marked"
    if item.kind != "boundary":
        return f"by:{settling.annotator_id}"
    frames = (state.sides[who].frame(item.layer, label) for who, label in item.labels.items())
    lengths = [(one.end or 0) - (one.start or 0) for one in frames if one is not None]
    own = (settling.frame.end or 0) - (settling.frame.start or 0)
    if min(lengths) == max(lengths):
        return "other"
    return "shorter" if own == min(lengths) else "longer" if own == max(lengths) else "other"


def _gold_id(state: Reviewed, item: Item, kept: Iterable[Kept]) -> str:
    """Return the id of an item's gold label; a speaker's is that to which claims link already."""
    if item.layer == "speaker":
        labels = set(item.labels.values())
        for one in kept:
            if one.taken.frame and one.taken.frame.speaker and one.taken.frame.speaker.label in labels:
                return one.taken.mention
    return derived_id("gold", state.gold.id, item.id)


def _mention_id(state: Reviewed, settling: Settling, speaker: EditedSpeaker, kept: Iterable[Kept]) -> str:
    """Return the id of the gold speaker that a claim links to: one for each mention that annotators aligned."""
    item = state.item_with("speaker", settling.annotator_id, speaker.label) if speaker.label else None
    if item is None:
        return derived_id("gold", state.gold.id, str(speaker.start), str(speaker.end))
    own = next((one for one in kept if one.taken.gold and one.row.frame == item.id), None)
    return own.taken.gold if own is not None else _gold_id(state, item, kept)


def _claim_of(state: Reviewed, item: Item) -> str:
    """Return the id of the claim item that a cue belongs to, "" for what is no cue."""
    if item.layer != "stance":
        return ""
    who, label = next(iter(item.labels.items()))
    claim = state.item_with("claim", who, state.sides[who].stances[label].claim_id)
    return "" if claim is None else claim.id


def _shares(one: Kept, item: Item) -> bool:
    if (one.taken.layer, one.taken.topic) != (item.layer, item.topic):
        return False
    return any(item.labels.get(part.annotator_id) == part.label_id for part in one.compared)


def _row_id(state: Reviewed, item: Item) -> str:
    return derived_id("adjudication", state.gold.id, item.id)
