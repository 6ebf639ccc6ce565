"""The history beside the article: named steps, newest first; go to one, or undo everything after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.gui.annotate.aside.past import HIGH, PastDelegate, PastModel
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.look.controls import Button, PlainLabel, Segmented
from labeler.gui.look.controls.rows import Rows
from labeler.gui.look.fonts import px
from labeler.gui.plural import counted
from labeler.services import history
from labeler.services.history import HistoryRow

PAGE = 100


class PastRows(Rows):
    """Enter goes to the place of a step."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter; else what a list does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """What the annotator did, in the open article or everywhere.

    went(str, str): a step was chosen: its article's id, and a label of it, "" if it has none.
    """

    went = Signal(str, str)

    def __init__(self, bus: Bus, say: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bus, self._say = bus, say
        self._article = ""
        self._whole = False
        self._asked = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)
        self.scope = Segmented(
            self.tr("Which steps"), [("article", self.tr("This article")), ("all", self.tr("All articles"))]
        )
        self.scope.set_value("article")
        self.model = PastModel(self)
        self.view = PastRows(self.tr("Steps, newest first"), HIGH)
        self.view.setModel(self.model)
        self.view.setItemDelegate(PastDelegate(self.view))
        self.setFocusProxy(self.view)
        self._none = PlainLabel(self.tr("Nothing was done here yet. Every label and decision is listed as a step."))
        self._none.setWordWrap(True)
        self._none.setContentsMargins(px(12), px(12), px(12), 0)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.back = Button(self.tr("Undo everything after this"), icon="undo")
        self._lay_out()
        self.scope.chosen.connect(lambda _scope: self.read())
        self.view.activated.connect(self._go)
        self.view.doubleClicked.connect(self._go)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.back.clicked.connect(self.undo_after)
        bus.changed.connect(self._edited)

    def show_article(self, article_id: str) -> None:
        """List the steps of another article."""
        if article_id != self._article:
            self._article = article_id
            self._soon.start()

    def read(self) -> None:
        """Read the newest steps again, as many as were shown, if anybody sees them."""
        if self.isVisible() and self._bus.actor is not None:
            self._ask(0, max(len(self.model.rows), PAGE), self._show)

    def undo_after(self) -> None:
        """Undo, step by step, what stands and was done after the current step; stop where that is refused."""
        row = self.view.currentIndex().row()
        newer = {one.edit_id for one in self.model.rows[: max(row, 0)] if one.kind == "do" and not one.reversed}
        if newer:
            self.setEnabled(False)
            self._bus.after_edits(lambda: self._look(newer, 0, self._scope()))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was done while nobody looked."""
        super().showEvent(event)
        self._soon.start()

    def _scope(self) -> str | None:
        return self._article if self.scope.value() == "article" else None

    def _ask(self, offset: int, limit: int, then: Callable[[list[HistoryRow]], None]) -> None:
        self._asked += 1
        number, article = self._asked, self._scope()

        def answered(rows: list[HistoryRow]) -> None:
            if number == self._asked:
                self._whole = len(rows) < limit
                then(rows)

        if article == "":
            answered([])
        else:
            self._bus.ask(
                lambda store, actor: history.history(store, actor, article_id=article, limit=limit, offset=offset),
                answered,
            )

    def _show(self, rows: Sequence[HistoryRow]) -> None:
        here = self.view.currentIndex().row()
        kept = self.model.rows[here].edit_id if 0 <= here < len(self.model.rows) else ""
        top = self.view.verticalScrollBar().value()
        self.model.show_rows(rows)
        self._none.setVisible(not rows)
        self.view.setVisible(bool(rows))
        found = next((number for number, one in enumerate(rows) if one.edit_id == kept), 0)
        self.view.setCurrentIndex(self.model.index(found) if rows else QModelIndex())
        self.view.verticalScrollBar().setValue(top)
        self._show_button()

    def _scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        if not self._whole and value >= bar.maximum() - px(HIGH) and self.model.rows and self.isVisible():
            self._whole = True  # until the answer says otherwise: one page at a time
            self._ask(len(self.model.rows), PAGE, self.model.add_rows)

    def _go(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if not row.article_id:
            self._say(self.tr("This step belongs to no article, or to several."))
            return
        self._bus.ask(
            lambda store, actor: history.labels_of_edit(store, actor, row.edit_id),
            lambda labels: self.went.emit(row.article_id, labels[0] if labels else ""),
        )

    def _look(self, newer: set[str], done: int, article: str | None) -> None:
        """Undo the next step if it is one of those; else tell how it went."""
        self._bus.ask(
            lambda store, actor: history.next_undo(store, actor, article),
            lambda edit_id: self._take(newer, done, article) if edit_id in newer else self._tell(done, ""),
        )

    def _take(self, newer: set[str], done: int, article: str | None) -> None:
        self._bus.do(
            lambda store, actor: history.undo(store, actor, article),
            lambda _changed: self._look(newer, done + 1, article),
            lambda error: self._refused(done, error),
        )

    def _refused(self, done: int, error: LabelerError) -> None:
        self._tell(done, sentence_of(error))

    def _tell(self, done: int, why: str) -> None:
        self.setEnabled(True)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        words = counted(done, "{count} step undone.", "{count} steps undone.")
        self._say(f"{words} {why}".strip())

    def _edited(self, _changed: Changed) -> None:
        self._soon.start()

    def _current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_button()

    def _show_button(self) -> None:
        row = self.view.currentIndex().row()
        self.back.setEnabled(any(one.kind == "do" and not one.reversed for one in self.model.rows[: max(row, 0)]))

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(12), px(8), px(12), px(8))
        head.addWidget(self.scope)
        head.addStretch(1)
        foot.setContentsMargins(px(12), px(8), px(12), px(8))
        foot.addWidget(self.back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._none, 1)
        column.addLayout(foot)
