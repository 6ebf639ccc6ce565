"""Export: a layer of the project as a dataset folder. The same state and options give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from labeler import __version__
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.journal import PROJECT_STREAM, root_hash
from labeler.domain.sets import GOLD, MAJORITY, NOT_YOURS, Actor, AnnotationSet, Annotator
from labeler.formats import audit, card, check, croissant, manifest, native, schema
from labeler.formats.manifest import Manifest
from labeler.formats.writing import encode
from labeler.services import export_audit
from labeler.services.export_folder import Folder, earlier_files, replaced
from labeler.services.export_lines import Selection, Taken, lines, select, splits_of
from labeler.services.export_majority import majority_rows, select_majority
from labeler.services.projects import NO_ANNOTATOR, known, project_row, scheme_of
from labeler.store import Reader, Store
from labeler.store.dataset import article_keys, last_change
from labeler.store.journal import heads
from labeler.store.learned import versions
from labeler.store.records import GuidelinesVersion

BAD_LAYER = sentence("bad_layer", "There is no layer {layer!r}. Choose gold, majority, all, or by:NAME.")
BAD_PROFILE = sentence("bad_profile", "There is no profile {profile!r}. Choose training or audit.")
NOTHING_TO_EXPORT = sentence("nothing_to_export", "The layer {layer} would hold no line: {why}. {remedy}")
EXPORT_CANCELLED = sentence("export_cancelled", "The export was cancelled; the folder is as it was.")

Progress: TypeAlias = Callable[[int, int, str], None]
PROFILES = ("training", "audit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who is told how far it is, and who may end it."""

    progress: Progress
    cancelled: Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written: counts as in the manifest, sets left out by reason, files by name with their SHA-256."""

    folder: Path
    counts: Mapping[str, int]
    excluded: Mapping[str, int]
    files: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "folder": str(self.folder),
            "counts": dict(self.counts),
            "excluded": dict(self.excluded),
            "files": dict(self.files),
        }


def export(
    store: Store,
    actor: Actor,
    folder: Path,
    *,
    layer: str = "gold",
    profile: str = "training",
    stale: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write a dataset folder: new, empty, or an earlier export, whose files are replaced.

    Args:
        store: the project.
        actor: leads and reviewers may export every layer; an annotator by:HERSELF, profile training.
        folder: where to.
        layer: `gold`, `majority` (what more than half of those have who finished an article), `all`, or `by:NAME`.
        profile: `training` takes finished sets only; `audit` takes all and adds how they came to be.
        stale: take gold sets whose annotators' sets were reopened since, too.
        progress: told how many of how many lines are written, and the article's key.
        cancelled: asked between lines.

    Raises:
        LabelerError: no such layer or profile, a role is missing, nothing to export, the folder is no place for it, or
            it was cancelled. The folder is then as it was.
    """
    if profile not in PROFILES:
        raise LabelerError(BAD_PROFILE, profile=profile)
    folder = folder.absolute()
    earlier_files(folder)
    with store.read() as read:
        actor = known(read, actor)
        annotator_id, layer = _layer(read, actor, layer, profile)
        keys = article_keys(read)
        if annotator_id == MAJORITY:
            selection = select_majority(read, keys)
        else:
            selection = select(read, keys, annotator_id, training=profile == "training", stale=stale)
        if not selection.taken:
            raise _nothing(read, layer, selection, keys)
        with replaced(folder) as files:
            watch = Watch(progress=progress or _silent, cancelled=cancelled or _never)
            seen = _write_lines(read, files, selection, profile, watch)
            if profile == "audit":
                export_audit.write(read, files, keys)
            stated = _finish(read, files, selection, seen, annotator_id, layer=layer, profile=profile, stale=stale)
    return ExportReport(
        folder=folder,
        counts=stated.counts,
        excluded=stated.excluded,
        files={name: one.sha256 for name, one in stated.files.items()},
    )


def _layer(read: Reader, actor: Actor, layer: str, profile: str) -> tuple[str | None, str]:
    """Return whose sets a layer holds (None: everybody's), and the layer's name."""
    name = layer.removeprefix("by:") if layer.startswith("by:") else ""
    if layer not in {"gold", "all", MAJORITY} and not name:
        raise LabelerError(BAD_LAYER, layer=layer)
    all_seeing = bool(actor.roles & {"reviewer", "lead"})
    if not all_seeing and (profile == "audit" or name != actor.name):
        owner = f"{name}" if name and name != actor.name else "everybody"
        raise LabelerError(NOT_YOURS, actor=actor.name, verb="export", owner=owner)
    if layer in {"all", MAJORITY}:
        return (None if layer == "all" else MAJORITY), layer
    if layer == "gold" or name == GOLD:
        return GOLD, "gold"
    person = read.one(Annotator, name=name)
    if person is None:
        raise LabelerError(NO_ANNOTATOR, name=name)
    return person.id, layer


