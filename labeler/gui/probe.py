"""For start-up figures: with LABELER_PROBE set, say when the window was painted, and end."""

from __future__ import annotations

import json
import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer

from labeler.gui.window import Window


class Probe(QObject):
    """Prints one JSON line once the window (and the article, if a project is opened) was painted, and closes it.

    `at` is the time in seconds since 1970; `spacy` tells whether this process has loaded spaCy.
    """

    def __init__(self, window: Window, *, project: bool) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._painted = 0.0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first painting."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = time.time()
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        opened = self._window.project is not None and self._window.project.annotate.opened.sheet is not None
        if self._project and not opened:
            QTimer.singleShot(10, self, self._tell)
            return
        print(json.dumps({"at": self._painted, "opened": time.time(), "spacy": "spacy" in sys.modules}), flush=True)  # noqa: T201
        self._window.close()


def wanted() -> bool:
    """Tell whether start-up is being measured."""
    return bool(os.environ.get("LABELER_PROBE"))
