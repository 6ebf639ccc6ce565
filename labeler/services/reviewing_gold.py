"""The gold labels that settlements amount to: worked out from them, and compared with what is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from labeler.domain.adjudication import EditedFrame, EditedSpeaker, stance_id
from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Label, Region, Speaker, Stance
from labeler.services.offers import Labels
from labeler.services.reviewing_state import Kept
from labeler.services.reviewing_values import Item
from labeler.store import Edit


@dataclass(slots=True)
class Gold:
    """The labels of a gold set by id."""

    speakers: dict[str, Speaker] = field(default_factory=dict[str, Speaker])
    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    stances: dict[str, Stance] = field(default_factory=dict[str, Stance])
    regions: dict[str, Region] = field(default_factory=dict[str, Region])

    @classmethod
    def of(cls, labels: Labels) -> Gold:
        """Take the labels of a stored set."""
        return cls(
            {one.id: one for one in labels.speakers},
            {one.id: one for one in labels.claims},
            {one.id: one for one in labels.stances},
            {one.id: one for one in labels.regions},
        )


def amount(article: Article, set_id: str, kept: Iterable[Kept]) -> Gold:
    """Return what settlements amount to.

    A mention is what its own item was settled as, where it was, else what the last claim that links to it says. A cue
    is what its own item was settled as, unless its claim was edited later.
    """
    making = _Making(article.text, set_id, sorted(kept, key=lambda one: (one.row.at, one.row.id)))
    return making.gold()


def write(edit: Edit, set_id: str, wanted: Gold, managed: Collection[str], over: Sequence[Item]) -> None:
    """Make a stored gold set hold what settlements amount to.

    Labels that no settlement made (imported ones) stay, but where an item was settled over them.

    Args:
        edit: where it is written.
        set_id: the gold set's id.
        wanted: what it is to hold.
        managed: the ids of labels that settlements stood for before.
        over: the items that are settled now.
    """
    stored = Gold.of(Labels.of(edit.read, set_id))
    kept = _foreign(stored, managed, over)
    for stance in stored.stances.values():
        if stance.id not in wanted.stances and stance.id not in kept:
            edit.remove(stance)
    _put(edit, stored.speakers, wanted.speakers)
    _put(edit, stored.claims, wanted.claims)
    for held, now in ((stored.claims, wanted.claims), (stored.speakers, wanted.speakers)):
        for label in held.values():
            if label.id not in now and label.id not in kept:
                edit.remove(label)
    for region in stored.regions.values():
        if region.id not in wanted.regions and region.id not in kept:
            edit.remove(region)
    _put(edit, stored.regions, wanted.regions)
    _put(edit, stored.stances, wanted.stances)


def _put(edit: Edit, stored: Mapping[str, Label], wanted: Mapping[str, Label]) -> None:
    for label in wanted.values():
        if label.id not in stored:
            edit.add(label)
        elif stored[label.id] != label:
            edit.put(label)


def _foreign(stored: Gold, managed: Collection[str], over: Sequence[Item]) -> set[str]:
    """Return the ids of labels that no settlement made and that stay: those that no item settled now lies over."""
    claims = {one.id for one in stored.claims.values() if one.id not in managed and not _lies_over(over, "claim", one)}
    linked = {one.speaker_id for one in stored.claims.values() if one.id in claims}
    speakers = {
        one.id
        for one in stored.speakers.values()
        if one.id not in managed and (one.id in linked or not _lies_over(over, "speaker", one))
    }
    stances = {one.id for one in stored.stances.values() if one.id not in managed and one.claim_id in claims}
    regions = {
        one.id for one in stored.regions.values() if one.id not in managed and not _lies_over(over, "boilerplate", one)
    }
    return claims | speakers | stances | regions


def _lies_over(over: Sequence[Item], layer: str, label: Claim | Speaker | Region) -> bool:
    return any(one.layer == layer and one.start < label.end and label.start < one.end for one in over)


class _Making:
    """Works out the labels, the settlements in the order of their times."""

    def __init__(self, text: str, set_id: str, kept: Sequence[Kept]) -> None:
        self._text = text
        self._set_id = set_id
        self._kept = kept
        self._gold = Gold()

    def gold(self) -> Gold:
        for one in self._kept:
            if one.taken.layer == "claim" and one.taken.frame is not None:
                self._add_claim(one, one.taken.frame)
            elif one.taken.layer == "boilerplate" and one.taken.frame is not None:
                start, end, words = self._extent(one.taken.frame)
                gold = one.taken.gold
                self._gold.regions[gold] = Region(id=gold, set_id=self._set_id, start=start, end=end, text=words)
        for one in self._kept:
            if one.taken.layer == "speaker" and one.taken.frame is not None:
                frame = one.taken.frame
                start, end, _ = self._extent(frame)
                self._add_speaker(one.taken.gold, EditedSpeaker(start=start, end=end, entity_id=frame.entity_id))
        self._move_cues()
        self._link_repetitions()
        return self._gold

    def _extent(self, frame: EditedFrame) -> tuple[int, int, str]:
        start, end = frame.start or 0, frame.end or 0
        return start, end, self._text[start:end]

    def _add_speaker(self, speaker_id: str, one: EditedSpeaker) -> None:
        self._gold.speakers[speaker_id] = Speaker(
            id=speaker_id,
            set_id=self._set_id,
            start=one.start,
            end=one.end,
            text=self._text[one.start : one.end],
            entity_id=one.entity_id,
            origin="adjudicated",
        )

    def _add_claim(self, one: Kept, frame: EditedFrame) -> None:
        start, end, words = self._extent(frame)
        if frame.speaker is not None:
            self._add_speaker(one.taken.mention, frame.speaker)
        self._gold.claims[one.taken.gold] = Claim(
            id=one.taken.gold,
            set_id=self._set_id,
            start=start,
            end=end,
            text=words,
            type=frame.type,
            attribution=frame.attribution,
            source=frame.source,
            speaker_id=None if frame.speaker is None else one.taken.mention,
            origin="adjudicated",
            attributes=frame.attributes,
        )
        for stance in frame.stances:
            made = stance_id(one.taken.gold, stance.topic)
            has_cue = stance.start is not None and stance.end is not None
            self._gold.stances[made] = Stance(
                id=made,
                set_id=self._set_id,
                claim_id=one.taken.gold,
                topic=stance.topic,
                value=stance.value,
                start=stance.start,
                end=stance.end,
                text=self._text[stance.start : stance.end] if has_cue else "",
                origin="adjudicated",
            )

    def _move_cues(self) -> None:
        claims = {one.row.frame: (number, one) for number, one in enumerate(self._kept) if one.taken.layer == "claim"}
        for number, one in enumerate(self._kept):
            at, claim = claims.get(one.taken.along, (0, None))
            if one.taken.layer != "stance" or claim is None or (claim.taken.way == "edited" and at > number):
                continue
            made = stance_id(claim.taken.gold, one.taken.topic)
            stance = self._gold.stances.get(made)
            if stance is None:
                continue
            frame = one.taken.frame
            if frame is None or frame.start is None:
                self._gold.stances[made] = replace(stance, start=None, end=None, text="")
            else:
                start, end, words = self._extent(frame)
                self._gold.stances[made] = replace(stance, start=start, end=end, text=words)

    def _link_repetitions(self) -> None:
        """Let claims repeat what the gold has of those that the annotators' claims repeat."""
        made = {
            part.label_id: one.taken.gold
            for one in self._kept
            if one.taken.layer == "claim" and one.taken.frame is not None
            for part in one.compared
        }
        named = {
            one.taken.gold: made.get(one.taken.frame.repeats)
            for one in self._kept
            if one.taken.layer == "claim" and one.taken.frame is not None and one.taken.frame.repeats
        }
        for claim_id, target in named.items():
            # What is repeated repeats nothing itself.
            if target is not None and target != claim_id and named.get(target) is None:
                self._gold.claims[claim_id] = replace(self._gold.claims[claim_id], repeats=target)
