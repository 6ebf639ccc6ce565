"""What is still proposed: a list with a floor for the score, and one button for all that score high."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QSlider,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from labeler.domain.scheme import Scheme
from labeler.domain.suggestions import Suggestion
from labeler.gui.annotate.inspector.heading import score_words
from labeler.gui.look.controls import Button, Chip, PlainLabel
from labeler.gui.look.controls.chips import draw_chip
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens

ONE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


def tag_of(one: Suggestion, scheme: Scheme) -> str:
    """Return the word for a suggestion's chip: a claim's type, the kind, a stance's topic and value."""
    if one.kind == "claim":
        value = scheme.value("type", one.type)
        return (value.tag or value.key) if value else one.kind
    if one.kind == "stance":
        value = scheme.value("value", one.value)
        return f"{one.topic} {value.glyph if value else ''}".strip()
    return one.kind


class SuggestionModel(QAbstractListModel):
    """Suggestions in reading order."""

    def __init__(self, scheme: Scheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scheme = scheme
        self.rows: list[Suggestion] = []

    def show_rows(self, rows: Sequence[Suggestion]) -> None:
        """Show these suggestions."""
        if [one.id for one in rows] != [one.id for one in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of suggestions."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and says."""
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        words = " ".join(one.text.split()) or one.topic
        if role == ONE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tag_of(one, self.scheme)}, {score_words(one.score)}, {words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{words} ({one.why or one.rule})")
        return None


class SuggestionDelegate(QStyledItemDelegate):
    """Score, chip, words."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 28 at 100 % text."""
        return QSize(px(120), max(px(28), QFontMetrics(ui_font()).height() + px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        one: Suggestion = index.data(ONE)
        model = index.model()
        assert isinstance(model, SuggestionModel)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("accentT"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("accentT"))
        painter.setFont(ui_font(12, bold=True, tabular=True))
        painter.setPen(look.color("text"))
        left = rect.left() + px(16)
        painter.drawText(
            QRect(left, rect.top(), px(32), rect.height()), Qt.AlignmentFlag.AlignVCenter, score_words(one.score)
        )
        small = QFontMetrics(ui_font(11, bold=True))
        tag = tag_of(one, model.scheme)
        width = max(px(54), small.horizontalAdvance(tag) + px(12))
        high = max(px(20), small.height() + 4)
        draw_chip(
            painter,
            QRectF(left + px(32), rect.top() + (rect.height() - high) / 2, width, high),
            one.kind,
            tag,
            dashed=True,
        )
        painter.setFont(ui_font())
        painter.setPen(look.color("text"))
        start = left + px(40) + width
        room = QRect(start, rect.top(), rect.right() - start - px(8), rect.height())
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class SuggestionPanel(QWidget):
    """chosen(str): a suggestion to look at. all_wanted(): accept all above. floor_moved(float): least score."""

    chosen = Signal(str)
    all_wanted = Signal()
    floor_moved = Signal(float)

    def __init__(self, scheme: Scheme, floor: float, above: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = above
        self._all: list[Suggestion] = []
        self.model = SuggestionModel(scheme, self)
        self._count = Chip("plain", "0")
        self._floor = PlainLabel(role="secondary")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setValue(round(floor * 100))
        self.slider.setAccessibleName(self.tr("Least score shown"))
        self.slider.setFixedWidth(px(72))
        self.slider.valueChanged.connect(self._moved)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(SuggestionDelegate(self.view))
        self.view.setAccessibleName(self.tr("Suggestions"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self._none = PlainLabel(self.tr("Nothing is suggested here."), role="secondary", wrap=True)
        self._none.setContentsMargins(px(16), 0, px(16), 0)
        self.accept = Button("")
        self.accept.clicked.connect(self.all_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(4))
        head.setSpacing(px(8))
        head.addWidget(PlainLabel(self.tr("Suggestions"), role="strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._floor)
        head.addWidget(self.slider)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(12))
        foot.addWidget(self.accept, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        themes().changed.connect(self._dye)
        self._dye()
        self._show()

    def show_suggestions(self, suggestions: Sequence[Suggestion], current: str, near: int | None = None) -> None:
        """Show what is proposed but for boilerplate (the page dims that), and mark the one under the cursor.

        Without one under the cursor, those from `near` on come into sight.
        """
        self._all = sorted(
            (one for one in suggestions if one.kind != "boilerplate"),
            key=lambda one: (one.start is None, one.start or 0, -(one.end or 0), one.id),
        )
        self._show()
        row = next((number for number, one in enumerate(self.model.rows) if one.id == current), -1)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
            self.view.scrollTo(self.model.index(row))
        else:
            self.view.selectionModel().clear()
            rows = self.model.rows
            next_row = next((n for n, one in enumerate(rows) if near is not None and (one.start or 0) >= near), -1)
            if next_row >= 0:
                self.view.scrollTo(self.model.index(next_row), QListView.ScrollHint.PositionAtTop)

    def _show(self) -> None:
        floor = self.slider.value() / 100
        rows = [one for one in self._all if one.score >= floor]
        self.model.show_rows(rows)
        self._count.set_text(f"{len(rows)}")
        self._floor.setText(self.tr("score ≥ {score}").format(score=score_words(floor)))
        high = sum(one.score >= self._above for one in self._all)
        words = self.tr("Accept all above {score}").format(score=score_words(self._above))
        self.accept.set_text(f"{words} ({high})")
        self.accept.setEnabled(high > 0)
        self._none.setVisible(not rows)
        self.view.setVisible(bool(rows))

    def _moved(self, value: int) -> None:
        self._show()
        self.floor_moved.emit(value / 100)

    def _choose(self, index: QModelIndex) -> None:
        one = index.data(ONE)
        if isinstance(one, Suggestion):
            self.chosen.emit(one.id)

    def _dye(self) -> None:
        look = tokens()
        self.view.setStyleSheet(f"QListView {{ background: {look.window}; border: 0; }}")
