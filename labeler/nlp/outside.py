"""Suggesters that others wrote: an installed package offers one under the entry point group `labeler.suggesters`.

Such an entry point is a function: an article's text in, suggestions out, each a mapping with the field names of
`domain.suggestions.Suggestion`. `kind`, `start` and `end` (code points) are enough; `id` only where another suggestion
links to it by `speaker_id` or `claim_id`. The user chooses it by its name in the place of a spaCy model: a project
never does, because loading it runs its code. No spaCy here.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeAlias, cast

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.suggestions import Suggestion
from labeler.nlp.results import Cancelled, Result

GROUP = "labeler.suggesters"

NOT_LOADED = sentence("suggester_not_loaded", "The suggester {name} cannot be loaded: {fault}. Choose another one.")
BAD_OUTSIDE = sentence(
    "bad_outside_suggestion", "The suggester {name} gave a suggestion that is none, number {number}: {fault}."
)

Suggest: TypeAlias = Callable[[str], Iterable[Mapping[str, Any]]]

_KINDS = frozenset({"claim", "speaker", "stance", "boilerplate"})
_SOURCES = frozenset({"", "speaker", "author", "unstated"})
_ENTITY_KINDS = frozenset({"", "person", "organisation", "group", "unnamed"})
_WORDS = ("text", "type", "attribution", "source", "entity", "entity_kind", "affiliation", "topic", "value", "why")
_KNOWN = frozenset(one.name for one in fields(Suggestion)) - {"run_id", "article_id"}
_LONGEST = 1_000


def names() -> list[str]:
    """Return the names of the suggesters that are installed."""
    return sorted(one.name for one in entry_points(group=GROUP))


def find(name: str) -> Outside | None:
    """Return the installed suggester of a name, None if there is none.

    Raises:
        LabelerError: `suggester_not_loaded`.
    """
    found = next((one for one in entry_points(group=GROUP) if one.name == name), None) if name else None
    if found is None:
        return None
    try:
        call = found.load()
    except Exception as fault:  # noqa: BLE001  # importing somebody's code can raise anything
        raise LabelerError(NOT_LOADED, name=name, fault=f"{type(fault).__name__}: {fault}") from None
    if not callable(call):
        raise LabelerError(NOT_LOADED, name=name, fault=f"{found.value} is no function")
    return Outside(name, cast("Suggest", call), _version(found))


def _version(entry: EntryPoint) -> str:
    return "" if entry.dist is None else f"{entry.dist.name} {entry.dist.version}"


def _never() -> bool:
    return False


class Outside:
    """An installed suggester. Its `version` changes with its package's version."""

    def __init__(self, name: str, call: Suggest, package: str) -> None:
        self.name = name
        self._call = call
        self.description = json.dumps({"suggester": name, "package": package}, sort_keys=True, ensure_ascii=False)
        self.version = hashlib.sha256(self.description.encode("utf-8")).hexdigest()[:16]

    def suggest(self, text: str, *, cancelled: Callable[[], bool] = _never) -> Result:
        """Return the suggestions for one article, by (start, end, id).

        Raises:
            LabelerError: `bad_outside_suggestion`; then nothing of the article is suggested.
            Cancelled: `cancelled` said so; it is asked after each suggestion.
        """
        out: list[Suggestion] = []
        for number, given in enumerate(self._call(text), 1):
            if cancelled():
                raise Cancelled
            try:
                out.append(_checked(given, text, number, self.name))
            except (ValueError, TypeError, KeyError) as fault:
                raise LabelerError(BAD_OUTSIDE, name=self.name, number=number, fault=_words_of(fault)) from None
        try:
            _check_links(out)
        except ValueError as fault:
            raise LabelerError(BAD_OUTSIDE, name=self.name, number=len(out), fault=str(fault)) from None
        return Result(sorted(out, key=lambda one: (one.start or 0, one.end or 0, one.id)))


def _words_of(fault: Exception) -> str:
    return f"{fault.args[0]} is missing" if isinstance(fault, KeyError) else str(fault)


def _checked(found: object, text: str, number: int, name: str) -> Suggestion:
    if not isinstance(found, Mapping):
        raise TypeError("it is no mapping")
    given = cast("Mapping[str, Any]", found)
    unknown = sorted(str(key) for key in given.keys() - _KNOWN)
    if unknown:
        raise ValueError(f"{unknown[0]} is no field of a suggestion")
    kind = given["kind"]
    if kind not in _KINDS:
        raise ValueError(f"kind must be one of {', '.join(sorted(_KINDS))}")
    start, end = _extent(given, text)
    words = "" if start is None else text[start:end]
    if given.get("text", words) != words:
        raise ValueError(f"text differs from the article's words from {start} to {end}")
    score = given.get("score", 0.5)
    if isinstance(score, bool) or not isinstance(score, int | float) or not math.isfinite(score) or not 0 <= score <= 1:
        raise ValueError("score must be a number from 0 to 1")
    fields_given = {key: _word(given, key) for key in _WORDS if key in given}
    for key, known in (("source", _SOURCES), ("entity_kind", _ENTITY_KINDS)):
        if fields_given.get(key, "") not in known:
            raise ValueError(f"{key} must be one of {', '.join(sorted(known - {''}))}")
    fields_given |= {"kind": kind, "start": start, "end": end, "text": words, "score": float(score)}
    links = {key: _word(given, key) for key in ("speaker_id", "claim_id") if given.get(key) is not None}
    rule = _word(given, "rule") if "rule" in given else name
    made = cast("dict[str, Any]", fields_given | links)
    return Suggestion(id=_word(given, "id") if "id" in given else f"#{number}", rule=rule, **made)


def _extent(given: Mapping[str, Any], text: str) -> tuple[int | None, int | None]:
    start, end = given.get("start"), given.get("end")
    if start is None and end is None and given["kind"] == "stance":
        return None, None
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in (start, end)):
        raise ValueError("start and end must be whole numbers")
    start, end = cast("tuple[int, int]", (start, end))
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} lies outside the text's {len(text)} characters, or holds none")
    return start, end


def _word(given: Mapping[str, Any], key: str) -> str:
    value = given[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} must be text")
    if key != "text" and len(value) > _LONGEST:
        raise ValueError(f"{key} is longer than {_LONGEST} characters")
    return value


def _check_links(suggestions: list[Suggestion]) -> None:
    kinds = {one.id: one.kind for one in suggestions}
    if len(kinds) < len(suggestions):
        raise ValueError("two suggestions have one id")
    for one in suggestions:
        if one.speaker_id is not None and kinds.get(one.speaker_id) != "speaker":
            raise ValueError(f"speaker_id {one.speaker_id!r} names no speaker")
        if one.kind == "stance" and kinds.get(one.claim_id or "") != "claim":
            raise ValueError(f"claim_id {one.claim_id!r} names no claim")
