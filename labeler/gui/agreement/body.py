"""How the panels lie on the page: one below another on a small window, in three columns on a larger one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from labeler.gui.agreement.panel import Panel
from labeler.gui.agreement.panels import Panels
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes

# Widths at 100 % text: from the first on three columns, from the second on larger rows; no wider than the third.
_THREE, _LARGE, _MOST = 1080, 1560, 1760
_COLUMNS = (396, 404, 392)
_ALONE, _BESIDE = 24, 12


class Body(QScrollArea):
    """The panels, and above them whatever was opened for a moment. moved(): they stand further in, or less."""

    moved = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = ""
        self.setAccessibleName(name)
        self.setObjectName("agreementBody")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Each where it will stand: what is moved is dressed anew.
        self.inside = QWidget(self.viewport())
        self.inside.setObjectName("agreementInside")
        self.setWidget(self.inside)
        self._column = QVBoxLayout(self.inside)
        self.above = QVBoxLayout()
        self._field = QWidget(self.inside)
        self.panels = Panels(self._field)
        self._grid = QGridLayout(self._field)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.above)
        self._column.addWidget(self._field, 1)
        themes().changed.connect(self._grow)
        self._grow()

    def show_panels(self, shown: bool) -> None:
        """Show the panels or, as long as there is no report, none."""
        self._field.setVisible(shown)
        self.arrange()

    def reveal(self, widget: QWidget) -> None:
        """Bring what has the focus into sight, a panel whole where that is possible."""
        panel = widget.parentWidget()
        shown = panel if isinstance(panel, Panel) else widget
        place = QRect(shown.mapTo(self.inside, shown.rect().topLeft()), shown.size())
        if place.height() <= self.viewport().height():
            self.ensureVisible(place.center().x(), place.bottom(), 0, px(8))
            self.ensureVisible(place.center().x(), place.top(), 0, px(8))
        else:
            self.ensureVisible(place.center().x(), place.top(), 0, px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panels anew."""
        super().resizeEvent(event)
        self.arrange()

    def side(self) -> int:
        """Return how far in the panels stand, in pixels."""
        width = self.viewport().width()
        return max(px(_ALONE if width >= px(_THREE) else 16), (width - px(_MOST)) // 2)

    def arrange(self) -> None:
        """Put the panels where they lie at this width."""
        width, side = self.viewport().width(), self.side()
        self._column.setContentsMargins(side, 0, side, px(16))
        self.moved.emit()
        if self._field.isHidden():
            return
        panels = self.panels
        shown = [one for one in panels.all() if not one.isHidden()]
        three = width - 2 * side >= px(_THREE)
        large = width - 2 * side >= px(_LARGE)
        mode = f"{three} {large} {[panels.all().index(one) for one in shown]}"
        if mode == self._mode:
            return
        self._mode = mode
        for panel in panels.all():
            self._grid.removeWidget(panel)
            panel.chart.set_wider(30 / 26 if large else 1.0)
        for row in range(10):
            self._grid.setRowStretch(row, 0)
        if three:
            self._in_columns(shown)
            panels.figures.chart.set_least(0 if large else 14)
        else:
            self._one_below_another(shown)

    def _one_below_another(self, shown: list[Panel]) -> None:
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column == 0 else 0)
        for row, panel in enumerate(shown):
            panel.chart.set_least(0)
            self._grid.addWidget(panel, row, 0)
        self._grid.setRowStretch(len(shown), 1)

    def _in_columns(self, shown: list[Panel]) -> None:
        panels, grid = self.panels, self._grid
        for column, width in enumerate(_COLUMNS):
            grid.setColumnStretch(column, width)
        panels.kinds.chart.set_least(8)
        panels.worst.chart.set_least(5)
        panels.gold.chart.set_least(3)
        influence = panels.influence in shown
        panels.influence.chart.set_least(3)
        grid.addWidget(panels.figures, 0, 0, 2 if influence else 1, 2)
        grid.addWidget(panels.matrix, 0, 2)
        if influence:
            grid.addWidget(panels.influence, 1, 2)
        for column, panel in enumerate((panels.kinds, panels.confusion, panels.worst)):
            grid.addWidget(panel, 2, column)
        last = [one for one in (panels.trend, panels.gold) if one in shown]
        if len(last) == 2:
            grid.addWidget(panels.trend, 3, 0, 1, 2)
            grid.addWidget(panels.gold, 3, 2)
        elif last:
            grid.addWidget(last[0], 3, 0, 1, 3)
        grid.setRowStretch(1 if influence else 0, 3)
        grid.setRowStretch(2, 1)

    def _grow(self) -> None:
        self._grid.setSpacing(px(_BESIDE))
        self._column.setSpacing(px(_BESIDE))
        self.above.setSpacing(px(_BESIDE))
        self._mode = ""
        self.arrange()
