"""The strip above an article whose labels can't be changed: why, and how they can be again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.gui.actions import actions
from labeler.gui.annotate.opened import OpenArticle
from labeler.gui.look.controls import Notice
from labeler.gui.look.fonts import px


class FrozenNotice(QWidget):
    """reopen_wanted(): the link was pressed."""

    reopen_wanted = Signal()

    def __init__(self, opened: OpenArticle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._words = ""
        self.notice = Notice("ok", "")
        self.notice.acted.connect(self.reopen_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), 0)
        column.addWidget(self.notice)
        self.hide()

    def show_state(self) -> None:
        """Show the strip for a finished or skipped article; it is said once an article."""
        sheet = self._opened.sheet
        frozen = sheet is not None and sheet.set.frozen
        self.setVisible(frozen)
        if sheet is None or not frozen:
            self._words = ""
            return
        key = actions()["article.reopen"].shown_key
        if sheet.set.state == "skipped":
            words = self.tr("Skipped: {reason}. {key} reopens it.").format(reason=sheet.set.reason, key=key)
        else:
            words = self.tr("Finished. {key} reopens it.").format(key=key)
        if (said := f"{sheet.article.id} {words}") != self._words:
            self._words = said
            kind = "warn" if sheet.set.state == "skipped" else "ok"
            self.notice.show_notice(kind, words, actions()["article.reopen"].title)
