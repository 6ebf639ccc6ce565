"""What is remarked about a label: unsure, a note of one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.labels import Claim, Speaker, Stance
from labeler.gui.actions import actions
from labeler.gui.annotate import attributes
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.note_field import NoteField
from labeler.gui.bindings import follow, follow_key
from labeler.gui.look.controls import QuietButton
from labeler.gui.look.fonts import px


class Remarks(QWidget):
    """comment_wanted(): open the comments. left(): the note is written, back to the article."""

    comment_wanted = Signal()
    left = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.unsure = QCheckBox()
        self.add_note = QuietButton(self.tr("Note"), icon="annotate")
        self.comment = QuietButton(self.tr("Comment"), icon="comment")
        follow(self.unsure, lambda: self.unsure.setText(self.tr("Unsure") + f"  {actions()['label.unsure'].shown_key}"))
        follow_key(self.add_note, "label.note")
        follow_key(self.comment, "label.comment")
        self.note = NoteField()
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self.add_note, self.comment):
            button.setProperty("flush", True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.unsure)
        column.addWidget(self.note)
        column.addLayout(buttons)
        self.unsure.clicked.connect(lambda: attributes.toggle_unsure(bench))
        self.add_note.clicked.connect(self.write_note)
        self.comment.clicked.connect(self.comment_wanted)
        self.note.written.connect(self._written)
        self.note.left.connect(self.left)

    def show_label(self, label: object) -> None:
        """Show what is remarked about a label; there is nothing to remark about what is none."""
        frozen = self._bench.opened.frozen
        remarked = isinstance(label, Claim | Speaker | Stance)
        self.setVisible(remarked)
        if not remarked:
            return
        writing = self.note.hasFocus()
        self.add_note.setVisible(not label.note and not writing)
        self.note.setVisible(bool(label.note) or writing)
        self.unsure.setChecked(label.unsure)
        self.note.show_value(label.note)
        self.unsure.setEnabled(not frozen)
        self.add_note.setEnabled(not frozen)
        self.note.setReadOnly(frozen)

    def write_note(self) -> None:
        """Put the caret into the note of the selected label."""
        if not isinstance(self._bench.label, Claim | Speaker | Stance):
            self._bench.say(self.tr("Select a label first."))
        elif self._bench.writable():
            self.note.show()
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _written(self, text: str) -> None:
        label = self._bench.label
        if isinstance(label, Claim | Speaker | Stance) and not self._bench.opened.frozen:
            attributes.set_note(self._bench, label, text)
