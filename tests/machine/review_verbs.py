"""The verbs of reviewing, beside all others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from labeler.domain.labels import Claim
from labeler.domain.sets import AnnotationSet
from labeler.services import reviewing, sets
from labeler.services.reviewing import EditedFrame, EditedStance, Item, ReviewSheet
from tests.machine.verbs import DATA, Verbs, verb

REVIEWERS = st.sampled_from(["lena", "lena", "lena", "bert", "bert", "anna"])
# Not all: annotators may reopen what nobody reviews.
ARTICLES = st.just("article-lines")
REASONS = st.sampled_from(["", "guideline", "extent: ümlaut 🚲"])


class ReviewVerbs(Verbs):
    """Plays the services of reviewing among the others."""

    def under_review(self, data: st.DataObject, article: str) -> ReviewSheet:
        """Let anna and bert finish an article, as far as they may, and open its review."""
        for who in ("anna", "bert"):
            with self.store.read() as read:
                mine = read.one(AnnotationSet, id=self.set_id(who, article))
            if mine is None or mine.state != "finished":
                self.thaw(who, article)
                self.labelled(data, who, article, Claim)
                self.play(who, "finish_set", lambda a: sets.finish_set(self.store, a, article))
        return reviewing.open_review(self.store, self.people["lena"], article)

    def decidable(self, data: st.DataObject, who: str, article: str) -> ReviewSheet:
        """Open a review whose gold is not finished."""
        sheet = self.under_review(data, article)
        if sheet.gold.set.frozen:
            self.play(who, "reopen_gold", lambda a: reviewing.reopen_gold(self.store, a, article))
        return sheet

    def some_item(self, data: st.DataObject, sheet: ReviewSheet, *, settled: bool = False) -> Item | None:
        found = [one for one in sheet.items if (one.id in sheet.settled) == settled] or list(sheet.items)
        return data.draw(st.sampled_from(found)) if found else None

    def open_one(self, who: str, article: str, settled: list[str]) -> None:
        """Make an item open again, so that there is something to settle."""
        if settled:
            self.play(who, "undecide", lambda a: reviewing.undecide(self.store, a, article, settled[0]))

    def item_id(self, item: Item | None) -> str:
        return "nothing" if item is None else item.id

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA, reason=REASONS)
    def decide(self, who: str, article: str, data: st.DataObject, reason: str) -> None:
        sheet = self.decidable(data, who, article)
        item = self.item_id(self.some_item(data, sheet))
        side = data.draw(st.sampled_from([*(one.annotator_id for one in sheet.sides), "", "nobody"]))
        self.play(who, "decide", lambda a: reviewing.decide(self.store, a, article, item, side, reason=reason))

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA, reason=REASONS)
    def decide_edited(self, who: str, article: str, data: st.DataObject, reason: str) -> None:
        sheet = self.decidable(data, who, article)
        item = self.some_item(data, sheet)
        span = self.span(data, article)
        frame = EditedFrame(start=span.start, end=span.end)
        if item is not None and item.layer == "claim":
            cue: dict[str, Any] = data.draw(st.sampled_from([{}, {"start": span.start, "end": span.end}]))
            stances = (EditedStance(topic=data.draw(st.sampled_from(["T1", "T9"])), value="support", **cue),)
            source = data.draw(st.sampled_from(["author", "unstated", "speaker"]))
            frame = replace(frame, type=data.draw(st.sampled_from(["fact", ""])), source=source, stances=stances)
        self.play(
            who,
            "decide_edited",
            lambda a: reviewing.decide_edited(self.store, a, article, self.item_id(item), frame, reason=reason),
        )

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA)
    def undecide(self, who: str, article: str, data: st.DataObject) -> None:
        sheet = self.decidable(data, who, article)
        if not sheet.settled:
            self.decide("lena", article, data, "")
            sheet = reviewing.open_review(self.store, self.people["lena"], article)
        item = self.item_id(self.some_item(data, sheet, settled=True))
        self.play(who, "undecide", lambda a: reviewing.undecide(self.store, a, article, item))

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA)
    def take_agreed(self, who: str, article: str, data: st.DataObject) -> None:
        sheet = self.decidable(data, who, article)
        self.open_one(who, article, [one.id for one in sheet.items if one.id in sheet.settled and not one.kind])
        if not any(not one.kind for one in sheet.items):
            # Nothing is agreed on: both mark the same.
            self.both_mark(article, data)
        self.play(who, "take_agreed", lambda a: reviewing.take_agreed(self.store, a, article))

    def both_mark(self, article: str, data: st.DataObject) -> None:
        for who in ("anna", "bert"):
            self.play(
                who,
                "reopen_set",
                lambda a: sets.reopen_set(self.store, a, article, "again"),
            )
            self.mark_boilerplate(who, article, data)
            self.play(who, "finish_set", lambda a: sets.finish_set(self.store, a, article))

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA, strategy=st.sampled_from(["agree", "majority", "by:anna", "no"]))
    def premerge(self, who: str, article: str, data: st.DataObject, strategy: str) -> None:
        sheet = self.decidable(data, who, article)
        self.open_one(who, article, list(sheet.settled))
        self.play(who, "premerge", lambda a: reviewing.premerge(self.store, a, article, strategy))
        self.play(who, "premerge", lambda a: reviewing.premerge(self.store, a, article, strategy))

    @verb(who=REVIEWERS, article=ARTICLES)
    def hide_names(self, who: str, article: str) -> None:
        hidden = not reviewing.open_review(self.store, self.people["lena"], article).blind
        self.play(who, "hide_names", lambda a: reviewing.hide_names(self.store, a, article, hidden))

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA, merged=st.booleans())
    def accept_gold(self, who: str, article: str, data: st.DataObject, merged: bool) -> None:
        self.decidable(data, who, article)
        if merged:
            self.play(who, "premerge", lambda a: reviewing.premerge(self.store, a, article, "by:bert"))
        self.play(who, "accept_gold", lambda a: reviewing.accept_gold(self.store, a, article))

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA)
    def reopen_gold(self, who: str, article: str, data: st.DataObject) -> None:
        if not self.under_review(data, article).gold.set.frozen:
            self.accept_gold("lena", article, data, merged=True)
        self.play(who, "reopen_gold", lambda a: reviewing.reopen_gold(self.store, a, article, "once more"))

    @verb(who=REVIEWERS, article=ARTICLES, data=DATA, whom=st.sampled_from(["anna", "bert", "lena"]))
    def ask_to_reopen(self, who: str, article: str, data: st.DataObject, whom: str) -> None:
        self.under_review(data, article)
        asked = self.people[whom].id
        reason = "Look at this again " + self.new_id()
        self.play(who, "ask_to_reopen", lambda a: reviewing.ask_to_reopen(self.store, a, article, asked, reason))
