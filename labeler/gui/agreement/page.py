"""The Agreement page: how far people agree, where they do not, and the way to each of the items."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from labeler.agreement.report import Asked, Report
from labeler.domain.changes import Changed
from labeler.gui.agreement import grids_counts
from labeler.gui.agreement.body import Body
from labeler.gui.agreement.chart import Chart
from labeler.gui.agreement.computing import Computing, kept
from labeler.gui.agreement.drawers import Drawers
from labeler.gui.agreement.empty import EmptyState
from labeler.gui.agreement.filters import FilterForm, Known, without
from labeler.gui.agreement.gamma import Gamma
from labeler.gui.agreement.help import Help
from labeler.gui.agreement.items import Found, find_items, query_of
from labeler.gui.agreement.panel import Panel
from labeler.gui.agreement.panels import ENOUGH, counts_words
from labeler.gui.agreement.saving import Saving
from labeler.gui.agreement.stops import Stops
from labeler.gui.agreement.top import Top
from labeler.gui.agreement.wanted import Wanted
from labeler.gui.bus import Bus
from labeler.gui.learner import RunJob
from labeler.gui.look.speech import say as announce
from labeler.gui.plural import counted
from labeler.gui.remembered import Remembered

# What concerns the figures.
_KINDS = {"claim", "speaker", "stance", "region", "annotation_set", "entity", "article", "annotator", "adjudication"}


class AgreementPage(QFrame):
    """items_wanted(ItemQuery): these items are to be shown in Review. keys_changed(): other keys act, or say more.

    asked_for(str): a command of the window, by its id, is wanted.
    """

    items_wanted = Signal(object)
    keys_changed = Signal()
    asked_for = Signal(str)

    def __init__(
        self,
        bus: Bus,
        run_job: RunJob,
        remembered: Remembered,
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "window")
        self.setAccessibleName(self.tr("Agreement"))
        self._bus, self._remembered, self._say = bus, remembered, say
        # Each where it will stand: what is moved is dressed anew.
        self.top = Top(self)
        self.empty = EmptyState(self)
        self.body = Body(self.tr("Figures of agreement"), self)
        self.panels = self.body.panels
        self.drawers = Drawers(self.body.above, self.body.inside)
        self.computing = Computing(bus, run_job, self.top.bar, self)
        self.saving = Saving(bus, run_job, self.top.bar, self)
        self.gamma = Gamma(bus, run_job, self.top.bar, self)
        self.asked, self.words_of_articles = Asked(), ""
        self.report: Report | None = None
        self._everything: Report | None = None
        self._stale = True
        self.stops = Stops(self, self.top.filter, self.body, self.panels, self.drawers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.empty)
        column.addWidget(self.body, 1)
        self.empty.hide()
        self.body.show_panels(False)
        self._connect()

    def show_report(self, report: Report) -> None:
        """Show a report: figures, what they count, and what they leave out."""
        self.report = self.saving.report = report
        if report.asked == Asked():
            self._everything = report
        self.top.counts.setText(counts_words(report))
        self.top.show_filters(report.asked, self.words_of_articles)
        self.top.tell("stale", "")
        self.top.tell("fault", "")
        words = grids_counts.left_out_words(report)
        self.top.tell("left_out", words, self.tr("List them"))
        few = 0 < report.doubly < ENOUGH
        self.top.tell("few", _few_words(report) if few else "")
        self.panels.show_report(report)
        self.drawers.show_report(report)
        nothing = not report.doubly and self.panels.gold.isHidden()
        self.empty.setVisible(nothing)
        if nothing:
            self.empty.explain(report)
        self.body.show_panels(not nothing)
        self.top.export.setEnabled(True)
        self.keys_changed.emit()

    def recompute(self) -> None:
        """Compute the figures anew from the labels as they are now."""
        self._compute(fresh=True)

    def ask(self, asked: Asked, words: str = "") -> None:
        """Show other figures: of these annotators, articles, dates; `words` found the articles."""
        self.asked, self.words_of_articles = asked, words
        self.drawers.filters.hide()
        self._compute()

    def explain(self) -> None:
        """Say in plain words what the figures are, at the one in question; or no longer."""
        explained = self.drawers.help
        if explained.isVisible():
            explained.hide()
            self.stops.come_back()
            return
        chart = self.stops.chart
        explained.open_at(chart.key() if chart is not None else "")
        self.body.verticalScrollBar().setValue(0)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what commands do while this page is shown."""
        return {
            "agreement.open": partial(self._act, listing=False),
            "agreement.items": partial(self._act, listing=True),
            "agreement.recompute": self.recompute,
            "agreement.explain": self.explain,
            "agreement.export": self.top.export.click,
            "agreement.filter": self._show_filters,
            "agreement.gamma": lambda: self.gamma.measure(self.report),
            "agreement.copy_picture": lambda: self._copy(Panel.copy_as_picture),
            "agreement.copy_table": lambda: self._copy(Panel.copy_as_table),
            "view.next_pane": partial(self.stops.step, 1),
            "view.previous_pane": partial(self.stops.step, -1),
        }

    def keys(self) -> Sequence[Sequence[str]]:
        """Return the commands whose keys the bar shows."""
        own = ["agreement.open", "agreement.items"] if self._wanted() is not None else []
        rest = ["agreement.explain", "agreement.recompute", "agreement.copy_table", "agreement.export"]
        return [own, ["view.next_pane"], rest]

    def words(self) -> str:
        """Return what the current cell stands for."""
        wanted = self._wanted()
        return wanted.title if wanted is not None else ""

    def prepare(self) -> None:
        """Show the figures that are kept, if any, before anybody looks: then coming here only paints them."""
        if self.report is None and not self.computing.running:
            self._bus.ask(kept, self._prepared, lambda _refused: None)

    def enter(self) -> None:
        """Go to the chart that was left, and compute what has changed."""
        self.stops.come_back()
        if self._stale:
            self._compute()

    def leave(self) -> None:
        """Nothing is typed here that would be lost; figures under way go on."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close what was opened above the panels by Esc."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.drawers.close_last()
        ):
            self.stops.come_back()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the top stand as far in as the panels."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        side = self.body.side()
        bar = self.body.width() - self.body.viewport().width()
        self.top.set_sides(side, side + bar)
        self.empty.set_side(side)

    def _compute(self, *, fresh: bool = False) -> None:
        self._stale = False
        self.top.tell("fault", "")
        self.gamma.stop()
        self.computing.compute(self.asked, fresh=fresh)

    def _done(self, report: Report, proof: str) -> None:
        self.show_report(report)
        words = proof or counts_words(report)
        self._tell(words)
        held = QApplication.focusWidget()
        if self.isVisible() and (held is None or held in {self, self.top.filter}):
            self.stops.come_back()

    def _prepared(self, report: Report | None) -> None:
        if report is not None and self.report is None and not (self.computing.running or self.isVisible()):
            self._stale = False
            self.show_report(report)

    def _failed(self, why: str) -> None:
        self._stale = True
        words = why or self.tr("Not computed: cancelled.")
        if why:
            self.top.tell("fault", why)
        self._tell(words)

    def _changed(self, changed: Changed) -> None:
        if self.report is None or not _KINDS & set(changed.rows):
            return
        self._stale = True
        if self.isVisible():
            self._tell_stale()

    def _tell_stale(self) -> None:
        self.top.tell("stale", self.tr("Labels have changed since."), self.tr("Compute again"))

    def _show_gamma(self, report: Report) -> None:
        self.show_report(report)
        if self._stale:
            self._tell_stale()

    def _tell(self, words: str) -> None:
        self._say(words)
        announce(self, words)

    def _act(self, *, listing: bool) -> None:
        chart = self.stops.chart
        if chart is None or not chart.act(listing=listing):
            self._say(self.tr("Choose a figure that stands for items first."))

    def _open(self, wanted: Wanted) -> None:
        among = wanted if self.report is None else wanted.among(self.report)
        self._bus.ask(lambda store, actor: query_of(store, actor, among), self.items_wanted.emit)

    def _list(self, wanted: Wanted) -> None:
        among = wanted if self.report is None else wanted.among(self.report)
        self._bus.ask(
            lambda store, actor: find_items(store, actor, among), lambda found: self._show_items(wanted, found)
        )

    def _show_items(self, wanted: Wanted, found: list[Found]) -> None:
        panel = self.drawers.show_items(wanted, found)
        items = counted(sum(one.items for one in found), "{count} item", "{count} items")
        articles = counted(len(found), "{count} article", "{count} articles")
        words = self.tr("{title}: {items} in {articles}").format(title=wanted.title, items=items, articles=articles)
        self._tell(words)
        if found:
            panel.chart.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.verticalScrollBar().setValue(0)

    def _show_left_out(self) -> None:
        self.drawers.show_left_out()
        self.body.show_panels(not self.empty.isVisible())
        self.drawers.left_out.chart.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.verticalScrollBar().setValue(0)

    def _show_filters(self) -> None:
        form = self.drawers.filters
        if form.isVisible():
            form.hide()
            return
        known = Known() if self._everything is None else Known.of(self._everything)
        form.show_known(known, self.asked, self.words_of_articles)
        form.show()
        form.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.verticalScrollBar().setValue(0)

    def _drop(self, part: str) -> None:
        words = "" if part == "articles" else self.words_of_articles
        self.ask(without(self.asked, part), words)
        self.top.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _export(self) -> None:
        if self.report is not None:
            button = self.top.export
            self.saving.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _copy(self, copy: Callable[[Panel], None]) -> None:
        chart = self.stops.chart
        panel = chart.parentWidget() if chart is not None else None
        if isinstance(panel, Panel):
            copy(panel)

    def _wanted(self) -> Wanted | None:
        chart = self.stops.chart
        return chart.wanted() if chart is not None else None

    def _connect(self) -> None:
        self.computing.done.connect(self._done)
        self.computing.failed.connect(self._failed)
        self.gamma.done.connect(self._show_gamma)
        self.gamma.told.connect(self._tell)
        self.gamma.failed.connect(lambda why: self.top.tell("fault", why))
        self.panels.figures.offer(self.tr("Measure gamma, too"), lambda: self.gamma.measure(self.report))
        self.saving.told.connect(self._say)
        self.saving.failed.connect(lambda why: self.top.tell("fault", why))
        self.top.help.clicked.connect(self.explain)
        self.top.filter.clicked.connect(self._show_filters)
        self.top.export.clicked.connect(self._export)
        self.top.export.setEnabled(False)
        self.top.dropped.connect(self._drop)
        self.top.acted.connect(self._act_on)
        self.empty.everything.connect(lambda: self.ask(Asked()))
        self.empty.asked_for.connect(self.asked_for)
        self.drawers.made.connect(self._take)
        self.drawers.closed.connect(self.stops.come_back)
        self.body.moved.connect(self._fit)
        self._bus.changed.connect(self._changed)
        for panel in self.panels.all():
            self._take(panel)
        self.stops.moved.connect(self.keys_changed)

    def _take(self, widget: QWidget) -> None:
        """Do what a panel or something else that was just made wants."""
        if isinstance(widget, Panel):
            widget.chart.opened.connect(self._open)
            widget.chart.listed.connect(self._list)
            widget.chart.moved.connect(partial(self._moved, widget.chart))
            widget.copied.connect(self._say)
            widget.chart.installEventFilter(self)
        elif isinstance(widget, FilterForm):
            widget.asked.connect(self.ask)
            widget.closed.connect(self._show_filters)
        elif isinstance(widget, Help):
            widget.text.installEventFilter(self)

    def _moved(self, chart: Chart) -> None:
        # The others' cells are nobody's yet.
        if chart is self.stops.chart:
            self.keys_changed.emit()

    def _act_on(self, notice: str) -> None:
        if notice == "left_out":
            self._show_left_out()
        elif notice == "stale":
            self.recompute()


def _few_words(report: Report) -> str:
    return counted(
        report.doubly,
        "Only {count} article is finished by two annotators: figures say little, and get no interval under ten.",
        "Only {count} articles are finished by two annotators: figures say little, and get no interval under ten.",
    )
