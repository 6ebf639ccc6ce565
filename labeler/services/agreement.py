"""Agreement among a project's people: what they finished, measured, and kept until the project changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from labeler.agreement.defaults import DRAWS, SEED
from labeler.agreement.influence import Decision as Decided
from labeler.agreement.report import Asked, Report
from labeler.agreement.units import GOLD, ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet, trimmed
from labeler.domain.errors import LabelerError
from labeler.domain.registry import Entity, resolve
from labeler.domain.sets import GOLD as GOLD_ID
from labeler.domain.sets import Actor, AnnotationSet, Annotator
from labeler.domain.suggestions import Decision, Suggestion, SuggestionRun
from labeler.services import agreement_cache as cache
from labeler.services import unaided
from labeler.services.agreement_files import attributes_of
from labeler.services.agreement_gathering import AGREEMENT_CANCELLED, Gathered, Gathering
from labeler.services.agreement_kept import ALL, allowed, state_for
from labeler.services.agreement_reporting import report_of
from labeler.services.evaluation import origins
from labeler.services.projects import project_row, scheme_of
from labeler.store import Reader, Store
from labeler.store.dataset import SetRows, article_keys, last_change, sets_in_order
from labeler.store.listing import latest_run
from labeler.store.past import first_made

Progress: TypeAlias = Callable[[int, int, str], None]

_AIDED = frozenset({"accepted", "edited", "suggested"})


def agreement(
    store: Store,
    actor: Actor,
    asked: Asked = ALL,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    fresh: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Return the report on agreement; the one that was kept if the project is as it was then.

    Args:
        store: the project.
        actor: a reviewer or a lead.
        asked: which sets and figures.
        draws: how many times articles are drawn for intervals.
        seed: with what.
        fresh: measure even if a report was kept.
        progress: is told what is being done.
        cancelled: ends it.

    Raises:
        LabelerError: the actor is neither, whom or what was asked for is not there, or it was cancelled.
    """
    with store.read() as read:
        state = state_for(read, actor)
    place = cache.place(state.project, asked, draws, seed)
    if not fresh and (kept := cache.kept(place, state.change)) is not None:
        return kept
    found = gather(store, actor, asked, progress=progress, cancelled=cancelled)
    report = report_of(
        found.gathered,
        asked,
        decisions=found.decisions,
        draws=draws,
        seed=seed,
        progress=progress,
        cancelled=cancelled,
    )
    cache.keep(place, found.change, report)
    return report


@dataclass(frozen=True, slots=True)
class Found:
    """What a project holds to measure, what was decided about suggestions, and the state (`change`) it was read in."""

    gathered: Gathered
    decisions: tuple[Decided, ...]
    change: str


