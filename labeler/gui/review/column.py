"""The left column: the articles to review, or the disagreements of the open one with progress and kinds."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from labeler.gui.bindings import follow_key
from labeler.gui.look.controls import Button, IconButton, PlainLabel, PrimaryButton, ProgressBar, QuietButton
from labeler.gui.look.controls.filter_chip import FilterChip
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.controls.rows import Rows
from labeler.gui.look.fonts import px
from labeler.gui.plural import counted
from labeler.gui.review import words
from labeler.gui.review.article_rows import ReviewDelegate, ReviewModel
from labeler.gui.review.case_rows import CaseDelegate, CaseModel, row_height
from labeler.gui.review.chips import Chips
from labeler.gui.review.opened import OpenReview
from labeler.gui.review.reading import Reading
from labeler.services.reviewing import ReviewRow

# From this height at 100 % text on, a bar of progress and what is left are shown beside the disagreements.
_ROOMY = 420


class ArticleColumn(QWidget):
    """The articles to review. chosen(str): one is to be opened. shown(): they are in sight."""

    chosen = Signal(str)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReviewModel(self)
        self.view = Rows(self.tr("Articles to review"), 56)
        self.view.setModel(self.model)
        self.view.setItemDelegate(ReviewDelegate(self.view))
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.title = PlainLabel(role="panel")
        self.figure = PlainLabel(role="secondary")
        self.empty = PlainLabel(wrap=True)
        self.empty.setContentsMargins(px(12), px(4), px(12), 0)
        head = QHBoxLayout()
        head.setContentsMargins(px(12), px(10), px(12), px(6))
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.view, 1)
        self._show([], self.tr("Reading…"))

    def show_rows(self, rows: list[ReviewRow], *, reviews: bool = True) -> None:
        """Show the articles; the one that is current stays so. Who does not review sees gold beside her own labels."""
        self.title.setText(self.tr("To review") if reviews else self.tr("Gold"))
        if reviews:
            words = self.tr("Nothing to review yet. An article comes here once somebody has finished it.")
        else:
            words = self.tr("No gold yet. Once a review of your article is finished, gold stands here beside yours.")
        self._show(rows, words)

    def _show(self, rows: list[ReviewRow], words: str) -> None:
        """Show the articles, these words where there are none."""
        self.empty.setText(words)
        here = self.view.currentIndex()
        current = self.model.rows[here.row()].article_id if here.isValid() else ""
        self.model.show_rows(rows)
        self.empty.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self.figure.setText(counted(len(rows), "{count} article", "{count} articles") if rows else "")
        self.mark(current)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the articles are in sight: they may have changed while nobody saw them."""
        super().showEvent(event)
        self.shown.emit()

    def mark(self, article_id: str) -> None:
        """Make an article the current row."""
        row = next((n for n, one in enumerate(self.model.rows) if one.article_id == article_id), -1)
        self.view.go(row)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows[index.row()].article_id)


