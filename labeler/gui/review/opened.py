"""The article in review: what was read of it, the case looked at, and the keys that settle cases.

What is pressed goes on at once: what was settled a moment ago is known here before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from PySide6.QtCore import QObject, Signal

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.gui.bus import Bus
from labeler.gui.review.ahead import Ahead, expected
from labeler.gui.review.cases import Case, Grounds
from labeler.gui.review.reading import Reading, reading_beside, reading_of

if TYPE_CHECKING:
    from labeler.services.reviewing import EditedFrame
    from labeler.store import Store

_REVIEWERS = {"reviewer", "lead"}

Work: TypeAlias = "Callable[[Store, Actor], Changed]"


class Why(TypedDict):
    """A reason and a clause as services take them."""

    reason: str
    clause: str


class OpenReview(QObject):
    """opened(): another article, or none. refreshed(): the same, read again. moved(): another case is looked at.

    settled(): some cases were settled, and with that another may be looked at.

    `only` are the ids of the cases asked for, None for all; `kind` the kind that is shown, "" for all.
    """

    opened = Signal()
    refreshed = Signal()
    moved = Signal()
    settled = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bus = bus
        self.reading: Reading | None = None
        self.current = ""
        self.kind = ""
        self.only: frozenset[str] | None = None
        self.grounds: dict[str, Grounds] = {}
        self._wanted = ""
        self._jump = ""
        self._ahead = Ahead()
        self._again = False
        bus.changed.connect(self._changed)
        bus.refused.connect(lambda _error: self.reload())
        bus.broken.connect(lambda _words: self._forget_ahead())

    # -- what is read

    @property
    def article_id(self) -> str:
        """The id of the article, "" without one."""
        return self.reading.article.id if self.reading else ""

    @property
    def opening(self) -> bool:
        """Whether an article is being read while none is shown yet."""
        return self.reading is None and self._wanted != ""

    @property
    def reviews(self) -> bool:
        """Whether the actor may review; everybody else compares her own labels with the gold."""
        actor = self.bus.actor
        return actor is not None and bool(actor.roles & _REVIEWERS)

    @property
    def writable(self) -> bool:
        """Whether cases can be settled: there is an article, it is reviewed, and its gold is not finished."""
        reading = self.reading
        return reading is not None and reading.sheet is not None and reading.gold_state != "finished"

    def open(self, article_id: str, case_id: str = "") -> None:
        """Read an article and show it, at a case of it (else at the first open one)."""
        self._jump = case_id
        if article_id == self.article_id:
            self.go(case_id or self.current)
            self._jump = ""
            return
        self._wanted = article_id
        self._read(article_id)

    def reload(self) -> None:
        """Read the open article again."""
        if self.reading is not None:
            self._read(self.article_id)

    def close(self) -> None:
        """Show no article."""
        self.reading, self._wanted, self.current = None, "", ""
        self._ahead.clear()
        self.opened.emit()

    # -- the cases

    @property
    def case(self) -> Case | None:
        """The case that is looked at."""
        return self.reading.case(self.current) if self.reading else None

    def shown(self) -> list[Case]:
        """Return the disagreements that the filters let through, in reading order."""
        if self.reading is None:
            return []
        cases = self.reading.disagreements
        if self.only is not None:
            cases = [case for case in self.reading.cases if case.id in self.only]
        return [case for case in cases if self.kind in {"", case.kind}]

    def filter(self, kind: str) -> None:
        """Show the disagreements of one kind, "" for all."""
        self.kind = kind
        self.refreshed.emit()
        shown = self.shown()
        if shown and all(case.id != self.current for case in shown):
            self.go(shown[0].id)

    def limit(self, case_ids: frozenset[str] | None) -> None:
        """Show these cases alone, also ones that all agree on; None shows all again."""
        if case_ids != self.only:
            self.only = case_ids
            self.kind = ""
            self.refreshed.emit()

    def go(self, case_id: str) -> None:
        """Look at a case; an unknown id looks at none."""
        self.current = case_id if self.reading and self.reading.case(case_id) else ""
        self.moved.emit()

    def step(self, step: int) -> bool:
        """Look at the next case (or the one before), not beyond the ends; False if there is none."""
        shown = self.shown()
        if not shown:
            return False
        here = next((n for n, case in enumerate(shown) if case.id == self.current), -1 if step > 0 else len(shown))
        goal = here + step
        if not 0 <= goal < len(shown):
            return False
        self.go(shown[goal].id)
        return True

    def next_open(self) -> bool:
        """Look at the next open case, from the last to the first; False if none is left.

        Where all that the filters let through is settled, they are taken away: else a key that settles what comes next
        would settle the same case again.
        """
        found = self._following_open()
        if found is None and self.reading is not None and any(case.open for case in self.reading.disagreements):
            self.only, self.kind = None, ""
            self.refreshed.emit()
            found = self._following_open()
        if found is not None:
            self.go(found.id)
        return found is not None

    def _following_open(self) -> Case | None:
        shown = self.shown()
        here = next((n for n, case in enumerate(shown) if case.id == self.current), -1)
        return next((case for case in (*shown[here + 1 :], *shown[: here + 1]) if case.open), None)

    # -- why

    def grounds_of(self, case: Case) -> Grounds:
        """Return what is written as the grounds of a case: typed just now, else as stored."""
        if case.id in self.grounds or case.verdict is None:
            return self.grounds.get(case.id, Grounds())
        from labeler.services.reviewing import reason_parts

        sheet = self.reading.sheet if self.reading else None
        codes = [one.key for one in sheet.reasons] if sheet else []
        code, words = reason_parts(case.verdict.reason, codes)
        return Grounds(code=code, words=words, clause=case.verdict.clause)

    def note(self, case_id: str, **changes: str) -> None:
        """Keep what is written as grounds until the case is settled."""
        case = self.reading.case(case_id) if self.reading else None
        if case is not None:
            self.grounds[case_id] = replace(self.grounds_of(case), **changes)

    # -- settling

    def take(self, annotator_id: str) -> None:
        """Settle the current case by a side, "" by none of them; then look at the next open one."""
        from labeler.services import reviewing

        def work(case: Case, article_id: str, why: Why) -> Work:
            return lambda store, actor: reviewing.decide(store, actor, article_id, case.id, annotator_id, **why)

        self._settle(annotator_id, work)

    def take_edited(self, frame: EditedFrame) -> None:
        """Settle the current case by a frame of the reviewer's own; then look at the next open one."""
        from labeler.services import reviewing

        def work(case: Case, article_id: str, why: Why) -> Work:
            return lambda store, actor: reviewing.decide_edited(store, actor, article_id, case.id, frame, **why)

        self._settle(frame, work)

    def _settle(self, decision: str | EditedFrame, made: Callable[[Case, str, Why], Work]) -> None:
        from labeler.services.reviewing import reason_of

        case, reading, actor = self.case, self.reading, self.bus.actor
        if case is None or reading is None or actor is None:
            return
        grounds = self.grounds_of(case)
        verdicts = expected(reading, case, actor, grounds, decision)

        def refused(error: LabelerError) -> None:
            self._ahead.drop(verdicts)
            self.go(case.id)
            self.bus.refused.emit(error)

        def settled(_changed: Changed | None) -> None:
            self._ahead.drop(verdicts)
            self.grounds.pop(case.id, None)

        why = Why(reason=reason_of(grounds.code, grounds.words), clause=grounds.clause)
        self.bus.do(made(case, self.article_id, why), settled, refused)
        self._ahead.put(verdicts)
        self.reading = reading.with_verdicts(verdicts)
        following = self._following_open() if case.open else None
        if following is not None:
            self.current = following.id
        self.settled.emit()

    # -- inside

    def _read(self, article_id: str) -> None:
        from labeler.services import reviewing

        before = self.reading
        if self.reviews:
            # What is shown is put together on the desk, too: it costs a large article more than a key may take.
            self.bus.ask(
                lambda store, actor: reading_of(reviewing.open_review(store, actor, article_id), before),
                self._show,
                lambda error: self._not_read(article_id, error),
            )
        else:
            self.bus.ask(
                lambda store, actor: reviewing.gold_beside(store, actor, article_id),
                lambda beside: self._show(reading_beside(beside)),
                self._no_gold,
            )

    def _not_read(self, article_id: str, error: LabelerError) -> None:
        """Tell why an article can't be opened; close one that is gone. Other refusals are no reason to read again."""
        if article_id != self.article_id:
            if self._wanted == article_id:
                self._wanted = self.article_id
                if self.reading is None:
                    self.opened.emit()
            self.bus.refused.emit(error)
        elif error.code == "no_article":
            self.close()
            self.bus.refused.emit(error)

    def _no_gold(self, error: LabelerError) -> None:
        self.close()
        self.bus.refused.emit(error)

    def _show(self, reading: Reading) -> None:
        if reading.article.id == self.article_id:
            self.reading = self._ahead.over(reading)
            self.refreshed.emit()
            if self.case is None:
                self._begin()
        elif reading.article.id == self._wanted:
            self.reading, self.current, self.kind = reading, "", ""
            self._ahead.clear()
            self.grounds.clear()
            self.opened.emit()
            self._begin()

    def _begin(self) -> None:
        jump, self._jump = self._jump, ""
        shown = self.shown()
        first = next((case.id for case in shown if case.open), shown[0].id if shown else "")
        self.go(jump if self.reading and self.reading.case(jump) else first)

    def _changed(self, changed: Changed) -> None:
        reading = self.reading
        if reading is None:
            return
        if changed.rows.get("article", {}).get(reading.article.id, reading) is None:
            self.close()
        elif changed.article_id == reading.article.id or {"entity", "alias"} & set(changed.rows):
            self._reload_soon()

    def _forget_ahead(self) -> None:
        """Show what is stored: what was pressed may have come to nothing."""
        self._ahead.clear()
        self.reload()

    def _reload_soon(self) -> None:
        """Read the article once when all that was pressed is committed."""
        if not self._again:
            self._again = True
            self.bus.after_edits(self._reload_now)

    def _reload_now(self) -> None:
        self._again = False
        self.reload()
