"""Which claim another one repeats, as a line carries it: the key `repeats` in the JSON text of `attributes`.

The keys of a claim are fixed by the form; `attributes` is its place for what comes on top.
"""

from __future__ import annotations

import json

from labeler.formats import strict_json

KEY = "repeats"


def put(attributes: str, repeats: str | None) -> str:
    """Return the attributes of a claim as a line has them: with the id of the claim that it repeats, if it does."""
    if repeats is None:
        return attributes
    return json.dumps({**strict_json.parse_object(attributes), KEY: repeats}, ensure_ascii=False)


def take(attributes: str) -> tuple[str, str | None]:
    """Return the attributes without the claim that is repeated, and that claim's id (None if there is none).

    Raises:
        JsonFaultError: what is named is no id.
    """
    # An attribute that is not there is not looked for: thousands of labels have none at all.
    if attributes == "{}" or KEY not in (table := strict_json.parse_object(attributes)):
        return attributes, None
    repeats = table.pop(KEY)
    if not isinstance(repeats, str) or not repeats:
        raise strict_json.JsonFaultError(f"{KEY} must be the id of another claim")
    return json.dumps(table, ensure_ascii=False), repeats
