"""Kinds of disagreement: counted by hand on one article, and by a second route that looks at pair after pair."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from labeler.agreement.corpus import Corpus, LayerName, corpus_of
from labeler.agreement.disagreements import KINDS, by_article, counts, items
from labeler.agreement.overlap import Alignment
from labeler.agreement.units import ArticleUnits, ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet
from tests.fixtures.disagreeing import ANNA, BERT, BY_HAND

TYPES, SOURCES, ENTITIES, VALUES = ("fact", "policy"), ("author", "unstated", "speaker", ""), ("a", "b", ""), ("+", "-")


def article(*sets: UnitSet, key: str = "one") -> ArticleUnits:
    return ArticleUnits(key=key, length=1000, words=100, sets=sets)


def test_every_kind_as_counted_by_hand() -> None:
    corpus = corpus_of([article(ANNA, BERT)])
    found = items(corpus, Alignment(corpus))
    assert counts(found) == BY_HAND
    named = {found.labels(at).get("anna"): found.kind_of(at) for at in range(len(found))}
    assert named["nobody yet, both"] == named["other mention of the same"] == named["cue on one side"] == ""
    assert named["kind of source"] == named["other speaker"] == "speaker"
    assert named["t4"] == "boundary"
    assert by_article(found).tolist() == [sum(number for (_, kind), number in BY_HAND.items() if kind)]


def test_one_who_did_not_finish_and_one_alone() -> None:
    alone = items(corpus := corpus_of([article(ANNA)]), Alignment(corpus))
    assert {kind for _, kind in counts(alone)} == {""}
    third = items(corpus := corpus_of([article(ANNA, BERT, UnitSet(annotator="carl"))]), Alignment(corpus))
    assert {kind for layer, kind in counts(third) if layer != "stance"} == {"missing"}
    both = items(corpus, Alignment(corpus), (0, 1))
    assert counts(both) == BY_HAND


def test_nothing_to_compare() -> None:
    corpus = corpus_of([article(UnitSet(annotator="anna"), UnitSet(annotator="bert"))])
    found = items(corpus, Alignment(corpus))
    assert (len(found), counts(found), by_article(found).tolist()) == (0, {}, [0])


def set_of(rng: random.Random, name: str) -> UnitSet:
    speakers = tuple(
        SpeakerUnit(f"{name}s{n}", 100 * n, 100 * n + rng.choice((5, 6)), rng.choice(ENTITIES))
        for n in range(4)
        if rng.random() < 0.8
    )
    claims: list[ClaimUnit] = []
    stances: list[StanceUnit] = []
    for n in range(6):
        if rng.random() < 0.15:
            continue
        source = rng.choice(SOURCES) if rng.random() < 0.6 else "speaker"
        speaker = rng.choice(speakers).id if source == "speaker" and speakers else ""
        source = source if speaker or source != "speaker" else "author"
        start = 1000 + 50 * n + (rng.random() < 0.1)
        kind = TYPES[rng.random() < 0.1]
        further = {"checkable": str(rng.random() < 0.1)} if rng.random() < 0.9 else {}
        label = f"{name}c{n}"
        claims.append(ClaimUnit(label, start, 1040 + 50 * n, kind, "direct", source, speaker, attributes=further))
        for topic in ("T1", "T2"):
            if rng.random() < 0.6:
                cue = (start + rng.choice((1, 2)), start + 5) if rng.random() < 0.7 else (-1, -1)
                value = VALUES[rng.random() < 0.2]
                stances.append(StanceUnit(f"{name}{n}{topic}", f"{name}c{n}", topic, value, *cue))
    regions = tuple(RegionUnit(f"{name}r{n}", 20 * n, 20 * n + rng.choice((8, 9))) for n in range(3))
    return UnitSet(annotator=name, claims=tuple(claims), speakers=speakers, stances=tuple(stances), boilerplate=regions)


def slowly(sets: tuple[UnitSet, ...], corpus: Corpus) -> Counter[tuple[str, str]]:
    """Count kinds the second way: each cluster alone, each pair of its labels one after another."""
    alignment = Alignment(corpus)
    found: Counter[tuple[str, str]] = Counter()
    speaker_of = dict(zip(corpus.layers["speaker"].ids, alignment.clusters("speaker").tolist(), strict=True))
    speakers = {one.id: one for held in sets for one in held.speakers}
    layers: tuple[tuple[LayerName, Mapping[str, ClaimUnit | SpeakerUnit | RegionUnit]], ...] = (
        ("claim", {one.id: one for held in sets for one in held.claims}),
        ("speaker", speakers),
        ("boilerplate", {one.id: one for held in sets for one in held.boilerplate}),
    )
    for layer, units in layers:
        clusters: dict[int, list[str]] = {}
        for label, number in zip(corpus.layers[layer].ids, alignment.clusters(layer).tolist(), strict=True):
            clusters.setdefault(number, []).append(label)
        for labels in clusters.values():
            kinds = {"missing"} if len(labels) < len(sets) else set[str]()
            for one, other in combinations([units[label] for label in labels], 2):
                kinds |= pair_kinds(one, other, sets, speakers, speaker_of)
            kind = next((word for word in KINDS if word in kinds), "")
            found[layer, kind] += 1
            if layer == "claim" and not kind:
                found["stance", "boundary"] += cues_apart(labels, sets)
    return +found


def pair_kinds(
    one: ClaimUnit | SpeakerUnit | RegionUnit,
    other: ClaimUnit | SpeakerUnit | RegionUnit,
    sets: tuple[UnitSet, ...],
    speakers: dict[str, SpeakerUnit],
    cluster: dict[str, int],
) -> set[str]:
    kinds = {"boundary"} if (one.start, one.end) != (other.start, other.end) else set[str]()
    if isinstance(one, SpeakerUnit) and isinstance(other, SpeakerUnit):
        return kinds | ({"entity"} if one.entity != other.entity else set[str]())
    if not (isinstance(one, ClaimUnit) and isinstance(other, ClaimUnit)):
        return kinds
    if one.type != other.type:
        kinds.add("type")
    if one.source != other.source:
        kinds.add("speaker")
    elif one.source == "speaker":
        ours, theirs = speakers[one.speaker], speakers[other.speaker]
        matched = cluster[ours.id] == cluster[theirs.id]
        if matched and ours.entity != theirs.entity:
            kinds.add("entity")
        if not matched and (not ours.entity or ours.entity != theirs.entity):
            kinds.add("speaker")
    if one.attributes != other.attributes:
        kinds.add("attribute")
    mine, hers = values_of(one, sets), values_of(other, sets)
    if mine.keys() != hers.keys():
        kinds.add("stance missing")
    if any(mine[topic] != hers[topic] for topic in mine.keys() & hers.keys()):
        kinds.add("stance value")
    return kinds


def values_of(claim: ClaimUnit, sets: tuple[UnitSet, ...]) -> dict[str, str]:
    return {one.topic: one.value for held in sets for one in held.stances if one.claim == claim.id}


def cues_apart(labels: list[str], sets: tuple[UnitSet, ...]) -> int:
    cues: dict[str, set[tuple[int, int]]] = {}
    for held in sets:
        for one in held.stances:
            if one.claim in labels and one.start >= 0:
                cues.setdefault(one.topic, set()).add((one.start, one.end))
    return sum(len(edges) > 1 for edges in cues.values())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_kinds_equal_a_second_route(seed: int, people: int) -> None:
    rng = random.Random(seed)
    sets = tuple(set_of(rng, name) for name in ("anna", "bert", "carl", "dora")[:people])
    corpus = corpus_of([article(*sets)])
    found = items(corpus, Alignment(corpus))
    assert counts(found) == slowly(sets, corpus)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_order_and_company_change_nothing(seed: int) -> None:
    rng = random.Random(seed)
    articles = [article(set_of(rng, "anna"), set_of(rng, "bert"), key=f"a{n}") for n in range(3)]
    corpus = corpus_of(articles)
    found = items(corpus, Alignment(corpus))
    turned = corpus_of([replace(one, sets=one.sets[::-1]) for one in reversed(articles)])
    again = items(turned, Alignment(turned))
    ids = {found.id(at): found.kind_of(at) for at in range(len(found))}
    assert len(ids) == len(found)
    assert {again.id(at): again.kind_of(at) for at in range(len(again))} == ids
    alone = corpus_of(articles[:1])
    first = items(alone, Alignment(alone))
    assert {first.id(at) for at in range(len(first))} <= ids.keys()
