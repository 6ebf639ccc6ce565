"""The question above the key bar: a few choices, each with its key, or one line of text; answered, it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from labeler.gui.actions import key_words
from labeler.gui.keyboard import answers, normal
from labeler.gui.look.controls import PlainLabel, panel
from labeler.gui.look.controls.chips import draw_key_cap
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.speech import say
from labeler.gui.look.theme import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: the key that gives it ("" for none), what it says, and the value handed back.

    The question stays after an answer that `stays`.
    """

    key: str
    words: str
    value: str
    stays: bool = False


# Why a question loses the focus though nobody leaves it.
_WINDOW_LEFT = Qt.FocusReason.ActiveWindowFocusReason


class Row(QPushButton):
    """One answer as a row: key cap and words; words that do not fit are elided, with a tooltip."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.indent = px(48)
        self.setAccessibleName(f"{choice.key} {choice.words}".strip())
        self.setToolTip(plain_tooltip(choice.words))
        self.setProperty("ownFocus", True)

    def sizeHint(self) -> QSize:
        """Return room for the words at the interface's size."""
        metrics = QFontMetrics(ui_font())
        # Two more: painted, words are as much wider as the screen's grid makes them.
        width = metrics.horizontalAdvance(self.choice.words) + 2
        return QSize(width + self.indent + px(16), max(metrics.height() + px(12), px(32)))

    def minimumSizeHint(self) -> QSize:
        """Return the height of the hint; the words may be elided."""
        return QSize(px(160), self.sizeHint().height())

    def cap_width(self) -> int:
        """Return the width of the key cap."""
        cap = key_words(self.choice.key)
        return max(px(20), QFontMetrics(ui_font(11, bold=True)).horizontalAdvance(cap) + px(10)) if cap else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, key and words."""
        look = tokens()
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            painter.fillRect(self.rect(), look.color("accentT"))
            painter.fillRect(0, 0, 3, self.height(), look.color("accent"))
        cap = key_words(self.choice.key)
        if cap:
            draw_key_cap(painter, QRectF(px(16), (self.height() - px(20)) / 2, self.cap_width(), px(20)), cap)
        painter.setFont(ui_font())
        painter.setPen(look.color("text"))
        room = self.rect().adjusted(self.indent, 0, -px(16), 0)
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
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Choices"))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, px(12), 1, px(8))
        inside.setSpacing(px(8))
        head = QHBoxLayout()
        head.setContentsMargins(px(16), 0, px(16), 0)
        head.addWidget(self._title)
        inside.addLayout(head)
        inside.addWidget(self._scroll)
        self.line = QLineEdit()
        self.line.installEventFilter(self)
        self._hint = PlainLabel(role="hint", wrap=True)
        self._written = QWidget()
        written = QVBoxLayout(self._written)
        written.setContentsMargins(px(16), 0, px(16), px(8))
        written.setSpacing(px(4))
        written.addWidget(self.line)
        written.addWidget(self._hint)
        inside.addWidget(self._written)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        parent.installEventFilter(self)
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
        self._begin(question, then, cancelled, choices)
        self._rows[preset].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_line(self, question: str, text: str, then: Callable[[str], None], *, hint: str = "") -> None:
        """Ask for one line of text, `text` at first; `then` gets it, without white space at its ends, also empty."""
        self.line.setText(text)
        self.line.setAccessibleName(question)
        self.line.selectAll()
        self._hint.setText(hint)
        self._begin(question, then, None, ())
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retitle(self, question: str) -> None:
        """Put the open question in other words, and say them."""
        self._title.setText(question)
        self.setAccessibleName(question)
        self._place()
        say(self, question)

    def cancel(self) -> None:
        """Take the question back."""
        cancelled = self._cancelled
        self._close()
        if cancelled is not None:
            cancelled()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the keys of the rows; stay in place when the parent grows."""
        if isinstance(watched, Row) or watched is self.line:
            own = isinstance(watched, Row)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event) if own else self._key_of_line(event)
            if isinstance(event, QFocusEvent) and event.lostFocus() and self.asking:
                self._left(event)
        if event.type() == QEvent.Type.Resize and self.asking:
            self._place()
        return super().eventFilter(watched, event)

    def _left(self, event: QFocusEvent) -> None:
        focus = self.window().focusWidget()
        inside = isinstance(focus, Row) or focus is self.line
        if not inside and event.reason() not in {_WINDOW_LEFT, Qt.FocusReason.PopupFocusReason}:
            self.cancel()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(key))
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            row = self.window().focusWidget()
            if isinstance(row, Row):
                self._choose(row.choice)
        elif step is not None:
            here = next((number for number, row in enumerate(self._rows) if row.hasFocus()), 0)
            self._rows[(here + step) % len(self._rows)].setFocus()
        else:
            by_key = {normal(row.choice.key): row.choice for row in reversed(self._rows) if row.choice.key}
            chosen = next((by_key[name] for name in answers(event) if name in by_key), None)
            if chosen is not None:
                self._choose(chosen)
        return True

    def _key_of_line(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._answer(self.line.text().strip())
        else:
            return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def _begin(
        self,
        question: str,
        then: Callable[[str], None],
        cancelled: Callable[[], None] | None,
        choices: Sequence[Choice],
    ) -> None:
        if not self.asking:
            self._back = self.window().focusWidget()
        elif self._cancelled is not None:
            self._cancelled()
        # Nothing is asked while the answers to the last question go: the focus that leaves them would cancel this one.
        self._then, self._cancelled = None, None
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [Row(choice, self._list) for choice in choices]
        indent = max([px(48), *(row.cap_width() + px(28) for row in self._rows)])
        for row in self._rows:
            row.indent = indent
            row.installEventFilter(self)
            row.clicked.connect(lambda _checked=False, choice=row.choice: self._choose(choice))
            self._column.addWidget(row)
        self._title.setText(question)
        self.setAccessibleName(question)
        self._scroll.setVisible(bool(choices))
        self._written.setVisible(not choices)
        self._hint.setVisible(bool(self._hint.text()))
        self._then, self._cancelled = then, cancelled
        self._place()
        self.show()
        self.raise_()
        say(self, question)

    def _choose(self, choice: Choice) -> None:
        if choice.stays and self._then is not None:
            self._then(choice.value)
        else:
            self._answer(choice.value)

    def _answer(self, value: str) -> None:
        then = self._then
        self._close()
        if then is not None:
            then(value)

    def _close(self) -> None:
        back, self._back, self._then, self._cancelled = self._back, None, None, None
        self.hide()
        if back is not None and isValid(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Stand at the lower left of what the question is about, as high as the answers need."""
        parent, about = self._over, self.near if self.near is not None and self.near.isVisible() else self._over
        self._title.ensurePolished()
        rows = [row.sizeHint() for row in self._rows]
        title = self._title.fontMetrics()
        wide = max([px(320), title.horizontalAdvance(self._title.text()) + px(40), *(row.width() for row in rows)])
        high = sum(row.height() for row in rows)
        written = 0 if rows else self.line.sizeHint().height() + px(8)
        if self._hint.isVisibleTo(self):
            written += self._hint.heightForWidth(wide - px(32)) + px(4)
        left = about.mapTo(parent, about.rect().bottomLeft()).x() + px(16)
        head = title.height() + px(28) + 4
        width = min(wide + px(4), parent.width() - left - px(16))
        height = min(high + head + written, parent.height() - px(16))
        self._list.setMinimumHeight(high)
        self.setGeometry(left, parent.height() - height - px(8), width, height)
