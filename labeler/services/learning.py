"""Learning from a project's own finished articles: weights for parts of the pipeline, kept in the project.

What is learnt is put in use only where it beats what is in use on articles that it was not learnt from. Everything here
is for leads: it looks at everybody's labels. `prepare`, `judge` and `keep_learnt` are the three steps of `learn`, for a
window that has a process of its own between the first and the second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from labeler.config import paths
from labeler.domain.changes import Changed
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import new_id
from labeler.domain.journal import canonical
from labeler.domain.learning import LEAST_ARTICLES, LearntVersion, sha256_of
from labeler.domain.sets import Actor
from labeler.nlp import tuition
from labeler.nlp.learning.parts import known_parts
from labeler.nlp.results import Cancelled
from labeler.nlp.tuition import Studied, Task
from labeler.services.learned import NO_PART, VERB, mark_of, marks_of, put_in_use
from labeler.services.lessons import Material, gather
from labeler.services.projects import known, project_row, scheme_of
from labeler.services.verdicts import Verdict, verdict_of
from labeler.store import PROGRAM, Edit, Store
from labeler.store.learned import bodies_in_use, versions

TOO_FEW = sentence(
    "too_few_to_learn",
    "{articles} of the articles are finished: learning begins with {least}. Nothing was changed.",
)
LEARN_CANCELLED = sentence("learn_cancelled", "Learning was cancelled; nothing was changed.")
MEANWHILE = sentence(
    "learnt_meanwhile", "Somebody changed what is in use while this was learnt; nothing was changed. Learn again."
)

Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What a worker is given, and what its answers are weighed with. `in_use` are the hashes of the weights in use."""

    task: Task
    material: Material
    in_use: dict[str, str]
    scheme_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnReport:
    """What came of learning: from which articles, and by part whether it is better; `notes` say what can't learn.

    `scheme_version` is the one that articles were read by. `put_in_use` are the labels of the versions that are in use
    now; none in a dry run. `changed` is the edit.
    """

    articles: int
    article_ids: tuple[str, ...]
    finished: int
    sets: int
    blind: int
    verdicts: tuple[Verdict, ...]
    notes: dict[str, str]
    pipeline: str
    scheme_version: int
    put_in_use: tuple[str, ...] = ()
    changed: Changed | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "articles": self.articles,
            "sets": self.sets,
            "blind": self.blind,
            "parts": [one.as_json() for one in self.verdicts],
            "notes": self.notes,
            "pipeline": self.pipeline,
            "put_in_use": list(self.put_in_use),
        }


