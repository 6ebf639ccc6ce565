"""What learning leaves: numbers and words that any part of the pipeline can be set by, as JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, cast

from labeler.nlp.learning.linear import Linear

_MOST = 1e9
"""No weight is larger: the sums of larger ones, and whole numbers longer than any float, could not be reckoned with."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights of one part: its regressions by name, and single numbers such as a threshold.

    `features` is the version of the features that the names were made by; the weights fit no other.
    """

    part: str
    features: int
    models: Mapping[str, Linear] = field(default_factory=dict[str, Linear])
    numbers: Mapping[str, float] = field(default_factory=dict[str, float])

    def as_json(self) -> str:
        """Return it as JSON text; equal values give equal text."""
        table = {
            "part": self.part,
            "features": self.features,
            "numbers": dict(sorted(self.numbers.items())),
            "models": {
                name: {"bias": model.bias, "weights": dict(sorted(model.weights.items()))}
                for name, model in sorted(self.models.items())
            },
        }
        return json.dumps(table, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def from_json(text: str) -> Learnt:
    """Read learnt weights.

    Raises:
        ValueError: the text holds none; the sentence says what is wrong.
    """
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("The weights are no JSON text.") from None
    table = _table(table, "The weights")
    part, features = table.get("part"), table.get("features")
    if not isinstance(part, str) or not part or not isinstance(features, int) or isinstance(features, bool):
        raise ValueError("The weights do not say which part and which version of the features they are for.")
    models = {
        name: _linear(_table(one, f"The model {name!r}"), name)
        for name, one in _table(table.get("models"), "The list of models").items()
    }
    return Learnt(part, features, models, _numbers(table.get("numbers"), "The list of numbers"))


def shipped(part: str) -> Learnt:
    """Return the weights of a part that come with the program."""
    return from_json(shipped_text(part))


def shipped_text(part: str) -> str:
    """Return the weights of a part that come with the program, as JSON text."""
    return resources.files("labeler.nlp").joinpath("weights", f"{part}.json").read_text(encoding="utf-8")


def _linear(table: dict[str, Any], name: str) -> Linear:
    bias = _numbers({"bias": table.get("bias")}, f"The model {name!r}")["bias"]
    return Linear(_numbers(table.get("weights"), f"The model {name!r}"), bias)


def _table(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} must be a table.")  # noqa: TRY004  # it is the data that is wrong
    table = cast("dict[str, Any]", value)
    try:
        "".join(table).encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"{what} holds a name with half a character.") from None
    return table


def _numbers(value: object, what: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, number in _table(value, what).items():
        if isinstance(number, bool) or not isinstance(number, int | float) or not -_MOST <= number <= _MOST:
            raise ValueError(f"{what} holds something else than numbers: {name!r}.")
        out[name] = float(number)
    return out