class CaseColumn(QWidget):
    """The disagreements of the open article.

    chosen(str): a case is to be looked at. back(): to the articles. agreed_wanted(), premerge_wanted(),
    accept_wanted(), all_wanted(): what its buttons say.
    """

    chosen = Signal(str)
    back = Signal()
    agreed_wanted = Signal()
    premerge_wanted = Signal()
    accept_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, opened: OpenReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self.model = CaseModel(self)
        self.view = Rows(self.tr("Disagreements"), 72)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CaseDelegate(self.view))
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self._showing = self._barred = self._told = False
        self.title = PlainLabel(role="panel")
        self.figure = PlainLabel(role="secondary")
        self.bar = ProgressBar(self.tr("Settled"))
        self.chips = Chips(self.tr("Kinds of disagreement"))
        self.chips.chosen.connect(opened.filter)
        self.limited = FilterChip("", "close")
        self.limited.clicked.connect(self.all_wanted)
        self.empty = PlainLabel(wrap=True)
        self.empty.setContentsMargins(px(12), px(10), px(12), px(8))
        # What stands below the list stays at the foot without it, too.
        self._filler = QWidget()
        self.agreed = Button("")
        follow_key(self.agreed, "review.take_agreed")
        self.agreed.clicked.connect(self.agreed_wanted)
        self.merge = QuietButton(self.tr("Merge…"))
        self.merge.clicked.connect(self.premerge_wanted)
        self.left = PlainLabel(role="secondary", wrap=True)
        self.accept = PrimaryButton(self.tr("Accept as gold"), icon="check")
        self.accept.clicked.connect(self.accept_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        self._articles = IconButton("chevron-left", self.tr("All articles to review"))
        follow_key(self._articles, "view.list")
        self._articles.clicked.connect(self.back)
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self._articles)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.figure)
        top = QVBoxLayout()
        top.setContentsMargins(px(8), px(6), px(12), px(8))
        top.setSpacing(px(8))
        top.addLayout(head)
        within = QVBoxLayout()
        within.setContentsMargins(px(4), 0, 0, 0)
        within.setSpacing(px(8))
        within.addWidget(self.bar)
        within.addWidget(self.chips)
        within.addWidget(self.limited)
        top.addLayout(within)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self.agreed)
        acts.addWidget(self.merge)
        acts.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(12), px(8), px(12), px(12))
        foot.setSpacing(px(8))
        foot.addLayout(acts)
        foot.addWidget(self.left)
        foot.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addWidget(self._filler, 1)
        column.addLayout(foot)
        self._column = column

    def show_reading(self, reading: Reading) -> None:
        """Show the disagreements of an article, and what is still open."""
        opened = self._opened
        shown = opened.shown()
        self._showing = True
        self.view.verticalHeader().setDefaultSectionSize(row_height())
        self.model.show_cases(shown, reading.sides, reading.article.text)
        self._showing = False
        self.show_current()
        cases, waiting = reading.disagreements, reading.open
        settled = len(cases) - len(waiting)
        reviewed = reading.sheet is not None
        self.title.setText(self.tr("Disagreements") if reviewed else self.tr("Beside gold"))
        progress = self.tr("{n} of {all} settled").format(n=settled, all=len(cases))
        imported = reading.sheet is not None and reading.gold_state == "finished" and reading.sheet.imported
        if imported:
            progress = self.tr("gold, imported")
        told = progress if reviewed else counted(len(cases), "{count} difference", "{count} differences")
        self.figure.setText(told if cases else "")
        self.bar.set_parts(settled, len(cases))
        self._barred = bool(cases) and reviewed and not imported
        self._show_chips(reading)
        self.view.setVisible(bool(shown))
        self._filler.setVisible(not shown)
        self.empty.setVisible(not shown)
        self.empty.setText(self._why_empty(reading))
        self._show_foot(reading)

    def show_current(self) -> None:
        """Make the case that is looked at the current row."""
        row = next((n for n, case in enumerate(self.model.rows) if case.id == self._opened.current), -1)
        if row != self.view.currentIndex().row():
            self._showing = True
            self.view.go(row)
            self._showing = False

    def _show_chips(self, reading: Reading) -> None:
        cases = reading.disagreements
        kinds = Counter(case.kind for case in cases)
        order = [kind for kind in words.KINDS if kinds[kind]]
        chips = [("", self.tr("all"), self.tr("all kinds, {n}").format(n=len(cases)))]
        for kind in order:
            words_of = words.kind_words(kind)
            chips.append((kind, f"{words_of} {kinds[kind]}", f"{words_of}, {kinds[kind]}"))
        self.chips.show_chips(chips, self._opened.kind)
        only = self._opened.only
        self.chips.setVisible(bool(cases) and only is None)
        self.limited.setVisible(only is not None)
        if only is not None:
            said = counted(len(self._opened.shown()), "{count} item asked for", "{count} items asked for")
            self.limited.set_words(said, self.tr("{items}: show all disagreements again").format(items=said))

    def _why_empty(self, reading: Reading) -> str:
        if len(reading.sides) < 2:
            return self.tr("Only one person has finished this article: there is nothing to compare yet.")
        if reading.sheet is None:
            return self.tr("Gold says what you say: there is no difference.")
        if not reading.disagreements:
            return self.tr("No disagreements in this article. Accept it as gold.")
        return self.tr("No disagreement of this kind.")

    def _show_foot(self, reading: Reading) -> None:
        reviewed, finished = reading.sheet is not None, reading.gold_state == "finished"
        waiting, agreed = len(reading.open), reading.agreed_open
        enough = len(reading.sides) > 1
        self.agreed.set_text(self.tr("Take all agreed ({n})").format(n=agreed))
        self.agreed.setVisible(reviewed and not finished and bool(agreed) and enough)
        self.merge.setVisible(reviewed and not finished and bool(agreed or waiting) and enough)
        parts = [
            counted(waiting, "{count} disagreement is open", "{count} disagreements are open") if waiting else "",
            counted(agreed, "{count} agreed label is to be taken", "{count} agreed labels are to be taken")
            if agreed
            else "",
        ]
        open_words = self.tr(", ").join(part for part in parts if part)
        self.left.setText(open_words or self.tr("Everything is settled."))
        self._told = reviewed and not finished and enough
        self.accept.setVisible(reviewed and not finished and enough)
        # What all agree on is taken along with it, once that is asked.
        self.accept.setEnabled(not waiting)
        self.accept.setToolTip(plain_tooltip(self.left.text()) if waiting else "")
        self._leave_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what the height has room for."""
        super().resizeEvent(event)
        self._leave_room()

    def _leave_room(self) -> None:
        """Leave what little height there is to the rows: what the bar and the foot say stands elsewhere, too."""
        roomy = self.height() >= px(_ROOMY)
        self.bar.setVisible(self._barred and roomy)
        self.left.setVisible(self._told and roomy)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._showing and current.isValid():
            self.chosen.emit(self.model.rows[current.row()].id)


class Column(QStackedWidget):
    """The left column of the page: one of the two. left(): the focus belongs to the article again."""

    left = Signal()

    def __init__(self, opened: OpenReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.articles = ArticleColumn(self)
        self.cases = CaseColumn(opened, self)
        self.addWidget(self.articles)
        self.addWidget(self.cases)
        self.cases.back.connect(self.show_articles)
        self.cases.view.activated.connect(self.left)

    @property
    def listing(self) -> bool:
        """Whether the articles are shown."""
        return self.currentWidget() is self.articles

    def show_articles(self) -> None:
        """Show the articles and go there."""
        self.setCurrentWidget(self.articles)
        self.articles.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_cases(self) -> None:
        """Show the disagreements of the open article."""
        self.setCurrentWidget(self.cases)

    @property
    def focus_widget(self) -> QWidget:
        """Return where the focus goes in this column."""
        return self.articles.view if self.listing else self.cases.view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the article by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
