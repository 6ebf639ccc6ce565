"""What further pages are made of, imported while nothing else is to be done, and what is made of it before it is asked.

All at once it would hold the window up for a quarter of a second, so the modules come one by one, those that others
need first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_SERVICES = ("reviewing_values", "reviewing_state", "reviewing_work", "reviewing_counts", "reviewing")
_REVIEW = ("cases", "reading", "laned", "columns", "centre", "column", "frame_editor", "decision", "page")
_AGREEMENT = ("cells", "grids_counts", "chart", "panel", "panels", "body", "filters", "drawers", "page")
MODULES = (
    "labeler.domain.adjudication",
    *(f"labeler.services.{name}" for name in _SERVICES),
    *(f"labeler.gui.review.{name}" for name in _REVIEW),
    "labeler.agreement.report",
    *(f"labeler.gui.agreement.{name}" for name in _AGREEMENT),
    "labeler.services.agreement_kept",
)
# Milliseconds before the first module and between two: keys come first.
_AFTER, _BETWEEN = 2500, 40


class Early(QObject):
    """Imports modules one by one from `start` on, then takes further steps, for as long as it lives."""

    def __init__(
        self, parent: QObject, modules: Sequence[str] = MODULES, steps: Sequence[Callable[[], object]] = ()
    ) -> None:
        super().__init__(parent)
        self._waiting = [*(partial(import_module, name) for name in modules), *steps]
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._next)

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be done."""
        return not self._waiting

    def start(self) -> None:
        """Begin soon."""
        self._timer.start()

    def _next(self) -> None:
        self._waiting.pop(0)()
        if self._waiting:
            self._timer.start(_BETWEEN)
