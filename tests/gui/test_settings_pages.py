"""The pages Reading, Look and Suggestions of the settings, by keys: what is chosen is in force and is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from labeler.config.settings import Settings, load_settings
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.look import fonts
from labeler.gui.look.controls import Segmented
from labeler.gui.look.theme import themes
from labeler.gui.settings.dialog import SettingsDialog
from labeler.gui.settings.look import LookPage
from labeler.gui.settings.reading import ReadingPage
from labeler.gui.settings.suggestions import SuggestionsPage
from labeler.gui.window import Window
from labeler.store import Store
from tests.gui.builders import suggest


@pytest.fixture
def dialog(opened: Window, qtbot: QtBot) -> Iterator[SettingsDialog]:
    """The settings over the open project."""
    opened.commands.trigger("view.settings")
    dialog = opened.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    yield dialog
    dialog.close()
    fonts.set_scale(1.0)


def tab_to(dialog: SettingsDialog, goal: QWidget, qtbot: QtBot) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(40):
        if goal.hasFocus():
            return
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def take_second(dialog: SettingsDialog, choices: Segmented, qtbot: QtBot) -> None:
    """Choose the second of a row whose first is chosen: Tab leads to that, the arrow to the next."""
    tab_to(dialog, choices.segments()[0], qtbot)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(dialog.focusWidget(), key)


def kept(settings: Settings, key: str) -> object:
    """Return what the file says, read anew."""
    return load_settings(settings.file).get(key)


def test_the_focus_is_on_the_name_of_the_page(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.turn_to("suggestions")
    assert dialog.tabs.segments()[2].hasFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert dialog.pages["keys"].isVisible()


def test_reading(dialog: SettingsDialog, view: AnnotatePage, settings: Settings, qtbot: QtBot) -> None:
    page = dialog.pages["reading"]
    assert isinstance(page, ReadingPage)
    take_second(dialog, page.face, qtbot)
    assert kept(settings, "reading_face") == "sans"
    before = view.page.font().pixelSize()
    tab_to(dialog, page.size_box, qtbot)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)
    assert kept(settings, "reading_size") == 19
    assert view.page.font().pixelSize() == before + 1
    tab_to(dialog, page.width_box, qtbot)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert kept(settings, "line_width") == 68


def test_look(dialog: SettingsDialog, opened: Window, settings: Settings, qtbot: QtBot) -> None:
    page = dialog.pages["look"]
    assert isinstance(page, LookPage)
    dialog.turn_to("look")
    take_second(dialog, page.theme, qtbot)
    assert (kept(settings, "theme"), themes().name) == ("dark", "dark")
    take_second(dialog, page.scale, qtbot)
    assert (kept(settings, "interface_scale"), fonts.scale()) == (1.25, 1.25)
    tab_to(dialog, page.key_bar, qtbot)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert kept(settings, "key_bar") is False
    assert not opened.keybar.isVisible()
    tab_to(dialog, page.reopen, qtbot)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert kept(settings, "reopen") is False
    tab_to(dialog, page.name, qtbot)
    qtbot.keyClicks(dialog.focusWidget(), " bo ")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert kept(settings, "annotator") == "bo"


@pytest.fixture
def suggested(view: AnnotatePage, idle: Callable[[], None], second: Store) -> AnnotatePage:
    suggest(second)
    view.opened.reload()
    idle()
    return view


def test_suggestions(suggested: AnnotatePage, dialog: SettingsDialog, settings: Settings, qtbot: QtBot) -> None:
    page = dialog.pages["suggestions"]
    assert isinstance(page, SuggestionsPage)
    dialog.turn_to("suggestions")
    listed = suggested.inspector.suggestions
    assert listed.accept.accessibleName() == "Accept all above .90 (2)"
    tab_to(dialog, page.above, qtbot)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)
    assert kept(settings, "accept_above") == pytest.approx(0.95)
    assert listed.accept.accessibleName() == "Accept all above .95 (1)"
    tab_to(dialog, page.kinds["speaker"], qtbot)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert kept(settings, "suggestion_kinds") == ["claim", "stance"]
    assert [one.kind for one in listed.model.rows] == ["claim", "claim"]


def test_who_reads_is_chosen_and_in_force_at_once(
    dialog: SettingsDialog, opened: Window, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = dialog.pages["suggestions"]
    assert isinstance(page, SuggestionsPage)
    dialog.turn_to("suggestions")
    box = page.reader.box
    qtbot.waitUntil(lambda: box.count() > 1, timeout=10_000)
    assert (box.currentText(), box.accessibleName()) == ("the one that ships", "Read by")
    tab_to(dialog, box, qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    chosen = box.itemData(1)
    assert kept(settings, "model") == chosen
    assert opened.project is not None
    assert opened.project.suggester.load.model == chosen
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/models/mine")
    tab_to(dialog, page.reader.folder, qtbot)
    qtbot.keyClick(page.reader.folder, Qt.Key.Key_Space)
    assert (kept(settings, "model"), box.currentText()) == ("/models/mine", "/models/mine")
    tab_to_back(dialog, box, qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert kept(settings, "model") == ""


def tab_to_back(dialog: SettingsDialog, goal: QWidget, qtbot: QtBot) -> None:
    """Press Shift+Tab until a control has the focus."""
    for _ in range(40):
        if goal.hasFocus():
            return
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    raise AssertionError("Shift+Tab does not lead there")
