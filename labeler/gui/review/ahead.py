"""What was pressed is shown before it is committed: verdicts that the desk is still to confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from labeler.domain.clock import now
from labeler.domain.sets import Actor
from labeler.gui.review.cases import Case, Grounds, Verdict
from labeler.gui.review.reading import Reading
from labeler.services.reviewing import EditedFrame, reason_of

translate = QCoreApplication.translate


def mention_case(reading: Reading, speaker_id: str) -> Case | None:
    """Return the open or settled case that a mention of any side is in."""
    return next(
        (
            case
            for case in reading.cases
            if case.layer == "speaker" and any(said.label_id == speaker_id for said in case.marked)
        ),
        None,
    )


def expected(
    reading: Reading, case: Case, actor: Actor, grounds: Grounds, decision: str | EditedFrame
) -> dict[str, Verdict]:
    """Return the verdicts that a decision leads to, by case: by a side (its annotator's id, "" for none) or edited.

    The mention of a claim is settled along with it, where it is open.
    """
    side = None
    if isinstance(decision, EditedFrame):
        said, speaker = translate("Review", "edited"), decision.speaker.label if decision.speaker else ""
    else:
        side = next((one for one in reading.sides if one.annotator_id == decision), None)
        said = translate("Review", "none of them") if side is None else side.name
        speaker = "" if side is None else _speaker_of(reading, case, side.place)
    how = "adjudicated" if case.kind else "unanimous"
    verdict = Verdict(
        words=said if how == "adjudicated" or side is None else translate("Review", "all agree"),
        side=None if side is None else side.place,
        how=how if side is not None else "adjudicated",
        by=f"{actor.name}, {now()[:10]}",
        reason=reason_of(grounds.code, grounds.words),
        clause=grounds.clause,
    )
    found = {case.id: verdict}
    mention = mention_case(reading, speaker) if speaker and case.layer == "claim" else None
    if mention is not None and mention.verdict is None:
        found[mention.id] = verdict
    return found


def _speaker_of(reading: Reading, case: Case, place: int) -> str:
    """Return the id of the mention that a side's claim links to, "" without one."""
    said = case.said[place]
    if reading.sheet is None or said is None:
        return ""
    claim = reading.sheet.sides[place].claims.get(said.label_id)
    return "" if claim is None else claim.speaker_id or ""


@dataclass(slots=True)
class Ahead:
    """The verdicts that are shown ahead of the desk, by case."""

    _verdicts: dict[str, Verdict] = field(default_factory=dict[str, Verdict])

    def put(self, verdicts: dict[str, Verdict]) -> None:
        """Show verdicts until they are confirmed or refused."""
        self._verdicts |= verdicts

    def drop(self, case_ids: Iterable[str]) -> None:
        """Show these no longer: the desk has answered."""
        for case_id in case_ids:
            self._verdicts.pop(case_id, None)

    def clear(self) -> None:
        """Show none any more."""
        self._verdicts.clear()

    def over(self, reading: Reading) -> Reading:
        """Return a reading with these verdicts."""
        return reading.with_verdicts(self._verdicts) if self._verdicts else reading
