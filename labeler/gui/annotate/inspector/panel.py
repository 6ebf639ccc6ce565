"""The inspector: problems when asked for, the selected label, and the suggestions below it or beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeler.domain.checks import Problem
from labeler.domain.labels import Stance
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.problems import ProblemPanel
from labeler.gui.annotate.inspector.selected import SelectedLabel
from labeler.gui.annotate.inspector.suggestions import SuggestionPanel
from labeler.gui.annotate.rejected import Rejected
from labeler.gui.annotate.sieve import Sieve
from labeler.gui.look.controls import Rule
from labeler.gui.look.fonts import px

# From this width on (at 100 % text) the suggestions stand beside the selected label.
BESIDE = 700
# Below this height only one of them is shown.
_LOW = 400
# Qt's own number for a height without a limit.
_UNLIMITED = 16_777_215


class Inspector(QWidget):
    """finish_wanted(): the button under the problems. wanted(): bring the inspector into sight, it is to be used."""

    finish_wanted = Signal()
    wanted = Signal()

    def __init__(self, bench: Bench, names: Names, sieve: Sieve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bench = bench
        self.problems = ProblemPanel()
        self.selected = SelectedLabel(bench, names)
        self.claim, self.speaker, self.stances = self.selected.claim, self.selected.speaker, self.selected.stances
        self.why, self.comments = self.selected.why, self.selected.comments
        self.suggestions = SuggestionPanel(bench.opened.scheme, sieve)
        self.rejected = Rejected(bench, self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._settle)
        self._reached: QWidget | None = None
        self._lay_out()
        self._connect()
        names.changed.connect(self.show_current)
        self.problems.hide()
        self.show_current()

    @property
    def focus_widget(self) -> QWidget:
        """What takes the focus when the inspector gets it."""
        fields: list[QWidget] = [*self.problems.rows[:1], self.claim.source, self.speaker.entity]
        shown = [one for one in (*fields, self.suggestions.view) if one.isVisibleTo(self) and one.isEnabled()]
        return shown[0] if shown else self.suggestions.slider

    def show_current(self) -> None:
        """Show what is selected, as the open sheet has it."""
        self.selected.show_current()
        self.show_suggestions()
        self._share_room()
        self._soon.start()  # once more when new cards have their height

    def show_suggestions(self) -> None:
        """Show what is still proposed."""
        sheet, label, aside = self._bench.opened.sheet, self._bench.label, self._bench.aside
        waiting = list(sheet.suggestions.values()) if sheet else []
        current = self._bench.page.current or (aside.id if aside is not None else "")
        self.suggestions.show_rejected(self.rejected.rows, shown=self.rejected.shown)
        self.suggestions.show_suggestions(waiting, current, label.start if label else None)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List what is open; an empty list goes away."""
        self.problems.show_problems(problems)
        self.problems.setVisible(bool(problems))
        self._share_room()

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """List what is open, and go to the first."""
        self.show_problems(problems)
        if problems:
            self.wanted.emit()
            self._scroll.verticalScrollBar().setValue(0)
            self.problems.begin()

    def mend(self, problem: Problem) -> None:
        """Go to the label of a problem, and open what mends it."""
        self._look_at(problem.label_id)
        self.selected.mend(problem.check)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the article with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._bench.page.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the selected label the room that it needs, the suggestions the rest; where it is wide, a column each."""
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

    def _reach(self, part: QWidget) -> None:
        self._reached = part
        self._soon.start()

    def _settle(self) -> None:
        """Share the room once everything has its height, and scroll to what is to be used."""
        self._share_room()
        if self._reached is not None:
            # The area gives its widget another size only after this.
            QTimer.singleShot(0, self, self._scroll_there)

    def _scroll_there(self) -> None:
        if self._reached is not None:
            self._scroll.ensureWidgetVisible(self._reached, 0, px(16))
            self._reached = None

    def _left(self) -> None:
        self._bench.page.setFocus()
        self.show_current()

    def _close_problems(self) -> None:
        self.problems.hide()
        self._bench.page.setFocus()
        self._share_room()

    def _look_at(self, mark_id: str) -> None:
        bench = self._bench
        label = bench.opened.label(mark_id)
        if isinstance(label, Stance) and label.cue is None:
            mark_id = label.claim_id
        suggested = bench.opened.suggestion(mark_id)
        bench.look_at(mark_id)
        if suggested is not None and suggested.start is None:
            # A stance without a cue is nowhere on the page.
            bench.page.set_current("")
            bench.aside = suggested
            self.show_current()
        bench.page.setFocus()

    def _connect(self) -> None:
        self.selected.wanted.connect(self.wanted)
        self.selected.left.connect(self._left)
        self.why.turned.connect(self._soon.start)
        self.why.turned.connect(self._share_room)
        self.selected.reached.connect(self._reach)
        self.suggestions.chosen.connect(self._look_at)
        self.suggestions.rejected_chosen.connect(self.rejected.look_at)
        self.suggestions.rejected_wanted.connect(self.rejected.toggle)
        self.rejected.changed.connect(self.show_current)
        self.problems.chosen.connect(self.mend)
        self.problems.finish_wanted.connect(self.finish_wanted)
        self.problems.closed.connect(self._close_problems)

    def _lay_out(self) -> None:
        self._scroll = QScrollArea(self)
        inside = self._inside = QWidget(self._scroll.viewport())
        inside.setObjectName("selected")
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.problems)
        column.addWidget(self.selected)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Selected label"))
        self._between = Rule()
        around = self._around = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        around.setContentsMargins(1, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self._scroll)
        around.addWidget(self._between)
        around.addWidget(self.suggestions, 1)

    def _share_room(self) -> None:
        self._column.activate()
        self._scroll.setMinimumWidth(self._inside.minimumSizeHint().width())
        # Where it is low, what is selected needs all of it: the suggestions are on the page too.
        low = self.height() < px(_LOW) and self._around.direction() == QBoxLayout.Direction.TopToBottom
        alone = low and (self.problems.isVisibleTo(self) or not self.selected.empty)
        self.suggestions.setVisible(not alone)
        self._between.setVisible(not alone)
        if alone:
            self._scroll.setFixedHeight(self.height())
            return
        if self._around.direction() == QBoxLayout.Direction.LeftToRight:
            self._scroll.setMinimumHeight(0)
            self._scroll.setMaximumHeight(_UNLIMITED)
            return
        wanted = self._column.heightForWidth(self._scroll.width())
        hint = max(wanted, self._inside.minimumSizeHint().height())
        # The suggestions keep room for their head, their button and a few rows, or fewer where there are none.
        least = min(px(130) + min(self.suggestions.model.rowCount(), 3) * px(28), self.height() // 2)
        self._scroll.setFixedHeight(max(min(hint, self.height() - least), px(64)))
