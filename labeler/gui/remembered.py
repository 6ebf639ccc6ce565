"""What the window remembers: recent projects, the place left in each, geometry, widths."""

from __future__ import annotations

import base64
import binascii
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget

from labeler.config.settings import Settings, SettingValue

if TYPE_CHECKING:
    from labeler.gui.page.caret import Place

log = logging.getLogger(__name__)

MOST_RECENT = 12
# Between the parts of a line of "places": no path, id or name holds it.
_TAB = "\t"


class Remembered:
    """A reader and writer of the settings that are the window's own; a disk that can't be written is done without."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def put(self, key: str, value: SettingValue) -> None:
        """Store a setting."""
        try:
            self.settings.set(key, value)
        except OSError as error:
            log.warning("a setting was not stored: %s", error.strerror)

    def text(self, key: str) -> str:
        """Return a setting as text."""
        return str(self.settings.get(key))

    def number(self, key: str) -> float:
        """Return a setting as a number."""
        value = self.settings.get(key)
        return float(value) if isinstance(value, int | float) else 0.0

    def recent(self) -> list[str]:
        """Return the projects opened lately, newest first."""
        value = self.settings.get("recent")
        return value if isinstance(value, list) else []

    def opened(self, location: str) -> None:
        """Put a project first among the recent ones."""
        self.put("recent", [location, *(one for one in self.recent() if one != location)][:MOST_RECENT])

    def forget(self, location: str) -> None:
        """Take a project off the list; the file stays."""
        self.put("recent", [one for one in self.recent() if one != location])

    def place(self, location: str) -> tuple[str, str, Place | None]:
        """Return who labelled in a project last (id), in which article (id), and where in it; "", None if not known."""
        from labeler.gui.page.caret import Place

        for line in self._places():
            if line[0] == location:
                where = [int(part) for part in line[3:] if part.isdecimal()]
                return line[1], line[2], Place(*where) if len(where) == 3 else None
        return "", "", None

    def leave(self, location: str, annotator: str, article: str, place: Place | None) -> None:
        """Remember who labels in a project, and where."""
        others = [line for line in self._places() if line[0] != location]
        where = [] if place is None else [str(place.anchor), str(place.caret), str(place.top)]
        lines = [[location, annotator, article, *where], *others][:MOST_RECENT]
        self.put("places", [_TAB.join(line) for line in lines])

    def filters(self, location: str) -> str:
        """Return what the article list of a project leaves out, as `leave_out` was given it; "" if not known."""
        return next((line[1] for line in self._lines("filters", 2) if line[0] == location), "")

    def leave_out(self, location: str, filters: str) -> None:
        """Remember what the article list of a project leaves out: one line without tabs."""
        others = [line for line in self._lines("filters", 2) if line[0] != location]
        lines = [[location, filters], *others][:MOST_RECENT]
        self.put("filters", [_TAB.join(line) for line in lines])

    def page(self, location: str) -> str:
        """Return the page that was open in a project last, "" if not known."""
        return next((line[1] for line in self._lines("pages", 2) if line[0] == location), "")

    def turn(self, location: str, page: str) -> None:
        """Remember which page is open in a project."""
        others = [line for line in self._lines("pages", 2) if line[0] != location]
        self.put("pages", [_TAB.join(line) for line in [[location, page], *others][:MOST_RECENT]])

    def commands(self) -> list[str]:
        """Return the commands chosen lately by name, newest first."""
        value = self.settings.get("recent_commands")
        return value if isinstance(value, list) else []

    def chose(self, command: str) -> None:
        """Put a command first among those chosen lately."""
        self.put("recent_commands", [command, *(one for one in self.commands() if one != command)][:MOST_RECENT])

    def save_window(self, window: QWidget) -> None:
        """Remember place and size of the window."""
        self.put("window", _encoded(window.saveGeometry()))

    def restore_window(self, window: QWidget) -> bool:
        """Put the window where it was; False if that is not known."""
        return window.restoreGeometry(_decoded(self.text("window")))

    def save_panes(self, panes: QSplitter, *, wide: bool = False) -> None:
        """Remember the widths of the panes, those of a very wide window by themselves."""
        self.put("panes_wide" if wide else "panes", _encoded(panes.saveState()))

    def restore_panes(self, panes: QSplitter, *, wide: bool = False) -> bool:
        """Give the panes the widths that they had; False if these are not known."""
        return panes.restoreState(_decoded(self.text("panes_wide" if wide else "panes")))

    def review_panes(self, band: str) -> tuple[int, int] | None:
        """Return the sizes of list and decision in Review for a kind of window, None if not known."""
        found = next((line for line in self._lines("review_panes", 3) if line[0] == band), None)
        if found is None or not (found[1].isdecimal() and found[2].isdecimal()):
            return None
        return int(found[1]), int(found[2])

    def keep_review_panes(self, band: str, listed: int, decided: int) -> None:
        """Remember the sizes of list and decision in Review for a kind of window, in pixels at 100 % text."""
        others = [line for line in self._lines("review_panes", 3) if line[0] != band]
        self.put("review_panes", [_TAB.join(line) for line in [[band, str(listed), str(decided)], *others]])

    def _places(self) -> list[list[str]]:
        return self._lines("places", 3, 6)

    def _lines(self, key: str, *parts: int) -> list[list[str]]:
        value = self.settings.get(key)
        lines = [line.split(_TAB) for line in value] if isinstance(value, list) else []
        return [line for line in lines if len(line) in parts]


def _encoded(state: QByteArray) -> str:
    return base64.b64encode(state.data()).decode("ascii")


def _decoded(text: str) -> QByteArray:
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return QByteArray()
