"""Annotation sets: opening one, and the states that it goes through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal, TypeVar

from labeler.domain.articles import Article
from labeler.domain.changes import Changed
from labeler.domain.checks import Problem, problems
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity, resolve
from labeler.domain.scheme import Scheme
from labeler.domain.sets import BAD_MOVE, GOLD, Actor, AnnotationSet, Annotator
from labeler.domain.suggestions import Decision, Suggestion
from labeler.services.articles import article_of
from labeler.services.boilerplate import take_offers
from labeler.services.comments import comments_of
from labeler.services.offers import Labels, Offers, decisions_of, matches, run_of
from labeler.services.projects import NO_ANNOTATOR, known, project_row, scheme_of
from labeler.services.work import STATE_WORDS, Work, own_set, own_work, set_id_of
from labeler.store import Edit, Reader, Store
from labeler.store.listing import article_states, latest_run
from labeler.store.records import Adjudication, Comment

BLOCKED = sentence("blocked", "{article} can't be finished yet: {count} of its labels must be settled first. {first}")
NO_REASON = sentence("no_reason", "Skipping an article needs a reason.")
REVIEWED = sentence(
    "reviewed", "{article} is under review: only a reviewer may reopen it, and with a reason. Ask one to do so."
)
LONG_FLAG = sentence("long_flag", "The note of a flag has at most {limit} characters.")
BAD_SECONDS = sentence("bad_seconds", "{seconds} seconds can't be added to the time worked.")
_LONGEST_FLAG = 2000
_ID = attrgetter("id")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that the page shows of one article: the actor's own set, and what is proposed to her.

    `suggestions` are those of the newest run without those decided or found unaided; none for a blind or frozen set.
    `entities` maps every id that a speaker names to the entry that stands for it after merges. `comments` are those on
    her set, oldest first, replies of reviewers included. `gold` tells whether a finished gold set exists, which she may
    see. `scheme` is the one that the set is made with. `holding` are the ids of labels that say what an undecided
    suggestion says: without them it would be proposed again. `warning` is what the newest run found odd about the
    article, "" for a blind or frozen set.
    """

    article: Article
    set: AnnotationSet
    claims: dict[str, Claim]
    speakers: dict[str, Speaker]
    stances: dict[str, Stance]
    regions: dict[str, Region]
    suggestions: dict[str, Suggestion]
    decisions: dict[str, Decision]
    entities: dict[str, Entity]
    comments: dict[str, Comment]
    gold: bool
    scheme: Scheme
    holding: frozenset[str]
    warning: str = ""


def open_sheet(store: Store, actor: Actor, article_id: str) -> Sheet:
    """Read everything that the page needs of one article.

    Raises:
        LabelerError: `no_annotator`, `no_article`.
    """
    with store.read() as read:
        actor = known(read, actor)
        article = article_of(read, article_id)
        mine, _virtual = own_set(read, article.id, actor)
        labels = Labels.of(read, mine.id)
        offers = Offers.of(read, mine, labels)
        gold = read.one(AnnotationSet, article_id=article.id, annotator_id=GOLD)
        return Sheet(
            article=article,
            set=mine,
            claims=_by_id(labels.claims),
            speakers=_by_id(labels.speakers),
            stances=_by_id(labels.stances),
            regions=_by_id(labels.regions),
            suggestions=_by_id(offers.waiting),
            decisions={} if mine.suggestions == "blind" else offers.decided,
            entities=standing_for(read, labels.speakers),
            comments=_by_id(comments_of(read, mine.id)),
            gold=gold is not None and gold.state == "finished",
            scheme=scheme_of(read, mine.scheme_version),
            holding=offers.holding,
            warning=_warning(read, mine),
        )


def _warning(read: Reader, mine: AnnotationSet) -> str:
    run = None if mine.frozen or mine.suggestions == "blind" else latest_run(read, mine.article_id)
    return "" if run is None else run.warning


def open_problems(store: Store, actor: Actor, article_id: str) -> list[Problem]:
    """Return what is odd about the actor's labels of an article, the blocking first.

    Raises:
        LabelerError: `no_annotator`, `no_article`.
    """
    with store.read() as read:
        actor = known(read, actor)
        article = article_of(read, article_id)
        mine, _virtual = own_set(read, article.id, actor)
        return _problems(read, article, mine)


