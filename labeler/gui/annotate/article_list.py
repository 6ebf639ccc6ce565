"""The left panel: filter, list, and how much is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from labeler.gui.actions import actions
from labeler.gui.annotate.article_row import ArticleDelegate
from labeler.gui.annotate.articles import ROW, ArticleModel
from labeler.gui.annotate.filter_bar import FilterBar
from labeler.gui.annotate.filters import Catalogue, Filters
from labeler.gui.bindings import follow
from labeler.gui.jobs import JobBar
from labeler.gui.look.controls import Button, LinkButton, PlainLabel, ProgressBar, Rule
from labeler.gui.look.controls.rows import Rows
from labeler.gui.look.controls.two_lines import row_height
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import icon
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes
from labeler.gui.plural import counted

if TYPE_CHECKING:
    from labeler.services.articles import ArticleRow
    from labeler.services.sets import Sheet

# Milliseconds of quiet after which the number of articles found is announced.
_QUIET = 400


def _hint(words: str, button: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(px(12), px(16), px(12), px(12))
    column.setSpacing(px(12))
    column.addWidget(PlainLabel(words, wrap=True))
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return made


class ArticleRows(Rows):
    """The rows themselves."""

    def row_height(self) -> int:
        """Return the height of a row in pixels, which grows with the text."""
        return row_height()


class ArticleList(QWidget):
    """chosen(str): an article's id. dropped(list): paths of files to import. import_wanted().

    listed(): other articles than before. filters_changed(Filters): something else is left out.
    order_wanted(str): the catalogue is wanted in this order. search_wanted(str): look for words in the texts.
    """

    chosen = Signal(str)
    dropped = Signal(list)
    import_wanted = Signal()
    listed = Signal()
    filters_changed = Signal(object)
    order_wanted = Signal(str)
    search_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articles")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.model = ArticleModel(self)
        self._open = ""
        self._count = PlainLabel(role="secondary")
        self.filter = QLineEdit()
        self.filter.setAccessibleName(self.tr("Filter articles"))
        follow(self.filter, self._show_key)
        self.filter.setClearButtonEnabled(True)
        self._glass = self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self._want)
        self.filter.returnPressed.connect(self._first)
        self.bar = FilterBar()
        self.bar.changed.connect(self._ask)
        self.texts = LinkButton(self.tr("Search the texts"), icon="search")
        self.texts.clicked.connect(self._search)
        self.texts.hide()
        self.view = ArticleRows(self.tr("Articles"), 56)
        self.view.setModel(self.model)
        self.view.setItemDelegate(ArticleDelegate(self.view))
        self.view.activated.connect(self._choose)
        self.view.clicked.connect(self._choose)
        self.view.typed.connect(self._type)
        self.jobs = JobBar()
        self._done = PlainLabel(role="strong")
        self._left = PlainLabel(role="secondary")
        self._bar = ProgressBar(self.tr("Finished articles"))
        self._telling = QTimer(self, singleShot=True, interval=_QUIET)
        self._telling.timeout.connect(lambda: say(self, self.found))
        self._lay_out()
        self._counted()
        themes().changed.connect(self._dye)
        self._dye()

    @property
    def found(self) -> str:
        """How many articles are shown, in words."""
        shown, total = self.model.rowCount(), len(self.model.rows)
        if not self.model.narrow:
            return counted(total, "{count} article", "{count} articles")
        return self.tr("{shown} of {total} articles").format(shown=f"{shown:,}", total=f"{total:,}")

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Show the articles of the project, in the order asked for."""
        self.show_catalogue(Catalogue(rows, self.bar.filters.order))

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show the articles of the project; what was current stays so."""
        others = catalogue.numbers != self.model.catalogue.numbers
        self._keeping(lambda: self.model.show_catalogue(catalogue))
        self.bar.show_catalogue(catalogue)
        self._counted()
        if others:
            self.listed.emit()

    def show_filters(self, filters: Filters) -> None:
        """Leave out what is not asked for; the order is that in which the catalogue comes."""
        self.bar.show_filters(filters)
        self._keeping(lambda: self.model.set_filters(filters))
        self._counted()

    def patch(self, sheet: Sheet) -> None:
        """Show the counts of the open sheet."""
        self.model.patch(sheet)
        self._counted()

    def current(self) -> str:
        """Return the id of the article that the list stands on, "" if on none."""
        row = self.view.currentIndex().data(ROW)
        return row.id if row is not None else ""

    def mark(self, article_id: str) -> None:
        """Mark an article as the open one."""
        self._open = article_id
        place = self.model.place_of(article_id)
        if place >= 0 and place != self.view.currentIndex().row():
            self.view.go(place)
        elif place < 0:
            self.view.clearSelection()

    def beside(self, article_id: str, step: int) -> str:
        """Return the id of the article before (-1) or after (1) one in the list as filtered, "" at its end."""
        row = self.model.beside(article_id, step)
        return row.id if row is not None else ""

    def next_unfinished(self, article_id: str) -> str:
        """Return the id of the next unfinished article of the list as filtered, from the top again; "" if none."""
        row = self.model.next_unfinished(article_id)
        return row.id if row is not None else ""

    def clear_filters(self) -> None:
        """Leave nothing out."""
        self.filter.clear()
        self._ask(self.bar.filters.cleared())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the field into the list by Down; empty the field by Esc."""
        if event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.go(0)
        elif event.key() == Qt.Key.Key_Escape and self.filter.hasFocus() and self.filter.text():
            self.filter.clear()
        else:
            super().keyPressEvent(event)

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

    def _keeping(self, change: Callable[[], object]) -> None:
        """Change what is shown; the article that the list stood on stays current, else the open one becomes so."""
        here = self.current()
        change()
        for ident in (here, self._open):
            if ident and (place := self.model.place_of(ident)) >= 0:
                if place != self.view.currentIndex().row():
                    self.view.go(place)
                return

    def _want(self, text: str) -> None:
        self.texts.setVisible(bool(text.strip()))
        self._keeping(lambda: self.model.want(text))
        self._counted()
        self._telling.start()

    def _ask(self, filters: Filters) -> None:
        again = filters.order != self.model.filters.order
        self.show_filters(filters)
        self.filters_changed.emit(filters)
        if again:
            self.order_wanted.emit(filters.order)
        self._telling.start()

    def _type(self, characters: str) -> None:
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.insert(characters)

    def _search(self) -> None:
        self.search_wanted.emit(self.filter.text().strip())

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row is not None:
            self.chosen.emit(row.id)

    def _first(self) -> None:
        row = self.model.row_at(0)
        if row is not None:
            self.chosen.emit(row.id)

    def _show_key(self) -> None:
        words = self.tr("Filter titles ({key})").format(key=actions()["view.filter"].shown_key)
        self.filter.setPlaceholderText(words)

    def _counted(self) -> None:
        states, total = self.model.catalogue.states, len(self.model.rows)
        done, skipped = states["finished"], states["skipped"]
        shown = self.model.rowCount()
        self._count.setText(f"{shown:,} / {total:,}" if self.model.narrow else f"{total:,}")
        self._count.setAccessibleName(self.found)
        self._done.setText(self.tr("{done} of {total} finished").format(done=f"{done:,}", total=f"{total:,}"))
        words = [self.tr("{count} left").format(count=f"{total - done - skipped:,}")]
        if skipped:
            words.insert(0, self.tr("{count} skipped").format(count=f"{skipped:,}"))
        self._left.setText(" · ".join(words))
        self._bar.set_parts(done, total, skipped)
        self._stack.setCurrentIndex(0 if not total else 1 if shown else 2)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Articles"), role="panel"))
        head.addStretch(1)
        head.addWidget(self._count)
        top = QVBoxLayout()
        top.setContentsMargins(px(12), px(10), px(12), px(8))
        top.setSpacing(px(8))
        top.addLayout(head)
        top.addWidget(self.filter)
        top.addWidget(self.bar)
        top.addWidget(self.texts, 0, Qt.AlignmentFlag.AlignLeft)
        load = Button(self.tr("Import files…"))
        load.clicked.connect(self.import_wanted)
        clear = Button(self.tr("Clear the filters"))
        clear.clicked.connect(self.clear_filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(_hint(self.tr("The project's articles will stand here. Drop files, or:"), load))
        self._stack.addWidget(self.view)
        self._stack.addWidget(_hint(self.tr("No article matches."), clear))
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
        self._glass.setIcon(icon("search"))
