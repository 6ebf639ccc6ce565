"""What is still open in the article: a line each, a click away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from labeler.domain.checks import Problem
from labeler.domain.errors import MESSAGES
from labeler.domain.scheme import Severity
from labeler.gui.actions import actions
from labeler.gui.look.controls import IconButton, PlainLabel, PrimaryButton
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import tokens
from labeler.gui.plural import counted

# Rows at once: each is a widget, and nobody reads more.
_SHOWN = 200
_INKS = {"blocking": ("alert", "bad"), "warning": ("alert", "warn"), "note": ("info", "text2")}


def severity_words(severity: Severity) -> str:
    """Return how serious a problem is, in a word."""
    return {
        "blocking": QCoreApplication.translate("ProblemRow", "blocking"),
        "warning": QCoreApplication.translate("ProblemRow", "warning"),
    }.get(severity, QCoreApplication.translate("ProblemRow", "note"))


def open_count(problems: Sequence[Problem]) -> int:
    """Return how many are open: a note is none that must be settled."""
    return sum(one.severity != "note" for one in problems)


def problem_words(problem: Problem) -> str:
    """Return a problem's sentence, translated."""
    return QCoreApplication.translate("errors", MESSAGES[problem.code]).format(**problem.fields)


class ProblemRow(QPushButton):
    """One problem: icon and sentence, in as many lines as it takes."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = problem
        self._words = problem_words(problem)
        self._severity = severity_words(problem.severity)
        self.setAccessibleName(f"{self._severity}: {self._words}")
        self.setProperty("ownFocus", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that lines are broken."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the sentence in a width."""
        room = QRect(0, 0, width - px(36), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        words = QFontMetrics(ui_font()).boundingRect(room, flags, self._words).height()
        return words + QFontMetrics(ui_font(11, bold=True)).height() + px(14)

    def sizeHint(self) -> QSize:
        """Return a size for a usual width."""
        width = max(self.width(), px(240))
        return QSize(px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the height in the present width."""
        return QSize(px(120), self.heightForWidth(max(self.width(), px(120))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height in another width: the hints above depend on it."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and sentence."""
        look = tokens()
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), look.color("accentT"))
        if self.hasFocus():
            painter.fillRect(0, 0, 3, self.height(), look.color("accent"))
        icon, ink = _INKS[self._problem.severity]
        side = px(16)
        painter.drawPixmap(QRect(px(6), px(7), side, side), pixmap(icon, ink, side, self.devicePixelRatioF()))
        painter.setFont(ui_font(11, bold=True))
        painter.setPen(look.color(ink))
        head = QRect(px(30), px(6), self.width() - px(36), painter.fontMetrics().height())
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, self._severity)
        painter.setFont(ui_font())
        painter.setPen(look.color("text"))
        room = self.rect().adjusted(px(30), head.bottom() + px(2), -px(6), 0)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._words)
        painter.end()


class ProblemPanel(QWidget):
    """What the list of problems says.

    chosen(Problem): one to look at and mend. finish_wanted(): finish in spite of them. closed(): away with the list.
    """

    chosen = Signal(object)
    finish_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(role="panel")
        self._hint = PlainLabel(role="secondary", wrap=True)
        close = IconButton("close", self.tr("Close"))
        close.clicked.connect(self.closed)
        self.finish = PrimaryButton(self.tr("Finish all the same"))
        self.finish.clicked.connect(self.finish_wanted)
        self.rows: list[ProblemRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(px(2))
        self._more = PlainLabel(role="secondary", wrap=True)
        self._more.hide()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addLayout(self._list)
        column.addWidget(self._more)
        column.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignLeft)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List problems; blocking ones must be settled before the article can be finished."""
        self._show_head(problems)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = problems[:_SHOWN]
        self._more.setText(
            self.tr("{count} more come as these are settled.").format(count=f"{len(problems) - len(shown):,}")
        )
        self._more.setVisible(len(shown) < len(problems))
        self.rows = [ProblemRow(one) for one in shown]
        for row, one in zip(self.rows, shown, strict=True):
            row.clicked.connect(lambda _checked=False, one=one: self.chosen.emit(one))
            row.installEventFilter(self)
            self._list.addWidget(row)

    def begin(self) -> None:
        """Put the focus on the first problem, else on the button."""
        first = self.rows[0] if self.rows else self.finish
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go up and down with the arrows, choose with Enter, close with Esc."""
        if isinstance(watched, ProblemRow) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                place = self.rows.index(watched) + step
                self.rows[min(max(place, 0), len(self.rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                watched.click()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def _show_head(self, problems: Sequence[Problem]) -> None:
        blocking = any(one.severity == "blocking" for one in problems)
        key = actions()["article.finish"].shown_key
        number = open_count(problems)
        notes = len(problems) - number
        noted = counted(notes, "{count} note", "{count} notes")
        title = counted(number, "{count} open problem", "{count} open problems")
        self._title.setText(f"{title}, {noted}" if number and notes else title if number else noted)
        if blocking:
            hint = self.tr("What is blocking must be settled before the article can be finished.")
        elif number:
            hint = self.tr("A second {key} finishes the article all the same.").format(key=key)
        else:
            hint = self.tr("Notes need not be settled: {key} finishes the article.").format(key=key)
        self._hint.setText(hint)
        self.finish.setVisible(not blocking)
        self.finish.set_text(self.tr("Finish all the same") if number else self.tr("Finish article"))
