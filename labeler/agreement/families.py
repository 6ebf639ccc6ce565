"""What each figure is made of: families of items, which of their items count, and what of a label is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from labeler.agreement.assembling import Team
from labeler.agreement.corpus import LAYERS, LayerName
from labeler.agreement.over_time import parts
from labeler.agreement.overlap import people
from labeler.agreement.repeated import SELF
from labeler.agreement.report import Row
from labeler.agreement.subsets import ALL, Subset, of_sets
from labeler.agreement.sums import NO_ORDER
from labeler.agreement.units import GOLD

Drawn: TypeAlias = Literal["team", "gold", "self"]
"""Which articles a figure's interval is drawn from: those that two finished, gold counted or not, or repeated ones."""
What: TypeAlias = Literal[
    "labels", "characters", "groups", "links", "frames", "chosen", "stretches", "claims", "mentions", "clusters"
]
"""What the items of a family are; see the words beside them."""

ANY = "0"
"""The threshold at which labels match that overlap at all."""
EXACT = "1"
_OF_LABELS = frozenset({"f1", "f1_overlap", "precision", "recall"})
VALUE, STANCE = "value:", "stance:"
"""What columns of labels begin with that hold values of an attribute, or of stances on a topic."""


class Family(NamedTuple):
    """Items that are counted together. `between` are the numbers of two annotators, empty for all of them.

    `whose` names the person whose own sets are compared, "" for everybody's.
    """

    drawn: Drawn
    what: What
    layer: LayerName
    attribute: str
    subset: str
    whose: str
    between: tuple[int, ...]
    topic: str = ""
    category: str = ""


class Made(NamedTuple):
    """What a figure is made of.

    It is the mean over its families, of those items that are `used` at this threshold. `compares` are columns of
    labels. `between` are the annotators of a family of all that count, empty for all.
    """

    families: tuple[Family, ...]
    used: str
    compares: tuple[str, ...]
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    """Data that figures are given for: the team's, the same with gold's, or repeated sets beside the first ones.

    `columns` are the names of the annotators by number, `keys` those of the articles, `labels` by layer those of its
    labels. `rank` is the place of each article among all. `parts` are the parts of the data, by name and person.
    """

    drawn: Drawn
    team: Team
    columns: tuple[str, ...]
    keys: Sequence[str]
    rank: Sequence[int]
    labels: Mapping[LayerName, Sequence[str]]
    parts: Mapping[tuple[str, str], Subset]


def parts_of(team: Team) -> dict[tuple[str, str], Subset]:
    """Return the parts of a team's data that figures are given for."""
    corpus = team.corpus
    found = [ALL, *parts(team), Subset("suggested", aided=True), Subset("unaided", aided=False)]
    for name, known in (("shown", 1), ("blind", 0)):
        found.append(of_sets(name, corpus, corpus.finished & (corpus.shown == known)))
    rules = {word for layer in LAYERS for word in corpus.layers[layer].rule.words if word}
    found += [Subset(f"rule:{rule}", rule=rule) for rule in sorted(rules)]
    return {(one.name, ""): one for one in found}


def parts_of_self(team: Team, who: Sequence[str]) -> dict[tuple[str, str], Subset]:
    """Return the parts of repeated sets: all, and each person's; `who` names whose each article is."""
    whose = np.array(who, dtype=object)
    found = {("", ""): ALL, (SELF, ""): Subset(SELF)}
    for name in sorted(set(who)):
        found[SELF, name] = of_sets(SELF, team.corpus, np.repeat((whose == name)[:, None], 2, axis=1))
    return found


def drawn_for(row: Row) -> Drawn:
    """Return which articles the interval of a figure is drawn from."""
    if row.subset == SELF:
        return "self"
    return "gold" if row.annotators[-1:] == (GOLD,) else "team"


def made_of(row: Row, world: World) -> Made:
    """Return what a figure is made of."""
    whose = row.annotators[0] if row.subset == SELF and row.annotators else ""
    two = () if row.subset == SELF else tuple(world.columns.index(name) for name in row.annotators)
    what, layer, step = _what(row, two)
    attribute = row.attribute if what in {"stretches", "chosen"} else ""
    tail = (row.topic, row.category) if what == "chosen" else ("", "")
    asked = [()] if what in {"stretches", "clusters"} else [two] if two else _pairs(world, row.subset, whose)
    families = tuple(Family(world.drawn, what, layer, attribute, row.subset, whose, one, *tail) for one in asked)
    least = world.team.threshold if row.threshold is None else row.threshold
    used = f"{least:g}" if step is None else step
    return Made(families, used, _compared(row, world), row.annotators if what == "stretches" and two else ())


def _what(row: Row, two: tuple[int, ...]) -> tuple[What, LayerName, str | None]:
    """Return what the items of a figure are, of which layer, and from which threshold they match, None for its own."""
    if row.layer == "entity":
        return "groups" if row.measure == "b3" else "mentions", "speaker", ANY
    if row.layer in {"link", "frame"}:
        return "links" if row.layer == "link" else "frames", "claim", None
    layer: LayerName = row.layer  # pyright: ignore[reportAssignmentType]  # the others are no layers
    if row.measure.endswith("u_alpha"):
        return "stretches", layer, ANY
    if not row.attribute:
        if row.measure == "f1_characters":
            return "characters", layer, ANY
        return "labels", layer, EXACT if row.measure == "f1_exact" else None
    if row.measure in _OF_LABELS:
        return "chosen", "claim", None
    return "claims" if two else "clusters", "claim", ANY


def _compared(row: Row, world: World) -> tuple[str, ...]:
    if row.layer == "entity":
        return ("entity",) if row.measure == "observed" else ()
    if row.measure.endswith("u_alpha"):
        return ("",)
    if not row.attribute or row.reason == NO_ORDER or row.measure in _OF_LABELS:
        return ()
    topics = [row.topic] if row.topic else world.team.choices.topics
    return (VALUE + row.attribute,) if row.layer == "claim" else tuple(STANCE + topic for topic in topics)


def _pairs(world: World, subset: str, whose: str) -> list[tuple[int, int]]:
    """Return the pairs of annotators who finished any article together."""
    corpus, part = world.team.corpus, world.parts[subset, whose]
    finished = corpus.finished if part.sets is None else corpus.finished & part.sets
    return [two for two in combinations(people(corpus), 2) if (finished[:, two[0]] & finished[:, two[1]]).any()]
