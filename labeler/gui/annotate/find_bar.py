"""Find in the article: a bar above the page; all hits are marked, one is the current one."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from labeler.domain.spans import Span
from labeler.gui.annotate.literal import hits_in
from labeler.gui.bindings import follow_key
from labeler.gui.look.controls import IconButton, PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import icon
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes

if TYPE_CHECKING:
    from labeler.gui.page.view import ArticlePage

# Marks that are painted at most, around the current hit; all are counted.
PAINTED = 2_000
# Seconds that a search may take before the window gets its turn.
_TURN = 0.008
# A longer selection is a passage to read, nothing to look for.
_PREFILLED = 200


class FindBar(QWidget):
    """Searches the page's text as one types, a slice at a time. closed(): the focus belongs to the page."""

    closed = Signal()

    def __init__(self, page: ArticlePage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page = page
        self.hits: list[Span] = []
        self._current = -1
        # Where the search began: the hit at or after it is the first.
        self._origin = 0
        self._slices: Iterator[list[Span]] | None = None
        self._text = ""
        self._wanted_step = 0
        self._turns = QTimer(self, singleShot=True, interval=0)
        self._turns.timeout.connect(self._go_on)
        self._telling = QTimer(self, singleShot=True, interval=400)
        self._telling.timeout.connect(lambda: say(self, self.count.text()))
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setClearButtonEnabled(True)
        self._glass = self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._begin)
        self.count = PlainLabel(role="secondary")
        self.case = self._option("Aa", self.tr("Match case"))
        self.whole = self._option(self.tr("word"), self.tr("Whole words"))
        self.back = IconButton("chevron-up", self.tr("Previous hit"))
        self.on = IconButton("chevron-down", self.tr("Next hit"))
        follow_key(self.back, "article.find_previous")
        follow_key(self.on, "article.find_next")
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        close = IconButton("close", self.tr("Close the find bar"))
        close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(48), px(8), px(16), px(8))
        row.setSpacing(px(6))
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for one in (self.back, self.on, self.case, self.whole, close):
            row.addWidget(one)
        themes().changed.connect(self._dye)
        self._dye()
        self.hide()

    @property
    def current(self) -> Span | None:
        """The hit that is framed, None without one."""
        return self.hits[self._current] if 0 <= self._current < len(self.hits) else None

    @property
    def searching(self) -> bool:
        """Whether hits may still come."""
        return self._slices is not None

    def open(self) -> None:
        """Show the bar, with the selected words in the field, and go to it."""
        page = self._page
        span = page.selection()
        words = span.of(page.text) if span is not None else ""
        self._origin = span.start if span is not None else page.caret()
        self.show()
        if words and len(words) <= _PREFILLED and len(words.splitlines()) == 1 and words != self.field.text():
            self.field.setText(words)
        else:
            self._begin()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Close the bar; the current hit stays selected on the page."""
        hit = self.current
        self._stop()
        self.hide()
        self._page.show_hits([])
        if hit is not None:
            self._page.select(hit)
        self.closed.emit()

    def step(self, step: int) -> None:
        """Go to the next hit (1) or the one before (-1), around the ends; without words ask for them first."""
        if not self.field.text():
            self.open()
            return
        if self._text != self._page.text or not (self.hits or self.searching):
            self._origin = self._page.caret()
            self._wanted_step = step
            self._begin()
            return
        if not self.isVisible():
            # From the caret: since the bar was closed it may be anywhere.
            self._step_from_caret(step)
        elif self.hits:
            self._go((self._current + step) % len(self.hits), around=self._is_around(step))

    def show_article(self) -> None:
        """Search the article that the page shows now; another one than before."""
        self._stop()
        self.hits, self._current, self._origin = [], -1, 0
        if self.isVisible():
            self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows walk the hits, Esc closes."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(-1 if shift else 1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        """Search anew from where the search began."""
        self._stop()
        self.hits, self._current = [], -1
        self._text = self._page.text
        words = self.field.text()
        self._slices = hits_in(self._text, words, case=self.case.isChecked(), whole=self.whole.isChecked())
        self._go_on()

    def _stop(self) -> None:
        self._turns.stop()
        self._slices = None

    def _go_on(self) -> None:
        """Search for one turn."""
        slices = self._slices
        if slices is None:
            return
        until = time.monotonic() + _TURN
        for found in slices:
            self.hits += found
            if time.monotonic() > until:
                self._turns.start()
                break
        else:
            self._slices = None
        if self._current < 0:
            self._find_first()
        else:
            self._tell()

    def _find_first(self) -> None:
        """Go to the first hit at or after the origin, as soon as it is known; after all else to the very first."""
        at = bisect_left(self.hits, self._origin, key=lambda hit: hit.start)
        known = at < len(self.hits) or not self.searching
        step, self._wanted_step = (self._wanted_step, 0) if known else (0, self._wanted_step)
        if not known or not self.hits:
            self._show()
        elif step < 0:
            self._go((at - 1) % len(self.hits))
        else:
            self._go(at % len(self.hits))

    def _step_from_caret(self, step: int) -> None:
        selected = self._page.selection()
        here = self._page.caret() if selected is None else selected.start if step < 0 else selected.end
        at = bisect_left(self.hits, here, key=lambda hit: hit.start)
        if self.hits:
            place = at if step > 0 else at - 1
            self._go(place % len(self.hits), around=not 0 <= place < len(self.hits))

    def _is_around(self, step: int) -> bool:
        return not 0 <= self._current + step < len(self.hits)

    def _go(self, number: int, *, around: bool = False) -> None:
        self._current = number
        hit = self.hits[number]
        if self.isVisible():
            self._page.reveal(hit)
        else:
            self._page.select(hit)
        self._show()
        if around:
            say(self, self.tr("Beyond the end of the article: {count}").format(count=self.count.text()))
        self._telling.start()

    def _show(self) -> None:
        """Mark the hits around the current one."""
        if self.isVisible():
            first = max(0, min(self._current - PAINTED // 2, len(self.hits) - PAINTED))
            self._page.show_hits(self.hits[first : first + PAINTED], self.current)
        self._tell()

    def _tell(self) -> None:
        total = f"{len(self.hits):,}" + ("…" if self.searching else "")
        if not self.field.text():
            words = ""
        elif not self.hits:
            words = self.tr("searching…") if self.searching else self.tr("not found")
        elif self._current < 0:
            words = total
        else:
            words = self.tr("{number} of {total}").format(number=f"{self._current + 1:,}", total=total)
        self.count.setText(words)
        self.count.set_role("warn" if self.field.text() and not self.hits and not self.searching else "secondary")
        for one in (self.back, self.on):
            one.setEnabled(bool(self.hits))

    def _option(self, words: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setText(words)
        made.setCheckable(True)
        made.setAccessibleName(name)
        made.setToolTip(plain_tooltip(name))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.toggled.connect(self._begin)
        return made

    def _dye(self) -> None:
        self._glass.setIcon(icon("search"))
