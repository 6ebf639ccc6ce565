"""The items that figures are made of: labels side by side, stretches of text with what everyone marked there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from labeler.agreement import disagreements, frames, spans
from labeler.agreement.corpus import LAYERS, Corpus, Ints, LayerName, only
from labeler.agreement.families import ANY, Family, What, World
from labeler.agreement.overlap import Alignment
from labeler.agreement.pairing import compared, double
from labeler.agreement.subsets import Subset, counted

NOTHING = "none"
"""What stands where somebody who finished an article marked nothing."""
ALONE, MATCHED = "alone", "matched"
BOTH, FIRST, SECOND, EITHER = "both", "first", "second", "either"
"""What counts for both annotators, for one of them, for either of them."""
AGREED = "agreed"
NEVER = "-"


class Item(NamedTuple):
    """What is compared at a place of an article, by number. `cells` holds what there is of each annotator, by number.

    `used` lists the thresholds at which it is a match. Stretches have a start and an end.
    """

    article: int
    kind: str
    used: str
    start: int | str
    end: int | str
    amount: float
    cells: Mapping[int, str]


def items(world: World, family: Family) -> Iterator[Item]:
    """Yield the items of a family by article, in the order of their labels or places."""
    found = _MAKERS[family.what](world, family, world.parts[family.subset, family.whose])
    return iter(sorted(found, key=lambda one: world.rank[one.article]))


def _labels(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield labels that match by their edges, and all that each marked; of labels with the same edges the first."""
    corpus, alignment = world.team.corpus, world.team.alignment
    counting = spans.counting(corpus, alignment, family.layer, _two(family), part)
    steps = {1.0, world.team.threshold, *(() if family.subset or family.drawn != "team" else spans.CURVE)}
    held: dict[tuple[int, int], list[str]] = {}
    for step in sorted(steps):
        ours, theirs = alignment.pairs(family.layer, *_two(family), step, distinct=True)
        kept = counting[ours] & counting[theirs]
        for key in zip(ours[kept].tolist(), theirs[kept].tolist(), strict=True):
            held.setdefault(key, []).append(f"{step:g}")
    yield from _marked(world, family, np.flatnonzero(counting))
    for key, words in held.items():
        yield _both(world, family.layer, key, BOTH, " ".join(words))