def finish_set(store: Store, actor: Actor, article_id: str) -> Changed:
    """Finish an article, also one with nothing to mark: the set is frozen.

    Undecided boilerplate suggestions become regions, and labels that equal an undecided suggestion are recorded as
    unaided matches.

    Raises:
        LabelerError: `blocked` (a blocking check has findings), `bad_state`, `no_article`.
    """
    with own_work(store, actor, article_id, "finish article", frozen=True) as work:
        _move(work, "finished")
        take_offers(work)
        _record_unaided(work)
        blocking = [one for one in _problems(work.edit.read, work.article, work.set) if one.severity == "blocking"]
        if blocking:
            raise LabelerError(BLOCKED, article=work.article.key, count=len(blocking), first=blocking[0].sentence)
        work.store_set(
            replace(work.set, state="finished", reason="", finished=now(), started=work.set.started or now())
        )
    return work.edit.changed


def skip_set(store: Store, actor: Actor, article_id: str, reason: str) -> Changed:
    """Put an article aside for good, with a reason.

    Raises:
        LabelerError: `no_reason`, `bad_state`, `no_article`.
    """
    if not reason.strip():
        raise LabelerError(NO_REASON)
    with own_work(store, actor, article_id, "skip article", frozen=True) as work:
        _move(work, "skipped")
        work.store_set(replace(work.set, state="skipped", reason=reason.strip(), finished=now()))
    return work.edit.changed


def reopen_set(store: Store, actor: Actor, article_id: str, reason: str = "") -> Changed:
    """Reopen the actor's own finished or skipped article; its gold set becomes stale.

    Once a reviewer has decided anything in the article only a reviewer may, and with a reason.

    Raises:
        LabelerError: `bad_state`, `reviewed`, `no_article`.
    """
    with own_work(store, actor, article_id, "reopen article", frozen=True) as work:
        if not work.set.frozen:
            state = STATE_WORDS["" if work.virtual else work.set.state]
            raise LabelerError(BAD_MOVE, article=work.article.key, state=state, verb="reopened")
        may_reopen(work.edit.read, work.actor, work.article, reason)
        work.store_set(replace(work.set, state="in_progress", reason=reason.strip(), finished=""))
        make_stale(work.edit, work.article.id)
    return work.edit.changed


def add_seconds(store: Store, actor: Actor, article_id: str, seconds: int) -> Changed:
    """Add to the time worked on an article; no step of undo. Nothing is written before the set's first label.

    Raises:
        LabelerError: `bad_seconds`, `no_article`.
    """
    # A half second would be rounded by one database and kept by the other.
    if not 0 <= seconds <= 24 * 3600 or seconds != int(seconds):
        raise LabelerError(BAD_SECONDS, seconds=seconds)
    with own_work(store, actor, article_id, "time worked", frozen=True, reversible=False) as work:
        if not work.virtual and not work.set.frozen and seconds:
            work.store_set(replace(work.set, seconds=work.set.seconds + seconds))
    return work.edit.changed


def flag_set(store: Store, actor: Actor, article_id: str, note: str) -> Changed:
    """Flag the actor's own set to the lead, with a note; "" takes the flag away. Possible in any state.

    Raises:
        LabelerError: `long_flag`, `no_article`.
    """
    note = note.strip()
    if len(note) > _LONGEST_FLAG:
        raise LabelerError(LONG_FLAG, limit=_LONGEST_FLAG)
    with own_work(store, actor, article_id, "flag article" if note else "unflag article", frozen=True) as work:
        if note != work.set.flag:
            work.store_set(replace(work.set, flag=note))
    return work.edit.changed


