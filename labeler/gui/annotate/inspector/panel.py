"""The inspector: the selected label above, problems when asked for, suggestions below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeler.domain.checks import Problem
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.suggestions import Suggestion
from labeler.gui.actions import actions
from labeler.gui.annotate import deciding
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.claim import ClaimFields
from labeler.gui.annotate.inspector.heading import Heading
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.problems import ProblemPanel
from labeler.gui.annotate.inspector.remarks import Remarks
from labeler.gui.annotate.inspector.sources import source_words
from labeler.gui.annotate.inspector.speaker import SpeakerFields
from labeler.gui.annotate.inspector.stances import StanceFields
from labeler.gui.annotate.inspector.suggestions import SuggestionPanel
from labeler.gui.annotate.inspector.why import Why
from labeler.gui.annotate.rejected import Rejected
from labeler.gui.annotate.sieve import Sieve
from labeler.gui.look.controls import Button, PlainLabel, Rule
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes, tokens

# From this width on (at 100 % text) the suggestions stand beside the selected label.
BESIDE = 700
# Qt's own word for a height without a limit.
QWIDGETSIZE_MAX = 16_777_215


class Inspector(QWidget):
    """finish_wanted(): the button under the problems. wanted(): bring the inspector into sight, it is to be used."""

    finish_wanted = Signal()
    wanted = Signal()

    def __init__(self, bench: Bench, names: Names, sieve: Sieve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bench = bench
        self._names = names
        scheme = bench.opened.scheme
        self.heading = Heading()
        self.claim = ClaimFields(bench, scheme, names)
        self.speaker = SpeakerFields(bench, names)
        self.stances = StanceFields(bench)
        self.why = Why(bench)
        self.remarks = Remarks(bench)
        self.accept = Button(self.tr("Accept"), key=actions()["suggestion.accept"].shown_key)
        self.reject = Button(self.tr("Reject"), key=actions()["suggestion.reject"].shown_key)
        self.reconsider = Button(self.tr("Leave open again"))
        self.problems = ProblemPanel()
        self.suggestions = SuggestionPanel(scheme, sieve)
        self.rejected = Rejected(bench, self)
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
        one = label or bench.suggestion or bench.aside
        claim = label if isinstance(label, Claim) else None
        self._empty.setVisible(one is None and sheet is not None)
        self.heading.setVisible(one is not None)
        if one is not None:
            self.heading.show_label(one, rejected=self._is_rejected(one))
        self.why.show_label(one)
        for part in (self.claim, self.stances, self._rule):
            part.setVisible(claim is not None)
        if claim is not None and sheet is not None:
            self.claim.show_claim(claim, source_words(bench, claim))
        stances = self._stances_of(label)
        self.stances.setVisible(claim is not None or bool(stances))
        self.stances.show_stances(stances, bench.opened.scheme)
        self.stances.add.setVisible(claim is not None)
        self.speaker.setVisible(isinstance(label, Speaker))
        if isinstance(label, Speaker) and sheet is not None:
            self.speaker.show_entity(sheet.entities.get(label.entity_id or ""))
        self.remarks.show_label(label)
        rejected = self._is_rejected(one)
        for button, shown in ((self.accept, True), (self.reject, not rejected), (self.reconsider, rejected)):
            button.setVisible(isinstance(one, Suggestion) and shown)
            button.setEnabled(not bench.opened.frozen)
        self.show_suggestions()
        self._share_room()
        self._soon.start()  # once more when new cards have their height

    def show_suggestions(self) -> None:
        """Show what is still proposed."""
        sheet = self._bench.opened.sheet
        waiting = list(sheet.suggestions.values()) if sheet else []
        label = self._bench.label
        current = self._bench.page.current or (self._bench.aside.id if self._bench.aside else "")
        self.suggestions.show_rejected(self.rejected.rows, shown=self.rejected.shown)
        self.suggestions.show_suggestions(waiting, current, label.start if label else None)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List what is open; an empty list goes away."""
        self.problems.show_problems(problems)
        self.problems.setVisible(bool(problems))
        self._share_room()
        if problems:
            self._scroll.verticalScrollBar().setValue(0)

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """List what is open, and go to the first."""
        self.show_problems(problems)
        if problems:
            self.wanted.emit()
            self.problems.begin()

    @property
    def focus_widget(self) -> QWidget:
        """What takes the focus when the inspector gets it."""
        fields: list[QWidget] = [*self.problems.rows[:1], self.claim.source, self.speaker.entity]
        shown = [one for one in (*fields, self.suggestions.view) if one.isVisible() and one.isEnabled()]
        return shown[0] if shown else self.suggestions.slider

    def write_note(self) -> None:
        """Put the caret into the note of the selected label."""
        self.wanted.emit()
        self.remarks.write_note()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the article with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._left()
        else:
            super().keyPressEvent(event)

    def name_entity(self) -> None:
        """Put the caret where it is said who the selected speaker, or the source of the selected claim, is."""
        bench = self._bench
        label = bench.label
        if not isinstance(label, Claim | Speaker):
            bench.say(self.tr("Select a speaker or a claim first."))
        elif bench.writable():
            self.wanted.emit()
            field = self.speaker.entity if isinstance(label, Speaker) else self.claim.source
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def mend(self, problem: Problem) -> None:
        """Go to the label of a problem, and open what mends it."""
        self._look_at(problem.label_id)
        if self._bench.opened.frozen:
            return
        self.wanted.emit()
        if problem.check == "source_undecided":
            self.claim.source.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif problem.check == "speaker_without_entity":
            self.name_entity()
        elif problem.check == "type_undecided":
            self.claim.type.segments()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif problem.check in {"attribution_undecided", "direct_outside_quotes"}:
            self.claim.attribution.segments()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif problem.check == "edge_inside_word":
            deciding.edit_edges(self._bench)

    def _stances_of(self, label: object) -> list[Stance]:
        sheet = self._bench.opened.sheet
        if isinstance(label, Stance):
            return [label]
        if sheet is None or not isinstance(label, Claim):
            return []
        return sorted((one for one in sheet.stances.values() if one.claim_id == label.id), key=lambda one: one.topic)

    def _is_rejected(self, one: object) -> bool:
        return isinstance(one, Suggestion) and self._bench.opened.suggestion(one.id) is None

    def _left(self) -> None:
        self._bench.page.setFocus()
        self.show_current()

    def _reconsider(self) -> None:
        if self._bench.aside is not None:
            deciding.reconsider(self._bench, self._bench.aside)

    def _close_problems(self) -> None:
        self.problems.hide()
        self._bench.page.setFocus()

    def _connect(self) -> None:
        bench = self._bench
        self.heading.closed.connect(lambda: bench.page.set_current(""))
        self.remarks.left.connect(self._left)
        self.reconsider.clicked.connect(self._reconsider)
        self.accept.clicked.connect(lambda: deciding.accept(bench))
        self.reject.clicked.connect(lambda: deciding.reject(bench))
        self.suggestions.chosen.connect(self._look_at)
        self.suggestions.rejected_chosen.connect(self.rejected.look_at)
        self.suggestions.rejected_wanted.connect(self.rejected.toggle)
        self.rejected.changed.connect(self.show_current)
        self.problems.chosen.connect(self.mend)
        self.problems.finish_wanted.connect(self.finish_wanted)
        self.problems.closed.connect(self._close_problems)
        self._names.changed.connect(self.show_current)

    def _look_at(self, mark_id: str) -> None:
        label = self._bench.opened.label(mark_id)
        if isinstance(label, Stance) and label.cue is None:
            mark_id = label.claim_id
        suggested = self._bench.opened.suggestion(mark_id)
        self._bench.look_at(mark_id)
        if suggested is not None and suggested.start is None:
            # A stance without a cue is nowhere on the page.
            self._bench.page.set_current("")
            self._bench.aside = suggested
            self.show_current()
        self._bench.page.setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("selected")
        self._rule = Rule()
        decisions = QHBoxLayout()
        decisions.setSpacing(px(8))
        decisions.addWidget(self.accept)
        decisions.addWidget(self.reject)
        decisions.addWidget(self.reconsider)
        decisions.addStretch(1)
        fields = QVBoxLayout()
        fields.setContentsMargins(px(16), px(12), px(16), px(12))
        fields.setSpacing(px(10))
        for part in (self._empty, self.heading, self.why, self.claim, self.speaker, self._rule, self.stances):
            fields.addWidget(part)
        fields.addWidget(self.remarks)
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
        around = self._around = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        around.setContentsMargins(1, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self._scroll)
        self._between = Rule()
        around.addWidget(self._between)
        around.addWidget(self.suggestions, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the selected label the room that it needs, the suggestions the rest."""
        super().resizeEvent(event)
        beside = self.width() >= px(BESIDE)
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if beside else directions.TopToBottom
        if self._around.direction() != wanted:
            self._around.setDirection(wanted)
            self._around.setStretch(0, int(beside))
            self._between.setProperty("rule", "down" if beside else "across")
            self._between.style().unpolish(self._between)
            self._between.style().polish(self._between)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider part; the height is shared anew whenever it changes."""
        parts = (self._inside.minimumSizeHint().width(), self.suggestions.minimumSizeHint().width())
        return QSize(max(parts) + 1, px(240))

    def _share_room(self) -> None:
        self._column.activate()
        self._scroll.setMinimumWidth(self._inside.minimumSizeHint().width())
        if self._around.direction() == QBoxLayout.Direction.LeftToRight:
            self._scroll.setMinimumHeight(0)
            self._scroll.setMaximumHeight(QWIDGETSIZE_MAX)
            return
        wanted = self._column.heightForWidth(self._scroll.width())
        hint = max(wanted, self._inside.minimumSizeHint().height())
        # The suggestions keep room for their head, their button and a few rows, or fewer where there are none.
        least = min(px(130) + min(self.suggestions.model.rowCount(), 3) * px(28), self.height() // 2)
        self._scroll.setFixedHeight(max(min(hint, self.height() - least), px(64)))

    def _dye(self) -> None:
        look = tokens()
        self.setStyleSheet(
            f"#inspector, #selected, QScrollArea {{ background: {look.window}; }}"
            f"#inspector {{ border-left: 1px solid {look.line}; }}"
        )
