"""The lines above the article: its heading, whose lane is which, whether names are hidden, and how it is shown."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from labeler.gui.look.controls import IconButton, PlainLabel, Segmented
from labeler.gui.look.controls.combos import Combo
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes, tokens
from labeler.gui.review.avatar import Avatar
from labeler.gui.review.cases import Side
from labeler.gui.review.reading import Reading

# So many characters of a name are shown in the choice of a lane.
_LONGEST = 10
View: TypeAlias = Literal["lanes", "columns", "table"]


class ReviewHeader(QWidget):
    """hide_wanted(bool), view_wanted(str), lanes_wanted(int, int), list_wanted(): what its fields say."""

    hide_wanted = Signal(bool)
    view_wanted = Signal(str)
    lanes_wanted = Signal(int, int)
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PlainLabel(role="panel", elide=True)
        self.hide_names = QCheckBox(self.tr("Hide names"))
        self.hide_names.clicked.connect(self.hide_wanted)
        self.view = Segmented(
            self.tr("How the article is shown"),
            [("lanes", self.tr("one page")), ("columns", self.tr("side by side")), ("table", self.tr("table"))],
            folds=True,
        )
        self.view.set_value("lanes")
        self.view.chosen.connect(self.view_wanted)
        self.list = IconButton("menu", self.tr("Articles and disagreements"))
        self.list.clicked.connect(self.list_wanted)
        self.list.hide()
        self._legend: list[QWidget] = []
        self._picks: list[QComboBox] = []
        self._shown: tuple[tuple[Side, ...], tuple[int, ...], str] | None = None
        # What does not fit on one line goes below it.
        below = QWidget()
        self._flow = Flow(below, space=12, between=4)
        self._flow.addWidget(self.view)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        below.setSizePolicy(policy)
        above = QHBoxLayout()
        above.setSpacing(px(8))
        above.addWidget(self.list)
        above.addWidget(self.title, 1)
        above.addWidget(self.hide_names)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(6), px(12), px(6))
        column.setSpacing(px(4))
        column.addLayout(above)
        column.addWidget(below)

    def show_reading(self, reading: Reading | None, lanes: tuple[int, ...], view: View, *, writable: bool) -> None:
        """Show an article's heading, its sides and the view."""
        self.setVisible(reading is not None)
        if reading is None:
            return
        self.title.setText(reading.article.heading)
        sheet = reading.sheet
        self.hide_names.setVisible(sheet is not None)
        self.hide_names.setChecked(sheet is not None and sheet.blind)
        self.hide_names.setEnabled(writable)
        self.hide_names.setToolTip(
            plain_tooltip(self.tr("Review without knowing who is who; the sides are shuffled and stay so"))
        )
        self.view.set_value(view)
        if (reading.sides, lanes, view) != self._shown:
            self._shown = (reading.sides, lanes, view)
            self._show_legend(reading.sides, lanes, view)

    def _show_legend(self, sides: tuple[Side, ...], lanes: tuple[int, ...], view: View) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for gone in self._legend:
            gone.hide()
            gone.deleteLater()
        self._legend, self._picks = [], []
        upper, lower = self.tr("upper"), self.tr("lower")
        if view == "lanes" and len(sides) > 2:
            for lane, words in enumerate((upper, lower)):
                self._add_entry(PlainLabel(words, role="secondary"), self._pick(sides, lanes, lane, words))
        else:
            for side in sides[: 2 if view == "lanes" else None]:
                said = f"{side.name} {(upper, lower)[side.place]}" if view == "lanes" else side.name
                self._add_entry(Avatar(side), PlainLabel(said, role="secondary", elide=True))
        if view == "lanes":
            self._add_entry(_AgreedSign(), PlainLabel(self.tr("agreed"), role="secondary"))
        self._flow.addWidget(self.view)

    def _add_entry(self, sign: QWidget, what: QWidget) -> None:
        """Add a sign (or a word) and what it stands for."""
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(sign)
        row.addWidget(what, 1)
        self._legend.append(entry)
        self._flow.addWidget(entry)

    def _pick(self, sides: tuple[Side, ...], lanes: tuple[int, ...], lane: int, words: str) -> QComboBox:
        names = [side.letter if side.name == side.letter else f"{side.letter} {side.name}" for side in sides]
        least = min(max(len(name) for name in names), _LONGEST)
        pick = Combo(self.tr("Side in the {lane} lane").format(lane=words), least=least)
        for side, name in zip(sides, names, strict=True):
            pick.addItem(name, side.place)
            pick.setItemData(pick.count() - 1, plain_tooltip(name), Qt.ItemDataRole.ToolTipRole)
        pick.setCurrentIndex(lanes[lane] if lane < len(lanes) else 0)
        pick.activated.connect(lambda row: self.lanes_wanted.emit(lane, row))
        self._picks.append(pick)
        return pick


class _AgreedSign(QWidget):
    """Two thin lines, as agreed labels have them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return room for the lines."""
        return QSize(px(18), px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        for y in (0.35, 0.75):
            painter.fillRect(0, round(self.height() * y), self.width(), 1, tokens().color("line2"))
        painter.end()
