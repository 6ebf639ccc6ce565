"""The middle of the page: the article in lanes, side by side, or as a table, and notices about it above."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from labeler.domain.spans import Span
from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import Face, px
from labeler.gui.notices import Notices
from labeler.gui.review.columns import Columns
from labeler.gui.review.head import ReviewHeader, View
from labeler.gui.review.laned import LanedText
from labeler.gui.review.opened import OpenReview
from labeler.gui.review.reading import Reading
from labeler.gui.review.table import TableView
from labeler.services.reviewing import ReviewSheet


class Centre(QWidget):
    """case_clicked(str): a case is to be looked at. reopen_gold_wanted(): what a notice offers.

    turned(): the article is shown in another way.
    """

    case_clicked = Signal(str)
    reopen_gold_wanted = Signal()
    turned = Signal()

    def __init__(self, opened: OpenReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self.view: View = "lanes"
        self.lanes: tuple[int, ...] = (0, 1)
        self._text = ""
        self._told: object = None
        self.setObjectName("centre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = ReviewHeader(self)
        self.notices = Notices(self)
        self._stack = QStackedWidget(self)
        self.page = LanedText(self._stack)
        self.columns = Columns(self._stack)
        self.table = TableView(self._stack)
        self.empty = PlainLabel(wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(px(48), px(32), px(48), 0)
        for one in (self.empty, self.page, self.columns, self.table):
            self._stack.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        self.page.case_clicked.connect(self.case_clicked)
        self.columns.case_clicked.connect(self.case_clicked)
        self.table.chosen.connect(self.case_clicked)
        self.header.view_wanted.connect(self.turn)
        self.header.lanes_wanted.connect(self._pick_lane)

    @property
    def focus_widget(self) -> QWidget:
        """Return where the focus goes in the middle."""
        if self.view == "columns" and self.columns.texts:
            return self.columns.texts[0]
        return self.table if self.view == "table" else self.page

    def turn(self, view: View) -> None:
        """Show the article in another way."""
        held = self.focus_widget.hasFocus()
        self.view = view
        self.show_reading()
        self.go_to_current()
        if held:
            self.focus_widget.setFocus()
        self.turned.emit()

    def show_reading(self) -> None:
        """Show the open article, or that there is none."""
        reading = self._opened.reading
        if reading is None:
            self.lanes, self._text = (0, 1), ""
        elif max(self.lanes) >= max(len(reading.sides), 2):
            self.lanes = (0, 1)
        lanes = self.lanes if reading is None else self.lanes[: len(reading.sides)]
        self.header.show_reading(reading, lanes, self.view, writable=self._opened.writable)
        self._show_notices(reading)
        if reading is None:
            self.show_none()
            return
        shown = {"lanes": self.page, "columns": self.columns, "table": self.table}[self.view]
        if self.view == "lanes":
            if reading.article.text != self._text:
                self._text = reading.article.text
                self.page.set_article(self._text)
                self.page.setAccessibleDescription(reading.article.heading)
            self.page.show_cases(reading.cases, reading.sides, lanes)
        elif self.view == "columns":
            self.columns.show_article(reading.article.text, reading.sides, reading.cases)
        else:
            self.table.show_cases(reading, self._opened.shown(), self._opened.current)
        self._stack.setCurrentWidget(shown)

    def show_none(self, *, known: bool = True) -> None:
        """Say that no article is open; nothing while one is being read, or what there is to open is not known yet."""
        words = self.tr("No article is open. Choose one on the left: its disagreements are settled here.")
        self.empty.setText(words if known and not self._opened.opening else "")
        self._stack.setCurrentWidget(self.empty)

    def set_reading(self, size: int, face: Face, width: int) -> None:
        """Read at a size, in a face, in lines of so many characters at most."""
        self.page.zoom(size)
        self.page.set_face(face)
        self.page.set_line_width(width)
        self.columns.set_reading(size, face, width)

    def go_to_current(self) -> None:
        """Bring the case that is looked at into sight."""
        current = self._opened.current
        if self.view == "table":
            self.table.go_to_case(current)
        elif self.view == "columns":
            self.columns.go_to_case(current)
        else:
            self.page.go_to_case(current)

    def edit_edges(self, span: Span) -> None:
        """Let the edges of the case that is looked at be moved in the article, from here on."""
        case = self._opened.case
        if case is None:
            return
        if self.view != "lanes":
            self.turn("lanes")
        self.page.edit_edges(case.layer, span)

    def _pick_lane(self, lane: int, place: int) -> None:
        """Put another side into a lane; if it stands in the other one, both change places."""
        lanes = list(self.lanes)
        if place in lanes:
            lanes[1 - lane] = lanes[lane]
        lanes[lane] = place
        self.lanes = (lanes[0], lanes[1])
        self.show_reading()

    def _show_notices(self, reading: Reading | None) -> None:
        sheet = None if reading is None else reading.sheet
        told = None if sheet is None else (sheet.article.id, sheet.warned, sheet.gold.set.state, self._stale(sheet))
        if told == self._told:
            return
        self._told = told
        self.notices.clear()
        if sheet is None:
            return
        if sheet.warned:
            words = self.tr("You annotated this article yourself: what you settle is your own work, too.")
            self.notices.tell("own", "warn", words)
        if stale := self._stale(sheet):
            self.notices.tell("stale", "warn", stale, closable=False)
        if sheet.gold.set.state == "finished":
            words = self.tr("This is gold: annotators see it beside their own labels.")
            self.notices.tell(
                "gold",
                "ok",
                words,
                action=self.tr("Reopen to settle it anew"),
                act=self.reopen_gold_wanted.emit,
                closable=False,
            )

    def _stale(self, sheet: ReviewSheet) -> str:
        """Return what makes the gold stale, "" if nothing does."""
        if sheet.reopened:
            names = {side.annotator_id: side.name or side.letter for side in sheet.sides}
            who = ", ".join(names.get(one, one) for one in sheet.reopened)
            if sheet.blind or any(one not in names for one in sheet.reopened):
                return self.tr("A side was opened again since it was settled: the gold is stale until it is finished.")
            return self.tr("{who} opened the article again: the gold is stale until it is finished.").format(who=who)
        if sheet.gold.set.stale:
            return self.tr("An annotator's labels changed since: the gold is stale. Look at what is open again.")
        return ""
