"""The Review page: the disagreements of an article are settled one after another, and gold is made of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from labeler.domain.changes import Changed
from labeler.domain.ids import derived_id
from labeler.gui.bus import Bus
from labeler.gui.look.fonts import Face
from labeler.gui.look.speech import say as announce
from labeler.gui.prompt import Prompt
from labeler.gui.remembered import Remembered
from labeler.gui.review import asking
from labeler.gui.review.head import View
from labeler.gui.review.keys import handlers, keys_now, words_now
from labeler.gui.review.opened import OpenReview
from labeler.gui.review.panes import ReviewPanes
from labeler.gui.review.settling import Settling

if TYPE_CHECKING:
    from labeler.services.reviewing import ReviewRow

# What changes who is in the list, or whose names may be told there.
_TABLES = {"annotation_set", "article"}
# So many articles are counted at once: nobody waits longer than for a step of the page.
_AT_ONCE = 40


class ReviewPage(QWidget):
    """keys_changed(): other keys act now."""

    keys_changed = Signal()

    def __init__(
        self,
        bus: Bus,
        remembered: Remembered,
        prompt: Prompt,
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.bus, self.prompt, self._say = bus, prompt, say
        self._remembered = remembered
        self._wanted: list[tuple[str, str]] = []
        self._fresh = True
        self._behind = False
        self.opened = OpenReview(bus, self)
        self.panes = ReviewPanes(self.opened, remembered, self)
        self.column, self.centre, self.decision = self.panes.column, self.panes.centre, self.panes.decision
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self.settling = Settling(self, self)
        self._connect()
        self._opened()
        self.centre.show_none(known=False)

    # -- what the window asks

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what commands do while this page is shown."""
        return handlers(self)

    def keys(self) -> Sequence[Sequence[str]]:
        """Return the keys that act now, in groups, the most telling first."""
        return keys_now(self)

    def words(self) -> str:
        """Return what the key bar says before the keys."""
        return words_now(self)

    def enter(self) -> None:
        """Read what there is to review, and go to it."""
        self.prompt.near = self.centre
        self.follow_reading()
        self.read_list()
        self.opened.reload()
        self.panes.fit()
        if self.opened.reading is None and not self._fresh:
            self.panes.show_column()
        goal = self.column.articles.view if self.opened.reading is None else self.centre.focus_widget
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Give up moving edges: nothing of it is stored before it is saved."""
        self.settling.end_editing()

    def show_article(self, article_id: str, item_id: str = "") -> None:
        """Open an article, at one of its items if one is named."""
        self._wanted = []
        self.opened.limit(None)
        self._open(article_id, item_id)

    def go_to_settled(self, settlements: Collection[str]) -> None:
        """Go to the case whose settlement a step of the reviewer's changed (these ids); of many at once, to none.

        A claim is settled along with its speaker: then the claim is meant.
        """
        reading = self.opened.reading
        if reading is None or reading.sheet is None or self.settling.editing:
            return
        gold = reading.sheet.gold.set.id
        cases = [case for case in reading.cases if derived_id("adjudication", gold, case.id) in settlements]
        claims = [case for case in cases if case.layer == "claim"] or cases
        if len(claims) == 1:
            self.opened.go(claims[0].id)

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Show these items alone: (article id, item id), which another page counted; the first article is opened."""
        self._wanted = list(items)
        if not items:
            self.tell(self.tr("There is nothing to show: the figure counts no items."))
            return
        self._open(*items[0])

    def follow_reading(self) -> None:
        """Read in the size, the face and the width of lines that are set."""
        remembered = self._remembered
        size, width = int(remembered.number("reading_size")), int(remembered.number("line_width"))
        self.centre.set_reading(size, cast("Face", remembered.text("reading_face")), width)

    def read_list(self) -> None:
        """Read what there is to review; for annotators, which of their articles have gold to look at."""
        from labeler.services import own_gold, reviewing

        if self.opened.reviews:
            self.bus.ask(lambda store, actor: reviewing.review_list(store, actor, most=_AT_ONCE), self._list_read)
        else:
            self.bus.ask(own_gold.own_gold, self._list_read)

    def other_keys(self) -> None:
        """Tell that other keys act now."""
        self.keys_changed.emit()

    def tell(self, words: str) -> None:
        """Say what happened, in the key bar and to a screen reader."""
        self._say(words)
        announce(self, words)

    # -- where keys lead

    def turn(self, view: View) -> None:
        """Show the article side by side (or as a table), or on one page again."""
        if self.settling.editing:
            return
        self.centre.turn("lanes" if self.centre.view == view else view)
        said = {"columns": self.tr("Side by side."), "table": self.tr("As a table."), "lanes": self.tr("On one page.")}
        self.tell(said[self.centre.view])

    def step_article(self, step: int) -> None:
        """Open the next article of the list, or the one before."""
        rows = self.column.articles.model.rows
        here = next((n for n, row in enumerate(rows) if row.article_id == self.opened.article_id), -1)
        if 0 <= here + step < len(rows):
            self.show_article(rows[here + step].article_id)
        else:
            self.tell(self.tr("This is the last article.") if step > 0 else self.tr("This is the first article."))

    def list_articles(self) -> None:
        """Go to the articles, or back to the disagreements of the open one."""
        if not self.column.isVisible():
            self.panes.toggle_column()
        if self.column.listing and self.opened.reading is not None:
            self.column.show_cases()
            self.go_to_article()
        else:
            self.column.show_articles()

    def go_to_article(self) -> None:
        """Go into the middle of the page."""
        self.centre.focus_widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, step: int) -> bool:
        """Open the next article with items that were asked for, or the one before; False without one."""
        articles = list(dict.fromkeys(article for article, _item in self._wanted))
        here = articles.index(self.opened.article_id) if self.opened.article_id in articles else 0
        if not 0 <= here + step < len(articles):
            return False
        self._open(articles[here + step], "")
        return True

    # -- inside

    def _open(self, article_id: str, item_id: str) -> None:
        self.settling.end_editing()
        # An article may be wanted for what nobody marked in it: then there is no item to be shown alone.
        asked = frozenset(item for article, item in self._wanted if article == article_id and item)
        self.opened.limit(asked or None)
        self.opened.open(article_id, item_id)

    def _connect(self) -> None:
        opened, cases = self.opened, self.column.cases
        opened.opened.connect(self._opened)
        opened.refreshed.connect(self._refreshed)
        opened.moved.connect(self._moved)
        opened.settled.connect(self._settled)
        self.bus.changed.connect(self._changed)
        self.column.articles.chosen.connect(self.show_article)
        self.column.articles.shown.connect(self._list_shown)
        cases.chosen.connect(self._choose)
        cases.agreed_wanted.connect(lambda: asking.take_agreed(self))
        cases.premerge_wanted.connect(lambda: asking.premerge(self))
        cases.accept_wanted.connect(lambda: asking.accept(self))
        cases.all_wanted.connect(self._show_all)
        self.centre.case_clicked.connect(self._choose)
        self.centre.reopen_gold_wanted.connect(lambda: asking.reopen_gold(self))
        self.centre.header.hide_wanted.connect(lambda hidden: asking.hide_names(self, hidden=hidden))
        self.centre.header.list_wanted.connect(self.panes.toggle_column)
        self.centre.turned.connect(self.keys_changed)
        self.panes.tightened.connect(self.centre.header.list.setVisible)
        decision = self.decision
        decision.comment_wanted.connect(lambda: asking.comment(self))
        decision.reopen_wanted.connect(lambda: asking.ask_reopen(self))
        decision.undecide_wanted.connect(lambda: asking.undecide(self))
        decision.grounds.changed.connect(lambda field, value: opened.note(opened.current, **{field: value}))
        decision.grounds.left.connect(self.go_to_article)

    def _opened(self) -> None:
        self.settling.end_editing()
        reading = self.opened.reading
        self.centre.show_reading()
        if reading is None:
            self.column.setCurrentWidget(self.column.articles)
        else:
            self.column.show_cases()
            self.column.cases.show_reading(reading)
            self.column.articles.mark(reading.article.id)
            if self.isVisible():
                self.go_to_article()
        self.decision.setVisible(reading is not None)
        self.decision.show_case()
        self.keys_changed.emit()

    def _refreshed(self) -> None:
        reading = self.opened.reading
        if reading is None:
            return
        self.column.cases.show_reading(reading)
        self.centre.show_reading()
        if not self.settling.editing:
            self.decision.show_case()
        self.keys_changed.emit()

    def _moved(self) -> None:
        if self.settling.editing:
            return
        self.column.cases.show_current()
        self.centre.go_to_current()
        self.decision.show_case()
        self.keys_changed.emit()

    def _settled(self) -> None:
        """Show a decision and the case after it at once: each would be laid out and painted for nothing in between."""
        reading = self.opened.reading
        if reading is None:
            return
        self.column.cases.show_reading(reading)
        self.centre.show_reading()
        self.centre.go_to_current()
        self.decision.show_case()
        self.keys_changed.emit()

    def _choose(self, case_id: str) -> None:
        if case_id != self.opened.current and not self.settling.editing:
            self.opened.go(case_id)

    def _show_all(self) -> None:
        self._wanted = []
        self.opened.limit(None)
        self.go_to_article()

    def _list_read(self, rows: list[ReviewRow]) -> None:
        self.column.articles.show_rows(rows, reviews=self.opened.reviews)
        if self.opened.reading is None and not self.opened.article_id:
            first = next((row for row in rows if row.disagreements or not self.opened.reviews), None)
            if first is not None and self._fresh:
                self._fresh = False
                self._open(first.article_id, "")
            elif self._fresh and self.isVisible():
                self.panes.show_column()
        if self.opened.reading is None:
            self.centre.show_none()
        if not all(row.counted for row in rows):
            self._follow_list()

    def _changed(self, changed: Changed) -> None:
        tables = set(changed.rows)
        if self.isVisible() and _TABLES & tables:
            self.read_list()
        elif "adjudication" in tables:
            self._follow_list()

    def _follow_list(self) -> None:
        """Read on in the list if anybody sees it; else when it is shown: the desk has decisions to store."""
        self._behind = not self.column.articles.isVisible()
        if not self._behind:
            self.read_list()

    def _list_shown(self) -> None:
        if self._behind:
            self._behind = False
            self.read_list()
