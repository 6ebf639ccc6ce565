"""The word lists of the rules, read from `wordlists.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from hashlib import sha256
from importlib import resources


@cache
def _text() -> str:
    return resources.files("labeler.nlp").joinpath("wordlists.toml").read_text(encoding="utf-8")


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(_text())


def words(name: str) -> frozenset[str]:
    """Return a list by its name.

    Raises:
        KeyError: there is none of that name.
    """
    return frozenset(_lists()[name].split())


def digest() -> str:
    """Return a short hash over all lists."""
    return sha256(_text().encode("utf-8")).hexdigest()[:16]
