"""A text whose boilerplate can be folded: a line stands for it, the caret steps over it, a jump into it unfolds it.

What is folded is nobody's data: it lasts while the page does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from labeler.gui.look import theme
from labeler.gui.look.fonts import ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.page.caret import Motion
from labeler.gui.page.folds import Fold, folds_of, hide, resize, unhide
from labeler.gui.page.laying_out import scroll_to, suspend
from labeler.gui.page.marks import Patch
from labeler.gui.page.walking import WalkingText
from labeler.gui.plural import counted

_ROOM = 40
_FOOT = 8
_MARGIN = 22
# From so many on, the text is laid out anew as a whole: each of them moves all that stands below it.
_MANY = 12


class FoldingText(WalkingText):
    """Folds what is boilerplate from end to end, paragraph by paragraph; `folded` is the wish for all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folded = False
        self._folds: list[Fold] | None = None
        self._otherwise = set[str]()
        self._hidden: list[Fold] = []
        self._caret_was = 0
        self.cursorPositionChanged.connect(self._step_out)

    def set_article(self, text: str) -> None:
        """Show another article from its beginning; its boilerplate is folded as that of the one before."""
        self._folds, self._hidden, self._caret_was = None, [], 0
        self._otherwise.clear()
        super().set_article(text)

    def patch_marks(self, patch: Patch) -> None:
        """Put some marks and take others away; the view moves only where more, or less, is folded then."""
        gone = (self.index.mark(mark_id) for mark_id in patch.removed)
        touched = any(mark is not None and mark.kind == "boilerplate" for mark in (*patch.put, *gone))
        super().patch_marks(patch)
        if touched:
            self._folds = None
            if self.folded or self._otherwise:
                self._fold_as_wished()

    def set_folded(self, folded: bool) -> None:
        """Fold or unfold all boilerplate; what stands at the top stays there."""
        self.folded = folded
        self._otherwise.clear()
        self._fold_as_wished()

    def folds_in_words(self) -> str:
        """Return what is folded now, in a sentence."""
        if not self._foldable():
            return self.tr("No paragraph here is boilerplate from end to end.")
        lines = sum(fold.lines for fold in self._hidden)
        if not lines:
            return self.tr("Boilerplate is unfolded.")
        return counted(lines, "One line of boilerplate is folded.", "{count} lines of boilerplate are folded.")

    def toggle_fold_at(self, point: QPointF) -> bool:
        """Fold or unfold the boilerplate whose line, or rule in the margin, is at a point; False if there is none."""
        fold = next((fold for fold, box in self._lines() if box.contains(point)), None) or self._ruled(point)
        if fold is None:
            return False
        self._toggle(fold)
        return True

    def is_fold_at(self, point: QPointF) -> bool:
        """Tell whether a click at a point would fold or unfold something."""
        return any(box.contains(point) for _, box in self._lines()) or self._ruled(point) is not None

    def hidden_at(self, unit: int) -> bool:
        """Tell whether a place in units is folded away."""
        return self._hidden_fold(unit) is not None

    def put_caret(self, point: int, anchor: int | None = None) -> None:
        """Put the caret somewhere, which unfolds it; with an anchor, select from there."""
        fold = self._hidden_fold(self.map.to_units(point))
        if fold is not None:
            self._toggle(fold)
        super().put_caret(point, anchor)

    def bring(self, start: int, end: int) -> None:
        """Scroll so that `[start, end)` in units is in sight, unfolded."""
        self._unfold(start, end)
        super().bring(start, end)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that stand for what is folded."""
        super().paintEvent(event)
        area = QRectF(event.rect())
        seen = [(fold, box) for fold, box in self._lines() if box.intersects(area)]
        if seen:
            painter = QPainter(self.viewport())
            for fold, box in seen:
                self._paint_line(painter, fold, box)
            painter.end()

    # -- inside

    def _foldable(self) -> list[Fold]:
        """Return what can be folded, in the order of the text; looked up when somebody asks for it."""
        if self._folds is None:
            marks = (mark for mark in self.index.marks() if mark.kind == "boilerplate")
            self._folds = folds_of(self.document(), ((*self.index.units(mark.id), mark.id) for mark in marks))
        return self._folds

    def _fold_as_wished(self) -> None:
        wanted = [fold for fold in self._foldable() if self.folded != bool(fold.ids & self._otherwise)]
        shown, gone = set(self._hidden) - set(wanted), set(wanted) - set(self._hidden)
        if not shown and not gone:
            return
        bar = self.verticalScrollBar()
        anchor = self.unit_at(QPointF(self._gutter, 24 * self.scale))
        offset = self._line_top(anchor)
        if len(shown) + len(gone) > _MANY:
            suspend(self.document())
        self._shapes.forget()
        for fold in shown:
            unhide(self.document(), fold)
        self._hidden = wanted
        for fold in gone:
            hide(self.document(), fold, self._room)
        self._set_width()
        if bar.value() > 0:
            fold = self._hidden_fold(anchor)
            if fold is not None:  # what stood at the top is folded: its line comes there
                anchor, offset = self._beside(fold, forward=True), self._room
            scroll_to(self, self.height_of(anchor) - offset)
        self._step_out()
        self.viewport().update()

    def _toggle(self, fold: Fold) -> None:
        if fold.ids & self._otherwise:
            self._otherwise -= fold.ids
        else:
            self._otherwise |= fold.ids
        self._fold_as_wished()

    def _unfold(self, start: int, end: int) -> None:
        for fold in [fold for fold in self._hidden if fold.start < end and start < fold.end]:
            self._toggle(fold)

    def _hidden_fold(self, unit: int) -> Fold | None:
        at = bisect_right(self._hidden, unit, key=lambda fold: fold.start) - 1
        return self._hidden[at] if at >= 0 and unit <= self._hidden[at].end else None

    def _step_out(self) -> None:
        """Move a caret that an arrow key took into a fold out of it, on the side to which it went."""
        cursor = self.textCursor()
        here, before = cursor.position(), self._caret_was
        fold = self._hidden_fold(here)
        whole = cursor.hasSelection() and here == self.map.units  # Ctrl+A takes what is folded too
        if fold is not None and not whole:
            goal = self._beside(fold, forward=here >= before)
            mode = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(goal, mode)
            self.setTextCursor(cursor)
        self._caret_was = self.textCursor().position()

    def _beside(self, fold: Fold, *, forward: bool) -> int:
        """Return the place after a fold, or the one before it; at the ends of the text there is only the other."""
        if (forward and fold.end < self.map.units) or fold.start == 0:
            return fold.end + 1
        return fold.start - 1

    def _move(self, motion: Motion) -> None:
        super()._move(lambda anchor, here: self._over_folds(motion, anchor, here))

    def _over_folds(self, motion: Motion, anchor: int, here: int) -> tuple[int, int]:
        """Return where a motion leads: on over what is folded, but not when it selects."""
        ends = motion(anchor, here)
        fold = self._hidden_fold(self.map.to_units(ends[1]))
        if fold is None or ends[0] != ends[1]:
            return ends
        beyond = self.map.to_points(fold.end if ends[1] >= here else fold.start)
        ends = motion(beyond, beyond)
        # Where nothing follows, or nothing stands before, the caret stays.
        return (here, here) if self.hidden_at(self.map.to_units(ends[1])) else ends

    @property
    def _room(self) -> float:
        return _ROOM * self.scale

    def _follow_size(self) -> None:
        super()._follow_size()
        for fold in self._hidden:
            resize(self.document(), fold, self._room)

    def _lines(self) -> Iterator[tuple[Fold, QRectF]]:
        """Return what is folded in sight with the box of the line that stands for it."""
        for fold in self._near(self._hidden):
            after = self.document().findBlockByNumber(fold.last + 1)
            if after.isValid():
                corner = self.origin(after)
                top = corner.y() - self._room
            else:
                above = self.document().findBlockByNumber(fold.first - 1)
                corner = self.origin(above)
                top = corner.y() + self.document().documentLayout().blockBoundingRect(above).height() + _FOOT
            width = self.lineWrapColumnOrWidth() - self._gutter - _FOOT
            yield fold, QRectF(corner.x() - _MARGIN, top, width, self._room - _FOOT)

    def _near(self, folds: list[Fold]) -> list[Fold]:
        """Return those of some folds, in the order of the text, that stand in sight or right beside it."""
        if not folds:
            return folds
        low = self.unit_at(QPointF(0, 0))
        high = self.unit_at(QPointF(self.viewport().width(), self.viewport().height()))
        first = bisect_left(folds, low, key=lambda fold: fold.end)
        last = bisect_right(folds, high, key=lambda fold: fold.start)
        return folds[max(first - 1, 0) : last + 1]

    def _ruled(self, point: QPointF) -> Fold | None:
        """Return the unfolded boilerplate whose dotted rule is at a point."""
        for fold in self._near(self._foldable()):
            if self.hidden_at(fold.start):
                continue
            first, last = (self.document().findBlockByNumber(number) for number in (fold.first, fold.last))
            top, foot = self.origin(first), self.origin(last)
            foot_y = foot.y() + self.document().documentLayout().blockBoundingRect(last).height()
            if top.x() - _MARGIN * self.scale <= point.x() < top.x() - 6 and top.y() <= point.y() <= foot_y:
                return fold
        return None

    def _paint_line(self, painter: QPainter, fold: Fold, box: QRectF) -> None:
        look = theme.tokens()
        cursor = self.textCursor()
        taken = cursor.selectionStart() < fold.end and fold.start < cursor.selectionEnd()
        font = ui_font(12)
        font.setPixelSize(max(round(12 * self.scale), 12))
        words = counted(fold.lines, "… one line of boilerplate", "… {count} lines of boilerplate")
        painter.setFont(font)
        ink = "text2"
        if taken:  # it is selected with what stands around it, and says so
            painter.fillRect(box, look.color("selection"))
            ink = "onSelection"
        size = round(16 * min(self.scale, 1.5))
        icon = pixmap("chevron-right", ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left(), box.center().y() - size / 2), icon)
        painter.setPen(look.color(ink))
        left = box.adjusted(_MARGIN, 0, 0, 0)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        end = left.left() + painter.fontMetrics().horizontalAdvance(words) + 12
        painter.setPen(look.color("line2" if look.forced else "line"))
        painter.drawLine(QPointF(end, box.center().y()), QPointF(box.right(), box.center().y()))
