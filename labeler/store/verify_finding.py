"""One thing that is wrong with a project."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: the check that found it, the id of the row or entry ("" for the whole), and one sentence."""

    check: str
    where: str
    sentence: str
