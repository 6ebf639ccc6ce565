"""The few dialogs: one form each, checked before it closes, its fault shown above the buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from labeler.domain.sets import Role
from labeler.gui.look.controls import Button, FocusRing, Notice, PlainLabel, PrimaryButton
from labeler.gui.look.fonts import px

translate = QCoreApplication.translate

# Returns what is wrong with a form, "" if nothing is.
Check = Callable[[], str]


class Form(QDialog):
    """Labelled fields, one primary button, Cancel. `check` says what is wrong when it is pressed."""

    def __init__(self, title: str, button: str, parent: QWidget | None, *, check: Check | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._check = check
        self._fields = QVBoxLayout()
        self._fields.setSpacing(px(4))
        self.notice = Notice("bad", "")
        self.notice.hide()
        self.primary = PrimaryButton(button)
        self.primary.setDefault(True)
        self.primary.clicked.connect(self.submit)
        cancel = Button(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.primary)
        inside = QWidget()
        inside.setObjectName("form")
        inside.setLayout(self._fields)
        self._fields.setContentsMargins(px(4), 0, px(4), px(4))
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(title)
        self._scroll = scroll
        self._inside = inside
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(title, role="title", wrap=True))
        column.addWidget(scroll, 1)
        column.addWidget(self.notice)
        column.addLayout(buttons)
        FocusRing(self)
        self.setMinimumWidth(px(440))

    def field(self, label: str, widget: QWidget, hint: str = "") -> None:
        """Add a field with its label above, and a hint below."""
        if self._fields.count():
            self._fields.addSpacing(px(8))
        name = PlainLabel(label, role="secondary")
        name.setBuddy(widget)
        widget.setAccessibleName(label)
        self._fields.addWidget(name)
        self._fields.addWidget(widget)
        if hint:
            widget.setAccessibleDescription(hint)
            self._fields.addWidget(PlainLabel(hint, role="hint", wrap=True))

    def add(self, widget: QWidget) -> None:
        """Add a widget that names itself."""
        self._fields.addWidget(widget)

    def submit(self) -> None:
        """Close with success if nothing is wrong."""
        fault = self._check() if self._check else ""
        if fault:
            self.notice.show_notice("bad", fault)
            self.notice.show()
        else:
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Grow to the fields, at most to the screen."""
        hint = self._inside.sizeHint().height()
        room = self.screen().availableGeometry().height() - px(220)
        self._scroll.setMinimumHeight(min(hint, max(room, px(80))))
        super().showEvent(event)


