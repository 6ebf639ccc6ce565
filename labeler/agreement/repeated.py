"""Does a person agree with herself? Her sets of the same text, the first against each later one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from labeler.agreement.assembling import Measured, headline_measures, rows_of, team_of
from labeler.agreement.corpus import Corpus, LayerName, corpus_of
from labeler.agreement.report import Row
from labeler.agreement.subsets import Subset, of_sets
from labeler.agreement.sums import Draws
from labeler.agreement.units import (
    UNSET,
    ArticleUnits,
    ClaimUnit,
    RegionUnit,
    SpeakerUnit,
    StanceUnit,
    UnitSet,
)

SELF = "self"
"""What reports call the part of the data in which people are compared with themselves."""

# Two names in the place of one: a person's first set is one annotator's, the later one another's.
_FIRST, _LATER = "1", "2"
_ATTRIBUTES = ("type", "attribution", "source")


class Again(Protocol):
    """A further set of one who finished the same text before; `article` is its number in the corpus."""

    @property
    def article(self) -> int:
        """The article's number."""
        ...

    @property
    def set(self) -> UnitSet:
        """The further set."""
        ...


class _Place(NamedTuple):
    """The numbers of the labels of a set, by layer."""

    claims: slice
    speakers: slice
    cues: slice
    boilerplate: slice


def repeated(
    corpus: Corpus, again: Sequence[Again], *, layer: str = "", threshold: float = 0.5, draws: Draws | None = None
) -> list[Row]:
    """Return the team's figures for people compared with themselves: all of them together, then each by name.

    Args:
        corpus: with the first sets.
        again: the further ones.
        layer: as for `team_of`.
        threshold: as for `team_of`.
        draws: tells how many draws to make, and from which seed; None for no intervals.
    """
    if not again:
        return []
    team = team_of(twice(corpus, again), layer=layer, threshold=threshold)
    own = None if draws is None else Draws(len(again), draws.draws, draws.seed)
    rows = list(rows_of(headline_measures(team, Subset(SELF)), own))
    who = np.array([one.set.annotator for one in again], dtype=object)
    names = sorted(set(who.tolist()))
    for name in names:
        part = of_sets(SELF, team.corpus, np.repeat((who == name)[:, None], 2, axis=1))
        rows += rows_of(_named(headline_measures(team, part), name), own)
    return rows


def twice(corpus: Corpus, again: Sequence[Again]) -> Corpus:
    """Return first sets beside further ones as a corpus of two annotators, one article for each further set."""
    return corpus_of(
        (
            ArticleUnits(
                key=f"{corpus.keys[one.article]} {number}",
                length=int(corpus.lengths[one.article]),
                words=int(corpus.words[one.article]),
                sets=(_called(set_of(corpus, one.article, one.set.annotator), _FIRST), _called(one.set, _LATER)),
            )
            for number, one in enumerate(again)
        ),
        topics=corpus.topics,
    )


def set_of(corpus: Corpus, article: int, annotator: str) -> UnitSet:
    """Return a set of a corpus as it came in, but for what the columns do not keep: names of entities."""
    who = corpus.annotators.index(annotator)
    place = _Place(*(_slice(corpus, name, article, who) for name in ("claim", "speaker", "stance", "boilerplate")))
    speakers = corpus.layers["speaker"]
    regions = corpus.layers["boilerplate"]
    return UnitSet(
        annotator=annotator,
        claims=tuple(_claim(corpus, i) for i in _numbers(place.claims)),
        speakers=tuple(
            SpeakerUnit(
                speakers.ids[i],
                int(speakers.start[i]),
                int(speakers.end[i]),
                corpus.entity.words[corpus.entity.codes[i]],
                aided=bool(speakers.aided[i]),
                rule=speakers.rule.words[speakers.rule.codes[i]],
            )
            for i in _numbers(place.speakers)
        ),
        stances=_stances(corpus, place),
        boilerplate=tuple(
            RegionUnit(regions.ids[i], int(regions.start[i]), int(regions.end[i])) for i in _numbers(place.boilerplate)
        ),
    )


def _claim(corpus: Corpus, number: int) -> ClaimUnit:
    layer, linked = corpus.layers["claim"], int(corpus.linked[number])
    values = {name: one.words[one.codes[number]] for name, one in corpus.attributes.items()}
    type_, attribution, source = ("" if values[name] == UNSET else values[name] for name in _ATTRIBUTES)
    return ClaimUnit(
        layer.ids[number],
        int(layer.start[number]),
        int(layer.end[number]),
        type_,
        attribution,
        source,
        corpus.layers["speaker"].ids[linked] if linked >= 0 else "",
        bool(layer.aided[number]),
        layer.rule.words[layer.rule.codes[number]],
        {name: value for name, value in values.items() if name not in _ATTRIBUTES and value != UNSET},
    )


def _stances(corpus: Corpus, place: _Place) -> tuple[StanceUnit, ...]:
    held, layer, claims = corpus.stances, corpus.layers["stance"], corpus.layers["claim"]
    found: list[StanceUnit] = []
    # Stances stand in the order of their claims.
    start, end = np.searchsorted(held.claim, (place.claims.start, place.claims.stop)).tolist()
    for i in range(start, end):
        cue = int(held.cue[i])
        edges = (int(layer.start[cue]), int(layer.end[cue])) if cue >= 0 else (-1, -1)
        rule = layer.rule.words[layer.rule.codes[cue]] if cue >= 0 else ""
        topic, value = held.topic.words[held.topic.codes[i]], held.value.words[held.value.codes[i]]
        claim = claims.ids[int(held.claim[i])]
        found.append(StanceUnit(held.ids[i], claim, topic, value, *edges, aided=bool(held.aided[i]), rule=rule))
    return tuple(found)


def _slice(corpus: Corpus, name: LayerName, article: int, annotator: int) -> slice:
    """Return where the labels of a set stand: together, in the order of article and annotator."""
    layer = corpus.layers[name]
    start, end = np.searchsorted(layer.article, (article, article + 1)).tolist()
    first, last = np.searchsorted(layer.annotator[start:end], (annotator, annotator + 1)).tolist()
    return slice(start + first, start + last)


def _numbers(place: slice) -> range:
    return range(place.start, place.stop)


def _called(one: UnitSet, name: str) -> UnitSet:
    return UnitSet(
        annotator=name, claims=one.claims, speakers=one.speakers, stances=one.stances, boilerplate=one.boilerplate
    )


def _named(measured: Iterator[Measured], name: str) -> Iterator[Measured]:
    for row, statistic in measured:
        yield Measured(row._replace(annotators=(name,)), statistic)
