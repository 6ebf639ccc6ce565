"""Undo, redo, and the history of a project. Nothing is ever removed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.journal import PROJECT_STREAM, Change, Row, changes_of
from labeler.domain.sets import FROZEN_SET, GOLD, NEEDS_ROLE, Actor, AnnotationSet, Annotator
from labeler.services.articles import article_of
from labeler.services.projects import known
from labeler.services.registry import may_govern
from labeler.services.sets import make_stale, may_reopen
from labeler.services.work import set_id_of
from labeler.store import Edit, Reader, Store
from labeler.store.journal import entries_after, entries_of
from labeler.store.past import PastEdit, past_edits
from labeler.store.records import Listed
from labeler.store.reversal import CHANGED_SINCE, Step, changes_of_step, next_step, take_back

NOTHING_TO_UNDO = sentence("nothing_to_undo", "There is nothing to undo.")
NOTHING_TO_REDO = sentence("nothing_to_redo", "There is nothing to redo.")
# Each with its stream.
_Changes: TypeAlias = Sequence[tuple[str, Change]]
_LABEL_TABLES = frozenset({"claim", "speaker", "stance", "region"})
# What holds for everybody: the scheme in force, what was learnt.
_LEADS_TABLES = frozenset({"project", "learned"})
_FROZEN_STATES = frozenset({"finished", "skipped"})


@dataclass(frozen=True, slots=True)
class Steps:
    """What undo and redo would take back, by title; None where there is nothing."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One edit: what was done, by whom, when, in which article; `reversed` if it stands undone.

    The article is "" where it concerns several or none, and where an undo took it out.
    """

    edit_id: str
    kind: str
    title: str
    annotator: str
    at: str
    article_id: str
    article_key: str
    article_heading: str
    reversed: bool


def undo(store: Store, actor: Actor, article_id: str | None = None) -> Changed:
    """Reverse the actor's newest edit that is not reversed; with `article_id`, the newest of that article.

    Raises:
        LabelerError: `nothing_to_undo`, `changed_since`, `still_named`, `frozen_set`, `reviewed`,
            `needs_role`.
    """
    return _reverse(store, actor, article_id, redo=False)


def redo(store: Store, actor: Actor, article_id: str | None = None) -> Changed:
    """Take the actor's newest undo back; possible until she makes a new edit.

    Raises:
        LabelerError: `nothing_to_redo`, `changed_since`, `still_named`, `frozen_set`, `reviewed`,
            `needs_role`.
    """
    return _reverse(store, actor, article_id, redo=True)


def next_steps(store: Store, actor: Actor, article_id: str | None = None) -> Steps:
    """Return the titles of what undo and redo would take back."""
    with store.read() as read:
        actor = known(read, actor)
        streams = _streams(read, actor, article_id)
        back = next_step(read, actor.id, redo=False, streams=streams)
        forth = next_step(read, actor.id, redo=True, streams=streams)
    return Steps(None if back is None else back.title, None if forth is None else forth.title)


def next_undo(store: Store, actor: Actor, article_id: str | None = None) -> str:
    """Return the id of the edit that undo would take back, "" if there is none."""
    with store.read() as read:
        actor = known(read, actor)
        step = next_step(read, actor.id, redo=False, streams=_streams(read, actor, article_id))
    return "" if step is None else step.edit_id


def labels_of_edit(store: Store, actor: Actor, edit_id: str) -> list[str]:
    """Return the ids of the labels that an edit of the actor's own wrote or removed, the last one first."""
    with store.read() as read:
        actor = known(read, actor)
        entries = [entry for entry in entries_of(read.connection, edit_id) if entry.annotator_id == actor.id]
    changes = [change for entry in entries for change in changes_of(entry.body, entry.schema)]
    return list(dict.fromkeys(change.id for change in reversed(changes) if change.table in _LABEL_TABLES))


