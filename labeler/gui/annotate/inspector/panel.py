"""The inspector: the selected label above, problems when asked for, suggestions below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeler.domain.checks import Problem
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.suggestions import Suggestion
from labeler.gui.actions import actions
from labeler.gui.annotate import attributes, deciding
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.claim import ClaimFields
from labeler.gui.annotate.inspector.heading import Heading
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.note_field import NoteField
from labeler.gui.annotate.inspector.problems import ProblemPanel
from labeler.gui.annotate.inspector.sources import source_names, source_words
from labeler.gui.annotate.inspector.speaker import SpeakerFields
from labeler.gui.annotate.inspector.stances import StanceFields
from labeler.gui.annotate.inspector.suggestions import SuggestionPanel
from labeler.gui.look.controls import Button, PlainLabel, QuietButton, Rule
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes, tokens


class Inspector(QWidget):
    """finish_wanted(): the button under the problems."""

    finish_wanted = Signal()

    def __init__(self, bench: Bench, names: Names, floor: float, above: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bench = bench
        self._names = names
        scheme = bench.opened.scheme
        self.heading = Heading()
        self.claim = ClaimFields(bench, scheme)
        self.speaker = SpeakerFields(bench)
        self.stances = StanceFields(bench)
        self.unsure = QCheckBox(self.tr("Unsure") + f"  {actions()['label.unsure'].shown_key}")
        self.comment = QuietButton(self.tr("Add comment"), icon="comment", key=actions()["label.note"].shown_key)
        self.note = NoteField()
        self.accept = Button(self.tr("Accept"), key=actions()["suggestion.accept"].shown_key)
        self.reject = Button(self.tr("Reject"), key=actions()["suggestion.reject"].shown_key)
        self.problems = ProblemPanel()
        self.suggestions = SuggestionPanel(scheme, floor, above)
        self._empty = PlainLabel(
            self.tr("Nothing is selected. Select words and press 1 for a claim, 2 for a speaker, 3 for a stance."),
            role="secondary",
            wrap=True,
        )
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._share_room)
        self._lay_out()
        self._connect()
        self.problems.hide()
        themes().changed.connect(self._dye)
        self._dye()
        self.show_current()

    def show_current(self) -> None:
        """Show what is selected, as the open sheet has it."""
        bench, sheet = self._bench, self._bench.opened.sheet
        label = bench.label
        one = label or bench.suggestion
        claim = label if isinstance(label, Claim) else None
        self._empty.setVisible(one is None and sheet is not None)
        self.heading.setVisible(one is not None)
        if one is not None:
            self.heading.show_label(one)
        for part in (self.claim, self.stances, self._rule):
            part.setVisible(claim is not None)
        if claim is not None and sheet is not None:
            self.claim.show_claim(claim, source_words(bench, claim), source_names(bench, self._names.names))
        stances = self._stances_of(label)
        self.stances.setVisible(claim is not None or bool(stances))
        self.stances.show_stances(stances, bench.opened.scheme)
        self.stances.add.setVisible(claim is not None)
        self.speaker.setVisible(isinstance(label, Speaker))
        if isinstance(label, Speaker) and sheet is not None:
            self.speaker.show_entity(sheet.entities.get(label.entity_id or ""), self._names.names)
        self._show_remarks(label)
        for button in (self.accept, self.reject):
            button.setVisible(isinstance(one, Suggestion))
            button.setEnabled(not bench.opened.frozen)
        self.show_suggestions()
        self._share_room()
        self._soon.start()  # once more when new cards have their height

    def show_suggestions(self) -> None:
        """Show what is still proposed."""
        sheet = self._bench.opened.sheet
        waiting = list(sheet.suggestions.values()) if sheet else []
        label = self._bench.label
        self.suggestions.show_suggestions(waiting, self._bench.page.current, label.start if label else None)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List what is open; an empty list goes away."""
        self.problems.show_problems(problems)
        self.problems.setVisible(bool(problems))
        self._share_room()
        if problems:
            self._scroll.verticalScrollBar().setValue(0)

    def write_note(self) -> None:
        """Put the caret into the comment of the selected label."""
        label = self._bench.label
        if not isinstance(label, Claim | Speaker | Stance):
            self._bench.say(self.tr("Select a label first."))
            return
        self.note.show()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stances_of(self, label: object) -> list[Stance]:
        sheet = self._bench.opened.sheet
        if isinstance(label, Stance):
            return [label]
        if sheet is None or not isinstance(label, Claim):
            return []
        return sorted((one for one in sheet.stances.values() if one.claim_id == label.id), key=lambda one: one.topic)

    def _show_remarks(self, label: object) -> None:
        remarked = isinstance(label, Claim | Speaker | Stance)
        frozen = self._bench.opened.frozen
        self.unsure.setVisible(remarked)
        self.comment.setVisible(remarked and not label.note and not self.note.hasFocus())
        self.note.setVisible(remarked and (bool(label.note) or self.note.hasFocus()))
        if remarked:
            self.unsure.setChecked(label.unsure)
            self.note.show_value(label.note)
        self.unsure.setEnabled(not frozen)
        self.comment.setEnabled(not frozen)
        self.note.setReadOnly(frozen)

    def _note_left(self) -> None:
        self._bench.page.setFocus()
        self.show_current()

    def _written(self, text: str) -> None:
        label = self._bench.label
        if isinstance(label, Claim | Speaker | Stance) and not self._bench.opened.frozen:
            attributes.set_note(self._bench, label, text)

    def _connect(self) -> None:
        bench = self._bench
        self.heading.closed.connect(lambda: bench.page.set_current(""))
        self.unsure.clicked.connect(lambda: attributes.toggle_unsure(bench))
        self.comment.clicked.connect(self.write_note)
        self.note.written.connect(self._written)
        self.note.left.connect(self._note_left)
        self.accept.clicked.connect(lambda: deciding.accept(bench))
        self.reject.clicked.connect(lambda: deciding.reject(bench))
        self.suggestions.chosen.connect(self._look_at)
        self.problems.chosen.connect(self._look_at)
        self.problems.finish_wanted.connect(self.finish_wanted)
        self.problems.closed.connect(self.problems.hide)
        self._names.changed.connect(self.show_current)

    def _look_at(self, mark_id: str) -> None:
        label = self._bench.opened.label(mark_id)
        if isinstance(label, Stance) and label.cue is None:
            mark_id = label.claim_id
        self._bench.look_at(mark_id)
        self._bench.page.setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("selected")
        self._rule = Rule()
        remarks = QHBoxLayout()
        remarks.setSpacing(px(8))
        remarks.addWidget(self.unsure)
        remarks.addStretch(1)
        remarks.addWidget(self.comment)
        decisions = QHBoxLayout()
        decisions.setSpacing(px(8))
        decisions.addWidget(self.accept)
        decisions.addWidget(self.reject)
        decisions.addStretch(1)
        fields = QVBoxLayout()
        fields.setContentsMargins(px(16), px(12), px(16), px(12))
        fields.setSpacing(px(10))
        for part in (self._empty, self.heading, self.claim, self.speaker, self._rule, self.stances):
            fields.addWidget(part)
        fields.addLayout(remarks)
        fields.addWidget(self.note)
        fields.addLayout(decisions)
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.problems)
        column.addLayout(fields)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Selected label"))
        self._inside = inside
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self._scroll)
        around.addWidget(Rule())
        around.addWidget(self.suggestions, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the selected label the room that it needs, the suggestions the rest."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the fields; the height is shared anew whenever it changes."""
        return QSize(super().minimumSizeHint().width(), px(240))

    def _share_room(self) -> None:
        self._column.activate()
        self._scroll.setMinimumWidth(self._inside.minimumSizeHint().width())
        wanted = self._column.heightForWidth(self._scroll.width())
        hint = max(wanted, self._inside.minimumSizeHint().height())
        # The suggestions keep room for their head, their button and a few rows, or fewer where there are none.
        least = min(px(100) + min(self.suggestions.model.rowCount(), 3) * px(28), self.height() // 2)
        self._scroll.setFixedHeight(max(min(hint, self.height() - least), px(64)))

    def _dye(self) -> None:
        look = tokens()
        self.setStyleSheet(
            f"#inspector, #selected, QScrollArea {{ background: {look.window}; }}"
            f"#inspector {{ border-left: 1px solid {look.line}; }}"
        )
