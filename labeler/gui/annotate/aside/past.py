"""The rows of the history: a model that grows by pages, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyleOptionViewItem

from labeler.gui.look.controls.listing import ListModel
from labeler.gui.look.controls.two_lines import TwoLineDelegate, TwoLines
from labeler.gui.look.fonts import px
from labeler.services.history import HistoryRow

translate = QCoreApplication.translate
HIGH = 48


class PastModel(ListModel[HistoryRow]):
    """Edits, newest first."""

    def add_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show older edits below."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def words(self, row: HistoryRow) -> str:
        """Return what was done, when, by whom and where."""
        return f"{title_of(row)}, {about(row)}"

    def told(self, row: HistoryRow) -> str:
        """Return the same on two lines."""
        return f"{title_of(row)}\n{about(row)}"


class PastDelegate(TwoLineDelegate):
    """What was done; below it when, by whom and where. What stands undone is struck through."""

    def lines(self, row: object) -> TwoLines:
        """Return what a row shows."""
        assert isinstance(row, HistoryRow)
        return TwoLines(heading=title_of(row), under=about(row), quiet=row.reversed)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(160), px(HIGH))


def title_of(row: HistoryRow) -> str:
    """Return what was done, in words."""
    words = {
        "undo": translate("History", "undid: {step}"),
        "redo": translate("History", "did again: {step}"),
    }.get(row.kind, "{step}")
    return words.format(step=" ".join(row.title.split()))


def about(row: HistoryRow) -> str:
    """Return when, by whom and in which article; and that an edit stands undone."""
    undone = translate("History", "undone") if row.reversed else ""
    parts = (undone, when(row.at), row.annotator, " ".join(row.article_heading.split()))
    return " · ".join(part for part in parts if part)


def when(at: str) -> str:
    """Return a UTC time of the journal as this machine's: the hour alone for today, else with the day."""
    moment = datetime.fromisoformat(at).astimezone()
    today = datetime.now().astimezone().date()
    return f"{moment:%H:%M:%S}" if moment.date() == today else f"{moment:%Y-%m-%d %H:%M}"
