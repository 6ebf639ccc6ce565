"""A list of words or phrases that is edited as text: one a line, counted as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.pipeline.draft import lines_of, words_of
from labeler.gui.plural import counted


class WordLines(QWidget):
    """edited(): somebody typed."""

    edited = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.name = name
        title = PlainLabel(name, role="strong", wrap=True)
        self._count = PlainLabel(role="secondary")
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.box.setMinimumHeight(px(84))
        self.box.setAccessibleName(name)
        title.setBuddy(self.box)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(4), px(4), px(4))
        column.setSpacing(px(4))
        column.addLayout(head)
        if hint:
            self.box.setAccessibleDescription(hint)
            told = PlainLabel(hint, role="hint", wrap=True)
            told.setAlignment(Qt.AlignmentFlag.AlignTop)
            column.addWidget(told)
        column.addWidget(self.box, 1)
        self.box.textChanged.connect(self._typed)
        self._tell()

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases as they would be saved."""
        return self._words

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words; those that the lines say already leave the lines, and the caret, as they are."""
        if tuple(words) != self._words:
            self.box.blockSignals(True)
            self.box.setPlainText(lines_of(words))
            self.box.blockSignals(False)
            self._words = tuple(words)
            self._tell()

    def set_changeable(self, changeable: bool) -> None:
        """Let the words be read only, or changed."""
        self.box.setReadOnly(not changeable)

    def go_to(self, begin: str) -> bool:
        """Go to the first line that begins so; return whether there is one."""
        block = self.box.document().begin()
        while block.isValid():
            if begin and words_of(block.text())[:1] and words_of(block.text())[0].startswith(begin):
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                self.box.setTextCursor(cursor)
                self.box.setFocus()
                return True
            block = block.next()
        return False

    def _typed(self) -> None:
        words = words_of(self.box.toPlainText())
        if words != self._words:
            self._words = words
            self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        self._count.setText(counted(len(self._words), "{count} entry", "{count} entries"))
