"""Suggestions: storing what a pipeline proposes, and deciding about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from labeler.domain.articles import Article
from labeler.domain.changes import Changed
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.labels import Kind
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion, SuggestionRun, digest, run_id, stored
from labeler.services.articles import article_of
from labeler.services.deciding import Deciding
from labeler.services.offers import decisions_of, in_reading_order, open_offers, run_of
from labeler.services.projects import known
from labeler.services.work import own_set, own_work
from labeler.store import PROGRAM, Store
from labeler.store.listing import latest_run, without_run

ONE_EXTENT = sentence("one_extent", "Only one suggestion at a time can be accepted with another extent.")
BAD_SUGGESTION = sentence(
    "bad_suggestion", "A suggestion for {article} doesn't fit its text: {start} to {end} is not {quote!r}."
)


def accept(
    store: Store,
    actor: Actor,
    article_id: str,
    suggestion_ids: Sequence[str],
    *,
    span: Span | None = None,
    milliseconds: int = 0,
) -> Changed:
    """Take suggestions into the actor's set; those accepted before are passed over.

    A claim brings its speaker and the link, unless the speaker was decided before; a stance brings its claim. `span` is
    the extent as edited, for a single suggestion; `milliseconds` is how long the decision took.

    Raises:
        LabelerError: `no_suggestion`, `blind_set`, `one_extent`, `claim_rejected`, `bad_span`, `frozen_set`.
    """
    if span is not None and len(suggestion_ids) != 1:
        raise LabelerError(ONE_EXTENT)
    title = "accept suggestion" if len(suggestion_ids) == 1 else "accept suggestions"
    with own_work(store, actor, article_id, title) as work:
        desk = Deciding.of(work, milliseconds)
        for one in desk.wanted(suggestion_ids):
            desk.accept(one, span)
    return work.edit.changed


def accept_above(store: Store, actor: Actor, article_id: str, score: float) -> Changed:
    """Accept all open suggestions of an article whose score is at least the given one, in one edit.

    A stance is left open where its claim was rejected.

    Raises:
        LabelerError: `blind_set`, `frozen_set`, `no_article`.
    """
    with own_work(store, actor, article_id, f"accept all above {score:g}") as work:
        desk = Deciding.of(work)
        desk.accept_all(one for one in open_offers(work.edit.read, work.set) if one.score >= score)
    return work.edit.changed


def accept_in(  # noqa: PLR0917  what of it, and where
    store: Store,
    actor: Actor,
    article_id: str,
    span: Span | None,
    least_score: float = 0.0,
    kinds: Collection[Kind] | None = None,
) -> Changed:
    """Accept all open suggestions that begin within a span (None: in the article), boilerplate aside, in one edit.

    A stance without a cue stands where its claim does. A stance whose claim is proposed elsewhere is left open, and so
    is one whose claim was rejected.

    Args:
        store: the project.
        actor: whose set.
        article_id: the article.
        span: where, in code points.
        least_score: the lowest score taken, 0 to 1.
        kinds: the kinds taken, None for all.

    Raises:
        LabelerError: `blind_set`, `frozen_set`, `no_article`.
    """
    with own_work(store, actor, article_id, "accept suggestions") as work:
        desk = Deciding.of(work)
        waiting = [one for one in open_offers(work.edit.read, work.set) if one.kind != "boilerplate"]
        near = {one.id for one in waiting if span is None or _begins_in(span, one, desk.run)}
        # A claim that waits elsewhere would come along with its stance.
        far = {one.id for one in waiting} - near
        wanted = [one for one in waiting if one.id in near and one.score >= least_score and one.claim_id not in far]
        count = desk.accept_all(one for one in wanted if kinds is None or one.kind in kinds)
        work.edit.title = "accept suggestion" if count == 1 else f"accept {count} suggestions"
    return work.edit.changed


def reject(
    store: Store, actor: Actor, article_id: str, suggestion_ids: Sequence[str], *, milliseconds: int = 0
) -> Changed:
    """Turn suggestions down; those decided before are passed over.

    Raises:
        LabelerError: `no_suggestion`, `blind_set`, `frozen_set`.
    """
    title = "reject suggestion" if len(suggestion_ids) == 1 else "reject suggestions"
    with own_work(store, actor, article_id, title) as work:
        desk = Deciding.of(work, milliseconds)
        for one in desk.wanted(suggestion_ids):
            if one.id not in desk.decided:
                desk.decide(one, "rejected", None)
    return work.edit.changed


def rejected(store: Store, actor: Actor, article_id: str) -> list[Suggestion]:
    """Return the suggestions of the article's newest run that the actor's set turned down, in reading order.

    Raises:
        LabelerError: `no_annotator`, `no_article`.
    """
    with store.read() as read:
        actor = known(read, actor)
        mine, _virtual = own_set(read, article_of(read, article_id).id, actor)
        run = run_of(read, mine)
        turned_down = [one.suggestion_id for one in decisions_of(read, mine).values() if one.verdict == "rejected"]
    return in_reading_order(run[one] for one in turned_down if one in run)


def reconsider(store: Store, actor: Actor, article_id: str, suggestion_ids: Sequence[str]) -> Changed:
    """Take rejections back: the suggestions wait for a decision again. Those not rejected are passed over.

    Raises:
        LabelerError: `no_suggestion`, `blind_set`, `frozen_set`.
    """
    title = "reconsider suggestion" if len(suggestion_ids) == 1 else "reconsider suggestions"
    with own_work(store, actor, article_id, title) as work:
        desk = Deciding.of(work)
        for one in desk.wanted(suggestion_ids):
            decision = desk.decided.get(one.id)
            if decision is not None and decision.verdict == "rejected":
                work.remove(decision)
    return work.edit.changed


def newest_run(store: Store, actor: Actor, article_id: str) -> SuggestionRun | None:
    """Return the run whose suggestions the actor is shown in an article: which version, when. None in a blind set.

    Raises:
        LabelerError: `no_annotator`, `no_article`.
    """
    with store.read() as read:
        actor = known(read, actor)
        article = article_of(read, article_id)
        mine, _virtual = own_set(read, article.id, actor)
        return None if mine.suggestions == "blind" else latest_run(read, article.id)


def pending(store: Store, version: str, keys: Sequence[str] | None = None) -> list[Article]:
    """Return the articles (of the given keys) that this version of the pipeline has not read yet."""
    with store.read() as read:
        return without_run(read, version, keys)


def store_run(  # noqa: PLR0917  what a run is
    store: Store,
    article_id: str,
    version: str,
    pipeline: str,
    suggestions: Sequence[Suggestion],
    warning: str = "",
) -> Changed | None:
    """Store one version's suggestions for an article; None if that version has read it before.

    Raises:
        LabelerError: `no_article`, `bad_suggestion` (a quote that differs from the text).
    """
    with store.edit("store suggestions", PROGRAM, article_id, reversible=False) as edit:
        article = article_of(edit.read, article_id)
        run = run_id(version, article.id)
        if edit.read.one(SuggestionRun, id=run) is not None:
            return None
        for one in suggestions:
            _check_quote(one, article)
        rows = stored(list(suggestions), run, article.id)
        edit.add(
            SuggestionRun(
                id=run,
                article_id=article.id,
                version=version,
                pipeline=pipeline,
                at=now(),
                sha256=digest(rows),
                warning=warning,
            )
        )
        edit.add_all(rows)
    # The proposals themselves come with the sheet: a blind annotator must not get them from here.
    return replace(edit.changed, rows={"suggestion_run": edit.changed.rows["suggestion_run"]})


def _check_quote(one: Suggestion, article: Article) -> None:
    if one.start is None or one.end is None:
        if one.kind == "stance":
            return
        raise LabelerError(BAD_SUGGESTION, article=article.key, start=one.start, end=one.end, quote=one.text)
    if not 0 <= one.start < one.end <= len(article.text) or article.text[one.start : one.end] != one.text:
        raise LabelerError(BAD_SUGGESTION, article=article.key, start=one.start, end=one.end, quote=one.text)


def _begins_in(span: Span, one: Suggestion, run: Mapping[str, Suggestion]) -> bool:
    """Tell whether a suggestion begins within a span; a stance without a cue begins where its claim does."""
    place = one if one.start is not None else run.get(one.claim_id or "")
    return place is not None and place.start is not None and span.start <= place.start < span.end
