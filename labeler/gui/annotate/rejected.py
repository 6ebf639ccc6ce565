"""Suggestions that were rejected: listed again on request, each to be accepted after all or left open once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from labeler.domain.changes import Changed
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion
from labeler.gui.annotate.bench import Bench
from labeler.gui.plural import counted
from labeler.services import suggesting

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.store import Store

translate = QCoreApplication.translate


class Rejected(QObject):
    """The rejected suggestions of the open article while they are shown. changed(): others, or none."""

    changed = Signal()

    def __init__(self, bench: Bench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.shown = False
        self.rows: list[Suggestion] = []
        bench.opened.opened.connect(self._begin)
        bench.opened.patched.connect(self._patched)
        bench.opened.reloaded.connect(self._read)

    def toggle(self) -> None:
        """Show them, or no longer."""
        bench = self._bench
        if bench.opened.sheet is None:
            bench.writable()
            return
        self.shown = not self.shown
        bench.aside = None
        if self.shown:
            self._read(self._tell)
        else:
            self.rows = []
            bench.say(translate("Rejected", "Rejected suggestions are hidden."))
            self.changed.emit()

    def look_at(self, suggestion_id: str) -> None:
        """Select the words of a rejected suggestion in the article, and show it in the inspector."""
        bench = self._bench
        one = next((one for one in self.rows if one.id == suggestion_id), None)
        if one is None:
            return
        bench.page.set_current("")
        bench.aside = one
        if one.start is not None and one.end is not None:
            bench.page.select(Span(one.start, one.end))
        self.changed.emit()

    def _tell(self) -> None:
        count = len(self.rows)
        none = translate("Rejected", "No suggestion of this article was rejected.")
        found = counted(count, "One rejected suggestion is listed.", "{count} rejected suggestions are listed.")
        self._bench.say(found if count else none)

    def _begin(self) -> None:
        self._bench.aside = None
        self.rows = []
        self._read()

    def _patched(self, changed: Changed) -> None:
        if "decision" in changed.rows:
            self._bench.aside = None
            self._read()

    def _read(self, then: Callable[[], None] | None = None) -> None:
        article_id = self._bench.opened.article_id
        if not self.shown or not article_id:
            return

        def work(store: Store, actor: Actor) -> list[Suggestion]:
            return suggesting.rejected(store, actor, article_id)

        def show(rows: list[Suggestion]) -> None:
            if self.shown and article_id == self._bench.opened.article_id:
                self.rows = rows
                self.changed.emit()
                if then is not None:
                    then()

        self._bench.bus.ask(work, show)
