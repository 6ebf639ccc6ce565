"""The verbs of labelling: add, change, move and remove labels of the actor's own set in one article.

Each is one edit: one journal entry, one undo.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Final, Literal

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import new_id
from labeler.domain.labels import KINDS, SOURCES, Claim, Kind, Region, Source, Speaker, Stance
from labeler.domain.occurrences import occurrences
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.domain.suggestions import Decision
from labeler.services.boilerplate import add_region, mark_boilerplate, unmark_boilerplate
from labeler.services.relabeling import add_speakers, relabel
from labeler.services.relations import entity_given, remove_claim, remove_speaker, repeatable
from labeler.services.work import NOT_IN_SCHEME, Work, own_work
from labeler.store import Store

__all__ = [
    "KEEP",
    "Keep",
    "add_claim",
    "add_speaker",
    "add_speakers",
    "add_stance",
    "change_claim",
    "change_speaker",
    "change_stance",
    "mark_boilerplate",
    "move_label",
    "occurrences",
    "relabel",
    "remove_label",
    "unmark_boilerplate",
]

NEEDS_SPEAKER = sentence("needs_speaker", "A claim whose source is a speaker needs to name one of your speakers.")
STANCE_TAKEN = sentence("stance_taken", "The claim has a stance on {topic} already.")
BAD_LABEL_KIND = sentence("bad_label_kind", "{kind!r} is no kind of label: claim, speaker, stance or boilerplate.")


class Keep(Enum):
    """Stands for "leave as it is" where None is a value of its own."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
# What makes an accepted label an edited one.
_ESSENCE = {
    Claim: ("start", "end", "type", "attribution", "source", "speaker_id"),
    Speaker: ("start", "end", "entity_id"),
    Stance: ("topic", "value", "start", "end"),
}


def add_claim(
    store: Store,
    actor: Actor,
    article_id: str,
    span: Span,
    *,
    type: str = "",  # noqa: A002  the attribute's name
    attribution: str = "",
    source: Source = "",
    speaker_id: str | None = None,
    unsure: bool = False,
    note: str = "",
    id: str | None = None,  # noqa: A002
) -> Changed:
    """Label a claim. Naming a speaker makes the source `speaker`.

    Raises:
        LabelerError: `bad_span`, `blank_span`, `not_in_scheme`, `needs_speaker`, `no_label`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "label claim", id=id) as work:
        if work.edit.repeated:
            return work.edit.changed
        claim = Claim(
            id=id or new_id(),
            set_id=work.set.id,
            start=span.start,
            end=span.end,
            text=work.quote(span),
            type=work.check_value("type", type),
            attribution=work.check_value("attribution", attribution),
            unsure=unsure,
            note=note,
        )
        work.add(_sourced(work, claim, source, KEEP if speaker_id is None else speaker_id))
    return work.edit.changed


def add_speaker(
    store: Store,
    actor: Actor,
    article_id: str,
    span: Span,
    *,
    entity: str | None = None,
    entity_id: str | None = None,
    unsure: bool = False,
    note: str = "",
    id: str | None = None,  # noqa: A002
) -> Changed:
    """Label a speaker; `entity` is a name (an unknown one is added to the registry), `entity_id` an entry of it.

    Raises:
        LabelerError: `bad_span`, `blank_span`, `no_entity`, `blank_name`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "label speaker", id=id) as work:
        if work.edit.repeated:
            return work.edit.changed
        work.add(
            Speaker(
                id=id or new_id(),
                set_id=work.set.id,
                start=span.start,
                end=span.end,
                text=work.quote(span),
                entity_id=entity_given(work.edit, entity, entity_id),
                unsure=unsure,
                note=note,
            )
        )
    return work.edit.changed


