"""What a project learnt: listed, compared, put in use, taken back, exported. For leads; workers load what is in use."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from labeler.config import paths
from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.learning import PARTS, LearntVersion, next_learning
from labeler.domain.sets import Actor, Annotator
from labeler.services.projects import known, project_row, scheme_of
from labeler.store import Edit, Reader, Store
from labeler.store.learned import bodies_in_use, finished_articles, versions

VERB = "let the project learn"
FORMAT = "labeler.learnt/1"
NO_PART = sentence("no_such_part", "There is no part {part!r} that can learn. Choose from {parts}.")
NO_VERSION = sentence(
    "no_learnt_version", "Nothing was learnt as {version!r}. labeler learn PROJECT --list shows what was."
)
NONE_IN_USE = sentence("none_in_use", "Nothing that was learnt is in use for {part}: there is nothing to revert.")
OTHER_PART = sentence("other_part", "{first} and {second} can't be compared: they are of different parts.")
NOTHING_LEARNT = sentence("nothing_learnt", "Nothing that the project learnt is in use: there is nothing to export.")
_SHOWN = 20
_WORDS = ("measure", "name")
_NUMBERS = ("in_use", "learnt", "difference", "low", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntRow:
    """A version as lists show it: without its weights; `by` is the name of who let it be learnt.

    `figures` are those of the day on which it was learnt, against what was in use then (see `verdicts.Compared`).
    """

    version: str
    part: str
    in_use: bool
    at: str
    by: str
    articles: int
    blind: int
    features: int
    scheme: str
    pipeline: str
    sha256: str
    figures: tuple[Mapping[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A word or number of two versions; None where a version lacks it."""

    name: str
    first: float | None
    second: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntComparison:
    """Two versions of a part, and what differs most between their weights."""

    first: LearntRow
    second: LearntRow
    weights: tuple[Weight, ...]
    differing: int

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as a JSON object."""
        return asdict(self)


def list_learned(store: Store, actor: Actor) -> list[LearntRow]:
    """Return all versions by part and number.

    Raises:
        LabelerError: `needs_role`.
    """
    with store.read() as read:
        known(read, actor).needs("lead", VERB)
        return _rows(read, versions(read))


def compare_learned(store: Store, actor: Actor, first: str, second: str) -> LearntComparison:
    """Return two versions of a part side by side, named such as `claim@1`.

    Raises:
        LabelerError: `needs_role`, `no_learnt_version`, `other_part`.
    """
    with store.read() as read:
        known(read, actor).needs("lead", VERB)
        pair = [_version(read, one) for one in (first, second)]
        rows = _rows(read, pair)
    if pair[0].part != pair[1].part:
        raise LabelerError(OTHER_PART, first=first, second=second)
    ours, theirs = (_weights(one.body) for one in pair)
    changes = [
        Weight(name=name, first=ours.get(name), second=theirs.get(name))
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name)
    ]
    most = sorted(changes, key=lambda one: -abs((one.first or 0.0) - (one.second or 0.0)))[:_SHOWN]
    return LearntComparison(first=rows[0], second=rows[1], weights=tuple(most), differing=len(changes))


def use_learned(store: Store, actor: Actor, version: str) -> Changed:
    """Put a version in use instead of any other of its part.

    Raises:
        LabelerError: `needs_role`, `no_learnt_version`.
    """
    with store.edit(f"use {version}", actor) as edit:
        known(edit.read, actor).needs("lead", VERB)
        chosen = _version(edit.read, version)
        if not chosen.in_use:
            put_in_use(edit, chosen.part, chosen)
    return edit.changed


def revert_learned(store: Store, actor: Actor, part: str) -> Changed:
    """Take what was learnt for a part out of use: the weights that ship hold again.

    Raises:
        LabelerError: `needs_role`, `no_such_part`, `none_in_use`.
    """
    with store.edit(f"revert {part}", actor) as edit:
        known(edit.read, actor).needs("lead", VERB)
        if part not in PARTS:
            raise LabelerError(NO_PART, part=part, parts=", ".join(PARTS))
        if not versions(edit.read, part=part, in_use=True):
            raise LabelerError(NONE_IN_USE, part=part)
        put_in_use(edit, part, None)
    return edit.changed


def learn_by_itself(store: Store, actor: Actor, on: bool) -> Changed:
    """Let the project learn by itself, from 100 finished articles on after every tenth; or no longer.

    Raises:
        LabelerError: `needs_role`.
    """
    with store.edit("learn by itself" if on else "learn on demand only", actor) as edit:
        known(edit.read, actor).needs("lead", VERB)
        edit.put(replace(project_row(edit.read), learns=on))
    return edit.changed


def is_due(store: Store) -> bool:
    """Tell whether the project is to learn by itself now."""
    with store.read() as read:
        row = project_row(read)
        return row.learns and finished_articles(read) >= next_learning(row.studied)


def weights_in_use(store: Store) -> dict[str, str]:
    """Return the weights that the project learnt and uses, JSON text by part: what a worker loads."""
    with store.read() as read:
        return bodies_in_use(read)


def export_learned(store: Store, actor: Actor, file: Path) -> tuple[str, ...]:
    """Write the versions in use to a JSON file that only the user may read; return their names.

    Raises:
        LabelerError: `needs_role`, `nothing_learnt`, `bad_learnt`.
    """
    with store.read() as read:
        known(read, actor).needs("lead", VERB)
        project = project_row(read)
        used = read.all(LearntVersion, in_use=True)
        rows = _rows(read, used)
    if not used:
        raise LabelerError(NOTHING_LEARNT)
    learnt = [{**row.as_json(), "weights": _read(one)} for row, one in zip(rows, used, strict=True)]
    table = {"format": FORMAT, "project": {"id": project.id, "name": project.name}, "learnt": learnt}
    text = json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    with open(file, "w", encoding="utf-8", newline="\n", opener=paths.private_opener) as out:
        out.write(text)
    return tuple(row.version for row in rows)


def put_in_use(edit: Edit, part: str, version: LearntVersion | None) -> None:
    """Make a version the one in use of its part, or none."""
    for one in edit.read.all(LearntVersion, part=part, in_use=True):
        edit.put(replace(one, in_use=False))
    if version is not None:
        edit.put(replace(version, in_use=True))


def mark_of(article_id: str) -> str:
    """Return what stands for an article in the list of those that a version was learnt from."""
    return sha256(article_id.encode("utf-8")).hexdigest()[:12]


def marks_of(version: LearntVersion) -> tuple[str, ...]:
    """Return what stands for the articles that a version was learnt from; none where that can't be read."""
    marks = _figures(version).get("from")
    return tuple(one for one in marks if isinstance(one, str)) if isinstance(marks, list) else ()


