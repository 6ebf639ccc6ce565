"""What suggestions are worth on the articles that a project's people have finished."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from labeler.agreement.marks import Marks, of_labels
from labeler.agreement.tally import Proposed
from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError
from labeler.domain.registry import Alias, Entity, resolve
from labeler.domain.sets import GOLD, MAJORITY, NOT_YOURS, Actor, Annotator
from labeler.domain.suggestions import Suggestion, SuggestionRun
from labeler.services import unaided
from labeler.services.evaluation import (
    EVALUATION_CANCELLED,
    NOTHING_FINISHED,
    Comparison,
    Effort,
    Evaluation,
    layer_name,
    made_anew,
    of_run,
    origins,
)
from labeler.services.export_lines import Selection, select
from labeler.services.export_majority import majority_rows, select_majority
from labeler.services.learned import weights_in_use
from labeler.services.projects import NO_ANNOTATOR, current_scheme, known
from labeler.store import Reader, Store
from labeler.store.dataset import SetRows, article_keys, sets_in_order
from labeler.store.listing import latest_run
from labeler.store.past import first_made

NO_SUGGESTIONS = "without suggestions"


@dataclass(frozen=True, slots=True)
class _Told:
    """What the project tells about all articles: names by entity, when suggestions were first made by run."""

    names: Mapping[str, frozenset[str]]
    first_made: Mapping[str, str]


def evaluate_project(
    store: Store,
    actor: Actor,
    *,
    layer: str = "",
    least: float = 0.0,
    fresh: bool = False,
    effort: Effort | None = None,
) -> Evaluation:
    """Compare the newest suggestions of each article with the finished sets of a layer. Nothing is stored.

    Args:
        store: the project.
        actor: leads and reviewers may take every layer, an annotator by:HERSELF.
        layer: `gold`, `majority` (what more than half of those have who finished an article), `all` (everybody's but
            gold), `by:NAME`; "" is gold where there is any, else all, and her own for
            an annotator.
        least: suggestions with a lower score count as not made.
        fresh: make the suggestions anew, with the project's scheme, rather than take those that are stored.
        effort: how they are made anew.

    Raises:
        LabelerError: no such layer, it is not hers, nothing is finished or suggested, no worker, or it was cancelled.
    """
    effort = effort or Effort()
    with store.read() as read:
        actor = known(read, actor)
        layer, selection = _selected(read, actor, layer)
        keys = article_keys(read)
        articles = read.by_id(Article, {one.set.article_id for one in selection.taken}) if fresh else {}
    comparison = Comparison(layer, least, excluded=Counter(selection.excluded))
    own = replace(effort, learnt=weights_in_use(store)) if fresh else effort
    made = made_anew(articles, current_scheme(store), own, comparison) if fresh else None
    with store.read() as read:
        told = _Told(_names(read), first_made(read))
        wanted = {one.set.id for one in selection.taken}
        if layer == MAJORITY:
            read_sets = majority_rows(read, selection.taken)
        else:
            read_sets = sets_in_order(read, lambda one, _name: one.id in wanted)
        for number, rows in enumerate(read_sets, 1):
            if effort.cancelled is not None and effort.cancelled():
                raise LabelerError(EVALUATION_CANCELLED)
            article = rows.article
            proposed = _stored(read, article.id, least) if made is None else made.get(article.id)
            _compare(read, rows, proposed, told, comparison)
            if effort.progress is not None:
                effort.progress(number, len(wanted), keys[article.id])
    return comparison.done()


def _selected(read: Reader, actor: Actor, layer: str) -> tuple[str, Selection]:
    """Return the layer that is meant, and its finished sets."""
    all_seeing = bool(actor.roles & {"reviewer", "lead"})
    keys = article_keys(read)
    if not layer:
        if not all_seeing:
            layer = f"by:{actor.name}"
        else:
            gold = select(read, keys, GOLD, training=True, stale=False)
            layer = "gold" if gold.taken else "all"
    name = layer_name(layer, majority=True)
    if not all_seeing and name != actor.name:
        owner = name if name and name != actor.name else "everybody"
        raise LabelerError(NOT_YOURS, actor=actor.name, verb="compare with", owner=owner)
    if layer == "all":
        selection = select(read, keys, None, training=True, stale=False)
        people = tuple(one for one in selection.taken if one.set.annotator_id != GOLD)
        selection = replace(selection, taken=people)
    elif layer == MAJORITY:
        selection = select_majority(read, keys)
    else:
        selection = select(read, keys, _person(read, layer, name), training=True, stale=False)
    if not selection.taken:
        raise LabelerError(NOTHING_FINISHED, layer=layer)
    excluded = {reason: count for reason, count in selection.excluded.items() if reason != "articles without a line"}
    return layer, replace(selection, excluded=excluded)


def _person(read: Reader, layer: str, name: str) -> str:
    if layer == "gold" or name == GOLD:
        return GOLD
    person = read.one(Annotator, name=name)
    if person is None:
        raise LabelerError(NO_ANNOTATOR, name=name)
    return person.id


def _stored(read: Reader, article_id: str, least: float) -> tuple[SuggestionRun, Proposed] | None:
    run = latest_run(read, article_id)
    return None if run is None else (run, of_run(read.all(Suggestion, run_id=run.id), least))


def _compare(
    read: Reader,
    rows: SetRows,
    proposed: Proposed | tuple[SuggestionRun, Proposed] | None,
    told: _Told,
    comparison: Comparison,
) -> None:
    if proposed is None:
        comparison.excluded[NO_SUGGESTIONS] += 1
        return
    if isinstance(proposed, tuple):
        run, proposed = proposed
        comparison.versions[run.article_id] = run.version
    labels = _labels(rows, told.names)
    aided = unaided.is_aided(read, rows.set, origins(rows.claims, rows.speakers, rows.stances), told.first_made)
    comparison.tally.add(rows.article.key, rows.article.text, proposed, labels, aided=aided)


def _labels(rows: SetRows, names: Mapping[str, frozenset[str]]) -> Marks:
    known_as = {one.id: names.get(one.entity_id or "", frozenset[str]()) for one in rows.speakers}
    return of_labels(rows.claims, rows.speakers, rows.stances, rows.regions, known_as)


def _names(read: Reader) -> dict[str, frozenset[str]]:
    """Return all names of each entity by its id: those of the entries merged with it, and aliases."""
    entities = {one.id: one for one in read.all(Entity)}
    stands = {id_: resolve(id_, entities).id for id_ in entities}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in entities.values():
        found[stands[one.id]].add(one.name)
    for alias in read.all(Alias):
        found[stands[alias.entity_id]].add(alias.name)
    return {id_: frozenset(found[into]) for id_, into in stands.items()}
