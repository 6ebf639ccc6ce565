"""Import: text files and native lines into a project. All is read and checked first, then written as one edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import new_id
from labeler.domain.journal import canonical
from labeler.domain.sets import Actor, check_name
from labeler.services import import_sources
from labeler.services.import_plan import Options, Plan
from labeler.services.import_sources import Item, Source
from labeler.services.import_values import map_lines, near_names
from labeler.services.projects import known
from labeler.store import Store
from labeler.store.records import Import

IMPORT_CANCELLED = sentence("import_cancelled", "The import was cancelled; nothing was written.")
BOTH_OPTIONS = sentence("both_options", "Labels are taken either as an annotator's or as suggestions, not as both.")

Progress: TypeAlias = Callable[[int, int, str], None]
_NEAR_LISTED = 20


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What became of one file: articles that are new, what was there already, labels that came in, notes, refusals."""

    file: str
    added: int = 0
    present: int = 0
    labels: int = 0
    notes: list[str] = field(default_factory=list[str])
    refusals: list[str] = field(default_factory=list[str])


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What became of an import. `edit_id` is "" where nothing had to be written."""

    files: list[FileReport] = field(default_factory=list[FileReport])
    notes: list[str] = field(default_factory=list[str])
    edit_id: str = ""

    @property
    def added(self) -> int:
        """The number of articles that came in."""
        return sum(one.added for one in self.files)

    @property
    def present(self) -> int:
        """The number of lines and texts that were there already."""
        return sum(one.present for one in self.files)

    @property
    def labels(self) -> int:
        """The number of labels (and suggestions) that came in."""
        return sum(one.labels for one in self.files)

    @property
    def refused(self) -> int:
        """The number of lines and files that were refused."""
        return sum(len(one.refusals) for one in self.files)

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        totals = {"added": self.added, "present": self.present, "labels": self.labels, "refused": self.refused}
        return {**totals, "files": [asdict(one) for one in self.files], "notes": self.notes, "edit_id": self.edit_id}


def import_paths(
    store: Store,
    actor: Actor,
    paths: Sequence[Path],
    *,
    as_annotator: str | None = None,
    as_suggestions: bool = False,
    value_map: Mapping[str, Mapping[str, str]] | None = None,
    replace: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import files and folders as one edit, which one undo takes back. The same files again change nothing.

    Args:
        store: the project.
        actor: who imports; the labels of others, and suggestions, need a lead, gold a reviewer or lead.
        paths: text files, native JSONL, or folders of both.
        as_annotator: whose labels they are, whatever the lines say.
        as_suggestions: take labels as suggestions.
        value_map: old values to values of the scheme, by attribute (`type`, `attribution`, `value`, `topic`).
        replace: let labels that come in take the place of those that are there.
        progress: told how many of how many files were read, and the name of the present one.
        cancelled: asked between files and lines.

    Raises:
        LabelerError: a path can't be read at all, a name is reserved, a role is missing, or it was cancelled. What is
            wrong with single files and lines stands in the report instead.
    """
    if as_annotator is not None and as_suggestions:
        raise LabelerError(BOTH_OPTIONS)
    if as_annotator is not None:
        check_name(as_annotator)
    found = import_sources.find(paths)
    report = ImportReport(notes=list(found.notes))
    items = _read(found.sources, progress or _silent, cancelled or _never)
    options = Options(annotator=as_annotator, suggestions=as_suggestions, value_map=value_map or {}, replace=replace)
    with store.edit("import", actor) as edit:
        lines = [item.line for some in items.values() for item in some if item.line is not None]
        plan = Plan(edit.read, known(edit.read, actor), options, lines)
        for source in found.sources:
            report.files.append(_planned(plan, source, items[source.name]))
        report.notes += _general_notes(plan)
        if not plan.empty:
            edit.title = _title(report)
            row = Import(id=new_id(), at=now(), annotator_id=actor.id, title=edit.title, report=_kept(report))
            edit.add(row)
            plan.write(edit)
    report.edit_id = edit.changed.edit_id
    return report


def _read(sources: Sequence[Source], progress: Progress, cancelled: Callable[[], bool]) -> dict[str, list[Item]]:
    out: dict[str, list[Item]] = {}
    for done, source in enumerate(sources):
        progress(done, len(sources), source.path.name)
        here = out.setdefault(source.name, [])
        if here:
            continue
        for item in import_sources.items(source):
            if cancelled():
                raise LabelerError(IMPORT_CANCELLED)
            here.append(item)
    progress(len(sources), len(sources), "")
    return out


def _planned(plan: Plan, source: Source, items: Sequence[Item]) -> FileReport:
    report = FileReport(file=source.name)
    for item in items:
        if item.line is None:
            report.refusals.append(str(item.fault))
            continue
        try:
            outcome = plan.take(item, item.line)
        except LabelerError as refusal:
            report.refusals.append(_located(item, refusal))
            continue
        report.added += outcome.added
        report.present += outcome.present
        report.labels += outcome.labels
        report.notes += outcome.notes
    return report


def _located(item: Item, refusal: LabelerError) -> str:
    place = f"{item.source.name}, line {item.number}" if item.number else item.source.name
    return f"{place}: {refusal}"


def _general_notes(plan: Plan) -> list[str]:
    notes = map_lines(plan.unknown_values, plan.scheme)
    near = near_names(plan.new_names, plan.all_names)
    notes += [f"{new[:80]!r} is new in the registry; it may be {old[:80]!r}." for new, old in near[:_NEAR_LISTED]]
    if len(near) > _NEAR_LISTED:
        notes.append(f"{len(near) - _NEAR_LISTED} more new names are near to others.")
    return notes


def _kept(report: ImportReport) -> str:
    """Return what the project keeps of a report: names of files, never the folders that they were in."""
    names = ("added", "present", "labels")
    # One by one, as a journal entry is written: there may be ten thousand.
    files = (
        canonical(
            {
                "file": Path(one.file).name,
                **{name: getattr(one, name) for name in names},
                "refused": len(one.refusals),
            }
        )
        for one in report.files
    )
    return f'{{"files":[{",".join(files)}]}}'


def _title(report: ImportReport) -> str:
    articles = f"{report.added} article{'s' * (report.added != 1)}"
    return f"import {articles}, {report.labels} label{'s' * (report.labels != 1)}"


def _silent(_done: int, _total: int, _what: str) -> None:
    return


def _never() -> bool:
    return False
