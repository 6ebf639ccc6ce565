"""Comments to annotators: what was said of the labels of the current case, and the ways to say more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.gui.bindings import follow_key
from labeler.gui.look.controls import PlainLabel, QuietButton
from labeler.gui.look.fonts import px
from labeler.gui.review.cases import Case, Side
from labeler.services.reviewing import ReviewSheet

_MOST = 6


class Remarks(QWidget):
    """comment_wanted(), reopen_wanted(): what its buttons say."""

    comment_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self._shown: list[tuple[str, str, str, bool]] = []
        self.comment = QuietButton(self.tr("Comment…"), icon="comment")
        follow_key(self.comment, "review.comment")
        self.comment.clicked.connect(self.comment_wanted)
        self.reopen = QuietButton(self.tr("Ask to reopen…"))
        self.reopen.clicked.connect(self.reopen_wanted)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        self.comment.setProperty("flush", True)
        acts.addWidget(self.comment)
        acts.addWidget(self.reopen)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(PlainLabel(self.tr("To the annotators"), role="strong"))
        column.addLayout(self._lines)
        column.addLayout(acts)

    def show_comments(self, sheet: ReviewSheet, sides: Sequence[Side], case: Case) -> None:
        """Show what was said of the labels of a case, and of the sets as a whole; the last six."""
        labels = {one.label_id for one in case.marked} | {""}
        found = [
            (one.at, side.name, one.text, one.resolved)
            for side in sides
            for one in sheet.comments.get(side.annotator_id, ())
            if one.label_id in labels
        ]
        last = sorted(found)[-_MOST:]
        if last == self._shown:
            return
        self._shown = last
        while (item := self._lines.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for at, name, text, resolved in last:
            state = self.tr(", settled") if resolved else ""
            head = PlainLabel(
                self.tr("on {name}, {day}{state}").format(name=name, day=at[:10], state=state), role="hint"
            )
            words = PlainLabel(text, role="secondary", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(head)
            self._lines.addWidget(words)
