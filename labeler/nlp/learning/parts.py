"""The parts that can learn, by name, and reading the weights that a project brings for them.

A part is a module of this package with a name `PART`, a version `FEATURES` of its features and a function `fit`.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.learning import LONGEST_BODY, PARTS
from labeler.nlp.learning.learnt import Learnt, from_json
from labeler.nlp.learning.lessons import ReadLesson

BAD_LEARNT = sentence(
    "bad_learnt",
    "What this project learnt for the part {part} can't be used: {fault} "
    "Take it back with: labeler learn PROJECT --revert {part}",
)


class Part(Protocol):
    """A module that can be fitted."""

    PART: str
    FEATURES: int

    def fit(self, read: Sequence[ReadLesson]) -> Learnt:
        """Return the weights that fit these lessons best; the same lessons give the same weights.

        Raises:
            ValueError: they hold too little to learn from; the sentence says of what.
        """
        ...


@dataclass(frozen=True, slots=True)
class Fits:
    """What a part learnt from all lessons, and what it learnt without those of each fold."""

    whole: Learnt
    without: tuple[Learnt, ...]


def cross_fit(name: str, read: Sequence[ReadLesson], fold_of: Sequence[int], folds: int) -> Fits:
    """Fit a part on all lessons, and without those of each fold; `fold_of` are the lessons' folds.

    A part that prepares its lessons once for all of these has a function `cross_fit` of its own.

    Raises:
        ValueError: there is too little to learn from.
    """
    part = part_of(name)
    own = getattr(part, "cross_fit", None)
    if own is not None:
        whole, without = own(read, fold_of, folds)
        return Fits(whole, tuple(without))
    without = [
        part.fit([one for one, own_fold in zip(read, fold_of, strict=True) if own_fold != fold])
        for fold in range(folds)
    ]
    return Fits(part.fit(read), tuple(without))


def known_parts() -> tuple[str, ...]:
    """Return the names of the parts that can learn, in the order in which the pipeline uses them."""
    return tuple(name for name in PARTS if importlib.util.find_spec(_module(name)) is not None)


def part_of(name: str) -> Part:
    """Return a part by its name.

    Raises:
        ValueError: there is none.
    """
    if name not in known_parts():
        raise ValueError(f"There is no part {name!r} that learns.")
    return cast("Part", importlib.import_module(_module(name)))


def read_learnt(texts: Mapping[str, str]) -> dict[str, Learnt]:
    """Return the weights that a project brings. Those made for other features than the present ones are left out.

    Raises:
        LabelerError: `bad_learnt`: a text holds no weights of its part.
    """
    out: dict[str, Learnt] = {}
    for name, text in sorted(texts.items()):
        if name not in known_parts():
            continue
        if not text or len(text) > LONGEST_BODY:
            raise LabelerError(BAD_LEARNT, part=name, fault="The weights are longer than any can be.")
        try:
            learnt = from_json(text)
        except ValueError as fault:
            raise LabelerError(BAD_LEARNT, part=name, fault=fault) from None
        if learnt.part != name:
            raise LabelerError(BAD_LEARNT, part=name, fault="The weights are those of another part.")
        if learnt.features == part_of(name).FEATURES:
            out[name] = learnt
    return out


def _module(name: str) -> str:
    return f"labeler.nlp.learning.{name}"
