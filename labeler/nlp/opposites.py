"""Words that judge, in pairs of opposites, read from `opposites.toml`: general English, nothing about any topic."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a pair of opposites: `sign` 1 for the first, -1 for the second; `value` 1 good, -1 bad, 0 neither."""

    pair: str
    sign: int
    value: int
    words: tuple[str, ...]


@cache
def _text() -> str:
    return resources.files("labeler.nlp").joinpath("opposites.toml").read_text(encoding="utf-8")


@cache
def poles() -> tuple[Pole, ...]:
    """Return all poles, always in the same order; a word "a_b" is two words, b within three words behind a."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(_text())
    return tuple(
        Pole(pair, sign, sign * int(table["good"]), tuple(str(table[side]).split()))
        for pair, table in tables.items()
        for side, sign in (("up", 1), ("down", -1))
    )


def digest() -> str:
    """Return a short hash over all pairs."""
    return sha256(_text().encode("utf-8")).hexdigest()[:16]