def assign(
    store: Store,
    actor: Actor,
    article_ids: Sequence[str],
    annotator_ids: Sequence[str],
    *,
    suggestions: Literal["shown", "blind"] = "shown",
) -> Changed:
    """Assign articles to annotators; for leads. Sets that exist already stay as they are.

    Raises:
        LabelerError: `needs_role`, `no_article`, `no_annotator`.
    """
    with store.edit("assign articles", actor) as edit:
        known(edit.read, actor).needs("lead", "assign articles")
        row = project_row(edit.read)
        people = edit.read.by_id(Annotator, annotator_ids)
        for unknown in (one for one in annotator_ids if one not in people or one == GOLD):
            raise LabelerError(NO_ANNOTATOR, name=unknown)
        for article in [article_of(edit.read, one) for one in article_ids]:
            for annotator_id in sorted(set(annotator_ids)):
                set_id = set_id_of(article.id, annotator_id)
                # Sets of others are not the lead's to see through this verb.
                if annotator_id != actor.id:
                    edit.hidden.add(set_id)
                if edit.read.one(AnnotationSet, id=set_id) is None:
                    edit.add(
                        AnnotationSet(
                            id=set_id,
                            article_id=article.id,
                            annotator_id=annotator_id,
                            scheme_version=row.scheme_version,
                            guidelines_version=row.guidelines_version,
                            suggestions=suggestions,
                            assigned=now(),
                        )
                    )
    return edit.changed


def next_unfinished(store: Store, actor: Actor, after_article_id: str | None) -> str | None:
    """Return the next article that the actor has not finished or skipped, in order and around; None if all are done."""
    with store.read() as read:
        states = article_states(read, known(read, actor).id)
    at = next((i for i, (article_id, _) in enumerate(states) if article_id == after_article_id), -1)
    around = [*states[at + 1 :], *states[: at + 1]]
    return next((article_id for article_id, state in around if state not in {"finished", "skipped"}), None)


def may_reopen(read: Reader, actor: Actor, article: Article, reason: str, *, with_gold: bool = False) -> None:
    """Refuse to open a frozen set again where a review rests on it; `with_gold`: finished gold is opened with it.

    Raises:
        LabelerError: `reviewed`.
    """
    gold = read.one(AnnotationSet, article_id=article.id, annotator_id=GOLD)
    # Finished gold is shown beside finished labels, whoever made it: these are not to follow it.
    decided = gold is not None and ((gold.frozen and not with_gold) or read.count(Adjudication, set_id=gold.id) > 0)
    if decided and not ("reviewer" in actor.roles and reason.strip()):
        raise LabelerError(REVIEWED, article=article.key)


def make_stale(edit: Edit, article_id: str) -> None:
    """Note that an article's gold set rests on labels that may change, if anything was decided in it."""
    gold = edit.read.one(AnnotationSet, article_id=article_id, annotator_id=GOLD)
    if gold is not None and (gold.frozen or edit.read.count(Adjudication, set_id=gold.id)):
        edit.put(replace(gold, stale=True))


def _move(work: Work, state: Literal["finished", "skipped"]) -> None:
    if work.set.frozen:
        raise LabelerError(BAD_MOVE, article=work.article.key, state=work.set.state, verb=state)


def _problems(read: Reader, article: Article, mine: AnnotationSet) -> list[Problem]:
    labels = Labels.of(read, mine.id)
    scheme = scheme_of(read, mine.scheme_version)
    entities = standing_for(read, labels.speakers)
    parts = (labels.claims, labels.speakers, labels.stances, labels.regions)
    return problems(article.text, *parts, scheme, entities=entities)


def _record_unaided(work: Work) -> None:
    """Record which suggestions the annotator had found by herself, not by way of another suggestion."""
    run = run_of(work.edit.read, work.set)
    decided = decisions_of(work.edit.read, work.set)
    found = matches(run.values(), Labels.of(work.edit.read, work.set.id), run)
    for suggestion_id, label in sorted(found.items()):
        own = isinstance(label, Region) or label.origin in {"manual", "imported"}
        if suggestion_id not in decided and own:
            work.add(
                Decision(
                    set_id=work.set.id,
                    suggestion_id=suggestion_id,
                    verdict="unaided match",
                    at=now(),
                    label_id=label.id,
                )
            )


def _by_id(rows: Sequence[T]) -> dict[str, T]:
    return dict(zip(map(_ID, rows), rows, strict=True))


def standing_for(read: Reader, speakers: Iterable[Speaker]) -> dict[str, Entity]:
    """Return the entries that stand for what speakers name after merges, by what they name."""
    wanted = {one.entity_id for one in speakers if one.entity_id is not None}
    found = read.by_id(Entity, wanted)
    while missing := {one.merged_into for one in found.values() if one.merged_into} - found.keys():
        found |= read.by_id(Entity, missing)
    return {one: resolve(one, found) for one in wanted}
