"""What the review of one article shows, and what annotators see of gold beside their own labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from labeler.domain.adjudication import compared_of, taken_of
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.guidelines import clauses
from labeler.domain.labels import Kind, Speaker
from labeler.domain.sets import GOLD, Actor, AnnotationSet
from labeler.services.articles import article_of
from labeler.services.comments import comments_of
from labeler.services.projects import known, scheme_of
from labeler.services.reviewing_sides import SetLabels, items_between
from labeler.services.reviewing_state import Kept, Reviewed, reviewer
from labeler.services.reviewing_values import GoldBeside, Ground, Precedent, ReviewSheet, Settlement, Side
from labeler.services.reviewing_work import letter, order_of
from labeler.services.sets import standing_for
from labeler.services.work import own_set
from labeler.store import Reader, Store
from labeler.store.records import Adjudication, GuidelinesVersion

NO_GOLD = sentence("no_gold", "{article} has no finished gold labels yet.")
OWN_FIRST = sentence("own_first", "Finish {article} first: then its gold labels are shown beside yours.")


def open_review(store: Store, actor: Actor, article_id: str) -> ReviewSheet:
    """Read everything that the review of an article shows.

    Raises:
        LabelerError: `needs_role`, `no_article`.
    """
    with store.read() as read:
        actor = reviewer(read, actor)
        state = Reviewed.of(read, article_id)
        blind = state.gold.suggestions == "blind"
        order = order_of(state)
        sides = tuple(
            _side(state.sides[who], letter(place), "" if blind else state.names[who]) for place, who in enumerate(order)
        )
        gold = _side(SetLabels.of(read, state.gold, GOLD), "", GOLD)
        scheme = scheme_of(read, state.gold.scheme_version)
        own = state.states.get(actor.id)
        speakers = [speaker for side in (*sides, gold) for speaker in side.speakers.values()]
        return ReviewSheet(
            article=state.article,
            scheme=scheme,
            sides=sides,
            gold=gold,
            entities=standing_for(read, speakers),
            items=tuple(state.items.values()),
            settled={item: settlement_of(one, state.names, item) for item, one in state.settled.items()},
            blind=blind,
            warned=own is not None and own.state != "assigned",
            reopened=state.reopened,
            clauses=clauses(_guidelines(read, state.gold)),
            reasons=tuple(one for one in scheme.reasons if not one.retired),
            precedents=_precedents(read, blind=blind),
            comments={who: tuple(comments_of(read, side.set.id)) for who, side in state.sides.items()},
        )


def gold_beside(store: Store, actor: Actor, article_id: str) -> GoldBeside:
    """Return the actor's own set beside the finished gold of an article.

    Who has not finished it would only copy gold: but for reviewers, it is shown to those who have.

    Raises:
        LabelerError: `no_article`, `no_gold` (it is not finished), `own_first`.
    """
    with store.read() as read:
        actor = known(read, actor)
        article = article_of(read, article_id)
        finished = read.one(AnnotationSet, article_id=article.id, annotator_id=GOLD)
        if finished is None or finished.state != "finished":
            raise LabelerError(NO_GOLD, article=article.key)
        mine, _virtual = own_set(read, article.id, actor)
        if mine.state != "finished" and not actor.roles & {"reviewer", "lead"}:
            raise LabelerError(OWN_FIRST, article=article.key)
        own, gold = SetLabels.of(read, mine, actor.name), SetLabels.of(read, finished, GOLD)
        speakers: list[Speaker] = [*own.speakers.values(), *gold.speakers.values()]
        entities = standing_for(read, speakers)
        return GoldBeside(
            article=article,
            scheme=scheme_of(read, finished.scheme_version),
            own=_side(own, "", actor.name),
            gold=_side(gold, "", GOLD),
            entities=entities,
            items=tuple(items_between(article, (own, gold), entities).values()),
            why=_why(read, finished, own),
        )


def settlement_of(one: Kept, names: Mapping[str, str], item_id: str) -> Settlement:
    """Return a stored settlement as it is shown."""
    row, taken = one.row, one.taken
    return Settlement(
        id=row.id,
        item_id=item_id,
        how=row.how,
        annotator_id=row.annotator_id,
        annotator=names.get(row.annotator_id, ""),
        at=row.at,
        reason=row.reason,
        clause=row.clause,
        taken_from=taken.annotator_id,
        edited=taken.way == "edited",
        frame=taken.frame,
        label_id=taken.gold,
    )


def _side(one: SetLabels, shown: str, name: str) -> Side:
    return Side(
        letter=shown,
        annotator_id=one.annotator_id,
        name=name,
        set=one.set,
        claims=one.claims,
        speakers=one.speakers,
        stances=one.stances,
        regions=one.regions,
    )


def _guidelines(read: Reader, gold: AnnotationSet) -> str:
    found = read.one(GuidelinesVersion, version=gold.guidelines_version)
    return "" if found is None else found.text


def _precedents(read: Reader, *, blind: bool) -> tuple[Precedent, ...]:
    """Return how reviewers settled items of each layer and kind, the most frequent way first."""
    found: Counter[tuple[Kind, str, str]] = Counter()
    for row in read.each(Adjudication, how="adjudicated"):
        taken = taken_of(row.taken)
        if taken is None or not taken.kind or (taken.layer == "speaker" and taken.along):
            continue
        found[taken.layer, taken.kind, taken.way] += 1
    counted = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        Precedent(layer=layer, kind=kind, way=way, count=count)
        for (layer, kind, way), count in counted
        if not (blind and way.startswith("by:"))
    )


def _why(read: Reader, gold: AnnotationSet, own: SetLabels) -> dict[str, Ground]:
    """Return why each gold label is as it is, and why what gold leaves out of one's own was left out.

    Of others nothing is told: not whose labels were compared or taken, nor whether all or most agreed.
    """
    found: dict[str, Ground] = {}
    for row in sorted(read.all(Adjudication, set_id=gold.id), key=lambda one: (one.at, one.id)):
        taken = taken_of(row.taken)
        if taken is None:
            continue
        ground = Ground(reason=row.reason, clause=row.clause)
        if taken.gold:
            found[taken.gold] = ground
        for part in compared_of(row.sources):
            if part.annotator_id == own.annotator_id and own.frame(taken.layer, part.label_id) is not None:
                found[part.label_id] = ground
    return found
