"""The registry as a table model: what is asked for, in the order of the names or of the search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from labeler.gui.annotate.inspector.offered import kind_icon, kind_words, one_line
from labeler.gui.annotate.inspector.roster import Roster
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.icons import icon
from labeler.gui.registry.rows import Contents, Listed

ROW = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
# A search shows at most so many: nobody reads further.
_MOST = 500

translate = QCoreApplication.translate
_Key = Callable[[Listed], tuple[object, ...]]
_KEYS: dict[int, _Key] = {
    0: lambda row: (row.entity.name.casefold(),),
    1: lambda row: (row.entity.kind or "~", row.entity.name.casefold()),
    2: lambda row: (row.entity.affiliation.casefold() or "\uffff", row.entity.name.casefold()),
    4: lambda row: (row.mentions,),
    5: lambda row: (row.articles,),
}


class EntityModel(QAbstractTableModel):
    """Entries that stand for themselves, each followed by those merged into it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Listed] = []
        # How many entries fit but are left out because no label names them.
        self.hidden = 0
        self._contents = Contents([], {})
        self._by_id: dict[str, Listed] = {}
        self._order: tuple[int, Qt.SortOrder] | None = None

    def show_contents(self, contents: Contents) -> None:
        """Take another registry; `want` shows it."""
        self._contents = contents
        self._by_id = {row.entity.id: row for row in contents.rows}

    def row_of(self, entity_id: str) -> Listed | None:
        """Return the row of an entity, shown or not."""
        every = (*self._contents.rows, *(one for some in self._contents.merged.values() for one in some))
        return next((row for row in every if row.entity.id == entity_id), None)

    def merged_into(self, entity_id: str) -> list[Listed]:
        """Return the entries merged into an entity."""
        return self._contents.merged.get(entity_id, [])

    def number_of(self, entity_id: str) -> int:
        """Return where an entity is shown, -1 if it is not."""
        return next((number for number, row in enumerate(self.rows) if row.entity.id == entity_id), -1)

    def want(self, words: str, kind: str, roster: Roster, *, everyone: bool) -> None:
        """Show the entries that words and kind ask for; without `everyone` those that labels name."""
        rows, merged = self._contents.rows, self._contents.merged
        if words.strip():
            found = roster.find(words, limit=_MOST)
            rows = [self._by_id[one.entity.id] for one in found if one.entity.id in self._by_id]
        fitting = [row for row in rows if not kind or row.entity.kind == kind] if kind else rows
        shown = fitting if everyone else [row for row in fitting if row.used or row.entity.id in merged]
        if self._order is not None and not words.strip():
            column, order = self._order
            shown = sorted(shown, key=_KEYS[column], reverse=order == Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self.hidden = len(fitting) - len(shown)
        self.rows = shown if not merged else [one for row in shown for one in (row, *merged.get(row.entity.id, ()))]
        self.endResetModel()

    def put_in_order(self, column: int, order: Qt.SortOrder) -> None:
        """Order by a column from the next `want` on; a column without an order keeps what is."""
        if column in _KEYS:
            # By name, as they are read.
            by_name = (column, order) == (0, Qt.SortOrder.AscendingOrder)
            self._order = None if by_name else (column, order)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            end = Qt.AlignmentFlag.AlignRight if section > 3 else Qt.AlignmentFlag.AlignLeft
            return end | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Registry", "Name"),
            translate("Registry", "Kind"),
            translate("Registry", "Affiliation"),
            translate("Registry", "Also known as"),
            translate("Registry", "Mentions"),
            translate("Registry", "Articles"),
        )[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return icon("arrow-right" if row.into else kind_icon(row.entity.kind))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words() if column == 0 else _text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(_text(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            end = Qt.AlignmentFlag.AlignRight if column > 3 else Qt.AlignmentFlag.AlignLeft
            return end | Qt.AlignmentFlag.AlignVCenter
        return None


def _text(row: Listed, column: int) -> str:
    entity = row.entity
    if row.into is not None:
        merged = translate("Registry", "merged into {name}").format(name=row.into.name)
        return (one_line(entity.name), "", "", merged, "", "")[column]
    if column > 3:
        return f"{row.mentions if column == 4 else row.articles:,}"
    return (one_line(entity.name), kind_words(entity.kind), one_line(entity.affiliation), ", ".join(row.aliases))[
        column
    ]
