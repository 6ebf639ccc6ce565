"""What is still proposed: a list sifted by score and kind, and one button for all that score high."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QSlider, QVBoxLayout, QWidget

from labeler.domain.labels import KINDS, Kind
from labeler.domain.scheme import Scheme
from labeler.domain.suggestions import Suggestion
from labeler.gui.actions import actions
from labeler.gui.annotate.inspector.heading import score_words
from labeler.gui.annotate.inspector.kind_chips import KindChip
from labeler.gui.annotate.inspector.suggestion_rows import SuggestionDelegate, SuggestionModel
from labeler.gui.annotate.sieve import Sieve
from labeler.gui.bindings import follow
from labeler.gui.look.controls import Button, Chip, IconButton, PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.controls.listing import ROW
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import wear


class SuggestionList(QListView):
    """A list of whole rows that shows where it is as soon as it has the focus."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rest of the height empty: no row is cut."""
        super().resizeEvent(event)
        row = self.sizeHintForRow(0)
        rest = self.height() % row if row > 0 else 0
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row in sight if none is current."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = self.indexAt(QPoint(4, 4))
            self.setCurrentIndex(first if first.isValid() else self.model().index(0, 0))


class SuggestionPanel(QWidget):
    """What a list of suggestions says.

    chosen(str): a suggestion to look at. rejected_chosen(str): a rejected one. all_wanted(): accept all above.
    rejected_wanted(): show the rejected ones, or no longer.
    """

    chosen = Signal(str)
    rejected_chosen = Signal(str)
    all_wanted = Signal()
    rejected_wanted = Signal()

    def __init__(self, scheme: Scheme, sieve: Sieve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sieve = sieve
        self._all: list[Suggestion] = []
        self._rejected: list[Suggestion] = []
        self._rejected_shown = False
        self.model = SuggestionModel(scheme, self)
        self._count = Chip("plain", "0")
        self._floor = PlainLabel(role="secondary")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setValue(round(sieve.floor * 100))
        self.slider.setAccessibleName(self.tr("Least score shown"))
        self.slider.setFixedWidth(px(72))
        self.chips: dict[Kind, KindChip] = {}
        for kind in KINDS:
            chip = self.chips[kind] = KindChip(kind)
            chip.setChecked(kind in sieve.kinds)
        self.view = SuggestionList()
        self.view.setModel(self.model)
        self.view.setItemDelegate(SuggestionDelegate(self.view))
        self.view.setAccessibleName(self.tr("Suggestions"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self._none = PlainLabel(role="secondary", wrap=True)
        self._none.setContentsMargins(px(16), px(4), px(16), 0)
        self.accept = Button("")
        self.rejected = IconButton("eye-off", self.tr("Show or hide rejected suggestions"))
        self._lay_out()
        self._connect()
        self._show()

    def show_suggestions(self, suggestions: Sequence[Suggestion], current: str, near: int | None = None) -> None:
        """Show what is proposed, as far as it is let through, and mark the one under the cursor.

        Without one under the cursor, those from `near` on come into sight.
        """
        self._all = sorted(suggestions, key=_order)
        self._show()
        row = next((number for number, one in enumerate(self.model.rows) if one.id == current), -1)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
            self.view.scrollTo(self.model.index(row))
        elif not (self.view.hasFocus() and self.view.currentIndex().isValid()):
            self.view.selectionModel().clear()
            rows = self.model.rows
            next_row = next((n for n, one in enumerate(rows) if near is not None and (one.start or 0) >= near), -1)
            if next_row >= 0:
                self.view.scrollTo(self.model.index(next_row), QListView.ScrollHint.PositionAtTop)

    def show_rejected(self, rejected: Sequence[Suggestion], *, shown: bool) -> None:
        """List these below as rejected; `shown` tells whether they are asked for at all."""
        self._rejected = sorted(rejected, key=_order)
        wear(self.rejected, "eye" if shown else "eye-off", "accent" if shown else "text2")
        self._rejected_shown = shown
        self._name_rejected()
        self._show()

    def _name_rejected(self) -> None:
        words = self.tr("Hide rejected suggestions") if self._rejected_shown else self.tr("Show rejected suggestions")
        key = actions()["suggestion.rejected"].shown_key
        self.rejected.setAccessibleName(words)
        self.rejected.setToolTip(plain_tooltip(f"{words} ({key})" if key else words))

    def _show(self) -> None:
        rows = [*self._sieve.through(self._all), *self._sieve.through(self._rejected)]
        self.model.show_rows(rows, frozenset(one.id for one in self._rejected))
        open_rows = sum(self._sieve.lets(one) for one in self._all)
        self._count.set_text(f"{open_rows}")
        self._floor.setText(self.tr("score ≥ {score}").format(score=score_words(self._sieve.floor)))
        above = self._sieve.above
        high = sum(one.score >= above for one in self._sieve.through(self._all))
        words = self.tr("Accept all above {score}").format(score=score_words(above))
        self.accept.set_text(f"{words} ({high})")
        self.accept.setEnabled(high > 0)
        listed = [one for one in self._all if one.kind != "boilerplate"]
        none = self.tr("Nothing is suggested here.")
        hidden = self.tr("All suggestions of this article are hidden by their score or kind.")
        self._none.setText(hidden if listed and not rows else none)
        self._none.setVisible(not rows)
        self.view.setVisible(bool(rows))

    def _choose(self, index: QModelIndex) -> None:
        one = index.data(ROW)
        if isinstance(one, Suggestion):
            (self.rejected_chosen if one.id in self.model.rejected else self.chosen).emit(one.id)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(lambda value: self._sieve.set_floor(value / 100))
        for kind, chip in self.chips.items():
            chip.toggled.connect(lambda shown, one=kind: self._sieve.set_kind(cast("Kind", one), shown=shown))
        self._sieve.changed.connect(self._show)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.accept.clicked.connect(self.all_wanted)
        self.rejected.clicked.connect(self.rejected_wanted)
        follow(self, self._name_rejected)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(4))
        head.setSpacing(px(8))
        head.addWidget(PlainLabel(self.tr("Suggestions"), role="strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._floor)
        head.addWidget(self.slider)
        kinds = QHBoxLayout()
        kinds.setContentsMargins(px(16), px(2), px(16), px(6))
        kinds.setSpacing(px(6))
        for chip in self.chips.values():
            kinds.addWidget(chip)
        kinds.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(12), px(12))
        foot.setSpacing(px(4))
        foot.addWidget(self.accept, 1)
        foot.addWidget(self.rejected)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(kinds)
        column.addWidget(self._none)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        column.addStretch(0)


def _order(one: Suggestion) -> tuple[bool, int, int, str]:
    return (one.start is None, one.start or 0, -(one.end or 0), one.id)
