"""What is only read: the key sheet, and safe Markdown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from labeler.gui.actions import GROUPS, Group, actions, group_title, key_words
from labeler.gui.look.controls import Button, FocusRing, KeyCap, PlainLabel
from labeler.gui.look.fonts import px

translate = QCoreApplication.translate


class Reading(QDialog):
    """A title, something to read, Close."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        close = Button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(title, role="title"))
        column.addWidget(content, 1)
        column.addLayout(foot)
        FocusRing(self)
        room = self.screen().availableGeometry()
        self.resize(min(px(860), room.width() - 32), min(px(640), room.height() - 32))


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


class KeySheet(Reading):
    """All keys, by group, from the same records as the menus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, px(8), 0)
        columns.setSpacing(px(40))
        halves = [QVBoxLayout(), QVBoxLayout()]
        for half in halves:
            half.setSpacing(px(16))
            columns.addLayout(half, 1)
        for group, _words in GROUPS:
            half = halves[0] if group in {"label", "caret"} else halves[1]
            half.addLayout(_table(group))
        for half in halves:
            half.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName(translate("Reading", "Keys"))
        super().__init__(translate("Reading", "Keys"), scroll, parent)


def _table(group: Group) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(1, 1)
    grid.addWidget(PlainLabel(group_title(group), role="panel"), 0, 0, 1, 2)
    row = 1
    for action in actions().values():
        if action.group == group and action.keys:
            caps = QHBoxLayout()
            caps.setSpacing(px(4))
            caps.addStretch(1)
            for words in dict.fromkeys(key_words(key) for key in action.keys):
                caps.addWidget(KeyCap(words))
            grid.addLayout(caps, row, 0)
            grid.addWidget(PlainLabel(action.title, wrap=True), row, 1, Qt.AlignmentFlag.AlignVCenter)
            row += 1
    return grid
