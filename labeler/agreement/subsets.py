"""Parts of the data that figures are given for: some sets, labels that came from suggestions, labels that did not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from labeler.agreement.corpus import Bools, Corpus, Ints, Layer


@dataclass(frozen=True, slots=True)
class Subset:
    """A part of the data. `name` is what reports say, "" for all of it.

    `sets[a, m]` names the sets that count, None for all. With `aided`, only those groups of matched labels count in
    which any label came from a suggestion (True) or none did (False); with `rule`, those in which any came from this
    rule. A label that matches no other is a group of its own.
    """

    name: str = ""
    sets: Bools | None = None
    aided: bool | None = None
    rule: str = ""


ALL = Subset()


def of_sets(name: str, corpus: Corpus, sets: Bools) -> Subset:
    """Return the part of the data that some of a corpus' sets are; all of them need not be told apart."""
    return Subset(name, sets=None if np.array_equal(corpus.finished & sets, corpus.finished) else sets)


def counted(layer: Layer, subset: Subset, groups: Ints, count: int, units: Ints | None = None) -> Bools:
    """Return for each of `count` groups whether it counts.

    `groups` holds the group of each unit, -1 for none; of some units alone, where `units` has their numbers.
    """
    grouped = groups >= 0
    result = np.ones(count, np.bool_)
    if subset.aided is not None:
        aided = layer.aided if units is None else layer.aided[units]
        result &= _any(aided & grouped, groups, count) == subset.aided
    if subset.rule:
        code = layer.rule.words.index(subset.rule) if subset.rule in layer.rule.words else -1
        codes = layer.rule.codes if units is None else layer.rule.codes[units]
        result &= _any((codes == code) & grouped, groups, count)
    return result


def _any(marked: Bools, groups: Ints, count: int) -> Bools:
    found = np.zeros(count, np.bool_)
    found[groups[marked]] = True
    return found
