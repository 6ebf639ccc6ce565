"""The start of the window: as little as possible before it is up."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from labeler import __version__
from labeler.config.logs import start_logging
from labeler.config.settings import Settings, load_settings
from labeler.gui import probe
from labeler.gui.bindings import bindings, told
from labeler.gui.look import fonts, theme
from labeler.gui.look.icons import icon
from labeler.gui.window import Window
from labeler.gui.window_commands import connect

log = logging.getLogger(__name__)

# Seconds for which one thread may hold the interpreter while another waits for it.
_TURN = 0.001


def main(project: str | None, annotator: str = "") -> int:
    """Open the window, on a project if one is named, and run until it is closed.

    Args:
        project: file or PostgreSQL URL of a project, None for the one that was open last or the start page.
        annotator: the name of who labels, "" for whoever did last.

    Returns:
        The exit status.
    """
    start_logging()
    app = application()
    window = make_window(load_settings())
    catch_all(window)
    if probe.wanted():
        probe.Probe(window, project=project is not None)
    window.show()
    if project is not None:
        QTimer.singleShot(0, lambda: window.open_project(project, annotator))
    else:
        QTimer.singleShot(0, lambda: window.reopen(annotator))
    return app.exec()


def application() -> QApplication:
    """Return the application, made on first use."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Labeler")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("labeler")
    # The window waits at most so long for the desk to let it go on.
    sys.setswitchinterval(_TURN)
    return app


def make_window(settings: Settings) -> Window:
    """Return the window in the look that the settings ask for."""
    app = application()
    scale = settings.get("interface_scale")
    fonts.set_scale(float(scale) if isinstance(scale, int | float) else 1.0)
    theme.apply(app, str(settings.get("theme")))
    app.setWindowIcon(icon("logo", "text"))
    lines = settings.get("keys")
    faults = bindings().load(lines if isinstance(lines, list) else [])
    window = Window(settings)
    connect(window)
    if faults:
        window.start_notices.tell("keys", "warn", told(faults))
    if settings.notice:
        window.start_notices.tell("settings", "warn", settings.notice)
    return window


def catch_all(window: Window) -> None:
    """Turn whatever nobody caught into one notice and a line in the log: a bug never ends the window."""

    def tell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        log.error("nobody caught this", exc_info=(kind, error or kind(), trace))
        window.notices.tell(
            "broken",
            "bad",
            QCoreApplication.translate(
                "App", "Something went wrong in Labeler itself. What was saved is safe; see the log."
            ),
        )

    sys.excepthook = tell
    threading.excepthook = lambda hook: tell(hook.exc_type, hook.exc_value, hook.exc_traceback)
