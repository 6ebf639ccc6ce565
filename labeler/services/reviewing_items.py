"""The items behind a figure of the report: which a cell of it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from labeler.agreement.choices import ABSENT
from labeler.agreement.corpus import LAYERS, Bools, Corpus, Ints, LayerName
from labeler.agreement.disagreements import KINDS, Items, items
from labeler.agreement.overlap import people
from labeler.agreement.pairing import double
from labeler.agreement.repeated import SELF
from labeler.agreement.report import NONE, Row
from labeler.agreement.units import GOLD, UNSET
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor, Annotator
from labeler.services import reviewing_figures as behind
from labeler.services.articles import article_of
from labeler.services.projects import NO_ANNOTATOR
from labeler.services.reviewing_counts import FinishedItems, finished_items
from labeler.services.reviewing_figures import Held, Label, Part
from labeler.services.reviewing_state import reviewer
from labeler.services.reviewing_values import ItemQuery
from labeler.store import Reader, Store
from labeler.store.dataset import article_keys


def items_of(store: Store, actor: Actor, query: ItemQuery) -> list[tuple[str, str]]:
    """Return (article id, item id) of the items that a cell of the report counts, by article and place.

    The item is "" where Review has none: nobody marked what gold holds there.

    Raises:
        LabelerError: `needs_role`, `no_annotator`, `no_article`.
    """
    with store.read() as read:
        reviewer(read, actor)
        wanted = _articles(read, query)
        names = {one.name for one in read.all(Annotator)}
        for unknown in (one for one in query.pair if one not in names):
            raise LabelerError(NO_ANNOTATOR, name=unknown)
        of_self = any(one.subset == SELF for one in query.figures)
        if not of_self:
            return _found(read, query, wanted)
    # One's further sets are of other articles with the same text: they are told apart as they are measured.
    from labeler.services.agreement import gather

    gathered = gather(store, actor, query.asked).gathered
    with store.read() as read:
        held = finished_items(read, wanted)
        return _holding(held, behind.labels_of_oneself(gathered, query.figures, query.asked.threshold))


def _articles(read: Reader, query: ItemQuery) -> set[str] | None:
    """Return the ids of the articles that are looked at, None for all."""
    wanted = None if not query.article_id else {article_of(read, query.article_id).id}
    if query.asked.articles:
        asked = set(query.asked.articles)
        among = {ident for ident, key in article_keys(read).items() if key in asked}
        wanted = among if wanted is None else wanted & among
    return wanted


def _found(read: Reader, query: ItemQuery, wanted: set[str] | None) -> list[tuple[str, str]]:
    if any(one.annotators[-1:] == (GOLD,) for one in query.figures):
        golden = set(behind.gold_articles(read, wanted))
        held = finished_items(read, golden)
        return _holding(held, behind.labels_beside_gold(read, golden, query.figures, query.asked))
    held = finished_items(read, wanted)
    corpus = held.items.corpus
    if any(one not in corpus.annotators for one in query.pair):
        return []
    sets = Held.of(held)
    asked = behind.sets_asked(read, sets, query.asked)
    if query.decided:
        articles, who = np.nonzero(asked)
        kept = {held.article_ids[at] for at in articles[np.isin(corpus.annotators, query.decided[:1])[who]].tolist()}
        return [one for one in _holding(held, behind.labels_decided(read, *query.decided)) if one[0] in kept]
    if query.figures:
        return _lowering(read, held, query, asked)
    part = behind.part_of(sets, asked)
    met = [_met(part, query, *two) for two in _pairs(part, query)] if query.attribute else [_of_kind(part, query)]
    return _at(held, np.concatenate([_numbers(held, part, *one) for one in met] or [np.empty(0, np.int64)]))


def _lowering(read: Reader, held: FinishedItems, query: ItemQuery, asked: Bools) -> list[tuple[str, str]]:
    """Return the items that hold a label which lowers a figure of the team or of two people."""
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in query.figures:
        parts[row.subset].append(row)
    place, sets = _places(held.items), Held.of(held)
    numbers = [np.empty(0, np.int64)]
    for name, rows in parts.items():
        part = behind.part_of(sets, asked & behind.sets_of_part(read, sets, name))
        numbers += [place[one.layer][one.labels] for one in behind.labels_of_figures(part, rows, query.asked.threshold)]
    return _at(held, np.concatenate(numbers))


def _pairs(part: Part, query: ItemQuery) -> Iterable[tuple[int, int]]:
    """Yield the pairs of annotators whose values met, by number: the one that is asked for, or all."""
    if query.pair:
        first, second = (part.corpus.annotators.index(one) for one in query.pair)
        return [(first, second)]
    return combinations(people(part.corpus), 2)


def _of_kind(part: Part, query: ItemQuery) -> tuple[Items, Ints]:
    """Return the items of all, or of a pair, that are of the layer and kind that are asked for, by number."""
    corpus = part.corpus
    if not query.pair:
        found = items(corpus, part.alignment)
        return found, np.flatnonzero(_asked(found, query) & double(corpus)[found.article])
    first, second = (corpus.annotators.index(one) for one in query.pair)
    found = items(corpus, part.alignment, (first, second))
    return found, np.flatnonzero(_asked(found, query) & corpus.finished[found.article][:, [first, second]].all(axis=1))


def _met(part: Part, query: ItemQuery, first: int, second: int) -> tuple[Items, Ints]:
    """Return the items of a pair at which the two gave the values that are asked for; without a pair, either way."""
    corpus = part.corpus
    found = items(corpus, part.alignment, (first, second))
    both = _asked(found, query) & corpus.finished[found.article][:, [first, second]].all(axis=1)
    ways = {(query.first, query.second)} | (set() if query.pair else {(query.second, query.first)})
    return found, np.array(list(_valued(found, query, (first, second), ways, both)), np.int64)


def _asked(found: Items, query: ItemQuery) -> Bools:
    """Return which items are of the layer and kind that are asked for."""
    layers = [number for number, name in enumerate(LAYERS) if query.layer in {"", name}]
    # Both kinds that are about a stance begin so.
    kinds = [code for code, kind in enumerate(("", *KINDS)) if _is_of(kind, query.kind)]
    return np.isin(found.layer, layers) & np.isin(found.kind, kinds)


def _is_of(kind: str, wanted: str) -> bool:
    if wanted in {"", "any"}:
        return not wanted or bool(kind)
    return kind == wanted or (wanted == "stance" and kind.startswith("stance "))


def _valued(
    found: Items, query: ItemQuery, two: tuple[int, int], ways: set[tuple[str, str]], among: Bools
) -> Iterator[int]:
    """Yield the claims to which the two gave values in one of these ways."""
    values = _Values(found.corpus, query)
    annotator = found.corpus.layers["claim"].annotator
    for at in np.flatnonzero(among & (found.layer == LAYERS.index("claim"))).tolist():
        units: list[int] = found.members[found.bounds[at] : found.bounds[at + 1]].tolist()
        by = {int(annotator[unit]): unit for unit in units}
        if values.meet(by.get(two[0]), by.get(two[1]), ways):
            yield at


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

    def meet(self, first: int | None, second: int | None, ways: set[tuple[str, str]]) -> bool:
        """Tell whether the claims of the two (None: not marked) have values in one of these ways."""
        topics = self._topics if self._query.attribute == "value" else ("",)
        return any((self._of(first, topic), self._of(second, topic)) in ways for topic in topics)

    def _of(self, claim: int | None, topic: str) -> str:
        if claim is None:
            return NONE
        if self._query.attribute == "value":
            return self._stances[claim].get(topic, ABSENT)
        return UNSET if self._column is None else self._column.words[int(self._column.codes[claim])]


def _numbers(held: FinishedItems, part: Part, of_part: Items, numbers: Ints) -> Ints:
    """Return the numbers of the items of all annotators that hold the labels of items of some.

    A cue that differs between two stands in the item of its own, or, where others disagree on more, in its claim's.
    """
    place = _places(held.items)
    layer, unit = of_part.layer[numbers], of_part.members[of_part.bounds[:-1][numbers]]
    found = np.empty(len(numbers), np.int64)
    for number, name in enumerate(LAYERS):
        mine = layer == number
        found[mine] = place[name][part.numbers[name][unit[mine]]]
    return found


def _places(whole: Items) -> dict[LayerName, Ints]:
    """Return for each layer the number of the item that each label stands in, a cue in its claim's if in no other."""
    item = np.repeat(np.arange(len(whole)), np.diff(whole.bounds))
    layer = whole.layer[item]
    found: dict[LayerName, Ints] = {}
    for number, name in enumerate(LAYERS):
        place = np.full(len(whole.corpus.layers[name]), -1, np.int64)
        place[whole.members[layer == number]] = item[layer == number]
        found[name] = place
    stances = whole.corpus.stances
    cues = np.flatnonzero(stances.cue >= 0)
    alone = cues[found["stance"][stances.cue[cues]] < 0]
    found["stance"][stances.cue[alone]] = found["claim"][stances.claim[alone]]
    return found