def history(
    store: Store, actor: Actor, *, article_id: str | None = None, limit: int = 200, offset: int = 0
) -> list[HistoryRow]:
    """Return the actor's own edits, newest first; a lead's history also names the project's (imports, merges, people).

    Nobody learns from it what others did in their sets. `offset` passes over the newest.
    """
    with store.read() as read:
        actor = known(read, actor)
        streams = _streams(read, actor, article_id)
        project = "lead" in actor.roles and article_id is None
        page = {"limit": max(0, limit), "offset": max(0, offset)}
        return _rows(read, past_edits(read, actor.id, streams, project=project, **page))


def _rows(read: Reader, found: Sequence[PastEdit]) -> list[HistoryRow]:
    names = {one.id: one.name for one in read.all(Annotator)}
    articles = {one.article_id: one for one in read.all(Listed, article_id={one.article_id for one in found} - {""})}
    rows: list[HistoryRow] = []
    for one in found:
        article = articles.get(one.article_id)
        rows.append(
            HistoryRow(
                edit_id=one.edit_id,
                kind=one.kind,
                title=one.title,
                annotator=names.get(one.annotator_id, one.annotator_id),
                at=one.at,
                article_id="" if article is None else article.article_id,
                article_key="" if article is None else article.key,
                article_heading="" if article is None else article.heading,
                reversed=one.reversed,
            )
        )
    return rows


def _reverse(store: Store, actor: Actor, article_id: str | None, *, redo: bool) -> Changed:
    with store.edit("redo" if redo else "undo", actor, article_id) as edit:
        actor = known(edit.read, actor)
        step = next_step(edit.read, actor.id, redo=redo, streams=_streams(edit.read, actor, article_id))
        if step is None:
            raise LabelerError(NOTHING_TO_REDO if redo else NOTHING_TO_UNDO)
        changes = changes_of_step(edit.read, step)
        edit.article_id = edit.article_id or _article_of(edit.read, changes)
        others = _of_others(edit.read, actor, changes)
        remarked = {one for one in others if all(_is_remark(change) for stream, change in changes if stream == one)}
        asked = {
            one for one in others - remarked if all(_is_asked(change) for stream, change in changes if stream == one)
        }
        _check_roles(edit.read, actor, changes, others - asked, remarked, reviewed=bool(asked))
        _check_since(edit.read, step, asked)
        # Sets of others are not shown; what one said about them oneself is.
        edit.hidden |= others - remarked
        thawed = _check_states(edit, actor, changes, redo=redo)
        take_back(edit, step, changes)
        for one in thawed:
            make_stale(edit, one)
    return edit.changed


def _article_of(read: Reader, changes: _Changes) -> str | None:
    """Return the one article that changes concern, None if there are several or none."""
    sets = read.by_id(AnnotationSet, {stream for stream, _ in changes})
    found = {one.article_id for one in sets.values()}
    found |= {
        str((change.after or change.before or {})["article_id"])
        for _, change in changes
        if change.table == "annotation_set"
    }
    return found.pop() if len(found) == 1 else None


def _of_others(read: Reader, actor: Actor, changes: _Changes) -> set[str]:
    """Return the streams of changes that are sets of other annotators: their rows are not reported."""
    owners = {one.id: one.annotator_id for one in read.by_id(AnnotationSet, {stream for stream, _ in changes}).values()}
    for stream, change in changes:
        if change.table == "annotation_set":
            owners[stream] = str((change.after or change.before or {})["annotator_id"])
    return {stream for stream, owner in owners.items() if owner not in {actor.id, GOLD}}


def _check_roles(
    read: Reader, actor: Actor, changes: _Changes, others: set[str], remarked: set[str], *, reviewed: bool
) -> None:
    """Refuse what the actor did in a role that she has no longer; `reviewed`: she asked others to reopen their sets.

    Raises:
        LabelerError: `needs_role`.
    """
    gold = _gold_of(read, changes)
    reviewed = reviewed or any(stream in gold and change.table != "annotation_set" for stream, change in changes)
    if reviewed and not actor.roles & {"reviewer", "lead"}:
        raise LabelerError(NEEDS_ROLE, actor=actor.name, verb="review articles", role="reviewer or lead")
    if others - remarked:
        actor.needs("lead", "change what was given to others")
    if remarked and not actor.roles & {"reviewer", "lead"}:
        raise LabelerError(NEEDS_ROLE, actor=actor.name, verb="comment on the sets of others", role="reviewer or lead")
    if any(change.table in _LEADS_TABLES for _, change in changes):
        actor.needs("lead", "change what is in force")
    if any(change.table == "entity" for _, change in changes):
        may_govern(read, actor, "change the registry")


