"""What a service changed, for those who show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NONE: Mapping[str, Mapping[str, object]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One edit as committed.

    `rows` maps a table's name to the changed rows by id: the domain value as stored, or None for a row that is gone.
    `article_id` is the article it concerns, None for the project. `edit_id` is "" where nothing had to be written.
    `jump` is the id of the label that is best selected afterwards, "" if there is none.
    """

    title: str
    edit_id: str = ""
    article_id: str | None = None
    rows: Mapping[str, Mapping[str, object | None]] = field(default_factory=lambda: _NONE)
    jump: str = ""