def _holding(held: FinishedItems, labels: Iterable[Label]) -> list[tuple[str, str]]:
    """Return the items that hold labels; of a label that none holds, the article that it is near."""
    corpus, place = held.items.corpus, _places(held.items)
    named = {
        (corpus.annotators[who], name, ident): int(place[name][number])
        for name, one in corpus.layers.items()
        for number, (who, ident) in enumerate(zip(one.annotator.tolist(), one.ids, strict=True))
    }
    claims = corpus.layers["claim"]
    for claim, ident in zip(corpus.stances.claim.tolist(), corpus.stances.ids, strict=True):
        who = corpus.annotators[int(claims.annotator[claim])]
        named.setdefault((who, "stance", ident), int(place["claim"][claim]))
    numbers, near = set[int](), set[str]()
    for one in labels:
        number = named.get(one[:3], -1)
        if number >= 0:
            numbers.add(number)
        elif one.near and not one.id:
            near.add(one.near)
    found = _at(held, np.array(sorted(numbers), np.int64))
    return [*found, *((ident, "") for ident in held.article_ids if ident in near)]


def _at(held: FinishedItems, numbers: Ints) -> list[tuple[str, str]]:
    """Return items by article and place, each once."""
    asked: Sequence[int] = np.unique(numbers[numbers >= 0]).tolist()
    return [(held.article_ids[int(held.items.article[at])], held.items.id(at)) for at in asked]