def _nothing(read: Reader, layer: str, selection: Selection, keys: Mapping[str, str]) -> LabelerError:
    """Return the refusal of an empty export, with the layer that would hold some."""
    reasons = [
        f"{number} {reason}" for reason, number in selection.excluded.items() if reason != "articles without a line"
    ]
    why = ", ".join(reasons) if reasons else ("the project has no articles" if not keys else "it has no set")
    finished = Counter(one.annotator_id for one in read.all(AnnotationSet, state="finished"))
    others = [one for one in finished if one != GOLD]
    if "stale gold" in selection.excluded:
        remedy = "Export with --stale to take the stale ones."
    elif others:
        remedy = f"The layer all would hold {sum(finished.values())} lines: export with --layer all."
    else:
        remedy = "Finish an article first, or export the profile audit."
    return LabelerError(NOTHING_TO_EXPORT, layer=layer, why=why, remedy=remedy)


def _write_lines(read: Reader, files: Folder, selection: Selection, profile: str, watch: Watch) -> check.Seen:
    """Write the lines, into one file a split or into one file in all, and return what they hold."""
    seen = check.Seen()
    done = 0

    def write(name: str, taken: Sequence[Taken]) -> None:
        nonlocal done
        with files.lines(name) as add:
            of_majority = taken[0].set.annotator_id == MAJORITY
            for line in lines(read, taken, majority_rows(read, taken) if of_majority else None):
                if watch.cancelled():
                    raise LabelerError(EXPORT_CANCELLED)
                add(encode(line))
                check.note(line, seen)
                done += 1
                watch.progress(done, len(selection.taken), line.key)

    if profile == "audit":
        write(audit.LINES, selection.taken)
        return seen
    splits = splits_of(read, selection.taken)
    for split in native.SPLITS:
        taken = [one for one in selection.taken if splits[one.set.article_id] == split]
        if taken:
            write(f"{split}.jsonl", taken)
    return seen


def _finish(
    read: Reader,
    files: Folder,
    selection: Selection,
    seen: check.Seen,
    annotator_id: str | None,
    *,
    layer: str,
    profile: str,
    stale: bool,
) -> Manifest:
    """Write what accompanies the lines, the manifest last, and return it."""
    project = project_row(read)
    scheme = scheme_of(read, project.scheme_version)
    guidelines = read.one(GuidelinesVersion, version=project.guidelines_version)
    files.write("schema.json", manifest.json_bytes(schema.build(schema.words_of(scheme))))
    tips = heads(read.connection)
    if layer.startswith("by:"):
        # One annotator's export does not tell how much the others have done.
        own = {PROJECT_STREAM, *(one.id for one in read.all(AnnotationSet, annotator_id=annotator_id))}
    else:
        own = {stream for stream, _, _ in tips}
    stated = Manifest(
        project=project.name,
        project_id=project.id,
        state_at=last_change(read),
        layer=layer,
        profile=profile,
        stale=stale,
        scheme=scheme.label,
        scheme_sha256=scheme.sha256,
        guidelines=project.guidelines_version,
        guidelines_sha256="" if guidelines is None else guidelines.sha256,
        labeler=__version__,
        languages=tuple(sorted(seen.languages)),
        counts=check.totals(seen),
        excluded=selection.excluded,
        journal_root=root_hash(tips),
        heads=tuple(tip for tip in tips if tip[0] in own),
        files=dict(files.facts),
        learnt=tuple((one.label, one.sha256) for one in versions(read, in_use=True)),
    )
    for name, build in ((card.NAME, card.build), (croissant.NAME, croissant.build)):
        # The card and the metadata are made of the lines' facts alone, so that they can be made again.
        files.write(name, build(stated))
    complete = manifest.with_files(stated, files.facts)
    files.write(manifest.NAME, manifest.encode(complete))
    return complete


def _silent(_done: int, _total: int, _what: str) -> None:
    return


def _never() -> bool:
    return False
