"""Boilerplate regions of a set: kept apart from each other, so that a character is in one region or in none."""

from __future__ import annotations

from labeler.domain.changes import Changed
from labeler.domain.clock import now
from labeler.domain.ids import new_id
from labeler.domain.labels import Region
from labeler.domain.sets import Actor
from labeler.domain.spans import Span, trim
from labeler.domain.suggestions import Decision, Suggestion
from labeler.services.offers import open_offers
from labeler.services.work import Work, own_work
from labeler.store import Store


def mark_boilerplate(store: Store, actor: Actor, article_id: str, span: Span, id: str | None = None) -> Changed:  # noqa: A002
    """Mark a part of the file that is not the article; regions that it touches become one with it.

    Raises:
        LabelerError: `bad_span`, `blank_span`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "mark boilerplate", id=id) as work:
        if not work.edit.repeated:
            work.quote(span)
            add_region(work, span, id)
    return work.edit.changed


def unmark_boilerplate(store: Store, actor: Actor, article_id: str, span: Span) -> Changed:
    """Take a part of the file back into the article: regions are cut, suggested ones are decided.

    A suggested region that reaches beyond the span leaves what lies outside of it as regions of the set.

    Raises:
        LabelerError: `bad_span`, `blank_span`, `frozen_set`.
    """
    with own_work(store, actor, article_id, "unmark boilerplate") as work:
        work.quote(span)
        for region in work.labels(Region):
            if region.span.overlaps(span):
                work.remove(region)
                for part in _outside(region.span, span, work.article.text):
                    _insert(work, part, new_id())
        for offer in open_offers(work.edit.read, work.set):
            extent = _extent(offer)
            if offer.kind == "boilerplate" and extent is not None and extent.overlaps(span):
                _cut_offer(work, offer, extent, span)
    return work.edit.changed


def take_offers(work: Work) -> None:
    """Take the undecided boilerplate suggestions into the set."""
    for offer in open_offers(work.edit.read, work.set):
        extent = _extent(offer)
        if offer.kind == "boilerplate" and extent is not None:
            region = add_region(work, extent, None)
            work.add(_decision(work, offer, "accepted", region))


def add_region(work: Work, span: Span, id: str | None) -> str:  # noqa: A002
    """Add a region, one with those that it touches, and return its id."""
    touching = [one for one in work.labels(Region) if span.start <= one.end and one.start <= span.end]
    if len(touching) == 1 and touching[0].span.holds(span):
        work.edit.jump = touching[0].id
        return touching[0].id
    for region in touching:
        work.remove(region)
    whole = Span(min(span.start, *(one.start for one in touching)) if touching else span.start,
                 max(span.end, *(one.end for one in touching)) if touching else span.end)  # fmt: skip
    return _insert(work, whole, id or new_id())


def _insert(work: Work, span: Span, region_id: str) -> str:
    work.add(Region(id=region_id, set_id=work.set.id, start=span.start, end=span.end, text=work.quote(span)))
    return region_id


def _cut_offer(work: Work, offer: Suggestion, extent: Span, span: Span) -> None:
    kept = [add_region(work, part, None) for part in _outside(extent, span, work.article.text)]
    work.add(_decision(work, offer, "edited" if kept else "rejected", kept[0] if kept else None))


def _decision(work: Work, offer: Suggestion, verdict: str, label_id: str | None) -> Decision:
    return Decision(
        set_id=work.set.id,
        suggestion_id=offer.id,
        verdict="accepted" if verdict == "accepted" else "edited" if verdict == "edited" else "rejected",
        at=now(),
        label_id=label_id,
    )


def _extent(offer: Suggestion) -> Span | None:
    return None if offer.start is None or offer.end is None else Span(offer.start, offer.end)


def _outside(whole: Span, cut: Span, text: str) -> list[Span]:
    """Return what a cut leaves of a region: before and after it, without white space at the ends."""
    ends = [(whole.start, min(cut.start, whole.end)), (max(cut.end, whole.start), whole.end)]
    parts = [trim(Span(start, end), text) for start, end in ends if start < end]
    return [part for part in parts if part is not None]
