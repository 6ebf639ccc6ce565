"""One annotator's set in one article, opened for a change: the one way in which the verbs of labelling reach a set.

The set is the actor's own, always: its id is made of the article and the actor, so that no verb can name another's.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from labeler.domain.articles import Article
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id
from labeler.domain.labels import Claim, Label, Region, Speaker, Stance
from labeler.domain.scheme import Scheme
from labeler.domain.sets import FROZEN_SET, Actor, AnnotationSet
from labeler.domain.spans import Span, check
from labeler.domain.suggestions import Decision
from labeler.services.articles import article_of
from labeler.services.projects import known, project_row, scheme_of
from labeler.store import Edit, Reader, Store

NO_LABEL = sentence("no_label", "There is no such {kind} among your labels of {article}.")
NOT_IN_SCHEME = sentence("not_in_scheme", "{value!r} is no {attribute} of the scheme {scheme}. It has: {known}.")
STATE_WORDS = {"": "untouched", "assigned": "assigned", "in_progress": "in progress"}

L = TypeVar("L", Claim, Speaker, Stance, Region)


@dataclass(slots=True)
class Work:
    """The set that is being changed, with what its checks need."""

    edit: Edit
    actor: Actor
    article: Article
    scheme: Scheme
    set: AnnotationSet
    virtual: bool
    _begun: bool = field(default=False)

    def begin(self) -> None:
        """Make the set stand in progress: the first label does."""
        if self._begun:
            return
        self._begun = True
        if self.virtual:
            self.set = replace(self.set, state="in_progress", started=now())
            self.edit.add(self.set)
            self.virtual = False
        elif self.set.state == "assigned":
            self.store_set(replace(self.set, state="in_progress", started=self.set.started or now()))

    def store_set(self, changed: AnnotationSet) -> None:
        """Write the set's own row."""
        if self.virtual:
            self.edit.add(changed)
        else:
            self.edit.put(changed)
        self.set, self.virtual, self._begun = changed, False, True

    def add(self, value: Label | Decision) -> None:
        """Add a row to the set."""
        self.begin()
        self.edit.add(value)
        if not isinstance(value, Decision):
            self.edit.jump = value.id

    def put(self, value: Label | Decision) -> None:
        """Change a row of the set."""
        self.edit.put(value)
        if not isinstance(value, Decision):
            self.edit.jump = value.id

    def remove(self, value: Label | Decision) -> None:
        """Take a row out of the set."""
        self.edit.remove(value)

    def label(self, kind: type[L], label_id: str) -> L:
        """Return a label of the set.

        Raises:
            LabelerError: `no_label`.
        """
        found = self.edit.read.one(kind, set_id=self.set.id, id=label_id)
        if found is None:
            raise LabelerError(NO_LABEL, kind=kind.__name__.lower(), article=self.article.key)
        return found

    def labels(self, kind: type[L]) -> list[L]:
        """Return the set's labels of a kind."""
        return self.edit.read.all(kind, set_id=self.set.id)

    def quote(self, span: Span) -> str:
        """Return the words of a span of the article.

        Raises:
            LabelerError: `bad_span`, `blank_span`.
        """
        return check(span, self.article.text).of(self.article.text)

    def check_value(self, attribute: str, value: str, *, stored: str | None = None) -> str:
        """Return a value if the set's scheme has it, or if it is undecided ("").

        A retired value is taken only where it stands already.

        Raises:
            LabelerError: `not_in_scheme`.
        """
        found = self.scheme.value(attribute, value)
        if value == stored or (not value and attribute != "value") or (found and not found.retired):
            return value
        living = [one.key for one in self.scheme.attributes[attribute] if not one.retired]
        raise LabelerError(
            NOT_IN_SCHEME, value=value, attribute=attribute, scheme=self.scheme.label, known=", ".join(living)
        )

    def check_topic(self, topic: str, *, stored: str | None = None) -> str:
        """Return a topic's id if the set's scheme has it.

        Raises:
            LabelerError: `not_in_scheme`.
        """
        found = self.scheme.topic(topic)
        if topic == stored or (found and not found.retired):
            return topic
        living = [one.id for one in self.scheme.topics if not one.retired]
        raise LabelerError(
            NOT_IN_SCHEME, value=topic, attribute="topic", scheme=self.scheme.label, known=", ".join(living)
        )


def set_id_of(article_id: str, annotator_id: str) -> str:
    """Return the id of an annotator's set in an article, whether it is stored or not."""
    return derived_id("set", article_id, annotator_id)


def own_set(read: Reader, article_id: str, actor: Actor) -> tuple[AnnotationSet, bool]:
    """Return the actor's set in an article, and whether it is virtual: not written yet."""
    set_id = set_id_of(article_id, actor.id)
    stored = read.one(AnnotationSet, id=set_id)
    if stored is not None:
        return stored, False
    row = project_row(read)
    virtual = AnnotationSet(
        id=set_id,
        article_id=article_id,
        annotator_id=actor.id,
        scheme_version=row.scheme_version,
        guidelines_version=row.guidelines_version,
    )
    return virtual, True


@contextmanager
def own_work(
    store: Store,
    actor: Actor,
    article_id: str,
    title: str,
    *,
    id: str | None = None,  # noqa: A002  the name that the verbs give it
    frozen: bool = False,
    reversible: bool = True,
) -> Generator[Work]:
    """Open the actor's set in an article for one edit.

    `id` names the row that the edit makes, so that a repetition is known; `frozen` allows a frozen set.

    Raises:
        LabelerError: `no_annotator`, `no_article`, `frozen_set`.
    """
    edit_id = None if id is None else derived_id("edit", actor.id, article_id, title, id)
    with store.edit(title, actor, article_id, edit_id, reversible=reversible) as edit:
        actor = known(edit.read, actor)
        article = article_of(edit.read, article_id)
        edit.article_id = article.id
        mine, virtual = own_set(edit.read, article.id, actor)
        if mine.frozen and not frozen and not edit.repeated:
            raise LabelerError(FROZEN_SET, article=article.key, state=mine.state, annotator=actor.name)
        yield Work(edit, actor, article, scheme_of(edit.read, mine.scheme_version), mine, virtual)
