"""Remarks on a set or on one of its labels, with replies. They stay open on a finished set.

Whose set it is reads and writes them, and reviewers and leads, who name the annotator; nobody else does.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from labeler.domain.changes import Changed
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id, new_id
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.sets import NOT_YOURS, Actor, AnnotationSet, Annotator
from labeler.services.articles import article_of
from labeler.services.projects import known, scheme_of
from labeler.services.work import Work, own_work, set_id_of
from labeler.store import Reader, Store
from labeler.store.records import Comment

BAD_COMMENT = sentence("bad_comment", "A comment needs 1 to {limit} characters, and not white space alone.")
NO_COMMENT = sentence("no_comment", "This comment is no longer there.")
NO_LABEL_HERE = sentence("no_label_here", "The label of this comment is no longer there.")
NO_SET = sentence("no_set", "There is no set of that annotator in {article}.")
OTHERS_COMMENT = sentence("others_comment", "This comment is {author}'s: only {author} can {verb} it.")
HAS_REPLIES = sentence("has_replies", "This comment was answered: it can be resolved, but not deleted.")
_LIMIT = 10_000


def comments(store: Store, actor: Actor, article_id: str, *, annotator_id: str | None = None) -> list[Comment]:
    """Return the comments on the actor's set in an article, oldest first; replies among them name their parent.

    `annotator_id` names whose set is meant, for reviewers and leads.

    Raises:
        LabelerError: `no_article`, `not_yours`.
    """
    with store.read() as read:
        actor = known(read, actor)
        owner = _owner(read, actor, annotator_id, "read comments on")
        return comments_of(read, set_id_of(article_of(read, article_id).id, owner))


def comments_of(read: Reader, set_id: str) -> list[Comment]:
    """Return the comments on a set, oldest first."""
    return sorted(read.all(Comment, set_id=set_id), key=lambda one: (one.at, one.id))


def add_comment(
    store: Store,
    actor: Actor,
    article_id: str,
    text: str,
    *,
    label_id: str = "",
    parent_id: str | None = None,
    annotator_id: str | None = None,
    id: str | None = None,  # noqa: A002
) -> Changed:
    """Remark on the actor's set, on a label of it, or answer a remark; an answer is about what the remark is about.

    A reply to a reply joins the same thread. `annotator_id` names whose set is meant, for reviewers and leads.

    Raises:
        LabelerError: `bad_comment`, `no_label_here`, `no_comment`, `no_article`, `no_set`, `not_yours`.
    """
    title = "comment" if parent_id is None else "reply"
    with _open(store, actor, article_id, title, annotator_id, id) as work:
        if work.edit.repeated:
            return work.edit.changed
        parent = None if parent_id is None else _thread(work, _comment(work, parent_id))
        if parent is None and label_id and not _has_label(work, label_id):
            raise LabelerError(NO_LABEL_HERE)
        if work.virtual:
            work.store_set(work.set)
        work.edit.add(
            Comment(
                id=id or new_id(),
                set_id=work.set.id,
                label_id=label_id if parent is None else parent.label_id,
                parent_id=None if parent is None else parent.id,
                author_id=work.actor.id,
                at=now(),
                text=checked_comment(text),
            )
        )
    return work.edit.changed


def change_comment(
    store: Store, actor: Actor, article_id: str, comment_id: str, text: str, *, annotator_id: str | None = None
) -> Changed:
    """Put other words in place of a comment of one's own.

    Raises:
        LabelerError: `bad_comment`, `no_comment`, `others_comment`, `no_article`, `no_set`, `not_yours`.
    """
    with _open(store, actor, article_id, "change comment", annotator_id) as work:
        work.edit.put(replace(_own(work, comment_id, "change"), text=checked_comment(text)))
    return work.edit.changed


def resolve_comment(
    store: Store,
    actor: Actor,
    article_id: str,
    comment_id: str,
    resolved: bool,
    *,
    annotator_id: str | None = None,
) -> Changed:
    """Mark the thread of a comment as settled, or as open again. Whoever may read it may.

    Raises:
        LabelerError: `no_comment`, `no_article`, `no_set`, `not_yours`.
    """
    title = "resolve comment" if resolved else "reopen comment"
    with _open(store, actor, article_id, title, annotator_id) as work:
        work.edit.put(replace(_thread(work, _comment(work, comment_id)), resolved=resolved))
    return work.edit.changed


def remove_comment(
    store: Store, actor: Actor, article_id: str, comment_id: str, *, annotator_id: str | None = None
) -> Changed:
    """Delete a comment of one's own that nobody answered.

    Raises:
        LabelerError: `no_comment`, `others_comment`, `has_replies`, `no_article`, `no_set`, `not_yours`.
    """
    with _open(store, actor, article_id, "delete comment", annotator_id) as work:
        comment = _own(work, comment_id, "delete")
        if work.edit.read.one(Comment, set_id=work.set.id, parent_id=comment.id) is not None:
            raise LabelerError(HAS_REPLIES)
        work.edit.remove(comment)
    return work.edit.changed


@contextmanager
def _open(  # noqa: PLR0917  whose set, for whom
    store: Store,
    actor: Actor,
    article_id: str,
    title: str,
    annotator_id: str | None,
    id: str | None = None,  # noqa: A002
) -> Generator[Work]:
    """Open the set that is commented on: one's own, or that of an annotator."""
    if annotator_id in {None, actor.id}:
        with own_work(store, actor, article_id, title, id=id, frozen=True) as work:
            yield work
        return
    edit_id = None if id is None else derived_id("edit", actor.id, article_id, title, id, annotator_id or "")
    with store.edit(title, actor, article_id, edit_id) as edit:
        actor = known(edit.read, actor)
        owner = _owner(edit.read, actor, annotator_id, "comment on")
        article = article_of(edit.read, article_id)
        edit.article_id = article.id
        theirs = edit.read.one(AnnotationSet, id=set_id_of(article.id, owner))
        if theirs is None:
            raise LabelerError(NO_SET, article=article.key)
        yield Work(edit, actor, article, scheme_of(edit.read, theirs.scheme_version), theirs, virtual=False)


