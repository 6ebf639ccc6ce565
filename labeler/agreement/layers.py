"""The units of one layer as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
LayerName: TypeAlias = Literal["claim", "speaker", "stance", "boilerplate"]
LAYERS: tuple[LayerName, ...] = ("claim", "speaker", "stance", "boilerplate")


@dataclass(frozen=True, slots=True)
class Codes:
    """A column of words as numbers: the word of unit i is `words[codes[i]]`."""

    codes: Ints
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """The units of one layer: `article` and `annotator` are numbers, `start` and `end` code points of the article."""

    name: LayerName
    article: Ints
    annotator: Ints
    start: Ints
    end: Ints
    ids: Sequence[str]
    aided: Bools
    rule: Codes

    def __len__(self) -> int:
        return len(self.article)