class PathField(QWidget):
    """A line for a path and a button that looks for one."""

    def __init__(self, browse: Callable[[QWidget, str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self._browse = browse
        self.button = Button(self.tr("Browse…"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:
        """Name the line."""
        self.line.setAccessibleName(name)

    def text(self) -> str:
        """Return what stands in the line, without white space around it."""
        return self.line.text().strip()

    def _look(self) -> None:
        found = self._browse(self, self.text())
        if found:
            self.line.setText(found)


class NewProject(Form):
    """Asks for name, file and the owner's name."""

    def __init__(self, folder: Path, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Dialogs", "New project"), translate("Dialogs", "Create project"), parent, check=self._fault
        )
        self._folder = folder
        self.name = QLineEdit(self.tr("My project"))
        self.file = PathField(_save_project)
        self.owner = QLineEdit(owner)
        self.field(self.tr("Name"), self.name)
        self.field(
            self.tr("File or database"),
            self.file,
            self.tr("A file ending in .labeler, or the URL of an empty PostgreSQL database"),
        )
        self.field(self.tr("Your name"), self.owner, self.tr("You will be the lead of this project."))
        self._follow(self.name.text())
        self.name.textEdited.connect(self._follow)

    @property
    def location(self) -> str:
        """The file or URL, with the usual ending."""
        text = self.file.text()
        return text if "://" in text or text.endswith(".labeler") else f"{text}.labeler"

    def _follow(self, name: str) -> None:
        stem = "-".join("".join(char if char.isalnum() else " " for char in name.casefold()).split()) or "project"
        self.file.line.setText(str(self._folder / f"{stem}.labeler"))

    def _fault(self) -> str:
        if not self.name.text().strip():
            return self.tr("Give the project a name.")
        if not self.file.text():
            return self.tr("Say where the project is to be kept.")
        return "" if self.owner.text().strip() else self.tr("Give your name: it stands beside your labels.")


class OpenProject(Form):
    """Asks for a project's file or database."""

    def __init__(self, location: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("Dialogs", "Open project"), translate("Dialogs", "Open"), parent, check=self._fault)
        self.file = PathField(_open_project)
        self.file.line.setText(location)
        self.file.line.setPlaceholderText("~/project.labeler")
        self.field(self.tr("File or database"), self.file, self.tr("For example postgresql://user@host/database"))

    @property
    def location(self) -> str:
        """The file or URL."""
        text = self.file.text()
        return text if "://" in text else str(Path(text).expanduser())

    def _fault(self) -> str:
        return "" if self.file.text() else self.tr("Name a file or a database.")


def ask_text(parent: QWidget, title: str, label: str, button: str, *, hint: str = "", fault: str = "") -> str:
    """Ask for one line; `fault` is said when it is empty. Return "" if it was cancelled."""
    line = QLineEdit()
    form = Form(title, button, parent, check=lambda: "" if line.text().strip() else fault)
    form.field(label, line, hint)
    line.setFocus()
    return line.text().strip() if form.exec() else ""


def ask_choice(parent: QWidget, title: str, label: str, button: str, choices: Sequence[tuple[str, str]]) -> str | None:
    """Ask for one of (value, words); return the value, None if it was cancelled."""
    box = QComboBox()
    for value, words in choices:
        box.addItem(words, value)
    form = Form(title, button, parent)
    form.field(label, box)
    return str(box.currentData()) if form.exec() else None


class AddAnnotator(Form):
    """Asks for a person's name and roles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Dialogs", "Add annotator"), translate("Dialogs", "Add"), parent, check=self._fault)
        self.name = QLineEdit()
        self.field(self.tr("Name"), self.name)
        self.roles: dict[Role, QCheckBox] = {
            "annotator": QCheckBox(self.tr("labels articles")),
            "reviewer": QCheckBox(self.tr("reviews labels")),
            "lead": QCheckBox(self.tr("leads the project")),
        }
        self.roles["annotator"].setChecked(True)
        for box in self.roles.values():
            self.add(box)

    def chosen(self) -> frozenset[Role]:
        """Return the roles that are checked."""
        return frozenset(role for role, box in self.roles.items() if box.isChecked())

    def _fault(self) -> str:
        if not self.name.text().strip():
            return self.tr("Give the person's name.")
        return "" if self.chosen() else self.tr("Choose at least one role.")


class ExportDataset(Form):
    """Asks for the folder and for whose labels go in."""

    def __init__(
        self, folder: Path, names: Sequence[str], parent: QWidget | None = None, *, everyone: bool = True
    ) -> None:
        super().__init__(
            translate("Dialogs", "Export dataset"), translate("Dialogs", "Export"), parent, check=self._fault
        )
        self.folder = PathField(_new_folder)
        self.folder.line.setText(str(folder))
        self.layer = QComboBox()
        if everyone:
            self.layer.addItem(self.tr("everyone's finished articles"), "all")
            self.layer.addItem(self.tr("gold: settled labels only"), "gold")
        for name in names:
            self.layer.addItem(self.tr("by {name}").format(name=name), f"by:{name}")
        self.profile = QComboBox()
        self.profile.addItem(self.tr("training: what a model needs"), "training")
        if everyone:
            self.profile.addItem(self.tr("audit: everything, with history"), "audit")
        self.field(self.tr("Folder"), self.folder, self.tr("New, empty, or an earlier export, which is replaced."))
        self.field(self.tr("Whose labels"), self.layer)
        self.field(self.tr("What for"), self.profile)

    def _fault(self) -> str:
        return "" if self.folder.text() else self.tr("Name a folder.")


def _save_project(parent: QWidget, start: str) -> str:
    return QFileDialog.getSaveFileName(parent, "", start, "Labeler (*.labeler)")[0]


def _open_project(parent: QWidget, start: str) -> str:
    return QFileDialog.getOpenFileName(parent, "", start, "Labeler (*.labeler)")[0]


def _new_folder(parent: QWidget, start: str) -> str:
    return QFileDialog.getExistingDirectory(parent, "", start)
