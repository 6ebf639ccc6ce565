"""What hangs together in a set: links between labels, and what goes along when one of them goes."""

from __future__ import annotations

from dataclasses import replace

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.services.registry import entity_for, entity_of, standing
from labeler.services.work import Work
from labeler.store import Edit

REPEATS_ITSELF = sentence("repeats_itself", "A claim can't repeat itself.")
REPEATS_A_REPETITION = sentence(
    "repeats_a_repetition", "“{words}” repeats another claim itself: name the one that it repeats."
)
IS_REPEATED = sentence("is_repeated", "“{words}” is repeated by {count} of your claims, so it can't repeat another.")
_SHOWN = 60


def entity_given(edit: Edit, name: str | None, entity_id: str | None) -> str | None:
    """Return the id of the entry that a speaker refers to: the given one, else the one of a name; both follow merges.

    None if there is neither.

    Raises:
        LabelerError: `no_entity`, `blank_name`.
    """
    if entity_id is not None:
        return standing(edit.read, entity_of(edit.read, entity_id).id).id
    return None if name is None or not name.strip() else entity_for(edit, name.strip())


def repeatable(work: Work, claim: Claim, repeats: str | None) -> str | None:
    """Return the id of a claim of the set if the given claim may repeat it; None for none.

    Raises:
        LabelerError: `no_label`, `repeats_itself`, `repeats_a_repetition`, `is_repeated`.
    """
    if repeats is None or repeats == claim.repeats:
        return repeats
    target = work.label(Claim, repeats)
    if target.id == claim.id:
        raise LabelerError(REPEATS_ITSELF)
    if target.repeats is not None:
        raise LabelerError(REPEATS_A_REPETITION, words=_words(target))
    if count := len(work.edit.read.all(Claim, set_id=work.set.id, repeats=claim.id)):
        raise LabelerError(IS_REPEATED, words=_words(claim), count=count)
    return target.id


def remove_claim(work: Work, claim: Claim) -> int:
    """Delete a claim with its stances; what repeated it repeats nothing. Returns the number of stances."""
    stances = work.edit.read.all(Stance, set_id=work.set.id, claim_id=claim.id)
    for stance in stances:
        work.remove(stance)
    for other in work.edit.read.all(Claim, set_id=work.set.id, repeats=claim.id):
        work.edit.put(replace(other, repeats=None))
    work.remove(claim)
    return len(stances)


def remove_speaker(work: Work, speaker: Speaker) -> int:
    """Delete a speaker; the source of its claims is undecided then. Returns the number of these claims."""
    claims = work.edit.read.all(Claim, set_id=work.set.id, speaker_id=speaker.id)
    for claim in claims:
        work.edit.put(replace(claim, source="", speaker_id=None))
    work.remove(speaker)
    return len(claims)


def _words(claim: Claim) -> str:
    words = " ".join(claim.text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
