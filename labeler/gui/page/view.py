"""The article page: a text with marks under mouse and keys.

Keys are bound elsewhere: actions call the methods. Only the arrows are the page's own, while edges are moved.
"""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from labeler.domain.spans import Span
from labeler.gui.look.speech import say
from labeler.gui.page import motion
from labeler.gui.page.marks import Mark, Patch
from labeler.gui.page.painting import has_handles
from labeler.gui.page.pointing import handle_at, next_in, plate_at, stack
from labeler.gui.page.selecting import EXACT, LEFT, SelectingText
from labeler.gui.page.tags import LEAST_TEXT, Plate, plates
from labeler.gui.plural import counted

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ArticlePage(SelectingText):
    """The page that annotators work on.

    `mark_clicked` carries the id that a click made current; clicking again goes through the stack at that place.
    `crowd_clicked` carries the ids behind a `+n`. `extent_changed` carries (id, Span) after a handle was dragged.
    """

    mark_clicked = Signal(str)
    crowd_clicked = Signal(list)
    extent_changed = Signal(str, Span)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handle = ""
        self.viewport().setMouseTracking(True)

    def patch_marks(self, patch: Patch) -> None:
        """Put some marks and take others away; tell what the current one is now, or how many suggestions came."""
        before = self.index.mark(self.current)
        offered = (mark for mark in patch.put if mark.suggested and mark.kind != "boilerplate")
        new = sum(mark.id not in self.index for mark in offered)
        super().patch_marks(patch)
        now = self.index.mark(self.current)
        if before is not None and now is not None and before.id == now.id and before.name != now.name:
            say(self, now.name)
        elif new:
            say(self, counted(new, "One suggestion.", "{count} suggestions."))

    # -- moving the edges of the current mark

    def begin_edge_edit(self, mark_id: str) -> None:
        """Make a mark current; arrows then move its end, with Shift its start, by words, with Ctrl by characters."""
        mark = self.index.mark(mark_id)
        if mark is None:
            return
        self.go_to(mark_id)
        self._edited = mark.span
        self.viewport().update()
        say(self, self.tr("Edges: arrows move the end, with Shift the start"))

    def edited_span(self) -> Span | None:
        """Return the extent as moved so far, None while no edges are moved."""
        return self._edited

    def end_edge_edit(self) -> None:
        """Stop moving edges; the mark is drawn at its own extent again."""
        self._edited = None
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move an edge while edges are moved; else what Qt does with the caret."""
        step = _STEPS.get(Qt.Key(event.key()))
        if self._edited is None or step is None:
            super().keyPressEvent(event)
            return
        keys = event.modifiers()
        self._edited = motion.moved_edge(
            self.words,
            self._edited,
            len(self.text),
            step,
            start=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            exact=bool(keys & Qt.KeyboardModifier.ControlModifier),
        )
        self.viewport().update()
        say(self, self._edited.of(self.text))
        event.accept()

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a drag of the selection, or a drag of a handle."""
        if event.button() != LEFT:
            super().mousePressEvent(event)
            return
        point, mark = event.position(), self.index.mark(self.current)
        self._handle = self._handle_at(point)
        if self._handle and mark is not None:
            self._edited = mark.span
        elif not self.toggle_fold_at(point):
            self.begin_selecting(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select by whole words (Alt: exact characters), move an edge, or tell what is under the mouse."""
        if not event.buttons() & LEFT:
            super().mouseMoveEvent(event)
            self._hover(event.position())
        elif self.drag_on(event):
            self.drag_to(event.position(), exact=bool(event.modifiers() & EXACT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        if event.button() != LEFT:
            super().mouseReleaseEvent(event)
            return
        clicked = not self._handle and self.is_selecting()
        dragged = self.end_selecting(event)
        if self._handle:
            self._drop_handle()
        elif clicked and not dragged and self.selection() is None:
            self._click(event.position())
        self._handle = ""

    def drag_to(self, point: QPointF, *, exact: bool) -> None:
        """Move the edge whose handle is dragged, else select."""
        if self._handle:
            self._drag_handle(point, exact=exact)
        else:
            super().drag_to(point, exact=exact)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the mouse."""
        super().leaveEvent(event)
        self._set_hovered("")

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what a mark is as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tooltip_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), text, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def tooltip_at(self, point: QPointF) -> str:
        """Return the tooltip for a point of the viewport: kind, type and score of the marks there, as safe text."""
        found = [mark for _, mark in zip(range(4), self._marks_at(point), strict=False)]
        lines = "<br>".join(html.escape(mark.name) for mark in found)
        return f"<qt>{lines}</qt>" if lines else ""

    # -- inside

    def _marks_at(self, point: QPointF) -> list[Mark]:
        drawn = self.scene(QRectF(0, point.y() - 1, self.viewport().width(), 2)).drawn
        plate = self._plate_at(point)
        if plate is not None:
            return [mark for mark_id in plate.ids if (mark := self.index.mark(mark_id)) is not None]
        return stack(drawn, point, self.scale)

    def _plate_at(self, point: QPointF) -> Plate | None:
        if self.text_size < LEAST_TEXT:
            return None
        s = self.scale
        drawn = self.scene(QRectF(0, point.y() - 1, self.viewport().width(), 2)).drawn
        return plate_at(plates(drawn, s), point, s)

    def _click(self, point: QPointF) -> None:
        plate = self._plate_at(point)
        if plate is not None and plate.drawn is None:
            self.crowd_clicked.emit(list(plate.ids))
            return
        found = self._marks_at(point)
        if not found:
            self.set_current("")
            return
        mark = next_in(found, self.current)
        self.set_current(mark.id)
        self.mark_clicked.emit(mark.id)

    def _drag_handle(self, point: QPointF, *, exact: bool) -> None:
        if self._edited is None:
            return
        here = self.map.to_points(self.unit_at(self._within(point)))
        whole = self._edited
        fixed = whole.end if self._handle == "start" else whole.start
        ends = motion.dragged(self.words, self.text, fixed, here, exact=exact)
        if ends is not None and (ends[0] < ends[1]) == (self._handle == "end"):
            self._edited = Span(*sorted(ends))
            self.viewport().update()

    def _drop_handle(self) -> None:
        mark, span = self.index.mark(self.current), self._edited
        self._edited = None
        self.viewport().update()
        if mark is not None and span is not None and span != mark.span:
            self.extent_changed.emit(mark.id, span)

    def _handle_at(self, point: QPointF) -> str:
        mark = self.index.mark(self.current)
        movable = mark is not None and has_handles(mark) and not self._frozen and self.hasFocus()
        return handle_at(self.framed(), point, self.scale) if movable else ""

    def _hover(self, point: QPointF) -> None:
        found = self._marks_at(point)
        self._set_hovered(found[0].id if found else "")
        shape = Qt.CursorShape.SizeHorCursor if self._handle_at(point) else Qt.CursorShape.IBeamCursor
        if self.is_fold_at(point):
            shape = Qt.CursorShape.PointingHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def _set_hovered(self, mark_id: str) -> None:
        if mark_id != self._hovered:
            self._hovered = mark_id
            self.viewport().update()
