"""The list of articles as a model: one row each, as the desk reported it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.plural import counted

if TYPE_CHECKING:
    from labeler.services.articles import ArticleRow
    from labeler.services.sets import Sheet

ROW = Qt.ItemDataRole.UserRole + 1
translate = QCoreApplication.translate
_NO_PARENT = QModelIndex()


def figure_of(row: ArticleRow) -> str:
    """Return what stands at the right of a row: how much there is, or what came of it."""
    if row.state == "skipped":
        reason = translate("Articles", "skipped: {reason}").format(reason=row.reason)
        return reason if row.reason else translate("Articles", "skipped")
    if row.state == "finished" and not (row.claims or row.speakers or row.stances):
        return translate("Articles", "nothing to mark")
    if row.claims or row.state in {"in_progress", "finished"}:
        return counted(row.claims, "{count} claim", "{count} claims")
    return counted(row.characters, "{count} character", "{count} characters")


def state_words(state: str) -> str:
    """Return a set's state in words."""
    return {
        "finished": translate("Articles", "finished"),
        "in_progress": translate("Articles", "in progress"),
        "skipped": translate("Articles", "skipped"),
    }.get(state, translate("Articles", "not begun"))


class ArticleModel(QAbstractListModel):
    """Rows in the order of import."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ArticleRow] = []

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Show these rows; where only their content differs, nothing moves."""
        if [one.id for one in rows] == [one.id for one in self.rows]:
            for number, row in enumerate(rows):
                self._put(number, row)
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def patch(self, sheet: Sheet) -> None:
        """Show the counts and the state of the open sheet."""
        for number, row in enumerate(self.rows):
            if row.id == sheet.article.id:
                begun = bool(row.state) or bool(sheet.claims or sheet.speakers or sheet.stances or sheet.regions)
                changed = replace(
                    row,
                    claims=len(sheet.claims),
                    speakers=len(sheet.speakers),
                    stances=len(sheet.stances),
                    state=sheet.set.state if begun or sheet.set.state != "assigned" else "",
                    reason=sheet.set.reason,
                )
                self._put(number, changed)

    def number_of(self, article_id: str) -> int:
        """Return the row of an article, -1 if it is not listed."""
        return next((number for number, row in enumerate(self.rows) if row.id == article_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of articles."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(one for one in (row.heading, state_words(row.state), row.source, figure_of(row)) if one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{row.heading}\n{row.source} · {state_words(row.state)} · {figure_of(row)}")
        return None

    def _put(self, number: int, row: ArticleRow) -> None:
        if self.rows[number] != row:
            self.rows[number] = row
            here = self.index(number)
            self.dataChanged.emit(here, here)


class ArticleFilter(QSortFilterProxyModel):
    """Keeps the rows whose title, source or key holds all the words asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: list[str] = []

    def want(self, words: str) -> None:
        """Filter by words, in any order, without regard to case."""
        self.beginFilterChange()
        self._wanted = words.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, _parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether a row holds all the words."""
        model = self.sourceModel()
        if not isinstance(model, ArticleModel):
            return True
        row = model.rows[source_row]
        hay = f"{row.heading} {row.source} {row.key}".casefold()
        return all(word in hay for word in self._wanted)
