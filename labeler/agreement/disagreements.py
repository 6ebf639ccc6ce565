"""Where people disagree, and in which way: one item for each group of aligned labels.

Kinds exclude each other, the first that applies counts, so that they add up. Claims are whole frames (all kinds),
speakers have the kinds missing, boundary, entity, boilerplate missing and boundary; the cue of a stance is an item only
where nothing but its edges differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from labeler.agreement.corpus import LAYERS, Bools, Corpus, Ints, LayerName
from labeler.agreement.overlap import Alignment, people
from labeler.agreement.report import KINDS
from labeler.agreement.units import UNSET
from labeler.domain.ids import derived_id

AGREED = ""
_WORDS = (AGREED, *KINDS)
_CODE = {word: code for code, word in enumerate(_WORDS)}


@dataclass(frozen=True, slots=True)
class Items:
    """Items as columns, in the order of article, start, end, layer, topic.

    `layer` is a number in LAYERS, `kind` one in ("", *KINDS), `topic` one of the corpus' topics of stances, -1 for what
    is no cue. `start` and `end` reach over all labels of an item. The labels of item i are the units
    `members[bounds[i]:bounds[i + 1]]` of its layer, in the order of their annotators.
    """

    corpus: Corpus
    layer: Ints
    kind: Ints
    article: Ints
    start: Ints
    end: Ints
    topic: Ints
    bounds: Ints
    members: Ints

    def __len__(self) -> int:
        return len(self.layer)

    def layer_of(self, number: int) -> LayerName:
        """Return the layer of an item."""
        return LAYERS[int(self.layer[number])]

    def kind_of(self, number: int) -> str:
        """Return the kind of disagreement of an item, "" if all agree."""
        return _WORDS[int(self.kind[number])]

    def topic_of(self, number: int) -> str:
        """Return the topic of a cue, "" for what is none."""
        code = int(self.topic[number])
        return "" if code < 0 else self.corpus.stances.topic.words[code]

    def labels(self, number: int) -> dict[str, str]:
        """Return the ids of an item's labels by annotator."""
        layer = self.corpus.layers[self.layer_of(number)]
        units: list[int] = self.members[self.bounds[number] : self.bounds[number + 1]].tolist()
        return {self.corpus.annotators[int(layer.annotator[unit])]: layer.ids[unit] for unit in units}

    def id(self, number: int) -> str:
        """Return the id of an item: the same as long as the same labels make it."""
        labels = [part for pair in sorted(self.labels(number).items()) for part in pair]
        key = self.corpus.keys[int(self.article[number])]
        return derived_id("item", key, self.layer_of(number), self.topic_of(number), *labels)


def items(corpus: Corpus, alignment: Alignment, annotators: tuple[int, ...] | None = None) -> Items:
    """Return the items of a corpus; with `annotators`, those of some alone, else of all but gold.

    Agreed ones are among them, but no agreed cues: a stance is decided with its claim.
    """
    asked = tuple(sorted(people(corpus) if annotators is None else annotators))
    expected = corpus.finished[:, list(asked)].sum(axis=1)
    claims = _Groups.of(corpus, "claim", alignment.clusters("claim", asked), expected)
    speakers = _Groups.of(corpus, "speaker", alignment.clusters("speaker", asked), expected)
    regions = _Groups.of(corpus, "boilerplate", alignment.clusters("boilerplate", asked), expected)
    meant = _meant(corpus, alignment.clusters("speaker", asked))
    stances = _Stances.of(corpus, claims)
    frames = _attributes(corpus, claims) | _sources(corpus, claims, meant) | stances.kinds(len(claims))
    claim_kinds = _first_of(claims, _extents(claims) | frames)
    entities = {"entity": _differs(speakers, meant.entity[speakers.members])}
    parts = [
        _part(claims, claim_kinds),
        _part(speakers, _first_of(speakers, _extents(speakers) | entities)),
        _part(regions, _first_of(regions, _extents(regions))),
        stances.cues(corpus, claim_kinds == 0),
    ]
    return _together(corpus, parts)