def add_stance(  # noqa: PLR0917  a stance is claim, topic and value
    store: Store,
    actor: Actor,
    article_id: str,
    claim_id: str,
    topic: str,
    value: str,
    *,
    cue: Span | None = None,
    unsure: bool = False,
    note: str = "",
    id: str | None = None,  # noqa: A002
) -> Changed:
    """Give a claim a stance on a topic; one that it has already is changed.

    Raises:
        LabelerError: `no_label`, `not_in_scheme`, `bad_span`, `blank_span`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "label stance", id=id) as work:
        if work.edit.repeated:
            return work.edit.changed
        work.label(Claim, claim_id)
        work.check_topic(topic)
        work.check_value("value", value)
        old = work.edit.read.one(Stance, set_id=work.set.id, claim_id=claim_id, topic=topic)
        if old is not None:
            new = replace(_cued(work, old, cue or old.cue), value=value, unsure=unsure, note=note or old.note)
            _put(work, old, new)
        else:
            new = Stance(id=id or new_id(), set_id=work.set.id, claim_id=claim_id, topic=topic, value=value)
            work.add(replace(_cued(work, new, cue), unsure=unsure, note=note))
    return work.edit.changed


def change_claim(
    store: Store,
    actor: Actor,
    article_id: str,
    claim_id: str,
    *,
    type: str | None = None,  # noqa: A002
    attribution: str | None = None,
    source: Source | None = None,
    speaker_id: str | Keep | None = KEEP,
    repeats: str | Keep | None = KEEP,
    unsure: bool | None = None,
    note: str | None = None,
) -> Changed:
    """Change what is given. A speaker makes the source `speaker`; any other source lets the speaker go.

    `repeats` names the claim that this one repeats, None for none.

    Raises:
        LabelerError: `no_label`, `not_in_scheme`, `needs_speaker`, `repeats_itself`, `repeats_a_repetition`,
            `is_repeated`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "change claim") as work:
        old = work.label(Claim, claim_id)
        new = replace(
            old,
            type=old.type if type is None else work.check_value("type", type, stored=old.type),
            attribution=old.attribution
            if attribution is None
            else work.check_value("attribution", attribution, stored=old.attribution),
            repeats=old.repeats if repeats is KEEP else repeatable(work, old, repeats),
            unsure=old.unsure if unsure is None else unsure,
            note=old.note if note is None else note,
        )
        _put(work, old, _sourced(work, new, source, speaker_id))
    return work.edit.changed


def change_speaker(
    store: Store,
    actor: Actor,
    article_id: str,
    speaker_id: str,
    *,
    entity: str | None = None,
    entity_id: str | Keep | None = KEEP,
    unsure: bool | None = None,
    note: str | None = None,
) -> Changed:
    """Change what is given: the entry of the registry by name or id (None: no entry), unsure, note.

    Raises:
        LabelerError: `no_label`, `no_entity`, `blank_name`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "change speaker") as work:
        old = work.label(Speaker, speaker_id)
        given = entity is not None or entity_id is not KEEP
        _put(
            work,
            old,
            replace(
                old,
                entity_id=entity_given(work.edit, entity, None if entity_id is KEEP else entity_id)
                if given
                else old.entity_id,
                unsure=old.unsure if unsure is None else unsure,
                note=old.note if note is None else note,
            ),
        )
    return work.edit.changed


def change_stance(
    store: Store,
    actor: Actor,
    article_id: str,
    stance_id: str,
    *,
    topic: str | None = None,
    value: str | None = None,
    cue: Span | Keep | None = KEEP,
    unsure: bool | None = None,
    note: str | None = None,
) -> Changed:
    """Change what is given; a cue of None takes the cue away.

    Raises:
        LabelerError: `no_label`, `not_in_scheme`, `stance_taken`, `bad_span`, `blank_span`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "change stance") as work:
        old = work.label(Stance, stance_id)
        new = old if cue is KEEP else _cued(work, old, cue)
        if topic is not None and topic != old.topic:
            work.check_topic(topic)
            if work.edit.read.one(Stance, set_id=work.set.id, claim_id=old.claim_id, topic=topic) is not None:
                raise LabelerError(STANCE_TAKEN, topic=topic)
            new = replace(new, topic=topic)
        new = replace(
            new,
            value=old.value if value is None else work.check_value("value", value, stored=old.value),
            unsure=old.unsure if unsure is None else unsure,
            note=old.note if note is None else note,
        )
        _put(work, old, new)
    return work.edit.changed


