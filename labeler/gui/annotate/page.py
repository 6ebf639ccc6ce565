"""The Annotate page: list, article, inspector side by side, and the keys that act in them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.changes import Changed
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span
from labeler.gui.annotate import deciding
from labeler.gui.annotate.article_header import ArticleHeader
from labeler.gui.annotate.article_list import ArticleList
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.finishing import Finishing
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.panel import Inspector
from labeler.gui.annotate.opened import OpenArticle
from labeler.gui.annotate.sidebar import ARTICLES, Sidebar
from labeler.gui.bus import Bus
from labeler.gui.look.controls import PlainLabel, splitter
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes, tokens
from labeler.gui.page.marks import marks_of, patch_of
from labeler.gui.page.view import ArticlePage
from labeler.gui.prompt import Choice, Prompt
from labeler.gui.remembered import Remembered
from labeler.services import articles, sets

# Below this width of the page (at 100 % text) the list is a drawer.
_DRAWER = 1000
# Seconds without a key or an edit after which time is no longer counted as work.
_IDLE = 120.0


class AnnotatePage(QWidget):
    """keys_changed(): other keys act now. article_shown(): another article is open."""

    keys_changed = Signal()
    article_shown = Signal()

    def __init__(
        self,
        bus: Bus,
        scheme: Scheme,
        remembered: Remembered,
        *,
        prompt: Prompt,
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._remembered = remembered
        self.opened = OpenArticle(bus, scheme, self)
        self.names = Names(bus, self)
        self.list = ArticleList()
        self.side = Sidebar(self.list)
        self.header = ArticleHeader()
        self.page = ArticlePage()
        prompt.near = self.page
        self.bench = Bench(bus, self.opened, self.page, prompt, say)
        self.finishing = Finishing(self.bench, self)
        floor, above = remembered.number("least_score"), remembered.number("accept_above")
        self.inspector = Inspector(self.bench, self.names, floor, above)
        self.above = above
        self._drawer_open = False
        self._narrow: bool | None = None
        self._worked = 0.0
        self._touched = time.monotonic()
        self.centre = QWidget()
        self.centre.setObjectName("centre")
        self.centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._empty = PlainLabel(
            self.tr("No article is open. Import articles, then read and label them here."), wrap=True
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(px(48), px(32), px(48), 0)
        column = QVBoxLayout(self.centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.page, 1)
        column.addWidget(self._empty, 1)
        self.panes = splitter(self.side, self.centre, self.inspector, name=self.tr("Panels"))
        self.panes.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self._connect()
        themes().changed.connect(self._dye)
        self._dye()
        self._show_sheet()

    def begin(self, article_id: str) -> None:
        """Read list and registry, and open an article (else the first unfinished one)."""
        self.names.read()
        self.read_list()
        if article_id:
            self.opened.open(article_id)
        else:
            self._bus.ask(lambda store, actor: sets.next_unfinished(store, actor, None), self._open_first)

    def read_list(self) -> None:
        """Read the list of articles again."""
        self._bus.ask(articles.list_articles, self.list.show_rows)

    def step_article(self, step: int) -> None:
        """Open the article before (-1) or after (1) the open one."""
        beside = self.list.beside(self.opened.article_id, step)
        if beside:
            self.opened.open(beside)

    def toggle_list(self) -> None:
        """Show or hide the article list."""
        if self.list.isVisible():
            self._drawer_open = False
            self.side.hide()
            self.page.setFocus()
        else:
            self.show_side(ARTICLES)

    def show_side(self, name: str) -> None:
        """Show a panel of the left column and go to it."""
        if not self.side.isVisible():
            self._drawer_open = True
            self.side.show()
            self._size_panes()
        self.side.open(name)

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.show_side(ARTICLES)
        self.list.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filter.selectAll()

    def step_pane(self, step: int) -> None:
        """Move the focus to the next panel, or the one before."""
        panes: list[tuple[QWidget, QWidget]] = [
            (self.side, self.side.focus_widget),
            (self.page, self.page),
            (self.inspector, self._inspector_focus()),
        ]
        shown = [pair for pair in panes if pair[0].isVisible()]
        here = next((n for n, (pane, _) in enumerate(shown) if pane.hasFocus() or _holds_focus(pane)), 0)
        shown[(here + step) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Write the time worked on the open article."""
        self._count_time()
        article_id, seconds = self.opened.article_id, round(self._worked)
        self._worked = 0.0
        if article_id and seconds and not self.opened.frozen and self._bus.actor is not None:
            self._bus.ask(lambda store, actor: sets.add_seconds(store, actor, article_id, seconds), _ignore)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the list into a drawer where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < px(_DRAWER)
        if narrow != self._narrow:
            self._narrow = narrow
            self._drawer_open = False
            self.side.setVisible(not narrow)
            self._size_panes()

    def _size_panes(self) -> None:
        if self._narrow or not self._remembered.restore_panes(self.panes):
            side = px(288) if self._narrow else px(336) if self.width() < px(2000) else px(400)
            listed = 0 if not self.side.isVisibleTo(self) else px(272) if self.width() < px(2000) else px(320)
            self.panes.setSizes([listed, max(self.width() - side - listed, px(320)), side])

    def _connect(self) -> None:
        self.opened.opened.connect(self._show_sheet)
        self.opened.patched.connect(self._patch)
        self.opened.reloaded.connect(self._reload)
        self.page.current_changed.connect(self._current_changed)
        self.page.selection_changed.connect(self._touch)
        self.page.extent_changed.connect(self._extent_changed)
        self.page.crowd_clicked.connect(self._crowd)
        self.list.chosen.connect(self.opened.open)
        self.side.left.connect(self._leave_side)
        self.side.turned.connect(self._side_turned)
        self.header.problems_wanted.connect(self.finishing.show)
        self.header.reopen_wanted.connect(self.finishing.reopen)
        self.finishing.counted.connect(self._problems_counted)
        self.finishing.listed.connect(self.inspector.show_problems)
        self.inspector.finish_wanted.connect(self.finishing.finish_now)
        self.inspector.suggestions.all_wanted.connect(lambda: deciding.accept_above(self.bench, self.above))
        self.inspector.suggestions.floor_moved.connect(lambda floor: self._remembered.put("least_score", floor))
        self.panes.splitterMoved.connect(lambda: None if self._narrow else self._remembered.save_panes(self.panes))
        self._bus.changed.connect(self._elsewhere)

    def _leave_side(self) -> None:
        if self._narrow:
            self._drawer_open = False
            self.side.hide()
        self.page.setFocus()

    def _side_turned(self, name: str) -> None:
        if name == ARTICLES:
            self._size_panes()

    def _show_sheet(self) -> None:
        sheet = self.opened.sheet
        self.header.show_sheet(sheet, len(self.finishing.problems))
        self.page.setVisible(sheet is not None)
        self._empty.setVisible(sheet is None)
        if sheet is None:
            self.page.set_article("")
        else:
            self.page.set_article(sheet.article.text)
            self.page.show_marks(marks_of(sheet, self.opened.scheme))
            self.page.set_frozen(sheet.set.frozen)
            self.page.setAccessibleDescription(sheet.article.heading)
            self.list.mark(sheet.article.id)
            self.page.go_to(self.opened.jump)
            self.page.setFocus()
        self.inspector.show_problems([])
        self.inspector.show_current()
        self._touch()
        self.article_shown.emit()
        self.keys_changed.emit()

    def _patch(self, changed: Changed) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            self.page.patch_marks(patch_of(changed, sheet, self.opened.scheme))
            self._refresh()

    def _reload(self) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            self.page.show_marks(marks_of(sheet, self.opened.scheme))
            self._refresh()
            self.page.go_to(self.opened.jump)

    def _refresh(self) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            self.page.set_frozen(sheet.set.frozen)
            self.header.show_sheet(sheet, len(self.finishing.problems))
            self.list.patch(sheet)
            self.inspector.show_current()
            self._touch()
            self.keys_changed.emit()

    def _current_changed(self, _mark_id: str) -> None:
        self.bench.start_clock()
        self.inspector.show_current()
        self.keys_changed.emit()

    def _problems_counted(self, number: int) -> None:
        self.header.show_sheet(self.opened.sheet, number)
        if self.inspector.problems.isVisible():
            self.inspector.show_problems(self.finishing.problems)

    def _extent_changed(self, mark_id: str, span: Span) -> None:
        label = self.opened.label(mark_id)
        if isinstance(label, Claim | Speaker | Stance) and self.bench.writable():
            deciding.move(self.bench, label, span)

    def _crowd(self, mark_ids: list[str]) -> None:
        found = [(one, self.opened.label(one) or self.opened.suggestion(one)) for one in mark_ids]
        choices = [
            Choice(key=str(number) if number < 10 else "", words=" ".join(one.text.split()), value=ident)
            for number, (ident, one) in enumerate(((i, one) for i, one in found if one is not None), 1)
        ]
        if choices:
            self.bench.prompt.ask(self.tr("Which one?"), choices, self.bench.look_at)

    def _elsewhere(self, changed: Changed) -> None:
        """Read the list again when something other than the open article changed in it."""
        if {"article", "annotation_set"} & set(changed.rows) and changed.article_id != self.opened.article_id:
            self.read_list()

    def _open_first(self, article_id: str | None) -> None:
        first = article_id or next((row.id for row in self.list.model.rows), "")
        if first:
            self.opened.open(first)

    def _inspector_focus(self) -> QWidget:
        fields: list[QWidget] = [
            self.inspector.problems.finish,
            self.inspector.claim.source,
            self.inspector.speaker.entity,
        ]
        shown = [one for one in (*fields, self.inspector.suggestions.view) if one.isVisible() and one.isEnabled()]
        return shown[0] if shown else self.inspector.suggestions.slider

    def _dye(self) -> None:
        look = tokens()
        self.centre.setStyleSheet(f"#centre {{ background: {look.page}; }}")

    def _touch(self) -> None:
        self._count_time()

    def _count_time(self) -> None:
        now = time.monotonic()
        passed = now - self._touched
        self._worked += passed if passed < _IDLE else 0.0
        self._touched = now


def _holds_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return isinstance(focus, QWidget) and pane.isAncestorOf(focus)


def _ignore(_result: object) -> None:
    """Time worked changes nothing on screen."""
