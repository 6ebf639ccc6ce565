"""What a reviewer edits begins from: the frame of the side taken, of gold, or of the first who marked something."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from labeler.domain.labels import Claim, Speaker, Stance
from labeler.gui.review import words
from labeler.gui.review.cases import Case
from labeler.services.reviewing import EditedFrame, EditedSpeaker, EditedStance, ReviewSheet, Side

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention that some side marked, in words with the letters of those who did."""

    words: str
    speaker: EditedSpeaker

    @property
    def place(self) -> tuple[int, int]:
        """Its extent."""
        return self.speaker.start, self.speaker.end


def frame_of(sheet: ReviewSheet, case: Case) -> EditedFrame:
    """Return the frame that editing begins from."""
    settled = sheet.settled.get(case.id)
    if settled is not None and settled.frame is not None:
        return settled.frame
    first = case.marked[0]
    side = sheet.sides[first.side]
    start, end = first.span.start, first.span.end
    if case.layer == "claim":
        return _claim_frame(side.claims[first.label_id], side)
    if case.layer == "speaker":
        return EditedFrame(start=start, end=end, entity_id=side.speakers[first.label_id].entity_id)
    return EditedFrame(start=start, end=end)


def mentions_of(sheet: ReviewSheet) -> list[Mention]:
    """Return the mentions that any side marked, in reading order, each extent once."""
    found: dict[tuple[int, int], tuple[Speaker, list[str]]] = {}
    for side in (*sheet.sides, sheet.gold):
        for one in side.speakers.values():
            known = found.setdefault((one.start, one.end), (one, []))
            known[1].append(side.letter or translate("Review", "gold"))
    out: list[Mention] = []
    for _place, (one, letters) in sorted(found.items()):
        said = words.speaker_words(one, sheet.entities)
        out.append(
            Mention(
                words=translate("Review", "{who}, at {place} ({sides})").format(
                    who=said, place=f"{one.start:,}", sides=" ".join(letters)
                ),
                speaker=EditedSpeaker(start=one.start, end=one.end, entity_id=one.entity_id, label=one.id),
            )
        )
    return out


def marked_mention(sheet: ReviewSheet, speaker: EditedSpeaker) -> Mention:
    """Return a mention that the reviewer marked."""
    said = " ".join(sheet.article.text[speaker.start : speaker.end].split())
    place = f"{speaker.start:,}"
    return Mention(words=translate("Review", "“{said}”, at {place}").format(said=said, place=place), speaker=speaker)


def stance_from(sheet: ReviewSheet, case: Case, topic: str, value: str) -> EditedStance:
    """Return a stance, with the cue of the first side that has one with this topic (of this value, if any has)."""
    found: list[Stance] = []
    for said in case.marked:
        side = sheet.sides[said.side]
        found += [one for one in words.stances_of(said.label_id, side) if one.topic == topic]
    found.sort(key=lambda one: (one.value != value, one.start is None))
    if not found:
        return EditedStance(topic=topic, value=value)
    best = found[0]
    return EditedStance(topic=topic, value=value, start=best.start, end=best.end, label=best.id)


def _claim_frame(claim: Claim, side: Side) -> EditedFrame:
    speaker = side.speakers.get(claim.speaker_id or "")
    mention = None
    if speaker is not None:
        mention = EditedSpeaker(start=speaker.start, end=speaker.end, entity_id=speaker.entity_id, label=speaker.id)
    return EditedFrame(
        start=claim.start,
        end=claim.end,
        type=claim.type,
        attribution=claim.attribution,
        source=claim.source,
        speaker=mention,
        stances=tuple(
            EditedStance(topic=one.topic, value=one.value, start=one.start, end=one.end, label=one.id)
            for one in words.stances_of(claim.id, side)
        ),
        attributes=claim.attributes,
    )
