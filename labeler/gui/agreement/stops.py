"""From chart to chart: F6 goes on, the one that was left last is come back to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from labeler.gui.agreement.body import Body
from labeler.gui.agreement.chart import Chart
from labeler.gui.agreement.drawers import Drawers
from labeler.gui.agreement.help import Help
from labeler.gui.agreement.panels import Panels


class Stops(QObject):
    """What takes the focus on a page: a first button, the help while it is open, then every chart.

    moved(): another chart has the focus.
    """

    moved = Signal()

    def __init__(self, page: QWidget, first: QWidget, body: Body, panels: Panels, drawers: Drawers) -> None:
        super().__init__(page)
        self._page, self._first, self._body = page, first, body
        self._panels, self._drawers = panels, drawers
        self._last: Chart | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    @property
    def chart(self) -> Chart | None:
        """The chart that has or had the focus, if it can be seen."""
        return self._last if self._last is not None and self._last.isVisible() else None

    def charts(self) -> list[Chart]:
        """Return the charts in sight, in reading order."""
        return [one.chart for one in (*self._drawers.panels(), *self._panels.all()) if one.chart.isVisible()]

    def step(self, step: int) -> None:
        """Go to the next stop, or to the one before."""
        read = [one.text for one in self._drawers.open() if isinstance(one, Help)]
        stops: list[QWidget] = [self._first, *read, *self.charts()]
        here = QApplication.focusWidget()
        place = stops.index(here) if here in stops else 0
        stops[(place + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def come_back(self) -> None:
        """Go to the chart that was left, else to the first, else to the button."""
        stop = self.chart or next(iter(self.charts()), None) or self._first
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, Chart) and self._page.isAncestorOf(now):
            self._last = now
            self._body.reveal(now)
            self.moved.emit()
