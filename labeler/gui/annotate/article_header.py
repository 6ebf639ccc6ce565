"""The lines above the article: what it is, how much is marked, what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.gui.actions import actions
from labeler.gui.annotate.articles import state_words
from labeler.gui.bindings import follow, follow_key
from labeler.gui.look.controls import IconButton, PlainLabel, QuietButton
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import wear
from labeler.gui.plural import counted

if TYPE_CHECKING:
    from labeler.services.sets import Sheet


class ArticleHeader(QWidget):
    """What its buttons want: problems_wanted(), flag_wanted(), inspector_wanted()."""

    problems_wanted = Signal()
    flag_wanted = Signal()
    inspector_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = 0
        self._note = ""
        self._title = PlainLabel(role="panel", elide=True)
        self._facts = PlainLabel(role="secondary", elide=True)
        self._problems = QuietButton("", icon="alert")
        self._problems.setProperty("size", "small")
        self._problems.clicked.connect(self.problems_wanted)
        self.flag = IconButton("flag", self.tr("Flagged to the lead"), ink="warn")
        self.flag.clicked.connect(self.flag_wanted)
        self.flag.hide()
        self.inspector = IconButton("info", self.tr("Inspector"))
        follow_key(self.inspector, "view.next_pane")
        self.inspector.clicked.connect(self.inspector_wanted)
        self.inspector.hide()
        self.warning = PlainLabel(role="secondary", wrap=True)
        self.warning.hide()
        # The title has its line for itself: what is open stands beside the facts.
        below = QHBoxLayout()
        below.setSpacing(px(8))
        below.addWidget(self._facts, 1)
        below.addWidget(self.flag)
        below.addWidget(self._problems)
        below.addWidget(self.inspector)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(48), px(8), px(16), px(4))
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(below)
        column.addWidget(self.warning)
        follow(self, self._show_keys)

    def show_sheet(self, sheet: Sheet | None, problems: int) -> None:
        """Show an article's facts and the number of its open problems."""
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        article = sheet.article
        self._title.setText(article.heading)
        parts = [
            article.source,
            counted(len(article.text), "{count} character", "{count} characters"),
            "{}, {}".format(
                counted(len(sheet.claims), "{count} claim", "{count} claims"),
                counted(len(sheet.speakers), "{count} speaker", "{count} speakers"),
            ),
        ]
        if sheet.set.frozen:
            parts.append(state_words(sheet.set.state))
        self._facts.setText(" · ".join(part for part in parts if part))
        self.warning.setText(QCoreApplication.translate("warnings", sheet.warning))
        self.warning.setVisible(bool(sheet.warning))
        self._show_flag(sheet.set.flag)
        self._problems.setVisible(not sheet.set.frozen)
        self._count = problems
        self._show_count()

    def _show_keys(self) -> None:
        self._show_flag(self._note)
        self._show_count()

    def _show_flag(self, note: str) -> None:
        self._note = note
        words = self.tr("Flagged to the lead: {note}").format(note=note)
        key = actions()["article.flag"].shown_key
        self.flag.setVisible(bool(note))
        self.flag.setAccessibleName(words)
        self.flag.setToolTip(plain_tooltip(f"{words} ({key})"))

    @property
    def problem_words(self) -> str:
        """How many problems are open, in words."""
        return self._problems.accessibleName()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how many problems are open in as many words as there is room for."""
        super().resizeEvent(event)
        self._show_count()

    def _show_count(self) -> None:
        words = self.tr("no open problems")
        if self._count:
            words = counted(self._count, "{count} open problem", "{count} open problems")
        self._problems.set_text(words if self.width() > px(440) else f"{self._count}")
        self._problems.setAccessibleName(words)
        self._problems.setToolTip(plain_tooltip(f"{words} ({actions()['article.problems'].shown_key})"))
        ink = "warn" if self._count else "ok"
        wear(self._problems, "alert" if self._count else "check", ink)
        if self._problems.property("ink") != ink:
            self._problems.setProperty("ink", ink)
            self._problems.style().unpolish(self._problems)
            self._problems.style().polish(self._problems)
