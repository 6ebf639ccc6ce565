"""The page of words: what a project adds to the pipeline's own lists."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from labeler.gui.look.fonts import px
from labeler.gui.pipeline.lines import WordLines
from labeler.gui.pipeline.scrolling import ScrollPage

# From this width on (at 100 % text) the lists stand side by side.
_BESIDE = 600


class WordsPage(ScrollPage):
    """edited(): somebody typed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Words"))
        self.say(self.tr("The pipeline knows some hundred words of each kind. Add what your articles use, one a line."))
        self.lists = {
            "reporting_verbs": WordLines(
                self.tr("Reporting verbs"), self.tr("In the basic form: posit, riff. They count as “say” does.")
            ),
            "unnamed_groups": WordLines(
                self.tr("Unnamed groups"),
                self.tr("Nouns that can speak without a name, in the singular: dockhand, quant."),
            ),
            "boilerplate_phrases": WordLines(
                self.tr("Boilerplate phrases"),
                self.tr("Lines that begin so are boilerplate: Join our newsletter."),
            ),
        }
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(px(12))
        for one in self.lists.values():
            self._row.addWidget(one, 1)
            one.edited.connect(self.edited)
        self.column.addSpacing(px(8))
        self.column.addLayout(self._row, 1)

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The words by list."""
        return {name: one.words for name, one in self.lists.items()}

    def show_words(self, words: Mapping[str, tuple[str, ...]]) -> None:
        """Show the lists."""
        for name, one in self.lists.items():
            one.show_words(words.get(name, ()))

    def set_changeable(self, changeable: bool) -> None:
        """Let the lists be read only, or changed."""
        for one in self.lists.values():
            one.set_changeable(changeable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists side by side, or below one another where there is little room."""
        super().resizeEvent(event)
        beside = self.viewport().width() >= px(_BESIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
