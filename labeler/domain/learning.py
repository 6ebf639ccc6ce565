"""What a project learnt from its own labels: versions of the parts of the pipeline, as numbers and words.

A part is a piece of the pipeline that can be fitted anew: `claim` (which words are a claim of somebody's, and where it
begins and ends), `speaker` (which words name who says it), `author` (the article's own claims), `stance` (per topic).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from labeler.domain.journal import canonical

PARTS = ("claim", "speaker", "author", "stance")
LEAST_ARTICLES = 10
"""Below so many finished articles nothing is learnt: the differences would be noise."""

BY_ITSELF_FROM = 100
EVERY = 10
"""Where the lead switched it on: so many finished articles the first time, then after each so many more."""

BLIND_WEIGHT = 2.0
"""How much more a set counts that was labelled with suggestions hidden: kept suggestions teach to repeat the rules."""

LONGEST_BODY = 4 * 1024 * 1024
"""The longest body that is stored or used, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntVersion:
    """One part as learnt at one time; at most one version of each part is in use.

    `features` is the version of the features that the weights are for, `pipeline` that of the pipeline on top of which
    it was learnt, `scheme_version` the project's; `articles` how many it was learnt from, `blind` how many of them were
    labelled with suggestions hidden. `figures` is JSON text of what was measured, `body` that of the weights, and
    `sha256` the body's hash.
    """

    id: str
    part: str
    number: int
    features: int
    scheme_version: int
    pipeline: str
    articles: int
    blind: int
    figures: str
    body: str
    sha256: str
    in_use: bool
    at: str
    annotator_id: str

    @property
    def label(self) -> str:
        """The name by which people choose it, such as `claim@3`."""
        return f"{self.part}@{self.number}"


def body_of(table: dict[str, Any]) -> str:
    """Return weights as the text that is stored."""
    return canonical(table)


def sha256_of(body: str) -> str:
    """Return the hash of a body."""
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def next_learning(studied: int) -> int:
    """Return at how many finished articles a project learns by itself that last did so with `studied` of them."""
    return max(BY_ITSELF_FROM, (studied // EVERY + 1) * EVERY)
