"""Pictures of the window, to be looked at: `python -m tests.gui.pictures FOLDER`. Nothing here is a test."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if len(sys.argv) > 2:
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2]

from PySide6.QtWidgets import QWidget

from labeler.config.settings import Settings
from labeler.domain.spans import Span
from labeler.gui.app import application, make_window
from labeler.gui.dialogs import AddAnnotator, ExportDataset, NewProject, OpenProject
from labeler.gui.look import fonts, theme
from labeler.gui.reading import KeySheet
from labeler.gui.settings.dialog import SettingsDialog
from labeler.gui.window import Window
from tests.gui.builders import TEXT, make_project, suggest


def spin(seconds: float) -> None:
    """Let the window work."""
    app = application()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def settle(window: Window) -> None:
    """Wait until the desk is quiet."""
    spin(0.1)
    while window.bus.busy:
        spin(0.05)
    spin(0.25)


def span_of(words: str) -> Span:
    """Return where words stand in the first article."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def main() -> None:
    """Draw everything."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    out.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp())
    settings = Settings(home / "settings.json", {"theme": "light", "recent": ["/no/such/energy.labeler"]})
    file = make_project(home)
    window = make_window(settings)
    sizes = ((1440, 900), (1024, 700))

    def shoot(name: str, widget: QWidget = window) -> None:
        spin(0.15)
        widget.grab().save(str(out / f"{name}.png"))

    def at_all_sizes(name: str) -> None:
        for look in ("light", "dark"):
            theme.apply(application(), look)
            for width, height in sizes:
                window.resize(width, height)
                shoot(f"{name}-{look}-{width}")
        theme.apply(application(), "light")
        window.resize(*sizes[0])

    window.remembered.opened(str(file))
    window.show_start()
    window.resize(*sizes[0])
    window.show()
    window.activateWindow()
    spin(0.4)
    at_all_sizes("start")
    window.open_project(str(file))
    while window.project is None:
        spin(0.05)
    settle(window)
    view = window.project.annotate
    view.page.setFocus()
    suggest(window.bus.store)
    view.opened.reload()
    settle(window)
    at_all_sizes("plain")
    for words, ident in (
        ("Mara Ellison", "label.speaker"),
        ("Tidewater said", "caret.word"),
        ("Analysts", "label.speaker"),
    ):
        view.page.select(span_of(words))
        window.commands.trigger(ident)
        settle(window)
    view.page.select(span_of("Cheap models will halve our costs within a year"))
    for ident in ("label.claim", "type.2"):
        window.commands.trigger(ident)
        settle(window)
    view.page.select(span_of("halve our costs"))
    window.commands.trigger("label.stance")
    shoot("prompt-value")
    theme.apply(application(), "dark")
    shoot("prompt-value-dark")
    theme.apply(application(), "light")
    window.prompt.cancel()
    window.commands.trigger("stance.oppose")
    settle(window)
    at_all_sizes("claim")
    window.commands.trigger("stance.topic")
    shoot("prompt-topic")
    window.prompt.cancel()
    window.commands.trigger("label.link")
    shoot("prompt-link")
    window.prompt.cancel()
    window.commands.trigger("label.next")
    settle(window)
    at_all_sizes("speaker")
    window.commands.trigger("suggestion.next")
    settle(window)
    at_all_sizes("suggestion")
    view.inspector.show_problems([replace(one, severity="warning") for one in view.finishing.problems])
    settle(window)
    at_all_sizes("problems")
    view.inspector.show_problems([])
    window.notices.tell(
        "unsaved", "bad", "Not saved. The disk is full. Labeler keeps the change and tries again.", action="Try now"
    )
    window.project.header.show_state("failed")
    at_all_sizes("notice")
    window.notices.clear()
    fonts.set_scale(2.0)
    for width, height in sizes:
        window.resize(width, height)
        theme.apply(application(), "light")
        window.project.fit()
        shoot(f"large-{width}")
    fonts.set_scale(1.0)
    theme.apply(application(), "light")
    window.resize(*sizes[0])
    dialogs: dict[str, QWidget] = {
        "new": NewProject(home, "anna", window),
        "open": OpenProject("", window),
        "annotator": AddAnnotator(window),
        "export": ExportDataset(home / "dataset", ["anna"], window),
        "keys": KeySheet(window),
        "settings": SettingsDialog(window.preferences, window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        shoot(f"dialog-{name}", dialog)
        dialog.hide()
    window.close()


if __name__ == "__main__":
    main()
