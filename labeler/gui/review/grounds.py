"""Why a case is settled as it is: a clause of the guidelines, a reason by code and in words; and how it was before."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.controls.combos import Combo
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes, tokens
from labeler.gui.plural import counted
from labeler.gui.review import words
from labeler.gui.review.cases import Case, Grounds
from labeler.services.reviewing import ReviewSheet

_SHADES = ("seq4", "seq3", "seq2", "bar2")


class GroundsFields(QWidget):
    """changed(str, str): a field (`code`, `words`, `clause`) and its value. left(): the keys go back to the article."""

    changed = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clause = Combo(self.tr("Guideline clause"))
        self.clause.activated.connect(self._clause_chosen)
        self._offered = False
        self.clause.view().installEventFilter(self)
        self.quoted = PlainLabel(role="secondary", wrap=True)
        self.code = Combo(self.tr("Kind of reason"), least=10)
        self.code.activated.connect(lambda _row: self.changed.emit("code", str(self.code.currentData() or "")))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("in your own words, if you like"))
        self.reason.setMaxLength(1900)
        self.reason.textEdited.connect(lambda text: self.changed.emit("words", text))
        self.reason.returnPressed.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(captioned(self.tr("Guideline clause"), "review.clause"))
        column.addWidget(self.clause)
        column.addWidget(self.quoted)
        column.addSpacing(px(6))
        column.addLayout(captioned(self.tr("Reason (optional)"), "review.reason"))
        column.addWidget(self.code)
        column.addWidget(self.reason)

    def show_sheet(self, sheet: ReviewSheet) -> None:
        """Offer the clauses of the guidelines and the codes of the scheme."""
        self.clause.clear()
        self.clause.addItem(self.tr("none"), "")
        for one in sheet.clauses:
            self.clause.addItem(one.heading, one.heading)
            self.clause.setItemData(self.clause.count() - 1, one.sentence, Qt.ItemDataRole.UserRole + 1)
        self.code.clear()
        self.code.addItem(self.tr("no kind of reason"), "")
        for value in sheet.reasons:
            if not value.retired:
                self.code.addItem(value.label, value.key)
        self.code.setVisible(self.code.count() > 1)

    def show_grounds(self, grounds: Grounds, *, writable: bool) -> None:
        """Show what is written, or stored."""
        row = self.clause.findData(grounds.clause)
        if row < 0:  # named when the guidelines still had it
            self.clause.addItem(grounds.clause, grounds.clause)
            row = self.clause.count() - 1
        self.clause.setCurrentIndex(row)
        self.code.setCurrentIndex(max(self.code.findData(grounds.code), 0))
        if self.reason.text() != grounds.words:
            self.reason.setText(grounds.words)
        self._quote()
        for field in (self.clause, self.code, self.reason):
            field.setEnabled(writable)

    def write_reason(self) -> None:
        """Go to the words of the reason."""
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_clause(self) -> None:
        """Go to the clauses and open them."""
        self.clause.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.clause.showPopup()
        self._offered = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keys back to the article once the clauses that a key opened are closed without a choice, too."""
        if watched is self.clause.view() and event.type() == QEvent.Type.Hide and self._offered:
            self._offered = False
            # Qt gives the focus to the field first.
            QTimer.singleShot(0, self, self.left.emit)
        return super().eventFilter(watched, event)

    def _clause_chosen(self, _row: int) -> None:
        self._quote()
        self.changed.emit("clause", str(self.clause.currentData() or ""))
        self.left.emit()

    def _quote(self) -> None:
        sentence = str(self.clause.currentData(Qt.ItemDataRole.UserRole + 1) or "")
        self.quoted.setText(f"“{sentence}”" if sentence else "")
        self.quoted.setVisible(bool(sentence))


class Before(QWidget):
    """How cases of the same kind were settled before in this project: a bar of shares, and each in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = PlainLabel(role="secondary")
        self._bar = _Shares()
        self._legend = QWidget()
        self._flow = Flow(self._legend, space=12)
        self._said: list[str] = []
        self._ways: list[PlainLabel] = []
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Settled before"), role="strong"))
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._legend)

    def show_case(self, sheet: ReviewSheet, case: Case, names: Mapping[str, str]) -> None:
        """Show how cases like this one were settled; nothing where none was."""
        found = [one for one in sheet.precedents if (one.layer, one.kind) == (case.layer, case.kind)]
        total = sum(one.count for one in found)
        self.setVisible(bool(total))
        said = [f"{words.way_words(one.way, names)} {one.count}" for one in found]
        if not total or said == self._said:
            return
        self._said = said
        self._count.setText(counted(total, "{count} in this project", "{count} in this project"))
        self._bar.show_shares([one.count for one in found])
        while len(self._ways) < len(said):
            self._ways.append(PlainLabel(role="secondary", parent=self._legend))
            self._flow.addWidget(self._ways[-1])
        for place, label in enumerate(self._ways):
            label.setText(said[place] if place < len(said) else "")
            label.setVisible(place < len(said))
        self._legend.setAccessibleName(", ".join(said))
        self._legend.updateGeometry()


class _Shares(QWidget):
    """A bar of 8 pixels, divided by counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes().changed.connect(self.update)

    def show_shares(self, counts: list[int]) -> None:
        """Show counts, the largest first."""
        if counts == self._counts:
            return
        self._counts = counts
        self.update()

    def sizeHint(self) -> QSize:
        """Return 8 pixels of height."""
        return QSize(80, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts with a gap between them."""
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(shape)
        left, whole = 0.0, max(sum(self._counts), 1)
        for place, count in enumerate(self._counts):
            width = self.width() * count / whole
            shade = _SHADES[min(place, len(_SHADES) - 1)]
            painter.fillRect(QRectF(left, 0, max(width - 1, 1), 8), look.color(shade))
            left += width
        painter.end()