def _version(read: Reader, label: str) -> LearntVersion:
    part, _, number = label.partition("@")
    there = part in PARTS and number.isdecimal() and len(number) < 9
    found = read.one(LearntVersion, part=part, number=int(number)) if there else None
    if found is None:
        raise LabelerError(NO_VERSION, version=label)
    return found


def _rows(read: Reader, found: list[LearntVersion]) -> list[LearntRow]:
    people = {one.id: one.name for one in read.all(Annotator)}
    schemes = {one.scheme_version: scheme_of(read, one.scheme_version).label for one in found}
    return [
        LearntRow(
            version=one.label,
            part=one.part,
            in_use=one.in_use,
            at=one.at,
            by=people.get(one.annotator_id, ""),
            articles=one.articles,
            blind=one.blind,
            features=one.features,
            scheme=schemes[one.scheme_version],
            pipeline=one.pipeline,
            sha256=one.sha256,
            figures=_measures(one),
        )
        for one in found
    ]


def _figures(version: LearntVersion) -> dict[str, Any]:
    try:
        table = json.loads(version.figures)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", table) if isinstance(table, dict) else {}


def _measures(version: LearntVersion) -> tuple[Mapping[str, Any], ...]:
    rows = _figures(version).get("measures")
    good = filter(_is_measure, rows) if isinstance(rows, list) else ()
    return tuple({name: one[name] for name in (*_WORDS, *_NUMBERS)} for one in good)


def _is_measure(row: object) -> bool:
    """Tell whether a row of stored figures is one of `verdicts.Compared`: a project may hold anything."""
    table = cast("dict[str, Any]", row) if isinstance(row, dict) else {}
    words, numbers = [table.get(name) for name in _WORDS], [table.get(name, "") for name in _NUMBERS]
    return all(isinstance(one, str) for one in words) and all(
        one is None or (isinstance(one, float) and math.isfinite(one)) for one in numbers
    )


def _read(version: LearntVersion) -> object:
    """Return a version's weights as they are exported.

    Raises:
        LabelerError: `bad_learnt`.
    """
    from labeler.nlp.learning.learnt import from_json
    from labeler.nlp.learning.parts import BAD_LEARNT

    try:
        from_json(version.body)
        return json.loads(version.body)
    except ValueError as fault:
        raise LabelerError(BAD_LEARNT, part=version.part, fault=fault) from None


def _weights(body: str) -> dict[str, float]:
    """Return all weights and numbers of a body by name, none of one that can't be read."""
    from labeler.nlp.learning.learnt import from_json

    try:
        learnt = from_json(body)
    except ValueError:
        return {}
    found = dict(learnt.numbers)
    for name, model in learnt.models.items():
        found[f"{name}: "] = model.bias
        found |= {f"{name}: {feature}": weight for feature, weight in model.weights.items()}
    return found
