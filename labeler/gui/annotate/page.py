"""The Annotate page: list, article, inspector side by side, and the keys that act in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from labeler.domain.changes import Changed
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span
from labeler.gui.annotate import deciding, flagging
from labeler.gui.annotate.article_header import ArticleHeader
from labeler.gui.annotate.article_list import ArticleList
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.find_bar import FindBar
from labeler.gui.annotate.finishing import Finishing
from labeler.gui.annotate.frozen import FrozenNotice
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.panel import Inspector
from labeler.gui.annotate.landing import Landing
from labeler.gui.annotate.opened import OpenArticle
from labeler.gui.annotate.panes import Panes
from labeler.gui.annotate.search_panel import SearchPanel
from labeler.gui.annotate.seeking import Hit, Where
from labeler.gui.annotate.sidebar import ARTICLES, SEARCH, Sidebar
from labeler.gui.annotate.sieve import Sieve
from labeler.gui.annotate.stay import Stay
from labeler.gui.annotate.travel import Travel
from labeler.gui.bus import Bus
from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.page.caret import Place
from labeler.gui.page.marks import marks_of, patch_of
from labeler.gui.page.view import ArticlePage
from labeler.gui.prompt import Choice, Prompt
from labeler.gui.remembered import Remembered

# Milliseconds after which a caret that does not move rests.
_REST = 150


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
        self._remembered = remembered
        self.opened = OpenArticle(bus, scheme, self)
        self.names = Names(bus, self)
        self.list = ArticleList()
        self.side = Sidebar(self.list)
        self.header = ArticleHeader()
        self.page = ArticlePage()
        prompt.near = self.page
        self.find_bar = FindBar(self.page)
        self.landing = Landing(self.opened, self.page, self)
        self.search = SearchPanel(bus, scheme)
        self.side.add(SEARCH, self.tr("Search"), self.search)
        self.bench = Bench(bus, self.opened, self.page, prompt, say)
        self.finishing = Finishing(self.bench, self)
        self.sieve = Sieve(remembered, self)
        self.inspector = Inspector(self.bench, self.names, self.sieve)
        self.travel = Travel(bus, self.opened, self.list, self.bench.say, self)
        self.stay = Stay(bus, self.opened, self.page, self)
        self.worktime = self.stay.worktime
        self.worktime.watch(self.page, self.page.viewport(), self.inspector.suggestions.view)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._paint_and_refresh)
        # What the keys would take is told once the caret rests.
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self.frozen = FrozenNotice(self.opened)
        self._lay_out()
        self._connect()
        self._show_sheet()

    def begin(self, article_id: str, place: Place | None = None) -> None:
        """Read list and registry, and open an article (else the first unfinished one), at a place of it."""
        if place is not None:
            self.stay.remember(article_id, place)
        self.names.read()
        self.travel.begin(article_id)

    def show_side(self, name: str) -> None:
        """Show a panel of the left column and go to it."""
        self.panes.show_side(name)

    def search_for(self, text: str = "", where: Where = "text") -> None:
        """Open the search of the project; with a text, look for it at once."""
        self.show_side(SEARCH)
        if text:
            self.search.search(text, where)
        self.search.field.selectAll()

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.show_side(ARTICLES)
        self.list.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filter.selectAll()

    def event(self, event: QEvent) -> bool:
        """Stop counting time while another window is the active one."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self.worktime.pause()
        return super().event(event)

    def _lay_out(self) -> None:
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
        column.addWidget(self.frozen)
        column.addWidget(self.find_bar)
        column.addWidget(self.page, 1)
        column.addWidget(self._empty, 1)
        self.panes = Panes(self.side, self.centre, self.inspector, self.page, self._remembered, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)

    def _connect(self) -> None:
        self.opened.opened.connect(self._show_sheet)
        self.opened.patched.connect(self._patch)
        self.opened.reloaded.connect(self._reload)
        self.page.current_changed.connect(self._current_changed)
        self.page.extent_changed.connect(self._extent_changed)
        self.page.crowd_clicked.connect(self._crowd)
        self.list.chosen.connect(self.opened.open)
        self.list.search_wanted.connect(self.search_for)
        self.find_bar.closed.connect(self.page.setFocus)
        self.article_shown.connect(self.find_bar.show_article)
        self.article_shown.connect(self.landing.shown)
        self.search.wanted.connect(self._go_to_hit)
        self.header.problems_wanted.connect(self.finishing.show)
        self.header.flag_wanted.connect(lambda: flagging.flag(self.bench))
        self.header.inspector_wanted.connect(self.panes.toggle_inspector)
        self.panes.tightened.connect(self.header.inspector.setVisible)
        self.finishing.counted.connect(self._problems_counted)
        self.finishing.listed.connect(self.inspector.list_problems)
        self.finishing.ending.connect(self.stay.write)
        self.frozen.reopen_wanted.connect(self.finishing.reopen)
        self.inspector.finish_wanted.connect(self.finishing.finish_now)
        self.inspector.suggestions.all_wanted.connect(lambda: deciding.accept_above(self.bench, self.sieve))
        self.sieve.changed.connect(self._sift)
        self.page.cursorPositionChanged.connect(self._rest.start)
        self._rest.timeout.connect(self.keys_changed)

    def _show_sheet(self) -> None:
        sheet = self.opened.sheet
        self.stay.leave()
        self.header.show_sheet(sheet, 0)
        self.frozen.show_state()
        self.page.setVisible(sheet is not None)
        self._empty.setVisible(sheet is None)
        if sheet is None:
            self.page.set_article("")
        else:
            self.page.set_article(sheet.article.text)
            self.page.show_marks(self.sieve.marks(marks_of(sheet, self.opened.scheme)))
            self.page.set_frozen(sheet.set.frozen)
            self.page.setAccessibleDescription(sheet.article.heading)
            self.list.mark(sheet.article.id)
            self.stay.begin()
            self.page.go_to(self.opened.jump)
            self._take_focus()
        self.inspector.show_problems([])
        self.inspector.show_current()
        self.stay.note_state()
        self.worktime.begin()
        self.article_shown.emit()
        self.keys_changed.emit()

    def _take_focus(self) -> None:
        """Go into the article, unless somebody went elsewhere while it was read."""
        asked, now = self.opened.asked_from, QApplication.focusWidget()
        elsewhere = now is not None and now != asked and self.window().isAncestorOf(now)
        if not (elsewhere and asked is not None and isValid(asked) and asked.isVisible()):
            self.page.setFocus()

    def _go_to_hit(self, hit: Hit) -> None:
        self.landing.go(hit.article_id, hit.span, hit.label_id, back=self.search.view)

    def _sift(self) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            self.page.show_marks(self.sieve.marks(marks_of(sheet, self.opened.scheme)))
            self.inspector.show_suggestions()
            self.keys_changed.emit()

    def _patch(self, changed: Changed) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            self.worktime.touch()
            patch = patch_of(changed, sheet, self.opened.scheme, self.opened.before)
            self.page.patch_marks(self.sieve.patch(patch))
            # The label is painted first; what stands around the article follows, once for all that goes with an edit.
            self._later.start()

    def _reload(self) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            self.page.show_marks(self.sieve.marks(marks_of(sheet, self.opened.scheme)))
            self._refresh()
            self.page.go_to(self.opened.jump)

    def settle(self) -> None:
        """Show around the article what was put off until it is painted: a key may go there."""
        if self._later.isActive():
            self._refresh()

    def _paint_and_refresh(self) -> None:
        # Left to itself, Qt would paint some milliseconds later: after what is to follow the paint.
        QApplication.sendEvent(self.window(), QEvent(QEvent.Type.UpdateRequest))
        self._refresh()

    def _refresh(self) -> None:
        self._later.stop()
        sheet = self.opened.sheet
        if sheet is not None:
            self.page.set_frozen(sheet.set.frozen)
            self.header.show_sheet(sheet, self.finishing.open_count)
            self.frozen.show_state()
            self.list.patch(sheet)
            self.inspector.show_current()
            self.stay.note_state()
            self.keys_changed.emit()

    def _current_changed(self, _mark_id: str) -> None:
        self.bench.start_clock()
        self.bench.aside = None
        if not self._later.isActive():
            self.inspector.show_current()
            self.keys_changed.emit()

    def _problems_counted(self, number: int) -> None:
        self.header.show_sheet(self.opened.sheet, number)
        if self.inspector.problems.isVisibleTo(self.inspector):
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
