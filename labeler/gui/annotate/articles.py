"""The list of articles as a model: one row each, as the desk reported it, and what the filters leave of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from labeler.gui.annotate.filters import Catalogue, Filters, state_of
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


def _facts(row: ArticleRow) -> Sequence[str]:
    flag = translate("Articles", "flagged: {note}").format(note=row.flag) if row.flag else ""
    return state_words(row.state), flag, row.source, row.published[:10], figure_of(row)


class ArticleModel(QAbstractListModel):
    """The articles that the filters leave, in the order asked for. `rows` are all, in the order of import."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalogue = Catalogue([])
        self.filters = Filters()
        self._words: list[str] = []
        # What the filters leave, before words are looked for; and what these leave of it.
        self._left: list[int] = []
        self._shown: list[int] = []
        self._patched = -1

    @property
    def rows(self) -> list[ArticleRow]:
        """All articles, in the order of import."""
        return self.catalogue.rows

    @property
    def narrow(self) -> bool:
        """Whether filters or words may leave something out."""
        return self.filters.narrow or bool(self._words)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show these articles; where only their content differs, nothing moves."""
        left = catalogue.narrowed(self.filters)
        shown = catalogue.holding(left, self._words)
        same = shown == self._shown and catalogue.numbers == self.catalogue.numbers
        if not same:
            self.beginResetModel()
        self.catalogue, self._left, self._shown = catalogue, left, shown
        if not same:
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))

    def set_filters(self, filters: Filters) -> None:
        """Leave out what is not asked for; the order is that of the catalogue."""
        self.filters = filters
        self._left = self.catalogue.narrowed(filters)
        self._show(self.catalogue.holding(self._left, self._words))

    def want(self, text: str) -> None:
        """Leave out what does not hold all the words, in any order, without regard to case."""
        words = text.casefold().split()
        # Words that only grew find nothing that was not found before.
        grown = len(words) >= len(self._words) > 0 and all(
            new.startswith(old) for new, old in zip(words, self._words, strict=False)
        )
        self._words = words
        self._show(self.catalogue.holding(self._shown if grown else self._left, words))

    def patch(self, sheet: Sheet) -> None:
        """Show the counts and the state of the open sheet; it stays in the list until the filters are asked again."""
        number = self.number_of(sheet.article.id)
        if number < 0:
            return
        row = self.rows[number]
        begun = bool(row.state) or bool(sheet.claims or sheet.speakers or sheet.stances or sheet.regions)
        changed = replace(
            row,
            claims=len(sheet.claims),
            speakers=len(sheet.speakers),
            stances=len(sheet.stances),
            state=sheet.set.state if begun or sheet.set.state != "assigned" else "",
            reason=sheet.set.reason,
            flag=sheet.set.flag,
            mine=row.mine or begun,
        )
        if changed != row:
            self.catalogue.put(number, changed)
            if (place := self._place(number)) >= 0:
                self.dataChanged.emit(self.index(place), self.index(place))

    def number_of(self, article_id: str) -> int:
        """Return the number of an article in the order of import, -1 if there is none."""
        return self.catalogue.numbers.get(article_id, -1)

    def place_of(self, article_id: str) -> int:
        """Return the place of an article in the list as shown, -1 if it is not shown."""
        return self._place(self.number_of(article_id))

    def row_at(self, place: int) -> ArticleRow | None:
        """Return the article at a place of the list as shown, None where there is none."""
        return self.rows[self._shown[place]] if 0 <= place < len(self._shown) else None

    def beside(self, article_id: str, step: int) -> ArticleRow | None:
        """Return what is shown before (-1) or after (1) an article, also one that is left out; None at the ends."""
        place = self.place_of(article_id)
        if place >= 0:
            return self.row_at(place + step)
        number = self.number_of(article_id)
        if number < 0:
            return self.row_at(0)
        here = self.catalogue.order.index(number)
        seen = set(self._shown)
        order = self.catalogue.order
        others = order[here + 1 :] if step > 0 else reversed(order[:here])
        found = next((one for one in others if one in seen), None)
        return None if found is None else self.rows[found]

    def next_unfinished(self, article_id: str) -> ArticleRow | None:
        """Return the next that is neither finished nor skipped, after an article and then from the beginning."""
        first = self.beside(article_id, 1)
        start = self.place_of(first.id) if first is not None else 0
        for number in (*self._shown[start:], *self._shown[:start]):
            row = self.rows[number]
            if row.id != article_id and state_of(row) not in {"finished", "skipped"}:
                return row
        return None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of articles shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and says."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(one for one in (row.heading, *_facts(row)) if one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join((row.heading, " · ".join(one for one in _facts(row) if one))))
        return None

    def _show(self, shown: list[int]) -> None:
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _place(self, number: int) -> int:
        # The open article is asked for at every edit: where it was found last is looked at first.
        if 0 <= self._patched < len(self._shown) and self._shown[self._patched] == number:
            return self._patched
        try:
            self._patched = self._shown.index(number)
        except ValueError:
            return -1
        return self._patched