def _gold_of(read: Reader, changes: _Changes) -> set[str]:
    """Return the streams among those of changes that are gold sets."""
    found = read.by_id(AnnotationSet, {stream for stream, _ in changes}).values()
    return {one.id for one in found if one.annotator_id == GOLD}


def _check_since(read: Reader, step: Step, streams: set[str]) -> None:
    """Refuse to take back a request to reopen sets of others that are not as they were opened.

    Raises:
        LabelerError: `changed_since`.
    """
    for stream in streams:
        first: dict[tuple[str, str], Row | None] = {}
        last: dict[tuple[str, str], Row | None] = {}
        for entry in entries_after(read.connection, stream, step.edit_id):
            for change in changes_of(entry.body, entry.schema):
                if change.table not in {"comment", "annotation_set"}:
                    first.setdefault((change.table, change.id), change.before)
                    last[change.table, change.id] = change.after
        # What was changed and changed back is no change.
        if first != last:
            raise LabelerError(CHANGED_SINCE, title=step.title, verb=step.verb, what="set")


def _check_states(edit: Edit, actor: Actor, changes: _Changes, *, redo: bool) -> list[str]:
    """Refuse to take back what changes a frozen set without opening it; return the articles whose sets it opens.

    Comments and flags are open on frozen sets too.

    Raises:
        LabelerError: `frozen_set`, `reviewed`.
    """
    opened = {
        stream
        for stream, change in changes
        if change.table == "annotation_set" and (change.before is None or change.before["state"] not in _FROZEN_STATES)
    }
    thawed: list[str] = []
    streams = {stream for stream, change in changes if stream != PROJECT_STREAM and not _is_remark(change)}
    imported = any(change.table == "import" for _, change in changes)
    decided = {stream for stream, change in changes if change.table != "annotation_set"}
    for stored in edit.read.by_id(AnnotationSet, streams).values():
        if not stored.frozen or (stored.annotator_id == GOLD and (imported or stored.id not in decided)):
            continue
        article = article_of(edit.read, stored.article_id)
        if stored.id not in opened:
            name = GOLD if stored.annotator_id == GOLD else actor.name
            raise LabelerError(FROZEN_SET, article=article.key, state=stored.state, annotator=name)
        if stored.annotator_id == GOLD:
            continue
        # Whoever reopened a set under review said why: that holds when it is reopened anew.
        rows = [change.before for where, change in changes if where == stored.id and change.table == "annotation_set"]
        reason = str(rows[0]["reason"]) if redo and rows and rows[0] else ""
        with_gold = set_id_of(article.id, GOLD) in opened
        may_reopen(edit.read, actor, article, reason, with_gold=with_gold)
        if not with_gold:
            thawed.append(article.id)
    return thawed


def _is_remark(change: Change) -> bool:
    """Tell whether a change is one of a comment, or of a set's flag alone."""
    if change.table != "annotation_set" or change.before is None or change.after is None:
        return change.table == "comment"
    return change.before == {**change.after, "flag": change.before["flag"]}


def _is_asked(change: Change) -> bool:
    """Tell whether a change is one of a remark, or of the state of a set that there was before."""
    return _is_remark(change) or (
        change.table == "annotation_set" and change.before is not None and change.after is not None
    )


def _streams(read: Reader, actor: Actor, article_id: str | None) -> frozenset[str] | None:
    """Return the streams of an article that the actor writes: her own set's, the gold's, those that she reviews."""
    if article_id is None:
        return None
    article = article_of(read, article_id)
    reviewed: set[str] = set()
    if actor.roles & {"reviewer", "lead"}:
        reviewed = {one.id for one in read.all(AnnotationSet, article_id=article.id)}
    return frozenset({set_id_of(article.id, actor.id), set_id_of(article.id, GOLD), *reviewed})
