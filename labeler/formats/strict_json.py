"""JSON as strangers may send it: what most parsers let pass is refused with what is wrong."""

from __future__ import annotations

import json
import math
from typing import Any, cast

# Beyond 2^53 other readers of JSON lose digits.
_GREATEST = 2**53 - 1
_DIGITS = len(str(_GREATEST))


class JsonFaultError(ValueError):
    """What is wrong with a piece of JSON, to stand in a sentence."""


def parse(text: str, *, decoded: bool = False) -> Any:
    """Return the value of one JSON text; `decoded` tells that it comes from UTF-8, so no half character stands in it.

    Raises:
        JsonFaultError: no JSON, a key twice, NaN, an infinity, an integer beyond 2^53, half a character, or
            nesting too deep.
    """
    if text.startswith("\ufeff"):
        raise JsonFaultError("it is no JSON: a byte order mark stands before it")
    try:
        value = _DECODER.decode(text)
        if _may_hold_halves(text, decoded=decoded):
            _whole(value)
    except json.JSONDecodeError as fault:
        raise JsonFaultError(f"it is no JSON: {fault.msg} at character {fault.pos}") from None
    except RecursionError:
        raise JsonFaultError("it is nested too deeply") from None
    return value


def parse_object(text: str, *, decoded: bool = False) -> dict[str, Any]:
    """Return the object that a JSON text is; `decoded` as for `parse`.

    Raises:
        JsonFaultError: what `parse` refuses, or it is no object.
    """
    value = parse(text, decoded=decoded)
    if not isinstance(value, dict):
        raise JsonFaultError("it is no JSON object")
    return cast("dict[str, Any]", value)


def _may_hold_halves(text: str, *, decoded: bool) -> bool:
    """Tell whether a text holds half a character or an escape of one: almost none does, and values are many."""
    if "\\ud" in text or "\\uD" in text:
        return True
    if not decoded and not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return True
    return False


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise JsonFaultError(f"the key {twice[:40]!r} stands twice")
    return table


def _constant(name: str) -> float:
    raise JsonFaultError(f"{name} is no number of JSON")


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS + 1 or abs(value := int(digits)) > _GREATEST:
        raise JsonFaultError("an integer is too great")
    return value


def _number(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise JsonFaultError("a number is too great")
    return value


def _whole(value: object) -> None:
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as fault:
            raise JsonFaultError(f"a text holds half a character at {fault.start}") from None
    elif isinstance(value, dict):
        for key, one in cast("dict[str, object]", value).items():
            _whole(key)
            _whole(one)
    elif isinstance(value, list):
        for one in cast("list[object]", value):
            _whole(one)


# Made once: the decoder of a line with many labels is asked for as often as there are labels.
_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_integer, parse_float=_number)
