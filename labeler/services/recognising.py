"""Suggested speakers by the registry's names, where only one entry can be meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from labeler.domain.recognition import Recognition, last_word
from labeler.domain.suggestions import Suggestion
from labeler.store import Reader
from labeler.store.known_names import known_names


def by_registry(read: Reader, suggestions: Mapping[str, Suggestion]) -> dict[str, Suggestion]:
    """Return suggestions by id, speakers with the name, kind and affiliation of the entry that they can only mean.

    What is stored stays as it was: the registry grows, and a name may come to be ambiguous.
    """
    names = {one.entity for one in suggestions.values() if one.kind == "speaker"}
    # As written, too: what the database calls lower case keeps accents.
    words = ({last_word(name) for name in names} | {name.lower().split()[-1] for name in names if name.split()}) - {""}
    known = Recognition(known_names(read, words) if words else [])
    out = dict(suggestions)
    for one in suggestions.values():
        entity = known.entity(one.entity, one.entity_kind, one.affiliation) if one.kind == "speaker" else None
        if entity is not None:
            out[one.id] = replace(
                one,
                entity=entity.name,
                entity_kind=entity.kind or one.entity_kind,
                affiliation=entity.affiliation or one.affiliation,
            )
    return out
