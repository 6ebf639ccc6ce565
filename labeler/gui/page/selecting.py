"""Selecting by mouse: whole words, or exact characters with Alt; also beyond the edge of the view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from labeler.domain.spans import Span
from labeler.domain.words import sentence_at
from labeler.gui.page import motion
from labeler.gui.page.folding import FoldingText

LEFT = Qt.MouseButton.LeftButton
# Alt belongs to the window manager on some desktops: Ctrl means the same, as it does while edges are moved.
EXACT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_TICK_MS = 40
_PACE = 0.25


class SelectingText(FoldingText):
    """A text in which a drag selects.

    What is selected while the mouse moves is what will be: whole words, without the white space around them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed_at = QPointF()
        self._dragged = False
        self._from: tuple[int, int] | None = None
        self._last: tuple[QPointF, bool] = (QPointF(), False)
        self._triple_until = 0
        self.setAcceptDrops(False)
        self._pull = QTimer(self)
        self._pull.setInterval(_TICK_MS)
        self._pull.timeout.connect(self._pulled)

    def begin_selecting(self, event: QMouseEvent) -> None:
        """Begin a drag at a press; with Shift from where the selection began; a third click takes the sentence."""
        self._pressed_at, self._dragged = event.position(), False
        if event.timestamp() < self._triple_until:
            self._triple_until = 0
            self._take(sentence_at(self.text, self._point_at(event.position())))
            return
        if event.modifiers() & _SHIFT:
            anchor = self._ends()[0]
            self._from, self._dragged = (anchor, anchor), True
            self.select_to(event.position(), exact=bool(event.modifiers() & EXACT))
            return
        # Pressing inside a selection would begin to drag its text away. The caret may be out of sight: it stays there.
        bar = self.verticalScrollBar()
        top = bar.value()
        self.clear_selection()
        bar.setValue(top)
        super().mousePressEvent(event)
        anchor = self.caret()
        self._from = (anchor, anchor)

    def drag_on(self, event: QMouseEvent) -> bool:
        """Tell whether the mouse is dragged, and not only pressed; follow it beyond the edge of the view."""
        point = event.position()
        away = (point - self._pressed_at).manhattanLength()
        self._dragged = self._dragged or away >= QApplication.startDragDistance() / 2
        if self._dragged:
            self._last = (point, bool(event.modifiers() & EXACT))
            self._follow(point)
        return self._dragged

    def is_selecting(self) -> bool:
        """Tell whether a press began a selection that has not ended."""
        return self._from is not None

    def end_selecting(self, event: QMouseEvent) -> bool:
        """End a drag; True if it was one, False for a click."""
        self._pull.stop()
        was, self._dragged = self._dragged, False
        if self._from is not None and was:
            self.select_to(event.position(), exact=bool(event.modifiers() & EXACT))
        self._from = None
        super().mouseReleaseEvent(event)
        return was

    def select_to(self, point: QPointF, *, exact: bool) -> None:
        """Select from where the drag began to a point of the viewport; beyond its edge, as far as is in sight."""
        if self._from is None:
            return
        here = self._point_at(self._within(point))
        start, end = self._from
        anchor = end if here < start else start
        ends = motion.dragged(self.words, self.text, anchor, here, exact=exact)
        if start < end and start <= here <= end:
            ends = start, end
        bar = self.verticalScrollBar()
        top = bar.value()
        if ends is None:
            self.put_caret(here)
        else:
            self.put_caret(ends[1], ends[0])
        # Qt brings the caret's line into sight as a whole: text that moves under the mouse can't be aimed at.
        bar.setValue(top)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word; a third click selects the sentence, a drag more words."""
        if event.button() != LEFT:
            super().mouseDoubleClickEvent(event)
            return
        self._pressed_at, self._dragged = event.position(), False
        self._take(self.words.at(self._point_at(event.position())))
        self._triple_until = event.timestamp() + QApplication.doubleClickInterval()
        event.accept()

    def drag_to(self, point: QPointF, *, exact: bool) -> None:
        """Do what a drag does here: select."""
        self.select_to(point, exact=exact)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take nothing: Qt would write what an input method sends into the text, read-only or not."""
        event.ignore()

    # -- inside

    def _take(self, span: Span | None) -> None:
        self._from = None
        if span is not None:
            self.put_caret(span.end, span.start)
            self._from = (span.start, span.end)

    def _point_at(self, point: QPointF) -> int:
        return self.map.to_points(self.unit_at(point))

    def _within(self, point: QPointF) -> QPointF:
        return QPointF(point.x(), min(max(point.y(), 0.0), self.viewport().height() - 1.0))

    def _follow(self, point: QPointF) -> None:
        outside = point.y() < 0 or point.y() >= self.viewport().height()
        if outside and not self._pull.isActive():
            self._pull.start()
        elif not outside:
            self._pull.stop()

    def _pulled(self) -> None:
        """Scroll towards the mouse: the further away it is, the faster."""
        point, exact = self._last
        beyond = point.y() if point.y() < 0 else point.y() - self.viewport().height() + 1
        step = max(round(abs(beyond) * _PACE), 4)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (step if beyond > 0 else -step))
        self.drag_to(point, exact=exact)
