"""Made-up articles with whole frames of several people, who mostly agree, for the tests of what they agree on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from labeler.agreement.corpus import Corpus, LayerName, corpus_of
from labeler.agreement.overlap import Alignment
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import Statistic, estimate
from labeler.agreement.units import UNSET, ArticleUnits, ClaimUnit, SpeakerUnit, StanceUnit, UnitSet

NAMES = ("Ada", "Bo", "Cy", "Di")
TYPES, ATTRIBUTIONS = ("fact", "evaluation", ""), ("direct", "indirect")
SOURCES, ENTITIES = ("speaker", "speaker", "author", "unstated", ""), ("Ray", "Lee", "Kim", "")
TOPICS, VALUES = ("T1", "T2", "T3"), ("support", "oppose", "neutral")
LENGTH = 60


@st.composite
def articles(draw: st.DrawFn, most: int = 4) -> list[ArticleUnits]:
    """Give some articles, each finished by none to all of the annotators."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    count = draw(st.integers(0, most))
    return [article(rng, f"k{number}", rng.sample(NAMES, rng.randint(0, len(NAMES)))) for number in range(count)]


def article(rng: random.Random, key: str, names: Sequence[str]) -> ArticleUnits:
    """Return an article with a set of each annotator: what is there to find, each in her own way."""
    truth = _set(rng, "true", rng.randint(0, 4))
    return ArticleUnits(key=key, length=LENGTH, sets=tuple(_shaken(rng, truth, name) for name in names))


def _set(rng: random.Random, name: str, size: int) -> UnitSet:
    speakers = tuple(
        SpeakerUnit(f"{name}-s{n}", start, start + rng.randint(1, 8), rng.choice(ENTITIES), aided=rng.random() < 0.4)
        for n, start in enumerate(rng.sample(range(LENGTH - 8), rng.randint(0, 4)))
    )
    claims = tuple(_claim(rng, f"{name}-c{n}", speakers) for n in range(size))
    stances = tuple(
        StanceUnit(f"{one.id}-{topic}", one.id, topic, rng.choice(VALUES))
        for one in claims
        for topic in rng.sample(TOPICS, rng.choice((0, 1, 1, 2)))
    )
    return UnitSet(annotator=name, claims=claims, speakers=speakers, stances=stances)


def _claim(rng: random.Random, id_: str, speakers: Sequence[SpeakerUnit]) -> ClaimUnit:
    start, source = rng.randrange(LENGTH - 15), rng.choice(SOURCES)
    return ClaimUnit(
        id_,
        start,
        start + rng.randint(1, 15),
        rng.choice(TYPES),
        rng.choice(ATTRIBUTIONS),
        source,
        rng.choice(speakers).id if speakers and source == "speaker" else "",
        aided=rng.random() < 0.4,
        rule=rng.choice(("", "quote")),
        attributes={"tone": rng.choice(("calm", "loud"))} if rng.random() < 0.5 else {},
    )


def _shaken(rng: random.Random, truth: UnitSet, name: str) -> UnitSet:
    """Return the set of somebody who misses some of what is there, moves some, and sees some of it in another way."""
    own = _set(rng, name, 1)
    claims = [replace_claim(rng, one, f"{name}-{one.id}") for one in truth.claims if rng.random() < 0.85]
    kept = {one.id.removeprefix(f"{name}-") for one in claims}
    speakers = [
        one._replace(end=max(one.start + 1, one.end - rng.choice((0, 0, 1, 3))), aided=rng.random() < 0.4)
        for one in truth.speakers
    ]
    speakers = [one if rng.random() < 0.8 else one._replace(entity=rng.choice(ENTITIES)) for one in speakers]
    stances = [
        one._replace(claim=f"{name}-{one.claim}", value=one.value if rng.random() < 0.8 else rng.choice(VALUES))
        for one in truth.stances
        if one.claim in kept and rng.random() < 0.9
    ]
    if rng.random() < 0.3:
        claims, stances = [*claims, *own.claims], [*stances, *own.stances]
        speakers += own.speakers
    if speakers and rng.random() < 0.1:
        speakers.append(speakers[0]._replace(id=f"{name}-again"))
        claims = [one._replace(speaker=f"{name}-again") if one.speaker == speakers[0].id else one for one in claims]
    return UnitSet(annotator=name, claims=tuple(claims), speakers=tuple(speakers), stances=tuple(stances))


