"""Nothing is cut, everything that takes the focus has a name: every page and dialog, sizes, themes, large text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from labeler.domain.spans import Span
from labeler.gui.dialogs import AddAnnotator, ExportDataset, NewProject, OpenProject
from labeler.gui.look import fonts, theme
from labeler.gui.look.controls import PlainLabel
from labeler.gui.reading import Guidelines, KeySheet
from labeler.gui.window import Window
from tests.gui.builders import TEXT


@pytest.fixture(params=[1.0, 2.0], ids=["100 %", "200 %"])
def scale(request: pytest.FixtureRequest) -> Iterator[float]:
    fonts.set_scale(request.param)
    yield request.param
    fonts.set_scale(1.0)


def cut(root: QWidget) -> list[str]:
    """Return the texts under a widget that are shown cut and have no tooltip that says them."""
    out: list[str] = []
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.pixmap().cacheKey() and not label.toolTip():
            wraps = label.wordWrap()
            needed = label.heightForWidth(label.width()) if wraps else label.sizeHint().height()
            if label.height() + 1 < needed or (not wraps and label.width() + 1 < label.sizeHint().width()):
                out.append(label.text())
    for button in root.findChildren(QAbstractButton):
        if isinstance(button.parent(), QLineEdit):
            continue  # Qt's own icons inside a line
        hint = button.minimumSizeHint()
        if button.isVisible() and (button.width() + 1 < hint.width() or button.height() + 1 < hint.height()):
            out.append(button.text() or button.accessibleName())
    return out


def nameless(root: QWidget) -> list[str]:
    """Return the widgets under a widget that take the focus and have no accessible name."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]


def relook(window: Window, look: str, size: tuple[int, int]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, look)
    window.resize(*size)
    if window.project is not None:
        window.project.fit()
    for _ in range(3):
        QApplication.processEvents()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (2560, 1440)])
def test_start_page(window: Window, look: str, size: tuple[int, int]) -> None:
    window.remembered.opened("/no/such/energy.labeler")
    window.show_start()
    relook(window, look, size)
    assert cut(window) == []
    assert nameless(window) == []


@pytest.mark.usefixtures("scale")
def test_start_page_with_large_text(window: Window) -> None:
    relook(window, "light", (1440, 900))
    assert cut(window) == []


def test_annotate_page_at_every_size(opened: Window, idle: Callable[[], None]) -> None:
    assert opened.project is not None
    page = opened.project.annotate.page
    start = TEXT.index("Mara Ellison")
    page.select(Span(start, start + 12))
    opened.commands.trigger("label.speaker")
    idle()
    page.select(Span(start - 60, start - 8))
    for ident in ("label.claim", "stance.support"):
        opened.commands.trigger(ident)
        idle()
    faults: dict[str, list[str]] = {}
    for look in ("light", "dark"):
        for size in ((1024, 700), (1440, 900), (2560, 1440)):
            for step in ("label.next", "label.next"):
                opened.commands.trigger(step)
                relook(opened, look, size)
                found = cut(opened) + nameless(opened)
                if found:
                    faults[f"{look} {size}"] = found
    assert faults == {}


@pytest.mark.usefixtures("scale")
def test_dialogs(window: Window, tmp_path: Path) -> None:
    relook(window, "light", (1440, 900))
    dialogs = [
        NewProject(tmp_path, "anna", window),
        OpenProject("", window),
        AddAnnotator(window),
        ExportDataset(tmp_path, ["anna", "bo"], window),
        KeySheet(window),
        Guidelines("# Guidelines\n\nSome *words* <b>here</b>.", window),
    ]
    faults: dict[str, list[str]] = {}
    for dialog in dialogs:
        dialog.show()
        for _ in range(3):
            QApplication.processEvents()
        if found := cut(dialog) + nameless(dialog):
            faults[type(dialog).__name__] = found
        dialog.hide()
    assert faults == {}


def test_labels_show_hostile_text_as_it_is(window: Window) -> None:
    window.start_notices.tell("open", "bad", "<img src='file:///etc/passwd'> & <b>bold</b>")
    for label in window.findChildren(PlainLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
