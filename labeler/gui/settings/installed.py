"""What may read the articles on this computer: looked for once, on a thread, because it takes tenths of a second."""

from __future__ import annotations

import threading
from functools import lru_cache

from PySide6.QtCore import QObject, Signal

from labeler.nlp.choices import Choice, choices


class Installed(QObject):
    """found(list): the choices, told on the main thread."""

    found = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] | None = None
        self._thread: threading.Thread | None = None
        self.found.connect(self._keep)

    def ask(self) -> None:
        """Look for them, unless that is done or under way."""
        if self._thread is None:
            # A daemon: the program may end meanwhile.
            self._thread = threading.Thread(target=self._look, name="installed", daemon=True)
            self._thread.start()

    def _look(self) -> None:
        self.found.emit(choices())

    def _keep(self, found: list[Choice]) -> None:
        self.choices = found


@lru_cache(maxsize=1)
def installed() -> Installed:
    """Return the one object that knows."""
    return Installed()
