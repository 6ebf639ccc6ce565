"""The decisions of one edit: labels made of suggestions, with what comes along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.spans import Span
from labeler.domain.suggestions import Decision, Suggestion, Verdict
from labeler.services.boilerplate import add_region
from labeler.services.offers import Labels, decisions_of, run_of, same_claim
from labeler.services.registry import entity_for
from labeler.services.work import Work

NO_SUGGESTION = sentence("no_suggestion", "This suggestion is no longer there: newer ones have taken its place.")
BLIND_SET = sentence("blind_set", "{article} is worked on without suggestions.")
CLAIM_REJECTED = sentence("claim_rejected", "This stance can't be accepted: its claim was rejected or deleted.")
_NAME_LIMIT = 200
_DAY = 24 * 3600 * 1000


@dataclass(slots=True)
class Deciding:
    """The decisions of one edit."""

    work: Work
    run: dict[str, Suggestion]
    decided: dict[str, Decision]
    # Read once and kept up: hundreds of suggestions may be accepted at once.
    labels: Labels
    milliseconds: int

    @classmethod
    def of(cls, work: Work, milliseconds: int = 0) -> Deciding:
        """Open the decisions of a set.

        Raises:
            LabelerError: `blind_set`.
        """
        if work.set.suggestions == "blind":
            raise LabelerError(BLIND_SET, article=work.article.key)
        # An article may lie open for weeks: more than a day says nothing about a decision.
        milliseconds = min(max(0, milliseconds), _DAY)
        return cls(
            work,
            run_of(work.edit.read, work.set),
            decisions_of(work.edit.read, work.set),
            Labels.of(work.edit.read, work.set.id),
            milliseconds,
        )

    def wanted(self, suggestion_ids: Sequence[str]) -> list[Suggestion]:
        """Return the suggestions of the article's newest run with these ids, in the order given.

        Raises:
            LabelerError: `no_suggestion`.
        """
        missing = [one for one in suggestion_ids if one not in self.run]
        if missing:
            raise LabelerError(NO_SUGGESTION)
        return [self.run[one] for one in dict.fromkeys(suggestion_ids)]

    def decide(self, one: Suggestion, verdict: Verdict, label_id: str | None) -> None:
        """Write what was decided about a suggestion."""
        decision = Decision(
            set_id=self.work.set.id,
            suggestion_id=one.id,
            verdict=verdict,
            at=now(),
            milliseconds=self.milliseconds,
            label_id=label_id,
        )
        if one.id in self.decided:
            self.work.put(decision)
        else:
            self.work.add(decision)
        self.decided[one.id] = decision

    def accept(self, one: Suggestion, span: Span | None) -> str | None:
        """Make the label of a suggestion and return its id; None if the suggestion was accepted before."""
        before = self.decided.get(one.id)
        if before is not None and before.verdict != "rejected":
            return before.label_id
        if one.kind == "stance":
            label_id, edited = self._stance(one, span)
        else:
            extent = span or extent_of(one)
            edited = extent != extent_of(one)
            if one.kind == "claim":
                label_id = self._claim(one, extent, edited)
            elif one.kind == "speaker":
                label_id = self._speaker(one, extent, edited)
            else:
                label_id = add_region(self.work, extent, self._label_id(one))
        self.decide(one, "edited" if edited else "accepted", label_id)
        self.work.edit.jump = label_id
        return label_id

    def accept_all(self, offered: Iterable[Suggestion]) -> int:
        """Make labels of those that can become one, and return their number.

        A stance is left open where its claim was rejected, and where the set's scheme does not have its topic or value.
        """
        count = 0
        for one in offered:
            if one.kind != "stance" or not (self.claim_refused(one) or self._outside(one)):
                self.accept(one, None)
                count += 1
        return count

    def claim_refused(self, one: Suggestion) -> bool:
        """Tell whether a stance's claim was rejected, or deleted after it was accepted."""
        offered = self.run.get(one.claim_id or "")
        if offered is None:
            return True
        decision = self.decided.get(offered.id)
        if decision is None or decision.verdict == "unaided match":
            return False
        return self._claim_label(offered) is None

    def _claim(self, one: Suggestion, extent: Span, edited: bool) -> str:
        speaker_id = self._speaker_for(one)
        source = one.source if one.source != "speaker" else "speaker" if speaker_id else ""
        claim = Claim(
            id=self._label_id(one),
            set_id=self.work.set.id,
            start=extent.start,
            end=extent.end,
            text=self.work.quote(extent),
            type=self._known("type", one.type),
            attribution=self._known("attribution", one.attribution),
            source="speaker" if speaker_id else source,
            speaker_id=speaker_id,
            origin="edited" if edited else "accepted",
            score=one.score,
            rule=one.rule,
        )
        self.work.add(claim)
        self.labels.add(claim)
        return claim.id

    def _speaker_for(self, claim: Suggestion) -> str | None:
        """Return the speaker label that an accepted claim links to, made if need be; None if it was turned down."""
        one = self.run.get(claim.speaker_id or "")
        if one is None:
            return None
        before = self.decided.get(one.id)
        labels = self.labels.speakers
        if before is not None and before.verdict != "unaided match":
            return next((label.id for label in labels if label.id == before.label_id), None)
        extent = extent_of(one)
        there = next((label.id for label in labels if label.span == extent), None)
        return there or self.accept(one, None)

    def _speaker(self, one: Suggestion, extent: Span, edited: bool) -> str:
        name = " ".join(one.entity.split())[:_NAME_LIMIT].strip()
        name = "".join(char for char in name if char.isprintable())
        speaker = Speaker(
            id=self._label_id(one),
            set_id=self.work.set.id,
            start=extent.start,
            end=extent.end,
            text=self.work.quote(extent),
            entity_id=entity_for(self.work.edit, name, one.entity_kind, one.affiliation) if name else None,
            origin="edited" if edited else "accepted",
            score=one.score,
            rule=one.rule,
        )
        self.work.add(speaker)
        self.labels.add(speaker)
        return speaker.id

    def _stance(self, one: Suggestion, span: Span | None) -> tuple[str, bool]:
        offered = self.run.get(one.claim_id or "")
        claim_id = None if offered is None else self._claim_label(offered)
        if claim_id is None and offered is not None and offered.id not in self.decided:
            claim_id = self.accept(offered, None)
        if claim_id is None:
            raise LabelerError(CLAIM_REJECTED)
        cue = None if one.start is None or one.end is None else Span(one.start, one.end)
        edited = span is not None and span != cue
        cue = span or cue
        stance = Stance(
            id=self._label_id(one),
            set_id=self.work.set.id,
            claim_id=claim_id,
            topic=self.work.check_topic(one.topic),
            value=self.work.check_value("value", one.value),
            start=None if cue is None else cue.start,
            end=None if cue is None else cue.end,
            text="" if cue is None else self.work.quote(cue),
            origin="edited" if edited else "accepted",
            score=one.score,
            rule=one.rule,
        )
        old = self.work.edit.read.one(Stance, set_id=stance.set_id, claim_id=claim_id, topic=one.topic)
        if old is None:
            self.work.add(stance)
            return stance.id, edited
        self.work.put(replace(stance, id=old.id, unsure=old.unsure, note=old.note, attributes=old.attributes))
        return old.id, edited

    def _claim_label(self, offered: Suggestion) -> str | None:
        """Return the claim that stands for a suggested one: the one made from it, else one of nearly its extent."""
        decision = self.decided.get(offered.id)
        if decision is not None and decision.verdict in {"accepted", "edited"}:
            return next((label.id for label in self.labels.claims if label.id == decision.label_id), None)
        match = same_claim(offered, self.labels)
        return None if match is None else match.id

    def _outside(self, one: Suggestion) -> bool:
        topic, value = self.work.scheme.topic(one.topic), self.work.scheme.value("value", one.value)
        return topic is None or topic.retired or value is None or value.retired

    def _known(self, attribute: str, value: str) -> str:
        """Return a proposed value if the set's scheme has it, else "" (undecided): schemes move on, runs don't."""
        found = self.work.scheme.value(attribute, value)
        return value if found is not None and not found.retired else ""

    def _label_id(self, one: Suggestion) -> str:
        """Return the id of the label made from a suggestion: the same each time."""
        return derived_id("accepted", self.work.set.id, one.id)


def extent_of(one: Suggestion) -> Span:
    """Return the extent of a suggestion that has one: any but a stance."""
    assert one.start is not None
    assert one.end is not None
    return Span(one.start, one.end)