def counts(found: Items) -> dict[tuple[LayerName, str], int]:
    """Return how many items each layer and kind has; kind "" counts those on which all agree."""
    codes = found.layer * len(_WORDS) + found.kind
    numbers, sizes = np.unique(codes, return_counts=True)
    return {
        (LAYERS[number // len(_WORDS)], _WORDS[number % len(_WORDS)]): size
        for number, size in zip(numbers.tolist(), sizes.tolist(), strict=True)
    }


def by_article(found: Items) -> Ints:
    """Return how many disagreements each article has."""
    return np.bincount(found.article[found.kind > 0], minlength=len(found.corpus))


@dataclass(frozen=True, slots=True)
class _Groups:
    """Units of a layer in their groups: those of group g are `members[bounds[g]:bounds[g + 1]]`."""

    layer: LayerName
    members: Ints
    bounds: Ints
    article: Ints
    start: Ints
    end: Ints
    group: Ints
    expected: Ints
    edges: Bools

    @classmethod
    def of(cls, corpus: Corpus, layer: LayerName, clusters: Ints, expected: Ints) -> _Groups:
        """Group units by cluster; `expected` is how many finished each article."""
        units = np.flatnonzero(clusters >= 0)
        _, group = np.unique(clusters[units], return_inverse=True)
        held = corpus.layers[layer]
        order = np.lexsort((held.annotator[units], group))
        members, group = units[order], group[order]
        return cls.grouped(layer, members, group, held.start[members], held.end[members], held.article, expected)

    @classmethod
    def grouped(  # noqa: PLR0917  # columns
        cls, layer: LayerName, members: Ints, group: Ints, start: Ints, end: Ints, articles: Ints, expected: Ints
    ) -> _Groups:
        """Group units by the numbers of their groups, which ascend and leave none out."""
        count = int(group[-1]) + 1 if len(group) else 0
        bounds = np.searchsorted(group, np.arange(count + 1))
        first = bounds[:-1]
        if not count:
            none = np.empty(0, np.int64)
            return cls(layer, members, bounds, none, none, none, group, none, np.empty(0, np.bool_))
        low, high = np.minimum.reduceat(start, first), np.maximum.reduceat(end, first)
        edges = (np.maximum.reduceat(start, first) != low) | (np.minimum.reduceat(end, first) != high)
        article = articles[members[first]]
        return cls(layer, members, bounds, article, low, high, group, expected[article], edges)

    def __len__(self) -> int:
        return len(self.bounds) - 1


@dataclass(frozen=True, slots=True)
class _Meant:
    """Who is meant by each speaker: `entity` tells two apart that are not the same, `mention` where they stand.

    A speaker without an entity is who the aligned mentions without one are.
    """

    entity: Ints
    mention: Ints


@dataclass(frozen=True, slots=True)
class _Stances:
    """The stances of grouped claims: one row for each, by group and topic. `at` numbers (group, topic)."""

    group: Ints
    topic: Ints
    value: Ints
    cue: Ints
    claim: Ints
    at: Ints
    sizes: Ints

    @classmethod
    def of(cls, corpus: Corpus, claims: _Groups) -> _Stances:
        """Take the stances of the claims of groups."""
        held = corpus.stances
        group_of = np.full(len(corpus.layers["claim"]), -1, np.int64)
        group_of[claims.members] = claims.group
        group = group_of[held.claim] if len(held.claim) else held.claim
        meant = np.flatnonzero(group >= 0)
        order = meant[np.lexsort((held.claim[meant], held.topic.codes[meant], group[meant]))]
        group, topic = group[order], held.topic.codes[order]
        _, at = np.unique(np.stack((group, topic)), axis=1, return_inverse=True)
        value, cue, claim = held.value.codes[order], held.cue[order], held.claim[order]
        return cls(group, topic, value, cue, claim, at.reshape(-1), np.diff(claims.bounds))

    def kinds(self, count: int) -> dict[str, Bools]:
        """Return of which groups of claims the stances differ."""
        missing, value = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
        if len(self.at):
            first = np.searchsorted(self.at, np.arange(int(self.at[-1]) + 1))
            group = self.group[first]
            # A claim may hold a topic twice in files from elsewhere.
            again = np.zeros(len(self.at), np.bool_)
            again[1:] = (self.at[1:] == self.at[:-1]) & (self.claim[1:] == self.claim[:-1])
            missing[group[np.bincount(self.at[~again]) < self.sizes[group]]] = True
            low, high = np.minimum.reduceat(self.value, first), np.maximum.reduceat(self.value, first)
            value[group[low != high]] = True
        return {"stance missing": missing, "stance value": value}

    def cues(self, corpus: Corpus, agreed: Bools) -> _Part:
        """Return the cues whose edges differ, on claims about which nothing else does."""
        layer = corpus.layers["stance"]
        held = np.flatnonzero((self.cue >= 0) & agreed[self.group]) if len(self.group) else self.group
        _, group = np.unique(self.at[held], return_inverse=True)
        members = self.cue[held]
        order = np.lexsort((layer.annotator[members], group))
        members, group, topic = members[order], group[order], self.topic[held][order]
        starts, ends = layer.start[members], layer.end[members]
        none = np.zeros(len(corpus), np.int64)
        groups = _Groups.grouped("stance", members, group, starts, ends, layer.article, none)
        kinds = np.where(groups.edges, _CODE["boundary"], 0)
        part = _part(groups, kinds, topic[groups.bounds[:-1]])
        return _kept(part, groups.edges)


@dataclass(frozen=True, slots=True)
class _Part:
    """Items of one layer, each with so many members as `sizes` says, in turn."""

    layer: Ints
    kind: Ints
    article: Ints
    start: Ints
    end: Ints
    topic: Ints
    sizes: Ints
    members: Ints


def _part(groups: _Groups, kinds: Ints, topic: Ints | None = None) -> _Part:
    count = len(groups)
    layer = np.full(count, LAYERS.index(groups.layer), np.int64)
    topic = np.full(count, -1, np.int64) if topic is None else topic
    return _Part(layer, kinds, groups.article, groups.start, groups.end, topic, np.diff(groups.bounds), groups.members)


def _kept(part: _Part, keep: Bools) -> _Part:
    columns = (part.layer, part.kind, part.article, part.start, part.end, part.topic, part.sizes)
    layer, kind, article, start, end, topic, sizes = (column[keep] for column in columns)
    return _Part(layer, kind, article, start, end, topic, sizes, part.members[np.repeat(keep, part.sizes)])


def _together(corpus: Corpus, parts: list[_Part]) -> Items:
    names = ("layer", "kind", "article", "start", "end", "topic", "sizes", "members")
    layer, kind, article, start, end, topic, sizes, members = (
        np.concatenate([getattr(part, name) for part in parts]) for name in names
    )
    order = np.lexsort((topic, layer, end, start, article))
    first = np.cumsum(sizes) - sizes
    sizes, first = sizes[order], first[order]
    bounds = np.concatenate(([0], np.cumsum(sizes)))
    places = np.arange(bounds[-1]) - np.repeat(bounds[:-1], sizes) + np.repeat(first, sizes)
    layer, kind, article, start, end, topic = (column[order] for column in (layer, kind, article, start, end, topic))
    return Items(corpus, layer, kind, article, start, end, topic, bounds, members[places])


def _first_of(groups: _Groups, applies: Mapping[str, Bools]) -> Ints:
    """Return for each group the first kind that applies, 0 if none does."""
    kinds = np.zeros(len(groups), np.int64)
    for word in reversed(KINDS):
        if word in applies:
            kinds[applies[word]] = _CODE[word]
    return kinds


def _extents(groups: _Groups) -> dict[str, Bools]:
    return {"missing": np.diff(groups.bounds) < groups.expected, "boundary": groups.edges}


def _differs(groups: _Groups, values: Ints) -> Bools:
    """Tell for each group whether the values of its members (in their order) are not all the same."""
    if not len(groups):
        return np.empty(0, np.bool_)
    first = groups.bounds[:-1]
    return np.minimum.reduceat(values, first) != np.maximum.reduceat(values, first)


def _attributes(corpus: Corpus, claims: _Groups) -> dict[str, Bools]:
    own = {name: _differs(claims, one.codes[claims.members]) for name, one in corpus.attributes.items()}
    kinds = {name: own.pop(name) for name in ("type", "attribution")}
    # The source has kinds of its own.
    del own["source"]
    return kinds | ({"attribute": np.logical_or.reduce([*own.values()])} if own else {})


def _meant(corpus: Corpus, clusters: Ints) -> _Meant:
    unset = [code for code, word in enumerate(corpus.entity.words) if word in {"", UNSET}]
    without = np.isin(corpus.entity.codes, unset)
    return _Meant(np.where(without, -1 - clusters, corpus.entity.codes), clusters)


def _sources(corpus: Corpus, claims: _Groups, meant: _Meant) -> dict[str, Bools]:
    """Return of which groups the sources differ: in kind or by speakers apart, or in the entity of one mention."""
    source = corpus.attributes["source"]
    code = source.words.index("speaker") if "speaker" in source.words else -1
    members = claims.members
    linked = corpus.linked[members]
    spoken = source.codes[members] == code
    # A speaker that no label stands for is like no other.
    own = -2 - len(meant.mention) - members
    entity, mention = own.copy(), own.copy()
    known = spoken & (linked >= 0)
    entity[known], mention[known] = meant.entity[linked[known]], meant.mention[linked[known]]
    one, other = _pairs(claims.bounds)
    both = spoken[one] & spoken[other] & (entity[one] != entity[other])
    same = mention[one] == mention[other]
    apart, named = np.zeros(len(claims), np.bool_), np.zeros(len(claims), np.bool_)
    apart[claims.group[one[both & ~same]]] = True
    named[claims.group[one[both & same]]] = True
    return {"speaker": apart | _differs(claims, source.codes[members]), "entity": named}


def _pairs(bounds: Ints) -> tuple[Ints, Ints]:
    """Return all pairs of places within groups, the earlier first."""
    count = int(bounds[-1])
    ends = np.repeat(bounds[1:], np.diff(bounds))
    following = ends - np.arange(1, count + 1)
    one = np.repeat(np.arange(count), following)
    before = np.cumsum(following) - following
    return one, one + 1 + np.arange(len(one)) - np.repeat(before, following)