def gather(
    store: Store,
    actor: Actor,
    asked: Asked = ALL,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Found:
    """Read the finished sets of a project, gold among them.

    Raises:
        LabelerError: as for `agreement`.
    """
    gathering = Gathering(asked)
    decisions: list[Decided] = []
    with store.read() as read:
        allowed(read, actor)
        keys, names = article_keys(read), {one.id: one.name for one in read.all(Annotator)}
        chosen: set[str] = set()
        for one in read.each(AnnotationSet):
            if _counts(one, names[one.annotator_id], keys[one.article_id], gathering):
                chosen.add(one.id)
        told = _Told.of(read)
        for number, rows in enumerate(sets_in_order(read, lambda one, _name: one.id in chosen), 1):
            if cancelled is not None and cancelled():
                raise LabelerError(AGREEMENT_CANCELLED)
            if progress is not None:
                progress(number, len(chosen), rows.article.key)
            article = rows.article
            place = gathering.add_article(article.text_sha256, article.key, article.heading, article.text)
            gathering.add_set(place, _units(read, rows, told))
            if rows.set.annotator_id != GOLD_ID:
                decisions += _decisions(read, rows)
        project = project_row(read)
        gathering.ask(one.id for one in scheme_of(read, project.scheme_version).topics if not one.retired)
        gathered = gathering.done(project.name, set(keys.values()))
        return Found(gathered, tuple(decisions), last_change(read))


def _counts(one: AnnotationSet, name: str, key: str, gathering: Gathering) -> bool:
    """Tell whether a set counts, and note it if it is left out for its state."""
    asked, gold = gathering.asked, one.annotator_id == GOLD_ID
    if not gathering.wanted(key, GOLD if gold else name):
        return False
    if one.state != "finished" or one.stale:
        if not gold or one.stale:
            gathering.exclude(key, GOLD if gold else name, "stale" if one.stale else one.state)
        return False
    if gold:
        return True
    day = one.finished[:10]
    in_time = (not asked.since or day >= asked.since) and (not asked.until or day <= asked.until)
    return in_time and asked.guidelines in {0, one.guidelines_version}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the project tells about all articles: entities that stand for others, when suggestions were first made."""

    entities: Mapping[str, Entity]
    first_made: Mapping[str, str]

    @classmethod
    def of(cls, read: Reader) -> _Told:
        return cls({one.id: one for one in read.all(Entity)}, first_made(read))


def _units(read: Reader, rows: SetRows, told: _Told) -> UnitSet:
    text, one = rows.article.text, rows.set
    gold = one.annotator_id == GOLD_ID
    return UnitSet(
        annotator=GOLD if gold else rows.annotator,
        claims=tuple(
            ClaimUnit(
                label.id,
                *trimmed(text, label.start, label.end),
                label.type,
                label.attribution,
                label.source,
                label.speaker_id or "",
                label.origin in _AIDED,
                label.rule,
                attributes_of(label.attributes),
            )
            for label in rows.claims
        ),
        speakers=tuple(_speakers(rows, told)),
        stances=tuple(
            StanceUnit(
                label.id,
                label.claim_id,
                label.topic,
                label.value,
                *((-1, -1) if label.start is None or label.end is None else trimmed(text, label.start, label.end)),
                label.origin in _AIDED,
                label.rule,
            )
            for label in rows.stances
        ),
        boilerplate=tuple(RegionUnit(label.id, *trimmed(text, label.start, label.end)) for label in rows.regions),
        shown=None if gold else saw_suggestions(read, rows, told.first_made),
        guidelines=one.guidelines_version,
        month=one.finished[:7],
    )


def saw_suggestions(read: Reader, rows: SetRows, first_made: Mapping[str, str]) -> bool | None:
    """Return whether who made a set saw suggestions (see `unaided.is_aided`), None of an article without any."""
    if not read.all(SuggestionRun, article_id=rows.article.id):
        return None
    return unaided.is_aided(read, rows.set, origins(rows.claims, rows.speakers, rows.stances), first_made)


def _speakers(rows: SetRows, told: _Told) -> Iterator[SpeakerUnit]:
    for label in rows.speakers:
        meant = label.entity_id
        entity = resolve(meant, told.entities) if meant and meant in told.entities else None
        yield SpeakerUnit(
            label.id,
            *trimmed(rows.article.text, label.start, label.end),
            "" if entity is None else entity.id,
            "" if entity is None else entity.name,
            label.origin in _AIDED,
            label.rule,
        )


def _decisions(read: Reader, rows: SetRows) -> Iterator[Decided]:
    """Yield what one did with the suggestions of an article; those nothing was done about are undecided."""
    made = read.all(Decision, set_id=rows.set.id)
    if not made and rows.set.suggestions == "blind":
        return
    run = latest_run(read, rows.article.id)
    offered = {} if run is None else {one.id: one for one in read.all(Suggestion, run_id=run.id)}
    decided = {one.suggestion_id for one in made}
    rules = {id_: one.rule for id_, one in offered.items()}
    missing = decided - set(rules)
    if missing:
        rules |= {id_: one.rule for id_, one in read.by_id(Suggestion, missing).items()}
    for one in made:
        seconds = one.milliseconds / 1000 if one.milliseconds else None
        yield Decided(rows.annotator, rules.get(one.suggestion_id, ""), one.verdict, seconds)
    if made:
        for id_, one in offered.items():
            if id_ not in decided:
                yield Decided(rows.annotator, one.rule, "undecided")
