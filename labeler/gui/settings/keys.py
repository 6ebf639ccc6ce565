"""All actions with their keys: look for one, press another key for it, settle who keeps a key that is taken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labeler.gui.actions import Action, actions, group_title, key_words, usual_actions
from labeler.gui.bindings import bindings, holders, refusal
from labeler.gui.look.controls import Button, Notice, PlainLabel, QuietButton
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.speech import say
from labeler.gui.settings.preferences import Preferences
from labeler.gui.settings.recorder import Recorder

translate = QCoreApplication.translate
_ID = Qt.ItemDataRole.UserRole


class KeysPage(QWidget):
    """The table of keys, and what can be done with the chosen one."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Keys"))
        self._preferences = preferences
        self._wanted: tuple[str, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.table = _table(self.tr("Keys"), [self.tr("Group"), self.tr("Action"), self.tr("Key")])
        self.title = PlainLabel(role="strong", elide=True)
        self.record = Recorder()
        self.reset = QuietButton(self.tr("Reset"))
        self.clear = QuietButton(self.tr("No key"))
        self.reset_all = QuietButton(self.tr("Reset all keys"))
        self.notice = Notice("warn", "")
        self.swap = Button(self.tr("Swap"))
        self.take = Button(self.tr("Take it"))
        self.leave = QuietButton(self.tr("Leave it"))
        self._lay_out()
        self._connect()
        self._settle()
        self.show_keys()

    @property
    def chosen(self) -> Action:
        """The action in the current row, the first of all where there is none."""
        item = self.table.item(max(self.table.currentRow(), 0), 0)
        ident = item.data(_ID) if item is not None else next(iter(actions()))
        return actions()[str(ident)]

    def show_keys(self) -> None:
        """Show the keys in force of the actions that the search finds; the chosen one stays chosen."""
        kept = self.chosen.id
        words = self.search.text().casefold().split()
        found = [one for one in actions().values() if all(word in _searched(one) for word in words)]
        self.table.setRowCount(len(found))
        for row, action in enumerate(found):
            own = action.keys != usual_actions()[action.id].keys
            keys = "   ".join(dict.fromkeys(key_words(key) for key in action.keys))
            for column, text in enumerate((group_title(action.group), action.title, keys)):
                item = QTableWidgetItem(text)
                item.setData(_ID, action.id)
                item.setToolTip(plain_tooltip(text))
                item.setFont(ui_font(bold=own and column == 2))
                self.table.setItem(row, column, item)
        row = next((number for number, one in enumerate(found) if one.id == kept), 0)
        if found:
            self.table.setCurrentCell(row, 0)
        for part in (self.record, self.reset, self.clear):
            part.setEnabled(bool(found))
        self._show_chosen()

    def offer(self, key: str) -> None:
        """Give the chosen action a key, unless it can't have it or another has it: then say so."""
        self._settle()
        action = self.chosen
        why = refusal(action, key)
        if why:
            self._tell(self.tr("{why}.").format(why=why[:1].upper() + why[1:]))
            return
        # Both keys that are called Enter mean the same.
        self._wanted = (key, key.replace("Return", "Enter")) if key.endswith("Return") else (key,)
        taken = [one for wanted in self._wanted for one in holders(wanted, action.id)]
        if not taken:
            self._give(self._wanted)
            return
        words = self.tr("{key} is taken by “{action}”.")
        self._tell(words.format(key=key_words(key), action=taken[0].title.removesuffix("…")))
        for part in (self.title, self.record, self.reset, self.clear):
            part.hide()
        for button in (self.swap, self.take, self.leave):
            button.show()
        self.swap.setEnabled(bool(action.keys) and not any(refusal(taken[0], old) for old in action.keys))
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, keys: tuple[str, ...]) -> None:
        bindings().give(self.chosen.id, keys)
        self._store()

    def _swap(self) -> None:
        action = self.chosen
        other = holders(self._wanted[0], action.id)[0]
        before = action.keys
        bindings().give(action.id, self._wanted)
        bindings().give(other.id, before)
        self._store()

    def _reset(self) -> None:
        bindings().reset(self.chosen.id)
        self._store()

    def _reset_all(self) -> None:
        bindings().reset_all()
        self._store()

    def _store(self) -> None:
        self._settle()
        self._preferences.put("keys", bindings().lines())
        keys = ", ".join(key_words(key) for key in self.chosen.keys) or self.tr("no key")
        say(self, f"{self.chosen.title}: {keys}")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, sentence: str) -> None:
        self.notice.show_notice("warn", sentence)
        self.notice.show()

    def _settle(self) -> None:
        for part in (self.notice, self.swap, self.take, self.leave):
            part.hide()
        for part in (self.title, self.record, self.reset, self.clear):
            part.show()

    def _show_chosen(self) -> None:
        action = self.chosen
        self.title.setText(action.title)
        self.reset.setEnabled(action.keys != usual_actions()[action.id].keys)
        self.clear.setEnabled(bool(action.keys))

    def _chosen_changed(self) -> None:
        self._settle()
        self._show_chosen()

    def _connect(self) -> None:
        self.search.textChanged.connect(self.show_keys)
        self.table.currentItemChanged.connect(self._chosen_changed)
        self.table.activated.connect(self.record.begin)
        self.record.pressed_key.connect(self.offer)
        self.record.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.reset.clicked.connect(self._reset)
        self.clear.clicked.connect(lambda: self._give(()))
        self.reset_all.clicked.connect(self._reset_all)
        self.swap.clicked.connect(self._swap)
        self.take.clicked.connect(lambda: self._give(self._wanted))
        self.leave.clicked.connect(self._settle)
        bindings().changed.connect(self.show_keys)

    def _lay_out(self) -> None:
        head, row, answers = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.reset_all)
        row.addWidget(self.title, 1)
        for part in (self.record, self.reset, self.clear):
            row.addWidget(part)
        answers.addStretch(1)
        for part in (self.swap, self.take, self.leave):
            answers.addWidget(part)
        for button in (self.record, self.reset, self.clear, self.reset_all, self.swap, self.take, self.leave):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(4), px(4), px(4))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        column.addWidget(self.notice)
        column.addLayout(answers)


def _searched(action: Action) -> str:
    keys = " ".join((*action.keys, *(key_words(key) for key in action.keys)))
    return f"{group_title(action.group)} {action.title} {keys}".casefold()


def _table(name: str, heads: list[str]) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(heads)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setStyleSheet("QTableView::item { padding: 0 6px; }")
    table.setMinimumHeight(px(120))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(px(28))
    across = table.horizontalHeader()
    across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    across.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return table