def _owner(read: Reader, actor: Actor, annotator_id: str | None, verb: str) -> str:
    """Return whose set is meant, if the actor may know what is said there.

    Raises:
        LabelerError: `not_yours`.
    """
    if annotator_id is None or annotator_id == actor.id:
        return actor.id
    if not actor.roles & {"reviewer", "lead"}:
        owner = read.one(Annotator, id=annotator_id)
        name = "somebody else" if owner is None else owner.name
        raise LabelerError(NOT_YOURS, actor=actor.name, verb=verb, owner=name)
    return annotator_id


def _comment(work: Work, comment_id: str) -> Comment:
    found = work.edit.read.one(Comment, set_id=work.set.id, id=comment_id)
    if found is None:
        raise LabelerError(NO_COMMENT)
    return found


def _own(work: Work, comment_id: str, verb: str) -> Comment:
    comment = _comment(work, comment_id)
    if comment.author_id != work.actor.id:
        author = work.edit.read.one(Annotator, id=comment.author_id)
        raise LabelerError(OTHERS_COMMENT, author="somebody else" if author is None else author.name, verb=verb)
    return comment


def _thread(work: Work, comment: Comment) -> Comment:
    """Return the remark that a thread begins with."""
    return comment if comment.parent_id is None else _comment(work, comment.parent_id)


def _has_label(work: Work, label_id: str) -> bool:
    kinds = (Claim, Speaker, Stance, Region)
    return any(work.edit.read.one(kind, set_id=work.set.id, id=label_id) is not None for kind in kinds)


def checked_comment(text: str) -> str:
    """Return the words of a comment without white space at their edges.

    Raises:
        LabelerError: `bad_comment`.
    """
    words = text.strip()
    if not 0 < len(words) <= _LIMIT:
        raise LabelerError(BAD_COMMENT, limit=_LIMIT)
    return words
