"""Learning from labelled articles, tried by cross-validation: what is learnt from some is tried on the others.

Whole articles are dealt into folds. For each fold, a part is fitted on the other folds and suggests on this one, beside
what is in use; where that was itself learnt from some of these articles, it is fitted anew without this fold's, so that
both are tried on what they have not seen. Nothing is drawn by chance: the same lessons give the same answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from labeler.domain.learning import PARTS
from labeler.domain.scheme import Scheme
from labeler.nlp import protocol
from labeler.nlp.components import LEARNERS, Learner
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.lessons import Lesson, Reading, ReadLesson
from labeler.nlp.learning.parts import Fits, cross_fit
from labeler.nlp.pipeline import Pipeline, fresh
from labeler.nlp.results import Cancelled

# Parts whose components change nothing that the ones before them found.
_LATE = frozenset({"author", "stance"})
NO_USE = "The pipeline has no use for what this part could learn."


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
        self.fold_of = {article: number % plan.folds for number, article in enumerate(self.articles)}
        self.readings: dict[str, Reading] = {}
        self.seen = False
        self.done = 0
        self.again = [part for part in plan.in_use if plan.learnt_from.get(part)]
        self.total = len(self.articles) * (2 + len(plan.parts)) + len(plan.parts) + len(self.again)

    def run(self) -> Iterator[protocol.Answer]:
        for article in self.articles.values():
            yield self._step("reading articles")
            self.readings[article.article_id] = self.pipeline.read(article.text, cancelled=self.cancelled)
        learnt: dict[str, Fits] = {}
        for part in self.plan.parts:
            yield self._step(f"learning {part}")
            found = self._fit(part, self.articles)
            if found is None:
                self.done += len(self.articles)
            else:
                learnt[part] = found
        in_use: dict[str, Fits | None] = {}
        for part in self.again:
            yield self._step(f"learning {part}")
            in_use[part] = self._fit(part, self.plan.learnt_from[part])
        for fold in range(self.plan.folds):
            yield from self._try(fold, self._before(fold, in_use), learnt)
        weights = {part: fits.whole.as_json() for part, fits in learnt.items()}
        yield protocol.Learnt(self.job, self.pipeline.version, weights, self.notes)

    def _before(self, fold: int, in_use: Mapping[str, Fits | None]) -> dict[str, Learnt]:
        """Return the weights in use as they would be had the articles of a fold not been learnt from."""
        out = dict(self.plan.in_use)
        for part, fits in in_use.items():
            if fits is None:
                out.pop(part)
            else:
                out[part] = fits.without[fold]
        return out

    def _try(self, fold: int, before: Mapping[str, Learnt], learnt: Mapping[str, Fits]) -> Iterator[protocol.Answer]:
        """Suggest on the articles of a fold by what is in use, and by each part as learnt from the others."""
        pipelines = {"": self._pipeline(before)}
        # From the end of the chain to its beginning: what comes before a part in the chain need not run again for it.
        for part in sorted(learnt, key=PARTS.index, reverse=True):
            pipelines[part] = self._pipeline({**before, part: learnt[part].without[fold]})
        for article, lesson in self.articles.items():
            if self.fold_of[article] != fold:
                continue
            for part, pipeline in pipelines.items():
                yield self._step("trying what was learnt")
                since = LEARNERS[part] if part in _LATE else ""
                found = pipeline.suggest_again(lesson.text, self.readings[article], since)
                yield protocol.Tried(self.job, article, part, found.suggestions)

    def _pipeline(self, learnt: Mapping[str, Learnt]) -> Pipeline:
        return Pipeline(self.pipeline.parser, self.scheme, learnt=learnt)

    def _fit(self, part: str, articles: Container[str]) -> Fits | None:
        """Return what a part learns from some articles, None with a note where it can't."""
        if not isinstance(self.pipeline.chain.get_pipe(LEARNERS[part]), Learner):
            self.notes[part] = NO_USE
            return None
        # Every part begins with Docs that no component has seen.
        if self.seen:
            self.readings = {article: fresh(one) for article, one in self.readings.items()}
        self.seen = True
        chosen = [one for one in self.lessons if one.article_id in articles]
        read = [ReadLesson(one, self.readings[one.article_id]) for one in chosen]
        try:
            return cross_fit(part, read, [self.fold_of[one.article_id] for one in chosen], self.plan.folds)
        except ValueError as fault:
            self.notes.setdefault(part, str(fault))
            return None

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
