"""Attributes of claims beyond type and attribution: what is said of them, and of which kind each is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias, cast

from PySide6.QtCore import QCoreApplication

from labeler.services.reviewing import ReviewSheet

translate = QCoreApplication.translate

Kind: TypeAlias = Literal["yes or no", "number", "words", "text", "other"]
"""What a field for an attribute takes: `words` are a few on one line, `text` is long, `other` is any JSON."""

# So many characters are still a few words.
_FEW = 40


def parsed(attributes: str) -> dict[str, object]:
    """Return what the JSON text of attributes says, nothing for text that says nothing."""
    if attributes == "{}":
        return {}
    try:
        found: object = json.loads(attributes)
    except ValueError:
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def written(said: Mapping[str, object]) -> str:
    """Return attributes as they are stored; one of value None is not said, and left out."""
    return json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False)


def value_words(value: object) -> str:
    """Return a value in words."""
    if value is None:
        return translate("Review", "not said")
    if isinstance(value, bool):
        return translate("Review", "yes") if value else translate("Review", "no")
    if (
        isinstance(value, list)
        and value
        and not any(isinstance(one, list | dict) for one in cast("list[object]", value))
    ):
        return ", ".join(value_words(one) for one in cast("list[object]", value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def values_said(sheet: ReviewSheet) -> dict[str, list[object]]:
    """Return the attributes that any claim of any side (or of gold) has, each with its values, the commonest first."""
    counted: dict[str, dict[str, list[object]]] = {}
    for side in (*sheet.sides, sheet.gold):
        for claim in side.claims.values():
            for name, value in parsed(claim.attributes).items():
                if value is not None:
                    counted.setdefault(name, {}).setdefault(json.dumps(value, sort_keys=True), []).append(value)
    return {
        name: [same[0] for _key, same in sorted(values.items(), key=lambda one: (-len(one[1]), one[0]))]
        for name, values in sorted(counted.items())
    }


def kind_of(values: Iterable[object]) -> Kind:
    """Return of which kind an attribute is that has these values."""
    found = list(values)
    if all(isinstance(one, bool) for one in found):
        return "yes or no"
    if all(isinstance(one, int | float) and not isinstance(one, bool) for one in found):
        return "number"
    if not all(isinstance(one, str) for one in found):
        return "other"
    few = all(len(one) <= _FEW and one.isprintable() for one in found if isinstance(one, str))
    return "words" if few else "text"
