"""The user's choices in force: how the window looks and how articles are read. Stored as soon as they are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication

from labeler.config.settings import SettingValue
from labeler.domain.labels import KINDS
from labeler.gui.actions import actions
from labeler.gui.look import fonts, theme
from labeler.gui.look.fonts import READING_MAX, READING_MIN, READING_SIZE, Face

if TYPE_CHECKING:
    from labeler.gui.annotate.sieve import Sieve
    from labeler.gui.keybar import KeyBar
    from labeler.gui.project_view import ProjectView
    from labeler.gui.remembered import Remembered

translate = QCoreApplication.translate

THEMES = ("light", "dark", "contrast", "system")
FACES: tuple[Face, ...] = ("serif", "sans", "system")
# Characters in a line of an article, and how far one key press changes it.
WIDTH_MIN, WIDTH_MAX, WIDTH_STEP = 40, 120, 4
# What says how articles are read.
_READING = {"reading_size", "reading_face", "line_width"}
# Milliseconds in which the caret comes and goes, where nothing is said against it.
_BLINK = 1060


class Preferences(QObject):
    """Stores a choice and puts it in force. changed(str): the key of what is another now."""

    changed = Signal(str)

    def __init__(
        self, remembered: Remembered, keybar: KeyBar, project: Callable[[], ProjectView | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._remembered, self._keybar, self._project = remembered, keybar, project

    def get(self, key: str) -> SettingValue:
        """Return a choice."""
        return self._remembered.settings.get(key)

    def number(self, key: str) -> float:
        """Return a choice as a number."""
        return self._remembered.number(key)

    def put(self, key: str, value: SettingValue) -> None:
        """Choose something: it is stored and in force."""
        if value != self.get(key):
            self._remembered.put(key, value)
            self._put_in_force(key)
            project = self._project()
            if project is not None and key in _READING:
                project.others.follow_reading()
            self.changed.emit(key)

    def dress(self) -> None:
        """Put the choices in force that concern the window before a project is open."""
        self._put_in_force("key_bar")
        if self.get("reduced_motion"):
            self._put_in_force("reduced_motion")

    def dress_project(self) -> None:
        """Put the choices in force that concern the open article."""
        for key in ("reading_face", "line_width", "reading_size", "focus_mode"):
            self._put_in_force(key)

    def toggle_focus(self) -> None:
        """Show the article alone, or everything again."""
        alone = not self.get("focus_mode")
        self.put("focus_mode", alone)
        key = actions()["view.focus"].shown_key
        told = translate("Preferences", "Focus mode: Esc or {key} shows everything again").format(key=key)
        self._keybar.tell(told if alone else translate("Preferences", "Everything is shown again"))

    def step_size(self, step: int) -> None:
        """Make the text of articles larger or smaller by pixels."""
        size = min(max(int(self.number("reading_size")) + step, READING_MIN), READING_MAX)
        self.put("reading_size", size)
        self._keybar.tell(translate("Preferences", "Text size {size}").format(size=size))

    def usual_size(self) -> None:
        """Give the text of articles its usual size."""
        self.put("reading_size", READING_SIZE)
        self._keybar.tell(translate("Preferences", "Text size {size}").format(size=READING_SIZE))

    def step_width(self, step: int) -> None:
        """Make the lines of articles wider (1) or narrower (-1)."""
        width = min(max(int(self.number("line_width")) + step * WIDTH_STEP, WIDTH_MIN), WIDTH_MAX)
        self.put("line_width", width)
        self._keybar.tell(translate("Preferences", "Lines of {width} characters").format(width=width))

    def next_face(self) -> None:
        """Read articles in the next face."""
        face = FACES[(FACES.index(cast("Face", self.get("reading_face"))) + 1) % len(FACES)]
        self.put("reading_face", face)
        self._keybar.tell(translate("Preferences", "Face: {name}").format(name=face_words(face)))

    def next_theme(self) -> None:
        """Go to the next theme."""
        name = THEMES[(THEMES.index(str(self.get("theme"))) + 1) % len(THEMES)]
        self.put("theme", name)
        self._keybar.tell(translate("Preferences", "Theme: {name}").format(name=theme.words_of(name)))

    def _put_in_force(self, key: str) -> None:
        project = self._project()
        if key in {"theme", "interface_scale"}:
            fonts.set_scale(self.number("interface_scale"))
            theme.apply(_application(), str(self.get("theme")))
            if project is not None:
                project.fit()
        elif key == "key_bar":
            self._keybar.setVisible(bool(self.get(key)))
        elif key == "reduced_motion":
            # The caret's blinking is all that moves here.
            _application().setCursorFlashTime(0 if self.get(key) else _BLINK)
        elif project is None:
            return
        elif key == "reading_size":
            project.annotate.page.zoom(int(self.number(key)))
            project.rail.show_size(int(self.number(key)))
        elif key == "reading_face":
            project.annotate.page.set_face(cast("Face", self.get(key)))
        elif key == "line_width":
            project.annotate.page.set_line_width(int(self.number(key)))
        elif key == "focus_mode":
            project.set_alone(bool(self.get(key)))
        elif key == "model":
            project.suggesting.read_by(str(self.get(key)))
        elif key in {"least_score", "suggestion_kinds", "accept_above"}:
            self._sift(project.annotate.sieve)

    def _sift(self, sieve: Sieve) -> None:
        kinds = self.get("suggestion_kinds")
        sieve.set_floor(self.number("least_score"))
        for kind in KINDS:
            sieve.set_kind(kind, shown=isinstance(kinds, list) and kind in kinds)
        # What is accepted at once has another name now, whatever is shown.
        sieve.changed.emit()


def face_words(face: Face) -> str:
    """Return a reading face's name, translated."""
    return {
        "serif": translate("Preferences", "Serif"),
        "sans": translate("Preferences", "Sans"),
        "system": translate("Preferences", "System"),
    }[face]


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
