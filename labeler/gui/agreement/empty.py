"""The page without figures: what would stand here, and the button that starts it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.agreement.report import Asked, Report
from labeler.gui.look.controls import PlainLabel, PrimaryButton
from labeler.gui.look.fonts import px
from labeler.gui.plural import counted


class EmptyState(QWidget):
    """everything(): the filters are to go. asked_for(str): a command of the window is wanted."""

    everything = Signal()
    asked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(wrap=True, parent=self)
        self.button = PrimaryButton("", parent=self)
        self._command = ""
        self.button.clicked.connect(self._act)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words)
        self._column.addLayout(row)

    def explain(self, report: Report) -> None:
        """Say why there are no figures, and what to do about it."""
        if report.asked != Asked():
            self._say(
                self.tr("No article that fits the filters is finished by two annotators."),
                self.tr("Take the filters away"),
                "",
            )
        elif report.sets:
            sets = counted(report.sets, "{count} set is finished", "{count} sets are finished")
            words = self.tr("{sets}, but no article by two annotators. How far they agree stands here once one is.")
            self._say(words.format(sets=sets), self.tr("Add an annotator…"), "project.add_annotator")
        else:
            words = self.tr(
                "Nothing is finished yet. Once two annotators have finished the same article, it stands here how far "
                "they agree, and where they do not."
            )
            self._say(words, self.tr("Label articles"), "view.annotate")

    def set_side(self, side: int) -> None:
        """Leave so much room at either side, in pixels."""
        self._column.setContentsMargins(side, px(8), side, px(16))
        self._column.setSpacing(px(12))

    def _say(self, words: str, button: str, command: str) -> None:
        self.words.setText(words)
        self.button.set_text(button)
        self._command = command

    def _act(self) -> None:
        if self._command:
            self.asked_for.emit(self._command)
        else:
            self.everything.emit()
