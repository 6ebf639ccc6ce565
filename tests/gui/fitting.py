"""What must be true of everything that is shown: nothing cut, everything named, the focus seen.

`python -m tests.gui.fitting [TEXT_SCALE]` walks through the window and prints what is not; QT_SCALE_FACTOR scales the
screen.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from labeler.config.settings import Settings
from labeler.domain.checks import Problem
from labeler.domain.spans import Span
from labeler.gui import worker
from labeler.gui.app import application, make_window
from labeler.gui.dialogs import AddAnnotator, ExportDataset, NewProject, OpenProject
from labeler.gui.look import fonts, theme
from labeler.gui.pipeline.dialog import PipelineDialog
from labeler.gui.projects import new_project
from labeler.gui.reading import KeySheet
from labeler.gui.registry.dialog import RegistryDialog
from labeler.gui.review.page import ReviewPage
from labeler.gui.settings.dialog import SettingsDialog
from labeler.gui.settings.keys import KeysPage
from labeler.gui.window import Window
from labeler.services import comments
from tests.gui.builders import TEXT, make_project, suggest
from tests.gui.review.builders import make_reviewed

SIZES = ((1024, 700), (1440, 900))
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
_RING = 6


def cut(root: QWidget) -> list[str]:
    """Return the texts under a widget that are shown cut and have no tooltip that says them."""
    out: list[str] = []
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.pixmap().cacheKey() and not label.toolTip():
            wraps = label.wordWrap()
            needed = label.heightForWidth(label.width()) if wraps else label.sizeHint().height()
            if label.height() + 1 < needed or (not wraps and label.width() + 1 < label.sizeHint().width()):
                out.append(f"cut: {label.text()}")
    for button in root.findChildren(QAbstractButton):
        if isinstance(button.parent(), QLineEdit):
            continue  # Qt's own icons inside a line
        hint = button.minimumSizeHint()
        if button.isVisible() and (button.width() + 1 < hint.width() or button.height() + 1 < hint.height()):
            out.append(f"cut: {button.text() or button.accessibleName()}")
    return out


def focusable(root: QWidget) -> list[QWidget]:
    """Return the widgets in sight under a widget that Tab or F6 can reach."""
    tab = Qt.FocusPolicy.TabFocus
    return [one for one in root.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & tab]


def nameless(root: QWidget) -> list[str]:
    """Return the widgets that take the focus and of which a screen reader knows no name."""
    out: list[str] = []
    for one in focusable(root):
        heard = QAccessible.queryAccessibleInterface(one)
        if not (heard and heard.text(QAccessible.Text.Name)):
            out.append(f"no name: {type(one).__name__} {one.objectName()}")
    return out


def unseen_focus(root: QWidget) -> list[str]:
    """Return the widgets in sight that look the same with and without the focus."""
    out: list[str] = []
    for one in focusable(root):
        if not one.isEnabled() or one.visibleRegion().isEmpty():
            continue
        one.setFocus(Qt.FocusReason.TabFocusReason)
        turn()
        held = _around(root, one)
        one.clearFocus()
        turn()
        if one.isVisible() and held == _around(root, one):
            out.append(f"focus not seen: {type(one).__name__} {one.accessibleName()}")
    return out


def _around(root: QWidget, one: QWidget) -> QImage:
    place = QRect(one.mapTo(root, QPoint(0, 0)), one.size()).adjusted(-_RING, -_RING, _RING, _RING)
    return root.grab(place.intersected(root.rect())).toImage()


def turn(times: int = 3) -> None:
    """Let the window work."""
    for _ in range(times):
        QApplication.processEvents()


def settle(window: Window) -> None:
    """Wait until the desk is quiet."""
    for _ in range(3):
        turn()
        while window.bus.busy:
            QApplication.processEvents()
            time.sleep(0.001)


def resize(window: Window, size: tuple[int, int]) -> None:
    """Show the window in a size."""
    window.resize(*size)
    if window.project is not None:
        window.project.fit()
    turn(8)


def dialogs(window: Window, folder: Path) -> list[QDialog]:
    """Return every dialog."""
    return [
        NewProject(folder, "anna", window),
        OpenProject("", window),
        AddAnnotator(window),
        ExportDataset(folder, ["anna", "bo"], window),
        KeySheet(window),
        *(_settings(window, page) for page in ("reading", "look", "suggestions", "keys")),
        *_registry(window),
        *_pipeline(window),
    ]


def _registry(window: Window) -> list[QDialog]:
    if window.project is None:
        return []
    return [RegistryDialog(window.bus, window.project.annotate.names, window)]


def _pipeline(window: Window) -> list[QDialog]:
    """Return the dialog about suggestions, a page each, and as who is no lead sees it."""
    project = window.project
    if project is None:
        return []
    out: list[QDialog] = []
    for page in ("rules", "words", "topics", "learning", "worth"):
        dialog = PipelineDialog(window.bus, project.suggesting, window.run_job, project.people(), window)
        dialog.turn_to(page)
        out.append(dialog)
        if page == "words":
            dialog.words.lists["unnamed_groups"].box.setPlainText("quant")
            dialog.reject()
    actor = window.bus.actor
    assert actor is not None
    window.bus.actor = replace(actor, roles=frozenset({"annotator"}))
    out.append(PipelineDialog(window.bus, project.suggesting, window.run_job, project.people(), window))
    window.bus.actor = actor
    return out


def _settings(window: Window, page: str) -> SettingsDialog:
    dialog = SettingsDialog(window.preferences, window)
    dialog.turn_to(page)
    keys = dialog.pages["keys"]
    if page == "keys" and isinstance(keys, KeysPage):
        keys.search.setText("label")
        keys.offer("2")
    return dialog


def walk(window: Window, folder: Path) -> Iterator[str]:
    """Bring the window into each of its states, and say which."""
    window.remembered.opened("/no/such/energy.labeler")
    window.show_start()
    yield "start page"
    empty = folder / "empty.labeler"
    new_project(str(empty), "Nothing yet", "anna").close()
    _open(window, empty)
    yield "empty project"
    window.close_project()
    _open(window, make_project(folder))
    assert window.project is not None
    view, commands = window.project.annotate, window.commands
    view.page.setFocus()
    yield "nothing selected"
    start = TEXT.index("Mara Ellison")
    view.page.select(Span(start, start + 12))
    commands.trigger("label.speaker")
    settle(window)
    yield "speaker"
    words = "Cheap models will halve our costs within a year"
    view.page.select(Span(TEXT.index(words), TEXT.index(words) + len(words)))
    for ident in ("label.claim", "stance.support"):
        commands.trigger(ident)
        settle(window)
    yield "claim with a stance"
    view.inspector.show_problems([replace(one, severity="warning") for one in _problems(window)])
    turn()
    yield "problems"
    view.inspector.show_problems([])
    suggest(window.bus.store)
    view.opened.reload()
    settle(window)
    view.page.setFocus()
    commands.trigger("suggestion.next")
    settle(window)
    yield "suggestion"
    yield from _beside(window)
    window.notices.tell("unsaved", "bad", "Not saved. The disk is full. It is tried again.", action="Try now")
    window.project.header.show_state("failed")
    yield "notice"
    window.notices.clear()
    window.close_project()
    yield from _reviewing(window, folder)


def _reviewing(window: Window, folder: Path) -> Iterator[str]:
    """Review an article that five people have labelled, in every view."""
    place = folder / "reviewed"
    place.mkdir()
    _open(window, make_reviewed(place, 5), "ruth")
    assert window.project is not None
    window.project.pages.turn("review")
    settle(window)
    yield "review"
    for command in ("review.side_by_side", "review.table", "review.edit"):
        window.commands.trigger(command)
        settle(window)
        yield command
    page = window.project.pages.made("review")
    assert isinstance(page, ReviewPage)
    page.settling.end_editing()
    for command in ("review.take_2", "review.hide_names"):
        window.commands.trigger(command)
        settle(window)
        yield command


def _beside(window: Window) -> Iterator[str]:
    """Open what stands beside, above and over the article, one after another."""
    assert window.project is not None
    view, commands = window.project.annotate, window.commands
    claim = next(iter(view.opened.sheet.claims)) if view.opened.sheet is not None else ""
    view.page.go_to(claim)
    window.bus.run(comments.add_comment, view.opened.article_id, "Is this hers, or Tidewater's?", label_id=claim)
    settle(window)
    commands.trigger("label.comment")
    settle(window)
    yield "comments"
    view.page.setFocus()
    for name in ("history", "guidelines"):
        view.show_side(name)
        settle(window)
        yield name
    view.search_for("models")
    settle(window)
    yield "search"
    view.side.close()
    view.find_bar.open()
    view.find_bar.field.setText("models")
    settle(window)
    yield "find bar"
    view.find_bar.leave()
    commands.trigger("view.palette")
    settle(window)
    yield "palette"
    commands.trigger("view.palette")
    window.preferences.put("focus_mode", True)
    settle(window)
    yield "focus mode"
    window.preferences.put("focus_mode", False)


def _open(window: Window, file: Path, name: str = "") -> None:
    window.open_project(str(file), name)
    while window.project is None:
        turn()
        time.sleep(0.001)
    settle(window)


def _problems(window: Window) -> list[Problem]:
    assert window.project is not None
    return window.project.annotate.finishing.problems


def findings(
    window: Window,
    folder: Path,
    sizes: tuple[tuple[int, int], ...] = SIZES,
    looks: tuple[str, ...] = ("dark", "light", "contrast"),
) -> dict[str, list[str]]:
    """Return what is wrong with the window's states and dialogs, by where."""
    out: dict[str, list[str]] = {}
    for look in looks:
        # Themes differ in colours and lines, not in lengths: after the first, one size shows what there is to see.
        sizes = sizes if look == looks[0] else sizes[:1]
        theme.apply(application(), look)
        place = folder / look
        place.mkdir()
        for state in walk(window, place):
            for size in sizes:
                resize(window, size)
                if found := cut(window) + nameless(window):
                    out[f"{state}, {look}, {size[0]} wide"] = found
        for dialog in dialogs(window, folder):
            dialog.show()
            settle(window)
            if found := cut(dialog) + nameless(dialog):
                out.setdefault(f"{type(dialog).__name__}, {look}", []).extend(found)
            dialog.close()
            dialog.deleteLater()
        window.close_project()
    return out


def main() -> None:
    """Print what is wrong at the screen's scale of the environment and the text's scale of the command line."""
    worker.worker_command = lambda: SILENT
    application()
    with tempfile.TemporaryDirectory() as folder:
        known = {"theme": "light", "interface_scale": float(sys.argv[1]) if len(sys.argv) > 1 else 1.0}
        window = make_window(Settings(Path(folder) / "settings.json", known))
        window.show()
        turn()
        # The themes differ in colours; what they do to lengths is looked at in one scale.
        for where, found in findings(window, Path(folder), looks=("light",)).items():
            sys.stdout.write(f"{where}: {'; '.join(found)}\n")
        sys.stdout.write(f"screen {window.devicePixelRatioF():g}, text {fonts.scale():g}\n")
        window.close()


if __name__ == "__main__":
    main()