def _links(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield matched claims that are linked to mentions that match, or of which any is linked, and all that are."""
    corpus, alignment, threshold = world.team.corpus, world.team.alignment, world.team.threshold
    found = compared(corpus, alignment, "claim", _two(family), threshold, subset=part)
    again = alignment.repeated("speaker")
    same = np.maximum.accumulate(np.where(again, 0, np.arange(len(again))))
    columns = alignment.pairs("speaker", *_two(family), threshold, distinct=True)
    mentions = set(zip(*(column.tolist() for column in columns), strict=True))
    yield from _marked(world, family, np.flatnonzero(found.units & (corpus.linked >= 0)))
    for key in zip(found.first.tolist(), found.second.tolist(), strict=True):
        ours, theirs = (int(corpus.linked[one]) for one in key)
        if ours >= 0 or theirs >= 0:
            yield _both(world, "claim", key, EITHER)
        if ours >= 0 and theirs >= 0 and (int(same[ours]), int(same[theirs])) in mentions:
            yield _both(world, "claim", key, BOTH)


def _frames(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield matched claims with the same source and the same stances, and all claims."""
    corpus = world.team.corpus
    found = compared(corpus, world.team.alignment, "claim", _two(family), world.team.threshold, subset=part)
    same = frames.same(frames.frames_of(corpus), found.first, found.second)
    yield from _marked(world, family, np.flatnonzero(found.units))
    for key in zip(found.first[same].tolist(), found.second[same].tolist(), strict=True):
        yield _both(world, "claim", key, BOTH)


def _chosen(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield matched claims of one type, or with the same stance, and all claims with it: once for each stance."""
    corpus = world.team.corpus
    found = compared(corpus, world.team.alignment, "claim", _two(family), world.team.threshold, subset=part)
    held: dict[int, set[tuple[str, str]]] = {}
    if family.attribute == "type":
        types = corpus.attributes["type"]
        for one, code in enumerate(types.codes.tolist()):
            held.setdefault(one, set()).add(("", types.words[code]))
    else:
        stances = corpus.stances
        columns = (stances.claim.tolist(), stances.topic.codes.tolist(), stances.value.codes.tolist())
        for one, topic, value in zip(*columns, strict=True):
            held.setdefault(one, set()).add((stances.topic.words[topic], stances.value.words[value]))

    def meant(one: int) -> set[tuple[str, str]]:
        return {
            (topic, value)
            for topic, value in held.get(one, ())
            if family.topic in {"", topic} and family.category in {"", value}
        }

    units = np.flatnonzero(found.units).tolist()
    yield from _marked(world, family, np.array([one for one in units for _ in meant(one)], np.int64))
    for key in zip(found.first.tolist(), found.second.tolist(), strict=True):
        for _ in meant(key[0]) & meant(key[1]):
            yield _both(world, "claim", key, BOTH)


def _claims(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield claims, or mentions, of two annotators that overlap."""
    found = compared(world.team.corpus, world.team.alignment, family.layer, _two(family), 0, subset=part)
    for key in zip(found.first.tolist(), found.second.tolist(), strict=True):
        yield _both(world, family.layer, key, MATCHED, ANY)


def _groups(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield such mentions, and which part of her group each shares.

    A group is what one says is of one entity in an article, among the mentions that match. Nobody's are alone.
    """
    corpus, (first, second) = world.team.corpus, family.between
    found = compared(corpus, world.team.alignment, "speaker", _two(family), 0, subset=part)
    keys = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    who = [(at, *(_entity(corpus, one) for one in key)) for at, key in zip(found.article.tolist(), keys, strict=True)]
    both, ours, theirs = Counter(who), Counter(one[:2] for one in who), Counter((one[0], one[2]) for one in who)
    for key, one in zip(keys, who, strict=True):
        yield _both(world, "speaker", key, BOTH)
        names = world.labels["speaker"]
        yield Item(one[0], FIRST, "", "", "", both[one] / ours[one[:2]], {first: names[int(key[0])]})
        yield Item(one[0], SECOND, "", "", "", both[one] / theirs[one[0], one[2]], {second: names[int(key[1])]})


def _entity(corpus: Corpus, mention: int) -> int:
    """Return a number for who is meant: nobody is like no other."""
    code = int(corpus.entity.codes[mention])
    return code if corpus.entity.words[code] else -1 - mention


def _characters(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield stretches of text on which labels of both lie, as often as both do, and the characters of each."""
    corpus = world.team.corpus
    one, (first, second) = corpus.layers[family.layer], family.between
    counting = spans.counting(corpus, world.team.alignment, family.layer, (first, second), part)
    kept = np.flatnonzero(counting)
    yield from _marked(world, family, kept, one.end - one.start)
    article = np.concatenate((one.article[kept], one.article[kept]))
    place = np.concatenate((one.start[kept], one.end[kept]))
    step = np.repeat((1, -1), len(kept))
    order = np.lexsort((place, article))
    mine = np.concatenate((one.annotator[kept], one.annotator[kept])) == first
    depths = [np.cumsum(np.where(which, step, 0)[order]).tolist() for which in (mine, ~mine)]
    for i, ((at, start), (_, end)) in enumerate(
        pairwise(zip(article[order].tolist(), place[order].tolist(), strict=True))
    ):
        ours, theirs = depths[0][i], depths[1][i]
        if end > start and ours and theirs:
            yield Item(
                at, BOTH, "", start, end, (end - start) * min(ours, theirs), {first: str(ours), second: str(theirs)}
            )


def _two(family: Family) -> tuple[int, int]:
    return family.between[0], family.between[1]


def _both(world: World, name: LayerName, key: tuple[int, int], kind: str, used: str = "") -> Item:
    layer, names = world.team.corpus.layers[name], world.labels[name]
    cells = {int(layer.annotator[one]): names[one] for one in key}
    return Item(int(layer.article[key[0]]), kind, used, "", "", 1, cells)


def _marked(world: World, family: Family, units: Ints, amount: Ints | None = None) -> Iterator[Item]:
    """Yield by article what each of two annotators marked: the names of the labels, and how much that is."""
    layer, names = world.team.corpus.layers[family.layer], world.labels[family.layer]
    held: dict[tuple[int, int], list[int]] = {}
    for one, at, who in zip(
        units.tolist(), layer.article[units].tolist(), layer.annotator[units].tolist(), strict=True
    ):
        held.setdefault((at, who), []).append(one)
    for (at, who), ones in held.items():
        kind = FIRST if who == family.between[0] else SECOND
        count = len(ones) if amount is None else int(amount[ones].sum())
        yield Item(at, kind, "", "", "", count, {who: " ".join(names[one] for one in ones)})


def _clusters(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield the clusters of labels of all annotators; over all of the team's data with the kind of disagreement."""
    corpus = world.team.corpus
    if not part.name and family.drawn == "team":
        found = disagreements.items(corpus, world.team.alignment)
        doubly = double(corpus)
        for number in np.flatnonzero(doubly[found.article] & (found.layer == LAYERS.index(family.layer))).tolist():
            members = found.members[found.bounds[number] : found.bounds[number + 1]].tolist()
            kind = found.kind_of(number) or AGREED
            yield _cluster(world, family.layer, int(found.article[number]), kind, members)
        return
    numbers, own, alignment = np.arange(len(corpus.layers["claim"])), corpus, world.team.alignment
    if part.sets is not None:
        own = only(corpus, part.sets)
        alignment = Alignment(own)
        layer = corpus.layers["claim"]
        numbers = np.flatnonzero((corpus.finished & part.sets)[layer.article, layer.annotator])
    layer = own.layers["claim"]
    cluster = alignment.clusters("claim")
    counts = counted(layer, part, cluster, int(cluster.max(initial=-1)) + 1)
    kept = np.flatnonzero((cluster >= 0) & double(own)[layer.article])
    kept = kept[counts[cluster[kept]]]
    order = kept[np.argsort(cluster[kept], kind="stable")]
    edges = np.flatnonzero(np.diff(cluster[order], prepend=-1, append=-2)).tolist()
    for start, end in pairwise(edges):
        members = numbers[order[start:end]].tolist()
        word = MATCHED if end - start > 1 else ALONE
        yield _cluster(world, "claim", int(layer.article[order[start]]), word, members)


def _cluster(world: World, name: LayerName, article: int, kind: str, members: list[int]) -> Item:
    annotator, names = world.team.corpus.layers[name].annotator, world.labels[name]
    cells = {int(annotator[one]): names[one] for one in members}
    return Item(article, kind, ANY if len(members) > 1 else NEVER, "", "", 1, cells)


def _stretches(world: World, family: Family, part: Subset) -> Iterator[Item]:
    """Yield stretches of text with the unit, and its value, in which each annotator has them."""
    corpus = world.team.corpus
    continuum = world.team.continuum(family.layer, family.attribute)
    finished = corpus.finished if part.sets is None else corpus.finished & part.sets
    finished = finished & (finished.sum(axis=1) > 1)[:, None]
    held: dict[int, list[tuple[int, int, int, str]]] = {}
    for article, annotator, start, end, value in zip(*(one.tolist() for one in continuum.units), strict=True):
        word = continuum.words[value] if family.attribute else family.layer
        held.setdefault(article, []).append((annotator, start, end, f"{start} {word}"))
    lengths = continuum.lengths.tolist()
    for article in np.flatnonzero(finished.any(axis=1)).tolist():
        who = np.flatnonzero(finished[article]).tolist()
        units = [one for one in held.get(article, ()) if one[0] in who]
        yield from _cut(article, lengths[article], who, units)


def _cut(article: int, length: int, who: list[int], units: Iterable[tuple[int, int, int, str]]) -> Iterator[Item]:
    units = list(units)
    edges = sorted({0, length, *(one[1] for one in units), *(one[2] for one in units)})
    place = {edge: i for i, edge in enumerate(edges)}
    cells = {one: [NOTHING] * len(edges) for one in who}
    for annotator, start, end, word in units:
        i, j = place[start], place[end]
        cells[annotator][i:j] = [word] * (j - i)
    for i, (start, end) in enumerate(pairwise(edges)):
        yield Item(article, "stretch", ANY, start, end, end - start, {one: cells[one][i] for one in who})


_MAKERS: Mapping[What, Callable[[World, Family, Subset], Iterator[Item]]] = {
    "labels": _labels,
    "characters": _characters,
    "stretches": _stretches,
    "claims": _claims,
    "mentions": _claims,
    "links": _links,
    "frames": _frames,
    "chosen": _chosen,
    "groups": _groups,
    "clusters": _clusters,
}
