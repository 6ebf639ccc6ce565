"""Learning from labelled articles, tried by cross-validation: what is learnt from some is tried on the others.

Whole articles are dealt into folds. For each fold, a part is fitted on the other folds and suggests on this one, beside
what is in use; where that was itself learnt from some of these articles, it is fitted anew without this fold's, so that
both are tried on what they have not seen. Nothing is drawn by chance: the same lessons give the same answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from labeler.domain.scheme import Scheme
from labeler.nlp import protocol
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.lessons import Lesson, Reading, ReadLesson
from labeler.nlp.learning.parts import part_of
from labeler.nlp.pipeline import Pipeline, fresh
from labeler.nlp.results import Cancelled


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be learnt: the parts, from which lessons, tried over how many folds.

    `in_use` are the weights in use that the project learnt; `learnt_from` names the articles that they are from.
    """

    lessons: Sequence[Lesson]
    parts: Sequence[str]
    folds: int
    in_use: Mapping[str, Learnt] = field(default_factory=dict[str, Learnt])
    learnt_from: Mapping[str, Collection[str]] = field(default_factory=dict[str, Collection[str]])


def study(
    job: str, pipeline: Pipeline, scheme: Scheme, plan: Plan, cancelled: Callable[[], bool]
) -> Iterator[protocol.Answer]:
    """Yield how far it is and what was suggested, at the end what was learnt.

    `pipeline` is what is in use.

    Raises:
        Cancelled: `cancelled` said so; it is asked before each step.
    """
    return _Study(job, pipeline, scheme, plan, cancelled).run()


class _Study:
    def __init__(self, job: str, pipeline: Pipeline, scheme: Scheme, plan: Plan, cancelled: Callable[[], bool]) -> None:
        self.job = job
        self.pipeline = pipeline
        self.scheme = scheme
        self.plan = plan
        self.cancelled = cancelled
        self.notes: dict[str, str] = {}
        self.lessons = sorted(plan.lessons, key=_order)
        self.articles = {one.article_id: one for one in self.lessons}
        self.readings: dict[str, Reading] = {}
        self.fitted: dict[tuple[str, frozenset[str]], Learnt] = {}
        self.done = 0
        parts = len(plan.parts)
        besides = len(plan.learnt_from.keys() - set(plan.parts))
        self.total = len(self.articles) * (2 + parts) + parts * (plan.folds + 1) + besides * plan.folds

    def run(self) -> Iterator[protocol.Answer]:
        for article in self.articles.values():
            yield self._step("reading articles")
            self.readings[article.article_id] = self.pipeline.read(article.text, cancelled=self.cancelled)
        dealt = list(self.articles)
        folds = [frozenset(dealt[number :: self.plan.folds]) for number in range(self.plan.folds)]
        weights: dict[str, str] = {}
        for part in self.plan.parts:
            yield from self._learn(part, folds, weights)
        for part in sorted(self.plan.learnt_from.keys() - set(self.plan.parts)):
            self._forget()
            for held in folds:
                yield self._step(f"learning {part}")
                self._again(part, held)
        for held in folds:
            before = self._before(held)
            yield from self._try("", before, held)
            for part in weights:
                learnt = self._fit(part, self._without(held))
                if learnt is not None:
                    yield from self._try(part, {**before, part: learnt}, held)
        yield protocol.Learnt(self.job, self.pipeline.version, weights, self.notes)

    def _learn(self, part: str, folds: Sequence[frozenset[str]], weights: dict[str, str]) -> Iterator[protocol.Answer]:
        """Fit a part on all articles, into `weights`, and on all but those of each fold."""
        self._forget()
        yield self._step(f"learning {part}")
        learnt = self._fit(part, frozenset(self.articles))
        if learnt is None:
            self.done += len(folds) + len(self.articles)
            return
        for held in folds:
            yield self._step(f"learning {part}")
            if self._fit(part, self._without(held)) is None:
                self.done += len(self.articles)
                return
            self._again(part, held)
        weights[part] = learnt.as_json()

    def _before(self, held: frozenset[str]) -> dict[str, Learnt]:
        """Return the weights in use as they would be had the articles held out not been learnt from."""
        out = dict(self.plan.in_use)
        for part in list(out):
            if not held.isdisjoint(self.plan.learnt_from.get(part, ())):
                anew = self._again(part, held)
                out.pop(part) if anew is None else out.update({part: anew})
        return out

    def _again(self, part: str, held: frozenset[str]) -> Learnt | None:
        """Return what is in use as learnt without the articles held out."""
        return self._fit(part, self._without(held).intersection(self.plan.learnt_from.get(part, ())))

    def _without(self, held: frozenset[str]) -> frozenset[str]:
        return frozenset(self.articles) - held

    def _try(self, part: str, weights: Mapping[str, Learnt], held: frozenset[str]) -> Iterator[protocol.Answer]:
        pipeline = Pipeline(self.pipeline.parser, self.scheme, learnt=weights)
        for article in sorted(held):
            yield self._step(f"trying {part}" if part else "trying what is in use")
            found = pipeline.suggest_again(self.articles[article].text, self.readings[article])
            yield protocol.Tried(self.job, article, part, found.suggestions)

    def _forget(self) -> None:
        """Let every part begin with Docs that no component has seen."""
        self.readings = {article: fresh(one) for article, one in self.readings.items()}

    def _fit(self, part: str, articles: frozenset[str]) -> Learnt | None:
        """Return what a part learns from some articles, None with a note where it can't."""
        known = self.fitted.get((part, articles))
        if known is not None:
            return known
        chosen = [ReadLesson(one, self.readings[one.article_id]) for one in self.lessons if one.article_id in articles]
        try:
            learnt = part_of(part).fit(chosen)
        except ValueError as fault:
            self.notes.setdefault(part, str(fault))
            return None
        self.fitted[part, articles] = learnt
        return learnt

    def _step(self, what: str) -> protocol.Answer:
        if self.cancelled():
            raise Cancelled
        self.done += 1
        return protocol.Learning(self.job, self.done, self.total, what)


def _order(lesson: Lesson) -> tuple[str, str, str]:
    """Return what lessons are ordered by: what stands in them, so that ids that differ by project do not matter."""
    text = hashlib.sha256(lesson.text.encode("utf-8", "surrogatepass")).hexdigest()
    labels = ((type(one).__name__, one.start or 0, one.end or 0) for one in lesson.labels)
    return text, repr(sorted(labels)), lesson.article_id
