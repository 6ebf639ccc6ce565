"""The question above the key bar: a few choices, each with its key; it goes as soon as one is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from labeler.gui.actions import key_words
from labeler.gui.look.controls import PlainLabel, panel
from labeler.gui.look.controls.chips import draw_key_cap
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: the key that gives it ("" for none), what it says, and the value handed back."""

    key: str
    words: str
    value: str


class Row(QPushButton):
    """One answer as a row: key cap and words; words that do not fit are elided, with a tooltip."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setAccessibleName(f"{choice.key} {choice.words}".strip())
        self.setToolTip(plain_tooltip(choice.words))
        self.setProperty("ownFocus", True)

    def sizeHint(self) -> QSize:
        """Return room for the words at the interface's size."""
        metrics = QFontMetrics(ui_font())
        return QSize(metrics.horizontalAdvance(self.choice.words) + px(56), metrics.height() + px(12))

    def minimumSizeHint(self) -> QSize:
        """Return the height of the hint; the words may be elided."""
        return QSize(px(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, key and words."""
        look = tokens()
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            painter.fillRect(self.rect(), look.color("accentT"))
            painter.fillRect(0, 0, 3, self.height(), look.color("accent"))
        cap = key_words(self.choice.key)
        if cap:
            width = max(px(20), QFontMetrics(ui_font(11, bold=True)).horizontalAdvance(cap) + px(10))
            draw_key_cap(painter, QRectF(px(12), (self.height() - px(20)) / 2, width, px(20)), cap)
        painter.setFont(ui_font())
        painter.setPen(look.color("text"))
        room = self.rect().adjusted(px(44), 0, -px(12), 0)
        words = painter.fontMetrics().elidedText(self.choice.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


class Prompt(QWidget):
    """Floats over the lower left of its parent. Esc, or leaving it, cancels."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        # What the questions are about: they are asked close to it.
        self.near: QWidget | None = None
        self.setObjectName("prompt")
        self._then: Callable[[str], None] | None = None
        self._cancelled: Callable[[], None] | None = None
        self._back: QWidget | None = None
        self._rows: list[Row] = []
        card = panel("card")
        self._title = PlainLabel(role="strong", elide=True)
        self._list = QWidget()
        self._list.setObjectName("choices")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Choices"))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, px(10), 1, px(6))
        inside.setSpacing(px(6))
        self._title.setContentsMargins(px(12), 0, px(12), 0)
        inside.addWidget(self._title)
        inside.addWidget(self._scroll)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        parent.installEventFilter(self)
        themes().changed.connect(self._dye)
        self._dye()
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether a question is open."""
        return self._then is not None

    def choices(self) -> list[Choice]:
        """Return the answers on offer."""
        return [row.choice for row in self._rows]

    def ask(
        self,
        question: str,
        choices: Sequence[Choice],
        then: Callable[[str], None],
        *,
        cancelled: Callable[[], None] | None = None,
        preset: int = 0,
    ) -> None:
        """Ask; `then` gets the value of the answer, after the focus is back where it was."""
        focus = self.window().focusWidget()
        if not self.asking:
            self._back = focus
        self._then, self._cancelled = then, cancelled
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [Row(choice, self._list) for choice in choices]
        for row in self._rows:
            row.installEventFilter(self)
            row.clicked.connect(lambda _checked=False, value=row.choice.value: self._answer(value))
            self._column.addWidget(row)
        self._title.setText(question)
        self.setAccessibleName(question)
        self._place()
        self.show()
        self.raise_()
        self._rows[preset].setFocus(Qt.FocusReason.ShortcutFocusReason)
        say(self, question)

    def cancel(self) -> None:
        """Take the question back."""
        cancelled = self._cancelled
        self._close()
        if cancelled is not None:
            cancelled()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the keys of the rows; stay in place when the parent grows."""
        if isinstance(watched, Row):
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if isinstance(event, QFocusEvent) and event.lostFocus() and self.asking:
                self._left(event)
        if event.type() == QEvent.Type.Resize and self.asking:
            self._place()
        return super().eventFilter(watched, event)

    def _left(self, event: QFocusEvent) -> None:
        focus = self.window().focusWidget()
        if not isinstance(focus, Row) and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.cancel()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(key))
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            row = self.window().focusWidget()
            if isinstance(row, Row):
                self._answer(row.choice.value)
        elif step is not None:
            here = next((number for number, row in enumerate(self._rows) if row.hasFocus()), 0)
            self._rows[(here + step) % len(self._rows)].setFocus()
        else:
            pressed = event.text().upper().replace("−", "-")
            for row in self._rows:
                if pressed and row.choice.key.upper() == pressed:
                    self._answer(row.choice.value)
                    break
        return True

    def _answer(self, value: str) -> None:
        then = self._then
        self._close()
        if then is not None:
            then(value)

    def _close(self) -> None:
        back, self._then, self._cancelled = self._back, None, None
        self.hide()
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Stand at the lower left of what the question is about, as high as the answers need."""
        parent, about = self._over, self.near if self.near is not None and self.near.isVisible() else self._over
        self._title.ensurePolished()
        rows = [row.sizeHint() for row in self._rows]
        title = self._title.fontMetrics()
        wide = max([px(320), title.horizontalAdvance(self._title.text()) + px(32), *(row.width() for row in rows)])
        high = sum(row.height() for row in rows)
        left = about.mapTo(parent, about.rect().bottomLeft()).x() + px(16)
        head = title.height() + px(30)
        width = min(wide + px(4), parent.width() - left - px(16))
        height = min(high + head, parent.height() - px(16))
        self._list.setMinimumHeight(high)
        self.setGeometry(left, parent.height() - height - px(8), width, height)

    def _dye(self) -> None:
        self.setStyleSheet(f"QScrollArea, #choices {{ background: {tokens().page}; border: 0; }}")