def learn(
    store: Store,
    actor: Actor,
    parts: Sequence[str] = (),
    *,
    dry_run: bool = False,
    model: str = "",
    keep_parses: bool = True,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> LearnReport:
    """Learn from the finished articles and put in use what is better than what is in use, in one edit.

    Args:
        store: the project.
        actor: a lead.
        parts: which parts; all that can learn if none is named.
        dry_run: tell only what would be done.
        model: the user's choice of a spaCy model, "" for the one that ships.
        keep_parses: keep parses in the user's cache folder, so that learning again takes a fraction of the time.
        progress: told how many of how many steps are done, and what is done now.
        cancelled: asked many times a second.

    Raises:
        LabelerError: `needs_role`, `too_few_to_learn`, `no_such_part`, `learn_failed`, `learnt_meanwhile`, or it was
            cancelled. Nothing is changed then.
    """
    lessons = prepare(store, actor, parts, model=model, keep_parses=keep_parses)
    try:
        studied = tuition.study(lessons.task, progress, cancelled)
    except Cancelled:
        raise LabelerError(LEARN_CANCELLED) from None
    report = judge(lessons, studied)
    if dry_run:
        return report
    changed = keep_learnt(store, actor, report, lessons.in_use)
    rows = changed.rows.get("learned", {}).values()
    labels = [one.label for one in rows if isinstance(one, LearntVersion) and one.in_use]
    return replace(report, put_in_use=tuple(sorted(labels)), changed=changed)


def prepare(
    store: Store, actor: Actor, parts: Sequence[str] = (), *, model: str = "", keep_parses: bool = True
) -> Lessons:
    """Return what a worker needs to learn from the finished articles: for leads, because it holds everybody's labels.

    Raises:
        LabelerError: `needs_role`, `too_few_to_learn`, `no_such_part`.
    """
    with store.read() as read:
        known(read, actor).needs("lead", VERB)
        wanted = _wanted(parts)
        material = gather(read)
        if material.articles < LEAST_ARTICLES:
            raise LabelerError(TOO_FEW, articles=material.articles, least=LEAST_ARTICLES)
        scheme_version = project_row(read).scheme_version
        scheme = scheme_of(read, scheme_version)
        bodies = bodies_in_use(read)
        in_use = versions(read, in_use=True)
    ids = {mark_of(article): article for article in material.texts}
    learnt_from = {one.part: tuple(ids[mark] for mark in marks_of(one) if mark in ids) for one in in_use}
    task = Task(
        scheme=scheme.text,
        model=model,
        learnt=bodies,
        lessons=material.lessons,
        parts=wanted,
        learnt_from=learnt_from,
        parses=paths.cache_folder() / "parses" if keep_parses else None,
    )
    hashes = {one.part: one.sha256 for one in in_use}
    return Lessons(task=task, material=material, in_use=hashes, scheme_version=scheme_version)


def judge(lessons: Lessons, studied: Studied) -> LearnReport:
    """Return by part whether what a worker learnt is better than what is in use. Nothing is stored."""
    material = lessons.material
    verdicts = [
        verdict_of(
            part,
            weights,
            tried=studied.tried[part],
            in_use=studied.tried[""],
            texts=material.texts,
            labelled=material.marks,
        )
        for part, weights in studied.weights.items()
    ]
    return LearnReport(
        articles=material.articles,
        article_ids=tuple(sorted(material.texts)),
        finished=material.finished,
        sets=material.sets,
        blind=material.blind,
        verdicts=tuple(verdicts),
        notes=dict(studied.notes),
        pipeline=studied.version,
        scheme_version=lessons.scheme_version,
    )


def keep_learnt(store: Store, actor: Actor, report: LearnReport, in_use: dict[str, str]) -> Changed:
    """Put in use the parts of a report that are better, in one edit; nothing is written where none is.

    `in_use` are the hashes of the weights that they were compared with.

    Raises:
        LabelerError: `needs_role`, `learnt_meanwhile`.
    """
    better = [one for one in report.verdicts if one.better]
    title = "learn " + ", ".join(one.part for one in better)
    with store.edit(title, actor) as edit:
        actor = known(edit.read, actor)
        actor.needs("lead", VERB)
        used = {one.part: one.sha256 for one in versions(edit.read, in_use=True)}
        if better and (used != in_use or project_row(edit.read).scheme_version != report.scheme_version):
            raise LabelerError(MEANWHILE)
        for one in better:
            _add(edit, actor, one, report)
    _note(store, report.finished)
    return edit.changed


def _add(edit: Edit, actor: Actor, verdict: Verdict, report: LearnReport) -> None:
    """Add what was learnt as the newest version of its part, and put it in use."""
    numbers = [one.number for one in versions(edit.read, part=verdict.part)]
    put_in_use(edit, verdict.part, None)
    figures = {"measures": verdict.as_json()["figures"], "from": sorted(map(mark_of, report.article_ids))}
    edit.add(
        LearntVersion(
            id=new_id(),
            part=verdict.part,
            number=max(numbers, default=0) + 1,
            features=json.loads(verdict.weights)["features"],
            scheme_version=report.scheme_version,
            pipeline=report.pipeline,
            articles=report.articles,
            blind=report.blind,
            figures=canonical(figures),
            body=verdict.weights,
            sha256=sha256_of(verdict.weights),
            in_use=True,
            at=now(),
            annotator_id=actor.id,
        )
    )


def _note(store: Store, finished: int) -> None:
    """Remember with how many finished articles the project last learnt, where it does so by itself."""
    with store.read() as read:
        row = project_row(read)
    if not row.learns or row.studied == finished:
        return
    with store.edit("note what was learnt from", PROGRAM, reversible=False) as edit:
        edit.put(replace(project_row(edit.read), studied=finished))


def _wanted(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the parts that are meant, in the order in which the pipeline uses them.

    Raises:
        LabelerError: `no_such_part`.
    """
    there = known_parts()
    for one in parts:
        if one not in there:
            raise LabelerError(NO_PART, part=one, parts=", ".join(there) or "none")
    return tuple(one for one in there if not parts or one in parts)