def move_label(  # noqa: PLR0917  a label is its kind and id
    store: Store, actor: Actor, article_id: str, kind: Kind, label_id: str, span: Span
) -> Changed:
    """Give a label another extent; a stance's is its cue.

    Raises:
        LabelerError: `no_label`, `bad_span`, `blank_span`, `bad_label_kind`, `frozen_set`.
    """
    with own_work(store, actor, article_id, f"move {_checked_kind(kind)}") as work:
        quote = work.quote(span)
        if kind == "boilerplate":
            region = work.label(Region, label_id)
            if region.span != span:
                work.remove(region)
                add_region(work, span, region.id)
        elif kind == "stance":
            stance = work.label(Stance, label_id)
            _put(work, stance, _cued(work, stance, span))
        elif kind == "claim":
            claim = work.label(Claim, label_id)
            _put(work, claim, replace(claim, start=span.start, end=span.end, text=quote))
        else:
            speaker = work.label(Speaker, label_id)
            _put(work, speaker, replace(speaker, start=span.start, end=span.end, text=quote))
    return work.edit.changed


def remove_label(store: Store, actor: Actor, article_id: str, kind: Kind, label_id: str) -> Changed:
    """Delete a label.

    A claim takes its stances along, and what repeated it repeats nothing; a speaker leaves its claims with an undecided
    source.

    Raises:
        LabelerError: `no_label`, `bad_label_kind`, `frozen_set`.
    """
    with own_work(store, actor, article_id, f"delete {_checked_kind(kind)}") as work:
        if kind == "claim":
            remove_claim(work, work.label(Claim, label_id))
        elif kind == "speaker":
            remove_speaker(work, work.label(Speaker, label_id))
        elif kind == "stance":
            work.remove(work.label(Stance, label_id))
        else:
            work.remove(work.label(Region, label_id))
    return work.edit.changed


def _put(work: Work, old: Claim | Speaker | Stance, new: Claim | Speaker | Stance) -> None:
    """Write a changed label; one that was accepted as proposed is an edited one if what was proposed changes."""
    if old.origin == "accepted" and any(getattr(old, name) != getattr(new, name) for name in _ESSENCE[type(old)]):
        new = replace(new, origin="edited")
        for decision in work.edit.read.all(Decision, set_id=work.set.id, label_id=old.id):
            if decision.verdict == "accepted":
                work.put(replace(decision, verdict="edited"))
    work.put(new)


def _sourced(work: Work, claim: Claim, source: Source | None, speaker_id: str | Literal[Keep.KEEP] | None) -> Claim:
    """Return the claim with its source and speaker: one if and only if the other."""
    if source is not None and source not in SOURCES:
        raise LabelerError(
            NOT_IN_SCHEME, value=source, attribute="source", scheme=work.scheme.label, known=", ".join(SOURCES[:-1])
        )
    if speaker_id is not KEEP and speaker_id is not None:
        return replace(claim, source="speaker", speaker_id=work.label(Speaker, speaker_id).id)
    if speaker_id is None:
        claim = replace(claim, source="" if claim.source == "speaker" else claim.source, speaker_id=None)
    if source is None or source == claim.source:
        return claim
    if source == "speaker":
        raise LabelerError(NEEDS_SPEAKER)
    return replace(claim, source=source, speaker_id=None)


def _cued(work: Work, stance: Stance, cue: Span | None) -> Stance:
    if cue is None:
        return replace(stance, start=None, end=None, text="")
    return replace(stance, start=cue.start, end=cue.end, text=work.quote(cue))


def _checked_kind(kind: Kind) -> Kind:
    if kind not in KINDS:
        raise LabelerError(BAD_LABEL_KIND, kind=kind)
    return kind
