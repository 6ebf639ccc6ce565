"""Labels made of labels: a claim that is a speaker after all, and all mentions of a speaker at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id, new_id
from labeler.domain.labels import Claim, Kind, Origin, Speaker
from labeler.domain.sets import Actor
from labeler.domain.spans import Cover, Span
from labeler.domain.suggestions import Decision
from labeler.services.relations import entity_given, remove_claim, remove_speaker
from labeler.services.work import Work, own_work
from labeler.store import Store
from labeler.store.records import Comment

NOT_RELABELLED = sentence(
    "not_relabelled", "A {kind} can't be made a {to}: only claims and speakers can, of each other."
)
IDS_AND_SPANS = sentence("ids_and_spans", "{ids} ids were given for {spans} labels.")
# How a claim of these origins came to be is still told of the speaker that is made of it.
_SUGGESTED = frozenset({"accepted", "edited"})


def relabel(  # noqa: PLR0917  a label is its kind and id
    store: Store,
    actor: Actor,
    article_id: str,
    kind: Kind,
    label_id: str,
    to: Literal["claim", "speaker"],
    *,
    id: str | None = None,  # noqa: A002
) -> Changed:
    """Make a claim a speaker of the same extent, or a speaker a claim, in one edit.

    Note, doubt and comments stay with it. The stances of a claim go, and the title says so; what repeated it repeats
    nothing. The claims of a speaker have an undecided source then, as if it were deleted.

    Raises:
        LabelerError: `no_label`, `not_relabelled`, `frozen_set`.
    """
    if (kind, to) not in {("claim", "speaker"), ("speaker", "claim")}:
        raise LabelerError(NOT_RELABELLED, kind=kind, to=to)
    with own_work(store, actor, article_id, f"make {kind} a {to}", id=id) as work:
        if work.edit.repeated:
            return work.edit.changed
        new = id or new_id()
        if kind == "claim":
            claim = work.label(Claim, label_id)
            _say(work, "stance", remove_claim(work, claim))
            work.add(_speaker_of(claim, new))
        else:
            speaker = work.label(Speaker, label_id)
            _say(work, "link", remove_speaker(work, speaker))
            work.add(_claim_of(speaker, new))
        _carry_over(work, label_id, new)
    return work.edit.changed


def add_speakers(
    store: Store,
    actor: Actor,
    article_id: str,
    spans: Sequence[Span],
    *,
    entity_id: str | None = None,
    entity: str | None = None,
    ids: Sequence[str] | None = None,
) -> Changed:
    """Label several mentions of one speaker in one edit; spans that touch a speaker of the set are left out.

    Who it is, is said as in `add_speaker`. `ids`, one for each span, make a repetition harmless.

    Raises:
        LabelerError: `bad_span`, `blank_span`, `no_entity`, `blank_name`, `ids_and_spans`, `frozen_set`.
    """
    if ids is not None and len(ids) != len(spans):
        raise LabelerError(IDS_AND_SPANS, ids=len(ids), spans=len(spans))
    given = derived_id(*ids) if ids else None
    with own_work(store, actor, article_id, "label all occurrences", id=given) as work:
        if work.edit.repeated:
            return work.edit.changed
        quotes = {span: work.quote(span) for span in spans}
        taken = Cover(one.span for one in work.labels(Speaker))
        wanted = {span: at for at, span in reversed(list(enumerate(spans))) if not taken.touches(span)}
        if wanted:
            who = entity_given(work.edit, entity, entity_id)
            work.begin()
            made = [
                Speaker(
                    id=ids[at] if ids else new_id(),
                    set_id=work.set.id,
                    start=span.start,
                    end=span.end,
                    text=quotes[span],
                    entity_id=who,
                )
                for span, at in sorted(wanted.items())
            ]
            work.edit.add_all(made)
            work.edit.jump = made[0].id
    return work.edit.changed


def _speaker_of(claim: Claim, new: str) -> Speaker:
    return Speaker(
        id=new,
        set_id=claim.set_id,
        start=claim.start,
        end=claim.end,
        text=claim.text,
        unsure=claim.unsure,
        note=claim.note,
        origin=_origin(claim),
        score=claim.score,
        rule=claim.rule,
        attributes=claim.attributes,
    )


def _claim_of(speaker: Speaker, new: str) -> Claim:
    return Claim(
        id=new,
        set_id=speaker.set_id,
        start=speaker.start,
        end=speaker.end,
        text=speaker.text,
        unsure=speaker.unsure,
        note=speaker.note,
        origin=_origin(speaker),
        score=speaker.score,
        rule=speaker.rule,
        attributes=speaker.attributes,
    )


def _origin(label: Claim | Speaker) -> Origin:
    return "edited" if label.origin in _SUGGESTED else "manual"


def _carry_over(work: Work, old: str, new: str) -> None:
    """Let what was said and decided about the old label concern the new one."""
    for comment in work.edit.read.all(Comment, set_id=work.set.id, label_id=old):
        work.edit.put(replace(comment, label_id=new))
    for decision in work.edit.read.all(Decision, set_id=work.set.id, label_id=old):
        verdict = "edited" if decision.verdict == "accepted" else decision.verdict
        work.edit.put(replace(decision, verdict=verdict, label_id=new))


def _say(work: Work, what: str, count: int) -> None:
    """Let the title of the edit tell what went along."""
    if count:
        work.edit.title += f" and delete its {f'{count} ' if count > 1 else ''}{what}{'s' if count > 1 else ''}"
