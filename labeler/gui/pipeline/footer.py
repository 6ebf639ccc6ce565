"""Below the pages: what is not saved, the buttons, and the question before something would be lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from labeler.gui.look.controls import Button, PlainLabel, PrimaryButton, QuietButton
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.fonts import px


class Footer(QWidget):
    """save_wanted(). discard_wanted(). close_wanted(): the dialog asks first. leave_wanted(): close, and lose it.

    `closing` tells whether the dialog closes once it is saved.
    """

    save_wanted = Signal()
    discard_wanted = Signal()
    close_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, *, lead: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = lead
        self.asking = False
        self.closing = False
        self.told = PlainLabel(role="secondary", wrap=True)
        self.save = PrimaryButton(self.tr("Save"))
        self.discard = Button(self.tr("Discard changes"))
        self.close_button = Button(self.tr("Close"))
        self.save_first = PrimaryButton(self.tr("Save and close"))
        self.leave = Button(self.tr("Close without saving"))
        self.stay = QuietButton(self.tr("Go on editing"))
        self._lay_out()
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        self.save_first.clicked.connect(self._save_first)
        self.leave.clicked.connect(self.leave_wanted)
        self.stay.clicked.connect(lambda: self.ask(False))
        self.show_edited([])
        self.ask(False)

    @property
    def question(self) -> str:
        """What is asked before something would be lost."""
        return self.tr("Your changes are not saved.")

    def ask(self, asking: bool) -> None:
        """Ask what is to become of what is not saved, or no longer."""
        again = self.asking and not asking
        self.asking, self.closing = asking, False
        for button in (self.save, self.discard):
            button.setVisible(not asking and self._lead)
        self.close_button.setVisible(not asking)
        for button in (self.save_first, self.leave, self.stay):
            button.setVisible(asking)
        self._warn(asking)
        if asking:
            self.save_first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif again:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_edited(self, pages: Sequence[str]) -> None:
        """Say which pages hold what is not saved."""
        self._edited = self.tr("Not saved: {pages}").format(pages=", ".join(pages)) if pages else ""
        self.save.setEnabled(bool(pages))
        self.discard.setEnabled(bool(pages))
        if self.asking:
            return
        if pages or self.told.text().startswith(self.tr("Not saved: {pages}").format(pages="")):
            self.told.setText(self._edited)

    def busy(self) -> None:
        """Wait for what is being saved."""
        self.save.setEnabled(False)
        self.discard.setEnabled(False)

    def tell(self, words: str) -> None:
        """Say what was done."""
        self.told.set_role("secondary")
        self.told.setText(words)

    def _warn(self, asking: bool) -> None:
        self.told.set_role("warn" if asking else "secondary")
        self.told.setText(self.question if asking else self._edited)

    def _save_first(self) -> None:
        self.closing = True
        self.save_wanted.emit()

    def _lay_out(self) -> None:
        buttons = Flow(space=8)
        for button in (self.discard, self.save, self.close_button, self.stay, self.leave, self.save_first):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.told, 1)
        row.addLayout(buttons)
