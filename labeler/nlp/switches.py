"""Rules that a scheme switches off: their suggestions are left out, with what hangs on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from labeler.domain.suggestions import Suggestion


def without(suggestions: Sequence[Suggestion], off: Collection[str]) -> list[Suggestion]:
    """Return the suggestions whose rules are not switched off.

    A stance goes with its claim, a speaker with the last claim that names it; a claim whose speaker goes stays, its
    source undecided.
    """
    if not off:
        return list(suggestions)
    wanted = {one.id: one for one in suggestions if one.rule not in off}
    named_before = {one.speaker_id for one in suggestions if one.kind == "claim"}
    named = {one.speaker_id for one in wanted.values() if one.kind == "claim"}
    out: list[Suggestion] = []
    for one in wanted.values():
        if one.kind == "stance" and one.claim_id not in wanted:
            continue
        if one.kind == "speaker" and one.id in named_before and one.id not in named:
            continue
        lost = one.kind == "claim" and one.speaker_id is not None and one.speaker_id not in wanted
        out.append(replace(one, speaker_id=None, source="") if lost else one)
    return out
