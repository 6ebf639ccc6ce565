"""What is only read: the key sheet, and safe Markdown."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from labeler.gui.actions import Group, actions, group_title, key_words
from labeler.gui.look.controls import FocusRing, IconButton, KeyCap, PlainLabel
from labeler.gui.look.fonts import px

# The least width of a column of keys at 100 % text.
_COLUMN = 330
# What is pressed all day comes first.
ORDER: tuple[Group, ...] = (
    "label",
    "suggestion",
    "caret",
    "article",
    "review",
    "agreement",
    "edit",
    "view",
    "project",
    "help",
)


class SafeText(QTextBrowser):
    """Markdown without HTML, pictures or links that open: nothing outside the text is ever read."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing."""
        return None

    def show_markdown(self, text: str) -> None:
        """Show a text."""
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        self.document().setDocumentMargin(px(16))
        roomy = QTextBlockFormat()
        roomy.setBottomMargin(px(6))
        roomy.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(roomy)
        self.moveCursor(QTextCursor.MoveOperation.Start)


class KeySheet(QDialog):
    """All keys, by group, from the same records as the menus, in as many columns as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Keys")
        self.setWindowTitle(title)
        self.columns = 0
        self._groups = [_Group(group) for group in ORDER]
        self._inside = QWidget()
        self._across = QHBoxLayout(self._inside)
        self._across.setContentsMargins(0, 0, px(8), 0)
        self._across.setSpacing(px(32))
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._scroll.setAccessibleName(title)
        close = IconButton("close", self.tr("Close"))
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(title, role="title"), 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(12), px(12), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        FocusRing(self)
        self._scroll.setFocus()
        around = parent.size() if parent is not None else self.screen().availableGeometry().size()
        self.resize(min(px(1160), around.width() - 32), min(px(820), around.height() - 32))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as fit, three at most."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = min(max((self.width() - px(40)) // px(_COLUMN), 1), 3)
        if columns != self.columns:
            self.columns = columns
            self._fill()

    def _fill(self) -> None:
        """Put the groups one after another into columns of about the same height."""
        while (item := self._across.takeAt(0)) is not None:
            layout = item.layout()
            while layout is not None and layout.takeAt(0) is not None:
                pass
        rows = [group.rows + 2 for group in self._groups]
        share, filled, number = sum(rows) / self.columns, 0.0, 0
        stacks = [QVBoxLayout() for _ in range(self.columns)]
        for group, count in zip(self._groups, rows, strict=True):
            if filled + count / 2 > share * (number + 1) and number + 1 < self.columns:
                number += 1
            stacks[number].addWidget(group)
            filled += count
        for stack in stacks:
            stack.setSpacing(px(16))
            stack.addStretch(1)
            self._across.addLayout(stack, 1)


class _Group(QWidget):
    """The keys of one group under its name."""

    def __init__(self, group: Group) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        grid.addWidget(PlainLabel(group_title(group), role="panel"), 0, 0, 1, 2)
        self.rows = 0
        for action in actions().values():
            if action.group == group and action.keys:
                self.rows += 1
                caps = QHBoxLayout()
                caps.setSpacing(px(4))
                for words in dict.fromkeys(key_words(key) for key in action.keys):
                    caps.addWidget(KeyCap(words))
                caps.addStretch(1)
                grid.addLayout(caps, self.rows, 0)
                words = action.title.removesuffix("…")
                grid.addWidget(PlainLabel(words, wrap=True), self.rows, 1, Qt.AlignmentFlag.AlignVCenter)