def replace_claim(rng: random.Random, one: ClaimUnit, id_: str) -> ClaimUnit:
    """Return a claim as another sees it."""
    end = max(one.start + 1, one.end - rng.choice((0, 0, 0, 2, 6)))
    type_ = one.type if rng.random() < 0.8 else rng.choice(TYPES)
    source = one.source if rng.random() < 0.9 else rng.choice(SOURCES)
    return one._replace(id=id_, end=end, type=type_, source=source, aided=rng.random() < 0.4)


@dataclass(frozen=True)
class Held:
    """Articles as columns, with their labels by number: what a straight count starts from."""

    articles: list[ArticleUnits]
    corpus: Corpus
    alignment: Alignment

    def claim(self, number: int) -> ClaimUnit:
        return self._unit("claim", number).claims[self._at("claim", number)]

    def speaker(self, number: int) -> SpeakerUnit:
        return self._unit("speaker", number).speakers[self._at("speaker", number)]

    def speaker_of(self, number: int) -> SpeakerUnit | None:
        """Return the mention that a claim, by number, is linked to."""
        return next((one for one in self._unit("claim", number).speakers if one.id == self.claim(number).speaker), None)

    def stances(self, number: int) -> dict[str, str]:
        """Return the stances of a claim by topic."""
        one = self._unit("claim", number)
        return {stance.topic: stance.value for stance in one.stances if stance.claim == self.claim(number).id}

    def units(self, layer: LayerName, *annotators: int) -> list[int]:
        """Return the labels of annotators in the articles that all of them finished."""
        one = self.corpus.layers[layer]
        both = self.corpus.finished[:, list(annotators)].all(axis=1)
        return [n for n in range(len(one)) if one.annotator[n] in annotators and both[one.article[n]]]

    def matched(
        self, layer: LayerName, first: int, second: int, least: float = 0, *, distinct: bool = False
    ) -> list[tuple[int, int]]:
        """Return the matched labels of two annotators."""
        ours, theirs = self.alignment.pairs(layer, first, second, least, distinct=distinct)
        return [(int(i), int(j)) for i, j in zip(ours, theirs, strict=True)]

    def attribute(self, number: int, attribute: str) -> str:
        one = self.claim(number)
        named = {"type": one.type, "attribution": one.attribution, "source": one.source, **one.attributes}
        return named.get(attribute, "") or UNSET

    def _unit(self, layer: LayerName, number: int) -> UnitSet:
        one = self.corpus.layers[layer]
        name = self.corpus.annotators[one.annotator[number]]
        return next(held for held in self.articles[one.article[number]].sets if held.annotator == name)

    def _at(self, layer: LayerName, number: int) -> int:
        held = self._unit(layer, number)
        units = held.claims if layer == "claim" else held.speakers
        id_ = self.corpus.layers[layer].ids[number]
        return next(n for n, one in enumerate(units) if one.id == id_)


def held(given: list[ArticleUnits]) -> Held:
    """Return articles as columns."""
    corpus = corpus_of(given)
    return Held(given, corpus, Alignment(corpus))


def value(one: Statistic) -> float | None:
    """Return the value of all articles."""
    return estimate(one, None).value


def renamed(one: ArticleUnits, names: dict[str, str]) -> ArticleUnits:
    """Return an article with its annotators called otherwise."""
    return replace(one, sets=tuple(replace(held, annotator=names[held.annotator]) for held in one.sets))


def parts(given: Held) -> list[Subset]:
    """Return parts of the data: all, labels with and without help, those of a rule, some of the sets."""
    half = given.corpus.finished.copy()
    half[::2, ::2] = False
    return [
        ALL,
        Subset("suggested", aided=True),
        Subset("unaided", aided=False),
        Subset("rule:quote", rule="quote"),
        Subset("half", sets=half),
    ]
