"""The items behind a figure of the report: which a cell of it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from labeler.agreement.choices import ABSENT
from labeler.agreement.corpus import Bools, Corpus
from labeler.agreement.disagreements import Items, items
from labeler.agreement.report import NONE
from labeler.agreement.units import UNSET
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor, Annotator
from labeler.services.articles import article_of
from labeler.services.projects import NO_ANNOTATOR
from labeler.services.reviewing_counts import finished_items
from labeler.services.reviewing_state import reviewer
from labeler.services.reviewing_values import ItemQuery
from labeler.store import Store
from labeler.store.dataset import article_keys


def items_of(store: Store, actor: Actor, query: ItemQuery) -> list[tuple[str, str]]:
    """Return (article id, item id) of the items that a cell of the report counts, by article and place.

    Raises:
        LabelerError: `needs_role`, `no_annotator`, `no_article`.
    """
    with store.read() as read:
        reviewer(read, actor)
        wanted = None if not query.article_id else {article_of(read, query.article_id).id}
        if query.articles:
            among = {ident for ident, key in article_keys(read).items() if key in set(query.articles)}
            wanted = among if wanted is None else wanted & among
        held = finished_items(read, wanted)
        names = {one.name for one in read.all(Annotator)}
    for unknown in (one for one in query.pair if one not in names):
        raise LabelerError(NO_ANNOTATOR, name=unknown)
    article_ids, whole, corpus = held.article_ids, held.items, held.items.corpus
    if any(one not in corpus.annotators for one in query.pair):
        return []
    if not query.pair:
        asked: list[int] = np.flatnonzero(_asked(whole, query)).tolist()
        return [(article_ids[int(whole.article[at])], whole.id(at)) for at in asked]
    first, second = (corpus.annotators.index(one) for one in query.pair)
    of_two = items(corpus, held.alignment, (first, second))
    meant = _asked(of_two, query) & corpus.finished[of_two.article][:, [first, second]].all(axis=1)
    if query.attribute:
        meant &= _valued(of_two, query, first, second)
    numbers: list[int] = np.flatnonzero(meant).tolist()
    return _in_whole(whole, of_two, numbers, article_ids)


def _asked(found: Items, query: ItemQuery) -> Bools:
    """Return which items are of the layer and kind that are asked for."""
    meant = np.ones(len(found), np.bool_)
    for at in range(len(found)):
        layer = not query.layer or found.layer_of(at) == query.layer
        kind = found.kind_of(at)
        meant[at] = layer and _is_of(kind, query.kind)
    return meant


def _is_of(kind: str, wanted: str) -> bool:
    if wanted in {"", "any"}:
        return not wanted or bool(kind)
    # Both kinds that are about a stance begin so.
    return kind == wanted or (wanted == "stance" and kind.startswith("stance "))


def _valued(found: Items, query: ItemQuery, first: int, second: int) -> Bools:
    """Return for which claims the two gave the values that are asked for."""
    meant = np.zeros(len(found), np.bool_)
    values = _Values(found.corpus, query)
    annotator = found.corpus.layers["claim"].annotator
    for at in range(len(found)):
        if found.layer_of(at) != "claim":
            continue
        units: list[int] = found.members[found.bounds[at] : found.bounds[at + 1]].tolist()
        by = {int(annotator[unit]): unit for unit in units}
        meant[at] = values.meet(by.get(first), by.get(second))
    return meant


class _Values:
    """What claims have of an attribute, one or, for stances on any topic, several."""

    def __init__(self, corpus: Corpus, query: ItemQuery) -> None:
        self._query = query
        self._column = corpus.attributes.get(query.attribute)
        self._stances: defaultdict[int, dict[str, str]] = defaultdict(dict)
        self._topics = (query.topic,) if query.topic else corpus.stances.topic.words
        if query.attribute == "value":
            held = corpus.stances
            for claim, topic, value in zip(held.claim, held.topic.codes, held.value.codes, strict=True):
                self._stances[int(claim)][held.topic.words[int(topic)]] = held.value.words[int(value)] or UNSET

    def meet(self, first: int | None, second: int | None) -> bool:
        """Tell whether the claims of the two (None: not marked) have the values that are asked for."""
        query = self._query
        if query.attribute != "value":
            return (self._of(first, ""), self._of(second, "")) == (query.first, query.second)
        return any(
            (self._of(first, topic), self._of(second, topic)) == (query.first, query.second) for topic in self._topics
        )

    def _of(self, claim: int | None, topic: str) -> str:
        if claim is None:
            return NONE
        if self._query.attribute == "value":
            return self._stances[claim].get(topic, ABSENT)
        return UNSET if self._column is None else self._column.words[int(self._column.codes[claim])]


def _in_whole(whole: Items, part: Items, numbers: list[int], article_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return the items of all annotators that hold the labels of items of some, each once.

    A cue that differs between two stands in the item of its own, or, where others disagree on more, in its claim's.
    """
    place: dict[tuple[str, int], int] = {}
    for at in range(len(whole)):
        for unit in whole.members[whole.bounds[at] : whole.bounds[at + 1]].tolist():
            place[whole.layer_of(at), unit] = at
    claim_of = {
        int(cue): int(claim) for cue, claim in zip(part.corpus.stances.cue, part.corpus.stances.claim, strict=True)
    }
    found: dict[int, None] = {}
    for number in numbers:
        unit = int(part.members[part.bounds[number]])
        layer = part.layer_of(number)
        at = place.get((layer, unit))
        if at is None and layer == "stance":
            at = place.get(("claim", claim_of.get(unit, -1)))
        if at is not None:
            found[at] = None
    return [(article_ids[int(whole.article[at])], whole.id(at)) for at in sorted(found)]
