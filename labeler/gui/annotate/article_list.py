"""The left panel: filter, list, and how much is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from labeler.gui.actions import actions
from labeler.gui.annotate.articles import ROW, ArticleFilter, ArticleModel, figure_of
from labeler.gui.jobs import JobBar
from labeler.gui.look.controls import Button, PlainLabel, ProgressBar, Rule
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import icon, pixmap
from labeler.gui.look.theme import themes, tokens

if TYPE_CHECKING:
    from labeler.services.articles import ArticleRow
    from labeler.services.sets import Sheet

_GLYPHS = {
    "finished": ("check-circle", "ok"),
    "in_progress": ("half-circle", "accent"),
    "skipped": ("skip-circle", "text2"),
}


class ArticleDelegate(QStyledItemDelegate):
    """State, heading, source, and a figure at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 56 at 100 % text."""
        lines = QFontMetrics(ui_font(bold=True)).height() + QFontMetrics(ui_font(12)).height()
        return QSize(px(160), max(px(56), lines + px(18)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: ArticleRow = index.data(ROW)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            # The window's: that of the option is the list's own, which is rarely where the focus is.
            view = self.parent()
            active = isinstance(view, QWidget) and view.isActiveWindow()
            painter.fillRect(rect, look.color("page"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent" if active else "line2")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("accentT"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        glyph, ink = _GLYPHS.get(row.state, ("circle", "text2"))
        bold, small = ui_font(bold=selected), ui_font(12)
        high, low = QFontMetrics(bold).height(), QFontMetrics(small).height()
        top = rect.top() + (rect.height() - high - low - 2) // 2
        ratio = painter.device().devicePixelRatioF()
        side = px(16)
        painter.drawPixmap(
            QRect(rect.left() + px(12), top + (high - side) // 2, side, side), pixmap(glyph, ink, side, ratio)
        )
        left, room = rect.left() + px(38), rect.width() - px(50)
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        heading = painter.fontMetrics().elidedText(row.heading, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, high), Qt.AlignmentFlag.AlignVCenter, heading)
        painter.setFont(small)
        painter.setPen(look.color("text2"))
        metrics = painter.fontMetrics()
        figure = metrics.elidedText(figure_of(row), Qt.TextElideMode.ElideRight, room * 2 // 3)
        second = QRect(left, top + high + 2, room, low)
        painter.drawText(second, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
        rest = room - metrics.horizontalAdvance(figure) - px(12)
        source = metrics.elidedText(row.source or row.key, Qt.TextElideMode.ElideRight, rest)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, source)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class ArticleList(QWidget):
    """chosen(str): an article's id. dropped(list): paths of files to import. import_wanted()."""

    chosen = Signal(str)
    dropped = Signal(list)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articles")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.model = ArticleModel(self)
        self.shown = ArticleFilter(self)
        self.shown.setSourceModel(self.model)
        self._count = PlainLabel(role="secondary")
        self.filter = QLineEdit()
        self.filter.setAccessibleName(self.tr("Filter articles"))
        self.filter.setPlaceholderText(self.tr("Filter titles ({key})").format(key=actions()["view.filter"].shown_key))
        self.filter.setClearButtonEnabled(True)
        self._glass = self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self.shown.want)
        self.view = QListView()
        self.view.setModel(self.shown)
        self.view.setItemDelegate(ArticleDelegate(self.view))
        self.view.setAccessibleName(self.tr("Articles"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.activated.connect(self._choose)
        self.view.clicked.connect(self._choose)
        self.jobs = JobBar()
        self._done = PlainLabel(role="strong")
        self._left = PlainLabel(role="secondary")
        self._bar = ProgressBar(self.tr("Finished articles"))
        self._lay_out()
        self.filter.returnPressed.connect(self._first)
        self._counted()
        themes().changed.connect(self._dye)
        self._dye()

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Show the articles of the project."""
        here = self.current()
        self.model.show_rows(rows)
        if here:
            self.mark(here)
        self._counted()

    def patch(self, sheet: Sheet) -> None:
        """Show the counts of the open sheet."""
        self.model.patch(sheet)
        self._counted()

    def current(self) -> str:
        """Return the id of the article that is marked as open."""
        row = self.view.currentIndex().data(ROW)
        return row.id if row is not None else ""

    def mark(self, article_id: str) -> None:
        """Mark an article as the open one."""
        index = self.shown.mapFromSource(self.model.index(self.model.number_of(article_id)))
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def beside(self, article_id: str, step: int) -> str:
        """Return the id of the article before (-1) or after (1) one in the list as filtered, "" at its end."""
        here = self.shown.mapFromSource(self.model.index(self.model.number_of(article_id)))
        index = self.shown.index(here.row() + step if here.isValid() else 0, 0)
        row = index.data(ROW) if index.isValid() else None
        return row.id if row is not None else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the import of the files dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit([Path(one) for one in paths])

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row is not None:
            self.chosen.emit(row.id)

    def _first(self) -> None:
        index = self.shown.index(0, 0)
        if index.isValid():
            self._choose(index)

    def _counted(self) -> None:
        rows = self.model.rows
        total, done = len(rows), sum(row.state == "finished" for row in rows)
        skipped = sum(row.state == "skipped" for row in rows)
        self._count.setText(f"{total:,}")
        self._done.setText(self.tr("{done} of {total} finished").format(done=done, total=total))
        words = [self.tr("{count} left").format(count=total - done - skipped)]
        if skipped:
            words.insert(0, self.tr("{count} skipped").format(count=skipped))
        self._left.setText(" · ".join(words))
        self._bar.set_parts(done, total, skipped)
        self._stack.setCurrentIndex(1 if total else 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Articles"), role="panel"))
        head.addStretch(1)
        head.addWidget(self._count)
        top = QVBoxLayout()
        top.setContentsMargins(px(12), px(10), px(12), px(10))
        top.setSpacing(px(10))
        top.addLayout(head)
        top.addWidget(self.filter)
        empty = QWidget()
        hint = QVBoxLayout(empty)
        hint.setContentsMargins(px(12), px(16), px(12), px(12))
        hint.setSpacing(px(12))
        hint.addWidget(PlainLabel(self.tr("The project's articles will stand here. Drop files, or:"), wrap=True))
        load = Button(self.tr("Import files…"))
        load.clicked.connect(self.import_wanted)
        hint.addWidget(load, 0, Qt.AlignmentFlag.AlignLeft)
        hint.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.view)
        figures = QHBoxLayout()
        figures.addWidget(self._done)
        figures.addStretch(1)
        figures.addWidget(self._left)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(12), px(10), px(12), px(12))
        foot.setSpacing(px(8))
        foot.addLayout(figures)
        foot.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        column.addWidget(self.jobs)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _dye(self) -> None:
        look = tokens()
        self._glass.setIcon(icon("search"))
        self.setStyleSheet(
            f"#articles {{ background: {look.window}; }} QListView {{ background: {look.window}; border: 0; }}"
        )
