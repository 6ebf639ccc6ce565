"""Which finished sets a project learns from, and how much each of them counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from labeler.agreement.marks import Marks, of_labels
from labeler.domain.labels import Label
from labeler.domain.learning import BLIND_WEIGHT
from labeler.domain.registry import Entity, resolve
from labeler.domain.sets import GOLD, AnnotationSet
from labeler.nlp.learning.lessons import Lesson
from labeler.services.evaluation import origins
from labeler.services.unaided import is_aided
from labeler.store import Reader
from labeler.store.dataset import SetRows, sets_in_order
from labeler.store.past import first_made

MOST_ARTICLES = 1000
"""From more articles than these nothing more is learnt that were worth the time: those finished last are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What can be learnt from: lessons, and by article the labels of each set, to compare suggestions with.

    `sets` counts the sets, `blind` the articles all of whose sets were labelled with suggestions hidden (or before
    there were any), `finished` all finished articles of the project.
    """

    lessons: tuple[Lesson, ...]
    texts: Mapping[str, str]
    marks: Mapping[str, Sequence[Marks]]
    sets: int
    blind: int
    finished: int

    @property
    def articles(self) -> int:
        """The number of articles."""
        return len(self.texts)


def gather(read: Reader) -> Material:
    """Return the finished sets: of an article's the gold if it is finished and not stale, else the annotators'."""
    by_article: defaultdict[str, list[AnnotationSet]] = defaultdict(list)
    for one in read.each(AnnotationSet, state="finished"):
        by_article[one.article_id].append(one)
    newest = sorted(by_article, key=lambda article: (max(one.finished for one in by_article[article]), article))
    wanted = {one.id for article in newest[-MOST_ARTICLES:] for one in _chosen(by_article[article])}
    names, made = _names(read), first_made(read)
    lessons: list[Lesson] = []
    texts: dict[str, str] = {}
    marks: defaultdict[str, list[Marks]] = defaultdict(list)
    aided: set[str] = set()
    for rows in sets_in_order(read, lambda one, _name: one.id in wanted):
        article = rows.article
        texts[article.id] = article.text
        marks[article.id].append(_marks(rows, names))
        seen = is_aided(read, rows.set, origins(rows.claims, rows.speakers, rows.stances), made)
        aided |= {article.id} if seen else set()
        weight = (1.0 if seen else BLIND_WEIGHT) / len(_chosen(by_article[article.id]))
        lessons.append(_lesson(rows, names, weight))
    return Material(
        lessons=tuple(lessons),
        texts=texts,
        marks=marks,
        sets=len(lessons),
        blind=len(texts.keys() - aided),
        finished=len(by_article),
    )


def _chosen(sets: Sequence[AnnotationSet]) -> list[AnnotationSet]:
    gold = [one for one in sets if one.annotator_id == GOLD and not one.stale]
    return gold or [one for one in sets if one.annotator_id != GOLD]


def _names(read: Reader) -> dict[str, str]:
    """Return the name of each entity, after all merges, by its id."""
    entities = {one.id: one for one in read.all(Entity)}
    return {id_: resolve(id_, entities).name for id_ in entities}


def _lesson(rows: SetRows, names: Mapping[str, str], weight: float) -> Lesson:
    labels: tuple[Label, ...] = (*rows.claims, *rows.speakers, *rows.stances, *rows.regions)
    named = {one.entity_id for one in rows.speakers if one.entity_id is not None}
    return Lesson(rows.article.id, rows.article.text, labels, {one: names[one] for one in sorted(named)}, weight)


def _marks(rows: SetRows, names: Mapping[str, str]) -> Marks:
    known_as = {one.id: {names[one.entity_id]} for one in rows.speakers if one.entity_id is not None}
    return of_labels(rows.claims, rows.speakers, rows.stances, rows.regions, known_as)
